"""What a conversion request says, read strictly: whatever is unknown, repeated or malformed is refused."""

from collections.abc import Iterable, Sequence, Set
from typing import TypeVar

from pydantic import ValidationError
from starlette.requests import Request

from converter.formats.xml import MAX_BYTES
from converter.model.finding import Finding, Problem
from converter.service.negotiation import OFFERED, TAKEN, choose, takes
from converter.service.problem import too_large
from converter.service.queries import ALLOW_AT, NOT_ALLOWED, Query
from converter.service.refusals import REFUSALS, refusal

UNKNOWN = "extra_forbidden"
"""What pydantic calls a field that is not declared."""
QueryT = TypeVar("QueryT", bound=Query)


def read_query(pairs: Iterable[tuple[str, str]], kind: type[QueryT], allow_at: bool) -> QueryT:
    """Reads the query parameters.

    Args:
        pairs: names and values as sent, decoded.
        kind: the route's own.
        allow_at: whether the caller may choose the moment.

    Raises:
        Problem: `query-unknown`, `query-repeated`, `at-not-allowed`, `query-invalid`, or `<name>-invalid` for a
            parameter that has a code of its own; all that apply, those of parameters in the order of their fields. A
            blank value is invalid: it could be one that was lost.
    """
    sent = list(pairs)
    given = dict(sent)
    found: list[Finding] = []
    if len(given) < len(sent):
        found.append(refusal("query-repeated"))
    try:
        query = kind.model_validate(given, context={ALLOW_AT: allow_at})
    except ValidationError as error:
        told: dict[str, str] = {}
        for misfit in error.errors(include_url=False, include_context=False, include_input=False):
            # One that may be left out is of several kinds, and each tells why it is not of it: the first is the one.
            told.setdefault(str(misfit["loc"][0]), misfit["type"])
        if UNKNOWN in told.values():
            found.insert(0, refusal("query-unknown"))
        found += [_misfit(name, why) for name, why in told.items() if why != UNKNOWN]
        raise Problem(found) from None
    if found:
        raise Problem(found)
    return query


def _misfit(name: str, why: str) -> Finding:
    """The finding about a parameter that is known."""
    own = why if why == NOT_ALLOWED else f"{name}-invalid"
    return refusal(own if own in REFUSALS else "query-invalid", f"?{name}")


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


def check_content(
    request: Request, limit: int = MAX_BYTES, kinds: Set[str] = TAKEN, otherwise: str = "content-type-not-supported"
) -> None:
    """Checks what the headers say of the body, before any of it is read.

    Args:
        request: its headers.
        limit: bytes of the body.
        kinds: the media types that are taken.
        otherwise: the code of a refusal of another.

    Raises:
        Problem: `otherwise`, `content-encoding-not-supported` or `too-large`.
    """
    types = request.headers.getlist("content-type")
    if len(types) != 1 or not takes(types[0], kinds):
        raise Problem([refusal(otherwise)])
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
