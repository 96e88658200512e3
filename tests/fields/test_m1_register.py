"""The register of M1's fields against the code: each leaf changed in a valid message, and what becomes of it.

Nothing is said twice: the leaves come from the schemas, what should become of them from `mappings/fields/m1.yaml`.
"""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from converter.conversion.answer import Answer
from converter.conversion.m1_to_ep.provenance import values_of as values_of_document
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.fields.register import Fate, FieldRegister, FieldRow, load_fields
from converter.sources.problems import ProblemList
from tests.builders.loaded import convert, loaded
from tests.fields.leaves import leaves
from tests.fields.planting import FURTHER, base, planted
from tests.fields.values import VALUES, values_of

MAPPINGS = Path(__file__).resolve().parents[2] / "mappings"
WORDS = (*VALUES["string"], "Ordet")
WHOLE = "whole"
"""The policy by which the prescription itself stays."""


@cache
def register() -> FieldRegister:
    """The register that ships."""
    problems = ProblemList()
    found = load_fields(MAPPINGS, "m1", problems)
    assert found is not None, [str(p) for p in problems]
    assert list(problems) == []
    return found


def find(path: str) -> FieldRow | None:
    """The row of a leaf, where there is one; an organisation inside another is the same as the outer one."""
    return register().find(path.replace("Organisation/Organisation/", "Organisation/"))


def row_of(path: str) -> FieldRow:
    """The row of a leaf."""
    found = find(path)
    assert found is not None, path
    return found


def paths(*fates: Fate) -> list[str]:
    """The leaves of some fates."""
    return [path for path in leaves() if row_of(path).fate in fates]


def further(path: str) -> tuple[Answer[Prescribed], ...]:
    """What comes of its values in a second message, where the leaf does more there."""
    values = FURTHER[path][1] if path in FURTHER else ()
    return tuple(convert(planted(leaves()[path], value, further=True)) for value in values)


@cache
def outcomes(path: str) -> tuple[Answer[Prescribed], ...]:
    """What comes of each value in the leaf."""
    leaf = leaves()[path]
    return tuple(convert(planted(leaf, value)) for value in values_of(path, leaf.type))


def said(outcome: Answer[Prescribed]) -> tuple[object, ...]:
    """Decision and findings."""
    return outcome.decision, tuple((f.code, f.path) for f in outcome.findings)


def test_every_leaf_has_a_row() -> None:
    """What the schemas allow, the register knows."""
    assert [
        p for p in leaves() if register().find(p.replace("Organisation/Organisation/", "Organisation/")) is None
    ] == []


def test_every_row_has_a_leaf() -> None:
    """A row of nothing would be read as a promise."""
    met = {id(row_of(path)) for path in leaves()}
    assert [row.path for row in register().rows if id(row) not in met] == []


def test_tables_that_rows_name_are_there() -> None:
    """A table is a code table, texts or short doses."""
    tables = loaded().tables
    known = {*tables.tables, *tables.all_texts, *tables.short_doses}
    assert {row.table for row in register().rows if row.table} <= known


def moved(path: str, found: tuple[Answer[Prescribed], ...]) -> list[str]:
    """The paths of a document whose values are not the same for every value in the leaf."""
    documents = [flat(o.document or b"") for o in found]
    every = dict.fromkeys(name for document in documents for name in document)
    return [name for name in every if len({document.get(name) for document in documents}) > 1]


def flat(document: bytes) -> dict[str, tuple[str, ...]]:
    """The values of a document by their paths."""
    grouped: dict[str, tuple[str, ...]] = {}
    for value in values_of_document(etree.fromstring(document)):
        grouped[value.path] = (*grouped.get(value.path, ()), value.value)
    return grouped


def goes(path: str, end: str) -> bool:
    """Whether a path of the document is within what `to` says."""
    return f"/{end}/" in f"/{path}/"


def fault_of(path: str, found: tuple[Answer[Prescribed], ...]) -> str:
    """What the leaf does that its row does not say, or does not do that its row says; empty where all is well."""
    row = row_of(path)
    documents = [o.document for o in found]
    if row.fate is Fate.USED:
        before = said(convert(bytes(etree.tostring(base(path)))))
        if {said(o) for o in found} == {before}:
            return "changes no decision and no finding"
        return "is sent" if any(word.encode() in (d or b"") for d in documents for word in WORDS) else ""
    if row.fate is Fate.WITHHELD:
        if len(set(documents)) > 1:
            return "changes the document"
        assert row.policy is not None
        if (documents[0] is None) != (row.policy.id == WHOLE):
            return "stops the prescription" if documents[0] is None else "does not stop the prescription"
        return "is sent" if any(word.encode() in (documents[0] or b"") for word in WORDS) else ""
    if None in documents:
        return "stops the prescription"
    places = list(dict.fromkeys([*moved(path, found), *moved(path, further(path))]))
    if missed := [end for end in row.to if not any(goes(place, end) for place in places)]:
        return f"does not change {missed}"
    outside = [p for p in places if "/section/text/" not in p]
    if row.narrative and outside:
        return f"changes {outside}, not the narrative alone"
    beside = [p for p in outside if not any(goes(p, end) for end in row.to)]
    return f"changes {beside} too" if beside else ""


@pytest.mark.parametrize("path", leaves())
def test_the_leaf_does_what_its_row_says(path: str) -> None:
    """Carried and translated: every place named changes and no other, but the narrative. Withheld: the document is the
    same to the byte, and no word is in it. Used: a decision or a finding changes, and no word is sent."""
    assert fault_of(path, outcomes(path)) == ""


def test_words_of_others_never_leave() -> None:
    """Every free text of receivers, institutions and contact persons at once: none of it is in the document."""
    rows = {path: row_of(path).policy for path in paths(Fate.WITHHELD)}
    others = [path for path, policy in rows.items() if policy and policy.id == "others"]
    assert len(others) > 300
    for path in others:
        for outcome in outcomes(path):
            assert b"Ordet" not in (outcome.document or b"")
            assert b"tel:+4791" not in (outcome.document or b"")
