"""Health: alive always, ready with versions and warnings."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from converter.answers.operations import LiveAnswer, ReadyAnswer


def warnings(answer):
    return [w["code"] for w in answer.json()["warnings"]]


def test_live(service):
    answer = service.ask("GET", "/health/live")
    assert answer.status_code == 200
    assert LiveAnswer.model_validate_json(answer.content).status == "live"


def test_ready(service, converter):
    answer = service.ask("GET", "/health/ready")
    read = ReadyAnswer.model_validate_json(answer.content, by_alias=True)
    assert answer.status_code == 200
    assert read.versions.tables == converter.versions.tables
    assert read.register_date == read.versions.fest == "2026-11-01T06:00:00+01:00"
    assert (read.register_age_days, read.register_max_age_days) == (22, 31)
    assert read.draft_rows == converter.draft_rows
    assert warnings(answer)[:2] == ["register-demo", "identifiers-pending"]


def test_warns_of_an_old_register(make_service):
    at = datetime(2026, 12, 3, 12, tzinfo=UTC)
    assert "register-old" in warnings(make_service(clock=lambda: at).ask("GET", "/health/ready"))


def test_warns_that_callers_choose_the_clock(make_service):
    assert warnings(make_service(allow_at=True).ask("GET", "/health/ready"))[-1] == "at-allowed"


def test_says_nothing_where_nothing_is_to_be_said(make_service, converter):
    class Real:
        version = replace(converter.register.version, demo=False)

        def snapshot(self):
            return self

    sound = replace(
        converter,
        register=Real(),
        versions=replace(converter.versions, pending_identifiers=()),
        identifiers=replace(converter.identifiers, pending=()),
    )
    assert not set(warnings(make_service(converter=sound).ask("GET", "/health/ready"))) - {"rows-draft"}


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_methods(service, path):
    head = service.ask("HEAD", path)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == len(service.ask("GET", path).content)
    for method in ("POST", "OPTIONS"):
        answer = service.ask(method, path)
        assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
