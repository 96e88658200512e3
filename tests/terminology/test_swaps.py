"""Wrong edits of the tables whose rows are approved as kinds: each is refused by the checks of the start alone.

First the edits that a review found accepted, one by one; then wrong ones at random, of every approved row of a table.
"""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest
import yaml

from converter.dosage.words import read_vocabulary
from converter.model.coded import Coded
from converter.sources.problems import ProblemList, TableProblem
from converter.terminology.agreement import check_agreement
from converter.terminology.checks import read_code_table
from converter.terminology.code_table import CodeTable, Row
from converter.terminology.form_facts import ROUTES, read_forms
from converter.terminology.home import Home, read_home
from converter.terminology.lists import Lists
from converter.terminology.tables import Tables
from tests.cli.command import DEFECT, run
from tests.rules.edits import MAPPINGS

TYPES, PIECES = "mappings/codes/package-type-7449.yaml", "mappings/codes/piece-by-package-type.yaml"
PRODUCTS, OUTSIDE = "mappings/codes/dose-form-by-product.yaml", "mappings/dosage/outside.yaml"
TABLET, LYOPHILISATE = ("10223000", "Orodispersible tablet"), ("10224000", "Oral lyophilisate")
LEAST, ROUNDS, SEED = 0.99, 20, 17


class Edit(NamedTuple):
    """In `file` the words `old` become `new`, where they stand first; the code of what is said of it."""

    file: str
    old: str
    new: str
    code: str


def to(file: str, row: str, old: tuple[str, str], new: tuple[str, str], code: str) -> Edit:
    """Another target of the row that begins so."""

    def target(pair: tuple[str, str]) -> str:
        term = f'"{pair[1]}"' if "," in pair[1] else pair[1]
        return f'{row}, target: "{pair[0]}", target_term: {term}'

    return Edit(file, target(old), target(new), code)


def type_to(term: str, old: tuple[str, str], new: tuple[str, str], code: str = "row-astray") -> Edit:
    """Another container of a type of package."""
    return to(TYPES, f'term: "{term}"' if "," in term else f"term: {term}", old, new, code)


def piece_to(row: str, old: str, new: str) -> Edit:
    """Another piece of a type of package."""
    return to(PIECES, row, (f"{{{old}}}", old), (f"{{{new}}}", new), "piece-container")


