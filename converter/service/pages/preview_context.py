"""What the page of an eD is given: whose it is, what was handed out beside what was prescribed, and what is open."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from converter.conversion.answer import Answer
from converter.conversion.ep_to_view.route import ep_to_view
from converter.conversion.ep_to_view.view import View
from converter.conversion.m10_to_ed.discard import discard_of
from converter.conversion.m10_to_ed.held import Held, held
from converter.conversion.medicine.comparison import Agreement
from converter.conversion.session import open_session
from converter.service.pages.document import english_of, persons_numbers
from converter.service.pages.environment import moment
from converter.service.pages.form import Entered
from converter.service.pages.preview import fixed
from converter.service.pages.reasons import reasons
from converter.service.pages.site import pretty, text_of
from converter.service.serving import Serving

FORMAL = frozenset({"identifiers-pending"})
"""What every eD is told of until the national identifiers are there; no matter of the dispense."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """An eD as it is shown.

    Attributes:
        serving: at the moment of the preview.
        data: the eP.
        entered: the dispense.
        answer, document: the eD.
        lang: `no` or `en`.
    """

    serving: Serving
    data: bytes
    entered: Entered
    answer: Answer[None]
    document: bytes
    lang: str


def preview_context(made: Previewed) -> dict[str, Any]:
    """What the template of an eD is given."""
    converter, now, entered = made.serving.converter, made.serving.clock(), made.entered
    medicine = converter.register.snapshot().find(entered.varenr)
    looked = ep_to_view(made.data, converter, now)
    view, packages = looked.details, Decimal(entered["packages"].replace(",", "."))
    facts: tuple[Held, ...] = ()
    if view is not None and medicine is not None:
        facts = held(view, medicine, packages, open_session(converter, now))
    notes = reasons([f for f in made.answer.findings if f.code not in FORMAL], view)
    said = {reason.first.code for reason in notes}
    return {
        "view": view,
        "head_ids": () if view is None or view.patient is None else persons_numbers(view.patient.ids),
        "english": partial(english_of, converter.tables),
        "notes": notes,
        "open": tuple([r for r in reasons(looked.findings, view) if r.first.code not in said]),
        "held": facts,
        "more": _more(view, packages, facts),
        "part": _part(view, packages, facts),
        "endpoint": bool(made.serving.ed_endpoint),
        "ed": text_of(made.document),
        "discard": text_of(discard_of(made.document, converter)),
        "xml": pretty(made.document),
        "again": {**entered.again(), "ep": text_of(made.data)},
        "fixed": fixed(now, made.document),
        "summary": {
            "name": "" if medicine is None else medicine.name_form_strength,
            "package": entered.varenr,
            "batch": entered["batch"],
            "at": _at(entered["at"], made.lang),
            "substituted": entered.substituted,
            "own": entered["number"],
            "pharmacist": f"{entered['given']} {entered['family']} ({entered['hpr']})",
            "pharmacy": entered["pharmacy"],
            "number": "".join(c for c in entered["number"] if c.isascii() and c.isalnum()) or "ny",
        },
    }


def _at(text: str, lang: str) -> str:
    """The local time of the form in words."""
    try:
        return moment(datetime.fromisoformat(text), lang)
    except ValueError:
        return text


def _totals(facts: tuple[Held, ...]) -> Agreement | None:
    return next((fact.agreement for fact in facts if fact.what == "total"), None)


def _more(view: View | None, packages: Decimal, facts: tuple[Held, ...]) -> bool:
    """Whether there are more packages, and it is not known that they hold the same."""
    asked = None if view is None else view.prescription.packages
    return asked is not None and packages > asked and _totals(facts) is Agreement.UNKNOWN


def _part(view: View | None, packages: Decimal, facts: tuple[Held, ...]) -> bool:
    """Whether less is handed out than was prescribed: by amount where amounts compare, else by packages."""
    asked, totals = (None if view is None else view.prescription.packages), _totals(facts)
    return totals is Agreement.OTHER or (totals is Agreement.UNKNOWN and asked is not None and packages < asked)
