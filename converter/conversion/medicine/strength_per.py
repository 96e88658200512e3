"""What a strength is per, in EU terms: a measure, a piece, a container of one dose, or one of the package's."""

from decimal import Decimal
from fractions import Fraction

from converter.conversion.medicine.pieces import (
    BY_CONTAINER,
    BY_FORM,
    BY_PACKAGE,
    DOSES,
    PIECES,
    contradicts,
    counts_containers,
    filled,
    piece_of,
)
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null, Quantity
from converter.model.measure import MASS
from converter.model.medicine import PackageContent, RegisterQuantity, SubstanceStrength
from converter.model.strength_units import unit_of

BY_DOSE = "dose-by-form"
ONE_USE = frozenset({"{Syringe}", "{Applicator}", "{Bag}"})
"""Containers that are emptied at once; a pen, a cartridge and a multidose container hold many doses."""
CONTAINER, SINGLE_DOSE = "{Container}", "single-dose container"
SINGLE = frozenset({"{Sachet}", "{Container}"})
"""Types of package of one dose: EDQM's sachet, and FEST's Endosebeholder and its kinds."""
HELD = frozenset({"{Vial}", "{Ampoule}", "{Syringe}", "{Pen}", "{Cartridge}"})
"""Containers whose piece is what a strength of something dry is of; a liquid's is per mL where many doses are in it."""
MANY = frozenset({"{Inhaler}"})
"""Containers of many doses, of which no strength without StyrkeNevner is."""
BY_DOSAGE, INHALED_CAPSULE = "unit-7480", "11110000"
OF_POWDER = frozenset({"{Vial}", "{Ampoule}"})
"""FEST implementation guidelines 3.5, 5.5.2: the strength of a powder is its content, whatever the label says."""
POWDER = "powder"
SETS = frozenset({"S", "sett"})


def denominator(
    per: RegisterQuantity | None,
    form: Coded | Null,
    content: PackageContent | None,
    notes: Notes,
    given: RegisterQuantity | None = None,
    dosed: tuple[str, ...] = (),
) -> Quantity | None:
    """What a strength is per; None where it cannot be said.

    Where FEST says nothing, it is one piece of the form, of the container that is one dose, or of what the package is
    counted in; so it is where FEST says a piece or a dose that has no unit of its own: then 1 with the word.

    Args:
        per: FEST's StyrkeNevner.
        form: of eHDSIDoseForm.
        content: what the register says of the package; absent where it is not known or holds several products.
        notes: the tables.
        given: the strength itself; a powder's is what its vial holds, and so is one of effect that fills a container.
        dosed: FEST's EnhetDosering (7480); where that is the container alone, it is emptied at once.
    """
    if per is not None and per.value <= 0:
        return None
    if per is None and given is not None and (holder := _holder(given, form, content, notes)) is not None:
        return Quantity(Decimal(1), holder)
    value = Decimal(1) if per is None else per.value
    if per is not None and per.unit not in PIECES | DOSES:
        unit = notes.exact("unit-7452", per.unit)
        if unit is not None:
            return Quantity(value, unit)
        row = notes.tables.table("unit-7452").row(per.unit)
        same = content is not None and content.unit.code == per.unit and row is not None and row.relation == "none"
        words = _english(per.unit, notes) if same else ""
        return Quantity(value, "1", words) if words else None
    dose = per is not None and per.unit in DOSES and not _is_one_capsule(per, form, content)
    known = None if isinstance(form, Null) else _dose(form, notes) if dose else _piece(form, content, notes, dosed, per)
    if known is not None:
        return Quantity(value, known)
    if per is None and not _is_dry(form, notes):
        return None  # a liquid without StyrkeNevner: so much in what?
    words = _counted(dose, form, content, notes)
    return Quantity(value, "1", words) if words else None


def _holder(given: RegisterQuantity, form: Coded | Null, content: PackageContent | None, notes: Notes) -> str | None:
    """The container of whose whole content a strength is, by FEST's amount: 50 E in a vial, powder of 1 g in a vial."""
    if content is None or isinstance(form, Null):
        return None
    unit = filled(content, (SubstanceStrength("", strength=given),), form, notes)
    if unit is not None and content.amount == given.value:
        return unit
    held, own = unit_of(content.unit.code), unit_of(given.unit)
    if held is None or own is None or {held[0], own[0]} != {MASS} or not _is_powder(form, notes):
        return None
    if Fraction(given.value) * own[1] > Fraction(content.amount) * held[1] or contradicts(form, content, notes):
        return None
    vial = notes.exact(BY_PACKAGE, content.container.code)
    return vial if vial in OF_POWDER else None


