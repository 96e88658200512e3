"""What is done with an eD that arrives: converted, kept and answered in one transaction."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.route import Dispensed, ed_to_m10, refused_with
from converter.model.finding import Problem, finding

if TYPE_CHECKING:  # the library of the database is loaded only where a record is kept
    from converter.record.record import ExchangeRecord

NOT_LATIN = "ed-name-not-latin"


def receive(
    data: bytes, converter: Converter, record: "ExchangeRecord", at: datetime, m1: bytes | None = None
) -> Answer[Dispensed]:
    """Converts an eD or its discard and keeps it: the same one twice is answered the same and counts once.

    Args:
        data: the eD as received.
        converter: tables, rules, register and schemas.
        record: the exchange record.
        at: the moment, with time zone.
        m1: the prescription, where it is at hand.

    Returns:
        The answer. What is answered is recorded; what is refused is not. Never raises for input of any kind.
    """
    with record.unit(data, at) as unit:
        answer = ed_to_m10(data, converter, at, m1, unit.recall)
        try:
            unit.keep(answer)
        except Problem as problem:
            return refused_with(answer, problem.findings)
        return _checked(answer, record)


def _checked(answer: Answer[Dispensed], record: "ExchangeRecord") -> Answer[Dispensed]:
    """An answer given again must be the one given before, to the byte."""
    before = None if answer.details is None else answer.details.answered
    if before is None or answer.document is None:
        return answer
    if before.report_hash in {h.hex() for h in record.rows.content(answer.document.decode("utf-8"))}:
        return answer
    other_name = any(f.code == NOT_LATIN for f in answer.findings)  # then the report had the name of an M1
    code = "dispensation-repeated-without-m1" if other_name else "read-back-differs"
    return refused_with(replace(answer, document=None), (finding(code, "/MsgHead"),))
