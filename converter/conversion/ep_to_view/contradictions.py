"""What a foreign prescription says twice and not alike: code against display, code against code, code against words.

A word that no list has (another language, a synonym, a salt, a trade name) contradicts nothing; only what is surely the
term of another concept does.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from converter.conversion.ep_to_view.form_agreement import of_form
from converter.conversion.ep_to_view.substance_agreement import AT, another_display, of_substances
from converter.conversion.ep_to_view.substances import ATC, replaced
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null
from converter.model.foreign_prescription import (
    ForeignPart,
    ForeignPrescription,
    NamedSubstance,
    Said,
    SaidCode,
)
from converter.model.product import PackageLayer, Part
from converter.terminology.tables import Tables

PRODUCT = "/consumable"
DISPLAY, TWICE = "view-display-contradicts", "view-codes-contradict"


@dataclass(frozen=True, slots=True)
class Contradictions:
    """What was found.

    Attributes:
        told: code and path of each finding.
        doubtful: the codes that something contradicts, as written: nothing may be concluded from them.
    """

    told: tuple[tuple[str, str], ...] = ()
    doubtful: frozenset[Coded] = frozenset()

    @property
    def of_product(self) -> bool:
        """Whether anything contradicts what the medicine is, and not only how it is given or substituted."""
        return any(path == AT or PRODUCT in path for _, path in self.told)


def contradictions(prescription: ForeignPrescription, tables: Tables) -> Contradictions:
    """All that contradicts itself in the codes of an item and the names of its product."""
    said = prescription.said
    told: list[tuple[str, str]] = []
    doubtful: set[Coded] = set()
    for code in said.codes:
        if another_display(code.coded, tables):
            told.append((DISPLAY, code.path))
            doubtful |= {c.coded for c in said.codes if c.path == code.path}
    for one, other in _twice(said.codes, tables):
        told.append((TWICE, other.path))
        doubtful |= {one.coded, other.coded}
    product = prescription.product
    if product is not None:
        for finding, path, codes in (*of_substances(product, said, tables), *of_form(product, tables)):
            told.append((finding, path))
            doubtful |= codes
    return Contradictions(tuple(dict.fromkeys(told)), frozenset(doubtful))


def settled(prescription: ForeignPrescription, found: Contradictions) -> ForeignPrescription:
    """The prescription without the codes that something contradicts: what is compared or repeated by it is unknown.

    All that was said, in the document's own codes and words, has been judged by then and is left out too.
    """
    product = prescription.product
    prescription = replace(prescription, said=Said())
    if product is None or not found.doubtful:
        return prescription
    doubtful = found.doubtful
    without = replace(
        product,
        form=_kept(product.form, doubtful),
        atc=_kept_or_none(product.atc, doubtful),
        substances=tuple([_substance(s, doubtful) for s in product.substances]),
        layers=None if product.layers is None else tuple([_layer(layer, doubtful) for layer in product.layers]),
        parts=tuple([_part(p, doubtful) for p in product.parts]),
        shown_parts=tuple([_shown_part(p, doubtful) for p in product.shown_parts]),
    )
    return replace(prescription, product=without)


def _kept(concept: Coded | Null, doubtful: Set[Coded]) -> Coded | Null:
    return Null.UNK if _kept_or_none(concept, doubtful) is None else concept


def _kept_or_none(concept: Coded | Null | None, doubtful: Set[Coded]) -> Coded | None:
    if not isinstance(concept, Coded):
        return None
    said = {replaced(concept), *map(replaced, concept.originals)}
    return concept if doubtful.isdisjoint(said) else None


def _substance(substance: NamedSubstance, doubtful: Set[Coded]) -> NamedSubstance:
    strength = substance.strength
    if strength is not None:
        strength = replace(strength, code=_kept_or_none(strength.code, doubtful))
    return replace(substance, code=_kept(substance.code, doubtful), strength=strength)


def _layer(layer: PackageLayer, doubtful: Set[Coded]) -> PackageLayer:
    return replace(layer, container=_kept(layer.container, doubtful))


def _part(part: Part, doubtful: Set[Coded]) -> Part:
    kept = tuple([replace(i, code=_kept_or_none(i.code, doubtful)) for i in part.ingredients])
    layers = tuple([_layer(layer, doubtful) for layer in part.layers])
    return replace(part, form=_kept_or_none(part.form, doubtful), ingredients=kept, layers=layers)


def _shown_part(part: ForeignPart, doubtful: Set[Coded]) -> ForeignPart:
    kept = tuple([_substance(s, doubtful) for s in part.substances])
    return replace(part, form=_kept(part.form, doubtful), substances=kept)


def _twice(codes: Iterable[SaidCode], tables: Tables) -> Iterator[tuple[SaidCode, SaidCode]]:
    """A code and another of the same list that it is said to be a translation of.

    An ATC group has its substances; another country's list may have its levels, so only the EU's are held so.
    """
    first: dict[tuple[int, str], SaidCode] = {}
    for code in codes:
        before = first.setdefault((code.concept, code.coded.system), code)
        one, other = before.coded.code, code.coded.code
        within = code.coded.system == ATC and (one.startswith(other) or other.startswith(one))
        if code.coded.system in tables.displays and one != other and not within:
            yield before, code


def note(found: Contradictions, notes: Notes) -> None:
    """Tells each, once for each place."""
    for code, path in found.told:
        notes.add(code, path)
