"""The calls of the route of a dosage text."""

import json

from converter.service.call import Caller
from converter.service.dosage import MAX_TEXT, ROUTE
from converter.service.negotiation import JSON, PLAIN, XML
from converter.service.problem import PROBLEM_JSON


def _body(text: str) -> bytes:
    """A text as JSON brings it."""
    return json.dumps({"text": text}, ensure_ascii=False).encode()


_call = Caller(
    ROUTE, "dosage-", {"body": _body("1 tablett 3 ganger daglig i 7 dager"), "accept": JSON, "content_type": JSON}
)

CALLS = (
    _call("json", 200, JSON, "Understood, and held by the structure of an eP"),
    _call(
        "plain", 200, JSON, "The same as plain text", body=b"1 tablett 3 ganger daglig i 7 dager", content_type=PLAIN
    ),
    _call(
        "maximum",
        200,
        JSON,
        "Understood, and text only",
        body=_body("1-2 tabletter inntil 3 ganger daglig ved smerter. Maks 6 tabletter per døgn"),
    ),
    _call("elsewhere", 200, JSON, "A text that points elsewhere", body=_body("Som avtalt med lege")),
    _call("unknown-word", 200, JSON, "Not understood, for a word", body=_body("1 tabelt morgen")),
    _call("unsound", 200, JSON, "Not understood: it contradicts itself", body=_body("1 tablett daglig mandag")),
    _call("no-text", 400, PROBLEM_JSON, "Without a text", body=_body("")),
    _call("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept=XML),
    _call("too-large", 413, PROBLEM_JSON, "More than 20,000 bytes", body=b" " * (MAX_TEXT + 1)),
    _call("content-type", 415, PROBLEM_JSON, "Neither JSON nor text", content_type=XML),
    _call("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True),
)
