"""Edits of the shipped tables that would harm: each is refused by the checks of the start, with file, line and remedy.

The list is to be read: what a maintainer may get wrong, or someone may want to get through.
"""

import random
import re
import shutil
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from converter.model.coded import Coded
from converter.sources.problems import ProblemList
from converter.terminology.agreement import HELD, check_agreement
from converter.terminology.checks import read_code_table, read_texts
from converter.terminology.code_table import CodeTable, Row
from converter.terminology.effect_units import check_effect_units
from converter.terminology.lists import Lists
from converter.terminology.norwegian import read_norwegian
from converter.terminology.package_words import check_package_words
from converter.terminology.short_dose import read_short_doses
from converter.terminology.strength_unit_words import check_strength_words
from converter.terminology.tables import Tables
from converter.terminology.text_agreement import check_texts
from converter.terminology.unit_spellings import check_unit_spellings
from tests.cli.command import DEFECT, run
from tests.rules.edits import MAPPINGS, Edit, edited

FORM, LONG, ROUTE, PACKAGE = "dose-form-7448", "dose-form-long", "route-7477", "package-type-7449"
SPELLING, EFFECT = "unit-spelling", "unit-of-effect"
SHORT, WORDS, STRENGTH = "short-dose-7478", "package-unit-words", "strength-unit-words"


class RowEdit(NamedTuple):
    """In the row of `code` of a table, each field named becomes this; what is said of it."""

    folder: str
    table: str
    code: str
    fields: dict[str, str]
    problem: str


def to(target: str, term: str, **more: str) -> dict[str, str]:
    """The fields that make another target."""
    return {"target": target, "target_term": term, **more}


