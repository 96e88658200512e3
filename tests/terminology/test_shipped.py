"""The tables that ship: complete, safe where a mistake would harm, and equal to the reference copies."""

import csv
from pathlib import Path

import pytest
import yaml

from converter.terminology.tables import Tables

UNIT_TABLES = ("unit-7452", "unit-9090", "unit-7480", "unit-7484", "unit-9088")


def _target(shipped: Tables, table: str, code: str) -> str | None:
    row = shipped.table(table).row(code)
    assert row is not None
    return None if row.target is None else row.target.code


def test_the_way_back_of_a_unit_is_the_way_there(shipped: Tables) -> None:
    """A UCUM unit that goes back to 7452 comes from it as the very same unit."""
    for row in shipped.table("unit-ehdsi-7452"):
        if row.relation == "equivalent" and row.target is not None:
            assert _target(shipped, "unit-7452", row.target.code) == row.code, row


def test_every_code_of_a_norwegian_list_has_a_row(shipped: Tables) -> None:
    """Also where a list grows: what has no row would be refused or left out in silence."""
    whole = [table for table in shipped.tables.values() if table.source in shipped.code_lists]
    assert len(whole) >= 15
    for table in whole:
        assert {row.code: row.term for row in table} == dict(shipped.code_list(table.source).terms)


def test_every_target_is_in_its_value_set_under_its_own_term(shipped: Tables) -> None:
    presentations = set(shipped.value_set("eHDSIQuantityUnit").terms.values())
    for table in shipped.tables.values():
        for row in table:
            if row.target is None or table.target == "OID":
                continue
            own = (shipped.value_sets.get(table.target) or shipped.code_list(table.target)).find(row.target.code)
            if own is None:
                assert row.target.code == f"{{{row.target.display}}}", row
                assert row.target.display in presentations, row
            else:
                assert (own.code, own.system, own.display) == (row.target.code, row.target.system, row.target.display)


def test_a_row_says_none_exactly_where_it_has_no_target(shipped: Tables) -> None:
    for table in shipped.tables.values():
        for row in table:
            assert (row.target is None) == (row.relation == "none"), row
            assert row.note, row


def test_only_equivalent_units_carry_a_number(shipped: Tables) -> None:
    for table in UNIT_TABLES:
        for row in shipped.table(table):
            if row.target is not None and row.target.code != "1" and not row.target.code.startswith("{"):
                assert row.relation == "equivalent", row


def test_no_strength_is_broader(shipped: Tables) -> None:
    assert {row.relation for row in shipped.table("unit-9090")} == {"equivalent", "none"}


@pytest.mark.parametrize(
    "unit",
    ["mmol Li", "mg Fe", "% w/v", "%", "10E10 bakterier", "E", "PhEur. enheter", "IE anti-Xa", "MBq", "kIE", "U"],
)
def test_a_lossy_strength_unit_has_no_target(shipped: Tables, unit: str) -> None:
    assert _target(shipped, "unit-9090", unit) is None


@pytest.mark.parametrize(
    ("table", "code", "target"),
    [
        ("dose-form-7448", "53", "10219000"),
        ("dose-form-7448", "32", "12100"),
        ("dose-form-7448", "9", "10104000"),
        ("dose-form-7448", "842", "10105000"),
        ("dose-form-7448", "136", None),
        ("dose-form-7448", "481", None),
        ("dose-form-7448", "448", None),
        ("dose-form-long", "tablett, filmdrasjert", "10221000"),
        ("dose-form-long", "injeksjonsvæske, oppløsning i ferdigfylt penn", "50060200"),
        ("dose-form-long", "smeltetablett", None),
        ("route-7477", "53", "20053000"),
        ("route-7477", "73", None),
        ("package-type-7449", "1", None),
        ("package-type-7449", "194", None),
        ("package-type-7449", "81", None),
        ("package-type-7449", "299", None),
        ("package-type-7449", "157", "30028000"),
        ("package-type-7449", "37", "30069000"),
        ("unit-7452", "stk", "1"),
        ("unit-7452", "ml", "mL"),
        ("unit-7452", "E", None),
        ("unit-9090", "mill IE", "10*6.[IU]"),
        ("unit-9090", "mikrog", "ug"),
        ("unit-7480", "9", None),
        ("unit-7480", "16", None),
        ("unit-7480", "13", "{Tablet}"),
        ("unit-7484", "ML", "mL"),
        ("unit-7484", "DUSIN", None),
        ("unit-9088", "Døgn", "d"),
        ("profession-9060", "LE", "221"),
        ("profession-9060", "XX", None),
        ("specialty-7426", "1", "2211"),
        ("specialty-7426", "36", "2212"),
        ("specialty-7426", "515", "2261"),
        ("specialty-7426", "28", None),
        ("unit-9088", "Måned", None),
        ("unit-9088", "År", None),
        ("country-9043", "NO", "NO"),
        ("profession-9060", "PS", None),
        ("profession-9060", "PM", "3258"),
        ("gender-3101", "1", "M"),
        ("gender-3101", "9", None),
        ("gender-3101", "0", None),
        ("substitution-1101", "1", "N"),
        ("substitution-1101", "2", "G"),
        ("telecom-9061", "HP", None),
        ("telecom-9061", "H", None),
        ("identifier-8116", "FNR", "2.16.578.1.12.4.1.4.1"),
        ("identifier-8116", "DNR", "2.16.578.1.12.4.1.4.2"),
        ("identifier-8116", "FHN", "2.16.578.1.12.4.1.4.3"),
        ("identifier-8116", "HPR", "2.16.578.1.12.4.1.4.4"),
        ("identifier-8116", "DUF", "2.16.578.1.12.4.1.4.5"),
        ("identifier-8116", "HER", "2.16.578.1.12.4.1.2"),
        ("identifier-8116", "HNR", None),
        ("identifier-9051", "HER", "2.16.578.1.12.4.1.2"),
        ("identifier-9051", "ENH", "2.16.578.1.12.4.1.4.101"),
        ("identifier-9051", "RSH", "2.16.578.1.12.4.1.4.102"),
        ("identifier-9051", "AKO", "2.16.578.1.12.4.1.4.107"),
        ("piece-by-form", "10219000", "{Tablet}"),
        ("piece-by-form", "10519000", "{Patch}"),
        ("dose-by-form", "10808000", "{Actuation}"),
        ("dose-by-form", "11109000", "{Actuation}"),
    ],
)
def test_rows_where_a_mistake_would_harm(shipped: Tables, table: str, code: str, target: str | None) -> None:
    assert _target(shipped, table, code) == target


