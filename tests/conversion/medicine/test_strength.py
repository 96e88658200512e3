"""Substances and strengths from a register's record: exactly, all of them, or not at all."""

from decimal import Decimal

import pytest

from converter.conversion.medicine.strength import has_several_strengths, ingredients_of, substance_names
from converter.model.coded import Coded, Null, Quantity, Ratio
from converter.model.medicine import RegisterQuantity, SubstanceStrength
from converter.model.product import Ingredient
from tests.builders.medicines import ATC, EDQM, IBUPROFEN, TABLET, codes, known, listed, notes, notes_with, substance

SPRAY = Coded("10808000", EDQM, "Nasal drops, solution")
NOT_COUNTED = Coded("10105000", EDQM, "Oral solution")


def per(value: str, unit: str) -> RegisterQuantity:
    """What a strength is per."""
    return RegisterQuantity(Decimal(value), unit)


def found(*substances: SubstanceStrength, form: Coded | Null = TABLET, atc: Coded | None = IBUPROFEN) -> list[Ratio]:
    """The strengths that come out; where none does, it is said that the words alone tell it."""
    noted = notes()
    ingredients = ingredients_of(known(substances=substances), form, atc, noted)
    assert [c for c in codes(noted) if c != "strength-per-unfit"] == ([] if ingredients else ["strength-as-text"])
    return [i.strength for i in ingredients]


def so_much(value: str, unit: str, per_value: str, per_unit: str) -> Ratio:
    """A strength in EU terms."""
    return Ratio(Quantity(Decimal(value), unit), Quantity(Decimal(per_value), per_unit))


@pytest.mark.parametrize(
    ("given", "form", "wanted"),
    [
        (substance(), TABLET, so_much("400", "mg", "1", "{Tablet}")),
        (substance(operator="L"), TABLET, so_much("400", "mg", "1", "{Tablet}")),
        (substance(denominator=per("2", "stk")), TABLET, so_much("400", "mg", "2", "{Tablet}")),
        (substance(denominator=per("5", "ml")), NOT_COUNTED, so_much("400", "mg", "5", "mL")),
        (substance(denominator=per("5", "ml")), Null.UNK, so_much("400", "mg", "5", "mL")),
        (substance(denominator=per("1", "dose")), SPRAY, so_much("400", "mg", "1", "{Actuation}")),
        (substance("0.5", "IE"), TABLET, so_much("0.5", "[IU]", "1", "{Tablet}")),
    ],
)
def test_a_strength_that_maps_exactly(given: SubstanceStrength, form: Coded | Null, wanted: Ratio) -> None:
    """Value and unit, per piece of the form, per dose of it, or per what FEST says."""
    assert found(given, form=form) == [wanted]


@pytest.mark.parametrize(
    ("given", "form"),
    [
        (substance(strength=None), TABLET),
        (substance("0"), TABLET),
        (substance("-1"), TABLET),
        (substance(operator="I"), TABLET),
        (substance(operator="M"), TABLET),
        (substance(operator="S"), TABLET),
        (substance(upper=per("500", "mg")), TABLET),
        (substance(operator="L", upper=per("500", "mg")), TABLET),
        (substance(unit="Pst"), TABLET),
        (substance(unit="nowhere"), TABLET),
        (substance(), Null.UNK),
        (substance(), NOT_COUNTED),
        (substance(denominator=per("0", "ml")), TABLET),
        (substance(denominator=per("-1", "ml")), TABLET),
        (substance(denominator=per("1", "nowhere")), TABLET),
        (substance(denominator=per("5", "ml")), TABLET),
        (substance(denominator=per("1", "g")), TABLET),
        (substance(denominator=per("1", "timer")), NOT_COUNTED),
        (substance(denominator=per("1", "stk")), Null.UNK),
        (substance(denominator=per("1", "dose")), Null.UNK),
        (substance(denominator=per("1", "dose")), TABLET),
    ],
)
def test_a_strength_that_does_not_map_exactly_is_not_said(given: SubstanceStrength, form: Coded | Null) -> None:
    """Each for one reason: no number, an interval, a unit or a form that does not say it."""
    assert found(given, form=form) == []


@pytest.mark.parametrize("changes", [{"status": "draft"}, {"relation": "broader"}, {"relation": "narrower"}])
@pytest.mark.parametrize("table", ["unit-9090", "piece-by-form"])
def test_only_a_reviewed_row_that_says_the_same_carries_a_strength(table: str, changes: dict[str, object]) -> None:
    """Neither a draft nor a unit that says less."""
    noted = notes_with(table, "mg" if table == "unit-9090" else TABLET.code, **changes)
    assert ingredients_of(known(), TABLET, IBUPROFEN, noted) == ()
    assert codes(noted) == ["strength-as-text"]


