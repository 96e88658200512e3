"""How long the texts of an M10 may be. What is longer is cut at a word, and told.

Reseptformidleren holds texts to lengths of a table that is not public (dossier, section 8), and the schemas hold none.
These are the project's own, to be confirmed (draft): wider than any text of FEST or of a received eD.
"""

from typing import Final

from converter.conversion.session import Notes

NAME: Final = 200
"""NavnFormStyrke, Varenavn, Navn of the dispenser."""
NUMBER: Final = 64
"""Batchnr."""
REMARK: Final = 1000
"""Merknad, Begrunnelse."""
WORDS: Final = 200
"""What Merknad has of each thing that the document says in words of its own, so that there is room for the rest."""
DOUBT: Final = 150
"""One sentence of Merknad on what contradicts itself; all of them fit in."""
CUT = "…"


def cut(text: str, most: int, notes: Notes, path: str) -> str:
    """A text of at most so many characters; one that was longer ends with `…` and is told."""
    if len(text) <= most:
        return text
    notes.add("ed-text-cut", path, most=most)
    head = text[: most - len(CUT)]
    whole = head if text[most - len(CUT)].isspace() else head.rpartition(" ")[0]
    return f"{(whole or head).rstrip()}{CUT}"
