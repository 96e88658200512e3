"""A Norwegian dispensing report (M10 Utleveringsrapport, 2013-10-08), in national codes."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from converter.model.coded import Coded
from converter.model.conversation import Conversation
from converter.model.national import NationalOrganisation, NationalPerson, PackageSize


@dataclass(frozen=True, slots=True)
class ReportedPackage:
    """What was handed out (Legemiddelpakning).

    Attributes:
        group: Reseptgruppe (7421).
        atc: of 7180; form: of 7448; absent where not said.
        sizes: one, or one for each part of a combination pack; none where the amount is said in words only.
    """

    name_form_strength: str
    group: Coded
    varenr: str
    atc: Coded | None = None
    form: Coded | None = None
    sizes: tuple[PackageSize, ...] = ()


@dataclass(frozen=True, slots=True)
class M10:
    """One M10 about one dispense, or its annulment.

    Attributes:
        message_id: MsgId, a UUID in lower case.
        generated_at: GenDate, when it is handed out: Reseptformidleren refuses what is five minutes off (7419: 313).
        prescription_id: ReseptId.
        annuls: MsgId of the M10 that this one annuls; empty for a dispense.
        finished: Avsluttet, whether the prescription is used up.
        packages: Antall.
        remark: Merknad, what the codes cannot say.
        pharmacy_her_id, pharmacy: Utleverer.
        employee: AnsattId.
        reservation: ReservasjonRapportFastlege.
        changes: the reasons of interventions of type V (another item than prescribed).
        conversation: what it answers; absent where nobody said so.
    """

    message_id: str
    generated_at: datetime
    sender: NationalOrganisation
    receiver: NationalOrganisation
    patient: NationalPerson
    prescription_id: str
    dispensed_on: date
    packages: Decimal
    package: ReportedPackage
    pharmacy_her_id: str
    pharmacy: str
    employee: str
    reservation: bool
    finished: bool
    annuls: str = ""
    batch: str = ""
    remark: str = ""
    changes: tuple[str, ...] = ()
    conversation: Conversation | None = None
