"""The OpenAPI description of the routes of EU prescriptions in Norway."""

from typing import Any

from starlette.responses import Response

from converter.answers.ep_to_view import EpToViewAnswer
from converter.answers.m10_to_ed import M10ToEdAnswer
from converter.answers.medicine import MedicinesAnswer
from converter.answers.problem import ProblemAnswer
from converter.conversion.m10_to_ed.entered import EnteredShape
from converter.service.negotiation import HTML, JSON, XML
from converter.service.openapi_parts import HEADERS, content, parameter
from converter.service.problem import PROBLEM_JSON
from converter.service.upload import FORM

_MEANING = {
    400: "Not XML, not UTF-8, a DOCTYPE, a form that cannot be read, or a query that is not understood.",
    406: "No format that Accept allows.",
    413: "Too large: 12 MB, and 1 MB for an eD.",
    415: "Not XML by its Content-Type, or compressed.",
    422: "It cannot be shown or made; every reason is given.",
    500: "A defect of the converter. Nothing was sent.",
}
_AT = parameter(
    "at",
    "The moment: a time with zone, or a date (12:00 in Oslo). Off in production.",
    {"type": "string", "examples": ["2026-11-24", "2026-11-24T11:00:00Z"]},
)
_TEXT = {"schema": {"type": "string"}}


def _refused(*statuses: int) -> dict[int, dict[str, Any]]:
    return {
        status: {
            "description": _MEANING[status],
            "headers": HEADERS,
            "content": content(PROBLEM_JSON, ProblemAnswer),
        }
        for status in statuses
    }


SHOWN: dict[str, Any] = {
    "operation_id": "epToView",
    "summary": "EU eP in, Norwegian view out; nothing is recorded",
    "responses": {
        200: {
            "description": "What a pharmacist reads: JSON, or a page that stands alone.",
            "headers": HEADERS,
            "content": content(JSON, EpToViewAnswer) | {HTML: _TEXT},
        },
        **_refused(400, 406, 413, 415, 422, 500),
    },
    "openapi_extra": {
        "requestBody": {
            "required": True,
            "description": "An ePrescription (CDA) of any country: level 3, level 1 with a PDF, or of the epSOS age.",
            "content": {"application/xml": _TEXT, "text/xml": _TEXT},
        },
        "parameters": [
            _AT,
            parameter("lang", "The language of the page; JSON has both.", {"type": "string", "enum": ["no", "en"]}),
        ],
    },
}
SEARCH: dict[str, Any] = {
    "operation_id": "medicines",
    "summary": "Norwegian packages by the words of their name, or by varenr",
    "responses": {
        200: {"description": "At most 50.", "headers": HEADERS, "content": content(JSON, MedicinesAnswer)},
        **_refused(400, 406, 500),
    },
    "openapi_extra": {
        "parameters": [
            {
                "name": "q",
                "in": "query",
                "required": True,
                "description": "Words, or the beginning of a varenr.",
                "schema": {"type": "string", "maxLength": 200},
            }
        ]
    },
}
DISPENSED: dict[str, Any] = {
    "operation_id": "m10ToEd",
    "summary": "A Norwegian dispense of an EU prescription in, eD out; nothing is recorded",
    "responses": {
        200: {
            "description": "The eDispensation.",
            "headers": HEADERS,
            "content": content(XML) | content(JSON, M10ToEdAnswer),
        },
        **_refused(400, 406, 413, 422, 500),
    },
    "openapi_extra": {
        "requestBody": {
            "required": True,
            "description": "The eP as received, the dispense as JSON, and the pharmacy's M10 where there is one.",
            "content": {
                FORM: {
                    "schema": {
                        "type": "object",
                        "required": ["ep", "dispense"],
                        "properties": {
                            "ep": {"type": "string", "format": "binary"},
                            "m10": {"type": "string", "format": "binary"},
                            "dispense": {
                                "type": "string",
                                "contentMediaType": JSON,
                                "contentSchema": EnteredShape.model_json_schema(ref_template="#/{model}"),
                            },
                        },
                    }
                }
            },
        },
        "parameters": [_AT],
    },
}
TAKEN_BACK: dict[str, Any] = {
    "operation_id": "discardEd",
    "summary": "An eD of this converter's in, its DISCARD variant out",
    "responses": {
        200: {"description": "The eD taken back.", "headers": HEADERS, "content": content(XML)},
        **_refused(400, 406, 413, 415, 422),
    },
    "openapi_extra": {
        "requestBody": {
            "required": True,
            "description": "The eD as it was made here.",
            "content": {"application/xml": _TEXT, "text/xml": _TEXT},
        },
    },
}


class XmlResponse(Response):
    """So that FastAPI does not add JSON to the answers."""

    media_type = XML


TAKEN_BACK["response_class"] = XmlResponse
