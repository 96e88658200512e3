"""What the service's tests share: one converter, a fixed clock, and a way to ask without a network."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from converter.conversion.converter import Converter
from converter.examples import example
from converter.service.app import create_app
from converter.service.log import Log
from tests.builders.loaded import loaded

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
XML, JSON, PROBLEM = "application/xml", "application/json", "application/problem+json"
M1 = "/v1/m1-to-ep"


@dataclass
class Service:
    """An application with its log, asked in process."""

    app: FastAPI
    lines: StringIO = field(default_factory=StringIO)

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes | Iterable[bytes] | None = None,
        headers: dict[str, str] | list[tuple[str, str]] | None = None,
    ) -> httpx.Response:
        """One request and its answer; an iterable body is sent in chunks, without a length."""
        content = body if body is None or isinstance(body, bytes) else _chunks(body)

        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
                return await client.request(method, path, content=content, headers=headers)

        return asyncio.run(call())

    def convert(self, body: bytes | Iterable[bytes], query: str = "", **headers: str) -> httpx.Response:
        """Posts a message; `headers` are written with underscores."""
        given = {"Content-Type": XML, "Accept": XML} | {k.replace("_", "-"): v for k, v in headers.items()}
        return self.ask("POST", M1 + (f"?{query}" if query else ""), body=body, headers=given)

    def logged(self) -> list[dict[str, Any]]:
        """The lines logged so far."""
        return [json.loads(line) for line in self.lines.getvalue().splitlines()]


async def _chunks(parts: Iterable[bytes]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


@pytest.fixture(scope="session")
def converter() -> Converter:
    """The tables and the demo register that ship."""
    return loaded()


@pytest.fixture(scope="session")
def make_service(converter: Converter) -> Callable[..., Service]:
    """Makes a service; keywords are those of `create_app`, `converter` included."""

    def make(**options: Any) -> Service:
        lines = StringIO()
        usual: dict[str, Any] = {"converter": converter, "clock": lambda: NOW, "log": Log(lambda: NOW, lines)}
        return Service(create_app(**(usual | options)), lines)

    return make


@pytest.fixture
def service(make_service: Callable[..., Service]) -> Service:
    """A service as in production: callers do not choose the clock."""
    return make_service()


@pytest.fixture
def tablets() -> bytes:
    """The message that converts."""
    return example("m1-tablets")
