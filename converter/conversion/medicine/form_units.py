"""Which EU units a dose form can have: for a dose, and for what a strength is per. What is not known it cannot have."""

import re

from converter.conversion.medicine.pieces import BY_CONTAINER, BY_FORM, counted, piece_of
from converter.conversion.session import Notes
from converter.model.coded import Coded
from converter.model.measure import DOSE, DROP, MASS, PIECE, VOLUME, counts, scale_of
from converter.terminology.code_table import Row
from converter.terminology.form_facts import FormFacts

ACTUATION, BY_DOSE = "{Actuation}", "dose-by-form"
INJECTED_FROM = frozenset({"{Ampoule}", "{Vial}", "{Syringe}", "{Pen}", "{Cartridge}"})
"""What forms for injection or infusion are in, though their terms do not say it."""
LASTING = frozenset({"Patch", "Plaster", "System", "Insert", "Implant", "Film"})
"""Basic dose forms that give off so much an hour."""
NO_DROPS = frozenset({"Parenteral", "Pulmonary"})
LENGTH, AREA, HOUR = "cm", "cm2", "h"


def dose_fits(unit: str, form: Coded, notes: Notes) -> bool:
    """Whether a dose of this form can be given in an EU unit: tablets of a tablet, mL of a liquid, mg of anything.

    Args:
        unit: UCUM unit, or a term of eHDSIQuantityUnit in braces; `1` counts what the words say.
        form: of eHDSIDoseForm.
        notes: the tables.
    """
    scale = scale_of(unit)
    if scale is None:
        return False
    of = scale[0]
    facts = notes.tables.forms.of(form.code)
    if of == DROP:
        return _dropped(form, facts, notes)
    if of == LENGTH:
        return facts.state == "semi-solid"
    return True if of == MASS or not _shapes(of) else _fits(unit, of, form, facts, notes)


def per_fits(unit: str, form: Coded, notes: Notes) -> bool:
    """Whether a strength of this form can be per an EU unit: per mL of a liquid, per hour of a patch, per tablet."""
    scale = scale_of(unit)
    of = unit if scale is None else scale[0]
    facts = notes.tables.forms.of(form.code)
    if of == MASS:
        return not counted(form, notes) and facts.state in {"solid", "semi-solid", "liquid"}
    if unit == HOUR:
        return facts.basic in LASTING
    if of == AREA:
        return facts.basic in LASTING | {"Impregnated material"}
    if of == DROP:
        return _dropped(form, facts, notes)
    return _shapes(of) and _fits(unit, of, form, facts, notes)


def rows_of_fit(unit: str, form: Coded, notes: Notes) -> tuple[Row, ...]:
    """The rows that `dose_fits` goes by for a unit: of the form's piece, its dose or its container."""
    scale = scale_of(unit)
    of = "" if scale is None else scale[0]
    if of in {"", MASS, LENGTH}:
        return ()
    if of == DOSE:
        names: tuple[str, ...] = (BY_DOSE,)
    else:
        names = (BY_FORM,) if of in {DROP, VOLUME} else (BY_FORM, BY_CONTAINER)
    found = [notes.tables.table(name).row(form.code) for name in names]
    return tuple(row for row in found if row is not None)


def _dropped(form: Coded, facts: FormFacts, notes: Notes) -> bool:
    """Whether a form is given in drops: a liquid that is neither injected, inhaled nor sprayed."""
    fluid = _is_liquid(facts) and piece_of(form, notes)[1] is None
    return fluid and not facts.sites <= NO_DROPS and "spray" not in form.display.casefold()


def _shapes(of: str) -> bool:
    """Whether what is measured says something of the form: a volume, a dose, pieces or containers."""
    return of in {VOLUME, DOSE, PIECE} or counts(of)


def _fits(unit: str, of: str, form: Coded, facts: FormFacts, notes: Notes) -> bool:
    if unit == "1":
        return True
    piece = piece_of(form, notes)[1]
    if of == VOLUME:
        return not counted(form, notes) and (_is_liquid(facts) or facts.state == "gas")
    if of == DOSE:
        row = notes.tables.table(BY_DOSE).row(form.code)
        return unit == ACTUATION and row is not None and row.target is not None and row.target.code == ACTUATION
    if piece is not None:
        return unit == piece
    held = notes.tables.table(BY_CONTAINER).row(form.code)
    if (held is not None and held.target is not None and held.target.code == unit) or _names(form.display, unit):
        return True
    return unit in INJECTED_FROM and "Parenteral" in facts.sites


def _names(term: str, unit: str) -> bool:
    """Whether a form's term has the word of a container: `pen` of `in pre-filled pen`, but not of `suspension`."""
    word = re.escape(unit.strip("{}").casefold())
    return re.search(rf"(?<![\w-]){word}(?![\w-])", term.casefold()) is not None


def _is_liquid(facts: FormFacts) -> bool:
    """Whether a form is given as a liquid: it is one, or is made into one."""
    return facts.state == "liquid" or (facts.state == "solid" and not facts.unchanged)
