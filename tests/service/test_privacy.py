"""Nothing of the patient, and nothing else of a request, in any answer but the document, nor in any log line."""

import asyncio
import base64
import re
from dataclasses import replace

import pytest
from fastapi.exceptions import RequestValidationError
from starlette.responses import StreamingResponse

from converter.examples import example
from converter.formats.cda import ep as ep_format
from converter.formats.cda.ep_writer import write_ep

MARKERS = {
    b"Fjellheim": b"Hemmelighaugen",
    b"Solveig Marie": b"Hemmelinde Marker",
    b"Eksempelveien 12": b"Hemmeliggata 77",
    b"1 tablett inntil 3 ganger daglig ved behov": b"Hemmelig dosering 41",
    b"Mot smerter": b"Hemmelig lidelse",
    b"Bekkelund": b"Hemmelegen",
    b"Granlia legekontor (fiktivt)": b"Hemmelig kontor",
}
SECRET = re.compile(
    r"hemmel|14836809816|19680314|1968-03|999900017|313000117|11782061|marker|traceback|File \"|\.py\"|/etc/passwd",
    re.IGNORECASE,
)


def marked() -> bytes:
    body = example("m1-tablets")
    for value, marker in MARKERS.items():
        assert value in body
        body = body.replace(value, marker)
    return body


def inside_m94(body: bytes) -> bytes:
    given = base64.b64encode(example("m1-tablets"))
    assert given in example("m94-example")
    return example("m94-example").replace(given, base64.b64encode(body))


GOOD = marked()
BAD = {
    "truncated": GOOD[:-50],
    "cut in a tag": GOOD[: GOOD.index(b"Hemmelinde") + 5],
    "unclosed": GOOD.replace(b"</FamilyName>", b"</Hemmelinde>"),
    "doctype": b'<!DOCTYPE Hemmelig [<!ENTITY hemmelig SYSTEM "file:///etc/passwd">]>' + GOOD.partition(b"?>")[2],
    "entity": GOOD.replace(b"Hemmelinde", b"&hemmelinde;"),
    "latin-1": GOOD.replace(b"Hemmelinde", b"Hemm\xe9linde"),
    "declared encoding": GOOD.replace(b'encoding="UTF-8"', b'encoding="hemmelig"'),
    "utf-16": GOOD.decode().encode("utf-16"),
    "comment": GOOD.replace(b"Hemmelinde", b"Hemme<!-- hemmelig -->linde"),
    "instruction": GOOD.replace(b"Hemmelinde", b"Hemme<?hemmelig 1?>linde"),
    "too large": GOOD + b" " * 1_000_000,
    "too many": GOOD.replace(b"</MsgHead>", b"<Hemmelig/>" * 50_001 + b"</MsgHead>"),
    "two documents": GOOD + GOOD.partition(b"?>")[2],
    "other root": b'<Hemmelig xmlns="urn:hemmelig">14836809816</Hemmelig>',
    "other type": GOOD.replace(b'V="ERM1"', b'V="Hemmelig"'),
    "other version": GOOD.replace(b"m1/2013-10-08", b"m1/hemmelig"),
    "bad number": GOOD.replace(b"<Antall>2", b"<Antall>hemmelig"),
    "bad date": GOOD.replace(b"2026-11-01</Fors", b"Hemmelig</Fors"),
    "unknown element": GOOD.replace(b"<Sex ", b"<Hemmelig>14836809816</Hemmelig><Sex "),
    "unknown attribute": GOOD.replace(b"<Sex ", b'<Sex hemmelig="14836809816" '),
    "wrong check digits": GOOD.replace(b"14836809816", b"14836809817"),
    "birth date": GOOD.replace(b"<Sex ", b"<DateOfBirth>1968-03-15</DateOfBirth><Sex "),
    "id": GOOD.replace(b"11782061-", b"Hemmelig-"),
    "id type": GOOD.replace(b'V="FNR"', b'V="HEMMELIG"'),
    "quantity": GOOD.replace(b"<Antall>2", b"<Antall>0"),
    "wrong list": GOOD.replace(b"1.1.7448", b"1.1.14836809816"),
    "unmapped form": GOOD.replace(b'V="53"', b'V="14836809816"'),
    "unmapped role": GOOD.replace(b'V="LE"', b'V="Hemmelig"'),
    "package size": GOOD.replace(b"<Pakningsstr>30", b"<Pakningsstr>Hemmelig"),
    "group": GOOD.replace(b'V="C" DN', b'V="Hemmelig" DN'),
    "locked": GOOD.replace(b"<LastResept>false", b"<LastResept>true"),
    "expired": GOOD.replace(b"2027-11-01", b"2026-11-02"),
    "attachment truncated": inside_m94(GOOD[:-50]),
    "attachment's number": inside_m94(GOOD.replace(b"14836809816", b"14836809817")),
    "attachment not base64": inside_m94(GOOD).replace(b"</Base64", b"Hemmelig*</Base64"),
    "empty": b"",
}
HEADERS = {"X_Request_Id": "Hemmelig-1", "User_Agent": "Hemmelig/1", "Authorization": "Bearer Hemmelig"}