def _is_powder(form: Coded, notes: Notes) -> bool:
    """Whether a form is solid and made into another before use, or is a powder with its solvent."""
    facts = notes.tables.forms.of(form.code)
    return (facts.state == "solid" and not facts.unchanged) or form.display.casefold().startswith(POWDER)


def _is_dry(form: Coded | Null, notes: Notes) -> bool:
    """Whether what is counted is solid, or a powder with its solvent, whose strength is that of the powder."""
    if isinstance(form, Null):
        return False
    return notes.tables.forms.of(form.code).state == "solid" or form.display.casefold().startswith(POWDER)


def _dose(form: Coded, notes: Notes) -> str | None:
    return notes.exact(BY_DOSE, form.code)


def _is_one_capsule(per: RegisterQuantity, form: Coded | Null, content: PackageContent | None) -> bool:
    """Whether a dose is the capsule that it is in, of capsules for inhalation that are counted (EDQM, 11110000)."""
    of_capsules = isinstance(form, Coded) and form.code == INHALED_CAPSULE
    return of_capsules and per.value == 1 and content is not None and content.unit.code in PIECES


def _piece(
    form: Coded,
    content: PackageContent | None,
    notes: Notes,
    dosed: tuple[str, ...],
    per: RegisterQuantity | None,
) -> str | None:
    """One piece of the form; else the container that its term or its package names, where that is one dose.

    Where FEST itself says that the strength is of a piece, and a piece is the container, it is the container's.
    """
    if piece_of(form, notes)[0]:
        return notes.exact(BY_FORM, form.code)
    if contradicts(form, content, notes):
        return None
    named = notes.tables.table(BY_CONTAINER).row(form.code)
    if named is not None:
        unit = "" if named.target is None else named.target.code
        single = unit in ONE_USE or (unit == CONTAINER and SINGLE_DOSE in form.display.casefold())
        single = single or _is_dose(unit, dosed, notes)
        return notes.exact(BY_CONTAINER, form.code) if single else None
    if content is None or not counts_containers(content):
        return None
    held = notes.tables.table(BY_PACKAGE).row(content.container.code)
    unit = "" if held is None or held.target is None else held.target.code
    single = unit in SINGLE or _is_dose(unit, dosed, notes)
    single = single or (unit in HELD and (per is not None or _is_dry(form, notes)))
    return notes.exact(BY_PACKAGE, content.container.code) if single else None


def _is_dose(unit: str, dosed: tuple[str, ...], notes: Notes) -> bool:
    """Whether FEST doses in the container alone, so that all of it is one dose (guidelines 3.5, 7.1)."""
    return bool(unit) and bool(dosed) and {notes.exact(BY_DOSAGE, code) for code in dosed} == {unit}


def _counted(dose: bool, form: Coded | Null, content: PackageContent | None, notes: Notes) -> str:
    """The English word for what the package is counted in, where that is what the strength is of; else empty."""
    if content is None or contradicts(form, content, notes):
        return ""
    typed = notes.tables.table(BY_PACKAGE).row(content.container.code)
    if typed is not None and content.unit.code in PIECES and content.amount != 1:
        return ""  # ten pieces in a vial: of which is it so much?
    same = content.unit.code in (DOSES if dose else PIECES | SETS)
    if not same or not _stays_one(dose, form, content, notes):
        return ""
    return _english(content.unit.code, notes)


def _english(unit: str, notes: Notes) -> str:
    """The English word of a unit of 7452; empty where no reviewed row has one."""
    row = notes.tables.texts("unit-words-7452").row(unit)
    return "" if row is None or row.status == "draft" else row.english


def _stays_one(dose: bool, form: Coded | Null, content: PackageContent, notes: Notes) -> bool:
    """Whether no table has a unit for what is counted, so that the package itself has unit 1."""
    if isinstance(form, Null):
        return False
    names = (BY_DOSE,) if dose else (BY_FORM, BY_CONTAINER)
    if not dose and counts_containers(content) and not piece_of(form, notes)[0]:
        typed = notes.tables.table(BY_PACKAGE).row(content.container.code)
        if typed is not None and typed.target is not None and (typed.status != "draft" or typed.target.code in MANY):
            return False  # the package is counted in it, and the strength would be of another word
    rows = [notes.tables.table(name).row(form.code) for name in names]
    return all(row is None or row.target is None for row in rows)