BOTTLE, BAG, AMPOULE, VIAL = ("30008000", "Bottle"), ("30004000", "Bag"), ("30001000", "Ampoule"), ("30069000", "Vial")
PEN, SYRINGE = ("30050000", "Pre-filled pen"), ("30051000", "Pre-filled syringe")
CARTRIDGE, INHALER, CONTAINER = ("30014000", "Cartridge"), ("30026500", "Inhaler"), ("30015500", "Container")
NOCDURNA = 'term: "desmopressin, Nocdurna", target: "10224000", target_term: Oral lyophilisate'
MAXALT = 'code: "48 n02cc04 maxalt", term: "rizatriptan, Maxalt"'
EDITS = {
    "a vial is an ampoule": piece_to('code: "37", term: Hetteglass', "Vial", "Ampoule"),
    "a pre-filled pen is a vial": piece_to('code: "25", term: Ferdigfylt penn', "Pen", "Vial"),
    "a single-dose container is a bottle": piece_to('code: "15", term: Endosebeholder', "Container", "Bottle"),
    "a bag is a bottle, though a draft": piece_to('code: "179", term: Pose', "Bag", "Bottle"),
    "a piece of a box": Edit(PIECES, 'code: "37", term: Hetteglass,', 'code: "8", term: Boks,', "piece-container"),
    "a piece of a type that is none": Edit(PIECES, 'code: "37",', 'code: "937",', "row-not-in-list"),
    "a piece of another type's word": Edit(PIECES, 'code: "37", term: Hetteglass,', 'code: "8", term: Hetteglass,',
                                           "row-term"),
    "a pen with a name is a syringe": type_to("Ferdigfylt penn, KwikPen", PEN, SYRINGE),
    "a cartridge with a name is an ampoule": type_to("Sylinderampulle, Penfill", CARTRIDGE, AMPOULE),
    "a cartridge for a pen is an ampoule": type_to("Sylinderampulle til OptiClik", CARTRIDGE, AMPOULE),
    "an inhaler with a name is a bottle": type_to("Inhalator, diskus", INHALER, BOTTLE),
    "an inhaler with a name is a container": type_to("Inhalator, diskus", INHALER, CONTAINER),
    "a glass bottle is a container": type_to("Flaske av glass", BOTTLE, CONTAINER),
    "a bellows bottle is an ampoule": type_to("Belgflaske", BOTTLE, AMPOULE),
    "an infusion bottle is a bag": type_to("Infusjonsflaske", BOTTLE, BAG),
    "a plastic bag is a bottle": type_to("Plastpose (Viaflex)", BAG, BOTTLE),
    "a bag with chambers is a bottle": type_to("Tokammerpose stay safe", BAG, BOTTLE),
    "a vial with chambers is a container": type_to("Tokammerhetteglass", VIAL, CONTAINER),
    "a head that is no word of EDQM's is approved": Edit(
        TYPES,
        'term: Refill til inhalator, relation: none, status: draft',
        'term: Refill til inhalator, target: "30014000", target_term: Cartridge, relation: broader, status: approved',
        "package-head",
    ),
    "a dental cartridge is approved as an ampoule": Edit(
        TYPES,
        'term: Sylindretter, target: "30014000", target_term: Cartridge, relation: broader, status: draft',
        'term: Sylindretter, target: "30001000", target_term: Ampoule, relation: broader, status: approved',
        "row-astray",
    ),
    "Maxalt is a tablet to swallow": to(PRODUCTS, MAXALT, LYOPHILISATE, ("10219000", "Tablet"), "product-form"),
    "Maxalt is the other of the two": to(PRODUCTS, MAXALT, LYOPHILISATE, TABLET, "row-pinned"),
    "the default is eye drops": to(PRODUCTS, 'code: "48", term: "Smeltetablett"', TABLET,
                                   ("10604000", "Eye drops, solution"), "product-form"),
    "an ATC code that does not exist": Edit(PRODUCTS, "48 n02cc04 maxalt", "48 n02cc99 maxalt", "row-not-in-list"),
    "an ATC code that is cut": Edit(PRODUCTS, '"48 r06ax27"', '"48 r06ax2"', "row-not-in-list"),
    "an ATC code of another substance": Edit(PRODUCTS, "48 n02cc04 maxalt", "48 n02cc03 maxalt", "product-key"),
    "a brand of one letter": Edit(PRODUCTS, "48 n02cc04 maxalt", "48 n02cc04 m", "product-key"),
    "a brand of one letter, in the term too": Edit(
        PRODUCTS, MAXALT, 'code: "48 n02cc04 m", term: "rizatriptan, M"', "product-brand"
    ),
    "a brand with a sign": Edit(PRODUCTS, "48 n02cc04 maxalt", "48 n02cc04 maxalt®", "product-key"),
    "a brand that is the substance": Edit(
        PRODUCTS, 'code: "48 h01ba02 nocdurna", term: "desmopressin, Nocdurna"',
        'code: "48 h01ba02 desmopressin", term: "desmopressin, Desmopressin"', "product-brand"
    ),
    "another brand than the term's": Edit(PRODUCTS, '"desmopressin, Nocdurna"', '"desmopressin, Minirin"',
                                          "product-key"),
    "the default has another word": Edit(PRODUCTS, 'term: "Smeltetablett"', 'term: "Tablett"', "row-term"),
    "a form that is not of the list": Edit(PRODUCTS, 'code: "48", term', 'code: "4848", term', "row-not-in-list"),
    "desmopressin gets the default": Edit(
        PRODUCTS, 'term: "desmopressin", relation: none',
        'term: "desmopressin", target: "10223000", target_term: Orodispersible tablet, relation: broader', "row-pinned"
    ),
    "intravenous reaches the mouth too": Edit(
        ROUTES, "Intravenous use, sites: [Parenteral]", "Intravenous use, sites: [Parenteral, Oral]", "form-attribute"
    ),
    "intravenous reaches the mouth": Edit(
        ROUTES, "Intravenous use, sites: [Parenteral]", "Intravenous use, sites: [Oral]", "form-attribute"
    ),
    "rectal reaches everything": Edit(
        ROUTES, "Rectal use, sites: [Rectal]", "Rectal use, sites: [Rectal, Oral, Parenteral]", "form-attribute"
    ),
    "nasal reaches the eye": Edit(
        ROUTES, "sites: [Nasal, Oculonasal]", "sites: [Nasal, Oculonasal, Ocular]", "form-attribute"
    ),
    "a site twice": Edit(ROUTES, "Rectal use, sites: [Rectal]", "Rectal use, sites: [Rectal, Rectal]",
                         "form-attribute"),
    "a route by judgement is approved": Edit(
        ROUTES, "Intraocular use, sites: [Ocular, Parenteral], status: draft",
        "Intraocular use, sites: [Ocular, Parenteral], status: approved", "form-attribute"
    ),
    "as agreed is when needed": Edit(OUTSIDE, "english: Use as agreed.,", "english: Use when needed.,",
                                     "outside-pinned"),
    "as agreed is when needed, as a draft": Edit(
        OUTSIDE, "english: Use as agreed., status: approved", "english: Use when needed., status: draft",
        "phrase-differs"
    ),
    "as before is daily": Edit(OUTSIDE, "english: Use as before.,", "english: Use daily.,", "outside-pinned"),
    "before is stop": Edit(OUTSIDE, "english: Use as agreed before.,", "english: Stop using it.,", "outside-pinned"),
    "a plan is every morning": Edit(
        OUTSIDE, "english: See the separate plan.,", "english: Use every morning.,", "outside-pinned"
    ),
    "INR is blood sugar": Edit(
        OUTSIDE, "english: The dose follows the INR value.", "english: The dose follows the blood sugar.",
        "outside-pinned"
    ),
    "by the patient": Edit(OUTSIDE, "english: Given by a health professional.", "english: Given by the patient.",
                           "outside-pinned"),
    "the leaflet is an agreement": Edit(OUTSIDE, "english: See the package leaflet.,", "english: Use as agreed.,",
                                        "outside-pinned"),
    "down is not said": Edit(OUTSIDE, "(egen plan|", "(nedtrappingsplan|egen plan|", "phrase-differs"),
    "down is up": Edit(OUTSIDE, "plan for reducing the dose.", "plan for increasing the dose.", "phrase-differs"),
    "the emergency clinic is an office": Edit(
        OUTSIDE, "english: Given at the out-of-hours emergency clinic.,", "english: Given at the doctor's office.,",
        "phrase-differs",
    ),
    "a new row is approved": Edit(
        OUTSIDE, "{value: as-last-time, norwegian: som sist,\n     english: Use as last time., status: draft",
        "{value: as-last-time, norwegian: som sist,\n     english: Use as last time., status: approved",
        "outside-pinned",
    ),
}  # fmt: skip
"""Each would tell a pharmacist another container, form, route or way to be told of the dose."""


