"""Refusals as problem details (RFC 9457), and the one table of which code has which HTTP status."""

from collections.abc import Mapping
from typing import Any, Never

from starlette.responses import Response

from converter.answers.finding import finding_answers
from converter.answers.m1_to_ep import DispensedAnswer
from converter.answers.problem import ProblemAnswer
from converter.answers.versions import VersionsAnswer
from converter.conversion.answer import Answer, Decision, refused
from converter.conversion.converter import Versions
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.formats.xml import MAX_BYTES
from converter.model.catalogue import CATALOGUE
from converter.model.finding import Finding, Severity, finding
from converter.service.refusals import REFUSALS

PROBLEM_JSON = "application/problem+json"
TYPE = "urn:problem-type:e-prescription-converter:"
"""A name, not an address: what a code means is in docs/http.md and in the answer itself."""

BAD_REQUEST, NOT_FOUND, NO_SUCH_METHOD, NOT_ACCEPTABLE = 400, 404, 405, 406
CONFLICT, TOO_LARGE, WRONG_MEDIA_TYPE, UNPROCESSABLE, DEFECT, UNAVAILABLE = 409, 413, 415, 422, 500, 503

_OTHER_THAN_CONTENT = {
    "encoding-not-utf8": BAD_REQUEST,
    "doctype-not-allowed": BAD_REQUEST,
    "not-xml": BAD_REQUEST,
    "comment-in-value": BAD_REQUEST,
    "query-unknown": BAD_REQUEST,
    "query-repeated": BAD_REQUEST,
    "query-invalid": BAD_REQUEST,
    "at-invalid": BAD_REQUEST,
    "format-invalid": BAD_REQUEST,
    "pdf-of-several": BAD_REQUEST,
    "report-of-l3-only": BAD_REQUEST,
    "at-not-allowed": BAD_REQUEST,
    "status-invalid": BAD_REQUEST,
    "access-invalid": BAD_REQUEST,
    "multidose-invalid": BAD_REQUEST,
    "dispensed-invalid": BAD_REQUEST,
    "dispensed-of-several": BAD_REQUEST,
    "all-invalid": BAD_REQUEST,
    "lang-invalid": BAD_REQUEST,
    "report-invalid": BAD_REQUEST,
    "not-found": NOT_FOUND,
    "document-not-found": NOT_FOUND,
    "patient-id-malformed": BAD_REQUEST,
    "json-invalid": BAD_REQUEST,
    "json-type-not-supported": WRONG_MEDIA_TYPE,
    "messages-invalid": BAD_REQUEST,
    "method-not-allowed": NO_SUCH_METHOD,
    "not-acceptable": NOT_ACCEPTABLE,
    "too-large": TOO_LARGE,
    "too-many-elements": TOO_LARGE,
    "content-type-not-supported": WRONG_MEDIA_TYPE,
    "content-encoding-not-supported": WRONG_MEDIA_TYPE,
    "refusal-invalid": BAD_REQUEST,
    "multipart-invalid": BAD_REQUEST,
    "state-invalid": BAD_REQUEST,
    "parent-invalid": BAD_REQUEST,
    "conversation-invalid": BAD_REQUEST,
    "conversation-incomplete": BAD_REQUEST,
    "patient-invalid": BAD_REQUEST,
    "text-invalid": BAD_REQUEST,
    "text-missing": BAD_REQUEST,
    "text-type-not-supported": WRONG_MEDIA_TYPE,
    "not-from-here": BAD_REQUEST,
    "dispensation-conflict": CONFLICT,
    "dispensation-discarded": CONFLICT,
    "dispense-preview-changed": CONFLICT,
    "dispense-number-sent": CONFLICT,
    "dispense-preview-old": CONFLICT,
    "record-unavailable": UNAVAILABLE,
    "record-changed": UNAVAILABLE,
    "prescription-conflict": CONFLICT,
    "record-not-configured": UNAVAILABLE,
}

STATUS: Mapping[str, int] = {
    code: _OTHER_THAN_CONTENT.get(code, UNPROCESSABLE)
    for code, entry in (CATALOGUE | REFUSALS).items()
    if entry.severity == Severity.REJECT.value
}
"""HTTP status of every code that rejects: read but not convertible is 422, what could not be read the rest."""

HEADERS: Mapping[str, Mapping[str, str]] = {
    "content-type-not-supported": {"Accept-Post": "application/xml, text/xml"},
    "json-type-not-supported": {"Accept-Post": "application/json"},
    "text-type-not-supported": {"Accept-Post": "application/json, text/plain"},
    "record-unavailable": {"Retry-After": "5"},
    "record-changed": {"Retry-After": "1"},
    "content-encoding-not-supported": {"Accept-Encoding": "identity"},
    "too-large": {"Connection": "close"},
}
"""Response headers that go with a code. RFC 9110, 15.5.16: Accept-Encoding says what would have done."""

