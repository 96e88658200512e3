"""The outermost layer: an id for each request, the headers of every answer, one log line, and no failure gets out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from uuid import uuid4

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from converter.conversion.answer import Answer, Decision, where_failed
from converter.conversion.converter import Versions
from converter.model.finding import Severity
from converter.service.log import Fields, Line, Log
from converter.service.metrics import Metrics
from converter.service.problem import failed, problem

SCOPE_KEY = "converter.record"
OTHER_ROUTE = "other"
CLIENT_GONE = 499
NO_DECISION = "none"
"""The client went away before there was one."""
WORST = [Decision.CONVERTED.value, Decision.EXCLUDED.value, Decision.REJECTED.value, Decision.DEFECT.value]
"""Decisions from the best to the worst, in the order of the exit codes."""
HEADERS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
)


def new_request_id() -> str:
    """A random id; nothing that the caller sends is taken over."""
    return str(uuid4())


@dataclass(slots=True)
class Record:
    """What is known of a request when its line is logged.

    `converts` tells a call of a conversion, whatever came of it; `decisions` are those of a list, one a prescription;
    `dosages` what became of each dosage text that was read, by its code, never a word of one.
    """

    request: str
    route: str = OTHER_ROUTE
    status: int = CLIENT_GONE
    decision: str = ""
    decisions: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    bytes: int = 0
    started: bool = False
    failure: str = ""
    converts: bool = False
    dosages: list[str] = field(default_factory=list)

    def note_all(self, answers: Iterable[Answer[Any]]) -> None:
        """Takes decisions and codes over from a list of answers; the worst decision stands for the list."""
        for answer in answers:
            known = self.codes
            self.note(answer)
            self.codes = list(dict.fromkeys([*known, *self.codes]))
            self.decisions.append(answer.decision.value)
        self.decision = max(self.decisions, key=WORST.index, default="")

    def note(self, answer: Answer[Any]) -> None:
        """Takes decision and codes over from an answer."""
        self.decision = answer.decision.value
        self.codes = list(dict.fromkeys(f.code for f in answer.findings))
        self.failure = self.failure or next((f.path for f in answer.findings if f.severity is Severity.DEFECT), "")


def record_of(scope: Scope) -> Record:
    """The record of the request that this scope belongs to."""
    record: Record = scope[SCOPE_KEY]
    return record


class Edge:
    """ASGI middleware; the only place that answers when the code inside fails.

    Args:
        app: what is inside.
        log: takes one line a request.
        metrics: counts it.
        versions: for the answer to a failure; never raises.
        new_id: makes request ids.
    """

    def __init__(
        self, app: ASGIApp, log: Log, metrics: Metrics, versions: Callable[[], Versions], new_id: Callable[[], str]
    ) -> None:
        self._app = app
        self._log = log
        self._metrics = metrics
        self._versions = versions
        self._new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request through; lifespan events as they are."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        record = scope[SCOPE_KEY] = Record(self._new_id())
        without_body = scope["method"] == "HEAD"
        if without_body:  # RFC 9110, 9.3.2: as GET, without the body
            scope["method"] = "GET"

        async def counted() -> Message:
            message = await receive()
            record.bytes += len(message.get("body", b""))
            return message

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.started, record.status = True, message["status"]
                own = (*HEADERS, (b"x-request-id", record.request.encode("ascii")))
                message = {**message, "headers": [*message.get("headers", ()), *own]}
            elif without_body:
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app(scope, counted, completed)
            line = _line(record)
        except ClientDisconnect:
            line = Line.CLIENT_GONE
        except Exception as error:  # the boundary: an exception's text could quote the message, so it is not told
            record.failure = where_failed(error)
            line = Line.ANSWER_CUT if record.started else Line.DEFECT
            if not record.started:
                await self._fail(record, scope, counted, completed)
        # The route's own pattern, which the router leaves in the scope; never the path that was asked for.
        record.route = getattr(scope.get("route"), "path", OTHER_ROUTE)
        seconds = perf_counter() - began
        self._count(record, seconds)
        self._write(line, record, seconds)

    async def _fail(self, record: Record, scope: Scope, receive: Receive, send: Send) -> None:
        outcome = failed(self._versions())
        record.note(outcome)
        answer: Response = problem(outcome)
        await answer(scope, receive, send)

    def _count(self, record: Record, seconds: float) -> None:
        self._metrics.request(record.route, record.status, seconds, record.codes)
        self._metrics.dosages(record.dosages)
        if record.converts:
            self._metrics.conversion(tuple(record.decisions) or (record.decision or NO_DECISION,), record.bytes)

    def _write(self, line: Line, record: Record, seconds: float) -> None:
        fields: Fields = {
            "request": record.request,
            "route": record.route,
            "status": record.status,
            "decision": record.decision,
            "codes": record.codes,
            "bytes": record.bytes,
            "ms": round(seconds * 1000, 2),
        }
        if record.decisions:
            fields["prescriptions"] = len(record.decisions)
        if record.failure:
            fields["failure"] = record.failure
        self._log.write(line, **fields)


def _line(record: Record) -> Line:
    if record.decision == Decision.DEFECT:
        return Line.DEFECT
    return Line.REFUSED if record.decision in {Decision.EXCLUDED, Decision.REJECTED} else Line.ANSWERED
