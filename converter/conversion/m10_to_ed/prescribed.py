"""The prescribed product as an eD of ours repeats it: only what is in the EU's own codes, under the EU's own terms."""

from dataclasses import replace

from converter.conversion.ep_to_view.suggestions import foreign_product
from converter.conversion.session import Notes
from converter.formats.cda.foreign import well_formed
from converter.model.coded import Coded, Identifier, Null, Quantity
from converter.model.dispensation import Recipient
from converter.model.foreign_prescription import ForeignProduct
from converter.model.product import Ingredient, PackageLayer, Part, Product
from converter.terminology.tables import Tables

COUNTED = "1"


def repeated(product: ForeignProduct | None, notes: Notes) -> Product | None:
    """The product; None where its name or its package could not be read.

    What is in no EU value set is left out or said in words: a code under a wrong term would be worse than none.
    """
    made = foreign_product(product, notes)
    if made is None or not made.layers:
        return None
    tables = notes.tables
    layers = tuple([_layer(layer, tables) for layer in made.layers])
    ingredients = [_ingredient(i, tables) for i in made.ingredients]
    whole = [i for i in ingredients if i is not None]
    return Product(
        name=made.name,
        strength_text=made.strength_text,
        form=concept_of(made.form, "eHDSIDoseForm", tables),
        layers=layers,
        atc=_atc(made.atc, tables),
        ingredients=tuple(whole) if len(whole) == len(ingredients) else (),
        parts=tuple([_part(p, tables) for p in made.parts]),
    )


def concept_of(concept: object, value_set: str, tables: Tables) -> Coded | Null:
    """The concept under the term of the EU's value set; null flavor UNK where it is none of them."""
    known = tables.value_set(value_set)
    if not isinstance(concept, Coded) or concept.system != known.system:
        return Null.UNK
    found = known.find(concept.code)
    return Null.UNK if found is None else Coded(found.code, found.system, found.display)


def _atc(concept: Coded | None, tables: Tables) -> Coded | None:
    found = concept_of(concept, "eHDSIActiveIngredient", tables)
    return found if isinstance(found, Coded) else None


def _layer(layer: PackageLayer, tables: Tables) -> PackageLayer:
    return PackageLayer(
        content=_amount(layer.content, tables),
        container=concept_of(layer.container, "eHDSIPackage", tables),
        code=layer.code if layer.code is not None and _can_be_written(layer.code) else None,
        name=layer.name,
    )


def _can_be_written(code: Coded) -> bool:
    return bool(code.display) and well_formed(Identifier(code.system))


def _amount(quantity: Quantity, tables: Tables) -> Quantity:
    """An amount in a unit of the EU's; any other unit becomes a word."""
    if _is_known(quantity.unit, tables):
        return quantity
    return Quantity(quantity.value, COUNTED, quantity.text or quantity.unit.strip("{}"))


def _is_known(unit: str, tables: Tables) -> bool:
    if unit == COUNTED or unit in tables.value_set("eHDSIUnit").terms:
        return True
    terms = tables.value_set("eHDSIQuantityUnit").terms
    return unit.startswith("{") and unit[1:-1] in set(terms.values())


def _ingredient(ingredient: Ingredient, tables: Tables) -> Ingredient | None:
    """The substance with its strength; None where a unit is none of the EU's: a word would be no strength."""
    ratio = ingredient.strength
    if not (_is_known(ratio.numerator.unit, tables) and _is_known(ratio.denominator.unit, tables)):
        return None
    return replace(ingredient, code=_atc(ingredient.code, tables))


def _part(part: Part, tables: Tables) -> Part:
    form = concept_of(part.form, "eHDSIDoseForm", tables)
    found = [_ingredient(i, tables) for i in part.ingredients]
    whole = tuple([i for i in found if i is not None])
    return Part(
        name=part.name,
        form=form if isinstance(form, Coded) else None,
        layers=tuple([_layer(layer, tables) for layer in part.layers]),
        ingredients=whole if len(whole) == len(found) else (),
    )


def recipient_of(patient: Recipient | None, tables: Tables) -> Recipient | None:
    """The patient; None where there is no number, name or birth date that an eD could carry."""
    if patient is None or patient.name is None or patient.birth_date is None:
        return None
    ids = tuple([i for i in patient.ids if well_formed(i)])
    if not ids:
        return None
    return replace(patient, ids=ids, gender=concept_of(patient.gender, "eHDSIAdministrativeGender", tables))
