"""What is never said: too much, too often, above its own ceiling, a unit that the form cannot have."""

import csv
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.dosage.canonical import line, read_line
from converter.dosage.limits import Limits, read_limits
from converter.dosage.plausible import Implausible, implausible
from converter.model.coded import Coded, Null
from converter.model.meaning import Amount, Clause, Frequency, Meaning, Order
from converter.sources.problems import ProblemList
from converter.terminology.code_table import CodeTable
from converter.terminology.home import Home, read_home
from tests.builders.loaded import loaded
from tests.conftest import ROOT
from tests.dosage.strategies import meanings

MUCH, CEILING, OFTEN, UNFIT = Implausible
PARACETAMOL, METHOTREXATE, SEMAGLUTIDE, BUPRENORPHINE = "N02BE01", "L04AX03", "A10BJ06", "N02AE01"


SELDOM_FILE = "mappings/dosage-limits/seldom.yaml"


@cache
def home() -> Home:
    """The files that ship."""
    return read_home(ROOT / "mappings", ProblemList())


@cache
def limits() -> Limits:
    """The tables that ship."""
    problems = ProblemList()
    found = read_limits(home(), loaded().vocabulary, problems)
    assert found is not None, list(problems)
    return found


@cache
def pieces() -> CodeTable:
    """Which piece a form is counted in."""
    return loaded().tables.table("piece-by-form")


@cache
def form(term: str) -> Coded:
    """A dose form by its English term."""
    found = loaded().tables.value_set("eHDSIDoseForm")
    return next(Coded(code, found.system, term) for code in found if found.terms[code] == term)


def why(text: str, atc: str = PARACETAMOL, of: Coded | Null | None = None) -> set[Implausible]:
    """Why a canonical line is implausible."""
    return set(implausible(read_line(text), atc, of, limits(), pieces()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dose=2 tablet; freq=4/d", set()),
        ("dose=8 tablet; every=1 h", {MUCH}),
        ("dose=1 tablet; every=30 min", {MUCH}),
        ("dose=24 tablet; freq=1/d", set()),
        ("dose=25 tablet; freq=1/d", {MUCH}),
        ("dose=1..25 tablet; freq=1/d", {MUCH}),
        ("dose=25 tablet; freq=1/wk", {MUCH}),
        ("dose=13 tablet; at=morning,evening", {MUCH}),
        ("dose=9 tablet; at=with each meal", {MUCH}),
        ("plan=20 tablet@morning,5 tablet@evening", {MUCH}),
        ("total=24 tablet/d", set()),
        ("total=25 tablet/d", {MUCH}),
        ("total=28 tablet/wk", set()),
        ("total=200 tablet/wk", {MUCH}),
        ("dose=20 tablet; freq=several/d", {MUCH}),
        ("dose=20 tablet; freq=once", set()),
        ("dose=10 tablet; freq=upto 3/d", {MUCH}),
        ("dose=10 tablet; freq=upto 3/d; asNeeded=pain; max=20 tablet/d", set()),
        ("dose=1 tablet; asNeeded=pain; max=80 tablet/d", {MUCH}),
        ("dose=1 tablet; asNeeded=pain; max=80 tablet/wk", set()),
        ("dose=100 drop; freq=3/d", {MUCH}),
        ("dose=40 drop; freq=4/d", set()),
        ("dose=2 inhalation; freq=4/d", set()),
        ("dose=10 inhalation; every=2 h", {MUCH}),
        ("dose=41; freq=1/d", {MUCH}),
        ("dose=41 piece; freq=1/d", {MUCH}),
        ("dose=2 ring; freq=1/d", {MUCH}),
        ("dose=1000 mg/kg; freq=4/d", set()),
        ("[dose=20 tablet; freq=1/d] + [dose=5 tablet; asNeeded=pain]", {MUCH}),
        ("[dose=20 tablet; days=mon] + [dose=20 tablet; days=tue]", set()),
        ("[dose=20 tablet; freq=1/d; for=7 d] >> [dose=20 tablet; freq=1/d; for=7 d] >> [stop]", set()),
        ("[dose=1 tablet; freq=1/d; for=7 d] >> [dose=30 tablet; freq=1/d; for=7 d]", {MUCH}),
    ],
)
def test_more_in_a_day_than_any_regimen(text: str, found: set[Implausible]) -> None:
    """By unit, on the worst day."""
    assert why(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dose=2 tablet; asNeeded=pain; max=1 tablet/d", {CEILING}),
        ("dose=2 tablet; asNeeded=pain; max=1 tablet", {CEILING}),
        ("dose=2 tablet; asNeeded=pain; max=2 tablet/d", set()),
        ("dose=1..2 tablet; asNeeded=pain; max=1 tablet/d", set()),
        ("dose=2 tablet; freq=4/d; max=6 tablet/d", {CEILING}),
        ("dose=2 tablet; freq=4/d; max=8 tablet/d", set()),
        ("dose=2 tablet; freq=upto 4/d; max=6 tablet/d", set()),
        ("dose=2 tablet; freq=4/d; asNeeded=pain; max=6 tablet/d", set()),
        ("dose=1 tablet; freq=3..4/d; max=3 tablet/d", set()),
        ("dose=2 tablet; every=6 h; max=6 tablet/d", {CEILING}),
        ("dose=2 tablet; at=morning,evening; max=3 tablet/d", {CEILING}),
        ("dose=2 tablet; freq=4/d; max=4 g/d", set()),
        ("[dose=2 tablet; freq=4/d] + [dose=1 tablet; asNeeded=yes]; max=6 tablet/d", {CEILING}),
    ],
)
def test_more_than_its_own_ceiling(text: str, found: set[Implausible]) -> None:
    """What is certain is held against the ceiling; what is needed may be less."""
    assert why(text) == found


