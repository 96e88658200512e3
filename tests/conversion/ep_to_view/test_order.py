"""What is no order that stands is not dispensable: mood, status, negation, null, on every level; substitution too."""

import pytest

from converter.conversion.ep_to_view.view import Verdict, verdict
from tests.builders.foreign import codes, foreign, outcome_of, part_of, shown, stops

ITEM = b'<substanceAdministration classCode="SBADM" moodCode="INT">'
SUPPLY = b'<supply classCode="SPLY" moodCode="RQO">'
COMPONENT = b'<entryRelationship typeCode="COMP">'
ACTIVE = b'<statusCode code="active"/>'
EVENT, NO_ORDER, NULL, INACTIVE = "view-event", "view-no-order", "view-order-null", "view-not-active"


def changed(old: bytes, new: bytes) -> bytes:
    """The prescription with this in the place of that."""
    assert foreign().count(old) == 1, foreign().count(old)
    return foreign().replace(old, new)


def marked(element: str, attribute: str) -> bytes:
    """The prescription with an attribute at the first element of a name in its body, or at the supply's relation."""
    text = foreign().decode()
    begin = text.index("<structuredBody>") if element != "ClinicalDocument" else 0
    at = text.index(COMPONENT.decode() if element == "entryRelationship" else f"<{element}", begin)
    after = at + len(f"<{element}")
    return (text[:after] + f" {attribute}" + text[after:]).encode()


MOODS = {
    "EVN": EVENT,
    "PRP": NO_ORDER,
    "GOL": NO_ORDER,
    "DEF": NO_ORDER,
    "PRMS": NO_ORDER,
    "ARQ": NO_ORDER,
    "x": NO_ORDER,
}


@pytest.mark.parametrize("mood", MOODS)
def test_another_mood_of_item_or_supply_is_no_order(mood: str) -> None:
    """An event tells of what was done; the others order nothing."""
    for element, own in ((ITEM, b'"INT"'), (SUPPLY, b'"RQO"')):
        assert MOODS[mood] in stops(changed(element, element.replace(own, f'"{mood}"'.encode())))


@pytest.mark.parametrize("mood", [b'"RQO"', b'"INT"'])
def test_either_mood_of_an_order_is_one(mood: bytes) -> None:
    assert not stops(changed(ITEM, ITEM.replace(b'"INT"', mood)))


LEVELS = (
    *("structuredBody", "component", "section", "entry", "substanceAdministration"),
    *("consumable", "manufacturedProduct", "manufacturedMaterial", "entryRelationship", "supply"),
)


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_null_on_any_level_is_no_order(level: str) -> None:
    assert NULL in stops(marked(level, 'nullFlavor="NI"'))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("value", ["true", "1", "yes"])
def test_what_is_negated_on_any_level_is_not_active(level: str, value: str) -> None:
    """What is no truth value is taken for it."""
    assert INACTIVE in stops(marked(level, f'negationInd="{value}"'))
    assert not stops(marked(level, 'negationInd="false"'))


STATUSES = ("aborted", "cancelled", "nullified", "suspended", "held", "new", "obsolete", "normal", "Active", "x")


@pytest.mark.parametrize("status", STATUSES)
def test_another_status_of_item_or_supply_is_not_active(status: str) -> None:
    """One of several is enough."""
    other = f'<statusCode code="{status}"/>'.encode()
    supply = SUPPLY + other
    for document in (changed(ACTIVE, other), changed(ACTIVE, ACTIVE + other), changed(SUPPLY, supply)):
        assert INACTIVE in stops(document)


@pytest.mark.parametrize("status", [b"", b'<statusCode nullFlavor="UNK"/>'])
def test_a_status_that_is_not_given_is_told(status: bytes) -> None:
    outcome = outcome_of(changed(ACTIVE, status))
    assert "view-status-missing" in {f.code for f in outcome.findings}
    assert verdict(outcome) is Verdict.CHECK


def test_a_supply_that_is_active_says_no_more() -> None:
    """And one that is completed may have been dispensed."""
    assert not stops(changed(SUPPLY, SUPPLY + ACTIVE))
    assert "view-completed" in codes(changed(SUPPLY, SUPPLY + b'<statusCode code="completed"/>'))


