"""What the rules are told of a prescription: its own facts, and what register and tables say of it."""

from datetime import date

from converter.conversion.m1_to_ep.amount_total import totals
from converter.conversion.paths import MEDICINE, PRESCRIBED
from converter.conversion.session import Session
from converter.enrichment.lookup import groups_by_atc, groups_by_name, groups_of_ingredients
from converter.model.medicine import Medicine
from converter.model.national import NationalPrescription
from converter.rules.m1_to_ep import NO_NOTE, NOTE, NOTE_OF_REIMBURSEMENT, CallerSays, Found, gather
from converter.rules.rule import Fact
from converter.terminology.policy import WORDS
from converter.terminology.policy_shapes import WordKind
from converter.terminology.substance_words import substances_in

ADDRESS = "/MsgHead/MsgInfo/Patient/Address"
MERKNAD = f"{PRESCRIBED}/Merknad"


def facts_for(
    national: NationalPrescription, registered: Medicine | None, session: Session, caller: CallerSays, today: date
) -> dict[str, Fact]:
    """The facts that rules test.

    Args:
        national: as it was read.
        registered: the register's record of it.
        session: register and tables.
        caller: what the caller says.
        today: the day that is asked of.

    Raises:
        RegisterError: a record cannot be read.
    """
    prescribed = national.medicine
    patient = national.patient
    address = None if patient is None else patient.address
    where = () if address is None else (f"{address.street}, {address.city}", f"{address.street} {address.city}")
    names = (prescribed.brand_name, prescribed.name_form_strength)
    named = [n.codes for text in names for n in substances_in(text, session.converter.tables.substances)]
    found = Found(
        ingredient_groups=groups_of_ingredients(session.register, prescribed),
        atc_groups=groups_by_atc(session.register, prescribed, registered),
        name_groups=groups_by_name(session.register, names, dict.fromkeys(named)),
        note=kind_of_note(national.note, session),
        goods=registered is None
        and decides(
            "goods", session, f"{MEDICINE}/NavnFormStyrke", prescribed.name_form_strength, prescribed.brand_name
        ),
        totals=totals(national),
        protected=decides("address", session, ADDRESS, *where),
    )
    return gather(national, registered, found, caller, today)


def kind_of_note(note: str, session: Session) -> str:
    """What a note to the pharmacy speaks of, as the rules name it."""
    if not note:
        return NO_NOTE
    return NOTE_OF_REIMBURSEMENT if decides("reimbursement", session, MERKNAD, note) else NOTE


def decides(kind: WordKind, session: Session, path: str, *texts: str) -> bool:
    """Whether texts have a word of a kind (mappings/policy/words.yaml); draft rows that alone say so are told."""
    status = session.converter.policy.said(kind, *texts)
    if status == "draft":
        for row in session.converter.policy.drafts_said(kind, *texts):
            session.notes.draft(WORDS, row, path)
    return status is not None
