"""What one piece (`stk`) of a medicine is in EU terms: by its form, the container that its form names, or its package.

Source: EDQM standard terms (units of presentation); FEST M30 guide: Pakningsstørrelse = Multippel x Antall x Mengde,
where Mengde is what a container holds, so that the piece of `1 stk` in a vial is the vial.
"""

from converter.conversion.paths import UNIT
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null
from converter.model.medicine import PackageContent

BY_FORM, BY_CONTAINER, BY_PACKAGE = "piece-by-form", "container-by-form", "piece-by-package-type"
PIECES = frozenset({"stk", "STK", "ENP", "ENPAC", "ENDOS", "DATOP"})
"""Pieces in 7452 and 7484: `stykk`, and 7484's `stk i blister` in its variants."""
DOSES = frozenset({"dose", "doser", "DOSE", "DOSER"})
"""Doses in 7452 and 7484."""
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
    if content is None or content.amount != 1 or content.unit.code not in PIECES:
        return None
    return notes.translate(BY_PACKAGE, content.container.code, path)


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
