"""What a route needs of an output format: that it writes, that it reads back what it wrote, and what it is called.

A further format is a room with a class that has these, and a line where the converter is loaded; no route changes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from lxml import etree

from converter.model.finding import Finding

Meant = TypeVar("Meant", contravariant=True)
Check = Callable[[etree._Element], list[Finding]]
"""A schema gate for what is written: its faults, none where it is valid."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document, and the proof that it says what was meant.

    Attributes:
        document: the bytes about to leave.
        read_back: parses, validates, reads and compares: the defects, empty where it says exactly what was meant.
    """

    document: bytes
    read_back: Callable[[], list[Finding]]


class Format(Protocol[Meant]):
    """One output format of a value: `Exchange` of an eP, `M10`, `Ed`."""

    @property
    def media_type(self) -> str:
        """Of its documents (RFC 2046)."""

    def write(self, meant: Meant) -> Written:
        """Writes it whole.

        Raises:
            Problem: this format cannot say it.
        """
