"""What comes beside a dispensation or its discard: the patient asked for, the conversation, OpenNCP's fields."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from converter.examples import example
from converter.record.record import ExchangeRecord
from tests.builders.back import undated
from tests.builders.openncp import Written, discarded
from tests.builders.records import opened
from tests.service.conftest import JSON, Service
from tests.service.test_ed_to_m10 import DISCARD, DISPENSE, ED, codes, form, post, report_in

TABLETS, PRESCRIBED = example("ed-tablets"), example("m1-tablets")
TAKEN_BACK = discarded(TABLETS, Written(national=True, words="krajowy", indent=" "))
DOCUMENT = etree.fromstring(TABLETS).find("{urn:hl7-org:v3}id")
PATIENT, OTHER = "14836809816", "09857100066"
CX = PATIENT + "^^^&2.16.578.1.12.4.1.4.1&ISO"
PARENT, WHOLE = "11111111-2222-4333-8444-555555555555", "99999999-2222-4333-8444-555555555555"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[ExchangeRecord]:
    """An empty record."""
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as given:
        yield given


@pytest.fixture
def keeping(make_service: Callable[..., Service], record: ExchangeRecord) -> Service:
    """A service that has sent the example and got its dispensation."""
    service = make_service(record=record)
    assert service.convert(PRESCRIBED).status_code == 200
    assert post(service, DISPENSE, TABLETS).status_code == 200
    return service


def details(**other: Any) -> bytes:
    """The fields of the example's discard."""
    assert DOCUMENT is not None
    usual = {
        "discardId": "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8",
        "dispenseId": f"{DOCUMENT.get('root')}^{DOCUMENT.get('extension')}",
        "discardDate": "2026-11-23T02:00:00.000+0100",
        "patientId": CX,
        "healthCareProvider": "N/A",
        "healthCareProviderId": None,
    }
    return json.dumps(usual | other).encode()


def refused(service: Service, path: str, body: bytes, content_type: str) -> tuple[int, list[str]]:
    """Status and codes of a refusal."""
    answer = post(service, path, body, content_type)
    return answer.status_code, codes(answer)


def test_a_discard_by_document_by_fields_and_by_both_is_one_annulment(keeping: Service, record: ExchangeRecord) -> None:
    """In any order; the first decides how the patient is named."""
    first = post(keeping, DISCARD, *form(ed=TAKEN_BACK, details=details()))
    assert (first.status_code, first.headers["converter-repeated"]) == (200, "false")
    assert report_in(first).findtext(".//{*}Annullering") == "true"
    by_document, by_fields = post(keeping, DISCARD, TAKEN_BACK), post(keeping, DISCARD, details(), JSON)
    assert undated(by_document.content) == undated(first.content)
    assert by_fields.headers["converter-repeated"] == "true"
    assert report_in(by_fields).findtext(".//{*}AnnulleringsId") == report_in(first).findtext(".//{*}AnnulleringsId")
    assert record.count()["dispensation"] == 1


def test_fields_alone_in_a_form_or_as_json(keeping: Service) -> None:
    first = post(keeping, DISCARD, details(discardDate=1795393199000), JSON)
    assert first.status_code == 200
    again = post(keeping, DISCARD, *form(details=details(discardDate=None)))
    assert undated(again.content) == undated(first.content)


@pytest.mark.parametrize(
    ("said", "places"),
    [
        (b"{", ["/details"]),
        (b"[]", ["/details"]),
        (b"\xff", ["/details"]),
        (b"[" * 9000, ["/details"]),
        (b'{"patientId": "1", "patientId": "1"}', ["/details"]),
        (b"{}", ["/details/dispenseId", "/details/patientId"]),
        (details(dispenseId="1.2^3^4", patientId="x"), ["/details/dispenseId", "/details/patientId"]),
        (details(dispenseId=" "), ["/details/dispenseId"]),
        (details(patientId="9" * 900), ["/details/patientId"]),
        (details(healthCareProvider="x" * 1001), ["/details/healthCareProvider"]),
        (details(secret="x"), ["/details/?"]),
    ],
)
def test_fields_that_cannot_be_read_are_named(keeping: Service, said: bytes, places: list[str]) -> None:
    """And nothing that was sent is."""
    for answer in (post(keeping, DISCARD, said, JSON), post(keeping, DISCARD, *form(ed=TAKEN_BACK, details=said))):
        assert answer.status_code == 422
        assert [(f["code"], f["path"]) for f in answer.json()["findings"]] == [
            ("discard-details-invalid", place) for place in places
        ]


