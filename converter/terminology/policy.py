"""Judgements as tables: what is said of substitution, and words that decide (mappings/policy/)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar, get_args
from unicodedata import normalize

from converter.sources.problems import ProblemList
from converter.sources.shape import Shape, shaped
from converter.sources.yaml_source import read_yaml
from converter.terminology.heads import TablePlace
from converter.terminology.home import Home
from converter.terminology.policy_shapes import PolicyWordFile, SubstitutionCase, SubstitutionFile, SubstitutionRow

SUBSTITUTION, WORDS = "mappings/policy/substitution.yaml", "mappings/policy/words.yaml"
SAYS: Mapping[str, frozenset[str]] = {"reserved": frozenset({"N"}), "listed": frozenset({"G", ""}),
                                      "substance": frozenset({"G", ""})}  # fmt: skip
"""What a case may say; the others say nothing coded: G would invite what Norway does not do, N what nobody said."""
NEVER_SENT = frozenset({"refusjon", "blåresept", "hresept", "§", "egenandel", "helfo", "frikort"})
"""Words of reimbursement that no edit takes away (step 1 policy: reimbursement never leaves)."""
_BETWEEN = re.compile(r"[^\w§]+|_+")
S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True)
class Policy:
    """The tables.

    Attributes:
        substitution: by case.
        reimbursement, substitution_words: words without what stands between letters, in lower case.
        goods: begins a word of a name.
        rows, drafts: how many rows each table has, and how many of them are yet to be reviewed.
    """

    substitution: Mapping[str, SubstitutionRow]
    reimbursement: tuple[str, ...]
    substitution_words: tuple[str, ...]
    goods: re.Pattern[str]
    rows: Mapping[str, int]
    drafts: Mapping[str, int]

    def of_reimbursement(self, text: str) -> bool:
        """Whether a text says anything of Norwegian reimbursement."""
        said = squeezed(text)
        return any(word in said for word in self.reimbursement)

    def of_substitution(self, text: str) -> bool:
        """Whether a text says anything of substitution."""
        said = squeezed(text)
        return any(word in said for word in self.substitution_words)

    def of_goods(self, name: str) -> bool:
        """Whether a name is of goods, which are no medicine."""
        return self.goods.search(normalize("NFKC", name).casefold()) is not None


def squeezed(text: str) -> str:
    """A text without what stands between its letters, in lower case: `Blå-resept, § 2` is `blåresept§2`."""
    return _BETWEEN.sub("", normalize("NFKC", text).casefold())


def read_policy(files: Home, problems: ProblemList) -> Policy | None:
    """The tables in mappings/policy/; None, with every problem added, where one is missing or wrong."""
    before = len(problems)
    substitution = _read(SUBSTITUTION, SubstitutionFile, files, problems)
    words = _read(WORDS, PolicyWordFile, files, problems)
    if substitution is None or words is None:
        return None
    _check_cases(*substitution)
    _check_words(*words)
    if len(problems) > before:
        return None
    kinds: dict[str, list[str]] = {}
    for row in words[0].rows:
        kinds.setdefault(row.says, []).append(row.word)
    goods = "|".join(re.escape(normalize("NFKC", word).casefold()) for word in kinds.get("goods", ()))
    return Policy(
        substitution=MappingProxyType({row.case: row for row in substitution[0].rows}),
        reimbursement=tuple(squeezed(word) for word in kinds["reimbursement"]),
        substitution_words=tuple(squeezed(word) for word in kinds.get("substitution", ())),
        goods=re.compile(rf"(?<!\w)(?:{goods})" if goods else r"(?!)"),
        rows=MappingProxyType({table.policy: len(table.rows) for table in (substitution[0], words[0])}),
        drafts=MappingProxyType({table.policy: _drafts(table) for table in (substitution[0], words[0])}),
    )


def _drafts(table: SubstitutionFile | PolicyWordFile) -> int:
    return sum(row.status == "draft" for row in table.rows)


def _read(file: str, shape: type[S], files: Home, problems: ProblemList) -> tuple[S, TablePlace] | None:
    text = files.text(file, problems)
    root = None if text is None else read_yaml(text, file, problems)
    found = None if root is None else shaped(root, shape, file, problems)
    return None if root is None or found is None else (found, TablePlace(file, root, problems))


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
    for word in sorted(NEVER_SENT):
        if ("reimbursement", word) not in seen:
            where.add("row-pinned", "rows", found=f"reimbursement {word}", wanted=word)
