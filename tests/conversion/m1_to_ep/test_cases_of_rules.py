"""The reference cases of what leaves, and of what the dispenser is told; skipped where the material is not there."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from converter.conversion.answer import Answer, Decision
from converter.conversion.ep_to_view.route import ep_to_view
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.enrichment.fest_database import build_into
from converter.enrichment.fest_register import FestRegister
from converter.formats.cda.ep_reader import read_ep
from converter.formats.norway.fest_source import open_source
from converter.formats.xml import parse
from converter.model.prescription import Exchange
from tests.builders.loaded import details_of, loaded, remarks, stops

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def answer_to(shared: Path, name: str, register: str = "") -> Answer[Prescribed]:
    """What becomes of a case, with the demo register or another."""
    folder = shared / "cases" / "outbound"
    converter = loaded()
    if register:
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with open_source(folder / register) as source:
            build_into(connection, source)
        converter = replace(converter, register=FestRegister(connection, ""))
    return m1_to_ep((folder / name).read_bytes(), converter, AT)


def said(outcome: Answer[Prescribed]) -> Exchange:
    """What the eP says."""
    assert outcome.document is not None, stops(outcome)
    return read_ep(parse(outcome.document)).prescription


@pytest.mark.parametrize(
    ("name", "decision", "code"),
    [
        ("group-a-atc-substance-unknown-id.m1.xml", Decision.EXCLUDED, "excluded-group-a-b"),
        ("group-a-atc-unknown-varenr-message-says-c.m1.xml", Decision.EXCLUDED, "excluded-group-a-b"),
        ("m1-bruk-5-food.xml", Decision.EXCLUDED, "excluded-use-food"),
        ("veterinary-atc.m1.xml", Decision.EXCLUDED, "excluded-atc-veterinary"),
        ("ep-without-any-substance.m1.xml", Decision.REJECTED, "medicine-not-identified"),
        ("m1-utloper-2036.xml", Decision.EXCLUDED, "excluded-valid-too-long"),
    ],
)
def test_what_may_not_leave(name: str, decision: Decision, code: str, shared: Path) -> None:
    """By its ATC code, its kind, its lack of any, its days."""
    outcome = answer_to(shared, name)
    assert outcome.decision is decision
    assert code in stops(outcome)


def test_the_last_day_is_a_day(shared: Path) -> None:
    """As before."""
    assert said(answer_to(shared, "m1-last-day-late.xml")).valid_until.isoformat() == "2026-11-23"


def test_a_reservation_is_said(shared: Path) -> None:
    """As before."""
    ep = said(answer_to(shared, "m1-substitution-forbidden.xml"))
    assert ep.substitution is not None
    assert (ep.substitution.code, ep.to_dispenser) == ("N", ())


def test_the_condition_of_an_exchange_group_is_told_and_not_passed_over(shared: Path) -> None:
    """No SUBST; the register's own words."""
    outcome = answer_to(shared, "substitution-restricted-group-sent-as-allowed.m1.xml")
    ep = said(outcome)
    assert ep.substitution is None
    assert [w.original for w in ep.to_dispenser] == ["Fiktivt vilkår: delestrek kan mangle"]


def test_a_register_without_any_exchange_group_does_not_say_that_warfarin_is_in_none(shared: Path) -> None:
    """No SUBST and no words: the list is not there to be off."""
    outcome = answer_to(shared, "substitution-not-exchangeable-warfarin.m1.xml", "register-100-common.m30.xml")
    ep = said(outcome)
    assert (ep.substitution, ep.to_dispenser) == (None, ())
    assert "substitution-not-known" in remarks(outcome)


def test_the_prescribers_note_is_told_and_no_substitution_invited_beside_it(shared: Path) -> None:
    """Whether the register knows the package or not; a view of the eP shows the note too."""
    for register in ("", "register-100-common.m30.xml"):
        outcome = answer_to(shared, "merknad-withheld-dispenser-not-told.m1.xml", register)
        ep = said(outcome)
        assert ep.substitution is None
        assert ep.to_dispenser[-1].original == "Skal IKKE byttes. Maks 1 pakning per måned. Dosepakkes."
        assert "remark-note-sent" in remarks(outcome)
        assert outcome.document is not None
        view = details_of(ep_to_view(outcome.document, loaded(), AT))
        assert any("Skal IKKE byttes" in text for text in view.prescription.to_dispenser)
