"""A mistake in any file is reported at its line, in both languages, with what to write instead."""

from typing import NamedTuple

import pytest

from converter.sources.problems import CATALOGUE, TableProblem, TableProblems

FORM = "codes/form.yaml"
UNIT = "codes/unit.yaml"
DOSES = "doses/short.yaml"
NORWEGIAN = "norwegian/form.yaml"
SETS = "valuesets/index.yaml"
LISTS = "codelists/index.yaml"


class Mistake(NamedTuple):
    file: str
    old: str
    new: str
    code: str
    line: int
    english: str
    norwegian: str


MISTAKES = {
    "tab": Mistake(FORM, "maintainer: us", "maintainer:\tus", "yaml-tab", 6, "Write spaces", "Skriv mellomrom"),
    "duplicate key": Mistake(
        FORM, "title: Form", "title: Form\ntitle: Again", "yaml-duplicate-key", 3, "Keep one", "Behold ett"
    ),
    "duplicate key in a row": Mistake(
        FORM, "status: approved}", "status: approved, status: draft}", "yaml-duplicate-key", 10, "'status'", "«status»"
    ),
    "anchor": Mistake(FORM, "title: Form", "title: &name Form", "yaml-alias", 2, "in full", "helt ut"),
    "alias": Mistake(FORM, "title: Form", "title: *name", "yaml-alias", 2, "in full", "helt ut"),
    "merge": Mistake(FORM, "- {code: 053,", "- {<<: {}, code: 053,", "yaml-alias", 10, "in full", "helt ut"),
    "type tag": Mistake(FORM, "title: Form", "title: !!int 1", "yaml-tag", 2, "every value is text", "alle verdier"),
    "two documents": Mistake(FORM, "rows:", "---\nrows:", "yaml-documents", 9, "'---'", "«---»"),
    "key that is a list": Mistake(FORM, "title: Form", "[title]: Form", "yaml-key", 2, "'code:'", "«code:»"),
    "broken YAML": Mistake(FORM, "- {code: no,", "- {code: no", "yaml-broken", 12, "missing comma", "manglende komma"),
    "open quote": Mistake(FORM, 'code: "891"', 'code: "891', "yaml-broken", 11, "quote", "hermetegn"),
    "control character": Mistake(FORM, "title: Form", "title: F\x07orm", "yaml-broken", 2, "control", "YAML"),
    "unknown field": Mistake(
        FORM, "relation: none, status", "relation: none, coment: x, status", "shape-unknown-field", 12, "note", "note"
    ),
    "unknown field in the head": Mistake(
        FORM,
        "licence: Apache-2.0",
        "licence: A\nlicense: B",
        "shape-unknown-field",
        8,
        "maintainer, licence",
        "licence",
    ),
    "unknown field in the source": Mistake(
        FORM, '{list: "7448", oid', '{name: x, list: "7448", oid', "shape-unknown-field", 3, "value_set, text", "text"
    ),
    "missing field": Mistake(
        FORM, "maintainer: us\n", "", "shape-missing-field", 1, "'maintainer: ...'", "«maintainer: ...»"
    ),
    "missing status": Mistake(
        FORM, "equivalent, status: approved}", "equivalent}", "shape-missing-field", 10, "'status: ...'", "«status"
    ),
    "wrong relation": Mistake(
        FORM, "relation: broader", "relation: wider", "shape-word", 11, "'broader', 'narrower'", "'equivalent'"
    ),
    "wrong status": Mistake(FORM, "status: approved}", "status: ok}", "shape-word", 10, "'draft'", "'approved'"),
    "list for a text": Mistake(FORM, "title: Form", "title: [Form]", "shape-kind", 2, "a text", "en tekst"),
    "text for fields": Mistake(
        FORM,
        'source: {list: "7448", oid: 1.9.7448, version: "2025"}',
        "source: 7448",
        "shape-kind",
        3,
        "name: value",
        "navn",
    ),
    "text for rows": Mistake("texts/words.yaml", "note: A test.", "note: [1]", "shape-kind", 5, "a text", "en tekst"),
    "empty code": Mistake(FORM, 'code: "891"', 'code: ""', "shape-empty", 11, "Write a value", "Skriv en verdi"),
    "OID with a letter": Mistake(SETS, "oid: 1.2.3", "oid: 1.2.x", "shape-pattern", 2, "1.2.x", "1.2.x"),
    "table not called as its file": Mistake(FORM, "table: form", "table: from", "file-name", 1, "'form'", "«form»"),
    "unknown list": Mistake(FORM, 'list: "7448"', 'list: "7484"', "head-list", 3, "7448 / 7452", "7448 / 7452"),
    "unknown value set": Mistake(
        FORM, "value_set: eHDSIDoseForm", "value_set: eHDSIDoseform", "head-set", 4, "eHDSIDoseForm", "eHDSIDoseForm"
    ),
    "unknown set in braces": Mistake(
        UNIT,
        "braces: eHDSIQuantityUnit",
        "braces: eHDSIPackage",
        "head-set",
        4,
        "eHDSIQuantityUnit",
        "eHDSIQuantityUnit",
    ),
    "OID of another list": Mistake(FORM, "oid: 1.9.7448", "oid: 1.9.7449", "head-differs", 3, "1.9.7448", "1.9.7448"),
    "old version": Mistake(FORM, "1.2.3, version: 8.1.0", "1.2.3, version: 8.0.0", "head-differs", 4, "8.1.0", "8.1.0"),
    "two sources": Mistake(
        FORM, '{list: "7448", oid', '{list: "7448", text: x, oid', "head-one-of", 3, "list / value_set / text", "ett av"
    ),
    "no target": Mistake(
        FORM,
        "target: {value_set: eHDSIDoseForm, oid",
        "target: {oid",
        "head-one-of",
        4,
        "value_set / code_list / list",
        "ett av",
    ),
    "duplicate code": Mistake(FORM, 'code: "891"', 'code: "053"', "row-duplicate", 11, "on line 10", "på linje 10"),
    "code not in the list": Mistake(
        FORM, 'code: "891"', 'code: "892"', "row-not-in-list", 11, "(891: Kapsel, hard?)", "(891: Kapsel, hard?)"
    ),
    "leading zero lost": Mistake(FORM, "code: 053", "code: 53", "row-not-in-list", 10, "(053: Tablett?)", "053"),
    "own term misspelt": Mistake(FORM, "term: Tablett,", "term: Tablet,", "row-term", 10, "'Tablett'", "«Tablett»"),
    "code of the list missing": Mistake(
        FORM,
        "  - {code: no, term: Ukjent, relation: none, status: draft, note: no}\n",
        "",
        "list-incomplete",
        10,
        "'no' (Ukjent) of 7448 Legemiddelform is missing",
        "relation: none",
    ),
    "target not in the set": Mistake(
        FORM, '"10210000"', '"10210001"', "target-not-in-set", 11, "(10210000: Capsule, hard?)", "10210000"
    ),
    "target term off by a space": Mistake(
        FORM, '"Capsule, hard"', '"Capsule,  hard"', "target-term", 11, "Write 'Capsule, hard'", "«Capsule, hard»"
    ),
    "target term in another case": Mistake(
        FORM, "target_term: Tablet,", "target_term: tablet,", "target-term", 10, "Write 'Tablet'", "Skriv «Tablet»"
    ),
    "target missing": Mistake(
        FORM, "target: 10219000, ", "", "target-missing", 10, "'relation: none' with a reason", "med grunn"
    ),
    "target though none": Mistake(
        FORM, "term: Ukjent,", 'term: Ukjent, target: "10219000",', "target-with-none", 12, "Remove", "Ta bort"
    ),
    "draft without a note": Mistake(
        FORM, "status: draft, note: why", "status: draft", "note-missing", 11, "'note: ...'", "«note: ...»"
    ),
    "none without a note": Mistake(
        FORM, "status: draft, note: no}", "status: approved}", "note-missing", 12, "relation: none", "begrunnelse"
    ),
    "lossy unit": Mistake(
        UNIT, "milliliter, relation: equivalent", "milliliter, relation: broader", "unit-lossy", 10, "carries", "bærer"
    ),
    "unit 1 as equivalent": Mistake(
        UNIT, "Unit, relation: broader", "Unit, relation: equivalent", "unit-one", 11, "'relation: broader'", "broader"
    ),
    "unknown unit": Mistake(UNIT, "target: mL", "target: ml", "target-not-in-set", 10, "(mL: milliliter?)", "mL"),
    "unknown unit in braces": Mistake(
        UNIT, '"{Tablet}"', '"{tablet}"', "target-not-in-set", 12, "{eHDSIQuantityUnit}", "eHDSIQuantityUnit"
    ),
    "key in capitals": Mistake(
        "codes/long.yaml", 'code: "tablett', 'code: "Tablett', "row-case", 10, "'tablett, rund'", "små bokstaver"
    ),
    "key with two blanks": Mistake(
        "codes/long.yaml", 'code: "tablett, rund', 'code: "tablett,  rund', "row-case", 10, "single blanks", "enkle"
    ),
    "target that is no OID": Mistake(
        "codes/ids.yaml", "2.16.578.1.12.4.1.2", "HER", "target-not-in-set", 10, "OID", "OID"
    ),
    "OID with a leading zero": Mistake(
        "codes/ids.yaml", "2.16.578.1.12.4.1.2", "2.16.578.1.012", "target-not-in-set", 10, "2.16.578.1.012", "OID"
    ),
    "OID with an empty arc": Mistake(
        "codes/ids.yaml", "2.16.578.1.12.4.1.2", "2.16..578", "target-not-in-set", 10, "2.16..578", "OID"
    ),
    "OID without a name": Mistake(
        "codes/ids.yaml", "target_term: HER-id, ", "", "target-term-missing", 10, "'target_term'", "«target_term»"
    ),
    "OID that says less": Mistake(
        "codes/ids.yaml", "relation: equivalent", "relation: broader", "root-not-equivalent", 10, "equivalent", "OID"
    ),
    "unit in braces that says more": Mistake(
        UNIT,
        '"{Tablet}", target_term: Tablet, relation: equivalent',
        '"{Tablet}", target_term: Tablet, relation: narrower',
        "unit-narrower",
        12,
        "says more",
        "sier mer",
    ),
    "unit in braces with a blank": Mistake(
        UNIT, '"{Tablet}"', '"{Chewing gum}"', "target-not-in-set", 12, "{eHDSIQuantityUnit}", "eHDSIQuantityUnit"
    ),
    "target retired from the set": Mistake(
        FORM, 'target: "10210000"', 'target: "10404000"', "target-not-in-set", 11, "(10210000: Capsule, hard?)", "none"
    ),
    "dose that is zero": Mistake(DOSES, 'dose: "1"', 'dose: "0"', "short-dose-amount", 7, "'0' is not", "«0»"),
    "five times a day": Mistake(DOSES, "3 per day", "5 per day", "short-dose-timing", 7, "a part of 24", "24 går opp"),
    "dose without a timing": Mistake(DOSES, "timing: every 2 d, ", "", "short-dose-half", 9, "neither", "ingen"),
    "dose without a number": Mistake(
        DOSES, "english: 1 <dose>", "english: one <dose>", "short-dose-placeholder", 7, "a number", "et tall"
    ),
    "short dose misspelt": Mistake(
        DOSES, "term: Ved behov", "term: Ved behv", "row-term", 8, "'Ved behov'", "«Ved behov»"
    ),
    "short dose missing": Mistake(
        DOSES,
        '  - {code: "2", term: Ved behov, english: as needed, status: draft, note: text only}\n',
        "",
        "list-incomplete",
        7,
        "'2' (Ved behov)",
        "«2» (Ved behov)",
    ),
    "text only without a reason": Mistake(
        DOSES, "status: draft, note: text only", "status: approved", "note-missing", 8, "'note: ...'", "«note: ...»"
    ),
    "draft text without a note": Mistake(
        "texts/words.yaml", "draft, note: or item", "draft", "note-missing", 8, "'note: ...'", "«note: ...»"
    ),
    "text of the list missing": Mistake(
        "texts/words.yaml",
        "  - {code: tab, term: tablett, english: tablet, status: approved}\n",
        "",
        "list-incomplete",
        7,
        "'tab' (tablett)",
        "«tab» (tablett)",
    ),
    "concept not in the set": Mistake(
        NORWEGIAN, '"10219000"', '"10219001"', "row-not-in-list", 7, "(10219000: Tablet?)", "10219000"
    ),
    "English term misspelt": Mistake(
        NORWEGIAN, "term: Tablet,", "term: Tablett,", "row-term", 7, "'Tablet'", "«Tablet»"
    ),
    "concept with two terms": Mistake(
        NORWEGIAN,
        '"10210000", term: "Capsule, hard"',
        '"10219000", term: Tablet',
        "row-duplicate",
        8,
        "line 7",
        "linje 7",
    ),
    "draft term without a note": Mistake(
        NORWEGIAN, "status: draft, note: why", "status: draft", "note-missing", 8, "'note: ...'", "«note: ...»"
    ),
    "no Norwegian term": Mistake(
        NORWEGIAN, "norwegian: Tablett, ", "", "shape-missing-field", 7, "'norwegian: ...'", "«norwegian: ...»"
    ),
    "terms not called as their file": Mistake(
        NORWEGIAN, "norwegian: form", "norwegian: from", "file-name", 1, "'form'", "«form»"
    ),
    "terms of an unknown set": Mistake(
        NORWEGIAN,
        "value_set: eHDSIDoseForm",
        "value_set: eHDSIDoseForms",
        "head-set",
        3,
        "eHDSIDoseForm",
        "eHDSIDoseForm",
    ),
    "row that is another form's word": Mistake(
        FORM,
        "target: 10219000, target_term: Tablet, relation: equivalent",
        'target: "10210000", target_term: "Capsule, hard", relation: equivalent',
        "row-astray",
        10,
        "the word's own code (10219000)",
        "ordets egen kode (10219000)",
    ),
    "row that is another form's word, said to be broader": Mistake(
        FORM,
        "target: 10219000, target_term: Tablet, relation: equivalent",
        'target: "10210000", target_term: "Capsule, hard", relation: broader',
        "row-astray",
        10,
        "'Tablett' is not the Norwegian word for 10210000 (kapsel, hard)",
        "«Tablett»",
    ),
    "piece that the form does not name": Mistake(
        "codes/piece.yaml",
        'code: "10219000", term: Tablet',
        'code: "10210000", term: "Capsule, hard"',
        "piece-astray",
        10,
        "{Tablet} is not named in 'Capsule, hard'",
        "Capsule, hard",
    ),
    "list that may have holes": Mistake(
        FORM, 'complete: "yes"', 'complete: "no"', "head-complete", 5, "a row for each code", "hver kode"
    ),
    "one word for two units": Mistake(
        "norwegian/unit.yaml",
        "also: [milliliter], status: approved}",
        "also: [milliliter], status: approved}\n  - {code: mg, term: milligram, norwegian: ML, status: approved}",
        "norwegian-twice",
        8,
        "stands for mL too",
        "mL",
    ),
    "English of another frequency": Mistake(
        DOSES,
        "three times daily",
        "twice daily",
        "short-dose-english",
        7,
        "'1 <dose> three times daily'",
        "three times",
    ),
    "timing of another frequency": Mistake(
        DOSES, "timing: 3 per day", "timing: 4 per day", "short-dose-term", 7, "'1x3'", "«1x3»"
    ),
    "English without the condition": Mistake(
        DOSES, "english: as needed", "english: as agreed", "short-dose-lacks", 8, "same: behov", "samme: behov"
    ),
    "structure that is not reviewed": Mistake(
        DOSES,
        "2 days, status: approved",
        "2 days, status: draft, note: x",
        "short-dose-draft",
        9,
        "approved",
        "approved",
    ),
    "list twice in the index": Mistake(
        LISTS, 'list: "7452"', 'list: "7448"', "index-duplicate", 3, "Keep one", "Behold én"
    ),
    "set twice in the index": Mistake(
        SETS, "name: eHDSIUnit", "name: eHDSIDoseForm", "index-duplicate", 3, "Keep one", "Behold én"
    ),
    "concept too many": Mistake(
        "valuesets/eHDSIUnit.csv", "mg,milligram", "mg,milligram\ng,gram", "csv-count", 1, "says 3 codes", "har 4"
    ),
    "wrong header": Mistake(
        "valuesets/eHDSIUnit.csv", "code,term", "code;term", "csv-header", 1, "'code,term'", "«code,term»"
    ),
    "comma not quoted": Mistake(
        "valuesets/eHDSIDoseForm.csv", '"Capsule, hard"', "Capsule, hard", "csv-row", 3, "Write 2", "Skriv 2"
    ),
    "stray quote": Mistake(
        "valuesets/eHDSIDoseForm.csv", '"Capsule, hard"', '"Capsule, "hard"', "csv-row", 3, "Write 2", "Skriv 2"
    ),
    "concept twice": Mistake(
        "valuesets/eHDSIUnit.csv", "mg,milligram", "mL,milligram", "csv-duplicate", 4, "Keep one", "Behold én"
    ),
}


