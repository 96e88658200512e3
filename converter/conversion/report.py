"""The report of a conversion, as plain values for JSON. Holds nothing of the patient."""

from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Any

from converter.conversion.answer import Answer, Answers
from converter.conversion.converter import Versions
from converter.conversion.ed_to_m10.route import Dispensed
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.model.coded import plain
from converter.model.finding import Finding


def report(answer: Answer[Any]) -> dict[str, Any]:
    """Decision, findings, versions and, where asked for, provenance; the document is not part of it."""
    details = answer.details if isinstance(answer.details, Prescribed) else None
    return {
        "decision": answer.decision.value,
        "repeats": None if details is None else details.repeats,
        "findings": [finding_values(f) for f in answer.findings],
        "versions": versions_values(answer.versions),
        **_provenance(details),
    }


def _provenance(details: Prescribed | None) -> dict[str, Any]:
    """The origin of each value of the document, where it was asked for."""
    if details is None or details.provenance is None:
        return {}
    return {
        "provenance": [
            {"output": o.output, "kind": o.kind.value, "source": o.source, "table": o.table, "row": o.row}
            for o in details.provenance
        ]
    }


def dispensation_values(answer: Answer[Dispensed]) -> dict[str, Any]:
    """Decision, findings, versions and, where known, what of the prescription is used; the M10 is not part of it."""
    details = answer.details
    used = None if details is None else details.consumption
    return {
        "decision": answer.decision.value,
        "repeated": details is not None and details.answered is not None,
        "finished": details is not None and details.finished,
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
        "findings": [finding_values(f) for f in answer.findings],
        "versions": versions_values(answer.versions),
    }


def _exact(value: Fraction | None) -> str | None:
    """An amount as a decimal number; as a fraction where it has no end."""
    if value is None:
        return None
    with localcontext(prec=100) as exact:
        number = Decimal(value.numerator) / Decimal(value.denominator)
        return str(value) if exact.flags[Inexact] else plain(number)


def list_values(answers: Answers[Prescribed]) -> dict[str, Any]:
    """The outcomes of a message's prescriptions, in its order; `document` is the text of the XML, or null."""
    return {
        "outcomes": [
            {
                "position": position,
                "decision": answer.decision.value,
                "repeats": None if answer.details is None else answer.details.repeats,
                "document": None if answer.document is None else answer.document.decode("utf-8"),
                "findings": [finding_values(f) for f in answer.findings],
                **_provenance(answer.details),
            }
            for position, answer in enumerate(answers.answers, 1)
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