RIGHT = {
    "a draft type of package is approved as what its head says": Edit(
        TYPES, 'term: Injeksjonshetteglass, target: "30069000", target_term: Vial, relation: equivalent, status: draft',
        'term: Injeksjonshetteglass, target: "30069000", target_term: Vial, relation: broader, status: approved', ""
    ),
    "a dental cartridge is approved as one": Edit(
        TYPES, 'term: Sylindretter, target: "30014000", target_term: Cartridge, relation: broader, status: draft',
        'term: Sylindretter, target: "30014000", target_term: Cartridge, relation: broader, status: approved', ""
    ),
    "a type of package is set back to none": Edit(
        TYPES, 'term: Belgflaske, target: "30008000", target_term: Bottle, relation: broader',
        'term: Belgflaske, relation: none', ""
    ),
    "a jar is a piece": Edit(PIECES, 'code: "204", term: Strip, target: "{Strip}", target_term: Strip',
                             'code: "203", term: Krukke, target: "{Jar}", target_term: Jar', ""),
    "a piece is approved": Edit(PIECES, 'target_term: Tube, relation: equivalent, status: draft',
                                'target_term: Tube, relation: equivalent, status: approved', ""),
    "a brand that was looked up is approved": Edit(
        PRODUCTS,
        f"{NOCDURNA}, relation: equivalent, status: draft",
        f"{NOCDURNA}, relation: equivalent, status: approved",
        "",
    ),
    "a brand turns out to be the other": Edit(
        PRODUCTS, 'term: "zolmitriptan, Zomig", target: "10223000", target_term: Orodispersible tablet',
        'term: "zolmitriptan, Zomig", target: "10224000", target_term: Oral lyophilisate', ""
    ),
    "a new brand": Edit(
        PRODUCTS, 'code: "48 n02cc03 zomig", term: "zolmitriptan, Zomig"',
        'code: "48 n02cc03 abc 2", term: "zolmitriptan, ABC-2"', ""
    ),
    "a draft route reaches less": Edit(
        ROUTES, "Intraocular use, sites: [Ocular, Parenteral]", "Intraocular use, sites: [Ocular]", ""
    ),
    "another English of a draft": Edit(OUTSIDE, "english: Use as further agreed.,",
                                       "english: Use as is to be further agreed.,", ""),
    "a new text that points elsewhere": Edit(
        OUTSIDE, "  - {value: leaflet,", "  - {value: agreed-with-nurse, norwegian: som avtalt med sykepleier,\n"
        "     english: Use as agreed with the nurse., status: draft, note: new}\n  - {value: leaflet,", ""
    ),
    "a further way to write one": Edit(OUTSIDE, "(egen plan|", "(ny plan|egen plan|", ""),
}  # fmt: skip
"""What a terminologist may do without a change of code."""


