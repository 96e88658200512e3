"""A prescription that another country wrote: where each part is looked for, and what is told where it is not there."""

import base64
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from converter.formats.cda.foreign_ep import read_foreign_ep
from converter.formats.xml import parse
from converter.model.coded import Coded, Identifier, Null
from converter.model.finding import Problem
from converter.model.foreign_prescription import DocumentKind, ForeignPrescription
from converter.model.party import Address, PersonName, Telecom
from tests.builders.snippets import SPACES

EP, PDF = "1.3.6.1.4.1.12559.11.10.1.3.1.1.1", "1.3.6.1.4.1.12559.11.10.1.3.1.1.6"
PATIENT = '<recordTarget><patientRole><id root="1.2" extension="x"/><patient>{}</patient></patientRole></recordTarget>'
NAMED = "<name><given>A</given><family>B</family></name>"
SUPPLY = "<entryRelationship><supply>{}</supply></entryRelationship>"
TWO = '<quantity value="2" unit="1"/>'
NAMES = frozenset(
    {"ClinicalDocument", "component", "structuredBody", "section", "entry", "substanceAdministration", "author", "time"}
    | {"entryRelationship", "act", "code", "text", "reference", "recordTarget"}
)


def document(*parts: str, template: str = EP, root: str = "ClinicalDocument") -> bytes:
    """A document of these parts."""
    said = f'<templateId root="{template}"/>' if template else ""
    return f"<{root} {SPACES}>{said}{''.join(parts)}</{root}>".encode()


def body(*items: str, before: str = "") -> str:
    """A body whose section has these items."""
    entries = "".join(f"<entry>{i}</entry>" for i in items)
    section = f"<section>{before}{entries}</section>"
    return f"<component><structuredBody><component>{section}</component></structuredBody></component>"


def item(*parts: str, attributes: str = "") -> str:
    """A substanceAdministration."""
    return f"<substanceAdministration{attributes}>{''.join(parts)}</substanceAdministration>"


def read(*parts: str) -> ForeignPrescription:
    """What is read of a document of these parts about somebody."""
    return read_foreign_ep(parse(document(PATIENT.format(NAMED), *parts)), NAMES)


def of_item(*parts: str, before: str = "", attributes: str = "") -> ForeignPrescription:
    """What is read of one item with these parts."""
    return read(body(item(*parts, attributes=attributes), before=before))


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (document(), False),
        (document(template=PDF), False),
        (document('<code code="57833-6"/>', template=""), False),
        (document('<code code="57833-6"/>', template="1.2.3"), False),
        (document(template=""), True),
        (document(template="1.2.3"), True),
        (document('<code code="60593-1"/>', template=""), True),
        (document(root="Other"), True),
    ],
)
def test_what_is_an_ep(data: bytes, refused: bool) -> None:
    """By its template or its code, in the right root."""
    if refused:
        with pytest.raises(Problem) as caught:
            read_foreign_ep(parse(data), NAMES)
        assert [f.code for f in caught.value.findings] == ["not-an-ep"]
    else:
        assert read_foreign_ep(parse(data), NAMES).kind is DocumentKind.STRUCTURED


def test_an_epsos_document_is_read_in_the_same_shape() -> None:
    """And said to be one."""
    assert read(body(item("<consumable/>")), "<e:x/>").kind is DocumentKind.EPSOS


def test_several_items_are_refused() -> None:
    """None is picked; another kind of statement is told only."""
    with pytest.raises(Problem) as caught:
        read(body(item(), item()))
    assert [f.code for f in caught.value.findings] == ["ep-several-items"]
    assert read(body(item(), "<act/>")).unread


@pytest.mark.parametrize("parts", [(), (body(),), ("<component/>",), (body("<act/>"),)])
def test_no_item_is_told(parts: tuple[str, ...]) -> None:
    """The head is shown all the same."""
    found = read(*parts)
    assert "/ClinicalDocument/component" in found.unread
    assert found.patient is not None
    assert found.product is None


def test_the_head() -> None:
    """Identifier, moment, language and day of writing, each from its own element."""
    found = read(
        '<id root="1.2" extension="d"/><effectiveTime value="20261123120000+0000"/><languageCode code=" fi-FI "/>',
        '<author><time value="20261101"/></author>',
    )
    assert (found.document_id, found.language) == (Identifier("1.2", "d"), "fi-FI")
    assert (found.made_at, found.written_on) == (datetime(2026, 11, 23, 12, tzinfo=UTC), date(2026, 11, 1))
    empty = read()
    assert (empty.document_id, empty.language, empty.made_at, empty.written_on) == (None, "", None, None)
    assert (empty.prescriber, empty.country) == (None, "")


