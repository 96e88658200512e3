"""The report of a conversion, as plain values for JSON. Holds nothing of the patient."""

from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Any

from converter.conversion.answer import Outcome, Outcomes, Versions
from converter.conversion.ed_to_m10.route import DispenseOutcome
from converter.model.coded import plain
from converter.model.finding import Finding


def report(outcome: Outcome) -> dict[str, Any]:
    """Decision, findings, versions and, where asked for, provenance; the document is not part of it."""
    return {
        "decision": outcome.decision.value,
        "repeats": outcome.repeats,
        "findings": [finding_values(f) for f in outcome.findings],
        "versions": versions_values(outcome.versions),
        **_provenance(outcome),
    }


def _provenance(outcome: Outcome) -> dict[str, Any]:
    """The origin of each value of the document, where it was asked for."""
    if outcome.provenance is None:
        return {}
    return {
        "provenance": [
            {"output": o.output, "kind": o.kind.value, "source": o.source, "table": o.table, "row": o.row}
            for o in outcome.provenance
        ]
    }


def dispense_values(outcome: DispenseOutcome) -> dict[str, Any]:
    """Decision, findings, versions and, where known, what of the prescription is used; the M10 is not part of it."""
    used = outcome.consumption
    return {
        "decision": outcome.decision.value,
        "repeated": outcome.answered is not None,
        "finished": outcome.finished,
        "consumption": None
        if used is None
        else {
            "unit": used.of,
            "now": _exact(used.now),
            "before": _exact(used.before),
            "oneDispense": _exact(used.one),
            "prescribed": _exact(used.whole),
            "remaining": _exact(used.remaining),
        },
        "findings": [finding_values(f) for f in outcome.findings],
        "versions": versions_values(outcome.versions),
    }


def _exact(value: Fraction | None) -> str | None:
    """An amount as a decimal number; as a fraction where it has no end."""
    if value is None:
        return None
    with localcontext(prec=100) as exact:
        number = Decimal(value.numerator) / Decimal(value.denominator)
        return str(value) if exact.flags[Inexact] else plain(number)


def list_values(answers: Outcomes) -> dict[str, Any]:
    """The outcomes of a message's prescriptions, in its order; `document` is the text of the XML, or null."""
    return {
        "outcomes": [
            {
                "position": position,
                "decision": outcome.decision.value,
                "repeats": outcome.repeats,
                "document": None if outcome.document is None else outcome.document.decode("utf-8"),
                "findings": [finding_values(f) for f in outcome.findings],
                **_provenance(outcome),
            }
            for position, outcome in enumerate(answers.outcomes, 1)
        ],
        "versions": versions_values(answers.versions),
    }


def versions_values(versions: Versions) -> dict[str, Any]:
    """What made an answer."""
    return {
        "software": versions.software,
        "tables": versions.tables,
        "fest": versions.fest,
        "festIsDemo": versions.fest_is_demo,
        "pendingIdentifiers": list(versions.pending_identifiers),
    }


def finding_values(finding: Finding) -> dict[str, Any]:
    """One finding; texts in Norwegian (`no`) and English (`en`)."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "text": {"no": finding.text_no, "en": finding.text_en},
        "hint": {"no": finding.hint_no, "en": finding.hint_en},
        "basis": finding.basis,
        "openncp": finding.openncp,
    }
