"""What the register says of strengths and packages and no code does, in words: products that differ are told apart.

Numbers stand as FEST has them, in its own units; nothing is computed. Where the signed name says another number than
the register, the register's stays out, in words as in codes.
"""

from collections.abc import Iterator
from itertools import combinations

from converter.conversion.medicine.name_strength import AGREES, NameSays, name_says
from converter.conversion.medicine.package import CONTAINER_NOT_GIVEN, SETS
from converter.conversion.medicine.percent import EXACT_OPERATORS
from converter.conversion.medicine.pieces import contradicts
from converter.conversion.session import Notes
from converter.model.coded import Bilingual, Coded, Null, for_people
from converter.model.medicine import Medicine, PackageContent, RegisterQuantity, SubstanceStrength
from converter.model.national import PrescribedMedicine
from converter.model.product import SUBSTANCES_APART, Part, Product

INTERVAL = "I"
OPERATORS = {INTERVAL: ("from", "fra"), "M": ("less than", "mindre enn"), "S": ("more than", "mer enn")}
"""List 7445, of a strength that is no single number."""
UNSURE = ("not exactly", "ikke nøyaktig")
PHASES = ("of some of the pieces in the package: ", "av noen av enhetene i pakningen: ")
MOST_SUBSTANCES = 6
"""Of which a name may say some; of more it says none."""


def with_words(
    product: Product, medicine: PrescribedMedicine, registered: Medicine | None, recorded: Medicine | None, notes: Notes
) -> Product:
    """The product with what the register says of it beside its codes, or the product as it is.

    Args:
        product: as it is coded.
        medicine: what was signed.
        registered: the register's record, with its strengths in per cent as amounts where that is exact.
        recorded: the same as the register has it.
        notes: the tables.
    """
    if registered is None or recorded is None:
        return product
    return product.with_register(
        strength=_strengths(product, medicine, registered, notes), package=_packages(product, recorded, notes)
    )


def _strengths(product: Product, medicine: PrescribedMedicine, registered: Medicine, notes: Notes) -> Bilingual | None:
    """Each part's substances, where the name does not say other numbers; None where codes say all of it."""
    if product.parts and not registered.substances:
        each = [s for c in registered.contents for s in c.substances]
        lets = _name_lets(medicine, registered, tuple(each), ())
        found = [
            _numbered(number, _list(substances, coded=bool(part.ingredients), notes=notes))
            for number, part, content in _parts(product, registered)
            for substances in [content.substances if lets else tuple(map(_unnumbered, content.substances))]
        ]
        return _joined([f for f in found if f is not None])
    said = _list(registered.substances, coded=bool(product.ingredients), notes=notes)
    if said is None or not _name_lets(medicine, registered, registered.substances, registered.contents):
        return None
    several = product.several_strengths or bool(product.parts)
    return Bilingual(PHASES[0] + said.english, PHASES[1] + said.norwegian) if several else said


def _parts(product: Product, registered: Medicine) -> Iterator[tuple[int, Part, PackageContent]]:
    """The parts with the register's content of each; none where the two are not as many."""
    if len(product.parts) == len(registered.contents):
        for number, (part, content) in enumerate(zip(product.parts, registered.contents, strict=True), 1):
            yield number, part, content


def _numbered(number: int, said: Bilingual | None) -> Bilingual | None:
    return None if said is None else Bilingual(f"part {number}: {said.english}", f"del {number}: {said.norwegian}")


def _joined(said: list[Bilingual]) -> Bilingual | None:
    both = [SUBSTANCES_APART.join(words) for words in ([s.english for s in said], [s.norwegian for s in said])]
    return Bilingual(*both) if said else None


def _unnumbered(substance: SubstanceStrength) -> SubstanceStrength:
    return SubstanceStrength(substance.name, substance.name_english)


def _name_lets(
    medicine: PrescribedMedicine,
    registered: Medicine,
    substances: tuple[SubstanceStrength, ...],
    held: tuple[PackageContent, ...],
) -> bool:
    """Whether the signed name says none of the numbers, the same, or the same of some of the substances."""
    brand = medicine.brand_name or registered.brand_name
    name = medicine.name_form_strength
    said = name_says(name, brand, substances, held)
    if said in AGREES:
        return True
    if said is not NameSays.OTHER_COUNT or len(substances) > MOST_SUBSTANCES:
        return False
    some = (few for n in range(1, len(substances)) for few in combinations(substances, n))
    return any(name_says(name, brand, few, held) is NameSays.SAME for few in some)


def _list(substances: tuple[SubstanceStrength, ...], *, coded: bool, notes: Notes) -> Bilingual | None:
    """The substances with their numbers; where those are coded, only such as have an alternative."""
    said = [
        Bilingual(_one(s, notes, norwegian=False), _one(s, notes, norwegian=True))
        for s in substances
        if not coded or _has_alternative(s)
    ]
    return _joined(said)


def _has_alternative(substance: SubstanceStrength) -> bool:
    """Whether AlternativStyrke says anything that the strength does not say itself."""
    given, per = substance.alternative, substance.alternative_denominator
    return given is not None and (given, per) != (substance.strength, substance.denominator)


