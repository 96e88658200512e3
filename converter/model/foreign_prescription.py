"""A prescription of another country, as far as it could be read: for showing, never for a Norwegian message."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from converter.model.coded import Coded, Identifier, Null, Quantity
from converter.model.dispensation import Recipient
from converter.model.foreign_person import ForeignPerson
from converter.model.party import Address, PersonName, Telecom
from converter.model.product import Ingredient, PackageLayer, Part
from converter.model.unread import Unread
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
        ids: of the person.
        whole_name: with titles and suffixes, as it is shown; `other_names` further ones.
    """

    name: PersonName | None
    role: Coded | Null
    specialty: Coded | Null
    organisation: str
    organisation_id: Identifier | None
    address: Address | None
    telecoms: tuple[Telecom, ...]
    country: str
    ids: tuple[Identifier, ...] = ()
    whole_name: str = ""
    other_names: tuple[str, ...] = ()


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
        ahead: minutes that the clock of `hour` is ahead of Norway's on that day; 0 where the same, or not said.
    """

    period: Quantity | None = None
    flexible: bool = False
    hour: str = ""
    day: date | None = None
    event: Coded | None = None
    offset: Quantity | None = None
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class ForeignDosage:
    """How it is to be taken, as structure and in the prescriber's words.

    Attributes:
        low, high: least and most of one dose; absent where not said.
        times: absent where the document says a dose or times that could not be read; empty where it says none.
        start, end: of the treatment.
        length: of the treatment (IVL_TS width), UCUM unit of time.
        instructions: to the patient, in the prescriber's language.
        unread: each thing that the document says of how it is to be taken, and that does not stand here: a need, a
            highest dose, a step, an attribute that changes a time. Where there is any, the rest is not all of it.
    """

    low: Quantity | None = None
    high: Quantity | None = None
    times: tuple[DoseTime, ...] | None = ()
    start: date | None = None
    end: date | None = None
    length: Quantity | None = None
    instructions: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()


class SaidOf(StrEnum):
    """What a code or a word is said of: the product, its kind (a class such as ATC), a substance, anything else."""

    PRODUCT = "product"
    KIND = "kind"
    SUBSTANCE = "substance"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SaidCode:
    """A code as it stands anywhere in an item, in whatever element.

    Attributes:
        coded: code, system and display as written; no originals.
        of: what it is said of.
        active: not within an ingredient that is said to be no active one.
        concept: number of the coded element, the same for a code and its translations.
        path: of the element.
        stands: neither null nor within anything that is: what is null says nothing for sure.
    """

    coded: Coded
    of: SaidOf
    active: bool
    concept: int
    path: str
    stands: bool = True


@dataclass(frozen=True, slots=True)
class SaidWords:
    """A name or a description as it stands anywhere in a product."""

    text: str
    of: SaidOf


@dataclass(frozen=True, slots=True)
class SaidSubstance:
    """An active ingredient anywhere in a product; `codes` are its code and all translations, of what stands."""

    name: str
    codes: tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """All that an item says in codes, and all that its products say in names: found by reading all of it.

    Attributes:
        codes: in document order.
        words: names and descriptions of products, parts and ingredients.
        substances: every active ingredient, wherever in a product it stands.
    """

    codes: tuple[SaidCode, ...] = ()
    words: tuple[SaidWords, ...] = ()
    substances: tuple[SaidSubstance, ...] = ()


@dataclass(frozen=True, slots=True)
class Validity:
    """When a prescription may be dispensed; a bound is absent where it is not said, or cannot be read.

    Attributes:
        first, last: days, both inclusive. Of several bounds the narrower.
        partial: whether a bound is said to the month or the year only; the widest that it can mean is taken.
        contradicts: whether bounds exclude each other, or stand twice and differ.
    """

    first: date | None = None
    last: date | None = None
    partial: bool = False
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What item and supply are, by the attributes that decide whether they are a prescription at all.

    Attributes:
        kinds: `order`, `event` (moodCode EVN: it tells of what was done), `other` (a proposal, a goal, a definition)
            and `null` (a nullFlavor on item, supply, medicine or anything that they stand in).
        statuses: every statusCode of item and supply; the item's first one first, empty where it has none.
        negated: whether item or supply, or anything that they stand in, is negated.
    """

    kinds: tuple[str, ...] = ("order",)
    statuses: tuple[str, ...] = ()
    negated: bool = False