def _problems(small) -> tuple[TableProblem, ...]:
    with pytest.raises(TableProblems) as caught:
        small.load()
    return caught.value.problems


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_reported_at_its_line_with_what_to_write_instead(small, name: str) -> None:
    mistake = MISTAKES[name]
    small.spoil(mistake.file, mistake.old, mistake.new)
    found = [problem for problem in _problems(small) if problem.code == mistake.code]
    assert found, "not reported"
    problem = found[0]
    assert (problem.file, problem.line) == (f"mappings/{mistake.file}", mistake.line)
    assert problem.column >= 1
    assert mistake.english in problem.english
    assert mistake.norwegian in problem.norwegian
    assert str(problem).startswith(f"mappings/{mistake.file}:{mistake.line}:")


def test_all_problems_come_at_once_in_the_order_of_the_files(small) -> None:
    small.spoil(FORM, "relation: broader", "relation: wider")
    small.spoil(FORM, "maintainer: us\n", "")
    small.spoil(UNIT, "target: mL", "target: ml")
    problems = _problems(small)
    assert [(problem.code, problem.line) for problem in problems] == [
        ("shape-missing-field", 1),
        ("shape-word", 10),
        ("target-not-in-set", 10),
    ]


def test_an_empty_file(small) -> None:
    small.write(FORM, "# nothing yet\n")
    (problem,) = _problems(small)
    assert (problem.code, problem.file) == ("file-empty", "mappings/codes/form.yaml")
    assert "at least one row" in problem.english


