"""Packages: a size in M1's words and a register's record become layers, innermost first, with the total unchanged."""

import re
from dataclasses import replace
from decimal import Decimal

from converter.conversion.medicine.pieces import DOSES, PIECES, contradicts, counted, filled, piece_unit
from converter.conversion.paths import AMOUNT, MEDICINE, SIZE, UNIT
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null, Quantity, product_of
from converter.model.measure import DOSE, DROP, INTERNATIONAL, MASS, PIECE, VOLUME, counts, scale_of
from converter.model.medicine import Medicine, PackageContent
from converter.model.national import NationalQuantity, PrescribedMedicine
from converter.model.product import PackageLayer

MAX_LAYERS = 3
MAX_SIZE_NUMBERS = 6
MAX_SIZE_TEXT = 64
"""Characters: six numbers of nine digits, with what stands between them."""
SIZE_TIMES = re.compile(r"[x×]")
THOUSANDS_OR_DECIMALS = re.compile(r"(?<![0-9])[1-9][0-9]{0,2}(\.[0-9]{3}|,000)(?![0-9])")
"""`1.000` may be one or a thousand."""
SIZE_NUMBER = re.compile(r"[0-9]{1,9}([.,][0-9]{1,6})?")
UNIT_TABLES = {"2.16.578.1.12.4.1.1.7452": "unit-7452", "2.16.578.1.12.4.1.1.7484": "unit-7484"}

SETS = frozenset({"S", "SETT"})
"""What a set holds is in containers of several kinds: FEST names one of them."""
ONE = Decimal(1)
CONTAINER_NOT_GIVEN = "1"
"""List 7449: `(ikke angitt)`."""


def read_size(text: str) -> tuple[Decimal, ...] | None:
    """The numbers of a Pakningsstr, outermost first: `10 x 0,5` is (10, 0.5). None where it is anything else.

    Outer layers are counted in whole numbers. An outer layer of one says nothing and is left out: `1 x 0,5` is (0.5).

    Source: dossier on e-resept, section 3.4; blanks and decimal commas occur.
    """
    if len(text) > MAX_SIZE_TEXT:
        return None
    parts = [part.strip() for part in SIZE_TIMES.split(text.strip().lower())]
    if len(parts) > MAX_SIZE_NUMBERS or not all(SIZE_NUMBER.fullmatch(p) for p in parts):
        return None
    numbers = tuple(Decimal(p.replace(",", ".")) for p in parts)
    if THOUSANDS_OR_DECIMALS.search(text) or any(n != n.to_integral_value() for n in numbers[:-1]):
        return None
    return _without_ones(numbers) if all(n > 0 for n in numbers) else None


AMOUNTS = frozenset({VOLUME, MASS, PIECE, DOSE, DROP, INTERNATIONAL, "cm", "cm2"})
"""What an amount of a medicine may be measured in (`model.measure`)."""


def content_unit(
    unit: Coded, form: Coded | Null, notes: Notes, path: str = UNIT, content: PackageContent | None = None
) -> Quantity:
    """One of a unit, in EU terms: by unit table, or by form and package for pieces and doses; else `1` and words.

    Args:
        unit: of list 7452 or 7484.
        form: of eHDSIDoseForm.
        notes: collects findings.
        path: where they point.
        content: what the register says of the package, where that is the one whose unit it is.
    """
    if unit.code in PIECES:
        target = piece_unit(form, content, notes, path)
    elif unit.code in DOSES:
        target = None if isinstance(form, Null) else notes.translate("dose-by-form", form.code, path)
    else:
        row = notes.row(UNIT_TABLES.get(unit.system, "unit-7452"), unit.code, path)
        exact = row is not None and row.relation == "equivalent" and row.status == "approved"
        target = row.target if row is not None and exact else None
    if target is not None:
        return Quantity(Decimal(1), target.code)
    notes.add("unit-as-text", path)
    return Quantity(Decimal(1), "1", _english(unit, notes))


