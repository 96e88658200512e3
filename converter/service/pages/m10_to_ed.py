"""The page of a dispense: search, preview and sending of the eD."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.medicine import MedicinesAnswer
from converter.conversion.answer import Answer
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.formats.cda.ed_reader import identify
from converter.model.coded import Identifier
from converter.model.finding import Finding, Problem, finding
from converter.service.edge import record_of
from converter.service.medicines import MOST
from converter.service.pages.ep_to_view import show_view
from converter.service.pages.form import Entered, read_fields
from converter.service.pages.preview import CHANGED, digest_of, moment_of
from converter.service.pages.preview_context import Previewed, preview_context
from converter.service.pages.sending import SentNumbers, send
from converter.service.pages.site import PHARMACY, Site, asked_language, hidden_in, read_fields_of
from converter.service.refusals import refusal
from converter.service.serving import Serving

TAKEN, REFUSED = range(200, 300), range(400, 500)
VARENR, MISSING = "/dispense/varenr", "dispense-package-missing"
SAME = frozenset({"", "same-origin", "none"})


def routes(site: Site) -> APIRouter:
    """What the form of a dispense is sent to."""
    router = site.router()
    serving, sent = site.serving, SentNumbers()

    @router.post(f"{PHARMACY}/dispense", response_model=None)
    async def enter(request: Request) -> Response:
        record_of(request.scope).converts = True
        parts = await read_fields_of(request)
        data, entered = hidden_in(parts), read_fields(parts)
        if entered["do"] == "search":
            found = await run_in_threadpool(serving.converter.register.snapshot().search, entered.q, MOST)
            return await show_view(site, request, data, entered, hits=MedicinesAnswer.of(found).medicines)
        if entered["do"] == "back":
            return await show_view(site, request, data, entered)
        return await _answer(site, request, data, entered, site.serving.pinned())

    @router.post(f"{PHARMACY}/send", response_model=None)
    async def sending(request: Request) -> Response:
        record_of(request.scope).converts = True
        if request.headers.get("sec-fetch-site", "") not in SAME or not serving.ed_endpoint:
            raise Problem([refusal("not-from-here")])
        parts = await read_fields_of(request)
        data, entered, pinned = hidden_in(parts), read_fields(parts), serving.pinned()
        moment = moment_of(entered["moment"], pinned.clock())
        if not isinstance(moment, datetime):
            return await show_view(site, request, data, entered, problems=(finding(moment),))
        return await _answer(
            site, request, data, entered, pinned.at_moment(moment), Receiver(serving.ed_endpoint, sent)
        )

    return router


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where an eD is sent, and what was sent there before."""

    endpoint: str
    sent: SentNumbers


@dataclass(frozen=True, slots=True)
class Made:
    """An eD with its answer."""

    answer: Answer[None]
    document: bytes


async def _answer(
    site: Site, request: Request, data: bytes, entered: Entered, serving: Serving, receiver: Receiver | None = None
) -> Response:
    """The eD as a page, or the form again, with why there is none.

    Args:
        site: what shows it.
        request: what asked.
        data: the eP.
        entered: the dispense.
        serving: at the moment of the preview.
        receiver: where the eD is sent first, and only if it is the very one that was shown, and no other was sent under
            its number; None, and it is not sent.
    """
    made = await run_in_threadpool(_made, serving, data, entered)
    if isinstance(made, Made) and receiver is not None and digest_of(made.document) != entered["digest"]:
        made = (finding(CHANGED),)
    if isinstance(made, Made) and receiver is not None and not receiver.sent.take(_id_of(made.document), made.document):
        made = (finding("dispense-number-sent", "/dispense/number"),)
    if not isinstance(made, Made):
        return await show_view(site, request, data, entered, problems=made)
    sent = None if receiver is None else await run_in_threadpool(_sent, made.document, receiver)
    record_of(request.scope).note(made.answer)
    made_at = Previewed(serving, data, entered, made.answer, made.document, asked_language(request))
    return site.shown("ed", request, **await run_in_threadpool(preview_context, made_at), sent=sent)


def _id_of(document: bytes) -> Identifier:
    identifier, _ = identify(document)
    if identifier is None:
        raise AssertionError("an eD of ours has an identifier")
    return identifier


def _sent(document: bytes, receiver: Receiver) -> int:
    """The status of the receiver where it took the eD, else 0; one that it refused leaves its number free."""
    status = send(document, receiver.endpoint)
    if status is not None and status in REFUSED:
        receiver.sent.give_back(_id_of(document))
    return status if status is not None and status in TAKEN else 0


def _made(serving: Serving, data: bytes, entered: Entered) -> Made | tuple[Finding, ...]:
    """The eD, or why there is none."""
    two = (finding("dispense-two-packages", VARENR),) if entered.two_packages else ()
    try:
        dispensed = read_entered(entered.as_json(), None, serving.converter.norway)
    except Problem as problem:
        forgotten = not entered.varenr
        return (*two, *(finding(MISSING, VARENR) if forgotten and f.path == VARENR else f for f in problem.findings))
    if two:
        return two
    answer = m10_to_ed(data, dispensed, serving.converter, serving.clock())
    return answer.findings if answer.document is None else Made(answer, answer.document)
