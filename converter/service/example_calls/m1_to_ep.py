"""The calls of the route M1 -> eP."""

from converter.examples import example
from converter.formats.xml import MAX_BYTES
from converter.service.call import Caller
from converter.service.m1_to_ep import ROUTE
from converter.service.negotiation import JSON, XML
from converter.service.problem import PROBLEM_JSON

_call = Caller(ROUTE, "", {"body": "m1-tablets"})

CALLS = (
    _call("converted-xml", 200, XML, "The document"),
    _call("converted-json", 200, JSON, "Document and report", accept=JSON),
    _call("converted-full", 200, JSON, "With provenance", accept=JSON, query="report=full"),
    _call("converted-list", 200, JSON, "Each prescription of a list", body="m96-example", accept=JSON),
    _call("not-xml", 400, PROBLEM_JSON, "The message ends before its end", body=b"<MsgHead><MsgInfo>"),
    _call("doctype", 400, PROBLEM_JSON, "A DOCTYPE", body=b"<!DOCTYPE MsgHead><MsgHead/>"),
    _call("query-unknown", 400, PROBLEM_JSON, "A misspelt parameter", query="acces=blocked"),
    _call("at-not-allowed", 400, PROBLEM_JSON, "A moment chosen by the caller", query="at=2026-11-23"),
    _call("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept="image/png"),
    _call("too-large", 413, PROBLEM_JSON, "More than 1 MB", body=b" " * (MAX_BYTES + 1)),
    _call(
        "conflict",
        409,
        PROBLEM_JSON,
        "Another prescription of the same ReseptId",
        body=example("m1-tablets").replace(b"<Antall>2", b"<Antall>3"),
        record="kept",
        before=(_call("", 200, XML, "", record="kept"),),
    ),
    _call("content-type", 415, PROBLEM_JSON, "A body that is not XML", content_type=JSON),
    _call("excluded", 422, PROBLEM_JSON, "Excluded: locked by the patient", body="m1-locked"),
    _call("rejected", 422, PROBLEM_JSON, "Rejected: the dose form has no EU code", body="m1-unmapped-form"),
    _call("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True),
    _call("record-silent", 503, PROBLEM_JSON, "The record does not answer", record="silent"),
)