def _one(substance: SubstanceStrength, notes: Notes, *, norwegian: bool) -> str:
    """`thiamine 5 mg`, `timolol 5 mg per mL, also given as 0.15 mg per dose`, `x from 100 mg to 300 mg`."""
    name = substance.name if norwegian else substance.name_english or substance.name
    given, upper = substance.strength, substance.upper
    words = [name]
    if given is not None:
        language = 1 if norwegian else 0
        if substance.operator not in EXACT_OPERATORS or upper is not None:
            operator = INTERVAL if substance.operator in EXACT_OPERATORS else substance.operator
            words.append(OPERATORS.get(operator, UNSURE)[language])
        words.append(_amount(given, notes, norwegian=norwegian))
        if upper is not None:
            words.append(("to", "til")[language] + " " + _amount(upper, notes, norwegian=norwegian))
        words.append(_per(substance.denominator, notes, norwegian=norwegian))
    said = " ".join(w for w in words if w)
    if substance.alternative is None or not _has_alternative(substance):
        return said
    other = _amount(substance.alternative, notes, norwegian=norwegian)
    per = _per(substance.alternative_denominator, notes, norwegian=norwegian)
    return f"{said}, {'også oppgitt som' if norwegian else 'also given as'} {other}{' ' if per else ''}{per}"


def _amount(given: RegisterQuantity, notes: Notes, *, norwegian: bool) -> str:
    number = for_people(given.value)
    if norwegian:
        return f"{number.replace('.', ',')} {given.unit}"
    return f"{number} {_strength_unit(given.unit, notes)}"


def _per(per: RegisterQuantity | None, notes: Notes, *, norwegian: bool) -> str:
    if per is None:
        return ""
    number = "" if per.value == 1 else for_people(per.value) + " "
    if norwegian:
        return f"per {number.replace('.', ',')}{per.unit}"
    return f"per {number}{_content_unit(per.unit, notes)}"


def _strength_unit(unit: str, notes: Notes) -> str:
    """A unit of 9090 in English where a reviewed row has it; else as FEST writes it, without its `mill`."""
    effect = notes.tables.texts("effect-9090").row(unit)
    if effect is not None and effect.status == "approved":
        return effect.english
    coded = _coded("unit-9090", unit, notes)
    return _plainer(coded, notes) if coded else unit.replace("mill ", "million ").replace("Pst", "% ").strip()


def _content_unit(unit: str, notes: Notes) -> str:
    coded = _coded("unit-7452", unit, notes)
    if coded and not coded.startswith("{"):
        return _plainer(coded, notes)
    row = notes.tables.texts("unit-words-7452").row(unit)
    return unit if row is None or row.status == "draft" else row.english.replace("(s)", "")


def _coded(table: str, unit: str, notes: Notes) -> str:
    row = notes.tables.table(table).row(unit)
    exact = row is not None and row.relation == "equivalent" and row.status == "approved"
    return row.target.code if exact and row is not None and row.target is not None else ""


def _plainer(unit: str, notes: Notes) -> str:
    row = notes.tables.texts("unit-english").row(unit)
    return unit if row is None or row.status == "draft" else row.english_plural or row.english


def _packages(product: Product, recorded: Medicine, notes: Notes) -> Bilingual | None:
    """What packages are of and hold, where no code says it: a type that is not sent, and components."""
    if product.by_amount or not recorded.contents:
        return None
    if product.parts:
        found = [
            _numbered(
                number, _held(part.layers[0].container, part.form or Null.UNK, part.layers[0].content.unit, c, notes)
            )
            for number, part, c in _parts(product, recorded)
        ]
        return _joined([f for f in found if f is not None])
    if product.layers[-1].code is None or not product.layers[-1].code.code:
        return None  # the register's package is another
    inner = product.layers[0]
    return _held(inner.container, product.form, inner.content.unit, recorded.contents[0], notes)


def _held(
    container: Coded | Null, form: Coded | Null, unit: str, content: PackageContent, notes: Notes
) -> Bilingual | None:
    kind = _kind(container, form, unit, content, notes)
    held = [_component(c.container, c.count, c.amount, notes) for c in content.components]
    return _joined([*([] if kind is None else [kind]), *held])


def _kind(
    container: Coded | Null, form: Coded | Null, unit: str, content: PackageContent, notes: Notes
) -> Bilingual | None:
    """The type of package where no code says it, and it is not what is counted; none that the form contradicts."""
    if isinstance(container, Coded) or content.container.code in {"", CONTAINER_NOT_GIVEN}:
        return None
    if content.unit.code in SETS or contradicts(form, content, notes):
        return None
    english, norwegian = _container(content.container, notes)
    if unit.startswith("{") and english.endswith(unit.strip("{}").casefold()):
        return None
    return Bilingual(f"type of package: {english}", f"pakningstype: {norwegian}")


def _component(container: Coded, count: int | None, amount: RegisterQuantity, notes: Notes) -> Bilingual:
    """`1 x vial of 1 mg`: a Pakningskomponent."""
    english, norwegian = _container(container, notes)
    number = "" if count is None else f"{count} x "
    value = for_people(amount.value)
    return Bilingual(
        f"{number}{english} of {value} {_content_unit(amount.unit, notes)}",
        f"{number}{norwegian.casefold()} med {value.replace('.', ',')} {amount.unit}",
    )


def _container(container: Coded, notes: Notes) -> tuple[str, str]:
    """A type of package in English, where a reviewed row has one, and as list 7449 has it."""
    norwegian = notes.tables.code_list("7449").terms.get(container.code, container.display or container.code)
    row = notes.tables.table("package-type-7449").row(container.code)
    known = row is not None and row.target is not None and row.status == "approved" and row.relation != "narrower"
    return (row.target.display.casefold() if known and row is not None and row.target else norwegian), norwegian
