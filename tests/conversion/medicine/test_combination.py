"""Combination packs: message and register must mean the same parts, and each part says only what is surely its own."""

from dataclasses import replace
from decimal import Decimal

import pytest

from converter.conversion.medicine.combination import build_parts, is_combination
from converter.conversion.paths import SIZE
from converter.conversion.session import Notes
from converter.model.coded import Coded
from converter.model.medicine import Medicine, PackageContent, RegisterQuantity
from converter.model.national import PackageSize
from converter.model.product import Part
from tests.builders.medicines import (
    EDQM,
    IBUPROFEN,
    ORAL_SOLUTION,
    TABLET,
    codes,
    content,
    known,
    listed,
    notes,
    signed,
    size,
    substance,
)

FORM, SOLUTION = listed("53", "7448", "Tablett"), listed("842", "7448")
STRONG = content("4", brand_name="Sterk", form=FORM, substances=(substance("50"),))
WEAK = content("24", brand_name="Svak", form=FORM, substances=(substance("25"),))


def found(
    sizes: tuple[PackageSize, ...], contents: tuple[PackageContent, ...] | None, **record: object
) -> tuple[tuple[Part, ...] | None, Notes]:
    """The parts, and what was noted; a record only where contents are given."""
    noted = notes()
    registered = None if contents is None else known(contents=contents, **record)
    return build_parts(signed(sizes=sizes, brand_name=""), registered, IBUPROFEN, noted), noted


def said(parts: tuple[Part, ...] | None) -> list[tuple[str, str]]:
    """Name and innermost amount of each part."""
    assert parts is not None
    return [(p.name, str(p.layers[0].content.value)) for p in parts]


@pytest.mark.parametrize(
    ("sizes", "registered", "several"),
    [
        ((size("4"),), None, False),
        ((size("4"),), known(), False),
        ((size("4"), size("24")), None, True),
        ((size("4"), size("24")), known(), True),
        ((size("4"),), known(contents=(STRONG, WEAK)), True),
        ((), known(contents=()), False),
    ],
)
def test_a_combination_is_what_either_side_says_holds_several(
    sizes: tuple[PackageSize, ...], registered: Medicine | None, several: bool
) -> None:
    """One is enough."""
    assert is_combination(signed(sizes=sizes), registered) is several


@pytest.mark.parametrize("contents", [None, ()], ids=["no record", "record without contents"])
def test_without_a_register_the_message_says_the_parts(contents: tuple[PackageContent, ...] | None) -> None:
    """By name and amount; form and strength it does not say."""
    parts, noted = found((size("4", brand="Sterk"), size("24", brand="Svak")), contents)
    assert said(parts) == [("Sterk", "4"), ("Svak", "24")]
    assert parts is not None
    assert [(p.form, p.ingredients, p.layers[-1].code) for p in parts] == [(None, (), None)] * 2
    assert "strength-as-text" in codes(noted)
    assert noted.choices["part-names"] == "message"
    assert "product-name-missing" not in codes(noted)


def test_a_part_of_the_message_without_a_name_is_refused() -> None:
    """Nobody could tell which it is."""
    _, noted = found((size("4", brand="Sterk"), size("24", brand="")), None)
    assert "product-name-missing" in codes(noted)


def test_one_part_that_cannot_be_said_leaves_none() -> None:
    """Some would look like the whole, from the message or the register."""
    assert found((size("4", brand="Sterk"), size("many", brand="Svak")), None)[0] is None
    unfit = replace(WEAK, unit=listed("ml", "7452"))
    assert found((size("1"),), (STRONG, unfit))[0] is None


@pytest.mark.parametrize("own", [size("1"), size("1", "S"), size("1 x 1"), None], ids=["piece", "set", "1 x 1", "none"])
def test_a_pack_counted_as_one_has_the_register_s_parts(own: PackageSize | None) -> None:
    """In its order and words; that is told."""
    parts, noted = found(() if own is None else (own,), (STRONG, WEAK))
    assert said(parts) == [("Sterk", "4"), ("Svak", "24")]
    assert "parts-from-register" in codes(noted)
    assert noted.choices["part-names"] == "register"


@pytest.mark.parametrize(
    "own",
    [size("2"), size("1", "ml"), size("28"), size("1", None), size("many"), size("2", "S")],
    ids=["two", "millilitre", "total", "no unit", "unreadable", "two sets"],
)
def test_a_pack_counted_otherwise_contradicts_its_parts(own: PackageSize) -> None:
    """Twenty-eight of what, nobody knows."""
    parts, noted = found((own,), (STRONG, WEAK))
    assert parts is None
    assert [(f.code, f.path) for f in noted.findings] == [("combination-contradicts", SIZE)]


def test_the_same_parts_agree() -> None:
    """Each with its own brand, form and strength."""
    parts, noted = found((size("4", brand="STERK "), size("2 x 12", brand="")), (STRONG, WEAK))
    assert said(parts) == [("STERK ", "4"), ("Svak", "12")]
    assert parts is not None
    assert [p.form.code if p.form else "" for p in parts] == [TABLET.code] * 2
    assert [p.ingredients[0].strength.numerator.value for p in parts] == [Decimal(50), Decimal(25)]
    assert codes(noted) == []


