"""Short doses (list 7478, `10x3`): what each says as structure where it can, and in English."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from converter.model.dosage import Frequency, Timing
from converter.sources.problems import ProblemList
from converter.sources.shape import shaped
from converter.sources.yaml_source import read_yaml
from converter.terminology.heads import TablePlace, check_name, source_of
from converter.terminology.joins import check_source
from converter.terminology.lists import Lists
from converter.terminology.shapes import ShortDoseFile, ShortDoseShape, Status
from converter.terminology.short_dose_words import (
    english_of,
    english_start,
    is_notation,
    missing_in,
    plain_term,
    terms_of,
)
from converter.terminology.value_set import CodeList

HOURS_A_DAY = 24
PER_DAY = re.compile(r"([1-9][0-9]?) per day")
EVERY = re.compile(r"every ([1-9][0-9]?) (h|d|wk)")
EVENTS = {"bedtime": Frequency.BEDTIME, "before meals": Frequency.BEFORE_MEALS}
DOSE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,3})?)(?:-([0-9]{1,4}(?:\.[0-9]{1,3})?))?")
PLACEHOLDER = "<dose>"
COUNTED = re.compile(r"([0-9][0-9.]*)(?:-([0-9][0-9.]*))? <dose>")


@dataclass(frozen=True, slots=True)
class ShortDose:
    """One short dose: a `ShortDoseShape` with its notation read, and its place.

    Attributes:
        code: code of list 7478.
        term: its short form, such as `10x3`.
        dose: least and most of one dose; absent where the row is text only.
        timing: when; absent with `dose`.
        days: for how many days.
        english: the full text, `<dose>` standing for the unit after each number of doses.
        status: approved, or draft.
        note: evidence or reason.
        file: relative path.
        line: line in the file.
    """

    code: str
    term: str
    dose: tuple[Decimal, Decimal] | None
    timing: Timing | None
    days: int | None
    english: str
    status: Status
    note: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ShortDoses:
    """All short doses by code."""

    name: str
    file: str
    rows: Mapping[str, ShortDose]

    def row(self, code: str) -> ShortDose | None:
        """The short dose of this code; None when there is none."""
        return self.rows.get(code)

    def __iter__(self) -> Iterator[ShortDose]:
        return iter(self.rows.values())

    def __len__(self) -> int:
        return len(self.rows)

    def drafts(self) -> int:
        """Number of rows that a terminologist has yet to confirm."""
        return sum(row.status == "draft" for row in self)


def read_timing(text: str) -> Timing | None:
    """A timing from its notation: `3 per day`, `every 12 h`, `bedtime`, `before meals`; None where it is none.

    So many times a day must divide the day into whole hours, for CDA says it as a period.
    """
    if (event := EVENTS.get(text)) is not None:
        return Timing(event)
    if (found := PER_DAY.fullmatch(text)) and HOURS_A_DAY % int(found[1]) == 0:
        return Timing(Frequency.PER_DAY, Decimal(found[1]))
    if found := EVERY.fullmatch(text):
        return Timing(Frequency.EVERY, Decimal(found[1]), found[2])
    return None


def read_dose(text: str) -> tuple[Decimal, Decimal] | None:
    """Least and most of one dose: `1-2` is (1, 2), `0.5` twice itself; None where it is none, or zero, or falls."""
    found = DOSE.fullmatch(text)
    if found is None:
        return None
    low, high = Decimal(found[1]), Decimal(found[2] or found[1])
    return (low, high) if 0 < low <= high and (found[2] is None or low < high) else None


def read_short_doses(text: str, file: str, lists: Lists, problems: ProblemList) -> ShortDoses | None:
    """The short doses in `text`; None when its YAML or shape is wrong. Every code of the list must have a row."""
    root = read_yaml(text, file, problems)
    shape = None if root is None else shaped(root, ShortDoseFile, file, problems)
    if root is None or shape is None:
        return None
    where = TablePlace(file, root, problems)
    check_name(shape.doses, "doses", where)
    check_source(shape.doses, shape.source, where)
    source = source_of(shape.source, lists, where)
    rows: dict[str, ShortDose] = {}
    for number, row in enumerate(shape.rows):
        if isinstance(source, CodeList) and not _known(row, number, rows, source, where):
            continue
        rows[row.code] = _row(row, number, file, where)
    if isinstance(source, CodeList):
        for code, term in source.terms.items():
            if code not in rows:
                where.add("list-incomplete", "rows", found=code, term=term, list=source.number)
    return ShortDoses(shape.doses, file, MappingProxyType(rows))


def _known(row: ShortDoseShape, number: int, rows: dict[str, ShortDose], source: CodeList, where: TablePlace) -> bool:
    if row.code in rows:
        where.add("row-duplicate", "rows", number, "code", found=row.code, wanted=rows[row.code].line)
        return False
    own = source.terms.get(row.code)
    if own is None:
        where.add("row-not-in-list", "rows", number, "code", found=row.code, list=source.number, wanted="")
        return False
    if own != row.term:
        where.add("row-term", "rows", number, "term", found=row.term, list=source.number, wanted=own)
    return True


def _check_said(row: ShortDoseShape, number: int, timing: Timing | None, where: TablePlace) -> None:
    """Structure, Norwegian and English say the same: a patient may take it by any of them."""
    if timing is not None:
        if plain_term(row.term) not in terms_of(row.dose, timing, row.days):
            where.add("short-dose-term", "rows", number, "timing", found=row.term)
        elif row.english != (wanted := english_of(row.dose, timing, row.days, row.term)):
            where.add("short-dose-english", "rows", number, "english", found=row.term, wanted=wanted)
        if row.status != "approved":
            where.add("short-dose-draft", "rows", number, "status", found=row.term)
    elif row.english and is_notation(row.term) and row.english != (wanted := english_start(row.term)):
        where.add("short-dose-english", "rows", number, "english", found=row.term, wanted=wanted)
    elif row.english and not row.english.startswith(wanted := english_start(row.term)):
        where.add("short-dose-english", "rows", number, "english", found=row.term, wanted=f"{wanted} ...")
    elif row.english and (missing := missing_in(row.term, row.english)):
        where.add("short-dose-lacks", "rows", number, "english", found=row.term, wanted=", ".join(missing))


def _row(row: ShortDoseShape, number: int, file: str, where: TablePlace) -> ShortDose:
    dose, timing = read_dose(row.dose), read_timing(row.timing)
    if row.dose and dose is None:
        where.add("short-dose-amount", "rows", number, "dose", found=row.dose)
    if row.timing and timing is None:
        where.add("short-dose-timing", "rows", number, "timing", found=row.timing)
    if bool(row.dose) != bool(row.timing) or (row.days and not row.timing):
        where.add("short-dose-half", "rows", number, found=row.code)
    if bool(dose) == bool(row.dose) == bool(timing) == bool(row.timing):
        _check_said(row, number, timing, where)
    if not row.note and (row.status == "draft" or not row.dose):
        where.add("note-missing", "rows", number, found="draft" if row.status == "draft" else "text")
    if row.english.count(PLACEHOLDER) != len(COUNTED.findall(row.english)):
        where.add("short-dose-placeholder", "rows", number, "english", found=row.english)
    days = int(row.days) if row.days else None
    line = where.at("rows", number).line
    return ShortDose(row.code, row.term, dose, timing, days, row.english, row.status, row.note, file, line)
