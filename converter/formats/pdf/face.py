"""The font of the page: which letters it has, how wide they are, and texts made ready for it.

Source Sans Pro (SIL Open Font License 1.1), from the package `font-source-sans-pro`; read when the first page is made.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from unicodedata import category, normalize

from converter.model.signs import without_signs

FAMILY = "Source Sans Pro"
FACES = ("SourceSansPro-Regular.otf", "SourceSansPro-Semibold.otf")
"""The package has each face in two formats: one of them is named, for a folder has no order."""
BREAK = "\u200b"
"""Zero width space: a line may end there."""
UNIT = re.compile(r"(?<=[0-9]) (?=[^\W\d_]|%|[0-9]{3}(?![0-9]))")
"""The blank between a number and what it counts, and inside of one: a line that began with 000 IE would be another."""
WORD = re.compile(r"[^ \n]+")
HYPHENATED = re.compile(r"[^-]*-|[^-]+")
"""The parts of a word, each with the hyphen behind it: those are broken only where they are too wide themselves."""
PIECE = 6
"""Letters between two such places."""
LINES = re.compile(r"\r\n?|\x0b|\x0c")
PARAGRAPHS = re.compile(r"\n[\n \t]*\n")
"""Ends of lines with nothing between them: however many, they show one empty line."""
PLAINER = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
"""Hyphens of their own code that look as the plain one does, and letters joined into one."""


@dataclass(frozen=True, slots=True)
class Face:
    """Letters and their widths, in thousandths of the font's size: the wider one of the two faces.

    A letter that the font has only as a letter and a mark apart is none of them: what a page says of it cannot be read
    back with certainty.
    """

    widths: dict[str, int]

    def lacks(self, text: str) -> bool:
        """Whether a text that was made ready has a letter that the font has not."""
        return not all(letter in self.widths or letter == "\n" for letter in text)

    def breakable(self, text: str, most: int) -> str:
        """The text as it may be broken into lines of `most` thousandths: no number is parted from the unit behind it,
        and a word that is wider than a line has places to break inside."""
        return WORD.sub(lambda word: self._broken(word.group(), most), UNIT.sub("\u00a0", text))

    def _broken(self, word: str, most: int) -> str:
        if self._width(word) <= most:
            return word
        pieces: list[str] = []
        for part in HYPHENATED.findall(word):
            step = len(part) if self._width(part) <= most else PIECE
            pieces += [part[at : at + step] for at in range(0, len(part), step)]
        return BREAK.join(pieces)

    def _width(self, text: str) -> int:
        return sum([self.widths.get(letter, 0) for letter in text])


def plain_text(text: str) -> str:
    """A text as the page shows it: letters composed (NFC), without what nobody sees, every blank a plain one.

    Lines stay lines. Marks of direction are taken out: a text that turns is not what it looks like.
    """
    lines = PARAGRAPHS.sub("\n\n", LINES.sub("\n", text))
    shown = without_signs(normalize("NFC", lines).translate(PLAINER))
    return "".join([" " if category(letter) == "Zs" or letter == "\t" else letter for letter in shown])


@cache
def face() -> Face:
    """The font's letters."""
    from fontTools.ttLib import TTFont  # only where a page is made

    found: list[dict[str, int]] = []
    for path in faces():
        with TTFont(path, lazy=True) as font:
            scale, advances = 1000 / font["head"].unitsPerEm, font["hmtx"].metrics
            found.append({chr(code): round(advances[name][0] * scale) for code, name in font.getBestCmap().items()})
    both = set.intersection(*[set(one) for one in found])
    shown = [letter for letter in both if category(letter)[0] not in "MC"]
    return Face({letter: max(one[letter] for one in found) for letter in shown})


def faces() -> tuple[Path, ...]:
    """The font's files."""
    folder = Path(str(files("font_source_sans_pro"))) / "files"
    return tuple([folder / name for name in FACES])
