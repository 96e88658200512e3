"""Packages: what a size says, which layers come of it, and which container holds them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from converter.conversion.medicine.package import (
    MAX_LAYERS,
    amount_layer,
    build_layers,
    content_unit,
    read_size,
    unit_fits,
)
from converter.conversion.medicine.pieces import counted
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null, Quantity
from converter.model.medicine import PackageContent
from converter.model.national import NationalQuantity, PackageSize
from converter.model.product import PackageLayer
from tests.builders.medicines import (
    EDQM,
    ORAL_SOLUTION,
    TABLET,
    codes,
    content,
    known,
    listed,
    notes,
    notes_with,
    signed,
    size,
)

ROOT = "1.2.3"
SPRAY = Coded("10808000", EDQM, "Nasal spray")
VIAL, SACHET = "37", "10"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("30", "30"),
        ("10 x 0,5", "10 0.5"),
        ("10×0.5", "10 0.5"),
        ("2X3x4", "2 3 4"),
        ("1 x 0,5", "0.5"),
        ("1 x 1", "1"),
        ("2 x 1", "2 1"),
        ("0,5", "0.5"),
        ("1.0000", "1.0000"),
        ("0.125", "0.125"),
        ("10000", "10000"),
        ("1,500", "1.500"),
        (" 2 x 3 x 4 x 5 x 6 x 7 ", "2 3 4 5 6 7"),
        ("999999999", "999999999"),
        ("0,123456", "0.123456"),
        (" x ".join(["999999999"] * 5), " ".join(["999999999"] * 5)),
        ("30".rjust(64), "30"),
    ],
)
def test_a_size_that_is_read(text: str, numbers: str) -> None:
    """Outermost first, without layers of one."""
    assert read_size(text) == tuple(Decimal(n) for n in numbers.split())


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "30 stk", "1.000", "999.000", "1,000", "10 x 2,000", "2 x", "0", "10 x 0", "0 x 10", "0,5 x 10",
        "2 x 3 x 4 x 5 x 6 x 7 x 8", "1234567890", "0,1234567", "-1", "1/2", "30".rjust(65), "2 x 0,5 x 3",
    ],
)  # fmt: skip
def test_a_size_that_is_not_guessed(text: str) -> None:
    """Text, a thousand that may be one, nothing, or a part of a container."""
    assert read_size(text) is None


@pytest.mark.parametrize(
    ("unit", "form", "wanted"),
    [
        (listed("stk", "7452"), TABLET, Quantity(Decimal(1), "{Tablet}")),
        (listed("STK", "7484"), TABLET, Quantity(Decimal(1), "{Tablet}")),
        (listed("dose", "7452"), SPRAY, Quantity(Decimal(1), "{Actuation}")),
        (listed("ml", "7452"), Null.UNK, Quantity(Decimal(1), "mL")),
        (listed("ML", "7484"), Null.UNK, Quantity(Decimal(1), "mL")),
    ],
)
def test_a_unit_in_eu_terms(unit: Coded, form: Coded | Null, wanted: Quantity) -> None:
    """Pieces and doses by the form, all else by the unit's own table."""
    noted = notes()
    assert content_unit(unit, form, noted) == wanted
    assert codes(noted) == []


@pytest.mark.parametrize("code", ["stk", "STK", "ENP", "ENPAC", "ENDOS", "DATOP"])
def test_pieces_under_every_name(code: str) -> None:
    """In both lists; nothing less than one of them is counted."""
    assert content_unit(listed(code, "7452"), TABLET, notes()).unit == "{Tablet}"


@pytest.mark.parametrize("code", ["dose", "doser", "DOSE", "DOSER"])
def test_doses_under_every_name(code: str) -> None:
    """In both lists."""
    assert content_unit(listed(code, "7452"), SPRAY, notes()).unit == "{Actuation}"


def test_a_unit_of_another_system_is_looked_for_in_7452() -> None:
    """Which has the same codes as FEST's own."""
    assert content_unit(Coded("ml", "1.2.3", ""), Null.UNK, notes()).unit == "mL"


@pytest.mark.parametrize(
    ("unit", "form"),
    [
        (listed("stk", "7452"), Null.UNK),
        (listed("dose", "7452"), Null.UNK),
        (listed("stk", "7452"), ORAL_SOLUTION),
        (listed("nowhere", "7452"), TABLET),
        (listed("stk", "7452"), SPRAY),
    ],
)
def test_a_unit_that_is_said_in_words(unit: Coded, form: Coded | Null) -> None:
    """A count of what the words name, and that is told."""
    noted = notes()
    found = content_unit(unit, form, noted)
    assert (found.value, found.unit, bool(found.text)) == (1, "1", True)
    assert "unit-as-text" in codes(noted)


