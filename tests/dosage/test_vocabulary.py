"""The words of dosages: how they are found, that each is found, and that the tables hold those of the corpus."""

from decimal import Decimal
from itertools import chain
from pathlib import Path
from unicodedata import normalize

import pytest

from converter.dosage.tokens import Shape, Token, normalised, tokens_of
from converter.dosage.vocabulary import Vocabulary, pieces, spelled, tokens_in
from converter.model.meaning import WEEK

NUMBERS = {
    "en": "1", "ei": "1", "ett": "1", "et": "1", "ein": "1", "éin": "1", "to": "2", "tre": "3", "fire": "4", "fem": "5",
    "seks": "6", "sju": "7", "syv": "7", "åtte": "8", "ni": "9", "ti": "10", "elleve": "11", "tolv": "12",
    "tretten": "13", "fjorten": "14", "femten": "15", "seksten": "16", "sytten": "17", "atten": "18", "nitten": "19",
    "tjue": "20", "tjueen": "21", "tjuefire": "24", "tjueåtte": "28", "tretti": "30", "førti": "40", "femti": "50",
    "halv": "0.5", "en halv": "0.5", "halvannen": "1.5", "en og en halv": "1.5", "to og en halv": "2.5",
    "en kvart": "0.25", "trekvart": "0.75", "hundre": "100",
}  # fmt: skip
ORDINALS = {"annen": "2", "andre": "2", "tredje": "3", "fjerde": "4", "femte": "5", "sjette": "6", "sjuende": "7"}
ORDINALS |= {"åttende": "8", "niende": "9", "tiende": "10", "ellevte": "11", "tolvte": "12", "fjortende": "14"}
WORDS = {
    "units": {"tabl.": "tablet", "kaps": "capsule", "dr": "drop", "puff": "inhalation", "E": "unit", "IE": "IU"}
    | {"mikrogram": "microgram", "mg": "mg", "ts": "teaspoon", "ss": "tablespoon", "stk": "piece", "dusj": "spray"}
    | {"depottabletter": "prolonged-release tablet", "enterotablett": "gastro-resistant tablet"},
    "periods": {"timer": "h", "døgn": "d", "dgr.": "d", "uka": "wk", "veker": "wk", "mnd.": "mo", "år": "yr"},
    "times": {"mrg.": "morning", "natt": "night", "til natten": "bedtime", "for natta": "bedtime"}
    | {"kvar kveld": "evening", "formiddag": "forenoon", "midt på dagen": "noon", "ettermiddag": "afternoon"},
    "weekdays": dict(zip(("man.", "tysdag", "ons", "tors", "fredager", "laurdag", "søn."), WEEK, strict=True)),
    "sites": {"hø. øye": "right eye", "ve øye": "left eye", "begge øyne": "each eye", "i kvart nasebor": "each nostril"}
    | {"høgre auge": "right eye", "venstre auge": "left eye", "øyet": "the eye", "i hø øre": "right ear"},
    "routes": {"s.c.": "subcutaneous", "i.m.": "intramuscular", "per os": "oral", "i skjeden": "vaginal"},
    "layers": {"tynt": "thin layer", "tykt lag": "thick layer"},
    "numbers": NUMBERS,
    "ordinals": ORDINALS,
}
"""What must never mean another thing; the tables are held to it here."""
UNKNOWN = ("u", "od", "os", "qd", "h", "h. øye", "v. øye", "ug", "gr", "ca", "noen", "et par", "hverdager", "ukedager")
"""What is in no table of units, sites, numbers or days, since its meaning is in doubt."""


def at(vocabulary: Vocabulary, text: str, start: int = 0) -> list[tuple[int, set[str]]]:
    """What the vocabulary has at a token of a text: lengths, and names of rows."""
    return [(n, {word.name for word in words}) for n, words in vocabulary.at(tokens_of(normalised(text)), start)]


def test_the_longest_phrase_comes_first(vocabulary: Vocabulary) -> None:
    """`en halv` before `en`."""
    assert at(vocabulary, "en halv tablett")[:2] == [(2, {"numbers:0.5"}), (1, {"numbers:1"})]


