"""Which substance a medicine is, said several times: by the product's codes, its substances' codes, and names beside.

Two codes of level 5 are of two substances, unless one is a combination or a class that holds the other, or both are
called the same (one substance has a code for each use). A name that is another substance's contradicts the code that
it stands beside, in whatever language its stem is found.
"""

import re
from collections.abc import Iterable, Iterator

from converter.conversion.ep_to_view.substances import ATC, CLASSES, WRITTEN, atc_terms, covers, level_five
from converter.model.coded import Coded
from converter.model.foreign_prescription import ForeignProduct, Said, SaidCode, SaidOf
from converter.terminology.displays import Displays, display_key, of_another
from converter.terminology.substance_identity import another, is_class, is_combination, same
from converter.terminology.tables import Tables

AT = "/ClinicalDocument/component"
SUBSTANCE, WORDS = "view-substance-contradicts", "view-words-contradict"
LEVEL_5 = 7
COMBINED = re.compile(r"\b(?:combinations?|kombinasjon(?:er)?)\b")
"""What the name of an ATC group of mixtures has (A12AX); `and` there joins two kinds, each alone."""
NOTHING: frozenset[str] = frozenset()
NO_DISPLAYS = Displays()
Found = tuple[str, str, frozenset[Coded]]
"""Code and path of a finding, and the codes that it leaves in doubt."""


def another_display(coded: Coded, tables: Tables) -> bool:
    """Whether the word beside a code is that of another concept of its list; of ATC also in another language."""
    known = tables.displays.get(coded.system)
    code = coded.code.upper() if coded.system == ATC else coded.code
    if known is None or not coded.display:
        return False
    if of_another(known, code, coded.display, coded.system):
        return not _more_general(known, code, coded, tables)
    return coded.system == ATC and len(code) == LEVEL_5 and names_another(coded.display, [code], (), tables)


def _more_general(known: Displays, code: str, coded: Coded, tables: Tables) -> bool:
    """Whether the word is only a more general one of its list: `Tablet` beside a film-coated tablet, `Pen`."""
    key = display_key(coded.display)
    if coded.system == ATC:
        return False
    others = known.codes.get(key, NOTHING)
    packages = tables.value_set("eHDSIPackage")
    if code in packages:
        return any(o in packages for o in others) and any(t.endswith(f" {key}") for t in known.terms.get(code, NOTHING))
    return any(tables.forms.only_more_exact(code, other) for other in others)


def of_substances(product: ForeignProduct, said: Said, tables: Tables) -> Iterator[Found]:
    """The product's ATC codes against its substances', and names against both.

    Args:
        product: as read.
        said: all codes and names of the item.
        tables: ATC's terms.
    """
    classes = [c for c in said.codes if c.of in CLASSES and c.coded.system == ATC]
    inside = [c for c in said.codes if c.of is SaidOf.SUBSTANCE and c.active and c.coded.system == ATC]
    for one in classes:
        if inside and not any(may_be_of(one.coded.code, other.coded.code, tables) for other in inside):
            yield SUBSTANCE, one.path, frozenset({one.coded, *(c.coded for c in inside)})
    for code in _named_beside(said, classes, tables):
        yield WORDS, AT, frozenset({code})
    coded = [c.coded for c in (*classes, *inside)]
    if coded and _in_names(product, said, coded, tables):
        yield WORDS, AT, frozenset(coded)


def _named_beside(said: Said, classes: list[SaidCode], tables: Tables) -> Iterator[Coded]:
    """Codes that stand beside another substance's name: of substances, and of the product's kind."""
    whole = [c.coded for c in classes if level_five(c.coded)]
    for substance in said.substances:
        own = [c for c in substance.codes if c.system == ATC and level_five(c)]
        held = own or (whole if len(said.substances) == 1 or _combined(whole, tables) else [])
        words = [substance.name, *(c.display for c in substance.codes if c.system != ATC)]
        for code in held:
            if any(names_another(w, [code.code], (), tables) for w in words if w):
                yield code
    words = [c.coded.display for c in said.codes if c.of is SaidOf.KIND and c.coded.system != ATC]
    words += [w.text for w in said.words if w.of is SaidOf.KIND]
    if whole and any(names_another(w, [c.code for c in whole], (), tables) for w in words if w):
        yield from whole


def _combined(codes: list[Coded], tables: Tables) -> bool:
    return any(is_combination(t) for c in codes for t in atc_terms(c.code, tables))


def _in_names(product: ForeignProduct, said: Said, coded: list[Coded], tables: Tables) -> bool:
    """Whether the names and descriptions of the product name another substance, by its name or its ATC code."""
    names = [s.name for s in said.substances if s.name]
    codes = [c.code for c in coded]
    shown = [c.coded.display for c in said.codes if c.of is SaidOf.PRODUCT and c.coded.system != ATC]
    texts = [f"{product.name} {product.strength_text}", *(w.text for w in said.words if w.of is SaidOf.PRODUCT), *shown]
    if any(names_another(text, codes, names, tables, begun=False) for text in dict.fromkeys(texts)):
        return True
    everywhere = [*(w.text for w in said.words), *(c.coded.display for c in said.codes)]
    written = {w for text in everywhere for w in WRITTEN.findall(text.upper())}
    listed = tables.value_set("eHDSIActiveIngredient")
    return any(w in listed and not any(_within(w, c) for c in codes) for w in written)


def _within(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def may_be_of(product: str, substance: str, tables: Tables) -> bool:
    """Whether a product with this ATC code may hold a substance with that one.

    It may where the codes are of one group or of one name, where the product's term names the substance among others,
    and where it is of a class and not of a substance: electrolytes may be sodium chloride. A code that ATC does not
    have says nothing.
    """
    if _within(product, substance):
        return True
    terms, own = atc_terms(product, tables), atc_terms(substance, tables)
    if not terms or not own:
        return True
    if len(product) < LEVEL_5:  # a group: has it the substance under another code, or is it of combinations?
        alike = {c for term in own for c in tables.displays[ATC].codes.get(term, NOTHING)}
        return any(c.startswith(product) for c in alike) or any(COMBINED.search(t) for t in terms)
    if covers(product, substance, tables, by_name=True) or covers(product, substance, tables, by_name=False):
        return True
    return any(same(t, o) for t in terms for o in own)


def terms_of(codes: Iterable[str], tables: Tables) -> tuple[str, ...]:
    """What ATC calls these codes, English and Norwegian."""
    return tuple(t for code in codes for t in sorted(atc_terms(code, tables)))


def names_another(text: str, codes: list[str], beside: Iterable[str], tables: Tables, *, begun: bool = True) -> bool:
    """Whether a text names a substance that is none of those of the codes and the names beside it."""
    own = [t for code in codes for t in atc_terms(code, tables)]
    if not own or any(is_class(t) for t in own):
        return False
    return another(text, (*own, *beside), frozenset(codes), tables.names, begun=begun)