WEEKLY = [
    "dose=6 tablet; freq=1/wk",
    "dose=6 tablet; freq=1/wk; days=same",
    "dose=6 tablet; days=mon",
    "dose=6 tablet; at=morning; days=mon",
    "dose=6 tablet; every=7 d",
    "dose=6 tablet; every=2 wk",
    "dose=6 tablet; every=168 h",
    "dose=6 tablet; freq=1/mo",
    "dose=6 tablet; freq=once",
    "dose=6 tablet; freq=once; repeat=after 7 d",
    "total=4 tablet/wk",
    "[dose=4 tablet; freq=1/wk; for=4 wk] >> [dose=6 tablet; days=mon]",
    "[dose=4 tablet; freq=1/wk; for=4 wk] >> [stop]",
]
DAILY = [
    "dose=6 tablet; freq=1/d",
    "dose=1 tablet; freq=2/wk",
    "dose=1 tablet; freq=upto 2/wk",
    "dose=1 tablet; days=mon,tue",
    "dose=1 tablet; days=mon,sun",
    "dose=1 tablet; days=mon,thu",
    "dose=1 tablet; every=2 d",
    "dose=1 tablet; every=6 d",
    "dose=1 tablet; every=24 h",
    "dose=1 tablet; at=morning",
    "dose=1 tablet; at=morning,evening; days=mon",
    "dose=1 tablet; freq=2/d; days=mon",
    "plan=1 tablet@morning,2 tablet@evening",
    "dose=1 tablet; freq=several/d",
    "dose=1 tablet; freq=1/d; daysPerWk=2",
    "dose=1 tablet; freq=once; repeat=after 2 d",
    "dose=1 tablet; freq=1/d; cycle=7 d on,7 d off",
    "total=6 tablet/d",
    "dose=1 tablet; asNeeded=pain",
    "dose=1 tablet; gap=atLeast 8 h; asNeeded=pain",
    "dose=1 tablet",
    "[dose=1 tablet; days=mon] + [dose=2 tablet; days=tue]",
    "[dose=1 tablet; days=mon] + [dose=2 tablet; days=mon]",
    "[dose=1 tablet; freq=1/wk] + [dose=1 tablet; asNeeded=yes]",
    "[dose=4 tablet; freq=1/wk; for=4 wk] >> [dose=6 tablet; freq=1/d]",
]


