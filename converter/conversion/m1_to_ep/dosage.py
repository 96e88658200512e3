"""The dosage: what of it CDA can say as structure, and English from structure or a known short dose.

The Norwegian text always goes with it. Where it, the short dose and structured dosage
are not the same, it goes alone, and the English part tells; unless all of them are understood and mean one thing.
"""

import re
from dataclasses import replace
from decimal import Decimal

from converter.conversion.m1_to_ep.dosage_agreement import Relation, same_structure, word_for_word
from converter.conversion.m1_to_ep.dosage_plausible import STANDS_ALONE
from converter.conversion.m1_to_ep.dosage_reading import TEXT, ReadDosage, read_agreeing, read_text
from converter.conversion.m1_to_ep.dosage_words import Words, say_phases
from converter.conversion.m1_to_ep.dose_unit import UNITS
from converter.conversion.m1_to_ep.short_dose import SHORT, ShortSaid, Standing, read_short, schedule_of
from converter.conversion.m1_to_ep.structured_dose import structured
from converter.conversion.medicine.form_units import dose_fits, rows_of_fit
from converter.conversion.paths import FORSKRIVNING
from converter.conversion.session import Notes
from converter.dosage.vocabulary import Vocabulary
from converter.model.coded import Coded, Null
from converter.model.dosage import Dosage, Frequency, Schedule
from converter.model.medicine import Medicine
from converter.model.national import NationalPrescription

STRUCTURED = f"{FORSKRIVNING}/Dosering"
FIRST_YEAR = 1900
"""Before it Norway's clock was minutes and seconds from others', which a TS has no room for."""
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
AS_NEEDED = "3"
"""List 9101: when needed."""
TEXT_DIFFERS = (
    "Text and structure differ: the prescriber's own text and the structured dosage of this prescription did not say"
    f" the same, or could not be shown to. {STANDS_ALONE}"
)
CODE_DIFFERS = (
    "Text and code differ: the text and the code of the short dose of this prescription were not the same."
    f" {STANDS_ALONE}"
)
SHORT_DIFFERS = (
    "Short dose and structure differ: the short dose and the structured dosage of this prescription were not the same."
    f" {STANDS_ALONE}"
)
SHORT_UNTOLD = (
    "Short dose and structure may differ: the short dose and the structured dosage of this prescription could not be"
    f" shown to be the same. {STANDS_ALONE}"
)
"""What a pharmacist is told in the place of English where nothing but the text leaves."""


def translate_dosage(national: NationalPrescription, vocabulary: Vocabulary, notes: Notes) -> Dosage:
    """The dosage as it leaves; each reason why it stays text is noted."""
    given = national.dosage
    for topic, choice in (("dosage-text", "given"), ("schedule", "structure"), ("dosage-english", "none")):
        notes.chose(topic, choice)
    if national.amended:
        return _as_written(national, notes)
    aside = notes.aside()
    short = read_short(national.short_dose, given.text, aside)
    if not national.phases and short.standing is not Standing.DIFFERS:
        if short.standing in {Standing.ABSENT, Standing.UNCOUNTED}:
            return _text(national, vocabulary, aside, notes)
        notes.take(aside)
        return _short(national, short, notes) if short.standing is Standing.CONFIRMED else given
    said = notes.aside()
    words = say_phases(national.phases, said)
    why = _disagreement(national, short, words, aside)
    if not why:
        notes.take(aside)
        notes.take_drafts(said, FORSKRIVNING)
        return _agreed(national, short, words, notes)
    read = read_agreeing(national, short.standing, vocabulary, notes)
    if read is not None:
        return _read(national, read, notes)
    notes.take(aside)
    return _alone(given, why, notes)


def fitting(dosage: Dosage, form: Coded | Null | None, notes: Notes, registered: Medicine | None = None) -> Dosage:
    """The dosage without a structure whose unit this dose form cannot have: millilitres or capsules of tablets.

    A form that is not known (a combination pack's) has no unit: which of its parts a dose is of is not said.
    Where the register says the units of a dose (EnhetDosering), a piece or container must be one of them too.
    """
    if dosage.schedule is None or form is None:
        return dosage
    unit = dosage.schedule.dose.unit
    if isinstance(form, Coded) and dose_fits(unit, form, notes):
        if _is_given_in(unit, registered, notes):
            return dosage
    elif isinstance(form, Coded):
        for row in rows_of_fit(unit, form, notes):
            notes.decided(row, FORSKRIVNING)
    notes.add("dose-unit-unfit", FORSKRIVNING)
    return replace(dosage, schedule=None)


def _is_given_in(unit: str, registered: Medicine | None, notes: Notes) -> bool:
    """Whether the register's units of a dose have this one; whatever is measured is not told by them."""
    given = () if registered is None else registered.dose_units
    known = [notes.tables.table(UNITS).row(u.code) for u in given]
    units = [r.target.code for r in known if r is not None and r.target is not None]
    if not units or len(units) < len(given) or not unit.startswith("{") or unit in units:
        return True
    for row in known:
        notes.decided(row, FORSKRIVNING)
    return False


