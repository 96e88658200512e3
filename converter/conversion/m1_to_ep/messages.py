"""Opens a message down to the prescriptions in it: an M1, an M9.4, an M9.6 or a plain list; each through the gate.

A plain list is an element `M1List` (no namespace) of `MsgHead` or `Base64Container` elements, each one whole M1.
"""

from dataclasses import dataclass
from functools import partial

from lxml import etree

from converter.conversion.m1_to_ep.containers import (
    MAX_PRESCRIPTIONS,
    MESSAGE,
    Item,
    attached,
    content_of,
    download,
    each_once,
    listing,
)
from converter.conversion.m1_to_ep.found import MESSAGE_M1, MESSAGE_M94, MESSAGE_M96, Found, Gate, find_m1
from converter.formats.norway.msghead import BASE64_CONTAINER, open_envelope
from converter.formats.xml import parse
from converter.model.finding import Problem, finding

M1_LIST = "M1List"
LISTED = frozenset({MESSAGE, BASE64_CONTAINER})


@dataclass(frozen=True, slots=True)
class Message:
    """A message: each prescription in it as found, or why it was not. `is_list` where several may be in it."""

    items: tuple[Item, ...]
    is_list: bool

    def single(self) -> Found:
        """The one prescription.

        Raises:
            Problem: `several-prescriptions`, `no-prescription`, or what is wrong with it.
        """
        for item in () if self.is_list else self.items:
            if isinstance(item, Problem):
                raise item
        if len(self.items) != 1:
            raise Problem([finding("several-prescriptions" if self.items else "no-prescription", "/MsgHead/Document")])
        if isinstance(self.items[0], Problem):
            raise self.items[0]
        return self.items[0]


def open_message(data: bytes, gate: Gate) -> Message:
    """Opens a message.

    Args:
        data: as received.
        gate: the faults of a document by the Norwegian schemas.

    Raises:
        Problem: it is something else, or its container breaks its schema.
    """
    root = parse(data)
    if root.tag == M1_LIST:
        return _plain_list(root, gate)
    envelope = open_envelope(root)
    if envelope.type_code == MESSAGE_M1:
        return Message((find_m1(root, envelope, gate),), is_list=False)
    if envelope.type_code == MESSAGE_M94:
        return Message(download(root, envelope, gate), is_list=False)
    if envelope.type_code == MESSAGE_M96:
        return Message(listing(root, envelope, gate), is_list=True)
    raise Problem([finding("message-type-not-supported", "/MsgHead/MsgInfo/Type")])


def _plain_list(root: etree._Element, gate: Gate) -> Message:
    children = list(root.iterchildren(etree.Element))
    if len(children) > MAX_PRESCRIPTIONS:
        raise Problem([finding("list-too-long", f"/{M1_LIST}", most=MAX_PRESCRIPTIONS)])
    if not children:
        raise Problem([finding("list-malformed", f"/{M1_LIST}")])

    def content(child: etree._Element) -> bytes:
        if child.tag not in LISTED:
            raise Problem([finding("list-malformed", f"/{M1_LIST}")])
        return content_of(child)

    items = [attached(partial(content, child), gate, lambda m1: m1) for child in children]
    return Message(each_once(items), is_list=True)
