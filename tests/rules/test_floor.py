"""A rules file below the safety floor, or with a value that its fact cannot have, is refused: by what its rules do."""

from itertools import combinations
from pathlib import Path

import pytest

from converter.rules.floor import UNNAMED, Placed, check_floor
from converter.rules.m1_to_ep import M1_TO_EP
from converter.rules.routes import ROUTES
from converter.rules.rule import Effect, Rule
from converter.rules.rule import Test as Asked
from converter.rules.vocabulary import Codes, Stop, Vocabulary
from converter.sources.problems import Place, ProblemList
from tests.builders.loaded import loaded
from tests.rules.edits import MAPPINGS, Edit, edited, home_with, problems_in, row_of

OUT = "m1-to-ep"
GROUPS = "excluded-group-a-b"
UNKNOWN = "excluded-group-unknown"
LOCKED = "excluded-locked"
NOTE = "withheld-note-reimbursement"
VIEW, IN = "ep-to-view", "m10-to-ed"
UNNAMED_TEXT = "\N{REPLACEMENT CHARACTER}"
CLOCK, MUCH = "dispense-in-the-future", "dispense-implausibly-much"
ACCESS = "excluded-access-blocked"

BELOW = {
    "group B becomes a group that is none": Edit(OUT, GROUPS, "[A, B]", "[A, D]", "rule-floor"),
    "groups in lower case": Edit(OUT, GROUPS, "[A, B]", "[a, b]", "rule-floor"),
    "group B forgotten": Edit(OUT, GROUPS, "[A, B]", "[A]", "rule-floor"),
    "group B twice, A not": Edit(OUT, GROUPS, "[A, B]", "[B, B]", "rule-floor"),
    "groups as one text": Edit(OUT, GROUPS, "[A, B]", '["A, B"]', "rule-floor"),
    "groups with a blank": Edit(OUT, GROUPS, "[A, B]", '["A ", "B "]', "rule-floor"),
    "groups in Greek letters": Edit(OUT, GROUPS, "[A, B]", '["\N{GREEK CAPITAL LETTER ALPHA}", B]', "rule-floor"),
    "groups turned round": Edit(OUT, GROUPS, "test: in", "test: not-in", "rule-floor"),
    "groups of another fact": Edit(OUT, GROUPS, "fact: group", "fact: group-agreement", "rule-floor"),
    "groups held against the preparation": Edit(OUT, GROUPS, "fact: group", "fact: preparation-type", "rule-floor"),
    "groups asked whether they are missing": Edit(
        OUT, GROUPS, "test: in\n    values: [A, B]", "test: missing\n    values: []", "rule-floor"
    ),
    "groups only told": Edit(OUT, GROUPS, "effect: exclude", "effect: remark", "rule-floor"),
    "groups only withheld": Edit(OUT, GROUPS, "effect: exclude", "effect: withhold", "rule-floor"),
    "home care withheld, which is no part": Edit(
        OUT, "remark-home-care", "effect: remark", "effect: withhold", "rule-withhold"
    ),
    "multidose withheld, which is no part": Edit(
        OUT, "remark-multidose", "effect: remark", "effect: withhold", "rule-withhold"
    ),
    "an exclusion beside another rule": Edit(
        OUT, LOCKED, "effect: exclude", "effect: exclude\n    unless: excluded-expired", "rule-unless"
    ),
    "a remark beside a rule that is not there": Edit(
        OUT, "remark-valid-longer-than-usual", "unless: excluded-valid-too-long", "unless: excluded-long", "rule-unless"
    ),
    "groups gone": Edit(OUT, GROUPS, "", "", "rule-floor"),
    "notes on reimbursement only told": Edit(OUT, NOTE, "effect: withhold", "effect: remark", "rule-floor"),
    "notes on reimbursement gone": Edit(OUT, NOTE, "", "", "rule-floor"),
    "notes that are plain in their place": Edit(OUT, NOTE, "[reimbursement]", "[plain]", "rule-floor"),
    "groups of which none is": Edit(OUT, GROUPS, "test: in", "test: none-in", "rule-floor"),
    "group unknown where none is known": Edit(
        OUT, "excluded-group-unknown", "test: not-in", "test: none-in", "rule-floor"
    ),
    "an ATC code of one digit": Edit(OUT, "excluded-atc-not-a-medicine", "[V06,", "[V6,", "rule-value"),
    "an ATC code in lower case": Edit(OUT, "excluded-atc-veterinary", "[Q]", "[q]", "rule-value"),
    "an ATC code asked as none": Edit(OUT, "excluded-atc-veterinary", "test: is", "test: none-in", "rule-test"),
    "days that are no limit": Edit(OUT, "excluded-valid-too-long", '"1100"', '"5000"', "rule-number"),
    "a code that is not there passes for known": Edit(VIEW, "view-atc-missing", "", "", "rule-floor"),
    "a code that nobody has passes for known": Edit(VIEW, "view-group-unknown", "", "", "rule-floor"),
    "a code that is not there is asked of the status": Edit(
        VIEW,
        "view-atc-missing",
        "fact: atc\n    test: is\n    values: [missing]",
        "fact: status\n    test: is\n    values: [none]",
        "rule-floor",
    ),
    "locked in Norwegian": Edit(OUT, LOCKED, '["yes"]', '["ja"]', "rule-floor"),
    "locked as the message writes it": Edit(OUT, LOCKED, '["yes"]', '["true"]', "rule-floor"),
    "locked where it is not": Edit(OUT, LOCKED, '["yes"]', '["no"]', "rule-floor"),
    "locked only told": Edit(OUT, LOCKED, "effect: exclude", "effect: remark", "rule-floor"),
    "locked gone": Edit(OUT, LOCKED, "", "", "rule-floor"),
    "locked asked of the reference number": Edit(OUT, LOCKED, "fact: locked", "fact: reference-number", "rule-floor"),
    "locked asked as a lack": Edit(OUT, LOCKED, 'is\n    values: ["yes"]', "missing\n    values: []", "rule-floor"),
    "locked but retired": Edit(OUT, "", "retired: []", "retired: [excluded-locked]", "rule-code-used"),
    "reference number of the lock": Edit(
        OUT, "excluded-reference-number", "fact: reference-number", "fact: locked", "rule-floor"
    ),
    "reference number gone": Edit(OUT, "excluded-reference-number", "", "", "rule-floor"),
    "no group turned round": Edit(OUT, "excluded-group-missing", '["no"]', '["yes"]', "rule-floor"),
    "no group only told": Edit(OUT, "excluded-group-missing", "effect: exclude", "effect: remark", "rule-floor"),
    "unknown groups let through by name": Edit(OUT, UNKNOWN, "F, K]", "F, K, X]", "rule-floor"),
    "unknown groups asked for": Edit(OUT, UNKNOWN, "test: not-in", "test: in", "rule-floor"),
    "unknown groups as one that is none": Edit(
        OUT, UNKNOWN, "test: not-in\n    values: [A, B, C, CF, F, K]", "test: in\n    values: [V]", "rule-floor"
    ),
    "unknown groups gone": Edit(OUT, UNKNOWN, "", "", "rule-floor"),
    "guardians only told": Edit(
        OUT, "excluded-guardian-reservation", "effect: exclude", "effect: remark", "rule-floor"
    ),
    "guardians gone": Edit(OUT, "excluded-guardian-reservation", "", "", "rule-floor"),
    "blocked access counts as open": Edit(OUT, ACCESS, "[open]", "[open, blocked]", "rule-floor"),
    "blocked access by its name only": Edit(
        OUT, ACCESS, "test: not-in\n    values: [open]", "test: in\n    values: [blocked]", "rule-floor"
    ),
    "blocked access turned round": Edit(OUT, ACCESS, "test: not-in", "test: in", "rule-floor"),
    "blocked access of another fact": Edit(
        OUT,
        ACCESS,
        "fact: access\n    test: not-in\n    values: [open]",
        'fact: locked\n    test: is\n    values: ["yes"]',
        "rule-floor",
    ),
    "blocked access gone": Edit(OUT, ACCESS, "", "", "rule-floor"),
    "group B shown as dispensable": Edit(VIEW, "view-group-a-b", "[A, B]", "[A]", "rule-floor"),
    "groups of foreign prescriptions only told": Edit(
        VIEW, "view-group-a-b", "effect: reject", "effect: remark", "rule-floor"
    ),
    "groups of foreign prescriptions in lower case": Edit(VIEW, "view-group-a-b", "[A, B]", "[a, b]", "rule-floor"),
    "groups of foreign prescriptions asked of the code": Edit(
        VIEW,
        "view-group-a-b",
        "fact: group\n    test: in\n    values: [A, B]",
        "fact: atc\n    test: is\n    values: [missing]",
        "rule-floor",
    ),
    "group A handed out": Edit(IN, "dispense-group-a-b", "[A, B]", "[B]", "rule-floor"),
    "groups handed out and told": Edit(IN, "dispense-group-a-b", "effect: reject", "effect: remark", "rule-floor"),
    "groups handed out": Edit(IN, "dispense-group-a-b", "", "", "rule-floor"),
    "another patient only told": Edit(
        "ed-to-m10", "dispensed-to-another", "effect: reject", "effect: remark", "rule-floor"
    ),
    "an unknown prescription gone": Edit("ed-to-m10", "dispensed-unknown-prescription", "", "", "rule-floor"),
}
"""What would let out, or take in, what must not."""

