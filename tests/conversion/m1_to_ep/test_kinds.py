"""What can be prescribed: a package, a brand, a substance, an amount, a combination pack; and what is refused."""

import pytest
from lxml import etree
from lxml.etree import QName

from converter.conversion.answer import Decision
from converter.conversion.paths import ELEMENTS, PACKAGE_ELEMENT
from converter.formats.norway.m1 import KINDS
from converter.model.national import Kind
from tests.builders.loaded import convert, remarks, stops
from tests.builders.messages import m1, m96

V3, PHARM = "{urn:hl7-org:v3}", "{urn:hl7-org:pharm}"
GROUP = {"kind": "substance", "name": "Ibuprofen Tab 400 mg", "fest_id": "ID_FIKTIV-L-ibuprofen-tab-400"}
COMBINATION = {
    "varenr": "990055",
    "name": "Fiktivtrimazol vagitorie 500 mg + krem 10 mg/g",
    "atc": "G01AF02",
    "atc_name": "Klotrimazol",
    "group": "F",
    "form": "159",
    "form_name": "Kombinasjonspakning",
    "brand": "Fiktivtrimazol",
}


def size(name: str, numbers: str, unit: str, word: str) -> str:
    """One PakningsinfoResept."""
    return (
        f"<PakningsinfoResept><Varenavn>{name}</Varenavn><Pakningsstr>{numbers}</Pakningsstr>"
        f'<EnhetPakning V="{unit}" S="2.16.578.1.12.4.1.1.7452" DN="{word}"/></PakningsinfoResept>'
    )


PESSARY, CREAM = size("Fiktivtrimazol", "1", "stk", "stykk"), size("Fiktivtrimazol", "20", "g", "gram")


def material(message: bytes) -> etree._Element:
    """The manufacturedMaterial of the eP of a message."""
    document = convert(message).document
    assert document is not None
    return next(etree.fromstring(document).iter(f"{V3}manufacturedMaterial"))


def content(product: etree._Element) -> tuple[str | None, ...]:
    """Value and unit of the innermost content, and the container's null flavour."""
    (inside,) = product.iterfind(f"{PHARM}asContent")
    quantity, form = inside.find(f"{PHARM}quantity"), inside.find(f"{PHARM}containerPackagedProduct/{PHARM}formCode")
    assert quantity is not None
    assert form is not None
    return quantity.get("value"), quantity.get("unit"), form.get("nullFlavor")


def strengths(product: etree._Element) -> list[str]:
    """The strengths, in words."""
    return [
        "/".join(f"{side.get('value')} {side.get('unit')}" for side in quantity)
        for quantity in product.iterfind(f"{PHARM}ingredient/{PHARM}quantity")
    ]


def test_a_substance_is_named_with_form_and_strength_and_any_product_will_do() -> None:
    """The eP has the substance in English, its amount without a package, and says that any product may be dispensed."""
    message = m1(**GROUP, quantity=None, amount=("100", "stk"))
    product = material(message)
    assert product.findtext(f"{V3}name") == "Ibuprofen"
    assert product.findtext(f"{PHARM}desc") == "400 mg"
    assert content(product) == ("100", "{Tablet}", "NI")
    assert strengths(product) == ["400 mg/1 {Tablet}"]
    assert b"any product of it, of this strength and form, may be dispensed" in (convert(message).document or b"")


def test_a_substance_that_the_register_has_not_carries_the_name_of_its_code() -> None:
    """ATC's own term; without a record there are no ingredients, and the strength is as it was signed."""
    message = m1(**{**GROUP, "fest_id": "ID_UKJENT"}, quantity=None, amount=("100", "stk"))
    product = material(message)
    assert product.findtext(f"{V3}name") == "ibuprofen"
    assert product.findtext(f"{PHARM}desc") == "400 mg"
    assert strengths(product) == []
    assert "strength-as-text" in remarks(convert(message))


def test_a_substance_group_of_another_strength_contradicts() -> None:
    """The id of one strength under the name of another is refused."""
    message = m1(**{**GROUP, "name": "Ibuprofen Tab 600 mg"}, quantity=None, amount=("100", "stk"))
    assert stops(convert(message)) == {"register-contradicts"}


@pytest.mark.parametrize(("quantity", "fest_id"), [(None, "ID_FIKTIV-M-002"), ("1", "ID_FIKTIV-M-002")])
def test_a_brand_is_prescribed_by_amount(quantity: str | None, fest_id: str) -> None:
    """The eP has the brand, its strength from the register, and the amount without a package."""
    product = material(m1(kind="brand", fest_id=fest_id, quantity=quantity, amount=("98", "stk")))
    assert product.findtext(f"{V3}name") == "Fiktivprofen"
    assert content(product) == ("98", "{Tablet}", "NI")
    assert strengths(product) == ["400 mg/1 {Tablet}"]


def test_an_amount_of_a_package_goes_without_its_varenr() -> None:
    """Fifty of a package of thirty is not that package: its number would say thirty."""
    message = m1(quantity=None, amount=("50", "stk"))
    assert content(material(message)) == ("50", "{Tablet}", "NI")
    assert b"990003" not in (convert(message).document or b"")
    assert "amount-instead-of-packages" in remarks(convert(message))


def test_packages_go_before_an_amount_beside_them() -> None:
    """Antall is what is dispensed; the amount beside it stays, and the answer says so."""
    outcome = convert(m1(quantity="2", amount=("60", "stk")))
    assert outcome.decision is Decision.CONVERTED
    assert "element-withheld" in remarks(outcome)
    assert b'<quantity value="2" unit="1"/>' in (outcome.document or b"")


