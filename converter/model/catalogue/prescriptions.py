"""Codes of what a national connector asks: the list of a patient's prescriptions, and one document."""

from converter.model.catalogue.entry import BASIC, FORMAT, Entry, reject

PRESCRIPTIONS: dict[str, Entry] = {
    "patient-id-malformed": reject(
        FORMAT,
        "Pasienten det spørres om, er ikke oppgitt som HL7 CX med OID: nummer^^^&OID&ISO.",
        "The patient asked for is not given as HL7 CX with an OID: number^^^&OID&ISO.",
        "Bruk PATIENT_ID slik OpenNCP gir den.",
        "Use PATIENT_ID as OpenNCP gives it.",
    ),
    "patient-not-asked": reject(
        BASIC,
        "En resept gjelder en annen pasient enn den det spørres om. Ingenting er listet.",
        "A prescription is of another patient than the one asked for. Nothing was listed.",
        "Hent reseptene til pasienten det spørres om, og ingen andre.",
        "Fetch the prescriptions of the patient asked for, and no others.",
    ),
    "prescription-twice": reject(
        FORMAT,
        "Resepten er der flere ganger. Hvilken av dem som gjelder, er ikke sagt.",
        "The prescription is there several times. Which of them holds is not said.",
        "Send hver resept én gang.",
        "Send each prescription once.",
    ),
    "document-not-found": reject(
        "ERROR_GENERIC_DOCUMENT_MISSING",
        "Det er ikke noe slikt dokument.",
        "There is no such document.",
    ),
}
