"""Active substances and their strengths, from a register's record: said whole and exactly, or not at all."""

import re
from decimal import Decimal
from itertools import combinations

from converter.conversion.medicine.form_units import per_fits, rows_of_fit
from converter.conversion.medicine.percent import EXACT_OPERATORS
from converter.conversion.medicine.pieces import PIECES
from converter.conversion.medicine.strength_per import denominator
from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.atc import has_own_units
from converter.model.coded import Coded, Null, Quantity, Ratio
from converter.model.medicine import Medicine, RegisterQuantity, SubstanceStrength
from converter.model.product import SUBSTANCES_APART, Ingredient
from converter.terminology.code_table import text_key
from converter.terminology.substance_identity import words_of
from converter.terminology.substance_words import word_key

OF_PHASES = ("G03AB", "G03FB")
"""ATC: progestogens and estrogens, sequential preparations: their tablets differ by phase, whatever a register has."""
BRANDS_OF_PHASES = ("femasekvens", "novofem", "qlaira", "sequidot", "synfase", "trinordiol", "trionetta", "trisekvens")
"""Brands of such tablets: registers were seen that have another ATC code for them, and the strengths of one phase."""
INTERNATIONAL, OWN = frozenset({"IE", "IU", "kIE", "mill IE"}), {"IE": "E", "IU": "E", "mill IE": "mill E"}
"""List 9090: international units, and the unit of the same number where they are a product's own."""
SCALED = {"kIE": ("IE", 1000), "MBq": ("kBq", 1000), "GBq": ("kBq", 1000000)}
"""Units of 9090 that eHDSIUnit has in another size alone: so many of that one."""
SHARES = frozenset({"PstVV", "% v/v", "ppm (mol pr. mol)"})
"""Units that say what they are of: a share of the whole, whose denominator is 1 of unit 1."""
_NUMBERS = re.compile("[0-9]+")
ELEMENTS, EFFECTS, BY_EFFECT = "element-9090", "effect-9090", "unit-of-effect"


def ingredients_of(
    registered: Medicine | None, form: Coded | Null, atc: Coded | None, notes: Notes
) -> tuple[Ingredient, ...]:
    """Every active substance with its strength, or none at all: some of several would look like the whole.

    A number that counts an element is named as the element, and has no code: neither the salt's name nor its code may
    stand beside it alone. A substance that is there twice (phases of a pill) has no single strength.
    """
    if registered is None or not registered.substances:
        notes.add("strength-as-text", MEDICINE)
        return ()
    if has_several_strengths(registered, notes):
        notes.add("strength-several", MEDICINE)
        return ()
    found = []
    for substance in registered.substances:
        strength = _strength(substance, form, atc, registered, notes)
        if strength is None:
            notes.add("strength-as-text", MEDICINE)
            return ()
        alone = len(registered.substances) == 1 and _element(substance, notes) is None
        found.append(Ingredient(_name(substance, notes), strength, _substance_code(substance, atc) if alone else None))
    return tuple(found)


def has_several_strengths(registered: Medicine | None, notes: Notes) -> bool:
    """Whether the register has one substance more than once, in whatever spelling, or its tablets differ by phase."""
    if registered is None:
        return False
    return _is_of_phases(registered) or any(_is_one(a, b, notes) for a, b in combinations(registered.substances, 2))


def _is_one(one: SubstanceStrength, other: SubstanceStrength, notes: Notes) -> bool:
    """Whether two are one substance: by FEST's id, by a name that is the same but for its spelling, or as ATC has it.

    Salts are two: betamethasone is in one syringe as both dipropionate and phosphate. So are numbers: types 6 and 11.
    """
    if one.substance_id and one.substance_id == other.substance_id:
        return True
    ours, theirs = _names(one), _names(other)
    if not {_spelt(n) for n in ours}.isdisjoint({_spelt(n) for n in theirs}):
        return True
    return any(_codes(a, notes) & _codes(b, notes) for a in ours for b in theirs)


def _names(substance: SubstanceStrength) -> tuple[str, ...]:
    return tuple([n for n in (substance.name, substance.name_english) if n])


