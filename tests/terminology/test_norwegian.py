"""The Norwegian terms: that enough concepts have one, and that they are EDQM's and ATC's own.

EDQM's and ATC's terms are reference material; without it those tests are skipped.
"""

import csv
from pathlib import Path

import pytest

from converter.terminology.tables import Tables

COVERED = {
    "active-ingredient": 0.4,
    "dose-form": 0.94,
    "gender": 1,
    "package": 1,
    "professional-role": 0.8,
    "quantity-unit": 1,
    "route": 0.96,
    "substitution": 1,
    "timing-event": 1,
    "unit": 0.04,
}
"""The share of a set's concepts that has a Norwegian term, at least; the others are shown in English and marked."""
EDQM = {"dose-form", "package", "quantity-unit", "route"}


def test_so_many_concepts_have_a_norwegian_term(shipped: Tables) -> None:
    """Whoever adds a row needs no change here; whoever loses many is told."""
    assert set(shipped.norwegian) == set(COVERED)
    for name, terms in shipped.norwegian.items():
        assert terms.concepts == len(shipped.value_set(terms.source))
        assert len(terms) >= COVERED[name] * terms.concepts, name


@pytest.mark.parametrize("name", sorted(EDQM))
def test_the_terms_are_edqm_s(shared: Path, shipped: Tables, name: str) -> None:
    """And none that EDQM has is left out. Where EDQM has several of a code, one of them."""
    known: dict[str, set[str]] = {}
    with (shared / "codes" / "edqm" / "edqm_terms_unicom_2022-12_with_no.csv").open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            if row["no"].strip():
                known.setdefault(row["code"], set()).add(" ".join(row["no"].split()))
    rows = shipped.norwegian[name].rows
    own = {code for code, term in rows.items() if term.status == "approved"}
    assert {code for code in own if rows[code].norwegian not in known[code]} == set()
    concepts = shipped.value_set(shipped.norwegian[name].source).terms
    assert {code for code in concepts if code in known} - set(rows) == set()


def test_the_substances_are_those_of_the_norwegian_atc_list(shared: Path, shipped: Tables) -> None:
    with (shared / "codes" / "atc" / "atc_en_no.csv").open(encoding="utf-8", newline="") as file:
        known = {row["atc"]: " ".join(row["no"].split()) for row in csv.DictReader(file) if row["no"].strip()}
    rows = shipped.norwegian["active-ingredient"].rows
    concepts = shipped.value_set("eHDSIActiveIngredient").terms
    assert set(rows) == {code for code in concepts if code in known}
    assert {c for c in rows if rows[c].norwegian.casefold() != known[c].casefold()} == set()


@pytest.mark.parametrize(
    ("name", "code", "norwegian", "several"),
    [
        ("dose-form", "10219000", "Tablett", "Tablett"),
        ("quantity-unit", "15054000", "Tablett", "tabletter"),
        ("route", "20053000", "Oral bruk", "Oral bruk"),
        ("unit", "ug", "mikrogram", "mikrogram"),
        ("unit", "[IU]", "IE", "IE"),
        ("active-ingredient", "M01AE01", "ibuprofen", "ibuprofen"),
        ("substitution", "N", "bytte ikke tillatt", "bytte ikke tillatt"),
        ("timing-event", "ACM", "før frokost", "før frokost"),
    ],
)
def test_rows_where_a_mistake_would_harm(shipped: Tables, name: str, code: str, norwegian: str, several: str) -> None:
    assert shipped.norwegian[name].words(code) == (norwegian, several)
