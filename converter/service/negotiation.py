"""Content negotiation (RFC 9110, 8.3 and 12.5.1): which format to answer in, and which bodies are taken."""

import re
from collections.abc import Mapping, Sequence, Set
from email.message import Message

from starlette.responses import Response

from converter.answers.shape import Shape

XML, JSON, HTML, PLAIN = "application/xml", "application/json", "text/html", "text/plain"
PDF = "application/pdf"
OFFERED = (XML, JSON)
TAKEN = frozenset({XML, "text/xml"})
UTF8 = frozenset({"utf-8", "utf8"})

RANGE = re.compile(r"(?:\*/\*|[!#$%&'*+.^_`|~0-9A-Za-z-]+/(?:\*|[!#$%&'*+.^_`|~0-9A-Za-z-]+))\Z")
WEIGHT = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\Z")
EXACT, SUBTYPES, ANY = 2, 1, 0


def choose(accept: str | None, offered: Sequence[str] = OFFERED) -> str | None:
    """The format to answer in: the one of the highest weight, the first offered among equals; None where none fits.

    Args:
        accept: the Accept header, several joined by commas; None or blank accepts everything. A range that cannot be
            read, or that asks for a parameter other than UTF-8, is left out.
        offered: media types, the preferred first.
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = [r for r in map(_range, accept.split(",")) if r is not None]
    best, best_weight = None, 0.0
    for media in offered:
        weight = _weight(media, ranges)
        if weight > best_weight:
            best, best_weight = media, weight
    return best


def takes(content_type: str, kinds: Set[str] = TAKEN) -> bool:
    """Whether a body of this Content-Type is taken: of these kinds, XML else, and in UTF-8 where a charset is named."""
    header = Message()
    header["Content-Type"] = content_type
    charset = header.get_param("charset", "utf-8")
    return header.get_content_type() in kinds and isinstance(charset, str) and charset.strip().lower() in UTF8


def json_answer(answer: Shape, headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """An answer in JSON."""
    return Response(answer.as_json(), status, headers, JSON)


def _range(text: str) -> tuple[str, float] | None:
    media, *parameters = (part.strip().lower() for part in text.split(";"))
    weight = 1.0
    for parameter in parameters:
        name, _, value = (part.strip() for part in parameter.partition("="))
        if name == "q":
            if not WEIGHT.match(value):
                return None
            weight = float(value)
        elif name != "charset" or value.strip('"') not in UTF8:
            return None
    return (media, weight) if RANGE.match(media) else None


def _weight(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific range that fits; 0 where none does."""
    by_specificity = {media: EXACT, media.partition("/")[0] + "/*": SUBTYPES, "*/*": ANY}
    fitting = [(by_specificity[name], weight) for name, weight in ranges if name in by_specificity]
    return max(fitting, default=(ANY, 0.0))[1]
