"""Units of strength and what a strength is per, as Norwegian names and the lists write them.

Sources: list 9090 (units), list 7452 (what a strength is per), FEST implementation guidelines 5.5 (how names say it).
"""

import re
from fractions import Fraction

MASS, VOLUME, AMOUNT, INTERNATIONAL, UNITS, PERCENT = "g", "mL", "mol", "[IU]", "unit", "%"
TIME, AREA, DOSE, PIECE = "h", "cm2", "dose", "piece"
EUROPEAN = "Ph. Eur. unit"
"""What is measured, and what a strength is per; `unit` is a product's own unit (E), which is no international one."""
Measured = tuple[str, Fraction]
"""What a unit measures, and how much of it one is."""
_M, _K, _ONE = Fraction(1, 1000), Fraction(1000), Fraction(1)
_MILLION = ("mill", "mill.", "millioner", "mio", "mio.")
_IE = ("ie", "iu", "i.e.", "i.u.", "internasjonale enheter", "int. enheter", "int enheter", "int.enh.", "int. enh.")
_E = ("e", "enheter", "enh", "enh.")
UNIT_WORDS: dict[str, Measured] = {
    "kg": (MASS, _K),
    **dict.fromkeys(("g", "gram"), (MASS, _ONE)),
    **dict.fromkeys(("mg", "milligram"), (MASS, _M)),
    **dict.fromkeys(("mikrog", "mikrogram", "µg", "μg", "mcg", "ug"), (MASS, _M**2)),
    **dict.fromkeys(("nanogram", "nanog", "ng"), (MASS, _M**3)),
    "mol": (AMOUNT, _ONE),
    "mmol": (AMOUNT, _M),
    **dict.fromkeys(("mikromol", "µmol", "μmol", "umol"), (AMOUNT, _M**2)),
    "nmol": (AMOUNT, _M**3),
    "meq": ("meq", _ONE),
    **dict.fromkeys(_IE, (INTERNATIONAL, _ONE)),
    **dict.fromkeys(("kie", "tusen ie"), (INTERNATIONAL, _K)),
    **dict.fromkeys([f"{m} {u}" for m in _MILLION for u in _IE], (INTERNATIONAL, _K**2)),
    **dict.fromkeys(_E, (UNITS, _ONE)),
    **dict.fromkeys([f"{m} {u}" for m in _MILLION for u in _E], (UNITS, _K**2)),
    **dict.fromkeys(("pheur. enheter", "pheur enheter", "ph.eur. enheter", "ph. eur. enheter"), (EUROPEAN, _ONE)),
    **dict.fromkeys([f"{m} celler" for m in _MILLION], ("cell", _K**2)),
    "10e9 bakterier": ("bacterium", _K**3),
    "elisa e": ("ELISA unit", _ONE),
    "ppm": ("ppm", _ONE),
    "kbq": ("Bq", _K),
    "mbq": ("Bq", _K**2),
    "gbq": ("Bq", _K**3),
    "kj": ("J", _K),
    "cfu": ("cfu", _ONE),
    **dict.fromkeys(("%", "pst", "prosent"), (PERCENT, _ONE)),
}
"""By the unit in lower case; a blank may be left out."""
EXACT_WORDS: dict[str, Measured] = {
    "U": (UNITS, _ONE),
    **dict.fromkeys(("MIE", "MIU"), (INTERNATIONAL, _K**2)),
    **dict.fromkeys(("ME", "MU"), (UNITS, _K**2)),
}
"""Those whose case decides: M is million, and m a thousandth."""
_CODES: dict[str, Measured] = {
    "ml": (VOLUME, _ONE),
    "mikroliter": (VOLUME, _M),
    "ppm (mol pr. mol)": ("ppm", _ONE),
    **dict.fromkeys(("pstvv", "pstwv", "pstww"), (PERCENT, _ONE)),
}
"""Codes of list 9090 that no name writes so, or that a name has as what a strength is per."""
_CONTAINERS = (
    *("sprøyte", "penn", "hetteglass", "hgl", "ampulle", "amp", "sylinderampulle", "flaske", "tube", "injektor"),
    *(
        "dosepose",
        "pose",
        "beholder",
        "endosebeholder",
        "dosebeholder",
        "sett",
        "pipette",
        "klyster",
        "inhalator",
        "applikator",
    ),
)
_PIECES = (
    *("tablett", "tab", "kapsel", "kaps", "stykk", "stk", "plaster", "dråpe", "stikkpille", "supp", "vagitorie"),
    *("pastill", "drasje", "implantat", "innlegg", "kule"),
)
PER_WORDS: dict[str, Measured] = {
    **dict.fromkeys(("ml", "milliliter", "cm3", "cm³"), (VOLUME, _ONE)),
    "mikroliter": (VOLUME, _M),
    "cl": (VOLUME, Fraction(10)),
    "dl": (VOLUME, Fraction(100)),
    **dict.fromkeys(("l", "liter"), (VOLUME, _K)),
    **dict.fromkeys(("g", "gram"), (MASS, _ONE)),
    **dict.fromkeys(("kg", "kilo"), (MASS, _K)),
    **dict.fromkeys(("timer", "time", "timen", "t", "h"), (TIME, _ONE)),
    **dict.fromkeys(("døgn", "døgnet", "dag", "dagen", "dager"), (TIME, Fraction(24))),
    **dict.fromkeys(("uke", "uken", "uker"), (TIME, Fraction(168))),
    **dict.fromkeys(("min", "minutt", "minutter"), (TIME, Fraction(1, 60))),
    **dict.fromkeys(("cm2", "cm²"), (AREA, _ONE)),
    **dict.fromkeys(("m2", "m²"), (AREA, Fraction(10_000))),
    **dict.fromkeys(
        (
            *("doser", "dose", "avgitt dose", "avmålt dose", "levert dose", "inhalasjon", "inh", "puff", "spraydose"),
            *("spray", "pumpetrykk", "aktivering", "utløsning", "sprayutløsning"),
        ),
        (DOSE, _ONE),
    ),
    **dict.fromkeys((*_CONTAINERS, *[f"ferdigfylt {c}" for c in _CONTAINERS], *_PIECES), (PIECE, _ONE)),
    **dict.fromkeys([f"{k}tablett" for k in ("depot", "entero", "bruse", "smelte", "tygge", "suge")], (PIECE, _ONE)),
}
ELEMENTS = ("Fe", "Ca", "Zn", "K", "I", "Mg", "F", "N", "Li", "HA", "NE", "RE", "alfa-TE")
"""What a number of list 9090 may count in the place of the substance: an element, an ion, an equivalent."""
KINDS = re.compile(r"anti-xa|anti-heparin|[wv]/[wv]", re.IGNORECASE)
"""What is said of a unit beside it: the activity, weight or volume."""


