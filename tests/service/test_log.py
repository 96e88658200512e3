"""The log: known lines with known fields only, and nothing of the web server's own."""

import asyncio
import json
import logging
import logging.config

import pytest

from converter.service.log import SERVER_LOGGING, Fields, Line, Log, ServerHandler

HEAD = {"time", "level", "event", "text"}
ALLOWED = HEAD | Fields.__annotations__.keys()


def test_one_line_a_request(service, tablets):
    service.convert(tablets, "access=open")
    (line,) = service.logged()
    assert line == line | {
        "time": "2026-11-23T11:00:00.000+00:00",
        "level": "info",
        "event": "answered",
        "route": "/v1/m1-to-ep",
        "status": 200,
        "decision": "converted",
        "codes": ["identifiers-pending"],
        "bytes": len(tablets),
    }
    assert line["ms"] > 0


@pytest.mark.parametrize(
    ("method", "path", "event", "route", "status", "codes"),
    [
        ("GET", "/health/live", "answered", "/health/live", 200, []),
        ("GET", "/nowhere/else", "refused", "other", 404, ["not-found"]),
        ("GET", "/v1/m1-to-ep", "refused", "/v1/m1-to-ep", 405, ["method-not-allowed"]),
        ("POST", "/v1/m1-to-ep?x=1", "refused", "/v1/m1-to-ep", 400, ["query-unknown"]),
    ],
)
def test_lines(service, method, path, event, route, status, codes):
    service.ask(method, path)
    (line,) = service.logged()
    assert (line["event"], line["route"], line["status"], line["codes"]) == (event, route, status, codes)
    assert line.keys() <= ALLOWED


def test_start_and_stop_are_logged(service, converter):
    async def live():
        async with service.app.router.lifespan_context(service.app):
            pass

    asyncio.run(live())
    started, stopped = service.logged()
    assert (started["event"], stopped["event"]) == ("started", "stopped")
    assert started["tables"] == converter.versions.tables


def test_every_line_has_level_and_text():
    assert all(line.level >= logging.INFO and line.text.endswith(".") for line in Line)
    assert len({line.text for line in Line}) == len(Line)


def test_goes_to_standard_error(capsys):
    Log().write(Line.STOPPED)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert json.loads(captured.err)["event"] == "stopped"


def test_the_web_server_says_only_its_constant_words(capsys):
    logger = logging.Logger("uvicorn.error")
    logger.addHandler(ServerHandler())
    logger.info("Started server process [%d]", 1)
    logger.warning("Invalid HTTP request received: %s", "Hemmelig")
    try:
        raise ValueError("Hemmelig")
    except ValueError as error:
        logger.error("Exception in ASGI application\n", exc_info=error)
        logger.error(error)
    captured = capsys.readouterr()
    lines = [json.loads(line) for line in captured.err.splitlines()]
    assert [line["event"] for line in lines] == ["server-warning", "server-error", "server-error"]
    assert [line["server"] for line in lines][1:] == ["Exception in ASGI application", "ValueError"]
    assert "Hemmelig" not in captured.err + captured.out


def test_the_web_server_s_logging_can_be_configured():
    before = logging.getLogger("uvicorn").handlers[:]
    try:
        logging.config.dictConfig(SERVER_LOGGING)
        assert isinstance(logging.getLogger("uvicorn").handlers[-1], ServerHandler)
    finally:
        for name in ("uvicorn", "asyncio"):
            logger = logging.getLogger(name)
            logger.handlers = before if name == "uvicorn" else []
            logger.propagate = True
