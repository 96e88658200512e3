"""The view of a prescription as one HTML document that needs nothing beside it: for a pharmacy's own system to show."""

import base64
import hashlib
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from converter.conversion.answer import Answer
from converter.conversion.ep_to_view.persons import IdView
from converter.conversion.ep_to_view.view import View, verdict
from converter.conversion.ep_to_view.words import NORWEGIAN, SETS, Shown
from converter.model.draft_rows import DRAFT
from converter.model.finding import Severity
from converter.service.pages.environment import environment, static_text
from converter.service.pages.labels import words
from converter.service.pages.reasons import reasons
from converter.terminology.tables import Tables

STYLE = "page.css"
IN_BOX = 3
"""Reasons that the box at the top says; all that stop it are said there."""
HEAD = 2
"""Numbers of the patient beside the name."""


def view_document(answer: Answer[View], view: View, lang: str, tables: Tables | None = None) -> str:
    """The document, HTML.

    Args:
        answer: one with a view; view: the same.
        lang: `no` or `en`.
        tables: for English terms; without them terms are Norwegian in English too, and marked so.
    """
    template = environment().get_template("alone.html")
    style = Markup(static_text(STYLE))  # noqa: S704 - our own file, and the policy names its hash
    demo = answer.versions.fest_is_demo
    return template.render(lang=lang, t=words(lang), style=style, demo=demo, **view_context(answer, view, tables))


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


def view_context(answer: Answer[View], view: View, tables: Tables | None = None) -> dict[str, Any]:
    """What the template of a prescription is given: the view, its verdict, the reasons, the gravest of them for the
    box at the top, and which words are drafts."""
    pdf, why = view.prescription.pdf, reasons(answer.findings, view)
    stops = sum(reason.first.severity is not Severity.REMARK for reason in why)
    ids = () if view.patient is None else view.patient.ids
    return {
        "v": view,
        "said": view.prescription,
        "stops": stops,
        "reasons": why,
        "box": max(IN_BOX, stops),
        "head_ids": persons_numbers(ids),
        "drafts": [f for f in answer.findings if f.code == DRAFT],
        "verdict": verdict(answer),
        "english": partial(english_of, tables),
        "pdf": "" if pdf is None else base64.b64encode(pdf).decode("ascii"),
    }


def persons_numbers(ids: tuple[IdView, ...]) -> tuple[IdView, ...]:
    """The numbers of the person among all that the document has: those of known kinds; else the first of many."""
    known = tuple([one for one in ids if one.kind])[:HEAD]
    return known or (ids if len(ids) <= HEAD else ids[:1])


def english_of(tables: Tables | None, table: str, concept: Shown) -> str:
    """The English of a concept of the EU's, as its value set has it; empty where it has none."""
    if tables is None or not concept.code or concept.language != NORWEGIAN:
        return ""
    return tables.value_set(SETS[table]).terms.get(concept.code, "")
