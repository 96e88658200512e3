"""The pages' routes. Nothing is kept between them: the prescription goes along in the form."""

import base64
import binascii
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from lxml import etree
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.ep_to_view.route import MAX_EP, View, ep_to_view
from converter.conversion.m1_to_ep.explain import DECISIONS, explain, fate_words, why_words
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.examples import NAMES as EXAMPLES
from converter.examples import example
from converter.formats.cda.ed_writer import discarded
from converter.formats.xml import MAX_BYTES
from converter.model.finding import Finding, Problem, Severity, finding
from converter.model.zone import OSLO
from converter.service.edge import record_of
from converter.service.inbound import medicine_values
from converter.service.log import Clock
from converter.service.pages.document import view_context
from converter.service.pages.environment import STATIC, language, page, static
from converter.service.pages.form import GROUPS, Entered, at_first, read_fields
from converter.service.pages.form import NAMES as FORM_NAMES
from converter.service.pages.sending import send
from converter.service.problem import rejected, status_of
from converter.service.refusals import refusal
from converter.service.upload import read_form

MAX_FORM = MAX_EP * 4 // 3 + 100_000
"""An eP in base64, and the fields."""
MOST = 50
SAME = frozenset({"", "same-origin", "none"})
SHIPPED_AT = datetime(2026, 11, 23, 12, tzinfo=OSLO)
"""When the shipped M1s convert, whatever the day is."""


