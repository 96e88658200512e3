"""The templates, and what every page is sent with."""

from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import Response

from converter.service.pages.labels import EN, NO, words
from converter.service.pages.reasons import together
from converter.service.pages.words import html_of

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LOCALES = {NO: "nb", EN: "en_GB"}
SCHEMES = frozenset({"tel", "mailto", "fax"})
HTML = "text/html; charset=utf-8"
STATIC = {
    "icon.svg": "image/svg+xml",
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
}


@cache
def environment() -> Environment:
    """Jinja with everything escaped; a name that is not given is an error."""
    made = Environment(
        loader=PackageLoader("converter.service.pages"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = day
    made.filters["together"] = together
    made.filters["html_of"] = html_of
    made.filters["reachable"] = reachable
    return made


def day(on: date | None, lang: str) -> str:
    """`1. november 2026` or `1 November 2026`: no order of numbers to mistake; empty where there is none."""
    return "" if on is None else format_date(on, "long", locale=LOCALES[lang])


def moment(local: datetime, lang: str) -> str:
    """`1. november 2026 kl. 10:15`, or `1 November 2026 at 10:15`, as its clock says it."""
    return f"{day(local.date(), lang)} {'kl.' if lang == NO else 'at'} {local:%H:%M}"


def reachable(address: str) -> str:
    """A telephone number or an address without the scheme of its URL: `tel:+47 1` is `+47 1`."""
    scheme, colon, rest = address.partition(":")
    return rest if colon and scheme.lower() in SCHEMES else address


def page(name: str, lang: str, status: int = 200, **values: Any) -> Response:
    """A page in a language.

    Args:
        name: of the template, without `.html`.
        lang: `no` or `en`.
        status: of the answer.
        values: for the template.
    """
    template = environment().get_template(f"{name}.html")
    return Response(template.render(lang=lang, t=words(lang), **values), status, HEADERS, HTML)


def static(name: str) -> Response:
    """A style sheet or script.

    Raises:
        KeyError: there is none of this name.
    """
    kind = STATIC[name]
    return Response(static_text(name), 200, HEADERS, kind)


@cache
def static_text(name: str) -> str:
    """The text of a style sheet or script of ours."""
    return files("converter.service.pages").joinpath("static", name).read_text(encoding="utf-8")


def language(values: list[tuple[str, str]]) -> str:
    """The language that the query asks for; Norwegian where it asks for none, or for another."""
    asked = [value for name, value in values if name == "lang"]
    return EN if asked == [EN] else NO
