"""What a national connector asks: the list, one document of it, and nothing that betrays what stays."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.identifiers import LEVEL_1
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from tests.builders.exchange import steady
from tests.builders.messages import BORN, MARKERS, MESSAGE_ID, NUMBER, m1, m96
from tests.builders.numbers import number_for
from tests.builders.records import opened
from tests.service.conftest import JSON, XML, Service

LIST, DOCUMENT = "/v1/prescriptions/list", "/v1/prescriptions/document"
FNR = "2.16.578.1.12.4.1.4.1"
PATIENT = f"{NUMBER}^^^&{FNR}&ISO"
OTHER_NUMBER = number_for(BORN.replace(year=1980))
IDS = [f"7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9{n:02x}" for n in range(40)]
HIDDEN: dict[str, dict[str, Any]] = {
    "locked": {"locked": "true"},
    "group A": {"group": "A"},
    "guardian reservation": {"guardian": "true"},
    "own practice": {"own_practice": "true"},
}


def asking(*messages: bytes, **more: object) -> dict[str, object]:
    """A request with these prescriptions, each with open access."""
    given = [{"message": m.decode(), "access": "open"} for m in messages]
    return {"patientId": PATIENT, "prescriptions": given} | more


def ask(service: Service, path: str, body: object, accept: str = JSON) -> httpx.Response:
    """Posts JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return service.ask("POST", path, body=data, headers={"Content-Type": JSON, "Accept": accept})


