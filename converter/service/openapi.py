"""The OpenAPI description: each route's answers, with examples that the service itself made."""

import json
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema
from starlette.responses import PlainTextResponse

from converter.service.example_calls import CALLS, SUFFIXES, TEXT
from converter.service.models import (
    ANSWERS,
    ConversionAnswer,
    ListAnswer,
    LiveAnswer,
    ProblemAnswer,
    ReadyAnswer,
    Shape,
)
from converter.service.negotiation import JSON, XML
from converter.service.problem import PROBLEM_JSON

TITLE = "E-prescription converter"
DESCRIPTION = (
    "Converts a Norwegian e-prescription (M1) to an EU ePrescription (CDA), or says why it may not or cannot be."
)
REFERENCE = "#/components/schemas/{model}"

_MEANING = {
    200: "Converted; or, for a list, what became of each prescription.",
    400: "Not XML, not UTF-8, a DOCTYPE, a comment inside a value, or a query that is not understood.",
    406: "No format that Accept allows.",
    413: "Larger than 1 MB, or more than 50,000 elements.",
    415: "Not XML by its Content-Type, or compressed.",
    422: "The prescription may not leave Norway (excluded) or cannot be converted (rejected); every reason is given.",
    500: "A defect of the converter. Nothing was sent.",
}
_HEADERS = {
    "X-Request-Id": {"description": "Made by the service; it is in the log.", "schema": {"type": "string"}},
}
_CONVERTED_HEADERS = {
    "Converter-Decision": {"description": "Always `converted`.", "schema": {"type": "string"}},
    "Converter-Tables": {"description": "SHA-256 over the tables that were used.", "schema": {"type": "string"}},
}


def _content(media: str, *models: type[Shape]) -> dict[str, Any]:
    references = [{"$ref": REFERENCE.format(model=model.__name__)} for model in models]
    schema = {"oneOf": references} if len(references) > 1 else references[0] if references else {"type": "string"}
    return {media: {"schema": schema}}


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


_CONVERTED = {
    200: {
        "description": _MEANING[200],
        "headers": _HEADERS | _CONVERTED_HEADERS,
        "content": _content(XML) | _content(JSON, ConversionAnswer, ListAnswer),
    }
}
_REFUSED = {
    status: {
        "description": meaning,
        "headers": _HEADERS,
        "content": _content(PROBLEM_JSON, ProblemAnswer),
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
            _parameter(
                "at",
                "Moment of conversion: a time with zone, or a date (12:00 in Oslo). Off in production.",
                {"type": "string", "examples": ["2026-11-23", "2026-11-23T11:00:00Z"]},
            ),
            _parameter(
                "status",
                "The prescription's status now (list 7408), where the caller knows it. All but E exclude.",
                {"type": "string", "enum": list("EURTFXABH")},
            ),
            _parameter(
                "access",
                "The patient's access control, where the caller knows it. `blocked` excludes.",
                {"type": "string", "enum": ["open", "blocked"]},
            ),
            _parameter(
                "report",
                "`full`: with the origin of each value of the document; the answer is then JSON.",
                {"type": "string", "enum": ["full", "brief"]},
            ),
            _parameter(
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
        "responses": {200: {"description": summary, "headers": _HEADERS, "content": content}},
    }


LIVE = _state("live", "The service lives.", _content(JSON, LiveAnswer))
READY = _state(
    "ready", "The service answers; with what, and what an operator should know.", _content(JSON, ReadyAnswer)
)
METRICS = _state("metrics", "What was counted, and what answers, for Prometheus.", _content(TEXT))
METRICS["response_class"] = PlainTextResponse  # else FastAPI adds JSON to the answers


def _add_examples(document: dict[str, Any]) -> None:
    """Puts the kept answers where they belong.

    Raises:
        KeyError: an example of an answer that no route has.
        FileNotFoundError: an answer was not kept; run `python -m converter.service.example_answers`.
    """
    folder = files("converter.service").joinpath("examples")
    for call in CALLS:
        text = folder.joinpath(call.file).read_text(encoding="utf-8")
        operation = document["paths"][call.route][call.method.lower()]
        content = operation["responses"][str(call.status)]["content"][call.media]
        value = text if call.media in SUFFIXES else json.loads(text)
        content.setdefault("examples", {})[call.name] = {"summary": call.summary, "value": value}


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