def test_one_of_several_that_is_not_known_leaves_all_out() -> None:
    """Some would look like the whole."""
    assert found(substance(), substance(unit="Pst", name="Naproxen")) == []
    assert len(found(substance(), substance("10", name="Naproxen"))) == 2


def test_nothing_is_known_without_a_record_or_its_substances() -> None:
    """And that is said."""
    for record in (None, known(substances=())):
        noted = notes()
        assert ingredients_of(record, TABLET, IBUPROFEN, noted) == ()
        assert codes(noted) == ["strength-as-text"]


@pytest.mark.parametrize(
    ("given", "atc", "coded"),
    [
        (substance(name="IBUPROFEN"), IBUPROFEN, True),
        (substance(name_english="Ibuprofen", name="Ibuprofenum"), IBUPROFEN, True),
        (substance(name_english="", name="Ibuprofen"), IBUPROFEN, True),
        (substance(name="Ibuprofen"), Coded("M01AE01", ATC, "other", (Coded("M01AE01", "1", "ibuprofen"),)), True),
        (substance(name="Ibuprofenlysin"), IBUPROFEN, False),
        (substance(), None, False),
        (substance(name_english="", name=""), Coded("M01AE01", ATC, ""), False),
    ],
)
def test_a_single_substance_has_the_code_whose_term_is_its_name(
    given: SubstanceStrength, atc: Coded | None, coded: bool
) -> None:
    """A salt is another substance than its base."""
    (ingredient,) = ingredients_of(known(substances=(given,)), TABLET, atc, notes())
    assert ingredient.code == (Coded(atc.code, atc.system, atc.display) if atc and coded else None)


def test_one_of_several_substances_has_no_code() -> None:
    """The ATC code is that of all together."""
    both = ingredients_of(known(substances=(substance(), substance(name="Naproxen"))), TABLET, IBUPROFEN, notes())
    assert [i.code for i in both] == [None, None]


@pytest.mark.parametrize(
    ("given", "name"), [(substance(name="X", name_english="Y"), "Y"), (substance(name="X", name_english=""), "X")]
)
def test_a_substance_is_named_in_english_where_fest_does(given: SubstanceStrength, name: str) -> None:
    """Else as FEST names it, with or without its strength."""
    (ingredient,) = ingredients_of(known(substances=(given,)), TABLET, None, notes())
    assert isinstance(ingredient, Ingredient)
    assert ingredient.name == name
    assert substance_names(known(substances=(given,)), notes()) == (name,)


def test_names_that_could_be_read_as_two_are_not_told() -> None:
    """And none without a record."""
    assert substance_names(known(substances=(substance(), substance(name="a;b"))), notes()) == ()
    assert substance_names(None, notes()) == ()


@pytest.mark.parametrize(
    ("unit", "name", "wanted", "sent"),
    [
        ("mg Fe", "Ferrous sulfate", "iron (Fe) as ferrous sulfate", "mg"),
        ("mmol Li", "Lithium sulfate", "lithium (Li) as lithium sulfate", "mmol"),
        ("g Ca", "Calcium carbonate", "calcium (Ca) as calcium carbonate", "g"),
        ("mg Ca", "Calcium", "calcium (Ca)", "mg"),
    ],
)
def test_a_number_of_an_element_is_named_as_the_element(unit: str, name: str, wanted: str, sent: str) -> None:
    """Never beside the salt's name alone, nor its code: 100 mg of iron is some 300 mg of ferrous sulfate."""
    given = substance("100", unit, name=name)
    atc = Coded("B03AA07", ATC, name.casefold())
    (ingredient,) = ingredients_of(known(substances=(given,)), TABLET, atc, notes())
    assert ingredient == Ingredient(wanted, so_much("100", sent, "1", "{Tablet}"), None)
    assert ingredient.counts_element
    assert substance_names(known(substances=(given,)), notes()) == (wanted,)


@pytest.mark.parametrize("unit", ["mg FNE", "mikrog HA", "IE anti-Xa", "SQ-T"])
def test_a_unit_that_counts_something_else_is_text(unit: str) -> None:
    """Without a reviewed row nothing is coded; anti-Xa units are of the heparins alone."""
    assert found(substance("100", unit)) == []


def test_a_substance_that_is_there_twice_has_no_single_strength() -> None:
    """A pill of phases: names once each, no number."""
    phases = (substance("50", "mikrog"), substance("30", "mikrog", name="Etinyl"), substance("75", "mikrog"))
    noted = notes()
    assert ingredients_of(known(substances=phases), TABLET, None, noted) == ()
    assert codes(noted) == ["strength-several"]
    assert substance_names(known(substances=phases), notes()) == ("Ibuprofen", "Etinyl")
    assert has_several_strengths(known(substances=phases), notes())


