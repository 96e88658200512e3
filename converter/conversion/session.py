"""One conversion: what it is made with, and what is found on the way: all of it is told, not the first only."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from converter.conversion.converter import Converter, Versions
from converter.conversion.paths import PACKAGE_ELEMENT
from converter.enrichment.medicines import MedicinesRegister, age_in_days
from converter.model.coded import Coded
from converter.model.draft_rows import DRAFT, drafts_used
from converter.model.finding import DraftRow, Finding, Severity, finding
from converter.model.zone import by_norway, day_in_norway
from converter.rules.m1_to_ep import CallerSays
from converter.terminology.code_table import CodeTable, Row, Texts
from converter.terminology.norwegian import NorwegianTerms
from converter.terminology.shapes import NorwegianRow, TextRow
from converter.terminology.tables import Tables

NOBODY = CallerSays()
"""A caller who says nothing."""
DRAFT_STATUS = "draft"
SHOWABLE_CODE = re.compile(r"[A-Z]{1,3}[0-9]?|[0-9]{1,4}")
"""What a code of 7448, 7449 or 9060 looks like; anything else is not shown, for it may be anything."""


W = TypeVar("W", TextRow, NorwegianRow)


@dataclass(slots=True)
class Notes:
    """The tables, and what was found while using them.

    Attributes:
        medicine_element: the element that the medicine stands in, for the paths of findings.
        choices: which of several sources a value was taken from, by topic (`when` in mappings/fields/ep.yaml).
        used: the rows that gave a target: table, code, code of the target.
    """

    tables: Tables
    medicine_element: str = PACKAGE_ELEMENT
    findings: list[Finding] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)
    used: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, code: str, path: str = "", **words: str | int) -> None:
        """Notes a finding of the catalogue, once for each place."""
        note = finding(code, self._placed(path), **words)
        if note not in self.findings:
            self.findings.append(note)

    def draft(self, file: str, key: str, path: str) -> None:
        """Notes that a draft row was used, by its file and key: once for each place."""
        path = self._placed(path)
        note = drafts_used((DraftRow(file, key, path),), path)
        if note not in self.findings:
            self.findings.append(note)

    def _placed(self, path: str) -> str:
        """A path in the element that the medicine stands in."""
        if self.medicine_element == PACKAGE_ELEMENT:
            return path
        return path.replace(f"/{PACKAGE_ELEMENT}", f"/{self.medicine_element}")

    def decided(self, row: Row | None, path: str) -> None:
        """Notes that a row decided, by what it says or by having no target, where it has yet to be reviewed."""
        if row is not None and row.status == DRAFT_STATUS:
            self.draft(row.file, row.code, path)

    def aside(self) -> "Notes":
        """Notes of a side question, whose findings are not told."""
        return Notes(self.tables)

    def take_drafts(self, aside: "Notes", path: str) -> None:
        """Tells of the draft rows that a side question used, once its answer is used: each once, at this path."""
        for row in [row for found in aside.findings if found.code == DRAFT for row in found.rows]:
            self.draft(row.file, row.key, path)

    def take(self, aside: "Notes") -> None:
        """Takes over all that a side question found, once its answer is used."""
        self.findings += [found for found in aside.findings if found not in self.findings]
        self.used += aside.used

    def chose(self, topic: str, choice: str) -> None:
        """Keeps which of several sources was taken."""
        self.choices[topic] = choice

    @property
    def rejects(self) -> bool:
        """Whether anything noted so far stops the conversion."""
        return any(f.severity is Severity.REJECT for f in self.findings)

    def row(self, table: str, code: str, path: str) -> Row | None:
        """The row of a code that has a target; a draft row is noted, also one that says that there is no target."""
        found = self.tables.table(table).row(code)
        self.decided(found, path)
        if found is None or found.target is None or found.relation in {"none", "narrower"}:
            return None
        self.used.append((table, code, found.target.code))
        return found

    def worded(self, found: W | None, source: Texts | NorwegianTerms, path: str) -> W | None:
        """A row of words, found in `source`; a draft that is used is noted."""
        if found is not None and found.status == DRAFT_STATUS:
            self.draft(source.file, found.code, path)
        return found

    def exact(self, table: str, code: str) -> str | None:
        """The target's code, only where a reviewed row says the same: no other unit carries a dose or a strength."""
        found = self.tables.table(table).row(code)
        if found is None or found.target is None or found.relation != "equivalent" or found.status != "approved":
            return None
        self.used.append((table, code, found.target.code))
        return found.target.code

    def translate(self, table: str, code: str, path: str) -> Coded | None:
        """The target of a code; None where the table has none that says the same or less."""
        found = self.row(table, code, path)
        return None if found is None else found.target

    def file_of(self, table: str) -> str:
        """The file that a table is in."""
        source: CodeTable = self.tables.table(table)
        return source.file


@dataclass(frozen=True, slots=True)
class Session:
    """One conversion: what the routes' functions are given together.

    Attributes:
        converter: tables, rules, identifiers and schemas.
        register: the medicines register as it answered at the start; another may take its place at any time.
        at: the moment of conversion, with time zone.
        caller: what the caller says of status and access.
        notes: findings, and the rows of tables that were used.
    """

    converter: Converter
    register: MedicinesRegister
    at: datetime
    caller: CallerSays
    notes: Notes

    @property
    def moment(self) -> datetime:
        """The moment by Norway's clock, to the second."""
        return by_norway(self.at)

    @property
    def today(self) -> date:
        """The day in Norway."""
        return day_in_norway(self.at)

    @property
    def versions(self) -> Versions:
        """What makes the answer."""
        return self.converter.versions_of(self.register)

    @property
    def age(self) -> tuple[Finding, ...]:
        """The remark that the register is old, where it is: it belongs to every answer."""
        days, limit = age_in_days(self.register.version, self.at), self.converter.fest_max_age
        return (finding("register-old", days=days, limit=limit),) if days > limit else ()

    def anew(self, medicine_element: str = PACKAGE_ELEMENT) -> "Session":
        """The same with no findings yet: for one prescription of several, or one whose medicine stands elsewhere."""
        return replace(self, notes=Notes(self.converter.tables, medicine_element))


def open_session(converter: Converter, at: datetime, caller: CallerSays = NOBODY) -> Session:
    """A session with the register as it answers now."""
    return Session(converter, converter.register.snapshot(), at, caller, Notes(converter.tables))


def shown(code: str) -> str:
    """A code for a message: ` 53`, or nothing where it does not look like one."""
    return f" {code}" if SHOWABLE_CODE.fullmatch(code) else ""