TITLES: Mapping[tuple[Decision, int], tuple[str, str]] = {
    (Decision.REJECTED, BAD_REQUEST): ("Forespørselen kan ikke leses", "The request cannot be read"),
    (Decision.REJECTED, NOT_FOUND): ("Finnes ikke", "Not found"),
    (Decision.REJECTED, NO_SUCH_METHOD): ("Metoden er ikke tillatt", "Method not allowed"),
    (Decision.REJECTED, NOT_ACCEPTABLE): ("Svarformatet er ikke tilgjengelig", "No acceptable format"),
    (Decision.REJECTED, TOO_LARGE): ("Meldingen er for stor", "The message is too large"),
    (Decision.REJECTED, WRONG_MEDIA_TYPE): ("Formatet støttes ikke", "Unsupported media type"),
    (Decision.REJECTED, UNPROCESSABLE): ("Resepten kan ikke konverteres", "The prescription cannot be converted"),
    (Decision.REJECTED, CONFLICT): ("En annen resept er sendt før", "Another prescription was sent before"),
    (Decision.REJECTED, UNAVAILABLE): (
        "Utvekslingsregisteret kan ikke brukes nå",
        "The exchange record cannot be used now",
    ),
    (Decision.EXCLUDED, UNPROCESSABLE): ("Resepten skal ikke ut av Norge", "The prescription may not leave Norway"),
    (Decision.DEFECT, DEFECT): ("Feil i konverteren", "A defect of the converter"),
}
"""Norwegian and English title by decision and status."""

DISPENSATION_TITLES = {
    **TITLES,
    (Decision.REJECTED, UNPROCESSABLE): ("Utleveringen kan ikke meldes", "The dispensation cannot be reported"),
    (Decision.REJECTED, CONFLICT): ("Utleveringen er mottatt før", "The dispensation was received before"),
}
"""The same for dispensations."""

_DECIDING = {
    Decision.REJECTED: Severity.REJECT,
    Decision.EXCLUDED: Severity.EXCLUDE,
    Decision.DEFECT: Severity.DEFECT,
}


def status_of(answer: Answer[Any]) -> int:
    """The HTTP status of an outcome that is not converted."""
    if answer.decision is Decision.DEFECT:
        return DEFECT
    if answer.decision is Decision.EXCLUDED:
        return UNPROCESSABLE
    return STATUS.get(_deciding(answer)[0].code, UNPROCESSABLE)


def problem(answer: Answer[Any], titles: Mapping[tuple[Decision, int], tuple[str, str]] = TITLES) -> Response:
    """The answer to an outcome that is not converted.

    `type` and `detail` are of the finding that decided; where several did, of the first, with their number.
    """
    first, *more = _deciding(answer)
    status = status_of(answer)
    title_no, title_en = titles[answer.decision, status]
    told = ProblemAnswer.model_validate(
        {
            "type": TYPE + first.code,
            "title": title_en,
            "title_no": title_no,
            "status": status,
            "detail": _detail(first.text_en, first.hint_en, len(more), "further reasons: see findings"),
            "detail_no": _detail(first.text_no, first.hint_no, len(more), "grunner til: se findings"),
            "decision": answer.decision,
            "repeats": answer.details.repeats if isinstance(answer.details, Prescribed) else None,
            "dispensed": DispensedAnswer.of(answer) if isinstance(answer.details, Prescribed) else None,
            "findings": finding_answers(answer.findings),
            "versions": VersionsAnswer.of(answer.versions),
        }
    )
    return Response(told.as_json(), status, dict(HEADERS.get(first.code, {})), PROBLEM_JSON)


def rejected(findings: tuple[Finding, ...], versions: Versions) -> Answer[Never]:
    """The outcome of a request that the service itself refuses."""
    return Answer(Decision.REJECTED, findings, versions)


def failed(versions: Versions) -> Answer[Never]:
    """The outcome of a request on which the service itself failed. Says nothing of how."""
    return refused((finding("unexpected-failure"),), versions)


def too_large(limit: int = MAX_BYTES) -> Finding:
    """The finding for a body that is larger than is taken: the parser's limit where no other is named."""
    return finding("too-large", limit=limit)


def _deciding(answer: Answer[Any]) -> list[Finding]:
    """The findings that led to the decision; first those that kept the message from being read."""
    found = [f for f in answer.findings if f.severity is _DECIDING[answer.decision]]
    return sorted(found, key=lambda f: STATUS.get(f.code, UNPROCESSABLE) == UNPROCESSABLE)


def _detail(text: str, hint: str, more: int, words: str) -> str:
    parts = [text, hint, f"({more} {words}.)" if more else ""]
    return " ".join(part for part in parts if part)
