"""What a national connector asks: the list of a patient's prescriptions, and one document of it. It runs in threads."""

from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.prescriptions import DocumentRequest, ListAnswer, ListRequest
from converter.conversion.answer import Answers
from converter.conversion.m1_to_ep.containers import MAX_PRESCRIPTIONS
from converter.conversion.m1_to_ep.route import Asked as EpAsked
from converter.conversion.prescriptions.asked import Asked, Source, read_patient
from converter.conversion.prescriptions.document import find_document
from converter.conversion.prescriptions.listing import list_prescriptions
from converter.formats.xml import MAX_BYTES
from converter.model.finding import Problem, finding
from converter.record.sending import recorded, with_record
from converter.rules.m1_to_ep import CallerSays
from converter.service.edge import record_of
from converter.service.json_body import read_json
from converter.service.negotiation import JSON, XML, json_answer
from converter.service.openapi import CONVERTED_HEADERS, HEADERS, body, content, parameters, reference, refused
from converter.service.problem import problem, too_large
from converter.service.queries import TimedQuery
from converter.service.refusals import refusal
from converter.service.request import check_content, read_accept, read_body
from converter.service.serving import Serving

LIST_ROUTE, DOCUMENT_ROUTE = "/v1/prescriptions/list", "/v1/prescriptions/document"
AskedT = TypeVar("AskedT", bound=ListRequest)
MAX_REQUEST = 12 * MAX_BYTES
"""Bytes: 500 prescriptions in JSON."""
TABLES, CONFLICT = "Converter-Tables", "prescription-conflict"
COMMON = {
    400: "Not JSON of this shape, or a patient that is not written as HL7 CX.",
    406: "No format that Accept allows.",
    413: "Larger than 12 MB, or a message larger than 1 MB.",
    415: "Not JSON by its Content-Type, or compressed.",
    422: "A message of the list cannot be read, or a prescription is of another patient. Nothing is listed.",
    500: "A defect of the converter.",
    503: "The exchange record does not answer.",
}


class XmlResponse(Response):
    """So that FastAPI does not add JSON to the answers."""

    media_type = XML


LIST: dict[str, Any] = {
    "operation_id": "listPrescriptions",
    "summary": "A patient's prescriptions: the metadata of those that may leave, and the others with reasons",
    "responses": {
        200: {
            "description": "`abroad` may be passed on as it is; `gateway` may not.",
            "headers": HEADERS | {TABLES: CONVERTED_HEADERS[TABLES]},
            "content": content(JSON, ListAnswer),
        },
        **refused(COMMON),
    },
    "openapi_extra": {
        **body("The patient, and an M9.6 or the prescriptions one by one.", {JSON: {"schema": reference(ListRequest)}}),
        "parameters": parameters(TimedQuery),
    },
}
DOCUMENT: dict[str, Any] = {
    "operation_id": "getDocument",
    "response_class": XmlResponse,
    "summary": "One document of the list, by its id: level 3, or level 1 with a PDF",
    "responses": {
        200: {"description": "The document (CDA).", "headers": CONVERTED_HEADERS, "content": content(XML)},
        **refused(
            COMMON
            | {
                404: "No such document: the same answer for an id that nobody has and one that may not leave.",
            }
        ),
    },
    "openapi_extra": {
        **body("The same as for the list, and the id.", {JSON: {"schema": reference(DocumentRequest)}}),
        "parameters": parameters(TimedQuery),
    },
}


def routes(serving: Serving) -> APIRouter:
    """The routes; the document that leaves is kept where there is a record."""
    router = APIRouter()

    async def read(request: Request, offered: str, model: type[AskedT]) -> tuple[AskedT, datetime]:
        query = serving.query(request, TimedQuery)
        read_accept(request, (offered,))
        check_content(request, MAX_REQUEST, frozenset({JSON}), "json-type-not-supported")
        return read_json(await read_body(request, MAX_REQUEST), model), serving.at(query)

    @router.post(LIST_ROUTE, response_model=None, **LIST)
    async def listed(request: Request) -> Response:
        wanted, at = await read(request, JSON, ListRequest)
        listing = await run_in_threadpool(
            list_prescriptions, asked_in(wanted), serving.converter, at, _how(serving, at)
        )
        answer = ListAnswer.of(listing)
        record_of(request.scope).note_all([one.why for one in listing.prescriptions])
        return json_answer(answer, {TABLES: listing.versions.tables})

    @router.post(DOCUMENT_ROUTE, response_model=None, **DOCUMENT)
    async def document(request: Request) -> Response:
        wanted, at = await read(request, XML, DocumentRequest)
        answer = await run_in_threadpool(
            find_document,
            asked_in(wanted),
            wanted.document_id,
            wanted.repository_id,
            serving.converter,
            at,
            _how(serving, at),
        )
        if serving.record is not None:
            answers = await run_in_threadpool(recorded, Answers((answer,), answer.versions), serving.record, at)
            answer = answers.answers[0]
            if any(f.code == CONFLICT for f in answer.findings):  # another one left meanwhile: this is none that may
                raise Problem([finding("document-not-found")])
        record_of(request.scope).note(answer)
        if answer.document is None:
            return problem(answer)
        headers = {"Converter-Decision": answer.decision.value, TABLES: answer.versions.tables}
        return XmlResponse(answer.document, 200, headers)

    return router


def _how(serving: Serving, at: datetime) -> EpAsked:
    return with_record(EpAsked(), serving.record, at)


def asked_in(wanted: ListRequest) -> Asked:
    """What a request asks.

    Raises:
        Problem: `patient-id-malformed`; `messages-invalid` where there is neither a list nor prescriptions, or both;
            `too-large`.
    """
    patient = read_patient(wanted.patient_id)
    if (wanted.message is None) == (wanted.prescriptions is None):
        raise Problem([refusal("messages-invalid")])
    if wanted.message is not None:
        caller = CallerSays(access=wanted.access or "")
        sources: tuple[Source, ...] = (Source(wanted.message.encode(), caller, is_list=True),)
    else:
        given = wanted.prescriptions or ()
        if wanted.access is not None or len(given) > MAX_PRESCRIPTIONS:
            raise Problem([refusal("messages-invalid")])
        sources = tuple(
            Source(
                one.message.encode(),
                CallerSays(
                    status=one.status or "",
                    access=one.access or "",
                    dispensed=None if one.dispensed is None else Decimal(one.dispensed),
                ),
                is_list=False,
            )
            for one in given
        )
    if any(len(source.data) > MAX_BYTES for source in sources):
        raise Problem([too_large()])
    return Asked(patient, wanted.patient_id, sources)
