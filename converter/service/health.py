"""Whether the service lives, and what it would answer with: versions, ages and warnings."""

from datetime import datetime
from typing import Literal

from converter.answers.operations import ReadyAnswer, WarningAnswer
from converter.answers.shape import Bilingual
from converter.answers.versions import VersionsAnswer
from converter.conversion.converter import Converter
from converter.enrichment.live_register import LiveRegister
from converter.enrichment.medicines import MedicinesRegister, age_in_days
from converter.enrichment.register_errors import RegisterProblem
from converter.model.finding import finding
from converter.record.record import ExchangeRecord

WARNINGS = {
    "register-demo": (
        "Registeret er demoutdraget. Bygg et fra FEST.",
        "The register is the demo extract. Build one from FEST.",
    ),
    "identifiers-pending": (
        "Identifikatorer som Norge ikke har tildelt ennå, er plassholdere.",
        "Identifiers that Norway has yet to assign are placeholders.",
    ),
    "rows-draft": (
        "Tabellene har rader som ikke er kvalitetssikret.",
        "The tables have rows that are yet to be reviewed.",
    ),
    "at-allowed": (
        "Den som spør, kan velge tidspunktet. Ikke for produksjon.",
        "Callers may choose the moment of conversion. Not for production.",
    ),
}
"""Norwegian and English text by code; the register's age and its file have theirs elsewhere."""


def problem_of(register: MedicinesRegister) -> RegisterProblem | None:
    """Why the register's file is not in use; None where it is, or where there is none to follow."""
    return register.last_problem if isinstance(register, LiveRegister) else None


def ready(converter: Converter, record: ExchangeRecord | None, at: datetime, allow_at: bool) -> ReadyAnswer:
    """What /health/ready answers.

    Args:
        converter: what would answer a conversion.
        record: the exchange record, where there is one.
        at: now, with time zone.
        allow_at: whether callers may choose the moment.
    """
    register = converter.register.snapshot()
    versions = converter.versions_of(register)
    age, limit = age_in_days(register.version, at), converter.fest_max_age
    drafts = converter.draft_rows
    holds = {
        "register-demo": versions.fest_is_demo,
        "identifiers-pending": bool(converter.identifiers.pending),
        "rows-draft": drafts > 0,
        "at-allowed": allow_at,
    }
    warnings = [_warning(code, no, en) for code, (no, en) in WARNINGS.items() if holds[code]]
    if age > limit:
        old = finding("register-old", days=age, limit=limit)
        warnings.insert(0, _warning(old.code, f"{old.text_no} {old.hint_no}", f"{old.text_en} {old.hint_en}"))
    if problem := problem_of(converter.register):
        warnings.insert(0, _warning(problem.code.value, problem.norwegian, problem.english))
    state = _state(record)
    return ReadyAnswer(
        status="unready" if state == "silent" else "ready",
        versions=VersionsAnswer.of(versions),
        register_date=versions.fest,
        register_age_days=age,
        register_max_age_days=limit,
        draft_rows=drafts,
        record=state,
        warnings=tuple(warnings),
    )


def _state(record: ExchangeRecord | None) -> Literal["off", "answers", "silent"]:
    if record is None:
        return "off"
    return "answers" if record.answers() else "silent"


def _warning(code: str, norwegian: str, english: str) -> WarningAnswer:
    return WarningAnswer(code=code, text=Bilingual(no=norwegian, en=english))
