"""Characters that nobody sees and that change what is read: direction marks, joiners, fillers, tags, controls.

Source: Unicode Standard Annex 9 (embeddings, overrides, isolates and marks of direction), and the default ignorable
characters of the standard (DerivedCoreProperties). A text that turns is not what it looks like: `5 gm 01`, `10 mg 5`.
"""

import re

TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of writing."""
_C0, _C1 = "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f", "\u0080-\u009f"
_FORMAT = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
SIGNS = re.compile(f"[{_C0}{_C1}{_FORMAT}]")
"""All of them; a line feed, a carriage return and a tab are none."""
HALVES = re.compile(f"[{_C0}{_FORMAT}]|(?<![\u00c2-\u00f4\u0080-\u00bf])[{_C1}]")
"""All but the controls that may be half of a letter whose encoding was confused."""
BREAKS = re.compile("[\u0085\u2028\u2029]")
"""Those of them that part what stands before from what stands behind."""
PARTING = re.compile("[\u2028\u2029]|(?<![\u00c2-\u00f4\u0080-\u00bf])\u0085")
"""The same, but for what may be half of a letter whose encoding was confused."""
GARBLED = re.compile(
    "\ufffd|\u00c3[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]"
    "|\u00c2[\u0080-\u00aa\u00ac-\u00ba\u00bc-\u00bf]|\u00e2\u20ac|\u00e2\u0080"
)
"""Letters of UTF-8 that were read as Latin-1 or Windows-1252 (`TÃ¥` for `Tå`), and the sign of what could not be read.

No language of the EEA writes them: `Ã` stands before a letter in Portuguese, `Â` before a letter or a quotation mark.
"""
_IN_UTF8 = {
    lead: re.compile(rb"%b(?:%b)" % (lead, rest))
    for lead, rest in (
        (b"\x7f", rb""),
        (b"\xc2", rb"[\x80-\x9f\xad]"),
        (b"\xcd", rb"\x8f"),
        (b"\xd8", rb"\x9c"),
        (b"\xe1", rb"\x85[\x9f\xa0]|\x9e[\xb4\xb5]|\xa0[\x8b-\x8f]"),
        (b"\xe2", rb"\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xaf]"),
        (b"\xe3", rb"\x85\xa4"),
        (b"\xef", rb"\xb8[\x80-\x8f]|\xbb\xbf|\xbe\xa0|\xbf[\xb0-\xbb]"),
        (b"\xf0", rb"\x9d\x85[\xb3-\xba]"),
        (b"\xf3", rb"\xa0"),
    )
}
"""The same in UTF-8 by their first bytes, of which most texts have none; what XML cannot hold is left out."""
_SEEMS_GARBLED = re.compile(rb"\xc3[\x82\x83\xa2]")


def holds_signs(xml: bytes) -> bool:
    """Whether an XML document in UTF-8 holds any of them: a microsecond or two where it is of European letters."""
    return any(lead in xml and rest.search(xml) for lead, rest in _IN_UTF8.items())


def may_be_garbled(xml: bytes) -> bool:
    """Whether UTF-8 may hold a text whose encoding was confused."""
    return _SEEMS_GARBLED.search(xml) is not None or b"\xef\xbf\xbd" in xml


def but_halves(text: str) -> str:
    """The text without them, but for what a reader that mends confused letters wants, who takes out the rest."""
    return text if text.isascii() and text.isprintable() else _taken(HALVES, PARTING.sub(" ", text))


def without_signs(text: str) -> str:
    """The text without them; a blank where one of them parts two words, or a digit from a letter or digit.

    `1`, a blank of no width and `3` are not 13; in a word without digits nothing is put: a name stays one.
    """
    return text if text.isascii() and text.isprintable() else _taken(SIGNS, BREAKS.sub(" ", text))


def without_any(value: str) -> str:
    """A code, a number or an identifier without them; nothing is put in their stead."""
    return SIGNS.sub("", value)


def _taken(signs: re.Pattern[str], text: str) -> str:
    """The text without these signs, however many stand together."""
    kept: list[str] = []
    end = 0
    for sign in signs.finditer(text):
        if sign.start() > end or not kept:
            kept.append(text[end : sign.start()])
        end = sign.end()
    kept.append(text[end:])
    found = kept[0]
    for piece in kept[1:]:
        found += f" {piece}" if _is_of_number(found[-1:], piece[:1]) else piece
    return found


def _is_of_number(before: str, behind: str) -> bool:
    return before.isalnum() and behind.isalnum() and (before.isnumeric() or behind.isnumeric())
