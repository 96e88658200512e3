"""Combination packs: several sizes in the message, or several contents in the register, become parts."""

from dataclasses import replace
from decimal import Decimal

from converter.conversion.medicine.dose_form import find_form
from converter.conversion.medicine.package import build_layers, read_size, register_numbers
from converter.conversion.medicine.pieces import PIECES
from converter.conversion.medicine.strength import ingredients_of
from converter.conversion.paths import MEDICINE, SIZE
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null, product_of
from converter.model.medicine import Medicine, PackageContent
from converter.model.national import PackageSize, PrescribedMedicine
from converter.model.product import Part

SET = "S"
"""List 7452: a set."""


def is_combination(medicine: PrescribedMedicine, registered: Medicine | None) -> bool:
    """Whether the message, or the register, says that the package holds several contents."""
    return len(medicine.sizes) > 1 or (registered is not None and len(registered.contents) > 1)


def build_parts(
    medicine: PrescribedMedicine, registered: Medicine | None, atc: Coded | None, notes: Notes
) -> tuple[Part, ...] | None:
    """The parts, in the message's order; None, with the reason noted, where they cannot be said.

    Message and register must have the same parts in the same order; a message that counts the pack as one thing leaves
    them to the register. A part has strengths only where the register gives it a brand of its own: where the pack is
    of one brand in several strengths, FEST does not say which part has which.

    Args:
        medicine: what was signed.
        registered: the register's record, only where it means the same medicine.
        atc: the pack's ATC code in EU terms.
        notes: collects findings.
    """
    if registered is None or not registered.contents:
        notes.add("strength-as-text", MEDICINE)
        return _parts([_of_message(medicine, size, notes) for size in medicine.sizes])
    contents = registered.contents
    sizes: list[PackageSize | None] = list(medicine.sizes)
    if len(sizes) < 2:
        if medicine.sizes and not _is_one_set(medicine.sizes[0]):
            notes.add("combination-contradicts", SIZE)
            return None
        notes.add("parts-from-register", SIZE)
        sizes = [None] * len(contents)
    if len(sizes) != len(contents) or not all(_same(s, c) for s, c in zip(sizes, contents, strict=True) if s):
        notes.add("combination-contradicts", SIZE)
        return None
    parts = [
        _of_register(medicine, registered, content, size, atc, notes)
        for content, size in zip(contents, sizes, strict=True)
    ]
    lacking = [c for p, c in zip(parts, contents, strict=True) if p is not None and not p.ingredients]
    if lacking:
        notes.add("strength-as-text", MEDICINE)
    if not all(c.brand_name and c.substances for c in lacking):  # it would look like a part without substance
        parts = [None if p is None else replace(p, ingredients=()) for p in parts]
    return _parts(parts)


def _same(size: PackageSize, content: PackageContent) -> bool:
    """Whether message and register mean the same part: its amount, its unit and, where both say it, its brand."""
    own, unit = read_size(size.size), size.unit
    if own is None or unit is None:
        return False
    brands = {" ".join(b.casefold().split()) for b in (size.brand_name, content.brand_name) if b}
    same_unit = unit.code == content.unit.code
    return same_unit and product_of(own) == product_of(register_numbers(content)) and len(brands) < 2


def _is_one_set(size: PackageSize) -> bool:
    """Whether a size counts the pack as one thing: a piece, or a set (`S`)."""
    unit = size.unit.code if size.unit is not None else ""
    return read_size(size.size) == (Decimal(1),) and unit in PIECES | {SET}


def _parts(found: list[Part | None]) -> tuple[Part, ...] | None:
    parts = tuple(p for p in found if p is not None)
    return parts if len(parts) == len(found) else None


def _of_message(medicine: PrescribedMedicine, size: PackageSize, notes: Notes) -> Part | None:
    """A part in the message's own words: which form it has, it does not say."""
    notes.chose("part-names", "message")
    own = replace(medicine, varenr="", name_form_strength=size.brand_name, form=None, sizes=(size,))
    layers = build_layers(own, None, Null.UNK, "", notes)
    if not size.brand_name:
        notes.add("product-name-missing", MEDICINE)
    return None if layers is None else Part(size.brand_name, None, layers)


def _of_register(
    medicine: PrescribedMedicine,
    registered: Medicine,
    content: PackageContent,
    size: PackageSize | None,
    atc: Coded | None,
    notes: Notes,
) -> Part | None:
    own_brand = bool(content.brand_name)
    name = (size.brand_name if size else "") or content.brand_name or registered.brand_name
    form = content.form if own_brand else registered.form
    known = replace(
        registered,
        form=form,
        form_long=content.form_long if own_brand else registered.form_long,
        contents=(content,),
        substances=content.substances if own_brand else (),
    )
    notes.chose("part-names", "message" if size and size.brand_name else "register")
    own = replace(
        medicine, varenr="", name_form_strength=name, brand_name=name, form=form, sizes=(size,) if size else ()
    )
    target = find_form(own, known, notes)
    layers = build_layers(own, known, target or Null.UNK, "", notes)
    if not name:
        notes.add("product-name-missing", MEDICINE)
    if layers is None:
        return None
    if not known.substances:
        return Part(name, target, layers)
    return Part(name, target, layers, ingredients_of(known, target or Null.UNK, atc, notes))
