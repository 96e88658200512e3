"""What a register knows beside packages: brands, substance groups, substances, generic groups, components."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from converter.enrichment.fest_database import BuildSummary, build_database
from converter.enrichment.fest_register import FestRegister, read_register
from converter.enrichment.prescription_groups import GroupsOfSubstances, strictest
from converter.formats.norway.fest_errors import FestCode, FestError
from converter.model.coded import Coded
from converter.model.medicine import GenericGroup, PackageComponent, RegisterQuantity
from tests.formats import fest_files as make
from tests.formats.fest_files import OID


def build(tmp_path: Path, text: str) -> tuple[BuildSummary, FestRegister]:
    summary = build_database(make.save(tmp_path, text), tmp_path / "fest.sqlite")
    return summary, read_register(tmp_path / "fest.sqlite")[0]


def codes(summary: BuildSummary) -> list[FestCode]:
    return [problem.code for problem in summary.problems]


def test_brand_by_its_id(tmp_path: Path) -> None:
    packages = make.package("990902") + make.package("990901")
    _, register = build(tmp_path, make.fest(packages=packages))
    brand = register.find_brand("M1")
    assert brand is not None
    assert (brand.id, brand.name, brand.group, brand.packages) == ("M1", "Fiktiv", "C", ("990901", "990902"))
    assert [(s.name, s.substance_id) for s in brand.substances] == [("Paracetamol", "V1")]
    assert register.find_brand("M9") is None
    medicine = register.find("990901")
    assert medicine is not None
    assert (medicine.id, medicine.brand_id) == ("P990901", "M1")


def test_brand_without_packages_tells_its_own_problems(tmp_path: Path) -> None:
    summary, register = build(tmp_path, make.fest(brands=make.brand() + make.brand("M2", [(1, "S9")])))
    assert [(p.code, p.path) for p in summary.problems] == [(FestCode.STRENGTH_UNKNOWN, "brand M2 > S9")]
    brand = register.find_brand("M2")
    assert brand is not None
    assert brand.substances == ()


def test_substance_group(tmp_path: Path) -> None:
    summary, register = build(tmp_path, make.fest(groups=make.substance_group()))
    group = register.find_substance_group("L1")
    assert group is not None
    assert (group.name, group.group, group.brands, group.packages) == (
        "Paracetamol Tab 500 mg",
        "C",
        ("M1",),
        ("990900",),
    )
    assert group.atc == Coded("N02BE01", f"{OID}7180", "Paracetamol")
    assert group.form is not None
    assert group.form.code == "53"
    assert [route.code for route in group.routes] == ["53"]
    assert [unit.code for unit in group.units] == ["stk"]
    assert group.substances[0].strength == RegisterQuantity(Decimal(500), "mg")
    assert (summary.substance_groups, summary.problems) == (1, ())
    assert register.find_substance_group("L2") is None


def test_substance_group_that_refers_to_what_is_not_there(tmp_path: Path) -> None:
    group = make.substance_group(refs=[(1, "S1"), (2, "S9")], brands=["M1", "M9"], packages=["P990900", "P9"])
    summary, register = build(tmp_path, make.fest(groups=group))
    found = register.find_substance_group("L1")
    assert found is not None
    assert (found.substances, found.brands, found.packages) == ((), ("M1",), ("990900",))
    assert codes(summary) == [
        FestCode.STRENGTH_UNKNOWN,
        FestCode.REFERENCE_UNKNOWN,
        FestCode.REFERENCE_UNKNOWN,
    ]


@pytest.mark.parametrize("missing", ["<fs:Id>L1</fs:Id>", '<fs:Reseptgruppe V="C" DN=""/>'])
def test_substance_group_without_what_it_must_have(tmp_path: Path, missing: str) -> None:
    text = make.fest(groups=make.substance_group().replace(missing, ""))
    with pytest.raises(FestError) as caught:
        build(tmp_path, text)
    assert caught.value.code == FestCode.ELEMENT_MISSING
    assert caught.value.path.startswith("KatLegemiddelVirkestoff/OppfLegemiddelVirkestoff[1]/LegemiddelVirkestoff/")


@pytest.mark.parametrize(
    ("brand", "package", "group", "strict"),
    [("C", "C", "C", "C"), ("A", "C", "C", "A"), ("C", "B", "C", "B"), ("C", "F", "A", "A"), ("F", "CF", "F", "CF")],
)
def test_strictest_group_of_all_that_holds_a_substance(
    tmp_path: Path, brand: str, package: str, group: str, strict: str
) -> None:
    text = make.fest(
        brands=make.brand(group=brand),
        packages=make.package(group=package),
        groups=make.substance_group(group=group),
    )
    substance = build(tmp_path, text)[1].find_substance("V1")
    assert substance is not None
    assert (substance.name, substance.name_english, substance.group) == ("Paracetamol", "Paracetamol", strict)


def test_withdrawn_package_counts_for_the_group_of_its_substance(tmp_path: Path) -> None:
    packages = make.package() + make.package("990901", group="A", status="U")
    substance = build(tmp_path, make.fest(packages=packages))[1].find_substance("V1")
    assert substance is not None
    assert substance.group == "A"


def test_strength_that_cannot_be_used_still_tells_the_group(tmp_path: Path) -> None:
    strength = make.strength(amount='<fs:Styrke V="INF" U="mg"/>')
    text = make.fest(brands=make.brand(group="A"), substances=make.substance() + strength)
    substance = build(tmp_path, text)[1].find_substance("V1")
    assert substance is not None
    assert substance.group == "A"


def test_base_knows_the_group_of_its_salts(tmp_path: Path) -> None:
    substances = (
        make.substance("V1")
        + make.strength()
        + make.substance("V0", related=["V1", "V2"])
        + make.substance("V2")
        + make.substance("V3", related=["V9"])
    )
    summary, register = build(tmp_path, make.fest(brands=make.brand(group="A"), substances=substances))
    found = {key: register.find_substance(key) for key in ("V0", "V1", "V2", "V3")}
    facts = {key: (s.group, s.related_group, s.related) for key, s in found.items() if s is not None}
    assert facts == {
        "V0": ("", "A", ("V1", "V2")),
        "V1": ("A", "A", ("V0",)),
        "V2": ("", "A", ("V0",)),
        "V3": ("", "", ()),
    }
    assert codes(summary) == [FestCode.REFERENCE_UNKNOWN]


def test_strictest_does_not_depend_on_order() -> None:
    for order in permutations(("A", "B", "C", "?")):
        assert strictest(order) == "?"
        groups = GroupsOfSubstances()
        for group in order:
            groups.hold(["V"], group)
        assert groups.group("V") == "?"
    assert strictest(()) == ""


def test_generic_group_of_a_package_and_of_its_brand(tmp_path: Path) -> None:
    more = (
        "<BeskrivelseByttbarhet>Vilkår</BeskrivelseByttbarhet><GyldigFraDato>2020-05-01+02:00</GyldigFraDato>"
        "<GyldigTilDato>2027-01-01</GyldigTilDato>"
    )
    text = make.fest(
        brands=make.brand(generic=make.member("B2", since="rot")),
        packages=make.package(generic=make.member(until="2026-12-31")) + make.package("990901"),
        generic=make.generic_group(more=more) + make.generic_group("B2"),
    )
    summary, register = build(tmp_path, text)
    medicine, other, brand = register.find("990900"), register.find("990901"), register.find_brand("M1")
    assert medicine is not None
    assert other is not None
    assert brand is not None
    assert medicine.generic == GenericGroup(
        id="B1",
        code="000123",
        valid_from=date(2020, 5, 1),
        valid_until=date(2027, 1, 1),
        member_from=date(2024, 1, 1),
        member_until=date(2026, 12, 31),
        has_remark=True,
        remark="Vilkår",
    )
    assert other.generic == brand.generic == GenericGroup("B2", "000123", has_remark=True)
    assert (summary.generic_groups, summary.problems) == (2, ())


def test_generic_group_that_is_not_there(tmp_path: Path) -> None:
    summary, register = build(tmp_path, make.fest(packages=make.package(generic=make.member("B9"))))
    medicine = register.find("990900")
    assert medicine is not None
    assert medicine.generic is None
    assert codes(summary) == [FestCode.REFERENCE_UNKNOWN]


def test_components_article_numbers_and_dates(tmp_path: Path) -> None:
    package = make.package(
        eans=["2000009900018", "2000009910017", "2000009900018"],
        components=make.component() + make.component("0.5", count=""),
        dates="<fs:Markedsforingsdato>2015-03-01</fs:Markedsforingsdato><fs:AvregDato>2025-06-30Z</fs:AvregDato>"
        "<fs:MidlUtgattDato>2024-02-30</fs:MidlUtgattDato>",
    )
    summary, register = build(tmp_path, make.fest(packages=package))
    medicine = register.find("990900")
    assert medicine is not None
    assert medicine.eans == ("2000009900018", "2000009910017")
    ampoule = Coded("7", f"{OID}7449", "Ampulle")
    assert medicine.contents[0].components == (
        PackageComponent(ampoule, RegisterQuantity(Decimal(4), "ml"), 10),
        PackageComponent(ampoule, RegisterQuantity(Decimal("0.5"), "ml")),
    )
    assert (medicine.marketed_on, medicine.deregistered_on) == (date(2015, 3, 1), date(2025, 6, 30))
    assert medicine.unavailable_since is None  # no such day
    assert summary.problems == ()


@pytest.mark.parametrize(("amount", "count"), [("INF", ""), ("0", ""), ("4", "<fs:Antall>0</fs:Antall>")])
def test_one_component_that_cannot_be_used_leaves_all_out(tmp_path: Path, amount: str, count: str) -> None:
    package = make.package(components=make.component() + make.component(amount, count))
    summary, register = build(tmp_path, make.fest(packages=package))
    medicine = register.find("990900")
    assert medicine is not None
    (content,) = medicine.contents
    assert (content.has_components, content.components) == (True, ())
    assert codes(summary) == [FestCode.COMPONENT_UNUSABLE]
