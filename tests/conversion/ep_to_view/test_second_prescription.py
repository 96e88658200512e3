"""Another prescription in the document is told wherever it stands, and a step of the same medicine is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.foreign import codes, foreign, part_of, shown, stops

SECOND, UNREAD_SECTION, UNREAD = "view-second-prescription", "view-section-unread", "view-part-unread"
MATERIAL = "<manufacturedProduct><manufacturedMaterial>{}</manufacturedMaterial></manufacturedProduct>"
STEP = (
    '<substanceAdministration classCode="SBADM" moodCode="INT"><doseQuantity value="4"/><consumable>{}</consumable>'
    "</substanceAdministration>"
)
OTHER = STEP.format(MATERIAL.format("<name>Kolmasti</name>"))
SUPPLY = (
    '<supply classCode="SPLY" moodCode="RQO"><quantity value="5"/><product>{}</product></supply>'
).format(MATERIAL.format("<name>Kolmasti</name>"))  # fmt: skip


def related(statement: str) -> str:
    """A statement in a relation."""
    return f'<entryRelationship typeCode="COMP">{statement}</entryRelationship>'


def act(inside: str, code: str = "X") -> str:
    """An act around a statement."""
    return f'<act classCode="ACT" moodCode="INT"><code code="{code}"/>{related(inside)}</act>'


def organizer(inside: str) -> str:
    """A group of one."""
    return f'<organizer classCode="CLUSTER" moodCode="EVN"><component>{inside}</component></organizer>'


def before(end: str, xml: str) -> bytes:
    """The prescription with something before the first end of an element."""
    return foreign().replace(end.encode(), (xml + end).encode(), 1)


IN_ITEM = "</substanceAdministration>"
IN_SECTION = "</section>"
ORDERS = {
    "in an act": act(OTHER),
    "in a group": organizer(OTHER),
    "a supply": SUPPLY,
    "in acts of acts": act(act(organizer(OTHER))),
    "by a code alone": SUPPLY.replace("<name>Kolmasti</name>", '<code code="1" codeSystem="1.2"/>'),
}


@pytest.mark.parametrize("name", ORDERS)
def test_an_order_in_the_same_section_stops(name: str) -> None:
    """Told once for its place."""
    assert SECOND in stops(before(IN_SECTION, f"<entry>{ORDERS[name]}</entry>"))


@pytest.mark.parametrize(
    "inside",
    [OTHER, act(OTHER, "FINSTRUCT"), act(OTHER, "PINSTRUCT"), act(SUPPLY), SUPPLY, organizer(OTHER)],
)
def test_an_order_within_the_item_stops(inside: str) -> None:
    """Of a medicine that is not the item's."""
    assert SECOND in stops(before(IN_ITEM, related(inside)))


def test_a_second_medicine_of_the_item_stops() -> None:
    """Which is meant is not said."""
    assert SECOND in stops(
        before("<entryRelationship ", f"<consumable>{MATERIAL.format('<name>K</name>')}</consumable>")
    )


def test_a_step_of_the_same_medicine_is_no_prescription() -> None:
    """It names the medicine again, or no other."""
    name = part_of("name")
    for material in ("", name, f"{name}{part_of('form')}"):
        found = codes(before(IN_ITEM, related(STEP.format(MATERIAL.format(material)))))
        assert SECOND not in found
        assert "view-dosage-unsaid" in found


@settings(max_examples=25, deadline=None)
@given(before_it=st.integers(0, 60), after_it=st.integers(0, 10), nested=st.booleans())
def test_it_is_told_however_many_sections_stand_around(before_it: int, after_it: int, nested: bool) -> None:
    """No list is cut before it is looked for."""
    plain = "<component><section><text>words</text></section></component>"
    second = f"<component><section><text>last</text><entry>{act(OTHER)}</entry></section></component>"
    more = plain * before_it + second + plain * after_it
    if nested:
        more = f"<component><section><text>outer</text>{more}</section></component>"
    assert SECOND in stops(before("</structuredBody>", more))


ALLERGIES = "<component><section><code code='48765-2'/><title>Allergies</title><text>{}</text></section></component>"


def test_another_section_before_the_prescription_s_is_read_as_another() -> None:
    """The prescription is read; the other is told once."""
    document = foreign().replace(b"<structuredBody>", b"<structuredBody>" + ALLERGIES.format("penicillin").encode())
    found = shown(document)
    assert found.product is not None
    assert found.product.name
    assert "penicillin" in found.prescription.narrative
    assert UNREAD_SECTION in codes(document)
    assert UNREAD not in codes(document)
    assert stops(document) == set()


def test_an_order_in_a_section_before_is_a_second_prescription() -> None:
    """The section that says that it is of prescriptions is read."""
    entry = f"<entry>{OTHER}</entry>"
    more = ALLERGIES.format("x").replace("</section>", f"{entry}</section>")
    document = foreign().replace(b"<structuredBody>", b"<structuredBody>" + more.encode())
    assert SECOND in stops(document)
    found = shown(document)
    assert found.product is not None
    assert found.product.name.startswith("Buranisti")
