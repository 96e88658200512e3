"""What a code was chosen for (originalText) stands beside it, and both words are held against the code."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.conversion.ep_to_view.words import SETS, Shown
from tests.builders.foreign import codes, foreign, part_of, shown
from tests.builders.loaded import loaded
from tests.conversion.ep_to_view.test_dosage_words import at_event
from tests.conversion.ep_to_view.test_persons import GENDER, patient, with_patient

CONTRADICTS = "view-display-contradicts"


def saying(coded: str, words: str) -> str:
    """A coded element with words of its own."""
    name = coded[1:].partition(" ")[0]
    return coded.replace("/>", f"><originalText>{words}</originalText></{name}>")


def found(place: str, words: str) -> tuple[Shown, set[str]]:
    """What is shown of a coded value with these words, and what is told."""
    if place == "gender":
        document = with_patient(GENDER, saying(GENDER, words))
        return patient(document).gender, codes(document)
    if place == "role":
        author = part_of("author")
        function = author[author.index("<functionCode") :].partition("/>")[0] + "/>"
        document = foreign(author=author.replace(function, saying(function, words)))
        return shown(document).authors[0].role, codes(document)
    document = foreign(**{place: saying(part_of(place), words)})
    view = shown(document)
    assert view.product is not None
    return {"form": view.product.form, "route": view.route, "substitution": view.substitution}[place], codes(document)


ANOTHER = {
    "form": ("Suppository", "Stikkpille"),
    "route": ("Rectal use", "Rectal", "Rektalt", "rektal bruk"),
    "gender": ("Male", "Mann"),
    "role": ("Dentists",),
    "substitution": ("none",),
}


@pytest.mark.parametrize(("place", "words"), [(p, w) for p, said in ANOTHER.items() for w in said])
def test_words_of_another_concept_are_shown_and_told(place: str, words: str) -> None:
    """As a display is; the code stands. What forbids holds over a code that permits, and is said by its own term."""
    concept, told = found(place, words)
    assert words in concept.original or (place, concept.code) == ("substitution", "N")
    assert CONTRADICTS in told


@settings(max_examples=40, deadline=None)
@given(place=st.sampled_from(sorted(ANOTHER)), words=st.text("abcdefghæøåłż", min_size=5, max_size=12))
def test_words_that_no_list_has_are_shown(place: str, words: str) -> None:
    """In another language; nothing is told of them."""
    concept, told = found(place, words)
    assert words in concept.original
    assert CONTRADICTS not in told


def test_own_terms_contradict_nothing() -> None:
    """English, Norwegian, and a route by its adjective."""
    for place, words in (("form", "Film-coated tablet"), ("route", "Oral"), ("route", "oralt"), ("gender", "Kvinne")):
        concept, told = found(place, words)
        assert CONTRADICTS not in told
        assert concept.code


@pytest.mark.parametrize("display", ["Male", "Mann"])
def test_a_display_of_the_other_sex_is_told(display: str) -> None:
    """The code is read."""
    document = with_patient(GENDER, GENDER.replace("Female", display))
    assert CONTRADICTS in codes(document)
    assert patient(document).gender.code == "F"


def test_words_in_a_code_s_stead_are_shown() -> None:
    """Of a sex that no code says."""
    other = '<administrativeGenderCode nullFlavor="OTH"><originalText>X</originalText></administrativeGenderCode>'
    assert patient(with_patient(GENDER, other)).gender == Shown("annet", original="X")


EVENTS = loaded().tables.value_set(SETS["timing-event"]).terms


def said(code: str, display: str) -> tuple[str, set[str]]:
    """The Norwegian of a dose at an event under a word, and what is told."""
    event = at_event(code).replace("/>", f' displayName="{display}"/>', 1)
    document = foreign(time=event, instruction="-")
    return shown(document).dosage, codes(document)


@pytest.mark.parametrize("words", ["before breakfast", "Før frokost", "ennen aamiaista", "2 tablets"])
def test_an_event_under_another_or_an_unknown_word_is_not_said(words: str) -> None:
    """Bedtime and before breakfast are twelve hours apart."""
    sentence, told = said("HS", words)
    assert sentence == ""
    assert "view-dosage-unsaid" in told
    assert (CONTRADICTS in told) == ("frokost" in words.lower() or "breakfast" in words)


@pytest.mark.parametrize(
    ("code", "words"),
    [("HS", "At bedtime"), ("ACM", "before breakfast"), ("HS", EVENTS["HS"]), ("PCV", "etter middag")],
)
def test_an_event_under_its_own_word_is_said(code: str, words: str) -> None:
    """In the list's term, in common English, in Norwegian."""
    sentence, told = said(code, words)
    assert sentence
    assert CONTRADICTS not in told


@settings(max_examples=60, deadline=None)
@given(code=st.sampled_from(sorted(EVENTS)), other=st.sampled_from(sorted(EVENTS)))
def test_no_event_is_said_under_another_s_word(code: str, other: str) -> None:
    """Of any two."""
    table = loaded().tables.norwegian["timing-event"].rows[other]
    for words in (EVENTS[other], table.norwegian, *table.also):
        sentence, _ = said(code, words)
        assert code == other or sentence == ""
