"""A prescription whose substance is in words only, or under a class: what is not known to be the same is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model.substitution import Substituted
from tests.builders.exchange import steady
from tests.builders.foreign import part_of, permitting
from tests.builders.norwegian import entered, made, refused, told

NONE, BRAND, GENERIC, OTHER = Substituted
CLASS = part_of("atc").replace("M01AE01", "M01AE").replace('displayName="ibuprofen"', 'displayName="Propionic acid"')


def uncoded(name: str) -> str:
    """The ingredient without a code, under a name."""
    usual = part_of("ingredient")
    begin = usual.index("<pharm:code")
    bare = usual[:begin] + '<pharm:code nullFlavor="UNK"/>' + usual[usual.index("/>", begin) + 2 :]
    first, last = bare.index("<pharm:name>") + len("<pharm:name>"), bare.index("</pharm:name>")
    return bare[:first] + name + bare[last:]


def in_words(code: str, name: str, atc: str = "") -> bytes:
    """The prescription with its substance in words, permitting this."""
    return permitting(code, atc=atc, ingredient=uncoded(name))


@pytest.mark.parametrize("name", ["Warfarin", "Paracetamol", "varfariini", "warfarin sodium"])
@pytest.mark.parametrize("code", ["G", "N", "TE"])
@pytest.mark.parametrize("answer", [NONE, BRAND, GENERIC, None])
def test_another_substance_in_words_is_another_substance(name: str, code: str, answer: Substituted | None) -> None:
    assert refused(in_words(code, name), entered(substituted=answer))


@pytest.mark.parametrize("name", ["Warfarin", "Abcdefin", ""])
@pytest.mark.parametrize("answer", [BRAND, GENERIC, OTHER])
def test_generic_substitution_allows_no_substance_that_nobody_knows(name: str, answer: Substituted) -> None:
    """However it is answered."""
    assert "dispense-substitution-generic-only" in refused(in_words("G", name), entered(substituted=answer)) or (
        "dispense-not-generic" in refused(in_words("G", name), entered(substituted=answer))
    )


def test_under_n_a_substance_that_is_not_known_is_refused() -> None:
    """The pharmacist's word is of the brand; that the substance is the same something must say."""
    assert "dispense-substance-not-known" in refused(in_words("N", "Abcdefin"), entered(substituted=NONE))
    assert "dispense-same-by-word" in told(in_words("N", "Ibuprofeeni"), entered(substituted=NONE))


def test_the_same_substance_in_words_is_permitted_and_not_compared() -> None:
    """No amount is held against the other by a name."""
    said = told(in_words("G", "Ibuprofeenia"), entered(substituted=GENERIC))
    assert {"dispense-not-compared", "dispense-amount-not-compared"} <= said


def test_a_class_says_no_substance() -> None:
    """M01AE holds ibuprofen, and more."""
    assert "dispense-substitution-generic-only" in refused(
        in_words("G", "Abcdefin", CLASS), entered(substituted=GENERIC)
    )


def test_under_n_another_strength_is_told_as_forbidden() -> None:
    """And not only as an answer that does not fit."""
    weaker = part_of("ratio").replace('value="400"', 'value="200"')
    ep = permitting("N", ratio=weaker, desc="<pharm:desc>200 mg</pharm:desc>")
    assert {"dispense-substitution-forbidden", "dispense-not-substituted"} <= refused(ep, entered(substituted=NONE))


def test_a_package_number_of_another_substance_is_told() -> None:
    """A varenr of paracetamol on a prescription of ibuprofen."""
    content = part_of("content")
    begin = content.index("<pharm:code ")
    number = '<pharm:code code="990001" codeSystem="2.16.578.1.34.9999.4" displayName="x"/>'
    ep = permitting("G", content=content[:begin] + number + content[content.index("/>", begin) + 2 :])
    assert "dispense-number-of-another-substance" in told(ep, entered(substituted=BRAND))


@steady(100)
@given(
    st.sampled_from(["N", "G"]),
    st.sampled_from(["Warfarin", "Paracetamol", "Abcdefin", "oxycodone", "Ibuprofen", "ibuprofène", "x"]),
    st.sampled_from(["", CLASS]),
    st.sampled_from(list(Substituted)),
)
def test_nothing_passes_whose_substance_nothing_says_is_the_same(
    code: str, name: str, atc: str, answer: Substituted
) -> None:
    """Under G and N, but for the very same medicine by the pharmacist's word where substitution is allowed."""
    outcome = made(in_words(code, name, atc), entered(substituted=answer))
    if outcome.document is not None and not (code == "G" and answer is NONE):
        assert name.casefold().startswith("ibupro")
