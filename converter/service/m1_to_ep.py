"""The route M1 -> eP.

It runs in the event loop itself, a thread pool costs more than it gives (a process a core); but for a record it waits.
"""

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.m1_to_ep import M1ToEpAnswer, M1ToEpList
from converter.conversion.answer import Answer, Held
from converter.conversion.converter import ASKED_AS, CDA_L3
from converter.conversion.converter import PDF as PAGE
from converter.conversion.m1_to_ep.route import Asked, each_m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.formats.file_kind import FileKind
from converter.model.finding import Problem
from converter.record.sending import recorded, with_record
from converter.service.edge import record_of
from converter.service.file_words import told as with_kind
from converter.service.negotiation import JSON, OFFERED, PDF, XML, json_answer
from converter.service.openapi import BINARY, CONVERTED_HEADERS, XML_BODY, body, content, parameters, refused
from converter.service.problem import problem
from converter.service.queries import M1ToEpQuery, m1_to_ep_query
from converter.service.refusals import refusal
from converter.service.request import check_content, read_accept, read_body
from converter.service.serving import Serving

ROUTE = "/v1/m1-to-ep"
STATUS_LIST = "7408"
DESCRIBED: dict[str, Any] = {
    "operation_id": "m1ToEp",
    "summary": "M1 in, eP out",
    "responses": {
        200: {
            "description": "Converted; or, for a list, what became of each prescription.",
            "headers": CONVERTED_HEADERS,
            "content": content(XML) | {PDF: BINARY} | content(JSON, M1ToEpAnswer, M1ToEpList),
        },
        **refused(
            {
                400: "Not XML, not UTF-8, a DOCTYPE, a comment inside a value, or a query that is not understood.",
                406: "No format that Accept allows.",
                409: "Another prescription of the same ReseptId was sent before. Nothing was sent.",
                413: "Larger than 1 MB, or more than 50,000 elements.",
                415: "Not XML by its Content-Type, or compressed.",
                422: "The prescription may not leave Norway (excluded) or cannot be converted (rejected); every reason"
                " is given.",
                500: "A defect of the converter. Nothing was sent.",
                503: "The exchange record does not answer, or a dispensation came meanwhile. Nothing was sent.",
            }
        ),
    },
}
OFFERED_AS: dict[str | None, tuple[str, ...]] = {
    None: (*OFFERED, PDF),
    "l3": OFFERED,
    "l1": OFFERED,
    "pdf": (PDF,),
}
"""The media types that an answer can have, by the format that is asked for; JSON has no room for a PDF."""
BODY = body(
    "An M1 in its MsgHead, an M9.4 with one attached, an M9.6, or an M1List of whole M1 messages; as signed, at most"
    " 1 MB, UTF-8.",
    XML_BODY,
)


def routes(serving: Serving) -> APIRouter:
    """The route; what leaves is kept where there is a record."""
    router = APIRouter()
    asking = m1_to_ep_query(serving.converter.tables.code_list(STATUS_LIST))
    extra = {**BODY, "parameters": parameters(asking)}

    @router.post(ROUTE, response_model=None, **DESCRIBED, openapi_extra=extra)
    async def convert(request: Request) -> Response:
        record_of(request.scope).converts = True
        query = serving.query(request, asking)
        form, media = _asked_for(request, query)
        check_content(request)
        data = await read_body(request)
        at, asked = serving.at(query), Asked(query.caller, provenance=query.full, format=form)
        if serving.record is None and form == CDA_L3:
            answers = each_m1_to_ep(data, serving.converter, at, asked)
        else:  # the record is asked meanwhile, or a page is set
            asked = with_record(asked, serving.record, at)
            answers = await run_in_threadpool(each_m1_to_ep, data, serving.converter, at, asked)
        listed = answers.held is not Held.UNREAD and (query.every or answers.held is Held.LIST)
        if listed:
            if form == PAGE:
                raise Problem([refusal("pdf-of-several", "?format")])
            read_accept(request, (JSON,))  # before anything is recorded: what is not taken has not left
        if serving.record is not None:
            answers = await run_in_threadpool(recorded, answers, serving.record, at)
        if listed and answers.held is not Held.UNREAD:
            record_of(request.scope).note_all(answers.answers)
            return json_answer(M1ToEpList.of(answers), {"Converter-Tables": answers.versions.tables})
        answer = answers.answers[0]
        record_of(request.scope).note(answer)
        return _answer(with_kind(answer, data, FileKind.M1), media)

    return router


def _asked_for(request: Request, query: M1ToEpQuery) -> tuple[str, str]:
    """The format of the document, and the media type of the answer.

    Raises:
        Problem: `not-acceptable`, or `report-of-l3-only`.
    """
    if query.full:
        media, form = read_accept(request, (JSON,)), query.format or "l3"
        if form != "l3":
            raise Problem([refusal("report-of-l3-only", "?report")])
        return ASKED_AS[form], media
    media = read_accept(request, OFFERED_AS[query.format])
    return ASKED_AS[query.format or ("pdf" if media == PDF else "l3")], media


def _answer(answer: Answer[Prescribed], media: str) -> Response:
    if answer.document is None:
        return problem(answer)
    headers = {"Converter-Decision": answer.decision.value, "Converter-Tables": answer.versions.tables}
    if media != JSON:
        return Response(answer.document, 200, headers, media)
    return json_answer(M1ToEpAnswer.with_document(answer, answer.document), headers)
