"""The routes of dispensations that come back: converted only, or received, kept and counted once.

They run in threads: they wait for a database, or read what another country wrote.
"""

import json
from datetime import datetime
from functools import partial

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.conversion.answer import Answer, Decision
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.known import Recall, nothing_known
from converter.conversion.ed_to_m10.receipt import receipt_of
from converter.conversion.ed_to_m10.route import Dispensed, ed_to_m10
from converter.conversion.report import dispensation_values
from converter.formats.cda.ed_reader import normalise_discard
from converter.formats.xml import parse
from converter.model.dispensation import Dispensation
from converter.model.finding import Problem, finding
from converter.model.known import Known
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from converter.service.edge import record_of
from converter.service.example_calls import DISCARD_ROUTE, DISPENSE_ROUTE, ED_ROUTE
from converter.service.log import Clock
from converter.service.negotiation import OFFERED, XML
from converter.service.openapi_dispense import DISCARD, DISPENSE, ED
from converter.service.problem import DISPENSE_TITLES, UNPROCESSABLE, problem, status_of
from converter.service.request import DispenseQuery, read_accept, read_dispense_query
from converter.service.upload import Upload, read_upload


def dispensation_routes(converter: Converter, record: ExchangeRecord | None, clock: Clock, allow_at: bool) -> APIRouter:
    """The routes, for one converter and its record."""
    router = APIRouter()

    async def read(request: Request) -> tuple[DispenseQuery, str, Upload, datetime]:
        record_of(request.scope).converts = True
        query = read_dispense_query(request.query_params.multi_items(), allow_at)
        media = read_accept(request, OFFERED)
        return query, media, await read_upload(request), query.at or clock()

    def answer(
        request: Request, outcome: Answer[Dispensed], media: str, query: DispenseQuery, at: datetime, ed: bytes
    ) -> Response:
        record_of(request.scope).note(outcome)
        return _answer(outcome, media, converter, at, ed if query.apprec else None)

    @router.post(ED_ROUTE, response_model=None, **ED)
    async def convert(request: Request) -> Response:
        query, media, upload, at = await read(request)
        recall: Recall = nothing_known if record is None else partial(_recalled, record, at)
        outcome = await run_in_threadpool(ed_to_m10, upload.ed, converter, at, upload.m1, recall)
        return answer(request, outcome, media, query, at, upload.ed)

    async def received(request: Request, *, discards: bool) -> Response:
        query, media, upload, at = await read(request)
        if record is None:
            raise Problem([finding("record-not-configured")])
        _require(upload.ed, discards=discards)
        outcome = await run_in_threadpool(receive, upload.ed, converter, record, at, upload.m1)
        return answer(request, outcome, media, query, at, upload.ed)

    @router.post(DISPENSE_ROUTE, response_model=None, **DISPENSE)
    async def dispense(request: Request) -> Response:
        return await received(request, discards=False)

    @router.post(DISCARD_ROUTE, response_model=None, **DISCARD)
    async def discard(request: Request) -> Response:
        return await received(request, discards=True)

    return router


def _recalled(record: ExchangeRecord, at: datetime, dispensation: Dispensation, _: Known | None) -> Known | None:
    return record.recall(dispensation, at)


def _require(ed: bytes, *, discards: bool) -> None:
    """A dispensation goes to one address and its discard to the other; what is neither is told by the conversion.

    Raises:
        Problem: `discard-expected` or `dispensation-expected`.
    """
    try:
        is_discard = normalise_discard(parse(ed))
    except Problem:
        return
    if is_discard and not discards:
        raise Problem([finding("dispensation-expected")])
    if discards and not is_discard:
        raise Problem([finding("discard-expected")])


def _answer(
    outcome: Answer[Dispensed], media: str, converter: Converter, at: datetime, refused: bytes | None
) -> Response:
    """The answer; `refused` is the eD where a refusal is wanted as an AppRec."""
    if outcome.document is None:
        # Only what is final: a receipt for "try again later" would lose a dispensation.
        if refused is not None and outcome.decision is Decision.REJECTED and status_of(outcome) == UNPROCESSABLE:
            return Response(receipt_of(outcome, converter, at, refused), status_of(outcome), None, XML)
        return problem(outcome, DISPENSE_TITLES)
    headers = {
        "Converter-Decision": outcome.decision.value,
        "Converter-Tables": outcome.versions.tables,
        "Converter-Repeated": str(outcome.details is not None and outcome.details.answered is not None).lower(),
    }
    if media == XML:
        return Response(outcome.document, 200, headers, XML)
    values = {**dispensation_values(outcome), "document": outcome.document.decode("utf-8")}
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(body, 200, headers, media)
