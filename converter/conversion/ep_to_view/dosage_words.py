"""The structured dosage of a foreign prescription in Norwegian; what cannot be said whole is not said at all."""

from decimal import Decimal

from converter.conversion.ep_to_view.words import DOSES, number, shown, unit
from converter.conversion.session import Notes
from converter.model.coded import Quantity
from converter.model.foreign_prescription import DoseTime, ForeignDosage

DAY_HOURS = Decimal(24)
DAILY = Quantity(Decimal(1), "d")
HOURS = {"h": Decimal(1), "d": DAY_HOURS}
EVERY = {
    "h": ("time", "time"),
    "d": ("dag", "dag"),
    "wk": ("uke", "uke"),
    "mo": ("måned", "måned"),
    "min": ("minutt", "minutt"),
}


LENGTHS = {
    "h": ("time", "timer"),
    "d": ("dag", "dager"),
    "wk": ("uke", "uker"),
    "mo": ("måned", "måneder"),
    "a": ("år", "år"),
    "min": ("minutt", "minutter"),
}


def say_dosage(dosage: ForeignDosage, notes: Notes) -> str:
    """`1-2 tabletter 3 ganger daglig i 10 dager`; empty where there is no structure, or not all of it can be said."""
    if dosage.times is None:
        return ""
    said = [_time(t, notes) for t in dosage.times]
    if not all(said):
        return ""
    dose = _dose(dosage, notes)
    times = _together(dosage.times, said)
    if not dose and not times:
        return ""
    length = "" if dosage.length is None else _length(dosage.length)
    if dosage.length is not None and not length:
        return ""
    rate = dosage.low is not None and "/" in dosage.low.unit  # so much in so long: the times are another statement
    return " ".join(part for part in (f"{dose}," if rate and times else dose, times, length) if part)


def _length(length: Quantity) -> str:
    """`i 10 dager`; empty where the unit is none of those."""
    if length.unit not in LENGTHS:
        return ""
    one, several = LENGTHS[length.unit]
    return f"i {number(length.value)} {one if length.value == 1 else several}"


def _dose(dosage: ForeignDosage, notes: Notes) -> str:
    low, high = dosage.low, dosage.high
    if low is None or high is None:
        return ""
    if low == high:
        return f"{number(low.value)} {unit(low, notes, counts=DOSES)}"
    return f"{number(low.value)}-{number(high.value)} {unit(high, notes, counts=DOSES)}"


def _time(time: DoseTime, notes: Notes) -> str:
    if time.event is not None:
        event = shown(time.event, "timing-event", notes).text
        return event if time.offset is None else ""  # so long from before a meal: from which moment is not said
    period = time.period
    if period is None or period.unit not in EVERY:
        return ""
    hour = f" kl. {time.hour}" if time.hour else ""
    if time.flexible and not time.hour:
        return _so_often(period.value, period.unit)
    if period.value == 1:
        return f"hver {EVERY[period.unit][0]}{hour}" if period.unit != "d" or not hour else f"daglig{hour}"
    if period.value != period.value.to_integral_value():
        return ""
    return f"hver {number(period.value)}. {EVERY[period.unit][1]}{hour}"


def _so_often(value: Decimal, of: str) -> str:
    """So many times in a period, at times of one's own choosing."""
    hours = HOURS.get(of)
    if hours is not None and DAY_HOURS % (value * hours) == 0:
        times = DAY_HOURS / (value * hours)
        return "1 gang daglig" if times == 1 else f"{number(times)} ganger daglig"
    if of == "wk" and value == 1:
        return "1 gang i uken"
    if value != value.to_integral_value():
        return ""
    one, several = LENGTHS[of]
    return f"1 gang per {number(value)} {one if value == 1 else several}"


def _together(times: tuple[DoseTime, ...], said: list[str]) -> str:
    """Hours of the same day are told in one: `daglig kl. 08:00 og 20:00`."""
    daily = [t for t in times if t.hour and t.period is not None and t.period == DAILY]
    if len(daily) == len(times) > 1:
        return f"daglig kl. {' og '.join(sorted(t.hour for t in daily))}"
    return " og ".join(said)
