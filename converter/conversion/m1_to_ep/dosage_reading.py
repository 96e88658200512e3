"""A free text as the dosage language reads it, held against what else the prescription says of its dosage."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from converter.conversion.m1_to_ep.dose_unit import eu_unit, find_unit
from converter.conversion.m1_to_ep.national_meaning import phases_meaning
from converter.conversion.m1_to_ep.short_dose import SHORT_DOSES, Standing
from converter.conversion.m1_to_ep.short_dose_text import same_term
from converter.conversion.paths import FORSKRIVNING
from converter.conversion.session import Notes
from converter.dosage.cda import schedule_of
from converter.dosage.relation import Relation, relation
from converter.dosage.speech import Spoken, said, speak
from converter.dosage.understand import Why, understand
from converter.dosage.vocabulary import Vocabulary
from converter.model.dosage import Schedule
from converter.model.meaning import Amount, Clause, Meaning
from converter.model.national import NationalPrescription

TEXT = f"{FORSKRIVNING}/DosVeiledEnkel"
BY_RULE = "(Translated by rule from the Norwegian.)"
"""Behind every English sentence that the dosage language says: nobody has looked at this one."""
AFTER, THEN = "$", " deretter "
"""What comes after, in a short dose (M30 v2.5), and in words."""


@dataclass(frozen=True, slots=True)
class ReadDosage:
    """What is read of a dosage.

    Attributes:
        meaning: the most exact of what the prescription says; None where its text only points elsewhere.
        english: in English, marked as by rule.
        schedule: the structure that CDA can hold, in EU units.
        source, coded: what meaning and schedule were read from: `text`, or `structure` where that says it more exactly.
    """

    meaning: Meaning | None
    english: str
    schedule: Schedule | None = None
    source: str = "text"
    coded: str = "text"


def read_text(text: str, vocabulary: Vocabulary, notes: Notes) -> ReadDosage | None:
    """What a free text alone says; None, and the reason noted, where that is not known."""
    spoken = speak(text, vocabulary)
    if spoken.meaning is not None:
        return _read(spoken, spoken.meaning, vocabulary, notes)
    if spoken.english:
        _tell_drafts(spoken, notes)
        notes.add("dosage-elsewhere", TEXT)
        return ReadDosage(None, f"{spoken.english} {BY_RULE}")
    if text.strip():
        unknown = spoken.reading.why is Why.UNKNOWN_WORD
        notes.add("dosage-words-unknown" if unknown else "dosage-not-understood", TEXT)
    return None


def read_agreeing(
    national: NationalPrescription, standing: Standing, vocabulary: Vocabulary, notes: Notes
) -> ReadDosage | None:
    """What text, short dose and structured dosage say together; None unless all that there is is known and agrees.

    Args:
        national: the prescription.
        standing: of its short dose; a confirmed one is what its text says.
        vocabulary: the words.
        notes: tables; only what is used is noted.
    """
    spoken = speak(national.dosage.text, vocabulary)
    if spoken.meaning is None:
        return None
    aside = notes.aside()
    others = _others(national, standing, spoken.meaning, vocabulary, aside)
    best = None if others is None else most_exact((spoken.meaning, *others))
    if best is None:
        return None
    notes.take_drafts(aside, FORSKRIVNING)
    if best == spoken.meaning:
        return _read(spoken, best, vocabulary, notes)
    told = said(spoken.reading, best, vocabulary)
    if told.held is not None:
        return None
    told = replace(told, reading=understand(told.norwegian, vocabulary))  # its drafts are of what is said
    _tell_drafts(spoken, notes)
    read = replace(_read(told, best, vocabulary, notes), source="structure", coded="structure")
    if read.schedule is not None:
        return read
    return replace(read, schedule=_schedule(spoken.meaning, vocabulary, notes), coded="text")


def most_exact(meanings: Sequence[Meaning]) -> Meaning | None:
    """The meaning that says all that the others say; None where two of them differ."""
    best = meanings[0]
    for other in meanings[1:]:
        found = relation(best, other)
        if found is Relation.DIFFERENT:
            return None
        if found is Relation.B_MORE_EXACT:
            best = other
    agree = all(relation(best, other) in {Relation.EQUAL, Relation.A_MORE_EXACT} for other in meanings)
    return best if agree else None


def _others(
    national: NationalPrescription, standing: Standing, meaning: Meaning, vocabulary: Vocabulary, notes: Notes
) -> tuple[Meaning, ...] | None:
    """What the code of the short dose and the structure mean; None where one of them is there and not known."""
    found: list[Meaning] = []
    if standing is Standing.UNKNOWN:
        return None
    if standing is Standing.DIFFERS:
        for notation in _notations(national, notes):
            code = understand(notation, vocabulary).meaning
            if code is None:
                return None
            counted = counted_in(code, _unit(meaning))
            if relation(meaning, counted) not in {Relation.EQUAL, Relation.A_MORE_EXACT}:
                return None  # a code says what its text does: more would be nobody's words
            found.append(counted)
    if national.phases:
        structure = phases_meaning(national.phases, vocabulary, notes)
        if not isinstance(structure, Meaning):
            return None
        found.append(structure)
    return tuple(found)


def _notations(national: NationalPrescription, notes: Notes) -> tuple[str, ...]:
    """The term of a short dose's code, and its short form (DN) where that is another. A notation has no unit."""
    given = national.short_dose
    row = None if given is None else notes.tables.short_doses[SHORT_DOSES].row(given.code)
    if given is None or row is None:
        return ("",)
    terms = (row.term,) if same_term(row.term, given.shown) else (row.term, given.shown)
    return tuple(term.replace(AFTER, THEN) for term in terms)


def counted_in(meaning: Meaning, unit: str) -> Meaning:
    """A meaning whose doses have no unit, in this one."""
    return replace(meaning, clauses=tuple(_counted(clause, unit) for clause in meaning.clauses))


def _counted(clause: Clause, unit: str) -> Clause:
    plan = tuple(replace(p, amount=_in(p.amount, unit)) for p in clause.plan)
    dose = None if clause.dose is None else _in(clause.dose, unit)
    total = None if clause.total is None else replace(clause.total, amount=_in(clause.total.amount, unit))
    return replace(clause, plan=plan, dose=dose, total=total)


def _in(amount: Amount, unit: str) -> Amount:
    return amount if amount.unit else replace(amount, unit=unit)


def _unit(meaning: Meaning) -> str:
    """The unit of the first dose of a meaning."""
    return next((amount.unit for clause in meaning.clauses for amount in clause.taken), "")


def _read(spoken: Spoken, meaning: Meaning, vocabulary: Vocabulary, notes: Notes) -> ReadDosage:
    _tell_drafts(spoken, notes)
    return ReadDosage(meaning, f"{spoken.english} {BY_RULE}", _schedule(meaning, vocabulary, notes))


def _schedule(meaning: Meaning, vocabulary: Vocabulary, notes: Notes) -> Schedule | None:
    found = schedule_of(meaning, lambda unit: _eu_unit(unit, vocabulary, notes))
    return found if isinstance(found, Schedule) else None


def _eu_unit(unit: str, vocabulary: Vocabulary, notes: Notes) -> str | None:
    """The EU unit of a unit of the vocabulary, by its Norwegian word in list 7480."""
    word = vocabulary.find("units", unit)
    row = None if word is None else find_unit(word.norwegian, notes)
    return None if row is None else eu_unit(row, notes)


def _tell_drafts(spoken: Spoken, notes: Notes) -> None:
    for word in spoken.reading.drafts:
        notes.draft(word.file, word.name, TEXT)
