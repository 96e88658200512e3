"""Norwegian packages of the same medicine: help for the pharmacist, and marked as such."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from converter.conversion.ep_to_view.substances import all_said, substance_codes, unchecked
from converter.conversion.ep_to_view.verdict import atc_codes
from converter.conversion.ep_to_view.words import unit
from converter.conversion.medicine.amounts import amount_of, with_units
from converter.conversion.medicine.comparison import Agreement, compare
from converter.conversion.medicine.name_strength import contradicted
from converter.conversion.medicine.product import product_of
from converter.conversion.session import Notes, Session
from converter.model.coded import Coded, norwegian_number
from converter.model.foreign_prescription import ForeignPrescription, ForeignProduct
from converter.model.layers import holds_pieces, is_bare_one
from converter.model.medicine import Medicine
from converter.model.product import Product

MOST = 40
"""Packages shown; more would hide the fitting ones."""
LOOKED_AT = 400
"""Packages compared: no ATC code of level 5 has more in FEST that are in use."""
PATH = "/ClinicalDocument/component"
PIECES = "stk"
"""A piece of whatever it is, in list 7452."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A Norwegian package of the same ATC code, form and strength.

    Attributes:
        needed: how many packages hold what is prescribed, to the piece; empty where it does not come out even.
        compared: the sizes in words.
    """

    varenr: str
    name: str
    size: str
    group: str
    needed: str
    compared: str


def foreign_product(product: ForeignProduct | None, notes: Notes) -> Product | None:
    """What was prescribed, as a product whose amounts can be compared; None where too little is known."""
    if product is None or not product.name:
        return None
    read_whole = len(product.parts) == len(product.shown_parts)
    strengths = [s.strength for s in product.substances if s.strength is not None]
    whole = tuple(strengths) if read_whole and len(strengths) == len(product.substances) else ()
    made = Product(
        name=product.name,
        strength_text=product.strength_text,
        form=product.form,
        layers=product.layers or (),
        atc=product.atc,
        ingredients=whole,
        parts=product.parts,
    )
    return with_units(made, notes, PATH) if made.layers else made


def suggest(prescription: ForeignPrescription, session: Session) -> tuple[Suggestion, ...]:
    """The packages, those that come out even first, then by name."""
    said = all_said(prescription)
    codes = tuple(dict.fromkeys((*atc_codes(prescription), *substance_codes(said))))
    notes = session.notes
    prescribed = foreign_product(prescription.product, notes)
    kit = prescription.product is not None and prescription.product.shown_parts
    if prescribed is None or len(codes) != 1 or kit or unchecked(said, notes.tables):
        return ()
    wanted = replace(prescribed, atc=prescribed.atc or _atc(prescription))
    found: list[tuple[Suggestion, Notes]] = []
    for medicine in session.register.find_by_atc(codes[0])[:LOOKED_AT]:
        aside = notes.aside()
        own = product_of(medicine, session.converter.identifiers.varenr_root, aside)
        if own is None or own.parts or contradicted(aside):
            continue
        same = compare(own, wanted)
        if {same.atc, same.form, same.strength} == {Agreement.SAME}:
            found.append((_suggestion(medicine, own, prescribed, prescription.packages, aside), aside))
            if is_bare_one(prescribed.layers) and holds_pieces(own.layers):
                notes.add("view-package-bare", PATH)
    best = sorted(found, key=lambda s: (not s[0].needed, s[0].name, s[0].varenr))[:MOST]
    for _, aside in best:
        notes.take_drafts(aside, PATH)
    return tuple(suggestion for suggestion, _ in best)


def _atc(prescription: ForeignPrescription) -> Coded | None:
    """The code of the one substance, where the product has none of its own."""
    substances = () if prescription.product is None else prescription.product.substances
    codes = [s.code for s in substances if isinstance(s.code, Coded)]
    return codes[0] if len(codes) == 1 == len(substances) else None


def _suggestion(
    medicine: Medicine, own: Product, prescribed: Product, packages: Decimal | None, notes: Notes
) -> Suggestion:
    one = amount_of(Decimal(1), own)
    wanted = None if packages is None or not prescribed.layers else amount_of(packages, prescribed)
    needed = compared = ""
    unsaid = is_bare_one(prescribed.layers) and holds_pieces(own.layers)  # one piece, or one package
    if one is not None and wanted is not None and one.of == wanted.of and one.value and not unsaid:
        ratio = wanted.value / one.value
        needed = str(ratio.numerator) if ratio.denominator == 1 else ""
        compared = f"{_words(one.value)} i pakningen, {_words(wanted.value)} forskrevet"
    return Suggestion(
        varenr=medicine.varenr,
        name=medicine.name_form_strength,
        size=_size(medicine, own, notes),
        group=medicine.group,
        needed=needed,
        compared=compared,
    )


def _size(medicine: Medicine, own: Product, notes: Notes) -> str:
    """What the package holds, as FEST says it; pieces by what they are: `30 tabletter`."""
    if not medicine.contents:
        return ""
    content, inner = medicine.contents[0], own.layers[0].content if own.layers else None
    plain = content.size_text in {"", norwegian_number(content.amount)}
    counted = plain and content.unit.code == PIECES and inner is not None and inner.unit.startswith("{")
    word = unit(replace(inner, value=content.amount), notes) if counted and inner is not None else content.unit.display
    return f"{content.size_text or norwegian_number(content.amount)} {word}".strip()


def _words(value: Fraction) -> str:
    return norwegian_number(Decimal(value.numerator) / Decimal(value.denominator))
