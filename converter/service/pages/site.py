"""What the pages share: a page in the language asked for, a refusal as a page, and what a form brings."""

import base64
import binascii
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from lxml import etree
from starlette.requests import Request
from starlette.responses import Response

from converter.conversion.ep_to_view.route import MAX_EP
from converter.examples import NAMES as EXAMPLES
from converter.examples import example
from converter.model.finding import Problem, finding
from converter.service.edge import record_of
from converter.service.pages.environment import language, page
from converter.service.pages.form import NAMES as FORM_NAMES
from converter.service.problem import rejected, status_of
from converter.service.serving import Serving
from converter.service.upload import read_form

MAX_FORM = MAX_EP * 4 // 3 + 100_000
"""An eP in base64, and the fields."""
PHARMACY, WAY_OUT, DOSAGE = WAYS = "/pharmacy", "/outbound", "/dosage"
"""Where the pages begin: a prescription from abroad, a Norwegian one to abroad, and a dosage text by itself."""


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of one application."""

    serving: Serving

    def shown(self, name: str, request: Request, status: int = 200, **values: Any) -> Response:
        """A page, by the name of its template, in the language that the query asks for."""
        way = next((way for way in WAYS if request.url.path.startswith(way)), PHARMACY)
        demo = self.serving.converter.versions.fest_is_demo
        return page(name, asked_language(request), status, page=way.removeprefix("/"), demo=demo, **values)

    def refused(self, request: Request, problem: Problem) -> Response:
        """A refusal of the service's own, such as a file that is too large, as a page."""
        outcome = rejected(problem.findings, self.serving.converter.versions)
        record_of(request.scope).note(outcome)
        return self.shown("refused", request, status_of(outcome), refused=problem.findings)

    def router(self) -> APIRouter:
        """A router whose refusals are pages, and that OpenAPI does not describe."""
        refused = self.refused

        class Told(APIRoute):
            """A route whose refusals are pages."""

            def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
                handle = super().get_route_handler()

                async def told(request: Request) -> Response:
                    try:
                        return await handle(request)
                    except Problem as problem:
                        return refused(request, problem)

                return told

        return APIRouter(include_in_schema=False, route_class=Told)


def asked_language(request: Request) -> str:
    """The language that the query asks for."""
    return language(request.query_params.multi_items())


async def read_fields_of(request: Request) -> dict[str, bytes]:
    """The parts of a form of the pharmacist's page; raises as `read_form`."""
    return await read_form(request, FORM_NAMES, set(), MAX_FORM)


def document_in(parts: dict[str, bytes], name: str) -> bytes:
    """The document of an upload, or the shipped example that is asked for."""
    asked = parts.get("example", b"").decode("ascii", "replace")
    return example(asked) if asked in EXAMPLES else parts.get(name, b"")


def hidden_in(parts: dict[str, bytes]) -> bytes:
    """The prescription that goes along in the form.

    Raises:
        Problem: `not-xml`: it is not base64.
    """
    try:
        return base64.b64decode(parts.get("ep", b""), validate=True)
    except (binascii.Error, ValueError):
        raise Problem([finding("not-xml")]) from None


def text_of(data: bytes) -> str:
    """Bytes as they go along in a page."""
    return base64.b64encode(data).decode("ascii")


def pretty(document: bytes) -> str:
    """A document of ours, indented, to be looked at."""
    root = etree.fromstring(document)
    etree.indent(root)
    return str(etree.tostring(root, encoding="unicode"))
