"""Codes about EU documents, those we read and those we wrote."""

from converter.model.catalogue.entry import FORMAT, Entry, defect, reject

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
