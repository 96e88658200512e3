"""The service on an address of this machine, and the browser that looks at it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import uvicorn

from converter.service.app import create_app
from converter.service.log import Log
from tests.builders.loaded import loaded

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
"""When the shipped examples are valid."""
CHROMIUM = Path("/usr/bin/chromium")
"""Debian's package."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def served(at: datetime = NOW, ed_endpoint: str = "") -> Iterator[str]:
    """The service with the demo register, at a moment of one's own; its address."""
    app = create_app(loaded(), lambda: at, log=Log(out=StringIO()), ed_endpoint=ed_endpoint)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="on"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"  # it listens already: a request waits for the start
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
