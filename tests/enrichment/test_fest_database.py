"""Building a register from FEST: what is put together, what is reported, and what is never touched."""

import hashlib
import json
import os
import sqlite3
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from converter.enrichment.fest_database import BuildSummary, build_database
from converter.enrichment.fest_register import FestRegister, read_register
from converter.enrichment.medicines import demo_extract
from converter.enrichment.register_errors import RegisterCode, RegisterError
from converter.enrichment.seal import SCHEMA_VERSION
from converter.formats.norway.fest_errors import FestCode, FestError
from converter.model.coded import Coded
from converter.model.medicine import (
    Brand,
    GenericGroup,
    ListedCode,
    Medicine,
    PackageComponent,
    PackageContent,
    RegisterCodeList,
    RegisterQuantity,
    Substance,
    SubstanceGroup,
    SubstanceStrength,
)
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


def test_one_package_from_xml_to_lookup(tmp_path: Path) -> None:
    summary, register = build(tmp_path, make.fest())
    medicine = found(register)
    assert (summary.packages, summary.brands, summary.substances, summary.strengths) == (1, 1, 1, 1)
    assert summary.problems == ()
    assert medicine.brand_name == "Fiktiv"
    assert medicine.contents[0].amount == 100
    (substance,) = medicine.substances
    assert (substance.name, substance.strength) == ("Paracetamol", RegisterQuantity(Decimal(500), "mg"))
    assert register.version.packages == 1
    assert not register.version.demo
    assert register.version.retrieved.isoformat() == "2026-11-01T03:00:00+01:00"
    assert register.find("90900") is None
    assert register.find("") is None


def test_decimals_are_kept_as_text(tmp_path: Path) -> None:
    strength = make.strength(amount='<fs:Styrke V="0.10" U="mg"/>')
    build(tmp_path, make.fest(substances=make.substance() + strength))
    with sqlite3.connect(tmp_path / "fest.sqlite") as connection:
        text = connection.execute("SELECT json FROM medicine").fetchone()[0]
    connection.close()
    assert json.loads(text)["substances"][0]["strength"]["value"] == "0.10"


def test_substances_come_in_the_order_of_sortering(tmp_path: Path) -> None:
    _, register = build(
        tmp_path,
        make.fest(
            brands=make.brand(refs=[(3, "S1"), (1, "S2")], without=[(2, "V3")]),
            substances="".join(make.substance(f"V{n}", f"<fs:Navn>Stoff {n}</fs:Navn>") for n in (1, 2, 3))
            + make.strength("S1", ref="V1")
            + make.strength("S2", ref="V2"),
        ),
    )
    medicine = found(register)
    assert [substance.name for substance in medicine.substances] == ["Stoff 2", "Stoff 3", "Stoff 1"]
    assert medicine.substances[1].strength is None


UNENRICHED = {
    "no brand": (make.fest(packages=make.package(brands=[])), FestCode.PACKAGE_WITHOUT_BRAND),
    "empty brand": (make.fest(packages=make.package(brands=[""])), FestCode.PACKAGE_WITHOUT_BRAND),
    "dangling brand": (make.fest(packages=make.package(brands=["M9"])), FestCode.BRAND_UNKNOWN),
    "dangling strength": (make.fest(brands=make.brand(refs=[(1, "S1"), (2, "S9")])), FestCode.STRENGTH_UNKNOWN),
    "dangling substance": (
        make.fest(substances=make.substance() + make.strength(ref="V9")),
        FestCode.SUBSTANCE_UNKNOWN,
    ),
    "dangling substance without strength": (
        make.fest(brands=make.brand(without=[(2, "V9")])),
        FestCode.SUBSTANCE_UNKNOWN,
    ),
    "no name": (make.fest(substances=make.substance(name="") + make.strength()), FestCode.SUBSTANCE_WITHOUT_NAME),
    "empty name": (
        make.fest(substances=make.substance(name="<fs:Navn> </fs:Navn>") + make.strength()),
        FestCode.SUBSTANCE_WITHOUT_NAME,
    ),
    "infinite strength": (
        make.fest(substances=make.substance() + make.strength(amount='<fs:Styrke V="INF" U="mg"/>')),
        FestCode.STRENGTH_UNUSABLE,
    ),
}


