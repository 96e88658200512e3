"""Why a foreign prescription is not dispensable, and what is told: each reason alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from converter.conversion.ep_to_view.verdict import atc_codes, judge
from converter.model.coded import Coded, Identifier, Null, Quantity
from converter.model.dispensation import Recipient
from converter.model.foreign_prescription import (
    DocumentKind,
    DoseTime,
    ForeignDosage,
    ForeignPart,
    ForeignPrescription,
    ForeignProduct,
    NamedSubstance,
)
from converter.model.medicine import Medicine
from converter.model.party import PersonName
from converter.model.product import Ingredient
from converter.model.zone import OSLO
from tests.builders.loaded import loaded
from tests.builders.medicines import ATC, IBUPROFEN, TABLET, Register, codes, known, layer, notes, ratio

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=OSLO)
ID = Identifier("1.2.3", "x")
NAPROXEN = Coded("M01AE02", ATC, "naproxen")
SUBSTANCE = NamedSubstance("ibuprofen", IBUPROFEN, Ingredient("ibuprofen", ratio(), IBUPROFEN))
PRODUCT = ForeignProduct("Buranisti", None, "400 mg", TABLET, IBUPROFEN, (SUBSTANCE,), (layer("30"),), ())
PRESCRIPTION = ForeignPrescription(
    kind=DocumentKind.STRUCTURED,
    document_id=ID,
    country="FI",
    language="fi-FI",
    made_at=None,
    written_on=TODAY - timedelta(2),
    patient=Recipient((ID,), PersonName("Esimerkki", ("Aino",)), None, Null.UNK),
    prescriber=None,
    prescription_id=ID,
    item_id=ID,
    product=PRODUCT,
    packages=Decimal(1),
    valid_from=TODAY,
    valid_until=TODAY,
    dosage=ForeignDosage(times=(DoseTime(hour="08:00"),)),
    status="active",
)


NORWEGIAN = Register(M01AE01=(known(),))


def found(register: Register = NORWEGIAN, product: ForeignProduct | None = PRODUCT, **changes: Any) -> list[str]:
    """What is noted of the prescription with these changes."""
    noted = notes()
    given = replace(PRESCRIPTION, product=product, **changes)  # type: ignore[arg-type]
    judge(given, register, loaded().rules["ep-to-view"], NOW, noted)  # type: ignore[arg-type]
    return codes(noted)


def test_a_whole_prescription_is_dispensable() -> None:
    """Nothing is noted; its first and last day are today."""
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": DocumentKind.EPSOS}, "view-epsos"),
        ({"valid_until": None}, "view-validity-missing"),
        ({"valid_until": TODAY - timedelta(1)}, "view-expired"),
        ({"valid_from": TODAY + timedelta(1)}, "view-not-yet-valid"),
        ({"unread": ("/x",)}, "view-part-unread"),
        ({"faults": 1}, "view-form-faults"),
        ({"negated": True}, "view-not-active"),
        ({"status": "suspended"}, "view-not-active"),
        ({"status": "completed", "negated": True}, "view-not-active"),
        ({"status": "completed"}, "view-completed"),
        ({"status": ""}, "view-status-missing"),
        ({"prescription_id": None}, "view-prescription-unidentified"),
        ({"prescription_id": Identifier("no root")}, "view-prescription-unidentified"),
        ({"item_id": Identifier("no root")}, "view-prescription-unidentified"),
        ({"patient": None}, "view-patient-unread"),
        ({"patient": replace(PRESCRIPTION.patient, name=None)}, "view-patient-unread"),  # type: ignore[type-var]
        ({"packages": None}, "view-packages-unread"),
        ({"product": replace(PRODUCT, name="")}, "view-product-unread"),
        ({"product": replace(PRODUCT, layers=None)}, "view-package-unread"),
        ({"dosage": ForeignDosage()}, "view-dosage-missing"),
    ],
)
def test_one_thing_wrong_is_one_finding(changes: dict[str, Any], code: str) -> None:
    """And no other."""
    assert found(**changes) == [code]


@pytest.mark.parametrize(
    "changes",
    [
        {"item_id": None},
        {"valid_from": None},
        {"valid_from": TODAY - timedelta(1)},
        {"valid_until": TODAY + timedelta(1)},
        {"dosage": ForeignDosage(low=Quantity(Decimal(1), "1"))},
        {"dosage": ForeignDosage(instructions=("1 x 3",))},
        {"product": replace(PRODUCT, strength_text="")},
        {"product": replace(PRODUCT, substances=())},
        {"product": replace(PRODUCT, layers=())},
    ],
)
def test_what_need_not_be_said_is_not_missed(changes: dict[str, Any]) -> None:
    """Nothing is noted."""
    assert found(**changes) == []


def test_no_product_is_unread() -> None:
    """Its strength and its package are not missed beside it; its code is."""
    assert found(product=None) == ["view-product-unread", "view-atc-missing"]


def test_a_page_is_judged_by_its_days_alone() -> None:
    """What it says is read by a person."""
    empty: dict[str, Any] = {"status": "suspended", "prescription_id": None, "product": None, "valid_until": None}
    assert found(kind=DocumentKind.PDF, **empty) == ["view-only-a-page"]
    assert found(kind=DocumentKind.PDF, valid_until=TODAY - timedelta(1)) == ["view-only-a-page", "view-expired"]


PART = ForeignPart("", None, TABLET, (SUBSTANCE,), ())
UNSAID = replace(SUBSTANCE, strength=None)


@pytest.mark.parametrize(
    ("text", "substances", "parts", "missing"),
    [
        ("", (), (), True),
        ("", (UNSAID,), (), True),
        ("", (UNSAID, SUBSTANCE), (), False),
        ("", (), (PART,), False),
        ("", (UNSAID,), (replace(PART, substances=(UNSAID,)),), True),
        ("400 mg", (), (), False),
    ],
)
def test_a_strength_may_be_said_in_words_or_of_any_substance(
    text: str, substances: tuple[NamedSubstance, ...], parts: tuple[ForeignPart, ...], missing: bool
) -> None:
    """Of the product or of a part of it."""
    given = replace(PRODUCT, strength_text=text, substances=substances, shown_parts=parts)
    assert ("view-strength-missing" in found(product=given)) is missing


@pytest.mark.parametrize(
    ("packages", "code"),
    [
        ((known(),), ""),
        ((known(group="A"),), "view-group-a-b"),
        ((known(group="B"),), "view-group-a-b"),
        ((known(brand_group="A"),), "view-group-a-b"),
        ((known(brand_group="B"),), "view-group-a-b"),
        ((known(), known(group="B")), "view-group-a-b"),
        ((known(group="F", brand_group=""),), ""),
        ((), "view-group-unknown"),
    ],
)
def test_one_norwegian_package_of_a_narcotic_group_is_enough(packages: tuple[Medicine, ...], code: str) -> None:
    """By its own group or its brand's; where there is none, a person must find out."""
    assert found(Register(M01AE01=packages)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("product", "wanted"),
    [
        (None, ()),
        (PRODUCT, ("M01AE01",)),
        (replace(PRODUCT, atc=None), ("M01AE01",)),
        (replace(PRODUCT, atc=NAPROXEN), ("M01AE02", "M01AE01")),
        (replace(PRODUCT, atc=None, substances=(replace(SUBSTANCE, code=Null.UNK),)), ()),
        (replace(PRODUCT, atc=Coded("M01AE", ATC, ""), substances=()), ()),
        (replace(PRODUCT, atc=Coded("M01AE02", "1.2.3", ""), substances=()), ()),
        (replace(PRODUCT, atc=None, substances=(), shown_parts=(PART,)), ("M01AE01",)),
    ],
)
def test_atc_codes(product: ForeignProduct | None, wanted: tuple[str, ...]) -> None:
    """Of the product, its substances and its parts, each once; whole codes of ATC only."""
    assert atc_codes(replace(PRESCRIPTION, product=product)) == wanted


def test_every_code_is_asked_for() -> None:
    """A narcotic substance beside another is one."""
    both = replace(PRODUCT, atc=NAPROXEN)
    assert found(Register(M01AE02=(known(),), M01AE01=(known(group="A"),)), both) == ["view-group-a-b"]
    assert found(Register(M01AE01=(known(),)), both) == ["view-group-unknown"]


def test_faults_of_form_are_told_of_the_document() -> None:
    """As a whole."""
    noted = notes()
    judge(replace(PRESCRIPTION, faults=1), NORWEGIAN, loaded().rules["ep-to-view"], NOW, noted)  # type: ignore[arg-type]
    assert [(f.code, f.path) for f in noted.findings] == [("view-form-faults", "/ClinicalDocument")]
