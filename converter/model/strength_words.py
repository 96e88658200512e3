"""Strengths in the words of a Norwegian name (`NavnFormStyrke`), as exact numbers: `20 000 IE/ml`, `400 mg/30 mg`.

Nothing is guessed: a number that may be a thousand times another (`1.000`), an interval, or one that no unit follows in
the middle of the name has no reading. Sources: list 9090 (units), FEST implementation guidelines 5.5 (how names say
strengths), list 7452 (what a strength is per).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

MASS, VOLUME, AMOUNT, INTERNATIONAL, UNITS, PERCENT = "g", "mL", "mol", "[IU]", "unit", "%"
TIME, DOSE, PIECE = "h", "dose", "piece"
"""What is measured, and what a strength is per; `unit` is a product's own unit (E), which is no international one."""
_M, _K = Fraction(1, 1000), Fraction(1000)
_UNITS: dict[str, tuple[str, Fraction]] = {
    "kg": (MASS, _K),
    **dict.fromkeys(("g", "gram"), (MASS, Fraction(1))),
    **dict.fromkeys(("mg", "milligram"), (MASS, _M)),
    **dict.fromkeys(("mikrog", "mikrogram", "µg", "μg", "mcg", "ug"), (MASS, _M**2)),
    **dict.fromkeys(("nanogram", "nanog", "ng"), (MASS, _M**3)),
    "mol": (AMOUNT, Fraction(1)),
    "mmol": (AMOUNT, _M),
    "mikromol": (AMOUNT, _M**2),
    "meq": ("meq", Fraction(1)),
    **dict.fromkeys(("ie", "iu", "i.e.", "i.u."), (INTERNATIONAL, Fraction(1))),
    "kie": (INTERNATIONAL, _K),
    **dict.fromkeys(("mill ie", "mill. ie", "mill iu", "mill. iu"), (INTERNATIONAL, _K**2)),
    **dict.fromkeys(("e", "enheter"), (UNITS, Fraction(1))),
    **dict.fromkeys(("mill e", "mill. e", "mill enheter", "mill. enheter"), (UNITS, _K**2)),
    "kbq": ("Bq", _K),
    "mbq": ("Bq", _K**2),
    "gbq": ("Bq", _K**3),
    "cfu": ("cfu", Fraction(1)),
    **dict.fromkeys(("%", "pst", "prosent"), (PERCENT, Fraction(1))),
}
_PER: dict[str, tuple[str, Fraction]] = {
    "ml": (VOLUME, Fraction(1)),
    "mikroliter": (VOLUME, _M),
    "l": (VOLUME, _K),
    "g": (MASS, Fraction(1)),
    **dict.fromkeys(("timer", "time", "t"), (TIME, Fraction(1))),
    "døgn": (TIME, Fraction(24)),
    "cm2": ("cm2", Fraction(1)),
    **dict.fromkeys(
        ("doser", "dose", "inhalasjon", "inh", "puff", "spraydose", "spray", "pumpetrykk"), (DOSE, Fraction(1))
    ),
    **dict.fromkeys(
        (
            *("sprøyte", "penn", "hetteglass", "hgl", "ampulle", "amp", "tablett", "tab", "kapsel", "kaps", "stykk"),
            *("stk", "plaster", "dosepose", "pose", "beholder", "endosebeholder", "dråpe", "pipette", "klyster"),
        ),
        (PIECE, Fraction(1)),
    ),
}
ELEMENTS = ("Fe", "Ca", "Zn", "K", "I", "Mg", "F", "N", "Li", "HA", "NE", "RE", "alfa-TE")
"""What a number of list 9090 may count in the place of the substance: an element, an ion, an equivalent."""


