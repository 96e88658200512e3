"""The pages' routes. Nothing is kept between them: the prescription goes along in the form."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from converter.model.finding import Problem
from converter.service.pages import dosage, ep_to_view, m1_to_ep, m10_to_ed
from converter.service.pages.environment import STATIC, static
from converter.service.pages.site import PHARMACY, Site, asked_language
from converter.service.refusals import refusal
from converter.service.serving import Serving


def page_routes(serving: Serving) -> APIRouter:
    """The pages, for one application."""
    site = Site(serving)
    router = site.router()

    @router.get("/", response_model=None)
    async def start(request: Request) -> Response:
        return RedirectResponse(f"{PHARMACY}?lang={asked_language(request)}", 303)

    @router.get("/static/{name}", response_model=None)
    async def asset(name: str) -> Response:
        if name not in STATIC:
            raise Problem([refusal("not-found")])
        return static(name)

    for page in (ep_to_view, m10_to_ed, m1_to_ep, dosage):
        router.include_router(page.routes(site))
    return router
