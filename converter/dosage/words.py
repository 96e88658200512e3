"""Reads and checks the tables of words: mappings/dosage/."""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from converter.dosage.agreement import SIDES, differences, disagreements, dose_words
from converter.dosage.amounts_hidden import check_amounts
from converter.dosage.outside import OUTSIDE, pinned_english, unsaid
from converter.dosage.phrases import check_phrases, check_readings
from converter.dosage.shapes import Kind, WordFile, WordRow
from converter.dosage.tokens import Shape
from converter.dosage.vocabulary import AMBIGUOUS, Vocabulary, Word, spelled, tokens_in, vocabulary_of, word_of
from converter.model.meaning import WEEK
from converter.sources.problems import ProblemList
from converter.sources.shape import shaped
from converter.sources.yaml_source import read_yaml
from converter.terminology.heads import TablePlace, check_name
from converter.terminology.home import Home

FOLDER = "dosage"
REQUIRED: frozenset[str] = frozenset(get_args(Kind))
"""Kinds without which the start stops."""
DOMAINS: Mapping[str, tuple[str, ...]] = {
    "acts": ("apply", "massage", "inject", "rinse"),
    "layers": ("thin layer", "thick layer"),
    "periods": ("min", "h", "d", "wk", "mo", "yr"),
    "weekdays": (*WEEK, "weekend"),
}
"""The values of a kind that code knows one by one."""
PATTERNS = {
    "numbers": re.compile(r"0\.[0-9]*[1-9]|[1-9][0-9]*(?:\.[0-9]*[1-9])?"),
    "ordinals": re.compile(r"[1-9][0-9]*"),
    "keywords": re.compile(r"[A-Z][A-Z_]*"),
}
"""What the other values of a kind must look like."""
VALUE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ '/-][A-Za-z0-9]+)*")
"""Any other value: words that no sign of the canonical line can cut."""
WITHOUT_ENGLISH = frozenset({AMBIGUOUS, "fillers", "keywords", "numbers", "ordinals"})
WITHOUT_DIGITS = frozenset({"numbers", "ordinals", "outside"})
SAME_NUMBERS = frozenset({"advice", "conditions"})
NUMBER = re.compile("[0-9]+")
ONE = "1"
MARKUP = re.compile(r"[<>&{}\[\]\\`*_|#]")
SAID = ("norwegian", "plural", "english", "english_plural", "english_reason", "english_applied", "verb")
CHOICE_SIGN = "|"
CHOOSING = ("forms", "genitive", "nouns")
READ = ("norwegian", "plural", *CHOOSING)


def read_vocabulary(files: Home, problems: ProblemList) -> Vocabulary:
    """The words of all files in mappings/dosage/. Wrong rows are left out and added to `problems`."""
    kinds: dict[str, dict[str, Word]] = {}
    for file in files.inside(FOLDER):
        root = read_yaml(files.files[file], file, problems)
        shape = None if root is None else shaped(root, WordFile, file, problems)
        if root is not None and shape is not None:
            where = TablePlace(file, root, problems)
            check_name(shape.dosage, "dosage", where)
            kinds[shape.dosage] = _words(shape, where)
    check_readings(kinds, problems)
    check_phrases(kinds, problems)
    check_amounts(kinds, problems)
    return vocabulary_of(kinds)


def _words(shape: WordFile, where: TablePlace) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for number, row in enumerate(shape.rows):
        if row.value in words:
            where.add("row-duplicate", "rows", number, "value", found=row.value, wanted=words[row.value].line)
            continue
        before = len(where.problems)
        _check_value(row, number, shape.dosage, where)
        _check_columns(row, number, shape.dosage, where)
        _check_texts(row, number, shape.dosage, where)
        _check_english(row, number, shape.dosage, where)
        if row.status == "draft" and not row.note:
            where.add("note-missing", "rows", number, found="draft")
        if len(where.problems) == before:
            words[row.value] = word_of(row, shape.dosage, where.file, where.at("rows", number).line)
    return words