@pytest.mark.parametrize("changes", [{"status": "draft"}, {"relation": "broader"}])
def test_a_unit_that_is_not_reviewed_or_says_less_is_said_in_words(changes: dict[str, object]) -> None:
    """It would carry a number."""
    assert content_unit(listed("ml", "7452"), Null.UNK, notes_with("unit-7452", "ml", **changes)).unit == "1"


def test_words_are_english_with_the_original_where_the_list_is_7452() -> None:
    """Another list's code is another thing, whatever it is called."""
    assert content_unit(listed("stk", "7452"), Null.UNK, notes()).text == "piece(s) (stykk)"
    assert "(" not in content_unit(listed("stk", "7484"), Null.UNK, notes()).text


@pytest.mark.parametrize(
    ("unit", "form", "fits"),
    [
        ("{Tablet}", TABLET, True),
        ("1", TABLET, True),
        ("{Vial}", ORAL_SOLUTION, True),
        ("mL", ORAL_SOLUTION, True),
        ("mL", Null.UNK, True),
        ("mL", TABLET, False),
        ("g", TABLET, False),
        ("{Actuation}", TABLET, True),
        ("{Drop}", TABLET, False),
        ("{Drop}", ORAL_SOLUTION, True),
        ("[IU]", ORAL_SOLUTION, True),
        ("g", ORAL_SOLUTION, True),
        ("cm", ORAL_SOLUTION, True),
        ("cm2", ORAL_SOLUTION, True),
        ("mmol", ORAL_SOLUTION, False),
        ("kBq", ORAL_SOLUTION, False),
        ("spoon", ORAL_SOLUTION, False),
    ],
)
def test_a_unit_fits_what_it_measures(unit: str, form: Coded | Null, fits: bool) -> None:
    """Tablets are not sold by the millilitre, and nothing is by the mole."""
    assert unit_fits(unit, form, notes()) is fits


def test_what_is_counted_is_in_the_table_of_pieces_with_a_target() -> None:
    """A row that says that a form is not counted is none."""
    assert counted(TABLET, notes())
    assert not counted(ORAL_SOLUTION, notes())
    assert not counted(Null.UNK, notes())
    assert not counted(TABLET, notes_with("piece-by-form", TABLET.code, target=None))


def built(
    sizes: tuple[PackageSize, ...] = (),
    contents: tuple[PackageContent, ...] | None = None,
    form: Coded | Null = TABLET,
    noted: Notes | None = None,
) -> tuple[tuple[PackageLayer, ...] | None, Notes]:
    """The layers, and what was noted; a record only where contents are given."""
    noted = noted or notes()
    record = None if contents is None else known(contents=contents)
    return build_layers(signed(sizes=sizes), record, form, ROOT, noted), noted


def numbers(layers: tuple[PackageLayer, ...] | None) -> list[str]:
    """The numbers, outermost first."""
    assert layers is not None
    return [str(layer.content.value) for layer in reversed(layers)]


@pytest.mark.parametrize(
    ("sizes", "contents", "code"),
    [
        ((size("many"),), None, "package-size-unreadable"),
        ((size("2 x 3 x 4 x 5"),), None, "package-too-many-layers"),
        ((size("30", None),), None, "package-unit-missing"),
        ((size("30", "nowhere"),), None, "package-unit-unknown"),
        ((), None, "package-size-missing"),
        ((), (), "package-size-missing"),
        ((size("2,5"),), None, "package-size-unreadable"),
        ((size("2,5", "dose"),), None, "package-size-unreadable"),
        ((size("30", "ml"),), None, "package-unit-unfit"),
        ((size("30", "g"),), None, "package-unit-unfit"),
        ((), (content("3", multiple=2, count=4), ), ""),
        ((), (content("30", "ml"),), "package-unit-unfit"),
    ],
)  # fmt: skip
def test_a_package_that_cannot_be_said(
    sizes: tuple[PackageSize, ...], contents: tuple[PackageContent, ...] | None, code: str
) -> None:
    """Each for one reason, whether the message or the register says it."""
    found, noted = built(sizes, contents)
    assert (found is None) == bool(code)
    assert [c for c in codes(noted) if c.startswith("package-")] == ([code] if code else [])


