"""What a conversion answers: a decision, a document or none, and every finding."""

import traceback
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from converter.conversion.m1_to_ep.provenance import Origin
from converter.model.coded import Identifier
from converter.model.finding import Finding, Severity
from converter.model.known import PrescriptionFacts


class Decision(StrEnum):
    """What became of the input."""

    CONVERTED = "converted"
    EXCLUDED = "excluded"
    REJECTED = "rejected"
    DEFECT = "defect"


@dataclass(frozen=True, slots=True)
class Versions:
    """What made the answer: software, tables (SHA-256), register, and the identifiers that are placeholders.

    `software` is the version, which documents say; `commit` is empty where it is not known.
    """

    software: str
    tables: str
    fest: str
    fest_is_demo: bool
    pending_identifiers: tuple[str, ...]
    commit: str = ""

    @property
    def build(self) -> str:
        """Version and commit, as `0.2.0+574a63f`: tells two builds of one version apart."""
        return f"{self.software}+{self.commit}" if self.commit else self.software


@dataclass(frozen=True, slots=True)
class Sent:
    """What the exchange record keeps of an eP that leaves: its identifier, the patient's number, and the facts."""

    document_id: Identifier
    patient: Identifier
    facts: PrescriptionFacts


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to one input. `document` is there exactly when `decision` is converted.

    `repeats` is how often the prescription may be dispensed again after this time, where the message could be read; how
    much of that is used up only Reseptformidleren knows. `provenance` is there where it was asked for and there is a
    document. `sent` is for the exchange record, and in no `repr`.
    """

    decision: Decision
    findings: tuple[Finding, ...]
    versions: Versions
    document: bytes | None = None
    repeats: int | None = None
    provenance: tuple[Origin, ...] | None = None
    sent: Sent | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The answers to the prescriptions of one message, in its order."""

    outcomes: tuple[Outcome, ...]
    versions: Versions


def decide(findings: list[Finding]) -> Decision:
    """The decision that findings lead to: a defect of ours first, then exclusion, then rejection."""
    found = {f.severity for f in findings}
    if Severity.DEFECT in found:
        return Decision.DEFECT
    if Severity.EXCLUDE in found:
        return Decision.EXCLUDED
    return Decision.REJECTED if Severity.REJECT in found else Decision.CONVERTED


def where_failed(failure: Exception) -> str:
    """The kind of a failure and the line of code that raised it; its text is left out, for it may quote the message."""
    frames = traceback.extract_tb(failure.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(failure).__name__ + place
