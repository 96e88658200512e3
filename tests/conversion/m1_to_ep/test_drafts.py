"""A row that nobody has reviewed never carries a strength or an amount."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.model.prescription import Exchange
from converter.terminology.code_table import CodeTable
from tests.builders.loaded import loaded
from tests.builders.messages import AT, m1

MIXTURE = m1(
    varenr="990011",
    size="150",
    unit="ml",
    unit_name="ml",
    form="842",
    form_name="Mikstur, oppløsning",
    atc="R06AE07",
    atc_name="Cetirizin",
    name="Fiktivtirizin mikst oppl 1 mg/ml",
    brand="Fiktivtirizin",
)


def _with_draft(table: str, code: str) -> Exchange:
    """What the mixture's eP (tablets' for pieces) says once this row is a draft."""
    converter = loaded()
    whole = converter.tables.tables[table]
    rows = {**whole.rows, code: replace(whole.rows[code], status="draft")}
    changed: Mapping[str, CodeTable] = MappingProxyType(
        {**converter.tables.tables, table: replace(whole, rows=MappingProxyType(rows))}
    )
    changed_converter = replace(converter, tables=replace(converter.tables, tables=changed))
    document = m1_to_ep(m1() if table == "piece-by-form" else MIXTURE, changed_converter, AT).document
    assert document is not None
    return read_ep(parse(document)).prescription


@pytest.mark.parametrize(("table", "code"), [("unit-9090", "mg"), ("unit-7452", "ml"), ("piece-by-form", "10221000")])
def test_a_draft_unit_carries_no_strength(table: str, code: str) -> None:
    assert _with_draft(table, code).product.ingredients == ()


def test_a_draft_unit_of_the_package_is_said_in_words() -> None:
    """The amount stands as a number of a national word, not of a unit that may mean another amount."""
    content = _with_draft("unit-7452", "ml").product.layers[0].content
    assert (content.unit, bool(content.text)) == ("1", True)


def test_the_same_messages_have_a_strength_once_reviewed() -> None:
    """Else the tests above show nothing."""
    for message in (m1(), MIXTURE):
        document = m1_to_ep(message, loaded(), AT).document
        assert document is not None
        assert read_ep(parse(document)).prescription.product.ingredients
