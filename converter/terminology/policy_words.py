"""Words that decide, as they are found in a text: mappings/policy/words.yaml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category, normalize

from converter.terminology.policy_shapes import WordKind, WordRow
from converter.terminology.shapes import Status

NOT_A_LETTER = r"(?<![^\W\d])"
GAP = r"[^\w(§]{0,4}"
"""What may stand between the words of an entry: blanks and signs, or nothing. A parenthesis begins something else."""
FORMS = {" ": GAP, "-": GAP, "#": r"\d", "@": r"[^\W\d]"}
BEFORE = {
    "start": NOT_A_LETTER,
    "anywhere": "",
    "word": NOT_A_LETTER,
    "end": NOT_A_LETTER,
    "alone": r"(?:^|(?<=[^\w\s])|(?<=[^\w\s]\s))",
    "apart": NOT_A_LETTER + r"(?<!med )(?<!uten )(?<!m/ )(?<!m/)(?<!u/ )(?<!u/)(?<!fast )(?<!subkutan )",
}
AFTER = {
    "start": "",
    "anywhere": "",
    "word": r"(?!\w)",
    "end": r"(?=\s*(?:$|[^\w\s]|\d))",
    "alone": r"(?=\s*(?:$|[^\w\s]))",
    "apart": r"(?:r|ne)?(?!\w)",
}
HYPHENATED = re.compile(r"-[^\S\n]*\n\s*")
SPACED = re.compile(r"(?<!\w)\w(?:[\W]{1,3}\w(?!\w)){3,}")
"""Letters that stand one by one: `r e f u s j o n`."""
SPELLED = 4
"""Letters of a word that is looked for among such; of fewer it could be anything."""
_BETWEEN = re.compile(r"[^\w§#@]+|_+")


@dataclass(frozen=True, slots=True)
class KindOfWords:
    """The words of one kind.

    Attributes:
        reviewed, draft: what finds a word that was reviewed, or one that was not.
        spelled: the words without what stands between their letters, by the status of the row.
        drafts: what finds each word that was not reviewed, by the word.
    """

    reviewed: re.Pattern[str]
    draft: re.Pattern[str]
    spelled: Mapping[str, Status]
    drafts: Mapping[str, re.Pattern[str]]

    def found_in(self, text: str) -> Status | None:
        """Whether a text has one of the words, and one that was reviewed; None where it has none."""
        said = _plain(text)
        if self.reviewed.search(said):
            return "approved"
        letters = [_BETWEEN.sub("", found[0]) for found in SPACED.finditer(said)]
        statuses = {status for run in letters for word, status in self.spelled.items() if word in run}
        if "approved" in statuses:
            return "approved"
        return "draft" if statuses or self.draft.search(said) else None

    def drafts_in(self, text: str) -> frozenset[str]:
        """The words that were not reviewed which a text has, as the table writes them."""
        said = _plain(text)
        runs = [_BETWEEN.sub("", found[0]) for found in SPACED.finditer(said)]
        spelled = {key for run in runs for key, status in self.spelled.items() if status == "draft" and key in run}
        return frozenset(w for w, found in self.drafts.items() if squeezed(w) in spelled or found.search(said))


def kinds_of_words(rows: Iterable[WordRow]) -> dict[WordKind, KindOfWords]:
    """The words of a table by what they say."""
    kinds: dict[WordKind, list[WordRow]] = {}
    for row in rows:
        kinds.setdefault(row.says, []).append(row)
    return {
        says: KindOfWords(
            _finder(row for row in found if row.status == "approved"),
            _finder(row for row in found if row.status == "draft"),
            {
                key: row.status
                for row in sorted(found, key=lambda row: row.status, reverse=True)
                if len(key := squeezed(row.word)) >= SPELLED and key.isalpha()
            },
            {row.word: _finder([row]) for row in found if row.status == "draft"},
        )
        for says, found in kinds.items()
    }


def squeezed(text: str) -> str:
    """A text without what stands between its letters, in lower case: `Blå-resept, § 2` is `blåresept§2`."""
    return _BETWEEN.sub("", _seen(text).casefold())


def _seen(text: str) -> str:
    """A text in composed letters, without signs that nobody sees."""
    return "".join(c for c in normalize("NFKC", text) if category(c) != "Cf")


def _plain(text: str) -> str:
    """In lower case with single blanks; a word that a line divides is whole."""
    whole = HYPHENATED.sub("", _seen(text)).replace("_", "-")
    return " ".join(whole.split()).casefold()


def _finder(rows: Iterable[WordRow]) -> re.Pattern[str]:
    """Finds any of the words; nothing where there are none."""
    by_place: dict[str, list[str]] = {}
    for row in rows:
        by_place.setdefault(row.at, []).append(_pattern(row.word))
    parts = [f"{BEFORE[at]}(?:{'|'.join(words)}){AFTER[at]}" for at, words in by_place.items()]
    return re.compile("|".join(parts) if parts else r"(?!)")


def _pattern(word: str) -> str:
    """A word as a pattern: a hyphen may stand between two letters."""
    signs = normalize("NFKC", word).casefold()
    found = [FORMS.get(sign, re.escape(sign)) for sign in signs]
    joins = ["-?" if one.isalnum() and other.isalnum() else "" for one, other in pairwise(signs)]
    return "".join(sign + join for sign, join in zip(found, [*joins, ""], strict=True))
