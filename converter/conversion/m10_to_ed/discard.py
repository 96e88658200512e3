"""An eD of this converter's taken back: its DISCARD variant."""

from datetime import datetime

from converter.conversion.answer import Answer, Made, answered
from converter.conversion.converter import Converter
from converter.formats.cda.ed_discard import discard
from converter.formats.cda.ed_reader import ID, normalise_discard, require_ed
from converter.formats.cda.foreign import Reading
from converter.formats.signs import take_signs
from converter.formats.xml import parse
from converter.model.finding import Problem, finding


def m10_to_ed_discard(data: bytes, converter: Converter, at: datetime) -> Answer[None]:
    """Takes an eD back that was made here, or says why not.

    Args:
        data: the eD as it was made, however it was written down again.
        converter: its identifiers say what was made here.
        at: now, with time zone.

    Returns:
        The answer, its document the DISCARD variant. Never raises for input of any kind; a failure of ours is a
        `defect`.
    """
    return answered(converter, at, lambda session: Made((), discard_of(data, session.converter)))


def discard_of(data: bytes, converter: Converter) -> bytes:
    """The DISCARD variant of an eD that was made here. Whether it was, its parsed id decides.

    Raises:
        Problem: it cannot be read, is no eD or a discard already, or is not one of ours (`ed-not-ours`).
    """
    root = parse(data)
    if normalise_discard(root):
        raise Problem([finding("ed-discarded-already", "/ClinicalDocument")])
    require_ed(root)
    ids = [Reading().identifier(element) for element in root.iterchildren(ID)]
    own = converter.identifiers.document_root
    if len(ids) != 1 or ids[0] is None or ids[0].root != own or not ids[0].extension:
        raise Problem([finding("ed-not-ours", "/ClinicalDocument/id")])
    signs = take_signs(root)
    if signs.codes or signs.turning or signs.unseen:  # what we made has none
        raise Problem([finding("text-controls", "/ClinicalDocument")])
    made = discard(data, root)
    if made is None:
        raise Problem([finding("ed-not-ours", "/ClinicalDocument/code")])
    return made
