"""The page of a prescription from abroad, in Norwegian."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from converter.answers.medicine import MedicineAnswer
from converter.conversion.ep_to_view.route import ep_to_view
from converter.formats.file_kind import FileKind
from converter.model.finding import Finding, Severity
from converter.model.substitution import Substituted
from converter.service.edge import record_of
from converter.service.file_words import other_file
from converter.service.pages.document import view_context
from converter.service.pages.form import GROUPS, Entered, at_first
from converter.service.pages.labels import LANGUAGES
from converter.service.pages.site import PHARMACY, Site, asked_language, document_in, read_fields_of, text_of
from converter.service.problem import CONFLICT, STATUS, UNPROCESSABLE, status_of

READS = frozenset({FileKind.EP})


def routes(site: Site) -> APIRouter:
    """Where a prescription is opened, and the prescription."""
    router = site.router()

    @router.get(PHARMACY, response_model=None)
    async def start(request: Request) -> Response:
        return site.shown("pharmacy", request, refused=(), other_file="")

    @router.get(f"{PHARMACY}/view", response_model=None)
    @router.get(f"{PHARMACY}/dispense", response_model=None)
    @router.get(f"{PHARMACY}/send", response_model=None)
    async def again(request: Request) -> Response:
        # The language was changed: a form cannot be kept.
        return RedirectResponse(f"{PHARMACY}?lang={asked_language(request)}", 303)

    @router.post(f"{PHARMACY}/view", response_model=None)
    async def view(request: Request) -> Response:
        record_of(request.scope).converts = True
        parts = await read_fields_of(request)
        return await show_view(site, request, document_in(parts, "ep"), at_first(site.serving.clock()))

    return router


async def show_view(
    site: Site,
    request: Request,
    data: bytes,
    entered: Entered,
    hits: tuple[MedicineAnswer, ...] | None = None,
    problems: tuple[Finding, ...] = (),
) -> Response:
    """The prescription with the form of its dispense, or why it cannot be opened.

    Args:
        site: what shows it.
        request: what asked.
        data: the eP.
        entered: what the form holds.
        hits: what a search found; None where there was none.
        problems: why there is no eD.
    """
    answer = await run_in_threadpool(ep_to_view, data, site.serving.converter, site.serving.clock())
    record_of(request.scope).note(answer)
    if answer.details is None:
        other = other_file(data, READS, LANGUAGES.index(asked_language(request)))
        return site.shown("pharmacy", request, status_of(answer), refused=answer.findings, other_file=other)
    return site.shown(
        "ep_to_view",
        request,
        _status(problems),
        **view_context(answer, answer.details, site.serving.converter.tables),
        ep=text_of(data),
        entered=entered.settled(),
        hits=hits,
        groups=GROUPS,
        answers=tuple(Substituted),
        problems=tuple(f for f in problems if f.severity is not Severity.REMARK),
    )


def _status(problems: tuple[Finding, ...]) -> int:
    """Of a form that is shown again: what was shown before is no more (409), or what was entered makes no eD (422)."""
    if not problems:
        return 200
    return CONFLICT if any(STATUS.get(f.code) == CONFLICT for f in problems) else UNPROCESSABLE
