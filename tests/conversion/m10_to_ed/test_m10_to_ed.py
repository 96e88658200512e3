"""A pharmacy's own M10 beside the prescription: the eD of it, for our prescriptions and for those of other countries.

The foreign samples and the official M10 are reference material; without it those tests are skipped.
"""

import json
import re
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from converter.conversion.m10_to_ed.entered import read_entered
from converter.formats.cda.ed_reader import read_ed
from converter.formats.xml import parse
from converter.model.coded import Coded, Identifier
from converter.model.dispensation import Dispensation
from converter.model.finding import Problem
from tests.builders.back import back, handed_out
from tests.builders.foreign import AT, foreign
from tests.builders.loaded import loaded
from tests.builders.norwegian import ed_of, made, package, shelf

ORGANISATION = Identifier("2.16.578.1.12.4.1.4.101", "313000125")
PERSON = {"givenName": "Ida", "familyName": "Eksempel", "hprNumber": "999900025"}
SHELF = shelf(
    package(
        "990017",
        varenr="990901",
        name_form_strength="Fiktivglargin inj, oppl 100 E/ml",
        brand_name="Fiktivglargin",
        atc=Coded("A10AE04", "2.16.578.1.12.4.1.1.7180", "Insulin glargin"),
        form_long="Injeksjonsvæske, oppløsning i ferdigfylt sprøyte",
    )
)
"""With an insulin like the one of the Finnish samples."""


AINO = (
    "<FamilyName>Esimerkki</FamilyName><GivenName>Aino</GivenName><DateOfBirth>1980-02-29</DateOfBirth>"
    '<Ident><Id>FI-TEST-0071</Id><TypeId V="UID" S="2.16.578.1.12.4.1.1.8116" DN="Utenlandsk identifikasjon"/></Ident>'
)
"""The patient of the Finnish prescription, as MsgHead has her."""


@cache
def own_m10(
    varenr: str, packages: str, on: str = "2026-11-23", patient: str = AINO, prescription: str = "FI-2026-0042"
) -> bytes:
    """An M10 that a Norwegian pharmacy could have sent: ours, with other facts, of the Finnish prescription."""
    document = back(handed_out()).document
    assert document is not None
    facts = {"Varenr": varenr, "Antall": packages, "Utleveringsdato": on, "ReseptId": prescription}
    own = document.replace(b"<Id>999999999</Id>", b"<Id>313000125</Id>", 1)
    assert own != document
    return of_patient(changed(own, facts), patient)


def of_patient(document: bytes, patient: str) -> bytes:
    """A message about another patient."""
    text, times = re.subn("<Patient>.*?</Patient>", f"<Patient>{patient}</Patient>", document.decode(), flags=re.DOTALL)
    assert times == 1
    return text.encode()


def patient_of(ep: bytes) -> str:
    """The patient of a foreign prescription, as MsgHead has them."""
    role = parse(ep).find("{*}recordTarget/{*}patientRole")
    assert role is not None
    born = role.find("{*}patient/{*}birthTime").get("value", "")  # type: ignore[union-attr]
    names = {tag: role.findtext(f"{{*}}patient/{{*}}name/{{*}}{tag}") for tag in ("family", "given")}
    number = role.find("{*}id").get("extension")  # type: ignore[union-attr]
    return (
        f"<FamilyName>{names['family']}</FamilyName><GivenName>{names['given']}</GivenName>"
        f"<DateOfBirth>{born[:4]}-{born[4:6]}-{born[6:8]}</DateOfBirth>"
        f'<Ident><Id>{number}</Id><TypeId V="UID" S="2.16.578.1.12.4.1.1.8116" DN="Utenlandsk"/></Ident>'
    )


def changed(document: bytes, values: dict[str, str]) -> bytes:
    """A message with the text of each named element replaced."""
    text = document.decode()
    for name, value in values.items():
        text, times = re.subn(rf"<{name}( [^>]*)?>[^<]*</{name}>", rf"<{name}\g<1>>{value}</{name}>", text)
        assert times, name
    return text.encode()


def posted(m10: bytes, **more: Any) -> Any:
    """The dispense that the M10 tells, with the pharmacist and the pharmacy's number beside it."""
    said = {"pharmacist": PERSON, "pharmacy": {"organisationNumber": "313000125"}, **more}
    return read_entered(json.dumps(said).encode(), m10, loaded().norway)