EDITS = {
    "Depottablett is a plain tablet": RowEdit("codes", FORM, "25", to("10219000", "Tablet"), "row-astray"),
    "Depottablett is a plain tablet, as broader": RowEdit(
        "codes", FORM, "25", to("10219000", "Tablet", relation="broader"), "row-astray"
    ),
    "Depottablett is a plain tablet, as a draft": RowEdit(
        "codes", FORM, "25", to("10219000", "Tablet", status="draft"), "row-astray"
    ),
    "Flaske av glass is an ampoule, as broader": RowEdit(
        "codes", PACKAGE, "31", to("30001000", "Ampoule"), "row-astray"
    ),
    "Hetteglass av plast is a bottle, as broader": RowEdit(
        "codes", PACKAGE, "64", to("30008000", "Bottle"), "row-astray"
    ),
    "Enterotablett is a plain tablet": RowEdit("codes", FORM, "28", to("10219000", "Tablet"), "row-astray"),
    "Dispergerbar tablett is an ear tampon": RowEdit("codes", FORM, "5", to("10714000", "Ear tampon"), "row-astray"),
    "Sugetablett is an ear tampon": RowEdit("codes", FORM, "52", to("10714000", "Ear tampon"), "row-astray"),
    "Kapsel, hard is soft": RowEdit("codes", FORM, "891", to("10211000", "Capsule, soft"), "row-astray"),
    "Tablett is for chewing": RowEdit("codes", FORM, "53", to("10228000", "Chewable tablet"), "row-astray"),
    "the target's term is right and its code is not": RowEdit(
        "codes", FORM, "25", {"target": "10219000"}, "target-term"
    ),
    "the long form loses its release": RowEdit("codes", LONG, "depottablett", to("10219000", "Tablet"), "row-astray"),
    "the long form of a capsule is a tablet": RowEdit(
        "codes", LONG, "kapsel, hard", to("10219000", "Tablet"), "row-astray"
    ),
    "intravenous is subcutaneous": RowEdit("codes", ROUTE, "43", to("20066000", "Subcutaneous use"), "row-astray"),
    "intrathecal is intravenous": RowEdit("codes", ROUTE, "40", to("20045000", "Intravenous use"), "row-astray"),
    "intrauterine is intravenous, as broader": RowEdit(
        "codes", ROUTE, "42", to("20045000", "Intravenous use", relation="broader"), "row-astray"
    ),
    "a route gone": RowEdit("codes", ROUTE, "43", {}, "list-incomplete"),
    "a tube is a vial": RowEdit("codes", PACKAGE, "37", to("30067000", "Tube"), "row-astray"),
    "mg is g": RowEdit("codes", "unit-9090", "mg", to("g", "gram"), "row-astray"),
    "mg is microgram": RowEdit("codes", "unit-9090", "mg", to("ug", "microgram"), "row-astray"),
    "mikrog is mg": RowEdit("codes", "unit-9090", "mikrog", to("mg", "milligram"), "row-astray"),
    "mill IE is IE": RowEdit("codes", "unit-9090", "mill IE", to("[IU]", "international unit"), "row-astray"),
    "mmol is mol": RowEdit("codes", "unit-9090", "mmol", to("mol", "mole"), "row-astray"),
    "mg is a unit without a Norwegian word": RowEdit("codes", "unit-9090", "mg", to("dg", "decigram"), "ANY"),
    "mmol Li is mmol": RowEdit(
        "codes", "unit-9090", "mmol Li", to("mmol", "millimole", relation="equivalent"), "row-astray"
    ),
    "a strength's unit says less": RowEdit(
        "codes", "unit-9090", "% w/v", to("1", "Unit", relation="broader"), "strength-lossy"
    ),
    "ml of a package is litre": RowEdit("codes", "unit-7452", "ml", to("L", "liter"), "row-astray"),
    "a dose of tablets is of capsules": RowEdit("codes", "unit-7480", "13", to("{Capsule}", "Capsule"), "row-astray"),
    "a dose in ml is in mg": RowEdit("codes", "unit-7480", "8", to("mg", "milligram"), "row-astray"),
    "a pharmacy's MG is microgram": RowEdit("codes", "unit-7484", "MG", to("ug", "microgram"), "row-astray"),
    "a day is an hour": RowEdit("codes", "unit-9088", "Døgn", to("h", "hour"), "row-astray"),
    "the way back of microgram is milligram": RowEdit(
        "codes", "unit-ehdsi-7452", "ug", to("mg", "milligram"), "row-astray"
    ),
    "a pen goes back as a syringe": RowEdit(
        "codes", "quantity-unit-7452", "15037000", to("sprøyte", "sprøyte"), "row-astray"
    ),
    "a piece of a tablet is a capsule": RowEdit(
        "codes", "piece-by-form", "10219000", to("{Capsule}", "Capsule"), "piece-astray"
    ),
    "a dose of a spray is a drop": RowEdit("codes", "dose-by-form", "10808000", to("{Drop}", "Drop"), "piece-astray"),
    "a man is a woman": RowEdit("codes", "gender-3101", "1", to("F", "Female"), "row-astray"),
    "reserved against substitution is allowed": RowEdit(
        "codes", "substitution-1101", "1", to("G", "generic"), "row-pinned"
    ),
    "a D-number under the root of identity numbers": RowEdit(
        "codes", "identifier-8116", "DNR", to("2.16.578.1.12.4.1.4.1", "Fødselsnummer"), "row-pinned"
    ),
    "an HPR number under the root of HER-ids": RowEdit(
        "codes", "identifier-8116", "HPR", to("2.16.578.1.12.4.1.2", "HER-id"), "row-pinned"
    ),
    "twice daily is three times": RowEdit("doses", SHORT, "14", {"timing": "3 per day"}, "short-dose-term"),
    "half a dose is five": RowEdit("doses", SHORT, "14", {"dose": "5"}, "short-dose-term"),
    "at bedtime is before meals": RowEdit("doses", SHORT, "2", {"timing": "before meals"}, "short-dose-term"),
    "every other day is every other week": RowEdit("doses", SHORT, "41", {"timing": "every 2 wk"}, "short-dose-term"),
    "three days are thirty": RowEdit("doses", SHORT, "115", {"days": "30"}, "short-dose-term"),
    "English says once, the structure twice": RowEdit(
        "doses", SHORT, "14", {"english": "0.5 <dose> once daily"}, "short-dose-english"
    ),
    "English says five, the term a half": RowEdit(
        "doses", SHORT, "14", {"english": "5 <dose> twice daily"}, "short-dose-english"
    ),
    "morning and evening exchanged in English": RowEdit(
        "doses", SHORT, "5447", {"english": "4 <dose> in the morning and 3 <dose> in the evening"}, "short-dose-english"
    ),
    "up to is lost in English": RowEdit(
        "doses", SHORT, "5474", {"english": "5 <dose> three times daily"}, "short-dose-english"
    ),
    "the other eye in English": RowEdit(
        "doses", SHORT, "165", {"english": "1 <dose> three times daily, into the right eye"}, "short-dose-lacks"
    ),
    "up to so many times becomes a structure": RowEdit(
        "doses",
        SHORT,
        "5474",
        {"dose": "5", "timing": "3 per day", "english": "5 <dose> three times daily"},
        "short-dose-term",
    ),
    "a dose of tablets is of capsules in English": RowEdit(
        "texts", "dose-words-7480", "13", {"english": "capsule"}, "text-astray"
    ),
    "several tablets are capsules in English": RowEdit(
        "texts", "dose-words-7480", "13", {"english_plural": "capsules"}, "text-astray"
    ),
    "several tablets are capsules in Norwegian": RowEdit(
        "texts", "dose-words-7480", "13", {"plural": "kapsler"}, "text-astray"
    ),
    "a millilitre is a litre in English": RowEdit(
        "texts", "unit-words-7452", "ml", {"english": "litre"}, "text-astray"
    ),
    "the Norwegian of a form is another's": RowEdit(
        "norwegian", "dose-form", "10226000", {"norwegian": "Tablett"}, "norwegian-other"
    ),
    "a tablet is also called Depottablett": RowEdit(
        "norwegian", "dose-form", "10219000", {"status": "approved, also: [Depottablett]"}, "norwegian-other"
    ),
    "several tablets are called Kapsel": RowEdit(
        "norwegian", "quantity-unit", "15054000", {"several": "kapsel"}, "norwegian-other"
    ),
    "an ear tampon is called Depottablett": RowEdit(
        "norwegian", "dose-form", "10714000", {"norwegian": "Depottablett"}, "norwegian-other"
    ),
    "a dose of tablets is a number of anything": RowEdit(
        "codes", "unit-7480", "13", to("{#}", "number", relation="broader"), "target-not-in-set"
    ),
    "a dose of tablets is a number, exactly": RowEdit(
        "codes", "unit-7480", "13", to("{#}", "number"), "target-not-in-set"
    ),
    "a word for tablets is a number": RowEdit("codes", WORDS, "tablets", to("{#}", "number"), "target-not-in-set"),
    "tablets are millilitres": RowEdit("codes", WORDS, "tablets", to("mL", "milliliter"), "word-astray"),
    "tablets are capsules": RowEdit("codes", WORDS, "tablets", to("{Capsule}", "Capsule"), "word-astray"),
    "tablets are pieces of anything": RowEdit(
        "codes", WORDS, "tablets", to("1", "Unit", relation="broader"), "word-astray"
    ),
    "tablets are capsules, as a draft": RowEdit(
        "codes", WORDS, "tablets", to("{Capsule}", "Capsule", status="draft"), "word-astray"
    ),
    "tab. is a capsule": RowEdit("codes", WORDS, "tab.", to("{Capsule}", "Capsule"), "word-astray"),
    "mg is g in words": RowEdit("codes", WORDS, "mg", to("g", "gram"), "word-astray"),
    "ml is l in words": RowEdit("codes", WORDS, "ml", to("L", "liter"), "word-astray"),
    "pieces are tablets": RowEdit(
        "codes", WORDS, "pcs", to("{Tablet}", "Tablet", relation="equivalent"), "word-astray"
    ),
    "kapslar are tablets": RowEdit("codes", WORDS, "kapslar", to("{Tablet}", "Tablet"), "word-astray"),
    "a German word for tablets is of capsules": RowEdit(
        "codes", WORDS, "tabletten", to("{Capsule}", "Capsule"), "word-astray"
    ),
    "a French word for tablets is a volume": RowEdit(
        "codes", WORDS, "comprimés", to("mL", "milliliter"), "word-astray"
    ),
    "a French word for tablets is of capsules": RowEdit(
        "codes", WORDS, "comprimés", to("{Capsule}", "Capsule"), "word-astray"
    ),
    "a word that nothing holds is approved": RowEdit(
        "codes", WORDS, "comprimés", {"code": "pastiglia", "term": "pastiglia", "status": "approved"}, "word-astray"
    ),
    "a word that nothing holds is a volume": RowEdit(
        "codes", WORDS, "comprimés", {"code": "flacon", "term": "flacon", **to("mL", "milliliter")}, "word-astray"
    ),
    "a dose of tablets is in ml, as a draft": RowEdit(
        "codes", "unit-7480", "13", to("mL", "milliliter", status="draft"), "row-astray"
    ),
    "an ampoule goes back as mg": RowEdit(
        "codes", "quantity-unit-7452", "15002000", to("mg", "milligram"), "row-pinned"
    ),
    "an ampoule goes back as a set": RowEdit("codes", "quantity-unit-7452", "15002000", to("S", "sett"), "row-pinned"),
    "unit 1 goes back as ml": RowEdit("codes", "unit-ehdsi-7452", "1", to("ml", "milliliter"), "row-pinned"),
    "a physician is a pharmacist": RowEdit("codes", "profession-9060", "LE", to("2262", "Pharmacists"), "row-pinned"),
    "a midwife is a physician": RowEdit("codes", "profession-9060", "JO", to("221", "Medical doctors"), "row-pinned"),
    "Norway is Sweden": RowEdit("codes", "country-9043", "NO", to("SE", "SWEDEN"), "row-pinned"),
    "a mobile is a pager": RowEdit("codes", "telecom-9061", "MC", to("PG", "pager"), "row-pinned"),
    "the evening is the morning": RowEdit("texts", "time-of-day-8325", "5", {"english": "morning"}, "row-pinned"),
    "phenytoin sodium equivalents are phenytoin": RowEdit(
        "texts",
        "element-9090",
        "mg Fe",
        {"code": "mg FNE", "term": "milligram fenytoinnatriumekvivalenter", "english": "phenytoin"},
        "row-pinned",
    ),
    "niacin equivalents are niacin": RowEdit("texts", "element-9090", "mg NE", {"english": "niacin"}, "row-pinned"),
    "as needed is regular use": RowEdit("texts", "use-9101", "3", {"english": "regular use"}, "row-pinned"),
    "the Norwegian of microgram is mg": RowEdit("norwegian", "unit", "ug", {"norwegian": "mg"}, "norwegian-twice"),
    "ul is mL": RowEdit("codes", SPELLING, "ul", to("mL", "milliliter"), "word-astray"),
    "ml is L": RowEdit("codes", SPELLING, "ml", to("L", "liter"), "word-astray"),
    "cl is dL, as a draft": RowEdit("codes", SPELLING, "cl", to("dL", "deciliter", status="draft"), "word-astray"),
    "hr is a day": RowEdit("codes", SPELLING, "hr", to("d", "day"), "word-astray"),
    "hr is a minute, as broader": RowEdit("codes", SPELLING, "hr", to("min", "minute", relation="broader"), "ANY"),
    "a drop is a tablet": RowEdit("codes", SPELLING, "[drp]", to("{Tablet}", "Tablet"), "word-astray"),
    "[iu] is a million": RowEdit(
        "codes", SPELLING, "[iu]", to("10*6.[IU]", "million international unit"), "word-astray"
    ),
    "a unit of glargine is a milligram": RowEdit(
        "codes", EFFECT, "ie anti-xa b01ab04", {"code": "e a10ae04", **to("mg", "milligram")}, "row-pinned"
    ),
    "a unit of glargine is international": RowEdit(
        "codes", EFFECT, "ie anti-xa b01ab04", {"code": "e a10ae04"}, "row-pinned"
    ),
    "a million units of filgrastim are so many": RowEdit(
        "codes",
        EFFECT,
        "ie anti-xa b01ab04",
        {"code": "mill e l03aa02", **to("1", "Unit", relation="broader")},
        "row-pinned",
    ),
    "anti-Xa units of fondaparinux are international": RowEdit(
        "codes", EFFECT, "ie anti-xa b01ab04", {"code": "ie anti-xa b01ax05"}, "row-pinned"
    ),
    "anti-Xa units are milligrams": RowEdit("codes", EFFECT, "ie anti-xa b01ab04", to("mg", "milligram"), "row-pinned"),
    "a unit of a substance that ATC does not have": RowEdit(
        "codes",
        EFFECT,
        "ie anti-xa b01ab04",
        {"code": "e z99zz99", **to("1", "Unit", relation="broader")},
        "row-not-in-list",
    ),
    "a unit that nobody knows": RowEdit("codes", EFFECT, "ie anti-xa b01ab04", {"code": "xyz"}, "effect-unit"),
    "milligrams are a unit of effect": RowEdit("codes", EFFECT, "ie anti-xa b01ab04", {"code": "mg"}, "effect-unit"),
    "no substitution is any": RowEdit("norwegian", "substitution", "N", {"norwegian": "bytte tillatt"}, "row-pinned"),
    "generic is none": RowEdit("norwegian", "substitution", "G", {"norwegian": "ikke bytte"}, "row-pinned"),
    "therapeutic is generic": RowEdit(
        "norwegian", "substitution", "TE", {"norwegian": "synonymt bytte tillatt"}, "row-pinned"
    ),
    "before breakfast is after it": RowEdit(
        "norwegian", "timing-event", "ACM", {"norwegian": "etter morgenmat"}, "row-pinned"
    ),
    "at bedtime is at waking": RowEdit(
        "norwegian", "timing-event", "HS", {"norwegian": "ved oppvåkning"}, "row-pinned"
    ),
}
"""Each would give a patient something else than was prescribed, or send what may not be sent."""


