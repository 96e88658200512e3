"""What an eD says twice of its product and not alike: by the same judge as a prescription from abroad."""

from collections.abc import Iterable
from dataclasses import dataclass

from converter.conversion.ep_to_view.contradictions import contradictions
from converter.conversion.ep_to_view.substance_agreement import names_another
from converter.conversion.ep_to_view.substances import ATC, level_five
from converter.conversion.medicine.comparison import Agreement
from converter.model.coded import Coded
from converter.model.dispensation import Dispensation
from converter.model.foreign_prescription import (
    DocumentKind,
    ForeignPrescription,
    ForeignProduct,
    NamedSubstance,
    Said,
    SaidCode,
    SaidOf,
    SaidSubstance,
    SaidWords,
)
from converter.model.product import Product
from converter.terminology.substance_identity import one_substance
from converter.terminology.tables import Tables

MOST_TOLD = 4
"""Codes and names that Merknad repeats; who reads on has the document."""


@dataclass(frozen=True, slots=True)
class Contradicted:
    """What contradicts itself, beside the strength.

    Attributes:
        substance: what the substance is, by codes, their displays or names.
        form: the dose form, by code, display or name.
        doubts: sentences for Merknad.
    """

    substance: bool = False
    form: bool = False
    doubts: tuple[str, ...] = ()


def contradicted(dispensation: Dispensation, product: Product, tables: Tables) -> Contradicted:
    """Judges the product of an eD.

    Args:
        dispensation: the eD; nothing but what it says is judged.
        product: its product with units resolved.
        tables: terms of substances and dose forms.
    """
    said = said_of(dispensation)
    found = contradictions(_as_prescription(product, said), tables)
    substance = any(c.system == ATC for c in found.doubtful) or _another_by_name(said, tables)
    forms = [f for f in (product.form, *(p.form for p in product.parts)) if isinstance(f, Coded)]
    own = {(f.system, f.code) for f in forms}
    form = any((c.system, c.code) in own for c in found.doubtful)
    doubts = []
    if substance:
        doubts.append(f"Virkestoffet er motstridende: {_substances_said(said)}")
    if form:
        doubts.append(f"Legemiddelformen er motstridende: kode {' og '.join(_coded_said(f) for f in forms)}")
    return Contradicted(substance, form, tuple(doubts))


def said_of(dispensation: Dispensation) -> Said:
    """All codes and names of the product; of one that was not read from a document those that it has itself."""
    if dispensation.said is not None:
        return dispensation.said
    product = dispensation.product
    concepts = [(product.atc, SaidOf.KIND)]
    ingredients = [*product.ingredients, *(i for part in product.parts for i in part.ingredients)]
    concepts += [(i.code, SaidOf.SUBSTANCE) for i in ingredients]
    codes = [
        SaidCode(code, of, True, number, "")
        for number, (concept, of) in enumerate(concepts)
        if concept is not None
        for code in (concept, *concept.originals)
    ]
    substances = [SaidSubstance(i.name, () if i.code is None else (i.code, *i.code.originals)) for i in ingredients]
    return Said(tuple(codes), (SaidWords(product.name, SaidOf.PRODUCT),), tuple(substances))


def _as_prescription(product: Product, said: Said) -> ForeignPrescription:
    named = tuple([NamedSubstance(i.name, i.code, i) for i in product.ingredients if i.code is not None])
    return ForeignPrescription(
        DocumentKind.STRUCTURED,
        document_id=None,
        country="",
        language="",
        made_at=None,
        written_on=None,
        patient=None,
        prescriber=None,
        product=ForeignProduct(
            name=product.name,
            code=None,
            strength_text=product.strength_text,
            form=product.form,
            atc=product.atc,
            substances=named,
            layers=product.layers,
            parts=product.parts,
        ),
        said=said,
    )


def _another_by_name(said: Said, tables: Tables) -> bool:
    """Whether a substance's name is, in whatever language, that of another substance than its code's.

    Its own code, or the product's where it has none and is alone.
    """
    kinds = [c.coded for c in said.codes if c.of is not SaidOf.SUBSTANCE and c.active and level_five(c.coded)]
    for substance in said.substances:
        own = [c for c in substance.codes if level_five(c)] or (kinds if len(said.substances) == 1 else [])
        if own and names_another(substance.name, sorted({level_five(c) for c in own}), (), tables):
            return True
    return False


def more_substances(said: Said | None, prescribed: Product | None) -> Agreement:
    """Whether more active substances are handed out than prescribed, where both sides name theirs.

    A salt beside its base, or one substance in two parts, is one substance.
    """
    if said is None or prescribed is None or not prescribed.ingredients or not said.substances:
        return Agreement.UNKNOWN
    theirs = [SaidSubstance(i.name, () if i.code is None else (i.code,)) for i in prescribed.ingredients]
    return Agreement.OTHER if len(_distinct(said.substances)) > len(_distinct(theirs)) else Agreement.SAME


def _distinct(substances: Iterable[SaidSubstance]) -> list[SaidSubstance]:
    found: list[SaidSubstance] = []
    for one in substances:
        if not any(_alike(one, other) for other in found):
            found.append(one)
    return found


def _alike(one: SaidSubstance, other: SaidSubstance) -> bool:
    codes = {c.code for c in one.codes} & {c.code for c in other.codes}
    ours, theirs = ([w for w in (s.name, *(c.display for c in s.codes)) if w] for s in (one, other))
    return bool(codes) or not (ours and theirs) or any(one_substance(a, b) for a in ours for b in theirs)


def _substances_said(said: Said) -> str:
    codes = [c.coded for c in said.codes if c.coded.system == ATC]
    names = [s.name for s in said.substances if s.name]
    told = [*(_coded_said(c) for c in codes), *(f"virkestoff «{n}»" for n in names)]
    return ", ".join(tuple(dict.fromkeys(told))[:MOST_TOLD])


def _coded_said(concept: Coded) -> str:
    return f"{concept.code} «{concept.display}»" if concept.display else concept.code