def test_a_liquid_has_no_piece(shipped: Tables) -> None:
    for code in ("10104000", "22010", "16040", "10502000"):
        assert shipped.table("piece-by-form").row(code) is None


def test_texts_cover_their_lists(shipped: Tables) -> None:
    assert [row.english for row in shipped.texts("use-9101")][:3] == ["regular use", "course of treatment", "as needed"]
    assert shipped.texts("time-of-day-8325").row("3").english == "midday"


def test_an_editor_reads_the_files_as_the_converter_does(mappings: Path) -> None:
    """Every scalar that YAML 1.1 would take for a number, a date or a boolean is quoted."""
    for folder in ("codes", "texts", "valuesets", "codelists"):
        for file in sorted((mappings / folder).glob("*.yaml")):
            text = file.read_text(encoding="utf-8")
            assert yaml.load(text, yaml.CSafeLoader) == yaml.load(text, yaml.CBaseLoader), file.name


def _columns(file: Path, code: str, term: str) -> dict[str, str]:
    with file.open(encoding="utf-8", newline="") as stream:
        return {row[code]: row[term] for row in csv.DictReader(stream)}


def test_value_sets_equal_the_reference_copies(shipped: Tables, shared: Path) -> None:
    folder = shared / "codes" / "ehdsi"
    for value_set in shipped.value_sets.values():
        file = folder / f"{value_set.name}.csv"
        if value_set.version == "8.0.0":
            file = folder / f"{value_set.name}__{value_set.oid}.csv"
        assert dict(value_set.terms) == _columns(file, "code", "display"), value_set.name
    index = _columns(folder / "index.csv", "value_set", "oid")
    for value_set in shipped.value_sets.values():
        assert index.get(value_set.name, value_set.oid) == value_set.oid


def test_code_lists_equal_the_reference_copies(shipped: Tables, shared: Path) -> None:
    folder = shared / "codes" / "norway"
    for code_list in shipped.code_lists.values():
        if code_list.number == "7448":
            new = {**_columns(folder / "themaster_codes.csv", "code", "display_no")}
            assert code_list.terms["53"] == new["53"] == "Tablett"
            old = _columns(folder / "7448.csv", "code", "display_no")
            assert set(old) <= set(code_list)
            continue
        copies = {
            "2018-10-15": [f"{code_list.number}.csv"],
            "2025": [f"{code_list.number}_2025.csv", f"{code_list.number}_themaster_2025.csv"],
        }[code_list.version]
        file = next(folder / name for name in copies if (folder / name).exists())
        assert dict(code_list.terms) == _columns(file, "code", "display_no"), code_list.number


def test_the_dose_form_list_is_the_union_of_both_copies(shipped: Tables, shared: Path) -> None:
    folder = shared / "codes" / "norway"
    old = _columns(folder / "7448.csv", "code", "display_no")
    with (folder / "themaster_codes.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["list"] == "VolvenMedicamentForm"]
    new = {row["code"]: row["display_no"] for row in rows}
    assert dict(shipped.code_list("7448").terms) == old | new
    assert dict(shipped.code_list("7448").short) == {row["code"]: row["short_no"] for row in rows if row["short_no"]}
