"""Signed names against a register's strengths, in each spelling: no number leaves that the name contradicts.

The names are of one package at a time, so that each row says what a pharmacist would: the same, or not.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.medicine.agreement import same_medicine
from converter.conversion.medicine.name_strength import AGREES, NameSays, agreed, agreed_parts, name_says, without_brand
from converter.conversion.medicine.strength import ELEMENTS
from converter.model.medicine import Medicine, PackageContent, RegisterQuantity, SubstanceStrength
from converter.model.product import Ingredient, Part
from converter.model.strength_units import unit_of
from tests.builders.exchange import steady
from tests.builders.loaded import loaded
from tests.builders.medicines import TABLET as DRUG_FORM
from tests.builders.medicines import codes, content, known, notes, ratio, signed, substance

SAME, NOTHING, UNREADABLE = NameSays.SAME, NameSays.NOTHING, NameSays.UNREADABLE
NUMBER, UNIT, COUNT = NameSays.OTHER_NUMBER, NameSays.OTHER_UNIT, NameSays.OTHER_COUNT


def of(value: str, unit: str = "mg", per: str = "") -> SubstanceStrength:
    """A register's strength, per so much: `50`, `mg`, `1 ml`."""
    amount, _, below = per.partition(" ")
    return substance(value, unit, denominator=RegisterQuantity(Decimal(amount), below) if per else None)


TABLET = ([of("400")], [content("30")])
HALF, THOUSAND = ([of("0.5")], [content("30")]), ([of("1000")], [content("30")])
TWO = ([of("400"), of("30")], [content("30")])
SYRINGE = ([of("50", "mg", "1 ml")], [content("2", "ml")])
MULTIDOSE = ([of("0.25", "mg", "0.19 ml")], [content("1.5", "ml")])
UNKNOWN_VOLUME = ([of("50", "mg", "1 ml")], [content("1", "stk")])
SOLVENT_PEN = ([of("40")], [content("1", "stk")])
PATCH = ([of("12", "mikrog", "1 time")], [content("5")])
DAY_PATCH = ([of("50", "mikrog", "24 timer")], [content("8")])
PER_SPRAY = ([of("50", "mikrog", "1 dose")], [content("140", "dose")])
MILLIONS = ([of("30", "mill E", "0.5 ml")], [content("0.5", "ml")])
THIRTY_IE = ([of("30", "IE", "0.5 ml")], [content("0.5", "ml")])
THIRTY_E = ([of("30", "E", "0.5 ml")], [content("0.5", "ml")])
DROPS = ([of("20000", "IE")], [content("10")])
PANCREATIN = ([of(v, "PhEur. enheter") for v in ("10000", "8000", "600")], [content("100")])
VOLUMES = ([of("400", "ml")], [content("1")])
HEPARIN = ([of("10000", "IE anti-Xa", "1 ml")], [content("0.5", "ml")])
CREAM = ([of("10", "mg", "1 g")], [content("20", "g")])
OINTMENT_WV = ([of("10", "mg", "1 ml")], [content("20", "ml")])
IODINE = ([of("300", "mg I", "1 ml")], [content("50", "ml")])
Package = tuple[list[SubstanceStrength], list[PackageContent]]

