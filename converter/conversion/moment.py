"""The moment of conversion, as people and callers write it."""

from datetime import date, datetime, time

from converter.model.zone import OSLO, YEARS

NOON = time(12)
DATE_LENGTH = len("2019-08-01")


def moment(text: str) -> datetime:
    """`2019-08-01` is 12:00 in Oslo; a time needs its zone, as in `2019-08-01T12:00:00+02:00`.

    Raises:
        ValueError: something else, or outside the years 1900 to 2999. Its text quotes nothing of the input.
    """
    try:
        if len(text) == DATE_LENGTH:
            value = datetime.combine(date.fromisoformat(text), NOON, OSLO)
        else:
            value = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("not a date or a time with zone") from None
    if value.tzinfo is None:
        raise ValueError("a time needs its zone")
    if value.year not in YEARS:
        raise ValueError(f"outside the years {YEARS[0]} to {YEARS[-1]}")
    return value
