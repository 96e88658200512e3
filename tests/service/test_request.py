"""Reading a request: Accept, Content-Type and query, each strictly."""

import pytest

from converter.model.finding import Problem
from converter.rules.m1_to_ep import CallerSays
from converter.service.negotiation import JSON, XML, choose, takes
from converter.service.queries import m1_to_ep_query
from converter.service.request import read_query


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, XML),
        ("", XML),
        ("*/*", XML),
        ("application/*", XML),
        ("application/xml", XML),
        ("APPLICATION/XML", XML),
        ("application/xml;charset=utf-8", XML),
        ("application/xml;charset=utf-16", None),
        ("application/json", JSON),
        ("application/json, application/xml", XML),
        ("application/xml;q=0.8, application/json", JSON),
        ("application/xml;q=0.5, application/json;q=0.501", JSON),
        ("*/*;q=0.1, application/json", JSON),
        ("application/xml;q=0, */*", JSON),
        ("application/*;q=0.2, application/xml;q=0.1", JSON),
        ("application/xml;q=0", None),
        ("*/*;q=0", None),
        ("text/html", None),
        ("text/html, */*;q=0.1", XML),
        ("application/problem+json", None),
        ("application/xml;q=2", None),
        ("application/xml;q=abc, application/json;q=0.1", JSON),
        ("application/json;version=2", None),
        ("xml", None),
        ("*/xml", None),
        (",, application/json ,", JSON),
        (",", None),
    ],
)
def test_accept(accept, chosen):
    assert choose(accept) == chosen


def test_accept_in_several_headers(service, tablets):
    headers = [("Content-Type", XML), ("Accept", "text/html"), ("Accept", "application/json")]
    answer = service.ask("POST", "/v1/m1-to-ep", body=tablets, headers=headers)
    assert answer.headers["content-type"] == JSON


def test_not_acceptable(service, tablets):
    answer = service.convert(tablets, Accept="image/png, text/*")
    assert answer.status_code == 406
    assert answer.json()["findings"][0]["code"] == "not-acceptable"


def test_a_refusal_is_a_problem_whatever_is_accepted(service):
    answer = service.convert(b"no", Accept="application/xml")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("content_type", "taken"),
    [
        ("application/xml", True),
        ("text/xml;charset=UTF-8", True),
        ("text/xml; charset=us-ascii", False),
        ("application/soap+xml", False),
        ("", False),
        ("multipart/form-data; boundary=a", False),
    ],
)
def test_content_type(content_type, taken):
    assert takes(content_type) is taken


QUERY = m1_to_ep_query("EURTFXABH")


def test_query_says_nothing():
    query = read_query([], QUERY, allow_at=False)
    assert (query.at, query.caller) == (None, CallerSays())


def test_query_says_all():
    pairs = [("at", "2026-11-23"), ("status", "U"), ("access", "blocked"), ("multidose", "yes")]
    query = read_query(pairs, QUERY, allow_at=True)
    assert query.at.isoformat() == "2026-11-23T12:00:00+01:00"
    assert query.caller == CallerSays("U", "blocked", "yes")


@pytest.mark.parametrize(
    ("pairs", "codes"),
    [
        ([("acces", "blocked")], ["query-unknown"]),
        ([("Access", "blocked")], ["query-unknown"]),
        ([("", "")], ["query-unknown"]),
        ([("access", "open"), ("access", "blocked")], ["query-repeated"]),
        ([("access", "")], ["access-invalid"]),
        ([("access", "OPEN")], ["access-invalid"]),
        ([("multidose", "")], ["multidose-invalid"]),
        ([("multidose", "true")], ["multidose-invalid"]),
        ([("status", "")], ["status-invalid"]),
        ([("status", "Z")], ["status-invalid"]),
        ([("at", "")], ["at-invalid"]),
        ([("at", "2026-11-23T12:00:00")], ["at-invalid"]),
        ([("at", "2026-11-23T12:00:00 01:00")], ["at-invalid"]),
        ([("at", "2026-02-30")], ["at-invalid"]),
        ([("at", "0001-01-01")], ["at-invalid"]),
        ([("at", "9999-12-31T23:59:59-12:00")], ["at-invalid"]),
        ([("x", "1"), ("status", "Z"), ("access", "no")], ["query-unknown", "status-invalid", "access-invalid"]),
    ],
)
def test_query_that_is_wrong(pairs, codes):
    with pytest.raises(Problem) as caught:
        read_query(pairs, QUERY, allow_at=True)
    assert [f.code for f in caught.value.findings] == codes


def test_what_the_caller_says_decides(service, tablets):
    assert service.convert(tablets, "access=open&status=E").status_code == 200
    for query, code in [("access=blocked", "excluded-access-blocked"), ("status=U", "excluded-caller-status")]:
        answer = service.convert(tablets, query)
        assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (422, code)


@pytest.mark.parametrize("query", ["acces=blocked", "access", "access=open&", "a%FF=1", "access=open;status=E"])
def test_a_query_is_never_ignored(service, tablets, query):
    answer = service.convert(tablets, query)
    if query == "access=open&":
        assert answer.status_code == 200  # an empty pair says nothing
    else:
        assert answer.status_code == 400


def test_at_is_for_services_that_allow_it(service, make_service, tablets):
    refused = service.convert(tablets, "at=2026-11-23")
    assert (refused.status_code, refused.json()["findings"][0]["code"]) == (400, "at-not-allowed")
    allowing = make_service(allow_at=True)
    assert allowing.convert(tablets, "at=2026-11-23").status_code == 200
    assert allowing.convert(tablets, "at=2026-11-23T12:00:00%2B01:00").status_code == 200
    assert allowing.convert(tablets, "at=2026-11-23T12:00:00+01:00").status_code == 400
    assert allowing.convert(tablets, "at=2027-11-02").status_code == 422
