"""The routes. A conversion runs in the event loop itself: a thread pool costs more than it gives (a process a core)."""

import json
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.conversion.answer import Answer, Held
from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep.route import Asked
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.conversion.report import list_values, report
from converter.record.record import ExchangeRecord
from converter.record.sending import send_each
from converter.service.edge import record_of
from converter.service.example_calls import LIVE_ROUTE, M1_ROUTE, METRICS_ROUTE, READY_ROUTE
from converter.service.health import ready
from converter.service.log import Clock
from converter.service.metrics import FORMAT, Metrics
from converter.service.negotiation import JSON, OFFERED, XML
from converter.service.openapi import CONVERSION, LIVE, METRICS, READY
from converter.service.problem import UNAVAILABLE, problem
from converter.service.request import check_content, read_accept, read_body, read_query

STATUS_LIST = "7408"
OK = 200


def routes(
    converter: Converter, record: ExchangeRecord | None, clock: Clock, metrics: Metrics, allow_at: bool
) -> APIRouter:
    """Conversion, health and metrics, for one converter; what leaves is kept where there is a record."""
    router = APIRouter()
    statuses = converter.tables.code_list(STATUS_LIST)

    @router.post(M1_ROUTE, response_model=None, **CONVERSION)
    async def convert(request: Request) -> Response:
        record_of(request.scope).converts = True
        query = read_query(request.query_params.multi_items(), statuses, allow_at)
        media = read_accept(request, (JSON,) if query.full else OFFERED)
        check_content(request)
        data = await read_body(request)
        at = query.at or clock()
        asked = Asked(query.caller, provenance=query.full)
        if record is None:
            answers = send_each(data, converter, None, at, asked)
        else:
            answers = await run_in_threadpool(send_each, data, converter, record, at, asked)
        if answers.held is not Held.UNREAD and (query.every or answers.held is Held.LIST):
            read_accept(request, (JSON,))
            record_of(request.scope).note_all(answers)
            return _json(list_values(answers), {"Converter-Tables": answers.versions.tables})
        answer = answers.answers[0]
        record_of(request.scope).note(answer)
        return _answer(answer, media)

    @router.get(LIVE_ROUTE, response_model=None, **LIVE)
    async def live() -> Response:
        return _json({"status": "live"})

    @router.get(READY_ROUTE, response_model=None, **READY)
    async def readiness() -> Response:
        state = await run_in_threadpool(ready, converter, record, clock(), allow_at)
        return _json(state, status=UNAVAILABLE if state["status"] == "unready" else OK)

    @router.get(METRICS_ROUTE, response_model=None, **METRICS)
    async def measures() -> Response:
        return Response(metrics.text(), 200, None, FORMAT)

    return router


def _answer(answer: Answer[Prescribed], media: str) -> Response:
    if answer.document is None:
        return problem(answer)
    headers = {"Converter-Decision": answer.decision.value, "Converter-Tables": answer.versions.tables}
    if media == XML:
        return Response(answer.document, 200, headers, XML)
    return _json({**report(answer), "document": answer.document.decode("utf-8")}, headers)


def _json(values: dict[str, Any], headers: dict[str, str] | None = None, status: int = OK) -> Response:
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(body, status, headers, JSON)