@pytest.fixture(scope="module")
def lists(shipped: Tables) -> Lists:
    return Lists(dict(shipped.value_sets), dict(shipped.code_lists))


def _line_of(text: str, code: str) -> str:
    return next(line for line in text.splitlines() if re.match(rf'\s+- {{code: "?{re.escape(code)}"?,', line))


def _with(line: str, fields: dict[str, str]) -> str:
    """The row's line with these fields; no field leaves the row out."""
    if not fields:
        return ""
    for name, value in fields.items():
        said = f"{name}: {value}" if ": [" in value else f'{name}: "{value}"'
        if found := re.search(rf'\b{name}: ("[^"]*"|[^,}}]+)', line):
            line = line[: found.start()] + said + line[found.end() :]
        else:
            line = line.replace(", relation:", f", {said}, relation:", 1)
        if f"{name}:" not in line:
            line = line.replace(", english:", f", {said}, english:", 1)
    if "target" in fields and fields.get("relation", "none") != "none":
        line = line.replace("relation: none", f"relation: {fields['relation']}")
    return line


def _problems(edit: RowEdit, text: str, shipped: Tables, lists: Lists) -> ProblemList:
    """What the start says of the file with this text, all else as it ships."""
    problems = ProblemList()
    file = f"mappings/{edit.folder}/{edit.table}.yaml"
    tables, norwegian = dict(shipped.tables), dict(shipped.norwegian)
    if edit.folder == "doses":
        read_short_doses(text, file, lists, problems)
    elif edit.folder == "texts":
        texts = read_texts(text, file, lists, problems)
        assert texts is not None
        check_texts({texts.name: texts}, tables, norwegian, lists, problems)
    elif edit.folder == "codes":
        table = read_code_table(text, file, lists, problems)
        assert table is not None
        tables = {table.name: table}
    else:
        terms = read_norwegian(text, file, lists, problems)
        assert terms is not None
        norwegian[edit.table] = terms
    if not problems:
        check_agreement(tables, norwegian, lists, problems)
        check_effect_units(tables, lists, problems)
        check_package_words(tables, norwegian, lists, problems)
        check_unit_spellings(tables, lists, problems)
    return problems


