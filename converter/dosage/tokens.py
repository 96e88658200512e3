"""Norwegian dosage text in tokens. Nothing is dropped: what no rule knows is a token that no grammar takes."""

import re
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

MAX_CHARACTERS = 1000
"""Of a text that is read at all; the longest of the official samples has under 300."""


class Shape(StrEnum):
    """What a token is by its letters alone."""

    WORD = "word"
    NUMBER = "number"
    FRACTION = "fraction"
    CLOCK = "clock"
    DATE = "date"
    SIGN = "sign"
    BREAK = "break"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its text in lower case and composed, and where it stands in the text as it was normalised."""

    shape: Shape
    text: str
    start: int
    end: int


BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
DASHES = re.compile("[\u2010-\u2015\u2212]")
GLYPHS = {"½": "1/2", "¼": "1/4", "¾": "3/4"}
GLYPH = re.compile("(?P<whole>(?<![0-9,.])[0-9]+ ?)?(?P<glyph>[½¼¾])")
NUMERAL = re.compile(r"[0-9]+ [13]/[24](?![0-9/]|[.,:][0-9])|[0-9]+(?:[.,:/][0-9]+)*")
"""Digits and what joins them: one token, whatever it is."""
RULES = (
    (Shape.BREAK, re.compile(r"\n")),
    (Shape.DATE, re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])")),
    (Shape.UNREADABLE, re.compile(r"[.,][0-9][0-9.,:/]*")),
    (Shape.WORD, re.compile(r"[^\W\d_]+")),
    (Shape.SIGN, re.compile(r"[^\s\d]")),
)
NUMERALS = (
    (Shape.FRACTION, re.compile(r"(?:[1-9][0-9]? )?(?:1/2|1/4|3/4)")),
    (Shape.DATE, re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:20)?[0-9]{2}")),
    (Shape.CLOCK, re.compile(r"[0-9]{1,2}[.:][0-9]{2}|0[0-9]")),
    (Shape.NUMBER, re.compile(r"0|[1-9][0-9]{0,6}|0,[0-9]{1,3}|[1-9][0-9]{0,6},[0-9]{1,2}")),
)
"""What a numeral may be. A decimal point, or three digits after a whole number's comma, is none: thousands write so."""


def normalised(text: str) -> str:
    """Composed, in lower case, with plain blanks and dashes, one line break for each; ends stripped."""
    composed = normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    plain = DASHES.sub("-", BLANKS.sub(" ", composed)).lower()
    lines = [" ".join(line.split(" ")).strip() for line in plain.split("\n")]
    return GLYPH.sub(_spelled, "\n".join(line for line in lines if line))


def _spelled(found: re.Match[str]) -> str:
    whole = (found["whole"] or "").strip()
    return f"{whole} {GLYPHS[found['glyph']]}".strip()


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text that `normalised` returned."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        shape, end = _shape(text, at)
        found.append(Token(shape, text[at:end], at, end))
        at = end
    return tuple(found)


def _shape(text: str, at: int) -> tuple[Shape, int]:
    """What stands here and where it ends; one character that no rule knows is unreadable."""
    for shape, rule in RULES:
        if (match := rule.match(text, at)) is not None:
            return shape, match.end()
    if (numeral := NUMERAL.match(text, at)) is not None:
        kinds = (shape for shape, rule in NUMERALS if rule.fullmatch(numeral[0]))
        return next(kinds, Shape.UNREADABLE), numeral.end()
    return Shape.UNREADABLE, at + 1
