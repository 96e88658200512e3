"""FEST's own code lists in a register, and what they have that ours lack."""

from pathlib import Path

import pytest

from converter.enrichment.code_lists import MissingCode, missing_codes
from converter.enrichment.fest_database import BuildSummary, build_database
from converter.enrichment.fest_register import FestRegister, read_register
from converter.enrichment.medicines import open_register
from converter.formats.norway.fest_errors import FestCode
from converter.model.medicine import ListedCode
from tests.formats import fest_files as make
from tests.formats.fest_files import OID


def build(tmp_path: Path, text: str) -> tuple[BuildSummary, FestRegister]:
    summary = build_database(make.save(tmp_path, text), tmp_path / "fest.sqlite")
    return summary, read_register(tmp_path / "fest.sqlite")[0]


def codes(summary: BuildSummary) -> list[FestCode]:
    return [problem.code for problem in summary.problems]


TERMS = (
    "<Element><Id>K1</Id><Kode>A</Kode><Term><Term>English</Term><Sprak V='en'/></Term><Term><Term>Norsk</Term>"
    "<BeskrivelseTerm>Lengre</BeskrivelseTerm><Sprak V='no'/></Term></Element>"
    "<Element><Id>K2</Id><ParentId>K1</ParentId><Kode>B</Kode></Element><Element><Id>K3</Id><Kode/></Element>"
)


def test_code_list(tmp_path: Path) -> None:
    summary, register = build(tmp_path, make.fest(lists=make.code_list(elements=TERMS)))
    (found,) = register.code_lists()
    assert (found.oid, found.title, found.short_name, found.publisher) == (f"{OID}7452", "Enhet", "7452", "Noen")
    assert found.codes == (ListedCode("A", "Norsk", "Lengre"), ListedCode("B", "", "", "A"))
    assert found.active
    assert found.changed.isoformat() == "2026-01-01T00:00:00+01:00"
    assert (summary.code_lists, summary.problems) == (1, ())


@pytest.mark.parametrize("lost", ["<Id>2.16.578.1.12.4.1.1.7452</Id>", "all"])
def test_code_list_without_head_is_reported(tmp_path: Path, lost: str) -> None:
    text = make.code_list()
    text = text[: text.index("<Info>")] + "</OppfKodeverk>" if lost == "all" else text.replace(lost, "")
    summary, register = build(tmp_path, make.fest(lists=text))
    assert codes(summary) == [FestCode.ENTRY_EMPTY]
    assert register.code_lists() == ()


def test_codes_that_the_tables_lack(tmp_path: Path) -> None:
    element = "<Element><Id>K{0}</Id><Kode>{0}</Kode><Term><Term>Term {0}</Term></Term></Element>"
    lists = (
        make.code_list(f"{OID}7452", "".join(map(element.format, ("stk", "ny"))))
        + make.code_list(f"{OID}7448", element.format("99"), status="U")
        + make.code_list(f"{OID}7477", element.format("7"))
        + make.code_list(f"{OID}7110", element.format("A00"))
    )
    _, register = build(tmp_path, make.fest(lists=lists))
    (tmp_path / "7452.csv").write_text("code,term\nstk,stykk\n", encoding="utf-8")
    assert missing_codes(register, tmp_path) == (
        MissingCode("7452", "ny", "Term ny"),
        MissingCode("7477", "7", "Term 7"),
    )


def test_our_lists_have_every_code_of_the_demo() -> None:
    lists = Path(__file__).parents[2] / "mappings" / "codelists"
    assert missing_codes(open_register(None), lists) == ()
