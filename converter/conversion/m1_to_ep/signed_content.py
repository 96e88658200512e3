"""What a signed M1 says, in a form in which two copies of it are the same."""

import json

from lxml import etree

from converter.conversion.m1_to_ep.found import Found
from converter.formats.norway.msghead import SIGNATURE

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
"""Where a schema lies says nothing of the prescription."""


def signed_content(found: Found) -> str:
    """Every element of the M1's MsgHead with its attributes and text, in order, as JSON.

    White space around values and between elements, prefixes and comments are no part of it, nor is the signature with
    what Reseptformidleren added to it.
    """
    root = found.envelope.sender.getroottree().getroot()
    said = [_said(e) for top in root if top.tag != SIGNATURE for e in top.iter(etree.Element)]
    return json.dumps([said, found.extension.leaves if found.extension else ()], ensure_ascii=False)


def _said(element: etree._Element) -> tuple[int, str, list[tuple[str, str]], str]:
    depth = sum(1 for _ in element.iterancestors())
    attributes = sorted((str(n), str(v).strip()) for n, v in element.attrib.items() if not str(n).startswith(XSI))
    return depth, str(element.tag), attributes, (element.text or "").strip()
