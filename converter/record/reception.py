"""What is done with an eD that arrives: converted, kept and answered in one transaction."""

from dataclasses import replace
from datetime import datetime

from converter.conversion.answer import Decision
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.route import DispenseOutcome, ed_to_m10, refused_with
from converter.model.finding import Problem, finding
from converter.record.record import ExchangeRecord


def receive(
    data: bytes, converter: Converter, record: ExchangeRecord, at: datetime, m1: bytes | None = None
) -> DispenseOutcome:
    """Converts an eD or its discard and keeps it: the same one twice is answered the same and counts once.

    Args:
        data: the eD as received.
        converter: tables, rules, register and schemas.
        record: the exchange record.
        at: the moment, with time zone.
        m1: the prescription, where it is at hand.

    Returns:
        The outcome. What is answered is recorded; what is refused is not. Never raises for input of any kind.
    """
    with record.unit(data, at) as unit:
        outcome = ed_to_m10(data, converter, at, m1, unit.recall)
        try:
            unit.keep(outcome)
        except Problem as problem:
            return refused_with(outcome, problem.findings)
        return _checked(outcome, record)


def _checked(outcome: DispenseOutcome, record: ExchangeRecord) -> DispenseOutcome:
    """An answer given again must be the one given before, to the byte."""
    answered = outcome.answered
    if answered is None or outcome.document is None or outcome.decision is not Decision.CONVERTED:
        return outcome
    hashes = {h.hex() for h in record.rows.content(outcome.document.decode("utf-8"))}
    if answered.report_hash in hashes:
        return outcome
    return refused_with(replace(outcome, document=None), (finding("read-back-differs", "/MsgHead"),))
