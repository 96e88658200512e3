"""The page of a dosage text: what is read of it, or why nothing is. It keeps nothing; the text comes in a form alone.

Someone may write a patient into it: it stands in no address, no title and no line of the log.
"""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.dosage import DosageReading
from converter.service.dosage import MAX_TEXT, text_in
from converter.service.edge import record_of
from converter.service.pages.site import DOSAGE, Site
from converter.service.upload import read_form

EXAMPLES = (
    "1 tablett 3 ganger daglig i 7 dager",
    "1 tablett om morgenen og 2 tabletter om kvelden",
    "1-2 tabletter inntil 3 ganger daglig ved smerter. Maks 6 tabletter per døgn",
    "1 dråpe i hvert øye morgen og kveld",
    "Som avtalt med lege",
    "1 tablett daglig mandag",
    "1 tabelt morgen",
)
"""Texts to choose: understood in and without structure, one that points elsewhere, and two that are not understood."""
MAX_FORM = MAX_TEXT + 10_000
"""Bytes: a text and what a form puts around it."""


def routes(site: Site) -> APIRouter:
    """The page, and what it answers to a text."""
    router = site.router()

    def shown(request: Request, reading: DosageReading | None) -> Response:
        return site.shown("dosage", request, r=reading, examples=EXAMPLES)

    @router.get(DOSAGE, response_model=None)
    async def start(request: Request) -> Response:
        return shown(request, None)

    @router.post(DOSAGE, response_model=None)
    async def read(request: Request) -> Response:
        parts = await read_form(request, {"text", "example"}, set(), MAX_FORM)
        text = _example(parts.get("example", b"")) or text_in(parts.get("text", b""), is_json=False)
        vocabulary = site.serving.converter.vocabulary
        reading = await run_in_threadpool(DosageReading.of, text.replace("\r\n", "\n"), vocabulary)
        record_of(request.scope).dosages.append(reading.outcome)
        return shown(request, reading)

    return router


def _example(number: bytes) -> str:
    """The example of a number; empty where there is none."""
    return {str(at).encode(): text for at, text in enumerate(EXAMPLES)}.get(number, "")
