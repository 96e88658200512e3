"""A Norwegian dispense of a foreign prescription: as a pharmacy enters it, and as it leaves in an eD."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from converter.model.coded import Identifier
from converter.model.dispensation import Recipient
from converter.model.national import NationalPerson
from converter.model.party import Organisation, PersonName
from converter.model.product import Product
from converter.model.substitution import Substituted


@dataclass(frozen=True, slots=True)
class EnteredPharmacy:
    """The pharmacy: `number` is an organisation number (ENH) or, where that is empty, `her_id` a HER-id."""

    name: str
    number: str = ""
    her_id: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class OwnReport:
    """What the pharmacy's own M10 says beside the dispense: whose it is, and on which prescription.

    Attributes:
        prescription_id: ReseptId.
        differs: names of the fields that the M10 says otherwise than the JSON, which goes first.
    """

    prescription_id: str
    patient: NationalPerson = field(repr=False)
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """What a pharmacy says that it handed out.

    Attributes:
        number: its own number of the dispense; one number, one eD.
        varenr: of the package.
        packages: how many.
        dispensed_at: with time zone.
        day_only: whether the pharmacy told the day, and the hour is ours (noon).
        substituted: what the pharmacist says of it; absent where the question was not answered.
        hpr_number: of the pharmacist.
        report: the M10 beside it, where there is one.
    """

    number: str
    varenr: str
    packages: Decimal
    dispensed_at: datetime
    pharmacist: PersonName
    hpr_number: str
    pharmacy: EnteredPharmacy
    batch: str = ""
    substituted: Substituted | None = None
    day_only: bool = False
    report: OwnReport | None = None


@dataclass(frozen=True, slots=True)
class Ed:
    """All that an eD of ours says.

    Attributes:
        order: the prescription (inFulfillmentOf); item: its one item.
        prescribed: in EU terms, as far as the eP said it in them.
        dispensed: the Norwegian package in EU terms.
        substituted: what happened; absent where it is not known.
        pharmacist_id: HPR number under its root.
    """

    document_id: Identifier
    made_at: datetime
    language: str
    patient: Recipient
    order: Identifier
    item: Identifier
    prescribed: Product
    dispensed: Product
    packages: Decimal
    batch: str
    dispensed_at: datetime
    substituted: Substituted | None
    pharmacist: PersonName
    pharmacist_id: Identifier
    pharmacy: Organisation
    contact_point: Organisation
