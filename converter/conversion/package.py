"""Packages: a size in M1's words and a register's record become layers, innermost first, with the total unchanged."""

import re
from decimal import Decimal
from math import prod

from converter.conversion.notes import Notes
from converter.model.coded import Coded, Null, Quantity
from converter.model.medicine import Medicine, PackageContent
from converter.model.national import PackageSize, PrescribedMedicine
from converter.model.product import PackageLayer

MEDICINE = "/MsgHead/Document/RefDoc/Content/Resept/ReseptDokLegemiddel/Forskrivning/Legemiddelpakning"
SIZE = f"{MEDICINE}/PakningsinfoResept/Pakningsstr"
UNIT = f"{MEDICINE}/PakningsinfoResept/EnhetPakning"

MAX_LAYERS = 3
SIZE_NUMBER = re.compile(r"[0-9]{1,9}([.,][0-9]{1,6})?")
UNIT_TABLES = {"2.16.578.1.12.4.1.1.7452": "unit-7452", "2.16.578.1.12.4.1.1.7484": "unit-7484"}

PIECES = frozenset({"stk", "STK", "ENP", "ENPAC", "ENDOS", "DATOP"})
"""Pieces in 7452 and 7484: `stykk`, and 7484's `stk i blister` in its variants."""
DOSES = frozenset({"dose", "doser", "DOSE", "DOSER"})
"""Doses in 7452 and 7484."""
CONTAINER_NOT_GIVEN = "1"
"""List 7449: `(ikke angitt)`."""


def read_size(text: str) -> tuple[Decimal, ...] | None:
    """The numbers of a Pakningsstr, outermost first: `10 x 0,5` is (10, 0.5). None where it is anything else.

    Source: dossier on e-resept, section 3.4; blanks and decimal commas occur.
    """
    parts = re.sub(r"\s+", "", text).lower().replace("×", "x").split("x")
    if not all(SIZE_NUMBER.fullmatch(p) for p in parts):
        return None
    numbers = tuple(Decimal(p.replace(",", ".")) for p in parts)
    return numbers if all(n > 0 for n in numbers) else None


def content_unit(unit: Coded, form: Coded, notes: Notes) -> Quantity:
    """One of a unit, in EU terms: by unit table, or by dose form for pieces and doses; else `1` and words."""
    by_form = "piece-by-form" if unit.code in PIECES else "dose-by-form" if unit.code in DOSES else ""
    if by_form:
        target = notes.translate(by_form, form.code, UNIT)
    else:
        row = notes.row(UNIT_TABLES.get(unit.system, "unit-7452"), unit.code, UNIT)
        target = row.target if row is not None and row.relation == "equivalent" else None
    if target is not None:
        return Quantity(Decimal(1), target.code)
    notes.add("unit-as-text", UNIT)
    return Quantity(Decimal(1), "1", _words(unit, notes))


def _words(unit: Coded, notes: Notes) -> str:
    known = notes.tables.code_list(unit.system.rpartition(".")[2]).find(unit.code)
    return known.display if known else unit.display or unit.code


def build_layers(
    medicine: PrescribedMedicine, registered: Medicine | None, form: Coded, varenr_root: str, notes: Notes
) -> tuple[PackageLayer, ...] | None:
    """The layers of the prescribed package; None, with the reason noted, where they cannot be said.

    M1's text is what was signed. Where the register agrees on the total, the one with more layers is used; where it
    does not, M1's total stands in one layer.
    """
    content = registered.contents[0] if registered and registered.contents else None
    size = medicine.sizes[0] if medicine.sizes else None
    own = None if size is None else read_size(size.size)
    if size is not None and own is None:
        notes.add("package-size-unreadable", SIZE)
        return None
    known = None if content is None else _register_numbers(content)
    unit = size.unit if size is not None else content.unit if content is not None else None
    if unit is None:
        notes.add("package-size-missing", MEDICINE)
        return None
    numbers = _choose(own, size, known, content, notes)
    if len(numbers) > MAX_LAYERS:
        notes.add("package-too-many-layers", SIZE)
        return None
    one = content_unit(unit, form, notes)
    container = _container(numbers, known, content, notes)
    label = f"{medicine.name_form_strength}, {size.size if size else content.size_text if content else ''} " + _words(
        unit, notes
    )
    layers = []
    for depth, number in enumerate(reversed(numbers)):
        outermost = depth == len(numbers) - 1
        layers.append(
            PackageLayer(
                content=Quantity(number, one.unit, one.text) if depth == 0 else Quantity(number, "1"),
                container=container if depth == 0 else Null.UNK,
                code=Coded(medicine.varenr, varenr_root, label) if outermost and medicine.varenr else None,
                name=label if outermost else "",
            )
        )
    return tuple(layers)


def _register_numbers(content: PackageContent) -> tuple[Decimal, ...]:
    """The register's numbers, outermost first, without layers that hold one of what is inside."""
    outer = [Decimal(n) for n in (content.multiple, content.count) if n is not None and n != 1]
    return (*outer, content.amount)


def _choose(
    own: tuple[Decimal, ...] | None,
    size: PackageSize | None,
    known: tuple[Decimal, ...] | None,
    content: PackageContent | None,
    notes: Notes,
) -> tuple[Decimal, ...]:
    if own is None or size is None:
        return known or ()
    if known is None or content is None:
        return own
    if prod(known) != prod(own) or content.unit.code != size.unit.code:
        notes.add("package-differs-from-register", SIZE)
        return (prod(own, start=Decimal(1)),)
    return known if len(known) > len(own) else own


def _container(
    numbers: tuple[Decimal, ...],
    known: tuple[Decimal, ...] | None,
    content: PackageContent | None,
    notes: Notes,
) -> Coded | Null:
    """The register's container holds the content: it is used where the innermost amount is the register's own."""
    if content is None or known is None or numbers[-1] != known[-1] or len(numbers) != len(known):
        return Null.UNK
    if content.container.code == CONTAINER_NOT_GIVEN:
        return Null.UNK
    container = notes.translate("package-type-7449", content.container.code, MEDICINE)
    if container is None:
        notes.add("container-not-sent", MEDICINE)
        return Null.UNK
    return container
