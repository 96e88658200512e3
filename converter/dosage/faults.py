"""Why a reading makes no sense."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a reading makes no sense."""

    TWICE = "said-twice"
    CONTRADICTION = "contradiction"
    INCOMPLETE = "incomplete"
    AMBIGUOUS = "ambiguous"
    NUMBER = "number"
    PHASES = "phases"
    TWO_MEDICINES = "two-medicines"


class Unsound(Exception):
    """A reading that makes no sense."""

    def __init__(self, fault: Fault) -> None:
        """`fault`: why."""
        super().__init__(fault)
        self.fault = fault
