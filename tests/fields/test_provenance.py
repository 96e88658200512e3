"""Every value of every eP of ours has one origin, and it is the true one.

True: where a leaf of the message is changed, the values that change are those that say they come from it, those that it
is said to shape, and what repeats them for people.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from converter.conversion.answer import Answer
from converter.conversion.m1_to_ep.provenance import Origin, Unexplained, trace, values_of
from converter.conversion.m1_to_ep.route import Asked, each_m1_to_ep, m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.fields.origins import Kind, OriginRegister, Source
from converter.fields.register import Fate
from converter.rules.rule import Effect
from tests.builders.dispenses import told
from tests.builders.loaded import convert, details_of, loaded, ruled
from tests.builders.messages import AT, m1, m96
from tests.fields.leaves import leaves
from tests.fields.planting import planted
from tests.fields.test_m1_register import outcomes, paths, row_of
from tests.fields.values import values_of as values_for

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/ep.xml"))


def full(message: bytes) -> Answer[Prescribed]:
    """A conversion with provenance."""
    return m1_to_ep(message, loaded(), AT, Asked(provenance=True))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.parent.name)
def test_every_value_of_a_golden_document_has_one_origin(path: Path) -> None:
    """As many origins as values, in their order; none is empty, and what a table gave has a row of it."""
    outcome = full((path.parent / "m1.xml").read_bytes())
    origins = details_of(outcome).provenance
    assert origins is not None, [f.path for f in outcome.findings]
    assert [o.output for o in origins] == [v.place for v in values_of(etree.parse(path).getroot())]
    assert all(o.source for o in origins)
    assert [o.output for o in origins if o.table and not o.row] == []


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.parent.name)
def test_rows_that_are_named_are_rows(path: Path) -> None:
    """A table and row in the report can be looked up."""
    tables = loaded().tables
    outcome = full((path.parent / "m1.xml").read_bytes())
    for origin in details_of(outcome).provenance or ():
        if origin.table in tables.tables:
            assert tables.table(origin.table).row(origin.row) is not None, (origin.table, origin.row)
        elif origin.table in tables.all_texts:
            assert tables.texts(origin.table).row(origin.row) is not None, (origin.table, origin.row)
        elif origin.table:
            assert tables.short_doses[origin.table].row(origin.row) is not None, (origin.table, origin.row)


ITEM = "ClinicalDocument/component[1]/structuredBody[1]/component[1]/section[1]/entry[1]/substanceAdministration[1]"
MATERIAL = f"{ITEM}/consumable[1]/manufacturedProduct[1]/manufacturedMaterial[1]"
PATIENT = "ClinicalDocument/recordTarget[1]/patientRole[1]/patient[1]"
TABLES = {
    f"{PATIENT}/name[1]/family[1]": (Kind.M1, "MsgHead/MsgInfo/Patient/FamilyName", "", ""),
    f"{PATIENT}/administrativeGenderCode[1]/@code": (Kind.M1, "MsgHead/MsgInfo/Patient/Sex/@V", "gender-3101", "2"),
    f"{ITEM}/routeCode[1]/@displayName": (Kind.FEST, "Administrasjonsvei", "route-7477", "53"),
    f"{MATERIAL}/formCode[1]/@code": (Kind.FEST, "LegemiddelformLang", "dose-form-long", "tablett, filmdrasjert"),
    f"{MATERIAL}/formCode[1]/translation[1]/@code": (
        Kind.M1,
        "Resept/ReseptDokLegemiddel/Forskrivning/Legemiddelpakning/LegemiddelformKort/@V",
        "dose-form-7448",
        "53",
    ),
    f"{ITEM}/entryRelationship[3]/observation[1]/value[1]/@code": (
        Kind.M1,
        "Resept/ReseptDokLegemiddel/BytteresRekvirent/@V",
        "substitution-1101",
        "1",
    ),
}


def test_a_value_names_its_source_and_the_table_and_row_that_translated_it() -> None:
    """As the message says it, the register, or nobody; a value that no table touched names none."""
    told = details_of(full(m1(substitution="1"))).provenance or ()
    found = {o.output: (o.kind, o.source, o.table, o.row) for o in told}
    assert {place: found[place] for place in TABLES} == TABLES


def test_of_a_narrative_the_texts_by_identifier_and_the_headings_are_values() -> None:
    """Not the cells without one; lines of parts are of one kind each, numbered in their place."""
    root = etree.fromstring(
        '<section><text><table><tr><th>Head</th><th> </th></tr><tr><td>own</td><td ID="x">a</td>'
        '<td ID="part-2-y">b</td></tr></table></text><title>t</title></section>'
    )
    assert list(values_of(root)) == [
        ("section/text/th", "section/text/th", "Head"),
        ("section/text/x", "section/text/x", "a"),
        ("section/text/part-y", "section/text/part-y[2]", "b"),
        ("section/title", "section/title[1]", "t"),
    ]


@cache
def origins(path: str) -> tuple[tuple[Origin, ...], ...]:
    """The origins in the documents of each value in a leaf."""
    leaf = leaves()[path]
    return tuple(details_of(full(planted(leaf, v))).provenance or () for v in values_for(path, leaf.type))


def moved(path: str) -> Iterator[tuple[str, int]]:
    """The places whose values differ between the documents of a leaf, and in which of them they are."""
    found = [
        {v.place: v.value for v in values_of(etree.fromstring(o.document or b""))} for o in outcomes(path) if o.document
    ]
    for place in dict.fromkeys(p for document in found for p in document):
        for number, document in enumerate(found):
            if place in document and any(other.get(place) != document[place] for other in found):
                yield place, number


def source_of(place: str, origin: Origin) -> Source | None:
    """The row of the register that an origin was taken from."""
    rows: OriginRegister = loaded().origins
    return next(
        (
            s
            for end in rows.by_end.values()
            for s in (pattern.source for pattern in end)
            if s.kind is origin.kind
            and (origin.source in s.m1 or origin.source == s.words)
            and s in rows.find(place, {s.topic: s.choice})
        ),
        None,
    )


@pytest.mark.parametrize("path", paths(Fate.CARRIED, Fate.TRANSLATED))
def test_what_changes_with_a_leaf_says_that_it_comes_from_it(path: str) -> None:
    """Or that it shapes it, that it repeats it, or that nobody says it when the leaf does not."""
    named = path.replace("Organisation/Organisation/", "Organisation/")
    from_it = 0
    for place, number in moved(path):
        origin = {o.output: o for o in origins(path)[number]}[place]
        if origin.source == named:
            from_it += 1
            continue
        if origin.kind in {Kind.REPEATS, Kind.ABSENT} or "/text/" in place:
            continue
        row = source_of(place, origin)
        shaped = row is not None and any(
            named == also or (also.endswith("/**") and named.startswith(also[:-2])) for also in row.also
        )
        assert shaped, f"{place} changes with {named}, and says {origin.kind} {origin.source}"
    assert from_it or row_of(path).narrative


def test_a_value_that_no_row_explains_is_a_defect() -> None:
    """Told to nobody as if it were known."""
    from converter.conversion.session import Notes

    message = (GOLDEN[0].parent / "m1.xml").read_bytes()
    document = (convert(message).document or b"").replace(b"<title>ePrescription", b"<setId root='1'/><title>ePr")
    with pytest.raises(Unexplained):
        trace(document, {}, Notes(loaded().tables), loaded().origins)


def test_a_document_of_which_a_value_is_unexplained_leaves_without_provenance() -> None:
    """It is right all the same; that the register of origins is not is told."""
    rows = tuple(row for row in loaded().origins.rows if not row.path.endswith("family"))
    ends = {end: found for end, found in loaded().origins.by_end.items() if end != "family"}
    lacking = replace(loaded(), origins=OriginRegister(rows, ends))
    outcome = m1_to_ep(m1(), lacking, AT, Asked(provenance=True))
    assert outcome.document == convert(m1()).document
    assert "provenance-incomplete" in {f.code for f in outcome.findings}
    assert details_of(outcome).provenance is None


def test_provenance_is_made_on_request_only() -> None:
    """Without it an outcome has none, and the document is the same."""
    message = (GOLDEN[0].parent / "m1.xml").read_bytes()
    assert details_of(convert(message)).provenance is None
    assert convert(message).document == full(message).document


def test_every_row_is_used_by_some_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that explains nothing would be believed."""
    used: set[int] = set()
    real = OriginRegister.find

    def seen(self: OriginRegister, place: str, choices: Mapping[str, str]) -> list[Source]:
        found = real(self, place, choices)
        used.update(id(source) for source in found)
        return found

    monkeypatch.setattr(OriginRegister, "find", seen)
    messages = [(p.parent / "m1.xml").read_bytes() for p in GOLDEN]
    for path in paths(Fate.CARRIED, Fate.TRANSLATED):
        messages += [planted(leaves()[path], value) for value in values_for(path, leaves()[path].type)]
    for message in messages:
        full(message)
    policy = ruled("excluded-partly-dispensed", Effect.REMARK)
    by_amount = m1(kind="brand", quantity=None, amount=("60", "stk"), fest_id="ID_0")
    for message in (m1(quantity="2"), by_amount):
        dispensed = m96(message, raw=told("1", size=("30", "stk"), varenr=None))
        (rest,) = each_m1_to_ep(dispensed, policy, AT, Asked(provenance=True)).answers
        assert "dispensed-rest-sent" in {f.code for f in rest.findings}
        assert "provenance-incomplete" not in {f.code for f in rest.findings}
    assert [f"{s.path} {s.topic}={s.choice}" for s in loaded().origins.rows if id(s) not in used] == []
