"""When and under what condition, in Norwegian: moments, weekdays, food, reasons, beginnings and ends."""

from converter.dosage.norwegian_amounts import span
from converter.dosage.said import UnsaidError, listed
from converter.dosage.vocabulary import Vocabulary
from converter.model.coded import norwegian_number
from converter.model.meaning import DAY_OF, FOOD, WORKING_DAYS, Limit, Moment, Phase

RELATIONS = {"with": "til", "before": "før", "after": "etter"}
SAME = {("same",): "på samme ukedag", ("same date",): "på samme dato"}
PREPOSITIONS = {"som", "for", "mot", "til"}
YES = ("yes",)
KINDS = {"until": "til", "from": "fra"}


def moment(value: Moment, vocabulary: Vocabulary) -> str:
    """`om morgenen`, `kl. 08.00`, `30 minutter før frokost`."""
    if value.is_hour:
        return f"kl. {value.name.replace(':', '.')}"
    if not value.relation:
        return vocabulary.word("times", value.name).norwegian
    return f"{_related(value, vocabulary)} {vocabulary.word('events', value.name).norwegian}"


def _related(value: Moment, vocabulary: Vocabulary) -> str:
    if value.offset is None:
        return RELATIONS[value.relation]
    if value.relation == "with":
        raise UnsaidError("some time with an event")
    return f"{span(value.offset, vocabulary)} {RELATIONS[value.relation]}"


def moments(values: tuple[Moment, ...], vocabulary: Vocabulary) -> str:
    """`om morgenen, midt på dagen og om kvelden`."""
    return listed([moment(each, vocabulary) for each in values], "og")


def weekdays(values: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """`hver mandag`, `mandag, onsdag og fredag`, `mandag til fredag`; `på samme ukedag`."""
    if values in SAME:
        return SAME[values]
    names = [vocabulary.word("weekdays", day).norwegian for day in values]
    if values == WORKING_DAYS:
        return f"{names[0]} til {names[-1]}"
    return listed(names, "og") if len(names) > 1 else f"hver {names[0]}"


def food(values: tuple[Moment, ...], vocabulary: Vocabulary) -> str:
    """`til mat`, `1 time før eller 2 timer etter mat`, `på tom mage`."""
    if len(values) == 1 and values[0].name != FOOD:
        return vocabulary.word("food", values[0].name).norwegian
    if any(each.name != FOOD for each in values):
        raise UnsaidError("several relations to food that are not before and after it")
    related = listed([_related(each, vocabulary) for each in values], "eller")
    return f"{related} {vocabulary.word('events', FOOD).norwegian}"


def needed(reasons: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """`ved behov`, `ved smerter eller feber`: what is said after `ved` is always when, never what for."""
    if reasons == YES:
        return "ved behov"
    return f"ved {listed([vocabulary.word('conditions', each).norwegian for each in reasons], 'eller')}"


def purpose(values: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """`mot høyt blodtrykk og smerter`, `som prevensjon`, `, vanndrivende`: without a preposition it stands apart."""
    conditions = [word for value in values if (word := vocabulary.find("conditions", value)) is not None]
    if len(conditions) == len(values):
        return f"mot {listed([word.norwegian for word in conditions], 'og')}"
    if len(values) > 1:
        raise UnsaidError("several purposes that are not conditions")
    phrase = vocabulary.word("purposes", values[0]).norwegian
    return phrase if phrase.split(" ")[0] in PREPOSITIONS else f", {phrase}"


def limit(value: Limit, vocabulary: Vocabulary, kind: str) -> str:
    """`til pakken er tom`, `fra dag 16 i syklusen`, `til 24.12.2026`; `kind` is `until` or `from`."""
    day = value.day
    if value.offset is None and day is not None:
        return f"{KINDS[kind]} {day.day:02}.{day.month:02}.{day.year}"
    if value.offset is None:
        return vocabulary.word(kind, value.name).norwegian
    noun = _noun(value.name, vocabulary, kind)
    if value.relation == DAY_OF:
        return f"{KINDS[kind]} dag {norwegian_number(value.offset.low)} i {noun}"
    return f"{KINDS[kind]} {span(value.offset, vocabulary)} {RELATIONS[value.relation]} {noun}"


def _noun(name: str, vocabulary: Vocabulary, kind: str) -> str:
    """The noun that days are counted from: of the limit, or else the event of that name."""
    word = vocabulary.find(kind, name)
    return word.nouns[0] if word is not None and word.nouns else vocabulary.word("events", name).norwegian


def phase(value: Phase) -> str:
    """`dag 1`, `uke 3-4`."""
    name = {"day": "dag", "week": "uke"}[value.unit]
    return f"{name} {'-'.join(str(each) for each in dict.fromkeys((value.low, value.high)))}"
