"""Codes, identifiers and amounts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact, InvalidOperation
from enum import StrEnum


class Null(StrEnum):
    """Why a value is absent (HL7 NullFlavor, the members that this project writes)."""

    UNK = "UNK"
    NI = "NI"


@dataclass(frozen=True, slots=True)
class Coded:
    """A concept in a code system.

    Attributes:
        code: the code, as text.
        system: OID of the code system (or of the Norwegian code list, 2.16.578.1.12.4.1.1.<number>).
        display: the term; the value set's own English term once translated.
        originals: the national concepts that this one was translated from, nearest first.
        words: what the code was chosen for, in the document's own words (originalText); two concepts are the same
            whatever it was.
    """

    code: str
    system: str
    display: str
    originals: tuple["Coded", ...] = ()
    words: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An instance identifier: `root` is an OID (or an upper-case UUID), `extension` the value under it."""

    root: str
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount.

    Attributes:
        value: the number, with the digits it was given.
        unit: a UCUM unit, `{term}` of eHDSIQuantityUnit or `1`; before translation a code of list 7452, 7480 or 9090.
        text: what is counted, where the unit alone does not say it.
    """

    value: Decimal
    unit: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A strength: `numerator` per `denominator`."""

    numerator: Quantity
    denominator: Quantity


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in English and in Norwegian, the language it was made in."""

    english: str
    norwegian: str


_EXACT = Context(prec=200, traps=[Inexact, InvalidOperation])


def product_of(values: Iterable[Decimal]) -> Decimal:
    """The exact product, whatever the number of digits.

    Raises:
        decimal.Inexact: it has more than 200 digits.
    """
    result = Decimal(1)
    for value in values:
        result = _EXACT.multiply(result, value)
    return result


def for_people(value: Decimal) -> str:
    """The number as people write it: no zeros at its end, which much of Europe would read as thousands (`1.000`)."""
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def norwegian_number(value: Decimal) -> str:
    """The number as Norwegians write it: `2,5`."""
    return for_people(value).replace(".", ",")


def plain(value: Decimal) -> str:
    """The number as XML Schema's decimal writes it: no exponent, digits kept."""
    return format(value, "f")