def read(ed: bytes) -> Dispensation:
    """An eD as our own reader reads it."""
    root = parse(ed)
    order = root.find("{*}inFulfillmentOf/{*}order/{*}id")
    item = root.find(".//{*}entryRelationship/{*}substanceAdministration/{*}id")
    assert order is not None
    assert item is not None
    own = Identifier(item.get("root", ""), item.get("extension", ""))
    return read_ed(root, order.get("root", ""), loaded().foreign.names, discards=False, item=own).dispensation


def test_the_m10_says_what_the_json_leaves_out() -> None:
    m10 = own_m10("990003", "2")
    said = read(ed_of(foreign(), posted(m10)))
    assert (said.packages, said.dispensed_on.isoformat()) == (Decimal(2), "2026-11-23")
    assert said.product.layers[-1].code is not None
    assert said.product.layers[-1].code.code == "990003"
    number = parse(m10).findtext("{*}MsgInfo/{*}MsgId") or "?"
    assert said.document_id == loaded().identifiers.ed(ORGANISATION, number)


def test_a_dispense_of_this_morning_is_not_in_the_future() -> None:
    """An M10 tells the day; noon of it may be yet to come."""
    dispense = posted(own_m10("990003", "2"))
    early = AT.replace(hour=8)
    assert read(ed_of(foreign(), dispense, at=early)).dispensed_at == early
    outcome = made(foreign(), dispense, at=early - timedelta(days=1))
    assert "dispense-in-the-future" in {f.code for f in outcome.findings}


def test_what_the_json_says_goes_first() -> None:
    said = read(ed_of(foreign(), posted(own_m10("990003", "2"), packages="1", batch="B-9", number="N-1")))
    assert (said.packages, said.batch) == (Decimal(1), "B-9")
    assert said.document_id == loaded().identifiers.ed(ORGANISATION, "N-1")


ANNULLED = "<AnnulleringsId>4a774ee6-94f5-48d2-bd15-1537a1b70e1c</AnnulleringsId>"


@pytest.mark.parametrize(("named", "code"), [(ANNULLED, "m10-annuls"), ("", "m10-unreadable")])
def test_an_annulment_is_no_dispense(named: str, code: str) -> None:
    """Whether or not it says which M10 it annuls."""
    text = changed(own_m10("990003", "2"), {"Annullering": "true"}).decode()
    finished = re.search("<Avsluttet[^>]*>", text)
    assert finished is not None
    with pytest.raises(Problem) as caught:
        posted(text.replace(finished[0], finished[0] + named).encode())
    assert [f.code for f in caught.value.findings] == [code]


def test_a_message_that_breaks_its_schema_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        posted(own_m10("990003", "2").replace(b"Utleveringsdato", b"Utleveringsdag"))
    assert {f.code for f in caught.value.findings} == {"schema-fault"}


SAMPLES = {
    "lantus-w8": ("990901", "5"),
    "lantus-w7": ("990901", "3"),
    "lantus-invalid": ("990901", "1"),
    "canesten-w6": ("990055", "5"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_dispense_of_a_foreign_sample_like_the_official_m10(shared: Path, name: str) -> None:
    """Must hold of the official M10 with another package, number and day: the eD tells them, under the sample's ids."""
    varenr, packages = SAMPLES[name]
    official = (shared / "samples" / "norway" / "m10.xml").read_bytes()
    ep = (shared / "samples" / "eu" / "ep" / f"{name}.xml").read_bytes()
    prescription = parse(ep).find(".//{*}section/{*}id")
    assert prescription is not None
    number = prescription.get("extension") or prescription.get("root") or ""
    values = {"Varenr": varenr, "Antall": packages, "Utleveringsdato": "2026-11-20", "ReseptId": number}
    m10 = of_patient(changed(official, values), patient_of(ep))
    said = read(ed_of(ep, posted(m10, substituted="none"), SHELF))
    assert (said.prescription_id.root, said.prescription_id.extension) == (
        prescription.get("root"),
        prescription.get("extension"),
    )
    assert (said.packages, said.dispensed_on.isoformat()) == (Decimal(packages), "2026-11-20")
    assert said.product.layers[-1].code is not None
    assert said.product.layers[-1].code.code == varenr
    assert said.pharmacy.name == "Apotek 1 Ski Storsenter"


def test_the_official_m10_itself_is_of_group_b_and_is_refused(shared: Path) -> None:
    official = (shared / "samples" / "norway" / "m10.xml").read_bytes()
    codes = {f.code for f in made(foreign(), posted(official)).findings}
    assert {"dispense-group-a-b", "dispense-before-written"} <= codes
