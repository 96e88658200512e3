"""Judgements as tables: what is said of substitution, and words that decide (mappings/policy/)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from converter.sources.problems import ProblemList
from converter.terminology.heads import TablePlace
from converter.terminology.home import Home
from converter.terminology.policy_shapes import (
    PolicyWordFile,
    ReceiptFile,
    ReceiptRow,
    SubstitutionCase,
    SubstitutionFile,
    SubstitutionRow,
    WordKind,
    WordPlace,
)
from converter.terminology.policy_words import KindOfWords, kinds_of_words, squeezed
from converter.terminology.shaped_file import read_shaped
from converter.terminology.shapes import Status

SUBSTITUTION, WORDS = "mappings/policy/substitution.yaml", "mappings/policy/words.yaml"
RECEIPTS = "mappings/policy/receipts.yaml"
ACCEPTED = frozenset({"65"})
"""Codes of list 7419 by which Reseptformidleren has the message: no edit makes another so, for none would be sent."""
SAYS: Mapping[str, frozenset[str]] = {"reserved": frozenset({"N"}), "listed": frozenset({"G", ""}),
                                      "substance": frozenset({"G", ""})}  # fmt: skip
"""What a case may say; the others say nothing coded: G would invite what Norway does not do, N what nobody said."""
PINNED: Mapping[WordKind, frozenset[str]] = {
    "reimbursement": frozenset({"refusjon", "blåresept", "hresept", "§", "egenandel", "helfo", "frikort"}),
    "address": frozenset({"fortrolig", "klientadresse", "sperret", "skjermet", "hemmelig", "kode6", "kode7"}),
}
"""Words that no edit takes away, nor looks for in fewer places (step 1 policy: reimbursement never leaves, nor does an
address that is protected)."""
WIDE: frozenset[WordPlace] = frozenset({"start", "anywhere"})
SAID: Mapping[SubstitutionCase, str] = {
    "conditional": "The Norwegian medicines agency has set a condition for the substitution of this medicine. Its own"
    " words (in Norwegian):",
    "unlisted": "Not on the Norwegian substitution list: a Norwegian pharmacy would not replace this medicine with that"
    " of another producer.",
}
"""What the dispenser is told in each case, as it was reviewed; in the others nothing."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The tables.

    Attributes:
        substitution: by case.
        words: by what they say.
        receipts: what is done about an M10 that is refused, by code of list 7419.
        rows, drafts: how many rows each table has, and how many of them are yet to be reviewed.
    """

    substitution: Mapping[str, SubstitutionRow]
    words: Mapping[WordKind, KindOfWords]
    receipts: Mapping[str, ReceiptRow]
    rows: Mapping[str, int]
    drafts: Mapping[str, int]

    def said(self, kind: WordKind, *texts: str) -> Status | None:
        """Whether any text has a word of a kind, and whether that row was reviewed; None where none has."""
        words = self.words.get(kind)
        found = set() if words is None else {words.found_in(text) for text in texts}
        return "approved" if "approved" in found else "draft" if "draft" in found else None

    def drafts_said(self, kind: WordKind, *texts: str) -> tuple[str, ...]:
        """The rows of a kind that were not reviewed and whose words texts have: by `kind word`, in order."""
        words = self.words.get(kind)
        found = set() if words is None else {word for text in texts for word in words.drafts_in(text)}
        return tuple(f"{kind} {word}" for word in sorted(found))


def read_policy(files: Home, problems: ProblemList) -> Policy | None:
    """The tables in mappings/policy/; None, with every problem added, where one is missing or wrong."""
    before = len(problems)
    substitution = read_shaped(SUBSTITUTION, SubstitutionFile, files, problems)
    words = read_shaped(WORDS, PolicyWordFile, files, problems)
    receipts = read_shaped(RECEIPTS, ReceiptFile, files, problems)
    if substitution is None or words is None or receipts is None:
        return None
    _check_cases(*substitution)
    _check_words(*words)
    _check_receipts(*receipts)
    tables = (substitution[0], words[0], receipts[0])
    if len(problems) > before:
        return None
    return Policy(
        substitution=MappingProxyType({row.case: row for row in substitution[0].rows}),
        words=MappingProxyType(kinds_of_words(words[0].rows)),
        receipts=MappingProxyType({row.code: row for row in receipts[0].rows}),
        rows=MappingProxyType({table.policy: len(table.rows) for table in tables}),
        drafts=MappingProxyType({table.policy: _drafts(table) for table in tables}),
    )


def _drafts(table: SubstitutionFile | PolicyWordFile | ReceiptFile) -> int:
    return sum(row.status == "draft" for row in table.rows)


def _check_receipts(table: ReceiptFile, where: TablePlace) -> None:
    """Each code once; accepted are those that say so, and every other has what is told of it abroad."""
    seen: dict[str, int] = {}
    for number, row in enumerate(table.rows):
        if row.code in seen:
            where.add("row-duplicate", "rows", number, "code", found=row.code, wanted=seen[row.code])
        seen.setdefault(row.code, where.at("rows", number).line)
        accepted = row.code in ACCEPTED
        if accepted != (row.action == "accepted"):
            wanted = "accepted" if accepted else "again / correct / person"
            where.add("row-pinned", "rows", number, "action", found=row.code, wanted=wanted)
        if accepted == bool(row.openncp):
            where.add("row-pinned", "rows", number, "openncp", found=row.code, wanted='""' if accepted else "ERROR_ED_")
    for code in sorted(ACCEPTED - seen.keys()):
        where.add("row-pinned", "rows", found=code, wanted=code)


def _check_cases(table: SubstitutionFile, where: TablePlace) -> None:
    """Each case once, and none missing; each says what it may."""
    seen: dict[str, int] = {}
    for number, row in enumerate(table.rows):
        if row.case in seen:
            where.add("row-duplicate", "rows", number, "case", found=row.case, wanted=seen[row.case])
        seen.setdefault(row.case, where.at("rows", number).line)
        allowed = SAYS.get(row.case, frozenset({""}))
        if row.subst not in allowed:
            wanted = " / ".join(sorted(code or '""' for code in allowed))
            where.add("row-pinned", "rows", number, "subst", found=row.case, wanted=wanted)
        if row.english != SAID.get(row.case, ""):
            where.add("row-pinned", "rows", number, "english", found=row.case, wanted=SAID.get(row.case, '""'))
    for case in get_args(SubstitutionCase):
        if case not in seen:
            where.add("row-pinned", "rows", found=case, wanted=case)


def _check_words(table: PolicyWordFile, where: TablePlace) -> None:
    """Each word once for what it says and with a letter in it; the words that protect are there."""
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(table.rows):
        key = (row.says, squeezed(row.word))
        if not key[1]:
            where.add("row-pinned", "rows", number, "word", found=row.word, wanted="a-å")
        if key in seen:
            where.add("row-duplicate", "rows", number, "word", found=row.word, wanted=seen[key])
        seen.setdefault(key, where.at("rows", number).line)
        narrow = row.at not in WIDE and not key[1][-1:].isdigit()
        if key[1] in PINNED.get(row.says, ()) and (narrow or row.at not in {*WIDE, "word"}):
            where.add("row-pinned", "rows", number, "at", found=row.at, wanted="start / anywhere")
    for says, words in PINNED.items():
        for word in sorted(words):
            if (says, word) not in seen:
                where.add("row-pinned", "rows", found=f"{says} {word}", wanted=word)
