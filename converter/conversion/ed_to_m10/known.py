"""What is known of a prescription: from its M1, or from the moment when its eP was made."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from unicodedata import combining, normalize

from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.m10 import report_id
from converter.conversion.m1_to_ep.code_words import compare_words
from converter.conversion.m1_to_ep.deciding import facts_for
from converter.conversion.m1_to_ep.dispensed import CONTRADICTS, dispensed_before
from converter.conversion.m1_to_ep.found import Found
from converter.conversion.m1_to_ep.messages import open_message
from converter.conversion.m1_to_ep.reading import read_found
from converter.conversion.m1_to_ep.sent import facts_of
from converter.conversion.m1_to_ep.signed_content import signed_content
from converter.conversion.m1_to_ep.translate import translate
from converter.conversion.paths import AMOUNT, ELEMENTS, FORSKRIVNING, PRESCRIBED
from converter.conversion.session import Notes, Session
from converter.enrichment.lookup import look_up
from converter.model.coded import Identifier
from converter.model.dispensation import Dispensation, EdIdentity, Recipient
from converter.model.draft_rows import DRAFT
from converter.model.finding import Problem, finding
from converter.model.handed_out import RecordedHandOut
from converter.model.identity_number import NATIONAL_NUMBERS
from converter.model.known import Answered, Count, Counted, EarlierDispensation, Known
from converter.model.measure import Measure
from converter.model.national import NationalPrescription
from converter.model.party import PersonName
from converter.model.prescription import Exchange
from converter.model.zone import OSLO
from converter.rules.m1_to_ep import M1_TO_EP, CallerSays
from converter.rules.rule import Effect, holding

Recall = Callable[[Dispensation, Known | None], Known | Answered | None]
"""Asks the exchange record for what it knows beside what an M1 says; absent where it knows nothing.

