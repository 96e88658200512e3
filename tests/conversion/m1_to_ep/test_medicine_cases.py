"""The cases of the reference material about the medicine, each with what is right.

The registers are built from their M30 as `converter fest build` builds them. Nothing of the messages is printed.
"""

import sqlite3
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.enrichment.fest_database import build_into
from converter.enrichment.fest_register import FestRegister
from converter.formats.cda.ep_reader import ReadEp, read_ep
from converter.formats.norway.fest_source import open_source
from converter.formats.xml import parse
from tests.builders.loaded import loaded, remarks, stops
from tests.builders.messages import m1

AT = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Oslo"))
COMMON, MINERALS, ODD = "outbound/register-100-common.m30", "outbound/register-minerals-triphasic.m30", "tables/m30-odd"


@cache
def with_register(cases: Path, name: str) -> Converter:
    """The converter with a register of the cases; without a name the demo's."""
    if not name:
        return loaded()
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with open_source(cases / f"{name}.xml") as source:
        build_into(connection, source)
    return replace(loaded(), register=FestRegister(connection, ""))


def answer(shared: Path, case: str, register: str = "") -> Answer[Prescribed]:
    """What becomes of a case."""
    cases = shared / "cases"
    return m1_to_ep((cases / f"{case}.xml").read_bytes(), with_register(cases, register), AT)


def read(outcome: Answer[Prescribed]) -> ReadEp:
    """Its eP."""
    assert outcome.document is not None, sorted(stops(outcome))
    return read_ep(parse(outcome.document))


@pytest.mark.parametrize("name", ["dose-capsule-of-a-tablet", "dose-capsule-of-a-mixture"])
def test_a_capsule_of_another_form_is_not_coded(name: str, shared: Path) -> None:
    """And told."""
    outcome = answer(shared, f"outbound/{name}.m1", COMMON)
    assert read(outcome).prescription.dosage.schedule is None
    assert "dose-unit-unfit" in remarks(outcome)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("calcium", "500 mg calcium (Ca) as calcium carbonate per tablet"),
        ("iron", "100 mg iron (Fe) as ferrous sulfate per tablet"),
    ],
)
def test_number_unit_and_element_stay_together(name: str, words: str, shared: Path) -> None:
    """The ingredient has no code, and the number stands beside the element wherever it stands."""
    found = read(answer(shared, f"outbound/element-strength-{name}.m1", MINERALS))
    (ingredient,) = found.prescription.product.ingredients
    assert ingredient.code is None
    assert ingredient.counts_element
    assert found.texts["strength"] == found.texts["substance"] == words


@pytest.mark.parametrize("number", ["0.25", "0.333"])
def test_a_number_that_splits_a_tablet_is_refused(number: str, shared: Path) -> None:
    """Of thirty in a blister."""
    assert "quantity-splits-piece" in stops(answer(shared, f"outbound/m1-antall-{number}-of-30-tablets"))


def test_a_hundred_thousand_packages_are_told(shared: Path) -> None:
    """By the rule's bound."""
    assert "remark-implausibly-many" in remarks(answer(shared, "outbound/antall-100000.m1", COMMON))


def test_a_dispersible_tablet_is_one(shared: Path) -> None:
    """`tab` in the name says less than the code, and no other."""
    outcome = answer(shared, "outbound/m1-dispersible-tablet")
    assert read(outcome).prescription.product.form.code == "10121000"  # type: ignore[union-attr]
    assert not remarks(outcome) & {"name-form-differs"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("m1-known-varenr-name-depottab", "name-form-contradicts"),
        ("m1-name-depottab-code-tablet", "name-form-contradicts"),
        ("m1-varenavn-marevan-name-fiktivprofen", "brand-contradicts-name"),
    ],
)
def test_a_name_of_another_form_or_medicine_is_refused(name: str, code: str, shared: Path) -> None:
    """What was signed contradicts itself."""
    assert code in stops(answer(shared, f"outbound/{name}"))


@pytest.mark.parametrize(
    ("name", "converts"),
    [("packages-2.0000000", True), ("size-a", False), ("size-b", True), ("size-c", True), ("size-d", False)],
)
def test_numbers_that_are_right_already_stay(name: str, converts: bool, shared: Path) -> None:
    """As before."""
    outcome = answer(shared, f"outbound/m1-{name}")
    assert (outcome.document is not None) is converts
    assert stops(outcome) == (set() if converts else {"package-size-unreadable"})


@pytest.mark.parametrize(
    ("name", "form", "code"),
    [
        ("long-form-tablett-for-depottablett", "Prolonged-release tablet", "form-long-differs"),
        ("long-form-mikstur-for-injeksjon", "Injection", "form-long-differs"),
        ("name-400mg-register-40mg", "Tablet", "name-number-differs"),
        ("name-400mg-register-400mikrog", "Tablet", "name-unit-differs"),
        ("strength-per-ml-of-tablet", "Tablet", "strength-per-unfit"),
    ],
)
def test_an_odd_register_changes_neither_form_nor_strength(name: str, form: str, code: str, shared: Path) -> None:
    """The short form and the name's words stand, no number is sent, and it is told."""
    outcome = answer(shared, f"tables/m1-{name}", ODD)
    product = read(outcome).prescription.product
    assert product.form.display == form  # type: ignore[union-attr]
    assert product.ingredients == ()
    assert code in remarks(outcome)


def test_two_pieces_in_pens_are_two_pens(shared: Path) -> None:
    """By the container that the form's term names."""
    (layer,) = read(answer(shared, "tables/m1-pen-stk", ODD)).prescription.product.layers
    assert (layer.content.value, layer.content.unit) == (2, "{Pen}")


def test_a_depottablett_is_a_prolonged_release_tablet(shared: Path) -> None:
    """The control."""
    product = read(answer(shared, "tables/m1-depottablett", ODD)).prescription.product
    assert product.form.display == "Prolonged-release tablet"  # type: ignore[union-attr]


def test_thousands_apart_are_the_same_number(shared: Path) -> None:
    """`20000 IE` and `20 000 IE`: converts, with its strength."""
    (ingredient,) = read(
        answer(shared, "outbound/over-refusal-thousands-space.m1", COMMON)
    ).prescription.product.ingredients
    assert (ingredient.strength.numerator.value, ingredient.strength.numerator.unit) == (20_000, "[IU]")


def test_a_pill_of_three_phases_has_no_single_strength(shared: Path) -> None:
    """Names once each, no number, and the package is pointed at."""
    converter = with_register(shared / "cases", MINERALS)
    record = converter.register.find("800201")
    assert record is not None
    assert record.form is not None
    data = m1(
        varenr="800201",
        name=record.name_form_strength,
        brand=record.brand_name,
        atc=record.atc.code if record.atc else None,
        form=record.form.code,
        size="3 x 28",
    )
    outcome = m1_to_ep(data, converter, AT)
    found = read(outcome)
    assert found.prescription.product.ingredients == ()
    assert found.prescription.product.several_strengths
    assert found.texts["strength"] == "several strengths, see package"
    assert found.texts["substance"] == "Levonorgestrel ; Ethinylestradiol"
    assert "strength-several" in remarks(outcome)