WRONG = {
    "a status that list 7408 does not have": Edit(OUT, "excluded-status", "[R,", "[Q,", "rule-value"),
    "a status in lower case": Edit(OUT, "excluded-caller-status", "[E]", "[e]", "rule-value"),
    "a preparation type of no list": Edit(OUT, "excluded-supplement", '["16"]', '["61"]', "rule-value"),
    "a profession by its name": Edit(OUT, "excluded-veterinary-prescriber", "[VE, FB]", "[Veterinær]", "rule-value"),
    "an item group that is none": Edit(OUT, "excluded-not-a-medicine", "[L]", "[M]", "rule-value"),
    "a kind that is none": Edit(OUT, "excluded-magistral", "[mixture]", "[magistral]", "rule-value"),
    "yes in Norwegian": Edit(OUT, "excluded-special-permit", '["yes"]', '["ja"]', "rule-value"),
    "an answer that the fact cannot have": Edit(
        "ed-to-m10", "dispensed-too-much", "[beyond-one-dispense, beyond-all]", "[beyond-both]", "rule-value"
    ),
    "a value on a day": Edit(OUT, "excluded-expired", "values: []", 'values: ["2026-01-01"]', "rule-values"),
    "no value": Edit(OUT, "excluded-group-k", "[K]", "[]", "rule-values"),
    "a day tested as a word": Edit(OUT, "excluded-expired", "test: before-today", "test: missing", "rule-test"),
    "a word tested as a day": Edit(
        OUT, "excluded-group-k", "test: is\n    values: [K]", "test: before-today\n    values: []", "rule-test"
    ),
    "a word tested as a number": Edit(OUT, "excluded-group-k", "test: is", "test: more-than", "rule-test"),
    "clocks that differ by nothing": Edit(IN, CLOCK, '["5"]', '["0"]', "rule-number"),
    "clocks that differ by a day": Edit(IN, CLOCK, '["5"]', '["1440"]', "rule-number"),
    "a limit below zero": Edit(IN, CLOCK, '["5"]', '["-5"]', "rule-number"),
    "a limit in words": Edit(IN, MUCH, '["50"]', '["fifty"]', "rule-number"),
    "a limit with a fraction": Edit(IN, MUCH, '["50"]', '["50.5"]', "rule-number"),
    "a limit in other digits": Edit(IN, MUCH, '["50"]', '["⁵"]', "rule-number"),
    "a limit that stops one package": Edit(IN, MUCH, '["50"]', '["1"]', "rule-number"),
    "a limit that nothing reaches": Edit(IN, MUCH, '["50"]', '["1000000"]', "rule-number"),
    "two limits": Edit(IN, MUCH, '["50"]', '["50", "60"]', "rule-values"),
    "no limit": Edit(IN, MUCH, '["50"]', "[]", "rule-values"),
    "another limit than the other route's": Edit(IN, MUCH, '["50"]', '["60"]', "rule-limit"),
    "a reason with another limit": Edit(
        "ed-to-m10", "dispensed-implausibly-much", "mer enn 50 ganger", "mer enn 40 ganger", "rule-limit-text"
    ),
    "a number tested as a word": Edit(IN, MUCH, "test: more-than", "test: is", "rule-test"),
    "a status that the gatherer does not tell": Edit(VIEW, "view-not-active", "other]", "aborted]", "rule-value"),
    "a prescription from abroad excluded": Edit(
        VIEW, "view-expired", "effect: reject", "effect: exclude", "rule-effect"
    ),
    "a fact that is none": Edit(OUT, "excluded-group-k", "fact: group", "fact: groups", "rule-fact"),
    "a fact of another route": Edit(OUT, "excluded-group-k", "fact: group", "fact: patient", "rule-fact"),
    "an effect that is none": Edit(OUT, "excluded-group-k", "effect: exclude", "effect: stop", "shape-word"),
    "an effect of another route": Edit(OUT, "excluded-group-k", "effect: exclude", "effect: reject", "rule-effect"),
    "a code used twice": Edit(OUT, "", "id: excluded-group-k", "id: excluded-locked", "rule-code-used"),
    "a code of the catalogue": Edit(OUT, "", "id: excluded-group-k", "id: identifiers-pending", "rule-code-used"),
    "a code of another route": Edit("ed-to-m10", "", "dispensed-too-much", "excluded-group-k", "rule-code-used"),
    "a hint in one language": Edit(
        OUT, "excluded-group-k", "    basis:", "    hint_no: Se FEST.\n    basis:", "rule-hint"
    ),
    "an error that OpenNCP could not have": Edit(
        OUT, "excluded-group-k", "openncp: ERROR_EP_GENERIC", "openncp: generic", "shape-pattern"
    ),
    "the file under another route's name": Edit(OUT, "", "rules: m1-to-ep", "rules: ed-to-m10", "file-name"),
}
"""What a maintainer may get wrong without going below the floor."""


