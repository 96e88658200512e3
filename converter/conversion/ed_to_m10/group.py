"""The prescription group (list 7421) of what was handed out: of another substance Norway's register decides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from converter.conversion.ed_to_m10.contradicted import said_of
from converter.conversion.ep_to_view.substances import GROUP, NAMING, WRITTEN, level_five, unchecked
from converter.conversion.session import Session
from converter.enrichment.medicines import MedicinesRegister
from converter.model.atc import plain_atc
from converter.model.coded import Coded
from converter.model.dispensation import Dispensation
from converter.model.foreign_prescription import Said, SaidOf
from converter.model.known import PrescriptionFacts
from converter.model.medicine import Medicine
from converter.terminology.substance_stems import named
from converter.terminology.tables import Tables

ATC, NORWEGIAN_ATC = "2.16.840.1.113883.6.73", "2.16.578.1.12.4.1.1.7180"
ATC_LEVEL_5, ATC_LEVEL_3 = 7, 4
STRICTEST_FIRST = ("A", "B", "C", "F")
"""Of list 7421; CF is a brand's, whose packages are C or F (dossier, section 3.4)."""
KEPT = frozenset({"A", "B"})
PATH = "/ClinicalDocument/component/structuredBody/component/section/entry/supply/product"
SOUNDS_LIKE = "Et navn ligner et virkestoff i reseptgruppe {}; det må vurderes"
NOT_CHECKED = "Reseptgruppen er reseptens: den utleverte varens gruppe er ikke kjent"


@dataclass(frozen=True, slots=True)
class Strict:
    """What of an eD's product, beside what was prescribed, is of group A or B.

    Attributes:
        group: the stricter of all that codes and names of substances say; empty where they say none.
        sounds: the same of names that may only sound like a substance: trade names, descriptions.
        unknown: whether a substance has no ATC code of level 5, so that no group is known of it.
    """

    group: str = ""
    sounds: str = ""
    unknown: bool = False


def strict_of(dispensation: Dispensation, facts: PrescriptionFacts, session: Session) -> Strict:
    """Asks the register of every code, and of every word that names a substance, wherever in the product it stands."""
    said, register, tables = said_of(dispensation), session.register, session.notes.tables
    known = _prescribed(facts)
    codes = {code for c in said.codes if (code := level_five(c.coded))}
    codes |= {code for w in said.words for code in WRITTEN.findall(w.text.upper())}
    above = {_class(c.coded) for c in said.codes if c.coded.system in {ATC, NORWEGIAN_ATC}} - {"", *codes}
    groups = [g for code in codes - {known} for g in _groups(code, register)]
    groups += [register.group_of_atc(code) for code in above]
    sure, sounding = _named(said, known, register, tables)
    own = {code for c in said.codes if c.coded.system == ATC and c.active and (code := level_five(c.coded))}
    if not own:
        sure, sounding = [*sure, *sounding], []
    group = _strictest(g for g in (*groups, *sure) if g in KEPT)
    return Strict(group, "" if group else _strictest(sounding), unknown=not own or unchecked(said, tables))


def _prescribed(facts: PrescriptionFacts) -> str:
    return "" if facts.product is None or facts.product.atc is None else facts.product.atc.code


def _class(concept: Coded) -> str:
    """An ATC code above level 5; empty where it is none."""
    matched = None if level_five(concept) else GROUP.match(plain_atc(concept.code))
    return "" if matched is None else matched[0]


def _named(said: Said, known: str, register: MedicinesRegister, tables: Tables) -> tuple[list[str], list[str]]:
    """Groups A and B of what words name: of substances, and of names that may only sound like one."""
    sure: list[str] = []
    sounding: list[str] = []
    for text, of in dict.fromkeys(_texts(said)):
        codes = set(named(text, tables.stems))
        if known not in codes:
            found = [g for code in codes for g in (*register.groups_below(code), register.group_of_atc(code))]
            (sure if of in NAMING else sounding).extend(g for g in found if g in KEPT)
    return sure, sounding


def _texts(said: Said) -> Iterator[tuple[str, SaidOf]]:
    for words in said.words:
        yield words.text, words.of
    for code in said.codes:
        if code.coded.display and code.of is not SaidOf.OTHER:
            yield code.coded.display, code.of
    for substance in said.substances:
        yield substance.name, SaidOf.SUBSTANCE


def group_of(
    dispensation: Dispensation, own: Medicine | None, facts: PrescriptionFacts, strict: Strict, session: Session
) -> tuple[str, tuple[str, ...]]:
    """The group: a Norwegian package's own, the prescription's for the same substance, else the register's.

    Whatever says group A or B counts, wherever it stands. Where the register knows nothing of another substance, or
    nothing says which it is, the prescription's group stands, which is told.

    Args:
        dispensation: the eD.
        own: the register's record of the package, where it is a Norwegian one.
        facts: the prescription.
        strict: what `strict_of` found.
        session: the register, and where what is found is noted.

    Returns:
        The group, and sentences for Merknad.
    """
    register, notes, atc = session.register, session.notes, dispensation.product.atc
    prescribed = "C" if facts.group == "CF" else facts.group
    found, doubts = prescribed, []
    if own is not None:
        found = own.group or prescribed
    elif atc is not None and atc.code != _prescribed(facts):
        found = _strictest(_groups(plain_atc(atc.code), register))
    if own is None and not strict.group and (not found or strict.unknown):
        notes.add("dispensed-group-of-prescription" if atc is not None else "dispensed-group-unsaid", PATH)
        doubts.append(NOT_CHECKED)
    found = _strictest([found or prescribed, strict.group]) or prescribed
    if strict.sounds:
        notes.add("dispensed-name-a-b", PATH, group=strict.sounds)
        doubts.append(SOUNDS_LIKE.format(strict.sounds))
    if found != prescribed:
        notes.add("dispensed-group-a-b" if found in KEPT else "dispensed-group-other", PATH, group=found)
        doubts.append(f"Reseptgruppe {found} er den utleverte varens; forskrevet i gruppe {prescribed}")
    return found, tuple(reversed(doubts))


def _groups(code: str, register: MedicinesRegister) -> tuple[str, ...]:
    """The groups of the Norwegian packages with an ATC code; a code of a higher level names no substance.

    A code of which there is none is judged by what is above it where all of that is A or B: a new opioid is an opioid.
    """
    if len(code) != ATC_LEVEL_5:
        return ()
    packages = register.find_by_atc(code)
    above = register.group_of_atc(code) or ("" if packages else register.group_of_atc(code[:ATC_LEVEL_3]))
    strict = (above, *[m.brand_group for m in packages if m.brand_group in KEPT])
    return tuple(dict.fromkeys(g for g in (*strict, *[m.group for m in packages]) if g))


def _strictest(groups: Iterable[str]) -> str:
    given = {"C" if g == "CF" else g for g in groups}
    return next((g for g in STRICTEST_FIRST if g in given), "")
