"""Every text of a corpus beside the structured dosage of every other: what leaves, and what is told.

`python -m tools.dosage_pairs dev.tsv`: the corpus has the columns `text`, `expected` (`whole`, `not`) and `meaning`
(the canonical line). Which pairs agree is told by the corpus's meanings, not by what is read of its texts. Exit 1
where anything of two different dosages leaves, or a dosage beside its own structure is lost.
"""

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from converter.conversion.converter import Converter, load_converter
from converter.conversion.m1_to_ep.dosage import (
    CODE_DIFFERS,
    SHORT_DIFFERS,
    SHORT_UNTOLD,
    TEXT_DIFFERS,
    translate_dosage,
)
from converter.conversion.m1_to_ep.national_meaning import phases_meaning
from converter.conversion.session import Notes
from converter.dosage.canonical import line, read_line
from converter.dosage.normal import normal
from converter.dosage.relation import Relation, relation
from converter.model.dosage import Dosage
from converter.model.meaning import Meaning
from converter.model.national import (
    DosingPhase,
    Kind,
    NationalFacts,
    NationalOrganisation,
    NationalPrescription,
    PrescribedMedicine,
)
from converter.settings import read_settings
from tools.dosing import dosing_of, instance_of

FIRST = date(2026, 11, 2)
"""A Monday."""
TOLD = frozenset({TEXT_DIFFERS, CODE_DIFFERS, SHORT_DIFFERS, SHORT_UNTOLD})
REMARKS = frozenset({"dosage-worded-otherwise", "dosage-numbers-differ"})
KEPT = 99
"""Percent of the dosages beside their own structure that must keep English and dose."""
ESCAPED = re.compile(r"\\n|\\u([0-9a-f]{4})")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text and its meaning; None of one that must not be understood."""

    text: str
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class Structure:
    """Phases, what they mean, and whether they say a phrase's meaning or an instance of it."""

    phases: tuple[DosingPhase, ...]
    meaning: Meaning
    exact: bool


@dataclass(slots=True)
class Figures:
    """Pairs by what they are and what left of them; `faults` are a few to look at."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, kind: str, fault: str = "") -> None:
        """Counts one."""
        self.counts[kind] += 1
        if fault:
            self.faults.append(f"{kind}: {fault}")


def plain(text: str) -> str:
    """The text with the line breaks and letters that a corpus writes as escapes."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\n", text)


def read_phrases(file: Path) -> tuple[Phrase, ...]:
    """The phrases of a corpus."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        Phrase(plain(row["text"]), read_line(row["meaning"]) if row["expected"] == "whole" else None) for row in rows
    )


def structures_of(phrases: Iterable[Phrase], converter: Converter) -> tuple[Structure, ...]:
    """A structure for every meaning that a Dosering can hold, and for instances of the others, each once."""
    found: dict[str, Structure] = {}
    for phrase in phrases:
        for exact, meaning in ((True, phrase.meaning), (False, phrase.meaning and instance_of(phrase.meaning))):
            if meaning is None:
                continue
            phases = dosing_of(meaning, FIRST, converter.vocabulary, Notes(converter.tables))
            if phases:
                found.setdefault(line(normal(meaning)), Structure(phases, meaning, exact))
    return tuple(found.values())


def misread(structures: Iterable[Structure], converter: Converter) -> list[str]:
    """Those that are not read as what they were made to say."""
    found = []
    for each in structures:
        read = phases_meaning(each.phases, converter.vocabulary, Notes(converter.tables))
        if not isinstance(read, Meaning) or relation(read, each.meaning) is not Relation.EQUAL:
            found.append(line(each.meaning))
    return found


def translated(text: str, phases: tuple[DosingPhase, ...], converter: Converter) -> tuple[Dosage, Notes]:
    """The dosage of a prescription with this text and these phases, and what was noted."""
    last = phases[-1].end if phases else None
    given = NationalPrescription(
        prescription_id="",
        written_on=FIRST,
        valid_until=FIRST,
        valid_from=None,
        patient=None,
        prescriber=None,
        organisation=NationalOrganisation("", ()),
        medicine=PrescribedMedicine(Kind.PACKAGE),
        facts=NationalFacts("L", ("C",)),
        dosage=Dosage(text, FIRST if phases else None, last),
        phases=phases,
    )
    notes = Notes(converter.tables)
    return translate_dosage(given, converter.vocabulary, notes), notes


def compare(phrases: Sequence[Phrase], structures: Sequence[Structure], converter: Converter, figures: Figures) -> None:
    """Every text beside every structure."""
    for phrase in phrases:
        alone = translated(phrase.text, (), converter)[0]
        for structure in structures:
            agree = phrase.meaning is not None and relation(phrase.meaning, structure.meaning)
            dosage, notes = translated(phrase.text, structure.phases, converter)
            where = f"{phrase.text!r} beside {line(structure.meaning)}: {dosage.english}"
            kind = "exact" if structure.exact else "instance"
            if not agree or agree is Relation.DIFFERENT:
                _different(f"{kind}, {'different' if agree else 'not a dosage'}", where, dosage, notes, figures)
                continue
            name = f"{kind}, {agree.value}"
            figures.add(name)
            if dosage.english in TOLD:
                figures.add(f"{name}: told", where if agree is Relation.EQUAL else "")
            else:
                figures.add(f"{name}: English")
                figures.add(f"{name}: coded" if dosage.schedule else f"{name}: not coded")
                if alone.schedule is not None and dosage.schedule is None:
                    figures.add(f"{name}: dose lost", where)


def _different(name: str, where: str, dosage: Dosage, notes: Notes, figures: Figures) -> None:
    figures.add(name)
    if dosage.schedule is not None:
        figures.add(f"{name}: CODED", where)
    if dosage.english not in TOLD:
        figures.add(f"{name}: ENGLISH", where)
    if dosage.start is not None or dosage.end is not None:
        figures.add(f"{name}: PERIOD", where)
    if not REMARKS & {f.code for f in notes.findings}:
        figures.add(f"{name}: NO REMARK", where)


def verdict(figures: Figures) -> bool:
    """Whether nothing of two different dosages left, and enough of those beside their own structure."""
    counts = figures.counts
    left = [name for name in counts if name.endswith((": CODED", ": ENGLISH", ": PERIOD", ": NO REMARK"))]
    own = counts["exact, equal"]
    kept = counts["exact, equal: English"] - counts["exact, equal: dose lost"]
    return not left and kept * 100 >= KEPT * own > 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--step", type=int, default=1, help="take every so many of the texts only")
    options = parser.parse_args(arguments)
    converter = load_converter(read_settings({}))
    phrases = read_phrases(options.corpus)
    structures = structures_of(phrases, converter)
    figures = Figures()
    for found in misread(structures, converter):
        figures.add("structure misread", found)
    compare(phrases[:: options.step], structures, converter, figures)
    print(f"texts {len(phrases[:: options.step])}, structures {len(structures)}")
    for name in sorted(figures.counts):
        print(f"{figures.counts[name]:8}  {name}")
    for fault in figures.faults:
        print(fault)
    return 0 if verdict(figures) and not figures.counts["structure misread"] else 1


if __name__ == "__main__":
    sys.exit(main())