def test_a_day_that_is_none_is_told() -> None:
    """Of writing and of birth."""
    assert "/ClinicalDocument/author/time" in read('<author><time value="x"/></author>').unread
    data = document(PATIENT.format(NAMED + '<birthTime value="x"/>'))
    assert any(p.startswith("/ClinicalDocument/") for p in read_foreign_ep(parse(data), NAMES).unread)


ORGANISATION = "<representedOrganization>{}</representedOrganization>"
WHERE = "<addr><streetAddressLine>{0}</streetAddressLine><city>{1}</city><country>{2}</country></addr>"


def author(assigned: str, before: str = "") -> str:
    """An author."""
    return f"<author>{before}<assignedAuthor>{assigned}</assignedAuthor></author>"


def test_a_prescriber() -> None:
    """Name, role, speciality, organisation, address and numbers."""
    found = read(
        author(
            '<code code="1" codeSystem="2"/><telecom value=" tel:1 " use="WP"/><telecom nullFlavor="UNK" value="x"/>'
            "<telecom/><assignedPerson>" + NAMED + "</assignedPerson>"
            + ORGANISATION.format(
                '<id root="1.2"/><name>K</name><telecom value="tel:1" use="WP"/>' + WHERE.format("a", "b", "fi")
            ),
            '<functionCode code="3" codeSystem="4"/>',
        )
    ).prescriber  # fmt: skip
    assert found is not None
    assert (found.name, found.organisation, found.organisation_id) == (PersonName("B", ("A",)), "K", Identifier("1.2"))
    assert (found.role, found.specialty) == (Coded("3", "4", ""), Coded("1", "2", ""))
    assert (found.address, found.country) == (Address("a", "b", "", "fi"), "FI")
    assert found.telecoms == (Telecom("tel:1", "WP"),)


@pytest.mark.parametrize(
    ("assigned", "name", "country", "city"),
    [
        ("", None, "", None),
        ("<assignedPerson><name>Dr B</name></assignedPerson>", PersonName("Dr B", ()), "", None),
        ("<assignedPerson><name> </name></assignedPerson>", None, "", None),
        (WHERE.format("", "own", "se"), None, "SE", "own"),
        (WHERE.format("", "own", "se") + ORGANISATION.format(WHERE.format("", "its", "fi")), None, "FI", "its"),
        (WHERE.format("", "own", "se") + ORGANISATION.format(WHERE.format("", "its", "FIN")), None, "SE", "its"),
        (WHERE.format("", "own", "se") + ORGANISATION.format(WHERE.format("", "", "fi")), None, "FI", "own"),
        (WHERE.format("", "own", "S1"), None, "", "own"),
        (WHERE.format("", "own", "ÅÄ"), None, "", "own"),
    ],
)
def test_a_prescriber_of_whom_less_is_said(
    assigned: str, name: PersonName | None, country: str, city: str | None
) -> None:
    """The organisation's place goes before the person's; a country has two letters."""
    found = read(author(assigned)).prescriber
    assert found is not None
    assert (found.name, found.country, found.address and found.address.city) == (name, country, city)


def test_the_country_is_the_prescriber_s_or_the_custodian_s() -> None:
    """The custodian's where the prescriber has none."""
    custodian = "<custodian><x><country>ee</country></x></custodian>"
    assert read(custodian, author("")).country == "EE"
    assert read(custodian, author(WHERE.format("", "", "se"))).country == "SE"
    assert read("<custodian/>").country == ""
    assert read("<author/>").prescriber is None


def test_an_item() -> None:
    """Its identifiers, status, route and the time of dispensing."""
    valid = '<effectiveTime><low value="20261101"/><high value="20271101"/></effectiveTime>'
    found = of_item(
        '<id root="1.3" extension="i"/><statusCode code=" active "/><routeCode code="1" codeSystem="2"/>',
        SUPPLY.format(valid + TWO),
        before='<id root="1.2" extension="p"/>',
    )
    assert (found.prescription_id, found.item_id) == (Identifier("1.2", "p"), Identifier("1.3", "i"))
    assert (found.status, found.route, found.packages) == ("active", Coded("1", "2", ""), Decimal(2))
    assert (found.valid_from, found.valid_until) == (date(2026, 11, 1), date(2027, 11, 1))
    empty = of_item()
    assert (empty.status, empty.packages, empty.valid_from, empty.substitution) == ("", None, None, Null.NI)


@pytest.mark.parametrize(
    ("said", "negated"), [("", False), ("false", False), ("0", False), (" false ", False), ("true", True), ("x", True)]
)
def test_a_negated_item_is_not_to_be_used(said: str, negated: bool) -> None:
    """Whatever is not plainly false is."""
    assert of_item(attributes=f' negationInd="{said}"' if said else "").negated is negated


