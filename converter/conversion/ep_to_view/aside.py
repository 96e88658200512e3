"""Words of a prescription that are no value and no instruction: what they are about, and that they are there."""

from collections.abc import Mapping
from dataclasses import dataclass

from converter.conversion.session import Notes
from converter.model.foreign_prescription import ForeignPrescription, SaidAbout
from converter.model.written import Written

ABOUT: Mapping[SaidAbout, tuple[str, str]] = {
    SaidAbout.SUBSTITUTION: ("bytte", "substitution"),
    SaidAbout.SUPPLY: ("utleveringen", "the supply"),
    SaidAbout.CONDITION: ("et vilkår, for eksempel ved behov", "a condition, such as as needed"),
    SaidAbout.INSTRUCTION: ("en beskjed", "an instruction"),
    SaidAbout.STATEMENT: ("en opplysning, for eksempel en diagnose", "a statement, such as a diagnosis"),
    SaidAbout.MEDICINE: ("legemidlet", "the medicine"),
    SaidAbout.AMOUNT: ("mengden", "the amount"),
    SaidAbout.ROUTE: ("administrasjonsveien", "the route"),
    SaidAbout.DOSE: ("dosen", "the dose"),
}
"""In Norwegian, in English."""
OF_STRUCTURE = frozenset({SaidAbout.DOSE, SaidAbout.AMOUNT})
"""Words of units, which the readers of amounts and doses judge: shown, and no reason to look again."""


@dataclass(frozen=True, slots=True)
class AsideView:
    """Words of the document, and what they are about in Norwegian and English."""

    about_no: str
    about_en: str
    words: Written


def aside_view(prescription: ForeignPrescription, notes: Notes) -> tuple[AsideView, ...]:
    """The words for showing; that there are some is noted, where nothing is noted of what they stand in."""
    found = []
    for one in prescription.words.aside:
        norwegian, english = ABOUT[one.about]
        found.append(AsideView(norwegian, english, one.words))
        above = any(one.path == path or one.path.startswith(f"{path}/") for path in prescription.unread)
        if one.about not in OF_STRUCTURE and not above:
            notes.add("view-words-aside", one.path, about_no=norwegian, about_en=english)
    return tuple(found)