def _any(words: dict[str, tuple[str, Fraction]]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s?") for w in sorted(words, key=len, reverse=True))


_BLANK = "[ \u00a0\u2009\u202f]"
_NUMBER = rf"[0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}})+(?:[.,][0-9]+)?(?![0-9])|[0-9]+(?:[.,][0-9]+)?"
_KIND = r"(?:\s?(?:anti-xa|anti-heparin|[wv]/[wv]))?"
_OF = rf"(?P<of>{_any(_UNITS)}){_KIND}(?:\s(?P<element>{'|'.join(ELEMENTS)}))?{_KIND}(?![\w%])"
_THING = re.compile(rf"(?P<value>{_NUMBER})\s?(?:{_OF})?", re.IGNORECASE)
_BELOW = re.compile(rf"(?:(?P<value>{_NUMBER})\s?)?(?P<of>{_any(_PER)})(?!\w)", re.IGNORECASE)
_NUMBERED = re.compile(rf"(?<![\w.,]){_THING.pattern}", re.IGNORECASE)
_KINDS = re.compile(r"anti-xa|anti-heparin|[wv]/[wv]")
_START = re.compile(r"(?<![\w.,%/-])(?=[0-9])")
_JOIN = re.compile(r"\s?[/+]\s?")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}|,000)")
_AMBIGUOUS_INSIDE = re.compile(rf"(?<![\w.,]){_AMBIGUOUS.pattern}(?![\w.,]*[0-9])")
_SEEN = re.compile(rf"[0-9][0-9.,]*\s?(?:{_any(_UNITS)})(?![\w%])", re.IGNORECASE)
"""A number that a unit follows, whatever stands before it."""
_BROKEN = re.compile(
    r"[\u00bc-\u00be\u2150-\u215f\u2044]|[0-9]\s+[.,]\s*[0-9]|[0-9][.,]\s+[0-9]|[0-9]\s?[x\u00d7*]\s?[0-9]"
)
"""Fractions (`\u00bd mg`), numbers with a blank at their point (`0, 5 mg`), and products (`2x500 mg`)."""
_RANGE = re.compile(r"\s?[-\u2013]\s?[0-9]")


@dataclass(frozen=True, slots=True)
class Said:
    """A strength as words say it.

    Attributes:
        value: in the base unit of `of`; as written where `of` is empty.
        of: what is measured; empty where no unit is given.
        per: how much it is per, in the base unit of `below`.
        below: what it is per; empty where the words do not say it.
        element: what is counted in the place of the substance, as `Fe`; empty for the substance itself.
        raw: the number as written, without its unit's scale.
    """

    value: Fraction
    of: str
    per: Fraction = Fraction(1)
    below: str = ""
    element: str = ""
    raw: Fraction = Fraction(0)


Reading = tuple[Said, ...]


def read_strengths(text: str) -> tuple[Reading, ...] | None:
    """Each reading of the strengths in a text: one, or two where `10 mg/1 g` may be a ratio or two substances.

    Returns:
        One empty reading where the text has no strength; None where it has a number that cannot be read.
    """
    found: list[tuple[Reading, ...]] = []
    read_from: list[tuple[int, int]] = []
    place = 0
    if _BROKEN.search(text):
        return None
    while (start := _START.search(text, place)) is not None:
        read = _chain(text, start.start())
        if read is None:
            return None
        readings, place = read
        if readings:
            found.append(readings)
            read_from.append((start.start(), place))
    if any(not any(a <= m.start() < b for a, b in read_from) for m in _SEEN.finditer(text)):
        return None  # `tab40mg`, `-40 mg`, `.5 mg`: a strength that was not read
    together: tuple[Reading, ...] = ((),)
    for readings in found:
        together = tuple([(*before, *reading) for before in together for reading in readings])
    return together


def resolved(text: str) -> tuple[str, ...]:
    """A text whose numbers may be two (`20.000 IE`), once with thousands and once with decimals; none without them."""
    if _AMBIGUOUS_INSIDE.search(text) is None:
        return ()
    whole = _AMBIGUOUS_INSIDE.sub(lambda m: re.sub("[.,]", "", m[0]), text)
    part = _AMBIGUOUS_INSIDE.sub(lambda m: re.split("[.,]", m[0])[0] + _decimals(re.split("[.,]", m[0])[1]), text)
    return whole, part


