"""The whole chain: M1, eP, a foreign pharmacy's eD, and the M10 that Norway gets."""

from datetime import date
from decimal import Decimal

import pytest

from converter.conversion.ed_to_m10.m10 import annulment_id, report_id
from converter.model.coded import Coded, Identifier
from converter.model.national import TypedId
from tests.builders.back import back, handed_out, refused, report_of, told
from tests.builders.messages import FAMILY, GIVEN, MESSAGE_ID, NUMBER, m1
from tests.builders.numbers import number_for
from tests.builders.pharmacy import DOCUMENT_ROOT

DOCUMENT = Identifier(DOCUMENT_ROOT, "D-1")
LISTS = "2.16.578.1.12.4.1.1."


def test_a_whole_package_finishes_the_prescription() -> None:
    """Every fact that an M10 has of it."""
    report = report_of(back(handed_out()))
    assert (report.message_id, report.annuls) == (report_id(DOCUMENT), "")
    assert report.prescription_id == MESSAGE_ID
    assert (report.patient.family, report.patient.given, report.patient.middle) == (FAMILY, GIVEN, "")
    assert report.patient.ids == (TypedId(NUMBER, "FNR"),)
    assert (report.patient.birth_date, report.patient.sex) == (None, "")
    assert report.dispensed_on == date(2026, 11, 24)
    assert (report.packages, report.finished) == (Decimal(1), True)
    assert report.pharmacy == "Apteka Pod Białym Orłem, Gdańsk, PL"
    package = report.package
    assert (package.varenr, package.name_form_strength) == ("990003", "Fiktivprofen tab 400 mg")
    assert package.group == Coded("C", f"{LISTS}7421", "Reseptgruppe C")
    assert package.atc == Coded("M01AE01", f"{LISTS}7180", "ibuprofen")
    assert package.form == Coded("53", f"{LISTS}7448", "Tablett")
    assert [(s.brand_name, s.size, s.unit) for s in package.sizes] == [
        ("Fiktivprofen", "30", Coded("stk", f"{LISTS}7452", "stykk"))
    ]
    assert report.changes == ()
    assert report.remark.startswith("Utlevert i utlandet (PL): Fiktivprofen, 400 mg, tablett, 30 tabletter. ")


def test_half_of_it_leaves_the_rest_open() -> None:
    """As another pack size, and as half a package."""
    other = report_of(back(handed_out(layers=(("5", "{Tablet}"), ("3", "1")))))
    assert (other.finished, other.packages, other.package.sizes[0].size) == (False, Decimal(1), "3x5")
    assert other.package.varenr == "999999"
    outcome = back(handed_out(packages="0.5"))
    half = report_of(outcome)
    assert (half.finished, half.packages, half.package.varenr) == (False, Decimal("0.5"), "990003")
    assert "ed-packages-fractional" in told(outcome)


def test_two_of_four() -> None:
    message = m1(quantity="4")
    assert not report_of(back(handed_out(message, packages="2"), message)).finished
    assert report_of(back(handed_out(message, packages="4"), message)).finished


def test_repeats_are_further_dispenses_of_the_same_prescription() -> None:
    """One dispense may not hold more than one; the prescription is finished when all of them are made."""
    message = m1(repeats="1")
    assert not report_of(back(handed_out(message), message)).finished
    assert refused(back(handed_out(message, packages="2"), message)) == {"dispensed-too-much"}


def test_another_brand_of_the_same_is_a_generic_substitution() -> None:
    """No intervention, a foreign package, the same substance, strength and form."""
    outcome = back(handed_out(name="Nurofen Forte", substituted=True, package_code=("1.3.160", "05900000000017")))
    report = report_of(outcome)
    assert (report.finished, report.changes) == (True, ())
    assert report.package.name_form_strength == "Nurofen Forte tab 400 mg"
    assert report.package.varenr == "999999"
    assert "05900000000017 (1.3.160)" in report.remark
    assert {"dispensed-substituted", "ed-package-foreign"} <= told(outcome)


STRONGER = (
    '<pharm:ingredient classCode="ACTI"><pharm:quantity><numerator xsi:type="PQ" value="{}" unit="{}"/>'
    '<denominator xsi:type="PQ" value="1" unit="1"/></pharm:quantity>'
    '<pharm:ingredientSubstance classCode="MMAT" determinerCode="KIND"><pharm:code nullFlavor="NI"/>'
    "<pharm:name>ibuprofen</pharm:name></pharm:ingredientSubstance></pharm:ingredient>"
)


