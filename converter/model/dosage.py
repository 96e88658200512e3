"""How the medicine is to be taken."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dosage:
    """Dosage instruction.

    Attributes:
        text: the instruction as the prescriber wrote it, in Norwegian.
        start: first day of treatment, where structured dosage gives one.
        end: last day of treatment, likewise.
    """

    text: str
    start: date | None = None
    end: date | None = None