CASES: list[tuple[Package, NameSays, str]] = [
    (TABLET, SAME, "tab 400 mg | tab 0,4 g | tab 400 | tab mg 400 | tab 400 mg i blister | 400 mg tabletter"),
    (TABLET, SAME, "tab 400 mg/tablett | tab 400 mg pr tablett | tab 400 mg 30 stk | tab 400 mg (30)"),
    (TABLET, NOTHING, "tab | 400 tab | tab 30 stk | 30 tab | 1 tablett | tab (30) | tab 98 stk | B12 tab"),
    (TABLET, UNREADABLE, "tab 400 mikrogr | tab 400 mkg | tab 400 gr | tab 400 µ g | tab 400-mikrog"),
    (TABLET, UNREADABLE, "tab 400 (mikrog)"),
    (TABLET, UNREADABLE, "tab 400 ‰ | tab 400 mg% | tab 400 m | 200 tab | tab (200) | tab400 | tab 400 ml"),
    (TABLET, UNREADABLE, "tab ca. 400 mg"),
    (TABLET, NUMBER, "tab 40 mg | tab ½ mg | tab .4 mg | tab 40 | tab 1/2 mg"),
    (TABLET, UNIT, "tab 400 µmol | tab 400 U | tab 400 IE | tab 400 mcg | tab 400 % | tab 400 g"),
    (TABLET, COUNT, "tab 400 mg/30 mg | tab 400 mg (500 mg)"),
    (TWO, SAME, "tab 400 mg/30 mg | tab 400/30 mg | tab 400 mg + 30 mg | tab 400 mg/ 30 mg | tab 30 mg/400 mg"),
    (TWO, COUNT, "tab 400 mg | tab 430 mg"),
    (TWO, NUMBER, "tab 400 mg/40 mg | tab 400/40 mg"),
    (SYRINGE, SAME, "inj 50 mg/ml | inj 50 mg pr ml | inj 50 mg / ml | inj 100 mg/2 ml | inj 100 mg | inj 5 %"),
    (SYRINGE, SAME, "inj 50"),
    (SYRINGE, SAME, "inj 100 mg/sprøyte | inj 100 mg pr. sprøyte | inj 100 mg (2 ml) | inj 50 mg/ml, 2 ml"),
    (SYRINGE, SAME, "inj 50 g/l"),
    (SYRINGE, NUMBER, "inj 50 mg/sprøyte | inj 50 mg/penn | inj 50 mg/hgl | inj 50 mg pr. sprøyte | inj 50 mg"),
    (SYRINGE, NUMBER, "inj 25 mg | inj 25 mg/sprøyte | inj 100 mg/ml | inj 50 mg/ferdigfylt sprøyte"),
    (SYRINGE, NUMBER, "inj 50 mg, 2 ml"),
    (SYRINGE, UNIT, "inj 50 mg pr 5 ml | inj 50 mg per 5 ml | inj 50 mg pr 100 ml | inj 50 mg/dl | inj 50 mg/cl"),
    (SYRINGE, UNIT, "inj 50 mg/liter | inj 50 mg/kg | inj 50 mg pr g | inj 50 mg pr dose | inj 50 mg/min"),
    (SYRINGE, UNREADABLE, "inj 50 mg (5 ml) | inj 50 mg, 5 ml | inj 50 mg i 5 ml | inj 50 mg/d | inj 50 mg|ml"),
    (SYRINGE, UNREADABLE, "inj 50 mg/to ml"),
    (MULTIDOSE, SAME, "inj 0,25 mg/0,19 ml | inj 0,25 mg"),
    (MULTIDOSE, NUMBER, "inj 0,25 mg/penn | inj 0,5 mg"),
    (UNKNOWN_VOLUME, UNIT, "inj 50 mg | inj 50 mg/penn"),
    (SOLVENT_PEN, SAME, "inj 40 mg i ferdigfylt penn | INJ 40 MG I FERDIGFYLT PENN | inj 40 mg/penn"),
    (SOLVENT_PEN, SAME, "inj 40 mg, 1 ml"),
    (PATCH, SAME, "plaster 12 mikrog/time | plaster 12 mikrog/t | plaster 12 mikrog | plaster 288 mikrog pr døgn"),
    (PATCH, UNIT, "plaster 12 mikrog pr døgn | plaster 12 mikrog per døgn | plaster 12 mikrog/dag"),
    (PATCH, UNIT, "plaster 12 mikrog/uke"),
    (PATCH, UNIT, "plaster 12 mikrog/min | plaster 12 mikrog pr 24 timer | plaster 12 mikrog/plaster"),
    (PATCH, UNREADABLE, "plaster 12 mikrog daglig | plaster 12 mikrog i døgnet | plaster 12 mikrog/dg"),
    (PATCH, UNREADABLE, "plaster 12 mikrog, 24 timer"),
    (DAY_PATCH, SAME, "plaster 50 mikrog/24 timer | plaster 50 mikrog/døgn | plaster 50 mikrog pr dag"),
    (DAY_PATCH, SAME, "plaster 50 mikrog"),
    (PER_SPRAY, SAME, "nesespray 50 mikrog/dose | nesespray 50 mikrog/spray | nesespray 50 mikrog, 140 doser"),
    (MILLIONS, SAME, "inj 30 mill E/0,5 ml | inj 30 millioner E/0,5 ml | inj 30 ME/0,5 ml | inj 60 mill. enheter/ml"),
    (MILLIONS, UNIT, "inj 30 MIE/0,5 ml | inj 30 E/0,5 ml"),
    (THIRTY_IE, UNIT, "inj 30 millioner IE/0,5 ml | inj 30 MIE/0,5 ml | inj 30 mio IE/0,5 ml | inj 30 ME/0,5 ml"),
    (THIRTY_IE, UNIT, "inj 30 MU/0,5 ml | inj 30 tusen IE/0,5 ml | inj 30 kIE/0,5 ml"),
    (THIRTY_IE, UNREADABLE, "inj 30 000-IE/0,5 ml | inj 30 mrd IE/0,5 ml | inj 30 x 10^6 IE/0,5 ml"),
    (THIRTY_IE, UNREADABLE, "inj 30 k IE/0,5 ml"),
    (THIRTY_E, UNIT, "inj 30 millioner E/0,5 ml | inj 30 ME/0,5 ml | inj 30 IE/0,5 ml"),
    (THIRTY_E, SAME, "inj 30 E/0,5 ml | inj 30 U/0,5 ml | inj 30 enheter/0,5 ml"),
    (DROPS, SAME, "kaps 20 000 IE | kaps 20.000 IE | kaps 20,000 IE | kaps 20.000,00 IE | kaps 20'000 IE"),
    (DROPS, SAME, "kaps 20 kIE"),
    (DROPS, UNREADABLE, "kaps 2.000 IE | kaps 20 0000 IE"),
    (PANCREATIN, SAME, "enterokaps 10000 | enterokaps 10 000 | enterokaps 10 000 Ph.Eur. enheter"),
    (PANCREATIN, COUNT, "enterokaps 600 | enterokaps 25000 | enterokaps 10 000 E"),
    (
        HEPARIN,
        SAME,
        "inj 10 000 IE anti-Xa/ml | inj 10 000 anti-Xa IE/ml | inj 10 000 IE (anti-Xa)/ml | inj 10 000 IE/ml",
    ),
    (HEPARIN, SAME, "inj 5000 IE anti-Xa/sprøyte | inj 5000 IE"),
    (HEPARIN, NUMBER, "inj 10 000 IE/sprøyte | inj 10 000 IE"),
    (CREAM, SAME, "krem 1 % | krem 10 mg/g | krem 10 mg/1 g | krem 1 % w/w"),
    (CREAM, NUMBER, "krem 10 mg"),
    (CREAM, UNIT, "krem 1 % w/v | krem 1 % v/v | krem 10 mg/ml | krem 10 %"),
    (OINTMENT_WV, SAME, "liniment 1 % w/v | liniment 1 %"),
    (OINTMENT_WV, UNIT, "liniment 1 % w/w"),
    (IODINE, SAME, "inj 300 mg I/ml | inj 300 mg/ml"),
    (IODINE, UNIT, "inj 300 mg Fe/ml"),
]
"""Names that say this of the package, by bars with blanks."""
ROWS = [pytest.param(p, said, n, id=f"{n} {said.name}") for p, said, names in CASES for n in names.split(" | ")]


