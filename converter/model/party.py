"""Persons and organisations."""

from dataclasses import dataclass
from datetime import date

from converter.model.coded import Coded, Identifier, Null


@dataclass(frozen=True, slots=True)
class PersonName:
    """Family name and given names (a middle name is the last of the given ones)."""

    family: str
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; absent parts are empty. `country` is ISO 3166-1 alpha-2."""

    street: str = ""
    city: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Telecom:
    """A telephone number or electronic address as a URI, and its use (eHDSITelecomAddress; empty when not said)."""

    value: str
    use: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """Whom the prescription is for."""

    ids: tuple[Identifier, ...]
    name: PersonName
    birth_date: date
    gender: Coded | Null
    address: Address | None = None
    telecoms: tuple[Telecom, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """A surgery, a hospital, or the national contact point."""

    id: Identifier
    name: str
    address: Address
    telecoms: tuple[Telecom, ...] = ()


@dataclass(frozen=True, slots=True)
class Professional:
    """Who prescribed, in which role, and for which organisation."""

    ids: tuple[Identifier, ...]
    name: PersonName
    role: Coded
    organisation: Organisation
    address: Address | None = None
    telecoms: tuple[Telecom, ...] = ()
