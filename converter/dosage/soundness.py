"""Holds that a phrase of the vocabulary hides no other reading of its words, as a row `morgen og kveld` would.

The lexer takes the longest phrase at each place. Where the words of a phrase mean something by themselves as well, and
that is another thing, the row has made the language ambiguous without anyone being told.
"""

from collections.abc import Iterator, Mapping

from converter.dosage.canonical import line
from converter.dosage.lexer import lexed
from converter.dosage.parser import can_be_items
from converter.dosage.tokens import Token, normalised, tokens_of
from converter.dosage.understand import understand_tokens
from converter.dosage.vocabulary import Vocabulary, Word
from converter.model.meaning import Meaning
from converter.sources.problems import ProblemList

PHRASE = "{}"
OTHERWISE = ("1 tablett {}", "1 tablett 2 ganger daglig {}")
FRAMES: Mapping[str, tuple[str, ...]] = {
    "numbers": ("{} tabletter 2 ganger daglig", "1 tablett {} ganger daglig"),
    "ordinals": ("1 tablett hver {} dag",),
    "units": ("1 {} 2 ganger daglig",),
    "layers": ("påføres {} 2 ganger daglig",),
    "periods": ("1 tablett daglig i 2 {}",),
    "periods genitive": ("1 tablett daglig i 2 uker, deretter 1 {} pause",),
    "times nouns": ("1 tablett 2 {} i uken",),
    "events": ("1 tablett før {}", "1 tablett til {}"),
    "conditions": ("1 tablett ved {}", "1 tablett daglig mot {}"),
    "acts": ("{} 2 ganger daglig",),
    "fillers": ("{} 1 tablett 2 ganger daglig", "1 tablett {} 2 ganger daglig"),
}
"""Texts in which a phrase of a kind can stand."""
INSIDE = frozenset({*FRAMES, "keywords"}) - {"acts", "fillers"}
"""Kinds whose phrases stand inside an item; those of the others are items by themselves."""
KEYWORD_FRAMES: Mapping[str, tuple[str, ...]] = {
    "TIMES": ("1 tablett 2 {} daglig",),
    "TIME_ONE": ("1 tablett 1 {} daglig",),
    "UPTO": ("1 tablett {} 2 ganger daglig",),
    "ATMOST": ("1 tablett {} 2 ganger daglig", "1 tablett ved behov, {} 3 tabletter"),
    "NOT_MORE": ("1 tablett ved behov, {} 3 tabletter per døgn",),
    "ATLEAST": ("1 tablett daglig i {} 2 uker",),
    "EVERY": ("1 tablett {} 3. dag",),
    "EVERY_OTHER": ("1 tablett {} dag",),
    "BEFORE": ("1 tablett {} frokost",),
    "AFTER": ("1 tablett {} frokost",),
    "WITH": ("1 tablett {} frokost",),
    "TIL": ("1 tablett {} frokost",),
    "THEN": ("1 tablett daglig i 1 uke, {} 2 tabletter daglig",),
    "ADDITION": ("1 tablett daglig, {} 1 tablett ved behov",),
    "DIVIDED": ("20 mg daglig {} 2 doser",),
    "EXCEPT": ("1 tablett daglig {} mandag",),
    "A_DAY": ("1 tablett ved behov, maks 3 {}",),
    "A_WEEK": ("1 tablett ved behov, maks 3 {}",),
    "MAY_REPEAT": ("1 tablett ved behov, {} etter 2 timer",),
    "REPEAT": ("1 tablett én gang, {} etter 2 uker",),
}


def check_soundness(vocabulary: Vocabulary, problems: ProblemList) -> None:
    """Adds a problem, with both readings, for each phrase whose words also mean something else."""
    for texts, words in _phrases(vocabulary):
        found = " ".join(texts)
        for word in words:
            if word.kind not in INSIDE and not _stands_apart(found, vocabulary):
                continue
            for own, other in (_both(found, frame, vocabulary) for frame in _frames(word)):
                if own is not None and other is not None and own != other:
                    problems.add("phrase-hides", word.place, found=found, one=line(own), two=line(other))
                    break


def _stands_apart(phrase: str, vocabulary: Vocabulary) -> bool:
    """Whether the words of a phrase, apart, can be items of an instruction: quick, and true of few."""
    tokens = tokens_of(normalised(phrase))
    apart = lexed(tokens, vocabulary, range(len(tokens)))
    return not apart.unknown and can_be_items(apart.lexemes)


def _phrases(vocabulary: Vocabulary) -> Iterator[tuple[tuple[str, ...], tuple[Word, ...]]]:
    """The phrases of several tokens that can be read in parts: each begins another phrase, or is a sign."""
    for texts, words in vocabulary.phrases.items():
        if len(texts) > 1 and all(text in vocabulary.longest or not text.isalpha() for text in texts):
            yield texts, words


def _frames(word: Word) -> tuple[str, ...]:
    if word.kind == "keywords":
        return KEYWORD_FRAMES.get(word.value, OTHERWISE)
    return FRAMES.get(word.kind, OTHERWISE)


def _both(phrase: str, frame: str, vocabulary: Vocabulary) -> tuple[Meaning | None, Meaning | None]:
    """What the frame means with the phrase as one, and with its words apart."""
    before, after = frame.split(PHRASE)
    tokens = tokens_of(normalised(frame.replace(PHRASE, phrase)))
    start = len(tokens_of(normalised(before)))
    whole = range(start, len(tokens) - len(tokens_of(normalised(after))))
    apart = understand_tokens(tokens, vocabulary, whole).meaning
    return (None if apart is None else _one(tokens, vocabulary)), apart


def _one(tokens: tuple[Token, ...], vocabulary: Vocabulary) -> Meaning | None:
    return understand_tokens(tokens, vocabulary).meaning
