"""Values of a document that another country wrote, each rule of what they are alone."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from converter.formats.cda.foreign import MAX_FINDINGS, MAX_REMARKS, Moment, Reading, well_formed
from converter.formats.cda.foreign_party import read_name, read_pharmacy, read_recipient
from converter.formats.cda.foreign_unread import note_unread
from converter.formats.cda.form_faults import note_form_faults
from converter.model.coded import Coded, Identifier, Null
from converter.model.dispensation import Pharmacy
from converter.model.party import PersonName
from tests.builders.snippets import h, noted

UUID = "7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f1"


@pytest.mark.parametrize(
    ("root", "good"),
    [("1.2.3", True), ("2", False), ("3.1", False), ("1.02", False), (UUID, True), (UUID.upper(), True), ("", False)],
)
def test_a_root_is_an_oid_or_a_uuid(root: str, good: bool) -> None:
    """Data type UID."""
    assert well_formed(Identifier(root)) is good


@pytest.mark.parametrize(
    ("given", "wanted", "codes"),
    [
        ('<id root="1.2.3" extension=" x "/>', Identifier("1.2.3", "x"), []),
        ('<id root="1.2.3"/>', Identifier("1.2.3"), []),
        (f'<id root="{UUID}"/>', Identifier(UUID.upper()), []),
        ('<id root="here"/>', Identifier("here"), ["ed-root-malformed"]),
        ('<id root=" "/>', None, []),
        ("<id/>", None, []),
        ('<id root="1.2.3" nullFlavor="UNK"/>', None, []),
    ],
)
def test_an_identifier(given: str, wanted: Identifier | None, codes: list[str]) -> None:
    """With a root that is not null."""
    reading = Reading()
    assert reading.identifier(h(given)) == wanted
    assert noted(reading) == codes
    assert reading.identifier(None) is None


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ('<code code=" 1 " codeSystem=" 2 " displayName=" d "/>', Coded("1", "2", "d")),
        (
            '<code code="1" codeSystem="2"><translation code="3" codeSystem="4"><translation code="5"/></translation>'
            '<translation code=" "/></code>',
            Coded("1", "2", "", (Coded("3", "4", ""), Coded("5", "", ""))),
        ),
        ('<code code="1" nullFlavor="NI"/>', Null.NI),
        ('<code code="1" nullFlavor="UNK"/>', Null.UNK),
        ('<code nullFlavor="OTH"/>', Null.NI),
        ('<code code=" "/>', Null.NI),
    ],
)
def test_a_code(given: str, wanted: Coded | Null) -> None:
    """The outermost, and its translations, nearest first."""
    assert Reading().coded(h(given)) == wanted
    assert Reading().coded(None) is Null.NI


@pytest.mark.parametrize(
    ("value", "wanted", "codes"),
    [
        ("20261123", Moment(date(2026, 11, 23), None), ["ed-zone-missing"]),
        ("20261123120000+0000", Moment(date(2026, 11, 23), datetime(2026, 11, 23, 12, tzinfo=UTC)), []),
        ("202611231200+0000", Moment(date(2026, 11, 23), datetime(2026, 11, 23, 12, tzinfo=UTC)), []),
        ("2026112312+0000", Moment(date(2026, 11, 23), datetime(2026, 11, 23, 12, tzinfo=UTC)), []),
        ("20261123120000.000+0000", Moment(date(2026, 11, 23), datetime(2026, 11, 23, 12, tzinfo=UTC)), []),
        ("20261123120000", Moment(date(2026, 11, 23), None), ["ed-zone-missing"]),
        ("20260230", None, []),
        ("20261123250000", None, []),
        ("202611", None, []),
        ("x", None, []),
    ],
)
def test_a_moment(value: str, wanted: Moment | None, codes: list[str]) -> None:
    """To the day or finer; an hour without zone is no instant."""
    reading = Reading()
    assert reading.moment(h(f'<time value="{value}"/>')) == wanted
    assert noted(reading) == ([] if len(value) == len("20261123") else codes)
    assert reading.moment(None) is None


@pytest.mark.parametrize(
    ("given", "day", "codes"),
    [
        ('<time value="20261123"/>', date(2026, 11, 23), []),
        ('<time value="x"/>', None, ["ed-structure-unclear"]),
        ("<time/>", None, []),
        ('<time nullFlavor="UNK"/>', None, []),
    ],
)
def test_a_day_that_is_said_and_is_none_is_unclear(given: str, day: date | None, codes: list[str]) -> None:
    """One that is not said is not."""
    reading = Reading()
    assert reading.day(h(given), "ed-structure-unclear") == day
    assert noted(reading) == codes
    assert Reading().day(None, "ed-structure-unclear") is None


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ('<q value="1.5"/>', Decimal("1.5")),
        ('<q value="x"/>', None),
        ('<q value="1.5" nullFlavor="UNK"/>', None),
        ("<q/>", None),
        ('<q value="NaN"/>', None),
    ],
)
def test_a_number(given: str, wanted: Decimal | None) -> None:
    """Finite, and not null."""
    assert Reading().value(h(given)) == wanted
    assert Reading().value(None) is None


@pytest.mark.parametrize(
    ("given", "wanted", "codes"),
    [
        ("<t> a\n <b>b</b> c</t>", "a b c", []),
        ('<t nullFlavor="UNK">a</t>', "", []),
        ("<t>p\u00c3\u00a4iv\u00c3\u00a4</t>", "päivä", ["ed-text-garbled"]),
        ("<t>päivä</t>", "päivä", []),
    ],
)
def test_a_text(given: str, wanted: str, codes: list[str]) -> None:
    """With one blank for each run; an encoding that was confused is mended, and told."""
    reading = Reading()
    assert reading.text(h(given)) == wanted
    assert noted(reading) == codes
    assert reading.text(None) == ""


def test_one_of_a_name_and_the_way_to_it() -> None:
    """Several leave open which is meant."""
    reading = Reading()
    tree = h("<a><b><c/></b></a>")
    assert reading.only(None, "{urn:hl7-org:v3}b", "ed-structure-unclear") is None
    assert reading.only(tree, "{urn:hl7-org:v3}x", "ed-structure-unclear") is None
    found = reading.way(tree, "{urn:hl7-org:v3}b", "{urn:hl7-org:v3}c", unclear="ed-structure-unclear")
    assert found is tree[0][0]
    assert noted(reading) == []
    two = h("<a><b n='1'/><b n='2'/></a>")
    first = reading.only(two, "{urn:hl7-org:v3}b", "ed-structure-unclear")
    assert first is two[0]
    assert noted(reading) == ["ed-structure-unclear"]


def test_a_place_is_told_once_and_no_more_remarks_than_are_read() -> None:
    """Then that there were more; what is unclear is told beyond them, up to a bound of its own."""
    reading = Reading()
    for _ in range(2):
        reading.note("ed-zone-missing", "/x")
    assert len(reading.findings) == 1
    for n in range(MAX_REMARKS + 5):
        reading.note("ed-zone-missing", f"/{n}")
    assert len(reading.findings) == MAX_REMARKS + 1
    assert noted(reading)[-1] == "ed-remarks-more"
    assert reading.full
    assert not reading.refuses
    for n in range(MAX_FINDINGS):
        reading.note("ed-structure-unclear", f"/{n}")
    assert len(reading.findings) == MAX_FINDINGS
    assert reading.refuses


def test_a_path_names_only_what_is_known() -> None:
    """A name that no schema has may be anything."""
    tree = h("<a><b/><b/></a>")
    assert Reading(frozenset({"b"})).path(tree[1]) == "/?/?/b[2]"
    assert Reading(frozenset({"all", "a", "b"})).path(tree[1]) == "/all/a/b[2]"


ROLE = "<recordTarget><patientRole>{}<patient>{}</patient></patientRole></recordTarget>"
NAMED = "<name><given>A</given><family>B</family></name>"


@pytest.mark.parametrize(
    ("ids", "person", "wanted", "codes"),
    [
        ('<id root="1.2" extension="x"/>', NAMED, 1, []),
        ('<id root="1.2"/>', NAMED, 0, ["ed-patient-unidentified"]),
        ('<id root="1.2" extension="x"/><id root="1.3" extension="y"/>', NAMED, 2, []),
        ("", NAMED, 0, ["ed-patient-unidentified"]),
    ],
)
def test_a_patient_has_identifiers_with_a_value(ids: str, person: str, wanted: int, codes: list[str]) -> None:
    """One at least."""
    reading = Reading()
    found = read_recipient(h(f"<x>{ROLE.format(ids, person)}</x>"), reading)
    assert found is not None
    assert (len(found.ids), found.birth_date, found.gender) == (wanted, None, Null.NI)
    assert noted(reading) == codes


def test_a_document_about_nobody_is_unclear() -> None:
    """Without role, or without person."""
    for given in ("<x/>", "<x><recordTarget><patientRole/></recordTarget></x>"):
        reading = Reading()
        assert read_recipient(h(given), reading) is None
        assert noted(reading) == ["ed-patient-unclear"]


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (NAMED, PersonName("B", ("A",))),
        ("<name>A B</name>" + NAMED, PersonName("B", ("A",))),
        ("<name><given>A</given></name>", None),
        ("<name><family>B</family></name>", None),
        ("<name><given>A</given><given>C</given><family>B</family><family>D</family></name>",
         PersonName("B D", ("A", "C"))),
        ("", None),
    ],
)  # fmt: skip
def test_a_name_has_family_and_given(names: str, wanted: PersonName | None) -> None:
    """The first that has both."""
    assert read_name(h(f"<x>{names}</x>"), Reading()) == wanted


PERFORMER = "<performer><assignedEntity>{}</assignedEntity></performer>"
AUTHOR = "<author><assignedAuthor>{}</assignedAuthor></author>"
ORGANISATION = "<representedOrganization>{}</representedOrganization>"
SHOP = '<id root="1.2" extension="7"/><name>Apteekki</name>'


@pytest.mark.parametrize(
    ("performer", "author", "wanted", "codes"),
    [
        (ORGANISATION.format(SHOP), "", Pharmacy(Identifier("1.2", "7"), "Apteekki", "", ""), []),
        ("", ORGANISATION.format(SHOP), Pharmacy(Identifier("1.2", "7"), "Apteekki", "", ""), []),
        (ORGANISATION.format(""), ORGANISATION.format(SHOP), Pharmacy(Identifier("1.2", "7"), "Apteekki", "", ""), []),
        (ORGANISATION.format("<name>A</name>"), ORGANISATION.format(SHOP), Pharmacy(None, "A", "", ""), []),
        (ORGANISATION.format('<id root="1.2"/>'), "", Pharmacy(Identifier("1.2"), "", "", ""), ["ed-pharmacy-unnamed"]),
        ("", "", None, ["ed-pharmacy-missing"]),
        (ORGANISATION.format(""), "", None, ["ed-pharmacy-missing"]),
        (
            ORGANISATION.format(SHOP + "<addr><city>Oulu</city><country>fi</country></addr>"),
            "",
            Pharmacy(Identifier("1.2", "7"), "Apteekki", "Oulu", "FI"),
            [],
        ),
        (
            ORGANISATION.format(SHOP + "<addr><city>Oulu</city></addr>") + "<addr><country>SE</country></addr>",
            "",
            Pharmacy(Identifier("1.2", "7"), "Apteekki", "Oulu", "SE"),
            [],
        ),
        (
            ORGANISATION.format(SHOP + "<addr><country>FIN</country></addr>"),
            "",
            Pharmacy(Identifier("1.2", "7"), "Apteekki", "", ""),
            ["ed-country-unknown"],
        ),
        (
            ORGANISATION.format(SHOP + "<addr><country>F1</country></addr>"),
            "",
            Pharmacy(Identifier("1.2", "7"), "Apteekki", "", ""),
            ["ed-country-unknown"],
        ),
        (
            ORGANISATION.format(SHOP + "<addr><country>ØÅ</country></addr>"),
            "",
            Pharmacy(Identifier("1.2", "7"), "Apteekki", "", ""),
            ["ed-country-unknown"],
        ),
    ],
)
def test_who_dispensed(performer: str, author: str, wanted: Pharmacy | None, codes: list[str]) -> None:
    """The performer's organisation, else the author's; its country its own, else the person's."""
    reading = Reading()
    root = h(f"<x>{AUTHOR.format(author)}<supply>{PERFORMER.format(performer)}</supply></x>")
    assert read_pharmacy(root[1], root, reading) == wanted
    assert noted(reading) == codes


