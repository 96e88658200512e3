"""Writes the medicinal product (templates `...3.1.3.29` and `...3.1.3.30`), which eP and eD share."""

from converter.formats.cda import names as n
from converter.formats.cda import parts
from converter.formats.xml import esc
from converter.model.product import Ingredient, PackageLayer, Product

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
        f"{_layers(product.layers)}{atc}{''.join(_ingredient(i) for i in product.ingredients)}{TAIL}"
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


def _ingredient(ingredient: Ingredient) -> str:
    code = '<pharm:code nullFlavor="NI"/>'
    if ingredient.code is not None:
        code = parts.coded("pharm:code", ingredient.code)
    return (
        '<pharm:ingredient classCode="ACTI"><pharm:quantity>'
        f"{parts.amount('numerator', ingredient.strength.numerator, PQ)}"
        f"{parts.amount('denominator', ingredient.strength.denominator, PQ)}</pharm:quantity>"
        '<pharm:ingredientSubstance classCode="MMAT" determinerCode="KIND">'
        f"{code}<pharm:name>{esc(ingredient.name)}</pharm:name></pharm:ingredientSubstance></pharm:ingredient>"
    )
