"""The service's log: one JSON object a line. Every line is a member of `Line`; its fields are those of `Fields`.

Nothing of a request is logged but its size: no body, no path or query, no header, nothing of the patient.
"""

import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from typing import TextIO, TypedDict, Unpack

Clock = Callable[[], datetime]
Level = int


class Line(Enum):
    """Every line that can be logged: level and text. The member's name is its stable event name."""

    STARTED = (logging.INFO, "The service is ready.")
    STOPPED = (logging.INFO, "The service has stopped.")
    ANSWERED = (logging.INFO, "A request was answered.")
    REFUSED = (logging.INFO, "A request was refused.")
    DEFECT = (logging.ERROR, "A defect of the converter: nothing was sent.")
    CLIENT_GONE = (logging.WARNING, "The client went away before the answer.")
    ANSWER_CUT = (logging.ERROR, "An answer broke off after it had begun.")
    PURGED = (logging.INFO, "What had lived out its time was removed from the exchange record.")
    PURGE_FAILED = (logging.ERROR, "The exchange record could not be purged.")
    SERVER_WARNING = (logging.WARNING, "The web server warns.")
    SERVER_ERROR = (logging.ERROR, "The web server has failed.")

    def __init__(self, level: Level, text: str) -> None:
        self.level = level
        self.text = text


class Fields(TypedDict, total=False):
    """What a line may hold.

    Attributes:
        request: id of the request, made by us.
        route: the route's own pattern; `other` where none fits.
        status: HTTP status.
        decision: of the conversion; of a list the worst.
        prescriptions: how many a list held.
        codes: codes of its findings.
        bytes: size of the request's body as far as it was read.
        ms: duration in milliseconds.
        software, tables, fest, demo: what answers.
        failure: of a defect: its path, or the kind of an exception and the line of code; never an exception's text.
        removed: how many prescriptions were removed.
        server: the web server's own constant words, without their arguments.
    """

    request: str
    route: str
    status: int
    decision: str
    prescriptions: int
    codes: list[str]
    bytes: int
    ms: float
    software: str
    tables: str
    fest: str
    demo: bool
    failure: str
    removed: int
    server: str


def now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


class Log:
    """Writes lines.

    Args:
        clock: says when.
        out: where to; None is standard error as it is at that moment.
    """

    def __init__(self, clock: Clock = now, out: TextIO | None = None) -> None:
        self._clock = clock
        self._out = out

    def write(self, line: Line, **fields: Unpack[Fields]) -> None:
        """Writes one line, in one call, so that processes that share the stream do not mix theirs."""
        head = {
            "time": self._clock().astimezone(UTC).isoformat(timespec="milliseconds"),
            "level": logging.getLevelName(line.level).lower(),
            "event": line.name.lower().replace("_", "-"),
            "text": line.text,
        }
        out = sys.stderr if self._out is None else self._out
        out.write(json.dumps(head | fields, ensure_ascii=False, separators=(",", ":")) + "\n")
        out.flush()


class ServerHandler(logging.Handler):
    """Turns the web server's warnings and errors into lines of ours.

    Only the constant part of a record is kept: its arguments and its traceback could quote a request.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Logs the record's template; records below warning are left out."""
        if record.levelno < logging.WARNING:
            return
        words = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        line = Line.SERVER_ERROR if record.levelno >= logging.ERROR else Line.SERVER_WARNING
        Log().write(line, server=words.partition("\n")[0])


SERVER_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"converter": {"class": "converter.service.log.ServerHandler"}},
    "loggers": {
        "uvicorn": {"handlers": ["converter"], "level": "WARNING", "propagate": False},
        "asyncio": {"handlers": ["converter"], "level": "WARNING", "propagate": False},
    },
}
"""For `logging.config`. The web server's access log would hold paths and queries: it is off."""
