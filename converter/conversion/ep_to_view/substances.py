"""Which substances of a foreign prescription are known not to be of group A or B: by codes, and by words to protect.

A code clears only what it is of; a word never clears. What nothing clears is for a person to find out.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from converter.conversion.ep_to_view.labelled import ATC as LABEL_OF_ATC
from converter.conversion.ep_to_view.labelled import MEDICINE, labelled
from converter.conversion.ep_to_view.labelled import SUBSTANCE as LABEL_OF_SUBSTANCE
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
from converter.terminology.displays import Displays
from converter.terminology.substance_identity import holds, is_class, is_combination, telling, words_of
from converter.terminology.substance_stems import named
from converter.terminology.tables import Tables

ATC = "2.16.840.1.113883.6.73"
SUBSTANCE = re.compile(r"Q?[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}")
"""An ATC (or ATCvet) code of level 5, in any code system: national copies of ATC have OIDs of their own."""
WRITTEN = re.compile(r"(?<![A-Z0-9])[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}(?![A-Z0-9])")
"""The same in words."""
HIDDEN = re.compile(r"(?=([A-Z][0-9]{2}[A-Z]{2}[0-9]{2}))")
"""The same anywhere in a code of ATC that is none as it stands: `DN02AB03`."""
LOOK_ALIKE = str.maketrans(
    "\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425",
    "ABEHIKMNOPTXABEKMHOPCTX",
)
"""Greek and Cyrillic capitals that look like Latin ones."""
SIGNS = re.compile(r"[\W_]+")
GROUP = re.compile(r"Q?[A-Z](?:[0-9]{2}(?:[A-Z]{1,2}(?:[0-9]{2})?)?)?")
COMBINED = re.compile(r"\b(?:and|with|combinations?|comb)\b|,")
"""What the terms of ATC codes of several substances hold (WHO, principles of ATC: combination products)."""
SEVERAL = re.compile(r"(?<=\w)\s*(?:\s\+\s?|\+\s)\s*(?=[^\W\d_]{3})")
"""What stands between two substances in one name; `D3 + K` and numbers are not looked at."""
INGREDIENTS = "eHDSIActiveIngredient"
GROUP_LEVEL = 5
"""Characters of an ATC code of level 4, which is of what is much alike."""
CLASSES = frozenset({SaidOf.PRODUCT, SaidOf.KIND})
NOTHING: frozenset[str] = frozenset()
NO_DISPLAYS = Displays()
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
    covered = _covered(said, register, tables)
    for code, clears in codes.items():
        found = groups_of_code(code, register)
        groups += found
        if clears and not found and not register.find_by_atc(code) and code not in covered:
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
        doubts += _named(said, _own_words(prescription), register, tables)
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
            found[code] = found.get(code, False) or (said.coded.system == ATC and said.active and said.stands)
            continue
        written = HIDDEN if said.coded.system == ATC else WRITTEN
        plain = _latin(said.coded.code)
        squeezed = SIGNS.sub("", plain)
        for hidden in [*written.findall(plain), *([squeezed] if SUBSTANCE.fullmatch(squeezed) else [])]:
            found.setdefault(hidden, False)
    for text in (*(w.text for w in words), *(c.coded.display for c in codes)):
        for code in WRITTEN.findall(text.upper()):
            found.setdefault(code, False)
    return found


def _latin(code: str) -> str:
    """A code in plain Latin letters and digits, where it has others that look the same."""
    return plain_atc(unicodedata.normalize("NFKC", code)).translate(LOOK_ALIKE)


def _covered(said: Said, register: MedicinesRegister, tables: Tables) -> frozenset[str]:
    """Codes of substances that are sold in a combination only, whose code the register has and is of no A or B.

    What a class alone covers (`and diuretics`) is covered where nothing near it in ATC is of A or B.
    """
    classes = {level_five(c.coded) for c in said.codes if c.of in CLASSES and c.coded.system == ATC and c.stands} - {""}
    whole = [c for c in classes if (known := register.groups_below(c)) and known <= LEAVING]
    inside = {level_five(c.coded) for c in said.codes if c.of is SaidOf.SUBSTANCE and c.coded.system == ATC} - {""}
    return frozenset(
        code
        for code in inside - classes
        if any(
            covers(one, code, tables, by_name=True)
            or (covers(one, code, tables, by_name=False) and register.groups_below(code[:5]) <= LEAVING)
            for one in whole
        )
    )


def _own_words(prescription: ForeignPrescription) -> list[str]:
    """What the document's own words say the medicine is: of the item, and behind the labels of its narrative."""
    lines = labelled(prescription)
    said = [text for label in (MEDICINE, LABEL_OF_SUBSTANCE, LABEL_OF_ATC) for text in lines.get(label, ())]
    return [prescription.words.of_item.text, *said]


