"""The routes of an EU prescription in Norway: shown, dispensed and turned into an eD; medicines to choose from."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.ep_to_view import EpToViewAnswer
from converter.answers.m10_to_ed import M10ToEdAnswer
from converter.answers.medicine import MedicinesAnswer
from converter.conversion.answer import Decision, Outcome, decide
from converter.conversion.converter import Converter
from converter.conversion.ep_to_view.route import MAX_EP, ViewOutcome, ep_to_view
from converter.conversion.m10_to_ed.discard import discard_of
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.route import EdOutcome, ep_to_ed
from converter.model.finding import Problem
from converter.service.edge import record_of
from converter.service.example_calls import M10_ROUTE, MEDICINES_ROUTE, TAKE_BACK_ROUTE, VIEW_ROUTE
from converter.service.log import Clock
from converter.service.negotiation import HTML, JSON, OFFERED, XML, json_answer
from converter.service.openapi_inbound import DISPENSED, SEARCH, SHOWN, TAKEN_BACK
from converter.service.pages.document import document_headers, view_document
from converter.service.problem import DISPENSE_TITLES, problem, rejected
from converter.service.refusals import refusal
from converter.service.request import (
    DispenseQuery,
    check_content,
    read_accept,
    read_body,
    read_dispense_query,
    read_view_query,
)
from converter.service.upload import is_form, read_form

EP, M10, DISPENSE = "ep", "m10", "dispense"
MOST = 50
QUERY, LIMIT = "q", 200


def inbound_routes(converter: Converter, clock: Clock, allow_at: bool) -> APIRouter:
    """The routes, for one converter."""
    router = APIRouter()

    def opened(request: Request, offered: Sequence[str]) -> tuple[DispenseQuery, str]:
        record_of(request.scope).converts = True
        return read_dispense_query(request.query_params.multi_items(), allow_at), read_accept(request, offered)

    @router.post(VIEW_ROUTE, response_model=None, **SHOWN)
    async def show(request: Request) -> Response:
        record_of(request.scope).converts = True
        query = read_view_query(request.query_params.multi_items(), allow_at)
        media = read_accept(request, (JSON, HTML))
        check_content(request, MAX_EP)
        data = await read_body(request, MAX_EP)
        outcome = await run_in_threadpool(ep_to_view, data, converter, query.at or clock())
        record_of(request.scope).note(of_view(outcome))
        if outcome.view is None:
            return problem(of_view(outcome))
        if media == HTML:
            return Response(
                view_document(outcome, query.lang).encode(), 200, document_headers(), f"{HTML}; charset=utf-8"
            )
        return json_answer(EpToViewAnswer.with_view(outcome, outcome.view))

    @router.get(MEDICINES_ROUTE, response_model=None, **SEARCH)
    async def medicines(request: Request) -> Response:
        read_accept(request, (JSON,))
        items = request.query_params.multi_items()
        words = items[0][1] if [name for name, _ in items] == [QUERY] else ""
        if not words.strip() or len(words) > LIMIT:
            raise Problem([refusal("query-invalid")])
        found = await run_in_threadpool(converter.register.snapshot().search, words, MOST)
        return json_answer(MedicinesAnswer.of(found))

    @router.post(M10_ROUTE, response_model=None, **DISPENSED)
    async def dispensed(request: Request) -> Response:
        query, media = opened(request, OFFERED)
        if not is_form(request):
            raise Problem([refusal("multipart-invalid")])
        parts = await read_form(request, {EP, M10, DISPENSE}, {EP, DISPENSE}, MAX_EP)
        try:
            entered = read_entered(parts[DISPENSE], parts.get(M10), converter.norway)
        except Problem as refused:
            outcome = rejected(refused.findings, converter.versions)
            record_of(request.scope).note(outcome)
            return problem(outcome, DISPENSE_TITLES)
        made = await run_in_threadpool(ep_to_ed, parts[EP], entered, converter, query.at or clock())
        record_of(request.scope).note(of_ed(made))
        return problem(of_ed(made), DISPENSE_TITLES) if made.document is None else _document(made, media)

    @router.post(TAKE_BACK_ROUTE, response_model=None, **TAKEN_BACK)
    async def take_back(request: Request) -> Response:
        opened(request, (XML,))
        check_content(request)
        return Response(discard_of(await read_body(request), converter), 200, None, XML)

    return router


def of_view(outcome: ViewOutcome) -> Outcome:
    """The outcome of a view, as one of a prescription is logged and told: what is shown counts as converted."""
    if outcome.view is not None:
        return Outcome(Decision.CONVERTED, outcome.findings, outcome.versions)
    return Outcome(decide(list(outcome.findings)), outcome.findings, outcome.versions)


def of_ed(outcome: EdOutcome) -> Outcome:
    """Likewise of a dispense."""
    return Outcome(outcome.decision, outcome.findings, outcome.versions)


def _document(outcome: EdOutcome, media: str) -> Response:
    assert outcome.document is not None
    headers = {"Converter-Decision": outcome.decision.value, "Converter-Tables": outcome.versions.tables}
    if media == XML:
        return Response(outcome.document, 200, headers, XML)
    return json_answer(M10ToEdAnswer.with_document(outcome, outcome.document), headers)
