"""What one piece (`stk`) of a medicine is in EU terms: by its form, the container that its form names, or its package.

Source: EDQM standard terms (units of presentation); FEST M30 guide: Pakningsstørrelse = Multippel x Antall x Mengde,
where Mengde is what a container holds, so that the piece of `1 stk` in a vial is the vial.
"""

import re
from dataclasses import replace

from converter.conversion.paths import UNIT
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null
from converter.model.medicine import Medicine, PackageContent, RegisterQuantity, SubstanceStrength

BY_FORM, BY_CONTAINER, BY_PACKAGE = "piece-by-form", "container-by-form", "piece-by-package-type"
PIECES = frozenset({"stk", "STK", "ENP", "ENPAC", "ENDOS", "DATOP"})
"""Pieces in 7452 and 7484: `stykk`, and 7484's `stk i blister` in its variants."""
TYPES = "7449"
FITTING = re.compile(r",| av | med | til | uten | for | \(")
"""What in a type of package stands before its make, material, fitting or use."""
DOSES = frozenset({"dose", "doser", "DOSE", "DOSER"})
"""Doses in 7452 and 7484."""
EFFECTS = frozenset({"E", "IE", "IU", "mill IE"})
"""Units of effect in 7452: a container is filled with so much, and nobody counts it."""
EMPTIED = frozenset({"{Vial}", "{Ampoule}", "{Syringe}", "{Sachet}"})
"""Containers whose whole content a strength without StyrkeNevner may be of; a pen or a cartridge holds many doses."""
HOLDING = frozenset({"{Sachet}"})
"""Pieces that hold an amount, and are measured as well as counted."""


def piece_of(form: Coded, notes: Notes) -> tuple[bool, str | None]:
    """Whether table piece-by-form knows the form, and the EU unit of one piece of it where there is one."""
    row = notes.tables.table(BY_FORM).row(form.code)
    return row is not None, None if row is None or row.target is None else row.target.code


def counted(form: Coded | Null, notes: Notes) -> bool:
    """Whether medicines of this form are counted in pieces, and never measured."""
    piece = None if isinstance(form, Null) else piece_of(form, notes)[1]
    return piece is not None and piece not in HOLDING


def piece_unit(form: Coded | Null, content: PackageContent | None, notes: Notes, path: str) -> Coded | None:
    """The EU unit of one piece; None where there is none, or where form and package name different containers.

    Args:
        form: of eHDSIDoseForm.
        content: what the register says of the package; absent where it is not known.
        notes: the tables; a draft row that is used is noted.
        path: where a finding points.
    """
    if not isinstance(form, Null):
        if piece_of(form, notes)[0]:
            return notes.translate(BY_FORM, form.code, path)
        if contradicts(form, content, notes):
            return None
        named = notes.translate(BY_CONTAINER, form.code, path)
        if named is not None:
            return named
    if not counts_containers(content):
        return None
    return notes.translate(BY_PACKAGE, content.container.code, path) if content is not None else None


def counts_containers(content: PackageContent | None) -> bool:
    """Whether a piece of a package is its container: FEST's Mengde is one, or the long form says so."""
    if content is None or content.unit.code not in PIECES:
        return False
    return content.amount == 1 or content.in_containers


def with_containers(registered: Medicine | None, notes: Notes) -> Medicine | None:
    """The record, its packages marked whose pieces are the containers that LegemiddelformLang names: `i dosepose`."""
    if registered is None:
        return None
    marked = tuple([_marked(c, c.form_long or registered.form_long, notes) for c in registered.contents])
    return replace(registered, contents=marked) if marked != registered.contents else registered


def _marked(content: PackageContent, long: str, notes: Notes) -> PackageContent:
    term = notes.tables.code_list(TYPES).terms.get(content.container.code, "")
    word = FITTING.split(term.casefold(), maxsplit=1)[0]
    named = bool(word) and re.search(rf"(?<![\w-])i {re.escape(word)}(?![\w-])", long.casefold()) is not None
    return replace(content, in_containers=True) if named and content.unit.code in PIECES else content


def filled(
    content: PackageContent | None, substances: tuple[SubstanceStrength, ...], form: Coded | Null, notes: Notes
) -> str | None:
    """The EU unit of the container of which FEST's amount is the whole effect: `50 E` in a vial is one vial.

    None where no container is named, or form and package name two; where a strength is per something, or is another
    than the amount, for then the amount says something of its own.

    Args:
        content: what the register says of the package; its Mengde is what one container holds.
        substances: the register's.
        form: of eHDSIDoseForm.
        notes: the tables.
    """
    if content is None or content.unit.code not in EFFECTS or counted(form, notes) or contradicts(form, content, notes):
        return None
    held = RegisterQuantity(content.amount, content.unit.code)
    if any(s.denominator is not None or s.strength not in {held, None} for s in substances):
        return None
    unit = notes.exact(BY_PACKAGE, content.container.code)
    return unit if unit in EMPTIED else None


def contradicts(form: Coded | Null, content: PackageContent | None, notes: Notes) -> bool:
    """Whether a form's term names one container, and the package's type another: a pen, in a package of syringes."""
    if isinstance(form, Null) or content is None:
        return False
    named = notes.tables.table(BY_CONTAINER).row(form.code)
    typed = notes.tables.table(BY_PACKAGE).row(content.container.code)
    if named is None or typed is None or named.target is None or typed.target is None:
        return False
    apart = named.target.code != typed.target.code
    for row in (named, typed) if apart else ():
        notes.decided(row, UNIT)
    return apart
