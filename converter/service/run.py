"""Runs the service: loads everything, and only then listens."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from converter.conversion.converter import load_converter
from converter.record.opening import open_record
from converter.record.schema import upgrade_at
from converter.service.app import create_app
from converter.service.listener import bind_for
from converter.service.log import SERVER_LOGGING
from converter.settings import Settings

GRACE_SECONDS = 10
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The library reads it when it is first imported: https://prometheus.github.io/client_python/multiprocess/"""
MEMORY = Path("/dev/shm")  # noqa: S108  # the folder made in it is this user's alone
"""Files in memory, writable also where no disk is."""


def build(settings: Settings, metrics_folder: Path | None = None) -> FastAPI:
    """The application of one process. Raises as `load_converter` and `open_record`."""
    return create_app(
        load_converter(settings),
        record=open_record(settings),
        allow_at=settings.allow_at,
        metrics_folder=metrics_folder,
        pages=settings.pages,
        ed_endpoint=settings.ed_endpoint,
    )


@contextmanager
def shared_metrics() -> Iterator[Path]:
    """A new folder in which workers that are started meanwhile keep what they count; gone at the end.

    Raises:
        OSError: there is nowhere to write.
    """
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    before = os.environ.get(SHARED_FOLDER)
    with TemporaryDirectory(prefix="converter-metrics-", dir=place, ignore_cleanup_errors=True) as folder:
        os.environ[SHARED_FOLDER] = folder
        try:
            yield Path(folder)
        finally:
            if before is None:
                del os.environ[SHARED_FOLDER]
            else:
                os.environ[SHARED_FOLDER] = before


def run(host: str, port: int, workers: int, settings: Settings) -> None:
    """Serves until told to stop (SIGINT, SIGTERM).

    Args:
        host, port: where to listen.
        workers: number of processes; each holds tables and register of its own.
        settings: what to load.

    Raises:
        TableProblems, RegisterError, RecordError, FestError, SettingError, OSError: as `build`; or the address
            cannot be had, or workers have nowhere to write what they count (OSError). In each case nothing has
            listened.
    """
    if settings.record_key:
        upgrade_at(settings.record)
    app = build(settings)  # with several workers too: what is broken is told once, before any of them starts
    with (
        bind_for(workers, host, port) as listener,
        suppress(KeyboardInterrupt),
    ):  # uvicorn raises it once it has stopped
        if workers == 1:
            uvicorn.Server(_config(app)).run(sockets=[listener])
            return
        with shared_metrics() as folder:
            # A worker is a new interpreter and makes its own application from the settings, which can be pickled.
            config = _config(partial(build, settings, folder), workers)
            Multiprocess(config, sockets=[listener]).run()


def _config(app: FastAPI | Callable[[], FastAPI], workers: int = 1) -> uvicorn.Config:
    return uvicorn.Config(
        app=app,
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
