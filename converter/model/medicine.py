"""What a medicines register knows of a package (FEST M30 2014-12-01), in Norwegian codes."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from converter.model.coded import Coded


@dataclass(frozen=True, slots=True)
class RegisterQuantity:
    """An amount as FEST gives it: number and unit as list 9090 (strength) or 7452 (other) codes it."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class SubstanceStrength:
    """An active substance of a brand (Virkestoff) and its strength (VirkestoffMedStyrke), in FEST's order.

    `denominator` is absent where FEST gives none; `strength` is absent for a substance without strength
    (SortertVirkestoffUtenStyrke); `operator` is FEST's Styrkeoperator code, empty when the value is exact.
    """

    name: str
    name_english: str = ""
    strength: RegisterQuantity | None = None
    denominator: RegisterQuantity | None = None
    operator: str = ""
    upper: RegisterQuantity | None = None
    atc: Coded | None = None


@dataclass(frozen=True, slots=True)
class PackageContent:
    """One Pakningsinfo: `multiple` x `count` x `amount` `unit` of a brand, in `container`s (list 7449)."""

    size_text: str
    unit: Coded
    container: Coded
    amount: Decimal
    multiple: int | None = None
    count: int | None = None
    has_components: bool = False


@dataclass(frozen=True, slots=True)
class Medicine:
    """A package by its varenr, with its brand's facts.

    Attributes:
        varenr: Nordic article number as FEST writes it (leading zeros kept).
        name_form_strength: NavnFormStyrke of the package.
        group: Reseptgruppe of the package (list 7421), and of its brand.
        preparation_type: Preparattype (list 7424), of the package or else of its brand.
        contents: its Pakningsinfo, in FEST's order; more than one is a combination pack.
    """

    varenr: str
    name_form_strength: str
    group: str
    brand_group: str = ""
    brand_name: str = ""
    atc: Coded | None = None
    form: Coded | None = None
    form_long: str = ""
    preparation_type: Coded | None = None
    routes: tuple[Coded, ...] = ()
    contents: tuple[PackageContent, ...] = ()
    substances: tuple[SubstanceStrength, ...] = ()
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class RegisterVersion:
    """Which register answered: `retrieved` is FEST's HentetDato; `demo` is true for the extract that ships."""

    retrieved: datetime
    demo: bool
    packages: int