@pytest.mark.parametrize("text", WEEKLY)
def test_a_weekly_medicine_once_a_week(text: str) -> None:
    """Or less often."""
    assert why(text, METHOTREXATE) == set()
    assert why(text) == set()


@pytest.mark.parametrize("text", DAILY)
def test_a_weekly_medicine_more_often(text: str) -> None:
    """Or without saying how often; of another medicine nothing is found."""
    assert why(text, METHOTREXATE) == {OFTEN}
    assert why(text) == set()
    assert why(text, "") == set()


def test_every_seldom_medicine_is_refused_every_day() -> None:
    """And said at its own interval."""
    for atc, row in limits().seldom.items():
        unit = row.units[0] if row.units else "pen"
        assert OFTEN in why(f"dose=1 {unit}; freq=1/d", atc), atc
        assert OFTEN not in why(f"dose=1 {unit}; every={row.days} d", atc), atc
        assert OFTEN in why(f"dose=1 {unit}; every={row.days} d; at=morning,evening", atc), atc


@pytest.mark.parametrize(
    ("text", "atc", "of", "found"),
    [
        ("dose=1 tablet; freq=1/d", SEMAGLUTIDE, "Tablet", set()),
        ("dose=1 mg; freq=1/d", SEMAGLUTIDE, "Solution for injection in pre-filled pen", {OFTEN}),
        ("dose=1 mg; freq=1/wk", SEMAGLUTIDE, "Solution for injection in pre-filled pen", set()),
        ("dose=1 mg; freq=1/d", SEMAGLUTIDE, None, {OFTEN}),
        ("dose=1 patch; freq=1/d", BUPRENORPHINE, "Transdermal patch", {OFTEN}),
        ("dose=1 patch; every=72 h", BUPRENORPHINE, "Transdermal patch", set()),
        ("dose=1 patch; freq=2/wk", BUPRENORPHINE, "Transdermal patch", set()),
        ("dose=1 patch; every=7 d", BUPRENORPHINE, "Transdermal patch", set()),
        ("dose=1 piece; freq=1/d", BUPRENORPHINE, "Transdermal patch", {OFTEN}),
        ("dose=1; freq=1/d", BUPRENORPHINE, None, {OFTEN}),
        ("dose=1 tablet; freq=3/d", BUPRENORPHINE, "Sublingual tablet", set()),
        ("dose=1 piece; freq=3/d", BUPRENORPHINE, "Sublingual tablet", set()),
        ("dose=0.2 mg; freq=3/d", BUPRENORPHINE, "Sublingual tablet", set()),
    ],
)
def test_units_and_forms_that_a_row_is_about(text: str, atc: str, of: str | None, found: set[Implausible]) -> None:
    """What is not known may be what the row is about."""
    assert why(text, atc, None if of is None else form(of)) == found