@pytest.mark.parametrize("name", UNENRICHED)
def test_package_that_cannot_be_resolved_has_no_substances_at_all(tmp_path: Path, name: str) -> None:
    text, code = UNENRICHED[name]
    summary, register = build(tmp_path, text)
    medicine = found(register)
    assert code in codes(summary)
    assert any("990900" in problem.path for problem in summary.problems)
    assert summary.unenriched == 1
    assert medicine.substances == ()
    assert medicine.name_form_strength == "Fiktiv tab 500 mg"
    assert all(content.substances == () for content in medicine.contents)


@pytest.mark.parametrize("amount", ["0", "-1", "mange", ""])
def test_package_size_that_cannot_be_used(tmp_path: Path, amount: str) -> None:
    summary, register = build(tmp_path, make.fest(packages=make.package(amount=amount)))
    assert codes(summary) == [FestCode.SIZE_UNUSABLE]
    assert found(register).contents == ()


def contents(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_same_file_gives_the_same_database(tmp_path: Path) -> None:
    for name in ("a.sqlite", "b.sqlite"):
        build_database(demo_extract(), tmp_path / name)
    assert contents(tmp_path / "a.sqlite") == contents(tmp_path / "b.sqlite")
    zipped = make.save_zip(tmp_path, {"fest.xml": demo_extract().read_bytes()})
    build_database(zipped, tmp_path / "c.sqlite")
    assert contents(tmp_path / "c.sqlite") == contents(tmp_path / "a.sqlite")


BROKEN = {
    "truncated": make.fest()[:-20],
    "no packages": make.fest(packages=""),
    "wrong root": "<a/>",
    "broken late": make.fest().replace("</FEST>", "<KatLegemiddelpakning/><FEST>"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_failed_build_leaves_the_good_file(tmp_path: Path, name: str) -> None:
    target = tmp_path / "fest.sqlite"
    build_database(make.save(tmp_path, make.fest(), "good.xml"), target)
    before, files = target.read_bytes(), sorted(tmp_path.iterdir())
    bad = make.save(tmp_path, BROKEN[name], "bad.xml")
    with pytest.raises(FestError):
        build_database(bad, target)
    assert target.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([*files, bad])


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_failure_of_the_disk_leaves_the_good_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    target = tmp_path / "fest.sqlite"
    source = make.save(tmp_path, make.fest(), "good.xml")
    build_database(source, target)
    before, files = target.read_bytes(), sorted(tmp_path.iterdir())

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))
    with pytest.raises(RegisterError) as caught:
        build_database(source, target)
    assert caught.value.code == RegisterCode.NOT_WRITTEN
    assert target.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == files


def test_register_that_is_open_goes_on_while_its_file_is_replaced(tmp_path: Path) -> None:
    _, register = build(tmp_path, make.fest())
    build_database(make.save(tmp_path, make.fest(packages=make.package("990901"))), tmp_path / "fest.sqlite")
    assert register.find("990900") is not None
    assert read_register(tmp_path / "fest.sqlite")[0].find("990900") is None


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        build_database(make.save(tmp_path, make.fest()), tmp_path / "none" / "fest.sqlite")
    assert caught.value.code == RegisterCode.NOT_WRITTEN


def test_problems_are_bounded_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.enrichment.fest_staging.MAX_PROBLEMS", 3)
    packages = "".join(make.package(f"{n:06}", brands=[]) for n in range(5))
    summary, _ = build(tmp_path, make.fest(packages=packages))
    assert (len(summary.problems), summary.problem_count) == (3, 5)


def test_schema_version_is_tied_to_what_a_medicine_holds() -> None:
    """Whoever changes what is kept raises SCHEMA_VERSION, and then changes this fingerprint."""
    kinds = (
        *(Medicine, PackageContent, PackageComponent, SubstanceStrength, RegisterQuantity, GenericGroup, Coded),
        *(Brand, SubstanceGroup, Substance, RegisterCodeList, ListedCode),
    )
    names = " ".join(f"{kind.__name__}.{f.name}:{f.type}" for kind in kinds for f in fields(kind))
    fingerprint = hashlib.sha256(names.encode()).hexdigest()[:8]
    assert (SCHEMA_VERSION, fingerprint) == (6, "35f34965")