def test_part_of_a_millilitre_is_no_part_of_a_piece() -> None:
    """What is measured need not be whole; nor need what the words count of a register's own."""
    assert numbers(built((size("2,5", "ml"),), form=ORAL_SOLUTION)[0]) == ["2.5"]
    assert numbers(built((), (content("2.5"),))[0]) == ["2.5"]


def test_a_word_fits_any_form() -> None:
    """What no unit says is not held against the form."""
    found, noted = built((size("30", "dose"),))
    assert numbers(found) == ["30"]
    assert "package-unit-unfit" not in codes(noted)


def test_three_layers_are_said_and_four_are_not() -> None:
    """The EU template holds three."""
    assert numbers(built((size("2 x 3 x 4"),))[0]) == ["2", "3", "4"]
    assert MAX_LAYERS == 3


@pytest.mark.parametrize(
    ("own", "register", "wanted", "choice"),
    [
        ("30", content("10", count=3), ["3", "10"], "register"),
        ("3 x 10", content("30"), ["3", "10"], "message"),
        ("3 x 10", content("15", count=2), ["3", "10"], "message"),
        ("30", content("30"), ["30"], "message"),
        ("30", content("5", multiple=2, count=3), ["2", "3", "5"], "register"),
        ("30", content("30", multiple=1, count=1), ["30"], "message"),
        (None, content("10", count=3), ["3", "10"], "register"),
    ],
)
def test_the_one_with_more_layers_is_used_where_the_total_is_the_same(
    own: str | None, register: PackageContent, wanted: list[str], choice: str
) -> None:
    """And nothing differs; the package has its number."""
    found, noted = built(() if own is None else (size(own),), (register,))
    assert numbers(found) == wanted
    assert noted.choices["size"] == choice
    assert "package-differs-from-register" not in codes(noted)
    assert found is not None
    assert found[-1].code is not None
    assert (found[-1].code.code, found[-1].code.system) == ("990003", ROOT)


@pytest.mark.parametrize(
    ("own", "register"),
    [
        (size("3 x 10"), content("10", count=2)),
        (size("3 x 10"), content("10", "dose", count=3)),
        (size("30"), content("10", count=2)),
    ],
    ids=["total", "unit", "total of more layers"],
)
def test_the_message_s_total_stands_alone_where_the_register_says_another(
    own: PackageSize, register: PackageContent
) -> None:
    """One layer, unknown container, no number: it would be that of another package."""
    found, noted = built((own,), (replace(register, container=listed(VIAL, "7449")),))
    assert numbers(found) == ["30"]
    assert found is not None
    assert (found[-1].code, found[-1].container) == (None, Null.UNK)
    assert "package-differs-from-register" in codes(noted)
    assert noted.choices["size"] == "message"


def test_two_units_that_mean_the_same_agree() -> None:
    """Pieces of list 7452 and of list 7484."""
    own = PackageSize("", "3 x 10", listed("STK", "7484"))
    found, noted = built((own,), (content("10", count=3),))
    assert numbers(found) == ["3", "10"]
    assert "package-differs-from-register" not in codes(noted)


def test_the_outermost_layer_is_named_and_the_inner_ones_count() -> None:
    """With what the prescription says of it; the unit stands inside."""
    found, _ = built((size("3 x 10"),))
    assert found is not None
    inner, outer = found
    assert (inner.content, inner.code, inner.name) == (Quantity(Decimal(10), "{Tablet}"), None, "")
    assert (outer.content, outer.container) == (Quantity(Decimal(3), "1"), Null.UNK)
    assert outer.name == "Fiktivprofen tab 400 mg, 3 x 10 stykk"


def test_a_package_without_number_has_no_code() -> None:
    """A brand's package."""
    found = build_layers(signed(varenr=""), None, TABLET, ROOT, notes())
    assert found is not None
    assert found[-1].code is None
    assert found[-1].name


