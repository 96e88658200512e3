"""What is handed out beside what was prescribed, fact by fact in Norwegian, for whoever looks before it is sent."""

from dataclasses import dataclass
from decimal import Decimal

from converter.conversion.ep_to_view.view import View
from converter.conversion.ep_to_view.words import amount, shown, strength
from converter.conversion.m10_to_ed.compared import compare_with
from converter.conversion.m10_to_ed.prescribed import repeated
from converter.conversion.medicine.amounts import amount_of
from converter.conversion.medicine.comparison import Agreement, Comparison
from converter.conversion.medicine.product import product_of
from converter.conversion.session import Notes, Session
from converter.model.coded import Quantity, norwegian_number
from converter.model.layers import holds_pieces, is_bare_one
from converter.model.medicine import Medicine
from converter.model.product import PackageLayer, Product

NOT_COMPARED = Comparison(Agreement.UNKNOWN, Agreement.UNKNOWN, Agreement.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Held:
    """One fact on both sides.

    Attributes:
        what: name, substance, strength, form, size, one (what one package holds), packages or total.
        prescribed, dispensed: in words, a line each; none where it is not said or cannot be computed.
        agreement: whether both are the same; absent where nothing can be the same in two countries, as a name.
    """

    what: str
    prescribed: tuple[str, ...]
    dispensed: tuple[str, ...]
    agreement: Agreement | None = None


def held(view: View, medicine: Medicine, packages: Decimal, session: Session) -> tuple[Held, ...]:
    """The facts, in the order in which they are read.

    Args:
        view: the prescription; without a product there is nothing to hold.
        medicine: the package handed out.
        packages: how many of it.
        session: the conversion; what is found on the way was told by the conversion itself.
    """
    notes, wanted = session.notes.aside(), view.product
    own = product_of(medicine, session.converter.identifiers.varenr_root, notes)
    if wanted is None or own is None:
        return ()
    prescribed = repeated(view.prescription.product, notes)
    same = NOT_COMPARED if prescribed is None else compare_with(view.prescription, prescribed, own, notes)
    substances = [s.name.text for s in wanted.substances]
    strengths = [wanted.strength, *(s.strength for s in wanted.substances)]
    return (
        Held("name", _said(wanted.name), _said(own.name)),
        Held("substances", _said(wanted.atc.text, *substances), _substances(own, notes), same.atc),
        Held("strength", _said(*strengths), _strengths(own, notes), same.strength),
        Held("form", _said(wanted.form.text), _said(shown(own.form, "dose-form", notes).text), same.form),
        Held("package", wanted.layers, _packed(own, notes)),
        Held("in-package", _said(wanted.one), _said(_total(own, Decimal(1), notes))),
        Held("packages", _said(view.packages), _said(norwegian_number(packages))),
        Held(
            "total",
            _said(wanted.whole),
            _said(_total(own, packages, notes)),
            _totals(view, prescribed, own, packages, same),
        ),
    )


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _substances(own: Product, notes: Notes) -> tuple[str, ...]:
    named = [shown(i.code, "active-ingredient", notes).text or i.name for i in own.ingredients]
    return _said(shown(own.atc, "active-ingredient", notes).text, *named)


def _strengths(own: Product, notes: Notes) -> tuple[str, ...]:
    several = len(own.ingredients) > 1
    coded = [f"{i.name if several else ''} {strength(i.strength, notes)}".strip() for i in own.ingredients]
    return _said(own.strength_text, *coded)


def _packed(own: Product, notes: Notes) -> tuple[str, ...]:
    """The layers of the package; of a combination pack those of each part, after its name."""
    if not own.parts:
        return _layers(own.layers, notes)
    return tuple([f"{part.name}: {said}".strip(": ") for part in own.parts for said in _layers(part.layers, notes)])


def _layers(layers: tuple[PackageLayer, ...], notes: Notes) -> tuple[str, ...]:
    said = []
    for place, layer in enumerate(layers):
        container = shown(layer.container, "package", notes).text.lower()
        content = amount(layer.content, notes) if place == 0 else f"{norwegian_number(layer.content.value)} av disse"
        said.append(f"{content} i {container}" if container else content)
    return tuple(said)


def _total(own: Product, packages: Decimal, notes: Notes) -> str:
    """What so many packages hold; empty for a combination pack, which holds several things."""
    if own.parts or not own.layers:
        return ""
    value = packages
    for layer in own.layers:
        value *= layer.content.value
    inner = own.layers[0].content
    return amount(Quantity(value, inner.unit, inner.text), notes)


def _totals(view: View, prescribed: Product | None, own: Product, packages: Decimal, same: Comparison) -> Agreement:
    """Whether both hold the same amount of the same."""
    asked = view.prescription.packages
    wanted = None if prescribed is None or asked is None else amount_of(asked, prescribed)
    given = amount_of(packages, own)
    if prescribed is None or wanted is None or given is None or wanted.of != given.of or not same.amounts_compare:
        return Agreement.UNKNOWN
    counted = {p.layers[0].content.unit for p in (prescribed, own) if p.layers[0].content.unit.startswith("{")}
    # Capsules are no tablets, though there be as many; and a bare 1 may be one piece, or one package.
    if len(counted) > 1 or (is_bare_one(prescribed.layers) and holds_pieces(own.layers)):
        return Agreement.UNKNOWN
    return Agreement.SAME if wanted.value == given.value else Agreement.OTHER
