"""The routes of an EU prescription in Norway: shown, dispensed and turned into an eD; medicines to choose from."""

import json
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.ep_to_view.route import MAX_EP, ep_to_view
from converter.conversion.ep_to_view.values import view_values
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.conversion.report import finding_values, versions_values
from converter.formats.cda.ed_reader import normalise_discard, require_ed
from converter.formats.cda.ed_writer import discarded
from converter.formats.xml import parse
from converter.model.finding import Problem, finding
from converter.model.medicine import Medicine
from converter.service.edge import record_of
from converter.service.example_calls import M10_ROUTE, MEDICINES_ROUTE, TAKE_BACK_ROUTE, VIEW_ROUTE
from converter.service.log import Clock
from converter.service.negotiation import HTML, JSON, OFFERED, XML
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
        record_of(request.scope).note(outcome)
        if outcome.details is None:
            return problem(outcome)
        if media == HTML:
            return Response(
                view_document(outcome, query.lang).encode(), 200, document_headers(), f"{HTML}; charset=utf-8"
            )
        return _json(view_values(outcome))

    @router.get(MEDICINES_ROUTE, response_model=None, **SEARCH)
    async def medicines(request: Request) -> Response:
        read_accept(request, (JSON,))
        items = request.query_params.multi_items()
        words = items[0][1] if [name for name, _ in items] == [QUERY] else ""
        if not words.strip() or len(words) > LIMIT:
            raise Problem([refusal("query-invalid")])
        found = await run_in_threadpool(converter.register.snapshot().search, words, MOST)
        return _json({"medicines": [medicine_values(m) for m in found]})

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
        made = await run_in_threadpool(m10_to_ed, parts[EP], entered, converter, query.at or clock())
        record_of(request.scope).note(made)
        return problem(made, DISPENSE_TITLES) if made.document is None else _document(made, media)

    @router.post(TAKE_BACK_ROUTE, response_model=None, **TAKEN_BACK)
    async def take_back(request: Request) -> Response:
        opened(request, (XML,))
        check_content(request)
        return Response(taken_back(await read_body(request), converter), 200, None, XML)

    return router


def taken_back(data: bytes, converter: Converter) -> bytes:
    """The DISCARD variant of an eD of this converter's.

    Raises:
        Problem: it is no eD, or not one of ours (`ed-not-ours`).
    """
    root = parse(data)
    if normalise_discard(root):
        raise Problem([finding("ed-discarded-already", "/ClinicalDocument")])
    require_ed(root)
    own = f'root="{converter.identifiers.document_root}"'.encode()
    made = discarded(data)
    if own not in data[:2000] or not normalise_discard(parse(made)):
        raise Problem([finding("ed-not-ours", "/ClinicalDocument/id")])
    return made


def medicine_values(medicine: Medicine) -> dict[str, Any]:
    """A package as the search shows it."""
    content = medicine.contents[0] if medicine.contents else None
    return {
        "varenr": medicine.varenr,
        "name": medicine.name_form_strength,
        "size": "" if content is None else f"{content.size_text} {content.unit.display}".strip(),
        "group": medicine.group,
        "atc": "" if medicine.atc is None else medicine.atc.code,
    }


def _document(outcome: Answer[None], media: str) -> Response:
    assert outcome.document is not None
    headers = {"Converter-Decision": outcome.decision.value, "Converter-Tables": outcome.versions.tables}
    if media == XML:
        return Response(outcome.document, 200, headers, XML)
    values = {
        "decision": outcome.decision.value,
        "document": outcome.document.decode("utf-8"),
        "findings": [finding_values(f) for f in outcome.findings],
        "versions": versions_values(outcome.versions),
    }
    return _json(values, headers)


def _json(values: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(body, 200, headers, JSON)