@pytest.mark.parametrize("name", EDITS)
def test_the_edit_is_refused_at_its_row(name: str, shipped: Tables, lists: Lists) -> None:
    """The file as it ships is accepted; with the edit alone it is not."""
    edit = EDITS[name]
    text = (MAPPINGS / edit.folder / f"{edit.table}.yaml").read_text(encoding="utf-8")
    assert not _problems(edit, text, shipped, lists)
    line = _line_of(text, edit.code)
    found = list(_problems(edit, text.replace(line, _with(line, edit.fields)), shipped, lists))
    assert found, "accepted"
    if edit.problem != "ANY":
        assert edit.problem in {p.code for p in found}
    if edit.folder != "norwegian" and edit.fields:
        assert found[0].file == f"mappings/{edit.folder}/{edit.table}.yaml"
        assert found[0].line == text[: text.index(line)].count("\n") + 1
    assert re.search("[Ww]rite|Correct", found[0].english)
    assert re.search("[Ss]kriv|Rett", found[0].norwegian)


def _changed(rows: list[Row], table: CodeTable, shipped: Tables, chance: random.Random) -> list[Row]:
    """Each row with another concept of its own target set, chosen at random; each on a line of its own."""
    concepts = shipped.value_set(table.target).terms
    names = sorted(concepts)
    changed = []
    for number, row in enumerate(rows):
        assert row.target is not None
        other = chance.choice([code for code in chance.sample(names, 2) if code != row.target.code])
        changed.append(replace(row, target=Coded(other, row.target.system, concepts[other]), line=number + 1))
    return changed


