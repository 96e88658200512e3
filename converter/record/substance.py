"""What two submissions of one eD must say alike to be the same one: its substance, whatever words it is said in.

OpenNCP sends a whole submission again when one of its documents was refused, and in between the terms of codes may have
changed: names of codes, translations, white space and the order of attributes are then others. Ids, amounts, the
outermost codes of the product and the day are not.
"""

from collections.abc import Iterator
from fractions import Fraction

from converter.model.coded import Coded, Null
from converter.model.dispensation import Dispensation, Recipient
from converter.model.product import PackageLayer, Part, Product
from converter.record.supply import strength_said, supply_of


def substance_of(dispensation: Dispensation) -> tuple[str, ...]:
    """The substance as texts.

    The batch is in it, since an M10 tells it; the hour is not, nor the moment at which the document was made.
    """
    return (
        dispensation.document_id.root,
        dispensation.document_id.extension,
        dispensation.prescription_id.root,
        dispensation.prescription_id.extension.casefold(),
        "\n".join(_person(dispensation.patient)),
        "\n".join(supply_of(dispensation)),
        "\n".join(_product(dispensation.product)),
        _code(dispensation.product_code or Null.NI),
        " ".join(dispensation.batch.split()),
        str(dispensation.substituted),
    )


def _person(person: Recipient) -> Iterator[str]:
    """Numbers, and what of the person an M10 repeats."""
    yield from sorted(f"{i.root}^{i.extension}" for i in person.ids)
    yield "" if person.name is None else "^".join((*person.name.given, "", person.name.family))
    yield "" if person.birth_date is None else person.birth_date.isoformat()
    yield _code(person.gender)


def _product(product: Product) -> Iterator[str]:
    """The codes with their systems; each part of a combination pack."""
    yield _code(product.atc or Null.NI)
    yield _code(product.form)
    yield from _layers(product.layers)
    for part in product.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    yield part.name.casefold()
    yield _code(part.form or Null.NI)
    for one in part.ingredients:
        yield f"{strength_said(one.strength)} {_code(one.code or Null.NI)}"
    yield from _layers(part.layers)


def _layers(layers: tuple[PackageLayer, ...]) -> Iterator[str]:
    for layer in layers:
        yield f"{Fraction(layer.content.value)} {layer.content.unit} {_code(layer.container)}"


def _code(concept: Coded | Null) -> str:
    return f"{concept.code} {concept.system}" if isinstance(concept, Coded) else ""