@pytest.mark.parametrize(
    ("own", "register", "form", "unit", "display"),
    [
        ("5", content("5", "ml", VIAL), ORAL_SOLUTION, "ml", "Vial"),
        ("3 x 5", content("5", "ml", VIAL, count=3), ORAL_SOLUTION, "ml", "Vial"),
        ("15", content("5", "ml", VIAL, count=3), ORAL_SOLUTION, "ml", "Vial"),
        ("3 x 5", content("15", "ml", VIAL), ORAL_SOLUTION, "ml", ""),
        ("5", content("5", "ml", "1"), ORAL_SOLUTION, "ml", ""),
        ("30", content("30", "stk", VIAL), TABLET, "stk", "Vial"),
        ("30", content("30", "stk", VIAL), Null.UNK, "stk", ""),
        ("1", content("1", "stk", VIAL), Null.UNK, "stk", "Vial"),
        ("3 x 1", content("1", "stk", VIAL, count=3), Null.UNK, "stk", "Vial"),
        ("30", content("30", "dose", VIAL), Null.UNK, "dose", "Vial"),
        ("5", None, ORAL_SOLUTION, "ml", ""),
    ],
)  # fmt: skip
def test_the_container_is_said_where_it_surely_holds_the_innermost_amount(
    own: str, register: PackageContent | None, form: Coded | Null, unit: str, display: str
) -> None:
    """Where register and message count the same, and what is counted is not itself the container."""
    found, _ = built((size(own, unit),), None if register is None else (register,), form)
    assert found is not None
    container = found[0].container
    assert container is Null.UNK if display == "" else isinstance(container, Coded) and container.display == display


@pytest.mark.parametrize(("amount", "display"), [("20", ""), ("1", "Sachet")])
def test_pieces_that_are_the_container_are_not_in_it(amount: str, display: str) -> None:
    """Twenty sachets are not in a sachet; one is."""
    noted = notes_with("piece-by-form", TABLET.code, target=Coded("{Sachet}", "", "Sachet"))
    found, _ = built((size(amount),), (content(amount, "stk", SACHET),), noted=noted)
    assert found is not None
    container = found[0].container
    assert container is Null.UNK if display == "" else isinstance(container, Coded) and container.display == display


def test_a_set_is_in_none_of_its_containers() -> None:
    """A vial of powder and a syringe of solvent are no vial, though FEST's one type of package is that."""
    found, noted = built((size("1", "S"),), (content("1", "S", VIAL),), Null.UNK)
    assert found is not None
    assert (found[0].container, "container-not-sent" in codes(noted)) == (Null.UNK, True)


def test_a_measure_is_not_its_container_whatever_the_two_are_called() -> None:
    """A `Bag` ends in g, and holds grams."""
    noted = notes_with("package-type-7449", VIAL, target=Coded("x", "", "Bag"))
    found, _ = built((size("5", "g"),), (content("5", "g", VIAL),), ORAL_SOLUTION, noted)
    assert found is not None
    assert isinstance(found[0].container, Coded)


def test_a_container_that_no_row_has_is_told() -> None:
    """And unknown."""
    found, noted = built((size("5", "ml"),), (content("5", "ml", "7"),), ORAL_SOLUTION,
                         notes_with("package-type-7449", "7", target=None))  # fmt: skip
    assert found is not None
    assert found[0].container is Null.UNK
    assert "container-not-sent" in codes(noted)


@pytest.mark.parametrize(
    ("value", "unit", "form", "wanted"),
    [
        ("30", "stk", TABLET, Quantity(Decimal(30), "{Tablet}")),
        ("30", "stykk", TABLET, Quantity(Decimal(30), "{Tablet}")),
        ("30.0", "stk", TABLET, Quantity(Decimal("30.0"), "{Tablet}")),
        ("0.5", "ml", ORAL_SOLUTION, Quantity(Decimal("0.5"), "mL")),
        ("5", "ML", ORAL_SOLUTION, Quantity(Decimal(5), "mL")),
    ],
)
def test_an_amount_without_a_package(value: str, unit: str, form: Coded, wanted: Quantity) -> None:
    """By code or by term, of either list; in a container that is not to be said."""
    assert amount_layer(NationalQuantity(Decimal(value), unit), form, notes()) == PackageLayer(wanted, Null.NI)


@pytest.mark.parametrize(
    ("value", "unit", "form", "code"),
    [
        ("30", "nowhere", TABLET, "amount-unit-unknown"),
        ("30", "", TABLET, "amount-unit-unknown"),
        (None, "stk", TABLET, "amount-unusable"),
        ("0", "stk", TABLET, "amount-unusable"),
        ("0", "ml", ORAL_SOLUTION, "amount-unusable"),
        ("-1", "ml", ORAL_SOLUTION, "amount-unusable"),
        ("2.5", "stk", TABLET, "amount-unusable"),
        ("2.5", "dose", SPRAY, "amount-unusable"),
        ("5", "ml", TABLET, "amount-unit-unfit"),
    ],
)
def test_an_amount_that_is_none(value: str | None, unit: str, form: Coded, code: str) -> None:
    """Each for one reason."""
    noted = notes()
    given = NationalQuantity(None if value is None else Decimal(value), unit)
    assert amount_layer(given, form, noted) is None
    assert codes(noted) == [code]
