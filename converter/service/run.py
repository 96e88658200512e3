"""Runs the service: loads everything, and only then listens."""

from functools import partial

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from converter.conversion.converter import load_converter
from converter.service.app import create_app
from converter.service.listener import bind_for
from converter.service.log import SERVER_LOGGING
from converter.settings import Settings

GRACE_SECONDS = 10


def build(settings: Settings) -> FastAPI:
    """The application of one process. Raises as `load_converter`."""
    return create_app(load_converter(settings), allow_at=settings.allow_at)


def run(host: str, port: int, workers: int, settings: Settings) -> None:
    """Serves until told to stop (SIGINT, SIGTERM).

    Args:
        host, port: where to listen.
        workers: number of processes; each holds tables and register of its own.
        settings: what to load.

    Raises:
        TableProblems, RegisterError, FestError, OSError, lxml.etree.LxmlError: as `load_converter`; or the address
            cannot be had (OSError). In each case nothing has listened.
    """
    app = build(settings)  # with several workers too: what is broken is told once, before any of them starts
    config = uvicorn.Config(
        # A worker is a new interpreter and makes its own application from the settings, which can be pickled.
        app=app if workers == 1 else partial(build, settings),
        factory=workers > 1,
        workers=workers,
        http="h11",
        ws="none",
        log_config=SERVER_LOGGING,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    with bind_for(workers, host, port) as listener:
        try:
            if workers == 1:
                uvicorn.Server(config).run(sockets=[listener])
            else:
                Multiprocess(config, sockets=[listener]).run()
        except KeyboardInterrupt:
            pass  # uvicorn raises the signal again once it has stopped
