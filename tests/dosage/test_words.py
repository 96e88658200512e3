"""The checks of the tables of words at start: each stops one wrong row, at its line, in both languages."""

from typing import NamedTuple, get_args

import pytest

from converter.dosage.shapes import Kind
from converter.dosage.tokens import normalised, tokens_of
from converter.dosage.vocabulary import Vocabulary
from converter.dosage.words import read_vocabulary
from converter.sources.problems import CATALOGUE, ProblemList, TableProblem
from converter.terminology.home import Home
from tests.dosage.conftest import ROOT

HEAD = "dosage: {kind}\ntitle: Test\nmaintainer: us\nnote: A test.\nrows:\n"
FIRST_ROW = 6
"""The line of the first row."""
ROWS = {
    "units": (
        "{value: tablet, norwegian: tablett, plural: tabletter, forms: [tabl.], english: tablet, "
        "english_plural: tablets, verb: Take, counted: yes, status: approved}",
        "{value: tablespoon, norwegian: spiseskje, plural: spiseskjeer, forms: [ss.], english: tablespoon, "
        "english_plural: tablespoons, verb: Take, counted: yes, status: approved}",
        "{value: mg, norwegian: mg, english: mg, counted: no, status: approved}",
    ),
    "times": (
        "{value: noon, norwegian: midt på dagen, english: at midday, status: approved}",
        "{value: evening, norwegian: om kvelden, forms: [kveld], nouns: [kvelder], english: in the evening, "
        "status: approved}",
    ),
    "events": ("{value: dinner, norwegian: middagen, english: dinner, status: approved}",),
    "ambiguous": (
        '{value: middag, norwegian: middag, readings: ["times:noon", "events:dinner"], status: draft, note: why}',
    ),
    "conditions": (
        "{value: pain, norwegian: smerter, english: pain, used_as: [reason, purpose], status: approved}",
        "{value: fever, norwegian: feber, english: fever, used_as: [reason], status: approved}",
        "{value: type 2 diabetes, norwegian: diabetes type 2, english: type 2 diabetes, used_as: [purpose], "
        "status: approved}",
    ),
    "purposes": ("{value: pain, norwegian: smertestillende, english: for pain, status: approved}",),
    "periods": (
        "{value: d, norwegian: dag, plural: dager, forms: [dgr.], genitive: [dagers], english: day, "
        "english_plural: days, status: approved}",
    ),
    "weekdays": (
        "{value: mon, norwegian: mandag, english: Monday, status: approved}",
        "{value: weekend, norwegian: helg, english: weekend, members: [sat, sun], status: approved}",
    ),
    "numbers": ('{value: "2", norwegian: to, forms: [tvo], status: approved}',),
    "ordinals": ('{value: "3", norwegian: tredje, status: approved}',),
    "sites": (
        "{value: left eye, norwegian: i venstre øye, forms: [ve. øye], english: in the left eye, status: approved}",
        "{value: each eye, norwegian: i hvert øye, forms: [høyre og venstre øye], english: in each eye, "
        "status: approved}",
    ),
    "food": ("{value: without cake, norwegian: uten kake, english: without cake, status: approved}",),
    "until": ("{value: pack empty, norwegian: til pakken er tom, english: until the pack is empty, status: approved}",),
    "acts": ("{value: apply, norwegian: påføres, english: apply, verb: Apply, status: approved}",),
    "fillers": ("{value: take, norwegian: tas, forms: [(skal|bør) tas], status: approved}",),
    "keywords": ("{value: TIMES, norwegian: ganger, status: approved}",),
    "advice": (
        "{value: leave 5 min then rinse, norwegian: skylles etter 5 minutter, "
        'english: "Leave on for 5 minutes, then rinse off.", status: approved}',
        "{value: do not chew, norwegian: skal ikke tygges, english: Do not chew., status: approved}",
        "{value: swallow whole, norwegian: svelges hele, english: Swallow whole., status: approved}",
    ),
    "outside": ("{value: agreed, norwegian: som avtalt, english: Use as agreed., status: approved}",),
}
"""A small vocabulary that is sound."""


