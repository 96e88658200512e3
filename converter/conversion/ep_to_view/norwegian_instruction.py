"""A dosage in the document's own words, where the Norwegian grammar understands all of them, against its structure.

A Norwegian pharmacist reads such words as they stand: `1 tablett ved behov` beside a fixed dose every eight hours is
another dosage, and so is `inntil 2 ganger daglig`. Plain English is put in Norwegian word for word first, and only
where every word is known. What is not understood whole is held against nothing; what only says more (food, purpose,
advice, route, where on the body) is no contradiction, nor is an interval that comes as often as the words say, or a
ceiling that the structure keeps.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product as each_of

from converter.conversion.ep_to_view.dosage_meaning import Unsaid
from converter.conversion.ep_to_view.dosage_words import structure_of
from converter.conversion.session import Notes
from converter.dosage.normal import of_equal_doses
from converter.dosage.relation import Relation, relation
from converter.dosage.understand import understand
from converter.dosage.vocabulary import Vocabulary
from converter.model.foreign_prescription import ForeignPrescription
from converter.model.meaning import Bound, Clause, Frequency, Meaning, Often, Order, Per
from converter.model.written import Kind

CODE, AT = "view-narrative-contradicts", "/ClinicalDocument/component"
DOSE, OFTEN, NEEDED, MOST, LONG, OTHERWISE = (
    ("dosen", "the dose"),
    ("hvor ofte den tas", "how often it is taken"),
    ("om den tas ved behov", "whether it is taken as needed"),
    ("hvor mye som kan tas i alt", "how much may be taken in all"),
    ("hvor lenge den tas", "for how long it is taken"),
    ("hvordan den tas", "how it is taken"),
)
"""What differs. Dose and times are named as `narrative_agreement` names them, so that each is told once."""
BESIDE = ("layer", "equal", "act", "route", "site", "food", "purpose", "advice", "until", "start", "length")
"""What words may say beside a dosage that the structure of an eP has no room for."""
WHEN = ("frequency", "every", "at", "days", "days_per_week", "plan", "total")
RARE = ("gap", "phase", "may_repeat", "repeat", "count", "cycle", "stop", "split")
HOURS_A_DAY = 24
NOTHING_SAID = (None, "", (), False)
ENGLISH: dict[str, str] = {
    "when required": "ved behov",
    "as required": "ved behov",
    "if required": "ved behov",
    "when needed": "ved behov",
    "as needed": "ved behov",
    "if needed": "ved behov",
    "in the morning": "om morgenen",
    "in the evening": "om kvelden",
    "at night": "om natten",
    "at bedtime": "ved sengetid",
    "once": "1 gang",
    "twice": "2 ganger",
    "a day": "daglig",
    "per day": "daglig",
    "each day": "daglig",
    "every day": "daglig",
    "daily": "daglig",
    "per week": "per uke",
    "a week": "per uke",
    "up to": "inntil",
    "maximum": "maks",
    "max": "maks",
    "times": "ganger",
    "time": "gang",
    "every": "hver",
    "hours": "time",
    "take": "ta",
    "tablets": "tabletter",
    "tablet": "tablett",
    "capsules": "kapsler",
    "capsule": "kapsel",
    "drops": "dråper",
    "drop": "dråpe",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "half": "halv",
    "and": "og",
    "to": "til",
    "for pain": "mot smerter",
    "ml": "ml",
    "mg": "mg",
}
"""English of instructions, phrases before their words; each is the same in every instruction."""
PHRASES = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, ENGLISH), key=len, reverse=True)) + r")\b")
LETTERS = re.compile(r"[^\W\d_]+")


def note_instruction(prescription: ForeignPrescription, vocabulary: Vocabulary, notes: Notes) -> None:
    """Notes what an instruction says for sure, and the structure says otherwise.

    Args:
        prescription: as read; one with deleted words is left to a person.
        vocabulary: the words of a dosage.
        notes: collects findings, each once.
    """
    words = prescription.words
    if not words.to_patient or any(w.has(Kind.DELETED) for w in (words.narrative, *words.to_patient)):
        return
    aside = notes.aside()
    structure = structure_of(prescription.dosage, vocabulary, aside)
    if isinstance(structure, Unsaid):
        return
    for text in dict.fromkeys(w.text for w in words.to_patient):
        read = understand(text, vocabulary)
        if read.meaning is None:
            read = understand(in_norwegian_words(text), vocabulary)
        for what_no, what_en in () if read.meaning is None else differences(read.meaning, structure):
            notes.take_drafts(aside, AT)
            for word in read.drafts:
                notes.draft(word.file, word.name, AT)
            notes.add(CODE, AT, what_no=what_no, what_en=what_en)


def in_norwegian_words(text: str) -> str:
    """An English instruction in Norwegian words; empty where a word of it is not known."""
    small = text.casefold()
    if LETTERS.search(PHRASES.sub("", small)):
        return ""
    put = PHRASES.sub(lambda found: ENGLISH[found[0]], small)
    return re.sub(r"hver ([0-9]+) time\b", r"hver \1. time", put)


def differences(said: Meaning, structure: Meaning) -> tuple[tuple[str, str], ...]:
    """What words say otherwise than the structure, Norwegian and English; empty where they agree or only say more."""
    if said.order is not Order.ONE or len(structure.clauses) != 1:
        return (OTHERWISE,)
    words, codes = of_equal_doses(said.clauses[0]), structure.clauses[0]
    found = []
    if bool(words.as_needed) != bool(codes.as_needed):
        found.append(NEEDED)
    if words.most != codes.most:
        found.append(MOST)
    if None not in (words.length, codes.length) and _differ(Clause(length=words.length), Clause(length=codes.length)):
        found.append(LONG)
    if _other_dose(words, codes):
        found.append(DOSE)
    if _other_times(words, codes):
        found.append(OFTEN)
    if any(getattr(words, name) not in NOTHING_SAID for name in RARE):
        found.append(OTHERWISE)
    return tuple(found)


def _differ(one: Clause, other: Clause) -> bool:
    return relation(Meaning((one,)), Meaning((other,))) is Relation.DIFFERENT


def _other_dose(words: Clause, codes: Clause) -> bool:
    """Another amount of the same unit: what a tablet holds may be said instead of the tablet."""
    if words.dose is None or codes.dose is None or words.dose.unit not in {"", codes.dose.unit}:
        return False
    return (words.dose.low, words.dose.high) != (codes.dose.low, codes.dose.high)


def _other_times(words: Clause, codes: Clause) -> bool:
    """Whether the words say how often, and that is neither the structure's nor more exact nor a range with it."""
    if all(getattr(words, name) in NOTHING_SAID for name in WHEN):
        return False
    with_dose = bool(words.total or words.plan)
    if with_dose and _units(words) != _units(codes):
        return False
    mine, theirs = (_of_times(c, with_dose=with_dose) for c in (words, codes))
    if any(not _differ(one, other) for one, other in each_of(_ways(mine), _ways(theirs))):
        return False
    return not any(_ranges_over(words.frequency, way.frequency) for way in _ways(theirs))


