"""The register of an eD's fields against the code: each leaf changed in a valid eD, and what becomes of the M10.

Nothing is said twice: the leaves come from an eD with every field that received ones had, what should become of them
from `mappings/fields/ed.yaml`.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from converter.conversion.answer import Answer, Decision
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.conversion.m1_to_ep.provenance import values_of
from converter.fields.register import Fate, FieldRegister, FieldRow, load_fields
from converter.sources.problems import ProblemList
from converter.validation.explanation import Explainer, Explanation
from tests.builders.back import LATER
from tests.builders.loaded import loaded
from tests.fields.ed_full import D_NUMBER, FOUR, Place, full, leaves_of, with_value

MAPPINGS = Path(__file__).resolve().parents[2] / "mappings"
WORD = "Ordet"
PATIENT, AUTHOR = "ClinicalDocument/recordTarget/", "ClinicalDocument/author/"
VALUES: dict[str, tuple[str, ...]] = {
    "ClinicalDocument/code/@code": ("DISCARD-60593-1",),
    "ClinicalDocument/templateId/@root": ("1.3.6.1.4.1.12559.11.10.1.3.1.1.1",),
    "birthTime/@value": ("20031230",),
    "administrativeGenderCode/@code": ("F",),
    "patientRole/id/@root": ("2.16.578.1.12.4.1.4.1",),
    "time/@value": ("20261123101500+0100",),
    "supply/quantity/@value": ("2",),
    "supply/quantity/@unit": ("mL",),
    "@moodCode": ("RQO",),
    "substanceAdministration/@moodCode": ("EVN",),
    "@negationInd": ("true",),
    "supply/statusCode/@code": ("aborted",),
    "addr/country": ("SE",),
    "manufacturedMaterial/formCode/@code": ("10210000",),
    "manufacturedMaterial/formCode/@codeSystem": ("1.2.3",),
    "asContent/quantity/@value": ("11",),
    "asContent/quantity/@unit": ("{Capsule}", "mL"),
    "numerator/@value": ("500",),
    "numerator/@unit": ("g",),
    "denominator/@value": ("2",),
    "denominator/@unit": ("mL",),
    "generalizedMaterialKind/code/@code": ("M01AE02",),
    "supply/entryRelationship/@typeCode": ("COMP",),
}
"""Other values for leaves in which not every value is valid, by the end of their path; the longest counts."""


@cache
def register() -> FieldRegister:
    """The register that ships."""
    problems = ProblemList()
    found = load_fields(MAPPINGS, "ed", problems)
    assert found is not None, [str(p) for p in problems]
    assert list(problems) == []
    return found


def row_of(path: str) -> FieldRow:
    """The row of a leaf."""
    found = register().find(path)
    assert found is not None, path
    return found


@cache
def base(path: str) -> tuple[bytes, bytes]:
    """The eD that shows what a leaf does, and its M1."""
    if path.startswith(PATIENT):
        return full(D_NUMBER), D_NUMBER
    return full(FOUR, of_author=path.startswith(AUTHOR)), FOUR


@cache
def leaves(path: str) -> tuple[Place, ...]:
    """The places of a path in its eD."""
    return tuple(p for p in leaves_of(etree.fromstring(base(path)[0])) if p.path == path)


def untouched(path: str) -> Answer[Dispensed]:
    """What becomes of the eD as it is."""
    return converted(*base(path))


class Wordless(Explainer):
    """Explains nothing: a fault of form is told by where it is, which is all that is asked here, and in a tenth of the
    time. An eD with every field that received ones had breaks its schema, as they did.
    """

    def explain(self, root: etree._Element, limit: int) -> list[Explanation]:
        """Nothing."""
        return []


@cache
def wordless() -> Converter:
    """What ships, but for the words of faults of form."""
    foreign = loaded().foreign
    return replace(loaded(), foreign=replace(foreign, explainer=Wordless(foreign.explainer.driver)))


def brought_back(document: bytes, message: bytes) -> Answer[Dispensed]:
    """What becomes of an eD with its M1."""
    return ed_to_m10(document, wordless(), LATER, message)


@cache
def converted(document: bytes, message: bytes) -> Answer[Dispensed]:
    """What becomes of an eD; many leaves share one."""
    outcome = brought_back(document, message)
    assert outcome.decision is Decision.CONVERTED
    return outcome


def values(place: Place) -> tuple[str, ...]:
    """What is put into a leaf."""
    fitting = [end for end in VALUES if f"/{place.path}".endswith(f"/{end}")]
    if fitting:
        return VALUES[max(fitting, key=len)]
    root = etree.fromstring(base(place.path)[0])
    element = list(root.iter(etree.Element))[place.element]
    before = (element.get(place.attribute) if place.attribute else element.text) or ""
    last = before[-1]
    return (f"{before[:-1]}{(int(last) + 1) % 10 if last.isdigit() else 'b' if last == 'a' else 'a'}", WORD)


@cache
def outcomes(path: str) -> tuple[Answer[Dispensed], ...]:
    """What comes of each value at each place of a path."""
    document, message = base(path)
    return tuple(
        brought_back(with_value(document, place, value), message) for place in leaves(path) for value in values(place)
    )


def said(outcome: Answer[Dispensed]) -> tuple[object, ...]:
    """Decision and findings."""
    return outcome.decision, tuple((f.code, f.path) for f in outcome.findings)


@cache
def flat(document: bytes) -> dict[str, tuple[str, ...]]:
    """The values of an M10 by their paths."""
    grouped: dict[str, tuple[str, ...]] = {}
    for value in values_of(etree.fromstring(document)):
        grouped[value.path] = (*grouped.get(value.path, ()), value.value)
    return grouped


def moved(path: str) -> set[str]:
    """The paths of the M10 that change with the leaf."""
    before = flat(untouched(path).document or b"")
    found: set[str] = set()
    for outcome in outcomes(path):
        after = flat(outcome.document or b"<x/>") if outcome.document else before
        found |= {name for name in {**before, **after} if before.get(name) != after.get(name)}
    return found


FOLLOWS = ("Utlevering/Avsluttet", "Utlevering/Intervensjon", "Legemiddelpakning/LegemiddelformKort")
"""What follows from substance, strength, form and amount, whichever of them changes; the rows' notes say so."""


