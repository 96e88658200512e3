"""The calls that show each answer of the service, for OpenAPI. `example_answers` makes them and keeps what comes."""

from dataclasses import dataclass
from typing import Any, Literal

from converter.conversion.ep_to_view.route import MAX_EP
from converter.examples import dispense_example, example
from converter.formats.xml import MAX_BYTES
from converter.service.negotiation import HTML, JSON, XML
from converter.service.problem import PROBLEM_JSON

M1_ROUTE, LIVE_ROUTE, READY_ROUTE = "/v1/m1-to-ep", "/health/live", "/health/ready"
ED_ROUTE = "/v1/ed-to-m10"
DISPENSE_ROUTE, DISCARD_ROUTE = "/v1/dispensations", "/v1/dispensations/discard"
VIEW_ROUTE, MEDICINES_ROUTE = "/v1/ep-to-view", "/v1/medicines"
M10_ROUTE, TAKE_BACK_ROUTE = "/v1/m10-to-ed", "/v1/m10-to-ed/discard"
METRICS_ROUTE = "/metrics"
TEXT = "text/plain"
SUFFIXES = {XML: "xml", TEXT: "txt", HTML: "html"}


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
        record: the exchange record: off, kept (a new one), or silent.
        before: calls made first on the same service, whose answers are not kept.
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
    record: Literal["off", "kept", "silent"] = "off"
    before: tuple["Call", ...] = ()

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


EXAMPLE_ID = b"11782061-7ce6-4eda-ad71-e079c3e0456f"
OTHER_ID = b"11111111-2222-4333-8444-555555555555"
"""The ReseptId of the example, and another."""
BOUNDARY = "part"
FORM_TYPE = f"multipart/form-data; boundary={BOUNDARY}"


def form(**parts: bytes) -> bytes:
    """The body of a form with files of these names."""
    lines = b"".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.xml"\r\n'
        "Content-Type: application/xml\r\n\r\n".encode()
        + part
        + b"\r\n"
        for name, part in parts.items()
    )
    return lines + f"--{BOUNDARY}--\r\n".encode()


def _dispenses() -> tuple[Call, ...]:
    """The calls of the routes of dispensations."""
    sound = form(ed=example("ed-tablets"), m1=example("m1-tablets"))
    taken_back = form(ed=example("ed-discard"), m1=example("m1-tablets"))
    other = form(ed=example("ed-tablets").replace(b"Wydano", b"Wydano lek"), m1=example("m1-tablets"))
    first = Call("", DISPENSE_ROUTE, 200, XML, "", sound, content_type=FORM_TYPE)
    calls = [
        Call("ed-json", ED_ROUTE, 200, JSON, "M10 and report", sound, JSON, FORM_TYPE),
        Call("dispensation-json", DISPENSE_ROUTE, 200, JSON, "M10 and report", sound, JSON, FORM_TYPE, record="kept"),
        Call(
            "dispensation-repeated",
            DISPENSE_ROUTE,
            200,
            JSON,
            "The same eD once more",
            example("ed-tablets"),
            JSON,
            record="kept",
            before=(first,),
        ),
        Call(
            "dispensation-conflict",
            DISPENSE_ROUTE,
            409,
            PROBLEM_JSON,
            "Another eD of the same identifier",
            other,
            XML,
            FORM_TYPE,
            record="kept",
            before=(first,),
        ),
        Call("discard-json", DISCARD_ROUTE, 200, JSON, "The annulment", taken_back, JSON, FORM_TYPE, record="kept"),
        Call(
            "discard-conflict",
            DISCARD_ROUTE,
            409,
            PROBLEM_JSON,
            "The eD of another prescription",
            form(
                ed=example("ed-discard").replace(EXAMPLE_ID, OTHER_ID),
                m1=example("m1-tablets").replace(EXAMPLE_ID, OTHER_ID),
            ),
            XML,
            FORM_TYPE,
            record="kept",
            before=(first,),
        ),
    ]
    for prefix, route, body in (
        ("ed", ED_ROUTE, sound),
        ("dispensation", DISPENSE_ROUTE, sound),
        ("discard", DISCARD_ROUTE, taken_back),
    ):
        calls += _of_route(prefix, route, body)
    return tuple(calls)


