"""Holds that no phrase of advice, of a place and the like swallows an amount, or how often: `ta en ekstra tablett`.

What such a phrase says is never counted, so that a number in it would be lost with no one told.
"""

from collections.abc import Iterator, Mapping

from converter.dosage.agreement import NEGATIONS, listed
from converter.dosage.vocabulary import Word, tokens_in
from converter.sources.problems import ProblemList

Kinds = Mapping[str, Mapping[str, Word]]
HELD = ("acts", "advice", "conditions", "fillers", "food", "from", "layers", "outside", "purposes", "routes", "sites",
        "until")  # fmt: skip
"""Kinds whose phrases have no amount and no frequency in them."""
COUNTING = ("numbers", "ordinals", "units", "periods", "weekdays")
KEYWORDS = ("TIMES", "TIME_ONE", "X", "EVERY", "EVERY_OTHER", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "A_DAY", "A_WEEK",
            "UPTO", "ATMOST", "NOT_MORE", "ATLEAST", "SEVERAL_TIMES", "DIVIDED", "SINGLE", "ADDITION", "OTHER_DAYS",
            "EACH_TIME")  # fmt: skip
MORE = listed(
    """dobbel dobbelt doble doblet dobla tredobbel ekstra halvparten halver halvere halveres halveres halvdel kvarte
    mer meir mindre flere fleire færre annen annet annenhver ganger gang gonger gongar gong daglig dagleg ukentlig timer
    dager uker måneder høyere lavere større øk økes reduser reduseres økning annankvar tidobbel dobling
    første andre tredje"""
)
"""Words that change an amount or a frequency; in no table, or in one that may lose them."""
MANIFOLD = ("dobbel", "dobl", "tredob", "firedob", "halvpart", "halver", "ekstra", "gang", "gong")
"""How words begin that multiply or part."""
PLAIN = listed(
    """i på om per pr av et en ei ein eit ett eitt én éi éin og med ikke ikkje løpet over til inn opp enn for de dei
    den som samme alle tillegg aldri d e p b deg"""
)
"""Words of the phrases of numbers, units and keywords that count nothing by themselves: articles and the like."""
OF_KIND: Mapping[str, frozenset[str]] = {
    "acts": frozenset({"injeksjon"}),
    "routes": frozenset({"inhalasjon"}),
    "until": frozenset({"inntil", "ferdig"}),
    "outside": frozenset({"dose"}),
    "fillers": frozenset({"spray"}),
}
"""Words that a kind has of itself."""


def _reviewed(words: str, beside: str = "") -> tuple[frozenset[str], frozenset[str]]:
    return listed(words), listed(beside)


REVIEWED: Mapping[tuple[str, str], tuple[frozenset[str], frozenset[str]]] = {
    ("advice", "stir into a glass of water"): _reviewed("1", "glass glas"),
    ("advice", "with a glass of water"): _reviewed("1", "glass glas"),
    ("advice", "leave 5 min then rinse"): _reviewed(
        "5 fem min minutt minutter", "skyll skylles skyllast utskylling avskylling skylling skyller vask vaskes"
    ),
    ("advice", "stay upright 30 min"): _reviewed(
        "30 tretti halv time min minutt minutta minutter minuttene minst første", "ligg ligge legg oppreist stå"
    ),
    ("advice", "rinse mouth after use"): _reviewed("hver kvar inhalasjon dose", "munn munnen munnhulen munnskyll"),
    ("advice", "shake before use"): _reviewed("hver", "bruk"),
    ("advice", "wash hands after use"): _reviewed("hver kvar", "bruk"),
    ("advice", "same time each day"): _reviewed("hver hvert kvar kvart dag døgn daglig dagleg", "samme same"),
    ("advice", "change the place each time"): _reviewed("hver kvar gang gong", "bytt skift varier sted stad plass"),
    ("advice", "remove at bedtime"): _reviewed(
        "natten natta sengetid leggetid", "fjern fjernes fjernast tas takast ta"
    ),
    ("outside", "as-needed-agreed"): _reviewed("behov vb", "avtalt avtale avtala"),
    ("outside", "as-needed-agreed-with-doctor"): _reviewed("behov vb", "avtalt avtale avtala"),
    ("conditions", "smoking urge"): _reviewed("behov trong", "røyke røykje"),
    ("conditions", "type 1 diabetes"): _reviewed("1", "diabetes"),
    ("conditions", "type 2 diabetes"): _reviewed("2", "diabetes"),
    ("conditions", "B12 deficiency"): _reviewed("12", "b"),
    ("from", "first day of period"): _reviewed(
        "første 1 dag",
        "menstruasjonen mensen mens menstruasjon "
        "menstruasjonens menstruasjonsdag menstruasjonsdagen mensdag blødningsdag",
    ),
    ("sites", "each eye"): _reviewed("hvert kvart", "øye auge øynene"),
    ("sites", "each ear"): _reviewed("hvert kvart", "øre øyra øyre ørene"),
    ("sites", "each nostril"): _reviewed("hvert kvart", "nesebor nasebor neseborene"),
    ("until", "further notice"): _reviewed("annen anna", "beskjed"),
}
"""Words of rows that have one and are right, and the words of which one stands beside them.

They say how long, which, or when of what is done beside the dose."""


def check_amounts(kinds: Kinds, problems: ProblemList) -> None:
    """Adds a problem for each phrase that has a word of an amount, of a frequency or of a length of time."""
    counting = MORE | frozenset(_counting(kinds)) | frozenset(_moments(kinds))
    for kind in HELD:
        for row in kinds.get(kind, {}).values():
            for text, word in row.written():
                if word.kind != kind and kind in {"until", "from"}:
                    continue
                found = {t.text for t in tokens_in(text) if t.text in counting or t.text[0].isdigit()}
                found |= {t.text for t in tokens_in(text) if t.text.startswith(MANIFOLD)}
                found |= {t.text for t in tokens_in(text) if kind == "fillers" and t.text in NEGATIONS}
                found -= _own(kind, row, text)
                if found:
                    problems.add("phrase-amount", row.place, found=text, part=" ".join(sorted(found)))


def _own(kind: str, row: Word, text: str) -> frozenset[str]:
    """What a phrase may have of its kind and its row."""
    allowed, beside = REVIEWED.get((kind, row.value), (frozenset(), frozenset()))
    here = {t.text for t in tokens_in(text)}
    return OF_KIND.get(kind, frozenset()) | (allowed if here & beside else frozenset())


def _moments(kinds: Kinds) -> Iterator[str]:
    """What a time, or "when needed", ends with: kvelden, behov."""
    words = [
        *kinds.get("times", {}).values(),
        *(w for w in (kinds.get("keywords", {}).get("NEEDED"),) if w is not None),
    ]
    for row in words:
        for text, _ in row.written():
            yield from (t.text for t in [t for t in tokens_in(text) if t.text.isalpha()][-1:] if t.text not in PLAIN)


def _counting(kinds: Kinds) -> Iterator[str]:
    words = [word for kind in COUNTING for word in kinds.get(kind, {}).values()]
    words += [word for value, word in kinds.get("keywords", {}).items() if value in KEYWORDS]
    for row in words:
        for text, _ in row.written():
            yield from (t.text for t in tokens_in(text) if t.text.isalpha() and t.text not in PLAIN)
