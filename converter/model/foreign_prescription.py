"""A prescription of another country, as far as it could be read: for showing, never for a Norwegian message."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from converter.model.coded import Coded, Identifier, Null, Quantity
from converter.model.dispensation import Recipient
from converter.model.party import Address, PersonName, Telecom
from converter.model.product import Ingredient, PackageLayer, Part
from converter.model.written import NOTHING, Written


class DocumentKind(StrEnum):
    """How a prescription came: structured (wave 6 and later), in the epSOS form before it, or as a PDF."""

    STRUCTURED = "structured"
    EPSOS = "epsos"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class ForeignPrescriber:
    """Who prescribed; empty or absent where not said.

    Attributes:
        role: of eHDSIHealthcareProfessionalRole.
        specialty: in the foreign country's own codes.
        country: ISO 3166-1 alpha-2.
    """

    name: PersonName | None
    role: Coded | Null
    specialty: Coded | Null
    organisation: str
    organisation_id: Identifier | None
    address: Address | None
    telecoms: tuple[Telecom, ...]
    country: str


@dataclass(frozen=True, slots=True)
class NamedSubstance:
    """An active substance; `strength` is absent where none is said, or it could not be read."""

    name: str
    code: Coded | Null
    strength: Ingredient | None = None


@dataclass(frozen=True, slots=True)
class ForeignPart:
    """One product of a combination pack, for showing.

    Attributes:
        number: how many the pack holds; absent where it is not said or could not be read.
        layers: innermost first; absent where how much it holds could not be read.
    """

    name: str
    number: Decimal | None
    form: Coded | Null
    substances: tuple[NamedSubstance, ...]
    layers: tuple[PackageLayer, ...] | None


@dataclass(frozen=True, slots=True)
class ForeignProduct:
    """What was prescribed; empty or absent where not said.

    Attributes:
        code: national or MPID identifier.
        layers: innermost first; absent where how much a package holds could not be read.
        parts: those of a combination pack that could be read whole.
        shown_parts: all of them, as far as each could be read.
        manufacturer: name of the marketing authorisation holder.
    """

    name: str
    code: Coded | None
    strength_text: str
    form: Coded | Null
    atc: Coded | None
    substances: tuple[NamedSubstance, ...]
    layers: tuple[PackageLayer, ...] | None
    parts: tuple[Part, ...]
    shown_parts: tuple[ForeignPart, ...] = ()
    manufacturer: str = ""


@dataclass(frozen=True, slots=True)
class DoseTime:
    """One of the times at which a dose is taken: an interval, or an event of the day.

    Attributes:
        period: length of the interval, UCUM unit of time.
        flexible: so many times in that period, at times of one's own choosing (institutionSpecified).
        hour: clock time, `08:00`; empty where not said.
        day: one of the days on which the interval comes round; absent where not said.
        event: of eHDSITimingEvent.
        offset: before (negative) or after the event.
    """

    period: Quantity | None = None
    flexible: bool = False
    hour: str = ""
    day: date | None = None
    event: Coded | None = None
    offset: Quantity | None = None


@dataclass(frozen=True, slots=True)
class ForeignDosage:
    """How it is to be taken, as structure and in the prescriber's words.

    Attributes:
        low, high: least and most of one dose; absent where not said.
        times: absent where the document says a dose or times that could not be read; empty where it says none.
        start, end: of the treatment.
        length: of the treatment (IVL_TS width), UCUM unit of time.
        instructions: to the patient, in the prescriber's language.
        more: whether the document says more of how it is to be taken than stands here: a need, a highest dose, a step.
    """

    low: Quantity | None = None
    high: Quantity | None = None
    times: tuple[DoseTime, ...] | None = ()
    start: date | None = None
    end: date | None = None
    length: Quantity | None = None
    instructions: tuple[str, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What the document says in words, as it has them; their plain text stands in the prescription itself.

    Attributes:
        narrative: the readable part of its section, and of every other one behind it.
        to_patient: each instruction to the patient, and the words of the item itself.
        to_dispenser: each instruction to the pharmacy.
        of_item: the words that the item refers to as its own.
    """

    narrative: Written = NOTHING
    to_patient: tuple[Written, ...] = ()
    to_dispenser: tuple[Written, ...] = ()
    of_item: Written = NOTHING


@dataclass(frozen=True, slots=True)
class ForeignPrescription:
    """One prescription, one item; what is absent is not said, or stands in `unread`.

    Attributes:
        country: where it was prescribed, ISO 3166-1 alpha-2; empty where not said.
        language: of the document.
        made_at: moment of the document, where said with a zone.
        prescription_id, item_id: what an eD names.
        packages: how many of the package that `product` describes.
        to_dispenser: instructions to the pharmacy, in the prescriber's language.
        status: of the item, `active` where it may be dispensed.
        negated: whether the item says that the medicine is not to be taken.
        narrative: the readable part, line by line.
        words: the same and the instructions, with their breaks, lists and tables.
        pdf: the document as a page, where it came as one.
        unread: paths of what is there and could not be read.
        texts: codes and paths of what was found in texts: an encoding that was confused, characters that nobody sees,
            words that are marked as deleted, images, other sections.
        faults: how many rules of form the document breaks.
    """

    kind: DocumentKind
    document_id: Identifier | None
    country: str
    language: str
    made_at: datetime | None
    written_on: date | None
    patient: Recipient | None
    prescriber: ForeignPrescriber | None
    prescription_id: Identifier | None = None
    item_id: Identifier | None = None
    product: ForeignProduct | None = None
    packages: Decimal | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    dosage: ForeignDosage = field(default_factory=ForeignDosage)
    route: Coded | Null = Null.NI
    substitution: Coded | Null = Null.NI
    to_dispenser: tuple[str, ...] = ()
    status: str = ""
    negated: bool = False
    narrative: tuple[str, ...] = ()
    words: DocumentWords = DocumentWords()
    pdf: bytes | None = field(default=None, repr=False)
    unread: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    faults: int = 0
