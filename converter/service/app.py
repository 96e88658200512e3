"""The application: the converter and the clock are passed in, nothing is global."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from converter import __version__
from converter.conversion.converter import Converter, Versions
from converter.model.finding import Problem
from converter.record.errors import RecordError
from converter.record.record import ExchangeRecord
from converter.service import (
    dosage,
    ed_to_m10,
    ep_to_view,
    m1_to_ep,
    m10_to_ed,
    medicines,
    operations,
    prescriptions,
    receipts,
)
from converter.service.edge import Edge, new_request_id, record_of
from converter.service.example_calls import CALLS
from converter.service.log import Clock, Line, Log, now
from converter.service.metrics import Metrics
from converter.service.openapi import DESCRIPTION, TITLE, complete
from converter.service.pages.routes import page_routes
from converter.service.problem import NO_SUCH_METHOD, NOT_FOUND, problem, rejected
from converter.service.refusals import refusal
from converter.service.serving import Serving

PURGE_SECONDS = 3600
ROUTES = (m1_to_ep, prescriptions, ed_to_m10, receipts, ep_to_view, m10_to_ed, medicines, dosage, operations)
BY_STATUS = {NOT_FOUND: "not-found", NO_SUCH_METHOD: "method-not-allowed"}


def create_app(
    converter: Converter,
    clock: Clock = now,
    *,
    record: ExchangeRecord | None = None,
    allow_at: bool = False,
    log: Log | None = None,
    new_id: Callable[[], str] = new_request_id,
    metrics_folder: Path | None = None,
    pages: bool = True,
    ed_endpoint: str = "",
) -> FastAPI:
    """The service as an ASGI application.

    Args:
        converter: tables, rules, register and schemas.
        clock: says now, with time zone; the moment of conversion where the caller does not choose it.
        record: the exchange record; None keeps nothing.
        allow_at: whether callers may choose the moment (`at`).
        log: where lines go; None is standard error.
        new_id: makes request ids.
        metrics_folder: as for `Metrics`.
        pages: whether there are pages for people.
        ed_endpoint: where the pharmacist's page sends an eD; empty, and it does not.
    """
    lines = Log(clock) if log is None else log
    metrics = Metrics(converter, clock, metrics_folder)

    def versions() -> Versions:
        try:
            return converter.versions_of(converter.register.snapshot())
        except Exception:  # a register that fails is told as a defect, and that answer too has versions
            return converter.versions

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        answers = versions()
        lines.write(
            Line.STARTED,
            software=answers.build,
            tables=answers.tables,
            fest=answers.fest,
            demo=answers.fest_is_demo,
        )
        purging = None if record is None else asyncio.create_task(_purge(record, clock, lines))
        yield
        if purging is not None:
            purging.cancel()
        if record is not None:
            record.close()
        lines.write(Line.STOPPED)

    app = FastAPI(
        title=TITLE,
        description=DESCRIPTION,
        version=__version__,
        openapi_url="/openapi.json",
        docs_url=None,  # FastAPI's pages load their scripts from another host
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        middleware=[Middleware(Edge, log=lines, metrics=metrics, versions=versions, new_id=new_id)],
        # FastAPI's own telemetry would hand paths and exception texts to whatever exporter the process has.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    serving = Serving(converter, record, clock, metrics, allow_at, ed_endpoint)
    for room in ROUTES:
        app.include_router(room.routes(serving))
    if pages:
        app.include_router(page_routes(serving))
    complete(app, CALLS)

    @app.exception_handler(Problem)
    async def refused(request: Request, error: Problem) -> Response:
        return _refuse(request, error, {})

    @app.exception_handler(HTTPException)
    async def strayed(request: Request, error: HTTPException) -> Response:
        if error.status_code not in BY_STATUS:
            raise RuntimeError("an HTTP error of the framework that no route of ours raises") from None
        headers = dict(error.headers or {})
        if headers.get("Allow") == "GET":
            headers["Allow"] = "GET, HEAD"  # the edge turns HEAD into GET
        return _refuse(request, Problem([refusal(BY_STATUS[error.status_code])]), headers)

    @app.exception_handler(RequestValidationError)
    async def misread(request: Request, _: Exception) -> Response:
        return _refuse(request, Problem([refusal("query-invalid")]), {})

    def _refuse(request: Request, error: Problem, headers: dict[str, str]) -> Response:
        outcome = rejected(error.findings, versions())
        record_of(request.scope).note(outcome)
        answer = problem(outcome)
        answer.headers.update(headers)
        return answer

    return app


async def _purge(record: ExchangeRecord, clock: Clock, lines: Log) -> None:
    """Removes what has lived out its time: at the start, and every hour."""
    while True:
        try:
            removed = await asyncio.to_thread(record.purge, clock())
            lines.write(Line.PURGED, removed=removed)
        except RecordError:
            lines.write(Line.PURGE_FAILED)
        await asyncio.sleep(PURGE_SECONDS)
