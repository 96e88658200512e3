"""What has been handed out of a prescription before, from every source that tells, and what is left of it for an eP.

Remaining = Antall x (1 + Reiterasjon) - all that was handed out. One eP is one hand-over, or what is left of one.

The sources may tell of the same dispense. M10s are told apart by their MsgId. The sums of an M9.6 may or may not hold
what the exchange record has, which Reseptformidleren may not have taken in yet: what has the article, the day and the
amount of a sum's last dispense is in it, what is later is not, and of the rest both is possible. Where the two
possibilities leave another amount, it is not known.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from converter.conversion.m1_to_ep.dispensed_counting import NONE, Counting, Sum, most_of
from converter.conversion.m1_to_ep.found import Found
from converter.conversion.medicine.amounts import splits_pieces
from converter.conversion.session import Session
from converter.model.handed_out import AttachedReport, RecordedHandOut
from converter.model.identity_number import NATIONAL_NUMBERS
from converter.model.measure import Measure, counts
from converter.model.national import NationalPrescription
from converter.model.prescription import Exchange

MOST_DECIMALS = 3
NOTHING, WHOLE, PARTLY, USED_UP = "nothing", "whole", "partly", "used-up"
UNKNOWN, CONTRADICTS = "unknown", "contradicts"


@dataclass(frozen=True, slots=True)
class Dispensed:
    """What was handed out before, in units of `of`.

    Attributes:
        facts: values of the rules' fact `dispensed`.
        of: what is measured, as `model.measure` has it, or `package`.
        one: prescribed for one hand-over; whole: for all of them.
        next: what is left of the hand-over that is begun, or a whole one; absent where it is not known.
        before: handed out before; absent where it is not known exactly.
        least: at least so much was handed out before; outside: so much of it is not in the exchange record.
        told: whether any source tells of a dispense.
    """

    facts: tuple[str, ...]
    of: str
    one: Fraction
    whole: Fraction
    next: Fraction | None
    before: Fraction | None
    least: Fraction = Fraction(0)
    outside: Fraction = Fraction(0)
    told: bool = False

    @property
    def share(self) -> Fraction:
        """Which part of a hand-over the next one is."""
        return Fraction(1) if self.next is None or not self.one else self.next / self.one

    @property
    def remaining(self) -> Fraction | None:
        """What is left; absent where it is not known."""
        return None if self.before is None else max(self.whole - self.before, Fraction(0))


def dispensed_before(
    found: Found,
    national: NationalPrescription,
    exchange: Exchange,
    recorded: tuple[RecordedHandOut, ...],
    session: Session,
    elsewhere: Measure | None = None,
) -> Dispensed:
    """What was handed out of a prescription before.

    Args:
        found: the M1, with what its container tells of dispenses.
        national: the prescription as read; exchange: in EU terms, as for a first hand-over.
        recorded: the dispensations abroad that the exchange record has.
        session: register and tables; the caller may tell how many packages were handed out.
        elsewhere: what was known before of dispenses that are not in the record; an M9.6 knows better.
    """
    counting = Counting(national, exchange, session)
    one = counting.prescribed
    whole = one.value * (1 + max(national.facts.repeats, 0))
    own = [r for r in found.reports if _is_of(r, national)]
    told = [counting.of_list(found.listed, recorded)] if found.listed else []
    if own or not told:
        told.append(counting.of_reports(own, recorded))
    if found.uncounted:
        told.append(Sum(Fraction(0), None))
    if elsewhere is not None and found.listed_status is None:
        told.append(counting.with_elsewhere(elsewhere, recorded))
    said = session.caller.dispensed
    total = most_of(told, None if said is None else counting.of_caller(said, recorded))
    state = _state(total, one.value, whole)
    return Dispensed(
        facts=(state,) if len(own) == len(found.reports) else (state, CONTRADICTS),
        of=one.of,
        one=one.value,
        whole=whole,
        next=None if state == UNKNOWN else _left(total.low, one.value, whole),
        before=total.low if total.low == total.high else None,
        least=total.low,
        outside=counting.outside(total.low, recorded),
        told=total != NONE or bool(found.reports),
    )


def of_what_is_left(exchange: Exchange, before: Dispensed) -> Exchange | None:
    """The exchange part for what is left of a hand-over; None where that cannot be said in packages or in its unit."""
    if before.next is None:
        return None
    part = before.next / before.one
    if exchange.product.by_amount:
        layer = exchange.product.layers[0]
        value = _decimal(Fraction(layer.content.value) * part)
        whole = value is not None and value == value.to_integral_value()
        if value is None or (counts(before.of) and not whole):
            return None
        left = replace(layer, content=replace(layer.content, value=value))
        return replace(exchange, product=replace(exchange.product, layers=(left,)))
    packages = _decimal(Fraction(exchange.packages) * part)
    if packages is None or splits_pieces(packages, exchange.product):
        return None
    return replace(exchange, packages=packages)


def _decimal(value: Fraction) -> Decimal | None:
    """The number, where it has at most three decimals."""
    scaled = value * 10**MOST_DECIMALS
    return Decimal(scaled.numerator).scaleb(-MOST_DECIMALS).normalize() + 0 if scaled.denominator == 1 else None


def _state(total: Sum, one: Fraction, whole: Fraction) -> str:
    """The fact, by the least that was handed out, where the most leaves the same."""
    if total.low >= whole:
        return USED_UP
    if total.high is None or _left(total.high, one, whole) != _left(total.low, one, whole):
        return UNKNOWN
    if total.low == 0:
        return NOTHING
    return PARTLY if total.low % one else WHOLE


def _left(used: Fraction, one: Fraction, whole: Fraction) -> Fraction:
    return Fraction(0) if used >= whole else one - used % one


def _is_of(report: AttachedReport, national: NationalPrescription) -> bool:
    """Whether a report names this prescription and, where it names a patient, this patient."""
    patient = national.patient
    numbers = set() if patient is None else {i.value for i in patient.ids if i.type in NATIONAL_NUMBERS}
    same_patient = not report.numbers or not numbers or bool(report.numbers & numbers)
    return report.prescription_id == national.prescription_id.casefold() and same_patient