def test_an_order_is_read_where_an_event_stands_before_it() -> None:
    """What was dispensed before is told, and the amount is that of the order."""
    event = COMPONENT + SUPPLY.replace(b"RQO", b"EVN") + b'<quantity value="7" unit="1"/></supply></entryRelationship>'
    document = changed(COMPONENT, event + COMPONENT)
    assert (shown(document).packages, "view-part-unread" in codes(document)) == ("2", True)
    assert verdict(outcome_of(document)) is Verdict.CHECK


def test_two_amounts_are_none() -> None:
    """One package or ten?"""
    twice = b'<quantity value="1" unit="1"/><quantity value="10" unit="1"/>'
    document = changed(b'<quantity value="2" unit="1"/>', twice)
    assert {"view-packages-unread", "view-part-unread"} <= codes(document)


def test_an_instruction_that_is_taken_back_is_told() -> None:
    act = b'<act classCode="ACT" moodCode="INT">'
    negated = act.replace(b"INT", b'INT" negationInd="true')
    proposed, back = act.replace(b"INT", b"PRP"), act + b'<statusCode code="nullified"/>'
    assert all("view-part-unread" in codes(changed(act, new)) for new in (negated, proposed, back))


SYSTEM = 'codeSystem="2.16.840.1.113883.5.1070"'
NONE, GENERIC = f'code="N" {SYSTEM} displayName="none"', f'code="G" {SYSTEM} displayName="generic"'
TOLD = "view-substitution-doubtful"


def substitution(value: str) -> bytes:
    """The prescription with this value of its choice of substitution."""
    return foreign(substitution=value)


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        (f'<value xsi:type="CE" {NONE}/>', "N", False),
        (f'<value xsi:type="CE" {GENERIC}/>', "G", False),
        (f'<value xsi:type="CE" nullFlavor="UNK"><translation {NONE}/></value>', "N", True),
        (f'<value xsi:type="CE" {GENERIC}><translation {NONE}/></value>', "N", False),
        (f'<value xsi:type="CE" {NONE}><translation {GENERIC}/></value>', "N", False),
        (f'<value xsi:type="CE" {NONE}><translation {NONE}/></value>', "N", False),
        (f'<value xsi:type="CE" {GENERIC}/><value xsi:type="CE" {NONE}/>', "N", False),
        (f'<value xsi:type="CE" code="0" codeSystem="1.2.3"><translation {NONE}/></value>', "N", False),
        (f'<value xsi:type="CE" {NONE}><translation code="0" codeSystem="1.2.3"/></value>', "N", False),
        ('<value xsi:type="CE" nullFlavor="UNK"/>', "", False),
    ],
)
def test_no_substitution_wins_and_null_beside_a_code_is_told(value: str, code: str, told: bool) -> None:
    document = substitution(value)
    assert (shown(document).substitution.code, TOLD in codes(document)) == (code, told)


@pytest.mark.parametrize("attribute", ['negationInd="true"', 'moodCode="PRP"', "status"])
def test_a_permission_that_is_negated_or_taken_back_is_none(attribute: str) -> None:
    """It is told, and what protects holds."""
    observation = b'<observation classCode="OBS" moodCode="EVN">'
    new = observation.replace(b'moodCode="EVN"', (f'moodCode="EVN" {attribute}').encode())
    if attribute.startswith("mood"):
        new = observation.replace(b"EVN", b"PRP")
    if attribute == "status":
        new = observation + b'<statusCode code="aborted"/>'
    document = changed(observation, new)
    assert (shown(document).substitution.code, TOLD in codes(document)) == ("N", True)


def test_a_second_choice_counts() -> None:
    whole = part_of("item")
    second = whole[whole.rindex('<entryRelationship typeCode="SUBJ"') : whole.index("</substanceAdministration>")]
    document = foreign().replace(second.encode(), (second + second.replace('"G"', '"N"')).encode())
    assert shown(document).substitution.code == "N"
