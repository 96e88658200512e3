"""A register that is replaced under a running service: what answers, what is told of it, and when it is old."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from converter.conversion.m1_to_ep import deciding
from converter.enrichment.live_register import LiveRegister
from converter.rules.m1_to_ep import gather
from tests.enrichment.editions import EVERY, Clock, edition

DAY = "2026-11-{:02}T03:00:00+00:00".format


@pytest.fixture
def ticks():
    """The time that the register looks by."""
    return Clock()


@pytest.fixture
def file(tmp_path):
    """The register's file: the edition of 1 November."""
    return edition(tmp_path, 1).rename(tmp_path / "fest.sqlite")


@pytest.fixture
def following(converter, file, ticks):
    """A converter whose register follows the file."""
    return replace(converter, register=LiveRegister(file, ticks, EVERY))


@pytest.fixture
def running(make_service, following):
    """A service with it."""
    return make_service(converter=following)


def fest(answer):
    return answer.json()["versions"]["fest"]


def warnings(answer):
    return {w["code"]: w["text"] for w in answer.json()["warnings"]}


def test_the_next_answer_says_the_new_register(running, tmp_path, file, ticks, tablets):
    calls = (
        lambda: running.convert(tablets, Accept="application/json"),
        lambda: running.convert(b"<"),
        lambda: running.ask("GET", "/nowhere"),
        lambda: running.ask("GET", "/health/ready"),
    )
    assert {fest(call()) for call in calls} == {DAY(1)}
    for day, call in enumerate(calls, 2):
        edition(tmp_path, day).replace(file)
        assert fest(call()) == DAY(day - 1)
        ticks.now += EVERY
        assert fest(call()) == DAY(day)


def test_a_defect_says_the_register_in_use(running, tmp_path, file, ticks, tablets, monkeypatch):
    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr("converter.service.m1_to_ep._answer", fails)
    edition(tmp_path, 2).replace(file)
    ticks.now += EVERY
    answer = running.convert(tablets)
    assert (answer.status_code, fest(answer)) == (500, DAY(2))


def test_a_conversion_has_one_register_to_its_end(running, tmp_path, file, ticks, tablets, monkeypatch):
    asked = []

    def replaced_meanwhile(*known):
        asked.append(known[1])
        edition(tmp_path, 2).replace(file)
        ticks.now += EVERY
        return gather(*known)

    monkeypatch.setattr(deciding, "gather", replaced_meanwhile)
    assert fest(running.convert(tablets, Accept="application/json")) == DAY(1)
    assert fest(running.ask("GET", "/health/ready")) == DAY(2)
    assert len(asked) == 1


def test_ready_shows_date_and_age_of_the_one_in_use(running, tmp_path, file, ticks):
    def shown():
        answer = running.ask("GET", "/health/ready").json()
        return answer["registerDate"], answer["registerAgeDays"], answer["registerMaxAgeDays"]

    assert shown() == (DAY(1), 22, 31)
    edition(tmp_path, 20).replace(file)
    ticks.now += EVERY
    assert shown() == (DAY(20), 3, 31)


def test_ready_tells_why_a_file_is_not_in_use(running, tmp_path, file, ticks):
    assert "register-corrupt" not in warnings(running.ask("GET", "/health/ready"))
    file.write_bytes(b"half")
    ticks.now += EVERY
    answer = running.ask("GET", "/health/ready")
    assert answer.status_code == 200
    assert fest(answer) == DAY(1)
    told = warnings(answer)
    assert next(iter(told)) == "register-corrupt"
    assert told["register-corrupt"]["no"]
    assert told["register-corrupt"]["en"]
    assert file.name not in answer.text
    assert "converter_register_refused 1.0" in running.ask("GET", "/metrics").text
    edition(tmp_path, 2).replace(file)
    ticks.now += EVERY
    assert "register-corrupt" not in warnings(running.ask("GET", "/health/ready"))
    assert "converter_register_refused 0.0" in running.ask("GET", "/metrics").text


def test_ready_and_metrics_agree_on_the_age(make_service, following):
    at = datetime(2026, 12, 25, 12, tzinfo=UTC)
    service = make_service(converter=following, clock=lambda: at)
    told = warnings(service.ask("GET", "/health/ready"))
    assert "54 dager" in told["register-old"]["no"]
    assert "54 days" in told["register-old"]["en"]
    assert "converter_register_age_days 54.0" in service.ask("GET", "/metrics").text


def test_the_set_number_of_days_decides(make_service, converter):
    for most, old in ((21, True), (22, False)):
        service = make_service(converter=replace(converter, fest_max_age=most))
        assert ("register-old" in warnings(service.ask("GET", "/health/ready"))) is old


def test_an_old_register_is_told_in_each_answer_to_a_conversion(make_service, converter, tablets):
    service = make_service(converter=replace(converter, fest_max_age=21))
    for body, status in ((tablets, 200), (b"<", 400)):
        answer = service.convert(body, Accept="application/json")
        assert answer.status_code == status
        assert [f["severity"] for f in answer.json()["findings"] if f["code"] == "register-old"] == ["remark"]
