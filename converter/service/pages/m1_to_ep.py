"""The page of the way out: what becomes of an M1.

Where there is an exchange record the eP itself is not shown: what is read off a page has left, and a page records
nothing.
"""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.conversion.m1_to_ep.explain import DECISIONS, explain, fate_words, why_words
from converter.conversion.m1_to_ep.route import USUAL
from converter.formats.file_kind import FileKind
from converter.formats.xml import MAX_BYTES
from converter.model.zone import OSLO
from converter.record.sending import with_record
from converter.service.edge import record_of
from converter.service.file_words import other_file
from converter.service.pages.labels import LANGUAGES
from converter.service.pages.site import WAY_OUT, Site, asked_language, document_in, pretty
from converter.service.upload import read_form

SHIPPED_AT = datetime(2026, 11, 23, 12, tzinfo=OSLO)
"""When the shipped M1s convert, whatever the day is."""
READS = frozenset({FileKind.M1, FileKind.M9})


def routes(site: Site) -> APIRouter:
    """The page, and what it answers to a message."""
    router = site.router()
    serving = site.serving

    def shown(request: Request, explanations: tuple[Any, ...], other: str = "") -> Response:
        return site.shown(
            "m1_to_ep",
            request,
            explanations=explanations,
            other_file=other,
            kept=serving.record is not None,
            decisions=DECISIONS,
            pretty=pretty,
            fate=fate_words,
            why=why_words,
        )

    @router.get(WAY_OUT, response_model=None)
    async def start(request: Request) -> Response:
        return shown(request, ())

    @router.post(WAY_OUT, response_model=None)
    async def tried(request: Request) -> Response:
        record_of(request.scope).converts = True
        parts = await read_form(request, {"m1", "example"}, set(), MAX_BYTES + 100_000)
        at = SHIPPED_AT if "example" in parts else serving.clock()
        asked = with_record(USUAL, serving.record, at)
        message = document_in(parts, "m1")
        explanations = await run_in_threadpool(explain, message, serving.converter, at, asked)
        record_of(request.scope).note_all([explanation.answer for explanation in explanations])
        return shown(request, explanations, other_file(message, READS, LANGUAGES.index(asked_language(request))))

    return router
