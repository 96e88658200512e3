"""Two packages that differ in what a pharmacist would see differ in the eP: nothing is won by blurring."""

import os
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from converter.conversion.medicine.percent import PERCENT, in_amounts
from converter.conversion.medicine.product import product_of
from converter.conversion.session import Notes
from converter.formats.cda.narrative import rows
from converter.formats.cda.product_writer import write_product
from converter.model.atc import has_own_units
from converter.model.coded import Coded
from converter.model.medicine import Medicine, PackageComponent, PackageContent, RegisterQuantity, SubstanceStrength
from converter.model.product import PackageLayer
from converter.model.wording import Wording
from converter.terminology.english import wording_of
from tests.builders.loaded import loaded
from tests.builders.meant import prescribed
from tests.enrichment.demo_facts import packages

EXAMPLES = int(os.environ.get("CONVERTER_EXAMPLES", "300"))
ROOT = "2.16.578.1.34.9999.4"
UNITS = (
    "mg",
    "g",
    "mikrog",
    "IE",
    "E",
    "mill IE",
    "mmol",
    "mg NE",
    "mg FNE",
    "SQ-T",
    "%",
    "PstWV",
    "kIE",
    "MBq",
    "HEP",
)
PER = ("ml", "g", "dose", "stk", "timer", "døgn")
CONTAINERS = ("37", "161", "106", "25", "27", "10", "15", "169", "95", "1")
"""Types of package (7449): vial, ampoule, bottle, pen, syringe, sachet, single-dose container, blister, tube, none."""
OF_STRENGTH = ("strength", "unit", "per", "operator", "interval", "alternative")
OF_PACKAGE = ("amount", "size unit", "container", "components")
KINDS = (*OF_STRENGTH, *OF_PACKAGE, "form", "brand")


def known() -> list[Medicine]:
    """The packages of the demo register that hold one product."""
    register = loaded().register
    found = [register.find(varenr) for varenr in sorted(packages())]
    return [m for m in found if m is not None and len(m.contents) == 1]


def made(medicine: Medicine) -> tuple[str, ...] | None:
    """All that an eP says of it, in codes and to people, without the article's number; None where it is refused."""
    product = product_of(medicine, ROOT, Notes(loaded().tables))
    if product is None:
        return None
    product = replace(product, layers=tuple(map(_bare, product.layers)))
    lines = rows(replace(prescribed(), product=product), wording())
    return write_product(product), *[f"{line.label} {line.english} {line.original}" for line in lines]


@cache
def wording() -> Wording:
    """The English of the shipped tables."""
    return wording_of(loaded().tables)


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


def changed_substance(draw: st.DrawFn, one: SubstanceStrength, kind: str) -> SubstanceStrength:
    """A substance with one thing of its strength changed."""
    given_ = one.strength or RegisterQuantity(Decimal(5), "mg")
    number = st.integers(1, 500).map(Decimal)
    if kind == "strength":
        return replace(one, strength=RegisterQuantity(given_.value * draw(st.sampled_from([2, 10, 1000])), given_.unit))
    if kind == "unit":
        return replace(one, strength=RegisterQuantity(given_.value, draw(st.sampled_from(UNITS))))
    if kind == "per":
        per = RegisterQuantity(Decimal(draw(st.integers(1, 5))), draw(st.sampled_from(PER)))
        return replace(one, strength=given_, denominator=per)
    if kind == "operator":
        return replace(one, strength=given_, operator=draw(st.sampled_from("IMS")))
    if kind == "interval":
        return replace(
            one, strength=given_, operator="I", upper=RegisterQuantity(given_.value + draw(number), given_.unit)
        )
    per = RegisterQuantity(Decimal(1), draw(st.sampled_from(PER)))
    other = RegisterQuantity(draw(number), draw(st.sampled_from(UNITS)))
    return replace(one, strength=given_, alternative=other, alternative_denominator=per)


def _container(code: str) -> Coded:
    """A type of package under its own term."""
    found = loaded().tables.code_list("7449").find(code)
    assert found is not None
    return found


def changed_content(draw: st.DrawFn, content: PackageContent, kind: str) -> PackageContent:
    """A package with one thing of what it holds changed."""
    if kind == "amount":
        amount = content.amount + draw(st.integers(1, 9))
        return replace(content, amount=amount, size_text=str(amount))
    if kind == "size unit":
        return replace(content, unit=draw(st.sampled_from(known())).contents[0].unit)
    if kind == "container":
        return replace(content, container=_container(draw(st.sampled_from(CONTAINERS))))
    held = st.builds(
        PackageComponent,
        st.sampled_from(CONTAINERS).map(_container),
        st.builds(RegisterQuantity, st.integers(1, 9).map(Decimal), st.sampled_from(["mg", "ml", "g"])),
        st.none() | st.integers(1, 9),
    )
    return replace(content, has_components=True, components=draw(st.lists(held, min_size=1, max_size=2).map(tuple)))


