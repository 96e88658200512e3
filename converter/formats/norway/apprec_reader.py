"""Reads an AppRec 1.0 (2004-11-21) or 1.1 (2012-02-15): what Reseptformidleren answers a message with.

Tolerant of form, strict on substance: which message it is about, how it ended, and why.
"""

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from converter.formats.norway.apprec_writer import APPREC
from converter.formats.xml import code_of, kids, text
from converter.model.finding import Problem, finding
from converter.model.zone import OSLO, YEARS

NAMESPACES = (APPREC, "http://www.kith.no/xmlstds/apprec/2012-02-15")
STATUSES = frozenset({"1", "2", "3"})
"""List 8258: accepted, refused, accepted with faults in a part of it."""
RECEIPT_CODES = "2.16.578.1.12.4.1.1.7419"
OTHER_CODE = ""
ROOTS = frozenset(f"{{{namespace}}}AppRec" for namespace in NAMESPACES)


@dataclass(frozen=True, slots=True)
class AppRec:
    """An application receipt.

    Attributes:
        made_at: GenDate, by Norway's clock where it has no zone; absent where it cannot be read.
        status: of list 8258.
        codes: of list 7419, in order; a code of another list is empty.
        kind: message code (8279) of what it is about.
        about: MsgId of what it is about.
    """

    made_at: datetime | None
    status: str
    codes: tuple[str, ...]
    kind: str
    about: str


def read_apprec(root: etree._Element) -> AppRec:
    """Reads a receipt.

    Raises:
        Problem: `not-an-apprec`, or `apprec-unreadable` where it does not say about what, or how it ended.
    """
    if root.tag not in ROOTS:
        raise Problem([finding("not-an-apprec")])
    space = str(root.tag).rpartition("}")[0] + "}"
    parts = kids(root)
    original = parts.get(space + "OriginalMsgId")
    about = {} if original is None else kids(original)
    status, message = code_of(parts.get(space + "Status")), text(about.get(space + "Id"))
    wrong = [
        place
        for place, fits in (
            ("Status", status in STATUSES and _once(root, space + "Status")),
            ("OriginalMsgId", bool(message) and _once(root, space + "OriginalMsgId")),
        )
        if not fits
    ]
    if wrong:
        raise Problem([finding("apprec-unreadable", f"/AppRec/{place}") for place in wrong])
    return AppRec(
        made_at=_moment(text(parts.get(space + "GenDate"))),
        status=status,
        codes=tuple(_code(e) for e in root.iterchildren(space + "Error")),
        kind=code_of(about.get(space + "MsgType")),
        about=message,
    )


def _once(root: etree._Element, tag: str) -> bool:
    """Whether an element is there once: of two nobody knows which is meant."""
    return len(list(root.iterchildren(tag))) == 1


def _code(error: etree._Element) -> str:
    return code_of(error) if error.get("S", RECEIPT_CODES).strip() in ("", RECEIPT_CODES) else OTHER_CODE


def _moment(stamp: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=OSLO)