def test_a_random_wrong_target_of_a_reviewed_row_is_seen(shipped: Tables, lists: Lists) -> None:
    """Of 20 wrong targets for each row of form, route and package; but for concepts of the very same Norwegian word."""
    chance = random.Random(13)
    tried = missed = 0
    for name in (FORM, LONG, ROUTE, PACKAGE):
        table = shipped.table(name)
        exact = [r for r in table if (r.relation, r.status) == ("equivalent", "approved")]
        changed = _changed(exact * 20, table, shipped, chance)
        problems = ProblemList()
        rows = MappingProxyType({str(number): row for number, row in enumerate(changed)})
        check_agreement({name: replace(table, rows=rows)}, shipped.norwegian, lists, problems)
        tried += len(changed)
        missed += len(changed) - len({p.line for p in problems})
    assert tried > 20_000
    assert missed <= tried / 5_000


def test_a_random_wrong_unit_of_a_word_is_seen(shipped: Tables, lists: Lists) -> None:
    """Of 20 wrong units for each approved row of package-unit-words; but for `plaster`, a word of two units."""
    chance = random.Random(13)
    table = shipped.table(WORDS)
    pieces = [f"{{{term}}}" for term in shipped.value_set("eHDSIQuantityUnit").terms.values()]
    units = [*pieces, *shipped.norwegian["unit"].rows]
    changed: list[Row] = []
    for row in [row for row in table if row.status == "approved"] * 20:
        assert row.target is not None
        other = chance.choice([unit for unit in units if unit != row.target.code])
        changed.append(replace(row, target=replace(row.target, code=other), line=len(changed) + 1))
    problems = ProblemList()
    for start in range(0, len(changed), len(changed) // 20):
        rows = MappingProxyType({row.code: row for row in changed[start : start + len(changed) // 20]})
        tables = {WORDS: replace(table, rows=rows)}
        check_agreement(tables, shipped.norwegian, lists, problems)
        check_package_words(tables, shipped.norwegian, lists, problems)
    seen = {p.line for p in problems}
    assert len(changed) > 1_000
    assert {row.code for row in changed if row.line not in seen} <= {"plaster", "plastre"}


def test_every_wrong_unit_of_a_strength_s_word_is_seen(shipped: Tables) -> None:
    """A microgram under mg, whatever its language: each row under each other unit of strength-unit-words."""
    table = shipped.table(STRENGTH)
    units = {row.target.code for row in table if row.target is not None}
    assert len(units) > 5
    for row in table:
        assert row.target is not None
        for number, other in enumerate(sorted(units - {row.target.code})):
            wrong = replace(row, target=replace(row.target, code=other), line=number)
            problems = ProblemList()
            check_strength_words({STRENGTH: replace(table, rows=MappingProxyType({row.code: wrong}))}, problems)
            assert [p.line for p in problems] == [number], (row.code, other)


def test_every_wrong_unit_of_a_spelling_is_seen(shipped: Tables, lists: Lists) -> None:
    """Each row of unit-spelling under each other unit of the EU's, and of what a unit of presentation counts."""
    table = shipped.table(SPELLING)
    pieces = [f"{{{term}}}" for term in shipped.value_set("eHDSIQuantityUnit").terms.values()]
    units = [*shipped.value_set("eHDSIUnit").terms, *pieces]
    assert len(units) > 200
    for row in table:
        assert row.target is not None
        others = [unit for unit in units if unit != row.target.code]
        wrong = [replace(row, target=replace(row.target, code=o), line=n) for n, o in enumerate(others)]
        problems = ProblemList()
        rows = MappingProxyType({str(number): one for number, one in enumerate(wrong)})
        check_unit_spellings({SPELLING: replace(table, rows=rows)}, lists, problems)
        assert {p.line for p in problems} == set(range(len(others))), row.code


def test_every_set_that_rows_are_held_against_has_its_terms(shipped: Tables) -> None:
    """And a row that agrees says nothing."""
    assert {terms.source for terms in shipped.norwegian.values()} >= HELD


CASES: dict[str, Edit | RowEdit] = {
    "rule-group-b-typo": Edit("m1-to-ep", "excluded-group-a-b", "[A, B]", "[A, D]", "rule-floor"),
    "rule-locked-deleted": Edit("m1-to-ep", "excluded-locked", "", "", "rule-floor"),
    "row-depottablett-to-tablet": EDITS["Depottablett is a plain tablet"],
    "row-intravenous-to-subcutaneous": EDITS["intravenous is subcutaneous"],
    "table-ear-tampon": EDITS["Dispergerbar tablett is an ear tampon"],
    "short-dose": EDITS["twice daily is three times"],
}
"""The reference cases: edits that `check` alone must refuse."""


@pytest.mark.parametrize("name", CASES)
def test_check_alone_refuses_the_reference_cases(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 5, and the file with its line in what it says; no test of ours is needed to find it."""
    edit = CASES[name]
    shutil.copytree(MAPPINGS, tmp_path / "mappings")
    (tmp_path / "schemas").symlink_to(MAPPINGS.parent / "schemas")
    if isinstance(edit, Edit):
        file, text = f"mappings/rules/{edit.route}.yaml", edited(edit)
    else:
        file = f"mappings/{edit.folder}/{edit.table}.yaml"
        text = (MAPPINGS.parent / file).read_text(encoding="utf-8")
        line = _line_of(text, edit.code)
        text = text.replace(line, _with(line, edit.fields))
    (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.setenv("CONVERTER_HOME", str(tmp_path))
    assert run("check") == DEFECT
    said = capsys.readouterr().err
    assert re.search(rf"^{re.escape(file)}:[0-9]+:[0-9]+: {edit[-1]}: ", said, re.M), said
