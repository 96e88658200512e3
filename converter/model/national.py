"""A Norwegian prescription as it was read, in national codes: what it says and no more.

`NationalPrescription` keeps absent what M1 leaves out; the exchange part is made from it by enrichment and translation.
Its `NationalFacts` feed the rules and the report and never reach a writer.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from converter.model.coded import Coded
from converter.model.dosage import Dosage
from converter.model.finding import Finding
from converter.model.party import Address


class Kind(StrEnum):
    """What an M1 prescribes (dossier on e-resept, section 3.4)."""

    PACKAGE = "package"
    BRAND = "brand"
    SUBSTANCE = "substance"
    MIXTURE = "mixture"
    DOSE = "dose"
    GOODS = "goods"


@dataclass(frozen=True, slots=True)
class TypedId:
    """An identifier and its type (list 8116 for persons, 9051 for organisations)."""

    value: str
    type: str


@dataclass(frozen=True, slots=True)
class NationalTelecom:
    """A telephone number or electronic address as a URI and its type (list 9061; empty when not said)."""

    value: str
    type: str


@dataclass(frozen=True, slots=True)
class NationalPerson:
    """A patient or a health professional. `sex` is of list 3101, `profession` of 9060, `address_type` of 3401."""

    family: str
    middle: str
    given: str
    ids: tuple[TypedId, ...]
    birth_date: date | None = None
    sex: str = ""
    profession: str = ""
    address: Address | None = None
    address_type: str = ""
    telecoms: tuple[NationalTelecom, ...] = ()


@dataclass(frozen=True, slots=True)
class NationalOrganisation:
    """The organisation that the prescriber acts for."""

    name: str
    ids: tuple[TypedId, ...]
    address: Address | None = None
    telecoms: tuple[NationalTelecom, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifiedProfessional:
    """What Reseptformidleren found in the register of health personnel and put in the signature (RfHprData)."""

    hpr_number: str = ""
    professions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackageSize:
    """One PakningsinfoResept: brand name, size as text (outermost number first), unit (7452 or 7484) if said."""

    brand_name: str
    size: str
    unit: Coded | None


@dataclass(frozen=True, slots=True)
class PrescribedMedicine:
    """The medicine as M1 names it.

    Attributes:
        brand_name: Varenavn; empty where a combination pack's parts have different ones.
        varenr: of a package; fest_id: the id in FEST of a brand or of a substance group.
        holds_varenr, holds_substances, holds_atc: what a magistral mixture is made of, by varenr, by the substances'
            FEST ids and by the ATC codes that it states.
    """

    kind: Kind
    name_form_strength: str = ""
    brand_name: str = ""
    varenr: str = ""
    fest_id: str = ""
    atc: Coded | None = None
    form: Coded | None = None
    sizes: tuple[PackageSize, ...] = ()
    holds_varenr: tuple[str, ...] = ()
    holds_substances: tuple[str, ...] = ()
    holds_atc: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShortDoseGiven:
    """A Kortdose: its code of list 7478 (`?` where it is of another list), full text (OT) and short form (DN)."""

    code: str
    text: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class NationalQuantity:
    """A PQ as it was given: `value` is absent where it is no finite number; `unit` is a code or a term."""

    value: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class NationalDose:
    """One DoseFastTidspunkt, or one DoseEtterBehov where `needed` says so.

    Attributes:
        amount: how much (7480).
        interval: repeated so often (9088).
        clock: hour of the day, `hh:mm:ss`; empty where none.
        time_of_day: list 8325.
        exact: GisEksakt, that the hour is to be kept.
        weekdays: list 9082.
        days_on, days_off: days with and without it, in turn.
        infusion: volume (7480 or 7452) and the unit of time (9088) of an infusion's rate.
        needed: most a day, most in a period, that period, least time between; only for as needed.
    """

    amount: NationalQuantity
    interval: NationalQuantity | None = None
    clock: str = ""
    time_of_day: str = ""
    exact: bool = False
    weekdays: tuple[str, ...] = ()
    days_on: int | None = None
    days_off: int | None = None
    infusion: tuple[NationalQuantity, str] | None = None
    needed: tuple[NationalQuantity, NationalQuantity, NationalQuantity, NationalQuantity] | None = None


@dataclass(frozen=True, slots=True)
class DosingPhase:
    """One Dosering. `by_rule` says that it depends on weight, age or the like (Doseringsregel)."""

    start: date | None
    end: date | None
    doses: tuple[NationalDose, ...]
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class NationalFacts:
    """What decides whether the prescription may leave, and what stays in Norway.

    Attributes:
        item_group: Varegruppekode (list 7402); empty for goods.
        groups: Reseptgruppe (list 7421) of the medicine, or of each ingredient that states one.
        status: the prescription's status (list 7408) where an M9.4 states it.
        in_container: whether it came inside an M9.4.
        listed_status: its status in an M9.6, `none` where that states none; None outside one.
        reserved: whether the container says that the patient has reserved against access (Pasientreservasjon).
        discontinued: whether an extension says that the treatment was stopped (Seponering).
        home_care: whether a home care service administers the medicine (KomLegemdlAdm).
        withheld: the elements in the message that do not cross, by name.
    """

    item_group: str
    groups: tuple[str, ...]
    locked: bool = False
    has_reference_number: bool = False
    guardian_reservation: bool = False
    own_practice: bool = False
    doctors_name: bool = False
    special_permit: bool = False
    dispensing_request: bool = False
    reimbursement: bool = False
    repeats: int = 0
    preparation_type: str = ""
    status: str = ""
    in_container: bool = False
    listed_status: str | None = None
    reserved: bool = False
    discontinued: bool = False
    home_care: bool = False
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NationalPrescription:
    """One M1.

    `amended` says that an extension adds words to a dosage that has a short dose or a structure; `noted` is what was
    found while reading and leaves the rest readable; `note` is the prescriber's note to the pharmacy (Merknad), in
    Norwegian.
    """

    prescription_id: str
    written_on: date
    valid_until: date
    valid_from: date | None
    patient: NationalPerson | None
    prescriber: NationalPerson | None
    organisation: NationalOrganisation
    medicine: PrescribedMedicine
    facts: NationalFacts
    verified: VerifiedProfessional = field(default=VerifiedProfessional())
    specialty: str = ""
    packages: Decimal | None = None
    amount: NationalQuantity | None = None
    substitution: str = ""
    dosage: Dosage = field(default=Dosage(""))
    short_dose: ShortDoseGiven | None = None
    phases: tuple[DosingPhase, ...] = ()
    contradictions: tuple[str, ...] = ()
    indication: str = ""
    use: str = ""
    no_combination: bool = False
    note: str = ""
    amended: bool = False
    noted: tuple[Finding, ...] = ()

    def first_day(self) -> date:
        """The first day of dispensing: never before the prescription was written."""
        return max(self.valid_from or self.written_on, self.written_on)
