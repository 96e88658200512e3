"""Whether a product bears another name than the one prescribed, where the prescriber has reserved against another."""

from unicodedata import combining, normalize

from converter.conversion.ed_to_m10.norwegian_words import without_strength
from converter.model.product import Product

LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ß": "ss"})
"""What Unicode does not take apart."""


def other_name(product: Product, prescribed: Product | None) -> bool:
    """Whether it is named otherwise: no proof of another brand, for names differ between countries, but to be seen.

    A name that begins with the whole of the other is the same (`Ibux`, `Ibux 400 mg`); blanks, strengths and marks on
    letters make no other name. A prescription of a substance
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
    if _letters(product.name) == _letters(prescribed.name):
        return False
    shorter = min(len(ours), len(theirs))
    return ours[:shorter] != theirs[:shorter]


def _is_substance(product: Product) -> bool:
    """Whether the product is named by its substance."""
    terms = [i.name for i in product.ingredients]
    if product.atc is not None:
        terms += [product.atc.display, *(o.display for o in product.atc.originals)]
    return _tokens(product.name) in [_tokens(t) for t in terms if t]


def _letters(name: str) -> str:
    """A name without strength, blanks and digits."""
    return "".join(c for c in "".join(_tokens(without_strength(name))) if not c.isdigit())


def _tokens(name: str) -> list[str]:
    plain = "".join(c for c in normalize("NFKD", name.casefold().translate(LETTERS)) if not combining(c))
    return "".join(c if c.isalnum() else " " for c in plain).split()
