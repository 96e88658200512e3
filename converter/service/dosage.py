"""The route of a dosage text: what is read of it, or why nothing is. It runs in threads, and nothing is kept."""

import json
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.dosage import DosageReading, DosageText
from converter.model.finding import Problem
from converter.model.json_object import each_once
from converter.service.edge import record_of
from converter.service.negotiation import JSON, PLAIN, json_answer, takes
from converter.service.openapi import CONVERTED_HEADERS, HEADERS, TEXT, body, content, parameters, reference, refused
from converter.service.queries import Query
from converter.service.refusals import refusal
from converter.service.request import check_content, read_accept, read_body
from converter.service.serving import Serving

ROUTE = "/v1/dosage"
MAX_TEXT = 20_000
"""Bytes: a text that is read has 1,000 characters at most, and JSON may write each as twelve."""
KINDS = frozenset({JSON, PLAIN})
TABLES = "Converter-Tables"
DESCRIBED: dict[str, Any] = {
    "operation_id": "dosage",
    "summary": "What is read of a Norwegian dosage text, said in English and in Norwegian, or why nothing is",
    "responses": {
        200: {
            "description": "What is read; also of a text that is not understood, with why not.",
            "headers": HEADERS | {TABLES: CONVERTED_HEADERS[TABLES]},
            "content": content(JSON, DosageReading),
        },
        **refused(
            {
                400: "No text, not UTF-8, JSON that is not an object with `text` alone, or a query.",
                406: "No format that Accept allows.",
                413: "Larger than 20,000 bytes.",
                415: "Neither JSON nor plain text by its Content-Type, or compressed.",
                500: "A defect of the converter.",
            }
        ),
    },
    "openapi_extra": {
        **body(
            "The text alone: nothing that tells who the patient is. One of more than 1,000 characters is not read.",
            {JSON: {"schema": reference(DosageText)}, PLAIN: TEXT},
        ),
        "parameters": parameters(Query),
    },
}


def routes(serving: Serving) -> APIRouter:
    """The route."""
    router = APIRouter()

    @router.post(ROUTE, response_model=None, **DESCRIBED)
    async def read(request: Request) -> Response:
        serving.query(request, Query)
        read_accept(request, (JSON,))
        check_content(request, MAX_TEXT, KINDS, "text-type-not-supported")
        text = text_in(await read_body(request, MAX_TEXT), takes(request.headers["content-type"], {JSON}))
        reading = await run_in_threadpool(DosageReading.of, text, serving.converter.vocabulary)
        record_of(request.scope).dosages.append(reading.outcome)
        return json_answer(reading, {TABLES: serving.converter.versions.tables})

    return router


def text_in(data: bytes, is_json: bool) -> str:
    """The text that a body brings.

    Raises:
        Problem: `text-invalid`, `text-missing`.
    """
    try:
        text = data.decode("utf-8-sig")
        if is_json:
            text = DosageText.model_validate(json.loads(text, object_pairs_hook=each_once)).text
        text.encode()  # JSON can write half a character, which no text has
    except (ValueError, RecursionError):
        raise Problem([refusal("text-invalid")]) from None
    if not text.strip():
        raise Problem([refusal("text-missing")])
    return text