def test_the_table_is_large() -> None:
    """Each kind of package in many spellings."""
    assert len(ROWS) >= 150


@pytest.mark.parametrize(("package", "said", "name"), ROWS)
def test_a_name_against_a_package(package: Package, said: NameSays, name: str) -> None:
    """What the name says of the register's strengths."""
    assert name_says(f"Fiktiv {name}", "Fiktiv", *package) is said


@pytest.mark.parametrize(
    ("name", "package", "told"),
    [
        ("tab 400 mikrogr", TABLET, ["name-strength-unreadable"]),
        ("inj 50 mg/sprøyte", SYRINGE, ["name-number-differs"]),
        ("inj 50 mg pr 5 ml", SYRINGE, ["name-unit-differs"]),
        ("plaster 12 mikrog/d", PATCH, ["name-strength-unreadable"]),
        ("tab 400 mg i blister", TABLET, []),
    ],
)
def test_what_contradicts_is_told_and_leaves_no_number(name: str, package: Package, told: list[str]) -> None:
    """Not one ingredient."""
    noted = notes()
    register = known(brand_name="Fiktiv", substances=tuple(package[0]), contents=tuple(package[1]))
    ingredients = (Ingredient("x", ratio("400")),)
    given_ = signed(name_form_strength=f"Fiktiv {name}", brand_name="Fiktiv")
    assert bool(agreed(ingredients, given_, register, noted)) is not bool(told)
    assert codes(noted) == told


@pytest.mark.parametrize(
    ("name", "brand", "wanted"),
    [
        ("NovoMix 30 Penfill inj 100 E/ml", "NovoMix 30", "Penfill inj 100 E/ml"),
        ("Fiktiv 30 mikst 5 mg/ml", "Fiktiv 30", "mikst 5 mg/ml"),
        ("Ibux 400 mg tab", "Ibux 400", "Ibux 400 mg tab"),
        ("Ibux 400 mikrogr tab", "Ibux 400", "Ibux 400 mikrogr tab"),
        ("Ibux 400/30 mg tab", "Ibux 400", "Ibux 400/30 mg tab"),
        ("Creon 10000 enterokaps", "Creon 10000", "enterokaps"),
    ],
)
def test_a_brand_that_ends_with_a_number_of_the_strength_stays(name: str, brand: str, wanted: str) -> None:
    """Its unit would be left without it, and say nothing."""
    assert without_brand(name, brand) == wanted


