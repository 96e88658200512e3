"""Whether the layers of a package say how much it holds: what an outer layer counts, containers or what is in them.

Source: eHDSI CDA v8.0.0, template 1.3.6.1.4.1.12559.11.10.1.3.1.3.30: an outer layer counts the containers inside it,
in unit 1. Countries also write the whole content there: `100 {Tablet}` around blisters of 10, which may be 100 or 1000.
"""

from decimal import Decimal
from fractions import Fraction

from converter.model.coded import Coded, Quantity
from converter.model.containers import KNOWN, container_codes
from converter.model.measure import PIECE, measured
from converter.model.product import PackageLayer

ONE = "1"


def counts_containers(layers: tuple[PackageLayer, ...], outer: int) -> bool:
    """Whether a layer surely counts the containers of the layer inside it.

    It does in unit 1 without a word, in the name that the document itself has for that container, and in a term of
    containers that is the inner one's by its code. Where the inner container has no code that is known here, any such
    term counts it, for what is inside is no container. No other word says what it counts.

    Args:
        layers: innermost first, units in words resolved where a table knows them.
        outer: the place of an outer layer, 1 or more.
    """
    content, container = layers[outer].content, layers[outer - 1].container
    if content.unit == ONE and not content.text:
        return True
    word = (content.text or content.unit.strip("{}")).casefold()
    if isinstance(container, Coded) and word and word in _written(container.display.casefold()):
        return True
    counted = container_codes(word)
    if not counted or (content.unit != ONE and not content.unit.startswith("{")):
        return False
    if isinstance(container, Coded) and container.code in KNOWN:
        return container.code in counted
    return all(word not in _written(inner.content.unit.strip("{}").casefold()) for inner in layers[:outer])


def _written(term: str) -> frozenset[str]:
    """One of a container, and several in English."""
    return frozenset({term, f"{term}s", f"{term}es"})


def is_ambiguous(layers: tuple[PackageLayer, ...]) -> bool:
    """Whether an outer layer may count what is inside its containers, and that would be another total.

    Args:
        layers: innermost first.
    """
    return any(
        not counts_containers(layers, outer) and not _same_either_way(layers[:outer], layers[outer].content)
        for outer in range(1, len(layers))
    )


def _same_either_way(inside: tuple[PackageLayer, ...], content: Quantity) -> bool:
    """Whether one container holds one unit of what the layer around it is counted in."""
    inner, own = measured(inside[0].content), measured(Quantity(Decimal(1), content.unit))
    if inner is None or own is None or content.text or inner.of != own.of:
        return False
    held = inner.value
    for layer in inside[1:]:
        held *= Fraction(layer.content.value)
    return held == own.value


def is_bare_one(layers: tuple[PackageLayer, ...]) -> bool:
    """Whether a package is said to hold 1 of unit 1 and no word: one piece, or one package of an unsaid content."""
    if not layers or any(layer.content.value != 1 for layer in layers):
        return False
    return all(layer.content.unit == ONE and not layer.content.text for layer in layers)


def holds_pieces(layers: tuple[PackageLayer, ...]) -> bool:
    """Whether what is innermost is counted in pieces, more than one in all."""
    inner = measured(layers[0].content) if layers else None
    if inner is None or inner.of != PIECE:
        return False
    held = inner.value
    for layer in layers[1:]:
        held *= Fraction(layer.content.value)
    return held > 1