def told(service, answer, capfd, with_body=True) -> str:
    """All that got out: the answer's headers and body, the log, and both streams of the process."""
    streams = capfd.readouterr()
    body = answer.content.decode() if with_body else ""
    return "\n".join([str(answer.headers), body, service.lines.getvalue(), streams.out, streams.err])


def test_a_document_s_log_line_tells_nothing(service, capfd):
    answer = service.convert(GOOD, "access=open", **HEADERS)
    assert answer.status_code == 200
    assert b"Hemmelighaugen" in answer.content
    assert not SECRET.findall(told(service, answer, capfd, with_body=False))


def test_the_report_beside_a_document_tells_nothing(service, capfd):
    answer = service.convert(GOOD, Accept="application/json").json()
    assert not SECRET.findall(str(answer["findings"]) + str(answer["versions"]))


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("accept", ["application/xml", "application/json"])
def test_a_refusal_tells_nothing(service, capfd, kind, accept):
    answer = service.convert(BAD[kind], Accept=accept, **HEADERS)
    assert 400 <= answer.status_code < 500, kind
    assert not SECRET.findall(told(service, answer, capfd))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/m1-to-ep?hemmelig=14836809816"),
        ("POST", "/v1/m1-to-ep?access=hemmelig"),
        ("POST", "/v1/m1-to-ep?at=1968-03-14"),
        ("POST", "/v1/m1-to-ep?status=hemmelig&status=14836809816"),
        ("POST", "/v1/m1-to-ep/14836809816"),
        ("GET", "/hemmelig/14836809816?a=hemmelig"),
        ("HEMMELIG", "/v1/m1-to-ep"),
    ],
)
def test_paths_queries_and_methods_are_not_told(make_service, capfd, method, path):
    for service in (make_service(), make_service(allow_at=True)):
        headers = {"Content-Type": "hemmelig/hemmelig", "Accept": "hemmelig/14836809816", "X-Hemmelig": "hemmelig"}
        answer = service.ask(method, path, headers=headers)
        assert 400 <= answer.status_code < 500
        assert not SECRET.findall(told(service, answer, capfd))


@pytest.mark.parametrize("status", ["Content_Type", "Accept", "Content_Encoding"])
def test_headers_are_not_told(service, capfd, status):
    answer = service.convert(GOOD, **{status: "hemmelig/14836809816"})
    assert answer.status_code in {406, 415}
    assert not SECRET.findall(told(service, answer, capfd))


