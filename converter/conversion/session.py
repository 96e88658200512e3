"""Collects findings while a prescription is translated, so that all of them are reported and not the first only."""

import re
from dataclasses import dataclass, field

from converter.conversion.paths import PACKAGE_ELEMENT
from converter.model.coded import Coded
from converter.model.finding import Finding, Severity, finding
from converter.terminology.code_table import CodeTable, Row, TextRow
from converter.terminology.tables import Tables

SHOWABLE_CODE = re.compile(r"[A-Z]{1,3}[0-9]?|[0-9]{1,4}")
"""What a code of 7448, 7449 or 9060 looks like; anything else is not shown, for it may be anything."""


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
        if self.medicine_element != PACKAGE_ELEMENT:
            path = path.replace(f"/{PACKAGE_ELEMENT}", f"/{self.medicine_element}")
        note = finding(code, path, **words)
        if note not in self.findings:
            self.findings.append(note)

    def chose(self, topic: str, choice: str) -> None:
        """Keeps which of several sources was taken."""
        self.choices[topic] = choice

    @property
    def rejects(self) -> bool:
        """Whether anything noted so far stops the conversion."""
        return any(f.severity is Severity.REJECT for f in self.findings)

    def row(self, table: str, code: str, path: str) -> Row | None:
        """The row of a code that has a target; a draft row that is used is noted."""
        found = self.tables.table(table).row(code)
        if found is None or found.target is None or found.relation in {"none", "narrower"}:
            return None
        if found.status == "draft":
            self.add("draft-row-used", path, file=found.file)
        self.used.append((table, code, found.target.code))
        return found

    def worded(self, found: TextRow | None, path: str) -> TextRow | None:
        """A row of words; a draft that is used is noted."""
        if found is not None and found.status == "draft":
            self.add("draft-row-used", path, file=found.file)
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


def shown(code: str) -> str:
    """A code for a message: ` 53`, or nothing where it does not look like one."""
    return f" {code}" if SHOWABLE_CODE.fullmatch(code) else ""