@pytest.mark.parametrize("name", [*BELOW, *WRONG])
def test_the_edit_is_refused_at_its_line(name: str, tmp_path: Path) -> None:
    """Naming file, line, rule or value, and what to write."""
    edit = (BELOW | WRONG)[name]
    text = edited(edit)
    found = [p for p in problems_in(home_with(tmp_path, edit.route, text)) if p.code == edit.code]
    assert found, "accepted"
    problem = found[0]
    assert problem.file == f"mappings/rules/{edit.route}.yaml"
    if edit.rule and f"- id: {edit.rule}\n" in text:
        start, end = row_of(text, edit.rule)
        first, last = text.count("\n", 0, start) + 1, text.count("\n", 0, end)
        assert first <= problem.line <= last
    if edit.code == "rule-floor":
        assert edit.rule in problem.english
        assert "Write 'fact: " in problem.english
        assert "Skriv «fact: " in problem.norwegian


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    values: [A, B]\n", "    values: [B, A]\n"),
        ("    test: in\n    values: [A, B]\n", "    test: not-in\n    values: [C, CF, F, K]\n"),
        ("    values: [A, B]\n", "    values: [A, B, K]\n"),
    ],
)
def test_rules_that_do_the_same_or_more_are_at_the_floor(old: str, new: str, tmp_path: Path) -> None:
    """How a rule is written is the maintainer's; what it stops is the floor's."""
    assert problems_in(home_with(tmp_path, OUT, edited(Edit(OUT, GROUPS, old, new, "")))) == []


