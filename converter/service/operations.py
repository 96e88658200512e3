"""The routes for an operator: whether the service lives, with what it answers, and what it has counted."""

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from converter.answers.operations import LiveAnswer, ReadyAnswer
from converter.answers.shape import Shape
from converter.service.call import TEXT
from converter.service.health import ready
from converter.service.metrics import FORMAT
from converter.service.negotiation import JSON, json_answer
from converter.service.openapi import HEADERS, content
from converter.service.problem import UNAVAILABLE
from converter.service.serving import Serving

LIVE_ROUTE, READY_ROUTE, METRICS_ROUTE = "/health/live", "/health/ready", "/metrics"
OK = 200


def _described(operation: str, media: str, meanings: dict[int, str], *models: type[Shape]) -> dict[str, Any]:
    return {
        "operation_id": operation,
        "summary": meanings[OK],
        "responses": {
            status: {"description": meaning, "headers": HEADERS, "content": content(media, *models)}
            for status, meaning in meanings.items()
        },
    }


LIVE = _described("live", JSON, {OK: "The service lives."}, LiveAnswer)
READY = _described(
    "ready",
    JSON,
    {
        OK: "The service answers; with what, and what an operator should know.",
        UNAVAILABLE: "The exchange record does not answer.",
    },
    ReadyAnswer,
)
METRICS: dict[str, Any] = {
    **_described("metrics", TEXT, {OK: "What was counted, and what answers, for Prometheus."}),
    "response_class": PlainTextResponse,  # else FastAPI adds JSON to the answers
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
        return Response(serving.metrics.text(), OK, None, FORMAT)

    return router
