"""An eD's own parts: which prescription, how many, when, and whether it takes itself back; each reason alone."""

from dataclasses import dataclass

import pytest

from converter.formats.cda.ed_reader import identify, normalise_discard, read_ed, require_ed
from converter.formats.xml import parse
from converter.model.coded import Identifier
from converter.model.finding import Problem, Severity
from tests.builders.snippets import SPACES

ED, EP = "1.3.6.1.4.1.12559.11.10.1.3.1.1.2", "1.3.6.1.4.1.12559.11.10.1.3.1.1.1"
OURS = "2.16.578.1"
TIME = '<time value="20261124101500+0100"/>'
PERFORMER = (
    "<performer>{}<assignedEntity><representedOrganization><name>A</name></representedOrganization></assignedEntity>"
    "</performer>"
)
PRODUCT = (
    '<product><manufacturedProduct><manufacturedMaterial><name>N</name><p:asContent xmlns:p="urn:hl7-org:pharm">'
    '<p:quantity value="30" unit="{Tablet}"/></p:asContent></manufacturedMaterial></manufacturedProduct></product>'
)
ITEM = '<entryRelationship typeCode="{}"><substanceAdministration>{}</substanceAdministration></entryRelationship>'


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts of an eD; each is XML."""

    ids: str = '<id root="1.2" extension="d"/>'
    made: str = '<effectiveTime value="20261124101500+0100"/>'
    patient: str = (
        '<recordTarget><patientRole><id root="1.2" extension="x"/><patient><name><given>A</given><family>B</family>'
        "</name></patient></patientRole></recordTarget>"
    )
    author: str = ""
    order: str = f'<inFulfillmentOf><order><id root="{OURS}" extension="p"/></order></inFulfillmentOf>'
    mood: str = ' moodCode="EVN"'
    quantity: str = '<quantity value="1"/>'
    performer: str = PERFORMER.format(TIME)
    product: str = PRODUCT
    item: str = ITEM.format("REFR", f'<id root="{OURS}" extension="p"/>')
    more: str = ""

    def xml(self) -> bytes:
        """The document."""
        supply = f"<supply{self.mood}>{self.quantity}{self.product}{self.performer}{self.item}{self.more}</supply>"
        section = f"<section><entry>{supply}</entry></section>"
        body = f"<component><structuredBody><component>{section}</component></structuredBody></component>"
        head = f'<templateId root="{ED}"/>{self.ids}<code code="60593-1"/>{self.made}{self.patient}{self.author}'
        return f"<ClinicalDocument {SPACES}>{head}{self.order}{body}</ClinicalDocument>".encode()


def found(**parts: str) -> list[str]:
    """What is noted of an eD with these parts, whether it can be read or not."""
    try:
        read = read_ed(parse(Parts(**parts).xml()), OURS, frozenset(), discards=False)
    except Problem as problem:
        return [f.code for f in problem.findings]
    assert {f.severity for f in read.remarks} <= {Severity.REMARK}, "what refuses is raised"
    return [f.code for f in read.remarks]


def test_a_whole_ed_is_read() -> None:
    """Nothing is noted."""
    assert found() == []


def order(*ids: str) -> str:
    """An order."""
    return f"<inFulfillmentOf><order>{''.join(ids)}</order></inFulfillmentOf>"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"ids": ""}, "ed-document-id-missing"),
        ({"patient": ""}, "ed-patient-unclear"),
        ({"order": ""}, "ed-prescription-missing"),
        ({"order": order()}, "ed-prescription-missing"),
        ({"order": order(f'<id root="{OURS}" extension="p"/>', f'<id root="{OURS}" extension="q"/>')},
         "ed-prescription-several"),
        ({"order": order('<id root="1.2" extension="p"/>')}, "ed-prescription-foreign"),
        ({"order": order(f'<id root="{OURS}"/>')}, "ed-prescription-foreign"),
        ({"mood": ""}, "ed-not-an-event"),
        ({"mood": ' moodCode="RQO"'}, "ed-not-an-event"),
        ({"quantity": ""}, "ed-quantity-unusable"),
        ({"quantity": '<quantity value="0"/>'}, "ed-quantity-unusable"),
        ({"quantity": '<quantity value="-1"/>'}, "ed-quantity-unusable"),
        ({"quantity": '<quantity value="x"/>'}, "ed-quantity-unusable"),
        ({"quantity": '<quantity value="0.0001"/>'}, "ed-quantity-unusable"),
        ({"quantity": '<quantity value="1000000000" unit="1"/>'}, "ed-quantity-unusable"),
        ({"quantity": '<quantity value="1" unit="mL"/>'}, "ed-quantity-unusable"),
        ({"performer": PERFORMER.format("")}, "ed-date-missing"),
        ({"performer": PERFORMER.format('<time value="x"/>')}, "ed-date-missing"),
        ({"performer": PERFORMER.format('<time><low value="20261124"/><high value="20261125"/></time>')},
         "ed-date-missing"),
        ({"product": ""}, "ed-product-unclear"),
        ({"item": ""}, "ed-item-missing"),
        ({"item": ITEM.format("REFR", "")}, "ed-item-missing"),
        ({"item": ITEM.format("COMP", f'<id root="{OURS}" extension="p"/>')}, "ed-item-missing"),
        ({"item": ITEM.format("REFR", f'<id root="{OURS}" extension="q"/>')}, "ed-item-differs"),
        ({"item": ITEM.format("REFR", f'<id root="{OURS}" extension="p"/><id root="1.2" extension="p"/>')},
         "ed-item-differs"),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_one_finding(parts: dict[str, str], code: str) -> None:
    """And no other."""
    assert found(**parts) == [code]


@pytest.mark.parametrize(
    "parts",
    [
        {"order": order(*[f'<id root="{OURS}" extension="p"/>'] * 2)},
        {"quantity": '<quantity value="0.001"/>'},
        {"quantity": '<quantity value="1.0000"/>'},
        {"quantity": '<quantity value="999999999" unit="1"/>'},
        {"performer": PERFORMER.format('<time><low value="20261124"/><high value="20261124"/></time>')},
        {"performer": PERFORMER.format('<time><high value="20261124"/></time>')},
        {"made": ""},
    ],
)
def test_what_is_clear_is_not_told(parts: dict[str, str]) -> None:
    """At the edge of what is allowed."""
    assert found(**parts) == []


@pytest.mark.parametrize("performer", [PERFORMER.format(""), PERFORMER.format('<time nullFlavor="UNK"/>')])
def test_the_author_s_time_stands_for_one_that_is_not_said(performer: str) -> None:
    """And that is told; one that is said and cannot be read has no other."""
    author = f"<author>{TIME}</author>"
    assert found(performer=performer, author=author) == ["ed-date-of-author"]
    assert found(performer=PERFORMER.format('<time value="x"/>'), author=author) == ["ed-date-missing"]


@pytest.mark.parametrize(
    ("more", "substituted"),
    [
        ("", False),
        ('<entryRelationship><act><code code="SUBST"/></act></entryRelationship>', True),
        ('<entryRelationship><observation><code code="SUBST"/></observation></entryRelationship>', True),
        ('<entryRelationship><act><code code="OTHER"/></act></entryRelationship>', False),
        ('<entryRelationship><act negationInd="true"><code code="SUBST"/></act></entryRelationship>', False),
        ('<entryRelationship><act negationInd="1"><code code="SUBST"/></act></entryRelationship>', False),
        ('<entryRelationship><act negationInd="false"><code code="SUBST"/></act></entryRelationship>', True),
    ],
)
def test_whether_another_product_was_handed_out(more: str, substituted: bool) -> None:
    """Said by an act or an observation, and not denied."""
    read = read_ed(parse(Parts(more=more).xml()), OURS, frozenset(), discards=False)
    assert read.dispensation.substituted is substituted


def test_an_item_of_its_own_id_is_the_prescription_s() -> None:
    """Where it has another than the prescription."""
    data = parse(Parts(item=ITEM.format("REFR", '<id root="1.9" extension="i"/>')).xml())
    assert read_ed(data, OURS, frozenset(), discards=False, item=Identifier("1.9", "i")).remarks == ()


@pytest.mark.parametrize(
    ("template", "code", "wanted"),
    [
        (f"{ED}-DISCARD", "DISCARD-60593-1", True),
        (ED, "60593-1", False),
        (f"{ED}-DISCARD", "60593-1", None),
        (ED, "DISCARD-60593-1", None),
    ],
)
def test_a_discard_has_both_values_overwritten(template: str, code: str, wanted: bool | None) -> None:
    """They are put back; one of them alone is half a discard."""
    root = parse(f'<ClinicalDocument {SPACES}><templateId root="{template}"/><code code="{code}"/></ClinicalDocument>'
                 .encode())  # fmt: skip
    if wanted is None:
        with pytest.raises(Problem) as caught:
            normalise_discard(root)
        assert [f.code for f in caught.value.findings] == ["ed-discard-half"]
        return
    assert normalise_discard(root) is wanted
    assert (root[0].get("root"), root[1].get("code")) == (ED, "60593-1")


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (f'<Other {SPACES}><templateId root="{ED}"/></Other>', "not-an-ed"),
        (f'<ClinicalDocument {SPACES}><templateId root="{ED}"/><e:x/></ClinicalDocument>', "epsos-not-supported"),
        (f'<ClinicalDocument {SPACES}><templateId root="{EP}"/></ClinicalDocument>', "ep-instead-of-ed"),
        (f'<ClinicalDocument {SPACES}><templateId root="1.2"/></ClinicalDocument>', "not-an-ed"),
        (f'<ClinicalDocument {SPACES}><templateId root="{ED}"/></ClinicalDocument>', ""),
    ],
)
def test_what_is_an_ed(xml: str, code: str) -> None:
    """By root and template, of wave 6 or later."""
    if not code:
        require_ed(parse(xml.encode()))
        return
    with pytest.raises(Problem) as caught:
        require_ed(parse(xml.encode()))
    assert [f.code for f in caught.value.findings] == [code]


def test_any_document_may_be_asked_who_it_is() -> None:
    """What cannot be read has no answer."""
    who, when = identify(Parts().xml())
    assert who is not None
    assert (who.root, who.extension) == ("1.2", "d")
    assert when is not None
    assert identify(b"not xml") == (None, None)
    assert identify(b"<x/>") == (None, None)
