"""A dose in a word that only the form makes exact: a piece by the form's own name, a dose or a spray of a metered one.

`1 tyggetablett` of a chewable tablet is one of what the package counts, `{Tablet}`; `1 plaster` of a patch `{Patch}`.
A dose of a spray or an inhaler is one actuation, where table dose-by-form says so.
"""

from converter.conversion.m1_to_ep.dosage import within_cda
from converter.conversion.m1_to_ep.dosage_plausible import FROM_SHORT, meant
from converter.conversion.medicine.pieces import piece_of
from converter.conversion.session import Notes, Session
from converter.dosage.cda import schedule_of
from converter.dosage.vocabulary import Vocabulary
from converter.model.coded import Coded, Null
from converter.model.dosage import Dosage, Schedule
from converter.model.national import NationalPrescription

UNITS, DOSES = "units", "dose-by-form"
OF_METERED = frozenset({"dose", "spray", "inhalation", "actuation"})
"""Keys of `units` for what a metered form gives at a time."""


def coded_by_form(
    dosage: Dosage, form: Coded | Null | None, national: NationalPrescription, session: Session
) -> Dosage:
    """The dosage with the structure that its meaning has of this form; as it is where it has one, or no meaning.

    Args:
        dosage: as it was read.
        form: of eHDSIDoseForm.
        national: the prescription.
        session: words and tables.
    """
    notes, vocabulary = session.notes, session.converter.vocabulary
    if dosage.schedule is not None or not isinstance(form, Coded):
        return dosage
    by_code = notes.choices["dosage-english"] == FROM_SHORT and not national.phases
    meaning = meant(national, session, notes.aside()) if by_code else dosage.meaning
    if meaning is None:
        return dosage
    found = schedule_of(meaning, lambda unit: unit_of_form(unit, form, vocabulary, notes))
    return within_cda(national, dosage, found, notes) if isinstance(found, Schedule) else dosage


def unit_of_form(unit: str, form: Coded, vocabulary: Vocabulary, notes: Notes) -> str | None:
    """The EU unit of a word of dosage where this form is that: its own name or its piece's, English or Norwegian.

    Args:
        unit: key of `units`.
        form: of eHDSIDoseForm, with the national form that it was translated from.
    """
    word = vocabulary.find(UNITS, unit)
    if word is None:
        return None
    piece = piece_of(form, notes)[1]
    if piece is not None:
        english = {form.display.casefold(), piece.strip("{}").casefold()}
        norwegian = {o.display.casefold().partition(",")[0] for o in form.originals}
        if word.english.casefold() in english or word.norwegian.casefold() in norwegian:
            return piece
    row = notes.tables.table(DOSES).row(form.code) if unit in OF_METERED else None
    return None if row is None else notes.exact(DOSES, form.code)
