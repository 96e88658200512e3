"""The package as an M10 reports it: what is in Norwegian codes, and when the eD's number is trusted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from converter.conversion.ed_to_m10.reported_package import GS1, Reported, reported_package
from converter.conversion.session import Session
from converter.model.coded import Coded, Identifier, Null, Quantity
from converter.model.dispensation import Dispensation, Pharmacy, Recipient
from converter.model.known import PrescriptionFacts
from converter.model.medicine import Medicine
from converter.model.product import PackageLayer, Part, Product
from tests.builders.loaded import loaded
from tests.builders.medicines import (
    EDQM,
    IBUPROFEN,
    ORAL_SOLUTION,
    TABLET,
    Register,
    codes,
    content,
    known,
    layer,
    listed,
    product,
    session,
    substance,
)

DAY = date(2026, 11, 25)
ID = Identifier("1.2.3", "x")
VARENR = loaded().identifiers.varenr_root
FALLBACK = loaded().identifiers.report.varenr
TABLETT = listed("53", "7448", "Tablett")
FACTS = PrescriptionFacts("x", "C", DAY, DAY, DAY, 0, Decimal(1), product(), form=TABLETT)
ED = Dispensation(
    ID, False, None, ID, Recipient((ID,), None, None, Null.NI), DAY, None, Decimal(1), product(),
    Pharmacy(None, "", "", "FI"),
)  # fmt: skip


class Numbered(Register):
    """A register that knows its packages by their numbers only."""

    def find(self, varenr: str) -> Medicine | None:
        """By varenr."""
        return next((m for m in self.packages["all"] if m.varenr == varenr), None)

    def find_by_ean(self, ean: str) -> tuple[Medicine, ...]:
        """By article number."""
        return tuple(m for m in self.packages["all"] if ean in m.eans)


def reported(
    given: Product | None = None,
    *packages: Medicine,
    facts: PrescriptionFacts = FACTS,
    ed: Dispensation = ED,
) -> tuple[Reported, Session]:
    """The package, and the session with what was noted."""
    one = session(Numbered(all=packages))
    return reported_package(ed, given or product(), facts, one), one


def coded(code: str = "990003", system: str = VARENR, name: str = "") -> Product:
    """The product in a package that carries a number."""
    return product(layers=(replace(layer("30"), code=Coded(code, system, ""), name=name),))


def test_a_package_of_ours_is_reported_as_itself() -> None:
    """By the register's words and form."""
    found, one = reported(coded(), known())
    assert (found.own, found.package.varenr, found.package.form) == (True, "990003", known().form)
    assert found.package.name_form_strength == "Fiktivprofen tab 400 mg"
    assert codes(one.notes) == []


def test_a_foreign_package_is_reported_under_the_number_kept_for_them() -> None:
    """With name, form and strength put together as FEST does."""
    found, one = reported()
    assert (found.own, found.package.varenr) == (False, FALLBACK)
    assert found.package.name_form_strength == "Fiktivprofen tab 400 mg"
    assert codes(one.notes) == ["ed-package-foreign"]


@pytest.mark.parametrize(
    ("given", "package"),
    [
        (coded("990004"), known()),
        (coded("x"), known(varenr="x")),
        (coded(), known(replaced_by="990009")),
        (coded(), known(contents=())),
        (coded(), known(contents=(content("30"), content("30")))),
        (coded(), known(brand_name="Annet")),
        (coded(), known(form=listed("0", "7448"))),
        (coded(), known(atc=listed("M01AE02", "7180"))),
        (coded(), known(substances=(substance("200"),))),
        (coded(), known(contents=(content("29"),))),
        (replace(coded(), layers=(replace(coded().layers[0], content=Quantity(Decimal(30), "spoon")),)), known()),
        (replace(coded(), form=Null.UNK), known()),
    ],
    ids=["another number", "no varenr", "replaced", "no content", "combination", "brand", "form unmapped",
         "substance", "strength", "amount", "unknown amount", "form"],
)  # fmt: skip
def test_a_number_is_trusted_where_all_else_agrees(given: Product, package: Medicine) -> None:
    """Each difference alone is enough, and is told."""
    found, one = reported(given, package)
    assert (found.own, found.package.varenr) == (False, FALLBACK)
    assert "ed-package-number-not-trusted" in codes(one.notes)


def test_case_and_blanks_of_a_brand_are_no_difference() -> None:
    """They are how a country writes it."""
    assert reported(replace(coded(), name=" FIKTIVPROFEN"), known())[0].own


