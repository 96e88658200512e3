"""The OpenAPI description of the routes of dispensations."""

from typing import Any

from converter.answers.ed_to_m10 import EdToM10Answer
from converter.answers.problem import ProblemAnswer
from converter.service.negotiation import JSON, XML
from converter.service.openapi_parts import HEADERS, content, parameter
from converter.service.problem import PROBLEM_JSON
from converter.service.upload import ED as ED_PART
from converter.service.upload import FORM, M1

_MEANING = {
    400: "Not XML, not UTF-8, a DOCTYPE, a form that cannot be read, or a query that is not understood.",
    406: "No format that Accept allows.",
    409: "Another dispensation of this identifier was received before, or this one was discarded.",
    413: "Larger than 1 MB, or more than 50,000 elements.",
    415: "Neither XML nor a form by its Content-Type, or compressed.",
    422: "The dispensation cannot be reported; every reason is given.",
    500: "A defect of the converter. Nothing was sent and nothing was recorded.",
    503: "The exchange record does not answer, or there is none. Nothing was sent and nothing was recorded.",
}
_ANSWERED = {
    "Converter-Decision": {"description": "Always `converted`.", "schema": {"type": "string"}},
    "Converter-Tables": {"description": "SHA-256 over the tables that were used.", "schema": {"type": "string"}},
    "Converter-Repeated": {
        "description": "`true` where the same eD was answered before.",
        "schema": {"type": "string", "enum": ["true", "false"]},
    },
}
_PARAMETERS = [
    parameter(
        "at",
        "Moment of conversion: a time with zone, or a date (12:00 in Oslo). Off in production.",
        {"type": "string", "examples": ["2026-11-24", "2026-11-24T11:00:00Z"]},
    ),
    parameter(
        "refusal",
        "`apprec`: a dispensation that is rejected is answered with an AppRec 1.0 in place of problem details.",
        {"type": "string", "enum": ["problem", "apprec"]},
    ),
]


def _operation(operation: str, summary: str, body: str, statuses: tuple[int, ...]) -> dict[str, Any]:
    text = {"schema": {"type": "string"}}
    parts = {part: {"type": "string", "format": "binary"} for part in (ED_PART, M1)}
    form = {"schema": {"type": "object", "required": [ED_PART], "properties": parts}}
    refused = {
        status: {
            "description": _MEANING[status],
            "headers": HEADERS,
            "content": content(PROBLEM_JSON, ProblemAnswer) | (content(XML) if status == 422 else {}),
        }
        for status in statuses
    }
    converted = {
        "description": "The dispensing report (M10), or the annulment of one.",
        "headers": HEADERS | _ANSWERED,
        "content": content(XML) | content(JSON, EdToM10Answer),
    }
    return {
        "operation_id": operation,
        "summary": summary,
        "responses": {200: converted} | refused,
        "openapi_extra": {
            "requestBody": {
                "required": True,
                "description": body,
                "content": {"application/xml": text, "text/xml": text, FORM: form},
            },
            "parameters": _PARAMETERS,
        },
    }


WITH_M1 = (
    "The eD as received; or a form with it as `ed` and the M1 that was dispensed as `m1`, which is needed where the "
    "exchange record does not know the prescription."
)
ED = _operation(
    "edToM10", "eD in, M10 out; nothing is recorded", f"{WITH_M1} A discard too.", (400, 406, 413, 415, 422, 500, 503)
)
DISPENSE = _operation(
    "dispense",
    "A dispensation abroad: converted, recorded, counted once",
    WITH_M1,
    (400, 406, 409, 413, 415, 422, 500, 503),
)
DISCARD = _operation(
    "discard",
    "A dispensation taken back: the M10 that annuls its report",
    "The eD sent again in its DISCARD variant; or a form, as for a dispensation.",
    (400, 406, 409, 413, 415, 422, 500, 503),
)
