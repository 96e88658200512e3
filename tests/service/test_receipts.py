"""Reseptformidleren's receipts over HTTP: what is answered, listed and refused."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from lxml import etree

from converter.examples import example
from converter.record.record import ExchangeRecord
from tests.builders.receipts import apprec
from tests.builders.records import opened
from tests.service.conftest import JSON, XML, Service
from tests.service.test_ed_to_m10 import DISCARD, DISPENSE, codes, post

RECEIPT, RECEIPTS = "/v1/dispensations/receipt", "/v1/dispensations/receipts"
TABLETS, TAKEN_BACK, PRESCRIBED = example("ed-tablets"), example("ed-discard"), example("m1-tablets")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[ExchangeRecord]:
    """An empty record."""
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as given:
        yield given


@pytest.fixture
def keeping(make_service: Callable[..., Service], record: ExchangeRecord) -> Service:
    """A service that has sent the example."""
    service = make_service(record=record)
    assert service.convert(PRESCRIBED).status_code == 200
    return service


def handed_out(service: Service, path: str = DISPENSE, ed: bytes = TABLETS) -> str:
    """MsgId of the M10 of the example."""
    return etree.fromstring(post(service, path, ed).content).findtext(".//{*}MsgId") or ""


def receive(service: Service, receipt: bytes, content_type: str = XML) -> httpx.Response:
    """A receipt is posted."""
    return post(service, RECEIPT, receipt, content_type, accept=JSON)


def listed(service: Service, state: str = "refused") -> list[tuple[str, str, str]]:
    """MsgId, state and action of what is listed."""
    answer = service.ask("GET", f"{RECEIPTS}?state={state}", headers={"Accept": JSON})
    assert answer.status_code == 200
    assert answer.json()["more"] is False
    return [(r["messageId"], r["state"], r["action"]) for r in answer.json()["reports"]]


def test_from_handed_out_to_refused_to_accepted(keeping: Service) -> None:
    """What is open and refused is listed all the way, and says what to do in two languages."""
    message = handed_out(keeping)
    assert listed(keeping, "open") == [(message, "handed-out", "none")]
    late = receive(keeping, apprec(message, "2", "313")).json()
    assert (late["report"]["state"], late["report"]["action"], late["accepted"]) == ("refused", "again", False)
    assert late["report"]["todo"]["no"] != late["report"]["todo"]["en"]
    assert late["report"]["codes"][0]["text"]["no"] == "GenDate avviker fra riktig klokke med mer enn 5 minutter."
    assert late["openncp"] == "ERROR_ED_INTERNAL_ERROR"
    assert (listed(keeping, "open"), listed(keeping)) == ([], [(message, "refused", "again")])
    assert handed_out(keeping) == message
    accepted = receive(keeping, apprec(message, made="2026-11-26T12:00:00+01:00")).json()
    assert (accepted["report"]["state"], accepted["accepted"], accepted["openncp"]) == ("accepted", True, "")
    assert receive(keeping, apprec(message, made="2026-11-26T12:00:00+01:00")).json()["repeated"] is True
    assert listed(keeping, "open") == listed(keeping) == []


def test_an_annulment_is_answered_too(keeping: Service) -> None:
    report, annulment = handed_out(keeping), handed_out(keeping, DISCARD, TAKEN_BACK)
    answer = receive(keeping, apprec(annulment, "2", "1")).json()
    assert (answer["report"]["kind"], answer["report"]["action"]) == ("annulment", "person")
    assert listed(keeping, "open") == [(report, "handed-out", "none")]


def test_what_contradicts_is_told_and_is_for_a_person(keeping: Service) -> None:
    message = handed_out(keeping)
    receive(keeping, apprec(message))
    answer = receive(keeping, apprec(message, "2", "313", made="2026-11-26T12:00:00+01:00"))
    assert [f["code"] for f in answer.json()["findings"]] == ["receipt-contradicts"]
    assert listed(keeping) == [(message, "contradicted", "person")]
    late = receive(keeping, apprec(message, "2", "1", made="2026-11-20T12:00:00+01:00"))
    assert "receipt-late" in [f["code"] for f in late.json()["findings"]]


@pytest.mark.parametrize(
    ("receipt", "content_type", "status", "code"),
    [
        (b"<AppRec>", XML, 400, "not-xml"),
        (b"<!DOCTYPE AppRec><AppRec/>", XML, 400, "doctype-not-allowed"),
        (TABLETS, XML, 422, "not-an-apprec"),
        (apprec("x", "7"), XML, 422, "apprec-unreadable"),
        (apprec("x", kind="ERM1"), XML, 422, "apprec-of-another-kind"),
        (apprec("x"), XML, 422, "receipt-of-unknown"),
        (apprec("9" * 10_000), XML, 422, "receipt-of-unknown"),
        (apprec("x"), JSON, 415, "content-type-not-supported"),
        (b" " * 1_000_001, XML, 413, "too-large"),
    ],
)
def test_a_receipt_that_is_none_of_ours_is_refused(
    keeping: Service, receipt: bytes, content_type: str, status: int, code: str
) -> None:
    handed_out(keeping)
    answer = receive(keeping, receipt, content_type)
    assert (answer.status_code, codes(answer)) == (status, [code])
    assert len(listed(keeping, "open")) == 1


@pytest.mark.parametrize("query", ["state=x", "state=", "at=2026-11-23", "state=open&state=open"])
def test_a_query_that_is_none_is_refused(keeping: Service, query: str) -> None:
    assert keeping.ask("GET", f"{RECEIPTS}?{query}").status_code == 400
    assert keeping.ask("POST", f"{RECEIPT}?{query}", body=apprec("x"), headers={"Content-Type": XML}).status_code == 400


def test_without_a_record_there_are_no_receipts(service: Service) -> None:
    for answer in (receive(service, apprec("x")), service.ask("GET", RECEIPTS)):
        assert (answer.status_code, codes(answer)) == (503, ["record-not-configured"])


def test_nothing_of_patient_or_prescription_is_answered_or_logged(keeping: Service) -> None:
    message = handed_out(keeping)
    told = receive(keeping, apprec(message, "2", "Kari Nordmann", "264")).text
    told += keeping.ask("GET", RECEIPTS).text + keeping.lines.getvalue()
    for value in ("14836809816", "11782061-7ce6-4eda-ad71-e079c3e0456f", "Fjellheim", "Kari Nordmann"):
        assert value not in told
    assert message not in keeping.lines.getvalue()
    assert json.loads(keeping.ask("GET", RECEIPTS).text)["reports"][0]["codes"][0]["code"] == "264"
