"""Why a structured dosage is not said in Norwegian, in people's words: what is not understood, or has no words."""

from collections.abc import Mapping

from converter.conversion.ep_to_view.dosage_meaning import Unsaid
from converter.conversion.session import Notes
from converter.model.foreign_prescription import ForeignDosage

PLACE = "/ClinicalDocument/component"
WORDS: Mapping[str, tuple[str, str]] = {
    "doseQuantity": ("dosen er ikke entydig", "the dose is ambiguous"),
    "doses": ("flere doser", "several doses"),
    "effectiveTime": ("et tidspunkt eller et intervall", "a time or an interval"),
    "null-time": ("et tidspunkt som ikke er kjent", "a time that is not known"),
    "operator": ("hvordan tidspunktene gjelder sammen", "how the times apply together"),
    "bounds": ("behandlingstiden", "the time of treatment"),
    "negation": ("noe som ikke skal gjøres", "something that is not to be done"),
    "routes": ("flere administrasjonsveier", "several routes of administration"),
    "tapered": ("opptrapping eller nedtrapping", "a tapered dose"),
    "split": ("ulike doser til ulike tider", "different doses at different times"),
    "conditional": ("en dose som avhenger av en måling", "a dose that depends on a measurement"),
    "priorityCode": ("en prioritet, som ved behov", "a priority, such as when needed"),
    "repeatNumber": ("antall gjentakelser", "a number of repeats"),
    "approachSiteCode": ("et sted på kroppen", "a site on the body"),
    "rateQuantity": ("en hastighet", "a rate"),
    "maxDoseQuantity": ("en høyeste dose", "a highest dose"),
    "doseCheckQuantity": ("en kontrolldose", "a dose to check against"),
    "administrationUnitCode": ("hva dosen telles i", "what the dose is counted in"),
    "subject": ("hvem som får legemidlet", "who is given the medicine"),
    "performer": ("hvem som gir legemidlet", "who gives the medicine"),
    "precondition": ("en betingelse, som ved behov", "a condition, such as when needed"),
    "sequenceNumber": ("en rekkefølge", "an order"),
    "substanceAdministration": ("enda en dosering", "a step with a dose or times of its own"),
    "statement": ("en opplysning ved siden av", "a statement beside it"),
    "element": ("noe som ikke er kjent", "something that is not known"),
    Unsaid.DOSE: (
        "dosen mangler, er ukjent eller kan ikke være riktig",
        "the dose is missing, unknown or cannot be right",
    ),
    Unsaid.UNIT: ("dosens enhet har ikke et norsk ord her", "the unit of the dose has no Norwegian word here"),
    Unsaid.BARE: ("dosens enhet er ikke oppgitt", "the unit of the dose is not given"),
    Unsaid.WORD: (
        "dosens enhet er sagt med ord som ikke er kjent, eller som sier noe annet",
        "the unit of the dose is said in words that are not known, or that say something else",
    ),
    Unsaid.NO_TIME: ("når dosen skal tas, er ikke oppgitt", "when the dose is to be taken is not given"),
    Unsaid.PERIOD: ("et intervall", "an interval"),
    Unsaid.OWN_CHOICE: ("et antall ganger som ikke går opp i et døgn", "a number of times that does not divide a day"),
    Unsaid.HOUR: ("klokkeslett og intervall som ikke passer sammen", "an hour and an interval that do not agree"),
    Unsaid.DAY: ("hvilken dag det telles fra", "the day that is counted from"),
    Unsaid.EVENT: ("en hendelse i døgnet", "an event of the day"),
    Unsaid.OFFSET: ("en tid før eller etter en hendelse", "a time before or after an event"),
    Unsaid.SEVERAL: ("flere tidspunkter som ikke kan sies sammen", "several times that cannot be said together"),
    Unsaid.LENGTH: ("behandlingens lengde", "the length of treatment"),
    Unsaid.ZONE: ("klokkeslett i en annen tidssone", "clock times of another time zone"),
    Unsaid.WORDS: ("noe det ikke er norske ord for her", "something that there are no Norwegian words for here"),
}
"""By element or reason: in Norwegian, in English. Values of the document are in none of them."""


def tell_unsaid(dosage: ForeignDosage, why: Unsaid, notes: Notes) -> None:
    """Notes why nothing is said, each reason by its name and at its place; nothing where there is no structure.

    Args:
        dosage: as read.
        why: it has no meaning, or no words.
        notes: collects findings.
    """
    code = "view-dosage-unread" if dosage.times is None else "view-dosage-unsaid"
    for unread in dosage.unread:
        _tell(code, unread.what, unread.path, notes)
    if dosage.times is None and not dosage.unread:
        _tell(code, "effectiveTime", PLACE, notes)
    if why is not Unsaid.UNREAD and (dosage.times or dosage.low is not None):
        _tell(code, why, PLACE, notes)


def _tell(code: str, what: str, path: str, notes: Notes) -> None:
    norwegian, english = WORDS.get(what, WORDS["element"])
    notes.add(code, path, expected_no=norwegian, expected_en=english)
