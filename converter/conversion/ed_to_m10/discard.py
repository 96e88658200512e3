"""A dispensation taken back: found by which eD it is, and annulled as it was reported.

A discard is the eD as the pharmacy's country has it, with two values overwritten: its codes, words and white space are
not those of the eD that came before, which OpenNCP had transcoded and translated. So it is never compared with it.
"""

from dataclasses import replace
from datetime import datetime

from converter.conversion.answer import Answer, Decision, Made, answered, decide
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.asked import Asked
from converter.conversion.ed_to_m10.dispensed import Dispensed, of_dispensation
from converter.conversion.ed_to_m10.known import known_of_m1, together
from converter.conversion.ed_to_m10.m10 import D_NUMBER, annulment_id, national_patient
from converter.conversion.ed_to_m10.repeated import repeated
from converter.conversion.session import Session
from converter.formats.norway.m10_reader import read_m10
from converter.formats.xml import parse
from converter.model.coded import Identifier, Null
from converter.model.discard import DiscardDetails
from converter.model.dispensation import EdIdentity, Recipient
from converter.model.finding import Finding
from converter.model.identity_number import NATIONAL_NUMBERS, read_identity_number
from converter.model.known import Known, Reported
from converter.model.patient_asked import PatientAsked
from converter.rules.ed_to_m10 import ED_TO_M10, DispensationFacts
from converter.rules.rule import apply


def discard_facts(known: Known) -> DispensationFacts:
    """The facts of a discard. It takes back what was accepted: only whose it is and what are asked."""
    recorded = {True: "recorded", False: "unrecorded", None: "unasked"}[known.dispense_recorded]
    patient, may_leave = "same" if known.same_patient else "other", "no" if known.facts.withheld else "yes"
    return DispensationFacts("known", patient, may_leave, discard=recorded)


def discard_by_details(details: DiscardDetails, converter: Converter, at: datetime, asked: Asked) -> Answer[Dispensed]:
    """Annuls a dispensation by the fields of its discard, without a document.

    Args:
        details: which one, and whose.
        converter: tables, rules, register and schemas.
        at: the moment, with time zone.
        asked: what else is asked; it asks the record.

    Returns:
        The answer. Never raises for input of any kind; a failure of ours is a `defect`.
    """

    def make(session: Session) -> Made[Dispensed]:
        identity = EdIdentity(details.dispensation, None, _recipient(details.patient, session))
        if any(session.converter.person_types.get(i.root) == D_NUMBER for i in identity.patient.ids):
            session.notes.add("discard-needs-document", "/details/patientId")
        session.notes.add("annulment-unnamed", "/details")
        made = take_back(identity, None, session, replace(asked, details=details))
        return _unknown(identity, session, asked) if made is None else made

    answer = answered(converter, at, make)
    return replace(answer, findings=tuple(of_dispensation(f) for f in answer.findings))


def _recipient(patient: PatientAsked, session: Session) -> Recipient:
    """The patient by number; one that stands alone tells of which kind it is, and so the roots that it can be under."""
    if patient.root:
        return Recipient((Identifier(patient.root, patient.number),), None, None, Null.NI)
    read = read_identity_number(patient.number, session.today)
    kind = D_NUMBER if read is not None and read.is_d_number else NATIONAL_NUMBERS[0]
    roots = [root for root, type_of in session.converter.person_types.items() if type_of == kind]
    return Recipient(tuple(Identifier(root, patient.number) for root in roots), None, None, Null.NI)


def take_back(identity: EdIdentity, m1: bytes | None, session: Session, asked: Asked) -> Made[Dispensed] | None:
    """The annulment of the report that the record has of an eD, or why there is none.

    Args:
        identity: which eD is taken back.
        m1: the prescription, where it is at hand.
        session: the conversion.
        asked: what comes beside the discard; it asks the record.

    Returns:
        None where the record has no report of it, and what is beside the discard may tell more.
    """
    found = asked.reported(identity)
    if found is None and m1 is None:
        return _unknown(identity, session, asked)
    if found is None or (not found.report and found.annulled is None and m1 is not None):
        return None
    asked.compare(identity, session.notes)
    given = _given(m1, identity, found, session)
    known = together(given, found.known) or found.known
    details = Dispensed(identity, discards=True, known=known)
    told = _told(discard_facts(known), session)
    if decide(told) is not Decision.CONVERTED:
        return Made(told, None, details)
    if found.annulled is not None:
        return repeated(details, found.annulled, given, session, asked)
    return _annulled(details, found, given, session, asked) if found.report else None


def _given(m1: bytes | None, identity: EdIdentity, found: Reported, session: Session) -> Known | None:
    """What the M1 beside a discard says, on the day that was reported."""
    if m1 is None:
        return None
    report = found.report or (b"" if found.annulled is None else found.annulled.report)
    return known_of_m1(m1, identity, read_m10(parse(report)).dispensed_on, session)


def _annulled(
    details: Dispensed, found: Reported, given: Known | None, session: Session, asked: Asked
) -> Made[Dispensed]:
    """The M10 that annuls a report: the same dispense repeated (list 7419: 264, 265), under its own id."""
    patient = national_patient(details.identity.patient, session, given)
    if patient is None:
        return Made(session.notes.findings, None, details)
    before = read_m10(parse(found.report))
    written = session.converter.m10.write(
        replace(
            before,
            message_id=annulment_id(details.identity.document_id),
            annuls=before.message_id,
            generated_at=session.moment,
            conversation=asked.conversation,
            patient=patient,
            finished=False,
        )
    )
    if session.converter.identifiers.pending:
        session.notes.add("identifiers-pending")
    findings = [*session.notes.findings, *written.read_back()]
    return Made(findings, written.document, details)


def _unknown(identity: EdIdentity, session: Session, asked: Asked) -> Made[Dispensed]:
    """The refusal of a discard of which neither an M1 nor the record knows the prescription."""
    asked.compare(identity, session.notes)
    told = _told(DispensationFacts("unknown", discard="unrecorded"), session)
    return Made(told, None, Dispensed(identity, discards=True))


def _told(facts: DispensationFacts, session: Session) -> list[Finding]:
    """What the rules say of a discard, and what was noted of it before."""
    return [*apply(session.converter.rules[ED_TO_M10.name], facts.as_facts(), session.today), *session.notes.findings]
