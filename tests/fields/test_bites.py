"""The proof that the register's tests bite: where the code is broken, the leaf no longer does as its row says."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from converter.conversion.m1_to_ep import reading
from converter.formats.norway.m1 import read_m1
from converter.formats.norway.msghead import Envelope
from converter.model.national import NationalPrescription
from tests.builders.loaded import convert, loaded
from tests.fields.leaves import leaves
from tests.fields.planting import planted
from tests.fields.test_m1_register import fault_of
from tests.fields.values import values_of

Break = Callable[[NationalPrescription, Envelope, etree._Element], NationalPrescription]
FORSKRIVNING = "Resept/ReseptDokLegemiddel/Forskrivning"
PERSON = "MsgHead/MsgInfo/Patient"


def _patient(**changes: object) -> Break:
    return lambda m1, _, __: replace(m1, patient=m1.patient and replace(m1.patient, **changes))  # type: ignore[arg-type]


def _prescriber(**changes: object) -> Break:
    return lambda m1, _, __: replace(m1, prescriber=m1.prescriber and replace(m1.prescriber, **changes))  # type: ignore[arg-type]


def _said(**changes: object) -> Break:
    return lambda m1, _, __: replace(m1, **changes)  # type: ignore[arg-type]


def _fact(**changes: object) -> Break:
    return lambda m1, _, __: replace(m1, facts=replace(m1.facts, **changes))  # type: ignore[arg-type]


def _swapped(m1: NationalPrescription, _: Envelope, __: etree._Element) -> NationalPrescription:
    dosage = replace(m1.dosage, text=m1.indication or "-")
    return replace(m1, indication=m1.dosage.text, dosage=dosage)


def _names_swapped(m1: NationalPrescription, _: Envelope, __: etree._Element) -> NationalPrescription:
    assert m1.patient is not None
    return replace(m1, patient=replace(m1.patient, family=m1.patient.given, given=m1.patient.family))


def _leaks(element: str, attribute: str = "") -> Break:
    """Adds to the indication what stands somewhere in the message."""

    def leaking(m1: NationalPrescription, _: Envelope, resept: etree._Element) -> NationalPrescription:
        found = [e.get(attribute, "") if attribute else e.text or "" for e in resept.iter(f"{{*}}{element}")]
        return replace(m1, indication=" ".join([m1.indication, *found]))

    return leaking


def _leaks_receiver(m1: NationalPrescription, envelope: Envelope, _: etree._Element) -> NationalPrescription:
    receiver = next(envelope.sender.itersiblings("{*}Receiver"))
    return replace(m1, indication=f"{m1.indication} {receiver.findtext('.//{*}OrganisationName')}")


BREAKS: dict[str, tuple[Break, str]] = {
    "the patient's middle name is dropped": (_patient(middle=""), f"{PERSON}/MiddleName"),
    "the patient's sex is dropped": (_patient(sex=""), f"{PERSON}/Sex/@V"),
    "the patient's names are swapped": (_names_swapped, f"{PERSON}/FamilyName"),
    "the patient's telephone is dropped": (_patient(telecoms=()), f"{PERSON}/TeleCom/TeleAddress/@V"),
    "every prescriber is a doctor": (
        _prescriber(profession="LE"),
        "MsgHead/MsgInfo/Sender/Organisation/HealthcareProfessional/TypeHealthcareProfessional/@V",
    ),
    "the number of packages is always one": (_said(packages=Decimal(1)), "Resept/ReseptDokLegemiddel/Antall"),
    "the first day is forgotten": (_said(valid_from=None), "Resept/TidligsteUtlevering"),
    "substitution is always allowed": (_said(substitution="2"), "Resept/ReseptDokLegemiddel/BytteresRekvirent/@V"),
    "dosage and indication are swapped": (_swapped, f"{FORSKRIVNING}/DosVeiledEnkel"),
    "a lock is not seen": (_fact(locked=False), "Resept/LastResept"),
    "a reference number is not seen": (_fact(has_reference_number=False), "Resept/RefNr"),
    "a guardian reservation is not seen": (_fact(guardian_reservation=False), "Resept/Vergeinnsynsreservasjon"),
    "every medicine is in group C": (_fact(groups=("C",)), f"{FORSKRIVNING}/LegemiddelMerkevare/Reseptgruppe/@V"),
    "a special permit is not seen": (
        _fact(special_permit=False),
        "Resept/ReseptDokLegemiddel/LegemiddelUtenMt/Produsent",
    ),
    "the note is lost": (_said(note=""), "Resept/ReseptDokLegemiddel/Merknad"),
    "the diagnosis leaks": (_leaks("RefKode", "V"), "Resept/ReseptDokLegemiddel/RefKode/@V"),
    "the repeats leak": (_leaks("Reiterasjon"), "Resept/ReseptDokLegemiddel/Reiterasjon"),
    "the one who began the treatment leaks": (_leaks("Etternavn"), "Resept/Instituert/Helseperson/Etternavn"),
    "the home care service leaks": (_leaks("KomLegemdlAdm"), "Resept/ReseptDokLegemiddel/KomLegemdlAdm"),
    "the receiver leaks": (_leaks_receiver, "MsgHead/MsgInfo/Receiver/Organisation/OrganisationName"),
    "who pays leaks": (_leaks("Frikort"), "Resept/Frikort"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_code_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sound code does as the row says; broken code does not."""
    loaded()
    breaking, path = BREAKS[name]
    leaf = leaves()[path]

    def answers() -> str:
        return fault_of(path, tuple(convert(planted(leaf, v)) for v in values_of(path, leaf.type)))

    def broken(envelope: Envelope, resept: etree._Element, status: str, in_container: bool) -> NationalPrescription:
        return breaking(read_m1(envelope, resept, status, in_container), envelope, resept)

    assert answers() == ""
    monkeypatch.setattr(reading, "read_m1", broken)
    assert answers() != ""
