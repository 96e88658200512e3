"""The calls that show each answer of the service, for OpenAPI. `example_answers` makes them and keeps what comes."""

from dataclasses import dataclass
from typing import Literal

from converter.examples import example
from converter.formats.xml import MAX_BYTES
from converter.service.negotiation import JSON, XML
from converter.service.problem import PROBLEM_JSON

M1_ROUTE, LIVE_ROUTE, READY_ROUTE = "/v1/m1-to-ep", "/health/live", "/health/ready"
METRICS_ROUTE = "/metrics"
TEXT = "text/plain"
SUFFIXES = {XML: "xml", TEXT: "txt"}


@dataclass(frozen=True, slots=True)
class Call:
    """One call and what it shows.

    Attributes:
        name: of the example; also of its file.
        route, status, media: of the answer that must come.
        summary: in words.
        body: of an example message's name, or bytes; absent for GET.
        accept, content_type: headers of the request.
        query: as it stands after the question mark.
        broken: whether the register fails while it runs.
    """

    name: str
    route: str
    status: int
    media: str
    summary: str
    body: str | bytes | None = None
    accept: str = XML
    content_type: str = XML
    query: str = ""
    broken: bool = False

    @property
    def file(self) -> str:
        """The file of the answer."""
        return f"{self.name}.{SUFFIXES.get(self.media, 'json')}"

    @property
    def method(self) -> Literal["GET", "POST"]:
        """GET without a body, POST with one."""
        return "GET" if self.body is None else "POST"

    def content(self) -> bytes:
        """The body as bytes."""
        if isinstance(self.body, str):
            return example(self.body)
        return self.body or b""


def _refused(
    name: str,
    status: int,
    summary: str,
    *,
    body: str | bytes = "m1-tablets",
    accept: str = XML,
    content_type: str = XML,
    query: str = "",
) -> Call:
    return Call(name, M1_ROUTE, status, PROBLEM_JSON, summary, body, accept, content_type, query)


CALLS = (
    Call("converted-xml", M1_ROUTE, 200, XML, "The document", "m1-tablets"),
    Call("converted-json", M1_ROUTE, 200, JSON, "Document and report", "m1-tablets", accept=JSON),
    Call("converted-full", M1_ROUTE, 200, JSON, "With provenance", "m1-tablets", accept=JSON, query="report=full"),
    Call("converted-list", M1_ROUTE, 200, JSON, "Each prescription of a list", "m96-example", accept=JSON),
    _refused("not-xml", 400, "The message ends before its end", body=b"<MsgHead><MsgInfo>"),
    _refused("doctype", 400, "A DOCTYPE", body=b"<!DOCTYPE MsgHead><MsgHead/>"),
    _refused("query-unknown", 400, "A misspelt parameter", query="acces=blocked"),
    _refused("at-not-allowed", 400, "A moment chosen by the caller", query="at=2026-11-23"),
    _refused("not-acceptable", 406, "A format that is not there", accept="application/pdf"),
    _refused("too-large", 413, "More than 1 MB", body=b" " * (MAX_BYTES + 1)),
    _refused("content-type", 415, "A body that is not XML", content_type=JSON),
    _refused("excluded", 422, "Excluded: locked by the patient", body="m1-locked"),
    _refused("rejected", 422, "Rejected: the dose form has no EU code", body="m1-unmapped-form"),
    Call("defect", M1_ROUTE, 500, PROBLEM_JSON, "A defect, forced", "m1-tablets", broken=True),
    Call("live", LIVE_ROUTE, 200, JSON, "It lives"),
    Call("ready", READY_ROUTE, 200, JSON, "It answers with the demo register"),
    Call("metrics", METRICS_ROUTE, 200, TEXT, "Before the first request"),
)