@pytest.fixture(scope="module")
def lists(shipped: Tables) -> Lists:
    return Lists(dict(shipped.value_sets), dict(shipped.code_lists))


@pytest.fixture(scope="module")
def home() -> Home:
    return read_home(MAPPINGS, ProblemList())


@pytest.fixture(scope="module")
def told(shipped: Tables, lists: Lists, home: Home) -> Callable[[str, str], list[TableProblem]]:
    """What the start says of one file with this text, all else as it ships."""

    def found(file: str, text: str) -> list[TableProblem]:
        problems = ProblemList()
        files = replace(home, files={**home.files, file: text})
        if file == ROUTES:
            read_forms(files, lists, problems)
        elif file == OUTSIDE:
            read_vocabulary(replace(home, files={file: text}), problems)
        else:
            table = read_code_table(text, file, lists, problems)
            assert table is not None
            if not problems:
                check_agreement({**shipped.tables, table.name: table}, shipped.norwegian, lists, problems)
        return [p for p in problems if p.file == file]

    return found


def spoilt(edit: Edit, home: Home) -> tuple[str, int]:
    """The text with the edit, and the line that it is in."""
    text = home.files[edit.file]
    assert edit.old in text
    return text.replace(edit.old, edit.new, 1), text[: text.index(edit.old)].count("\n") + 1


@pytest.mark.parametrize("name", EDITS)
def test_a_wrong_edit_is_told_at_its_row(name: str, home: Home, told: Callable[[str, str], list[TableProblem]]) -> None:
    """And as it ships the file is well; what is wrong and what to write is said in both languages."""
    edit = EDITS[name]
    assert told(edit.file, home.files[edit.file]) == []
    text, line = spoilt(edit, home)
    found = [p for p in told(edit.file, text) if p.code == edit.code]
    assert found, "accepted"
    assert 0 <= line + edit.new.count("\n") - found[0].line <= 3
    assert re.search("[Ww]rite|Correct", found[0].english)
    assert re.search("[Ss]kriv|Rett", found[0].norwegian)


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_accepted(name: str, home: Home, told: Callable[[str, str], list[TableProblem]]) -> None:
    """No check stands in the way of a review."""
    assert told(RIGHT[name].file, spoilt(RIGHT[name], home)[0]) == []


CHECKED = ("a pre-filled pen is a vial", "a plastic bag is a bottle", "Maxalt is the other of the two",
           "rectal reaches everything", "down is not said")  # fmt: skip