def goes(path: str, end: str) -> bool:
    """Whether a path of the M10 is within what `to` says."""
    return f"/{end}/" in f"/{path}/"


def fault_of(path: str) -> str:
    """What the leaf does that its row does not say, or does not do that its row says; empty where all is well."""
    row, documents = row_of(path), {o.document for o in outcomes(path)}
    if row.fate is Fate.USED:
        same = {said(o) for o in outcomes(path)} == {said(untouched(path))}
        if same:
            return "changes no decision and no finding"
        return "is reported" if any(WORD.encode() in (d or b"") for d in documents) else ""
    if row.fate is Fate.WITHHELD:
        return "" if documents == {untouched(path).document} else "changes the M10"
    places = moved(path)
    if missed := [end for end in row.to if not any(goes(place, end) for place in places)]:
        return f"does not change {missed}"
    beside = [p for p in places if not any(goes(p, end) for end in (*row.to, *FOLLOWS))]
    return f"changes {beside} too" if beside else ""


WHOLE, OF_AUTHOR = full(), full(of_author=True)
PATHS = tuple(dict.fromkeys(p.path for d in (WHOLE, OF_AUTHOR) for p in leaves_of(etree.fromstring(d))))


def test_there_are_as_many_leaves_as_eds_have() -> None:
    assert len(PATHS) > 300


def test_every_leaf_has_a_row() -> None:
    assert [p for p in PATHS if register().find(p) is None] == []


def test_every_row_has_a_leaf() -> None:
    """A row of nothing would be read as a promise."""
    met = {id(row_of(path)) for path in PATHS}
    assert [row.path for row in register().rows if id(row) not in met] == []


def test_tables_that_rows_name_are_there() -> None:
    assert {row.table for row in register().rows if row.table} <= set(loaded().tables.tables)


@pytest.mark.parametrize("path", PATHS)
def test_the_leaf_does_what_its_row_says(path: str) -> None:
    """Carried and translated: the places named change, and no other. Withheld: the M10 is the same to the byte. Used: a
    decision or a finding changes, and the value is in no M10."""
    assert fault_of(path) == ""


def test_every_leaf_of_a_received_ed_has_a_row(shared: Path) -> None:
    """Whatever Denmark received."""
    files = sorted((shared / "samples" / "eu" / "ed").glob("dk-*.xml"))
    assert len(files) == 8
    for file in files:
        root = etree.parse(file).getroot()
        assert [p.path for p in leaves_of(root) if register().find(p.path) is None] == []


def test_persons_and_words_of_the_readable_part_never_come_in() -> None:
    """Pharmacist, custodian, free text: whatever stands there."""
    document = (untouched("").document or b"").decode()
    for value in ("Zofia", "Nowak", "mgr", "Centrum", "Wydano", "Farmaceuta", "+48123456789", "80-001", WORD):
        assert value not in document
