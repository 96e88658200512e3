"""What a conversion has to say: findings, each with a stable code, and the problems that carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from converter.model.catalogue import CATALOGUE


class Severity(StrEnum):
    """What a finding means for the decision."""

    DEFECT = "defect"  # ours: nothing leaves
    REJECT = "reject"  # the input cannot be converted
    EXCLUDE = "exclude"  # the prescription may not leave Norway
    REMARK = "remark"  # for the reader's information


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row of a table that was used and has yet to be confirmed.

    Attributes:
        file: of the table.
        key: its code or word; told nowhere, for a word may be one of the message.
        path: where in the input it was used.
    """

    file: str
    key: str
    path: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. Quotes no value of the message, so that it may be logged and shown.

    Attributes:
        code: stable code, never reused.
        severity: what it means for the decision.
        path: where in the input, in local element names; empty where no place applies.
        text_no, text_en: what is wrong.
        hint_no, hint_en: what to do about it.
        basis: legal or policy basis, for rules.
        openncp: the OpenNCP error this corresponds to (OpenNCP 9.0.0, OpenNCPErrorCode); empty for remarks.
        rows: of the finding that draft rows were used, those rows.
    """

    code: str
    severity: Severity
    path: str
    text_no: str
    text_en: str
    hint_no: str = ""
    hint_en: str = ""
    basis: str = ""
    openncp: str = ""
    rows: tuple[DraftRow, ...] = ()


class Problem(Exception):
    """Input that cannot be read further. Carries the findings; its text names their codes only."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(", ".join(f.code for f in self.findings))


def finding(code: str, path: str = "", **words: str | int) -> Finding:
    """Builds a finding from the catalogue; `words` fill its placeholders.

    Raises:
        KeyError: the code is not in the catalogue, or a placeholder is not filled.
    """
    entry = CATALOGUE[code]
    return Finding(
        code,
        Severity(entry.severity),
        path,
        entry.no.format(**words),
        entry.en.format(**words),
        entry.hint_no.format(**words),
        entry.hint_en.format(**words),
        openncp=entry.openncp,
    )