class Wrong(NamedTuple):
    """In the rows of a kind, `old` becomes `new`; the problem, at which row, and what both texts name."""

    kind: str
    old: str
    new: str
    code: str
    row: int
    named: str


WRONG = {
    "one abbreviation of two units": Wrong(
        "units", "[ss.]", "[tabl.]", "phrase-twice", 2, "tabl: tablet (units) / tablespoon (units)"
    ),
    "one word of a time and an event": Wrong(
        "times", "[kveld]", "[kveld, middagen]", "phrase-twice", 2, "middagen: dinner (events) / evening (times)"
    ),
    "one phrase, written with other capitals and blanks": Wrong(
        "times", "forms: [kveld]", 'forms: ["Midt  på DAGEN"]', "phrase-twice", 2, "midt på dagen: noon (times)"
    ),
    "a choice that is another row's": Wrong(
        "units", "[ss.]", "[(ss|tabl)]", "phrase-twice", 2, "tabl: tablet (units) / tablespoon (units)"
    ),
    "an ambiguous word that a third row has": Wrong(
        "units", "[ss.]", "[middag]", "phrase-twice", 2, "middag: middag (ambiguous) / tablespoon (units)"
    ),
    "a reason with the word of another purpose": Wrong(
        "purposes", "smertestillende", "feber", "phrase-twice", 1, "feber: fever (conditions) / pain (purposes)"
    ),
    "a value twice": Wrong("units", "value: tablespoon", "value: tablet", "row-duplicate", 2, "tablet"),
    "a draft without a note": Wrong("times", "approved}", "draft}", "note-missing", 1, "draft"),
    "a form with a decimal point": Wrong("units", "[ss.]", "[ss 1.5 ml]", "phrase-unreadable", 2, "1.5"),
    "a choice that is not closed": Wrong("fillers", "(skal|bør) tas", "(skal|bør tas", "phrase-unreadable", 1, "|"),
    "a form of blanks": Wrong("units", "[ss.]", "[' ']", "phrase-unreadable", 2, "?"),
    "a form that begins with a number": Wrong("units", "[ss.]", "[2 ss]", "phrase-digit", 2, "2 ss"),
    "digits among the words for numbers": Wrong("numbers", "[tvo]", "[tvo 2]", "phrase-digit", 1, "tvo 2"),
    "digits of an ordinal": Wrong("ordinals", "tredje,", "den 3,", "phrase-digit", 1, "den 3"),
    "a dose in English where the text points elsewhere": Wrong(
        "outside", "Use as agreed.", "Use 2 as agreed.", "phrase-digit", 1, "Use 2"
    ),
    "a number in a text that points elsewhere": Wrong(
        "outside", "som avtalt", "som avtalt 2", "phrase-digit", 1, "avtalt 2"
    ),
    "markup in English": Wrong("times", "at midday", "at <b>midday</b>", "phrase-markup", 1, "<"),
    "markup in Norwegian": Wrong("acts", "norwegian: påføres", 'norwegian: "påføres*"', "phrase-markup", 1, "*"),
    "a day of no week": Wrong("weekdays", "value: mon", "value: monday", "phrase-value", 1, "mon / tue"),
    "a member that is no day": Wrong("weekdays", "[sat, sun]", "[sat, sunday]", "phrase-value", 2, "sunday"),
    "a period that nobody computes with": Wrong("periods", "value: d", "value: day", "phrase-value", 1, "min / h"),
    "an act that the meaning has not": Wrong("acts", "value: apply", "value: smear", "phrase-value", 1, "smear"),
    "a number with a comma": Wrong("numbers", '"2"', '"2,5"', "phrase-value", 1, "2,5"),
    "a number that is zero": Wrong("numbers", '"2"', '"0"', "phrase-value", 1, "0"),
    "a value that the canonical line would cut": Wrong(
        "conditions", "value: fever", 'value: "fever, high"', "phrase-value", 2, "fever, high"
    ),
    "a keyword that is no name of the grammar's": Wrong("keywords", "TIMES", "times", "phrase-value", 1, "times"),
    "a piece without a plural": Wrong("units", "plural: tabletter, ", "", "phrase-lacks", 1, "plural"),
    "a piece without an English plural": Wrong(
        "units", "english_plural: tablets, ", "", "phrase-lacks", 1, "english_plural"
    ),
    "a unit that is neither counted nor measured": Wrong("units", "counted: no, ", "", "phrase-lacks", 3, "counted"),
    "no English": Wrong("events", "english: dinner, ", "", "phrase-lacks", 1, "english"),
    "no Norwegian": Wrong("events", "norwegian: middagen, ", "", "phrase-lacks", 1, "norwegian"),
    "a condition of no use": Wrong("conditions", "used_as: [reason], ", "", "phrase-lacks", 2, "used_as"),
    "a group without days": Wrong("weekdays", "members: [sat, sun], ", "", "phrase-lacks", 2, "members"),
    "an ambiguous word without readings": Wrong(
        "ambiguous", 'readings: ["times:noon", "events:dinner"], ', "", "phrase-lacks", 1, "readings"
    ),
    "a reading that is no row": Wrong("ambiguous", "times:noon", "times:midday", "phrase-reading", 1, "times:midday"),
    "left is right in Norwegian": Wrong("sites", "ve. øye", "hø. øye", "phrase-differs", 1, "hø. øye"),
    "left is right in English": Wrong("sites", "the left eye", "the right eye", "phrase-differs", 1, "left"),
    "each eye is the right one": Wrong("sites", "høyre og venstre øye", "høyre øye", "phrase-differs", 2, "right"),
    "advice with another number than its English": Wrong(
        "advice", "etter 5 minutter", "etter 15 minutter", "phrase-differs", 1, "15"
    ),
    "another type of diabetes": Wrong(
        "conditions", "diabetes type 2", "diabetes type 1 og 3", "phrase-differs", 3, "3"
    ),
    "another time in English": Wrong(
        "times", "english: in the evening", "english: in the morning", "phrase-differs", 2, "in the morning"
    ),
    "a frequency in the English of a time": Wrong(
        "times", "english: in the evening", "english: twice in the evening", "phrase-differs", 2, "twice in the evening"
    ),
    "each eye is one eye": Wrong(
        "sites", "english: in each eye", "english: in one eye", "phrase-differs", 2, "each one"
    ),
    "the left eye without a side": Wrong("sites", "ve. øye", "øyet mitt", "phrase-differs", 1, "left"),
    "each eye in Norwegian is one": Wrong("sites", "høyre og venstre øye", "et øye", "phrase-differs", 2, "each"),
    "applied to the other eye": Wrong(
        "sites",
        "english: in the left eye",
        "english: in the left eye, english_applied: to the right eye",
        "phrase-differs",
        1,
        "left right",
    ),
    "a negation that English has not": Wrong(
        "advice", "english: Do not chew.", "english: Chew.", "phrase-differs", 2, "ikke"
    ),
    "a negation that Norwegian has not": Wrong("advice", "skal ikke tygges", "skal tygges", "phrase-differs", 2, "not"),
    "food that is not to be taken": Wrong(
        "food", "english: without cake", "english: with cake", "phrase-differs", 1, "uten"
    ),
    "an end that is denied": Wrong("until", "pack is empty", "pack is not empty", "phrase-differs", 1, "not"),
    "a dose in the English of advice": Wrong(
        "advice", "english: Swallow whole.", "english: Take two tablets whole.", "phrase-amount", 3, "tablets two"
    ),
    "a dose in the English of a reason": Wrong(
        "conditions",
        "english: fever",
        "english: fever, english_reason: in case of fever take an extra tablet",
        "phrase-amount",
        2,
        "extra tablet",
    ),
    "a dose in the English of what points elsewhere": Wrong(
        "outside", "Use as agreed.", "Take two tablets daily.", "phrase-amount", 1, "daily tablets two"
    ),
    "a reviewed English, changed": Wrong("advice", "5 minutes, then", "5 hours, then", "phrase-differs", 1, "5 hours"),
    "a verb that is none": Wrong("units", "verb: Take", "verb: Never take", "phrase-differs", 1, "Never take"),
    "another act": Wrong("acts", "verb: Apply", "verb: Inject", "phrase-differs", 1, "Inject"),
    "weeks for days": Wrong("periods", "english_plural: days", "english_plural: weeks", "phrase-differs", 1, "weeks"),
    "another period": Wrong("periods", "english: day,", "english: week,", "phrase-differs", 1, "week"),
    "another day": Wrong("weekdays", "english: Monday", "english: Tuesday", "phrase-differs", 1, "Tuesday"),
    "a weekend of other days": Wrong("weekdays", "[sat, sun]", "[fri, sun]", "phrase-differs", 2, "fri sun"),
    "another unit in English": Wrong("units", "english: tablet,", "english: drop,", "phrase-differs", 1, "drop"),
    "a half among the words that say nothing": Wrong(
        "fillers", "norwegian: tas", "norwegian: halvparten av", "phrase-amount", 1, "halvparten"
    ),
    "double among the words that say nothing": Wrong(
        "fillers", "norwegian: tas", "norwegian: dobbel dose", "phrase-amount", 1, "dobbel dose"
    ),
    "a frequency among the words that say nothing": Wrong(
        "fillers", "norwegian: tas", "norwegian: hver annen gang", "phrase-amount", 1, "annen gang"
    ),
    "a frequency in advice": Wrong(
        "advice", "norwegian: svelges hele", "norwegian: svelges to ganger daglig", "phrase-amount", 3, "ganger to"
    ),
    "a dose in advice": Wrong(
        "advice",
        "norwegian: svelges hele",
        "norwegian: ta en ekstra tablett ved feber",
        "phrase-amount",
        3,
        "ekstra tablett",
    ),
    "a dose in advice that has a number": Wrong(
        "advice", "skylles etter 5 minutter", "ta 5 tabletter", "phrase-amount", 1, "5 tabletter"
    ),
    "another advice in English": Wrong(
        "advice", "english: Do not chew.", "english: Do not crush.", "phrase-differs", 2, "crush"
    ),
    "another number": Wrong("numbers", 'value: "2"', 'value: "20"', "phrase-differs", 1, "to"),
    "another ordinal": Wrong("ordinals", 'value: "3"', 'value: "30"', "phrase-differs", 1, "tredje"),
    "another reason in English": Wrong("conditions", "english: fever", "english: a cold", "phrase-differs", 2, "cold"),
    "a reason that English makes worse": Wrong(
        "conditions", "english: fever", "english: high fever", "phrase-differs", 2, "high"
    ),
    "another meal in English": Wrong(
        "events", "english: dinner", "english: breakfast", "phrase-differs", 1, "breakfast"
    ),
    "a negation among the words that say nothing": Wrong(
        "fillers", "norwegian: tas", "norwegian: aldri ta", "phrase-amount", 1, "aldri"
    ),
    "a multiple among the words that say nothing": Wrong(
        "fillers", "norwegian: tas", "norwegian: dobles", "phrase-amount", 1, "dobles"
    ),
    "a time in advice": Wrong(
        "advice", "norwegian: svelges hele", "norwegian: svelges om kvelden", "phrase-amount", 3, "kvelden"
    ),
    "a column that is not there": Wrong("units", "counted: no", "count: no", "shape-unknown-field", 3, "count"),
    "a status that is none": Wrong("times", "status: approved", "status: ok", "shape-word", 1, "ok"),
    "a file of another kind": Wrong("times", "dosage: times", "dosage: events", "file-name", -4, "events"),
}


