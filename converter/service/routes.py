"""The routes. A conversion runs in the event loop itself: a thread pool costs more than it gives (a process a core)."""

from datetime import datetime

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.m1_to_ep import M1ToEpAnswer, M1ToEpList
from converter.answers.operations import LiveAnswer
from converter.conversion.answer import Outcome, Outcomes
from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep.route import convert_message
from converter.record.record import ExchangeRecord
from converter.service.edge import record_of
from converter.service.example_calls import LIVE_ROUTE, M1_ROUTE, METRICS_ROUTE, READY_ROUTE
from converter.service.health import ready
from converter.service.log import Clock
from converter.service.metrics import FORMAT, Metrics
from converter.service.negotiation import JSON, OFFERED, XML, json_answer
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
        outcome = convert_message(data, converter, at, query.caller, every=query.every, full=query.full)
        if record is not None:
            await run_in_threadpool(_keep, record, outcome, at)
        if isinstance(outcome, Outcomes):
            read_accept(request, (JSON,))
            record_of(request.scope).note_all(outcome)
            return json_answer(M1ToEpList.of(outcome), {"Converter-Tables": outcome.versions.tables})
        record_of(request.scope).note(outcome)
        return _answer(outcome, media)

    @router.get(LIVE_ROUTE, response_model=None, **LIVE)
    async def live() -> Response:
        return json_answer(LiveAnswer(status="live"))

    @router.get(READY_ROUTE, response_model=None, **READY)
    async def readiness() -> Response:
        state = await run_in_threadpool(ready, converter, record, clock(), allow_at)
        return json_answer(state, status=UNAVAILABLE if state.status == "unready" else OK)

    @router.get(METRICS_ROUTE, response_model=None, **METRICS)
    async def measures() -> Response:
        return Response(metrics.text(), 200, None, FORMAT)

    return router


def _answer(outcome: Outcome, media: str) -> Response:
    if outcome.document is None:
        return problem(outcome)
    headers = {"Converter-Decision": outcome.decision.value, "Converter-Tables": outcome.versions.tables}
    if media == XML:
        return Response(outcome.document, 200, headers, XML)
    return json_answer(M1ToEpAnswer.with_document(outcome, outcome.document), headers)


def _keep(record: ExchangeRecord, outcome: Outcome | Outcomes, at: datetime) -> None:
    """Keeps each eP that is about to leave.

    Raises:
        Problem: `record-unavailable`: none of them leaves then.
    """
    for one in outcome.outcomes if isinstance(outcome, Outcomes) else (outcome,):
        record.note_sent(one, at)
