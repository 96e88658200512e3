"""Which entry counts when FEST has several, and what an outgoing number leads to."""

from pathlib import Path

import pytest

from converter.enrichment.fest_database import BuildSummary, build_database
from converter.enrichment.fest_register import FestRegister, read_register
from converter.formats.norway.fest_errors import FestCode
from converter.model.medicine import Medicine
from tests.formats import fest_files as make


def build(tmp_path: Path, text: str) -> tuple[BuildSummary, FestRegister]:
    summary = build_database(make.save(tmp_path, text), tmp_path / "fest.sqlite")
    return summary, read_register(tmp_path / "fest.sqlite")[0]


def codes(summary: BuildSummary) -> list[FestCode]:
    return [problem.code for problem in summary.problems]


def found(register: FestRegister, varenr: str = "990900") -> Medicine:
    medicine = register.find(varenr)
    assert medicine is not None
    return medicine


def test_duplicate_id_is_reported(tmp_path: Path) -> None:
    packages = make.package("990901", identifier="P1") + make.package("990902", identifier="P1")
    summary, register = build(tmp_path, make.fest(packages=packages))
    assert FestCode.DUPLICATE_ID in codes(summary)
    assert found(register, "990901").substances
    assert found(register, "990902").substances


OLD, NEW = "2025-01-01T00:00:00", "2026-06-01T00:00:00"


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_two_active_packages_the_latest_wins_and_it_is_reported(tmp_path: Path, newest_first: bool) -> None:
    both = [
        make.package(name="Ny", identifier="P1", changed=NEW),
        make.package(name="Gammel", identifier="P2", changed=OLD),
    ]
    summary, register = build(tmp_path, make.fest(packages="".join(both if newest_first else both[::-1])))
    assert codes(summary) == [FestCode.DUPLICATE_ENTRY]
    assert found(register).name_form_strength == "Ny"
    assert summary.packages == 1


@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_withdrawn_never_overrides_active(tmp_path: Path, withdrawn_first: bool) -> None:
    both = [
        make.package(name="Utgått", identifier="P1", changed=NEW, status="U"),
        make.package(name="Aktiv", identifier="P2", changed=OLD),
    ]
    summary, register = build(tmp_path, make.fest(packages="".join(both if withdrawn_first else both[::-1])))
    assert found(register).name_form_strength == "Aktiv"
    assert not found(register).withdrawn
    assert codes(summary) == []


def test_withdrawn_package_is_marked(tmp_path: Path) -> None:
    summary, register = build(tmp_path, make.fest(packages=make.package(status="U")))
    assert found(register).withdrawn
    assert summary.withdrawn == 1


def test_two_that_are_equally_new_and_differ_are_both_left_out(tmp_path: Path) -> None:
    packages = make.package(name="En", identifier="P1") + make.package(name="To", identifier="P2")
    summary, register = build(tmp_path, make.fest(packages=packages + make.package("990901")))
    assert FestCode.DUPLICATE_AMBIGUOUS in codes(summary)
    assert register.find("990900") is None
    assert register.find("990901") is not None


def test_time_zones_count_when_entries_are_compared(tmp_path: Path) -> None:
    packages = make.package(name="Før", identifier="P1", changed="2026-06-01T12:00:00+05:00") + make.package(
        name="Etter", identifier="P2", changed="2026-06-01T08:00:00Z"
    )
    _, register = build(tmp_path, make.fest(packages=packages))
    assert found(register).name_form_strength == "Etter"


def test_outgoing_number_leads_to_the_package_that_replaces_it(tmp_path: Path) -> None:
    summary, register = build(tmp_path, make.fest(packages=make.package("990901", outgoing="990900")))
    assert found(register).replaced_by == "990901"
    assert found(register).varenr == "990900"
    assert found(register).substances == found(register, "990901").substances != ()
    assert found(register, "990901").replaced_by == ""
    assert (summary.replaced, summary.packages, register.version.packages) == (1, 1, 1)


def test_outgoing_number_keeps_its_own_facts_while_fest_has_them(tmp_path: Path) -> None:
    packages = make.package("990901", outgoing="990900") + make.package(name="Egen", status="U")
    _, register = build(tmp_path, make.fest(packages=packages))
    assert found(register).name_form_strength == "Egen"
    assert found(register).replaced_by == "990901"


def test_two_replacements_are_reported_and_the_latest_wins(tmp_path: Path) -> None:
    packages = make.package("990901", outgoing="990900", changed=OLD) + make.package(
        "990902", outgoing="990900", changed=NEW
    )
    summary, register = build(tmp_path, make.fest(packages=packages))
    assert codes(summary) == [FestCode.REPLACEMENT_AMBIGUOUS]
    assert found(register).replaced_by == "990902"


def test_packages_that_replace_each_other_or_themselves(tmp_path: Path) -> None:
    packages = (
        make.package("990901", outgoing="990902")
        + make.package("990902", outgoing="990901")
        + make.package("990903", outgoing="990903")
    )
    _, register = build(tmp_path, make.fest(packages=packages))
    assert found(register, "990901").replaced_by == "990902"
    assert found(register, "990902").replaced_by == "990901"
    assert found(register, "990903").replaced_by == ""


def test_package_of_two_brands_has_its_substances_in_its_parts(tmp_path: Path) -> None:
    _, register = build(
        tmp_path,
        make.fest(brands=make.brand("M1") + make.brand("M2", refs=[]), packages=make.package(brands=["M1", "M2"])),
    )
    medicine = found(register)
    assert medicine.substances == ()
    assert [len(content.substances) for content in medicine.contents] == [1, 0]
    assert [content.brand_name for content in medicine.contents] == ["Fiktiv", "Fiktiv"]


def test_strictest_group_of_two_brands(tmp_path: Path) -> None:
    brands = make.brand("M1") + make.brand("M2").replace('<fs:Reseptgruppe V="C"', '<fs:Reseptgruppe V="A"')
    _, register = build(tmp_path, make.fest(brands=brands, packages=make.package(brands=["M1", "M2"])))
    assert found(register).brand_group == "A"