def _has_groups(codes: Iterable[SaidCode]) -> bool:
    return any(c.coded.system == ATC and not level_five(c.coded) for c in codes)


def _of_groups(codes: Iterable[SaidCode], register: MedicinesRegister) -> tuple[list[str], bool]:
    """The groups of ATC codes above level 5 whose all is A or B, and whether another may hold such a substance."""
    groups: list[str] = []
    unclear = False
    for said in codes:
        if said.coded.system != ATC or level_five(said.coded):
            continue
        matched = GROUP.fullmatch(plain_atc(said.coded.code))
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
    bare = [s for s in said.substances if not any(c.system == ATC and level_five(c) for c in s.codes)]
    several = [s for s in said.substances if SEVERAL.search(s.name)]
    if not bare and not several:
        return False
    stand = [c for c in said.codes if c.of in CLASSES and c.coded.system == ATC and c.stands]
    classes = {level_five(c.coded) for c in stand} - {""}
    if len(said.substances) == 1 and not several:
        return not classes
    terms = tables.value_set(INGREDIENTS).terms
    return not any(COMBINED.search(terms.get(code, "")) for code in classes)


def _named(said: Said, own: list[str], register: MedicinesRegister, tables: Tables) -> list[str]:
    """Whether words name a substance of group A or B, or its ATC code: where a substance is named, or beside it.

    Args:
        said: of the entry.
        own: the document's own words of the same.
        register, tables: which substances there are, and their groups.
    """
    texts = [(w.text, w.of) for w in said.words]
    texts += [(c.coded.display, c.of) for c in said.codes if c.coded.display]
    texts += [(s.name, SaidOf.SUBSTANCE) for s in said.substances if s.name]
    texts += [(text, SaidOf.OTHER) for text in own if text]
    found = {
        "named" if of in NAMING else "named-beside"
        for text, of in dict.fromkeys(texts)
        if any(_narcotic(code, register, tables) for code in named(text, tables.stems))
    }
    if any(not NEVER_ABROAD.isdisjoint(groups_of_code(c, register)) for t in own for c in WRITTEN.findall(t.upper())):
        found.add("named-beside")
    return sorted(found)[:1]


def _narcotic(code: str, register: MedicinesRegister, tables: Tables) -> bool:
    """Whether a substance is of A or B, by its own code or, where it is sold in combinations only, by all of those."""
    own = register.groups_below(code)
    if not NEVER_ABROAD.isdisjoint((*own, register.group_of_atc(code))):
        return True
    if own:
        return False
    near = register.groups_below(code[:GROUP_LEVEL])
    if near and near <= LEAVING:
        return False
    held = [register.groups_below(c) for c in combinations_with(code, tables)]
    known = [groups for groups in held if groups]
    return bool(known) and not any(groups <= LEAVING for groups in known)


def atc_terms(code: str, tables: Tables) -> frozenset[str]:
    """What ATC calls a code, English and Norwegian."""
    return tables.displays.get(ATC, NO_DISPLAYS).terms.get(code, NOTHING)


def covers(product: str, substance: str, tables: Tables, *, by_name: bool) -> bool:
    """Whether the product's code of level 5 is of a combination that names this substance, or of a class.

    Args:
        product, substance: ATC codes.
        tables: ATC's terms.
        by_name: whether it must name it; else whether its term is of a class, whatever is in it.
    """
    terms, own = atc_terms(product, tables), atc_terms(substance, tables)
    if not by_name:
        return bool(own) and any(is_class(t) for t in terms)
    joined = [t for t in terms if is_combination(t)]
    return any(holds(term, words_of(o)) for term in joined for o in own if not is_combination(o))


def combinations_with(code: str, tables: Tables) -> frozenset[str]:
    """The codes of combinations that name the substance of a code."""
    words = {w for term in atc_terms(code, tables) for w in telling(words_of(term))}
    return frozenset(c for w in words for c in tables.names.parts.get(w, NOTHING) if c != code)
