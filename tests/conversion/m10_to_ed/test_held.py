"""What is handed out beside what was prescribed: strength, form, size and totals, each in words and held together."""

from decimal import Decimal

import pytest

from converter.conversion.m10_to_ed.held import Held, held
from converter.conversion.medicine.comparison import Agreement
from converter.conversion.session import open_session
from tests.builders.ed_products import layers
from tests.builders.foreign import AT, foreign, permitting, shown
from tests.builders.loaded import loaded
from tests.builders.norwegian import all_packages, package

SAME, OTHER, UNKNOWN = Agreement


def facts(ep: bytes, varenr: str, packages: str = "2") -> dict[str, Held]:
    """The facts by name."""
    found = held(shown(ep), package(varenr), Decimal(packages), open_session(loaded(), AT))
    return {fact.what: fact for fact in found}


def test_the_two_are_held_fact_by_fact() -> None:
    found = facts(foreign(), "990003")
    assert list(found) == [
        "name", "substances", "strength", "form", "package", "in-package", "packages", "total",
    ]  # fmt: skip
    assert (found["name"].prescribed, found["name"].dispensed) == (("Buranisti",), ("Fiktivprofen",))
    assert found["strength"].prescribed == ("400 mg", "400 mg per tablett")
    assert found["strength"].dispensed == ("400 mg", "400 mg per tablett")
    assert found["total"] == Held("total", ("60 tabletter",), ("60 tabletter",), SAME)
    assert found["in-package"].dispensed == ("30 tabletter",)
    assert {f.agreement for f in found.values()} == {None, SAME}


@pytest.mark.parametrize(("packages", "words", "same"), [("1", "30 tabletter", OTHER), ("0.5", "15 tabletter", OTHER)])
def test_less_is_seen(packages: str, words: str, same: Agreement) -> None:
    total = facts(foreign(), "990003", packages)["total"]
    assert (total.dispensed, total.agreement) == ((words,), same)


def test_another_medicine_is_seen_in_each_fact() -> None:
    """And amounts of another substance are held against nothing."""
    found = facts(permitting("TE"), "990001")
    assert found["substances"].agreement is OTHER
    assert found["total"].agreement is UNKNOWN
    assert found["substances"].dispensed != found["substances"].prescribed


def test_what_is_not_the_same_thing_is_not_said_to_be() -> None:
    """A layer counted in what is inside it, a bare 1, and capsules against tablets."""
    ambiguous = facts(foreign(content=layers(("10", "{Tablet}"), ("60", "{Tablet}"))), "990003")
    assert ambiguous["in-package"].prescribed == ambiguous["total"].prescribed == ()
    assert ambiguous["total"].agreement is UNKNOWN
    for content in (layers(("1", "1")), layers(("30", "{Capsule}"))):
        assert facts(foreign(content=content), "990003")["total"].agreement is UNKNOWN


def test_a_combination_pack_is_told_by_its_parts() -> None:
    packed = facts(permitting("TE"), "990055", "1")["package"].dispensed
    assert len(packed) == 2
    assert any("krem" in line or "g i tube" in line for line in packed)


@pytest.mark.parametrize("medicine", list(all_packages()), ids=lambda m: m.varenr)
def test_every_package_can_be_held(medicine: object) -> None:
    """Whatever FEST says of it; a set has no total."""
    varenr = medicine.varenr  # type: ignore[attr-defined]
    for fact in facts(foreign(), varenr).values():
        assert all(fact.dispensed)


def test_a_prescription_without_a_medicine_has_nothing_to_hold() -> None:
    assert facts(foreign(item='<substanceAdministration classCode="SBADM" moodCode="INT"/>'), "990003") == {}
