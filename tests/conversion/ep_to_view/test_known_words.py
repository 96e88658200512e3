"""What numbers and elements are called: roots that countries publish, and elements in a pharmacist's words."""

import pytest

from converter.conversion.ep_to_view.persons import NUMBERS
from converter.conversion.ep_to_view.unread_words import named


@pytest.mark.parametrize(
    ("root", "word"),
    [
        ("2.16.578.1.12.4.1.4.1", "norsk fødselsnummer"),
        ("2.16.578.1.12.4.1.4.2", "norsk D-nummer"),
        ("1.2.752.129.2.1.3.1", "svensk personnummer"),
        ("1.2.208.176.1.2", "dansk CPR-nummer"),
        ("1.2.246.21", "finsk personnummer"),
        ("2.16.840.1.113883.2.4.6.3", "nederlandsk BSN"),
    ],
)
def test_a_number_of_a_root_that_its_country_publishes(root: str, word: str) -> None:
    """By its Norwegian word."""
    assert NUMBERS[root] == word


@pytest.mark.parametrize(
    ("element", "norwegian", "english"),
    [
        ("ingredient", "et virkestoff", "an active substance"),
        ("maxDoseQuantity", "høyeste dose", "a highest dose"),
        ("precondition", "et vilkår", "a condition"),
        ("rateQuantity", "en hastighet", "a rate"),
        ("formCode", "legemiddelformen", "the dose form"),
        ("repeatNumber", "antall gjentakelser", "how often it may be repeated"),
        ("quantity", "en mengde", "an amount"),
        ("part", "en del av en kombinasjonspakning", "a part of a combination pack"),
    ],
)
def test_an_element_in_people_s_words(element: str, norwegian: str, english: str) -> None:
    """Norwegian and English; the path says where it stands."""
    what_no, what_en = named(f"/ClinicalDocument/component/section/entry/substanceAdministration/{element}[2]")
    assert what_no.startswith(norwegian)
    assert what_en.startswith(english)