@st.composite
def changed(draw: st.DrawFn) -> tuple[Medicine, Medicine, str]:
    """A package whose name says no number, the same with one thing changed that a pharmacist would see, and which.

    The unit of the first is one that no code may say, now and then, so that what is changed is in words alone.
    """
    medicine = draw(st.sampled_from(known()))
    bare = replace(medicine, name_form_strength=medicine.brand_name)
    if draw(st.booleans()) and bare.substances:
        kind = draw(st.sampled_from(["unit", "per", "alternative", "operator"]))
        bare = replace(bare, substances=(changed_substance(draw, bare.substances[0], kind), *bare.substances[1:]))
    if draw(st.booleans()):
        kind = draw(st.sampled_from(["size unit", "container", "components"]))
        bare = replace(bare, contents=(changed_content(draw, bare.contents[0], kind),))
    kind = draw(st.sampled_from(KINDS))
    if kind == "brand":
        return bare, replace(bare, brand_name=bare.brand_name + "x", name_form_strength=bare.brand_name + "x"), kind
    if kind == "form":
        other = draw(st.sampled_from(known()))
        return bare, replace(bare, form=other.form, form_long=other.form_long), kind
    if kind in OF_PACKAGE:
        return bare, replace(bare, contents=(changed_content(draw, bare.contents[0], kind),)), kind
    assume(bare.substances)
    number = draw(st.integers(0, len(bare.substances) - 1))
    each = list(bare.substances)
    each[number] = changed_substance(draw, each[number], kind)
    return bare, replace(bare, substances=tuple(each)), kind


DOSES, PIECES, HOURS = {"dose", "doser"}, {"stk"}, {"time", "timer"}
INTERNATIONAL = {"IE", "IU"}


def same_thing(one: Medicine, other: Medicine, kind: str) -> bool:
    """Whether the change says the same in other words of FEST's, or the record contradicts itself, which is told."""
    if kind in OF_STRENGTH:
        ((a, b),) = [(a, b) for a, b in zip(one.substances, other.substances, strict=True) if a != b]
        both = all("strength-alternative-differs" in told(m) for m in (one, other))
        return both or _of_analogue(one, a, b) or _written(a, one) == _written(b, other) or _is_definition(one, other)
    ours, theirs = one.contents[0], other.contents[0]
    if kind == "size unit":
        units = {ours.unit.code, theirs.unit.code}
        return any(units <= same for same in (DOSES, HOURS, INTERNATIONAL))
    if kind == "form":
        return _form(one) == _form(other)
    same = ours.container.code == theirs.container.code or all(map(_is_what_is_counted, (one, other)))
    return kind == "container" and (same or any("container-not-sent" in told(m) for m in (one, other)))


def _is_what_is_counted(medicine: Medicine) -> bool:
    """Whether the type of package is not given, or is the piece: twenty sachets, of the type sachet."""
    content = medicine.contents[0]
    named = loaded().tables.table("package-type-7449").row(content.container.code)
    words = {"{Sachet}": "sachet", "{Syringe}": "syringe", "{Pen}": "pen", "{Container}": "container"}
    product = product_of(medicine, ROOT, Notes(loaded().tables))
    word = words.get(product.layers[0].content.unit) if product is not None else None
    if content.container.code == "1" or word is None:
        return content.container.code == "1"
    return named is not None and named.target is not None and named.target.display.casefold().endswith(word)


def _is_definition(one: Medicine, other: Medicine) -> bool:
    """Whether both are one amount by what per cent is: 0.1 % w/w, and the same with 1 mg/g beside it."""
    first, second = (in_amounts(m, Notes(loaded().tables)) for m in (one, other))
    assert first is not None
    assert second is not None
    strengths = [[(s.name, s.strength, s.denominator) for s in m.substances] for m in (first, second)]
    percent = all(s.strength is not None and s.strength.unit in PERCENT for m in (one, other) for s in m.substances)
    return percent and strengths[0] == strengths[1] and "strength-as-text" not in told(one)


def _form(medicine: Medicine) -> tuple[str, str]:
    """The form by its code, whose word is not always written alike, and the long one."""
    short = "" if medicine.form is None else medicine.form.display
    return "" if medicine.form is None else medicine.form.code, (medicine.form_long or short).casefold()


def told(medicine: Medicine) -> set[str]:
    """What the sender is told of a package."""
    notes = Notes(loaded().tables)
    product_of(medicine, ROOT, notes)
    return {f.code for f in notes.findings}


def _of_analogue(medicine: Medicine, one: SubstanceStrength, other: SubstanceStrength) -> bool:
    """Whether IE and E of an insulin analogue are apart: its units are its own, whatever the register calls them."""
    units = {s.strength.unit for s in (one, other) if s.strength is not None}
    code = "" if medicine.atc is None else medicine.atc.code
    own = has_own_units(code, (one.name, one.name_english))
    return (own and units <= {"E", "IE"}) or (own and units <= {"mill E", "mill IE"})


def _written(one: SubstanceStrength, medicine: Medicine) -> SubstanceStrength:
    """A substance without what is written in two ways: `L` is no operator, a piece (or a syringe) what nothing says."""
    per = one.denominator or RegisterQuantity(Decimal(1), "stk")
    unit = next((min(words) for words in (DOSES, HOURS) if per.unit in words), per.unit)
    unit = "stk" if unit in {"sprøyte", "penn"} and unit in medicine.form_long else unit
    alternative = (one.alternative, one.alternative_denominator)
    same = alternative == (one.strength, one.denominator)
    return replace(
        one,
        operator=one.operator.removeprefix("L"),
        denominator=RegisterQuantity(per.value, unit),
        alternative=None if same else one.alternative,
        alternative_denominator=None if same else one.alternative_denominator,
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(changed())
def test_what_is_changed_is_said(pair: tuple[Medicine, Medicine, str]) -> None:
    """Another number, unit, operator, alternative, form, size, container, component or name is another eP."""
    one, other, kind = pair
    assume(one != other and not same_thing(one, other, kind))
    first, second = made(one), made(other)
    assume(first is not None and second is not None)
    assert first != second