@pytest.mark.parametrize(
    ("unit", "term", "fits"),
    [
        ("tablet", "Tablet", True),
        ("tablet", "Film-coated tablet", True),
        ("tablet", "Oral lyophilisate", True),
        ("tablet", "Capsule, hard", False),
        ("tablet", "Oral solution", False),
        ("tablet", "Cream", False),
        ("tablet", "Solution for injection", False),
        ("tablet", "Capsule, hard + tablet", True),
        ("tablet", "Transdermal system", True),
        ("capsule", "Capsule, hard", True),
        ("capsule", "Tablet", False),
        ("capsule", "Oral suspension", False),
        ("capsule", "Inhalation powder, hard capsule", True),
        ("capsule", "Inhalation powder", True),
        ("suppository", "Suppository", True),
        ("suppository", "Tablet", False),
        ("patch", "Transdermal patch", True),
        ("patch", "Medicated plaster", True),
        ("patch", "Gel", False),
        ("drop", "Eye drops, solution", True),
        ("drop", "Oral drops, solution", True),
        ("drop", "Oral solution", True),
        ("drop", "Tablet", False),
        ("drop", "Cream", False),
        ("drop", "Pressurised inhalation, suspension", False),
        ("inhalation", "Pressurised inhalation, suspension", True),
        ("inhalation", "Inhalation powder", True),
        ("inhalation", "Nasal spray, suspension", True),
        ("inhalation", "Tablet", False),
        ("inhalation", "Oral solution", False),
        ("spray", "Nasal spray, solution", True),
        ("spray", "Eye drops, solution", False),
        ("ml", "Oral suspension", True),
        ("ml", "Solution for injection", True),
        ("ml", "Tablet", False),
        ("ml", "Oral suspension in sachet", True),
        ("ml", "Pressurised inhalation, suspension", False),
        ("sachet", "Oral powder in sachet", True),
        ("sachet", "Oral powder", True),
        ("sachet", "Tablet", False),
        ("teaspoon", "Oral suspension", True),
        ("teaspoon", "Eye drops, solution", False),
        ("cm", "Cream", True),
        ("cm", "Oral solution", False),
        ("fingertip unit", "Tablet", False),
        ("injection", "Solution for injection in pre-filled pen", True),
        ("injection", "Tablet", False),
        ("mg", "Tablet", True),
        ("dose", "Cream", True),
        ("piece", "Oral solution", True),
        ("mg/kg", "Tablet", True),
        ("ring", "Vaginal delivery system", True),
        ("ring", "Cream", False),
    ],
)
def test_a_unit_of_a_form(unit: str, term: str, fits: bool) -> None:
    """In the dose, the plan, the total and the ceiling."""
    wanted = set() if fits else {UNFIT}
    for text in (
        "dose=1 {}; freq=1/wk",
        "total=1 {}/d",
        "plan=1 {}@morning,0.5 {}@evening",
        "asNeeded=yes; max=1 {}/d",
    ):
        found = why(text.replace("{}", unit), of=form(term))
        assert found & {UNFIT} == wanted, text


def test_a_form_that_is_not_known_is_not_held_against_the_unit() -> None:
    """Nor is a form that no word tells the kind of."""
    for unknown in (None, Null.UNK, form("Herbal tea"), Coded("x", "y", "no such form")):
        assert why("dose=1 tablet; freq=1/d", of=unknown) == set()


def test_every_reason_is_told() -> None:
    """In the order of the list."""
    found = implausible(read_line("dose=30 ml; at=morning,evening; max=20 ml/d"), METHOTREXATE, form("Tablet"),
                        limits(), pieces())  # fmt: skip
    assert found == (CEILING, OFTEN, UNFIT)
    much = implausible(read_line("dose=30 tablet; freq=1/d"), METHOTREXATE, None, limits(), pieces())
    assert much == (MUCH, OFTEN)


