"""Which substances of a foreign prescription are known not to be of group A or B: by codes, and by words to protect.

A code clears only what it is of; a word never clears. What nothing clears is for a person to find out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from converter.enrichment.medicines import MedicinesRegister
from converter.enrichment.prescription_groups import LEAVING
from converter.model.atc import VETERINARY, plain_atc
from converter.model.coded import Coded
from converter.model.foreign_prescription import (
    ForeignPrescription,
    Said,
    SaidCode,
    SaidOf,
    SaidSubstance,
    SaidWords,
)
from converter.model.groups import NEVER_ABROAD
from converter.terminology.displays import display_key
from converter.terminology.substance_stems import named
from converter.terminology.tables import Tables

ATC = "2.16.840.1.113883.6.73"
SUBSTANCE = re.compile(r"Q?[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}")
"""An ATC (or ATCvet) code of level 5, in any code system: national copies of ATC have OIDs of their own."""
WRITTEN = re.compile(r"(?<![A-Z0-9])[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}(?![A-Z0-9])")
"""The same in words."""
GROUP = re.compile(r"Q?[A-Z](?:[0-9]{2}(?:[A-Z]{1,2}(?:[0-9]{2})?)?)?")
COMBINED = re.compile(r"\b(?:and|with|combinations?|comb)\b|,")
"""What the terms of ATC codes of several substances hold (WHO, principles of ATC: combination products)."""
INGREDIENTS = "eHDSIActiveIngredient"
CLASSES = frozenset({SaidOf.PRODUCT, SaidOf.KIND})
NAMING = frozenset({SaidOf.KIND, SaidOf.SUBSTANCE})
"""What says which substance it is; a trade name may only sound like one."""


@dataclass(frozen=True, slots=True)
class Groups:
    """What codes and words say of the prescription group.

    Attributes:
        atc: of each ATC code of level 5 `known` or `unknown` to the register; `missing` where there is none at all.
        substances: `unchecked`, `group`, `named`, `named-beside` (rules/ep_to_view.py); `checked` where it is none.
        groups: prescription groups of all that has one of the codes.
    """

    atc: tuple[str, ...]
    substances: tuple[str, ...]
    groups: tuple[str, ...]


def groups_of(prescription: ForeignPrescription, register: MedicinesRegister, tables: Tables) -> Groups:
    """Asks the register of every code anywhere in the item, and of every word that may name a substance.

    Raises:
        RegisterError: the register cannot be read.
    """
    said = all_said(prescription)
    groups: list[str] = []
    unknown: set[str] = set()
    codes = _of_substances(said.codes, said.words)
    for code, clears in codes.items():
        found = groups_of_code(code, register)
        groups += found
        if clears and not found and not register.find_by_atc(code):
            unknown.add(code)
    own = [code for code, clears in codes.items() if clears]
    atc = tuple(["unknown" if code in unknown else "known" for code in own])
    doubts: list[str] = []
    above, unclear = _of_groups(said.codes, register)
    groups += above
    if unclear or (not own and _has_groups(said.codes)):
        doubts.append("group")
    if own and unchecked(said, tables):
        doubts.append("unchecked")
    if NEVER_ABROAD.isdisjoint(groups):  # what a code says need not be said by a word too
        doubts += _named(said, register, tables)
    missing = ("missing",) if not _has_groups(said.codes) else ()
    return Groups(atc or missing, tuple(doubts) or ("checked",), tuple(groups))


def all_said(prescription: ForeignPrescription) -> Said:
    """What the item says, and what its product as read says: either alone would do, and neither may be forgotten."""
    said, product = prescription.said, prescription.product
    if product is None:
        return said
    codes, substances = list(said.codes), list(said.substances)
    known = {c.coded.code for c in codes}
    if product.atc is not None and product.atc.code not in known:
        codes.append(SaidCode(replaced(product.atc), SaidOf.KIND, True, -1, ""))
    for number, one in enumerate([*product.substances, *(s for p in product.shown_parts for s in p.substances)]):
        own = () if not isinstance(one.code, Coded) else (replaced(one.code), *one.code.originals)
        codes += [SaidCode(c, SaidOf.SUBSTANCE, True, -2 - number, "") for c in own if c.code not in known]
        if not said.substances:
            substances.append(SaidSubstance(one.name, own))
    return Said(tuple(codes), said.words, tuple(substances))


def substance_codes(said: Said) -> tuple[str, ...]:
    """Every code of level 5 that stands anywhere, each once: more than one is more than one medicine."""
    return tuple(_of_substances(said.codes, said.words))


def replaced(concept: Coded) -> Coded:
    """The concept without what it was translated from."""
    return Coded(concept.code, concept.system, concept.display)


def groups_of_code(code: str, register: MedicinesRegister) -> tuple[str, ...]:
    """The prescription groups of packages in use with a code of level 5, and that which all that has it is of."""
    plain = code.removeprefix(VETERINARY) if len(code) > len("N02AJ06") else code
    packages = [m for c in {code, plain} for m in register.find_by_atc(c)]
    found = [g for m in packages for g in (m.group, m.brand_group)]
    return tuple(g for g in (*found, *(register.group_of_atc(c) for c in {code, plain})) if g)


def level_five(concept: Coded) -> str:
    """The code of a substance as the register has it; empty where it is none."""
    plain = plain_atc(concept.code)
    return plain if SUBSTANCE.fullmatch(plain) else ""


def _of_substances(codes: Iterable[SaidCode], words: Iterable[SaidWords]) -> dict[str, bool]:
    """Codes of level 5, and whether each is an ATC code of what is active: only such a one says what it is."""
    found: dict[str, bool] = {}
    for said in codes:
        if code := level_five(said.coded):
            found[code] = found.get(code, False) or (said.coded.system == ATC and said.active)
    for text in words:
        for code in WRITTEN.findall(text.text.upper()):
            found.setdefault(code, False)
    return found


def _has_groups(codes: Iterable[SaidCode]) -> bool:
    return any(c.coded.system == ATC and not level_five(c.coded) for c in codes)


def _of_groups(codes: Iterable[SaidCode], register: MedicinesRegister) -> tuple[list[str], bool]:
    """The groups of ATC codes above level 5 whose all is A or B, and whether another may hold such a substance."""
    groups: list[str] = []
    unclear = False
    for said in codes:
        if said.coded.system != ATC or level_five(said.coded):
            continue
        matched = GROUP.match(plain_atc(said.coded.code))
        code = "" if matched is None else matched[0]
        group = register.group_of_atc(code) if code else ""
        below = register.groups_below(code) if code else frozenset()
        if group:
            groups.append(group)
        unclear = unclear or not below or not below <= LEAVING
    return groups, unclear


def unchecked(said: Said, tables: Tables) -> bool:
    """Whether an active substance has no ATC code of level 5, and no code of the product is of it.

    A product's code is of the one substance that it holds; of several only a code of combinations is.
    """
    names = {display_key(s.name) or number for number, s in enumerate(said.substances)}
    bare = [s for s in said.substances if not any(c.system == ATC and level_five(c) for c in s.codes)]
    if not bare:
        return False
    classes = {level_five(c.coded) for c in said.codes if c.of in CLASSES and c.coded.system == ATC} - {""}
    if len(names) == 1:
        return not classes
    terms = tables.value_set(INGREDIENTS).terms
    return not any(COMBINED.search(terms.get(code, "")) for code in classes)


def _named(said: Said, register: MedicinesRegister, tables: Tables) -> list[str]:
    """Whether words name a substance of group A or B: where a substance is named, or beside it."""
    texts = [(w.text, w.of) for w in said.words]
    texts += [(c.coded.display, c.of) for c in said.codes if c.coded.display]
    texts += [(s.name, SaidOf.SUBSTANCE) for s in said.substances if s.name]
    found = {
        "named" if of in NAMING else "named-beside"
        for text, of in dict.fromkeys(texts)
        if any(_narcotic(code, register) for code in named(text, tables.stems))
    }
    return sorted(found)[:1]


def _narcotic(code: str, register: MedicinesRegister) -> bool:
    return not NEVER_ABROAD.isdisjoint((*register.groups_below(code), register.group_of_atc(code)))
