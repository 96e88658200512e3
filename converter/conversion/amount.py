"""An amount prescribed without a package: of a brand, of a substance, or less than a package holds (M1's Mengde)."""

from converter.conversion.notes import Notes
from converter.conversion.package import DOSES, PIECES, UNIT_TABLES, content_unit, unit_fits
from converter.conversion.paths import AMOUNT
from converter.model.coded import Coded, Null, Quantity
from converter.model.national import NationalQuantity
from converter.model.product import PackageLayer


def amount_layer(amount: NationalQuantity, form: Coded | Null, notes: Notes) -> PackageLayer | None:
    """An amount that is prescribed without a package; None, with the reason noted, where it is none.

    Its unit is a code or a term of list 7452, or of the pharmacies' 7484: a PQ does not say which (dossier, section 1).
    """
    unit = _unit_of_amount(amount.unit, notes)
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


def _unit_of_amount(given: str, notes: Notes) -> Coded | None:
    for name in UNIT_TABLES:
        units = notes.tables.code_list(name.rpartition(".")[2])
        code = given if given in units else next((c for c, t in units.terms.items() if t == given), "")
        if found := units.find(code):
            return found
    return None
