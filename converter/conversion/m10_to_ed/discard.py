"""An eD of this converter's taken back: its DISCARD variant."""

from converter.conversion.converter import Converter
from converter.formats.cda.ed_discard import discard
from converter.formats.cda.ed_reader import ID, normalise_discard, require_ed
from converter.formats.cda.foreign import Reading
from converter.formats.xml import parse
from converter.model.finding import Problem, finding


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
    made = discard(data, root)
    if made is None:
        raise Problem([finding("ed-not-ours", "/ClinicalDocument/code")])
    return made