It may refuse (`Problem`), and answer with the report of the same eD made before.
"""

NOON = time(12)
MEDICINE_OR_AMOUNT = re.compile(rf"{AMOUNT}|{FORSKRIVNING}/Legemiddel")
TAKEN = "U"
"""List 7408: under dispensing. It may be this one, for which it was downloaded before."""


def nothing_known(_: Dispensation, __: Known | None) -> None:
    """The record that remembers nothing."""


def known_of_m1(message: bytes, identity: EdIdentity, dispensed_on: date, session: Session) -> Known:
    """What the M1 beside an eD says of its prescription.

    Args:
        message: the M1 in its MsgHead, or a container with one.
        identity: which eD it is.
        dispensed_on: the day of the dispensation.
        session: the conversion of the eD; what is found of the M1 is no finding of it.

    Raises:
        Problem: the message cannot be read, or is of another prescription (`m1-of-another-prescription`).
    """
    converter, register = session.converter, session.register
    found = open_message(message, converter.norway.check).single()
    national = read_found(found, converter.identifiers)
    order = identity.prescription_id
    if order is None or national.prescription_id.casefold() != order.extension.casefold():
        raise Problem([finding("m1-of-another-prescription", "/MsgHead/MsgInfo/MsgId")])
    day = _day_within(dispensed_on, national)
    registered = look_up(register, national.medicine)
    compared = compare_words(found, national, converter.words, register)
    national = compared.national
    said = compared.stricter(facts_for(national, registered, session, CallerSays(), day))
    if said["status"] == (TAKEN,):
        said["status"] = ()
    rules = holding(converter.rules[M1_TO_EP.name], said, day)
    withheld = tuple(rule.id for rule in rules if rule.effect is Effect.EXCLUDE)
    then = replace(session, at=datetime.combine(day, NOON, OSLO)).anew(ELEMENTS[national.medicine.kind])
    exchange = translate(national, registered, then)
    exchange = None if then.notes.rejects else exchange
    _tell_drafts(then.notes, session.notes)
    facts = facts_of(national, exchange, withheld)
    counted = None if exchange is None else _counted(found, national, exchange, then, report_id(identity.document_id))
    patient = _patient(national, identity.patient.ids, converter)
    return Known(
        facts,
        patient is not None,
        patient,
        same_name=_same_name(national, identity.patient),
        earlier=() if counted is None else counted((), None).earlier,
        counted=counted,
        name=_name(national),
        signed=partial(signed_content, found),
    )


def _tell_drafts(found: Notes, notes: Notes) -> None:
    """Tells the draft rows by which the prescription is one to compare with: of its medicine, its amount, its persons.

    Neither dosage nor notes of the M1 decide anything of an M10.
    """
    for row in [row for one in found.findings if one.code == DRAFT for row in one.rows]:
        if not row.path.startswith(PRESCRIBED) or MEDICINE_OR_AMOUNT.match(row.path):
            notes.draft(row.file, row.key, "/MsgHead")


def together(given: Known | None, remembered: Known | None) -> Known | None:
    """What the record knows, else the M1; the patient must be the same by both."""
    if given is None or remembered is None:
        return given or remembered
    same = given.same_patient and remembered.same_patient
    # Of what left here the record knows as what; register and rules may have changed since. What it knows only from
    # beside an eD is asked anew, unless the M1 is another now.
    facts = remembered.facts if remembered.remembered or remembered.same_signed is False else given.facts
    earlier = remembered.earlier
    if given.counted is not None:
        earlier = given.counted(remembered.standing, remembered.elsewhere).earlier
    return replace(
        remembered,
        facts=facts,
        same_patient=same,
        patient=given.patient,
        earlier=earlier,
        same_name=given.same_name,
        name=given.name,
    )


def _counted(
    found: Found, national: NationalPrescription, exchange: Exchange, session: Session, own: str
) -> Count | None:
    """Counts what was handed out before, with what the message around the M1 tells; None where it tells nothing.

    Args:
        found: the M1 and what its container tells.
        national, exchange: the prescription.
        session: the conversion.
        own: MsgId of the M10 that is being made; where it is attached, this eD was reported before.
    """
    others = replace(found, reports=tuple([r for r in found.reports if r.message_id != own]))
    if not (others.listed or others.reports or others.uncounted):
        return None

    def count(recorded: tuple[RecordedHandOut, ...], elsewhere: Measure | None) -> Counted:
        before = dispensed_before(others, national, exchange, recorded, session, elsewhere)
        least = EarlierDispensation(before.least, before.of)
        exact = before.before is not None and CONTRADICTS not in before.facts
        earlier = (least,) if exact else (least, EarlierDispensation(None))
        return Counted(earlier, Measure(before.outside, before.of))

    return count


def _name(national: NationalPrescription) -> PersonName | None:
    own = national.patient
    return None if own is None else PersonName(own.family, tuple([n for n in (own.given, own.middle) if n]))


def _same_name(national: NationalPrescription, person: Recipient) -> bool:
    """Whether family names agree, and given names in one at least: countries write letters and order differently."""
    own, said = national.patient, person.name
    if own is None or said is None:
        return True
    family = _letters(own.family) == _letters(said.family)
    given = set(_letters(f"{own.given} {own.middle}").split()) & set(_letters(" ".join(said.given)).split())
    return family and bool(given)


def _letters(name: str) -> str:
    """A name without case and marks: `Åse-Marie` is `ase marie`."""
    plain = "".join(c for c in normalize("NFKD", name.casefold()) if not combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def _day_within(day: date, national: NationalPrescription) -> date:
    """The day of the dispensation, moved into the time when the prescription could be dispensed.

    Whether it lies outside is asked by rules of its own; here it is asked what the prescription is.
    """
    return min(max(day, national.first_day()), max(national.valid_until, national.first_day()))


def _patient(national: NationalPrescription, ids: tuple[Identifier, ...], converter: Converter) -> Identifier | None:
    """The eD's identifier that is the national number of the prescription's patient, under its own root."""
    if national.patient is None:
        return None
    own = {(i.type, i.value) for i in national.patient.ids if i.type in NATIONAL_NUMBERS}
    return next((i for i in ids if (converter.person_types.get(i.root), i.extension) in own), None)
