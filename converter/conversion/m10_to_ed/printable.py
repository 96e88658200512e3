"""Text that a pharmacy may enter: what people can read, and that cannot be mended to something else."""

from converter.formats.cda.foreign import mended
from converter.model.signs import GARBLED, SIGNS

MOST_WORDS = 200


def printable(text: str) -> str:
    """Text with one blank for each run of white space.

    Raises:
        ValueError: it has characters that nobody can read, or that XML cannot hold, or too many; or its encoding was
            confused: who reads it would mend it to something else.
    """
    words = " ".join(text.split())
    unreadable = not words.isprintable() or SIGNS.search(words) or GARBLED.search(words)
    if len(words) > MOST_WORDS or unreadable or mended(words) != words:
        raise ValueError
    return words
