"""The medicine: from M1's words and a register's record to a product in EU codes."""

from decimal import Decimal

from converter.conversion.notes import Notes, shown
from converter.conversion.package import DOSES, MEDICINE, PIECES, build_layers
from converter.formats.cda.narrative import SEPARATOR
from converter.model.coded import Coded, Quantity, Ratio
from converter.model.medicine import Medicine, SubstanceStrength
from converter.model.national import PrescribedMedicine
from converter.model.product import Ingredient, Product
from converter.terminology.code_table import text_key

FORM = f"{MEDICINE}/LegemiddelformKort"
ATC_PATH = f"{MEDICINE}/Atc"
FORM_LIST = "7448"
EXACT_OPERATORS = frozenset({"", "L"})
"""List 7445: `L` is equal; interval, less and greater are not one strength."""


def translate_product(
    medicine: PrescribedMedicine, registered: Medicine | None, varenr_root: str, notes: Notes
) -> Product | None:
    """The product; None, with the reasons noted, where it cannot be said.

    Args:
        medicine: what was signed.
        registered: the register's record, only where it means the same medicine.
        varenr_root: code system of package numbers.
        notes: collects findings.
    """
    name = _brand(medicine, registered)
    if not name:
        notes.add("product-name-missing", MEDICINE)
    atc = _atc(medicine, registered, notes)
    form = _form(medicine, registered, notes)
    if form is None:
        return None
    layers = build_layers(medicine, registered, form, varenr_root, notes)
    if layers is None or not name:
        return None
    ingredients = _ingredients(registered, form, atc, notes)
    return Product(
        name=name,
        strength_text=strength_text(medicine, name, notes),
        form=form,
        layers=layers,
        atc=atc,
        ingredients=ingredients,
        substances=() if ingredients else _substances(registered),
    )


def _brand(medicine: PrescribedMedicine, registered: Medicine | None) -> str:
    own = medicine.sizes[0].brand_name if medicine.sizes else ""
    return own or (registered.brand_name if registered else "") or medicine.name_form_strength


def strength_text(medicine: PrescribedMedicine, brand: str, notes: Notes) -> str:
    """The strength in the prescription's words: NavnFormStyrke without its brand and short form.

    `Ibux Tab 400 mg` is `400 mg`. Where the three do not follow each other to the letter the whole is kept: nothing is
    cut by guess.
    """
    whole = medicine.name_form_strength
    short = notes.tables.code_list(FORM_LIST).short.get(medicine.form.code, "") if medicine.form else ""
    terms = [short, medicine.form.display if medicine.form else ""]
    for term in terms:
        start = f"{brand} {term} ".casefold()
        rest = whole[len(start) :]
        if term and whole.casefold().startswith(start) and rest[:1].isdigit():
            return rest
    return whole


def _atc(medicine: PrescribedMedicine, registered: Medicine | None, notes: Notes) -> Coded | None:
    own = medicine.atc or (registered.atc if registered else None)
    if own is None:
        return None
    concept = notes.tables.value_set("eHDSIActiveIngredient").find(own.code)
    if concept is None:
        notes.add("atc-not-sent", ATC_PATH)
        return None
    return Coded(concept.code, concept.system, concept.display, (own,) if own.display else ())


def _form(medicine: PrescribedMedicine, registered: Medicine | None, notes: Notes) -> Coded | None:
    """The dose form: by the register's long form text, which is more precise, else by list 7448.

    The long text counts only where both give the short form, which `same_medicine` has then found to be the same.
    """
    national = medicine.form or (registered.form if registered else None)
    if registered and registered.form_long and medicine.form and registered.form:
        by_text = notes.translate("dose-form-long", text_key(registered.form_long), FORM)
        if by_text is not None:
            listed = None if national is None else notes.tables.code_list(FORM_LIST).find(national.code)
            return Coded(by_text.code, by_text.system, by_text.display, (listed,) if listed else ())
    by_code = None if national is None else notes.translate("dose-form-7448", national.code, FORM)
    if by_code is not None:
        return by_code
    if national is None:
        notes.add("dose-form-missing", FORM)
    else:
        notes.add("dose-form-unmapped", FORM, shown=shown(national.code), file=notes.file_of("dose-form-7448"))
    return None


def _ingredients(registered: Medicine | None, form: Coded, atc: Coded | None, notes: Notes) -> tuple[Ingredient, ...]:
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


def _substances(registered: Medicine | None) -> tuple[str, ...]:
    """The names of the active substances, where their strengths cannot be said."""
    names = () if registered is None else tuple(s.name_english or s.name for s in registered.substances)
    return () if any(SEPARATOR.strip() in n for n in names) else names


def _strength(substance: SubstanceStrength, form: Coded, notes: Notes) -> Ratio | None:
    """The strength where value, unit and operator map exactly; None otherwise."""
    given = substance.strength
    if given is None or given.value <= 0 or substance.operator not in EXACT_OPERATORS or substance.upper is not None:
        return None
    unit = _exact("unit-9090", given.unit, notes)
    if unit is None:
        return None
    per = substance.denominator
    if per is None:
        piece = _exact("piece-by-form", form.code, notes)
        return None if piece is None else Ratio(Quantity(given.value, unit), Quantity(Decimal(1), piece))
    if per.value <= 0:
        return None
    if per.unit in PIECES | DOSES:
        per_unit = _exact("piece-by-form" if per.unit in PIECES else "dose-by-form", form.code, notes)
    else:
        per_unit = _exact("unit-7452", per.unit, notes)
    return None if per_unit is None else Ratio(Quantity(given.value, unit), Quantity(per.value, per_unit))


def _exact(table: str, unit: str, notes: Notes) -> str | None:
    """The EU unit of a national one, only where a reviewed row says the same: no other unit carries a strength."""
    row = notes.tables.table(table).row(unit)
    if row is None or row.target is None or row.relation != "equivalent" or row.status != "approved":
        return None
    return row.target.code


def _substance_code(substance: SubstanceStrength, atc: Coded | None) -> Coded | None:
    """The ATC code as the code of a product's single substance, where ATC's own term is the substance's name."""
    if atc is None:
        return None
    names = {n.casefold() for n in (substance.name_english, substance.name) if n}
    terms = {atc.display.casefold(), *(o.display.casefold() for o in atc.originals)}
    return Coded(atc.code, atc.system, atc.display) if names & terms else None
