"""The route M10 -> eD: a Norwegian dispense of an EU prescription, and an eD taken back."""

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.m10_to_ed import M10ToEdAnswer
from converter.conversion.answer import Answer
from converter.conversion.ep_to_view.route import MAX_EP
from converter.conversion.m10_to_ed.discard import m10_to_ed_discard
from converter.conversion.m10_to_ed.entered import EnteredShape, read_entered
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.formats.file_kind import FileKind
from converter.model.finding import Problem
from converter.model.substitution import Substituted
from converter.service.edge import record_of
from converter.service.file_words import other_kind
from converter.service.file_words import told as with_kind
from converter.service.negotiation import JSON, OFFERED, XML, json_answer
from converter.service.openapi import CONVERTED_HEADERS, XML_BODY, body, content, form, parameters, reference, refused
from converter.service.problem import DISPENSATION_TITLES, problem, rejected
from converter.service.queries import M10ToEdQuery, Query
from converter.service.refusals import refusal
from converter.service.request import check_content, read_accept, read_body
from converter.service.serving import Serving
from converter.service.upload import FORM, is_form, read_form

ROUTE, DISCARD_ROUTE = "/v1/m10-to-ed", "/v1/m10-to-ed/discard"
EP, M10, DISPENSE, SUBSTITUTED = "ep", "m10", "dispense", "substituted"
"""The parts of the form."""
FILE = {"type": "string", "format": "binary"}
NOT_READ = "Not XML, not UTF-8, a DOCTYPE, a form that cannot be read, or a query that is not understood."
DESCRIBED: dict[str, Any] = {
    "operation_id": "m10ToEd",
    "summary": "A Norwegian dispense of an EU prescription in, eD out; nothing is recorded",
    "responses": {
        200: {
            "description": "The eDispensation.",
            "headers": CONVERTED_HEADERS,
            "content": content(XML) | content(JSON, M10ToEdAnswer),
        },
        **refused(
            {
                400: NOT_READ,
                406: "No format that Accept allows.",
                413: "Larger than 12 MB, or more than 50,000 elements.",
                415: "Compressed.",
                422: "It cannot be made; every reason is given.",
                500: "A defect of the converter. Nothing was sent.",
            }
        ),
    },
    "openapi_extra": {
        **body(
            "The eP as received, the dispense as JSON, and the pharmacy's M10 where there is one.",
            {
                FORM: form(
                    [EP, DISPENSE],
                    {
                        M10: FILE,
                        DISPENSE: {
                            "type": "string",
                            "contentMediaType": JSON,
                            "contentSchema": reference(EnteredShape),
                        },
                        SUBSTITUTED: {
                            "type": "string",
                            "enum": [word.value for word in Substituted],
                            "description": "What was substituted, where the JSON does not say it.",
                        },
                    },
                )
            },
        ),
        "parameters": parameters(M10ToEdQuery),
    },
}


class XmlResponse(Response):
    """So that FastAPI does not add JSON to the answers."""

    media_type = XML


DISCARD_DESCRIBED: dict[str, Any] = {
    "operation_id": "discardEd",
    "summary": "An eD of this converter's in, its DISCARD variant out",
    "response_class": XmlResponse,
    "responses": {
        200: {"description": "The eD taken back.", "headers": CONVERTED_HEADERS, "content": content(XML)},
        **refused(
            {
                400: NOT_READ,
                406: "No format that Accept allows.",
                413: "Larger than 1 MB, or more than 50,000 elements.",
                415: "Not XML by its Content-Type, or compressed.",
                422: "It is no eD, or was not made here; every reason is given.",
                500: "A defect of the converter. Nothing was sent.",
            }
        ),
    },
    "openapi_extra": {**body("The eD as it was made here.", XML_BODY), "parameters": parameters(Query)},
}


def routes(serving: Serving) -> APIRouter:
    """The route, and that of a discard."""
    router = APIRouter()
    converter = serving.converter

    def told(request: Request, answer: Answer[None], media: str) -> Response:
        record_of(request.scope).note(answer)
        if answer.document is None:
            return problem(answer, DISPENSATION_TITLES)
        return _answer(answer, answer.document, media)

    @router.post(ROUTE, response_model=None, **DESCRIBED)
    async def convert(request: Request) -> Response:
        record_of(request.scope).converts = True
        query = serving.query(request, M10ToEdQuery)
        media = read_accept(request, OFFERED)
        if not is_form(request):
            raise Problem([refusal("multipart-invalid")])
        parts = await read_form(request, {EP, M10, DISPENSE, SUBSTITUTED}, {EP, DISPENSE}, MAX_EP)
        try:
            answer_beside = parts.get(SUBSTITUTED, b"").decode("utf-8", "replace").strip()
            entered = read_entered(parts[DISPENSE], parts.get(M10), converter.norway, answer_beside)
        except Problem as wrong:
            other = () if M10 not in parts else other_kind(parts[M10], FileKind.M10, f"/{M10}")
            return told(request, rejected((*wrong.findings, *other), converter.versions), media)
        answer = await run_in_threadpool(m10_to_ed, parts[EP], entered, converter, serving.at(query))
        return told(request, with_kind(answer, parts[EP], FileKind.EP, f"/{EP}"), media)

    @router.post(DISCARD_ROUTE, response_model=None, **DISCARD_DESCRIBED)
    async def discard(request: Request) -> Response:
        record_of(request.scope).converts = True
        serving.query(request, Query)
        read_accept(request, (XML,))
        check_content(request)
        data = await read_body(request)
        answer = await run_in_threadpool(m10_to_ed_discard, data, converter, serving.clock())
        return told(request, with_kind(answer, data, FileKind.ED), XML)

    return router


def _answer(answer: Answer[None], document: bytes, media: str) -> Response:
    headers = {"Converter-Decision": answer.decision.value, "Converter-Tables": answer.versions.tables}
    if media == XML:
        return Response(document, 200, headers, XML)
    return json_answer(M10ToEdAnswer.with_document(answer, document), headers)