def _check_value(row: WordRow, number: int, kind: str, where: TablePlace) -> None:
    known, pattern = DOMAINS.get(kind), PATTERNS.get(kind, VALUE)
    if known is not None and row.value not in known:
        where.add("phrase-value", "rows", number, "value", found=row.value, kind=kind, wanted=" / ".join(known))
    elif known is None and not pattern.fullmatch(row.value):
        where.add("phrase-value", "rows", number, "value", found=row.value, kind=kind, wanted=pattern.pattern)
    for day in row.members:
        if day not in WEEK:
            where.add("phrase-value", "rows", number, "members", found=day, kind=kind, wanted=" / ".join(WEEK))


def _check_columns(row: WordRow, number: int, kind: str, where: TablePlace) -> None:
    """That the row has what its kind cannot do without."""
    needed = {
        "norwegian": not row.nouns,
        "english": kind not in WITHOUT_ENGLISH,
        "plural": row.counted == "yes" or kind == "periods",
        "english_plural": row.counted == "yes" or kind == "periods",
        "counted": kind == "units",
        "members": kind == "weekdays" and row.value not in WEEK,
        "used_as": kind == "conditions",
        "readings": kind == AMBIGUOUS,
    }
    for column, wanted in needed.items():
        if wanted and not getattr(row, column):
            where.add("phrase-lacks", "rows", number, found=row.value, wanted=column)


def _check_english(row: WordRow, number: int, kind: str, where: TablePlace) -> None:
    """That what is said abroad is what the row means, and no dose."""
    for column, wanted, part in differences(row, kind):
        where.add("phrase-differs", "rows", number, column, found=row.value, wanted=wanted, part=part)
    if (reviewed := pinned_english(row, kind)) is not None:
        found, value = row.english, row.value
        where.add("outside-pinned", "rows", number, "english", found=found, wanted=reviewed or "-", value=value)
    for column, part in dose_words(row, kind):
        where.add("phrase-amount", "rows", number, column, found=getattr(row, column), part=part)


def _check_texts(row: WordRow, number: int, kind: str, where: TablePlace) -> None:
    for column in SAID:
        text = getattr(row, column)
        if (sign := MARKUP.search(text)) is not None:
            where.add("phrase-markup", "rows", number, column, found=text, part=sign[0])
    for column, text in _read(row):
        tokens = tokens_in(text)
        unknown = [t.text for t in tokens if t.shape in (Shape.UNREADABLE, Shape.BREAK) or t.text == CHOICE_SIGN]
        if unknown or not tokens:
            where.add("phrase-unreadable", "rows", number, column, found=text, part=" ".join(unknown).strip() or "?")
        elif tokens[0].text[0].isdigit() or (kind in WITHOUT_DIGITS and any(map(str.isdigit, text))):
            where.add("phrase-digit", "rows", number, column, found=text)
        said = frozenset(token.text for token in tokens)
        other = unsaid(text, row.english) if kind == OUTSIDE else ()
        for part in (*_differences(said, text, row, kind), *disagreements(row, kind, said), *other):
            where.add("phrase-differs", "rows", number, column, found=text, wanted=row.english, part=part)
    if kind == OUTSIDE and any(map(str.isdigit, row.english)):
        where.add("phrase-digit", "rows", number, "english", found=row.english)


def _read(row: WordRow) -> Iterator[tuple[str, str]]:
    """The texts of a row that are read, each with its column."""
    for column in READ:
        found = getattr(row, column)
        for form in (found,) if isinstance(found, str) else found:
            yield from ((column, text) for text in (spelled(form) if column in CHOOSING else (form,)) if form)


def _differences(words: frozenset[str], text: str, row: WordRow, kind: str) -> Iterator[str]:
    """What only one of a Norwegian text and its English says: a side of the body, a number. `1 glass` is a glass."""
    said = {side for side, own in SIDES.items() if words & own}
    if kind == "sites" and len(said) < len(SIDES):
        english = {side for side in SIDES if side in row.english.split() and side in row.value.split()}
        yield from sorted(said ^ english)
    if kind in SAME_NUMBERS:
        yield from sorted(set(NUMBER.findall(text)) - {ONE} - set(NUMBER.findall(row.english)))