def _decimals(digits: str) -> str:
    return f",{plain}" if (plain := digits.rstrip("0")) else ""


_IN_ENGLISH = re.compile(
    rf"(?:(?P<before>[^0-9]*)\s)?(?P<value>{_NUMBER})\s?(?P<unit>mill\.?\s?(?:IE|E)|IE|E)"
    rf"(?:/(?:(?P<per>{_NUMBER})\s?)?(?P<below>ml|g))?"
)
_UNIT_WORDS = {
    "ie": "international units",
    "e": "units",
    "mill ie": "million international units",
    "mill e": "million units",
}
_WORDS = re.compile(r"[^\W_]+")
SHORTEST = 3
"""Letters of a word that a form's word is shortened to: `inj`, `oppl`."""
JOINING = frozenset({"til", "fra", "med", "over", "under", "mot"})
"""Words that a form may hold, and that make a limit of a number that follows."""


def english_strength(text: str, said: Iterable[str] = ()) -> str:
    """A strength in units, in English words: `30 mill E/0,5 ml` is `30 million units per 0.5 mL`; empty for any other.

    No abbreviation of million is left, which means a thousand elsewhere; E is a product's own unit and stays `units`.
    Words before the number may only be of what is `said` beside it: `mindre enn 100 IE` is no strength of 100 IU.

    Args:
        text: the strength in Norwegian words, with the name before it or without.
        said: brand, substance and form, in Norwegian; a form's words may be shortened (`inj væske, oppl`).
    """
    matched = _IN_ENGLISH.fullmatch(" ".join(text.split()))
    values = () if matched is None else tuple(v for v in (matched["value"], matched["per"]) if v)
    if matched is None or any(_number(v) is None for v in values) or not _are_of(matched["before"] or "", said):
        return ""
    shown = [re.sub(_BLANK, "", v).replace(",", ".") for v in values]
    unit = _UNIT_WORDS[_key(matched["unit"]).replace(".", "")]
    below = {"ml": "mL", "g": "g"}.get(matched["below"] or "", "")
    per = f" per {f'{shown[1]} ' if matched['per'] else ''}{below}" if below else ""
    return f"{shown[0]} {unit}{per}"


def _are_of(before: str, said: Iterable[str]) -> bool:
    """Whether all words are of what is said, or shortened ones of it, with commas and points between them only."""
    words = _WORDS.findall(before.casefold())
    known = {w for text in said for w in _WORDS.findall(text.casefold())}
    signs = set(re.sub(r"[\w\s]", "", before)) - set(",.-/()®™")
    if signs or (words and words[-1] in JOINING):
        return False
    return all(w in known or (len(w) >= SHORTEST and any(w in k for k in known)) for w in words)


def unit_of(code: str) -> tuple[str, Fraction, str] | None:
    """What a unit of list 9090 measures, how much of it one is, and the element that it counts; None if not known."""
    matched = re.fullmatch(_OF, code.strip(), re.IGNORECASE)
    if matched is None:
        matched = re.fullmatch(r"anti-xa\s(?P<of>ie)(?P<element>)", code.strip(), re.IGNORECASE)
    if matched is None:
        return None
    of, scale = _UNITS[_key(matched["of"])]
    return of, scale, matched["element"] or ""


def below_of(unit: str) -> tuple[str, Fraction] | None:
    """What a unit of list 7452 measures where a strength is per it, and how much of it one is."""
    return _PER.get(unit.strip().casefold())


def same_writing(text: str) -> str:
    """A name so that what is only written otherwise is equal: case, blanks, `20 000`, `0,50`, `1000 mg` for `1 g`."""
    return " ".join(_NUMBERED.sub(_canonical, " ".join(text.casefold().split())).split())


def same_numbers(one: str, other: str) -> bool:
    """Whether two names have the same numbers in the same order, whatever else they say.

    By value and unit where both give one, else by the number as it is written: `tab 400` may be `tab 400 mg`.
    """
    ours, theirs = ([*_NUMBERED.finditer(" ".join(text.casefold().split()))] for text in (one, other))
    return len(ours) == len(theirs) and all(_alike(a, b) for a, b in zip(ours, theirs, strict=True))


