"""When and under what condition, in English: moments, weekdays, food, reasons, beginnings and ends."""

from datetime import date

from converter.dosage.english_amounts import any_of, span
from converter.dosage.said import UnsaidError, listed
from converter.dosage.vocabulary import Vocabulary
from converter.model.coded import for_people
from converter.model.meaning import DAY_OF, FOOD, WORKING_DAYS, Cycle, Limit, Moment, Phase, Span

SAME = {("same",): "(same day each week)", ("same date",): "(same date each month)"}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
YES = "yes"
WHEN_NEEDED, IN_CASE = "when needed", "in case of "


def moment(value: Moment, vocabulary: Vocabulary) -> str:
    """`in the morning`, `at 08:00`, `30 minutes before breakfast`."""
    if value.is_hour:
        return f"at {value.name}"
    if not value.relation:
        return vocabulary.word("times", value.name).english
    event = vocabulary.word("events", value.name).english
    return f"{_offset(value.offset, vocabulary)}{value.relation} {event}"


def _offset(value: Span | None, vocabulary: Vocabulary) -> str:
    return "" if value is None else f"{span(value, vocabulary)} "


def moments(values: tuple[Moment, ...], vocabulary: Vocabulary) -> str:
    """`in the morning and in the evening`, `at 08:00 and 20:00`."""
    if all(each.is_hour for each in values):
        return f"at {listed([each.name for each in values], 'and')}"
    return listed([moment(each, vocabulary) for each in values], "and")


def weekdays(values: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """`every Monday and Thursday`, `from Monday to Friday`; `(same day each week)`."""
    if values in SAME:
        return SAME[values]
    names = [vocabulary.word("weekdays", day).english for day in values]
    return "from Monday to Friday" if values == WORKING_DAYS else f"every {listed(names, 'and')}"


def food(values: tuple[Moment, ...], vocabulary: Vocabulary) -> str:
    """`with food`, `1 hour before or 2 hours after food`, `on an empty stomach`."""
    if [each.name for each in values] != [FOOD] * len(values):
        if len(values) > 1:
            raise UnsaidError("several relations to food that are not before and after it")
        return vocabulary.word("food", values[0].name).english
    return f"{any_of(tuple(f'{_offset(each.offset, vocabulary)}{each.relation}' for each in values))} food"


def needed(reasons: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """`when needed for pain or fever`, `in case of an attack`."""
    if reasons == (YES,):
        return WHEN_NEEDED
    words = [vocabulary.word("conditions", reason) for reason in reasons]
    said = [word.english_reason or word.english for word in words]
    cases = [text.startswith(IN_CASE) for text in said]
    if len(set(cases)) == 1:
        start = IN_CASE if cases[0] else f"{WHEN_NEEDED} for "
        return start + any_of(tuple(text.removeprefix(IN_CASE) for text in said))
    return any_of(tuple(t if is_case else f"{WHEN_NEEDED} for {t}" for t, is_case in zip(said, cases, strict=True)))


def purpose(values: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """`for high blood pressure`, `to prevent blood clots`."""
    conditions = [vocabulary.find("conditions", value) for value in values]
    words = [
        f"for {word.english}" if word is not None else vocabulary.word("purposes", value).english
        for word, value in zip(conditions, values, strict=True)
    ]
    return listed(words, "and")


def limit(value: Limit, vocabulary: Vocabulary, kind: str) -> str:
    """`until the pack is empty`, `from 3 days before menstruation is expected`; `kind` is `until` or `from`."""
    if value.offset is None:
        day = value.day
        return vocabulary.word(kind, value.name).english if day is None else f"{kind} {_date(day)}"
    if value.relation == DAY_OF:
        return f"{kind} day {for_people(value.offset.low)} of {_noun(value.name, vocabulary, kind)}"
    return f"{kind} {span(value.offset, vocabulary)} {value.relation} {_noun(value.name, vocabulary, kind)}"


def _date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _noun(name: str, vocabulary: Vocabulary, kind: str) -> str:
    """The noun that days are counted from: an event, or a limit without its preposition."""
    event = vocabulary.find("events", name)
    if event is not None:
        return event.english
    return vocabulary.word(kind, name).english.removeprefix(f"{kind} ")


def cycle(value: Cycle, vocabulary: Vocabulary) -> str:
    """`for 21 days, then 7 days without`."""
    return f"for {span(value.on, vocabulary)}, then {span(value.off, vocabulary)} without"


def phase(value: Phase) -> str:
    """`on day 1`, `in weeks 3 to 4`."""
    preposition = {"day": "on", "week": "in"}[value.unit]
    if value.low == value.high:
        return f"{preposition} {value.unit} {value.low}"
    return f"{preposition} {value.unit}s {value.low} to {value.high}"
