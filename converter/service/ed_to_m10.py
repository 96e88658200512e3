"""The route eD -> M10: converted only, or received, kept and counted once.

It runs in threads: it waits for a database.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.ed_to_m10 import EdToM10Answer
from converter.conversion.answer import Answer, Decision
from converter.conversion.ed_to_m10.asked import Asked as Beside
from converter.conversion.ed_to_m10.details import DiscardFields, read_details
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.known import Recall, nothing_known
from converter.conversion.ed_to_m10.receipt import receipt_of
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.formats.cda.ed_reader import normalise_discard
from converter.formats.cda.opened import parse_cda
from converter.formats.file_kind import FileKind
from converter.model.dispensation import Dispensation, EdIdentity
from converter.model.finding import Problem, finding
from converter.model.known import Known, Reported
from converter.record.reception import receive, receive_details
from converter.record.record import ExchangeRecord
from converter.service.edge import record_of
from converter.service.file_words import told as with_kind
from converter.service.negotiation import JSON, OFFERED, XML, json_answer
from converter.service.openapi import CONVERTED_HEADERS, XML_BODY, body, content, form, parameters, reference, refused
from converter.service.problem import DISPENSATION_TITLES, UNPROCESSABLE, problem, status_of
from converter.service.queries import EdToM10Query
from converter.service.request import read_accept
from converter.service.serving import Serving
from converter.service.upload import DETAILS, ED, FORM, M1, PATIENT, Upload, read_upload

ROUTE = "/v1/ed-to-m10"
RECEPTION_ROUTE, DISCARD_ROUTE = "/v1/dispensations", "/v1/dispensations/discard"
WITH_M1 = (
    "The eD as received; or a form with it as `ed` and the M1 that was dispensed as `m1`, which is needed where the "
    "exchange record does not know the prescription."
)
REFUSED = {
    400: "Not XML, not UTF-8, a DOCTYPE, a form that cannot be read, or a query that is not understood.",
    406: "No format that Accept allows.",
    413: "Larger than 1 MB, or more than 50,000 elements.",
    415: "Of a Content-Type that is not taken here, or compressed.",
    422: "The dispensation cannot be reported; every reason is given.",
    500: "A defect of the converter. Nothing was sent and nothing was recorded.",
    503: "The exchange record does not answer, or there is none. Nothing was sent and nothing was recorded.",
}
RECEPTION_REFUSED = {
    **REFUSED,
    409: "Another dispensation of this identifier was received before, or this one was discarded.",
}
REPEATED = {
    "Converter-Repeated": {
        "description": "`true` where the same eD was answered before.",
        "schema": {"type": "string", "enum": ["true", "false"]},
    },
}


FILE = {"type": "string", "format": "binary"}
ASKED = {"type": "string", "description": "The patient asked for: CX, or a Norwegian national number alone."}
ED_BODY = {**XML_BODY, FORM: form([ED], {M1: FILE, PATIENT: ASKED})}
SAID = reference(DiscardFields)
DISCARD_BODY = {
    **XML_BODY,
    FORM: form(
        [],
        {
            ED: FILE,
            M1: FILE,
            PATIENT: ASKED,
            DETAILS: {"type": "string", "contentMediaType": JSON, "contentSchema": SAID},
        },
    ),
    JSON: {"schema": SAID},
}


def _described(
    operation: str, summary: str, taken: str, meanings: dict[int, str], kinds: dict[str, Any] = ED_BODY
) -> dict[str, Any]:
    told = refused(meanings)
    told[UNPROCESSABLE]["content"] |= content(XML)
    return {
        "operation_id": operation,
        "summary": summary,
        "responses": {
            200: {
                "description": "The dispensing report (M10), or the annulment of one.",
                "headers": CONVERTED_HEADERS | REPEATED,
                "content": content(XML) | content(JSON, EdToM10Answer),
            },
            **told,
        },
        "openapi_extra": {
            **body(taken, kinds),
            "parameters": parameters(EdToM10Query),
        },
    }


DESCRIBED = _described("edToM10", "eD in, M10 out; nothing is recorded", f"{WITH_M1} A discard too.", REFUSED)
RECEPTION_DESCRIBED = _described(
    "dispense", "A dispensation abroad: converted, recorded, counted once", WITH_M1, RECEPTION_REFUSED
)
DISCARD_DESCRIBED = _described(
    "discard",
    "A dispensation taken back: the M10 that annuls its report",
    "The eD sent again in its DISCARD variant; or what OpenNCP says of it beside (DiscardDispenseDetails); or a form"
    " with one of them or both, which are then compared.",
    RECEPTION_REFUSED,
    DISCARD_BODY,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what came, when, and how it is to be answered."""

    request: Request
    query: EdToM10Query
    media: str
    upload: Upload
    at: datetime
    beside: Beside

    @property
    def ed(self) -> bytes:
        """The eD; empty where there is none."""
        return self.upload.ed or b""