def unit_fits(unit: str, form: Coded | Null, notes: Notes) -> bool:
    """Whether an EU unit is one that an amount of this form is given in: of what is counted, pieces or doses."""
    scale = scale_of(unit)
    if scale is None or not (scale[0] in AMOUNTS or counts(scale[0])):
        return False
    return counts(scale[0]) or scale[0] == DOSE or not counted(form, notes)


def _words(unit: Coded, notes: Notes) -> str:
    """What is counted, in the list's own word."""
    known = notes.tables.code_list(unit.system.rpartition(".")[2]).find(unit.code)
    return known.display if known else unit.code


def _is_listed(unit: Coded, notes: Notes) -> bool:
    return unit.code in notes.tables.code_list(unit.system.rpartition(".")[2])


def _english(unit: Coded, notes: Notes) -> str:
    """What is counted, in English with the original beside it where the table knows it."""
    original = _words(unit, notes)
    english = notes.tables.texts("unit-words-7452")
    row = notes.worded(english.row(unit.code) if unit.system.endswith(".7452") else None, english, UNIT)
    return original if row is None else f"{row.english} ({original})"


def build_layers(
    medicine: PrescribedMedicine, registered: Medicine | None, form: Coded | Null, varenr_root: str, notes: Notes
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
    if own is not None and len(own) > MAX_LAYERS:
        notes.add("package-too-many-layers", SIZE)
        return None
    if size is not None and size.unit is None:
        notes.add("package-unit-missing", UNIT)
        return None
    if size is not None and size.unit is not None and not _is_listed(size.unit, notes):
        notes.add("package-unit-unknown", UNIT)
        return None
    if size is not None and size.unit is not None:
        unit, words = size.unit, size.size
    elif content is not None:
        unit, words = content.unit, content.size_text
    else:
        notes.add("package-size-missing", MEDICINE)
        return None
    if own is not None and unit.code in PIECES | DOSES and own[-1] != own[-1].to_integral_value():
        notes.add("package-size-unreadable", SIZE)
        return None
    container_unit = filled(content, registered.substances, form, notes) if registered and content else None
    whole = container_unit is not None and content is not None and _fills(own, unit, content)
    one = Quantity(ONE, container_unit or "") if whole else content_unit(unit, form, notes, content=content)
    if not one.text and not unit_fits(one.unit, form, notes):
        notes.add("package-unit-unfit", UNIT)
        return None
    known = None if content is None else register_numbers(content)
    if own is not None and known is not None and content is not None:
        same_unit = unit.code == content.unit.code or content_unit(content.unit, form, notes, content=content) == one
        numbers = _reconcile(own, known, same_unit, notes)
        agrees = same_unit and product_of(own) == product_of(known)
    else:
        numbers, agrees = own or known or (), True
    if whole:
        numbers, known = (*numbers[:-1], ONE), (*numbers[:-1], ONE)
    if len(numbers) > MAX_LAYERS:
        notes.add("package-too-many-layers", SIZE)
        return None
    surely = agrees and not contradicts(form, content, notes)
    container = _container(numbers, known, content, one, unit, notes) if surely else Null.UNK
    if agrees and not surely:
        notes.add("container-not-sent", MEDICINE)
    label = f"{medicine.name_form_strength}, {words} {_words(unit, notes)}"
    notes.chose("size", "register" if own is None or (numbers == known and numbers != own) else "message")
    # The varenr is that of another package where the register's holds something else.
    number = medicine.varenr if agrees else ""
    return _layers(numbers, one, container, Coded(number, varenr_root, label))


def _fills(own: tuple[Decimal, ...] | None, unit: Coded, content: PackageContent) -> bool:
    """Whether what was signed is the register's amount in each of its containers: `10 x 50`, `500` of ten times 50."""
    known = register_numbers(content)
    if unit.code != content.unit.code or own in {None, known}:
        return unit.code == content.unit.code
    return own is not None and len(own) < len(known) and product_of(own) == product_of(known)


def _layers(
    numbers: tuple[Decimal, ...], one: Quantity, container: Coded | Null, package: Coded
) -> tuple[PackageLayer, ...]:
    """Innermost first; the outermost carries the package's identifier and description."""
    inner = PackageLayer(Quantity(numbers[-1], one.unit, one.text), container)
    outer = [PackageLayer(Quantity(n, "1"), Null.UNK) for n in reversed(numbers[:-1])]
    *below, last = inner, *outer
    return (*below, replace(last, code=package if package.code else None, name=package.display))


def register_numbers(content: PackageContent) -> tuple[Decimal, ...]:
    """The register's numbers, outermost first."""
    outer = [Decimal(n) for n in (content.multiple, content.count) if n is not None]
    return _without_ones((*outer, content.amount))


def _without_ones(numbers: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """The numbers without outer layers that hold one of what is inside."""
    return (*(n for n in numbers[:-1] if n != 1), numbers[-1])


def _reconcile(
    own: tuple[Decimal, ...], known: tuple[Decimal, ...], same_unit: bool, notes: Notes
) -> tuple[Decimal, ...]:
    if product_of(known) != product_of(own) or not same_unit:
        notes.add("package-differs-from-register", SIZE)
        return (product_of(own),)
    return known if len(known) > len(own) else own


def _container(
    numbers: tuple[Decimal, ...],
    known: tuple[Decimal, ...] | None,
    content: PackageContent | None,
    one: Quantity,
    unit: Coded,
    notes: Notes,
) -> Coded | Null:
    """The register's container, where it surely holds the innermost amount.

    FEST's one package type is the container of the content. Where the pieces counted are themselves such containers
    (20 sachets, 2 syringes), FEST names the piece's own and not what holds all of them.
    """
    if content is None or numbers != known or content.container.code == CONTAINER_NOT_GIVEN:
        return Null.UNK
    of_set = unit.code in SETS
    container = None if of_set else notes.translate("package-type-7449", content.container.code, MEDICINE)
    if container is None:
        notes.add("container-not-sent", MEDICINE)
        return Null.UNK
    counted = one.unit.startswith("{") or (one.unit == "1" and unit.code not in DOSES)
    itself = one.unit == "1" or container.display.casefold().endswith(one.unit.strip("{}").casefold())
    return Null.UNK if counted and itself and numbers[-1] != 1 else container


def amount_layer(amount: NationalQuantity, form: Coded | Null, notes: Notes) -> PackageLayer | None:
    """An amount that is prescribed without a package; None, with the reason noted, where it is none.

    Its unit is a code or a term of list 7452, or of the pharmacies' 7484: a PQ does not say which (dossier, section 1).
    """
    unit = listed_unit(amount.unit, notes)
    if unit is None:
        notes.add("amount-unit-unknown", AMOUNT)
        return None
    value = amount.value
    whole = value is not None and value == value.to_integral_value()
    if value is None or value <= 0 or not (whole or unit.code not in PIECES | DOSES):
        notes.add("amount-unusable", AMOUNT)
        return None
    one = content_unit(unit, form, notes, AMOUNT)
    if not unit_fits(one.unit, form, notes):
        notes.add("amount-unit-unfit", AMOUNT)
        return None
    return PackageLayer(Quantity(value, one.unit, one.text), Null.NI)


def unit_of_size(given: str, form: Coded | Null, notes: Notes) -> Quantity | None:
    """One of a unit that a PQ says by code or term (7452, 7484), in EU terms; None where it is none of them."""
    unit = listed_unit(given, notes)
    return None if unit is None else content_unit(unit, form, notes)


def listed_unit(given: str, notes: Notes) -> Coded | None:
    """The unit of 7452 or 7484 that a PQ says, by its code or its term; None where it is of neither."""
    for name in UNIT_TABLES:
        units = notes.tables.code_list(name.rpartition(".")[2])
        code = given if given in units else next((c for c, t in units.terms.items() if t == given), "")
        if found := units.find(code):
            return found
    return None
