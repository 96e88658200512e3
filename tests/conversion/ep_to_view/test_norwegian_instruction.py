"""An instruction that the Norwegian grammar understands whole, against the structure: what is another is told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.ep_to_view.norwegian_instruction import differences, in_norwegian_words
from converter.conversion.ep_to_view.view import Verdict, verdict
from converter.dosage.understand import understand
from converter.model.meaning import Amount, Clause, Frequency, Meaning
from tests.builders.foreign import foreign, outcome_of, part_of
from tests.builders.loaded import loaded
from tests.conversion.ep_to_view.test_narrative_agreement import told

DOSE, OFTEN, NEEDED, MOST, OTHERWISE = (
    "dosen",
    "hvor ofte den tas",
    "om den tas ved behov",
    "hvor mye som kan tas i alt",
    "hvordan den tas",
)
FIXED = "1 tablett 3 ganger daglig"
"""The structure of the Finnish example."""


def with_words(words: str) -> bytes:
    """The Finnish example with this instruction."""
    return foreign(instruction=words)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("1 tablett inntil 2 ganger daglig mot smerter", [OFTEN]),
        ("1 tablett ved behov, maks 3 om dagen", [NEEDED, MOST]),
        ("1 tablett ved behov", [NEEDED]),
        ("2 tabletter 2 ganger daglig", [DOSE, OFTEN]),
        ("2 tabletter 3 ganger daglig", [DOSE]),
        ("1-2 tabletter 3 ganger daglig", [DOSE]),
        ("1 tablett daglig", [OFTEN]),
        ("1 tablett hver 12. time", [OFTEN]),
        ("1 tablett om morgenen", [OFTEN]),
        ("1 tablett om morgenen og 2 tabletter om kvelden", [OFTEN]),
        ("1 tablett 3 ganger daglig. Maks 3 tabletter per døgn", [MOST]),
        ("1 tablett daglig i 3 dager, deretter 2 tabletter daglig", [OTHERWISE]),
        ("Take one tablet once a day", [OFTEN]),
        ("1 tablet twice daily", [OFTEN]),
        ("2 tablets 4 times daily", [DOSE, OFTEN]),
        ("1 tablet up to 3 times daily as needed", [NEEDED]),
        ("Take 1 tablet every 12 hours", [OFTEN]),
    ],
)
def test_another_dosage_in_words_is_told(words: str, what: list[str]) -> None:
    outcome = outcome_of(with_words(words))
    assert sorted(told(with_words(words))) == sorted(what)
    assert verdict(outcome) is Verdict.CHECK


@pytest.mark.parametrize(
    "words",
    [
        FIXED,
        "1 tablett 3 ganger daglig mot smerter",
        "1 tablett 3 ganger daglig til mat",
        "1 tablett 3 ganger daglig i 7 dager",
        "1 tablett hver 8. time",
        "1 tablett morgen, midt på dagen og kveld",
        "3 tabletter daglig",
        "1 tablett 2-3 ganger daglig",
        "400 mg 3 ganger daglig",
        "1 tablett",
        "Som avtalt med lege",
        "1 tablet 3 times daily",
        "Take one tablet every 8 hours for pain",
        "1 tablet 3 times daily, never more",
        "1 tabletti 3 kertaa päivässä",
    ],
)
def test_the_same_more_and_what_is_not_understood_is_not(words: str) -> None:
    """`Som avtalt` points elsewhere; a word that is not known leaves all of it open."""
    assert told(with_words(words)) == []


def test_each_thing_is_told_once_though_two_ways_see_it() -> None:
    assert told(with_words("2 tablets 4 times daily")) == [DOSE, OFTEN]


def test_without_structure_there_is_nothing_to_contradict() -> None:
    document = with_words("1 tablett ved behov").replace(part_of("dose").encode(), b"")
    assert told(document) == []


@pytest.mark.parametrize("text", ["never take one tablet", "one tablet or two", "1 Tablette täglich"])
def test_english_of_which_a_word_is_not_known_is_not_read(text: str) -> None:
    assert in_norwegian_words(text) == ""


numbers = st.integers(1, 4)


@given(st.tuples(numbers, numbers), st.tuples(numbers, numbers), st.sampled_from(["", " ved behov"]), st.booleans())
def test_other_numbers_are_seen_and_the_same_are_not(
    said: tuple[int, int], coded: tuple[int, int], need: str, upto: bool
) -> None:
    """Whatever doses and times: told exactly what differs."""
    (dose, times), (entry, often) = said, coded
    words = f"{dose} {'tablett' if dose == 1 else 'tabletter'} {'inntil ' * upto}{times} ganger daglig{need}"
    meaning = understand(words, loaded().vocabulary).meaning
    assert meaning is not None
    amount = Amount(Decimal(entry), Decimal(entry), "tablet")
    structure = Meaning((Clause(dose=amount, frequency=Frequency(low=often, high=often)),))
    found = {norwegian for norwegian, _ in differences(meaning, structure)}
    wanted = {NEEDED: bool(need), DOSE: dose != entry, OFTEN: often > times if upto else times != often}
    assert found == {what for what, differs in wanted.items() if differs}
