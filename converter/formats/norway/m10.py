"""An M10 Utleveringsrapport (2013-10-08): written, and read back."""

from dataclasses import dataclass, fields

from converter.formats.format import Check, Written
from converter.formats.norway.m10_fixed import wrong_in
from converter.formats.norway.m10_reader import read_m10
from converter.formats.norway.m10_writer import write_m10
from converter.formats.xml import parse
from converter.model.finding import Finding, Problem, finding
from converter.model.m10 import M10


@dataclass(frozen=True, slots=True)
class NorwegianM10:
    """The format; `check` is the schema gate for Norwegian messages."""

    check: Check
    media_type: str = "application/xml"

    def write(self, meant: M10) -> Written:
        """The message in its MsgHead."""
        document = write_m10(meant)
        return Written(document, lambda: read_back(document, meant, self.check))


def read_back(document: bytes, meant: M10, check: Check) -> list[Finding]:
    """The defects of a written M10; none where it says exactly what was meant.

    Args:
        document: the bytes about to leave.
        meant: the value they were written from.
        check: the schema gate for Norwegian messages.
    """
    try:
        root = parse(document)
        if faults := check(root):
            return [finding("written-document-invalid", f.path, expected_no="", expected_en="") for f in faults]
        read = read_m10(root)
    except Problem as problem:
        return [finding("read-back-differs", f.path) for f in problem.findings]
    if wrong := wrong_in(root):
        return [finding("read-back-differs", path) for path in wrong]
    differing = [f.name for f in fields(meant) if getattr(read, f.name) != getattr(meant, f.name)]
    return [finding("read-back-differs", f"/{name}") for name in differing]
