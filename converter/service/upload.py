"""The body of a dispensation: an eD alone, or a form with the eD and the M1 it was dispensed on."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import Message

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from converter.formats.xml import MAX_BYTES
from converter.model.finding import Problem
from converter.service.problem import too_large
from converter.service.refusals import refusal
from converter.service.request import check_content, read_body

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
    types = request.headers.getlist("content-type")
    if len(types) != 1 or not _is_form(types[0]):
        check_content(request)
        return Upload(await read_body(request))
    body = await read_body(request, MAX_FORM)
    parts = await _parts(request.headers, body)
    if ED not in parts or not parts.keys() <= {ED, M1}:
        raise Problem([refusal("multipart-invalid")])
    if any(len(part) > MAX_BYTES for part in parts.values()):
        raise Problem([too_large()])
    return Upload(parts[ED], parts.get(M1))


def _is_form(content_type: str) -> bool:
    header = Message()
    header["Content-Type"] = content_type
    return header.get_content_type() == FORM


async def _parts(headers: Headers, body: bytes) -> dict[str, bytes]:
    """The parts by name; each once, and each a file."""

    async def stream() -> AsyncIterator[bytes]:
        yield body

    parser = MultiPartParser(headers, stream(), max_files=2, max_fields=0)  # type: ignore[arg-type]  # any async iterator
    parser.spool_max_size = MAX_FORM  # beyond it a part would be written to disk
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError):
        raise Problem([refusal("multipart-invalid")]) from None
    try:
        found: dict[str, bytes] = {}
        for name, part in form.multi_items():
            if name in found or not isinstance(part, UploadFile):
                raise Problem([refusal("multipart-invalid")])
            found[name] = await part.read()
        return found
    finally:
        await form.close()