def home(rows: dict[str, tuple[str, ...]], **texts: str) -> Home:
    """The files of these rows; `texts` are whole files instead."""
    files = {kind: HEAD.format(kind=kind) + "".join(f"  - {row}\n" for row in own) for kind, own in rows.items()}
    return Home({f"mappings/dosage/{kind}.yaml": text for kind, text in sorted((files | texts).items())})


def read(files: Home) -> tuple[Vocabulary, list[TableProblem]]:
    """The vocabulary and what is wrong."""
    problems = ProblemList()
    return read_vocabulary(files, problems), list(problems)


def test_the_small_vocabulary_is_sound() -> None:
    """What the mistakes below are made in."""
    vocabulary, problems = read(home(ROWS))
    assert problems == []
    assert {kind: len(words) for kind, words in vocabulary.kinds.items()} == {k: len(rows) for k, rows in ROWS.items()}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_refused_at_its_line(name: str) -> None:
    """In Norwegian and English, each naming what is wrong."""
    wrong = WRONG[name]
    text = home(ROWS).files[f"mappings/dosage/{wrong.kind}.yaml"]
    assert wrong.old in text
    edited = home(ROWS, **{wrong.kind: text.replace(wrong.old, wrong.new, 1)})
    _, problems = read(edited)
    found = [problem for problem in problems if problem.code == wrong.code]
    assert found, problems
    assert found[0].line == FIRST_ROW + wrong.row - 1
    assert found[0].file == f"mappings/dosage/{wrong.kind}.yaml"
    assert wrong.named in found[0].english
    assert wrong.named in found[0].norwegian


