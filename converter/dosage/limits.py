"""What a dosage cannot be, as tables: units by dose form and day, medicines that are taken seldom."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from converter.dosage.limit_shapes import (
    FormKindFile,
    FormKindRow,
    SeldomFile,
    SeldomRow,
    UnitLimitFile,
    UnitLimitRow,
)
from converter.dosage.vocabulary import Vocabulary
from converter.model.measure import PIECES
from converter.sources.problems import ProblemList
from converter.terminology.heads import TablePlace
from converter.terminology.home import Home
from converter.terminology.shaped_file import read_shaped

FOLDER = "dosage-limits"
UNITS, FORMS, SELDOM = (f"mappings/{FOLDER}/{name}.yaml" for name in ("units", "forms", "seldom"))
DRAFT = "draft"
R = TypeVar("R", UnitLimitRow, FormKindRow, SeldomRow)
INGREDIENTS = "mappings/valuesets/eHDSIActiveIngredient.csv"
MOST_PIECES, MOST_MEASURED, MOST_TIMES, LEAST_DAYS = 200, 1000, 48, 2
MOST: Mapping[str, int] = {"ml": 5000, "mg": 50_000, "microgram": 50_000, "g": 400, "IU": 20_000_000, "cm": 200}
"""The highest bound that a row may set; a number that is ten times too high is no bound."""
FLOOR: Mapping[str, int] = {"L01BA01": 7, "L04AX03": 7, "M05BA04": 7, "M05BB03": 7}
"""Methotrexate and alendronic acid: days that the tables must have at least, of any unit and form."""
MORE_PIECES = frozenset({"{Pouch}", "{System}"})
"""Pieces of forms that are no piece among measures: what they hold is not told by their number."""


@dataclass(frozen=True, slots=True)
class UnitLimit:
    """What a unit may be.

    Attributes:
        most: of it in a day.
        counted: the same of a form that is counted.
        times: in a day; None where there is no bound.
        pieces: those that it may be; any where empty.
        never: kinds of forms without it.
        draft: the key of its row, where that has yet to be reviewed; empty where it was.
    """

    most: Decimal
    counted: Decimal
    times: Decimal | None
    pieces: tuple[str, ...]
    never: tuple[str, ...]
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Seldom:
    """A medicine: the least number of days from dose to dose, of these units and kinds of forms (any where empty).

    `draft` is the key of its row, where that has yet to be reviewed; empty where it was.
    """

    days: Decimal
    units: tuple[str, ...]
    forms: tuple[str, ...]
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The tables. `forms` are kinds with their words, of which the first that fits counts.

    `rows` and `drafts` are how many rows the tables of units and of medicines have, and how many are to be reviewed.
    """

    units: Mapping[str, UnitLimit]
    forms: tuple[tuple[str, tuple[str, ...]], ...]
    seldom: Mapping[str, Seldom]
    rows: Mapping[str, int] = field(default_factory=dict)
    drafts: Mapping[str, int] = field(default_factory=dict)

    def kind_of(self, term: str) -> str | None:
        """The kind of a dose form by its English term; None where no word tells."""
        words = f" {term.casefold().replace(',', ' ')} "
        plain = " ".join(words.split())
        return next((kind for kind, marks in self.forms if any(f" {m} " in f" {plain} " for m in marks)), None)


def read_limits(files: Home, vocabulary: Vocabulary, problems: ProblemList) -> Limits | None:
    """The tables in mappings/dosage-limits/; None, with every problem added, where one is missing or wrong."""
    before = len(problems)
    units = read_shaped(UNITS, UnitLimitFile, files, problems)
    forms = read_shaped(FORMS, FormKindFile, files, problems)
    seldom = read_shaped(SELDOM, SeldomFile, files, problems)
    if units is None or forms is None or seldom is None:
        return None
    _check_units(*units, vocabulary)
    _check_forms(*forms)
    _check_seldom(*seldom, vocabulary, _ingredients(files, problems))
    _check_floor(*seldom)
    if len(problems) > before:
        return None
    return Limits(
        MappingProxyType({r.unit: _limit_of(r) for r in units[0].rows}),
        tuple((r.kind, tuple(w.casefold() for w in r.words)) for r in forms[0].rows),
        MappingProxyType({r.atc: Seldom(Decimal(r.days), r.units, r.forms, _key(r.atc, r)) for r in seldom[0].rows}),
        MappingProxyType({table.limits: len(table.rows) for table in (units[0], seldom[0])}),
        MappingProxyType({table.limits: _drafts(table) for table in (units[0], seldom[0])}),
    )


