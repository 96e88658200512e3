"""The calls of the route eD -> M10, and of the exchange record's."""

from collections.abc import Iterator

from converter.examples import example
from converter.formats.xml import MAX_BYTES
from converter.service.call import FORM_TYPE, Call, Caller, form
from converter.service.ed_to_m10 import DISCARD_ROUTE, RECEPTION_ROUTE, ROUTE
from converter.service.negotiation import JSON, XML
from converter.service.problem import PROBLEM_JSON

EXAMPLE_ID = b"11782061-7ce6-4eda-ad71-e079c3e0456f"
OTHER_ID = b"11111111-2222-4333-8444-555555555555"
"""The ReseptId of the example, and another."""
M1, ED, TAKEN_BACK = example("m1-tablets"), example("ed-tablets"), example("ed-discard")
SAID = (
    b'{"discardId": "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8",'
    b' "dispenseId": "2.16.840.1.113883.3.9999.1^EXAMPLE-1",'
    b' "patientId": "14836809816^^^&2.16.578.1.12.4.1.4.1&ISO"}'
)
"""DiscardDispenseDetails of the example."""
SOUND, DISCARD = form(ed=ED, m1=M1), form(ed=TAKEN_BACK, m1=M1)

_convert = Caller(ROUTE, "ed-", {"body": SOUND, "content_type": FORM_TYPE, "record": "kept"})
_receive = Caller(RECEPTION_ROUTE, "dispensation-", {"body": SOUND, "content_type": FORM_TYPE, "record": "kept"})
_discard = Caller(DISCARD_ROUTE, "discard-", {"body": DISCARD, "content_type": FORM_TYPE, "record": "kept"})
SENT_BEFORE = (_receive("", 200, XML, ""),)


def _alike(call: Caller, alone: bytes) -> Iterator[Call]:
    """What each of these addresses answers alike; `alone` is its eD without the M1."""
    yield call("xml", 200, XML, "The document")
    yield call("not-xml", 400, PROBLEM_JSON, "The eD ends before its end", body=b"<ClinicalDocument>", content_type=XML)
    yield call("form", 400, PROBLEM_JSON, "A form without an eD", body=form(m1=M1))
    yield call("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept="application/pdf")
    yield call("too-large", 413, PROBLEM_JSON, "More than 1 MB", body=b" " * (MAX_BYTES + 1), content_type=XML)
    yield call("content-type", 415, PROBLEM_JSON, "Neither XML nor a form", content_type="text/plain")
    yield call("unknown", 422, PROBLEM_JSON, "No M1, and the record does not know it", body=alone, content_type=XML)
    yield call("apprec", 422, XML, "The same as an AppRec", body=alone, content_type=XML, query="refusal=apprec")
    yield call("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True)
    yield call("silent", 503, PROBLEM_JSON, "The record does not answer", record="silent")


CALLS = (
    _convert("json", 200, JSON, "M10 and report", accept=JSON, record="off"),
    _receive("json", 200, JSON, "M10 and report", accept=JSON),
    _receive("repeated", 200, JSON, "The same eD again", body=ED, content_type=XML, accept=JSON, before=SENT_BEFORE),
    _receive(
        "conflict",
        409,
        PROBLEM_JSON,
        "Another eD of the same identifier",
        body=form(ed=ED.replace(b'<quantity value="1"', b'<quantity value="2"'), m1=M1),
        before=SENT_BEFORE,
    ),
    _discard("json", 200, JSON, "The annulment", accept=JSON),
    _discard(
        "details", 200, JSON, "By OpenNCP's fields alone", body=SAID, content_type=JSON, accept=JSON, before=SENT_BEFORE
    ),
    _discard(
        "details-differ",
        422,
        PROBLEM_JSON,
        "Fields of another dispensation than the document's",
        body=form(ed=TAKEN_BACK, details=SAID.replace(b"EXAMPLE-1", b"EXAMPLE-2")),
        before=SENT_BEFORE,
    ),
    _discard(
        "conflict",
        409,
        PROBLEM_JSON,
        "The eD of another prescription",
        body=form(ed=TAKEN_BACK.replace(EXAMPLE_ID, OTHER_ID), m1=M1.replace(EXAMPLE_ID, OTHER_ID)),
        before=SENT_BEFORE,
    ),
    *_alike(_convert, ED),
    *_alike(_receive, ED),
    *_alike(_discard, TAKEN_BACK),
)