def test_a_table_without_rows(small) -> None:
    text = (small.path / FORM).read_text(encoding="utf-8")
    small.write(FORM, text[: text.index("rows:")] + "rows: []\n")
    (problem,) = _problems(small)
    assert (problem.code, problem.line) == ("shape-empty", 9)


def test_a_table_that_is_a_list(small) -> None:
    small.write(FORM, "- table: form\n")
    (problem,) = _problems(small)
    assert (problem.code, problem.line) == ("shape-kind", 1)


def test_a_file_that_is_not_utf8(small) -> None:
    (small.path / FORM).write_bytes(b"table: form\ntitle: Tabl\xe9tt\n")
    (problem,) = _problems(small)
    assert (problem.code, problem.line) == ("file-encoding", 2)
    assert "Save it as UTF-8" in problem.english


def test_a_row_whose_concept_has_no_norwegian_word_cannot_be_held_against_it(small) -> None:
    """So it is refused: a row without a witness could go astray unseen."""
    small.spoil("norwegian/unit.yaml", "{code: mL, term: milliliter", "{code: mg, term: milligram")
    (problem,) = _problems(small)
    assert (problem.code, problem.file, problem.line) == ("norwegian-missing", "mappings/codes/unit.yaml", 10)
    assert "mL of eHDSIUnit" in problem.english


