"""The form's word in the signed name against the coded form, and the long form against the short one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.medicine.dose_form import FORM, find_form, form_words
from converter.conversion.medicine.name_form import SILENT, WordSays, check_name_form, word_says
from converter.model.coded import Coded
from converter.model.medicine import Medicine
from tests.builders.exchange import steady
from tests.builders.loaded import loaded
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
        ("tyggetab", "53", WordSays.OTHERWISE),
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


MAPPED = {r.code for r in loaded().tables.table("dose-form-7448").rows.values() if r.target is not None}
CODED = sorted(
    {"53", "25", "28", "32", "24", "9", "14", "90", "80", "112", "120", "46", "58", "816", "858", "74"} & MAPPED
)


CONTRADICTIONS = """
stikkpiller|53, vagitorier|53, vaginaltabletter|53, supp.|53, kapsler|53, inj|53, tabletter|32, tabl.|32, injeksjon|9
inj.væske|9, infusjon|9, i.v.|9, klyster|9, øyedr.|9, øredr|90, retard tab|53, tab retard|53, SR tab|53, tab XR|53
prolongatum|53, e-tab|53, resoriblett|53, brusetab|9, brusetab|14, disperg tab|9, disperg tab|14
"""
NEAR = "smeltetab|53, tyggetab|53, brusetab|53, brusetab|6, disperg tab|6, inh aerosol|100, sublingvalspray|40"
ALIKE = """
tabletter|53, retard tab|25, SR kaps|24, tab|5, plaster|58, injeksjon|816, inj.væske, oppl|816, i.v. inf|858
gran til mikst, susp|787, vaginaltabletter|120, Tab m/modif frisetting|449, e-tab|28, supp.|112, øredr|80
"""


def pairs(text: str) -> list[tuple[str, str]]:
    """Words and codes of a list of them; a comma may stand inside of the words."""
    found = [part.split("|") for part in re.split(r"(?<=[0-9])[,\n]\s*", text.strip())]
    return [(word.strip(), code.strip()) for word, code in found]


@pytest.mark.parametrize(
    ("word", "code", "wanted"),
    [
        *[(*pair, WordSays.ANOTHER) for pair in pairs(CONTRADICTIONS)],
        *[(*pair, WordSays.OTHERWISE) for pair in pairs(NEAR)],
        *[(*pair, WordSays.SAME) for pair in pairs(ALIKE)],
    ],
)
@pytest.mark.parametrize("after", [False, True])
def test_plurals_and_other_words_of_forms(word: str, code: str, wanted: WordSays, after: bool) -> None:
    """Before the number and after it (`mappings/forms/words.yaml`)."""
    name = f"Fiktivprofen 400 mg {word}" if after else f"Fiktivprofen {word} 400 mg"
    assert word_says(name, "Fiktivprofen", listed(code, "7448"), form(code), notes()) is wanted


@pytest.mark.parametrize(
    ("brand", "name", "code"),
    [
        ("Furix Retard", "Furix Retard kaps 60 mg", "24"),
        ("Madopar Depot", "Madopar Depot kaps 100 mg/25 mg", "24"),
        ("AndroGel", "AndroGel gel 50 mg", "513"),
        ("Xylocain", "Xylocain gel 20 mg/g", "146"),
        ("Estradot", "Estradot Depotplaster 50 mikrog/24 timer", "217"),
        ("Fiktivkobal Depot", "Fiktivkobal Depot inj 1 mg/ml", "101"),
    ],
)
def test_words_of_the_brand_and_plain_words_do_not_refuse(brand: str, name: str, code: str) -> None:
    """A release that the brand says, `gel` of a transdermal gel, a patch of a transdermal system."""
    assert word_says(name, brand, listed(code, "7448"), form(code), notes()) is not WordSays.ANOTHER


@steady(300)
@given(st.sampled_from(sorted(loaded().tables.forms.words)), st.sampled_from(CODED))
def test_no_word_of_another_release_or_thing_is_the_same(word: str, code: str) -> None:
    """Every word of the tables against forms of each kind: what is the same has its release, and one of its sites."""
    forms, coded = loaded().tables.forms, form(code)
    if word_says(f"Fiktivprofen {word} 400 mg", "Fiktivprofen", listed(code, "7448"), coded, notes()) is WordSays.SAME:
        targets = [forms.of(form(c).code) for c in forms.words[word] if c in MAPPED]
        own = forms.of(coded.code)
        assert not targets or word in SILENT or any(t.sites & own.sites for t in targets)
        assert not targets or word in SILENT or any(t.release in {"", own.release} for t in targets)


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
        ("100", "Inhalasjonsaerosol, suspensjon", "Nebuliser liquid", ["form-long-differs"]),
        ("53", "Brusetablett", "Tablet", ["form-long-differs"]),
        ("14", "Brusetablett", "Syrup", ["form-long-differs"]),
        ("9", "Mikstur, suspensjon", "Oral suspension", []),
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
