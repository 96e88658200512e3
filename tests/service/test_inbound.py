"""The routes of an EU prescription in Norway: what they answer, and that a refusal tells nothing of the patient."""

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest

from converter.answers.ep_to_view import EpToViewAnswer
from converter.examples import example
from converter.formats.cda.ed_reader import normalise_discard
from converter.formats.xml import parse
from converter.service.example_calls import DISPENSED_HERE, FORM_TYPE, form
from tests.builders.foreign import PERSONAL, foreign, outcome_of
from tests.builders.norwegian import ed_of, entered
from tests.conversion.ep_to_view.test_bad_views import page_of
from tests.service.conftest import JSON, NOW, PROBLEM, XML, Service

VIEW, MAKE, TAKE_BACK = "/v1/ep-to-view", "/v1/m10-to-ed", "/v1/m10-to-ed/discard"


def viewed(service: Service, ep: bytes, query: str = "", accept: str = JSON) -> tuple[int, str]:
    """Status and body."""
    headers = {"Content-Type": XML, "Accept": accept}
    answer = service.ask("POST", VIEW + query, body=ep, headers=headers)
    return answer.status_code, answer.text


def test_the_json_is_the_view(service: Service) -> None:
    status, body = viewed(service, foreign())
    assert status == 200
    outcome = outcome_of(foreign(), NOW)
    assert body.encode() == EpToViewAnswer.with_view(outcome, outcome.view).as_json()


def test_the_page_is_in_the_language_asked_for(service: Service) -> None:
    assert "Antall pakninger" in viewed(service, foreign(), accept="text/html")[1]
    assert "Number of packages" in viewed(service, foreign(), "?lang=en", "text/html")[1]
    status, body = viewed(service, foreign(), "?lang=fr")
    assert (status, json.loads(body)["findings"][0]["code"]) == (400, "lang-invalid")


def test_a_page_of_megabytes_goes_through_whole(service: Service) -> None:
    status, body = viewed(service, page_of(b"%PDF-1.7\n" + bytes(5_000_000)))
    assert status == 200
    assert json.loads(body)["verdict"] == "not-dispensable"
    assert len(json.loads(body)["view"]["pdf"]) > 6_000_000


@pytest.mark.parametrize("at", ["2026-11-23T11:00:00Z", "2027-11-02"])
def test_a_moment_is_chosen_only_where_it_is_allowed(make_service: Callable[..., Service], at: str) -> None:
    assert viewed(make_service(), foreign(), f"?at={at}")[0] == 400
    status, body = viewed(make_service(allow_at=True), foreign(), f"?at={at}")
    assert (status, json.loads(body)["verdict"]) == (200, "not-dispensable" if "2027" in at else "dispensable")


def test_a_dispense_becomes_the_ed_and_its_discard_takes_it_back(service: Service) -> None:
    body = form(ep=example("ep-finnish"), dispense=DISPENSED_HERE)
    made = service.ask("POST", MAKE, body=body, headers={"Content-Type": FORM_TYPE, "Accept": XML})
    assert made.status_code == 200
    assert made.content == ed_of(example("ep-finnish"), entered(number="U-2026-0001"), at=NOW)
    taken = service.ask("POST", TAKE_BACK, body=made.content, headers={"Content-Type": XML, "Accept": XML})
    root = parse(taken.content)
    assert (taken.status_code, normalise_discard(root)) == (200, True)
    again = service.ask("POST", TAKE_BACK, body=taken.content, headers={"Content-Type": XML, "Accept": XML})
    assert (again.status_code, again.json()["findings"][0]["code"]) == (422, "ed-discarded-already")


WRONG = {
    "no JSON": (b"x", ["/dispense/"]),
    "a list": (b"[]", ["/dispense/"]),
    "nothing": (b"{}", ["/dispense/pharmacist"]),
    "a number for a text": (
        DISPENSED_HERE.replace(b'"packages": "2"', b'"packages": "two"'),
        ["/dispense/packages"],
    ),
    "a time without zone": (DISPENSED_HERE.replace(b"+01:00", b""), ["/dispense/dispensedAt"]),
    "a field too many": (DISPENSED_HERE.replace(b'"batch"', b'"Batch"'), ["/dispense/Batch"]),
    "more than a dispense is": (b" " * 30_000 + DISPENSED_HERE, ["/dispense/"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_field_that_cannot_be_used_is_named(service: Service, name: str) -> None:
    dispense, paths = WRONG[name]
    body = form(ep=example("ep-finnish"), dispense=dispense)
    answer = service.ask("POST", MAKE, body=body, headers={"Content-Type": FORM_TYPE, "Accept": XML})
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert answer.json()["titleNo"] == "Utleveringen kan ikke meldes"
    found = answer.json()["findings"]
    assert [f["path"] for f in found] == paths
    assert {f["code"] for f in found} == {"dispense-fields-invalid"}


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=a&q=b", "?q=a&limit=5", "?q=" + "a" * 201])
def test_a_search_without_words_is_refused(service: Service, query: str) -> None:
    answer = service.ask("GET", f"/v1/medicines{query}", headers={"Accept": JSON})
    assert (answer.status_code, answer.json()["findings"][0]["code"]) == (400, "query-invalid")


@pytest.mark.parametrize("words", ["%25", "_", "'; drop table medicine;--", '"', "*", "æøå", "\u0000", "NEAR("])
def test_no_word_of_a_search_breaks_it(service: Service, words: str) -> None:
    answer = service.ask("GET", f"/v1/medicines?q={quote(words)}", headers={"Accept": JSON})
    assert answer.status_code == 200


def test_a_search_finds_every_word_and_the_beginning_of_a_number(service: Service) -> None:
    def found(words: str) -> list[str]:
        answer = service.ask("GET", f"/v1/medicines?q={words}", headers={"Accept": JSON})
        return [m["varenr"] for m in answer.json()["medicines"]]

    assert found("fiktivprofen+400") == found("400+FIKTIVPROFEN") == ["990003", "990004"]
    assert found("990003") == ["990003"]
    assert found("fiktivprofen+999") == []


def test_no_refusal_and_no_log_tells_of_the_patient(service: Service) -> None:
    broken = foreign().replace(b"<title>", b"<tittel>").replace(b"</title>", b"</tittel>")
    answers = [viewed(service, broken[:9000])[1], viewed(service, example("ed-tablets"))[1]]
    for dispense in (b"{}", DISPENSED_HERE.replace(b'"packages": "2"', b'"packages": "3"')):
        body = form(ep=foreign(), dispense=dispense)
        answer = service.ask("POST", MAKE, body=body, headers={"Content-Type": FORM_TYPE, "Accept": XML})
        assert answer.status_code == 422
        answers.append(answer.text)
    viewed(service, foreign())
    said = "\n".join([*answers, service.lines.getvalue()])
    assert not [p for p in (*PERSONAL, "999900025", "Eksempelapoteket") if p in said]
