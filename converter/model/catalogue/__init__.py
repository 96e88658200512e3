"""Every code that a finding can have, with its texts. A code is never reused; rules have theirs in `mappings/rules/`.

Each names the OpenNCP error it corresponds to (OpenNCP 9.0.0, OpenNCPErrorCode). Texts quote no value of a message;
placeholders take only element names, list numbers, codes of a known shape, file names and limits.
"""

from converter.model.catalogue.dispensation import DISPENSATION
from converter.model.catalogue.document import DEFECT, DOCUMENT
from converter.model.catalogue.dosage import DOSAGE
from converter.model.catalogue.entry import Entry
from converter.model.catalogue.medicine import MEDICINE
from converter.model.catalogue.message import BYTES, MESSAGE, TEXT, WORDS
from converter.model.catalogue.package import PACKAGE
from converter.model.catalogue.party import PARTY
from converter.model.catalogue.prescriptions import PRESCRIPTIONS
from converter.model.catalogue.substitution import SUBSTITUTION
from converter.model.catalogue.view import DISPENSED_HERE, VIEW

CATALOGUE: dict[str, Entry] = {
    **BYTES,
    **MESSAGE,
    **TEXT,
    **WORDS,
    **PARTY,
    **MEDICINE,
    **PACKAGE,
    **DOSAGE,
    **DOCUMENT,
    **DISPENSATION,
    **VIEW,
    **DISPENSED_HERE,
    **SUBSTITUTION,
    **PRESCRIPTIONS,
    **DEFECT,
}

__all__ = ["CATALOGUE", "Entry"]