def any_of(words: dict[str, Measured]) -> str:
    """A pattern of the words, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s?") for w in sorted(words, key=len, reverse=True))


_KIND = rf"(?:\s?\(?(?:{KINDS.pattern})\)?)?"
_IODINE = r"(?-i:(?:(?<=[a-z]\s)I|[Ii](?=\s*(?:$|[/+,.;)]))))"
"""Iodine's sign is a word too: `40 mg i sprøyte`, `40 MG I SPRØYTE`."""
_ELEMENT = "|".join(_IODINE if e == "I" else e for e in sorted(ELEMENTS, key=len, reverse=True))
UNIT = (
    rf"(?:anti-xa\s)?(?P<of>{any_of(UNIT_WORDS)}|(?-i:{any_of(EXACT_WORDS)})){_KIND}"
    rf"(?:\s(?P<element>{_ELEMENT})(?![\w%]))?{_KIND}(?![\w%])"
)
"""A unit with what it counts (`mg Fe`), as a pattern without regard to case."""
PER = rf"(?P<of>{any_of(PER_WORDS)})(?!\w)"


def measured_by(unit: str) -> Measured:
    """What a unit that `UNIT` found measures."""
    return EXACT_WORDS[unit] if unit in EXACT_WORDS else UNIT_WORDS[_KEYS["".join(unit.casefold().split())]]


_KEYS = {"".join(word.split()): word for word in UNIT_WORDS}
_PER_KEYS = {"".join(word.split()): word for word in PER_WORDS}


def measured_below(unit: str) -> Measured:
    """What a word that `PER` found measures."""
    return PER_WORDS[_PER_KEYS["".join(unit.casefold().split())]]


def element_of(found: str | None) -> str:
    """An element as it is written; empty for none."""
    return next((e for e in ELEMENTS if found and e.casefold() == found.casefold()), "")


def kind_of(written: str) -> str:
    """What is said of a unit beside it, in lower case; empty for nothing."""
    found = KINDS.search(written)
    return "" if found is None else found[0].casefold()


def unit_of(code: str) -> tuple[str, Fraction, str] | None:
    """What a unit of list 9090 measures, how much of it one is, and the element that it counts; None if not known."""
    plain = code.strip()
    if plain.casefold() in _CODES:
        return (*_CODES[plain.casefold()], "")
    matched = re.fullmatch(UNIT, plain, re.IGNORECASE)
    if matched is None:
        return None
    return (*measured_by(matched["of"]), element_of(matched["element"]))


def below_of(unit: str) -> Measured | None:
    """What a unit of list 7452 measures where a strength is per it, and how much of it one is."""
    return PER_WORDS.get(unit.strip().casefold())
