"""What a register knows of what was prescribed: a package by varenr, a brand or a substance group by its FEST id."""

from collections.abc import Iterable

from converter.enrichment.medicines import MedicinesRegister
from converter.model.groups import NEVER_ABROAD
from converter.model.medicine import VARENR, Brand, GenericGroup, Medicine, SubstanceGroup
from converter.model.national import Kind, PrescribedMedicine


def look_up(register: MedicinesRegister, prescribed: PrescribedMedicine) -> Medicine | None:
    """The register's record in the shape of a package's; a brand's and a substance group's has no package.

    Raises:
        RegisterError: a record cannot be read.
    """
    if prescribed.kind is Kind.PACKAGE:
        return register.find(prescribed.varenr) if VARENR.fullmatch(prescribed.varenr) else None
    if prescribed.kind is Kind.BRAND and prescribed.fest_id:
        brand = register.find_brand(prescribed.fest_id)
        return None if brand is None else _of_brand(brand, register)
    if prescribed.kind is Kind.SUBSTANCE and prescribed.fest_id:
        group = register.find_substance_group(prescribed.fest_id)
        return None if group is None else _of_group(group)
    return None


def groups_of_ingredients(register: MedicinesRegister, prescribed: PrescribedMedicine) -> tuple[str, ...]:
    """The prescription groups (list 7421) that the register has for what a magistral mixture holds.

    Raises:
        RegisterError: a record cannot be read.
    """
    packages = [register.find(v) for v in prescribed.holds_varenr if VARENR.fullmatch(v)]
    substances = [register.find_substance(i) for i in prescribed.holds_substances]
    found = [g for p in packages if p is not None for g in (p.group, p.brand_group)]
    return (*found, *[s.related_group for s in substances if s is not None])


def groups_by_atc(
    register: MedicinesRegister, prescribed: PrescribedMedicine, registered: Medicine | None
) -> tuple[str, ...]:
    """The prescription groups of all that has an ATC code of the prescription: its own, its record's, its ingredients'.

    Raises:
        RegisterError: the register cannot be read.
    """
    records = [registered, *[register.find(v) for v in prescribed.holds_varenr if VARENR.fullmatch(v)]]
    codes = [c.code for c in (prescribed.atc, *[r.atc for r in records if r is not None]) if c is not None]
    return tuple(g for c in dict.fromkeys((*codes, *prescribed.holds_atc)) if (g := register.group_of_atc(c)))


def groups_by_name(
    register: MedicinesRegister, texts: Iterable[str], named: Iterable[frozenset[str]]
) -> tuple[str, ...]:
    """The prescription groups A and B of the brands and substances that signed names are of, whatever code is given.

    Args:
        register: asked for what it has under the names.
        texts: brand and name, as signed.
        named: ATC codes of each substance that they name.

    Raises:
        RegisterError: the register cannot be read.
    """
    found = [register.group_of_brand(text) for text in texts]
    found += [register.group_of_substance(codes) for codes in named]
    return tuple(dict.fromkeys(g for g in found if g in NEVER_ABROAD))


def _of_brand(brand: Brand, register: MedicinesRegister) -> Medicine:
    return Medicine(
        varenr="",
        name_form_strength=brand.name_form_strength,
        group=brand.group,
        brand_name=brand.name,
        atc=brand.atc,
        form=brand.form,
        form_long=brand.form_long,
        preparation_type=brand.preparation_type,
        routes=brand.routes,
        dose_units=brand.dose_units,
        substances=brand.substances,
        withdrawn=brand.withdrawn,
        generic=brand.generic or _generic_of(brand, register),
    )


def _generic_of(brand: Brand, register: MedicinesRegister) -> GenericGroup | None:
    """The exchange group of a brand's packages in use, one with a condition first: FEST has groups of packages.

    Any package of the brand may be handed out, so one condition is enough to tell it, and one group to know it.
    """
    packages = [found for varenr in brand.packages if (found := register.find(varenr)) is not None]
    groups = [p.generic for p in packages if p.generic is not None and not p.withdrawn and not p.replaced_by]
    return next((g for g in groups if g.has_remark), groups[0] if groups else None)


def _of_group(group: SubstanceGroup) -> Medicine:
    return Medicine(
        varenr="",
        name_form_strength=group.name,
        group=group.group,
        atc=group.atc,
        form=group.form,
        preparation_type=group.preparation_type,
        routes=group.routes,
        substances=group.substances,
        withdrawn=group.withdrawn,
    )
