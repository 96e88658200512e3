"""The route eP -> view: an EU prescription in Norwegian. It runs in threads: it reads what another country wrote."""

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.ep_to_view import EpToViewAnswer
from converter.conversion.ep_to_view.route import MAX_EP, ep_to_view
from converter.formats.file_kind import FileKind
from converter.service.edge import record_of
from converter.service.file_words import told as with_kind
from converter.service.negotiation import HTML, JSON, json_answer
from converter.service.openapi import HEADERS, TEXT, XML_BODY, body, content, parameters, refused
from converter.service.pages.document import document_headers, view_document
from converter.service.problem import problem
from converter.service.queries import EpToViewQuery
from converter.service.request import check_content, read_accept, read_body
from converter.service.serving import Serving

ROUTE = "/v1/ep-to-view"
DESCRIBED: dict[str, Any] = {
    "operation_id": "epToView",
    "summary": "EU eP in, Norwegian view out; nothing is recorded",
    "responses": {
        200: {
            "description": "What a pharmacist reads: JSON, or a page that stands alone.",
            "headers": HEADERS,
            "content": content(JSON, EpToViewAnswer) | {HTML: TEXT},
        },
        **refused(
            {
                400: "Not XML, not UTF-8, a DOCTYPE, or a query that is not understood.",
                406: "No format that Accept allows.",
                413: "Larger than 12 MB, or more than 50,000 elements.",
                415: "Not XML by its Content-Type, or compressed.",
                422: "It cannot be shown; every reason is given.",
                500: "A defect of the converter. Nothing was sent.",
            }
        ),
    },
    "openapi_extra": {
        **body("An ePrescription (CDA) of any country: level 3, level 1 with a PDF, or of the epSOS age.", XML_BODY),
        "parameters": parameters(EpToViewQuery),
    },
}


def routes(serving: Serving) -> APIRouter:
    """The route."""
    router = APIRouter()

    @router.post(ROUTE, response_model=None, **DESCRIBED)
    async def show(request: Request) -> Response:
        record_of(request.scope).converts = True
        query = serving.query(request, EpToViewQuery)
        media = read_accept(request, (JSON, HTML))
        check_content(request, MAX_EP)
        data = await read_body(request, MAX_EP)
        answer = await run_in_threadpool(ep_to_view, data, serving.converter, serving.at(query))
        record_of(request.scope).note(answer)
        view = answer.details
        if view is None:
            return problem(with_kind(answer, data, FileKind.EP))
        if media == HTML:
            page = view_document(answer, view, query.lang, serving.converter.tables)
            return Response(page.encode(), 200, document_headers(), f"{HTML}; charset=utf-8")
        return json_answer(EpToViewAnswer.with_view(answer, view))

    return router
