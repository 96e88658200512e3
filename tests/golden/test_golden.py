"""Golden documents: an M1 in, and byte for byte the eP or the reasons out.

Each case is a folder named by what it shows, with `m1.xml`, `report.json` and, where it converts, `ep.xml`. After an
intended change run `pytest tests/golden --update-golden` and read the diff.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from converter.answers.m1_to_ep import M1ToEpReport
from converter.conversion.answer import Answer
from converter.conversion.m1_to_ep.sent import Prescribed
from tests.builders.loaded import convert
from tests.builders.messages import BORN, m1
from tests.builders.numbers import number_for
from tests.golden.dosages import DOSAGES
from tests.golden.kinds import KINDS, RULES

FOLDER = Path(__file__).parent

INSULIN = {
    "varenr": "990017",
    "brand": "Fiktivsulin",
    "name": "Fiktivsulin inj, oppl 100 E/ml",
    "atc": "A10AB05",
    "atc_name": "Insulin aspart",
    "form": "816",
    "form_name": "Injeksjonsvæske, oppløsning",
    "size": "5 x 3",
    "unit": "ml",
    "unit_name": "milliliter",
}

CASES = {
    "tablets-with-ingredient": m1(
        middle="Tuvslått", quantity="2", repeats="3", substitution="1", use="1", no_combination="true", country="NO"
    ),
    "mixture-per-millilitre": m1(
        varenr="990011",
        size="150",
        unit="ml",
        unit_name="ml",
        form="842",
        form_name="Mikstur, oppløsning",
        atc="R06AE07",
        atc_name="Cetirizin",
        name="Fiktivtirizin mikst oppl 1 mg/ml",
        brand="Fiktivtirizin",
        dosage="10 ml én gang daglig",
    ),
    "inhaler-per-actuation": m1(
        varenr="990027",
        size="200",
        unit="dose",
        unit_name="dose",
        form="861",
        form_name="Inhalasjonsaerosol, suspensjon",
        atc="R03AC02",
        atc_name="Salbutamol",
        name="Fiktivbutamol inh aerosol, susp 0,1 mg/dose",
        brand="Fiktivbutamol",
        dosage="1-2 doser ved behov & før trening",
    ),
    "strength-as-text": m1(
        varenr="990030",
        brand="Fiktivkortison",
        name="Fiktivkortison krem 1 %",
        atc="D07AA02",
        atc_name="Hydrokortison",
        form="34",
        form_name="Krem",
        size="30",
        unit="g",
        unit_name="gram",
        dosage="Smøres tynt på 2 ganger daglig",
    ),
    "strength-in-units": m1(dosage="Etter avtale", **INSULIN),
    "dosage-in-other-units-than-the-strength": m1(dosage="10 IE til kvelden", **INSULIN),
    "orodispersible": m1(
        varenr="990053",
        size="6",
        form="48",
        form_name="Smeltetablett",
        atc="N02CC03",
        atc_name="Zolmitriptan",
        name="Fiktivtriptan smeltetab 2,5 mg",
        brand="Fiktivtriptan",
        dosage="1 tablett ved migreneanfall",
    ),
    "orodispersible-of-the-register": m1(
        varenr="990053",
        size="6",
        form=None,
        atc="N02CC03",
        atc_name="Zolmitriptan",
        name="Fiktivtriptan smeltetab 2,5 mg",
        brand="Fiktivtriptan",
        dosage="1 tablett ved migreneanfall",
    ),
    "powder-in-vials": m1(
        varenr="990021",
        size="10 x 1",
        form="789",
        form_name="Pulver til injeksjonsvæske, oppløsning",
        atc="J01DD01",
        atc_name="Cefotaksim",
        name="Fiktivtaksim pulv til inj væske, oppl 1 g",
        brand="Fiktivtaksim",
        dosage="Etter avtale",
    ),
    "inhaler-of-powder": m1(
        varenr="990026",
        size="3 x 120",
        unit="doser",
        unit_name="doser",
        form="99",
        form_name="Inhalasjonspulver",
        atc="R03AK07",
        atc_name="Formoterol og budesonid",
        name="Fiktivduo inh pulv 160 mikrog/4,5 mikrog",
        brand="Fiktivduo",
        dosage="1 inhalasjon 2 ganger daglig",
    ),
    "strength-of-an-element": m1(
        varenr="990041",
        size="100",
        form="25",
        form_name="Depottablett",
        atc="N05AN01",
        atc_name="Litium",
        name="Fiktivlitium depottab 6 mmol",
        brand="Fiktivlitium",
    ),
    "two-layers": m1(
        varenr="990029",
        size="3 x 2,5",
        unit="ml",
        unit_name="ml",
        form="720",
        form_name="Øyedråper, oppløsning",
        atc="S01EE01",
        atc_name="Latanoprost",
        name="Fiktivprost øyedr, oppl 50 mikrog/ml",
        brand="Fiktivprost",
        dosage="1 dråpe i hvert øye hver kveld",
    ),
    "three-layers": m1(
        varenr="990024",
        size="2 x 20 x 10",
        unit="ml",
        unit_name="ml",
        form="816",
        form_name="Injeksjonsvæske, oppløsning",
        atc="V07AB",
        atc_name="Oppløsningsmidler",
        name="Fiktivsalin inj, oppl 9 mg/ml",
        brand="Fiktivsalin",
        dosage="10 ml daglig",
    ),
    "unknown-varenr": m1(varenr="000001", size="10 x 10", name="Ukjentol tab 5 mg", brand="Ukjentol", atc="C07AB02"),
    "fractional-packages": m1(quantity="0.5"),
    "d-number-of-unknown-sex": m1(
        patient_ids=((number_for(date(2003, 12, 31), d_number=True), "DNR"),),
        sex=None,
        street=None,
        city=None,
        postal_code=None,
        patient_telecoms=(),
    ),
    "locked": m1(locked="1"),
    "group-b-by-the-register": m1(
        varenr="990050",
        size="20",
        atc="N02AJ06",
        atc_name="Kodein og paracetamol",
        name="Fiktivkodein tab 400 mg/30 mg",
        brand="Fiktivkodein",
    ),
    "several-faults": m1(
        quantity="0", profession="PS", birth_date=BORN.replace(year=1972).isoformat(), dosage=None, size="10 x"
    ),
    **DOSAGES,
    **KINDS,
    **RULES,
}


def told(outcome: Answer[Prescribed]) -> str:
    """Decision and findings; versions change with every table and are left out."""
    whole = json.loads(M1ToEpReport.of(outcome).as_json())
    return json.dumps({k: whole[k] for k in ("decision", "findings")}, ensure_ascii=False, indent=2) + "\n"


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether to write instead of compare."""
    return bool(request.config.getoption("--update-golden"))