def test_a_rule_split_in_two_is_at_the_floor(tmp_path: Path) -> None:
    """A in one row and B in another stop what one row did, each with a reason of its own."""
    text = edited(Edit(OUT, GROUPS, "[A, B]", "[A]", ""))
    start, end = row_of(text, GROUPS)
    other = text[start:end].replace(GROUPS, "excluded-group-b").replace("[A]", "[B]")
    assert problems_in(home_with(tmp_path, OUT, text[:end] + other + text[end:])) == []


def test_the_rules_that_ship_are_at_the_floor(tmp_path: Path) -> None:
    """And nothing else is wrong with them."""
    text = (MAPPINGS / "rules" / f"{OUT}.yaml").read_text(encoding="utf-8")
    assert problems_in(home_with(tmp_path, OUT, text)) == []


@pytest.mark.parametrize("words", ROUTES, ids=lambda words: words.name)
def test_each_rule_of_the_floor_is_needed(words: Vocabulary, tmp_path: Path) -> None:
    """Without its row each part of every route's floor is missed, and said at the line where the rows begin."""
    assert words.floor
    for number, stop in enumerate(words.floor):
        text = edited(Edit(words.name, stop.rule, "", "", ""))
        path = tmp_path / str(number)
        path.mkdir()
        problems = [p for p in problems_in(home_with(path, words.name, text)) if p.code == "rule-floor"]
        assert [stop.rule in p.english for p in problems] == [True]
        assert text.splitlines()[problems[0].line - 1].startswith("  - id: ")


def test_every_code_of_the_list_of_groups_and_every_other_is_held() -> None:
    """A and B are stopped, so is any code that list 7421 does not have, alone and beside a harmless one."""
    rules = loaded().rules[OUT]
    listed = set(loaded().tables.code_list("7421"))
    day = loaded().register.version.retrieved.date()

    def stopped(groups: tuple[str, ...]) -> bool:
        return any(r.fact == "group" and r.effect is Effect.EXCLUDE and r.holds({"group": groups}, day) for r in rules)

    assert {group for group in listed if not stopped((group,))} == {"C", "CF", "F"}
    for other in ("a", "b", "A ", "D", "V", "X", "AB", "", UNNAMED):
        assert stopped((other,))
        assert stopped(("C", other))
    for pair in combinations(sorted(listed), 2):
        assert stopped(pair) == bool({"A", "B", "K"} & set(pair))


