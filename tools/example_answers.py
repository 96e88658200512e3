"""Makes the examples of OpenAPI by really calling the service: `python -m tools.regenerate`."""

import asyncio
import json
from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any, cast

from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from starlette.types import Message, Scope

from converter.conversion.converter import Converter, load_converter
from converter.dosage.vocabulary import Vocabulary
from converter.enrichment.medicines import MedicinesRegister
from converter.record.keys import read_keys
from converter.record.record import ExchangeRecord
from converter.record.rows import Rows
from converter.record.schema import upgrade
from converter.service.app import create_app
from converter.service.call import SUFFIXES, Call
from converter.service.example_calls import CALLS
from converter.service.log import Log
from converter.settings import Settings, read_settings
from converter.terminology.policy import Policy

FOLDER = Path(__file__).parents[1] / "converter" / "service" / "examples"
AT = datetime(2026, 11, 23, 11, tzinfo=UTC)
EXAMPLE_KEY = b64encode(bytes(32)).decode()  # of a record that lives as long as one call
NO_TABLES = sha256(b"").hexdigest()
"""In place of the tables' real fingerprint: else each change of any table, as each commit, would make all stale."""


class Broken:
    """Fails whatever is asked of it: to show a defect. The answer names this line, so that it stays the same."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError


@dataclass(frozen=True, slots=True)
class Got:
    """What the service answered: HTTP status, Content-Type and body."""

    status: int
    media: str
    content: bytes


def answers(converter: Converter) -> dict[str, bytes]:
    """The content of each example file, by its name; made anew.

    Raises:
        AssertionError: a call got another status or media type than it is there to show.
    """
    return {call.file: _shown(call, ask(converter, call)) for call in CALLS}


def ask(converter: Converter, call: Call) -> Got:
    """The answer to a call, after those that go before it, on a service of its own."""
    # A new service each time: else the metrics would show how long the calls before took.
    given = replace(converter, versions=replace(converter.versions, tables=NO_TABLES, commit=""))
    if call.broken:
        given = replace(
            given,
            register=cast(MedicinesRegister, Broken()),
            vocabulary=cast(Vocabulary, Broken()),
            policy=cast(Policy, Broken()),
        )
    record = _record(call)
    service = create_app(given, lambda: AT, record=record, log=Log(out=StringIO()))

    async def asked() -> Got:
        for before in call.before:
            await _answer(service, before)
        return await _answer(service, call)

    try:
        return asyncio.run(asked())
    finally:
        if record is not None:
            record.close()


def _kept() -> ExchangeRecord:
    """A new record in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    upgrade(engine)
    return ExchangeRecord(engine, Rows(read_keys(EXAMPLE_KEY), days=1))


def _silent() -> ExchangeRecord:
    """A record whose database is not there."""
    engine = create_engine("sqlite:////nonexistent/record.db")
    return ExchangeRecord(engine, Rows(read_keys(EXAMPLE_KEY), days=1))


def _record(call: Call) -> ExchangeRecord | None:
    if call.record == "off":
        return None
    return _kept() if call.record == "kept" else _silent()


async def _answer(app: FastAPI, call: Call) -> Got:
    sent: list[Message] = []
    body = call.content()
    headers = {"host": "localhost", "accept": call.accept}
    if call.body is not None:
        headers |= {"content-type": call.content_type, "content-length": str(len(body))}
    if call.encoding:
        headers["content-encoding"] = call.encoding
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": call.method,
        "scheme": "http",
        "path": call.route,
        "raw_path": call.route.encode(),
        "query_string": call.query.encode(),
        "root_path": "",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    media = dict(sent[0]["headers"])[b"content-type"].decode()
    return Got(sent[0]["status"], media, b"".join(m.get("body", b"") for m in sent[1:]))


def _shown(call: Call, got: Got) -> bytes:
    assert got.status == call.status, call.name
    assert got.media in {call.media, f"{call.media}; charset=utf-8"}, call.name
    if call.media in SUFFIXES:
        return got.content
    return json.dumps(json.loads(got.content), ensure_ascii=False, indent=2).encode() + b"\n"


def main(settings: Settings | None = None) -> None:
    """Writes every file anew, from the tables and the demo register that ship."""
    converter = load_converter(settings or read_settings({}))
    FOLDER.mkdir(exist_ok=True)
    for name, content in answers(converter).items():
        (FOLDER / name).write_bytes(content)