def leaks(*_, **__):
    raise RuntimeError(f"could not write {GOOD.decode()}")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("converter.formats.cda.ep.write_ep", "unexpected-failure"),
        ("converter.conversion.m1_to_ep.reading.read_m1", "unexpected-failure"),
        ("converter.conversion.m1_to_ep.messages.parse", "unexpected-failure"),
        ("converter.service.m1_to_ep.each_m1_to_ep", "unexpected-failure"),
        ("converter.service.m1_to_ep.read_body", "unexpected-failure"),
        ("converter.service.m1_to_ep._answer", "unexpected-failure"),
    ],
)
def test_a_defect_tells_nothing(service, capfd, monkeypatch, place, code):
    monkeypatch.setattr(place, leaks)
    answer = service.convert(GOOD, **HEADERS)
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.json()["decision"] == "defect"
    assert answer.json()["findings"][0]["code"] == code
    assert answer.headers["cache-control"] == "no-store"
    (line,) = service.logged()
    assert (line["event"], line["level"], line["status"], line["codes"]) == ("defect", "error", 500, [code])
    assert line["failure"]
    # The log names the kind of the exception and the line of code, in a field of its own.
    assert not SECRET.findall(told(service, answer, capfd))


def test_a_failure_of_the_service_itself_names_its_line_of_code(service, monkeypatch):
    monkeypatch.setattr("converter.service.m1_to_ep.each_m1_to_ep", leaks)
    service.convert(GOOD)
    assert re.fullmatch(r"RuntimeError at test_privacy\.py:\d+", service.logged()[0]["failure"])


def test_a_document_that_reads_back_differently_is_not_sent(service, capfd, monkeypatch):
    def moved(*given):
        return write_ep(*given).replace(b"Hemmelighaugen", b"Hemmelignesset")

    monkeypatch.setattr(ep_format, "write_ep", moved)
    answer = service.convert(GOOD)
    assert answer.status_code == 500
    assert answer.json()["type"].endswith(":read-back-differs")
    assert not SECRET.findall(told(service, answer, capfd))


def test_a_broken_register_tells_nothing(make_service, converter, capfd):
    class Broken:
        def __getattr__(self, name):
            raise OSError("hemmelig", name)

    service = make_service(converter=replace(converter, register=Broken()))
    answer = service.convert(GOOD)
    assert answer.status_code == 500
    assert not SECRET.findall(told(service, answer, capfd))


def raw(service, receive, send):
    """A request below the level of a client library."""
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/m1-to-ep",
        "query_string": b"",
        "headers": [(b"content-type", b"text/xml")],
    }
    asyncio.run(service.app(scope, receive, send))
    return service.logged()


def test_an_answer_that_breaks_off_is_logged(service, monkeypatch):
    async def body():
        yield b"<"
        raise RuntimeError("hemmelig")

    waiting = [{"type": "http.request", "body": GOOD, "more_body": False}]
    sent = []

    async def receive():
        return waiting.pop() if waiting else await asyncio.Future()

    async def send(message):
        sent.append(message)

    monkeypatch.setattr("converter.service.m1_to_ep._answer", lambda *_: StreamingResponse(body()))
    (line,) = raw(service, receive, send)
    assert (line["event"], line["status"]) == ("answer-cut", 200)
    assert [m["type"] for m in sent] == ["http.response.start", "http.response.body"]
    assert "hemmelig" not in service.lines.getvalue()


def test_a_client_that_goes_away_is_logged(service):
    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        raise AssertionError(message)

    (line,) = raw(service, receive, send)
    assert (line["event"], line["status"], line["route"]) == ("client-gone", 499, "/v1/m1-to-ep")


def test_the_framework_s_telemetry_is_off(service):
    """It would hand paths and exception texts to any exporter of the process."""
    assert not service.app._native_telemetry.enabled()
    kept = service.app._telemetry
    assert not any(kept[k] for k in ("tracing", "metrics", "logs", "operation_spans", "auto_configure"))


def test_validation_errors_of_the_framework_are_not_told(service, capfd):
    async def fails():
        raise RequestValidationError([{"loc": ["query"], "msg": "hemmelig", "input": "14836809816", "type": "x"}])

    service.app.add_api_route("/fails", fails)
    answer = service.ask("GET", "/fails")
    assert (answer.status_code, answer.json()["findings"][0]["code"]) == (400, "query-invalid")
    assert not SECRET.findall(told(service, answer, capfd))


def test_the_markers_are_found_where_they_are():
    assert len(SECRET.findall(GOOD.decode())) >= len(MARKERS)
