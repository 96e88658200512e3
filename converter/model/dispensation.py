"""What a foreign pharmacy says that it dispensed, as read from its eDispensation."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.coded import Coded, Identifier, Null
from converter.model.party import PersonName
from converter.model.product import Product

if TYPE_CHECKING:  # it imports the patient of this module
    from converter.model.foreign_prescription import Said


@dataclass(frozen=True, slots=True)
class Recipient:
    """The patient as the eD names them.

    Attributes:
        ids: every identifier given; the national one is found by its root.
        name: absent where family or given name is.
        birth_date: absent where it is not said to the day.
        gender: of eHDSIAdministrativeGender.
    """

    ids: tuple[Identifier, ...]
    name: PersonName | None
    birth_date: date | None
    gender: Coded | Null


@dataclass(frozen=True, slots=True)
class Pharmacy:
    """Who dispensed: the organisation; of the pharmacist nothing is kept.

    Attributes:
        id: absent where none is given.
        name, city: empty where not said.
        country: ISO 3166-1 alpha-2 as it was written; empty where not said.
    """

    id: Identifier | None
    name: str
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class EdIdentity:
    """Which dispensation is meant, and whose: all that a discard has to say.

    Attributes:
        document_id: of the eD.
        prescription_id: the prescription that was dispensed; absent where only the fields of a discard say which eD.
        patient: who asks to have it taken back, or whose it is.
    """

    document_id: Identifier
    prescription_id: Identifier | None
    patient: Recipient


@dataclass(frozen=True, slots=True)
class Dispensation:
    """One eD: one product handed out once (eHDSI CDA v8.0.0, template `1.3.6.1.4.1.12559.11.10.1.3.1.3.3`).

    Attributes:
        document_id: of the eD.
        discards: the eD takes back an earlier one of the same id (DISCARD variant).
        made_at: when the eD was made; absent where it is not said with a zone.
        prescription_id: the prescription that was dispensed (inFulfillmentOf).
        dispensed_on: the day, as the pharmacy's calendar has it.
        dispensed_at: the moment, where it is said with a zone.
        packages: how many of the package that `product` describes.
        product: what was really handed out; its amounts in EU units.
        product_code: identifier of the product, national or MPID.
        batch: lot number.
        substituted: the pharmacy says that it handed out another product than prescribed.
        said: all codes, names and substances of the product, wherever in it they stand.
    """

    document_id: Identifier
    discards: bool
    made_at: datetime | None
    prescription_id: Identifier
    patient: Recipient
    dispensed_on: date
    dispensed_at: datetime | None
    packages: Decimal
    product: Product
    pharmacy: Pharmacy
    product_code: Coded | None = None
    batch: str = ""
    substituted: bool = False
    said: "Said | None" = None

    @property
    def identity(self) -> EdIdentity:
        """Which one it is."""
        return EdIdentity(self.document_id, self.prescription_id, self.patient)