def within_cda(national: NationalPrescription, dosage: Dosage, schedule: Schedule, notes: Notes) -> Dosage:
    """The dosage with a structure, or as it is where CDA has no room for it; what it was coded from is the text."""
    found = _sent(national, replace(dosage, schedule=schedule), notes)
    if found.schedule is not None:
        notes.chose("schedule", "text")
    return found


def _as_written(national: NationalPrescription, notes: Notes) -> Dosage:
    """A dosage to which an extension adds words: any of them may change the dose, so all of it stays text."""
    notes.add("dosage-amended", SHORT if national.short_dose else STRUCTURED)
    return _alone(national.dosage, TEXT_DIFFERS, notes) if national.phases else national.dosage


def _alone(given: Dosage, why: str, notes: Notes) -> Dosage:
    """The prescriber's text and why it stands alone: no dose, no period."""
    notes.chose("dosage-english", "differs")
    return Dosage(given.text, english=why)


def _short(national: NationalPrescription, short: ShortSaid, notes: Notes) -> Dosage:
    """The dosage of a prescription without structured dosage."""
    schedule = schedule_of(short, notes)
    notes.chose("schedule", "short" if schedule is not None else "structure")
    notes.chose("dosage-english", "short" if short.english else "none")
    return _sent(national, replace(national.dosage, english=short.english, schedule=schedule), notes)


def _text(national: NationalPrescription, vocabulary: Vocabulary, short: Notes, notes: Notes) -> Dosage:
    """The dosage of a prescription that has words alone: what the dosage language reads of them, or the words.

    What was noted of a short dose that is the same words (`short`) is told where they are not understood.
    """
    read = read_text(national.dosage.text, vocabulary, notes)
    if read is not None:
        return _read(national, read, notes)
    notes.take(short)
    return national.dosage


def _read(national: NationalPrescription, read: ReadDosage, notes: Notes) -> Dosage:
    """The dosage as it was read."""
    notes.chose("dosage-english", read.source)
    notes.chose("schedule", read.coded)
    found = replace(national.dosage, english=read.english, schedule=read.schedule, meaning=read.meaning)
    return _sent(national, found, notes)


def _disagreement(national: NationalPrescription, short: ShortSaid, words: Words | None, notes: Notes) -> str:
    """What the pharmacist is told where structured dosage is not what text and short dose say; empty where it is."""
    text = national.dosage.text
    same = word_for_word(text, words, national.phases)
    match short.standing:
        case Standing.CONFIRMED:
            compared = notes.aside()
            found = same_structure(short, national.phases, compared)
            if found is not Relation.SAME:
                notes.take_drafts(compared, STRUCTURED)
            if found is Relation.DIFFERENT:
                notes.add("dosage-structures-differ", STRUCTURED)
                return SHORT_DIFFERS
            if not same and (found is Relation.UNTOLD or words is None):
                notes.add("dosage-worded-otherwise", STRUCTURED)
                return SHORT_UNTOLD
            return ""
        case Standing.DIFFERS:
            return CODE_DIFFERS
        case _:
            if same or (not text and short.standing is Standing.ABSENT):
                return ""
            notes.add("dosage-numbers-differ" if _other_numbers(text, words) else "dosage-worded-otherwise", STRUCTURED)
            return TEXT_DIFFERS


def _agreed(national: NationalPrescription, short: ShortSaid, words: Words | None, notes: Notes) -> Dosage:
    """The dosage of a prescription whose structured dosage is all that text and short dose say."""
    given = national.dosage
    schedule = None if short.row is None else schedule_of(short, notes)
    if schedule is not None:
        notes.chose("schedule", "short")
    else:
        schedule = structured(national.phases, notes)
    if schedule is None:
        notes.add("dosage-as-text", STRUCTURED)
    if words is not None:
        notes.chose("dosage-text", "given" if given.text else "structure")
        notes.chose("dosage-english", "short" if short.english else "structure")
        given = replace(given, text=given.text or words.norwegian, english=short.english or words.english)
    return _sent(national, replace(given, schedule=schedule), notes)


def _sent(national: NationalPrescription, dosage: Dosage, notes: Notes) -> Dosage:
    """The dosage with only so much structure as CDA has room for."""
    schedule = dosage.schedule
    if schedule is None:
        return dosage
    if schedule.days is not None and dosage.end is not None:
        schedule = replace(schedule, days=None)  # the last day says it; an interval has no room for both
    hours = schedule.timing.frequency is Frequency.CLOCK
    if (hours and (dosage.start is None or dosage.start.year < FIRST_YEAR)) or national.use == AS_NEEDED:
        notes.add("dosage-as-text", STRUCTURED if national.phases else SHORT if national.short_dose else TEXT)
        schedule = None
    return replace(dosage, schedule=schedule)


def _other_numbers(text: str, words: Words | None) -> bool:
    """Whether the text has a number that our words for the structure lack."""
    return words is not None and not _numbers(text) <= _numbers(words.norwegian)


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(n.replace(",", ".")) for n in NUMBER.findall(text)}
