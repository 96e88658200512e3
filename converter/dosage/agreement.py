"""Holds the English of a row to its value and to its Norwegian: the same time, side, number and negation.

What is said abroad is all that a pharmacist there reads. A slip in one column would say another dosage.
"""

import re
from collections.abc import Iterator, Mapping

from converter.dosage.shapes import WordRow


def listed(text: str) -> frozenset[str]:
    """The words of a list that is written with blanks."""
    return frozenset(text.split())


WEEKDAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday",
            "sat": "Saturday", "sun": "Sunday", "weekend": "weekend"}  # fmt: skip
PERIODS = {"min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "yr": "year"}
ACTS = {"apply": "apply", "massage": "massage", "inject": "inject", "rinse": "rinse the mouth"}
ROUTES = {
    "oral": "by mouth",
    "sublingual": "under the tongue",
    "buccal": "between the cheek and the gum",
    "rectal": "rectally",
    "vaginal": "into the vagina",
    "subcutaneous": "under the skin (subcutaneously)",
    "intramuscular": "into a muscle (intramuscularly)",
    "intradermal": "into the skin (intradermally)",
    "intravenous": "into a vein (intravenously)",
    "inhalation": "by inhalation",
}
TIMES = {"forenoon": "in the late morning", "noon": "at midday"}
UNITS = {
    "gum": "piece of gum",
    "applicator": "applicatorful",
    "scoop": "measuring spoon",
    "IU": "international unit",
    "mg/kg": "mg per kg body weight",
    "g/kg": "g per kg body weight",
    "microgram/kg": "microgram per kg body weight",
    "ml/kg": "ml per kg body weight",
    "IU/kg": "international units per kg body weight",
    "unit/kg": "units per kg body weight",
}
PINNED: Mapping[str, Mapping[str, str]] = {
    "weekdays": WEEKDAYS,
    "periods": PERIODS,
    "acts": ACTS,
    "routes": ROUTES,
    "times": TIMES,
    "units": UNITS,
    "layers": {},
}
"""The English of what it is not to be read off the value; a value that is not here is its own English."""
SAID = {"times": ("at {}", "in the {}", "on {}"), "layers": ("a {}",), "routes": ("{}", "by {}", "through the {}")}
"""How the English of a kind has the value; elsewhere it is the value."""
NUMBERS = {
    "halv": "0.5", "trekvart": "0.75", "halvannen": "1.5", "én": "1", "en": "1", "ett": "1", "to": "2", "tre": "3",
    "fire": "4", "fem": "5", "seks": "6", "sju": "7", "syv": "7", "åtte": "8", "ni": "9", "ti": "10", "elleve": "11",
    "tolv": "12", "tretten": "13", "fjorten": "14", "femten": "15", "seksten": "16", "sytten": "17", "atten": "18",
    "nitten": "19", "tjue": "20", "tyve": "20", "tjuefire": "24", "tjueåtte": "28", "tretti": "30", "førti": "40",
    "femti": "50", "seksti": "60", "nitti": "90", "hundre": "100",
}  # fmt: skip
ORDINALS = {
    "andre": "2", "annen": "2", "tredje": "3", "fjerde": "4", "femte": "5", "sjette": "6", "sjuende": "7",
    "syvende": "7", "åttende": "8", "niende": "9", "tiende": "10", "ellevte": "11", "tolvte": "12", "fjortende": "14",
    "tjueførste": "21", "tjueåttende": "28",
}  # fmt: skip
COUNTED: Mapping[str, Mapping[str, str]] = {"numbers": NUMBERS, "ordinals": ORDINALS}
"""What words for numbers mean, whatever a table says."""
VERBS = frozenset(
    {"Apply", "Chew", "Dissolve", "Drink", "Give", "Inhale", "Inject", "Insert", "Massage", "Place", "Put",
     "Rinse the mouth", "Spray", "Suck", "Take", "Use"}
)  # fmt: skip
WEEKEND = ("sat", "sun")
NEGATIONS = listed("""ikke ikkje uten utan utanom aldri ingen unngå unngås unngåast frarådes frårådd frarådd avstå""")
ENGLISH_NEGATIONS = frozenset({"not", "no", "without", "never", "avoid", "cannot", "none", "nor", "don", "stop"})
SIDES: Mapping[str, frozenset[str]] = {
    "left": frozenset({"venstre", "ve"}),
    "right": frozenset({"høyre", "høgre", "hø"}),
}
"""The words of a side of the body, by its English word."""
DONE: Mapping[str, tuple[str, ...]] = {
    "chew": ("tygg",),
    "crush": ("knus",),
    "split": ("del",),
    "alcohol": ("alkohol",),
    "grapefruit": ("grapefrukt",),
    "milk": ("melk", "mjølk"),
    "drive": ("kjør", "køyr", "bil"),
    "refrigerator": ("kjøleskap",),
    "tongue": ("tunge", "tunga"),
}
"""What advice is about, and how its Norwegian words begin."""
EACH = frozenset({"hver", "hvert", "kvar", "kvart", "begge", "både", "per", "pr"})
ONE = frozenset({"ett", "et", "eitt", "eit", "ene", "eine"})
NAMED = frozenset({"conditions", "events", "food", "from", "purposes", "sites", "until"})
"""Kinds whose English has the words of the value and no others but small ones."""
SAID_OF_VALUE = ("english", "english_reason", "english_applied")
SMALL = listed("the a an of in case to for on at until from as and is")
PAIRED = frozenset({"eye", "ear", "nostril"})
DOSE_WORDS = listed(
    """one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty sixty hundred
    first second third last once twice thrice half double triple quarter extra more less fewer additional another
    every each hourly daily weekly monthly yearly nightly time times hour hours minute minutes day days week weeks
    month months year years morning evening noon night
    tablet tablets capsule capsules drop drops puff puffs spray sprays pill pills ml mg g gram grams
    microgram micrograms unit units dose doses dosage piece pieces sachet sachets patch patches"""
)
"""What changes or tells how much and how often: of no English but that of the kinds that say it, and of `REVIEWED`."""
FREE = frozenset({"advice", "conditions", "events", "food", "from", "outside", "purposes", "sites", "until"})
REVIEWED: Mapping[tuple[str, str], str] = {
    ("advice", "may be split"): "The tablet may be split.",
    ("advice", "may be crushed"): "The tablet may be crushed.",
    ("advice", "may be chewed"): "The tablet may be chewed.",
    ("advice", "may be opened"): "The capsule may be opened.",
    ("advice", "same time each day"): "Take at the same time each day.",
    ("advice", "change the place each time"): "Change the place each time.",
    ("advice", "leave 5 min then rinse"): "Leave on for 5 minutes, then rinse off.",
    ("advice", "stay upright 30 min"): "Do not lie down for the next 30 minutes.",
    ("advice", "finish course"): "Finish the whole course.",
    ("conditions", "B12 deficiency"): "vitamin B12 deficiency",
    ("events", "each meal"): "each meal",
    ("events", "each main meal"): "each main meal",
    ("food", "regardless"): "with or without food",
    ("food", "between"): "between meals",
    ("from", "first day of period"): "from the first day of menstruation",
    ("outside", "unchanged"): "Dose unchanged: as before.",
    ("outside", "inr"): "The dose follows the INR value.",
    ("outside", "blood-sugar"): "The dose follows the blood sugar.",
    ("outside", "blood-test"): "The dose follows blood tests.",
    ("outside", "test-results"): "The dose follows test results.",
    ("outside", "serum-level"): "The dose follows the serum level of the medicine.",
    ("outside", "reducing-plan"): "See the separate plan for reducing the dose.",
    ("outside", "increasing-plan"): "See the separate plan for increasing the dose.",
    ("outside", "reducing-schedule"): "See the separate schedule for reducing the dose.",
    ("outside", "increasing-schedule"): "See the separate schedule for increasing the dose.",
    ("sites", "lower eyelid"): "inside the lower eyelid",
    ("until", "symptom free"): "until the symptoms are gone",
}
"""The whole English of rows that have such a word, or say the negation otherwise, and are right: by kind and value."""
WORDS = re.compile(r"[^\W\d_]+|[0-9]+")
ENGLISH = ("english", "english_plural", "english_reason", "english_applied")


def differences(row: WordRow, kind: str) -> Iterator[tuple[str, str, str]]:
    """Where the English of a row does not agree with its value: column, what was wanted, what is wrong with it."""
    if kind in PINNED:
        yield from _pinned(row, kind)
    for form in (row.norwegian, *row.forms) if kind in COUNTED else ():
        if COUNTED[kind].get(form.casefold(), row.value) != row.value:
            yield "value", COUNTED[kind][form.casefold()], form
    if row.verb and row.verb not in VERBS:
        yield "verb", " / ".join(sorted(VERBS)), row.verb
    if kind == "acts" and row.verb.casefold() != row.english.casefold():
        yield "verb", row.english, row.verb
    if kind == "weekdays" and row.value == "weekend" and tuple(row.members) != WEEKEND:
        yield "members", " ".join(WEEKEND), " ".join(row.members)
    for column in SAID_OF_VALUE if kind in NAMED else ():
        text = getattr(row, column)
        other = _unlike(words(text), words(row.value)) | _unlike(words(row.value), words(text))
        if text and other and text != REVIEWED.get((kind, row.value)):
            yield column, row.value, " ".join(sorted(other))
    wanted = REVIEWED.get((kind, row.value), "")
    if wanted and row.english and row.english != wanted:
        yield "english", wanted, row.english


def dose_words(row: WordRow, kind: str) -> Iterator[tuple[str, str]]:
    """Words of amount and frequency where the English of a kind has none: column, and the words."""
    for column in ENGLISH if kind in FREE else ():
        text = getattr(row, column)
        own = words(row.value)
        told = {word for word in words(text) if word in DOSE_WORDS or word.isdigit()} - own
        if told and text != REVIEWED.get((kind, row.value)):
            yield column, " ".join(sorted(told))


def disagreements(row: WordRow, kind: str, said: frozenset[str]) -> Iterator[str]:
    """What only one of a Norwegian text, in words, and its English says: a negation, each or one.

    To avoid a disease (`for å unngå`) is to prevent it.
    """
    own, english = words(row.value), words(row.english)
    denied = said & (NEGATIONS - {"unngå"} if kind == "purposes" else NEGATIONS)
    if kind in FREE and row.english != REVIEWED.get((kind, row.value)):
        for column in ("english", "english_reason", "english_applied"):
            text = words(getattr(row, column))
            if text and bool(text & ENGLISH_NEGATIONS) != bool(denied):
                yield " ".join(sorted(text & ENGLISH_NEGATIONS)) or " ".join(sorted(denied))
    if kind == "advice":
        for word, stem in DONE.items():
            if any(e.startswith(word) for e in english) != any(token.startswith(stem) for token in said):
                yield word
    if kind == "sites" and english & PAIRED:
        if bool(said & EACH) != ("each" in own) and not _both(said):
            yield "each"
        if "one" in own and not said & ONE:
            yield "one"


def words(text: str) -> frozenset[str]:
    """The words and whole numbers of a text, in lower case."""
    return frozenset(WORDS.findall(text.casefold()))


def _unlike(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The words that no other is like, but for the last letter of one of them: attack, attacks."""
    return frozenset(w for w in some - SMALL if not any(_starts(w, o) or _starts(o, w) for o in others - SMALL))


def _starts(word: str, other: str) -> bool:
    shared = max(3, len(word) - 1)
    return word[:shared] == other[:shared]


def _both(said: frozenset[str]) -> bool:
    return all(said & own for own in SIDES.values())


def _pinned(row: WordRow, kind: str) -> Iterator[tuple[str, str, str]]:
    known = PINNED[kind].get(row.value)
    wanted = (known,) if known else tuple(how.format(row.value) for how in SAID.get(kind, ("{}",)))
    if row.english and row.english not in wanted:
        yield "english", " / ".join(wanted), row.english
    if row.english_plural and row.english_plural not in _plurals(row.english):
        yield "english_plural", " / ".join(_plurals(row.english)), row.english_plural


def _plurals(english: str) -> tuple[str, ...]:
    """The plurals that a noun can have: of its last word, or of the first, as in pieces of gum."""
    first, *rest = english.split(" ")
    ends = (f"{english}s", f"{english}es", f"{english[:-1]}ies" if english.endswith("y") else f"{english}s")
    return tuple(dict.fromkeys((*ends, " ".join((f"{first}s", *rest)))))
