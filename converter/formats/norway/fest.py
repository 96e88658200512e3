"""Streaming reader of FEST: message M30 of e-resept, version 2014-12-01 (ER-M30 and Forskrivning of that date)."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

from lxml import etree

from converter.formats.norway.fest_code_list import read_code_list
from converter.formats.norway.fest_errors import FestCode, FestError
from converter.formats.norway.fest_group import read_generic_group, read_substance_group
from converter.formats.norway.fest_medicine import read_brand, read_package
from converter.formats.norway.fest_records import FestContents, FestEntry, FestHead, FestItem
from converter.formats.norway.fest_source import FestSource
from converter.formats.norway.fest_substance import read_strength, read_substance
from converter.formats.norway.fest_values import FS, M30, Children, children_of, code_of, text_of
from converter.model.zone import OSLO

M30_FAMILY = "http://www.kith.no/xmlstds/eresept/m30/"
_MOMENT = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_CATALOGUES = (
    "LegemiddelMerkevare",
    "Legemiddelpakning",
    "Virkestoff",
    "OrdineringVirkestoff",
    "LegemiddelVirkestoff",
    "Handelsvare",
    "Diagnose",
    "Refusjon",
    "Vilkar",
    "VarselSlv",
    "Kodeverk",
    "Byttegruppe",
    "Legemiddeldose",
    "Interaksjon",
    "StrDosering",
)
_CATALOGUE_OF = {f"{M30}Oppf{name}": f"{M30}Kat{name}" for name in _CATALOGUES}
_HEAD = f"{M30}HentetDato"
_READERS: dict[str, Callable[[etree._Element, Children, str], FestContents]] = {
    f"{FS}LegemiddelMerkevare": read_brand,
    f"{FS}Legemiddelpakning": read_package,
    f"{FS}Virkestoff": read_substance,
    f"{FS}VirkestoffMedStyrke": read_strength,
    f"{FS}LegemiddelVirkestoff": read_substance_group,
    f"{M30}Byttegruppe": read_generic_group,
}
_REFERRED_TO = {f"{FS}{name}": f"{FS}Id" for name in ("Virkestoff", "VirkestoffMedStyrke", "LegemiddelVirkestoff")} | {
    f"{M30}Byttegruppe": f"{M30}Id"
}
"""What has an id of its own that it must have, and the name of that."""
_CODE_LIST = f"{M30}OppfKodeverk"
_READ = {
    f"{M30}Oppf{name}"
    for name in (
        "LegemiddelMerkevare",
        "Legemiddelpakning",
        "Virkestoff",
        "LegemiddelVirkestoff",
        "Kodeverk",
        "Byttegruppe",
    )
}


def read_fest(source: FestSource) -> Iterator[FestHead | FestItem]:
    """The head and then what is read of a FEST file, in the file's order.

    That is brands, packages, substances, strengths, substance groups, code lists and generic groups.

    Memory stays that of one entry: each is freed when it has been read.

    Raises:
        FestError: not M30 2014-12-01, not well-formed, or without something that M30 makes mandatory and without which
            an entry has no meaning (the head of an entry, ids that are referred to, Varenr, NavnFormStyrke, group).
    """
    try:
        _check_root(source.head)
        yield from _entries(source)
    except etree.XMLSyntaxError as error:
        # libxml2's own messages quote the file: the line is enough.
        raise FestError(FestCode.MALFORMED, f"line {error.lineno or 0}") from None


def _check_root(head: bytes) -> None:
    parser = etree.XMLPullParser(("start",), resolve_entities=False, load_dtd=False, no_network=True)
    root = None
    with suppress(etree.XMLSyntaxError):  # what is wrong further on is found with its line by the reader proper
        for start in range(0, len(head), 4096):
            parser.feed(head[start : start + 4096])
            root = next((element for _, element in parser.read_events()), None)
            if root is not None:
                break
        else:
            parser.close()  # a short file may be held back until its end
    root = next((element for _, element in parser.read_events()), None) if root is None else root
    if not isinstance(root, etree._Element):
        raise FestError(FestCode.MALFORMED, "line 1")
    name = etree.QName(root)
    if root.tag == f"{M30}FEST":
        return
    if name.localname == "FEST" and (name.namespace or "").startswith(M30_FAMILY):
        version = re.fullmatch(r"[0-9-]{1,10}", (name.namespace or "").removeprefix(M30_FAMILY))
        raise FestError(FestCode.OTHER_VERSION, f"M30 {version[0]}" if version else "M30")
    raise FestError(FestCode.WRONG_ROOT, "/")


def _entries(source: FestSource) -> Iterator[FestHead | FestItem]:
    seen: dict[str, int] = {}
    head = False
    events = etree.iterparse(
        source,
        events=("end",),
        tag=[_HEAD, *_CATALOGUE_OF],
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    for _, element in events:
        parent = element.getparent()
        if element.tag == _HEAD:
            if head or parent is None or parent.getparent() is not None:
                raise FestError(FestCode.STRUCTURE, "FEST/HentetDato")
            head = True
            yield FestHead(_moment(element.text, "FEST/HentetDato"))
            continue
        if not head:
            raise FestError(FestCode.ELEMENT_MISSING, "FEST/HentetDato")
        number = seen[element.tag] = seen.get(element.tag, 0) + 1
        path = f"{_local(_CATALOGUE_OF[element.tag])}/{_local(element.tag)}[{number}]"
        catalogue = parent.getparent() if parent is not None and parent.tag == _CATALOGUE_OF[element.tag] else None
        if catalogue is None or catalogue.getparent() is not None:
            raise FestError(FestCode.STRUCTURE, path)
        if element.tag in _READ:
            yield _entry(element, path)
        _free(element)
        source.mark()
    if not head:
        raise FestError(FestCode.ELEMENT_MISSING, "FEST/HentetDato")


def _entry(element: etree._Element, path: str) -> FestItem:
    """An entry (typeEnkeltoppforingFest) with the object in it."""
    head = children_of(element)
    identifier = text_of(head, f"{M30}Id")
    status = code_of(head, f"{M30}Status", "7446")
    if not identifier:
        raise FestError(FestCode.ELEMENT_MISSING, f"{path}/Id")
    if status is None or status.code not in ("A", "U"):
        raise FestError(FestCode.VALUE_INVALID, f"{path}/Status")
    changed = _moment(text_of(head, f"{M30}Tidspunkt"), f"{path}/Tidspunkt")
    entry = FestEntry(identifier, changed, status.code == "A", path)
    if element.tag == _CODE_LIST:
        found = read_code_list(element, changed, entry.active)
        return FestItem(entry, found.oid if found else "", found)
    for tag, child in head.items():
        reader = _READERS.get(tag)
        if reader is not None:
            where = f"{path}/{_local(tag)}"
            children = children_of(child)
            own = text_of(children, _REFERRED_TO.get(tag, f"{FS}Id"))
            if not own and tag in _REFERRED_TO:
                raise FestError(FestCode.ELEMENT_MISSING, f"{where}/Id")
            return FestItem(entry, own, reader(child, children, where))
    return FestItem(entry, "", None)


def _moment(text: str | None, path: str) -> datetime:
    """An xs:dateTime of this or the last century; Europe/Oslo where it has no zone."""
    text = (text or "").strip()
    if not text:
        raise FestError(FestCode.ELEMENT_MISSING, path)
    if not _MOMENT.fullmatch(text):
        raise FestError(FestCode.VALUE_INVALID, path)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise FestError(FestCode.VALUE_INVALID, path) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=OSLO)


def _free(element: etree._Element) -> None:
    """Empties an entry and drops what stands before it, in its catalogue and before its catalogue."""
    element.clear()
    for node in element.iterancestors():
        while node.getprevious() is not None:
            del node.getparent()[0]  # type: ignore[union-attr]
    while element.getprevious() is not None:
        del element.getparent()[0]  # type: ignore[union-attr]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