@pytest.mark.parametrize(
    ("inside", "unclear"),
    [
        ("", 0),
        ("<code/><text/><effectiveTime/><routeCode/><doseQuantity/><consumable/><id/><templateId/><statusCode/>", 0),
        ("<maxDoseQuantity/>", 1),
        ('<maxDoseQuantity nullFlavor="UNK"/>', 0),
        ("<routeCode/><routeCode/>", 1),
        ("<statusCode/><statusCode/>", 1),
        ("<doseQuantity/><doseQuantity/>", 1),
        ("<entryRelationship><supply><quantity/><effectiveTime/><independentInd/></supply></entryRelationship>", 0),
        ("<entryRelationship><supply><repeatNumber/></supply></entryRelationship>", 1),
        ("<entryRelationship><supply/></entryRelationship><entryRelationship><supply/></entryRelationship>", 1),
        ('<entryRelationship><act><code code="PINSTRUCT"/></act></entryRelationship>', 0),
        ('<entryRelationship><act><code code="FINSTRUCT"/></act></entryRelationship>', 0),
        ('<entryRelationship><act><code code="SUBST"/></act></entryRelationship>', 1),
        ("<entryRelationship><act/></entryRelationship>", 1),
        ('<entryRelationship><observation><code code="SUBST"/></observation></entryRelationship>', 0),
        ('<entryRelationship><observation><code code="X"/></observation></entryRelationship>', 1),
        ('<entryRelationship><encounter><code code="SUBST"/></encounter></entryRelationship>', 1),
    ],
)
def test_what_is_not_read_is_told(inside: str, unclear: int) -> None:
    """Each thing in the item or its supply, once."""
    reading = Reading()
    section = h(f"<section><entry><item>{inside}</item></entry></section>")
    note_unread(section, section[0][0], reading)
    assert noted(reading) == ["ed-structure-unclear"] * unclear