def _drafts(table: UnitLimitFile | SeldomFile) -> int:
    return sum(row.status == DRAFT for row in table.rows)


def _key(key: str, row: UnitLimitRow | SeldomRow) -> str:
    return key if row.status == DRAFT else ""


def _limit_of(row: UnitLimitRow) -> UnitLimit:
    times = Decimal(row.times) if row.times else None
    counted = Decimal(row.counted or row.most)
    return UnitLimit(Decimal(row.most), counted, times, row.pieces, row.never, _key(row.unit, row))


def _check_units(table: UnitLimitFile, where: TablePlace, vocabulary: Vocabulary) -> None:
    """Each unit once, of the vocabulary; each piece one that a form can have."""
    known = PIECES | MORE_PIECES
    for number, row in _once(table.rows, "unit", where):
        word = vocabulary.find("units", row.unit)
        if word is None:
            where.add("phrase-value", "rows", number, "unit", found=row.unit, kind="units", wanted="mappings/dosage")
        highest = MOST_PIECES if word is not None and word.counted else MOST.get(row.unit, MOST_MEASURED)
        for column, bound in (("most", highest), ("counted", int(row.most)), ("times", MOST_TIMES)):
            if int(getattr(row, column) or 0) > bound:
                found, wanted = getattr(row, column), f"1-{bound}"
                where.add("phrase-value", "rows", number, column, found=found, kind=row.unit, wanted=wanted)
        for piece in row.pieces:
            if piece not in known:
                wanted = " / ".join(sorted(known))
                where.add("phrase-value", "rows", number, "pieces", found=piece, kind="pieces", wanted=wanted)


def _check_forms(table: FormKindFile, where: TablePlace) -> None:
    """Each kind once, each word once: another row with it would never be met."""
    seen: dict[str, int] = {}
    for number, row in _once(table.rows, "kind", where):
        for word in row.words:
            if word in seen:
                where.add("row-duplicate", "rows", number, "words", found=word, wanted=seen[word])
            seen.setdefault(word, where.at("rows", number).line)


def _check_seldom(table: SeldomFile, where: TablePlace, vocabulary: Vocabulary, ingredients: Mapping[str, str]) -> None:
    """Each medicine once, by the code and the name that the active ingredients have."""
    for number, row in _once(table.rows, "atc", where):
        if (term := ingredients.get(row.atc)) is None or term != row.name:
            found = f"{row.atc} {row.name}"
            where.add("phrase-value", "rows", number, "atc", found=found, kind="seldom", wanted=term or INGREDIENTS)
        if int(row.days) < LEAST_DAYS:
            wanted = f"{LEAST_DAYS} or more"
            where.add("phrase-value", "rows", number, "days", found=row.days, kind="seldom", wanted=wanted)
        for unit in row.units:
            if vocabulary.find("units", unit) is None:
                where.add("phrase-value", "rows", number, "units", found=unit, kind="units", wanted="mappings/dosage")


def _check_floor(table: SeldomFile, where: TablePlace) -> None:
    """That no edit takes away the rows whose lack has killed, nor narrows them."""
    for atc, days in FLOOR.items():
        row = next((r for r in table.rows if r.atc == atc), None)
        if row is None or int(row.days) < days or row.units or row.forms:
            where.add("limit-floor", "rows", found=atc, wanted=days)


def _ingredients(files: Home, problems: ProblemList) -> Mapping[str, str]:
    """The terms of eHDSIActiveIngredient by code, which is ATC."""
    text = files.text(INGREDIENTS, problems)
    rows = () if text is None else csv.reader(text.splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _once(rows: tuple[R, ...], key: str, where: TablePlace) -> Iterator[tuple[int, R]]:
    """The rows with their numbers; one whose key was there before is told."""
    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        value: str = getattr(row, key)
        if value in seen:
            where.add("row-duplicate", "rows", number, key, found=value, wanted=seen[value])
        seen.setdefault(value, where.at("rows", number).line)
        yield number, row
