"""Which medicine the narrative is of: what stands behind its labels, held against the entry.

A label's cell that names another substance, has another ATC code, is another form's or route's term, or shares no word
with the entry's medicine contradicts it; a word that no list has contradicts nothing but a whole other name.
"""

from collections.abc import Iterable

from converter.conversion.ep_to_view.form_agreement import EDQM, another_form
from converter.conversion.ep_to_view.labelled import ATC, FORM, MEDICINE, ROUTE, SUBSTANCE, Label, labelled
from converter.conversion.ep_to_view.substance_agreement import names_another, terms_of
from converter.conversion.ep_to_view.substances import ATC as ATC_SYSTEM
from converter.conversion.ep_to_view.substances import WRITTEN, all_said
from converter.model.coded import Coded
from converter.model.foreign_prescription import ForeignPrescription, Said, SaidOf
from converter.terminology.displays import Displays, display_key
from converter.terminology.substance_identity import alike, words_of
from converter.terminology.tables import Tables

ROUTES = "eHDSIRouteofAdministration"
LEAST_WORD = 4
"""Letters of a word by which two names are one medicine's."""
OF_MEDICINE = frozenset({SaidOf.PRODUCT, SaidOf.KIND, SaidOf.SUBSTANCE})
NO_DISPLAYS = Displays()


def other_medicine(prescription: ForeignPrescription, tables: Tables) -> tuple[Label, ...]:
    """What the labelled lines of a narrative say of the medicine otherwise than its entry.

    Args:
        prescription: as read.
        tables: terms of ATC, forms and routes.
    """
    product = prescription.product
    if product is None or product.shown_parts:
        return ()
    lines = labelled(prescription)
    said = all_said(prescription)
    codes = _atc_codes(said)
    names = _names(prescription, said)
    found: list[Label] = []
    called = lines.get(MEDICINE, ())
    whole_other = bool(called and names) and not _shared(called, (*names, *terms_of(codes, tables)))
    if whole_other or any(names_another(t, codes, names, tables, begun=False) for t in called):
        found.append(MEDICINE)
    if any(names_another(t, codes, names, tables) for t in lines.get(SUBSTANCE, ())):
        found.append(SUBSTANCE)
    if any(_another_atc(t, codes) or names_another(t, codes, names, tables) for t in lines.get(ATC, ())):
        found.append(ATC)
    if any(another_form(t, product.form, tables) for t in lines.get(FORM, ())):
        found.append(FORM)
    if any(_another_route(t, prescription.route, tables) for t in lines.get(ROUTE, ())):
        found.append(ROUTE)
    return tuple(found)


def _atc_codes(said: Said) -> list[str]:
    """Codes of what is the medicine or active in it."""
    return [c.coded.code for c in said.codes if c.coded.system == ATC_SYSTEM and c.active and c.of in OF_MEDICINE]


def _names(prescription: ForeignPrescription, said: Said) -> list[str]:
    """All that the entry calls the medicine and its substances."""
    product = prescription.product
    own = [] if product is None else [product.name, product.strength_text]
    shown = [c.coded.display for c in said.codes if c.of in OF_MEDICINE]
    return [n for n in (*own, *(s.name for s in said.substances), *(w.text for w in said.words), *shown) if n]


def _shared(texts: Iterable[str], names: Iterable[str]) -> bool:
    """Whether a word of one is a word of another; nothing but short words and numbers is shared with all."""
    said = {w for t in texts for w in words_of(t) if len(w) >= LEAST_WORD}
    own = {w for n in names for w in words_of(n) if len(w) >= LEAST_WORD}
    return not said or not own or any(alike(w, o) or w[:LEAST_WORD] == o[:LEAST_WORD] for w in said for o in own)


def _another_atc(text: str, codes: list[str]) -> bool:
    written = WRITTEN.findall(text.upper())
    return bool(written and codes) and not any(w.startswith(c) or c.startswith(w) for w in written for c in codes)


def _another_route(text: str, route: object, tables: Tables) -> bool:
    """Whether a text is the term of another route; of several in one, none."""
    if not isinstance(route, Coded) or route.system != EDQM or route.code not in tables.value_set(ROUTES):
        return False
    known, key = tables.displays.get(EDQM, NO_DISPLAYS), display_key(text)
    others = {c for c in known.codes.get(key, ()) if c in tables.value_set(ROUTES)}
    own = known.terms.get(route.code, frozenset())
    return bool(others) and route.code not in others and not any(set(key.split()) <= set(t.split()) for t in own)
