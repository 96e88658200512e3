"""The M1 of a register's package: valid, with the register's words, and converted as FEST's facts say."""

import subprocess
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from converter.conversion.answer import Decision
from converter.coverage.outcome import Has
from converter.coverage.packages import InUse, for_invented_persons, of_package, prescription_of
from converter.coverage.plain_dosage import BY_AGREEMENT, TIMES, UNITS, WORDS, plain_dosage
from converter.dosage.speech import speak
from converter.model.coded import Coded
from converter.model.medicine import Medicine, PackageContent
from tests.builders.loaded import loaded
from tests.enrichment.test_demo_converts import REFUSED

AT = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def medicine(form: str = "", units: tuple[str, ...] = ()) -> Medicine:
    coded = Coded("53", "2.16.578.1.12.4.1.1.7448", form) if form else None
    return Medicine("123456", "X", "C", form=coded, dose_units=tuple(Coded("1", "", unit) for unit in units))


@pytest.mark.parametrize("varenr", [*InUse(loaded().register)])
def test_a_package_of_the_demo_register_converts_or_is_refused_for_its_reason(varenr: str) -> None:
    """As from an M1 that is made from FEST itself."""
    outcome = of_package(varenr, loaded(), AT)
    if varenr in REFUSED:
        decision, code = REFUSED[varenr]
        assert outcome.decision.value == decision
        assert code in outcome.codes
        assert outcome.has == frozenset()
        return
    assert outcome.decision is Decision.CONVERTED, outcome.codes
    assert outcome.has >= {Has.PRODUCT, Has.FORM}
    assert (Has.ENGLISH in outcome.has) == ("dosage-implausible" not in outcome.codes)
    assert (Has.STRENGTH in outcome.has) == ("strength-as-text" not in outcome.codes)


def test_production_counts_the_same() -> None:
    """Where a synthetic number names nobody, the invented patient would stop all."""
    in_production = replace(loaded(), production=True)
    assert of_package("990003", in_production, AT).decision is not Decision.CONVERTED
    assert of_package("990003", for_invented_persons(in_production), AT).decision is Decision.CONVERTED


def test_names_with_signs_of_xml_are_escaped() -> None:
    """`<`, `&` and quotation marks of a register are no markup."""
    found = loaded().register.find("990003")
    assert found is not None
    odd = replace(found, name_form_strength='A & B <c> "d" {0} tab 400 mg')
    text = prescription_of(odd, loaded(), AT).decode()
    assert "A &amp; B &lt;c&gt; &quot;d&quot; {0} tab 400 mg" in text


def test_withdrawn_and_outgoing_numbers_are_counted_apart() -> None:
    """Nobody can prescribe them."""
    packages = InUse(loaded().register)
    listed = list(packages)
    every = list(loaded().register.each_varenr())
    assert listed == sorted(listed)
    assert len(every) == len(listed) + len(packages.withdrawn) + len(packages.outgoing)
    assert packages.outgoing or packages.withdrawn


@pytest.mark.parametrize(
    ("form", "units", "dosage"),
    [
        ("Tablett", (), f"1 tablett {TIMES}"),
        ("Smeltetablett", (), f"1 tablett {TIMES}"),
        ("Vaginaltablett", (), f"1 vaginaltablett {TIMES}"),
        ("Kapsel", ("ml", "kapsel"), f"5 ml {TIMES}"),
        ("Mikstur, oppløsning", (), f"5 ml {TIMES}"),
        ("Injeksjonsvæske, oppløsning", ("IE",), f"10 IE {TIMES}"),
        ("Inhalasjonspulver", ("(Ingen)",), f"1 dose {TIMES}"),
        ("Krem", (), BY_AGREEMENT),
        ("", (), BY_AGREEMENT),
    ],
)
def test_the_dosage_fits_the_form(form: str, units: tuple[str, ...], dosage: str) -> None:
    """By the register's unit of a dose, else by the form's words, else by agreement."""
    assert plain_dosage(medicine(form, units)) == dosage


@pytest.mark.parametrize(
    ("form", "unit", "container", "dosage"),
    [
        ("Pulver til mikstur, suspensjon", "ml", "106", f"5 ml {TIMES}"),
        ("Pulver til mikstur, oppløsning", "stk", "10", f"1 pose {TIMES}"),
        ("Granulat i dosepose", "g", "1", f"1 pose {TIMES}"),
        ("Pulver til mikstur, oppløsning", "g", "8", BY_AGREEMENT),
    ],
)
def test_a_powder_is_dosed_in_what_it_becomes_or_comes_in(form: str, unit: str, container: str, dosage: str) -> None:
    """A sachet of it, mL where the package is measured so, and of what is weighed out nothing."""
    found = medicine(form)
    content = PackageContent("1", Coded(unit, "", unit), Coded(container, "", ""), Decimal(1))
    assert plain_dosage(replace(found, contents=(content,))) == dosage


def test_every_plain_dosage_is_understood() -> None:
    """Else the measure would be of our own text."""
    assert {unit for _, unit in WORDS} <= UNITS.keys()
    for dose in UNITS.values():
        assert speak(f"{dose} {TIMES}", loaded().vocabulary).english, dose
    assert speak(BY_AGREEMENT, loaded().vocabulary).english


def test_the_messages_pass_the_official_check(shared: Path, tmp_path: Path) -> None:
    """Each package's M1 is valid by the official schemas."""
    sent = []
    for varenr in InUse(loaded().register):
        found = loaded().register.find(varenr)
        assert found is not None
        sent.append(tmp_path / f"{varenr}-m1.xml")
        sent[-1].write_bytes(prescription_of(found, loaded(), AT))
    command = ["bash", str(shared / "check" / "run"), "norway", *map(str, sent)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, f"{checked.stdout[-3000:]}{checked.stderr[-1000:]}"