def test_the_corpus_is_plausible(shared: Path) -> None:
    """No usual dosage is refused for its amount or its own ceiling."""
    with (shared / "samples/dosage/dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    lines = {row["meaning"] for row in rows if row["expected"] == "whole"}
    assert len(lines) > 300
    assert {text for text in lines if why(text)} == set()


def test_every_unit_of_pieces_has_a_limit() -> None:
    """What is counted can be counted wrong."""
    counted = {w.value for w in loaded().vocabulary.kinds["units"].values() if w.counted}
    assert counted <= limits().units.keys()


def test_every_form_is_of_one_kind_or_of_none() -> None:
    """Forms with a kind are not counted; drops are drops, whatever stands before."""
    value_set = loaded().tables.value_set("eHDSIDoseForm")
    for code in value_set:
        term = value_set.terms[code]
        row = pieces().row(code)
        if row is not None and row.target is not None:
            continue
        kind = limits().kind_of(term)
        if "drops" in term and "+" not in term:
            assert kind in {"drops", "local drops"}, term
            local = any(place in term.casefold() for place in ("eye", "ear", "nasal"))
            assert kind == ("local drops" if local else "drops"), term
        if "injection" in term or "infusion" in term:
            assert kind == "injection", term
        if "cream" in term.casefold() and "+" not in term:
            assert kind == "semisolid", term


units = st.sampled_from(sorted(limits().units))


@settings(max_examples=100)
@given(units, st.integers(1, 24), st.integers(1, 10**6))
def test_no_amount_above_the_limit_passes(unit: str, times: int, more: int) -> None:
    """However it is divided over the day."""
    limit, most_times = limits().units[unit].most, limits().units[unit].times
    dose = Amount(limit / times + more, limit / times + more, unit)
    clause = Clause(dose=dose, frequency=Frequency(low=times, high=times))
    assert MUCH in implausible(Meaning((clause,)), "", None, limits(), pieces())
    least = replace(clause, dose=Amount(Decimal(1), Decimal(1), unit))
    if most_times is not None and times > most_times:
        assert MUCH in implausible(Meaning((least,)), "", None, limits(), pieces())
    elif times <= limit:
        assert implausible(Meaning((least,)), "", None, limits(), pieces()) == ()


@settings(max_examples=100)
@given(meanings())
def test_a_weekly_medicine_is_never_let_through_as_a_daily_one(meaning: Meaning) -> None:
    """Whatever the meaning: with a clause of every day beside it, or as it, it is told."""
    daily = Clause(dose=Amount(Decimal(1), Decimal(1), "tablet"), frequency=Frequency())
    assert OFTEN in implausible(replace(meaning, clauses=(daily,)), METHOTREXATE, None, limits(), pieces()), line(
        meaning
    )
    clauses = (*(c for c in meaning.clauses if not c.stop), daily)
    for order in (Order.TOGETHER, Order.THEN):
        more = replace(meaning, clauses=clauses, order=order)
        assert OFTEN in implausible(more, METHOTREXATE, None, limits(), pieces())


@pytest.mark.parametrize(
    ("row", "before", "after"),
    [
        ("{atc: L04AX03, name: methotrexate,", 'days: "7"', 'days: "6"'),
        ("{atc: L01BA01, name: methotrexate,", 'days: "7"', 'days: "7", units: [mg]'),
        ("{atc: M05BA04, name: alendronic acid,", 'days: "7"', 'days: "7", forms: [liquid]'),
        ("{atc: L04AX03, name: methotrexate,", "L04AX03, name: methotrexate", "L04AX04, name: lenalidomide"),
        ("{atc: M05BA04, name: alendronic acid,", "M05BA04, name: alendronic", "M05BA05, name: tiludronic"),
    ],
)
def test_the_rows_whose_lack_has_killed_are_there(row: str, before: str, after: str) -> None:
    """Whatever is edited: of every unit and form, with as many days."""
    start, rest = home().files[SELDOM_FILE].split(row)
    assert before in row + rest
    problems = ProblemList()
    changed = Home({**home().files, SELDOM_FILE: start + (row + rest).replace(before, after, 1)})
    assert read_limits(changed, loaded().vocabulary, problems) is None
    assert "limit-floor" in {p.code for p in problems}


@pytest.mark.parametrize(
    "unit", ["tablet", "film-coated tablet", "prolonged-release tablet", "mg", "g", "microgram", ""]
)
@pytest.mark.parametrize("atc", ["L01BA01", "L04AX03"])
def test_methotrexate_every_day_is_told_in_any_unit(unit: str, atc: str) -> None:
    """Where the form is known and where it is not."""
    for of in (None, form("Tablet"), form("Film-coated tablet")):
        assert OFTEN in why(f"dose=2 {unit}".strip() + "; freq=1/d", atc, of)


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("dose=1 tablet; freq=24/d", "Tablet", {MUCH}),
        ("dose=1 tablet; every=1 h", "Tablet", {MUCH}),
        ("dose=1 tablet; freq=12/d", "Tablet", set()),
        ("dose=1 capsule; freq=13/d", "Capsule, hard", {MUCH}),
        ("dose=1 lozenge; freq=24/d", "Lozenge", set()),
        ("dose=1 drop; every=1 h", "Eye drops, solution", set()),
        ("dose=10 g; freq=3/d", "Tablet", {MUCH}),
        ("dose=50 g; freq=1/d", "Tablet", {MUCH}),
        ("dose=1 g; freq=4/d", "Tablet", set()),
        ("total=50 g/d", "Film-coated tablet", {MUCH}),
        ("dose=1 g; asNeeded=pain; max=40 g/d", "Tablet", {MUCH}),
        ("dose=13 g; freq=3/d", "Oral powder in sachet", set()),
        ("dose=15 g; freq=3/d", "Oral powder", set()),
        ("dose=200 g; freq=1/d", "Oral powder", {MUCH}),
        ("dose=10 ml; freq=3/d", "Eye drops, solution", {UNFIT}),
        ("dose=10 ml; freq=3/d", "Ear drops, solution", {UNFIT}),
        ("dose=10 ml; freq=3/d", "Nasal drops, solution", {UNFIT}),
        ("dose=2 ml; freq=3/d", "Oral drops, solution", set()),
        ("dose=100 unit; freq=1/d", "Film-coated tablet", {UNFIT}),
        ("dose=1000 IU; freq=1/d", "Film-coated tablet", set()),
    ],
)
def test_a_unit_an_amount_and_a_frequency_of_a_form(text: str, term: str, found: set[Implausible]) -> None:
    """What no one takes of such a form."""
    assert why(text, of=form(term)) == found