def test_fields_and_document_of_two_dispensations_are_refused(keeping: Service) -> None:
    body = form(ed=TAKEN_BACK, details=details(dispenseId="1.2^3"))
    assert refused(keeping, DISCARD, *body) == (422, ["discard-details-differ"])
    body = form(ed=TAKEN_BACK, details=details(patientId=OTHER))
    assert refused(keeping, DISCARD, *body) == (422, ["patient-asked-differs"])
    assert refused(keeping, DISCARD, details(dispenseId="1.2^3"), JSON) == (
        422,
        ["dispensed-unknown-prescription", "discard-of-unknown"],
    )
    assert refused(keeping, DISCARD, details(dispenseId="1.2^" + "3" * 15_000), JSON)[0] == 422
    assert refused(keeping, DISCARD, details(discardId="3" * 30_000), JSON) == (413, ["too-large"])


@pytest.mark.parametrize("path", [ED, DISPENSE])
def test_the_patient_asked_for_must_be_the_documents(keeping: Service, path: str) -> None:
    for said in (CX, PATIENT, f" {CX} "):
        assert post(keeping, path, *form(ed=TABLETS, patient=said.encode())).status_code == 200
    assert refused(keeping, path, *form(ed=TABLETS, patient=OTHER.encode())) == (422, ["patient-asked-differs"])
    for unread in (b"", b"\xff", b"1", b"9" * 5000):
        assert refused(keeping, path, *form(ed=TABLETS, patient=unread)) == (400, ["patient-invalid"])


def test_fields_are_for_discards_alone(keeping: Service) -> None:
    assert refused(keeping, DISPENSE, *form(ed=TABLETS, details=details())) == (400, ["multipart-invalid"])
    assert refused(keeping, DISPENSE, details(), JSON) == (415, ["content-type-not-supported"])
    assert refused(keeping, DISCARD, *form(m1=PRESCRIBED)) == (400, ["multipart-invalid"])


@pytest.mark.parametrize("path", [ED, DISPENSE])
def test_the_conversation_is_in_the_m10(keeping: Service, path: str) -> None:
    """In upper case too, as it was sent; a repeat without it is the first M10."""
    answer = post(keeping, f"{path}?parent={PARENT.upper()}&conversation={WHOLE}", TABLETS)
    root = etree.fromstring(answer.content)
    assert root.findtext(".//{*}ConversationRef/{*}RefToParent") == PARENT.upper()
    assert root.findtext(".//{*}ConversationRef/{*}RefToConversation") == WHOLE
    assert etree.fromstring(post(keeping, path, TABLETS).content).find(".//{*}ConversationRef") is None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (f"parent={PARENT}", "conversation-incomplete"),
        (f"conversation={PARENT}", "conversation-incomplete"),
        (f"parent=x&conversation={WHOLE}", "parent-invalid"),
        (f"parent={PARENT}&conversation={WHOLE}%0A", "conversation-invalid"),
        (f"parent={PARENT}&conversation=", "conversation-invalid"),
        (f"parent={PARENT}&parent={PARENT}&conversation={WHOLE}", "query-repeated"),
    ],
)
def test_a_conversation_that_is_none_is_refused(keeping: Service, query: str, code: str) -> None:
    assert refused(keeping, f"{DISPENSE}?{query}", TABLETS, "application/xml") == (400, [code])


def test_nothing_of_what_came_beside_is_logged(keeping: Service) -> None:
    post(keeping, DISCARD, details(), JSON)
    post(keeping, DISPENSE, *form(ed=TABLETS, patient=OTHER.encode()))
    lines = keeping.lines.getvalue()
    assert PATIENT not in lines
    assert OTHER not in lines
