"""Whether a register's record means the medicine that was signed: each difference alone, and each pair."""

from collections.abc import Mapping

import pytest

from converter.conversion.medicine.agreement import same_medicine
from converter.conversion.paths import MEDICINE
from tests.builders.medicines import codes, known, listed, notes, signed

OTHER_NAME = {"name_form_strength": "Fiktivprofen tabletter 400 mg"}
OTHER_BRAND = {"brand_name": "Annet"}
OTHER_ATC = {"atc": listed("M01AE02", "7180")}
OTHER_GROUP = {"atc": listed("N01AE01", "7180")}
OTHER_FORM = {"form": listed("11", "7448")}


def judged(own: Mapping[str, object], register: Mapping[str, object]) -> tuple[bool, list[str]]:
    """The judgement and what was noted."""
    found = notes()
    return same_medicine(signed(**own), known(**register), found), codes(found)


def test_the_same_is_the_same() -> None:
    """Nothing is noted."""
    assert judged({}, {}) == (True, [])


@pytest.mark.parametrize(
    "own",
    [{"name_form_strength": "FIKTIVPROFEN  tab 400 MG"}, {"brand_name": " fiktivprofen "}, {"brand_name": ""}],
    ids=["name", "brand", "no brand"],
)
def test_case_and_blanks_and_a_brand_not_said_are_no_difference(own: dict[str, object]) -> None:
    """They are not what tells two medicines apart."""
    assert judged(own, {}) == (True, [])


@pytest.mark.parametrize(
    ("own", "register"),
    [({"atc": None}, {}), ({}, {"atc": None}), ({"form": None}, {}), ({}, {"form": None}), ({}, {"brand_name": ""})],
)
def test_what_one_side_does_not_say_differs_from_nothing(
    own: Mapping[str, object], register: Mapping[str, object]
) -> None:
    """ATC code, form and brand are compared where both are there."""
    assert judged(own, register) == (True, [])


@pytest.mark.parametrize(
    ("register", "code"),
    [
        (OTHER_NAME, "name-differs-from-register"),
        (OTHER_BRAND, "name-differs-from-register"),
        (OTHER_ATC, "atc-differs-from-register"),
        (OTHER_FORM, "form-differs-from-register"),
    ],
    ids=["name", "brand", "atc", "form"],
)
def test_one_difference_leaves_the_record_unused(register: dict[str, object], code: str) -> None:
    """And is told; the prescription goes on with its own words."""
    assert judged({}, register) == (False, [code])


def test_name_and_brand_together_are_one_difference() -> None:
    """A name begins with its brand."""
    register = {"name_form_strength": "Annet tab 400 mg", "brand_name": "Annet"}
    assert judged({}, register) == (False, ["name-differs-from-register"])


@pytest.mark.parametrize(
    "register",
    [
        OTHER_NAME | OTHER_ATC,
        OTHER_NAME | OTHER_FORM,
        OTHER_BRAND | OTHER_ATC,
        OTHER_BRAND | OTHER_FORM,
        OTHER_ATC | OTHER_FORM,
    ],
    ids=["name and atc", "name and form", "brand and atc", "brand and form", "atc and form"],
)
def test_two_differences_contradict(register: dict[str, object]) -> None:
    """That is another medicine."""
    assert judged({}, register) == (False, ["register-contradicts"])


@pytest.mark.parametrize(
    ("own", "register"),
    [
        ({}, {"name_form_strength": "Fiktivprofen tab 200 mg"}),
        ({}, {"name_form_strength": "Fiktivprofen tab 400,5 mg"}),
        ({}, {"name_form_strength": "Fiktivprofen tab mg"}),
        ({"atc": None}, OTHER_NAME),
        ({}, OTHER_NAME | {"atc": None}),
        ({}, OTHER_GROUP),
        ({}, {"atc": listed("M02AE01", "7180")}),
    ],
    ids=["number", "decimals", "no number", "no ATC signed", "no ATC known", "anatomical group", "therapeutic group"],
)
def test_one_difference_that_contradicts_alone(own: Mapping[str, object], register: Mapping[str, object]) -> None:
    """Another strength in the name, another name without a substance in common, another therapeutic group."""
    assert judged(own, register) == (False, ["register-contradicts"])


@pytest.mark.parametrize("atc", ["M01BA01", "M01AE02", "M01"])
def test_a_substance_moved_within_its_therapeutic_group_does_not_contradict(atc: str) -> None:
    """The first three characters name the group."""
    assert judged({}, {"atc": listed(atc, "7180")}) == (False, ["atc-differs-from-register"])


def test_a_brand_alone_says_no_number() -> None:
    """Only another name can hold another strength."""
    assert judged({}, {"brand_name": "Fiktivprofen 200"}) == (False, ["name-differs-from-register"])


def test_another_brand_without_atc_code_is_one_difference() -> None:
    """It is another name that needs an ATC code to be the same substance."""
    assert judged({"atc": None}, OTHER_BRAND) == (False, ["name-differs-from-register"])


@pytest.mark.parametrize(("varenr", "path"), [("990003", f"{MEDICINE}/Varenr"), ("", MEDICINE)])
def test_a_contradiction_points_at_the_number(varenr: str, path: str) -> None:
    """A brand or a substance has none."""
    found = notes()
    same_medicine(signed(varenr=varenr), known(**OTHER_GROUP), found)
    assert [f.path for f in found.findings] == [path]


@pytest.mark.parametrize(
    ("register", "element"),
    [(OTHER_NAME, "NavnFormStyrke"), (OTHER_ATC, "Atc"), (OTHER_FORM, "LegemiddelformKort")],
)
def test_a_difference_points_at_its_element(register: dict[str, object], element: str) -> None:
    """Where the message says otherwise."""
    found = notes()
    same_medicine(signed(), known(**register), found)
    assert [f.path for f in found.findings] == [f"{MEDICINE}/{element}"]
