"""Words beside a code: another concept's are told from its own, in both languages, and what nobody has says nothing."""

import pytest

from converter.terminology.displays import ATC, display_key, of_another
from tests.builders.loaded import loaded

EDQM = "0.4.0.127.0.16.1.1.2.1"
SUBSTITUTION = "2.16.840.1.113883.5.1070"


def another(system: str, code: str, words: str) -> bool:
    """Whether the words are another concept's."""
    return of_another(loaded().tables.displays[system], code, words, system)


@pytest.mark.parametrize(
    ("system", "code", "words"),
    [
        (EDQM, "10714000", "Tablet"),
        (EDQM, "10714000", "Tablett"),
        (EDQM, "10714000", " TABLETT "),
        (EDQM, "10221000", "Tablet"),
        (EDQM, "20053000", "Subcutaneous use"),
        (EDQM, "20053000", "subkutan bruk"),
        (EDQM, "30009000", "Bottle"),
        (ATC, "N02BE01", "codeine and paracetamol"),
        (ATC, "N02BE01", "kodein og paracetamol"),
        (ATC, "N02AJ06", "paracetamol"),
        (ATC, "M01AE01", "naproxen"),
        (SUBSTITUTION, "G", "none"),
    ],
)
def test_the_term_of_another_concept_is_one(system: str, code: str, words: str) -> None:
    assert another(system, code, words)


@pytest.mark.parametrize(
    ("system", "code", "words"),
    [
        (EDQM, "10714000", "Ear tampon"),
        (EDQM, "10219000", "Tablet"),
        (EDQM, "10219000", "Tablett"),
        (EDQM, "10219000", "tabletti"),
        (EDQM, "10219000", "comprimido"),
        (EDQM, "50060300", "Solution For injection in pre-filled syringe"),
        (EDQM, "10105000", "oral-solution"),
        (EDQM, "10219000", "..."),
        (EDQM, "0", "Tablet"),
        (EDQM, "15054000", "Tablet"),
        (EDQM, "13142000", "Pose"),
        (ATC, "N02BE01", "Paracetamolum"),
        (ATC, "N02BE01", "acetaminophen"),
        (ATC, "M01AE", "ibuprofen"),
        (ATC, "M01AE01", "Propionic acid derivatives"),
        (ATC, "A01AB18", "clotrimazole"),
        (ATC, "G01AF02", "klotrimazol"),
        (SUBSTITUTION, "G", "Generic"),
    ],
)
def test_own_words_and_words_of_no_list_are_none(system: str, code: str, words: str) -> None:
    """Spelling, another language, a synonym, a code that the list does not have."""
    assert not another(system, code, words)


def test_no_term_is_another_s_beside_its_own_code() -> None:
    """Of every list, in either language."""
    wrong = [
        (system, code, term)
        for system, known in loaded().tables.displays.items()
        for code, terms in known.terms.items()
        for term in terms
        if of_another(known, code, term, system)
    ]
    assert wrong == []


def test_what_is_compared_is_words_without_signs() -> None:
    assert display_key(" Solution for  Injection, in-vial ") == "solution for injection in vial"
