"""The facts of a prescription: each source of each fact alone."""

from dataclasses import replace
from datetime import date

import pytest

from converter.model.medicine import Medicine
from converter.model.national import (
    Kind,
    NationalFacts,
    NationalOrganisation,
    NationalPerson,
    NationalPrescription,
    TypedId,
    VerifiedProfessional,
)
from converter.rules.m1_to_ep import CallerSays, Found, gather
from converter.rules.rule import Fact, apply
from tests.builders.loaded import loaded
from tests.builders.medicines import known, listed, signed

TODAY = date(2026, 11, 23)
PERSON = NationalPerson("Bjørkemo", "", "Trygve", (), profession="LE")


def prescription(facts: dict[str, object] | None = None, **changes: object) -> NationalPrescription:
    """A prescription that may leave: tablets of group C for a patient with a number, by a doctor."""
    given: dict[str, object] = {
        "prescription_id": "x",
        "written_on": date(2026, 11, 1),
        "valid_until": date(2027, 11, 1),
        "valid_from": None,
        "patient": NationalPerson("Kvist", "", "Inge", (TypedId("x", "FNR"),)),
        "prescriber": PERSON,
        "organisation": NationalOrganisation("", ()),
        "medicine": signed(),
        "facts": NationalFacts(**{"item_group": "L", "groups": ("C",), **(facts or {})}),  # type: ignore[arg-type]
    }
    return NationalPrescription(**{**given, **changes})  # type: ignore[arg-type]


def fact(
    name: str,
    given: NationalPrescription,
    medicine: Medicine | None = None,
    ingredients: tuple[str, ...] = (),
    caller: CallerSays = CallerSays(),  # noqa: B008
) -> Fact:
    """One fact."""
    return gather(given, medicine, Found(ingredient_groups=ingredients), caller, TODAY)[name]


def stopped(given: NationalPrescription, medicine: Medicine | None, ingredients: tuple[str, ...] = ()) -> set[str]:
    """The rules that keep it in Norway."""
    rules = loaded().rules["m1-to-ep"]
    found = apply(rules, gather(given, medicine, Found(ingredient_groups=ingredients), CallerSays(), TODAY), TODAY)
    return {f.code for f in found if f.severity.value == "exclude"}


@pytest.mark.parametrize("stated", ["A", "B"])
@pytest.mark.parametrize(
    "where", ["message", "second in message", "package", "brand", "ingredient", "second ingredient"]
)
def test_a_narcotic_group_anywhere_keeps_it_in_norway(stated: str, where: str) -> None:
    """The message, the package, its brand and what a mixture holds are each enough, whatever the others say."""
    groups = {"message": (stated,), "second in message": ("C", stated)}.get(where, ("C",))
    medicine = known(group=stated if where == "package" else "C", brand_group=stated if where == "brand" else "C")
    ingredients = {"ingredient": (stated,), "second ingredient": ("C", stated)}.get(where)
    given = prescription({"groups": groups})
    codes = stopped(given, None if ingredients else medicine, ingredients or ())
    assert any("group" in code for code in codes)
    assert stopped(prescription(), known(), ()) == set()


@pytest.mark.parametrize(
    ("groups", "medicine", "ingredients", "wanted"),
    [
        (("C",), None, (), ("C",)),
        (("C",), known(group="B", brand_group="A"), (), ("C", "B", "A")),
        ((), known(group="", brand_group="A"), (), ("A",)),
        (("C", "F"), None, ("A", ""), ("C", "F", "A")),
        (("C",), known(), ("A",), ("C", "C", "C")),
    ],
)
def test_groups(
    groups: tuple[str, ...], medicine: Medicine | None, ingredients: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    """All that are stated; those of a mixture's ingredients where the register has no record of the whole."""
    assert fact("group", prescription({"groups": groups}), medicine, ingredients) == wanted


@pytest.mark.parametrize(
    ("kind", "groups", "medicine", "ingredients", "wanted"),
    [
        (Kind.GOODS, (), None, (), ()),
        (Kind.PACKAGE, (), None, (), ("no",)),
        (Kind.PACKAGE, ("",), None, ("",), ("no",)),
        (Kind.PACKAGE, ("C",), None, (), ("yes",)),
        (Kind.PACKAGE, (), known(brand_group=""), (), ("yes",)),
        (Kind.PACKAGE, (), known(group=""), (), ("yes",)),
        (Kind.MIXTURE, (), None, ("C",), ("yes",)),
    ],
)
def test_whether_a_group_is_given(
    kind: Kind, groups: tuple[str, ...], medicine: Medicine | None, ingredients: tuple[str, ...], wanted: Fact
) -> None:
    """By any source; goods have none."""
    given = prescription({"groups": groups}, medicine=signed(kind=kind))
    assert fact("group-given", given, medicine, ingredients) == wanted


@pytest.mark.parametrize(
    ("groups", "medicine", "wanted"),
    [
        (("C",), None, ()),
        (("C",), known(group=""), ()),
        (("C",), known(), ("same",)),
        (("C", "C"), known(), ("same",)),
        (("B",), known(), ("differs",)),
        (("C", "F"), known(), ("differs",)),
        ((), known(), ("differs",)),
        (("C",), known(brand_group="A"), ("same",)),
    ],
)
def test_whether_the_groups_agree(groups: tuple[str, ...], medicine: Medicine | None, wanted: Fact) -> None:
    """The message's with the package's."""
    assert fact("group-agreement", prescription({"groups": groups}), medicine) == wanted


@pytest.mark.parametrize(
    ("caller", "reserved", "wanted"),
    [
        ("", False, ()),
        ("open", False, ("open",)),
        ("blocked", False, ("blocked",)),
        ("", True, ("blocked",)),
        ("open", True, ("open", "blocked")),
    ],
)
def test_access(caller: str, reserved: bool, wanted: Fact) -> None:
    """What the caller says, and what the container does."""
    given = prescription({"reserved": reserved})
    assert fact("access", given, caller=CallerSays(access=caller)) == wanted


@pytest.mark.parametrize(("status", "wanted"), [("", ()), ("E", ("E",))])
def test_the_caller_s_status(status: str, wanted: Fact) -> None:
    """None where it says none."""
    assert fact("caller-status", prescription(), caller=CallerSays(status)) == wanted


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("dispensing-request", "dispensing_request"),
        ("discontinued", "discontinued"),
        ("doctors-name", "doctors_name"),
        ("guardian-reservation", "guardian_reservation"),
        ("locked", "locked"),
        ("own-practice", "own_practice"),
        ("reference-number", "has_reference_number"),
        ("reimbursement", "reimbursement"),
        ("special-permit", "special_permit"),
    ],
)
def test_what_the_message_says_or_not(name: str, attribute: str) -> None:
    """Each by its own element and by no other."""
    assert fact(name, prescription()) == ("no",)
    given = prescription({attribute: True})
    assert fact(name, given) == ("yes",)
    facts = gather(given, None, Found(), CallerSays(), TODAY)
    others = {k for k, v in facts.items() if v == ("yes",)} - {"group-given"}
    assert others == {name}