def test_tables_that_are_wrong_are_told() -> None:
    """A unit, a piece, a word or a medicine twice, a unit of no vocabulary, a file that is not there."""
    edits = {
        ("units", "{unit: capsule,", "{unit: tablet,"): "row-duplicate",
        ("units", "{unit: capsule,", "{unit: barrel,"): "phrase-value",
        ("units", '"{Capsule}", "{Cachet}"', '"{Barrel}"'): "phrase-value",
        ("units", 'most: "40"', 'most: "0"'): "shape-pattern",
        ("forms", "words: [spray]", "words: [drops]"): "row-duplicate",
        ("forms", "kind: spray", "kind: barrel"): "shape-word",
        ("seldom", "atc: A10BX16, name: tirzepatide", "atc: A10BJ05, name: dulaglutide"): "row-duplicate",
        ("seldom", "atc: A10BX16", "atc: A10BX99"): "phrase-value",
        ("seldom", "name: tirzepatide", "name: tirofiban"): "phrase-value",
        ("seldom", 'days: "3"', 'days: "1"'): "phrase-value",
        ("units", 'most: "40"', 'most: "99999999"'): "phrase-value",
        ("units", 'most: "40"', 'most: "4000"'): "phrase-value",
        ("units", 'counted: "20"', 'counted: "200"'): "phrase-value",
        ("units", 'times: "12"', 'times: "120"'): "phrase-value",
        ("seldom", "atc: A10BX16", "atc: A10BX"): "shape-pattern",
        ("seldom", "units: [patch]", "units: [barrel]"): "phrase-value",
    }
    for (name, before, after), code in edits.items():
        file = f"mappings/dosage-limits/{name}.yaml"
        assert before in home().files[file], before
        problems = ProblemList()
        changed = Home({**home().files, file: home().files[file].replace(before, after, 1)})
        assert read_limits(changed, loaded().vocabulary, problems) is None
        assert {p.code for p in problems} == {code}, (before, list(problems))
    problems = ProblemList()
    less = Home({file: text for file, text in home().files.items() if "seldom" not in file})
    assert read_limits(less, loaded().vocabulary, problems) is None
    assert [p.code for p in problems] == ["file-missing"]
