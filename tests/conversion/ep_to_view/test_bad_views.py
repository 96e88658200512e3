"""Prescriptions that are hostile, odd or poor: each is shown as far as it can be read, and says what cannot."""

import base64
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.conversion.ep_to_view.route import MAX_EP
from converter.conversion.ep_to_view.view import Verdict, verdict
from converter.examples import example
from converter.model.draft_rows import DRAFT
from converter.model.foreign_prescription import DocumentKind
from tests.builders.exchange import steady
from tests.builders.foreign import AT, codes, foreign, outcome_of, part_of, shown, stops

OSLO = ZoneInfo("Europe/Oslo")
PDF = b"%PDF-1.7\n" + b"x" * 1000 + b"\n%%EOF\n"
L1 = "1.3.6.1.4.1.12559.11.10.1.3.1.1.6"
ATC = "2.16.840.1.113883.6.73"
TABLETS = '<pharm:asContent classCode="CONT"><pharm:quantity value="{}" unit="{}"/>'
CONTAINER = '<pharm:containerPackagedProduct classCode="CONT" determinerCode="KIND"><pharm:formCode nullFlavor="UNK"/>'


def packages(*layers: tuple[str, str]) -> str:
    """Package layers, innermost first."""
    opened = "".join(TABLETS.format(value, unit) + CONTAINER for value, unit in layers)
    return opened + "</pharm:containerPackagedProduct></pharm:asContent>" * len(layers)


def page_of(pdf: bytes, written: str | None = None) -> bytes:
    """A wave 8 document that holds a page: header of the Finnish one, template of eP L1."""
    body = base64.b64encode(pdf).decode() if written is None else written
    text = f'<text mediaType="application/pdf" representation="B64">{body}</text>'
    whole = foreign(body=f'<nonXMLBody classCode="DOCBODY" moodCode="EVN">{text}</nonXMLBody>')
    return whole.replace(b"1.3.6.1.4.1.12559.11.10.1.3.1.1.1", L1.encode())


def coded(code: str, display: str = "x") -> str:
    """The ATC code of the product."""
    return (
        '<pharm:asSpecializedKind classCode="GRIC"><pharm:generalizedMaterialKind classCode="MMAT"'
        f' determinerCode="KIND"><pharm:code code="{code}" codeSystem="{ATC}" displayName="{display}"/>'
        "</pharm:generalizedMaterialKind></pharm:asSpecializedKind>"
    )


def test_the_sound_one_is_dispensable() -> None:
    outcome = outcome_of(foreign())
    assert (verdict(outcome), {f.code for f in outcome.findings} - {DRAFT}) == (Verdict.DISPENSABLE, set())


def test_a_page_of_wave_8_is_taken_out() -> None:
    view = shown(page_of(PDF))
    assert (view.prescription.kind, view.prescription.pdf) == (DocumentKind.PDF, PDF)
    assert view.patient is not None
    assert view.patient.name == "Aino Esimerkki"
    assert stops(page_of(PDF)) == {"view-only-a-page"}


def test_a_page_of_five_megabytes_is_shown() -> None:
    pdf = b"%PDF-1.7\n" + bytes(5_000_000)
    assert shown(page_of(pdf)).prescription.pdf == pdf


@pytest.mark.parametrize("text", ["", "!!!!", base64.b64encode(b"<html><script>alert(1)</script>").decode(), "JVBERi"])
def test_what_is_no_pdf_is_not_offered_as_one(text: str) -> None:
    data = page_of(b"", text)
    assert shown(data).prescription.pdf is None
    assert "view-part-unread" in codes(data)


def test_a_document_beyond_the_limit_is_refused() -> None:
    assert outcome_of(b" " * (MAX_EP + 1)).details is None
    assert codes(b" " * (MAX_EP + 1)) == {"too-large"}