def routes(serving: Serving) -> APIRouter:
    """The route, and those of the exchange record."""
    router = APIRouter()
    converter, record = serving.converter, serving.record

    async def read(request: Request, *, discards: bool = False) -> Asked:
        record_of(request.scope).converts = True
        query = serving.query(request, EdToM10Query)
        conversation, media = query.answers, read_accept(request, OFFERED)
        upload = await read_upload(request, discards=discards)
        details = None if upload.details is None else read_details(upload.details)
        beside = Beside(upload.patient, conversation, details)
        return Asked(request, query, media, upload, serving.at(query), beside)

    def told(asked: Asked, answer: Answer[Dispensed]) -> Response:
        record_of(asked.request.scope).note(answer)
        if answer.document is not None:
            return _converted(answer, answer.document, asked.media)
        # Only what is final: a receipt for "try again later" would lose a dispensation.
        if asked.query.apprec and answer.decision is Decision.REJECTED and status_of(answer) == UNPROCESSABLE:
            return Response(receipt_of(answer, converter, asked.at, asked.ed), UNPROCESSABLE, None, XML)
        return problem(with_kind(answer, asked.ed, FileKind.ED), DISPENSATION_TITLES)

    @router.post(ROUTE, response_model=None, **DESCRIBED)
    async def convert(request: Request) -> Response:
        asked = await read(request)
        recall: Recall = nothing_known if record is None else partial(_recalled, record, asked.at)
        beside = asked.beside
        if record is not None:
            beside = replace(beside, reported=partial(_reported, record, asked.at))
        call = partial(ed_to_m10, asked.ed, converter, asked.at, asked.upload.m1, recall, beside)
        answer = await run_in_threadpool(call)
        return told(asked, answer)

    async def received(asked: Asked) -> Response:
        if record is None:
            raise Problem([finding("record-not-configured")])
        details = asked.beside.details
        if asked.upload.ed is None and details is not None:
            call = partial(receive_details, details, converter, record, asked.at, asked.beside)
        else:
            call = partial(receive, asked.ed, converter, record, asked.at, asked.upload.m1, asked.beside)
        return told(asked, await run_in_threadpool(call))

    @router.post(RECEPTION_ROUTE, response_model=None, **RECEPTION_DESCRIBED)
    async def dispensation(request: Request) -> Response:
        asked = await read(request)
        if record is not None and _is_discard(asked.ed) is True:
            raise Problem([finding("dispensation-expected")])
        return await received(asked)

    @router.post(DISCARD_ROUTE, response_model=None, **DISCARD_DESCRIBED)
    async def discard(request: Request) -> Response:
        asked = await read(request, discards=True)
        if record is not None and asked.upload.ed is not None and _is_discard(asked.ed) is False:
            raise Problem([finding("discard-expected")])
        return await received(asked)

    return router


def _recalled(record: ExchangeRecord, at: datetime, dispensation: Dispensation, given: Known | None) -> Known | None:
    return record.recall(dispensation, at, beside=given is not None)


def _reported(record: ExchangeRecord, at: datetime, identity: EdIdentity) -> Reported | None:
    return record.reported(identity, at)


def _is_discard(ed: bytes) -> bool | None:
    """Whether an eD is a discard; None for what is neither that nor a dispensation: the conversion tells what it is."""
    try:
        return normalise_discard(parse_cda(ed))
    except Problem:
        return None


def _converted(answer: Answer[Dispensed], document: bytes, media: str) -> Response:
    repeated = answer.details is not None and answer.details.answered is not None
    headers = {
        "Converter-Decision": answer.decision.value,
        "Converter-Tables": answer.versions.tables,
        "Converter-Repeated": "true" if repeated else "false",
    }
    if media == XML:
        return Response(document, 200, headers, XML)
    return json_answer(EdToM10Answer.with_document(answer, document), headers)
