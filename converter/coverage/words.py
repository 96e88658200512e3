"""What the numbers are called in Norwegian and English."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from converter.conversion.converter import Converter
from converter.coverage.messages import NOT_READ
from converter.coverage.reasons import UNTOLD
from converter.coverage.use import Wrong
from converter.model.catalogue import CATALOGUE
from converter.rules.m1_to_ep import M1_TO_EP

Lang = Literal["no", "en"]
Pair = tuple[str, str]
"""Norwegian and English."""
ReasonWords = Mapping[str, Pair]
"""By code of a rule."""
PLACEHOLDER = re.compile(r" ?\{[a-z_]+\}")

LABELS: Mapping[str, Pair] = MappingProxyType(
    {
        "title": ("Dekning M1 til eP", "Coverage of M1 to eP"),
        "messages": ("Meldinger", "Messages"),
        "register": ("Register", "Register"),
        "demo": ("Demoregister: sier ingenting om ekte resepter", "Demo register: says nothing of real prescriptions"),
        "decision": ("hva som ble av resepten", "what became of it"),
        "number": ("antall", "number"),
        "share": ("andel", "share"),
        "used": ("brukt", "used"),
        "usedShare": ("andel av bruk", "share of use"),
        "converted-with": ("av de konverterte", "of the converted"),
        "funnel": ("Trakten", "The funnel"),
        "funnel-note": (
            "Hvert trinn teller dem som også er i trinnet over.",
            "Each step counts what is in the step above too.",
        ),
        "funnel-number": ("Trakten, pakninger", "The funnel, packages"),
        "funnel-used": ("Trakten, veid etter bruk", "The funnel, weighted by use"),
        "step": ("trinn", "step"),
        "reasons": ("Årsaker", "Reasons"),
        "reasons-note": (
            "En resept med flere årsaker teller på hver av dem.",
            "A prescription with several reasons counts at each.",
        ),
        "dosage-note": (
            "Doseringene er våre: «1 tablett 2 ganger daglig» og lignende, «Etter avtale» der ingen enkel passer.",
            "The dosages are ours: '1 tablett 2 ganger daglig' and the like, 'Etter avtale' where no plain one fits.",
        ),
        "code": ("kode", "code"),
        "why": ("årsak", "reason"),
        "examples": ("for eksempel", "for example"),
        "more": ("og {n} årsaker til", "and {n} more reasons"),
        "files": ("filer", "files"),
        "no-m1": ("ikke en M1", "not an M1"),
        "withdrawn": ("utgått (ikke talt)", "withdrawn (not counted)"),
        "outgoing": ("erstattet varenr (ikke talt)", "outgoing varenr (not counted)"),
        "use": ("Bruksfilen", "The file of use"),
        "use-sum": ("sum av bruk", "sum of use"),
        "unknown": ("varenr som registeret ikke har", "varenr that the register does not have"),
        "not-in-use": ("varenr som ikke lenger kan forskrives", "varenr that cannot be prescribed any more"),
        "bad-lines": ("linjer som ikke kan brukes", "lines that cannot be used"),
        "line": ("linje", "line"),
        "versions": (
            "converter {software}, tabeller {tables}, FEST {fest}",
            "converter {software}, tables {tables}, FEST {fest}",
        ),
        "source": ("Grunnlaget", "What it is made from"),
        # what became of a prescription, and why it is lost
        "all": ("alle resepter", "all prescriptions"),
        "excluded": ("utelukket", "excluded"),
        "rejected": ("avvist", "rejected"),
        "defect": ("feil hos oss", "defects of ours"),
        "converted": ("konvertert", "converted"),
        "notExcluded": ("ikke utelukket", "not excluded"),
        "product": ("kodet produkt (varenr)", "coded product (varenr)"),
        "form": ("kodet legemiddelform", "coded dose form"),
        "strength": ("kodet styrke", "coded strength"),
        "dose": ("kodet dose", "coded dose"),
        "english": ("dosering på engelsk", "dosage in English"),
        "with": ("med {what}", "with {what}"),
        "without": ("uten {what}", "without {what}"),
    }
)
WRONG: Mapping[Wrong, Pair] = MappingProxyType(
    {
        Wrong.COLUMNS: ("ikke to kolonner", "not two columns"),
        Wrong.VARENR: (
            "ikke et varenr (seks siffer med ledende nuller, eller sju)",
            "no varenr (six digits with leading zeros, or seven)",
        ),
        Wrong.NUMBER: ("ikke et helt tall", "no whole number"),
        Wrong.UNREADABLE: ("anførselstegn som ikke passer sammen", "quotation marks that do not match"),
    }
)
OWN: ReasonWords = MappingProxyType(
    {
        UNTOLD: (
            "Ingen melding sier hvorfor: lest og sagt, men EU-resepten har ingen kode for det (som «dose»).",
            "No finding tells why: read and said, but the eP has no code for it (such as 'dose').",
        ),
        NOT_READ: (
            "Filen kan ikke leses, eller er ingen vanlig fil.",
            "The file cannot be read, or is no regular file.",
        ),
    }
)


def label(key: str, lang: Lang, **words: str | int) -> str:
    """A label in a language. Raises KeyError where there is none."""
    return LABELS[key][0 if lang == "no" else 1].format(**words)


def rule_words(converter: Converter) -> ReasonWords:
    """The words of the rules of M1 to eP, by code."""
    return {rule.id: (rule.reason_no, rule.reason_en) for rule in converter.rules[M1_TO_EP.name]}


def in_both(code: str, rules: ReasonWords) -> Pair:
    """What a code says, without what differs from message to message; empty where nobody knows it."""
    if code in OWN:
        return OWN[code]
    if code in CATALOGUE:
        entry = CATALOGUE[code]
        return PLACEHOLDER.sub("", entry.no), PLACEHOLDER.sub("", entry.en)
    return rules.get(code, ("", ""))


def said(code: str, rules: ReasonWords, lang: Lang) -> str:
    """The same in one language."""
    return in_both(code, rules)[0 if lang == "no" else 1]


def grouped(number: int) -> str:
    """A number in groups of three, which do not break over a line: `12 000`."""
    return f"{number:,}".replace(",", "\u202f")


def share(part: int, whole: int) -> str:
    """A share in per cent, to one decimal and never rounded up to all or down to none: `99.9 %`."""
    if whole == 0:
        return "–"
    tenths = round(part * 1000 / whole)
    if part < whole:
        tenths = min(tenths, 999)
    if part > 0:
        tenths = max(tenths, 1)
    return f"{tenths / 10:.1f}\u202f%"
