"""Whether the service lives, and what it would answer with: versions, ages and warnings."""

from datetime import datetime
from typing import Any

from converter.conversion.converter import Converter
from converter.conversion.outcome import Decision, Outcome
from converter.conversion.report import report

REGISTER_OLD_DAYS = 31
"""FEST comes out twice a month (DMP); a register older than this has missed an edition."""

WARNINGS = {
    "register-demo": (
        "Registeret er demoutdraget. Bygg et fra FEST.",
        "The register is the demo extract. Build one from FEST.",
    ),
    "register-old": (
        "Registeret er eldre enn en måned. Bygg et nytt fra FEST.",
        "The register is older than a month. Build a new one from FEST.",
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
"""Norwegian and English text by code."""


def ready(converter: Converter, at: datetime, allow_at: bool) -> dict[str, Any]:
    """What /health/ready answers.

    Args:
        converter: what would answer a conversion.
        at: now, with time zone.
        allow_at: whether callers may choose the moment.
    """
    age = (at - converter.register.version.retrieved).days
    drafts = sum(converter.tables.drafts.values())
    holds = {
        "register-demo": converter.versions.fest_is_demo,
        "register-old": age > REGISTER_OLD_DAYS,
        "identifiers-pending": bool(converter.identifiers.pending),
        "rows-draft": drafts > 0,
        "at-allowed": allow_at,
    }
    return {
        "status": "ready",
        "versions": report(Outcome(Decision.CONVERTED, (), converter.versions))["versions"],
        "registerAgeDays": age,
        "draftRows": drafts,
        "warnings": [{"code": c, "text": {"no": no, "en": en}} for c, (no, en) in WARNINGS.items() if holds[c]],
    }
