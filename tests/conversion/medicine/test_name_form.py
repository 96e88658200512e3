"""The form's word in the signed name against the coded form, and the long form against the short one."""

import pytest

from converter.conversion.medicine.dose_form import FORM, find_form, form_words
from converter.conversion.medicine.name_form import WordSays, check_name_form, word_says
from converter.model.coded import Coded
from converter.model.medicine import Medicine
from tests.builders.medicines import codes, known, listed, notes, signed


def form(code: str) -> Coded:
    """The EU form of a form of list 7448."""
    found = find_form(signed(form=listed(code, "7448")), None, notes())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("word", "code", "wanted"),
    [
        ("tab", "53", WordSays.SAME),
        ("TABLETT", "53", WordSays.SAME),
        ("Depottab", "25", WordSays.SAME),
        ("tab", "5", WordSays.SAME),  # a dispersible tablet is a tablet
        ("mikst, susp", "787", WordSays.SAME),  # granules for an oral suspension
        ("kaps, myk", "32", WordSays.SAME),
        ("inj, oppl", "101", WordSays.SAME),
        ("Subling tab", "50", WordSays.SAME),  # not in the list: nothing is known
        ("", "53", WordSays.SAME),
        ("tyggetab", "53", WordSays.SAME),
        ("Depottab", "53", WordSays.ANOTHER),
        ("tab", "25", WordSays.ANOTHER),
        ("enterotab", "53", WordSays.ANOTHER),
        ("depotkaps", "32", WordSays.ANOTHER),
        ("kaps", "53", WordSays.ANOTHER),
        ("mikst", "53", WordSays.ANOTHER),
        ("kaps, hard", "112", WordSays.ANOTHER),
        ("kaps, hard", "891", WordSays.SAME),
        ("Inj væske, oppl", "816", WordSays.SAME),
        ("depotkaps, hard", "891", WordSays.ANOTHER),
        ("krem, ukjent", "112", WordSays.ANOTHER),
        ("øyedr", "711", WordSays.ANOTHER),
        ("krem", "46", WordSays.OTHERWISE),
        ("Ukjent depottablettform", "53", WordSays.ANOTHER),
    ],
)
def test_the_word_of_a_name(word: str, code: str, wanted: WordSays) -> None:
    """Release, site and thing; what the list does not have is judged by its words of release alone."""
    name = f"Fiktivprofen {word} 400 mg"
    assert word_says(name, "Fiktivprofen", listed(code, "7448"), form(code), notes()) is wanted


@pytest.mark.parametrize(
    ("word", "code", "trusted", "told"),
    [
        ("tab", "53", None, []),
        ("Depottab", "53", None, ["name-form-contradicts"]),
        ("Depottab", "53", known(), ["name-form-differs"]),  # FEST's own wording of this very form
        ("krem", "46", None, ["name-form-differs"]),
    ],
)
def test_another_form_is_refused_and_other_words_are_told(
    word: str, code: str, trusted: Medicine | None, told: list[str]
) -> None:
    """At the form."""
    noted = notes()
    given = signed(name_form_strength=f"Fiktivprofen {word} 400 mg", form=listed(code, "7448"))
    check_name_form(given, trusted, form(code), noted)
    assert codes(noted) == told
    assert all(f.path == FORM for f in noted.findings)


def test_the_words_between_brand_and_number() -> None:
    """With a brand that the name begins with."""
    assert form_words("Fiktivprofen  Depottab 400 mg", "fiktivprofen") == "Depottab"
    assert form_words("NovoMix 30 Penfill inj, susp 100 E/ml", "NovoMix 30") == "Penfill inj, susp"
    assert form_words("Annet tab 5 mg", "Fiktivprofen") == "Annet tab"


@pytest.mark.parametrize(
    ("short", "long", "wanted", "told"),
    [
        ("53", "Tablett, filmdrasjert", "Film-coated tablet", []),
        ("101", "Injeksjonsvæske, oppløsning i ferdigfylt penn", "Solution for injection in pre-filled pen", []),
        ("25", "Tablett", "Prolonged-release tablet", ["form-long-differs"]),
        ("53", "Kapsel, hard", "Tablet", ["form-long-differs"]),
        ("53", "Pulver til mikstur, oppløsning", "Tablet", ["form-long-differs"]),
        ("787", "Granulat til mikstur, suspensjon", "Granules for oral suspension", []),
        ("53", "Depottablett", "Tablet", ["form-long-differs"]),
        ("101", "Mikstur, oppløsning", "Injection", ["form-long-differs"]),
        ("90", "Øredråper, oppløsning", "Eye drops", ["form-long-differs"]),
        ("448", "Kapsel med modifisert frisetting, hard", "Modified-release capsule, hard", []),
        ("448", "Tablett", None, ["form-long-differs"]),
    ],
)
def test_a_long_form_only_makes_the_short_one_more_exact(
    short: str, long: str, wanted: str | None, told: list[str]
) -> None:
    """Same release, site and method; else the short form, or none where it has no EU term."""
    noted, code = notes(), listed(short, "7448")
    found = find_form(signed(form=code, name_form_strength="x"), known(form=code, form_long=long), noted)
    assert (found.display if found else None) == wanted
    assert [c for c in codes(noted) if c != "draft-row-used"] == told


def test_a_release_that_the_signed_name_says_is_the_registers_too() -> None:
    """`Granulat i dosepose` has no word for it, and the name has."""
    code = listed("425", "7448")
    record = known(form=code, form_long="Depotgranulat i dosepose", brand_name="Fiktivmesa")
    given = signed(form=code, brand_name="Fiktivmesa", name_form_strength="Fiktivmesa Depotgranulat i dosepose 2 g")
    found = find_form(given, record, notes())
    assert found is not None
    assert found.display == "Prolonged-release granules in sachet"
