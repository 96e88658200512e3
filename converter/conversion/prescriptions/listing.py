"""The list of a patient's prescriptions: those that may leave, each with the metadata of both its documents, and the
others, which no other country hears of.

What is told abroad is made of the prescriptions that leave and of nothing else: it is the same with and without the
others. A prescription without both documents is not listed, for OpenNCP loses the whole list by it (dossier on the
connector, section 1.4).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from converter.conversion.answer import Answer, Held, refused
from converter.conversion.converter import Converter, Versions
from converter.conversion.m1_to_ep.containers import MAX_PRESCRIPTIONS
from converter.conversion.m1_to_ep.messages import open_message
from converter.conversion.m1_to_ep.route import USUAL, each_m1_to_ep
from converter.conversion.m1_to_ep.route import Asked as EpAsked
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.conversion.prescriptions.asked import PATIENT, Asked, Source
from converter.conversion.prescriptions.pair import Pair, pair_of
from converter.conversion.prescriptions.patient import same_patient
from converter.model.finding import Problem, finding

UNAVAILABLE = "record-unavailable"
"""The exchange record does not answer: what was dispensed is not known of any of them."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A prescription of the messages: its ReseptId, empty where it could not be read, and its level 3 answer."""

    prescription_id: str
    answer: Answer[Prescribed]


@dataclass(frozen=True, slots=True)
class Listing:
    """A patient's prescriptions, in the order of the messages."""

    prescriptions: tuple[Pair, ...]
    versions: Versions


def list_prescriptions(asked: Asked, converter: Converter, at: datetime, how: EpAsked = USUAL) -> Listing:
    """The list.

    Args:
        asked: whose, and the messages.
        converter: tables, rules, register and schemas.
        at: the moment, with time zone.
        how: `recollect` of it asks the exchange record.

    Raises:
        Problem: a message cannot be read, they are of another patient, or hold too many prescriptions; or the exchange
            record does not answer.
        RuntimeError: the converter failed before it looked at any of them.
    """
    found = convert_all(asked, converter, at, how)
    return Listing(
        tuple(pair_of(one.prescription_id, one.answer, asked.patient_id, converter) for one in found),
        converter.versions,
    )


def convert_all(asked: Asked, converter: Converter, at: datetime, how: EpAsked) -> list[Converted]:
    """Every prescription of the messages, whatever becomes of it; arguments and errors as for the list."""
    found = [one for source in asked.sources for one in _of_source(source, asked, converter, at, how)]
    if silent := [f for one in found for f in one.answer.findings if f.code == UNAVAILABLE]:
        raise Problem(silent[:1])
    if len(found) > MAX_PRESCRIPTIONS:
        raise Problem([finding("list-too-long", "/messages", most=MAX_PRESCRIPTIONS)])
    counted = Counter(one.prescription_id.casefold() for one in found if one.prescription_id)
    again = refused((finding("prescription-twice", "/messages"),), converter.versions)
    return [replace(one, answer=again) if counted[one.prescription_id.casefold()] > 1 else one for one in found]


def _of_source(source: Source, asked: Asked, converter: Converter, at: datetime, how: EpAsked) -> Iterable[Converted]:
    try:
        message = open_message(source.data, converter.norway.check)
    except Problem as problem:
        if source.is_list:
            raise
        return (Converted("", refused(problem.findings, converter.versions)),)
    if not message.items:
        return ()
    if not same_patient(message.items, asked.patient, converter):
        raise Problem([finding("patient-not-asked", PATIENT)])
    made = each_m1_to_ep(source.data, converter, at, replace(how, caller=source.caller))
    if made.held is Held.UNREAD:  # the message was opened above: what failed is ours, and an empty list would hide it
        raise RuntimeError(", ".join(f.code for f in made.answers[0].findings))
    ids = ["" if isinstance(item, Problem) else item.envelope.message_id for item in message.items]
    return [Converted(number, answer) for number, answer in zip(ids, made.answers, strict=True)]
