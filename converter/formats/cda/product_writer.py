"""Writes the medicinal product (templates `...3.1.3.29` and `...3.1.3.30`), which eP and eD share."""

from converter.formats.cda import names as n
from converter.formats.cda import parts
from converter.formats.xml import esc
from converter.model.product import Ingredient, PackageLayer, Part, Product

HEAD = (
    f'<manufacturedProduct classCode="MANU"><templateId root="{n.MANUFACTURED_PRODUCT}"/>'
    f'<manufacturedMaterial classCode="MMAT" determinerCode="KIND"><templateId root="{n.MANUFACTURED_MATERIAL}"/>'
)
TAIL = "</manufacturedMaterial></manufacturedProduct>"
PQ = ' xsi:type="PQ"'


def write_product(product: Product) -> str:
    """`manufacturedProduct`, children in the order of the schema."""
    desc = f"<pharm:desc>{esc(product.strength_text)}</pharm:desc>" if product.strength_text else ""
    atc = ""
    if product.atc is not None:
        atc = (
            '<pharm:asSpecializedKind classCode="GRIC">'
            '<pharm:generalizedMaterialKind classCode="MMAT" determinerCode="KIND">'
            f"{parts.coded('pharm:code', product.atc)}</pharm:generalizedMaterialKind></pharm:asSpecializedKind>"
        )
    return (
        f"{HEAD}<name>{esc(product.name)}</name>{desc}{parts.coded('pharm:formCode', product.form)}"
        f"{_layers(product.layers)}{atc}{''.join(_part(p) for p in product.parts)}"
        f"{''.join(_ingredient(i) for i in product.ingredients)}{TAIL}"
    )


def _layers(layers: tuple[PackageLayer, ...]) -> str:
    """Nests the layers: the innermost is the outermost element (dossier, 4.1)."""
    if not layers:
        return ""
    layer = layers[0]
    code = "" if layer.code is None else parts.coded("pharm:code", layer.code)
    name = f"<pharm:name>{esc(layer.name)}</pharm:name>" if layer.name else ""
    return (
        f'<pharm:asContent classCode="CONT">{parts.amount("pharm:quantity", layer.content)}'
        f'<pharm:containerPackagedProduct classCode="CONT" determinerCode="KIND">{code}{name}'
        f"{parts.coded('pharm:formCode', layer.container)}{_layers(layers[1:])}"
        "</pharm:containerPackagedProduct></pharm:asContent>"
    )


def _part(part: Part) -> str:
    """One product of a combination pack; a pack holds one of each."""
    form = "" if part.form is None else parts.coded("pharm:formCode", part.form)
    return (
        '<pharm:part classCode="PART"><pharm:quantity value="1" unit="1"/>'
        '<pharm:partProduct classCode="MMAT" determinerCode="KIND">'
        f"<pharm:name>{esc(part.name)}</pharm:name>{form}{_layers(part.layers)}"
        f"{''.join(_ingredient(i) for i in part.ingredients)}</pharm:partProduct></pharm:part>"
    )


def _ingredient(ingredient: Ingredient) -> str:
    code = '<pharm:code nullFlavor="NI"/>'
    if ingredient.code is not None:
        code = parts.coded("pharm:code", ingredient.code)
    name = f"<pharm:name>{esc(ingredient.name)}</pharm:name>" if ingredient.name else ""
    return (
        '<pharm:ingredient classCode="ACTI"><pharm:quantity>'
        f"{parts.amount('numerator', ingredient.strength.numerator, PQ)}"
        f"{parts.amount('denominator', ingredient.strength.denominator, PQ)}</pharm:quantity>"
        '<pharm:ingredientSubstance classCode="MMAT" determinerCode="KIND">'
        f"{code}{name}</pharm:ingredientSubstance></pharm:ingredient>"
    )
