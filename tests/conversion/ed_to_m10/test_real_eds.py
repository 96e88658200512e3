"""The eDs that Denmark received and tested with: outcome, facts, and that each M10 passes the reference check.

They are reference material and not part of the repository; without it the tests are skipped. Their prescriptions and
patients have Danish numbers: root, pattern and person numbers are settings, set so here.
"""

import re
import subprocess
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.model.dispensation import Dispensation
from converter.model.known import Known
from tests.builders.back import LATER, refused, report_of, told
from tests.builders.loaded import convert, details_of, loaded
from tests.builders.messages import m1

AT = datetime(2025, 5, 1, 12, tzinfo=LATER.tzinfo)
FORM_FAULTS = {
    "ed-display-missing",
    "ed-translation-repeats",
    "ed-type-unexpected",
    "ed-zone-missing",
    "ed-text-garbled",
    "ed-root-malformed",
    "ed-country-unknown",
    "ed-pharmacy-unnamed",
    "ed-strength-not-said",
}


@dataclass(frozen=True)
class Facts:
    """What the M10 must say of an eD, as read by eye in it; no size where the package is a bare 1 against thirty."""

    number: str
    on: date
    name: str
    atc: str
    size: str
    unit: str
    pharmacy: str
    country: str
    codes: tuple[str, ...]
    faults: frozenset[str]


REAL = {
    "dk-CzRequest1": Facts(
        "469854419288102",
        date(2024, 11, 25),
        "Pinex øretampong 500 mg",
        "N02BE01",
        "100",
        "stk",
        "NCP-B-CZ Portal, CZ",
        "CZ",
        ("56232",),
        frozenset({"ed-display-missing", "ed-translation-repeats"}),
    ),
    "dk-CzRequest2": Facts(
        "465339231276101",
        date(2024, 11, 25),
        "PARALEN tab 10 (500MG)",
        "N02BE01",
        "10",
        "stk",
        "Kraj Vysočina - lékárna, Jihlava, CZ",
        "CZ",
        ("0207817",),
        frozenset({"ed-display-missing", "ed-translation-repeats", "ed-type-unexpected", "ed-strength-not-said"}),
    ),
    "dk-GrRequest1": Facts(
        "465668632384101",
        date(2024, 11, 21),
        "ALGOCIT øretampong 10MG/ML",
        "N02BE01",
        "100",
        "stk",
        "Apotek uten navn (f-907fa46f-0a97-4e8b-b2ce-023f1cd2a8eb-dcoun_tst1), GR",
        "GR",
        ("2802799301027",),
        frozenset({"ed-display-missing", "ed-zone-missing", "ed-pharmacy-unnamed", "ed-strength-not-said"}),
    ),
    "dk-PlRequest1": Facts(
        "481295000650102",
        date(2025, 4, 4),
        "Asubtela tab 3 mg + 0,03 mg",
        "G03AA12",
        "21",
        "stk",
        "Apteka porcelanowa, Kraków, PL",
        "PL",
        ("05909990773541", "100224877"),
        frozenset({"ed-display-missing", "ed-text-garbled"}),
    ),
    "dk-dispensation1": Facts(
        "462617619087101",
        date(2024, 9, 11),
        "test product",
        "",
        "100",
        "ml",
        "name, city",
        "",
        ("492285",),
        frozenset({"ed-display-missing", "ed-root-malformed", "ed-country-unknown"}),
    ),
    "dk-dispensation2": Facts(
        "462617619087101",
        date(2024, 9, 11),
        "test product 500 mg",
        "N02BE01",
        "",
        "",
        "name, city",
        "",
        ("492285",),
        frozenset({"ed-display-missing", "ed-root-malformed", "ed-country-unknown"}),
    ),
}


@cache
def danish() -> Converter:
    """The converter with Danish numbers."""
    norwegian = loaded()
    numbers = replace(
        norwegian.identifiers, prescription_root="1.2.208.176.7.2.2", prescription_id=re.compile("[0-9]{15}")
    )
    return replace(norwegian, identifiers=numbers, person_types={"1.2.208.176.1.2": "FNR"})


def recall(dispensation: Dispensation, _: Known | None) -> Known:
    """A prescription of ibuprofen, written in time, for whoever the eD names."""
    sent = details_of(convert(m1())).sent
    assert sent is not None
    number, day = dispensation.prescription_id.extension, date(2024, 1, 1)
    facts = replace(sent.facts, prescription_id=number, written_on=day, valid_from=day, valid_until=date(2025, 12, 31))
    return Known(facts, same_patient=True, remembered=True, dispense_recorded=False)


def received(shared: Path, name: str) -> Answer[Dispensed]:
    """What becomes of a received eD."""
    data = (shared / "samples" / "eu" / "ed" / f"{name}.xml").read_bytes()
    return ed_to_m10(data, danish(), AT, recall=recall)


@pytest.mark.parametrize("name", REAL)
def test_every_fact_of_a_received_ed_is_in_its_m10(shared: Path, name: str) -> None:
    """Nothing invented beside them; each fault of form is told and none refuses."""
    facts, outcome = REAL[name], received(shared, name)
    report = report_of(outcome)
    assert (report.prescription_id, report.dispensed_on, report.packages) == (facts.number, facts.on, Decimal(1))
    package = report.package
    assert package.name_form_strength == facts.name
    assert ("" if package.atc is None else package.atc.code) == facts.atc
    assert [(s.size, s.unit.code) for s in package.sizes] == ([(facts.size, facts.unit)] if facts.size else [])
    assert (package.varenr, package.group.code) == ("999999", "C")
    assert report.pharmacy == facts.pharmacy
    assert f"Utlevert i utlandet{f' ({facts.country})' if facts.country else ''}: " in report.remark
    assert all(code in report.remark for code in facts.codes)
    assert not report.finished
    assert told(outcome) & FORM_FAULTS == facts.faults
    assert {"dispensed-amount-unknown", "prescription-left-open"} <= told(outcome)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("dk-dispensation_bad_1", {"ed-quantity-unusable", "ed-package-amount-unusable"}),
        ("dk-dispensation_bad_2", {"ed-package-amount-unusable"}),
        ("legacy-epsos-pivot", {"epsos-not-supported"}),
    ],
)
def test_amounts_that_cannot_be_are_refused_and_so_is_epsos(shared: Path, name: str, codes: set[str]) -> None:
    assert refused(received(shared, name)) == codes


def test_each_m10_passes_the_reference_check(shared: Path, tmp_path: Path) -> None:
    files = []
    for name in REAL:
        document = received(shared, name).document
        assert document is not None
        files.append(tmp_path / f"{name}.xml")
        files[-1].write_bytes(document)
    check = subprocess.run([shared / "check" / "run", "norway", *files], capture_output=True, check=False)
    assert check.returncode == 0


def test_whoever_is_not_the_patient_is_nowhere(shared: Path) -> None:
    """The pharmacist's name, and the prescriber's, stay out of the M10."""
    for name in REAL:
        root = etree.parse(shared / "samples" / "eu" / "ed" / f"{name}.xml").getroot()
        persons = {
            f.text
            for tag in ("assignedPerson", "associatedPerson")
            for p in root.iter(f"{{urn:hl7-org:v3}}{tag}")
            for f in p.iter("{urn:hl7-org:v3}family")
            if f.text and len(f.text) > 4
        }
        document = (received(shared, name).document or b"").decode()
        assert persons
        assert not [p for p in persons if f">{p}<" in document]
