"""What is done with an eD that arrives: converted, kept and answered in one transaction."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.asked import USUAL, Asked
from converter.conversion.ed_to_m10.discard import discard_by_details
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.route import ed_to_m10, refused_with
from converter.model.discard import DiscardDetails
from converter.model.finding import Problem

if TYPE_CHECKING:  # the library of the database is loaded only where a record is kept
    from converter.record.record import ExchangeRecord
    from converter.record.unit import Unit


def receive_details(
    details: DiscardDetails, converter: Converter, record: "ExchangeRecord", at: datetime, asked: Asked = USUAL
) -> Answer[Dispensed]:
    """Takes a dispensation back by the fields of its discard; as `receive`."""
    with record.unit(b"", at) as unit:
        answer = discard_by_details(details, converter, at, replace(asked, reported=unit.reported))
        return _kept(unit, answer)


def receive(
    data: bytes,
    converter: Converter,
    record: "ExchangeRecord",
    at: datetime,
    m1: bytes | None = None,
    asked: Asked = USUAL,
) -> Answer[Dispensed]:
    """Converts an eD or its discard and keeps it: the same one twice is answered the same and counts once.

    Args:
        data: the eD as received.
        converter: tables, rules, register and schemas.
        record: the exchange record.
        at: the moment, with time zone.
        m1: the prescription, where it is at hand.
        asked: what comes beside the eD.

    Returns:
        The answer. What is answered is recorded; what is refused is not. Never raises for input of any kind.
    """
    with record.unit(data, at) as unit:
        answer = ed_to_m10(data, converter, at, m1, unit.recall, replace(asked, reported=unit.reported))
        return _kept(unit, answer)


def _kept(unit: "Unit", answer: Answer[Dispensed]) -> Answer[Dispensed]:
    try:
        unit.keep(answer)
    except Problem as problem:
        return refused_with(answer, problem.findings)
    return answer
