"""Words beside the numbers of a name that are no units: which of them are harmless, and which leave a doubt.

Harmless are the words of form, package and count (lists 7448, 7449, 7452), which stand behind a number in names:
`28 tab`, `1 vaginaltablett`. Any other word behind a number may be a unit that is not known: `400 mikrogr`, `30 MIE`.
"""

import re

_AS_WORDS = "%\u2030\u00b5\u03bc\u00b0$\u20ac"
NEXT_WORD = re.compile(rf"(?P<signs>[^\w{_AS_WORDS}]*)(?P<word>[^\W_][\w-]*|[{_AS_WORDS}_]\S*)")
"""What follows a number: signs, and a word or a sign that stands for one."""
_COUNTED = (
    *("stk", "stykk", "stykker", "pk", "pakning", "pakninger", "sett", "brett", "blister", "ark", "år", "mnd", "dager"),
    r"[^\W\d_]*(?:tablett(?:er)?|kaps(?:el|ler)|doser?|plast(?:er|re)|poser?|ampuller?|sprøyter?|penner?|glass)",
    r"[^\W\d_]*(?:vagitorier?|stikkpiller?|suppositorier?|inhalasjon(?:er)?|puff|spray|dråper?|pastill(?:er)?)",
    r"[^\W\d_]*(?:flasker?|tuber?|beholdere?|pipetter?|innlegg|implantat(?:er)?|drasje(?:er|r)?|kuler?)",
    r"[^\W\d_]*(?:pakning(?:er)?|esker?|bokser?|krukker?|patron(?:er)?|applikator(?:er)?|injektor(?:er)?|sylind(?:er|re))",
    r"boks|ferdigfylte?",
)
_FORM = (
    *("tab", "kaps", "inj", "inf", "inh", "mikst", "krem", "salve", "gel", "liniment", "lotion", "kutan", "plaster"),
    *("depot", "entero", "bruse", "smelte", "tygge", "suge", "subl", "vag", "rekt", "stikkp", "klyster", "dråp"),
    *("øye", "øre", "nese", "munn", "spray", "aerosol", "pulv", "granul", "væske", "oppl", "susp", "emul", "dispers"),
    *("kons", "lyof", "implant", "innlegg", "skum", "sjampo", "sirup", "pasta", "filmdr", "drasj", "hud"),
    *(
        "bukkal",
        "dental",
        "disp",
        "gass",
        "gurgle",
        "hemo",
        "impreg",
        "intra",
        "kompress",
        "medisinert",
        "nebul",
        "oral",
    ),
    *("perio", "pudder", "resori", "sår", "tann", "transderm", "urethral", "uteri", "endotra", "gastro", "laryngo"),
)
_IS_COUNTED = re.compile("|".join(_COUNTED), re.IGNORECASE)
_IS_OF_FORM = re.compile(
    rf"(?:{'|'.join(_FORM)})[^\W\d_]*|gran|[^\W\d_]+(?:tab|kaps|dr|væske|salve|krem|gel)", re.IGNORECASE
)
_UNIT_LIKE = re.compile(
    r"m(?:i(?!kst)|[yckgr\u00b5\u03bc]|$)|[\u00b5\u03bc]|nano|piko|gram|gr\b|gamma|tusen|mega|kilo|enh|uni|int\b|ie\b|iu\b|pro",
    re.IGNORECASE,
)
OF_A_BRAND = re.compile(r"\s(?P<word>[^\W\d_a-zæøå][^\W\d_]*[a-zæøå][^\W\d_]*)(?!\w)")
BEYOND = re.compile(r"[.,]?[0-9][0-9.,]*")
"""Digits that do not belong to the number before them: `1.2.3`."""
_LIMITS = r"ca|cirka|omtrent|minst|inntil|opptil|opp til|til|maks|maksimalt|enn|under|over"
LIMIT = re.compile(rf"(?:[<>\u2264\u2265~\u00b1\u2248=]|(?<!\w)(?:{_LIMITS})\.?)\s*$", re.IGNORECASE)
"""What makes a limit of the number that follows."""
BEFORE = 24
"""Characters before a number that are asked for a limit."""
GLUED = re.compile(
    r"(?:tab|tabl|tablett|kaps|kapsel|mikst|krem|salve|(?<![^\W\d_])(?:inj|inf))[-.,/]?[0-9]"
    r"|(?<![^\W\d_])(?:mg|mikrog|\u00b5g|\u03bcg|ml|ie)[0-9]"
    r"|(?<!\w)[-.,/%][0-9]|[./%][0-9]",
    re.IGNORECASE,
)
"""A number behind a word or a sign without a blank: `tab400`, `mg400`, `-400`; a word's own is none: `omega-3`."""
MEASURE_ALONE = re.compile(
    r"(?<![\w/-])(?:mg|milligram|mikrog|mikrogram|ml|milliliter|mikroliter|cl|dl|liter|kg|timen?|timer|døgn(?:et)?"
    r"|dag(?:en|lig)?|dager|uken?|uker|ukentlig|minutt(?:et|er)?)(?![\w-])",
    re.IGNORECASE,
)
"""A volume, a weight or a time behind a strength, in words alone: `12 mikrog daglig`, `50 mg i hver ml`."""


def harmless(signs: str, word: str) -> tuple[bool, bool]:
    """Whether a word behind a number is plainly of form, package or count, and whether it is what the number counts.

    Signs between them may be no more than a comma.
    """
    plain = word.rstrip(".-")
    counted = not signs.strip() and _IS_COUNTED.fullmatch(plain) is not None
    known = counted or _IS_COUNTED.fullmatch(plain) is not None or _IS_OF_FORM.fullmatch(plain) is not None
    return known and not set(signs) - set(" ,;()\u00a0\u00ae\u2122"), counted


def unit_like(word: str) -> bool:
    """Whether a word begins as a unit does."""
    return _UNIT_LIKE.match(word) is not None
