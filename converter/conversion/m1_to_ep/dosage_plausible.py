"""Whether what is said of a dosage can be meant of its medicine: what cannot, or is not known to, is not said.

A structure or a short dose can have words without a meaning that is known whole. Then how often it is taken is not
known either, so nothing of it is coded, and it is in English only of a medicine that is known not to be a seldom one.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from converter.conversion.m1_to_ep.dosage_agreement import HOURS_A_DAY
from converter.conversion.m1_to_ep.dosage_beside import ends_before, purposes_differ, use_differs
from converter.conversion.m1_to_ep.dosage_place import contradicts, names_elsewhere, used
from converter.conversion.m1_to_ep.dose_of_another_form import is_of_another_form
from converter.conversion.m1_to_ep.dose_unit import find_unit
from converter.conversion.m1_to_ep.national_clause import unit_key
from converter.conversion.m1_to_ep.national_meaning import phases_meaning, short_meaning
from converter.conversion.m1_to_ep.short_dose import SHORT, ShortSaid, read_short
from converter.conversion.paths import FORSKRIVNING
from converter.conversion.session import Notes, Session
from converter.dosage.indication import read_indication
from converter.dosage.limits import SELDOM
from converter.dosage.plausible import judged
from converter.dosage.speech import speak
from converter.dosage.vocabulary import Vocabulary
from converter.model.coded import Coded
from converter.model.dosage import Dosage
from converter.model.meaning import Amount, Clause, Frequency, Meaning, Order
from converter.model.national import DosingPhase, NationalDose, NationalPrescription, NationalQuantity
from converter.model.product import Product
from converter.terminology.short_dose import COUNTED

CONFIRM = "Confirm with the prescriber before dispensing."
STANDS_ALONE = "Only the prescriber's own text (Norwegian) is given."
IMPLAUSIBLE = (
    "Implausible: the dosage of this prescription, as it is written, is unusual for this medicine (amount, how often,"
    f" unit, or where it goes). {CONFIRM} {STANDS_ALONE}"
)
UNCHECKED = (
    "Not checked: the dosage of this prescription could not be held against what is usual for this medicine."
    f" {CONFIRM} {STANDS_ALONE}"
)
USE_DIFFERS = (
    "Dosage and kind of use differ: the dosage of this prescription and its kind of use (regular, or as needed) did not"
    f" say the same. {CONFIRM} {STANDS_ALONE}"
)
UNITS_DIFFER = (
    "Units differ: the dosage of this prescription is written in IE (international units), and the strength of this"
    f" medicine is in units of its own. {CONFIRM} {STANDS_ALONE}"
)
PURPOSES_DIFFER = (
    "Purposes differ: what this prescription says that the medicine is for, and what its dosage says, were not the"
    f" same. {CONFIRM} {STANDS_ALONE}"
)
"""What a pharmacist is told in the place of English where nothing but the text leaves."""
PURPOSES = "purposes-differ"
PIECES = "piece-by-form"
IN_IE, OWN_UNITS = "IU", frozenset({"1", "10*6"})
"""International units in `units`; what an amount in a product's own units is coded in, beside its words."""
SUBSTANCE = 7
"""Characters of an ATC code that names a substance; a shorter one is a group."""
SHORTEST = Decimal("0.001")
"""Below it no interval is reckoned with."""
FROM_STRUCTURE, FROM_SHORT = "structure", "short"
IN_WORDS = frozenset({FROM_STRUCTURE, FROM_SHORT})
"""The sources of English words that need no meaning."""
PER_DAY = {"minutt": 60 * HOURS_A_DAY, "time": HOURS_A_DAY}
"""List 9088 in lower case: how many of a unit are in a day; longer ones come at most once a day."""


