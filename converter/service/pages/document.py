"""The view of a prescription as one HTML document that needs nothing beside it: for a pharmacy's own system to show."""

import base64
import hashlib
from functools import cache
from typing import Any

from markupsafe import Markup

from converter.conversion.answer import Answer
from converter.conversion.ep_to_view.view import View, verdict
from converter.conversion.session import DRAFT
from converter.model.finding import Severity
from converter.service.pages.environment import environment, static_text
from converter.service.pages.labels import words

STYLE = "page.css"


def view_document(answer: Answer[View], view: View, lang: str) -> str:
    """The document, HTML.

    Args:
        answer: one with a view; view: the same.
        lang: `no` or `en`.
    """
    template = environment().get_template("alone.html")
    style = Markup(static_text(STYLE))  # noqa: S704 - our own file, and the policy names its hash
    demo = answer.versions.fest_is_demo
    return template.render(lang=lang, t=words(lang), style=style, demo=demo, **view_context(answer, view))


@cache
def document_headers() -> dict[str, str]:
    """What it is sent with: nothing may run or be fetched, and only our own style applies."""
    digest = base64.b64encode(hashlib.sha256(static_text(STYLE).encode()).digest()).decode("ascii")
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'; base-uri 'none';"
            " frame-ancestors 'none'"
        ),
        "Referrer-Policy": "no-referrer",
    }


def view_context(answer: Answer[View], view: View) -> dict[str, Any]:
    """What the template of a prescription is given: the view, its verdict, what stops it, what is to be noted, and
    which words are drafts."""
    pdf = view.prescription.pdf
    return {
        "v": view,
        "said": view.prescription,
        "stops": [f for f in answer.findings if f.severity is not Severity.REMARK],
        "notes": [f for f in answer.findings if f.severity is Severity.REMARK and f.code != DRAFT],
        "drafts": [f for f in answer.findings if f.code == DRAFT],
        "verdict": verdict(answer),
        "pdf": "" if pdf is None else base64.b64encode(pdf).decode("ascii"),
    }
