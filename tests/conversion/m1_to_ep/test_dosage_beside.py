"""What stands beside a dosage and contradicts it: neither of the two is said in English, and that is told."""

import pytest

from converter.conversion.m1_to_ep.dosage_beside import use_differs
from converter.conversion.m1_to_ep.dosage_plausible import IMPLAUSIBLE, PURPOSES_DIFFER, USE_DIFFERS
from converter.conversion.m1_to_ep.dosage_reading import BY_RULE
from converter.dosage.understand import understand
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.model.dosage import Dosage
from tests.builders.loaded import convert, loaded, remarks
from tests.builders.messages import m1
from tests.conversion.m1_to_ep.test_dosage import NEEDED, dose, phase, said, short
from tests.conversion.m1_to_ep.test_plausible_route import END_ALONE

REGULAR, COURSE, WHEN_NEEDED = "1", "2", "3"


@pytest.mark.parametrize(
    ("text", "regular", "when_needed"),
    [
        ("1 tablett 3 ganger daglig", False, True),
        ("1 tablett om morgenen", False, True),
        ("1 tablett ved behov", True, False),
        ("1 tablett ved behov, maks 4 per døgn", True, False),
        ("1 tablett inntil 3 ganger daglig", False, False),
        ("1 tablett inntil 3 ganger daglig ved behov", True, False),
        ("1 tablett", False, False),
    ],
)
def test_a_kind_of_use_is_held_against_the_meaning(text: str, regular: bool, when_needed: bool) -> None:
    """Whether each differs; what leaves open how often it is taken may be either, and so may any other kind of use."""
    meaning = understand(text, loaded().vocabulary).meaning
    assert meaning is not None
    assert use_differs(REGULAR, meaning, "") is regular
    assert use_differs(WHEN_NEEDED, meaning, "") is when_needed
    assert not use_differs(COURSE, meaning, "")
    assert not use_differs("", meaning, "")


def test_without_a_meaning_the_english_words_tell() -> None:
    """Of structure, and of a short dose."""
    assert use_differs(REGULAR, None, "1 tablet as needed, at most 4 tablets")
    assert not use_differs(REGULAR, None, "1 tablet daily")
    assert use_differs(WHEN_NEEDED, None, "1 tablet daily")
    assert not use_differs(WHEN_NEEDED, None, "1 tablet up to three times daily")


@pytest.mark.parametrize(
    ("knobs", "use"),
    [
        ({"dosage": "1 tablett 3 ganger daglig"}, WHEN_NEEDED),
        ({"dosage": "1 tablett 3 ganger daglig ved behov"}, REGULAR),
        (short("160", "1 tablett 3 ganger daglig"), WHEN_NEEDED),
        ({"dosage": None, "raw_dosing": phase(dose("1"))}, WHEN_NEEDED),
        ({"dosage": None, "raw_dosing": END_ALONE}, WHEN_NEEDED),
        ({"dosage": None, "raw_dosing": phase(NEEDED)}, REGULAR),
    ],
)
def test_a_dosage_of_another_use_leaves_as_text(knobs: dict[str, str | None], use: str) -> None:
    """`Three times daily` beside `as needed`."""
    outcome = convert(m1(**knobs, use=use))
    assert said(outcome) == Dosage(said(outcome).text, english=USE_DIFFERS)
    assert "dosage-use-differs" in remarks(outcome)
    assert said(convert(m1(**knobs, use=COURSE))).english not in {"", USE_DIFFERS}


@pytest.mark.parametrize(
    ("text", "indication", "differs"),
    [
        ("1 tablett daglig mot allergi", "Mot høyt blodtrykk", True),
        ("1 tablett daglig mot høyt blodtrykk", "Mot høyt blodtrykk", False),
        ("1 tablett daglig mot høyt blodtrykk", "Blodtrykk etter fiktivskalaen", False),
        ("1 tablett daglig", "Mot høyt blodtrykk", False),
    ],
)
def test_two_purposes_are_both_left_in_norwegian(text: str, indication: str, differs: bool) -> None:
    """Where both are known and have nothing in common."""
    outcome = convert(m1(dosage=text, indication=indication))
    assert outcome.document is not None
    read = read_ep(parse(outcome.document)).prescription
    assert (read.dosage.english == PURPOSES_DIFFER) is differs
    assert ("dosage-purposes-differ" in remarks(outcome)) is differs
    assert not (differs and read.indication_english)
    assert read.indication == indication
    assert differs or read.dosage.english.endswith(BY_RULE)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("1 tablett daglig til 01.12.2020", IMPLAUSIBLE),
        ("1 tablett daglig fra 01.12.2026 til 20.11.2026", ""),  # no meaning at all
        ("1 tablett daglig til 01.12.2026", f"Take 1 tablet once daily until 1 December 2026. {BY_RULE}"),
    ],
)
def test_a_dosage_that_was_over_before_it_began_is_implausible(text: str, english: str) -> None:
    """A year of the past, written in another."""
    outcome = convert(m1(dosage=text))
    assert said(outcome) == Dosage(text, english=english)
    assert ("dosage-implausible" in remarks(outcome)) is (english == IMPLAUSIBLE)
