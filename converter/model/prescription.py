"""The part of a prescription that crosses the border; what stays is in `national`."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from converter.model.coded import Bilingual, Coded, Identifier, product_of
from converter.model.dosage import Dosage
from converter.model.party import Organisation, Patient, Professional
from converter.model.product import Product

SUBSTITUTION, FORM, OF_STRENGTH, TREATMENT, NOTE = "substitution", "form", "strength", "treatment", "note"
"""What a dispenser is told of."""


@dataclass(frozen=True, slots=True)
class ToDispenser:
    """Words to the dispenser.

    Attributes:
        topic: what they are of, `SUBSTITUTION`, `FORM`, `OF_STRENGTH`, `TREATMENT` or `NOTE`; one of each at most.
        english: what is said, in English.
        original: what it is said of in its author's own words, in Norwegian; empty where there are none.
    """

    topic: str
    english: str
    original: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The part of a prescription that crosses the border. One prescription is one item and one dispense.

    Attributes:
        document_id: identifier of the document.
        prescription_id: identifier of the prescription, the same for every hand-over.
        item_id: identifier of the item, which a dispensation refers to.
        made_at: when the document was made, with time zone.
        language: language of the narrative, `xx-XX`.
        written_on: date of prescribing.
        valid_from: first day of dispensing.
        valid_until: last day of dispensing.
        contact_point: the national contact point, custodian and authenticating organisation.
        packages: number of packages to dispense.
        substitution: whether the pharmacy may substitute (eHDSISubstitutionCode); absent where neither the prescriber
            nor Norway's list of exchangeable products says it.
        route: route of administration, where it is certain.
        indication: what the medicine is for, in the prescriber's words (Norwegian).
        indication_english: the same in English, where the dosage language reads all of it.
        use: kind of use (list 9101), such as a course or as needed.
        no_combination: the prescriber wants it not combined with other medicines.
        by_substance: any product of the substance, form and strength may be dispensed.
        to_dispenser: what the dispenser is told in words, in this order.
    """

    document_id: Identifier
    prescription_id: Identifier
    item_id: Identifier
    made_at: datetime
    language: str
    written_on: date
    valid_from: date
    valid_until: date
    patient: Patient
    prescriber: Professional
    contact_point: Organisation
    product: Product
    packages: Decimal
    substitution: Coded | None
    dosage: Dosage
    route: Coded | None = None
    indication: str = ""
    indication_english: str = ""
    use: Bilingual | None = None
    no_combination: bool = False
    by_substance: bool = False
    to_dispenser: tuple[ToDispenser, ...] = ()

    def total_amount(self) -> Decimal:
        """Packages x layers x content, in the unit of the innermost layer."""
        return product_of((self.packages, self.product.content_of_one_package()))
