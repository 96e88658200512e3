"""The strengths that words say, in whatever language, held against those in codes: one number has many spellings."""

import re
from collections.abc import Sequence
from itertools import product as each_of

from converter.conversion.session import Notes
from converter.model.measure import DOSE, MASS, PIECE, VOLUME, Strength, measured
from converter.model.product import Product
from converter.model.strength_chain import Reading, Said
from converter.model.strength_units import PERCENT
from converter.model.strength_words import in_doubt, read_strengths
from converter.terminology.code_table import text_key

TABLE = "strength-unit-words"
HUNDRED = 100
_BLANK = "[ \u00a0\u2009\u202f]"
_WORD = r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?"
_BEHIND = re.compile(rf"(?<=[0-9/])({_BLANK}*)({_WORD}(?:{_BLANK}{_WORD})?)")
"""Up to two words behind a number or a slash."""
_GROUPED = re.compile(r"(?<![\w.,])([1-9][0-9]{0,2})[.,]([0-9]{3})(?![0-9.,])")
"""`1.000` and `1,000`: a thousand, or one and no thousandths."""
MOST_GROUPED = 4
_DIGIT = re.compile("[0-9]")


def plain_strength(text: str, notes: Notes, path: str) -> str:
    """Words of a strength with the units of other languages in UCUM: `400 mikrogrammaa` is `400 ug`.

    Args:
        text: the words.
        notes: the tables; a draft row that is used is noted.
        path: for that note.
    """

    def put(found: re.Match[str]) -> str:
        words = found[2].split()
        for length in range(len(words), 0, -1):
            unit = notes.translate(TABLE, text_key(" ".join(words[:length])), path)
            if unit is not None:
                rest = found[2].split(None, length)[length:]
                return " ".join([f"{found[1]}{_WRITTEN.get(unit.code, unit.code)}", *rest])
        return found[0]

    return _BEHIND.sub(put, text)


_WRITTEN = {"[IU]": "IU", "{Tablet}": "tablett", "{Capsule}": "kapsel"}
"""How `read_strengths` knows a unit that it does not know as UCUM writes it."""


def words_of_strength(product: Product) -> str:
    """The words in which a strength can be read."""
    return product.strength_plain or product.strength_text


def readings_of(text: str) -> tuple[Reading, ...]:
    """Each reading of the strengths in a text; `1.000` has two. None where it says no strength, or none can be read."""
    if not _DIGIT.search(text) or len(_GROUPED.findall(text)) > MOST_GROUPED:
        return ()
    pieces: list[tuple[str, ...]] = []
    place = 0
    for found in _GROUPED.finditer(text):
        pieces += [(text[place : found.start()],), (found[1] + found[2], f"{found[1]},{found[2]}0")]
        place = found.end()
    read = [read_strengths("".join(parts)) for parts in each_of(*pieces, (text[place:],))]
    measured = [tuple([s for s in reading if s.of]) for readings in read for reading in readings or ()]
    return tuple(dict.fromkeys([reading for reading in measured if reading]))


def may_be_thousands(text: str) -> bool:
    """Whether a number in a text may be a thousand times another."""
    return _GROUPED.search(text) is not None


def agrees(said: Said, coded: Strength, *, in_pieces: bool) -> bool | None:
    """Whether a strength in words is one in codes; None where they cannot be held against each other.

    Args:
        said: of the words.
        coded: of a substance's code.
        in_pieces: whether the package holds pieces: a strength of no named denominator is then one piece's.
    """
    value, of, per = coded
    if said.of == PERCENT:
        return said.value / HUNDRED == value if of == MASS and per in {MASS, VOLUME} else None
    if said.of != of:
        return False
    if not said.below:
        if _counted(per):
            return said.value == value
        return False if in_pieces else None
    if said.below == per or (_counted(said.below) and _counted(per)):
        return said.value / said.per == value
    if _counted(said.below):
        return None  # a whole container may be said where its volume is coded
    return None if _counted(per) and not in_pieces else False


def _counted(per: str) -> bool:
    return per in {PIECE, DOSE} or per.startswith("{")


def contradict(found: Sequence[Reading], coded: Sequence[Strength], *, in_pieces: bool) -> bool:
    """Whether a text says a strength that, however it is read, is none of those in codes.

    Args:
        found: the readings of the words of a strength, or of a name.
        coded: every substance's.
        in_pieces: as `agrees` has it.
    """
    return bool(found and coded) and all(
        any(all(agrees(said, one, in_pieces=in_pieces) is False for one in coded) for said in reading)
        for reading in found
    )


def single(words: str, *, in_pieces: bool) -> Strength | None:
    """The one strength that words say, where nothing about it is open; None else."""
    found = readings_of(words)
    if len(found) != 1 or len(found[0]) != 1 or may_be_thousands(words) or in_doubt(words):
        return None
    said = found[0][0]
    if said.of == PERCENT or (not said.below and not in_pieces):
        return None
    return said.value / said.per, said.of, said.below or PIECE


def in_pieces(product: Product) -> bool:
    """Whether the package holds pieces."""

    inner = measured(product.layers[0].content) if product.layers else None
    return inner is not None and inner.of == PIECE
