"""The routes of what Reseptformidleren answers an M10: its AppRec comes in, and what is open or refused is listed.

They run in threads: they wait for a database.
"""

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.receipt import STATES, ReceiptAnswer, ReportsAnswer
from converter.conversion.ed_to_m10.apprec import judge, remarks_of
from converter.model.finding import Problem, finding
from converter.record.record import ExchangeRecord
from converter.service.negotiation import JSON, json_answer
from converter.service.openapi import HEADERS, XML_BODY, body, content, parameters, refused
from converter.service.queries import Query, ReceiptsQuery
from converter.service.request import check_content, read_accept, read_body
from converter.service.serving import Serving

RECEIPT_ROUTE, RECEIPTS_ROUTE = "/v1/dispensations/receipt", "/v1/dispensations/receipts"
MOST = 1000
SILENT = "The exchange record does not answer, or there is none. Nothing was recorded."
RECEIPT: dict[str, Any] = {
    "operation_id": "receipt",
    "summary": "What Reseptformidleren answered an M10 (AppRec): recorded, and what is to be done",
    "responses": {
        200: {
            "description": "The M10 as it is now, also of a receipt that came before.",
            "headers": HEADERS,
            "content": content(JSON, ReceiptAnswer),
        },
        **refused(
            {
                400: "Not XML, not UTF-8, a DOCTYPE, or a query.",
                406: "No format that Accept allows.",
                413: "Larger than 1 MB, or more than 50,000 elements.",
                415: "Not XML by its Content-Type, or compressed.",
                422: "No AppRec, or one of no M10 that was handed out here.",
                500: "A defect of the converter. Nothing was recorded.",
                503: SILENT,
            }
        ),
    },
    "openapi_extra": body("The AppRec (1.0 or 1.1) as Reseptformidleren answered it.", XML_BODY),
}
RECEIPTS: dict[str, Any] = {
    "operation_id": "receipts",
    "summary": "The M10s that wait for an answer, or were refused; nothing of patients",
    "responses": {
        200: {
            "description": f"The oldest first, at most {MOST}.",
            "headers": HEADERS,
            "content": content(JSON, ReportsAnswer),
        },
        **refused(
            {
                400: "A query that is not understood.",
                406: "No format that Accept allows.",
                500: "A defect of the converter.",
                503: SILENT,
            }
        ),
    },
    "openapi_extra": {"parameters": parameters(ReceiptsQuery)},
}


def routes(serving: Serving) -> APIRouter:
    """The routes."""
    router = APIRouter()
    policy = serving.converter.policy

    @router.post(RECEIPT_ROUTE, response_model=None, **RECEIPT)
    async def receipt(request: Request) -> Response:
        serving.query(request, Query)
        read_accept(request, (JSON,))
        check_content(request)
        data = await read_body(request)
        return json_answer(await run_in_threadpool(noted, data))

    def noted(data: bytes) -> ReceiptAnswer:
        rows = policy.receipts
        judged = judge(data, rows)
        found = kept().note_receipt(judged, serving.clock())
        if found is None:
            raise Problem([finding("receipt-of-unknown", "/AppRec/OriginalMsgId/Id")])
        return ReceiptAnswer.of(judged, found, remarks_of(judged, found), rows)

    @router.get(RECEIPTS_ROUTE, response_model=None, **RECEIPTS)
    async def receipts(request: Request) -> Response:
        query = serving.query(request, ReceiptsQuery)
        read_accept(request, (JSON,))
        found = await run_in_threadpool(kept().reports, STATES[query.state], MOST + 1)
        return json_answer(ReportsAnswer.of(found, MOST, policy.receipts))

    def kept() -> ExchangeRecord:
        if serving.record is None:
            raise Problem([finding("record-not-configured")])
        return serving.record

    return router
