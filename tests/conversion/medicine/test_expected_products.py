"""What an eP says of each of 215 packages: form, strengths and amount, held against what the facts say.

A row of `expected_products.tsv` is a package of a register of `../shared/cases` or of the demo register: form, each
substance with its strength, amount innermost first; `text` where no strength may be coded; no form where the package
never leaves.
"""

import csv
import sqlite3
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from converter.conversion.medicine.product import product_of
from converter.conversion.session import Notes
from converter.enrichment.fest_database import build_into
from converter.enrichment.fest_register import FestRegister
from converter.enrichment.medicines import MedicinesRegister
from converter.formats.norway.fest_source import open_source
from converter.model.coded import Coded, Null, Quantity, plain
from converter.model.product import Ingredient, PackageLayer, Product
from tests.builders.loaded import loaded

EXPECTED = Path(__file__).with_name("expected_products.tsv")
REGISTERS = (
    "register-100-common",
    "register-minerals-triphasic",
    "register-percent-with-alternative",
    "register-sachets-inhalers",
)
NEVER_LEAVES, TEXT = "", "text"


def rows() -> list[dict[str, str]]:
    """The table."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def registers(outbound: Path) -> tuple[MedicinesRegister, ...]:
    """Those of the cases, and the demo's."""
    found = []
    for name in REGISTERS:
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with open_source(outbound / f"{name}.m30.xml") as source:
            build_into(connection, source)
        found.append(FestRegister(connection, ""))
    return (*found, loaded().register)


def said(row: dict[str, str], outbound: Path) -> tuple[str, str, str]:
    """Form, strengths and amount as the eP has them; empty where it is refused."""
    medicine = next((m for r in registers(outbound) if (m := r.find(row["varenr"])) is not None), None)
    assert medicine is not None, row["varenr"]
    product = product_of(medicine, "2.16.578.1.34.9999.4", Notes(loaded().tables))
    return ("refused", "", "") if product is None else (_form(product), _strengths(product), _amount(product))


def _form(product: Product) -> str:
    forms: list[Coded | Null | None] = [*[part.form for part in product.parts]] or [product.form]
    return " + ".join(f"{f.code} {f.display}" if isinstance(f, Coded) else "none" for f in forms)


def _strengths(product: Product) -> str:
    each = [part.ingredients for part in product.parts] or [product.ingredients]
    return " + ".join("; ".join(map(_ingredient, some)) or TEXT for some in each)


def _ingredient(one: Ingredient) -> str:
    ratio = one.strength
    return f"{one.name}: {_quantity(ratio.numerator)} / {_quantity(ratio.denominator)}"


def _quantity(quantity: Quantity) -> str:
    return f"{plain(quantity.value)} {quantity.unit}"


def _amount(product: Product) -> str:
    if product.parts:
        return " + ".join(_layers(part.layers) for part in product.parts)
    return _layers(product.layers)


def _layers(layers: tuple[PackageLayer, ...]) -> str:
    inner, *outer = layers
    return " x ".join([_quantity(inner.content), *[plain(layer.content.value) for layer in outer]])


@pytest.mark.parametrize("row", [pytest.param(r, id=f"{r['varenr']} {r['name']}") for r in rows()])
def test_each_package_is_said_as_the_facts_have_it(row: dict[str, str], shared: Path) -> None:
    """Form, strengths, amount; a package that is kept by a rule is not this table's to say."""
    if row["form"] == NEVER_LEAVES:
        assert row["reason"].startswith("excluded"), row["reason"]
        return
    expected = (row["form"], row["strengths"], row["amount"].removesuffix(" x 1"))
    assert said(row, shared / "cases" / "outbound") == expected, row["reason"]


def test_how_many_of_the_common_products_have_a_coded_strength() -> None:
    """Of the 115 of register-100-common, by the table: those that keep words, and why, are in it."""
    common = [r for r in rows() if "800001" <= r["varenr"] <= "800115"]
    counts = Counter("kept" if not r["form"] else "words" if r["strengths"] == TEXT else "coded" for r in common)
    assert counts == {"coded": 103, "words": 7, "kept": 5}
