"""Which entry counts when FEST has several, and what an outgoing number leads to."""

import re
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


ATC = '<fs:Atc V="{}" S="2.16.578.1.12.4.1.1.7180" DN=""/>'
TYPE = '<fs:Preparattype V="{}" DN=""/>'
ROUTE = (
    '<fs:AdministreringLegemiddel><fs:Administrasjonsvei V="{}" S="2.16.578.1.12.4.1.1.7477" DN=""/>'
    "</fs:AdministreringLegemiddel>"
)


def _brand(identifier: str, atc: str, kind: str, route: str, name: str) -> str:
    """A brand with facts of its own."""
    group = '<fs:Reseptgruppe V="C" DN=""/>'
    text = make.brand(identifier).replace("<fs:NavnFormStyrke>", ATC.format(atc) + "<fs:NavnFormStyrke>")
    text = text.replace(group, group + TYPE.format(kind) + ROUTE.format(route))
    return text.replace("<fs:Varenavn>Fiktiv<", f"<fs:Varenavn>{name}<")


def _combination(tmp_path: Path, *brands: str) -> Medicine:
    """A package of two brands that says no ATC code, type or route itself."""
    text = make.package(brands=["M1", "M2"])
    text = re.sub(
        r"<fs:Atc [^>]*>|<fs:Preparattype [^>]*>|<fs:AdministreringLegemiddel>.*?</[^>]*Legemiddel>", "", text
    )
    return found(build(tmp_path, make.fest(brands="".join(brands), packages=text))[1])


def test_what_one_of_two_brands_says_is_not_said_of_the_package(tmp_path: Path) -> None:
    """No code, route or name of a part; and a type that no rule lets out, for one of them may be excluded."""
    medicine = _combination(
        tmp_path, _brand("M1", "G01AF02", "7", "53", "Krem"), _brand("M2", "N02BE01", "11", "90", "Tablett")
    )
    assert (medicine.atc, medicine.routes, medicine.brand_name) == (None, (), "")
    assert medicine.preparation_type is not None
    assert medicine.preparation_type.code == "?"


def test_what_both_brands_say_is_said_of_the_package(tmp_path: Path) -> None:
    medicine = _combination(tmp_path, *(_brand(m, "G01AF02", "7", "53", "Krem") for m in ("M1", "M2")))
    assert medicine.atc is not None
    assert medicine.preparation_type is not None
    assert (medicine.atc.code, medicine.preparation_type.code) == ("G01AF02", "7")
    assert ([r.code for r in medicine.routes], medicine.brand_name) == (["53"], "Krem")


@pytest.mark.parametrize(("status", "expected"), [("A", 1), ("U", 0)])
def test_what_is_out_of_use_but_still_referred_to_is_used_and_told(tmp_path: Path, status: str, expected: int) -> None:
    """FEST keeps a withdrawn entry for what still refers to it; a withdrawn package is nobody's concern."""
    withdrawn = make.strength().replace('<Status V="A"', '<Status V="U"')
    assert withdrawn != make.strength()
    text = make.fest(packages=make.package(status=status), substances=make.substance() + withdrawn)
    summary, register = build(tmp_path, text)
    assert codes(summary).count(FestCode.REFERENCE_WITHDRAWN) == expected
    assert found(register).substances


def test_the_units_of_a_dose_are_the_packages_or_else_its_brands(tmp_path: Path) -> None:
    """EnhetDosering (list 7480), as many as FEST gives."""
    unit = '<fs:EnhetDosering V="{}" S="2.16.578.1.12.4.1.1.7480" DN=""/>'
    group = '<fs:Reseptgruppe V="C" DN=""/>'
    more = ROUTE.format("53").replace("</fs:Adm", unit.format("13") + unit.format("8") + "</fs:Adm")
    brand = make.brand("M1").replace(group, group + more)
    package = re.sub(r"<fs:AdministreringLegemiddel>.*?</fs:AdministreringLegemiddel>", "", make.package(brands=["M1"]))
    medicine = found(build(tmp_path, make.fest(brands=brand, packages=package))[1])
    assert [u.code for u in medicine.dose_units] == ["13", "8"]
