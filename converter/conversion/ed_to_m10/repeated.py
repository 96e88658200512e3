"""The answer given before, given again: the report as it was kept, at the time of now."""

from dataclasses import replace

from converter.conversion.answer import Made
from converter.conversion.ed_to_m10.asked import Asked
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.m10 import national_patient
from converter.conversion.session import Session
from converter.formats.norway.m10_writer import stamped, with_patient
from converter.model.finding import Severity
from converter.model.known import Answered, Known

NOT_LATIN, NAME_OF_M1 = "ed-name-not-latin", "ed-name-of-prescription"


def repeated(
    details: Dispensed, kept: Answered, given: Known | None, session: Session, asked: Asked
) -> Made[Dispensed]:
    """The report made before, to the byte but for when it is handed out, and what it answers.

    The patient is put back as then, by the M1's name or by the eD's own. It is refused where the name was of an M1 that
    is not beside it now; a defect where it can be no name's. An annulment is given again in whatever words the discard
    names the patient by now, whose number was compared: as it was made, where it was made from fields that name nobody.
    """
    notes = session.notes
    notes.add("dispensation-repeated", "/ClinicalDocument/id")
    document, own_name = None, True
    for known in (given, None) if given is not None else (None,):
        aside = replace(session, notes=notes.aside())
        patient = national_patient(details.identity.patient, aside, known)
        made = None if patient is None else with_patient(kept.report, patient)
        own_name = own_name and not {NOT_LATIN, NAME_OF_M1}.intersection(f.code for f in aside.notes.findings)
        if made is not None and kept.is_report(made):
            document = stamped(made, session.moment, asked.conversation)
        if document is not None or known is None:
            notes.take(aside.notes)
            break
    if document is None and details.discards and own_name:
        document = _in_words_of_now(details, kept, session, asked)
    if document is None and not any(f.severity is Severity.REJECT for f in notes.findings):
        notes.add("read-back-differs" if own_name else "dispensation-repeated-without-m1", "/MsgHead")
    answered_before = None if document is None else kept
    finished = kept.finished and document is not None
    return Made(notes.findings, document, replace(details, finished=finished, answered=answered_before))


def _in_words_of_now(details: Dispensed, kept: Answered, session: Session, asked: Asked) -> bytes | None:
    """The annulment with the number alone, where it was made so from the fields of a discard; else as named now."""
    person = details.identity.patient
    aside = replace(session, notes=session.notes.aside())
    nameless, named = (national_patient(one, aside) for one in (replace(person, name=None), person))
    if nameless is None or named is None:
        return None
    bare = with_patient(kept.report, nameless)
    made = bare if kept.is_report(bare) else with_patient(kept.report, named)
    return stamped(made, session.moment, asked.conversation)
