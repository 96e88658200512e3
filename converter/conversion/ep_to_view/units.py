"""The EU unit that another country's spelling of a unit stands for: by tables, never by likeness."""

from converter.conversion.session import Notes
from converter.terminology.code_table import text_key

MEASURES, PIECES = "eHDSIUnit", "eHDSIQuantityUnit"
SPELLINGS, COUNTED_WORDS, NORWEGIAN = "unit-spelling", "package-unit-words", "quantity-unit"
COUNTED = "1"
"""The unit of what is counted: of what, is not said, or said in words."""
DOCUMENT = "/ClinicalDocument"


def eu_unit(written: str, notes: Notes) -> str:
    """The unit as eHDSIUnit or the terms of eHDSIQuantityUnit write it: `mL`, `{Tablet}`; empty where it is none.

    Args:
        written: as in the document: `ml`, `[iU]`, `{tablets}`, `{Tablett}`.
        notes: the tables; a draft row that is used is noted.
    """
    if written in notes.tables.value_set(MEASURES).terms:
        spelt = notes.tables.table(SPELLINGS).row(text_key(written))
        if spelt is None or spelt.target is None or not spelt.target.code.startswith("{"):
            return written
    if written.startswith("{") and written.endswith("}"):
        known = written[1:-1] in notes.tables.value_set(PIECES).terms.values()
        return written if known else unit_of_word(written[1:-1], notes)
    key = text_key(written)
    if key != written and not written.startswith("["):  # case counts: MG is no milligram
        return ""
    found = notes.row(SPELLINGS, key, DOCUMENT)
    return "" if found is None or found.target is None else found.target.code


def unit_of_word(word: str, notes: Notes) -> str:
    """The unit that a whole word is the word of, by reviewed rows alone; empty where it is of none, or of two.

    Args:
        word: `tablets`, `Tablett`, in an annotation or beside unit 1.
        notes: the tables.
    """
    said = text_key(word)
    terms = notes.tables.value_set(PIECES).terms
    rows = notes.tables.norwegian[NORWEGIAN].rows
    found = {f"{{{term}}}" for term in terms.values() if text_key(term) == said}
    if not found:
        found = {
            f"{{{terms[code]}}}"
            for code, row in rows.items()
            if said in {text_key(row.norwegian), text_key(row.several)} and row.status == "approved"
        }
    row = notes.tables.table(COUNTED_WORDS).row(said)
    if row is not None and row.target is not None and row.status == "approved" and row.target.code != COUNTED:
        found.add(row.target.code)
    return next(iter(found)) if len(found) == 1 else ""
