"""One document of a patient's prescriptions, by the id that the list gave it; ids are computed, nothing is kept.

Whether there is no such prescription, or one that no other country may hear of, cannot be told from the answer: all
prescriptions are converted first, whatever is asked for, and whatever is not there is not there in the same way. The
page of level 1 is made for the one that is found alone.
"""

from datetime import datetime

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.identifiers import LEVEL_1, LEVEL_3
from converter.conversion.m1_to_ep.route import USUAL
from converter.conversion.m1_to_ep.route import Asked as EpAsked
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.conversion.prescriptions.asked import Asked
from converter.conversion.prescriptions.listing import convert_all
from converter.conversion.prescriptions.pair import pair_of
from converter.model.finding import Problem, finding

LEVELS = (LEVEL_3, LEVEL_1)


def find_document(
    asked: Asked, document_id: str, repository_id: str, converter: Converter, at: datetime, how: EpAsked = USUAL
) -> Answer[Prescribed]:
    """The answer that has the document.

    Args:
        asked: whose, and the messages, as for the list.
        document_id: `root^extension`, to the letter.
        repository_id: OID of the repository that the list named.
        converter: tables, rules, register and schemas.
        at: the moment, with time zone.
        how: `recollect` of it asks the exchange record.

    Raises:
        Problem: `document-not-found`, the one answer for every id that is none of a listed document's; or as the list.
    """
    identifiers, wanted = converter.identifiers, None
    for one in convert_all(asked, converter, at, how):
        ids = [identifiers.document(one.prescription_id, level) for level in LEVELS]
        names = one.answer.document is not None and document_id in {f"{i.root}^{i.extension}" for i in ids}
        wanted = one if names and repository_id == identifiers.repository_root else wanted
    if wanted is not None:
        pair = pair_of(wanted.prescription_id, wanted.answer, asked.patient_id, converter)
        found = [pair.answers[m.level] for m in pair.metadata if m.id == document_id]
        if found:
            return found[0]
    raise Problem([finding("document-not-found")])