VARENICLINE = substance("0.5", name="Varenicline")


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (VARENICLINE, substance("1", name="Vareniklin"), True),
        (VARENICLINE, substance("1", name="VARENICLINE "), True),
        (VARENICLINE, SubstanceStrength("Vareniklin", strength=per("1", "mg")), True),
        (substance("30", "mikrog", name="Etinyløstradiol"), substance("40", "mikrog", name="Ethinylestradiol"), True),
        (substance("1", name="Noe", substance_id="ID_1"), substance("2", name="Annet", substance_id="ID_1"), True),
        (VARENICLINE, substance("1", name="Nicotine"), False),
        (substance("1", name="Noe", substance_id="ID_1"), substance("2", name="Annet", substance_id="ID_2"), False),
        (substance("5", name="Betamethasone dipropionate"), substance("2", name="Betamethasone phosphate"), False),
        (substance("20", name="Papillomavirus type 6"), substance("40", name="Papillomavirus type 11"), False),
        (substance("10", "mmol", name="Sodium chloride"), substance("5", "mmol", name="Potassium chloride"), False),
    ],
)
def test_a_substance_in_two_spellings_is_one(one: SubstanceStrength, other: SubstanceStrength, wanted: bool) -> None:
    """By FEST's id, by letters that only a language spells otherwise, by ATC's terms; salts and numbers are apart."""
    record, noted = known(substances=(one, other)), notes()
    assert has_several_strengths(record, noted) is wanted
    assert (ingredients_of(record, TABLET, None, noted) == ()) is wanted
    assert len(substance_names(record, noted)) == (1 if wanted else 2)


@pytest.mark.parametrize(
    ("atc", "name", "unit", "sent", "words"),
    [
        ("A10AB01", "Insulin human", "IE", "[IU]", ""),
        ("A10AE04", "Insulin glargine", "IE", "1", "units"),
        ("A10AB05", "Insulin aspart", "IU", "1", "units"),
        ("A10AE56", "Insulin degludec", "IE", "1", "units"),
        ("A10AB", "Insulin", "IE", "1", "units"),
        ("A10AB01", "Insulin lispro", "IE", "1", "units"),
        ("A10AE04", "Insulin glargine", "mill IE", "10*6", "million units"),
        ("A10AE04", "Insulin glargine", "kIE", "", ""),
        ("A10AE04", "Insulin glargine", "E", "1", "units"),
    ],
)
def test_the_unit_of_an_insulin_analogue_is_never_an_international_one(
    atc: str, name: str, unit: str, sent: str, words: str
) -> None:
    """Whatever the register calls it; where it says IE, that is told."""
    noted = notes()
    record = known(
        substances=(substance("100", unit, name, denominator=per("1", "ml")),), atc=listed(atc, "7180", name)
    )
    ingredients = ingredients_of(record, NOT_COUNTED, Coded(atc, ATC, name), noted)
    numerators = [(i.strength.numerator.unit, i.strength.numerator.text) for i in ingredients]
    assert numerators == ([(sent, words)] if sent else [])
    assert ("strength-not-international" in codes(noted)) is (sent != "[IU]" and unit != "E")


@pytest.mark.parametrize(
    ("value", "unit", "sent", "of", "words"),
    [
        ("25", "kIE", "25000", "[IU]", ""),
        ("37", "MBq", "37000", "kBq", ""),
        ("0.5", "GBq", "500000.0", "kBq", ""),
        ("12", "mill celler", "12", "10*6", "million cells"),
        ("3", "10E9 bakterier", "3", "10*9", "x 10^9 bacteria"),
    ],
)
def test_a_unit_that_another_says_exactly(value: str, unit: str, sent: str, of: str, words: str) -> None:
    """In another size by an exact factor; what is counted goes along in words."""
    (one,) = found(substance(value, unit, denominator=per("1", "ml")), form=NOT_COUNTED)
    assert one == Ratio(Quantity(Decimal(sent), of, words), Quantity(Decimal(1), "mL"))


@pytest.mark.parametrize(
    ("unit", "of", "words"),
    [
        ("% v/v", "%{vol}", "% v/v"),
        ("PstVV", "%{vol}", "% v/v"),
        ("ppm (mol pr. mol)", "[ppm]", "ppm mol/mol"),
    ],
)
def test_a_share_is_of_the_whole(unit: str, of: str, words: str) -> None:
    """Its denominator is 1 of unit 1; a share per something is no share."""
    (one,) = found(substance("70", unit), form=NOT_COUNTED)
    assert one == Ratio(Quantity(Decimal(70), of, words), Quantity(Decimal(1), "1"))
    assert found(substance("70", unit, denominator=per("1", "ml")), form=NOT_COUNTED) == []


@pytest.mark.parametrize("unit", ["10E10 bakterier", "ELISA RU", "KIU", "kJ", "HEP", "D-antigen enheter"])
def test_a_unit_that_none_says_stays_in_words(unit: str) -> None:
    """Ten times another, another assay, or no unit of a strength."""
    assert found(substance("3", unit, denominator=per("1", "ml")), form=NOT_COUNTED) == []