def page_routes(converter: Converter, clock: Clock, endpoint: str) -> APIRouter:
    """The pages, for one converter; `endpoint` is where an eD is sent, empty where nowhere."""
    demo = converter.versions.fest_is_demo

    class Told(APIRoute):
        """A refusal of the service's own, such as a file that is too large, as a page."""

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def told(request: Request) -> Response:
                try:
                    return await handle(request)
                except Problem as problem:
                    outcome = rejected(problem.findings, converter.versions)
                    record_of(request.scope).note(outcome)
                    return shown("refused", request, status_of(outcome), refused=problem.findings)

            return told

    router = APIRouter(include_in_schema=False, route_class=Told)

    def shown(name: str, request: Request, status: int = 200, **values: Any) -> Response:
        lang = language(request.query_params.multi_items())
        which = "outbound" if request.url.path.startswith("/outbound") else "pharmacy"
        return page(name, lang, status, page=which, demo=demo, **values)

    @router.get("/", response_model=None)
    async def start(request: Request) -> Response:
        lang = language(request.query_params.multi_items())
        return RedirectResponse(f"/pharmacy?lang={lang}", 303)

    @router.get("/static/{name}", response_model=None)
    async def asset(name: str) -> Response:
        if name not in STATIC:
            raise Problem([refusal("not-found")])
        return static(name)

    @router.get("/pharmacy", response_model=None)
    async def pharmacy(request: Request) -> Response:
        return shown("pharmacy", request, refused=())

    @router.get("/pharmacy/view", response_model=None)
    @router.get("/pharmacy/dispense", response_model=None)
    @router.get("/pharmacy/send", response_model=None)
    async def again(request: Request) -> Response:
        lang = language(request.query_params.multi_items())
        return RedirectResponse(f"/pharmacy?lang={lang}", 303)  # the language was changed: a form cannot be kept

    @router.post("/pharmacy/view", response_model=None)
    async def view(request: Request) -> Response:
        record_of(request.scope).converts = True
        parts = await _form(request)
        data = _document(parts, "ep")
        return await _shown_view(request, data, at_first(clock()), None, ())

    @router.post("/pharmacy/dispense", response_model=None)
    async def dispense(request: Request) -> Response:
        record_of(request.scope).converts = True
        parts = await _form(request)
        data, entered = _hidden(parts), read_fields(parts)
        do = entered["do"]
        if do == "search":
            found = await run_in_threadpool(converter.register.snapshot().search, entered.q, MOST)
            return await _shown_view(request, data, entered, tuple(medicine_values(m) for m in found), ())
        if do == "back":
            return await _shown_view(request, data, entered, None, ())
        outcome = await _made(data, entered)
        if isinstance(outcome, tuple):
            return await _shown_view(request, data, entered, None, outcome)
        return await _shown_ed(request, data, entered, outcome, None)

    @router.post("/pharmacy/send", response_model=None)
    async def sending(request: Request) -> Response:
        record_of(request.scope).converts = True
        if request.headers.get("sec-fetch-site", "") not in SAME or not endpoint:
            raise Problem([refusal("not-from-here")])
        parts = await _form(request)
        data, entered = _hidden(parts), read_fields(parts)
        outcome = await _made(data, entered)
        if isinstance(outcome, tuple):
            return await _shown_view(request, data, entered, None, outcome)
        assert outcome.document is not None
        status = await run_in_threadpool(send, outcome.document, endpoint)
        return await _shown_ed(request, data, entered, outcome, status or 0)

    @router.get("/outbound", response_model=None)
    async def outbound(request: Request) -> Response:
        return _outbound(request, ())

    @router.post("/outbound", response_model=None)
    async def tried(request: Request) -> Response:
        record_of(request.scope).converts = True
        parts = await read_form(request, {"m1", "example"}, set(), MAX_BYTES + 100_000)
        data = _document(parts, "m1")
        at = SHIPPED_AT if "example" in parts else clock()
        return _outbound(request, await run_in_threadpool(explain, data, converter, at))

    def _outbound(request: Request, explanations: tuple[Any, ...]) -> Response:
        return shown(
            "outbound",
            request,
            explanations=explanations,
            decisions=DECISIONS,
            pretty=_pretty,
            fate=fate_words,
            why=why_words,
        )

    async def _made(data: bytes, entered: Entered) -> Answer[None] | tuple[Finding, ...]:
        """The eD, or why there is none."""
        if entered.two_packages:
            return (finding("dispense-two-packages", "/dispense/varenr"),)
        try:
            dispensed = read_entered(entered.as_json(), None, converter.norway)
        except Problem as problem:
            return problem.findings
        outcome = await run_in_threadpool(m10_to_ed, data, dispensed, converter, clock())
        return outcome.findings if outcome.document is None else outcome

    async def _shown_view(
        request: Request,
        data: bytes,
        entered: Entered,
        hits: tuple[dict[str, Any], ...] | None,
        problems: tuple[Finding, ...],
    ) -> Response:
        outcome = await run_in_threadpool(ep_to_view, data, converter, clock())
        record_of(request.scope).note(outcome)
        if outcome.details is None:
            return shown("pharmacy", request, status_of(outcome), refused=outcome.findings)
        return shown(
            "view",
            request,
            422 if problems else 200,
            **view_context(outcome),
            ep=base64.b64encode(data).decode("ascii"),
            entered=entered.settled(),
            hits=hits,
            groups=GROUPS,
            problems=tuple(f for f in problems if f.severity is not Severity.REMARK),
        )

    async def _shown_ed(
        request: Request, data: bytes, entered: Entered, outcome: Answer[None], sent: int | None
    ) -> Response:
        view: Answer[View] = await run_in_threadpool(ep_to_view, data, converter, clock())
        record_of(request.scope).note(outcome)
        assert outcome.document is not None
        medicine = converter.register.snapshot().find(entered.varenr)
        return shown(
            "ed",
            request,
            outcome=outcome,
            view=view.details,
            sent=sent,
            endpoint=bool(endpoint),
            ed=base64.b64encode(outcome.document).decode("ascii"),
            discard=base64.b64encode(discarded(outcome.document)).decode("ascii"),
            xml=_pretty(outcome.document),
            again={**entered.again(), "ep": base64.b64encode(data).decode("ascii")},
            summary={
                "name": "" if medicine is None else medicine.name_form_strength,
                "package": entered.varenr,
                "packages": entered["packages"],
                "batch": entered["batch"],
                "at": entered["at"].replace("T", " "),
                "substituted": entered.substituted,
                "own": entered["number"],
                "pharmacist": f"{entered['given']} {entered['family']} ({entered['hpr']})",
                "pharmacy": entered["pharmacy"],
                "number": "".join(c for c in entered["number"] if c.isascii() and c.isalnum()) or "ny",
            },
        )

    return router


async def _form(request: Request) -> dict[str, bytes]:
    return await read_form(request, FORM_NAMES, set(), MAX_FORM)


def _document(parts: dict[str, bytes], name: str) -> bytes:
    """The document of an upload, or the shipped example that is asked for."""
    asked = parts.get("example", b"").decode("ascii", "replace")
    return example(asked) if asked in EXAMPLES else parts.get(name, b"")


def _hidden(parts: dict[str, bytes]) -> bytes:
    """The prescription that goes along in the form."""
    try:
        return base64.b64decode(parts.get("ep", b""), validate=True)
    except (binascii.Error, ValueError):
        raise Problem([finding("not-xml")]) from None


def _pretty(document: bytes) -> str:
    root = etree.fromstring(document)
    etree.indent(root)
    return str(etree.tostring(root, encoding="unicode"))