def listed(service: Service, body: object) -> dict[str, Any]:
    """A list that is answered."""
    answer = ask(service, LIST, body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def codes(answer: httpx.Response) -> list[str]:
    """Of a refusal."""
    return [f["code"] for f in answer.json()["findings"]]


def test_a_prescription_is_a_pair_of_documents(service: Service) -> None:
    """Metadata by the names of OpenNCP, in final codes, of both; nothing of the patient but what was asked."""
    (pair,) = listed(service, asking(m1()))["abroad"]
    level3, level1 = pair["level3"], pair["level1"]
    assert [d["formatCode"] for d in (level3, level1)] == ["urn:epsos:ep:pre:2010", "urn:ihe:iti:xds-sd:pdf:2008"]
    assert [d["id"].rpartition(".")[2] for d in (level3, level1)] == ["L3", "L1"]
    same = {k: v for k, v in level3.items() if k not in {"id", "formatCode", "languageCode"}}
    assert same == {k: v for k, v in level1.items() if k in same}
    assert level3["patientId"] == PATIENT
    assert level3["classCode"] == "57833-6"
    assert (level3["dispensable"], level3["size"], level3["hash"]) == (True, None, None)
    assert level3["description"].startswith(f"{level3['atcCode']} ")
    assert level3["author"] == "^Bjørkemo^Trygve Ask"
    assert level3["effectiveTime"].endswith("T12:00:00+01:00")
    assert pair["reason"]["code"] == "open"
    told = json.dumps(pair, ensure_ascii=False).replace(PATIENT, "")
    assert not [word for word in MARKERS if word in told.replace(level3["id"], "").replace(level1["id"], "")]


def test_the_metadata_is_what_the_document_says(service: Service) -> None:
    """Id, ATC, form and substitution of the level 3 that is fetched by it."""
    body = asking(m1(substitution="1"))
    (pair,) = listed(service, body)["abroad"]
    wanted = pair["level3"]
    answer = ask(service, DOCUMENT, body | {"documentId": wanted["id"], "repositoryId": wanted["repositoryId"]}, XML)
    assert (answer.status_code, answer.headers["Converter-Decision"]) == (200, "converted")
    exchange = read_ep(parse(answer.content)).prescription
    assert wanted["id"] == f"{exchange.document_id.root}^{exchange.document_id.extension}"
    assert exchange.product.atc is not None
    assert wanted["atcCode"] == exchange.product.atc.code
    assert wanted["doseFormCode"] == exchange.product.form.code  # type: ignore[union-attr]
    assert exchange.substitution is not None
    assert wanted["substitution"]["code"] == exchange.substitution.code == "N"


@pytest.mark.parametrize("why", HIDDEN)
def test_what_may_not_leave_is_for_the_gateway_alone(service: Service, why: str) -> None:
    """`abroad` is equal to the byte with it and without it, wherever it stands."""
    hidden, one, other = m1(message_id=IDS[0], **HIDDEN[why]), m1(message_id=IDS[1]), m1(message_id=IDS[2])
    without = ask(service, LIST, asking(one, other)).content
    for messages in ([hidden, one, other], [one, hidden, other], [one, other, hidden]):
        answer = ask(service, LIST, asking(*messages))
        assert abroad(answer.content) == abroad(without)
        (kept,) = answer.json()["gateway"]
        assert kept["prescriptionId"] == IDS[0]
        assert kept["decision"] == "excluded"
    assert ask(service, LIST, asking(hidden)).json()["abroad"] == []


def abroad(content: bytes) -> bytes:
    """The bytes of what may be passed on."""
    start = content.index(b'"abroad":')
    return content[start : content.index(b',"gateway":')]


@pytest.mark.parametrize("why", HIDDEN)
def test_a_hidden_document_is_as_unknown_as_any(service: Service, why: str) -> None:
    """The same answer to the byte, but for the id of the request, which is in the headers."""
    body = asking(m1(message_id=IDS[0], **HIDDEN[why]), m1(message_id=IDS[1]))
    (pair,) = listed(service, body)["abroad"]
    root, repository = pair["level3"]["id"].partition("^")[0], pair["level3"]["repositoryId"]
    wanted = {
        "hidden": f"{root}^{IDS[0]}.L3",
        "hidden, level 1": f"{root}^{IDS[0]}.L1",
        "unknown": f"{root}^{IDS[9]}.L3",
        "another root": f"1.2.3^{IDS[1]}.L3",
        "another case": pair["level3"]["id"].upper(),
        "no id": "",
        "long": "9" * 10_000,
        "signs": "\N{RIGHT-TO-LEFT OVERRIDE}\x00",
    }
    answers = [
        ask(service, DOCUMENT, body | {"documentId": i, "repositoryId": repository}, XML) for i in wanted.values()
    ]
    other = body | {"documentId": pair["level3"]["id"], "repositoryId": "1.2.3"}
    answers.append(ask(service, DOCUMENT, other, XML))
    assert {a.status_code for a in answers} == {404}
    assert len({a.content for a in answers}) == 1
    assert codes(answers[0]) == ["document-not-found"]


@steady(30)
@given(st.lists(st.sampled_from(["open", *HIDDEN]), max_size=6), st.data())
def test_nothing_hidden_changes_what_is_told_abroad(
    make_service: Callable[..., Service], kinds: list[str], data: st.DataObject
) -> None:
    """Of any prescriptions in any order."""
    service = make_service()
    messages = [m1(message_id=IDS[i], **HIDDEN.get(kind, {})) for i, kind in enumerate(kinds)]
    order = data.draw(st.permutations(range(len(kinds))))
    all_of_them = ask(service, LIST, asking(*[messages[i] for i in order])).content
    open_ones = ask(service, LIST, asking(*[messages[i] for i in order if kinds[i] == "open"])).content
    assert abroad(all_of_them) == abroad(open_ones)


def test_prescriptions_of_another_patient_refuse_the_call(service: Service) -> None:
    """Also beside the patient's own, and for a document."""
    other = m1(message_id=IDS[1], patient_ids=((OTHER_NUMBER, "FNR"),))
    answer = ask(service, LIST, asking(m1(), other))
    assert (answer.status_code, codes(answer)) == (422, ["patient-not-asked"])
    wanted = asking(m1(), other) | {"documentId": "1.2^x", "repositoryId": "1.2"}
    assert codes(ask(service, DOCUMENT, wanted, XML)) == ["patient-not-asked"]
    as_d_number = asking(m1()) | {"patientId": f"{NUMBER}^^^&2.16.578.1.12.4.1.4.2&ISO"}
    assert codes(ask(service, LIST, as_d_number)) == ["patient-not-asked"]


def test_one_that_fails_does_not_take_the_others_along(service: Service) -> None:
    """What cannot be read, and what is there twice, is for the gateway; whichever holds is not said."""
    found = listed(
        service, asking(b"<a/>", m1(message_id=IDS[1]), m1(message_id=IDS[2]), m1(message_id=IDS[2], quantity="3"))
    )
    assert [pair["level3"]["id"].partition("^")[2] for pair in found["abroad"]] == [f"{IDS[1]}.L3"]
    assert [kept["prescriptionId"] for kept in found["gateway"]] == ["", IDS[2], IDS[2]]
    assert [kept["findings"][0]["code"] for kept in found["gateway"]][1:] == ["prescription-twice"] * 2


def test_a_list_that_cannot_be_read_is_no_empty_list(service: Service) -> None:
    """Nothing is known of the patient then; an M9.6 without prescriptions is empty."""
    broken = {"patientId": PATIENT, "message": "<a/>"}
    assert ask(service, LIST, broken).status_code == 422
    empty = m96(entries=(), raw_head="").decode()
    found = listed(service, {"patientId": PATIENT, "message": empty})
    assert (found["abroad"], found["gateway"]) == ([], [])
    assert listed(service, {"patientId": PATIENT, "prescriptions": []})["abroad"] == []


def test_an_m96_is_listed_as_its_statuses_say(service: Service) -> None:
    """A revocation while a pharmacy has it decides over Status U; U alone keeps it too."""
    revoked = "<TilbakekallingStatus>true</TilbakekallingStatus>"
    for status, raw, stays in (("E", "", False), ("U", "", True), ("U", revoked, True)):
        message = m96(m1(), entries=((MESSAGE_ID, status),), raw=raw).decode()
        found = listed(service, {"patientId": PATIENT, "message": message, "access": "open"})
        assert len(found["abroad"]) == (not stays)
        told = {f["code"] for kept in found["gateway"] for f in kept["findings"]}
        assert ("excluded-listed-status" in told) is stays


def test_what_is_left_is_told(service: Service) -> None:
    """In numbers, of a prescription that was dispensed before."""
    body = asking()
    body["prescriptions"] = [{"message": m1(repeats="2").decode(), "access": "open", "dispensed": "1"}]
    (pair,) = listed(service, body)["abroad"]
    assert pair["remaining"]["remaining"] is not None
    assert pair["reason"]["code"] in {"open", "partly-dispensed"}


def test_what_is_fetched_is_recorded(make_service: Callable[..., Service], tmp_path: Path) -> None:
    """And what is only listed is not: a dispensation of it is known once the document has left."""
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as record:
        service = make_service(record=record)
        body = asking(m1())
        (pair,) = listed(service, body)["abroad"]
        assert record.count()["prescription"] == 0
        for level in ("level3", "level1"):
            ids = {"documentId": pair[level]["id"], "repositoryId": pair[level]["repositoryId"]}
            assert ask(service, DOCUMENT, body | ids, XML).status_code == 200
        assert record.count()["prescription"] == 1
        changed = asking(m1(quantity="3")) | {"documentId": pair["level3"]["id"]}
        again = ask(service, DOCUMENT, changed | {"repositoryId": pair["level3"]["repositoryId"]}, XML)
        assert codes(again) == ["document-not-found"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "json-invalid"),
        (b'{"patientId": "x", "patientId": "x", "prescriptions": []}', 400, "json-invalid"),
        ({"patientId": PATIENT}, 400, "messages-invalid"),
        ({"patientId": PATIENT, "message": "", "prescriptions": []}, 400, "messages-invalid"),
        ({"patientId": PATIENT, "prescriptions": [], "access": "open"}, 400, "messages-invalid"),
        ({"patientId": NUMBER, "prescriptions": []}, 400, "patient-id-malformed"),
        ({"patientId": PATIENT, "prescriptions": [{"message": "x", "more": 1}]}, 400, "json-invalid"),
        ({"patientId": PATIENT, "prescriptions": [{"message": "x", "dispensed": "-1"}]}, 400, "json-invalid"),
        ({"patientId": 1, "prescriptions": []}, 400, "json-invalid"),
        ([], 400, "json-invalid"),
        ({"patientId": PATIENT, "message": "x" * 1_000_001}, 413, "too-large"),
    ],
)
def test_bad_requests_are_told(service: Service, body: object, status: int, code: str) -> None:
    """With the place, and no value."""
    answer = ask(service, LIST, body)
    assert (answer.status_code, codes(answer)[0]) == (status, code)
    assert NUMBER not in answer.text


def test_too_many_prescriptions(service: Service) -> None:
    """500 at most."""
    body = asking()
    body["prescriptions"] = [{"message": "x"}] * 501
    assert codes(ask(service, LIST, body)) == ["messages-invalid"]


def test_the_official_list_of_five(make_service: Callable[..., Service], shared: Path) -> None:
    """Within its validity: four are listed; the one of group B, which is revoked too, is for the gateway only."""
    data = (shared / "samples" / "norway" / "m96-list-with-5-m1.xml").read_text(encoding="utf-8")
    body = {"patientId": f"21014605158^^^&{FNR}&ISO", "message": data, "access": "open"}
    answer = ask(make_service(allow_at=True), f"{LIST}?at=2019-07-20", body)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert len(found["abroad"]) == 4
    (kept,) = found["gateway"]
    assert "excluded-group-a-b" in {f["code"] for f in kept["findings"]}
    assert {pair["level1"]["id"][-2:] for pair in found["abroad"]} == {LEVEL_1}