@pytest.mark.parametrize(("repeats", "wanted"), [(0, ("no",)), (1, ("yes",)), (2, ("yes",))])
def test_repeats(repeats: int, wanted: Fact) -> None:
    """More than one dispense."""
    assert fact("repeats", prescription({"repeats": repeats})) == wanted


@pytest.mark.parametrize(
    ("patient", "wanted"),
    [
        (None, ()),
        (NationalPerson("", "", "", ()), ()),
        (NationalPerson("", "", "", (TypedId("1", "FNR"),)), ("FNR",)),
        (NationalPerson("", "", "", (TypedId("1", "DNR"),)), ("DNR",)),
        (NationalPerson("", "", "", (TypedId("1", "PNR"), TypedId("2", "HNR"))), ()),
        (NationalPerson("", "", "", (TypedId("1", "PNR"), TypedId("2", "DNR"))), ("DNR",)),
    ],
)
def test_identity_numbers(patient: NationalPerson | None, wanted: Fact) -> None:
    """National ones only."""
    assert fact("identity-number", prescription(patient=patient)) == wanted


@pytest.mark.parametrize(
    ("stated", "medicine", "wanted"),
    [
        ("", None, ()),
        ("6", None, ("6",)),
        ("", known(preparation_type=listed("7", "7424")), ("7",)),
        ("6", known(preparation_type=listed("7", "7424")), ("6", "7")),
        ("", known(), ()),
    ],
)
def test_preparation_types(stated: str, medicine: Medicine | None, wanted: Fact) -> None:
    """The message's and the register's."""
    assert fact("preparation-type", prescription({"preparation_type": stated}), medicine) == wanted


@pytest.mark.parametrize(
    ("prescriber", "verified", "wanted"),
    [
        (PERSON, (), ("LE",)),
        (None, (), ()),
        (replace(PERSON, profession=""), (), ()),
        (PERSON, ("TL", "VE"), ("TL", "VE")),
        (None, ("VE",), ("VE",)),
    ],
)
def test_professions(prescriber: NationalPerson | None, verified: tuple[str, ...], wanted: Fact) -> None:
    """As verified, and as stated where none was."""
    given = prescription(prescriber=prescriber, verified=VerifiedProfessional("", verified))
    assert fact("prescriber-profession", given) == wanted


@pytest.mark.parametrize(
    ("kind", "medicine", "wanted"),
    [
        (Kind.PACKAGE, None, ("unknown",)),
        (Kind.PACKAGE, known(), ("known",)),
        (Kind.BRAND, None, ()),
        (Kind.BRAND, known(), ()),
    ],
)
def test_whether_the_register_knows_a_package(kind: Kind, medicine: Medicine | None, wanted: Fact) -> None:
    """Only a package has a number to be known by."""
    assert fact("register", prescription(medicine=signed(kind=kind)), medicine) == wanted


@pytest.mark.parametrize(
    ("in_container", "status", "wanted"), [(False, "", ()), (True, "E", ("E",)), (True, "", ("",)), (False, "E", ())]
)
def test_the_status_of_a_container(in_container: bool, status: str, wanted: Fact) -> None:
    """A container that states none is not a message alone."""
    assert fact("status", prescription({"in_container": in_container, "status": status})) == wanted


@pytest.mark.parametrize(("listed_status", "wanted"), [(None, ()), ("none", ("none",)), ("E", ("E",))])
def test_the_status_of_a_list(listed_status: str | None, wanted: Fact) -> None:
    """None outside one."""
    assert fact("listed-status", prescription({"listed_status": listed_status})) == wanted


def test_what_is_prescribed_and_when() -> None:
    """Kind, group of goods and days."""
    given = prescription(valid_from=date(2026, 12, 1), medicine=signed(kind=Kind.BRAND))
    assert fact("kind", given) == ("brand",)
    assert fact("item-group", prescription({"item_group": ""})) == ("",)
    assert fact("valid-from", given) == date(2026, 12, 1)
    assert fact("valid-from", prescription(valid_from=date(2026, 10, 1))) == date(2026, 11, 1)
    assert fact("valid-until", given) == date(2027, 11, 1)