def _of_route(prefix: str, route: str, body: bytes) -> list[Call]:
    """What each of these routes answers alike."""

    def one(name: str, status: int, media: str, summary: str, sent: bytes = body, **more: object) -> Call:
        given = {"content_type": FORM_TYPE, "record": "kept", **more}
        return Call(f"{prefix}-{name}", route, status, media, summary, sent, **given)  # type: ignore[arg-type]

    alone = example("ed-discard" if prefix == "discard" else "ed-tablets")
    return [
        one("xml", 200, XML, "The document"),
        one("not-xml", 400, PROBLEM_JSON, "The eD ends before its end", b"<ClinicalDocument>", content_type=XML),
        one("form", 400, PROBLEM_JSON, "A form without an eD", form(m1=example("m1-tablets"))),
        one("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept="application/pdf"),
        one("too-large", 413, PROBLEM_JSON, "More than 1 MB", b" " * (MAX_BYTES + 1), content_type=XML),
        one("content-type", 415, PROBLEM_JSON, "Neither XML nor a form", content_type=JSON),
        one("unknown", 422, PROBLEM_JSON, "No M1, and the record does not know it", alone, content_type=XML),
        one("apprec", 422, XML, "The same as an AppRec", alone, content_type=XML, query="refusal=apprec"),
        one("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True),
        one("silent", 503, PROBLEM_JSON, "The record does not answer", record="silent"),
    ]


DISPENSED_HERE = dispense_example()
"""A dispense of the example eP."""


def _inbound() -> tuple[Call, ...]:
    """The calls of the routes of EU prescriptions in Norway."""
    ep = example("ep-finnish")
    sound = form(ep=ep, dispense=DISPENSED_HERE)
    own = example("ed-tablets").replace(b'root="2.16.840.1.113883.3.9999.1"', b'root="2.16.578.1.34.9999.1"')
    wrong = form(ep=ep, dispense=DISPENSED_HERE.replace(b'"packages": "2"', b'"packages": "3"'))

    def view(name: str, status: int, media: str, summary: str, body: bytes = ep, **more: Any) -> Call:
        return Call(f"view-{name}", VIEW_ROUTE, status, media, summary, body, **{"accept": JSON, **more})

    def written(name: str, status: int, media: str, summary: str, body: bytes = sound, **more: Any) -> Call:
        return Call(f"ed-made-{name}", M10_ROUTE, status, media, summary, body, **{"content_type": FORM_TYPE, **more})

    def back(name: str, status: int, media: str, summary: str, body: bytes = own, **more: Any) -> Call:
        return Call(f"ed-taken-back-{name}", TAKE_BACK_ROUTE, status, media, summary, body, **more)

    def search(name: str, status: int, media: str, summary: str, query: str, **more: Any) -> Call:
        return Call(f"medicines-{name}", MEDICINES_ROUTE, status, media, summary, None, JSON, query=query, **more)

    return (
        view("json", 200, JSON, "A Finnish prescription"),
        view("html", 200, HTML, "The same as a page", accept=HTML),
        view("not-xml", 400, PROBLEM_JSON, "The eP ends before its end", b"<ClinicalDocument>"),
        view("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept="application/pdf"),
        view("too-large", 413, PROBLEM_JSON, "More than 12 MB", b" " * (MAX_EP + 1)),
        view("content-type", 415, PROBLEM_JSON, "Not XML", content_type=JSON),
        view("not-an-ep", 422, PROBLEM_JSON, "An eD", example("ed-tablets")),
        view("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True),
        search("json", 200, JSON, "By name", "q=fiktivprofen+400"),
        search("query", 400, PROBLEM_JSON, "Without words", "q="),
        Call("medicines-not-acceptable", MEDICINES_ROUTE, 406, PROBLEM_JSON, "A format that is not there", None, XML),
        search("defect", 500, PROBLEM_JSON, "A defect, forced", "q=fiktivprofen", broken=True),
        written("xml", 200, XML, "The eD"),
        written("json", 200, JSON, "The eD and what was found", accept=JSON),
        written("form", 400, PROBLEM_JSON, "A form without an eP", form(dispense=DISPENSED_HERE)),
        written("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept="application/pdf"),
        written("too-large", 413, PROBLEM_JSON, "More than 12 MB", form(ep=b" " * MAX_EP, dispense=b"{}")),
        written("too-much", 422, PROBLEM_JSON, "More than what was prescribed", wrong),
        written("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True),
        back("xml", 200, XML, "The eD taken back"),
        back("not-xml", 400, PROBLEM_JSON, "The eD ends before its end", b"<ClinicalDocument>"),
        back("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept=JSON),
        back("too-large", 413, PROBLEM_JSON, "More than 1 MB", b" " * (MAX_BYTES + 1)),
        back("content-type", 415, PROBLEM_JSON, "Not XML", content_type=JSON),
        back("not-ours", 422, PROBLEM_JSON, "The eD of another country", example("ed-tablets")),
    )


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
    Call("record-silent", M1_ROUTE, 503, PROBLEM_JSON, "The record does not answer", "m1-tablets", record="silent"),
    *_dispenses(),
    *_inbound(),
    Call("live", LIVE_ROUTE, 200, JSON, "It lives"),
    Call("ready", READY_ROUTE, 200, JSON, "It answers with the demo register"),
    Call("unready", READY_ROUTE, 503, JSON, "The record does not answer", record="silent"),
    Call("metrics", METRICS_ROUTE, 200, TEXT, "Before the first request"),
)