@pytest.mark.parametrize(
    "sizes",
    [
        (size("24", brand="Sterk"), size("24", brand="Svak")),
        (size("4", brand="Sterk"), size("23", brand="Svak")),
        (size("24", brand=""), size("4", brand="")),
        (size("4", brand="Sterk"), size("24", brand="Annet")),
        (size("4", "dose", brand="Sterk"), size("24", brand="Svak")),
        (size("4", brand="Sterk"), size("24", None, brand="Svak")),
        (size("4", brand="Sterk"), size("many", brand="Svak")),
        (size("4", brand="Sterk"), size("24", brand="Svak"), size("1", brand="x")),
    ],
    ids=["amount", "second amount", "order", "brand", "unit", "no unit", "unreadable", "another part"],
)
def test_other_parts_contradict(sizes: tuple[PackageSize, ...]) -> None:
    """Amount, unit, brand, order and number of parts each alone."""
    parts, noted = found(sizes, (STRONG, WEAK))
    assert parts is None
    assert codes(noted) == ["combination-contradicts"]


def test_several_sizes_against_one_content_contradict() -> None:
    """The register knows no combination."""
    parts, noted = found((size("4"), size("24")), (content("4"),))
    assert parts is None
    assert codes(noted) == ["combination-contradicts"]


def test_parts_of_one_brand_have_no_strength_of_their_own() -> None:
    """FEST does not say which part has which; the form is the brand's."""
    one, two = content("4"), content("24")
    parts, noted = found((size("1"),), (one, two), substances=(substance("50"), substance("25")))
    assert said(parts) == [("Fiktivprofen", "4"), ("Fiktivprofen", "24")]
    assert parts is not None
    assert [(p.ingredients, p.form and p.form.code) for p in parts] == [((), TABLET.code)] * 2
    assert "strength-as-text" in codes(noted)


def test_strengths_are_said_of_no_part_where_one_is_not_known() -> None:
    """A part without one would look like one without substance."""
    parts, noted = found((size("1"),), (STRONG, replace(WEAK, substances=())))
    assert parts is not None
    assert [p.ingredients for p in parts] == [(), ()]
    assert "strength-as-text" in codes(noted)


def test_a_part_of_its_own_brand_has_its_own_form() -> None:
    """And not that of the pack; a part of the pack's brand has the pack's."""
    own = content("100", "ml", brand_name="Mikstur", form=SOLUTION, substances=(substance("5"),))
    shared = content("4", form=SOLUTION)
    parts, _ = found((size("1"),), (own, shared))
    assert parts is not None
    assert [p.form.code if p.form else "" for p in parts] == [ORAL_SOLUTION.code, TABLET.code]


def test_the_long_form_of_a_part_is_its_own_too() -> None:
    """`dose-form-long` is asked for the part's text, or for the pack's where the brand is the pack's."""
    own = content("4", brand_name="Sterk", form=FORM, form_long="Tablett, filmdrasjert", substances=(substance(),))
    parts, _ = found((size("1"),), (own, content("24")), form_long="Tablett, drasjert")
    assert parts is not None
    assert [p.form.code if p.form else "" for p in parts] == ["10221000", "10220000"]
    assert parts[0].form is not None
    assert parts[0].form.system == EDQM


def test_whose_words_name_a_part_is_told() -> None:
    """The message's, where it has any."""
    sizes = (size("4", brand=""), size("24", brand="Svak"))
    assert found(sizes, (STRONG, WEAK))[1].choices["part-names"] == "message"
    assert found(sizes[::-1], (WEAK, STRONG))[1].choices["part-names"] == "register"


def test_a_part_of_unknown_form_says_what_does_not_need_one() -> None:
    """A strength per millilitre is one whatever the form; a strength per piece is none."""
    per = RegisterQuantity(Decimal(1), "ml")
    own = replace(WEAK, unit=listed("ml", "7452"), form=None, substances=(substance("5", denominator=per),))
    parts, _ = found((size("1"),), (STRONG, own), form=None)
    assert parts is not None
    assert (parts[1].form, len(parts[1].ingredients)) == (None, 1)


def test_a_part_without_any_name_is_refused() -> None:
    """Neither message nor register has one."""
    _, noted = found((size("1"),), (content("4"), WEAK), brand_name="")
    assert "product-name-missing" in codes(noted)


def test_a_part_s_code_is_never_the_pack_s_number() -> None:
    """The varenr names the pack."""
    parts, _ = found((size("1"),), (STRONG, WEAK))
    assert parts is not None
    assert [p.layers[-1].code for p in parts] == [None, None]


def test_a_part_s_substance_has_the_pack_s_code_where_it_is_the_same() -> None:
    """Held against ATC's own term."""
    parts, _ = found((size("1"),), (STRONG, replace(WEAK, substances=(substance("25", name="Annet"),))))
    assert parts is not None
    assert [p.ingredients[0].code for p in parts] == [Coded("M01AE01", IBUPROFEN.system, "ibuprofen"), None]
