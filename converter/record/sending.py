"""What is done with an eP that leaves: converted, and recorded before anybody has it."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from converter.conversion.answer import Answers, Held, refused
from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep.route import USUAL, Asked, each_m1_to_ep, m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.model.finding import Problem
from converter.model.handed_out import Recollected, Sending

UNAVAILABLE = "record-unavailable"

if TYPE_CHECKING:  # the library of the database is loaded only where a record is kept
    from converter.record.record import ExchangeRecord


def send(
    data: bytes, converter: Converter, record: "ExchangeRecord | None", at: datetime, asked: Asked = USUAL
) -> Answers[Prescribed]:
    """Converts the one prescription of a message, and records what leaves.

    Args:
        data: the message as received.
        converter: tables, rules, register and schemas.
        record: the exchange record; None where none is configured.
        at: the moment, with time zone.
        asked: how it is asked for.

    Returns:
        One answer. An eP that cannot be recorded is refused (`record-unavailable`). Never raises for input of any kind.
    """
    answer = m1_to_ep(data, converter, at, with_record(asked, record, at))
    return recorded(Answers((answer,), answer.versions), record, at)


def send_each(
    data: bytes, converter: Converter, record: "ExchangeRecord | None", at: datetime, asked: Asked = USUAL
) -> Answers[Prescribed]:
    """Converts each prescription of a message; as `send`. Where one eP cannot be recorded none leaves."""
    return recorded(each_m1_to_ep(data, converter, at, with_record(asked, record, at)), record, at)


def with_record(asked: Asked, record: "ExchangeRecord | None", at: datetime) -> Asked:
    """How an eP is asked for where there is a record: it is asked what was dispensed before anything leaves."""
    return asked if record is None else replace(asked, recollect=partial(_recollected, record, at))


def _recollected(record: "ExchangeRecord", at: datetime, sending: Sending) -> Recollected:
    return record.recollect(sending, at)


def recorded(answers: Answers[Prescribed], record: "ExchangeRecord | None", at: datetime) -> Answers[Prescribed]:
    """The answers, once what they let leave is recorded; for who must look at them before.

    Where there is a record and it cannot be read or written to, one answer that is refused (`record-unavailable`).
    """
    if record is None:
        return answers
    for answer in answers.answers:
        if silent := [f for f in answer.findings if f.code == UNAVAILABLE]:
            return Answers((refused(silent, answers.versions),), answers.versions, Held.UNREAD)
    try:
        record.note_sent(answers.answers, at)
    except Problem as problem:
        return Answers((refused(problem.findings, answers.versions),), answers.versions, Held.UNREAD)
    return answers
