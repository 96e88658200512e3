"""The OpenAPI description: each route's answers, with examples that the service itself made."""

import json
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema
from starlette.responses import PlainTextResponse

from converter.answers.ed_to_m10 import EdToM10Answer
from converter.answers.ep_to_view import EpToViewAnswer
from converter.answers.m1_to_ep import M1ToEpAnswer, M1ToEpList
from converter.answers.m10_to_ed import M10ToEdAnswer
from converter.answers.medicine import MedicinesAnswer
from converter.answers.operations import LiveAnswer, ReadyAnswer
from converter.answers.problem import ProblemAnswer
from converter.answers.shape import Shape
from converter.service.example_calls import CALLS, SUFFIXES, TEXT
from converter.service.negotiation import JSON, XML
from converter.service.openapi_parts import HEADERS, REFERENCE, content, parameter
from converter.service.problem import PROBLEM_JSON

ANSWERS: tuple[type[Shape], ...] = (
    M1ToEpAnswer,
    M1ToEpList,
    EdToM10Answer,
    EpToViewAnswer,
    MedicinesAnswer,
    M10ToEdAnswer,
    ProblemAnswer,
    LiveAnswer,
    ReadyAnswer,
)
TITLE = "E-prescription converter"
DESCRIPTION = (
    "Converts a Norwegian e-prescription (M1) to an EU ePrescription (CDA), and the eDispensation (CDA) that comes back"
    " to a Norwegian dispensing report (M10), or says why it may not or cannot be."
)

_MEANING = {
    200: "Converted; or, for a list, what became of each prescription.",
    400: "Not XML, not UTF-8, a DOCTYPE, a comment inside a value, or a query that is not understood.",
    406: "No format that Accept allows.",
    413: "Larger than 1 MB, or more than 50,000 elements.",
    415: "Not XML by its Content-Type, or compressed.",
    422: "The prescription may not leave Norway (excluded) or cannot be converted (rejected); every reason is given.",
    500: "A defect of the converter. Nothing was sent.",
    503: "The exchange record does not answer. Nothing was sent.",
}
_CONVERTED_HEADERS = {
    "Converter-Decision": {"description": "Always `converted`.", "schema": {"type": "string"}},
    "Converter-Tables": {"description": "SHA-256 over the tables that were used.", "schema": {"type": "string"}},
}


_CONVERTED = {
    200: {
        "description": _MEANING[200],
        "headers": HEADERS | _CONVERTED_HEADERS,
        "content": content(XML) | content(JSON, M1ToEpAnswer, M1ToEpList),
    }
}
_REFUSED = {
    status: {
        "description": meaning,
        "headers": HEADERS,
        "content": content(PROBLEM_JSON, ProblemAnswer),
    }
    for status, meaning in _MEANING.items()
    if status != 200
}

CONVERSION: dict[str, Any] = {
    "operation_id": "m1ToEp",
    "summary": "M1 in, eP out",
    "responses": _CONVERTED | _REFUSED,
    "openapi_extra": {
        "requestBody": {
            "required": True,
            "description": (
                "An M1 in its MsgHead, an M9.4 with one attached, an M9.6, or an M1List of whole M1 messages; "
                "as signed, at most 1 MB, UTF-8."
            ),
            "content": {"application/xml": {"schema": {"type": "string"}}, "text/xml": {"schema": {"type": "string"}}},
        },
        "parameters": [
            parameter(
                "at",
                "Moment of conversion: a time with zone, or a date (12:00 in Oslo). Off in production.",
                {"type": "string", "examples": ["2026-11-23", "2026-11-23T11:00:00Z"]},
            ),
            parameter(
                "status",
                "The prescription's status now (list 7408), where the caller knows it. All but E exclude.",
                {"type": "string", "enum": list("EURTFXABH")},
            ),
            parameter(
                "access",
                "The patient's access control, where the caller knows it. `blocked` excludes.",
                {"type": "string", "enum": ["open", "blocked"]},
            ),
            parameter(
                "report",
                "`full`: with the origin of each value of the document; the answer is then JSON.",
                {"type": "string", "enum": ["full", "brief"]},
            ),
            parameter(
                "all",
                "Whether to answer each prescription of the message in a list, also where it is an M1 or an M9.4.",
                {"type": "string", "enum": ["true", "false"]},
            ),
        ],
    },
}


def _state(operation: str, summary: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "operation_id": operation,
        "summary": summary,
        "responses": {200: {"description": summary, "headers": HEADERS, "content": content}},
    }


LIVE = _state("live", "The service lives.", content(JSON, LiveAnswer))
READY = _state("ready", "The service answers; with what, and what an operator should know.", content(JSON, ReadyAnswer))
READY["responses"][503] = {
    "description": "The exchange record does not answer.",
    "headers": HEADERS,
    "content": content(JSON, ReadyAnswer),
}
METRICS = _state("metrics", "What was counted, and what answers, for Prometheus.", content(TEXT))
METRICS["response_class"] = PlainTextResponse  # else FastAPI adds JSON to the answers


def _add_examples(document: dict[str, Any]) -> None:
    """Puts the kept answers where they belong.

    Raises:
        KeyError: an example of an answer that no route has.
        FileNotFoundError: an answer was not kept; run `python -m tools.regenerate`.
    """
    folder = files("converter.service").joinpath("examples")
    for call in CALLS:
        text = folder.joinpath(call.file).read_text(encoding="utf-8")
        operation = document["paths"][call.route][call.method.lower()]
        answer = operation["responses"][str(call.status)]["content"][call.media]
        value = text if call.media in SUFFIXES else json.loads(text)
        answer.setdefault("examples", {})[call.name] = {"summary": call.summary, "value": value}


def complete(app: FastAPI) -> None:
    """Makes `/openapi.json` carry the answers' shapes. It is built once, on first request."""

    def build() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            _, shapes = models_json_schema([(model, "serialization") for model in ANSWERS], ref_template=REFERENCE)
            document["components"] = {"schemas": shapes["$defs"]}
            _add_examples(document)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = build  # type: ignore[method-assign]  # the way that FastAPI documents
