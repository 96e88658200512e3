"""Numbers as Norwegian names write them: `20 000`, `20.000,00`, `0,50`, `.5`, `½`.

Nothing is guessed: a number that may be a thousand times another (`1.000`) has no value, and `resolved` says both.
"""

import re
from fractions import Fraction

BLANK = "[ \u00a0\u2009\u202f]"
_PARTS = {
    **{"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4)},
    **{"⅕": Fraction(1, 5), "⅛": Fraction(1, 8), "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8)},
}
_SIGNS = f"[{''.join(_PARTS)}]"
_ALONE = "(?![.,]?[0-9])"
NUMBER = "|".join(
    (
        rf"[0-9]{{1,3}}(?:{BLANK}[0-9]{{3}})+(?:[.,][0-9]+)?(?![0-9])",
        rf"[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+,[0-9]+{_ALONE}",
        rf"[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+\.[0-9]+{_ALONE}",
        rf"[1-9][0-9]{{0,2}}(?:(?:\.[0-9]{{3}}){{2,}}|(?:,[0-9]{{3}}){{2,}}){_ALONE}",
        rf"[1-9][0-9]{{0,2}}(?:['\u2019][0-9]{{3}})+(?:[.,][0-9]+)?{_ALONE}",
        rf"(?:[0-9]+{BLANK}?)?{_SIGNS}",
        rf"[1-9]\u2044[2-9]{_ALONE}",
        r"[0-9]+(?:[.,][0-9]+)?",
        r"[.,][0-9]+",
    )
)
"""As a pattern without groups; the longest that holds comes first."""
BEGINS = rf"(?=[0-9]|[.,][0-9]|{_SIGNS})"
"""Where a number begins."""
BROKEN = re.compile(
    rf"[0-9]\s+[.,]\s*[0-9]|[0-9][.,]\s+[0-9]|[0-9]\s?[x\u00d7*\u00b7]\s?[0-9]|(?![0-9])\d|[\u00b9\u2070-\u2079]"
    rf"|(?<![cm]m)(?<!\bm)[\u00b2\u00b3]|{_SIGNS}\s*[0-9]"
)
"""A blank at the point (`0, 5 mg`), products (`2x500 mg`, `30·10⁶`), digits of other scripts, and `½ 400`."""
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}|,000)")
_INSIDE = re.compile(rf"(?<![\w.,]){_AMBIGUOUS.pattern}(?![\w.,]*[0-9])")


def number(text: str) -> Fraction | None:
    """The number; None where it may be another."""
    plain = re.sub(BLANK, "", text)
    if _AMBIGUOUS.fullmatch(plain):
        return None
    if plain[-1:] in _PARTS:
        return Fraction(plain[:-1] or "0") + _PARTS[plain[-1]]
    if "\u2044" in plain:
        return Fraction(plain.replace("\u2044", "/"))
    points = re.sub("[0-9]", "", plain)
    if len(points) > 1 or points in {"'", "\u2019"}:
        last = points[-1] if len(set(points)) > 1 else ""
        whole, _, rest = plain.rpartition(last) if last else (plain, "", "")
        return Fraction(f"{re.sub('[^0-9]', '', whole)}.{rest or '0'}")
    return Fraction(f"0{plain}".replace(",", "."))


def is_ambiguous(text: str) -> bool:
    """Whether a number as written may be a thousand times another."""
    return _AMBIGUOUS.fullmatch(text) is not None


def resolved(text: str) -> tuple[str, ...]:
    """A text whose numbers may be two (`20.000 IE`), once with thousands and once with decimals; none without them."""
    if _INSIDE.search(text) is None:
        return ()
    whole = _INSIDE.sub(lambda m: re.sub("[.,]", "", m[0]), text)
    part = _INSIDE.sub(lambda m: re.split("[.,]", m[0])[0] + _decimals(re.split("[.,]", m[0])[1]), text)
    return whole, part


def _decimals(digits: str) -> str:
    return f",{plain}" if (plain := digits.rstrip("0")) else ""
