"""The DISCARD variant of an eD of ours, however it was written down again by those who had it meanwhile."""

from lxml import etree

from converter.formats.cda.ed_reader import (
    CODE,
    DISCARD_CODE,
    DISCARD_TEMPLATE,
    ED_CODE,
    TEMPLATE_ID,
    normalise_discard,
)
from converter.formats.cda.ed_writer import discarded
from converter.formats.cda.names import ED_DOCUMENT
from converter.formats.xml import parse
from converter.model.finding import Problem


def discard(data: bytes, root: etree._Element) -> bytes | None:
    """The same document with two values overwritten (dossier, 5.3); None where it has no such values.

    The bytes are kept where the values stand as `write_ed` writes them; elsewhere the document is written anew, without
    its comments.

    Args:
        data: the eD.
        root: the same, parsed; passed by `require_ed`. It is changed.
    """
    wanted = etree.tostring(root)
    made = discarded(data)
    if _undone(made) == wanted:
        return made
    templates = [t for t in root.iterchildren(TEMPLATE_ID) if t.get("root") == ED_DOCUMENT]
    codes = [c for c in root.iterchildren(CODE) if c.get("code") == ED_CODE]
    if not templates or not codes:
        return None
    templates[0].set("root", DISCARD_TEMPLATE)
    codes[0].set("code", DISCARD_CODE)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _undone(made: bytes) -> bytes:
    """What a discard says once its two values are put back; empty where it is no discard."""
    try:
        root = parse(made)
        return etree.tostring(root) if normalise_discard(root) else b""
    except Problem:
        return b""
