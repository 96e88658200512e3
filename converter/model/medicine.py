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
    (SortertVirkestoffUtenStyrke) and where FEST states none; `operator` is FEST's Styrkeoperator code (list 7445:
    I, M, S), empty when the value is exact; `upper` is the end of an interval. `alternative` says the same strength
    in another unit (AlternativStyrke), such as mg for a strength in E.
    """

    name: str
    name_english: str = ""
    strength: RegisterQuantity | None = None
    denominator: RegisterQuantity | None = None
    operator: str = ""
    upper: RegisterQuantity | None = None
    atc: Coded | None = None
    alternative: RegisterQuantity | None = None
    alternative_denominator: RegisterQuantity | None = None


@dataclass(frozen=True, slots=True)
class PackageContent:
    """One Pakningsinfo: `multiple` x `count` x `amount` `unit` of a brand, in `container`s (list 7449).

    `brand_name`, `form`, `form_long` and `substances` are given only where the package holds several brands
    (a combination pack): they are then this component's own.
    """

    size_text: str
    unit: Coded
    container: Coded
    amount: Decimal
    multiple: int | None = None
    count: int | None = None
    has_components: bool = False
    brand_name: str = ""
    form: Coded | None = None
    form_long: str = ""
    substances: tuple[SubstanceStrength, ...] = ()


@dataclass(frozen=True, slots=True)
class Medicine:
    """A package by its varenr, with its brand's facts.

    Attributes:
        varenr: Nordic article number as FEST writes it (leading zeros kept).
        name_form_strength: NavnFormStyrke of the package.
        group: Reseptgruppe of the package (list 7421), and of its brand.
        preparation_type: Preparattype (list 7424), of the package or else of its brand.
        contents: its Pakningsinfo, in FEST's order; more than one is a combination pack.
        substances: the brand's, in its order; none where the package holds several brands (they are in `contents`), and
            none where a reference or a strength in FEST cannot be resolved.
        replaced_by: the varenr of the package that replaces this one (VarenrUtgaende). Where FEST has no entry for the
            outgoing number any more, the other facts are those of the replacing package.
        withdrawn: FEST's entry has status U (list 7446).
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
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class RegisterVersion:
    """Which register answered: `retrieved` is FEST's HentetDato; `demo` is true for the extract that ships."""

    retrieved: datetime
    demo: bool
    packages: int