def _units(clause: Clause) -> set[str]:
    return {amount.unit for amount in clause.taken}


def _of_times(clause: Clause, *, with_dose: bool) -> Clause:
    """What a clause says of when; a total and a plan are held with the dose, which they may add up from."""
    clear: dict[str, object] = dict.fromkeys((*BESIDE, *RARE, "as_needed", "most", *(() if with_dose else ("dose",))))
    empty = Clause()
    return replace(clause, **{name: getattr(empty, name) for name in clear})


def _ways(clause: Clause) -> Iterator[Clause]:
    """The clause, and an interval that divides the day as so many times: it comes as often."""
    yield clause
    every = clause.every
    if every is not None and every.unit == "h" and every.low == every.high and HOURS_A_DAY % every.low == 0:
        times = int(HOURS_A_DAY / every.low)
        yield replace(clause, every=None, frequency=Frequency(low=times, high=times, per=Per.DAY))


def _ranges_over(said: Frequency | None, entry: Frequency | None) -> bool:
    """Whether `2-3 times` has the structure's number in it, or `up to 3 times` a number that is no greater.

    Where the structure says so many and the words up to as many, the structure is one of what the words allow.
    """
    if said is None or entry is None or said.per is not entry.per or said.kind is not Often.TIMES:
        return False
    within = said.bound is Bound.UP_TO or (said.bound is Bound.EXACT and said.low <= entry.low)
    return within and entry.high <= said.high
