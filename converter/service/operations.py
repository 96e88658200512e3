"""The routes for an operator: whether the service lives, with what it answers, and what it has counted."""

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.operations import LiveAnswer, ReadyAnswer
from converter.answers.shape import Shape
from converter.service.health import ready
from converter.service.metrics import FORMAT
from converter.service.negotiation import JSON, json_answer
from converter.service.openapi import HEADERS, content, refused
from converter.service.problem import DEFECT, UNAVAILABLE
from converter.service.serving import Serving

LIVE_ROUTE, READY_ROUTE, METRICS_ROUTE = "/health/live", "/health/ready", "/metrics"
OK = 200


class MetricsResponse(Response):
    """So that FastAPI does not add JSON to the answers."""

    media_type = FORMAT


def _told(media: str, meanings: dict[int, str], *models: type[Shape]) -> dict[int, dict[str, Any]]:
    return {
        status: {"description": meaning, "headers": HEADERS, "content": content(media, *models)}
        for status, meaning in meanings.items()
    }


FAILED = refused({DEFECT: "A defect of the converter."})
LIVE: dict[str, Any] = {
    "operation_id": "live",
    "summary": "Whether the service lives",
    "responses": _told(JSON, {OK: "The service lives."}, LiveAnswer),
}
READY: dict[str, Any] = {
    "operation_id": "ready",
    "summary": "Whether the service answers; with what, and what an operator should know",
    "responses": _told(
        JSON,
        {OK: "The service answers.", UNAVAILABLE: "The exchange record does not answer."},
        ReadyAnswer,
    )
    | FAILED,
}
METRICS: dict[str, Any] = {
    "operation_id": "metrics",
    "summary": "What was counted, and what answers, for Prometheus",
    "responses": _told(FORMAT, {OK: "Prometheus' text format."}) | FAILED,
    "response_class": MetricsResponse,
}


def routes(serving: Serving) -> APIRouter:
    """Health and metrics. Their query is not looked at: a probe must not fail for one."""
    router = APIRouter()

    @router.get(LIVE_ROUTE, response_model=None, **LIVE)
    async def live(_: Request) -> Response:
        return json_answer(LiveAnswer(status="live"))

    @router.get(READY_ROUTE, response_model=None, **READY)
    async def readiness(_: Request) -> Response:
        state = await run_in_threadpool(ready, serving.converter, serving.record, serving.clock(), serving.allow_at)
        return json_answer(state, status=UNAVAILABLE if state.status == "unready" else OK)

    @router.get(METRICS_ROUTE, response_model=None, **METRICS)
    async def measures(_: Request) -> Response:
        return MetricsResponse(serving.metrics.text())

    return router