EQUAL: list[tuple[str, Package, str]] = [
    ("Fiktiv kaps 20 000 IE", DROPS, "20.000 IE | 20,000 IE | 20.000,00 IE | 20000IE | 0,02 mill. IE | 20'000 IE"),
    ("Fiktiv kaps 20.000 IE", DROPS, "20 000 IE | 20000 IE | 20,000 IE | 20.000,0 IE"),
    ("Fiktiv kaps 400 mg", TABLET, "0,4 g | 400,00 mg | 400mg | 400 milligram | 400 mg. | .4 g | 400 000 mikrog"),
    ("Fiktiv kaps 0,5 mg", HALF, ".5 mg | ,5 mg | ½ mg | 1/2 mg | 500 µg | 0,500 mg | 0.50 mg"),
    ("Fiktiv kaps 1000 mg", THOUSAND, "1.000 mg | 1,000 mg | 1 g | 1 000 mg | 1.000,0 mg"),
    ("Fiktiv kaps 50 mg/ml", SYRINGE, "50 mg / ml | 50 mg pr ml | 50 mg per ml | 50 mg/1 ml | 100 mg/2 ml"),
    ("Fiktiv kaps 50 mg/ml", SYRINGE, "50 mg/ml. | 50 mg/milliliter | 0,05 g/ml | 50 mg pr. ml | 50 g/l | 50mg/mL"),
    ("Fiktiv kaps 400 mg/30 mg", TWO, "400/30 mg | 400 mg + 30 mg | 400 mg+30 mg | 400 mg/ 30 mg | 0,4 g/30 mg"),
    ("Fiktiv kaps 12 mikrog/time", PATCH, "12 mikrog/t | 12 mikrog pr time | 12 µg/h | 288 mikrog/døgn"),
    ("Fiktiv kaps 10 mg/g", CREAM, "10 mg/1 g | 10 mg pr g | 1 g/100 g"),
]
OTHER: list[tuple[str, Package, str]] = [
    ("Fiktiv kaps 20 000 IE", DROPS, "2.000 IE | 2000 IE | 20 000 E | 200 000 IE"),
    ("Fiktiv kaps 400 mg", TABLET, "40 mg | 400 mikrog | 4 g | 400 IE | .4 mg"),
    ("Fiktiv kaps 50 mg/ml", SYRINGE, "50 mg/5 ml | 100 mg/ml | 5 mg/ml"),
    ("Fiktiv kaps 12 mikrog/time", PATCH, "12 mikrog/24 timer | 12 mg/time"),
]


def agreement(own: str, record: str, package: Package) -> tuple[bool, list[str]]:
    """Whether the record means what was signed, and what is told."""
    noted = notes()
    register: Medicine = known(
        name_form_strength=record, brand_name="Fiktiv", substances=tuple(package[0]), contents=tuple(package[1])
    )
    given_ = signed(name_form_strength=f"Fiktiv kaps {own}", brand_name="Fiktiv")
    return same_medicine(given_, register, noted), codes(noted)


@pytest.mark.parametrize(
    ("record", "package", "own"),
    [pytest.param(r, p, own, id=f"{own} = {r}") for r, p, some in EQUAL for own in some.split(" | ")],
)
def test_equal_numbers_are_equal(record: str, package: Package, own: str) -> None:
    """However they are written; nothing is told, and the other way round as well."""
    assert agreement(own, record, package) == (True, [])
    assert agreement(record.removeprefix("Fiktiv kaps "), f"Fiktiv kaps {own}", package) == (True, [])


@pytest.mark.parametrize(
    ("record", "package", "own"),
    [pytest.param(r, p, own, id=f"{own} != {r}") for r, p, some in OTHER for own in some.split(" | ")],
)
def test_other_numbers_are_others(record: str, package: Package, own: str) -> None:
    """They contradict the prescription, or leave the record unused."""
    same, told = agreement(own, record, package)
    assert not same
    assert told in (["register-contradicts"], ["name-differs-from-register"])


def test_the_same_strength_in_another_order_or_unit_does_not_refuse() -> None:
    """Both names say the register's strengths: the record is not used, and nothing contradicts."""
    assert agreement("30 mg/400 mg", "Fiktiv kaps 400 mg/30 mg", TWO) == (False, ["name-differs-from-register"])
    assert agreement("5 %", "Fiktiv kaps 50 mg/ml", SYRINGE) == (False, ["name-differs-from-register"])


