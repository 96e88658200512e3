"""POST /v1/ep-to-view: what it answers, and that a refusal tells nothing of the patient."""

import json
from collections.abc import Callable

import pytest

from converter.answers.ep_to_view import EpToViewAnswer
from converter.examples import example
from tests.builders.foreign import PERSONAL, foreign, outcome_of
from tests.builders.loaded import details_of
from tests.conversion.ep_to_view.test_bad_views import page_of
from tests.service.conftest import JSON, NOW, XML, Service

VIEW = "/v1/ep-to-view"


def viewed(service: Service, ep: bytes, query: str = "", accept: str = JSON) -> tuple[int, str]:
    """Status and body."""
    headers = {"Content-Type": XML, "Accept": accept}
    answer = service.ask("POST", VIEW + query, body=ep, headers=headers)
    return answer.status_code, answer.text


def test_the_json_is_the_view(service: Service) -> None:
    status, body = viewed(service, foreign())
    assert status == 200
    outcome = outcome_of(foreign(), NOW)
    assert body.encode() == EpToViewAnswer.with_view(outcome, details_of(outcome)).as_json()


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


def test_no_refusal_and_no_log_tells_of_the_patient(service: Service) -> None:
    """Neither of what cannot be read nor of what is something else."""
    broken = foreign().replace(b"<title>", b"<tittel>").replace(b"</title>", b"</tittel>")
    answers = [viewed(service, broken[:9000])[1], viewed(service, example("ed-tablets"))[1]]
    viewed(service, foreign())
    said = "\n".join([*answers, service.lines.getvalue()])
    assert not [p for p in PERSONAL if p in said]