def plausible(
    dosage: Dosage, national: NationalPrescription, product: Product, route: Coded | None, session: Session
) -> Dosage:
    """The dosage, or the prescriber's text alone where what it says cannot be meant of this medicine.

    Args:
        dosage: as translated.
        national: the prescription as read.
        product: the medicine as it leaves.
        route: the coded route as it leaves; None where none does.
        session: tables and limits; its notes say where the English is from, and are told.
    """
    notes = session.notes
    source = notes.choices["dosage-english"]
    if source == "differs":  # then nothing of it is said
        return dosage
    aside = notes.aside()
    meaning = dosage.meaning or meant(national, session, aside)
    if meaning is None:
        if source not in IN_WORDS:
            return dosage
        if names_elsewhere(dosage.english, product.form) or names_elsewhere(dosage.english, route):
            return _held(dosage, "implausible", IMPLAUSIBLE, notes, aside)
        return _without_meaning(dosage, national, product, session)
    elsewhere = contradicts(meaning, product.form) or contradicts(meaning, route)
    words, tables = session.converter.vocabulary, session.converter.tables
    elsewhere = elsewhere or is_of_another_form(meaning, product.form, words, tables)
    if elsewhere or ends_before(meaning, national.written_on) or _odd(meaning, national, product, session, aside):
        return _held(dosage, "implausible", IMPLAUSIBLE, notes, aside)
    if source != "none" and units_differ(meaning, product):
        return _held(dosage, "units-differ", UNITS_DIFFER, notes, aside)
    if source != "none" and use_differs(national.use, meaning, dosage.english):
        return _held(dosage, "use-differs", USE_DIFFERS, notes, aside)
    if source != "none" and purposes_differ(meaning, _indication(national, session, aside)):
        return _held(dosage, PURPOSES, PURPOSES_DIFFER, notes, aside)
    return dosage if dosage.meaning is None else replace(dosage, english=used(dosage.english, product.form))


def units_differ(meaning: Meaning, product: Product) -> bool:
    """Whether a dose is in international units and the strength in units of effect of the product's own.

    A unit of an insulin analogue is not one of the WHO's (medicine facts, units of effect): the number may be meant all
    the same, and is the prescriber's to say.
    """
    own = any(i.strength.numerator.unit in OWN_UNITS and i.strength.numerator.text for i in product.ingredients)
    return own and any(a.unit == IN_IE for clause in (*meaning.clauses, meaning.common) for a in clause.taken)


def _held(dosage: Dosage, why: str, told: str, notes: Notes, aside: Notes) -> Dosage:
    """The text alone, the sender and the pharmacist told why, and by which draft rows (`aside`) it was decided."""
    notes.take_drafts(aside, FORSKRIVNING)
    notes.add(f"dosage-{why}", FORSKRIVNING)
    notes.chose("dosage-english", why)
    return Dosage(dosage.text, english=told)


def _indication(national: NationalPrescription, session: Session, aside: Notes) -> tuple[str, ...]:
    """What the medicine is for; the draft words of it are noted."""
    read = read_indication(national.indication, session.converter.vocabulary)
    for word in read.drafts:
        aside.draft(word.file, word.name, f"{FORSKRIVNING}/Bruksomrade")
    return read.purpose


def _codes(national: NationalPrescription, product: Product) -> frozenset[str]:
    """The medicine's ATC code as it leaves, and as the message has it: an EU list may lack what a limit is about."""
    given = (product.atc, national.medicine.atc)
    return frozenset(atc.code.strip().upper() for atc in given if atc is not None)


def _odd(meaning: Meaning, national: NationalPrescription, product: Product, session: Session, aside: Notes) -> bool:
    """Whether a limit speaks against a meaning; the draft rows among those that do are noted."""
    converter = session.converter
    pieces = converter.tables.table(PIECES)
    codes = _codes(national, product) or {""}
    found = [judged(meaning, code, product.form, converter.limits, pieces) for code in codes]
    for file, key in sorted({row for one in found for row in one.drafts}):
        aside.draft(file, key, FORSKRIVNING)
    return any(one.reasons for one in found)


def meant(national: NationalPrescription, session: Session, aside: Notes) -> Meaning | None:
    """What a short dose or structured dosage means that was not read as text; a text alone has been read, in vain."""
    if not (national.amended or national.phases or national.short_dose):
        return None
    spoken = speak(national.dosage.text, session.converter.vocabulary)
    if spoken.meaning is not None:
        for word in spoken.reading.drafts:
            aside.draft(word.file, word.name, FORSKRIVNING)
        return spoken.meaning
    short = short_meaning(_short(national, aside), session.converter.vocabulary)
    if short is not None or not national.phases:
        return short
    found = phases_meaning(national.phases, session.converter.vocabulary, aside)
    return found if isinstance(found, Meaning) else None