def test_what_stands_beside_the_item_is_told() -> None:
    """In its entry or another."""
    reading = Reading(frozenset({"all", "section", "entry", "other"}))
    section = h("<section><entry><templateId/><item/><other/></entry><entry><other/></entry></section>")
    note_unread(section, section[0][1], reading)
    assert noted(reading) == ["ed-structure-unclear"] * 2


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ('<code code="1" codeSystem="2" displayName="d"/>', []),
        ('<code code="1" codeSystem="2"/>', ["ed-display-missing"]),
        ('<code code="1"/>', []),
        ('<code codeSystem="2"/>', []),
        ('<statusCode code="1" codeSystem="2"/>', []),
        ('<code code="1" codeSystem="2" codeSystemName="IHEActCode"/>', []),
        ('<code code="1" codeSystem="2" displayName="d"><translation code="1" codeSystem="2" displayName="d"/></code>',
         ["ed-translation-repeats"]),
        ('<code code="1" codeSystem="2" displayName="d"><translation code="1" codeSystem="3" displayName="d"/></code>',
         []),
        ('<code code="1" codeSystem="2" displayName="d"><translation code="3" codeSystem="3" displayName="d"/>'
         '<translation code="3" codeSystem="3" displayName="d"/></code>', ["ed-translation-repeats"]),
        ('<time value="20261123120000"/>', ["ed-zone-missing"]),
        ('<time value="20261123120000+0100"/>', []),
        ('<time value="20261123"/>', []),
        ('<quantity value="20261123120000" unit="mg"/>', []),
        ('<id root="1.2.3"/>', []),
        (f'<id root="{UUID}"/>', []),
        ('<id root="here"/>', ["ed-root-malformed"]),
        ('<templateId root="here"/>', []),
        ("<title>t</title>", []),
        ('<title x:type="ST">t</title>', []),
        ('<title x:type="h:ST">t</title>', []),
        ('<title x:type="ED">t</title>', ["ed-type-unexpected"]),
    ],
)  # fmt: skip
def test_a_fault_of_form_is_a_remark(given: str, codes: list[str]) -> None:
    """Each alone; none where there is none."""
    reading = Reading()
    note_form_faults(h(f"<x>{given}</x>"), reading)
    assert noted(reading) == codes
    assert not reading.refuses


def test_children_without_a_known_name_are_told_once_and_without_making_each_path() -> None:
    """They have one path; a document may have thousands, and a path takes as long as there are siblings."""
    tree = h("<a>" + "".join(f"<n{i}/>" for i in range(200)) + "</a>")
    made: list[etree._Element] = []

    class Counting(Reading):
        def path(self, element: etree._Element) -> str:
            made.append(element)
            return super().path(element)

    reading = Counting(frozenset({"all", "a"}))
    for child in tree:
        reading.note("ed-structure-unclear", child)
    assert [f.path for f in reading.findings] == ["/all/a/?"]
    assert len(made) == 1