def test_the_unit_of_an_amount_may_be_a_term() -> None:
    """A PQ names no list: the term of 7452 and the pharmacies' 7484 are understood too."""
    for unit in ("stykk", "STK"):
        assert content(material(m1(quantity=None, amount=("50", unit)))) == ("50", "{Tablet}", "NI")


def test_a_combination_pack_has_its_parts() -> None:
    """Each part has its own form, content and strength; the pack has its varenr, and a form that nobody knows."""
    product = material(m1(**COMBINATION, raw_size=PESSARY + CREAM))
    parts = list(product.iter(f"{PHARM}partProduct"))
    assert [content(p)[:2] for p in parts] == [("1", "{Pessary}"), ("20", "g")]
    assert [strengths(p) for p in parts] == [["500 mg/1 {Pessary}"], ["10 mg/1 g"]]
    assert strengths(product) == []
    assert content(product) == ("1", "1", "UNK")


def test_a_combination_pack_counted_as_one_has_the_register_s_parts() -> None:
    """The message says one pack; what is in it, the register says."""
    message = m1(**COMBINATION, size="1")
    assert len(list(material(message).iter(f"{PHARM}partProduct"))) == 2
    assert "parts-from-register" in remarks(convert(message))


@pytest.mark.parametrize(
    "sizes",
    [CREAM + PESSARY, PESSARY + CREAM + CREAM, PESSARY + size("Fiktivtrimazol", "30", "g", "gram")],
    ids=["other order", "three of two", "other amount"],
)
def test_parts_that_differ_from_the_register_s_are_refused(sizes: str) -> None:
    """Which strength belongs to which part is then not sure."""
    assert stops(convert(m1(**COMBINATION, raw_size=sizes))) == {"combination-contradicts"}


def test_an_unknown_combination_pack_has_parts_without_form_or_strength() -> None:
    """The message says of a part its name and size only."""
    product = material(m1(**{**COMBINATION, "varenr": "000012"}, raw_size=PESSARY + CREAM))
    parts = list(product.iter(f"{PHARM}partProduct"))
    assert [content(p)[:2] for p in parts] == [("1", "1"), ("20", "g")]
    assert [p.find(f"{PHARM}formCode") for p in parts] == [None, None]
    assert [strengths(p) for p in parts] == [[], []]


def test_a_mixture_is_excluded_and_its_ingredients_groups_are_checked() -> None:
    """A package of group B by the register, in a mixture that says C, is reported beside the mixture itself."""
    assert stops(convert(m1(kind="mixture"))) == {"excluded-magistral"}
    assert stops(convert(m1(kind="mixture", varenr="990050"))) == {"excluded-magistral", "excluded-group-a-b"}


def test_a_substance_in_a_mixture_is_looked_up() -> None:
    """A BestanddelVirkestoff has no group of its own: the register's strictest one counts."""
    ingredient = (
        "<BestanddelVirkestoff><Virkestoff><Id>ID_DEMO-V-{}</Id><Navn>stoff</Navn></Virkestoff>"
        '<MengdeBestanddel><Mengde V="1" U="g"/></MengdeBestanddel></BestanddelVirkestoff>'
    )
    assert "excluded-group-a-b" in stops(convert(m1(kind="mixture", raw_mixture=ingredient.format("fentanyl"))))
    assert "excluded-group-a-b" not in stops(convert(m1(kind="mixture", raw_mixture=ingredient.format("ibuprofen"))))


@pytest.mark.parametrize(
    ("kind", "element"),
    [("package", "Legemiddelpakning"), ("brand", "LegemiddelMerkevare"), ("substance", "LegemiddelVirkestoff")],
)
def test_what_is_found_of_a_medicine_points_into_its_own_element(kind: str, element: str) -> None:
    """Not into that of a package, which the message does not have."""
    outcome = convert(m1(**{**GROUP, "kind": kind, "amount": ("30", "stk"), "form": "999"}))
    (path,) = [f.path for f in outcome.findings if f.code == "dose-form-unmapped"]
    assert path.endswith(f"/ReseptDokLegemiddel/Forskrivning/{element}/LegemiddelformKort")


def test_the_elements_that_findings_point_into_are_those_that_are_read() -> None:
    """By the reader's own names; goods have none that is read, and point where a package's would."""
    read = {kind: QName(tag).localname for tag, kind in KINDS.items()}
    assert {**read, Kind.GOODS: PACKAGE_ELEMENT} == ELEMENTS


@pytest.mark.parametrize(
    ("kind", "codes"),
    [("brand", {"amount-missing"}), ("substance", {"amount-missing"}), ("mixture", {"excluded-magistral"})],
)
def test_an_amount_is_missed_of_what_is_exchanged_alone(kind: str, codes: set[str]) -> None:
    """A mixture is excluded, and not asked for more."""
    assert stops(convert(m1(kind=kind))) == codes


def test_a_special_permit_counts_in_a_container_too() -> None:
    """Whichever of both says so."""
    assert stops(convert(m96(m1(special_permit=True)))) == {"excluded-special-permit"}


def test_a_message_without_a_prescription_s_id_is_refused_where_the_id_stands() -> None:
    """It names the prescription."""
    outcome = convert(m1(message_id="x"))
    assert [(f.code, f.path) for f in outcome.findings] == [("prescription-id-malformed", "/MsgHead/MsgInfo/MsgId")]
