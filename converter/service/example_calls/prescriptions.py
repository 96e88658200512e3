"""The calls of what a national connector asks."""

import json

from converter.examples import example
from converter.service.call import Caller
from converter.service.negotiation import JSON, XML
from converter.service.prescriptions import DOCUMENT_ROUTE, LIST_ROUTE
from converter.service.problem import PROBLEM_JSON

PATIENT = "14836809816^^^&2.16.578.1.12.4.1.4.1&ISO"
REPOSITORY = "2.16.578.1.34.9999.6"
RESEPT_ID = "11782061-7ce6-4eda-ad71-e079c3e0456f"


def _asking(*names: str, patient: str = PATIENT, **more: str) -> bytes:
    """The patient and shipped examples, each with open access."""
    given = [{"message": example(name).decode(), "access": "open"} for name in names]
    return json.dumps({"patientId": patient, "prescriptions": given} | more, ensure_ascii=False).encode()


def _document(number: str, level: str) -> bytes:
    own = {"documentId": f"2.16.578.1.34.9999.1^{number}.{level}", "repositoryId": REPOSITORY}
    return _asking("m1-tablets", **own)


_list = Caller(LIST_ROUTE, "list-", {"body": _asking("m1-tablets"), "accept": JSON, "content_type": JSON})
_fetch = Caller(DOCUMENT_ROUTE, "document-", {"body": _document(RESEPT_ID, "L3"), "accept": XML, "content_type": JSON})
CALLS = (
    _list("json", 200, JSON, "One that may leave"),
    _list("empty", 200, JSON, "No prescriptions", body=_asking()),
    _list("no-patient", 400, PROBLEM_JSON, "A patient that is not written as CX", body=_asking(patient="14836809816")),
    _list("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept=XML),
    _list("too-large", 413, PROBLEM_JSON, "More than 12 MB", body=b" " * 12_000_001),
    _list("content-type", 415, PROBLEM_JSON, "Not JSON", content_type=XML),
    _list(
        "another-patient",
        422,
        PROBLEM_JSON,
        "A prescription of another patient",
        body=_asking("m1-tablets", patient="01010112345^^^&2.16.578.1.12.4.1.4.1&ISO"),
    ),
    _list("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True),
    _list("silent", 503, PROBLEM_JSON, "The exchange record does not answer", record="silent"),
    _fetch("l3", 200, XML, "Level 3"),
    _fetch("json", 400, PROBLEM_JSON, "No id of a document", body=_asking("m1-tablets")),
    _fetch("missing", 404, PROBLEM_JSON, "No such document, or a hidden one", body=_document("x", "L3")),
    _fetch("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept=JSON),
    _fetch("too-large", 413, PROBLEM_JSON, "More than 12 MB", body=b" " * 12_000_001),
    _fetch("content-type", 415, PROBLEM_JSON, "Not JSON", content_type=XML),
    _fetch(
        "another-patient",
        422,
        PROBLEM_JSON,
        "A prescription of another patient",
        body=_asking(
            "m1-tablets", patient="01010112345^^^&2.16.578.1.12.4.1.4.1&ISO", documentId="1.2^x", repositoryId="1.2"
        ),
    ),
    _fetch("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True),
    _fetch("silent", 503, PROBLEM_JSON, "The exchange record does not answer", record="silent"),
)
