"""The official test messages: what is decided at which date. Their eP: test_reference.py.

These messages are reference material and not part of the repository; without it the tests are skipped. Nothing of them
is printed: a failure names files, codes and places only.
"""

import base64
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from converter.conversion.answer import Answer, Decision, Held
from converter.conversion.m1_to_ep.route import each_m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from tests.builders.loaded import convert, loaded, remarks, stops
from tests.builders.messages import AT

C, X, R = Decision.CONVERTED, Decision.EXCLUDED, Decision.REJECTED
GROUP, PERMIT, LOCKED, EXPIRED = "excluded-group-a-b", "excluded-special-permit", "excluded-locked", "excluded-expired"
SUMMER, WINTER, EARLY = (
    AT.replace(year=2019, month=8, day=1),
    AT.replace(year=2020, month=2, day=10),
    AT.replace(year=2014, month=6, day=1),
)
LIST = "m96-list-with-5-m1"
EXPECTED: dict[tuple[str, datetime], tuple[Decision, set[str]]] = {
    ("m1-ibux-structured-dosage", SUMMER): (C, set()),
    (f"{LIST}/Paracet", SUMMER): (C, set()),
    (f"{LIST}/Apocillin", SUMMER): (C, set()),
    (f"{LIST}/Zocor", SUMMER): (C, set()),
    (f"{LIST}/Cetimax", SUMMER): (C, set()),
    (f"{LIST}/Cosylan", SUMMER): (X, {GROUP}),
    ("m1-group-b", SUMMER): (X, {GROUP}),
    ("m94-with-m1", SUMMER): (X, {GROUP}),
    ("m1-special-permit", SUMMER): (X, {PERMIT}),
    ("m94-special-permit", SUMMER): (X, {PERMIT}),
    ("m1-reimbursed-reit3", WINTER): (C, set()),
    ("m1-brand-locked.made-up", WINTER): (X, {LOCKED, "excluded-reference-number"}),
    ("m1-substance.made-up", WINTER): (C, set()),
    ("m1-magistral", EARLY): (X, {"excluded-magistral", "excluded-group-missing", "role-missing"}),
}
REIMBURSEMENT_LISTS = ("7427", "7434", "7110", "7170")
KITH_LIST = "2.16.578.1.12.4.1.1."


@cache
def official_messages(shared: Path) -> dict[str, bytes]:
    """The messages by name; those attached to the list one by one, named by the medicine."""
    folder = shared / "samples" / "norway"
    names = {name for name, _ in EXPECTED if "/" not in name}
    found = {name: (folder / f"{name}.xml").read_bytes() for name in names}
    root = etree.fromstring((folder / f"{LIST}.xml").read_bytes())
    for container in root.iter("{*}Base64Container"):
        attached = base64.b64decode(container.text or "")
        words = next(etree.fromstring(attached).iter("{*}NavnFormStyrke")).text or ""
        found[f"{LIST}/{words.split()[0]}"] = attached
    return found


@pytest.fixture
def messages(shared: Path) -> dict[str, bytes]:
    """The messages by name."""
    return official_messages(shared)


@pytest.fixture(scope="module")
def outcomes(shared: Path) -> dict[tuple[str, datetime], Answer[Prescribed]]:
    """Every message converted at its date."""
    messages = official_messages(shared)
    return {(name, at): convert(messages[name], at) for name, at in EXPECTED}


def test_the_list_holds_the_five_prescriptions(messages: dict[str, bytes]) -> None:
    """None is left out, none is counted twice."""
    assert {n for n in messages if n.startswith(LIST)} == {n for n, _ in EXPECTED if n.startswith(LIST)}


@pytest.mark.parametrize(("name", "at"), EXPECTED, ids=[f"{name}-at-{at:%Y-%m-%d}" for name, at in EXPECTED])
def test_the_decision_at_its_date(
    name: str, at: datetime, outcomes: dict[tuple[str, datetime], Answer[Prescribed]]
) -> None:
    """As the policy has it: converted without any reason against it, or stopped for the reason named."""
    decision, codes = EXPECTED[name, at]
    outcome = outcomes[name, at]
    assert (outcome.decision, stops(outcome)) == (decision, codes)


@pytest.mark.parametrize(("name", "at"), EXPECTED, ids=[name for name, _ in EXPECTED])
def test_today_it_is_expired_and_the_other_reasons_are_said_beside(
    name: str, at: datetime, messages: dict[str, bytes]
) -> None:
    """At 2026-11-23 12:00 in Oslo."""
    outcome = convert(messages[name], AT)
    assert outcome.decision is X
    assert stops(outcome) == {EXPIRED, *EXPECTED[name, at][1]}
    assert outcome.document is None


def test_reimbursement_is_nowhere_in_the_document(
    outcomes: dict[tuple[str, datetime], Answer[Prescribed]], messages: dict[str, bytes]
) -> None:
    """Neither a value of the elements that say who pays, nor one of their lists; and the report says so."""
    outcome = outcomes["m1-reimbursed-reit3", WINTER]
    root = etree.fromstring(messages["m1-reimbursed-reit3"])
    payers = [e for name in ("RefHjemmel", "RefKode") for e in root.iter(f"{{*}}{name}")]
    said = [v for e in payers for key in ("V", "DN", "OT", "S") if (v := e.get(key))]
    assert len(payers) == 2
    assert len(said) >= 4
    document = etree.fromstring(outcome.document or b"")
    told = {t for t in document.itertext() if t.strip()} | {v for e in document.iter() for v in e.attrib.values()}
    whole = "\n".join(map(str, told)).casefold()
    # a short code is looked for as a whole value, a word anywhere
    assert [n for n, v in enumerate(said) if v in told or (len(v) > 4 and v.casefold() in whole)] == []
    assert [n for n in REIMBURSEMENT_LISTS if f"{KITH_LIST}{n}" in whole] == []
    assert [w for w in ("refusj", "reimburs", "blåresept", "frikort", "hjemmel") if w in whole] == []
    assert {"withheld-reimbursement", "withheld-repeats"} <= remarks(outcome)


def test_the_official_list_is_answered_prescription_by_prescription(shared: Path) -> None:
    """Its own statuses hold: the revoked one, which is of group B too, stays; the others convert."""
    data = (shared / "samples" / "norway" / f"{LIST}.xml").read_bytes()
    given = each_m1_to_ep(data, loaded(), SUMMER)
    assert given.held is Held.LIST
    assert [o.decision for o in given.answers] == [C, C, C, X, C]
    assert stops(given.answers[3]) == {GROUP, "excluded-listed-status", "excluded-partly-dispensed"}
