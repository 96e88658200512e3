"""Read-back of M10 by fault injection: whatever of it a faulty writer changes, drops, repeats or adds is caught."""

from collections.abc import Callable
from functools import cache

import pytest
from lxml import etree

from converter.conversion.answer import Answer, Decision
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.formats.norway import m10 as m10_format
from converter.formats.norway import m10_writer
from converter.model.finding import Severity
from converter.model.m10 import M10
from tests.builders.back import back, handed_out
from tests.builders.loaded import words_of
from tests.builders.messages import MARKERS

KNOBS = {
    "name": "Nurofen",
    "lot": "X1",
    "layers": (("5", "{Tablet}"), ("3", "1")),
    "form": ("10210000", "Capsule, hard"),
    "package_code": ("1.3.160", "05900000000017"),
}
"""Says something in every field of the report."""
Slip = Callable[[bytes], bytes]


def outcome_of(*, discards: bool = False) -> Answer[Dispensed]:
    """An eD that differs from its prescription in all that an M10 can tell."""
    return back(handed_out(discards=discards, **KNOBS))


@cache
def good(discards: bool) -> bytes:
    """The M10 as it should be."""
    document = outcome_of(discards=discards).document
    assert document is not None
    return document


def places(discards: bool) -> list[tuple[int, str]]:
    """Every text and attribute of the M10, as element number and name; an empty name is the text."""
    root = etree.fromstring(good(discards))
    found = []
    for number, element in enumerate(root.iter(etree.Element)):
        if len(element) == 0 and (element.text or "").strip():
            found.append((number, ""))
        found += [(number, str(name)) for name in element.attrib]
    return found


def with_slip(monkeypatch: pytest.MonkeyPatch, slip: Slip, *, discards: bool) -> Answer[Dispensed]:
    """Converts with a writer whose bytes the slip alters."""
    for either in (False, True):
        good(either)  # made by the right writer, whatever a slip does with them
    asked: list[bool] = []

    def faulty(report: M10) -> bytes:
        written = m10_writer.write_m10(report)
        changed = slip(written)
        asked.append(written != changed)
        return changed

    monkeypatch.setattr(m10_format, "write_m10", faulty)
    outcome = outcome_of(discards=discards)
    assert asked == [True], "the slip finds its place"
    return outcome


def assert_caught(outcome: Answer[Dispensed]) -> None:
    """A defect of ours: no document, and findings that quote nothing."""
    assert outcome.decision is Decision.DEFECT
    assert outcome.document is None
    codes = {f.code for f in outcome.findings if f.severity is Severity.DEFECT}
    assert codes <= {"read-back-differs", "written-document-invalid", "unexpected-failure"}
    assert not [v for v in (*MARKERS, "Nurofen") for f in outcome.findings if v in words_of(f)]


def changed(number: int, name: str) -> Slip:
    """Another value of the same kind at one place."""

    def slip(document: bytes) -> bytes:
        root = etree.fromstring(document)
        element = list(root.iter(etree.Element))[number]
        before = element.get(name, "") if name else element.text or ""
        after = {"true": "false", "false": "true"}.get(before) or _other(before)
        if name:
            element.set(name, after)
        else:
            element.text = after
        return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))

    return slip


def _other(value: str) -> str:
    """A digit up, or a letter on: mostly what the schema lets through."""
    last = value[-1]
    if last.isdigit():
        return f"{value[:-1]}{(int(last) + 1) % 10}"
    return f"{value[:-1]}{'b' if last == 'a' else 'a'}"


def dropped(number: int) -> Slip:
    """One element, or pair of tags, less."""

    def slip(document: bytes) -> bytes:
        root = etree.fromstring(document)
        element = list(root.iter(etree.Element))[number]
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
        return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))

    return slip


def repeated(number: int) -> Slip:
    """One element twice, the second with another value."""

    def slip(document: bytes) -> bytes:
        root = etree.fromstring(document)
        element = list(root.iter(etree.Element))[number]
        parent = element.getparent()
        assert parent is not None
        twin = etree.fromstring(etree.tostring(element, with_tail=False))
        parent.insert(parent.index(element) + 1, twin)
        return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))

    return slip


@pytest.mark.parametrize("discards", [False, True], ids=["dispense", "annulment"])
def test_every_value_that_a_writer_changes_is_caught(discards: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them, one at a time."""
    found = places(discards)
    assert len(found) > 60
    missed = []
    for number, name in found:
        with monkeypatch.context() as inner:
            outcome = with_slip(inner, changed(number, name), discards=discards)
        if outcome.decision is not Decision.DEFECT:
            missed.append((number, name))
        else:
            assert_caught(outcome)
    assert missed == []


@pytest.mark.parametrize("slip", [dropped, repeated], ids=["dropped", "repeated"])
def test_every_element_that_a_writer_drops_or_repeats_is_caught(
    slip: Callable[[int], Slip], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them but the root, one at a time."""
    missed = []
    tags = [str(e.tag).rpartition("}")[2] for e in etree.fromstring(good(False)).iter(etree.Element)]
    for number, tag in list(enumerate(tags))[1:]:
        with monkeypatch.context() as inner:
            outcome = with_slip(inner, slip(number), discards=False)
        if outcome.decision is not Decision.DEFECT:
            missed.append((number, tag))
        else:
            assert_caught(outcome)
    assert missed == []


@pytest.mark.parametrize(
    "slip",
    [lambda d: d[:-20], lambda d: b"", lambda d: d.decode().encode("utf-16"), lambda d: good(True)],
    ids=["cut short", "empty", "in another encoding", "another document"],
)
def test_a_document_that_is_broken_is_caught(slip: Slip, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_caught(with_slip(monkeypatch, slip, discards=False))