def _spelt(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name without what only a language's spelling makes, and its numbers."""
    return words_of(name), tuple(_NUMBERS.findall(name))


def _codes(name: str, notes: Notes) -> frozenset[str]:
    """The ATC codes of level 5 whose term, English or Norwegian, is the name."""
    return notes.tables.substances.get(word_key(name), frozenset())


def _is_of_phases(registered: Medicine) -> bool:
    """Whether the tablets of a package differ by phase: by the ATC code, or by the brand."""
    code = registered.atc.code if registered.atc else ""
    return code.startswith(OF_PHASES) or registered.brand_name.casefold().startswith(BRANDS_OF_PHASES)


def substance_names(registered: Medicine | None, notes: Notes) -> tuple[str, ...]:
    """The names of the active substances, each once, where their strengths cannot be said."""
    once: list[SubstanceStrength] = []
    for substance in () if registered is None else registered.substances:
        if not any(_is_one(known, substance, notes) for known in once):
            once.append(substance)
    names = tuple([_name(s, notes) for s in once])
    return () if any(SUBSTANCES_APART.strip() in n for n in names) else names


def _plain_name(substance: SubstanceStrength) -> str:
    return substance.name_english or substance.name


def _name(substance: SubstanceStrength, notes: Notes) -> str:
    """FEST's name; where its unit counts an element, the element as that: `iron (Fe) as ferrous sulfate`."""
    name, element = _plain_name(substance), _element(substance, notes)
    if element is None:
        return name
    plain = element.partition(" (")[0]
    if name.casefold() == plain.casefold():
        return element
    return f"{element} as {name[:1].lower() + name[1:] if name[1:2].islower() else name}"


def _element(substance: SubstanceStrength, notes: Notes) -> str | None:
    """What the number counts in the place of the substance, in English; None where it counts the substance."""
    rows = notes.tables.texts(ELEMENTS)
    row = None if substance.strength is None else rows.row(substance.strength.unit)
    notes.worded(row, rows, MEDICINE)
    return None if row is None else row.english


def _has_own_units(substance: SubstanceStrength, registered: Medicine) -> bool:
    """Whether a substance is an insulin analogue, by the medicine's ATC code, by its own, or by its name."""
    codes = [atc.code for atc in (registered.atc, substance.atc) if atc is not None]
    return any(has_own_units(code, (substance.name, substance.name_english)) for code in codes or [""])


def _strength(
    substance: SubstanceStrength,
    form: Coded | Null,
    atc: Coded | None,
    registered: Medicine,
    notes: Notes,
) -> Ratio | None:
    """The strength where value, unit and operator map exactly; None otherwise."""
    given = substance.strength
    if given is None or given.value <= 0 or substance.operator not in EXACT_OPERATORS or substance.upper is not None:
        return None
    if given.unit in INTERNATIONAL and _has_own_units(substance, registered):
        notes.add("strength-not-international", MEDICINE)
        given = RegisterQuantity(given.value, OWN.get(given.unit, given.unit))
        if given.unit in INTERNATIONAL:
            return None
    unit, times = SCALED.get(given.unit, (given.unit, 1))
    numerator = _numerator(RegisterQuantity(given.value * times, unit), atc, notes)
    if numerator is None:
        return None
    if given.unit in SHARES:
        return Ratio(numerator, Quantity(Decimal(1), "1")) if substance.denominator is None else None
    content = registered.contents[0] if len(registered.contents) == 1 else None
    dosed = tuple([unit.code for unit in registered.dose_units])
    per = denominator(substance.denominator, form, content, notes, substance.strength, dosed)
    if per is None:
        return None
    measured = substance.denominator is not None and substance.denominator.unit not in PIECES
    if measured and isinstance(form, Coded) and not per_fits(per.unit, form, notes):
        notes.add("strength-per-unfit", MEDICINE)
        for row in rows_of_fit(per.unit, form, notes):
            notes.decided(row, MEDICINE)
        return None
    return Ratio(numerator, per)


def _numerator(given: RegisterQuantity, atc: Coded | None, notes: Notes) -> Quantity | None:
    """A number with its EU unit; one of effect with its words, for the unit alone does not say which it is."""
    element = notes.tables.texts(ELEMENTS).row(given.unit)
    if element is not None and element.status == "draft":
        return None
    words = notes.tables.texts(EFFECTS).row(given.unit)
    if words is None:
        unit = notes.exact("unit-9090", given.unit if element is None else given.unit.split()[0])
        return None if unit is None else Quantity(given.value, unit)
    keys = [text_key(f"{given.unit} {atc.code}")] if atc is not None else []
    table = notes.tables.table(BY_EFFECT)
    key = next((k for k in (*keys, text_key(given.unit)) if table.row(k) is not None), "")
    row = table.row(key)
    if words.status == "draft" or row is None or row.target is None or row.status == "draft":
        return None
    notes.used.append((BY_EFFECT, key, row.target.code))
    return Quantity(given.value, row.target.code, words.english)


def _substance_code(substance: SubstanceStrength, atc: Coded | None) -> Coded | None:
    """The ATC code as the code of a product's single substance, where ATC's own term is the substance's name."""
    if atc is None:
        return None
    names = {n.casefold() for n in (substance.name_english, substance.name) if n}
    terms = {atc.display.casefold(), *(o.display.casefold() for o in atc.originals)}
    return Coded(atc.code, atc.system, atc.display) if names & terms else None
