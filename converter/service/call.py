"""A call that shows one answer of the service, for OpenAPI; `tools/example_answers.py` keeps what comes."""

from dataclasses import dataclass
from typing import Any, Literal

from converter.examples import example
from converter.service.metrics import FORMAT
from converter.service.negotiation import HTML, XML

SUFFIXES = {XML: "xml", FORMAT: "txt", HTML: "html"}
BOUNDARY = "part"
FORM_TYPE = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass(frozen=True, slots=True)
class Call:
    """One call and what it shows.

    Attributes:
        name: of the example; also of its file.
        route, status, media: of the answer that must come.
        summary: in words.
        body: of an example message's name, or bytes; absent for GET.
        accept, content_type: headers of the request.
        encoding: Content-Encoding, where it has one.
        query: as it stands after the question mark.
        broken: whether the register fails while it runs.
        record: the exchange record: off, kept (a new one), or silent.
        before: calls made first on the same service, whose answers are not kept.
    """

    name: str
    route: str
    status: int
    media: str
    summary: str
    body: str | bytes | None = None
    accept: str = XML
    content_type: str = XML
    encoding: str = ""
    query: str = ""
    broken: bool = False
    record: Literal["off", "kept", "silent"] = "off"
    before: tuple["Call", ...] = ()

    @property
    def file(self) -> str:
        """The file of the answer."""
        return f"{self.name}.{SUFFIXES.get(self.media, 'json')}"

    @property
    def method(self) -> Literal["GET", "POST"]:
        """GET without a body, POST with one."""
        return "GET" if self.body is None else "POST"

    def content(self) -> bytes:
        """The body as bytes."""
        if isinstance(self.body, str):
            return example(self.body)
        return self.body or b""


def form(**parts: bytes) -> bytes:
    """The body of a form with files of these names."""
    lines = b"".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.xml"\r\n'
        "Content-Type: application/xml\r\n\r\n".encode()
        + part
        + b"\r\n"
        for name, part in parts.items()
    )
    return lines + f"--{BOUNDARY}--\r\n".encode()


@dataclass(frozen=True, slots=True)
class Caller:
    """Makes the calls of one address.

    Attributes:
        route: the address.
        prefix: what the names of its examples begin with.
        usual: what a call has where it says nothing else.
    """

    route: str
    prefix: str
    usual: dict[str, Any]

    def __call__(self, name: str, status: int, media: str, summary: str, **other: Any) -> Call:
        """A call and the answer that must come; `other` are fields of `Call`."""
        return Call(f"{self.prefix}{name}", self.route, status, media, summary, **{**self.usual, **other})