def test_every_problem_of_words_has_a_mistake_above() -> None:
    """`phrase-hides` needs the grammar and is tested with it."""
    seeded = {wrong.code for wrong in WRONG.values()}
    own = {
        "phrase-amount",
        "phrase-twice",
        "phrase-unreadable",
        "phrase-digit",
        "phrase-markup",
        "phrase-value",
        "phrase-lacks",
    }
    assert own | {"phrase-reading", "phrase-differs", "row-duplicate", "note-missing"} <= seeded


def test_a_word_may_be_a_reason_and_a_purpose_of_one_value() -> None:
    """The neighbours tell which; both are pain."""
    rows = ROWS | {"purposes": ("{value: pain, norwegian: smerter, english: for pain, status: approved}",)}
    vocabulary, problems = read(home(rows))
    assert problems == []
    assert {word.kind for word in vocabulary.phrases[("smerter",)]} == {"conditions", "purposes"}


def test_all_problems_are_told_at_once() -> None:
    """A maintainer mends them in one go."""
    text = home(ROWS).files["mappings/dosage/units.yaml"]
    _, problems = read(home(ROWS, units=text.replace("plural: tabletter, ", "").replace("counted: no, ", "")))
    assert [(problem.code, problem.line) for problem in problems] == [
        ("phrase-lacks", FIRST_ROW),
        ("phrase-lacks", FIRST_ROW + 2),
    ]


PAGE = (ROOT / "docs" / "dosage-words.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [("units", "wafer", "Obl."), ("units", "wafer", "oblatar"), ("advice", "no tea", "unngå  TE")],
)
def test_a_word_that_is_added_to_a_table_is_read(kind: str, value: str, text: str) -> None:
    """The examples of the page, added to the tables that ship: a row of YAML and nothing else."""
    path = f"mappings/dosage/{kind}.yaml"
    row = PAGE[PAGE.index(f"    - {{value: {value}") :].split("\n\n")[0]
    vocabulary, problems = read(Home({path: (ROOT / path).read_text(encoding="utf-8") + row.replace("    - ", "  - ")}))
    assert problems == []
    tokens = tokens_of(normalised(text))
    length, words = vocabulary.at(tokens, 0)[0]
    assert (length, [word.value for word in words]) == (len(tokens), [value])


def test_the_page_explains_every_problem_and_kind() -> None:
    """Those of words alone."""
    for code in (code for code in CATALOGUE if code.startswith("phrase-")):
        assert f"| `{code}` |" in PAGE
    for kind in get_args(Kind):
        assert f"`{kind}`" in PAGE.split("## A row")[0]
