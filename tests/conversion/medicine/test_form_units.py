"""Units that a form can have: no dose and no strength leaves in one that it cannot."""

import re

import pytest

from converter.conversion.m1_to_ep.dosage import fitting
from converter.conversion.medicine.form_units import dose_fits, per_fits
from converter.conversion.medicine.package import content_unit
from converter.conversion.medicine.pieces import piece_of
from converter.model.coded import Coded
from converter.model.measure import DROP, PIECE, VOLUME, scale_of
from tests.builders.loaded import loaded
from tests.builders.medicines import EDQM, codes, known, listed, notes
from tests.conversion.m1_to_ep.test_schedule import of


def form(code: str) -> Coded:
    """A form of eHDSIDoseForm."""
    found = loaded().tables.value_set("eHDSIDoseForm").find(code)
    assert found is not None
    return found


TABLET, MIXTURE, CREAM, SPRAY, PATCH = "10219000", "10105000", "10502000", "10808000", "10519000"
ORAL_SUSPENSION, TOOTHPASTE, APPLIED = "10106000", "10409000", "13075000"
INJECTION, PEN, POWDER, INHALED = "11201000", "50060200", "10110000", "11107000"


@pytest.mark.parametrize(
    ("unit", "code", "dose", "per"),
    [
        ("{Tablet}", TABLET, True, True),
        ("{Capsule}", TABLET, False, False),
        ("{Drop}", TABLET, False, False),
        ("mL", TABLET, False, False),
        ("mg", TABLET, True, False),
        ("{Actuation}", TABLET, False, False),
        ("h", TABLET, True, False),
        ("{Tablet}", SPRAY, False, False),
        ("{Actuation}", SPRAY, True, True),
        ("{Capsule}", MIXTURE, False, False),
        ("mL", MIXTURE, True, True),
        ("{Drop}", MIXTURE, True, True),
        ("mL", CREAM, False, False),
        ("g", CREAM, True, True),
        ("cm", CREAM, True, False),
        ("{Drop}", CREAM, False, False),
        ("{Drop}", INJECTION, False, False),
        ("{Syringe}", INJECTION, True, True),
        ("{Pen}", PEN, True, True),
        ("{Pen}", CREAM, False, False),
        ("{Pen}", MIXTURE, False, False),  # suspension
        ("{Pen}", ORAL_SUSPENSION, False, False),
        ("{Ampoule}", CREAM, False, False),
        ("{Ampoule}", MIXTURE, False, False),
        ("{Ampoule}", INJECTION, True, True),
        ("{Pipette}", TOOTHPASTE, False, False),
        ("{Dose}", MIXTURE, False, False),
        ("{Applicator}", APPLIED, True, True),
        ("mL", POWDER, True, True),
        ("h", PATCH, True, True),
        ("{Patch}", PATCH, True, True),
        ("spoon", MIXTURE, False, False),
    ],
)
def test_a_unit_of_a_form(unit: str, code: str, dose: bool, per: bool) -> None:
    """For a dose, and for what a strength is per; `h` is no unit of a dose that this judges."""
    if unit not in {"h"}:
        assert dose_fits(unit, form(code), notes()) is dose
    assert per_fits(unit, form(code), notes()) is per


def test_no_schedule_leaves_in_a_unit_that_the_form_cannot_have() -> None:
    """Every form of the value set with every unit of a dose: a piece is the form's own, a volume a liquid's."""
    tables = loaded().tables
    units = sorted({r.target.code for r in tables.table("unit-7480") if r.target is not None})
    for concept in tables.value_set("eHDSIDoseForm"):
        one = form(concept)
        facts, piece = tables.forms.of(concept), piece_of(one, notes())[1]
        for unit in units:
            if fitting(of(unit), one, notes()).schedule is None:
                continue
            scale = scale_of(unit)
            assert scale is not None
            if scale[0] == PIECE and unit != "1":
                assert unit == piece or unit.strip("{}").casefold() in one.display.casefold(), (unit, one.display)
            if unit.startswith("{") and unit not in {"{Actuation}", "{Drop}"} and "Parenteral" not in facts.sites:
                words = re.findall(r"[a-z-]+", one.display.casefold())
                row = tables.table("container-by-form").row(concept)
                held = row is not None and row.target is not None and row.target.code == unit
                assert unit == piece or held or unit.strip("{}").casefold() in words, (unit, one.display)
            if scale[0] in {VOLUME, DROP}:
                assert piece in {None, "{Sachet}"}, (unit, one.display)
                assert facts.state in {"liquid", "gas"} or not facts.unchanged, (unit, one.display)
            if unit == "{Actuation}":
                row = tables.table("dose-by-form").row(concept)
                assert row is not None
                assert row.target is not None


def test_pieces_of_a_form_in_a_container_are_the_containers() -> None:
    """Two stk of a solution in pre-filled pen are two pens; and it may be measured all the same."""
    assert content_unit(listed("stk", "7452"), form(PEN), notes()).unit == "{Pen}"
    assert content_unit(listed("ml", "7452"), form(PEN), notes()).unit == "mL"
    assert content_unit(listed("stk", "7452"), Coded("11201000", EDQM, ""), notes()).unit == "1"


@pytest.mark.parametrize(
    ("given", "unit", "fits"),
    [
        ((), "{Syringe}", True),
        (("11",), "{Syringe}", True),
        (("80",), "{Syringe}", False),
        (("80", "8"), "mL", True),
        (("80",), "mL", True),
        (("80", "nowhere"), "{Syringe}", True),
    ],
)
def test_a_container_must_be_one_that_the_register_doses_in(given: tuple[str, ...], unit: str, fits: bool) -> None:
    """EnhetDosering, where all of it has an EU unit; what is measured may be measured."""
    record = known(dose_units=tuple(listed(code, "7480") for code in given))
    noted = notes()
    assert (fitting(of(unit), form(INJECTION), noted, record).schedule is not None) is fits
    assert codes(noted) == ([] if fits else ["dose-unit-unfit"])