@pytest.mark.parametrize(
    ("quantity", "packages"),
    [
        (TWO, Decimal(2)),
        ('<quantity value="2"/>', Decimal(2)),
        ('<quantity value="0.5"/>', Decimal("0.5")),
        ('<quantity value="2" unit="mL"/>', None),
        ('<quantity value="0"/>', None),
        ('<quantity value="-1"/>', None),
        ('<quantity value="x"/>', None),
        ('<quantity value="1000000000"/>', None),
        ("", None),
    ],
)
def test_the_number_of_packages(quantity: str, packages: Decimal | None) -> None:
    """Above zero, of unit 1; what it is not is told."""
    found = of_item(SUPPLY.format(quantity))
    assert found.packages == packages
    assert len(found.unread) == len(of_item(SUPPLY.format(TWO)).unread) + (packages is None)


def act(code: str, text: str) -> str:
    """An instruction."""
    return f'<entryRelationship><act><code code="{code}"/>{text}</act></entryRelationship>'


NARRATIVE = '<text><paragraph ID="one">first</paragraph><paragraph ID="two">second</paragraph></text>'


@pytest.mark.parametrize(
    ("acts", "before", "patient", "pharmacy"),
    [
        (act("PINSTRUCT", "<text>a</text>"), "", ("a",), ()),
        (act("FINSTRUCT", "<text>a</text>"), "", (), ("a",)),
        (act("PINSTRUCT", "<text>a</text>") * 2, "", ("a", "a"), ()),
        (act("PINSTRUCT", '<text><reference value="#two"/></text>') * 2, NARRATIVE, ("second",), ()),
        (act("PINSTRUCT", '<text>a<reference value="#two"/></text>'), NARRATIVE, ("a", "second"), ()),
        (act("PINSTRUCT", "<text>a<br/>1</text>"), "", ("a\n1",), ()),
        ("<text>a</text>" + act("PINSTRUCT", "<text>b</text>"), "", ("b", "a"), ()),
        (act("PINSTRUCT", '<text representation="B64">JVBE</text>'), "", (), ()),
        (act("PINSTRUCT", '<text><reference value="#two"/></text>'), NARRATIVE, ("second",), ()),
        (act("PINSTRUCT", '<text><reference value="two"/></text>'), NARRATIVE, ("second",), ()),
        (act("PINSTRUCT", '<text>a<reference value="#two"/></text>'), "", ("a",), ()),
        (act("PINSTRUCT", "<text>a<reference/></text>"), NARRATIVE, ("a",), ()),
        (act("PINSTRUCT", ""), NARRATIVE, (), ()),
        ("<entryRelationship><act><text>a</text></act></entryRelationship>", "", (), ()),
    ],
)
def test_instructions(acts: str, before: str, patient: tuple[str, ...], pharmacy: tuple[str, ...]) -> None:
    """Written there, and where they refer to, each place once; the item's own words behind."""
    found = of_item(acts, before=before)
    assert (found.dosage.instructions, found.to_dispenser) == (patient, pharmacy)


def test_a_reference_to_nothing_is_told() -> None:
    """And no words are made of it."""
    for text in ('<reference value="#three"/>', 'words<reference value="#three"/>'):
        refers = act("PINSTRUCT", f"<text>{text}</text>")
        assert len(of_item(refers, before=NARRATIVE).unread) == len(of_item(before=NARRATIVE).unread) + 1


def test_a_reference_to_two_places_shows_both_and_is_told() -> None:
    """Which is meant is for a person to say."""
    twice = '<text><paragraph ID="one">1</paragraph><paragraph ID="one">3</paragraph></text>'
    found = of_item(act("PINSTRUCT", '<text><reference value="#one"/></text>'), before=twice)
    assert found.dosage.instructions == ("1", "3")
    assert len(found.unread) == len(of_item(before=twice).unread) + 1


def observation(code: str, value: str) -> str:
    """An observation."""
    said = f'<code code="{code}"/>' if code else ""
    return f"<entryRelationship><observation>{said}{value}</observation></entryRelationship>"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (observation("SUBST", '<value code="N" codeSystem="1"/>'), Coded("N", "1", "")),
        (observation("SUBST", ""), Null.NI),
        (observation("OTHER", '<value code="N" codeSystem="1"/>'), Null.NI),
        (observation("", "") + observation("SUBST", '<value code="N" codeSystem="1"/>'), Coded("N", "1", "")),
    ],
)
def test_substitution(given: str, wanted: Coded | Null) -> None:
    """The value of its own observation."""
    assert of_item(given).substitution == wanted


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("<text>a  b</text>", ("a b",)),
        ("<text>a<paragraph>b</paragraph></text>", ("a", "b")),
        ("<text><paragraph>a</paragraph><paragraph>a</paragraph></text>", ("a", "a")),
        ("<text><table><tr><td>a</td><td>b</td></tr><tr><td/><td>c</td></tr></table></text>", ("a | b", "| c")),
        ("<text><list><item>a</item><item>b <x>c</x></item></list></text>", ("• a", "• b", "  c")),
        ("<text><x>a</x></text>", ("a",)),
        ("<text/>", ()),
    ],
)
def test_the_readable_part(text: str, lines: tuple[str, ...]) -> None:
    """A line for each paragraph, row or item, repeated ones too."""
    assert of_item(before=text).narrative == lines


