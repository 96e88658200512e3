"""READ BACK: the written document is parsed, held against its schema, read, and compared with what it should say."""

from dataclasses import fields

from converter.formats.cda.ep_reader import read_ep
from converter.formats.cda.narrative import NarrativeRow, all_words, texts
from converter.formats.cda.repeats import differing_repeats
from converter.formats.xml import parse
from converter.model.finding import Finding, Problem, finding
from converter.model.prescription import Exchange
from converter.validation.gate import Gate


def read_back(document: bytes, meant: Exchange, lines: tuple[NarrativeRow, ...], gate: Gate) -> list[Finding]:
    """The defects of a written eP, empty where it says exactly what was meant; its narrative included.

    Args:
        document: the bytes about to leave.
        meant: the value they were written from.
        lines: the lines of the narrative.
        gate: the schema gate for EU documents.
    """
    try:
        root = parse(document)
        if faults := gate.check(root):
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