@pytest.mark.parametrize(
    ("own", "record"),
    [
        ("Fiktivmix 50 Penfill inj 50 mg/ml", "Fiktivmix 30 Penfill inj 50 mg/ml"),
        ("Fiktivmix 50 tab 5 %", "Fiktivmix 30 tab 50 mg/ml"),
        ("Fiktiv 28 tab", "Fiktiv 21 tab"),
        ("Fiktiv inj 50 mg/ml 2 ml", "Fiktiv inj 50 mg/ml 5 ml"),
    ],
)
def test_another_number_beside_the_strength_is_another(own: str, record: str) -> None:
    """Of the brand, or of the package: it contradicts, as any number does."""
    noted = notes()
    register = known(name_form_strength=record, substances=tuple(SYRINGE[0]), contents=tuple(SYRINGE[1]))
    assert not same_medicine(signed(name_form_strength=own), register, noted)
    assert codes(noted) == ["register-contradicts"]


PIECES = st.sampled_from(["", "/sprøyte", "/penn", "/hgl", " pr. sprøyte", " per ampulle", "/ferdigfylt sprøyte"])
HUNDREDTHS = st.integers(1, 50_000).map(lambda n: Decimal(n) / 100)


@steady(300)
@given(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS, PIECES)
def test_what_is_said_of_a_container_is_all_of_it(said: Decimal, each: Decimal, held: Decimal, piece: str) -> None:
    """A number in the name that is not the container's content contradicts a strength per millilitre."""
    register = [of(str(each), "mg", "1 ml")]
    name = f"Fiktiv inj {str(said).replace('.', ',')} mg{piece}"
    whole = Fraction(said) == Fraction(each) * Fraction(held)
    assert (name_says(name, "Fiktiv", register, [content(str(held), "ml")]) in AGREES) is whole
    total = f"{each * held:f}".replace(".", ",")
    if len(total.partition(",")[2]) != 3:
        assert name_says(f"Fiktiv inj {total} mg{piece}", "Fiktiv", register, [content(str(held), "ml")]) is SAME


def test_no_word_of_a_form_loses_a_strength() -> None:
    """Each term of list 7448, long and short, before and behind the strength."""
    forms = loaded().tables.code_list("7448")
    words = {*forms.terms.values(), *forms.short.values()}
    assert len(words) > 1000
    for strength, register in (
        ("10 mg", [of("10")]),
        ("0,25 mg/0,19 ml", [of("0.25", "mg", "0.19 ml")]),
        ("12 mikrog/time", [of("12", "mikrog", "1 time")]),
        ("10 mg/12,5 mg", [of("10"), of("12.5")]),
    ):
        pairs = [pair for w in words for pair in ((w, strength), (strength, w), (f"{w},", strength))]
        names = [f"Fikt {one} {other}" for one, other in pairs]
        assert [n for n in names if name_says(n, "Fikt", register) is not SAME] == []


PARTS = st.lists(st.integers(1, 9_000), min_size=2, max_size=3, unique=True)


@steady(200)
@given(PARTS, st.integers(1, 9_000), st.booleans())
def test_a_pack_s_name_says_a_part_or_contradicts_them_all(parts: list[int], said: int, another: bool) -> None:
    """One number with its unit, alone or beside a part's: no part has a strength where it is in none."""
    own = tuple([content("7", brand_name=f"Del {n}", substances=(of(str(n)),)) for n in parts])
    built = tuple([Part(f"Del {n}", DRUG_FORM, (), (Ingredient("x", ratio(str(n))),)) for n in parts])
    name = f"Fiktiv kombinasjonspakning {said} mg" + (f" + {parts[0]} mg" if another else "")
    noted = notes()
    given_ = signed(name_form_strength=name, brand_name="Fiktiv")
    found = agreed_parts(built, given_, known(contents=own, substances=()), noted)
    agrees = said in (parts[1:] if another else parts)
    assert found is not None
    assert {bool(p.ingredients) for p in found} == {agrees}
    assert (codes(noted) == []) is agrees


def test_every_unit_that_has_a_code_can_be_read() -> None:
    """A unit of list 9090 with which a strength may leave: else no name with a number could agree with it."""
    tables = loaded().tables
    rows = [r.code for r in tables.table("unit-9090") if r.target is not None and r.code != "hgl"]
    units = [*rows, *tables.texts("effect-9090").rows, *tables.texts(ELEMENTS).rows]
    assert len(units) > 30
    assert [u for u in units if unit_of(u) is None] == []