@pytest.mark.parametrize("name", CASES)
def test_the_answer_is_the_golden_one(name: str, update: bool) -> None:
    """The message of the folder gives its report and, byte for byte, its document."""
    folder = FOLDER / name
    if update:
        folder.mkdir(exist_ok=True)
        (folder / "m1.xml").write_bytes(CASES[name])
        outcome = convert(CASES[name])
        (folder / "report.json").write_text(told(outcome), encoding="utf-8")
        (folder / "ep.xml").unlink(missing_ok=True)
        if outcome.document is not None:
            (folder / "ep.xml").write_bytes(outcome.document)
    outcome = convert((folder / "m1.xml").read_bytes())
    assert told(outcome) == (folder / "report.json").read_text(encoding="utf-8")
    document = folder / "ep.xml"
    assert outcome.document == (document.read_bytes() if document.exists() else None)


def test_there_is_a_case_for_every_folder() -> None:
    """A folder without a case would be tested by nobody."""
    assert {p.name for p in FOLDER.iterdir() if p.is_dir() and p.name != "__pycache__"} == set(CASES)


def test_the_messages_are_the_builder_s() -> None:
    """What lies in the folders is what the cases say."""
    assert [n for n, message in CASES.items() if (FOLDER / n / "m1.xml").read_bytes() != message] == []