@pytest.mark.parametrize(
    ("code", "eans", "own"),
    [
        ("7091234567890", ("7091234567890",), True),
        ("07091234567890", ("7091234567890",), True),
        ("0709123456789", ("0709123456789",), True),
        ("17091234567890", ("7091234567890",), False),
        ("7091234567891", ("7091234567890",), False),
    ],
)
def test_an_article_number_in_fest(code: str, eans: tuple[str, ...], own: bool) -> None:
    """Of fourteen digits a zero in front is none; what is not in FEST is foreign, and nothing is wrong with it."""
    found, one = reported(coded(code, GS1), known(eans=eans))
    assert found.own is own
    assert "ed-package-number-not-trusted" not in codes(one.notes)


def test_an_article_number_of_two_packages_tells_neither() -> None:
    """Where both fit; one of them that does not, is not counted."""
    eans = ("7091234567890",)
    assert not reported(coded(eans[0], GS1), known(eans=eans), known(varenr="2", eans=eans))[0].own
    assert reported(coded(eans[0], GS1), known(eans=eans), known(eans=eans, brand_name="x"))[0].own


def test_a_number_of_another_country_is_foreign() -> None:
    """And not distrusted."""
    found, one = reported(coded(system="1.2.3"), known())
    assert not found.own
    assert codes(one.notes) == ["ed-package-foreign"]


@pytest.mark.parametrize(("group", "wanted"), [("C", "C"), ("CF", "C"), ("F", "F"), ("B", "B"), ("?", "?")])
def test_the_group_is_the_prescription_s(group: str, wanted: str) -> None:
    """`CF` is a brand's."""
    found, _ = reported(facts=replace(FACTS, group=group))
    assert found.package.group.code == wanted
    assert found.package.group.system.endswith("7421")
    assert bool(found.package.group.display)


@pytest.mark.parametrize(
    ("atc", "code"), [(IBUPROFEN, "M01AE01"), (Coded("M99ZZ99", IBUPROFEN.system, ""), None), (None, None)]
)
def test_the_atc_code(atc: Coded | None, code: str | None) -> None:
    """Under the value set's own term; one that it has not is told."""
    found, one = reported(product(atc=atc))
    assert (found.package.atc and found.package.atc.code) == code
    assert ("ed-atc-not-eu" in codes(one.notes)) is (code is None)


CAPSULE = Coded("10210000", EDQM, "Capsule, hard")
FORMS = {TABLET.code: (TABLETT,), ORAL_SOLUTION.code: (listed("842", "7448"), listed("208", "7448"))}


@pytest.mark.parametrize(
    ("given", "facts", "code", "told"),
    [
        (TABLET, FACTS, "53", ""),
        (TABLET, replace(FACTS, form=listed("54", "7448")), "54", ""),
        (TABLET, replace(FACTS, form=None), "53", ""),
        (TABLET, replace(FACTS, product=None, form=listed("54", "7448")), "53", ""),
        (ORAL_SOLUTION, FACTS, None, "ed-form-not-norwegian"),
        (ORAL_SOLUTION, replace(FACTS, product=product(form=ORAL_SOLUTION), form=listed("842", "7448")), "842", ""),
        (ORAL_SOLUTION, replace(FACTS, product=product(form=Null.UNK)), None, "ed-form-not-norwegian"),
        (CAPSULE, FACTS, None, "ed-form-not-norwegian"),
        (Null.UNK, FACTS, None, "ed-form-not-eu"),
        (Coded("10219000", "1.2.3", ""), FACTS, None, "ed-form-not-eu"),
        (Coded("nowhere", EDQM, ""), FACTS, None, "ed-form-not-eu"),
    ],
)
def test_the_form(given: Coded | Null, facts: PrescriptionFacts, code: str | None, told: str) -> None:
    """The prescription's own where the EU form is the same; else the only Norwegian one."""
    one = session(Numbered(all=()))
    one = replace(one, converter=replace(one.converter, forms=FORMS))
    found = reported_package(ED, product(form=given), facts, one)
    assert (found.package.form and found.package.form.code) == code
    assert [c for c in codes(one.notes) if c.startswith("ed-form")] == ([told] if told else [])


@pytest.mark.parametrize(
    ("name", "strength", "wanted"),
    [
        ("Buranisti", "400 mg", "Buranisti tab 400 mg"),
        ("Buranisti 400 MG", "400 mg", "Buranisti 400 MG tab"),
        ("Buranisti", "", "Buranisti tab 400 mg"),
        ("Buranisti 2400 mg", "400 mg", "Buranisti 2400 mg tab 400 mg"),
        ("Buranisti 400 mg/ml", "400 mg", "Buranisti 400 mg/ml tab 400 mg"),
    ],
)
def test_the_name_says_nothing_twice(name: str, strength: str, wanted: str) -> None:
    """Brand, short form, strength."""
    assert reported(product(name=name, strength_text=strength))[0].package.name_form_strength == wanted


