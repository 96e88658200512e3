"""The words about a message's fields: what was decided, what became of each, and why. Norwegian and English."""

from converter.conversion.explain import Explained, Explanation
from converter.conversion.outcome import Decision
from converter.fields.page import FATES

UNKNOWN = {"en": "not in the register of fields", "no": "ikke i feltregisteret"}
DECISIONS = {
    "en": {
        Decision.CONVERTED: "Converted: it may leave Norway.",
        Decision.EXCLUDED: "Excluded: it stays in Norway.",
        Decision.REJECTED: "Rejected: it could not be converted.",
        Decision.DEFECT: "A defect of the converter: nothing was made.",
    },
    "no": {
        Decision.CONVERTED: "Konvertert: den kan forlate Norge.",
        Decision.EXCLUDED: "Utelukket: den blir i Norge.",
        Decision.REJECTED: "Avvist: den kunne ikke konverteres.",
        Decision.DEFECT: "Feil i konverteren: ingenting ble laget.",
    },
}
NOT_SENT = {"en": "Not sent", "no": "Ikke sendt"}
NOWHERE = {"en": "says nothing that this document has", "no": "sier ikke noe som dette dokumentet har"}
NOT_CONVERTED = {"en": "no document was made", "no": "det ble ikke laget noe dokument"}


def fate_words(leaf: Explained, explanation: Explanation, lang: str) -> str:
    """What became of a leaf."""
    if leaf.row is None:
        return UNKNOWN[lang]
    if leaf.row.policy is None and not leaf.outputs:
        return NOT_SENT[lang]
    english, norwegian = FATES[leaf.row.fate]
    return english if lang == "en" else norwegian


def why_words(leaf: Explained, explanation: Explanation, lang: str) -> str:
    """Where it went, or why it did not."""
    if leaf.row is None:
        return ""
    note = leaf.row.note_en if lang == "en" else leaf.row.note_no
    if leaf.row.policy is not None:
        reason = leaf.row.policy.text_en if lang == "en" else leaf.row.policy.text_no
        return f"{reason} {note}".strip()
    if explanation.outcome.document is None:
        return NOT_CONVERTED[lang]
    if not leaf.outputs:
        return NOWHERE[lang]
    table = f" ({leaf.row.table})" if leaf.row.table else ""
    return ", ".join(leaf.outputs) + table