@pytest.mark.parametrize("name", CHECKED)
def test_check_alone_refuses_one_of_each_table(
    name: str, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command, as a maintainer runs it: exit code 5, and file and line."""
    edit = EDITS[name]
    shutil.copytree(MAPPINGS, tmp_path / "mappings")
    (tmp_path / "schemas").symlink_to(MAPPINGS.parent / "schemas")
    (tmp_path / edit.file).write_text(spoilt(edit, home)[0], encoding="utf-8")
    monkeypatch.setenv("CONVERTER_HOME", str(tmp_path))
    assert run("check") == DEFECT
    said = capsys.readouterr().err
    assert re.search(rf"^{re.escape(edit.file)}:[0-9]+:[0-9]+: {edit.code}: ", said, re.M), said


def _others(table: CodeTable, tables: Tables) -> list[tuple[str, str]]:
    """All that a row of the table may be given: codes with their terms."""
    concepts = tables.value_set(table.target).terms
    if table.target != "eHDSIUnit":
        return sorted(concepts.items())
    pieces = tables.value_set("eHDSIQuantityUnit").terms.values()
    return sorted([*concepts.items(), *((f"{{{term}}}", term) for term in pieces)])


def _swapped(rows: list[Row], others: list[tuple[str, str]], chance: random.Random) -> Iterator[Row]:
    for number, row in enumerate(rows):
        assert row.target is not None
        code, term = chance.choice([one for one in others if one[0] != row.target.code])
        yield replace(row, target=Coded(code, row.target.system, term), line=number + 1)


@pytest.mark.parametrize("name", ["package-type-7449", "piece-by-package-type", "dose-form-by-product"])
def test_a_wrong_target_at_random_is_refused(name: str, shipped: Tables, lists: Lists) -> None:
    """Of each approved row (of the forms by product, all drafts yet, of each row), so many times.

    What is accepted is a concept of the very same Norwegian word, as `Lokk`, or the other of the two forms of a product
    that no label was read for.
    """
    chance, table, tried, refused = random.Random(SEED), shipped.table(name), 0, 0
    held = {"approved", "draft"} if name == "dose-form-by-product" else {"approved"}
    rows = [row for row in table if row.status in held and row.target is not None]
    for _ in range(ROUNDS):
        changed = {row.code: row for row in _swapped(rows, _others(table, shipped), chance)}
        problems = ProblemList()
        tables = {**shipped.tables, name: replace(table, rows=MappingProxyType({**table.rows, **changed}))}
        check_agreement(tables, shipped.norwegian, lists, problems)
        seen = {p.line for p in problems if p.file == table.file}
        tried, refused = tried + len(changed), refused + len(seen & {row.line for row in changed.values()})
    assert tried >= ROUNDS * 30
    assert refused >= LEAST * tried, f"{refused} of {tried}"


def test_the_other_form_of_a_product_that_was_read_is_refused(shipped: Tables, lists: Lists) -> None:
    """Tablet for lyophilisate, and the other way round, wherever a label or a register was read."""
    table = shipped.table("dose-form-by-product")
    read = {row.code: row for row in table if row.target is not None and row.note.endswith("label or register read")}
    assert len(read) > 10
    for code, row in read.items():
        assert row.target is not None
        other, term = LYOPHILISATE if row.target.code == TABLET[0] else TABLET
        wrong = replace(row, target=Coded(other, row.target.system, term))
        problems = ProblemList()
        rows = MappingProxyType({**table.rows, code: wrong})
        check_agreement({table.name: replace(table, rows=rows)}, shipped.norwegian, lists, problems)
        assert [(p.code, p.line) for p in problems] == [("row-pinned", row.line)]


def test_wrong_sites_at_random_are_refused(home: Home, told: Callable[[str, str], list[TableProblem]]) -> None:
    """Of each approved route: a site more, a site fewer, or those of another route."""
    chance, tried, refused = random.Random(SEED), 0, 0
    rows = yaml.safe_load(home.files[ROUTES])["rows"]
    sites = sorted({site for row in rows for site in row["sites"]})
    for _ in range(ROUNDS):
        lines = home.files[ROUTES].splitlines()
        changed = set()
        for row in (row for row in rows if row["status"] == "approved"):
            own = row["sites"]
            less = own.copy()
            less.remove(chance.choice(own))
            ways = [
                [*own, chance.choice([s for s in sites if s not in own])],
                chance.choice([other["sites"] for other in rows if set(other["sites"]) != set(own)]),
                less,
            ]
            wrong = next(way for way in chance.sample(ways, len(ways)) if way)
            at = next(n for n, line in enumerate(lines) if f'code: "{row["code"]}"' in line)
            lines[at] = re.sub(r"sites: \[[^]]*\]", f"sites: [{', '.join(wrong)}]", lines[at])
            changed.add(at + 1)
        seen = {p.line for p in told(ROUTES, "\n".join(lines) + "\n")}
        tried, refused = tried + len(changed), refused + len(seen & changed)
    assert tried >= ROUNDS * 50
    assert refused >= LEAST * tried, f"{refused} of {tried}"


@pytest.mark.parametrize("approved", [True, False], ids=["approved", "draft"])
def test_wrong_english_of_a_text_that_points_elsewhere_is_refused(
    approved: bool, home: Home, told: Callable[[str, str], list[TableProblem]]
) -> None:
    """Each row with the English of another, chosen at random; a draft's is held by its words alone."""
    chance, tried, refused = random.Random(SEED), 0, 0
    rows = yaml.safe_load(home.files[OUTSIDE])["rows"]
    rows = [row for row in rows if approved == (row["status"] == "approved")]
    for _ in range(3):
        text = home.files[OUTSIDE]
        for row in rows:
            wrong = chance.choice([other["english"] for other in rows if other["english"] != row["english"]])
            start = text.index(f"{{value: {row['value']}, ")
            said = re.compile(r'english: (?:"[^"]*"|[^,}]*)').search(text, start)
            assert said is not None
            text = f"{text[: said.start()]}english: '{wrong.replace(chr(39), chr(39) * 2)}'{text[said.end() :]}"
        lines = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith("  - {value: ")]
        found = {max(n for n in lines if n <= p.line) for p in told(OUTSIDE, text) if p.line >= lines[0]}
        values = {re.findall(r"value: ([\w-]+)", text.splitlines()[n - 1])[0] for n in found}
        tried, refused = tried + len(rows), refused + len(values & {row["value"] for row in rows})
    assert tried >= 60
    assert refused >= LEAST * tried, f"{refused} of {tried}"
