"""The dose form by its code, and the forms that words beside it name: another thing, or the same less exactly."""

import re
from collections.abc import Iterator

from converter.conversion.ep_to_view.substance_agreement import AT, Found
from converter.conversion.ep_to_view.substances import replaced
from converter.model.coded import Coded
from converter.model.foreign_prescription import ForeignProduct
from converter.terminology.displays import Displays, display_key
from converter.terminology.form_facts import ANY_SITE, FormFacts
from converter.terminology.tables import Tables

FORM = "view-form-word-contradicts"
FORMS, EDQM = "eHDSIDoseForm", "0.4.0.127.0.16.1.1.2.1"
LONGEST = 6
"""Words of a dose form that are looked for in a name."""
TABLETS = frozenset({"Tablet", "Lyophilisate", "Lozenge", "Pastille", "Pillules"})
"""Basic dose forms that names do not keep apart."""
VAGINAL = frozenset({"Tablet", "Pessary"})
"""Basic dose forms that are one word in some languages, where they go to the same site."""
NOTHING: frozenset[str] = frozenset()
NO_DISPLAYS = Displays()


GEL, CAPSULE = "gel", "Capsule"
CAPSULES_OF_GEL = re.compile(r"\b(?:liqui[ds]?|soft)[\s-]*gels?\b|\bgels?[\s-]*caps?\b", re.I)
"""What trade names call soft capsules."""


def of_form(product: ForeignProduct, tables: Tables) -> Iterator[Found]:
    """The form's word in the product's own name and description against the coded form."""
    form = product.form
    for words in (product.name, product.strength_text):
        if isinstance(form, Coded) and another_form(words, form, tables):
            yield FORM, AT, frozenset({replaced(form)})


def another_form(words: str, form: object, tables: Tables) -> bool:
    """Whether words name another dose form than the code.

    Args:
        words: a name, a description or a cell of the narrative.
        form: as read; a code that is none of EDQM's forms is held against nothing.
        tables: terms and facts of forms.
    """
    if not isinstance(form, Coded) or form.system != EDQM or form.code not in tables.value_set(FORMS):
        return False
    known = tables.displays.get(EDQM, NO_DISPLAYS)
    own = known.terms.get(form.code, NOTHING)
    capsule = any(CAPSULE.casefold() in t.split() for t in own) and CAPSULES_OF_GEL.search(words) is not None
    for term, codes in _forms_in(words, known, tables):
        alone = " " not in term  # its site may stand beside it in another language: Kapsel, Pulver
        held = any(_has(one, term) for one in own) or any(_fits(c, form.code, tables, alone=alone) for c in codes)
        if not held and not (capsule and term == GEL):
            return True
    return False


def _has(words: str, term: str) -> bool:
    return f" {term} " in f" {words} "


def _forms_in(words: str, known: Displays, tables: Tables) -> Iterator[tuple[str, frozenset[str]]]:
    """Terms of dose forms in words, the longest at each place, with their codes."""
    split = display_key(words).split()
    listed = tables.value_set(FORMS)
    at = 0
    while at < len(split):
        for size in range(min(LONGEST, len(split) - at), 0, -1):
            term = " ".join(split[at : at + size])
            codes = frozenset(c for c in known.codes.get(term, NOTHING) if c in listed)
            if codes:
                yield term, codes
                at += size - 1
                break
        at += 1


def _fits(one: str, other: str, tables: Tables, *, alone: bool) -> bool:
    """Whether two forms may be one in people's words: one is the other more exactly, or the same thing at one site.

    A word alone says of the thing only, and not where it goes.
    """
    if tables.forms.only_more_exact(one, other) or tables.forms.only_more_exact(other, one):
        return True
    first, second = tables.forms.of(one), tables.forms.of(other)
    return not (_things(first, second) or (not alone and _elsewhere(first, second)))


def _elsewhere(one: FormFacts, other: FormFacts) -> bool:
    sites, others = one.sites - {ANY_SITE}, other.sites - {ANY_SITE}
    return bool(sites and others) and sites.isdisjoint(others) and not {one.basic, other.basic} <= TABLETS


def _things(one: FormFacts, other: FormFacts) -> bool:
    """Whether the forms are other things by EDQM's attributes; unknown is not."""
    both = {one.basic, other.basic}
    if both <= TABLETS or (both <= VAGINAL and not one.sites.isdisjoint(other.sites)):
        return False
    if not (one.unchanged and other.unchanged and one.basic and other.basic):
        return False
    return one.state != other.state or (one.state == "solid" and one.basic != other.basic)
