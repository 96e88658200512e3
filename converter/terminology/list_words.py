"""What a word means as a term of a Norwegian code list: the codes that it is a name of.

The word beside a code (DN) is what people read. Spelling is forgiven: case, blanks, punctuation, what stands in
parentheses, short forms and a few terms of older versions; another code's name is not.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from unicodedata import normalize

from babel import Locale

from converter.terminology.tables import Tables

ATC, COUNTRIES, SHORT_DOSES = "7180", "9043", "7478"
SUBSTANCES = "active-ingredient"
CLOSE = 0.8
"""How like an ATC name must be to be the same in other letters: `Fenoksymetylpenicillin`, `phenoxymethylpenicillin`."""
LISTS: Mapping[str, Mapping[str, str]] = {
    "3401": {
        "BAD": "Ubrukelig adresse",
        "H": "Bostedsadresse",
        "HP": "Folkeregisteradresse",
        "HV": "Ferieadresse",
        "INV": "Faktureringsadresse",
        "PST": "Postadresse",
        "RES": "Besøksadresse",
        "TMP": "Midlertidig adresse",
        "WP": "Arbeidsadresse",
    },
    "7422": {"1": "Skal ikke søkes", "2": "Søknad vurderes av apotek", "3": "Må søkes"},
    "8279": {
        "ERM1": "Resept",
        "ERM10": "Utleveringsrapport reseptbanken",
        "ERM92": "Reseptliste (utleverer)",
        "ERM94": "Nedlasting av resept",
        "ERM96": "Reseptliste (rekvirent)",
    },
    "9082": {
        "1": "Mandag",
        "2": "Tirsdag",
        "3": "Onsdag",
        "4": "Torsdag",
        "5": "Fredag",
        "6": "Lørdag",
        "7": "Søndag",
    },
}
"""Lists without a table (Volven): type of address, special permit, kinds of message that we read, day of the week."""
ALSO: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("1101", "1"): ("Ja, kan ikke byttes", "Reservert"),
    ("1101", "2"): ("Nei, kan byttes", "Ikke reservert"),
    ("3101", "0"): ("Ukjent",),
    ("3101", "1"): ("M", "Male"),
    ("3101", "2"): ("K", "F", "Kvinnelig", "Female"),
    ("3401", "RES"): ("Besoksadresse",),
    ("7180", "V03AX"): ("Andre terapeutiske preparater",),
    ("7402", "L"): ("Legemidler", "Medicine", "Medicinal product"),
    ("7408", "R"): ("Avsluttet", "Ekspedert"),
    ("7421", "A"): ("Reseptpliktig",),
    ("7421", "B"): ("Reseptpliktig",),
    ("7421", "C"): ("Reseptpliktig",),
    ("7421", "CF"): ("Reseptpliktig",),
    ("7421", "F"): ("Unntatt fra reseptplikt", "Ikke reseptpliktig", "Reseptfri"),
    ("7421", "K"): ("Reseptgruppe K",),
    ("7448", "53"): ("Film-coated tablet", "Filmdrasjert tablett", "Tablett, filmdrasjert"),
    ("7452", "stk"): ("Tablett", "Tabletter", "Kapsel", "Kapsler", "Piece", "Pieces"),
    ("8116", "FNR"): ("Fødselsnummer (FNR)", "Norsk fødselsnummer"),
    ("8116", "HER"): ("Identifikator fra Helsetjenesteenhetsregisteret",),
    ("8116", "HPR"): ("HPR-id", "Helsepersonellnummer"),
    ("9051", "ENH"): ("Organisasjonsnummer", "Organisasjonsnummeret i Enhetsregisteret", "Enhetsregisteret"),
    ("9051", "HER"): ("Identifikator fra Helsetjenesteenhetsregisteret",),
    ("9051", "RSH"): ("RESH-id",),
    ("9060", "JO"): ("Midwife",),
    ("9060", "LE"): (
        "Allmennlege",
        "Doctor",
        "Fastlege",
        "Lege i spesialisering",
        "Medical doctor",
        "Overlege",
        "Physician",
        "Turnuslege",
    ),
    ("9060", "SP"): ("Nurse",),
    ("9060", "TL"): ("Dentist",),
    ("9061", "HP"): ("Telefon",),
    ("9101", "5"): ("Næringsmiddel", "Vitaminer"),
}
"""Other names for a code, of official messages and of older versions of its list."""
GROUP = re.compile(
    r"(?:reseptgruppe|reseptgr|resept|gruppe|gr|utleveringsgruppe|utlevering|prescriptiongroup|prescription|group)?"
    r"(?:(a|b|cf|c)(?:reseptpliktig)?|(a|b|c|f|k)(?:preparat)?)"
)
GROUPS, FORMS = "7421", "7448"
PLURALS = {"tablett": "tabletter", "kapsel": "kapsler", "plaster": "plastre", "stikkpille": "stikkpiller"}
"""Of the last word of a dose form, as messages write it."""
PARENTHESES = re.compile(r"\([^)]*\)")
SPELLING = re.compile(r"[\W_]+")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ListWords:
    """What the lists call their codes.

    Attributes:
        codes: the codes by list and plain word.
        names: the plain words by list and code.
        terms: the list's own term, by list and code.
        parts: the words in the names of an ATC code, plain.
    """

    codes: Mapping[str, Mapping[str, frozenset[str]]]
    names: Mapping[str, Mapping[str, frozenset[str]]]
    terms: Mapping[str, Mapping[str, str]]
    parts: Mapping[str, frozenset[str]]

    def other(self, number: str, code: str, word: str) -> frozenset[str] | None:
        """The codes that a word means where it is not this code's; none where it means no code of the list.

        Args:
            number: of the list.
            code: the code, whether the list has it or not.
            word: what stands beside it.

        Returns:
            None where they agree, or there is nothing to compare: no word, no such list, or a code and a word that are
            both unknown, as those of a newer version are. A word without a code is never compared: it is what it means.
        """
        known = self.codes.get(number)
        if known is None or not word or word == self.terms[number].get(code):
            return None
        said = plain(word, number)
        meant = known.get(said, frozenset()) or _group(said, number)
        if not code:
            return meant
        if code in meant or said == plain(code, number):
            return None
        own = self.names[number].get(code, frozenset())
        if not meant and (not own or (number == ATC and _like(word, own))):
            return None
        if number == ATC and self._of_one_substance(code, meant):
            return None
        if number == ATC and said in self.parts.get(code, frozenset()):
            return frozenset()  # one substance of several: less than the code says, and no other
        return meant

    def _of_one_substance(self, code: str, meant: frozenset[str]) -> bool:
        """Whether an ATC code's word names its group, or what has the same name in English under another code."""
        own = self.names[ATC].get(code, frozenset())
        same = any(own & self.names[ATC][other] for other in meant)
        return same or any(code.startswith(other) for other in meant)

    def said(self, number: str, code: str, word: str) -> tuple[str, ...]:
        """The codes that code and word say together, for a rule that stops any of them; `?` is in no list."""
        other = self.other(number, code, word)
        own = (code,) if code else ()
        return own if other is None else (*own, *(sorted(other) or ("?",)))

    def term(self, number: str, code: str) -> str:
        """The list's own term of a code; empty where it has none."""
        return self.terms.get(number, {}).get(code, "")