def test_no_line_of_the_readable_part_is_left_out() -> None:
    """However many there are."""
    many = "".join(f"<paragraph>{n}</paragraph>" for n in range(2000))
    assert len(of_item(before=f"<text>{many}</text>").narrative) == 2000


def test_words_are_shown_where_no_item_is_read() -> None:
    """And those of a body without structure."""
    assert read(body("<act/>", before="<text>a</text>")).narrative == ("a",)
    assert page('<text mediaType="text/plain">Take 1</text>').narrative == ("Take 1",)
    assert page('<text mediaType="application/pdf" representation="B64">JVBE</text>').narrative == ()


def test_every_other_section_is_told_and_its_words_are_shown() -> None:
    """One with an order of its own is a second prescription."""
    other = "<component><section><title>Allergies</title><text>none known</text></section></component>"
    second = f"<component><section><entry>{item()}</entry></section></component>"
    for inside, codes in (
        (other, ["view-section-unread"]),
        (second, ["view-second-prescription"]),
        (other + second, ["view-section-unread", "view-second-prescription"]),
    ):
        found = read(body(item()).replace("<section>", f"<section><text>a</text>{inside}", 1))
        assert sorted(code for code, _ in found.texts) == sorted(codes)
        assert found.narrative == (("a", "Allergies", "none known") if other in inside else ("a",))


def page(text: str) -> ForeignPrescription:
    """A document that holds a page."""
    return read(f"<component><nonXMLBody>{text}</nonXMLBody></component>")


@pytest.mark.parametrize("text", ["", "<text/>", "<text>not base64!</text>", "<text>AAAA</text>"])
def test_a_page_that_is_none_is_told(text: str) -> None:
    """And is a page all the same."""
    found = page(text)
    assert (found.kind, found.pdf) == (DocumentKind.PDF, None)
    assert len(found.unread) == 1


def test_a_page_is_kept() -> None:
    """Whatever blanks its base64 has."""
    data = b"%PDF-1.7 x"
    text = base64.b64encode(data).decode()
    found = page(f"<text>{text[:4]}\n {text[4:]}</text>")
    assert (found.pdf, found.unread) == (data, ())


MATERIAL = (
    "<consumable><manufacturedProduct><manufacturedMaterial><name>N</name>{}</manufacturedMaterial>{}"
    "</manufacturedProduct></consumable>"
)


def test_a_product_and_who_makes_it() -> None:
    """The maker's name, where it is said."""
    made = "<manufacturerOrganization><name>M</name></manufacturerOrganization>"
    found = of_item(MATERIAL.format("", made)).product
    assert found is not None
    assert (found.name, found.manufacturer) == ("N", "M")
    assert of_item(MATERIAL.format("", "")).product.manufacturer == ""
    assert of_item("<consumable/>").product is None
    assert of_item("<consumable><manufacturedProduct/></consumable>").product is None


@pytest.mark.parametrize(
    ("value", "told"),
    [('value="4"', False), ('value="0"', True), ('value="-1"', True), ('value="x"', True), ("", False)],
)
def test_a_strength_that_is_none_is_told(value: str, told: bool) -> None:
    """One that is not said is not."""
    ratio = f"<p:ingredient><p:quantity><numerator {value}/></p:quantity></p:ingredient>"
    plain = len(of_item(MATERIAL.format("<p:ingredient><p:quantity/></p:ingredient>", "")).unread)
    assert len(of_item(MATERIAL.format(ratio, "")).unread) == plain + told


def test_parts_of_which_one_is_unclear_are_shown_and_none_is_taken() -> None:
    """Some would look like all."""
    good = (
        '<p:part><p:partProduct><p:name>a</p:name><p:asContent><p:quantity value="4" unit="{Tablet}"/></p:asContent>'
        "</p:partProduct></p:part>"
    )
    for given, taken in ((good * 2, 2), (good + "<p:part/>", 0)):
        found = of_item(MATERIAL.format(given, "")).product
        assert found is not None
        assert (len(found.parts), len(found.shown_parts)) == (taken, 2)
