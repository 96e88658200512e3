"""One row of the table of inputs: what is sent, and what must be answered."""

from dataclasses import dataclass
from datetime import datetime

from converter.conversion.answer import Decision
from tests.builders.messages import AT


@dataclass(frozen=True, slots=True)
class Case:
    """An input and its documented outcome.

    Attributes:
        name: what the case shows.
        data: the bytes.
        decision: what must be decided.
        codes: exactly the codes of the findings that stop it.
        said: words that must stand in some finding.
        path: the path of the finding; not tested where empty.
        remarks: codes that must be among the remarks.
        at, status, access, multidose: the clock, and what the caller says.
    """

    name: str
    data: bytes
    decision: Decision
    codes: frozenset[str]
    said: tuple[str, ...] = ()
    path: str = ""
    remarks: frozenset[str] = frozenset()
    at: datetime = AT
    status: str = ""
    access: str = ""
    multidose: str = ""


def rejected(name: str, data: bytes, *codes: str, said: tuple[str, ...] = (), path: str = "") -> Case:
    """An input that cannot be converted."""
    return Case(name, data, Decision.REJECTED, frozenset(codes), said, path)


def excluded(
    name: str,
    data: bytes,
    *codes: str,
    at: datetime = AT,
    status: str = "",
    access: str = "",
    said: tuple[str, ...] = (),
) -> Case:
    """A prescription that may not leave Norway."""
    return Case(name, data, Decision.EXCLUDED, frozenset(codes), said, at=at, status=status, access=access)


def converted(
    name: str,
    data: bytes,
    *remarks: str,
    at: datetime = AT,
    status: str = "",
    access: str = "",
    multidose: str = "",
) -> Case:
    """A control: the same thing on the right side of the line."""
    return Case(
        name,
        data,
        Decision.CONVERTED,
        frozenset(),
        remarks=frozenset(remarks),
        at=at,
        status=status,
        access=access,
        multidose=multidose,
    )
