"""The body of a dispensation: an eD alone, or a form with the eD and the M1 it was dispensed on."""

from collections.abc import AsyncIterator, Set
from dataclasses import dataclass
from email.message import Message

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from converter.formats.xml import MAX_BYTES
from converter.model.finding import Problem
from converter.service.problem import too_large
from converter.service.refusals import refusal
from converter.service.request import check_content, check_encoding, read_body

FORM = "multipart/form-data"
ED, M1 = "ed", "m1"
MAX_FORM = 2 * MAX_BYTES + 10_000
"""Two messages and what a form puts around them."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An eD, and the M1 where it came along."""

    ed: bytes
    m1: bytes | None = None


async def read_upload(request: Request) -> Upload:
    """Reads the body, no further than its limit and never to disk.

    Raises:
        Problem: as `check_content` and `read_body`; `multipart-invalid`.
        starlette.requests.ClientDisconnect: the client went away.
    """
    if not is_form(request):
        check_content(request)
        return Upload(await read_body(request))
    parts = await read_form(request, {ED, M1}, {ED}, MAX_FORM)
    if any(len(part) > MAX_BYTES for part in parts.values()):
        raise Problem([too_large()])
    return Upload(parts[ED], parts.get(M1))


def is_form(request: Request) -> bool:
    """Whether the body says that it is a form."""
    types = request.headers.getlist("content-type")
    return len(types) == 1 and _is_form(types[0])


async def read_form(request: Request, known: Set[str], needed: Set[str], limit: int) -> dict[str, bytes]:
    """The parts of a form by name, each a file.

    Args:
        request: its body is read no further than the limit, and never to disk.
        known: names of parts that may be there.
        needed: those that must.
        limit: bytes of the whole form.

    Raises:
        Problem: `multipart-invalid`, `too-large`.
    """
    check_encoding(request)
    body = await read_body(request, limit)
    parts = await _parts(request.headers, body, len(known), limit)
    if not needed <= parts.keys() or not parts.keys() <= known:
        raise Problem([refusal("multipart-invalid")])
    return parts


def _is_form(content_type: str) -> bool:
    header = Message()
    header["Content-Type"] = content_type
    return header.get_content_type() == FORM


async def _parts(headers: Headers, body: bytes, most: int, limit: int) -> dict[str, bytes]:
    """The parts by name; each once, a file or a field."""

    async def stream() -> AsyncIterator[bytes]:
        yield body

    parser = MultiPartParser(
        headers,
        stream(),  # type: ignore[arg-type]  # any async iterator
        max_files=most,
        max_fields=most,
        max_part_size=limit,
    )
    parser.spool_max_size = limit  # beyond it a part would be written to disk
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError):
        raise Problem([refusal("multipart-invalid")]) from None
    try:
        found: dict[str, bytes] = {}
        for name, part in form.multi_items():
            if name in found:
                raise Problem([refusal("multipart-invalid")])
            found[name] = await part.read() if isinstance(part, UploadFile) else part.encode("utf-8")
        return found
    finally:
        await form.close()