@pytest.mark.parametrize(
    ("new", "edit"),
    [
        ("X", Edit(OUT, UNKNOWN, "F, K]", "F, K, X]", "")),
        (
            UNNAMED_TEXT,
            Edit(
                OUT,
                UNKNOWN,
                "test: not-in\n    values: [A, B, C, CF, F, K]",
                f'test: in\n    values: ["{UNNAMED_TEXT}"]',
                "",
            ),
        ),
    ],
    ids=["let through", "asked for alone"],
)
def test_a_group_that_is_new_to_the_list_does_not_leave_by_tables_alone(new: str, edit: Edit, tmp_path: Path) -> None:
    """List and rule may know it; that it may leave is decided in code. No text is the value that nothing names."""
    home = home_with(tmp_path, OUT, edited(edit))
    (home / "codelists").unlink()
    (home / "codelists").mkdir()
    for file in (MAPPINGS / "codelists").iterdir():
        text = file.read_text(encoding="utf-8")
        if file.stem == "7421":
            text += f"{new},Reseptgruppe\n"
        (home / "codelists" / file.name).write_text(text, encoding="utf-8")
    assert "rule-floor" in {p.code for p in problems_in(home)}


def test_the_value_that_nothing_names_equals_itself_alone() -> None:
    """Not the text that it is written as, from either side."""
    same, text_first, text_last = UNNAMED == UNNAMED, UNNAMED_TEXT == UNNAMED, UNNAMED == UNNAMED_TEXT
    assert (same, text_first, text_last) == (True, False, False)
    assert (UNNAMED_TEXT != UNNAMED, UNNAMED != UNNAMED_TEXT) == (True, True)
    assert UNNAMED not in {UNNAMED_TEXT}


def test_another_routes_file_is_refused(tmp_path: Path) -> None:
    """Copied by mistake: its facts are none of this route."""
    text = (MAPPINGS / "rules" / "ed-to-m10.yaml").read_text(encoding="utf-8")
    codes = {p.code for p in problems_in(home_with(tmp_path, OUT, text))}
    assert {"file-name", "rule-fact", "rule-floor"} <= codes


def test_a_file_that_no_route_reads_is_refused(tmp_path: Path) -> None:
    """Someone would edit it and believe that it holds."""
    home = home_with(tmp_path, OUT, (MAPPINGS / "rules" / f"{OUT}.yaml").read_text(encoding="utf-8"))
    (home / "rules" / "outbound.yaml").write_text("rules: outbound\n", encoding="utf-8")
    (home / "rules" / "m1-to-ep.yml").write_text("rules: m1-to-ep\n", encoding="utf-8")
    (home / "rules" / ".m1-to-ep.yaml.swp").write_text("an editor's own", encoding="utf-8")
    assert [(p.code, p.file) for p in problems_in(home)] == [
        ("rule-file", "mappings/rules/m1-to-ep.yml"),
        ("rule-file", "mappings/rules/outbound.yaml"),
    ]


def test_a_file_that_is_not_utf8_or_gone_is_refused(tmp_path: Path) -> None:
    """With its line, and no traceback."""
    home = home_with(tmp_path, OUT, "")
    file = home / "rules" / f"{OUT}.yaml"
    file.write_bytes("rules: m1-to-ep\ntitle: på\n".encode("latin-1"))
    assert [(p.code, p.line) for p in problems_in(home)] == [("file-encoding", 2)]
    file.unlink()
    assert [p.code for p in problems_in(home)] == ["file-missing"]


def test_a_rule_of_another_fact_that_always_holds_does_not_count() -> None:
    """The floor asks of the protecting fact itself."""
    always = Rule(
        id="x",
        fact="kind",
        test=Asked.NOT_IN,
        values=("x",),
        effect=Effect.EXCLUDE,
        path="",
        reason_no="nei",
        reason_en="no",
        basis="basis",
        openncp="ERROR_EPRESCRIPTION",
    )
    stop = Stop("y", "locked", Asked.IS, frozenset({"yes"}), Effect.EXCLUDE)
    words = Vocabulary(OUT, M1_TO_EP.facts, M1_TO_EP.effects, (stop,))
    problems = ProblemList()
    check_floor(words, (Placed(always, Place("f")),), {}, Place("f", 7), problems)
    assert [(p.code, p.line) for p in problems] == [("rule-floor", 7)]


def test_every_list_of_a_fact_is_there() -> None:
    """Else no value of it could be held against anything."""
    numbers = {f.domain.number for words in ROUTES for f in words.facts.values() if isinstance(f.domain, Codes)}
    assert numbers <= set(loaded().tables.code_lists)
