"""Norwegian packages of the same medicine: which are shown, and how many of them are needed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from converter.conversion.ep_to_view.suggestions import MOST, Suggestion, foreign_product, suggest
from converter.model.coded import Coded, Null
from converter.model.foreign_prescription import ForeignPart, ForeignProduct
from converter.model.medicine import Medicine
from converter.model.product import PackageLayer, Part
from tests.builders.medicines import (
    EDQM,
    IBUPROFEN,
    TABLET,
    Register,
    codes,
    content,
    known,
    layer,
    listed,
    notes,
    ratio,
    session,
    substance,
)
from tests.conversion.ep_to_view.test_verdict import NAPROXEN, PRESCRIPTION, PRODUCT, SUBSTANCE

PART = Part("a", TABLET, (layer("3"),))
SHOWN = ForeignPart("a", None, TABLET, (SUBSTANCE,), ())


def suggested(
    *packages: Medicine, product: ForeignProduct | None = PRODUCT, number: Decimal | None = Decimal(1)
) -> tuple[Suggestion, ...]:
    """What is suggested for the product where the register has these packages."""
    given = replace(PRESCRIPTION, product=product, packages=number)
    return suggest(given, session(Register(M01AE01=packages)))


def of(amount: str, varenr: str = "990003", name: str = "Fiktivprofen tab 400 mg", unit: str = "stk") -> Medicine:
    """A Norwegian package of so many."""
    return known(varenr=varenr, name_form_strength=name, contents=(content(amount, unit),))


def test_a_package_of_the_same_medicine_is_suggested() -> None:
    """With its size and group, and both amounts in words."""
    (found,) = suggested(of("30"))
    assert found == Suggestion(
        "990003", "Fiktivprofen tab 400 mg", "30 tabletter", "C", "1", "30 i pakningen, 30 forskrevet"
    )


@pytest.mark.parametrize(
    ("amount", "packages", "needed"),
    [("30", "1", "1"), ("10", "1", "3"), ("30", "2", "2"), ("20", "1", ""), ("60", "1", ""), ("60", "2", "1")],
)
def test_only_a_number_that_comes_out_even_is_suggested(amount: str, packages: str, needed: str) -> None:
    """Nothing is rounded; the sizes are told all the same."""
    (found,) = suggested(of(amount), number=Decimal(packages))
    assert found.needed == needed
    assert found.compared == f"{amount} i pakningen, {30 * int(packages)} forskrevet"


@pytest.mark.parametrize(
    ("product", "number"),
    [
        (PRODUCT, None),
        (replace(PRODUCT, layers=None), Decimal(1)),
        (replace(PRODUCT, layers=(layer("30", "{Vial}"),)), Decimal(1)),
        (replace(PRODUCT, layers=(layer("30", "spoon"),)), Decimal(1)),
    ],
    ids=["packages", "layers", "another unit", "unknown unit"],
)
def test_what_cannot_be_counted_is_suggested_without_number(product: ForeignProduct, number: Decimal | None) -> None:
    """The medicine is the same."""
    (found,) = suggested(of("30"), product=product, number=number)
    assert (found.needed, found.compared) == ("", "")


@pytest.mark.parametrize(
    "package",
    [
        known(atc=listed("M01AE02", "7180")),
        known(form=listed("0", "7448")),
        known(form=listed("842", "7448"), contents=(content("30", "ml"),)),
        known(substances=(substance("200"),)),
        known(substances=(), name_form_strength="Fiktivprofen tab forte"),
        known(contents=(content("4", brand_name="A"), content("24", brand_name="B"))),
    ],
    ids=["substance", "form unmapped", "form", "strength", "no strength", "combination"],
)
def test_another_medicine_is_not_suggested(package: Medicine) -> None:
    """Substance, form and strength must each be the same."""
    assert suggested(package) == ()


@pytest.mark.parametrize(
    "product",
    [
        None,
        replace(PRODUCT, name=""),
        replace(PRODUCT, atc=NAPROXEN),
        replace(PRODUCT, atc=None, substances=()),
        replace(PRODUCT, shown_parts=(SHOWN,)),
        replace(PRODUCT, form=Null.UNK),
        replace(PRODUCT, strength_text="", substances=(replace(SUBSTANCE, strength=None),)),
    ],
    ids=["no product", "no name", "two codes", "no code", "combination", "no form", "no strength"],
)
def test_nothing_is_suggested_for_what_is_not_known(product: ForeignProduct | None) -> None:
    """Each for one reason."""
    assert suggested(of("30"), product=product) == ()


def test_the_code_of_the_one_substance_stands_for_the_product_s() -> None:
    """Where it has none of its own; of two substances neither does."""
    assert len(suggested(of("30"), product=replace(PRODUCT, atc=None))) == 1
    two = replace(PRODUCT, atc=None, strength_text="400 mg", substances=(SUBSTANCE, replace(SUBSTANCE, code=Null.UNK)))
    assert suggested(of("30"), product=two) == ()


def test_what_comes_out_even_stands_first_then_by_name_and_number() -> None:
    """And no more than can be looked through."""
    packages = [of("20", "1", "a"), of("30", "3", "b"), of("10", "2", "b"), of("30", "4", "a")]
    assert [s.varenr for s in suggested(*packages)] == ["4", "2", "3", "1"]
    assert len(suggested(*[of("30", str(n)) for n in range(MOST + 1)])) == MOST


def test_a_size_is_said_in_fest_s_words_or_by_its_number() -> None:
    """With its unit; a piece is what the package counts, as in what is prescribed."""
    said = replace(content("30"), unit=listed("stk", "7452", "stykk"))
    assert suggested(known(contents=(said,)))[0].size == "30 tabletter"
    several = replace(said, size_text="3 x 10 x 1")
    assert suggested(known(contents=(several,)))[0].size == "3 x 10 x 1 stykk"
    assert suggested(known(contents=(replace(said, size_text=""),)))[0].size == "30 tabletter"
    assert suggested(known(contents=(replace(said, size_text="3 x 10"),)))[0].size == "3 x 10 stykk"


@pytest.mark.parametrize(
    ("changes", "whole"),
    [
        ({}, True),
        ({"substances": (SUBSTANCE, replace(SUBSTANCE, strength=None))}, False),
        ({"parts": (PART,)}, False),
        ({"shown_parts": (SHOWN,)}, False),
        ({"parts": (PART,), "shown_parts": (SHOWN,)}, True),
    ],
)
def test_strengths_are_taken_where_all_of_them_were_read(changes: dict[str, object], whole: bool) -> None:
    """Some would look like the whole."""
    made = foreign_product(replace(PRODUCT, **changes), notes())  # type: ignore[arg-type]
    assert made is not None
    assert bool(made.ingredients) is whole


def test_a_product_without_layers_is_one_all_the_same() -> None:
    """Only its amounts do not compare."""
    made = foreign_product(replace(PRODUCT, layers=None), notes())
    assert made is not None
    assert (made.layers, made.form, made.atc) == ((), TABLET, IBUPROFEN)
    assert foreign_product(replace(PRODUCT, layers=(layer("3", "1", "tablets"),)), notes()) is not None
    assert ratio().denominator.unit == "{Tablet}"
    assert Coded(TABLET.code, EDQM, "") != TABLET


def test_a_part_of_a_package_is_said_with_its_fraction() -> None:
    """Exactly; a number that does not come out even is not suggested."""
    (found,) = suggested(of("30"), number=Decimal("0.25"))
    assert (found.compared, found.needed) == ("30 i pakningen, 7,5 forskrevet", "")


@pytest.mark.parametrize("outer", [layer("60", "{Tablet}"), layer("60", "1", "tablets"), layer("60", "1", "stk")])
def test_an_ambiguous_package_suggests_no_number(outer: PackageLayer) -> None:
    """Sixty tablets around thirty: 60 or 1800; the packages are shown without comparing sizes."""
    (found,) = suggested(of("30"), product=replace(PRODUCT, layers=(layer("30", "{Tablet}"), outer)))
    assert (found.varenr, found.needed, found.compared) == ("990003", "", "")


def test_a_bare_one_suggests_no_number_where_packages_hold_several() -> None:
    """One piece or one package: told; of packages of one it is one."""
    bare = replace(PRODUCT, layers=(layer("1", "1"),))
    one = session(Register(M01AE01=(of("30"),)))
    (found,) = suggest(replace(PRESCRIPTION, product=bare, packages=Decimal(1)), one)
    assert (found.needed, found.compared) == ("", "")
    assert "view-package-bare" in codes(one.notes)
    (single,) = suggested(of("1"), product=bare)
    assert single.needed == "1"
