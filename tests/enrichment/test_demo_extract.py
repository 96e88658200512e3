"""The demo extract: valid, complete for the sample messages, and honest about what is real."""

import base64
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from converter.enrichment.fest_register import FestRegister
from converter.enrichment.medicines import demo_extract, open_register
from converter.model.medicine import Medicine, RegisterQuantity
from tests.formats.fest_files import FS, M30

PLACEHOLDER = "999999"  # the samples' word for a package that has no Norwegian number
FULL_ENTRIES = {"026491", "263580"}  # published FEST entries: these two have a package type
FICTIONAL = range(990001, 991000)
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@pytest.fixture(scope="module")
def register() -> FestRegister:
    return open_register(None)


@pytest.fixture(scope="module")
def extract() -> etree._Element:
    return etree.parse(str(demo_extract()), PARSER).getroot()


def found(register: FestRegister, varenr: str) -> Medicine:
    medicine = register.find(varenr)
    assert medicine is not None
    return medicine


def varenr_of(extract: etree._Element) -> list[str]:
    return [element.text or "" for element in extract.iter(f"{{{FS}}}Varenr")]


def messages(data: bytes) -> list[etree._Element]:
    """A message and the ones inside it."""
    root = etree.fromstring(data, PARSER)
    boxes = root.iter("{http://www.kith.no/xmlstds/base64container}Base64Container")
    return [root, *(inner for box in boxes for inner in messages(base64.b64decode(box.text or "")))]


def fictional(varenr: str) -> bool:
    return int(varenr) in FICTIONAL


def test_valid_against_the_official_schema(shared: Path, extract: etree._Element) -> None:
    sys.path.insert(0, str(shared / "check"))
    try:
        import norway
    finally:
        sys.path.pop(0)
    assert norway.check(demo_extract().read_bytes(), "demo") == []
    strict = etree.XMLSchema(etree.parse(str(norway.XSD / "eresept" / "ER-M30-2014-12-01.xsd"), norway.SCHEMA_PARSER))
    assert strict.validate(extract), strict.error_log


def test_ids_are_unique_and_references_resolve(extract: etree._Element) -> None:
    ids = [element.text for namespace in (M30, FS) for element in extract.iter(f"{{{namespace}}}Id")]
    refs = {element.text for element in extract.iter(f"{{{FS}}}*") if "}Ref" in str(element.tag)}
    assert len(ids) == len(set(ids))
    assert refs <= set(ids)


def test_every_package_of_the_samples_is_there(shared: Path, register: FestRegister) -> None:
    seen = set()
    for path in (shared / "samples" / "norway").rglob("*.xml"):
        for message in messages(path.read_bytes()):
            for element in message.iter("{*}Legemiddelpakning"):
                varenr = element.findtext("{*}Varenr") or ""
                if varenr == PLACEHOLDER:
                    continue
                medicine = found(register, varenr)
                seen.add(varenr)
                for name, fact in (("NavnFormStyrke", medicine.name_form_strength),):
                    assert element.findtext(f"{{*}}{name}") == fact
                for name, code in (
                    ("Reseptgruppe", medicine.group),
                    ("Atc", medicine.atc and medicine.atc.code),
                    ("LegemiddelformKort", medicine.form and medicine.form.code),
                ):
                    given = element.find(f"{{*}}{name}")
                    assert given is not None
                    assert given.get("V") == code
            for element in message.iter("{*}Varenr"):
                assert element.text == PLACEHOLDER or register.find(element.text or "") is not None
    assert len(seen) == 9


@pytest.mark.parametrize(
    ("varenr", "name", "sizes"),
    [
        ("154021", "Ibux Tab 400 mg", ["100"]),
        ("429076", "Cosylan Mikst 1,7 mg/ml", ["300"]),
        ("541409", "Cosylan Mikst 1,7 mg/ml", ["125"]),
        ("485342", "Zyrtec Tab 10 mg", ["100"]),
        ("343544", "Iscador P Serie II Inj væske 1 mg/ml/10 mg/ml/20 mg/ml", ["2 x 2 x 1", "2 x 2 x 1", "2 x 3 x 1"]),
        ("017426", "Paracet Tab 500 mg", ["10 x 100"]),
        ("011818", "Apocillin Tab 660 mg", ["40"]),
        ("454165", "Zocor Tab 10 mg", ["98"]),
        ("057932", "Cetimax Tab 10 mg", ["100"]),
        ("026491", "Botox pulv til inj væske, oppl 50 E", ["50"]),
        ("263580", "Monoket OD SySk depotkaps, hard 50 mg", ["20 x 1"]),
    ],
)
def test_real_package(register: FestRegister, varenr: str, name: str, sizes: list[str]) -> None:
    medicine = found(register, varenr)
    assert medicine.name_form_strength == name
    assert [content.size_text for content in medicine.contents] == sizes