def test_a_full_stop_of_an_abbreviation_may_lack(vocabulary: Vocabulary) -> None:
    """Both are found with it, so that the sentence may end there."""
    assert at(vocabulary, "tabl. daglig") == [(2, {"units:tablet"}), (1, {"units:tablet"})]
    assert at(vocabulary, "tabl daglig") == [(1, {"units:tablet"})]
    assert at(vocabulary, "1 tabl s.c.", 2)[0] == (4, {"routes:subcutaneous"})


def test_letters_are_read_in_any_case_and_composition(vocabulary: Vocabulary) -> None:
    """Capitals, doubled blanks and decomposed letters mean what the plain text means."""
    for text in ("Hvert  ØYE", normalize("NFD", "hvert øye"), "hvert\u00a0øye"):
        assert at(vocabulary, text)[0] == (2, {"sites:each eye"})


def test_nothing_is_found_past_the_end(vocabulary: Vocabulary) -> None:
    """Nor in the middle of a word."""
    assert vocabulary.at((), 0) == ()
    assert at(vocabulary, "tablett", 1) == []
    assert at(vocabulary, "tablettaktig") == []


def test_a_word_with_two_readings_is_found_with_both(vocabulary: Vocabulary) -> None:
    """The rows that it may be, not the row that says so."""
    assert at(vocabulary, "middag")[0] == (1, {"times:noon", "events:dinner"})


def test_a_noun_and_a_genitive_are_kinds_of_their_own(vocabulary: Vocabulary) -> None:
    """`7 dagers` is no length of treatment, and `kvelder` no time of the day by itself."""
    assert at(vocabulary, "dagers pause")[0] == (1, {"periods genitive:d"})
    assert at(vocabulary, "kvelder i uken")[0] == (1, {"times nouns:evening"})
    assert at(vocabulary, "dager")[0] == (1, {"periods:d"})


def test_choices_are_spelled_out() -> None:
    """Every way through them; a parenthesis without a bar is a text like others."""
    assert spelled("(skal|bør) svelges (hel|hele)") == (
        "skal svelges hel",
        "skal svelges hele",
        "bør svelges hel",
        "bør svelges hele",
    )
    assert pieces(spelled("(|skal) tas")[0]) == (("tas",),)
    assert spelled("grønn stær (glaukom)") == ("grønn stær (glaukom)",)


def test_look_ups_by_kind_and_value(vocabulary: Vocabulary) -> None:
    """A value that is not there is a KeyError, or None."""
    assert vocabulary.word("units", "tablet").english_plural == "tablets"
    assert vocabulary.find("units", "barrel") is None
    assert vocabulary.find("barrels", "tablet") is None
    with pytest.raises(KeyError):
        vocabulary.word("units", "barrel")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Som avtalt", "agreed"),
        ("som avtalt.", "agreed"),
        ("Brukes som avtalt med lege", "agreed-with-doctor"),
        ("Dosering: se egen plan", "separate-plan"),
        ("Tas ifølge INR", "inr"),
        ("Som tidlegare avtalt med lege", "agreed-earlier-with-doctor"),
        ("Uendret", "unchanged"),
        ("Se pakningsvedlegg", "leaflet"),
        ("gis av helsepersonell", "health-professional"),
        ("1 tablett daglig eller etter avtale", None),
        ("som avtalt 2", None),
        ("tas", None),
        ("", None),
    ],
)
def test_a_whole_text_that_points_elsewhere(vocabulary: Vocabulary, text: str, value: str | None) -> None:
    """All of it, but for words that say nothing before it and a full stop after it."""
    found = vocabulary.whole("outside", tokens_of(normalised(text)))
    assert (found.value if found else None) == value


def test_every_way_to_write_a_word_is_cut_into_tokens_and_found(vocabulary: Vocabulary) -> None:
    """Of all tables; alone and before another word."""
    count = 0
    for row in chain.from_iterable(words.values() for words in vocabulary.kinds.values()):
        for text, word in row.written():
            tokens = tokens_in(text)
            assert {token.shape for token in tokens} & {Shape.WORD, Shape.SIGN}, text
            assert not {token.shape for token in tokens} & {Shape.UNREADABLE, Shape.BREAK}, text
            after = (*tokens, Token(Shape.WORD, "zz", 0, 2))
            found = {w.name for n, words in vocabulary.at(after, 0) for w in words if n == len(tokens)}
            assert found & ({word.name} | set(word.readings)), text
            count += 1
    assert count > 5000


