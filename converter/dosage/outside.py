"""Holds the texts that point elsewhere (mappings/dosage/outside.yaml): each says in English what its Norwegian says.

Such a text has no dose, so that its English is all that a pharmacist abroad is told: a plan by which the dose goes
down is not just a plan, and who gives it, or where, is not for a row to leave out.
"""

import re
from collections.abc import Iterator, Mapping

from converter.dosage.shapes import WordRow

OUTSIDE = "outside"
ENGLISH: Mapping[str, str] = {
    "agreed-with-doctor": "Use as agreed with the doctor.",
    "agreed-with-specialist": "Use as agreed with the specialist.",
    "agreed-with-hospital": "Use as agreed with the hospital.",
    "agreed": "Use as agreed.",
    "agreed-earlier": "Use as agreed before.",
    "agreed-earlier-with-doctor": "Use as agreed with the doctor before.",
    "as-before": "Use as before.",
    "as-prescribed-before": "Use as prescribed before.",
    "as-previous-prescription": "Use as on the previous prescription.",
    "as-usual": "Use as usual.",
    "unchanged": "Dose unchanged: as before.",
    "separate-plan": "See the separate plan.",
    "individual-plan": "See the individual plan.",
    "treatment-plan": "See the separate treatment plan.",
    "medicines-plan": "See the medicines plan.",
    "agreed-plan": "See the agreed plan.",
    "reducing-plan": "See the separate plan for reducing the dose.",
    "increasing-plan": "See the separate plan for increasing the dose.",
    "separate-schedule": "See the separate schedule.",
    "reducing-schedule": "See the separate schedule for reducing the dose.",
    "increasing-schedule": "See the separate schedule for increasing the dose.",
    "insulin-schedule": "See the separate insulin schedule.",
    "treatment-schedule": "See the separate treatment schedule.",
    "separate-card": "See the medicines card or list.",
    "separate-note": "See the separate instructions.",
    "leaflet": "See the package leaflet.",
    "instructions": "Follow the instructions for use.",
    "separate-instructions": "Follow the separate instructions for use.",
    "on-the-pack": "See the instructions on the pack.",
    "directed": "Use as directed.",
    "instructed": "Use as instructed.",
    "explained": "Use as explained.",
    "shown": "Use as shown.",
    "directed-by-doctor": "Use as directed by the doctor.",
    "instructed-by-doctor": "Use as instructed by the doctor.",
    "explained-by-doctor": "Use as explained by the doctor.",
    "as-needed-agreed": "Use when needed, as agreed.",
    "as-needed-agreed-with-doctor": "Use when needed, as agreed with the doctor.",
    "inr": "The dose follows the INR value.",
    "blood-sugar": "The dose follows the blood sugar.",
    "blood-test": "The dose follows blood tests.",
    "health-professional": "Given by a health professional.",
    "by-doctor": "Given by the doctor.",
    "by-nurse": "Given by the nurse.",
    "by-doctor-or-nurse": "Given by the doctor or the nurse.",
    "injected-by-health-professional": "Injected by a health professional.",
    "injected-by-doctor": "Injected by the doctor.",
    "injected-by-nurse": "Injected by the nurse.",
    "injected-by-doctor-or-nurse": "Injected by the doctor or the nurse.",
    "at-the-practice": "Given at the doctor's office.",
    "injected-at-the-practice": "Injected at the doctor's office.",
    "for-the-practice": "For use at the doctor's office.",
    "at-health-centre": "Given at the health centre.",
    "injected-at-health-centre": "Injected at the health centre.",
    "for-health-centre": "For use at the health centre.",
    "at-hospital": "Given at the hospital.",
    "injected-at-hospital": "Injected at the hospital.",
    "for-hospital": "For use at the hospital.",
    "record": "See the medical record.",
    "note": "See the note.",
    "earlier-prescription": "See the earlier prescription.",
    "previous-prescription": "See the previous prescription.",
}
"""The English of the approved rows, by value, as they were reviewed; a row that is approved is a row here."""
_SAID: tuple[tuple[str, str], ...] = (
    (r"\bnedtrapp", r"\breducing the dose\b"),
    (r"\bopptrapp", r"\bincreasing the dose\b"),
    (r"\binsulin", r"\binsulin\b"),
    (r"\bkurskjema", r"\bcourse of treatment\b"),
    (r"\bbehandlings", r"\btreatment (?:plan|schedule)\b"),
    (r"\bmedisinplan", r"\bmedicines plan\b"),
    (r"\bindividuel", r"\bindividual\b"),
    (r"plan(?:en)?\b", r"\bplan\b"),
    (r"skjema(?:et)?\b", r"\bschedule\b"),
    (r"(?<!inr-)kort(?:et)?\b|(?:\b|middel|medisin)liste(?:n)?\b", r"\bcard or list\b"),
    (r"\b(?:ark|skriv|vedlegg|brev)\b"
     r"|\b(?:egen|eigen) (?!plan|(?:behandl|doserings?pl|nedtr|opptr|bruks)|liste|praksis|virks)"
     r"|\b(?:skriftlig|utlevert) informasjon", r"\bseparate instructions\.$"),
    (r"\bpak(?:nings|ke)vedlegg", r"\bleaflet\b"),
    (r"\bbruks(?:anvis|rett)(?!.* på )", r"\binstructions for use\b"),
    (r"\bpakninga\b|\bpakningen\b|\bpakken\b|\besk(?:en|a)\b|\betiketten\b", r"\bon the pack\b"),
    (r"(?<!kjerne)\bjournal", r"\bmedical record\b"),
    (r"\bkjernejournal", r"\bsummary care record\b"),
    (r"\bepikrise", r"\bdischarge summary\b"),
    (r"\bnotat", r"\bthe note\b"),
    (r"\bresept|\bforskrivning", r"\bprescription\b"),
    (r"\bforskr[ie]v[^n]|\bordinert", r"\bprescribed\b"),
    (r"\btidliger|\btidlegar|\bfør\b|\bførre\b|\bforrige\b|\bsist\b|\buendr|\buforandr|\bsam+e\b",
     r"\bbefore\b|\bearlier\b|\bprevious\b|\blast time\b"),
    (r"\bforrige\b|\bførre\b", r"\bprevious\b"),
    (r"\bsist\b", r"\blast time\b"),
    (r"\buendr|\buforandr|\bsam+e\b|\bdose som\b", r"\bDose unchanged\b"),
    (r"\bvanl[ie]g", r"\busual\b"),
    (r"\bavtal", r"\bagreed\b"),
    (r"\bnærmere\b", r"\bfurther\b"),
    (r"\bmuntlig", r"\bverbally\b"),
    (r"\bsamråd", r"\bin consultation\b"),
    (r"\banvis(?!.* på )|\banvising|\bordinasjon|\bforskrift|\bforordning|\bhar sagt\b|\bbestemt\b", r"\bdirected\b"),
    (r"\binstruert|\better (?:legens )?instruks", r"\binstructed\b"),
    (r"\bforklart", r"\bexplained\b"),
    (r"\bvist\b", r"\bshown\b"),
    (r"\bbehov\b|\bvb\b|\bv\.b\.", r"\bwhen needed\b"),
    (r"(?<!blod)sukker|\bblodsukker", r"\bblood sugar\b"),
    (r"\binr\b", r"\bINR\b"),
    (r"\bblodprøv", r"\bblood tests\b"),
    (r"\bprøvesvar", r"\btest results\b"),
    (r"\bserum|\bspeil", r"\bserum level\b"),
    (r"\b(?:fast)?lege(?:n|ns|s)?\b(?! på legekontor)|\bdoktor", r"\bdoctor\b(?!'s office)"),
    (r"\blege(?:kontor|senter)", r"\bdoctor's office\b"),
    (r"\blegepraksis", r"\bmedical practice\b"),
    (r"\btannlege", r"\bdental practice\b"),
    (r"\blegevakt", r"\bout-of-hours emergency clinic\b"),
    (r"\bspesialist", r"\bspecialist\b"),
    (r"\bbehandler(?:en)?\b", r"\bclinician\b"),
    (r"\bavdeling", r"\bdepartment\b"),
    (r"\bs[yj]u?kehus", r"\bhospital\b(?! department)"),
    (r"\bpoliklinikk", r"\boutpatient clinic\b"),
    (r"\bhelsestasjon", r"\bpublic health clinic\b"),
    (r"\bhelsesenter", r"\bhealth centre\b"),
    (r"\bhelsepersonell", r"\bhealth professional\b"),
    (r"\bsykepleier|\bsjukepleiar", r"(?<!public health )\bnurse\b"),
    (r"\bh(?:je|ei)mmes[yj]u?keplei|\bheimesjukeplei", r"\bhome nursing\b"),
    (r"\bhelsesykepleier", r"\bpublic health nurse\b"),
    (r"\bpraksis(?:en)?\b", r"\bprescriber's practice\b"),
    (r"\bvirksomhet", r"\bundertaking\b"),
    (r"\binjiser", r"\bInjected\b"),
    (r"\bgis\b|\bgjevast\b|\bsettes\b|\bsetjast\b|\badministreres\b", r"\bGiven\b"),
    (r"\btil (?:bruk|(?:egen )?praksis|legens bruk)\b|\bbrukes i\b", r"\bFor use\b"),
)  # fmt: skip
SAID = tuple((re.compile(norwegian, re.IGNORECASE), re.compile(english)) for norwegian, english in _SAID)
"""What Norwegian words say, and what English ones: a row has both or neither."""


def pinned_english(row: WordRow, kind: str) -> str | None:
    """The English that an approved row must have where it has another; None where it may be as it is.

    Empty where no such row was reviewed: it is a draft until it is one of `ENGLISH`.
    """
    if kind != OUTSIDE or row.status != "approved" or ENGLISH.get(row.value) == row.english:
        return None
    return ENGLISH.get(row.value, "")


def unsaid(text: str, english: str) -> Iterator[str]:
    """What only one of a Norwegian text that points elsewhere and its English says: the words of it.

    Args:
        text: one way to write it.
        english: of its row.
    """
    for norwegian, words in SAID:
        own, said = norwegian.search(text), words.search(english)
        if (own is None) != (said is None):
            yield own[0].strip() if own is not None else said[0] if said is not None else ""
