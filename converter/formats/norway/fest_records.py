"""Entries of FEST (M30 2014-12-01) as plain values, references unresolved."""

from dataclasses import dataclass
from datetime import date, datetime

from converter.model.coded import Coded
from converter.model.medicine import PackageContent, RegisterCodeList, RegisterQuantity


@dataclass(frozen=True, slots=True)
class FestHead:
    """HentetDato of the file; Europe/Oslo where the file gives no zone."""

    retrieved: datetime


@dataclass(frozen=True, slots=True)
class FestEntry:
    """The head of a catalogue entry: its id, when it was last changed, and its status (list 7446: A active, U not).

    `path` says where it stands, by catalogue and number.
    """

    id: str
    changed: datetime
    active: bool
    path: str


@dataclass(frozen=True, slots=True)
class FestMembership:
    """A PakningByttegruppe: the id of a generic group, and from when to when one is in it."""

    ref: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class FestMedicine:
    """What brand, package and substance group share (typeLegemiddel).

    `preparation_type` is of list 7424, `routes` of 7477, `dose_units` (EnhetDosering) of 7480.
    """

    name_form_strength: str
    group: str
    atc: Coded | None
    form: Coded | None
    preparation_type: Coded | None
    routes: tuple[Coded, ...]
    dose_units: tuple[Coded, ...]
    generic: FestMembership | None


@dataclass(frozen=True, slots=True)
class FestSubstanceRef:
    """An active substance of a brand or substance group: its place in the order, and the id of its strength.

    Where it has no strength, `ref` is the id of the substance.
    """

    order: int
    ref: str
    with_strength: bool


@dataclass(frozen=True, slots=True)
class FestBrand:
    """A LegemiddelMerkevare. `producer` is ProduktInfo/Produsent."""

    medicine: FestMedicine
    name: str
    form_long: str
    substances: tuple[FestSubstanceRef, ...]
    producer: str


@dataclass(frozen=True, slots=True)
class FestContent:
    """A Pakningsinfo: the brand it holds; `content` is absent where its amounts or codes cannot be used."""

    brand: str
    content: PackageContent | None


@dataclass(frozen=True, slots=True)
class FestPackage:
    """A Legemiddelpakning. `outgoing` is the number that it replaces (Markedsforingsinfo/VarenrUtgaende)."""

    id: str
    varenr: str
    medicine: FestMedicine
    contents: tuple[FestContent, ...]
    outgoing: str
    eans: tuple[str, ...]
    marketed_on: date | None
    deregistered_on: date | None
    unavailable_since: date | None


@dataclass(frozen=True, slots=True)
class FestSubstanceGroup:
    """A LegemiddelVirkestoff; `brands` and `packages` are ids."""

    medicine: FestMedicine
    substances: tuple[FestSubstanceRef, ...]
    brands: tuple[str, ...]
    packages: tuple[str, ...]
    units: tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class FestGenericGroup:
    """A Byttegruppe."""

    code: str
    has_remark: bool
    remark: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class FestSubstance:
    """A Virkestoff. `name` is empty where the file gives none; `related` are the ids of its RefVirkestoff."""

    name: str
    name_english: str
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FestStrength:
    """A VirkestoffMedStyrke.

    Attributes:
        substance: id of the Virkestoff.
        usable: false when a number in it is INF, NaN, zero or negative, or the operator is missing.
        strength, denominator, upper, alternative, alternative_denominator: amounts; units as given (list 9090 and,
            for denominators, 7452). `strength` is absent where FEST states none: no number, or the unit
            "(ikke angitt)".
        operator: Styrkeoperator (list 7445: I interval, M less than, S more than), empty for L (equal).
        atc: AtcKombipreparat.
    """

    substance: str
    usable: bool
    strength: RegisterQuantity | None
    denominator: RegisterQuantity | None
    operator: str
    upper: RegisterQuantity | None
    alternative: RegisterQuantity | None
    alternative_denominator: RegisterQuantity | None
    atc: Coded | None


FestContents = (
    FestBrand | FestPackage | FestSubstance | FestStrength | FestSubstanceGroup | FestGenericGroup | RegisterCodeList
)


@dataclass(frozen=True, slots=True)
class FestItem:
    """An entry and the object in it, which the schema allows to be left out.

    `id` is the object's own, stable id, which other objects refer to; a brand's or a package's may be empty.
    """

    entry: FestEntry
    id: str
    content: FestContents | None
