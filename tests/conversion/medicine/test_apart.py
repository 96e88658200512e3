"""Two packages that differ in what a pharmacist would see differ in the eP: nothing is won by blurring."""

import os
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from converter.conversion.medicine.product import product_of
from converter.conversion.session import Notes
from converter.model.atc import has_own_units
from converter.model.medicine import Medicine, RegisterQuantity
from converter.model.product import PackageLayer, Product
from tests.builders.loaded import loaded
from tests.enrichment.demo_facts import packages

EXAMPLES = int(os.environ.get("CONVERTER_EXAMPLES", "300"))
ROOT = "2.16.578.1.34.9999.4"
UNITS = ("mg", "g", "mikrog", "IE", "E", "mill IE", "mmol")
DOSES, PIECES, HOURS = {"dose", "doser"}, {"stk"}, {"time", "timer"}


def known() -> list[Medicine]:
    """The packages of the demo register that hold one product."""
    register = loaded().register
    found = [register.find(varenr) for varenr in sorted(packages())]
    return [m for m in found if m is not None and len(m.contents) == 1]


def made(medicine: Medicine) -> Product | None:
    """What an eP says of it, without the article's number."""
    product = product_of(medicine, ROOT, Notes(loaded().tables))
    if product is None:
        return None
    return replace(product, layers=tuple(map(_bare, product.layers)))


def _bare(layer: PackageLayer) -> PackageLayer:
    return replace(layer, code=None)


def seen(medicine: Medicine) -> tuple[object, ...]:
    """What a pharmacist sees of a package: name, form, substances with strengths, what it holds."""
    content = medicine.contents[0]
    held = (content.multiple or 1, content.count or 1, content.amount, content.unit.code)
    strengths = [(s.name, s.strength, s.denominator, s.operator, s.upper) for s in medicine.substances]
    short = "" if medicine.form is None else medicine.form.display
    form = (medicine.form_long or short).casefold()
    return (medicine.name_form_strength, medicine.brand_name, form, strengths, held)


def test_no_two_packages_of_the_register_are_one() -> None:
    """Each pair that differs is said differently."""
    said = [(m, made(m)) for m in known()]
    alike = [
        (one.varenr, other.varenr)
        for (one, first), (other, second) in combinations(said, 2)
        if first is not None and first == second and seen(one) != seen(other)
    ]
    assert alike == []
    assert sum(product is not None for _, product in said) > 50


@st.composite
def changed(draw: st.DrawFn) -> tuple[Medicine, Medicine]:
    """A package, and the same with one thing that a pharmacist would see changed, in name and facts alike."""
    medicine = draw(st.sampled_from(known()))
    kind = draw(st.sampled_from(["strength", "unit", "per", "amount", "size unit", "form", "brand"]))
    content = medicine.contents[0]
    bare = replace(medicine, name_form_strength=medicine.brand_name)
    if kind == "brand":
        return bare, replace(bare, brand_name=bare.brand_name + "x", name_form_strength=bare.brand_name + "x")
    if kind == "form":
        other = draw(st.sampled_from(known()))
        return bare, replace(bare, form=other.form, form_long=other.form_long)
    if kind == "amount":
        amount = content.amount + draw(st.integers(1, 9))
        return bare, replace(bare, contents=(replace(content, amount=amount, size_text=str(amount)),))
    if kind == "size unit":
        unit = draw(st.sampled_from(known())).contents[0].unit
        return bare, replace(bare, contents=(replace(content, unit=unit),))
    assume(medicine.substances and medicine.substances[0].strength is not None)
    first, *rest = medicine.substances
    given_ = first.strength
    assert given_ is not None
    if kind == "strength":
        given_ = RegisterQuantity(given_.value * draw(st.sampled_from([2, 10, 1000])), given_.unit)
    elif kind == "unit":
        given_ = RegisterQuantity(
            given_.value, draw(st.sampled_from(["mg", "g", "mikrog", "IE", "E", "mill IE", "mmol"]))
        )
    denominator = first.denominator
    if kind == "per":
        per = draw(st.sampled_from(["ml", "g", "dose", "stk", "timer"]))
        denominator = RegisterQuantity(Decimal(draw(st.integers(1, 5))), per)
    return bare, replace(bare, substances=(replace(first, strength=given_, denominator=denominator), *rest))


def same_thing(one: Medicine, other: Medicine) -> bool:
    """Whether the change says the same: a piece is what nothing says, `doser` is `dose`, `timer` `time`."""
    a, b = one.substances[:1], other.substances[:1]
    code = "" if one.atc is None else one.atc.code
    units = {s.strength.unit for s in (*a, *b) if s.strength is not None}
    if units in ({"E", "IE"}, {"mill E", "mill IE"}) and has_own_units(code, [s.name for s in a]):
        return True  # an analogue's units are its own, whatever the register calls them: told
    if a and b and a[0].denominator != b[0].denominator:
        per = [d or RegisterQuantity(Decimal(1), "stk") for d in (a[0].denominator, b[0].denominator)]
        same = any({d.unit for d in per} <= units for units in (DOSES | PIECES, HOURS))
        return same and per[0].value == per[1].value
    return {one.contents[0].unit.code, other.contents[0].unit.code} <= DOSES | PIECES | {
        "sprøyte",
        "klyster",
        "E",
        "IE",
    }


@settings(max_examples=EXAMPLES, deadline=None)
@given(changed())
def test_what_is_changed_is_said(pair: tuple[Medicine, Medicine]) -> None:
    """Another number, unit, form, size or name is another product, or one of the two is not said as a number."""
    one, other = pair
    assume(seen(one) != seen(other))
    first, second = made(one), made(other)
    assume(first is not None and second is not None)
    assert first is not None
    assert second is not None
    without = not first.ingredients or not second.ingredients
    if one.substances != other.substances and without:
        return  # the words of the name alone say it
    if one.contents == other.contents and one.substances != other.substances and same_thing(one, other):
        return
    assert first != second
