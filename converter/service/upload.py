"""The body of a dispensation: an eD alone, or a form with the eD and what is beside it; a discard has fields too."""

from collections.abc import AsyncIterator, Set
from dataclasses import dataclass, field
from email.message import Message

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from converter.conversion.ed_to_m10.details import MAX_DETAILS
from converter.formats.xml import MAX_BYTES
from converter.model.finding import Problem
from converter.model.patient_asked import PatientAsked, read_patient_asked
from converter.service.negotiation import JSON, UTF8, takes
from converter.service.problem import too_large
from converter.service.refusals import refusal
from converter.service.request import check_content, check_encoding, read_body

FORM = "multipart/form-data"
ED, M1, PATIENT, DETAILS = "ed", "m1", "patient", "details"
MAX_FORM = 2 * MAX_BYTES + 50_000
"""Two messages, what is said beside them, and what a form puts around them."""
MAX_PATIENT = 500
"""Bytes of a patient's number in CX."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An eD, and what came along.

    Attributes:
        ed: absent where the fields of a discard came without it.
        m1: the prescription.
        patient: for whom it is asked.
        details: the fields of a discard (JSON).
    """

    ed: bytes | None
    m1: bytes | None = None
    patient: PatientAsked | None = field(default=None, repr=False)
    details: bytes | None = None


async def read_upload(request: Request, *, discards: bool = False) -> Upload:
    """Reads the body, no further than its limit and never to disk.

    Args:
        request: its body is the eD, or a form; of a discard also its fields.
        discards: whether it is a discard.

    Raises:
        Problem: as `check_content` and `read_body`; `multipart-invalid`, `patient-invalid`.
        starlette.requests.ClientDisconnect: the client went away.
    """
    if not is_form(request):
        if discards and _is_json(request):
            check_content(request, MAX_DETAILS, {JSON})
            return Upload(None, details=await read_body(request, MAX_DETAILS))
        check_content(request)
        return Upload(await read_body(request))
    known, needed = ({ED, M1, PATIENT, DETAILS}, set()) if discards else ({ED, M1, PATIENT}, {ED})
    parts = await read_form(request, known, needed, MAX_FORM)
    if not {ED, DETAILS} & parts.keys():
        raise Problem([refusal("multipart-invalid")])
    if any(len(part) > MAX_BYTES for part in parts.values()):
        raise Problem([too_large()])
    if len(parts.get(DETAILS, b"")) > MAX_DETAILS:
        raise Problem([too_large(MAX_DETAILS)])
    return Upload(parts.get(ED), parts.get(M1), _patient(parts.get(PATIENT)), parts.get(DETAILS))


def _patient(part: bytes | None) -> PatientAsked | None:
    """The patient asked for. Raises Problem `patient-invalid`."""
    if part is None:
        return None
    try:
        found = read_patient_asked(part.decode("utf-8")) if len(part) <= MAX_PATIENT else None
    except UnicodeDecodeError:
        found = None
    if found is None:
        raise Problem([refusal("patient-invalid", PATIENT)])
    return found


def _is_json(request: Request) -> bool:
    types = request.headers.getlist("content-type")
    return len(types) == 1 and takes(types[0], {JSON})


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