REFUSED = {
    "nothing": (b"", "not-xml"),
    "half a document": (foreign()[:3000], "not-xml"),
    "a DOCTYPE": (b'<!DOCTYPE x [<!ENTITY a "b">]>' + foreign().partition(b"?>")[2], "doctype-not-allowed"),
    "an eD": (example("ed-tablets"), "not-an-ep"),
    "an M1": (example("m1-tablets"), "not-an-ep"),
    "two items": (foreign(item=part_of("item") + "</entry><entry>" + part_of("item")), "ep-several-items"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_prescription_is_refused(name: str) -> None:
    data, code = REFUSED[name]
    outcome = outcome_of(data)
    assert outcome.details is None
    assert {f.code for f in outcome.findings} == {code}
    assert verdict(outcome) is Verdict.NOT_DISPENSABLE


NAMELESS = "<recordTarget><patientRole><id root='1.2.3' extension='1'/><patient/></patientRole></recordTarget>"
SLIM = {
    "expired": (
        foreign(valid='<effectiveTime xsi:type="IVL_TS"><high value="20261122"/></effectiveTime>'),
        "view-expired",
    ),
    "not yet valid": (
        foreign(valid='<effectiveTime xsi:type="IVL_TS"><low value="20261124"/></effectiveTime>'),
        "view-not-yet-valid",
    ),
    "no patient": (foreign(patient=NAMELESS), "view-patient-unread"),
    "no name": (foreign(name="<name/>"), "view-product-unread"),
    "no packages": (foreign(quantity=""), "view-packages-unread"),
    "0 packages": (foreign(quantity='<quantity value="0" unit="1"/>'), "view-packages-unread"),
    "-1 packages": (foreign(quantity='<quantity value="-1" unit="1"/>'), "view-packages-unread"),
    "packages in tablets": (foreign(quantity='<quantity value="60" unit="{Tablet}"/>'), "view-packages-unread"),
    "1e400 packages": (foreign(quantity='<quantity value="1e400" unit="1"/>'), "view-packages-unread"),
    "no number": (foreign(section_id='<id nullFlavor="NI"/><code code="57828-6"/>'), "view-prescription-unidentified"),
    "not to be taken": (
        foreign().replace(b"<substanceAdministration ", b'<substanceAdministration negationInd="true" '),
        "view-not-active",
    ),
    "cancelled": (foreign().replace(b'statusCode code="active"', b'statusCode code="cancelled"'), "view-not-active"),
    "group B by its ATC code": (foreign(atc=coded("N02AJ06")), "view-group-a-b"),
    "group A by its substance": (
        foreign(ingredient=part_of("ingredient").replace("M01AE01", "N02AB03"), atc=""),
        "view-group-a-b",
    ),
}


@pytest.mark.parametrize("name", SLIM)
def test_what_stops_it_is_said_first(name: str) -> None:
    data, code = SLIM[name]
    outcome = outcome_of(data)
    assert code in stops(data)
    assert outcome.findings[0].severity.value == "reject"
    assert verdict(outcome) is Verdict.NOT_DISPENSABLE


def test_group_a_and_b_are_found_in_a_part_of_a_kit_too() -> None:
    part = (
        '<pharm:part classCode="PART"><pharm:quantity value="1" unit="1"/><pharm:partProduct classCode="MMAT"'
        f' determinerCode="KIND"><pharm:name>x</pharm:name>{part_of("content")}'
        f"{part_of('ingredient').replace('M01AE01', 'N02AB03')}</pharm:partProduct></pharm:part>"
    )
    assert "view-group-a-b" in stops(foreign(ingredient=part + part_of("ingredient")))


POOR = {
    "no strength": (foreign(desc="", ratio=""), {"view-strength-missing", "view-form-faults"}),
    "a strength in words that is another": (
        foreign(ingredient=part_of("ingredient").replace('value="400" unit="mg"', 'value="100" unit="ug"')),
        {"view-strength-contradicts"},
    ),
    "a strength that is no number": (
        foreign(ingredient=part_of("ingredient").replace('value="400"', 'value="400,5"')),
        {"view-part-unread"},
    ),
    "no ATC": (foreign(atc="", ingredient=part_of("ingredient").replace(ATC, "1.2.3")), {"view-atc-missing"}),
    "an ATC code without Norwegian packages": (
        foreign(atc=coded("B01AA03"), ingredient=part_of("ingredient").replace("M01AE01", "B01AA03")),
        {"view-group-unknown"},
    ),
    "a group of ATC codes": (
        foreign(atc=coded("M01A"), ingredient=part_of("ingredient").replace(ATC, "1.2.3")),
        {"view-atc-group"},
    ),
    "no package content": (foreign(content=""), {"view-package-unread"}),
    "no validity": (foreign(valid='<effectiveTime xsi:type="IVL_TS"/>'), {"view-validity-missing"}),
    "a last day that is none": (
        foreign(valid='<effectiveTime xsi:type="IVL_TS"><high value="20271399"/></effectiveTime>'),
        {"view-validity-missing", "view-part-unread"},
    ),
    "marked as completed": (
        foreign().replace(b'statusCode code="active"', b'statusCode code="completed"'),
        {"view-completed"},
    ),
    "a highest dose": (
        foreign(dose=part_of("dose") + '<maxDoseQuantity><numerator value="3"/></maxDoseQuantity>'),
        {"view-part-unread"},
    ),
    "repeats": (foreign(quantity='<repeatNumber value="3"/><quantity value="2" unit="1"/>'), {"view-part-unread"}),
    "a second route": (foreign(route=part_of("route") * 2), {"view-part-unread"}),
    "a diagnosis": (
        foreign(
            substitution=part_of("substitution") + "</observation></entryRelationship><entryRelationship"
            ' typeCode="RSON"><observation classCode="OBS" moodCode="EVN"><code code="x"/>'
        ),
        {"view-part-unread"},
    ),
}


@pytest.mark.parametrize("name", POOR)
def test_what_is_missing_is_told_and_the_rest_is_shown(name: str) -> None:
    data, found = POOR[name]
    assert found <= codes(data)
    assert stops(data) == set()
    assert verdict(outcome_of(data)) is Verdict.CHECK
    assert shown(data).patient == shown(foreign()).patient


def test_no_strength_is_made_of_a_name_or_an_atc_code() -> None:
    view = shown(foreign(desc="", ratio=""))
    assert view.product is not None
    assert (view.product.strength, [s.strength for s in view.product.substances]) == ("", [""])
    assert view.suggestions == ()


def test_an_atc_code_alone_names_the_substance_and_nothing_more() -> None:
    view = shown(foreign(desc="", ingredient="", form='<pharm:formCode nullFlavor="UNK"/>'))
    assert view.product is not None
    assert (view.product.atc.text, view.product.substances, view.product.form.text) == ("ibuprofen", (), "")
    assert view.suggestions == ()


@pytest.mark.parametrize("layers", [4, 20])
def test_more_layers_than_three_are_not_multiplied(layers: int) -> None:
    data = foreign(content=packages(*[("2", "1")] * layers))
    view = shown(data)
    assert view.product is not None
    assert (view.product.layers, view.product.one, view.product.whole) == ((), "", "")
    assert {"view-package-unread", "view-part-unread"} <= codes(data)


def test_three_layers_are_multiplied() -> None:
    view = shown(foreign(content=packages(("3", "mL"), ("5", "1"), ("2", "1"))))
    assert view.product is not None
    assert (view.product.layers, view.product.one, view.product.whole) == (
        ("3 ml", "5 av disse", "2 av disse"),
        "30 ml",
        "60 ml",
    )


@pytest.mark.parametrize("value", ["1e400", "-3", "0", "0,5", "NaN", "9999999999", "0.0000001", "٣"])
def test_an_amount_that_cannot_be_is_not_shown(value: str) -> None:
    view = shown(foreign(content=packages((value, "mL"))))
    assert view.product is not None
    assert (view.product.layers, view.product.one, view.product.whole) == ((), "", "")


@pytest.mark.parametrize(
    ("at", "expired"),
    [
        (datetime(2027, 11, 1, 23, 59, tzinfo=OSLO), False),
        (datetime(2027, 11, 2, 0, 0, tzinfo=OSLO), True),
        (datetime(2027, 11, 1, 23, 30, tzinfo=ZoneInfo("UTC")), True),
    ],
)
def test_the_last_day_is_norway_s(at: datetime, expired: bool) -> None:
    assert ("view-expired" in codes(foreign(), at)) == expired


TEXTS = (
    "Aino", "Esimerkki", "Mallinen", "Esimerkkilän terveysasema (fictional)", "Buranisti", "400 mg", "Ibuprofen",
    "Buranisti 400 mg, 30 tablettia", "1 tabletti 3 kertaa päivässä", "Finnish",
)  # fmt: skip
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")


@steady(60)
@given(text=st.text(CHARACTERS, max_size=40), which=st.sampled_from(TEXTS))
def test_any_text_is_shown_or_told_and_never_breaks(text: str, which: str) -> None:
    root = etree.fromstring(foreign())
    for element in root.iter(etree.Element):
        if element.text and which in element.text:
            element.text = text
    outcome = outcome_of(etree.tostring(root))
    assert outcome.details is not None


@steady(120)
@given(data=st.data())
def test_no_attribute_breaks_it(data: st.DataObject) -> None:
    """Any attribute of the document with any value: shown or told, never a failure; and no number is made up."""
    root = etree.fromstring(foreign())
    places = [(e, name) for e in root.iter(etree.Element) for name in e.attrib]
    element, name = data.draw(st.sampled_from(places))
    element.set(name, data.draw(st.text(CHARACTERS, max_size=12) | st.sampled_from(("-1", "1e9", "0", "NaN", "UNK"))))
    outcome_of(etree.tostring(root))


@steady(120)
@given(data=st.data())
def test_no_missing_or_doubled_element_breaks_it(data: st.DataObject) -> None:
    """What stands twice is told or refused, unless it is a list; what is missing is not replaced."""
    root = etree.fromstring(foreign())
    element = data.draw(st.sampled_from([e for e in root.iter(etree.Element) if e is not root]))
    parent = element.getparent()
    assert parent is not None
    if data.draw(st.booleans()):
        parent.remove(element)
    else:
        element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))
    outcome = outcome_of(etree.tostring(root))
    if outcome.details is not None and outcome.details.product is not None:
        assert outcome.details.product.whole in {"", "60 tabletter"}
        assert outcome.details.packages in {"", "2"}


@given(packages_=st.integers(1, 999), pieces=st.integers(1, 9999))
@steady(50)
def test_the_total_is_the_product(packages_: int, pieces: int) -> None:
    data = foreign(content=packages((str(pieces), "{Tablet}")), quantity=f'<quantity value="{packages_}" unit="1"/>')
    product = shown(data).product
    assert product is not None
    assert Decimal(product.whole.split()[0]) == packages_ * pieces


def test_the_same_document_is_shown_alike_twice() -> None:
    assert outcome_of(foreign(), AT) == outcome_of(foreign(), AT)