def _alike(one: re.Match[str], other: re.Match[str]) -> bool:
    if one["of"] and other["of"]:
        return _canonical(one).strip() == _canonical(other).strip()
    first, second = _number(one["value"]), _number(other["value"])
    return one["value"] == other["value"] if first is None or second is None else first == second


def _canonical(matched: re.Match[str]) -> str:
    written = matched[0]
    value = _number(matched["value"])
    if value is None:
        return written
    tail = written[len(written.rstrip()) :]
    if not matched["of"]:
        return f"{value}{tail}"
    of, scale = _UNITS[_key(matched["of"])]
    return (
        " ".join(
            [str(value * scale), of, *([matched["element"]] if matched["element"] else []), *_KINDS.findall(written)]
        )
        + tail
    )


def _chain(text: str, start: int) -> tuple[tuple[Reading, ...], int] | None:
    """The readings of `400 mg/30 mg`, `10 mg/1,5 ml`, and where they end; none of a number that is no strength."""
    first = _THING.match(text, start)
    if first is None:
        return (), start + 1
    if _RANGE.match(text, first.end()) or _AMBIGUOUS.fullmatch(first["value"]):
        return None
    group: list[Said | None] = []
    readings: list[list[Said]] = [[]]
    place = start
    bare: list[Fraction] = []
    open_from = 0
    while True:
        thing = _THING.match(text, place)
        below = _BELOW.match(text, place)
        if thing is not None and thing["of"] and not (group and below is not None and below["of"].casefold() == "ml"):
            value = _number(thing["value"])
            if value is None:
                return None
            of, scale = _UNITS[_key(thing["of"])]
            said = Said(value * scale, of, element=_element(thing["element"]), raw=value)
            alike = [replace(said, value=b * scale, raw=b) for b in bare]
            bare = []
            if len(readings[0]) > open_from and _BELOW.fullmatch(thing[0]) and len(readings) == 1:
                readings.append(_closed(readings[0], open_from, value * scale, MASS))
                readings[0] += [*alike, said]
            else:
                for reading in readings:
                    reading += [*alike, said]
            group.append(said)
            place = thing.end()
        elif group and below is not None:
            value = Fraction(1) if below["value"] is None else _number(below["value"])
            if value is None:
                return None
            name, scale = _PER[below["of"].casefold()]
            readings = [_closed(reading, open_from, value * scale, name) for reading in readings]
            open_from = max(len(reading) for reading in readings)
            place = below.end()
        elif thing is not None:
            value = _number(thing["value"])
            if value is None:
                return None
            bare.append(value)
            place = len(text[: thing.end()].rstrip())
        else:
            break
        joined = _JOIN.match(text, place)
        if joined is None or not (_THING.match(text, joined.end()) or _BELOW.match(text, joined.end())):
            break
        place = joined.end()
    if bare and not group:
        if text[place:].strip():
            return (), max(place, start + 1)
        return (tuple([Said(b, "", raw=b) for b in bare]),), place
    if bare:
        return None
    return tuple([tuple(reading) for reading in readings]), place


def _closed(reading: list[Said], start: int, per: Fraction, below: str) -> list[Said]:
    """The strengths from `start` on are per so much."""
    return [*reading[:start], *[replace(s, per=per, below=below) for s in reading[start:]]]


def _number(text: str) -> Fraction | None:
    """The number; None where it may be another."""
    plain = re.sub(_BLANK, "", text)
    if _AMBIGUOUS.fullmatch(plain):
        return None
    return Fraction(plain.replace(",", "."))


def _key(unit: str) -> str:
    return " ".join(re.sub(r"(?i)^(mill\.?)\s?(?!igram)", r"\1 ", unit).casefold().split())


def _element(found: str | None) -> str:
    return next((e for e in ELEMENTS if found and e.casefold() == found.casefold()), "")
