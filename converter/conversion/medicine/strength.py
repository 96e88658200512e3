"""Active substances and their strengths, from a register's record: said whole and exactly, or not at all."""

from decimal import Decimal

from converter.conversion.medicine.package import DOSES, PIECES
from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null, Quantity, Ratio
from converter.model.medicine import Medicine, SubstanceStrength
from converter.model.product import SUBSTANCES_APART, Ingredient

EXACT_OPERATORS = frozenset({"", "L"})
"""List 7445: `L` is equal; interval, less and greater are not one strength."""


def ingredients_of(
    registered: Medicine | None, form: Coded | Null, atc: Coded | None, notes: Notes
) -> tuple[Ingredient, ...]:
    """Every active substance with its strength, or none at all: some of several would look like the whole."""
    if registered is None or not registered.substances:
        notes.add("strength-as-text", MEDICINE)
        return ()
    found = []
    for substance in registered.substances:
        strength = _strength(substance, form, notes)
        if strength is None:
            notes.add("strength-as-text", MEDICINE)
            return ()
        code = _substance_code(substance, atc) if len(registered.substances) == 1 else None
        found.append(Ingredient(substance.name_english or substance.name, strength, code))
    return tuple(found)


def substance_names(registered: Medicine | None) -> tuple[str, ...]:
    """The names of the active substances, where their strengths cannot be said."""
    names = () if registered is None else tuple(s.name_english or s.name for s in registered.substances)
    return () if any(SUBSTANCES_APART.strip() in n for n in names) else names


def _strength(substance: SubstanceStrength, form: Coded | Null, notes: Notes) -> Ratio | None:
    """The strength where value, unit and operator map exactly; None otherwise."""
    given = substance.strength
    if given is None or given.value <= 0 or substance.operator not in EXACT_OPERATORS or substance.upper is not None:
        return None
    unit = notes.exact("unit-9090", given.unit)
    if unit is None:
        return None
    per = substance.denominator
    if per is None:
        piece = None if isinstance(form, Null) else notes.exact("piece-by-form", form.code)
        return None if piece is None else Ratio(Quantity(given.value, unit), Quantity(Decimal(1), piece))
    if per.value <= 0:
        return None
    if per.unit in PIECES | DOSES:
        by_form = "piece-by-form" if per.unit in PIECES else "dose-by-form"
        per_unit = None if isinstance(form, Null) else notes.exact(by_form, form.code)
    else:
        per_unit = notes.exact("unit-7452", per.unit)
    return None if per_unit is None else Ratio(Quantity(given.value, unit), Quantity(per.value, per_unit))


def _substance_code(substance: SubstanceStrength, atc: Coded | None) -> Coded | None:
    """The ATC code as the code of a product's single substance, where ATC's own term is the substance's name."""
    if atc is None:
        return None
    names = {n.casefold() for n in (substance.name_english, substance.name) if n}
    terms = {atc.display.casefold(), *(o.display.casefold() for o in atc.originals)}
    return Coded(atc.code, atc.system, atc.display) if names & terms else None
