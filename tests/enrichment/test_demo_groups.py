"""The demo extract's groups, code lists, components and dates: there, and marked as what they are."""

import csv

import pytest
from lxml import etree

from converter.enrichment.fest_register import FestRegister
from converter.enrichment.medicines import demo_extract, open_register
from tests.enrichment.test_demo_extract import FULL_ENTRIES, PARSER, fictional, found
from tests.formats.fest_files import FS, M30


@pytest.fixture(scope="module")
def register() -> FestRegister:
    return open_register(None)


@pytest.fixture(scope="module")
def extract() -> etree._Element:
    return etree.parse(str(demo_extract()), PARSER).getroot()


def test_other_entries_say_whether_they_are_real(extract: etree._Element) -> None:
    catalogues = {"LegemiddelVirkestoff": "Fictional", "Byttegruppe": "Fictional", "Kodeverk": "Real. Source: "}
    for name, beginning in catalogues.items():
        entries = list(extract.iter(f"{{{M30}}}Oppf{name}"))
        assert entries
        for element in entries:
            comment = element.getprevious()
            assert comment is not None
            assert comment.tag is etree.Comment
            assert (comment.text or "").strip().startswith(beginning)
            own = element[-1].findtext(f"{{{FS}}}Id") or element[-1].findtext(f"{{{M30}}}Id") or ""
            assert name == "Kodeverk" or own.startswith("ID_FIKTIV-")


def test_real_packages_carry_no_invented_facts(extract: etree._Element) -> None:
    for element in extract.iter(f"{{{FS}}}Legemiddelpakning"):
        varenr = element.findtext(f"{{{FS}}}Varenr") or ""
        eans = [ean.text or "" for ean in element.iter(f"{{{FS}}}Ean")]
        assert all(ean.startswith("20") == fictional(varenr) for ean in eans)
        if not fictional(varenr):
            assert element.find(f".//{{{FS}}}Pakningskomponent") is None
            assert element.find(f"{{{FS}}}PakningByttegruppe") is None
            assert varenr in FULL_ENTRIES or element.find(f"{{{FS}}}Markedsforingsinfo") is None


def test_lists_are_excerpts_of_the_lists(register: FestRegister) -> None:
    lists = demo_extract().parents[1] / "codelists"
    for excerpt in register.code_lists():
        with (lists / f"{excerpt.short_name}.csv").open(encoding="utf-8") as stream:
            terms = {row["code"]: row["term"] for row in csv.DictReader(stream)}
        assert {c.code: terms[c.code] for c in excerpt.codes} == {c.code: c.term for c in excerpt.codes}
    assert {c.short_name for c in register.code_lists()} == {"7448", "7449", "7452", "7477", "9090"}


def test_substance_groups_and_what_is_new_in_packages(register: FestRegister) -> None:
    group = register.find_substance_group("ID_FIKTIV-L-kodein-paracetamol-tab-30-400")
    assert group is not None
    assert (group.group, group.packages, len(group.substances)) == ("B", ("990050",), 2)
    codeine = register.find_substance("ID_DEMO-V-kodein")
    assert codeine is not None
    assert (codeine.group, codeine.related_group) == ("", "B")
    powder = found(register, "990021").contents[0]
    assert [str(c.amount.value) + c.amount.unit for c in powder.components] == ["1g", "4ml"]
    first, second = found(register, "990001").generic, found(register, "990002").generic
    assert first is not None
    assert first == second
    assert found(register, "990008").deregistered_on is not None
    assert found(register, "990043").unavailable_since is not None
    brand = register.find_brand("ID_FIKTIV-M-001")
    assert brand is not None
    assert brand.packages == ("990001", "990002")