def test_real_packages_carry_no_strength_and_no_container(register: FestRegister, extract: etree._Element) -> None:
    real = [varenr for varenr in varenr_of(extract) if not fictional(varenr)]
    assert real
    for varenr in real:
        medicine = found(register, varenr)
        assert medicine.substances == ()
        assert medicine.routes == ()
        assert medicine.form_long == ""
        containers = {content.container.code for content in medicine.contents}
        assert varenr in FULL_ENTRIES or containers == {"1"}


def test_entries_say_whether_they_are_real(extract: etree._Element) -> None:
    for element in extract.iter(f"{{{M30}}}OppfLegemiddelpakning", f"{{{M30}}}OppfLegemiddelMerkevare"):
        comment = element.getprevious()
        assert comment is not None
        assert comment.tag is etree.Comment
        producer = element.findtext(f".//{{{FS}}}Produsent")
        varenr = element.findtext(f".//{{{FS}}}Varenr")
        name = element.findtext(f".//{{{FS}}}NavnFormStyrke") or ""
        invented = (comment.text or "").strip().startswith("Fictional")
        assert invented or (comment.text or "").strip().startswith("Real. Source: ")
        assert name.startswith("Fiktiv") == invented
        if varenr is None:
            assert (producer == "FIKTIV") == invented
        else:
            assert fictional(varenr) == invented


def test_sizes_say_the_same_as_text_and_as_numbers(register: FestRegister, extract: etree._Element) -> None:
    for varenr in varenr_of(extract):
        for content in found(register, varenr).contents:
            parts = [Decimal(part.strip().replace(",", ".")) for part in content.size_text.split("x")]
            numbers = [number for number in (content.multiple, content.count, content.amount) if number is not None]
            assert parts == numbers


def test_no_problems_and_says_it_is_a_demo(register: FestRegister) -> None:
    assert register.version.demo
    connection = register._rows._connection
    assert connection.execute("SELECT count(*) FROM problem").fetchone()[0] == 0
    assert dict(connection.execute("SELECT key, value FROM meta"))["unenriched"] == "0"


def test_codes_and_terms_are_those_of_the_lists(shared: Path, extract: etree._Element) -> None:
    import csv

    lists: dict[str, dict[str, str]] = {}
    for number in ("7421", "7424", "7449", "7452", "7477"):
        with (shared / "codes" / "norway" / f"{number}.csv").open(encoding="utf-8") as stream:
            lists[number] = {row["code"]: row["display_no"] for row in csv.DictReader(stream)}
    with (shared / "codes" / "maps" / "form_7448_to_edqm_auto.csv").open(encoding="utf-8") as stream:
        forms = {row["volven7448"]: row for row in csv.DictReader(stream)}
    lists["7448"] = {code: row["no"] for code, row in forms.items()}
    botox_unit = ("7452", "E", "enhet(er)")  # as the published entry has it
    for element in extract.iter(f"{{{FS}}}*"):
        number = (element.get("S") or "").rpartition(".")[2]
        if number in lists and (number, element.get("V"), element.get("DN")) != botox_unit:
            assert lists[number][element.get("V") or ""] == element.get("DN")
    exact = {code for code, row in forms.items() if row["match"] == "exact Norwegian text" and row["edqm"]}
    used = {element.get("V") for element in extract.iter(f"{{{FS}}}LegemiddelformKort")}
    assert len(used & exact) >= 25


def test_fictional_products_cover_what_strengths_can_be(register: FestRegister, extract: etree._Element) -> None:
    medicines = [found(register, varenr) for varenr in varenr_of(extract) if fictional(varenr)]
    substances = [s for m in medicines for s in m.substances]
    assert {s.operator for s in substances} == {"", "I", "M", "S"}
    units = {s.strength.unit for s in substances if s.strength}
    assert units >= {"mg", "g", "mikrog", "IE", "mill IE", "E", "%", "% w/w", "mmol Li", "mg Fe", "10E10 bakterier"}
    assert {len(m.substances) for m in medicines} >= {0, 1, 2, 3}
    assert any(s.strength is None for s in substances)
    assert any(s.alternative == RegisterQuantity(Decimal("3.5"), "mg") for s in substances)
    assert {m.group for m in medicines} == {"A", "B", "C", "F"}
    assert {m.preparation_type.code for m in medicines if m.preparation_type} >= {"2", "6", "7", "11"}
    layers = {sum(n is not None for n in (c.multiple, c.count, c.amount)) for m in medicines for c in m.contents}
    assert layers == {1, 2, 3}


def test_combination_pack_has_its_parts(register: FestRegister) -> None:
    pessary, cream = found(register, "990055").contents
    assert pessary.form is not None
    assert cream.form is not None
    assert (pessary.form.code, cream.form.code) == ("123", "34")
    assert [content.substances[0].name for content in (pessary, cream)] == ["Klotrimazol", "Klotrimazol"]
    assert found(register, "990055").substances == ()


def test_replaced_numbers(register: FestRegister) -> None:
    assert found(register, "990006").replaced_by == "990005"
    assert found(register, "990008").replaced_by == "990007"
    assert found(register, "990008").withdrawn
