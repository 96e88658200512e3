"""Read-back of an M10 by itself: what the gate says, what cannot be read, and which field says something else."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from lxml import etree

from converter.formats.format import Check
from converter.formats.norway.m10 import NorwegianM10, read_back
from converter.formats.norway.m10_writer import write_m10
from converter.model.finding import Finding, finding
from converter.model.m10 import M10
from tests.builders.back import back, handed_out, report_of


@cache
def report() -> M10:
    """The report of the tests' pharmacy."""
    return report_of(back(handed_out()))


def found(meant: M10, document: bytes | None = None, check: Check = lambda _: []) -> list[Finding]:
    """The defects of a document, the one of the report where none is given."""
    return read_back(write_m10(report()) if document is None else document, meant, check)


def test_what_says_what_was_meant_has_no_defect() -> None:
    """And its bytes are those that the format hands out, with their media type."""
    assert found(report()) == []
    format_ = NorwegianM10(lambda _: [])
    written = format_.write(report())
    assert (written.document, written.read_back(), format_.media_type) == (write_m10(report()), [], "application/xml")


def test_each_field_that_says_something_else_is_named() -> None:
    """In the order of the report."""
    meant = replace(report(), packages=Decimal(7), finished=not report().finished)
    assert [(f.code, f.path) for f in found(meant)] == [
        ("read-back-differs", "/packages"),
        ("read-back-differs", "/finished"),
    ]


def test_what_the_gate_finds_is_told_as_a_defect_of_ours_at_its_place() -> None:
    """Each fault, without the gate's own words, which may hold what the document says."""
    faults = [finding("schema-fault", path, element="x", expected_no="hemmelig", expected_en="secret") for path in "ab"]
    told = found(report(), check=lambda _: faults)
    assert [(f.code, f.path) for f in told] == [("written-document-invalid", "a"), ("written-document-invalid", "b")]
    assert {f.text_no for f in told} == {"Dokumentet som ble skrevet, følger ikke skjemaet. "}
    assert {f.text_en for f in told} == {"The document written breaks the schema. "}


def test_what_cannot_be_read_differs() -> None:
    """Bytes that are no XML, and XML that is no M10."""
    for document in (b"<x", b"<x/>"):
        told = found(report(), document)
        assert told
        assert {f.code for f in told} == {"read-back-differs"}


def test_what_every_m10_says_must_be_said() -> None:
    """The reader takes no note of it; it is compared with what is laid down."""
    root = etree.fromstring(write_m10(report()))
    element = next(e for e in root.iter("{*}Varegruppekode"))
    element.set("DN", "Annet")
    (told,) = found(report(), bytes(etree.tostring(root)))
    assert told.code == "read-back-differs"
    assert told.path.endswith("/Varegruppekode")