def test_drafts_are_counted(vocabulary: Vocabulary) -> None:
    """As the rows have them."""
    rows = list(chain.from_iterable(words.values() for words in vocabulary.kinds.values()))
    assert vocabulary.drafts() == len([word for word in rows if word.status == "draft"])
    assert all(word.note for word in rows)


@pytest.mark.parametrize("kind", WORDS)
def test_what_would_harm_is_what_it_must_be(vocabulary: Vocabulary, kind: str) -> None:
    """Numbers, units, sides, days and times, held to a list that is no table."""
    for text, value in WORDS[kind].items():
        length, words = vocabulary.at(tokens_in(text), 0)[0]
        found = {word.value for word in words if word.kind == kind}
        assert (length, found) == (len(tokens_in(text)), {value}), text


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_in_doubt_is_in_no_table(vocabulary: Vocabulary, text: str) -> None:
    """Not as a whole; fail closed."""
    tokens = tokens_in(text)
    found = {word.kind for n, words in vocabulary.at(tokens, 0) for word in words if n == len(tokens)}
    assert not found & {"units", "sites", "numbers", "weekdays", "times", "routes"}


def test_values_of_numbers_are_decimals(vocabulary: Vocabulary) -> None:
    """So that an amount can be made of them."""
    for value in vocabulary.kinds["numbers"]:
        assert Decimal(value) > 0
        assert str(Decimal(value).normalize() if "." in value else int(value)) == value


def test_no_text_that_points_elsewhere_says_a_number(vocabulary: Vocabulary) -> None:
    """Nor a word for one, in English."""
    for word in vocabulary.kinds["outside"].values():
        assert not set(word.english.lower().replace(".", "").split()) & {"one", "two", "three", "once", "twice"}


def test_every_word_of_the_corpus_is_in_some_row(vocabulary: Vocabulary, phrases: list[dict[str, str]]) -> None:
    """At its place in the phrase; those that join others are rows of keywords.yaml."""
    unknown: dict[str, str] = {}
    for phrase in phrases:
        tokens = tokens_of(normalised(phrase["text"].replace("\\n", "\n")))
        known = {
            i for start in range(len(tokens)) for n, _ in vocabulary.at(tokens, start) for i in range(start, start + n)
        }
        for i, token in enumerate(tokens):
            if token.shape is Shape.WORD and i not in known:
                unknown[token.text] = phrase["text"]
    assert unknown == {}


KINDS = {
    "act": ("acts",),
    "advice": ("advice",),
    "asNeeded": ("conditions",),
    "purpose": ("conditions", "purposes"),
    "route": ("routes",),
    "site": ("sites",),
    "unit": ("units", "layers"),
    "until": ("until",),
    "from": ("from",),
    "food": ("food",),
    "at": ("times", "events"),
}
SAID_BY_GRAMMAR = {
    "asNeeded": {"yes"},
    "food": {"with", "before", "after", "30 min before", "1 h before|2 h after"},
    "until": {"2 d after symptom free", "7 d after travel", "2026-12-24"},
    "from": {"1..2 d before travel", "3 d before expected period", "day 16 of cycle"},
}


def test_every_value_of_the_canonical_line_has_a_row(vocabulary: Vocabulary, shared: Path) -> None:
    """Of a moment, the event or time that it is related to."""
    lines = (shared / "samples" / "dosage" / "vocabulary.tsv").read_text(encoding="utf-8").splitlines()[1:]
    missing = []
    for key, value in (line.split("\t") for line in lines):
        name = value.split("before ")[-1].split("after ")[-1].split("with ")[-1] if key == "at" else value
        said = value in SAID_BY_GRAMMAR.get(key, ()) or name[0].isdigit()
        if not said and not any(vocabulary.find(kind, name) for kind in KINDS[key]):
            missing.append((key, value))
    assert missing == []
    for kind, value in (("until", "travel"), ("until", "symptom free"), ("from", "travel"), ("from", "cycle")):
        assert vocabulary.word(kind, value).nouns
