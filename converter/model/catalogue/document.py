"""Codes about EU documents, those we read and those we wrote."""

from converter.model.catalogue.entry import FORMAT, PDF_MISSING, Entry, defect, reject

DOCUMENT: dict[str, Entry] = {
    "not-an-ep": reject(
        FORMAT,
        "Dokumentet er ikke en EU-resept (eP, CDA).",
        "The document is not an EU ePrescription (eP, CDA).",
    ),
    "ep-unreadable": reject(
        FORMAT,
        "EU-resepten mangler noe her, eller sier det uklart.",
        "The eP lacks something here, or says it unclearly.",
    ),
    "l1-letter-missing": reject(
        PDF_MISSING,
        "Resepten har et tegn som skriften i PDF-en ikke har, og kan derfor ikke vises som PDF (L1).",
        "The prescription has a letter that the font of the PDF has not, so it cannot be shown as PDF (L1).",
        "Be forskriveren skrive teksten med latinske, greske eller kyrilliske bokstaver. OpenNCP viser ingen resept i"
        " utlandet uten L1.",
        "Ask the prescriber to write the text in Latin, Greek or Cyrillic letters. OpenNCP lists no prescription abroad"
        " without an L1.",
    ),
    "l1-too-long": reject(
        PDF_MISSING,
        "Resepten har for lange tekster til å vises som PDF (L1): over {limit} tegn.",
        "The texts of the prescription are too long to be shown as PDF (L1): over {limit} characters.",
        "Be forskriveren korte dem ned. OpenNCP viser ingen resept i utlandet uten L1.",
        "Ask the prescriber to shorten them. OpenNCP lists no prescription abroad without an L1.",
    ),
}

DEFECT: dict[str, Entry] = {
    "written-document-invalid": defect(
        "Dokumentet som ble skrevet, følger ikke skjemaet. {expected_no}",
        "The document written breaks the schema. {expected_en}",
    ),
    "read-back-differs": defect(
        "Dokumentet som ble skrevet, sier noe annet enn resepten.",
        "The document written says something else than the prescription.",
    ),
    "document-holds-signs": defect(
        "Det som ble skrevet, har tegn som ingen ser, og som kan snu eller skjule tekst.",
        "What was written has characters that nobody sees and that may turn or hide text.",
    ),
    "unexpected-failure": defect(
        "Konverteringen stoppet uventet.",
        "The conversion stopped unexpectedly.",
    ),
}