class SaidAbout(StrEnum):
    """What words that stand aside are about, by what holds them."""

    SUBSTITUTION = "substitution"
    SUPPLY = "supply"
    CONDITION = "condition"
    INSTRUCTION = "instruction"
    STATEMENT = "statement"
    MEDICINE = "medicine"
    AMOUNT = "amount"
    ROUTE = "route"
    DOSE = "dose"


@dataclass(frozen=True, slots=True)
class AsideWords:
    """Words that stand where no value and no instruction is read; `path` is of the element that holds them."""

    about: SaidAbout
    words: Written
    path: str


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What the document says in words, as it has them; their plain text stands in the prescription itself.

    Attributes:
        narrative: the readable part of its section, and of every other one behind it.
        to_patient: each instruction to the patient, and the words of the item itself.
        to_dispenser: each instruction to the pharmacy.
        of_item: the words that the item refers to as its own.
        aside: all other words of the entries of its section.
        cut: whether there are more texts, or longer ones, than stand in `to_patient`, `to_dispenser` and `aside`.
    """

    narrative: Written = NOTHING
    to_patient: tuple[Written, ...] = ()
    to_dispenser: tuple[Written, ...] = ()
    of_item: Written = NOTHING
    aside: tuple[AsideWords, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class ForeignPrescription:
    """One prescription, one item; what is absent is not said, or stands in `unread`.

    Attributes:
        country: where it was prescribed, ISO 3166-1 alpha-2; empty where not said.
        language: of the document.
        made_at: moment of the document, where said with a zone.
        person: the patient, as far as shown beside what an eD carries.
        prescriber: the first author.
        authors: all persons who wrote it; where there are several, who prescribed is not said. `authors_cut` whether
            there are more.
        prescription_id, item_id: what an eD names.
        packages: how many of the package that `product` describes.
        substitutions: every code that is said of substitution, translations too; one that is none where it is negated.
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
        order: whether item and supply are an order that stands.
        validity: the bounds as they are read; `valid_from` and `valid_until` are its days.
        written_at: when it was written, where said with a zone.
        substitution_doubt: whether what is said of substitution is null and a code at once, negated or taken back.
        said: all codes, names and substances of the item.
        titles: of the document and its section, as written.
        replaces: whether the document says that it replaces another, or adds to it.
    """

    kind: DocumentKind
    document_id: Identifier | None
    country: str
    language: str
    made_at: datetime | None
    written_on: date | None
    patient: Recipient | None
    prescriber: ForeignPrescriber | None
    person: ForeignPerson = field(default_factory=ForeignPerson)
    authors: tuple[ForeignPrescriber, ...] = ()
    authors_cut: bool = False
    prescription_id: Identifier | None = None
    item_id: Identifier | None = None
    product: ForeignProduct | None = None
    packages: Decimal | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    dosage: ForeignDosage = field(default_factory=ForeignDosage)
    route: Coded | Null = Null.NI
    substitution: Coded | Null = Null.NI
    substitutions: tuple[Coded, ...] = ()
    to_dispenser: tuple[str, ...] = ()
    status: str = ""
    negated: bool = False
    narrative: tuple[str, ...] = ()
    words: DocumentWords = DocumentWords()
    pdf: bytes | None = field(default=None, repr=False)
    unread: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    faults: int = 0
    order: Order = field(default_factory=Order)
    validity: Validity = field(default_factory=Validity)
    written_at: datetime | None = None
    substitution_doubt: bool = False
    said: Said = field(default_factory=Said)
    titles: tuple[str, ...] = ()
    replaces: bool = False
