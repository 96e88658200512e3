"""The route of a search: Norwegian packages by name or varenr."""

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from converter.answers.medicine import MedicinesAnswer
from converter.model.finding import Problem
from converter.service.negotiation import JSON, json_answer
from converter.service.openapi import HEADERS, content, parameters, refused
from converter.service.queries import MedicinesQuery
from converter.service.refusals import refusal
from converter.service.request import read_accept
from converter.service.serving import Serving

ROUTE = "/v1/medicines"
MOST = 50
DESCRIBED: dict[str, Any] = {
    "operation_id": "medicines",
    "summary": "Norwegian packages by the words of their name, or by varenr",
    "responses": {
        200: {"description": f"At most {MOST}.", "headers": HEADERS, "content": content(JSON, MedicinesAnswer)},
        **refused(
            {
                400: "A query that is not understood.",
                406: "No format that Accept allows.",
                500: "A defect of the converter.",
            }
        ),
    },
    "openapi_extra": {"parameters": parameters(MedicinesQuery)},
}


def routes(serving: Serving) -> APIRouter:
    """The route."""
    router = APIRouter()

    @router.get(ROUTE, response_model=None, **DESCRIBED)
    async def search(request: Request) -> Response:
        read_accept(request, (JSON,))
        try:
            query = serving.query(request, MedicinesQuery)
        except Problem:
            raise Problem([refusal("query-invalid")]) from None
        found = await run_in_threadpool(serving.converter.register.snapshot().search, query.q, MOST)
        return json_answer(MedicinesAnswer.of(found))

    return router