def test_what_differs_in_more_than_the_brand_is_an_intervention() -> None:
    """Another strength: told, said to Norway, and no amount is compared with it."""
    knobs = {"name": "Nurofen", "strength": "200 mg", "ingredients": STRONGER.format("200", "mg")}
    outcome = back(handed_out(**knobs, layers=(("60", "{Tablet}"),)))
    report = report_of(outcome)
    assert report.changes == ("Utlevert i utlandet (PL): annen styrke enn forskrevet",)
    assert not report.finished
    assert {"dispensed-other-strength", "dispensed-amount-unknown", "prescription-left-open"} <= told(outcome)
    other = {"atc": ("M01AE02", "naproxen"), "form": ("10210000", "Capsule, hard"), "ingredients": ""}
    both = back(handed_out(name="Naproxen", **other))
    assert report_of(both).changes == (
        "Utlevert i utlandet (PL): annet virkestoff og annen legemiddelform enn forskrevet",
    )
    assert {"dispensed-other-substance", "dispensed-other-form", "prescription-left-open"} <= told(both)


def test_the_same_strength_in_another_unit_is_the_same() -> None:
    outcome = back(handed_out(name="Nurofen", strength="0,4 g", ingredients=STRONGER.format("0.4", "g")))
    assert report_of(outcome).finished
    assert "dispensed-other-strength" not in told(outcome)


def test_substitution_though_forbidden_is_told_for_a_person() -> None:
    message = m1(substitution="1")
    outcome = back(handed_out(message, name="Nurofen", substituted=True), message)
    assert report_of(outcome).finished
    assert "dispensed-substituted-though-forbidden" in told(outcome)


def test_a_discard_annuls_the_report_of_its_ed() -> None:
    """The annulment's own id is another than the one it annuls; the product is repeated; nothing is finished."""
    report = report_of(back(handed_out(discards=True)))
    assert (report.message_id, report.annuls) == (annulment_id(DOCUMENT), report_id(DOCUMENT))
    assert annulment_id(DOCUMENT) != report_id(DOCUMENT)
    assert report.package.varenr == "990003"
    assert not report.finished


def test_ids_follow_from_the_ed_and_stay() -> None:
    """Pinned: an annulment must name the M10 of years ago."""
    assert report_id(DOCUMENT) == "7db22e70-4a12-5a78-8c2d-0b96b1699647"
    assert annulment_id(DOCUMENT) == "36ca9274-ba84-5839-9663-07b980144915"


def test_a_d_number_has_birth_date_and_sex_beside_it() -> None:
    number = number_for(date(2003, 12, 31), d_number=True)
    message = m1(patient_ids=((number, "DNR"),), birth_date="2003-12-31", sex="1")
    patient = report_of(back(handed_out(message), message)).patient
    assert (patient.ids, patient.birth_date, patient.sex) == ((TypedId(number, "DNR"),), date(2003, 12, 31), "1")


@pytest.mark.parametrize(
    ("knobs", "codes"),
    [
        ({"packages": "2"}, {"dispensed-too-much"}),
        ({"patient": number_for(date(1980, 2, 29))}, {"dispensed-to-another"}),
        ({"on": "20261031"}, {"dispensed-before-written"}),
        ({"on": "20261126"}, {"dispensed-in-the-future"}),
        ({"on": "20261125130600+0100"}, {"dispensed-in-the-future"}),
        ({"on": "20271102"}, {"dispensed-after-last-day", "dispensed-in-the-future"}),
    ],
)
def test_what_contradicts_the_prescription_is_refused(knobs: dict[str, str], codes: set[str]) -> None:
    assert refused(back(handed_out(**knobs))) == codes


def test_a_clock_a_little_ahead_is_no_future() -> None:
    assert report_of(back(handed_out(on="20261125120459+0100"))).dispensed_on == date(2026, 11, 25)


@pytest.mark.parametrize("gtin", ["2000009900033", "02000009900033"])
def test_a_norwegian_package_is_known_by_its_gtin(gtin: str) -> None:
    """As EAN of 13 digits or GTIN of 14; where name, substance and content fit."""
    own = report_of(back(handed_out(package_code=("1.3.160", gtin))))
    assert own.package.varenr == "990003"
    other = report_of(back(handed_out(package_code=("1.3.160", gtin), name="Nurofen")))
    assert other.package.varenr == "999999"
