"""The body of a dispensation: an eD alone, or a form with the eD and the M1 it was dispensed on."""

from collections.abc import AsyncIterator, Set
from dataclasses import dataclass
from email.message import Message

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from converter.formats.xml import MAX_BYTES
from converter.model.finding import Problem
from converter.service.negotiation import UTF8
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
    return _header(content_type).get_content_type() == FORM


def _header(content_type: str) -> Message:
    header = Message()
    header["Content-Type"] = content_type
    return header


class _Form(MultiPartParser):
    """Reads fields as bytes, as they came, and no form that its boundary does not close.

    Without that boundary the parser alone would drop the part that was cut, and say nothing.
    """

    def __init__(self, headers: Headers, body: bytes, most: int, limit: int) -> None:
        async def stream() -> AsyncIterator[bytes]:
            yield body
            if not self.closed:  # raised here, the parser closes the files that it opened
                raise MultiPartException("no closing boundary")

        super().__init__(
            headers,
            stream(),  # type: ignore[arg-type]  # any async iterator
            max_files=most,
            max_fields=most,
            max_part_size=limit,
        )
        self.spool_max_size = limit  # beyond it a part would be written to disk
        self.fields: list[tuple[str, bytes]] = []
        self.closed = False

    def on_part_end(self) -> None:
        """A field is not decoded: what cannot be in one encoding would be read in another."""
        if self._current_part.file is None:
            self.fields.append((self._current_part.field_name, bytes(self._current_part.data)))
        else:
            super().on_part_end()

    def on_end(self) -> None:
        """The closing boundary."""
        self.closed = True


async def _parts(headers: Headers, body: bytes, most: int, limit: int) -> dict[str, bytes]:
    """The parts by name; each once, a file or a field."""
    charset = _header(headers["content-type"]).get_param("charset", "utf-8")
    if not isinstance(charset, str) or charset.strip().lower() not in UTF8:
        raise Problem([refusal("multipart-invalid")])
    parser = _Form(headers, body, most, limit)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError):
        raise Problem([refusal("multipart-invalid")]) from None
    try:
        files = [(name, await part.read()) for name, part in form.multi_items() if isinstance(part, UploadFile)]
        parts = [*files, *parser.fields]
        found = dict(parts)
        if len(found) < len(parts):
            raise Problem([refusal("multipart-invalid")])
        return found
    finally:
        await form.close()
