"""The OpenAPI description: pieces of which each route's own is made, and the whole, with shapes and examples."""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from converter.answers import ANSWERS
from converter.answers.dosage import DosageText
from converter.answers.prescriptions import DocumentRequest, ListRequest
from converter.answers.problem import ProblemAnswer
from converter.answers.shape import Shape
from converter.conversion.ed_to_m10.details import DiscardFields
from converter.conversion.m10_to_ed.entered import EnteredShape
from converter.service.call import SUFFIXES, Call
from converter.service.problem import PROBLEM_JSON
from converter.service.queries import Query

TITLE = "E-prescription converter"
DESCRIPTION = (
    "Converts a Norwegian e-prescription (M1) to an EU ePrescription (CDA), and the eDispensation (CDA) that comes back"
    " to a Norwegian dispensing report (M10), or says why it may not or cannot be."
)
REFERENCE = "#/components/schemas/{model}"
HEADERS: dict[str, Any] = {
    "X-Request-Id": {"description": "Made by the service; it is in the log.", "schema": {"type": "string"}},
}
CONVERTED_HEADERS = HEADERS | {
    "Converter-Decision": {"description": "Always `converted`.", "schema": {"type": "string"}},
    "Converter-Tables": {"description": "SHA-256 over the tables that were used.", "schema": {"type": "string"}},
}
SHAPES: list[tuple[type[BaseModel], JsonSchemaMode]] = [
    (EnteredShape, "validation"),
    (DiscardFields, "validation"),
    (DosageText, "validation"),
    (ListRequest, "validation"),
    (DocumentRequest, "validation"),
    *((model, "serialization") for model in ANSWERS),
]
"""What is read as JSON, and what is told."""
TEXT = {"schema": {"type": "string"}}
BINARY = {"schema": {"type": "string", "format": "binary"}}
XML_BODY = {"application/xml": TEXT, "text/xml": TEXT}


def reference(model: type[BaseModel]) -> dict[str, Any]:
    """Where the shape of an answer, or of what is read, stands."""
    return {"$ref": REFERENCE.format(model=model.__name__)}


def content(media: str, *models: type[Shape]) -> dict[str, Any]:
    """The content of an answer: of one of the models, or text where there is none."""
    references = [reference(model) for model in models]
    schema = {"oneOf": references} if len(references) > 1 else references[0] if references else {"type": "string"}
    return {media: {"schema": schema}}


def parameters(query: type[Query]) -> list[dict[str, Any]]:
    """The parameters of a query, as its model describes them."""
    schema = query.model_json_schema()
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": said["description"],
            "schema": {key: value for key, value in said.items() if key not in {"description", "title", "default"}},
        }
        for name, said in schema.get("properties", {}).items()
    ]


def refused(meanings: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    """The answers that give no document, by HTTP status."""
    return {
        status: {"description": meaning, "headers": HEADERS, "content": content(PROBLEM_JSON, ProblemAnswer)}
        for status, meaning in meanings.items()
    }


def body(description: str, kinds: Mapping[str, Any]) -> dict[str, Any]:
    """The body that a route takes."""
    return {"requestBody": {"required": True, "description": description, "content": kinds}}


def form(needed: Iterable[str], more: Mapping[str, Any]) -> dict[str, Any]:
    """A form's schema: files that must be there, and other parts by name."""
    file = {"type": "string", "format": "binary"}
    parts = {**dict.fromkeys(needed, file), **more}
    return {"schema": {"type": "object", "required": list(needed), "properties": parts}}


def complete(app: FastAPI, calls: Iterable[Call]) -> None:
    """Makes `/openapi.json` carry the answers' shapes, and the answers to the calls. It is built on first request."""

    def build() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            _, shapes = models_json_schema(SHAPES, ref_template=REFERENCE)
            document["components"] = {"schemas": shapes["$defs"]}
            _add_examples(document, calls)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = build  # type: ignore[method-assign]  # the way that FastAPI documents


def _add_examples(document: dict[str, Any], calls: Iterable[Call]) -> None:
    """Puts the kept answers where they belong.

    Raises:
        KeyError: an example of an answer that no route has.
        FileNotFoundError: an answer was not kept; run `python -m tools.regenerate`.
    """
    folder = files("converter.service").joinpath("examples")
    for call in calls:
        text = folder.joinpath(call.file).read_text(encoding="utf-8")
        operation = document["paths"][call.route][call.method.lower()]
        answer = operation["responses"][str(call.status)]["content"][call.media]
        value = text if call.media in SUFFIXES else json.loads(text)
        answer.setdefault("examples", {})[call.name] = {"summary": call.summary, "value": value}
