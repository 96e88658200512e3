"""What a medicines register knows of a package (FEST M30 2014-12-01), in Norwegian codes."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from converter.model.coded import Coded

VARENR = re.compile(r"(?!0+$)[0-9]{6}|[1-9][0-9]{6}")
"""Nordic article number: six digits, leading zeros kept, or seven that begin with none (dossier, section 3.4)."""


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
    in another unit (AlternativStyrke), such as mg for a strength in E. `substance_id` is the Virkestoff's id in FEST.
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
    substance_id: str = ""


@dataclass(frozen=True, slots=True)
class PackageComponent:
    """A Pakningskomponent: `count` (absent: not said) of a container (list 7449) of `amount` each."""

    container: Coded
    amount: RegisterQuantity
    count: int | None = None


@dataclass(frozen=True, slots=True)
class GenericGroup:
    """The group of products that a pharmacy may exchange for each other (Byttegruppe), and since when one is in it.

    Attributes:
        id: the group's id in FEST.
        code: Byttegruppe/Kode.
        valid_from, valid_until: when the group is valid; absent where FEST does not say.
        member_from, member_until: when this package or brand is in the group (PakningByttegruppe).
        has_remark: MerknadTilByttbarhet: the exchange has conditions.
        remark: BeskrivelseByttbarhet, in Norwegian.
    """

    id: str
    code: str
    valid_from: date | None = None
    valid_until: date | None = None
    member_from: date | None = None
    member_until: date | None = None
    has_remark: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PackageContent:
    """One Pakningsinfo: `multiple` x `count` x `amount` `unit` of a brand, in `container`s (list 7449).

    `brand_name`, `form`, `form_long` and `substances` are given only where the package holds several brands
    (a combination pack): they are then this component's own. `in_containers` says that a piece is the container, as the
    long form has it (`granulat i dosepose`). `components` is empty where FEST has components
    (`has_components`) of which one cannot be used.
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
    components: tuple[PackageComponent, ...] = ()
    in_containers: bool = False


@dataclass(frozen=True, slots=True)
class Medicine:
    """A package by its varenr, with its brand's facts.

    Attributes:
        varenr: Nordic article number as FEST writes it (leading zeros kept).
        name_form_strength: NavnFormStyrke of the package.
        group: Reseptgruppe of the package (list 7421), and of its brand.
        preparation_type: Preparattype (list 7424), of the package or else of its brand.
        dose_units: EnhetDosering (list 7480), of the package or else of its brand.
        contents: its Pakningsinfo, in FEST's order; more than one is a combination pack.
        substances: the brand's, in its order; none where the package holds several brands (they are in `contents`), and
            none where a reference or a strength in FEST cannot be resolved.
        replaced_by: the varenr of the package that replaces this one (VarenrUtgaende). Where FEST has no entry for the
            outgoing number any more, the other facts are those of the replacing package.
        withdrawn: FEST's entry has status U (list 7446).
        id, brand_id: the package's and its brand's id in FEST; no brand's where there are several.
        eans: its article numbers (Ean).
        generic: the generic group of the package, or else of its brand.
        marketed_on, deregistered_on, unavailable_since: Markedsforingsdato, AvregDato, MidlUtgattDato.
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
    dose_units: tuple[Coded, ...] = ()
    contents: tuple[PackageContent, ...] = ()
    substances: tuple[SubstanceStrength, ...] = ()
    replaced_by: str = ""
    withdrawn: bool = False
    id: str = ""
    brand_id: str = ""
    eans: tuple[str, ...] = ()
    generic: GenericGroup | None = None
    marketed_on: date | None = None
    deregistered_on: date | None = None
    unavailable_since: date | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """A LegemiddelMerkevare by its FEST id; the attributes mean what they mean in `Medicine`.

    `packages` are the varenr of its packages. `substances` is empty where one cannot be resolved.
    """

    id: str
    name: str
    name_form_strength: str
    group: str
    atc: Coded | None = None
    form: Coded | None = None
    form_long: str = ""
    preparation_type: Coded | None = None
    routes: tuple[Coded, ...] = ()
    dose_units: tuple[Coded, ...] = ()
    substances: tuple[SubstanceStrength, ...] = ()
    packages: tuple[str, ...] = ()
    generic: GenericGroup | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class SubstanceGroup:
    """A LegemiddelVirkestoff by its FEST id: medicines of the same substances, strengths and form.

    Attributes:
        name: NavnFormStyrke.
        group: Reseptgruppe.
        units: the units to prescribe in (ForskrivningsenhetResept, list 7452).
        brands: FEST ids of its brands; packages: varenr of its packages. References that lead nowhere are left out.
        substances: empty where one cannot be resolved.
    """

    id: str
    name: str
    group: str
    atc: Coded | None = None
    form: Coded | None = None
    preparation_type: Coded | None = None
    routes: tuple[Coded, ...] = ()
    substances: tuple[SubstanceStrength, ...] = ()
    units: tuple[Coded, ...] = ()
    brands: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Substance:
    """A Virkestoff by its FEST id.

    Attributes:
        related: FEST ids of the substances that it refers to (RefVirkestoff: its salts), or that refer to it.
        group: the strictest Reseptgruppe among all brands, packages and substance groups that hold it, withdrawn ones
            too; empty where there is none. A group outside list 7421 counts as stricter than all.
        related_group: the same, over it and what it is related to. A rule about narcotics asks for this one: FEST has
            products of the salt where a prescription may name the base.
    """

    id: str
    name: str
    name_english: str = ""
    related: tuple[str, ...] = ()
    group: str = ""
    related_group: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A code of a list in FEST: `term` in Norwegian, `description` its longer text, `parent` the code above it."""

    code: str
    term: str
    description: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class RegisterCodeList:
    """A code list in FEST (KatKodeverk). M30 has no dates of validity for single codes: the list has its own.

    Attributes:
        oid, title, short_name, publisher, note: of Info.
        codes: in FEST's order.
        changed: when the entry was last changed (Tidspunkt).
        active: false where the entry has status U.
    """

    oid: str
    title: str
    short_name: str
    publisher: str
    codes: tuple[ListedCode, ...]
    changed: datetime
    active: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterVersion:
    """Which register answered: `retrieved` is FEST's HentetDato; `demo` is true for the extract that ships."""

    retrieved: datetime
    demo: bool
    packages: int
