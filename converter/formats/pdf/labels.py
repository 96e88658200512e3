"""The fixed words of the page, in Norwegian and English."""

from converter.formats.cda import narrative as n
from converter.model.prescription import FORM, NOTE, OF_STRENGTH, SUBSTITUTION, TREATMENT

TITLE, TITLE_ENGLISH = "Resept", "Prescription"
COUNTRY = "Norge · Norway"
NUMBER = "ReseptId"
NUMBER_ENGLISH = "Prescription identifier"

MEDICINE, DISPENSE, USE = "medicine", "dispense", "use"
BLOCKS = {
    MEDICINE: ("Legemiddel", "Medicine"),
    DISPENSE: ("Utlevering", "Dispensing"),
    USE: ("Bruk", "Use"),
}
"""Headings, in their order."""

ROWS = {
    n.MEDICINE: (MEDICINE, "Legemiddel"),
    n.STRENGTH: (MEDICINE, "Styrke"),
    n.STRENGTH_IN_REGISTER: (MEDICINE, "Styrke, i FEST"),
    n.BY_SUBSTANCE: (MEDICINE, "Forskrevet ved"),
    "form": (MEDICINE, "Legemiddelform"),
    n.SUBSTANCE: (MEDICINE, "Virkestoff"),
    "atc": (MEDICINE, "ATC-kode"),
    "package": (MEDICINE, "Pakning"),
    n.PACKAGE_IN_REGISTER: (MEDICINE, "Pakning, i FEST"),
    "packages": (DISPENSE, "Antall pakninger"),
    "total": (DISPENSE, "Samlet mengde"),
    n.DISPENSER: (DISPENSE, "Til den som utleverer"),
    n.dispenser_id(SUBSTITUTION): (DISPENSE, "Til den som utleverer, om bytte"),
    n.dispenser_id(FORM): (DISPENSE, "Til den som utleverer, om legemiddelformen"),
    n.dispenser_id(OF_STRENGTH): (DISPENSE, "Til den som utleverer, om styrken"),
    n.dispenser_id(TREATMENT): (DISPENSE, "Til den som utleverer, om behandlingen"),
    n.dispenser_id(NOTE): (DISPENSE, "Forskriverens merknad til apoteket"),
    "substitution": (DISPENSE, "Bytte"),
    "validity": (DISPENSE, "Kan utleveres"),
    "written": (DISPENSE, "Forskrevet"),
    n.DOSAGE: (USE, "Dosering"),
    "route": (USE, "Administrasjonsvei"),
    "period": (USE, "Behandlingstid"),
    n.INDICATION: (USE, "Brukes mot"),
    n.USE: (USE, "Type bruk"),
    n.NO_COMBINATION: (USE, "Kombinasjon"),
}
"""Block and Norwegian label of each line of the readable part, in the order of the page; `part-1` and on follow the
package, and `prescriber` is a block of its own."""
PART, PART_LABEL = "part-", "Del"
PRESCRIBER = "prescriber"

VARENR = ("Varenummer", "Norwegian package number")
PERSONS = (("Pasient", "Patient"), ("Forskriver", "Prescriber"))
FAMILY, GIVEN = ("Etternavn", "Family name"), ("Fornavn", "Given names")
BORN, SEX = ("Født", "Born"), ("Kjønn", "Sex")
ADDRESS, CONTACT = ("Adresse", "Address"), ("Telefon, e-post", "Telephone, e-mail")
ROLE, ORGANISATION = ("Rolle", "Role"), ("Virksomhet", "Organisation")
CONTACT_POINT = ("Kontaktpunkt i Norge", "Contact point in Norway")
UNKNOWN = ("ukjent", "unknown")

NUMBERS = {
    "2.16.578.1.12.4.1.4.1": ("Fødselsnummer", "National identity number"),
    "2.16.578.1.12.4.1.4.2": ("D-nummer", "National D number"),
    "2.16.578.1.12.4.1.4.3": ("Felles hjelpenummer", "National help number"),
    "2.16.578.1.12.4.1.4.5": ("DUF-nummer", "DUF number"),
    "2.16.578.1.12.4.1.4.4": ("HPR-nummer", "Health personnel number"),
    "2.16.578.1.12.4.1.2": ("HER-id", "HER id"),
    "2.16.578.1.12.4.1.4.101": ("Organisasjonsnummer", "Organisation number"),
    "2.16.578.1.12.4.1.4.102": ("RESH-id", "RESH id"),
}
"""What a number is called, by its root (lists 8116 and 9051 of Volven, roots as HL7 Norway publishes them)."""
OTHER_NUMBER = ("Identifikator", "Identifier")

ALLOWED, NOT_ALLOWED = "Kan byttes", "Kan ikke byttes"
ONE_DISPENSE = "for én utlevering"
FOOT = "Side {page} av {pages} · Page {page} of {pages}"
"""What stands at the foot of each page, beside the ReseptId."""
CONTINUES = "Fortsetter på neste side · Continues on next page"
"""Beside it on every page but the last."""
COMBINATION = "kombinasjonspakning med {parts} deler"