@pytest.mark.parametrize(
    ("layers", "wanted"),
    [
        ((layer("30"),), "30"),
        ((layer("10"), layer("3", "1")), "3x10"),
        ((layer("10"), layer("1", "1")), "10"),
        ((layer("10"), layer("2", "1"), layer("3", "1")), "3x2x10"),
        ((layer("2.50", "mL"),), "2,5"),
        ((layer("100", "mL"),), "100"),
        ((layer("1"), layer("3", "1")), "3x1"),
    ],
)
def test_a_size_has_the_outermost_number_first(layers: tuple[PackageLayer, ...], wanted: str) -> None:
    """Layers of one say nothing."""
    (size,) = reported(product(layers=layers))[0].package.sizes
    assert size.size == wanted


@pytest.mark.parametrize(
    ("unit", "text", "code"),
    [("{Tablet}", "", "stk"), ("mL", "", "ml"), ("1", "hornets", None), ("{Nothing}", "", None)],
)
def test_a_size_needs_a_unit_of_7452(unit: str, text: str, code: str | None) -> None:
    """Where there is none, no size is said, and that is told."""
    found, one = reported(product(layers=(layer("30", unit, text),)))
    assert [s.unit and s.unit.code for s in found.package.sizes] == ([code] if code else [])
    assert ("ed-unit-not-norwegian" in codes(one.notes)) is (code is None)


def test_each_part_of_a_combination_has_a_size() -> None:
    """Under its own name; one that has none leaves none."""
    parts = (Part("Sterk", TABLET, (layer("4"),)), Part("", TABLET, (layer("24"),)))
    found, _ = reported(product(parts=parts, layers=(layer("1", "1"),)))
    assert [(s.brand_name, s.size) for s in found.package.sizes] == [("Sterk", "4"), ("Fiktivprofen", "24")]
    worded = (parts[0], replace(parts[1], layers=(layer("24", "1", "hornets"),)))
    assert reported(product(parts=worded, layers=(layer("1", "1"),)))[0].package.sizes == ()


@pytest.mark.parametrize(
    ("given", "ed", "words"),
    [
        (product(), ED, "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, tablett, 30 tabletter"),
        (product(strength_text="", ingredients=()), ED,
         "Utlevert i utlandet (FI): Fiktivprofen, tablett, 30 tabletter"),
        (product(strength_text=""), ED, "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, tablett, 30 tabletter"),
        (product(strength_text="400 mg forte"), ED,
         "Utlevert i utlandet (FI): Fiktivprofen, 400 mg (i ord «400 mg forte»), tablett, 30 tabletter"),
        (product(form=Null.UNK), ED, "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, 30 tabletter"),
        (product(form=Coded("x", "1.2.3", "Hornet")), ED,
         "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, legemiddelform oppgitt som «Hornet», 30 tabletter"),
        (product(), replace(ED, pharmacy=Pharmacy(None, "", "", "")),
         "Utlevert i utlandet: Fiktivprofen, 400 mg, tablett, 30 tabletter"),
        (product(layers=(layer("10"), layer("3", "1"))), ED,
         "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, tablett, 3 x 10 tabletter"),
        (product(layers=(layer("10", "1"),)), ED, "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, tablett, 10 stk"),
        (product(layers=(layer("10", "1", "hornets"),)), ED,
         "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, tablett, 10 (enhet oppgitt som «hornets»)"),
        (product(layers=(layer("1", "1"),), parts=(Part("a", None, (layer("4"),)), Part("b", None, (layer("24"),)))),
         ED, "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, tablett, a (4 tabletter) + b (24 tabletter)"),
        (coded("7", "1.2.3", "Pakke"), ED,
         "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, tablett, 30 tabletter. Pakning: Pakke."
         " Pakningskode: 7 (1.2.3)"),
        (coded("7", "1.2.3", "Fiktivprofen"), replace(ED, product_code=Coded("8", "1.2.4", "")),
         "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, tablett, 30 tabletter. Pakningskode: 7 (1.2.3)."
         " Produktkode: 8 (1.2.4)"),
        (product(layers=(replace(layer("30"), name="Pakke"),)), ED,
         "Utlevert i utlandet (FI): Fiktivprofen, 400 mg, tablett, 30 tabletter. Pakning: Pakke"),
    ],
)  # fmt: skip
def test_the_foreign_facts_in_words(given: Product, ed: Dispensation, words: str) -> None:
    """What is not said is left out."""
    assert reported(given, ed=ed)[0].words == words