def list_words(tables: Tables) -> ListWords:
    """The words of all code lists, of ATC in English and Norwegian, and of countries."""
    named: dict[str, dict[str, list[str]]] = {
        number: {code: [term, codes.short.get(code, "")] for code, term in codes.terms.items()}
        for number, codes in tables.code_lists.items()
    }
    named |= {number: {code: [term] for code, term in terms.items()} for number, terms in LISTS.items()}
    norwegian = tables.norwegian[SUBSTANCES].rows
    english = tables.value_set("eHDSIActiveIngredient").terms
    named[ATC] = {
        code: [norwegian[code].norwegian, term, *norwegian[code].also] if code in norwegian else [term]
        for code, term in english.items()
    }
    places = Locale.parse("nb").territories
    named[COUNTRIES] = {
        code: [places.get(code, term), term] for code, term in tables.value_set("eHDSICountry").terms.items()
    }
    for code, row in tables.table("dose-form-7448").rows.items():
        if row.target is not None:
            named[FORMS][code] += [row.target.display, *_several(named[FORMS][code])]
    for (number, code), words in ALSO.items():
        named[number][code] += words
    names = {
        number: {code: frozenset(p for w in words if (p := plain(w, number))) for code, words in codes.items()}
        for number, codes in named.items()
    }
    terms = {number: {code: words[0] for code, words in codes.items()} for number, codes in named.items()}
    parts = {code: frozenset(p for w in words for p in _words(w)) for code, words in named[ATC].items()}
    return ListWords({number: _codes(codes.items()) for number, codes in names.items()}, names, terms, parts)


def _several(forms: Iterable[str]) -> list[str]:
    """The plurals of dose forms: `Depottabletter`."""
    return [
        form + plural.removeprefix(one)
        for form in forms
        for one, plural in PLURALS.items()
        if form.casefold().endswith(one)
    ]


def plain(word: str, number: str = "") -> str:
    """A word without what spelling may differ in; a short dose's (7478) signs are what it says."""
    folded = normalize("NFKC", word).casefold()
    if number == SHORT_DOSES:
        return "".join(folded.split())
    return SPELLING.sub("", PARENTHESES.sub("", folded)) or SPELLING.sub("", folded)


def _group(said: str, number: str) -> frozenset[str]:
    """A prescription group in few letters: `A`, `Gruppe A`, `Resept gr. A`."""
    matched = GROUP.fullmatch(said) if number == GROUPS else None
    return frozenset() if matched is None else frozenset({(matched[1] or matched[2]).upper()})


def _like(word: str, own: Iterable[str]) -> bool:
    """Whether a name is one of ours in other letters, or is it with a salt or a strength more."""
    said, words = plain(word), _words(word)
    return any(name in words or SequenceMatcher(None, said, name).ratio() >= CLOSE for name in own)


def _words(name: str) -> list[str]:
    return [plain(word) for word in WORD.findall(name)]


def _codes(names: Iterable[tuple[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, words in names:
        for word in words:
            found.setdefault(word, set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items()}
