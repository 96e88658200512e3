"""What is loaded from a small home: text stays text, targets carry their originals."""

from dataclasses import FrozenInstanceError

import pytest
from pydantic import ValidationError

from converter.model.coded import Coded
from converter.terminology.code_table import Coverage, text_key


def test_a_row_gives_the_target_under_the_sets_term_and_keeps_the_national_code(small) -> None:
    row = small.load().table("form").row("891")
    national = Coded("891", "1.9.7448", "Kapsel, hard")
    assert row is not None
    assert row.target == Coded("10210000", "1.2.4", "Capsule, hard", (national,))
    assert (row.relation, row.status, row.note, row.line) == ("broader", "draft", "why", 11)
    assert row.file == "mappings/codes/form.yaml"


def test_unquoted_words_and_numbers_stay_text(small) -> None:
    tables = small.load()
    assert tables.table("form").row("053").target.code == "10219000"
    row = tables.table("form").row("no")
    assert (row.code, row.note, row.target) == ("no", "no", None)


@pytest.mark.parametrize("word", ["no", "NO", "yes", "on", "null", "~", "1e3", "0x1F", "2025-01-01"])
def test_no_word_of_yaml_is_taken_for_anything_but_text(small, word: str) -> None:
    small.spoil("codes/form.yaml", "note: no}", f"note: {word}}}")
    assert small.load().table("form").row("no").note == word


def test_a_code_that_is_not_there(small) -> None:
    tables = small.load()
    assert tables.table("form").row("999") is None
    assert tables.value_set("eHDSIDoseForm").find("999") is None
    assert tables.code_list("7448").find("999") is None
    for lookup in (tables.table, tables.texts, tables.value_set, tables.code_list):
        with pytest.raises(KeyError):
            lookup("nothing")


def test_units(small) -> None:
    table = small.load().table("unit")
    assert [table.row(code).target.code for code in ("ml", "stk", "tab")] == ["mL", "1", "{Tablet}"]
    assert table.row("tab").target == Coded("{Tablet}", "1.2.6", "Tablet", (Coded("tab", "1.9.7452", "tablett"),))


def test_a_free_text_key_has_no_national_code(small) -> None:
    assert small.load().table("long").row("tablett, rund").target.originals == ()


def test_a_free_text_is_found_whatever_its_case_and_blanks(small) -> None:
    table = small.load().table("long")
    assert table.row(text_key(" Tablett,\n  RUND ")) is table.row("tablett, rund")
    assert text_key("A\u030ambolt") == "åmbolt"


def test_an_identifier_root_has_no_code_system(small) -> None:
    assert small.load().table("ids").row("ml").target.system == ""


def test_texts(small) -> None:
    """A row is what stands in the file, which the texts name together with its line; it cannot be changed."""
    words = small.load().texts("words")
    row = words.row("stk")
    assert (row.code, row.term, row.english, row.status) == ("stk", "stykk", "piece", "draft")
    assert (words.file, words.lines["stk"]) == ("mappings/texts/words.yaml", 8)
    with pytest.raises(ValidationError, match="frozen"):
        row.english = "tablet"


def test_value_sets_and_code_lists(small) -> None:
    tables = small.load()
    forms = tables.value_set("eHDSIDoseForm")
    assert forms.find("10210000") == Coded("10210000", "1.2.4", "Capsule, hard")
    assert "10219000" in forms
    assert "Tablet" not in forms
    assert (len(forms), list(forms)) == (2, ["10219000", "10210000"])
    assert tables.code_list("7448").find("053") == Coded("053", "1.9.7448", "Tablett")
    assert tables.code_list("7448").short == {"053": "tab", "891": "kaps"}


def test_coverage_and_drafts(small) -> None:
    tables = small.load()
    assert tables.coverage()["form"] == Coverage(codes=3, equivalent=1, broader=1, narrower=0, none=1, draft=2)
    assert tables.coverage()["long"].codes == 1
    own = {"short": 1, "form": 2, "unit": 0, "long": 1, "ids": 0, "words": 1, "norwegian form": 1}
    own |= {"piece": 0, "norwegian piece": 0, "norwegian unit": 0}
    assert dict(tables.drafts) == own


def test_the_fingerprint_follows_every_file(small) -> None:
    before = small.load().fingerprint
    assert len(bytes.fromhex(before)) == 32
    assert small.load().fingerprint == before
    small.spoil("codes/form.yaml", "title: Form", "title: Forms")
    after = small.load().fingerprint
    assert after != before
    small.spoil("valuesets/eHDSIUnit.csv", "milligram", "milligramme")
    assert small.load().fingerprint not in (before, after)


def test_tables_cannot_be_changed(small) -> None:
    tables = small.load()
    with pytest.raises(FrozenInstanceError):
        tables.fingerprint = "x"
    with pytest.raises(TypeError):
        tables.table("form").rows["053"] = None
    with pytest.raises(TypeError):
        tables.value_set("eHDSIDoseForm").terms["1"] = "x"


def test_a_windows_file_with_byte_order_mark_is_read(small) -> None:
    file = small.path / "codes/form.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert small.load().table("form").row("891").line == 11