def test_a_list_that_is_not_there(small) -> None:
    (small.path / "codelists/7452.csv").unlink()
    assert "file-missing" in {problem.code for problem in _problems(small)}


def test_a_list_that_the_index_does_not_name(small) -> None:
    small.write("valuesets/eHDSIExtra.csv", "code,term\na,b\n")
    (problem,) = _problems(small)
    assert (problem.code, problem.file) == ("file-unlisted", "mappings/valuesets/eHDSIExtra.csv")


def test_a_file_with_another_suffix(small) -> None:
    small.write("codes/form.yml", "table: form\n")
    (problem,) = _problems(small)
    assert problem.code == "file-suffix"
    assert ".yaml" in problem.english


def test_a_folder_that_is_not_there(tmp_path) -> None:
    from converter.terminology.tables import load_tables

    with pytest.raises(TableProblems) as caught:
        load_tables(tmp_path)
    assert {problem.code for problem in caught.value.problems} == {"file-missing"}


def test_every_problem_of_these_tables_has_a_seeded_mistake() -> None:
    seeded = {mistake.code for mistake in MISTAKES.values()}
    own_tests = {"file-empty", "file-encoding", "file-missing", "file-unlisted", "file-suffix", "norwegian-missing"}
    own_tests |= {"head-pinned"}  # in test_joins.py
    own_tests |= {"form-attribute"}  # in test_form_facts.py
    own_tests |= {"limit-floor"}  # in tests/dosage, of mappings/dosage-limits/
    # in test_swaps.py
    own_tests |= {"outside-pinned", "package-head", "piece-container", "product-brand", "product-form", "product-key"}
    # in test_edits.py, on the tables that ship
    own_tests |= {"effect-unit", "norwegian-other", "row-pinned", "strength-lossy", "text-astray", "word-astray"}
    elsewhere = {
        code for code in CATALOGUE if code.startswith(("rule-", "identifier-", "field-", "origin-", "phrase-"))
    }
    assert seeded | own_tests == set(CATALOGUE) - elsewhere
