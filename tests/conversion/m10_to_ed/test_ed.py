"""The eD of a Norwegian dispense: what it says, what is refused, and that our own reader of eDs reads it back."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.conversion.answer import Decision
from converter.conversion.m10_to_ed.entered import read_entered
from converter.formats.cda.ed_reader import normalise_discard, read_ed, require_ed
from converter.formats.cda.ed_writer import discarded
from converter.formats.cda.foreign import mended
from converter.formats.xml import parse
from converter.model.coded import Identifier
from converter.model.dispensation import Dispensation
from converter.model.finding import Problem
from converter.model.medicine import RegisterQuantity
from converter.model.signs import GARBLED, SIGNS
from converter.model.substitution import Substituted
from tests.builders.exchange import AWKWARD, CHARACTERS, steady
from tests.builders.foreign import AT, foreign, permitting
from tests.builders.loaded import loaded
from tests.builders.norwegian import HANDED_OUT, PHARMACY, ed_of, entered, made, package, refused, shelf, told
from tests.conversion.ep_to_view.test_bad_views import coded, packages

OSLO = ZoneInfo("Europe/Oslo")
ORDER = "2.16.840.1.113883.3.9999.20.2"
EAN_ROOT = loaded().identifiers.varenr_root


def read(ed: bytes) -> Dispensation:
    """An eD as our own reader reads it, without a remark."""
    root = parse(ed)
    require_ed(root)
    found = read_ed(root, ORDER, loaded().foreign.names, discards=False)
    assert found.remarks == ()
    return found.dispensation


def test_the_ed_says_what_was_entered() -> None:
    said = read(ed_of(foreign(), entered()))
    assert (said.prescription_id.root, said.prescription_id.extension) == (ORDER, "FI-2026-0042")
    assert (said.packages, said.batch, said.substituted) == (Decimal(2), "A123", True)
    assert said.dispensed_at == HANDED_OUT
    assert said.product.name == "Fiktivprofen"
    assert said.product.atc is not None
    assert (said.product.atc.code, said.product.atc.system) == ("M01AE01", "2.16.840.1.113883.6.73")
    assert [(layer.content.value, layer.content.unit) for layer in said.product.layers] == [(30, "{Tablet}")]
    assert said.product.layers[-1].code is not None
    assert (said.product.layers[-1].code.system, said.product.layers[-1].code.code) == (EAN_ROOT, "990003")
    assert (said.pharmacy.name, said.pharmacy.id.extension if said.pharmacy.id else "") == (PHARMACY.name, "313000125")
    assert said.patient.ids[0].extension == "FI-TEST-0071"


def test_the_prescribed_product_is_repeated_as_it_was_prescribed() -> None:
    root = parse(ed_of(foreign(), entered()))
    item = root.find(".//{*}entryRelationship[@typeCode='REFR']/{*}substanceAdministration")
    assert item is not None
    assert item.find("{*}id").get("extension") == "FI-2026-0042"  # type: ignore[union-attr]
    material = item.find("{*}consumable/{*}manufacturedProduct/{*}manufacturedMaterial")
    assert material is not None
    said = {e.tag.rpartition("}")[2]: e for e in material}
    assert (said["name"].text, said["desc"].text, said["formCode"].get("code")) == ("Buranisti", "400 mg", "10221000")
    assert [q.get("value") for q in material.iter("{*}quantity", "{*}numerator")] == ["30", None, "400"]


def test_an_item_with_an_id_of_its_own_goes_back_under_it() -> None:
    """As in the Finnish samples, whose prescription and item have ids under different roots."""
    own = '<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.7.1"/>\n              <id root="{}" extension="{}"/>'
    old = own.format(ORDER, "FI-2026-0042").encode()
    ep = foreign().replace(old, own.format("1.2.246.99", "ITEM-7").encode())
    assert ep != foreign()
    item = parse(ed_of(ep, entered())).find(".//{*}entryRelationship/{*}substanceAdministration/{*}id")
    assert item is not None
    assert (item.get("root"), item.get("extension")) == ("1.2.246.99", "ITEM-7")


def test_the_discard_is_the_same_document_with_two_values_overwritten() -> None:
    ed = ed_of(foreign(), entered())
    root = parse(discarded(ed))
    assert normalise_discard(root)
    assert read_ed(root, ORDER, loaded().foreign.names, discards=False).dispensation == read(ed)


def test_the_same_dispense_gives_the_same_bytes() -> None:
    assert ed_of(foreign(), entered()) == ed_of(foreign(), entered())


REFUSED: dict[str, tuple[dict[str, Any], set[str]]] = {
    "0 packages": ({"packages": Decimal(0)}, {"dispense-packages-unusable"}),
    "-1 packages": ({"packages": Decimal(-1)}, {"dispense-packages-unusable"}),
    "a part of a tablet": ({"packages": Decimal("0.01")}, {"dispense-packages-unusable"}),
    "too much": ({"packages": Decimal(3)}, {"dispense-too-much"}),
    "a piece too much": ({"varenr": "990004", "packages": Decimal("2.1")}, {"dispense-too-much"}),
    "an unknown varenr": ({"varenr": "123456"}, {"dispense-varenr-unknown"}),
    "group A": ({"varenr": "990035", "substituted": None}, {"dispense-group-a-b", "dispense-not-substituted"}),
    "group A, substituted": ({"varenr": "990035", "substituted": Substituted.OTHER}, {"dispense-group-a-b"}),
    "group B": ({"varenr": "990050", "substituted": None}, {"dispense-group-a-b", "dispense-not-substituted"}),
    "for animals": (
        {"varenr": "990051", "substituted": Substituted.OTHER},
        {"dispense-veterinary"},
    ),
    "another substance": ({"varenr": "990001", "substituted": None}, {"dispense-not-substituted"}),
    "tomorrow": ({"dispensed_at": AT + timedelta(days=1)}, {"dispense-in-the-future"}),
    "before it was written": (
        {"dispensed_at": datetime(2026, 10, 31, 12, tzinfo=OSLO)},
        {"dispense-before-written", "view-not-yet-valid"},
    ),
    "no HPR number": ({"hpr_number": ""}, {"dispense-pharmacist-incomplete"}),
    "1000 of another": (
        {"varenr": "990001", "substituted": Substituted.OTHER, "packages": Decimal(1000)},
        {"dispense-implausibly-much"},
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    values, codes = REFUSED[name]
    assert refused(permitting("TE"), entered(**values)) == codes


def test_the_case_of_too_many(shared: Path) -> None:
    """Three packages where two were prescribed."""
    folder = shared / "cases" / "inbound"
    given_so = read_entered((folder / "out-too-many.json").read_bytes(), None, loaded().norway)
    assert refused((folder / "out-too-many.ep.xml").read_bytes(), given_so) == {"dispense-too-much"}


def test_everything_wrong_is_told_at_once() -> None:
    wrong = entered(packages=Decimal(0), varenr="1", hpr_number="x", dispensed_at=AT + timedelta(days=1))
    assert refused(foreign(), wrong) == {
        "dispense-packages-unusable",
        "dispense-varenr-unknown",
        "dispense-pharmacist-incomplete",
        "dispense-in-the-future",
    }


def test_what_was_valid_when_handed_out_is_reported_later() -> None:
    """And what was not is not, however soon it is reported."""
    last, later = datetime(2027, 11, 1, 23, 50, tzinfo=OSLO), datetime(2027, 11, 2, 8, tzinfo=OSLO)
    assert made(foreign(), entered(dispensed_at=last), at=later).document is not None
    codes = {f.code for f in made(foreign(), entered(dispensed_at=later), at=later).findings}
    assert "view-expired" in codes


def test_a_withdrawn_package_is_refused() -> None:
    register = shelf(package("990003", withdrawn=True))
    assert refused(foreign(), entered(), register) == {"dispense-varenr-unknown"}


def test_another_substance_is_allowed_where_marked_and_is_warned_of() -> None:
    other = entered(varenr="990001", substituted=Substituted.OTHER)
    assert told(permitting("TE"), other) == {"dispense-other-substance", "dispense-amount-not-compared"}
    assert b'code="SUBST"' in ed_of(permitting("TE"), other)


def test_another_strength_is_another_product() -> None:
    """Refused where it is not marked, and warned of where it is."""
    known = package("990003")
    weaker = tuple(replace(s, strength=RegisterQuantity(Decimal(200), "mg")) for s in known.substances)
    register = shelf(replace(known, substances=weaker, name_form_strength="Fiktivprofen tab 200 mg"))
    assert "dispense-not-substituted" in refused(foreign(), entered(substituted=None), register)
    assert "dispense-other-product" in told(foreign(), entered(substituted=Substituted.OTHER), register)


@pytest.mark.parametrize("code", ["G", "TE"])
def test_a_generic_package_of_another_name_is_what_it_is(code: str) -> None:
    assert told(permitting(code), entered(varenr="990004")) == {"draft-row-used"}  # of its container


UNFIT = {
    "expired": {"valid": '<effectiveTime xsi:type="IVL_TS"><high value="20261122"/></effectiveTime>'},
    "group B": {"atc": coded("N02AJ06")},
    "no packages": {"quantity": ""},
    "no number": {"section_id": '<id nullFlavor="NI"/><code code="57828-6"/>'},
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_is_not_dispensable_gets_no_ed(name: str) -> None:
    assert made(foreign(**UNFIT[name]), entered()).decision is Decision.REJECTED


def test_a_package_that_cannot_be_read_gets_no_ed() -> None:
    assert "dispense-prescribed-unsayable" in refused(foreign(content=packages(("1e400", "mL"))), entered())


def test_a_birth_date_that_is_none_gets_no_ed() -> None:
    ep = foreign().replace(b'birthTime value="19800229"', b'birthTime value="1980"')
    assert refused(ep, entered()) == {"dispense-patient-incomplete"}


ODD = {
    "a package code under no root": permitting("TE").replace(
        b'codeSystem="2.16.840.1.113883.3.9999.20.6"', b'codeSystem="..."'
    ),
    "a gender of no value set": permitting("TE").replace(b'Code code="F"', b'Code code="X"'),
    "a form of no value set": permitting("TE").replace(b'code="10221000"', b'code="99999999"'),
    "a container of no value set": permitting("TE").replace(b'code="30007000"', b'code="99999999"'),
    "an ATC code of no value set": permitting("TE").replace(b'code="M01AE01"', b'code="M01AE99"'),
    "a unit of no value set": permitting("TE").replace(b'value="30" unit="{Tablet}"', b'value="30" unit="{tabletti}"'),
    "a strength in a unit of no value set": permitting("TE").replace(
        b'value="400" unit="mg"', b'value="400" unit="mgg"'
    ),
    "a substance without a name": permitting("TE").replace(b"<pharm:name>Ibuprofen</pharm:name>", b""),
    "a code without a term": permitting("TE").replace(b' displayName="Film-coated tablet"', b""),
    "a patient with a number under no root": permitting("TE").replace(
        b'<id root="2.16.840.1.113883.3.9999.20.3"',
        b'<id root="x y" extension="1"/><id root="2.16.840.1.113883.3.9999.20.3"',
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_in_no_value_set_does_not_go_back_as_if_it_were(name: str) -> None:
    """The eD is sound whatever the eP says: `made` has seen that there is no defect; the rules see the goldens."""
    assert made(ODD[name], entered(substituted=Substituted.OTHER)).document is not None
    assert ODD[name] != foreign()


def is_readable(text: str) -> bool:
    """Whether people can read it, and its encoding was not confused."""
    whole = " ".join(text.split())
    unseen = not whole.isprintable() or SIGNS.search(whole) or GARBLED.search(whole)
    return bool(whole) and not unseen and mended(whole) == whole


ANSWERS = st.sampled_from([None, *Substituted])
READABLE = [t for t in AWKWARD if is_readable(t)]
words = st.text(CHARACTERS, min_size=1, max_size=30).filter(is_readable) | st.sampled_from(READABLE)
hpr_numbers = st.from_regex(r"0{0,3}[1-9][0-9]{0,8}", fullmatch=True)
moments = st.datetimes(datetime(2026, 11, 1), datetime(2026, 11, 23, 11)).map(  # noqa: DTZ001 - the zone is put on
    lambda at: at.replace(microsecond=0, tzinfo=OSLO, fold=0)
)


@st.composite
def dispenses(draw: st.DrawFn) -> dict[str, Any]:
    """Dispenses as they are posted: prescribed tablets, in whole packages or in pieces, no more than prescribed."""
    varenr = draw(st.sampled_from(("990003", "990004")))
    pieces = draw(st.sampled_from([n for n in range(1, 61) if int((Decimal(n) / 30).as_tuple().exponent) >= -3]))
    return {
        "number": draw(st.from_regex(r"[A-Za-z0-9-]{1,40}", fullmatch=True)),
        "varenr": varenr,
        "packages": f"{Decimal(pieces) / 30:f}",
        "dispensedAt": draw(moments).isoformat(),
        "batch": draw(st.just("") | words),
        "substituted": draw(ANSWERS),
        "pharmacist": {"givenName": draw(words), "familyName": draw(words), "hprNumber": draw(hpr_numbers)},
        "pharmacy": {"name": draw(words), "organisationNumber": "313000125", "city": draw(st.just("") | words)},
    }


def plain(text: str) -> str:
    """Text as a reader of XML keeps it: runs of white space are one blank, none at the ends."""
    return " ".join(text.split())


POSTED = {
    "number": "1",
    "varenr": "990003",
    "packages": "1",
    "dispensedAt": "2026-11-23T10:00:00+01:00",
    "pharmacist": {"givenName": "Ida", "familyName": "Eksempel", "hprNumber": "999900025"},
}
garbled = st.text("æøåÆØÅéüłß¡Â", min_size=1, max_size=8).map(lambda t: t.encode().decode("latin-1"))


@steady(60)
@given(garbled | garbled.map(lambda t: t.encode().decode("latin-1")))
def test_a_confused_encoding_never_becomes_a_defect(text: str) -> None:
    """Entered, it is refused at its field; in a prescription, however often garbled, it is mended once for all."""
    pharmacy = {"name": "Apotek", "organisationNumber": "313000125", "city": text}
    posted = {**POSTED, "pharmacy": pharmacy}
    if is_readable(text):
        read_entered(json.dumps(posted).encode(), None, loaded().norway)
    else:
        with pytest.raises(Problem) as refused:
            read_entered(json.dumps(posted).encode(), None, loaded().norway)
        assert {f.code for f in refused.value.findings} == {"dispense-fields-invalid"}
    made(foreign().replace(b"<family>", b"<family>" + text.encode()), entered())  # sees to defects


@steady(150)
@given(dispenses())
def test_whatever_is_entered_is_read_back(posted: dict[str, Any]) -> None:
    """What can be read by people comes back as entered, but for runs of white space."""
    outcome = made(foreign(), read_entered(json.dumps(posted).encode(), None, loaded().norway))
    assert outcome.document is not None, [(f.code, f.path) for f in outcome.findings]
    said = read(outcome.document)
    assert said.packages == Decimal(posted["packages"])
    assert said.dispensed_at == datetime.fromisoformat(posted["dispensedAt"])
    assert said.batch == plain(posted["batch"])
    assert said.substituted == (posted["substituted"] not in {None, Substituted.NONE})
    assert said.product.layers[-1].code is not None
    assert said.product.layers[-1].code.code == posted["varenr"]
    assert said.pharmacy.name == plain(posted["pharmacy"]["name"])
    pharmacy = Identifier("2.16.578.1.12.4.1.4.101", posted["pharmacy"]["organisationNumber"])
    assert said.document_id == loaded().identifiers.ed(pharmacy, posted["number"])
    author = parse(outcome.document).find(".//{*}performer/{*}assignedEntity/{*}assignedPerson/{*}name")
    assert author is not None
    names = [plain("".join(str(t) for t in e.itertext())) for e in author]
    assert names == [plain(posted["pharmacist"][key]) for key in ("givenName", "familyName")]


@pytest.mark.parametrize("text", ["\x00", "a\x07b", "\u202eabc", "\ufffe", "x" * 201, "", " \t"])
def test_what_nobody_can_read_is_refused(text: str) -> None:
    posted = {"number": "1", "varenr": "1", "packages": "1", "dispensedAt": HANDED_OUT.isoformat()}
    person = {"givenName": text, "familyName": "x", "hprNumber": "1234"}
    with pytest.raises(Problem) as caught:
        read_entered(json.dumps({**posted, "pharmacist": person}).encode(), None, loaded().norway)
    assert [(f.code, f.path) for f in caught.value.findings] == [
        ("dispense-fields-invalid", "/dispense/pharmacist/givenName")
    ]


ODD_VALUES = ("-1", "1e9", "0", "NaN", "UNK", "", " ", "x" * 300, "{Tablet}", "mg", "2.16.840.1.113883.6.73", "\u202e")


@steady(80)
@given(data=st.data())
def test_no_prescription_makes_a_broken_ed(data: st.DataObject) -> None:
    """Whatever one attribute or text of the prescription says, there is a sound eD or a reason why not."""
    root = etree.fromstring(foreign())
    elements = list(root.iter(etree.Element))
    element = elements[data.draw(st.integers(0, len(elements) - 1))]
    value = data.draw(st.text(CHARACTERS, max_size=12) | st.sampled_from(ODD_VALUES))
    if element.attrib and data.draw(st.booleans()):
        element.set(data.draw(st.sampled_from(sorted(element.attrib))), value)
    elif element.text and element.text.strip():
        element.text = value
    elif element.getparent() is not None and data.draw(st.booleans()):
        element.getparent().remove(element)  # type: ignore[union-attr]
    made(etree.tostring(root), entered(substituted=data.draw(ANSWERS)))