def _short(national: NationalPrescription, aside: Notes) -> ShortSaid:
    return read_short(national.short_dose, national.dosage.text, aside)


def _without_meaning(dosage: Dosage, national: NationalPrescription, product: Product, session: Session) -> Dosage:
    """The words without a code, where the medicine is known, is no seldom one, and no amount is above its limit."""
    notes, vocabulary, aside = session.notes, session.converter.vocabulary, session.notes.aside()
    codes, limits = _codes(national, product), session.converter.limits.seldom
    known = any(len(code) == SUBSTANCE for code in codes)
    if not known or not codes.isdisjoint(limits):
        for key in sorted(limits[code].draft for code in codes if known and code in limits and limits[code].draft):
            aside.draft(SELDOM, key, FORSKRIVNING)
        return _held(dosage, "unchecked", UNCHECKED, notes, aside)
    short = _short(national, aside)
    amounts = [_in_phase(p, vocabulary, aside) for p in national.phases]
    if notes.choices["dosage-english"] == FROM_SHORT:
        amounts.append(_in_short(short, vocabulary))
    for meaning in amounts:
        if meaning is None:
            return _held(dosage, "unchecked", UNCHECKED, notes, aside)
        if _odd(meaning, national, product, session, aside):
            return _held(dosage, "implausible", IMPLAUSIBLE, notes, aside)
    if use_differs(national.use, None, dosage.english):
        return _held(dosage, "use-differs", USE_DIFFERS, notes, aside)
    if dosage.schedule is not None:
        notes.add(
            "short-dose-as-text" if short.row is not None else "dosage-as-text", SHORT if short.row else FORSKRIVNING
        )
    return replace(dosage, schedule=None)


def _in_phase(phase: DosingPhase, vocabulary: Vocabulary, notes: Notes) -> Meaning | None:
    """All that a phase can come to on one day: every dose and every ceiling; None where one of them is not known."""
    clauses = [c for d in phase.doses for c in _in_dose(d, vocabulary, notes)]
    return None if None in clauses else _together([c for c in clauses if c is not None])


def _in_dose(dose: NationalDose, vocabulary: Vocabulary, notes: Notes) -> Iterator[Clause | None]:
    times = 1
    per_day = None if dose.interval is None else PER_DAY.get(dose.interval.unit.casefold())
    if dose.interval is not None and per_day is not None:
        if dose.interval.value is None or dose.interval.value < SHORTEST:
            yield None
            return
        times = max(1, int((per_day / dose.interval.value).to_integral_value(ROUND_CEILING)))
    amounts = [dose.amount] if dose.needed is None else [dose.amount, *dose.needed[:2]]
    for amount in amounts:
        yield _clause(amount, times, vocabulary, notes)


def _clause(quantity: NationalQuantity, times: int, vocabulary: Vocabulary, notes: Notes) -> Clause | None:
    row = find_unit(quantity.unit, notes)
    unit = None if row is None else unit_key(row.term, vocabulary)
    if unit is None or quantity.value is None:
        return None
    return Clause(dose=Amount(quantity.value, quantity.value, unit), frequency=Frequency(low=times, high=times))


def _in_short(short: ShortSaid, vocabulary: Vocabulary) -> Meaning | None:
    """Every dose that the words of a short dose count."""
    unit = "" if short.unit is None else unit_key(short.unit.term, vocabulary)
    if unit is None or short.row is None:
        return None
    counted = [(Decimal(low), Decimal(high or low)) for low, high in COUNTED.findall(short.row.english)]
    return _together([Clause(dose=Amount(low, high, unit), frequency=Frequency()) for low, high in counted])


def _together(clauses: list[Clause]) -> Meaning:
    return Meaning(tuple(clauses), Order.TOGETHER)
