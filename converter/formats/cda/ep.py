"""An eP as CDA level 3 (eHDSI v8.0.0): written, and read back."""

from dataclasses import dataclass, field, fields

from converter.formats.cda.ep_reader import read_ep
from converter.formats.cda.ep_writer import write_ep
from converter.formats.cda.narrative import NarrativeRow, all_words, rows, texts
from converter.formats.cda.repeats import differing_repeats
from converter.formats.format import Check, Written
from converter.formats.xml import parse
from converter.model.finding import Finding, Problem, finding
from converter.model.prescription import Exchange
from converter.model.wording import Wording


@dataclass(frozen=True, slots=True)
class CdaEp:
    """The format; `check` is the schema gate for EU documents, `words` the English of the readable part."""

    check: Check
    words: Wording = field(default_factory=Wording)
    media_type: str = "application/xml"

    def write(self, meant: Exchange) -> Written:
        """The document, its narrative included."""
        lines = rows(meant, self.words)
        document = write_ep(meant, lines)
        return Written(document, lambda: read_back(document, meant, lines, self.check))


def read_back(document: bytes, meant: Exchange, lines: tuple[NarrativeRow, ...], check: Check) -> list[Finding]:
    """The defects of a written eP, empty where it says exactly what was meant; its narrative included.

    Args:
        document: the bytes about to leave.
        meant: the value they were written from.
        lines: the lines of the narrative.
        check: the schema gate for EU documents.
    """
    try:
        root = parse(document)
        if faults := check(root):
            return faults
        read = read_ep(root)
    except Problem as problem:
        return [finding("read-back-differs", f.path) for f in problem.findings]
    if repeats := differing_repeats(document):
        return [finding("read-back-differs", f"/{place}") for place in repeats]
    if read.prescription == meant and read.texts == texts(lines) and read.words == all_words(lines):
        return []
    names = [f.name for f in fields(Exchange) if getattr(read.prescription, f.name) != getattr(meant, f.name)]
    return [finding("read-back-differs", f"/{name}") for name in names or ["narrative"]]
