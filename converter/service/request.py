"""What a conversion request says, read strictly: whatever is unknown, repeated or malformed is refused."""

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from converter.conversion.moment import moment
from converter.formats.xml import MAX_BYTES
from converter.model.finding import Finding, Problem
from converter.rules.m1_to_ep import CallerSays
from converter.service.negotiation import OFFERED, choose, takes
from converter.service.problem import too_large
from converter.service.refusals import refusal

AT, STATUS, ACCESS, ALL, REPORT = "at", "status", "access", "all", "report"
PARAMETERS = frozenset({AT, STATUS, ACCESS, ALL, REPORT})
REFUSAL, FORMS = "refusal", frozenset({"problem", "apprec"})
REPORTS = frozenset({"full", "brief"})
LANG, LANGS = "lang", frozenset({"no", "en"})
TRUTHS = frozenset({"true", "false"})
ACCESSES = frozenset({"open", "blocked"})


@dataclass(frozen=True, slots=True)
class Query:
    """The query of a conversion.

    Attributes:
        at: the moment, where the caller may and does choose it.
        caller: what the caller says.
        every: whether each prescription of the message is to be answered, in a list.
        full: whether the answer has the origin of each value; it is then JSON.
    """

    at: datetime | None
    caller: CallerSays
    every: bool = False
    full: bool = False


def read_query(pairs: Iterable[tuple[str, str]], statuses: Container[str], allow_at: bool) -> Query:
    """Reads the query parameters.

    Args:
        pairs: names and values as sent, decoded.
        statuses: the codes of list 7408.
        allow_at: whether the caller may choose the moment.

    Raises:
        Problem: `query-unknown`, `query-repeated`, `at-not-allowed`, `at-invalid`, `status-invalid`,
            `access-invalid`, `all-invalid` or `report-invalid`; all that apply. A blank value is invalid: it could be
            one that was lost.
    """
    found: list[Finding] = []
    given = _once(pairs, PARAMETERS, found)
    at = _at(given, allow_at, found)
    if STATUS in given and given[STATUS] not in statuses:
        found.append(refusal("status-invalid", f"?{STATUS}"))
    if ACCESS in given and given[ACCESS] not in ACCESSES:
        found.append(refusal("access-invalid", f"?{ACCESS}"))
    if ALL in given and given[ALL] not in TRUTHS:
        found.append(refusal("all-invalid", f"?{ALL}"))
    if REPORT in given and given[REPORT] not in REPORTS:
        found.append(refusal("report-invalid", f"?{REPORT}"))
    if found:
        raise Problem(found)
    caller = CallerSays(given.get(STATUS, ""), given.get(ACCESS, ""))
    return Query(at, caller, every=given.get(ALL) == "true", full=given.get(REPORT) == "full")


@dataclass(frozen=True, slots=True)
class DispenseQuery:
    """The query of a dispensation: the moment, and whether a refusal is to be an AppRec."""

    at: datetime | None
    apprec: bool = False


def read_dispense_query(pairs: Iterable[tuple[str, str]], allow_at: bool) -> DispenseQuery:
    """Reads the query parameters of a dispensation.

    Raises:
        Problem: `query-unknown`, `query-repeated`, `at-not-allowed`, `at-invalid` or `refusal-invalid`; all that apply.
    """
    found: list[Finding] = []
    given = _once(pairs, frozenset({AT, REFUSAL}), found)
    at = _at(given, allow_at, found)
    if REFUSAL in given and given[REFUSAL] not in FORMS:
        found.append(refusal("refusal-invalid", f"?{REFUSAL}"))
    if found:
        raise Problem(found)
    return DispenseQuery(at, given.get(REFUSAL) == "apprec")


@dataclass(frozen=True, slots=True)
class ViewQuery:
    """The query of a view: the moment, and the language of the page (`no` or `en`)."""

    at: datetime | None
    lang: str = "no"


def read_view_query(pairs: Iterable[tuple[str, str]], allow_at: bool) -> ViewQuery:
    """Reads the query parameters of a view.

    Raises:
        Problem: `query-unknown`, `query-repeated`, `at-not-allowed`, `at-invalid` or `lang-invalid`; all that apply.
    """
    found: list[Finding] = []
    given = _once(pairs, frozenset({AT, LANG}), found)
    at = _at(given, allow_at, found)
    if LANG in given and given[LANG] not in LANGS:
        found.append(refusal("lang-invalid", f"?{LANG}"))
    if found:
        raise Problem(found)
    return ViewQuery(at, given.get(LANG, "no"))


def _once(pairs: Iterable[tuple[str, str]], known: Set[str], found: list[Finding]) -> dict[str, str]:
    """The parameters by name; an unknown or a repeated one is noted."""
    sent = list(pairs)
    given = dict(sent)
    if not given.keys() <= known:
        found.append(refusal("query-unknown"))
    if len(given) < len(sent):
        found.append(refusal("query-repeated"))
    return given


def _at(given: Mapping[str, str], allow_at: bool, found: list[Finding]) -> datetime | None:
    if AT not in given:
        return None
    if not allow_at:
        found.append(refusal("at-not-allowed", f"?{AT}"))
        return None
    return _moment(given[AT], found)


def _moment(text: str, found: list[Finding]) -> datetime | None:
    try:
        return moment(text)
    except ValueError:
        found.append(refusal("at-invalid", f"?{AT}"))
        return None


def read_accept(request: Request, offered: Sequence[str] = OFFERED) -> str:
    """The media type to answer in, of those offered.

    Raises:
        Problem: `not-acceptable`.
    """
    accepted = request.headers.getlist("accept")
    chosen = choose(",".join(accepted) if accepted else None, offered)
    if chosen is None:
        raise Problem([refusal("not-acceptable")])
    return chosen


def check_content(request: Request, limit: int = MAX_BYTES) -> None:
    """Checks what the headers say of the body, before any of it is read.

    Raises:
        Problem: `content-type-not-supported`, `content-encoding-not-supported` or `too-large`.
    """
    types = request.headers.getlist("content-type")
    if len(types) != 1 or not takes(types[0]):
        raise Problem([refusal("content-type-not-supported")])
    check_encoding(request)
    length = request.headers.get("content-length", "").lstrip("0")
    # The length first: int() raises on thousands of digits.
    if length.isascii() and length.isdigit() and (len(length) > len(str(limit)) or int(length) > limit):
        raise Problem([too_large(limit)])


def check_encoding(request: Request) -> None:
    """Checks that the body is not compressed.

    Raises:
        Problem: `content-encoding-not-supported`.
    """
    if any(e.strip().lower() != "identity" for e in request.headers.getlist("content-encoding")):
        raise Problem([refusal("content-encoding-not-supported")])


async def read_body(request: Request, limit: int = MAX_BYTES) -> bytes:
    """The body, read no further than a limit, the parser's where none is given, whatever its headers say.

    Raises:
        Problem: `too-large`.
        starlette.requests.ClientDisconnect: the client went away.
    """
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise Problem([too_large(limit)])
        chunks.append(chunk)
    return b"".join(chunks)
