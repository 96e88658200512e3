"""Norwegian only where saying it back gives the same structure, and never where anything of it is not understood.

A sample in the suite; all of them with `CONVERTER_DOSAGES=20000` before `python -m pytest -n 0` and this file.
"""

import os
from collections.abc import Iterator
from copy import deepcopy
from random import Random

import pytest
from lxml import etree

from converter.conversion.ep_to_view.dosage_words import say_dosage
from converter.conversion.session import Notes
from converter.dosage.understand import understand
from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_dosage import read_dosage
from converter.model.foreign_prescription import ForeignDosage
from tests.builders.dosages import TYPE, H, Happens, OddError, at_random, item, of_meaning, of_structure
from tests.builders.loaded import loaded

DOSAGES = int(os.environ.get("CONVERTER_DOSAGES", "300"))
MUTATED = max(10, DOSAGES // 100)
"""Of these each element is changed in every way: some hundred changes each."""
SEED = 16
CDA_CHILDREN = (
    "priorityCode", "repeatNumber", "routeCode", "approachSiteCode", "rateQuantity", "maxDoseQuantity",
    "administrationUnitCode", "subject", "specimen", "performer", "reference", "precondition",
)  # fmt: skip
"""POCD_MT000040.SubstanceAdministration: what may stand in one and bears on how it is taken."""


def said(given: etree._Element) -> tuple[str, ForeignDosage, set[str]]:
    """The sentence, what was read, and the codes of what is told."""
    dosage, notes = read_dosage(given, (), Reading()), Notes(loaded().tables)
    return say_dosage(dosage, loaded().vocabulary, notes), dosage, {f.code for f in notes.findings}


def back(sentence: str) -> Happens:
    """What a sentence says."""
    meaning = understand(sentence, loaded().vocabulary).meaning
    assert meaning is not None
    return of_meaning(meaning)


def test_what_is_said_is_the_structure_and_nothing_less() -> None:
    """Read back by the grammar, and reckoned from the structure by the test: the same happens."""
    rng, spoken = Random(SEED), 0
    for _ in range(DOSAGES):
        parts, more = at_random(rng)
        given = item(parts)
        sentence, _, codes = said(given)
        assert bool(sentence) != bool(codes & {"view-dosage-unsaid", "view-dosage-unread"}), parts
        if not sentence:
            continue
        spoken += 1
        assert not more, parts
        assert back(sentence) == of_structure(given), parts
    assert spoken > DOSAGES // 4


def changed(given: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The dosage with one change: each element of it added to, nulled, doubled, taken away, each attribute changed."""
    places = [e for e in given.iter() if e is not given]
    for at in range(len(places)):
        for kind in ("child", "foreign child", "attribute", "text", "tail", "null beside", "null", "twice", "gone"):
            copy = deepcopy(given)
            element = [e for e in copy.iter() if e is not copy][at]
            parent = element.getparent()
            assert parent is not None
            if kind == "child":
                etree.SubElement(element, H + "unknown")
            elif kind == "foreign child":
                etree.SubElement(element, "{urn:x}unknown", value="1")
            elif kind == "attribute":
                element.set("unknown", "1")
            elif kind == "text":
                element.text = "when needed"
            elif kind == "tail":
                element.tail = "when needed"
            elif kind == "null beside":
                element.set("nullFlavor", "UNK")
            elif kind == "null":
                kept = element.get(TYPE)
                element.clear()
                element.set("nullFlavor", "UNK")
                if kept:
                    element.set(TYPE, kept)
            elif kind == "twice":
                element.addnext(deepcopy(element))
            else:
                parent.remove(element)
            yield kind, copy
        for name in places[at].attrib:
            for value in ("2", "0.5", "mg", "wk", "E", "A", "false", "PC", "20261104", "", "x"):
                copy = deepcopy(given)
                element = [e for e in copy.iter() if e is not copy][at]
                if element.get(name) != value:
                    element.set(name, value)
                    yield f"{name}={value}", copy


def test_whatever_is_changed_the_norwegian_changes_with_it_or_goes() -> None:
    """Nothing that is added and not understood is left out of what is said."""
    rng, mutated, tried = Random(SEED), 0, 0
    while mutated < MUTATED:
        given = item(at_random(rng)[0])
        sentence, dosage, _ = said(given)
        if not sentence:
            continue
        mutated += 1
        for kind, other in changed(given):
            tried += 1
            new, now, codes = said(other)
            told = etree.tostring(other)
            if kind in {"child", "foreign child", "attribute", "text", "tail", "null beside"}:
                assert new == "" or (kind == "null beside" and _empty(other)), (kind, told)
            if new:
                try:
                    wanted = of_structure(other)
                except OddError:
                    assert _understood(other), (kind, new, told)
                    continue
                assert back(new) == wanted, (kind, new, told)
                assert new != sentence or (now.start, now.end) != (dosage.start, dosage.end) or _same(given, other), (
                    told
                )
            else:
                assert codes
    assert tried > 20 * mutated


def _empty(other: etree._Element) -> bool:
    """Whether what is null has nothing in it that it says."""
    null = [e for e in other.iter() if e.get("nullFlavor") is not None]
    return not any(inner.get("value") or inner.get("code") for e in null for inner in e.iter())


def _same(given: etree._Element, other: etree._Element) -> bool:
    """Whether both say the same by arithmetic: an operator that is the default, a day of what comes every day."""
    return of_structure(given) == of_structure(other)


def _understood(other: etree._Element) -> bool:
    """Changes that the converter reads and this test's own reading does not: bounds or phase that are null."""
    return any(e.get("nullFlavor") is not None and not e.get("value") for e in other.iter())


@pytest.mark.parametrize("name", CDA_CHILDREN)
def test_every_element_that_cda_has_beside_dose_and_times_silences_them(name: str) -> None:
    """And what no schema has; but for the one route, which stands beside."""
    rng = Random(SEED)
    for _ in range(20):
        given = item(at_random(rng)[0])
        if said(given)[0]:
            etree.SubElement(given, H + name, code="1")
            if name == "routeCode":
                assert said(given)[0]
                etree.SubElement(given, H + name, code="2")
            assert said(given)[0] == ""
