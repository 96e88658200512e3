"""Whether a product bears another name than the one prescribed, where the prescriber has reserved against another."""

from converter.model.product import Product


def other_name(product: Product, prescribed: Product | None) -> bool:
    """Whether it is named otherwise: no proof of another brand, for names differ between countries, but to be seen.

    A name that begins with the whole of the other is the same (`Ibux`, `Ibux 400 mg`). A prescription of a substance
    names no brand.

    Args:
        product: handed out.
        prescribed: what was prescribed; without it nothing is known.
    """
    if prescribed is None:
        return False
    ours, theirs = _tokens(product.name), _tokens(prescribed.name)
    if not ours or not theirs or _is_substance(prescribed):
        return False
    shorter = min(len(ours), len(theirs))
    return ours[:shorter] != theirs[:shorter]


def _is_substance(product: Product) -> bool:
    """Whether the product is named by its substance."""
    terms = [i.name for i in product.ingredients]
    if product.atc is not None:
        terms += [product.atc.display, *(o.display for o in product.atc.originals)]
    return _tokens(product.name) in [_tokens(t) for t in terms if t]


def _tokens(name: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in name.casefold()).split()
