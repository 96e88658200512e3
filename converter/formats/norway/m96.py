"""M9.6 Reseptliste (2015-05-01, and 2018-07-01 of ehelse): the state of each prescription whose M1 is attached."""

from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree

from converter.formats.norway.msghead import Envelope
from converter.formats.xml import code_of, kids, number, path_of, text, truth, word_of
from converter.model.handed_out import Article, ListedDispenses
from converter.model.zone import day_in_norway

NAMESPACES = (
    "http://www.kith.no/xmlstds/eresept/m96/2015-05-01",
    "http://www.ehelse.no/xmlstds/eresept/m96/2018-07-01",
)
ROOTS = frozenset(f"{{{n}}}M96" for n in NAMESPACES)
REVOKED, CONTRADICTED = "T", "?"
"""List 7408: revoked; `?` is in no list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One Listeelement.

    Attributes:
        path: where it stands.
        status: of list 7408; revoked where a revocation is told, whatever Status says: while a pharmacy has the
            prescription only TilbakekallingStatus and Arsak tell (dossier on the connector, section 5.3).
        word: what stands beside the status (DN); empty where it is the revocation that counts.
        permit: whether an application for a special permit is told.
        dispenses: what was handed out, an entry an article; absent where one cannot be read.
    """

    path: str
    status: str
    word: str
    permit: bool
    dispenses: tuple[ListedDispenses, ...] | None


@dataclass(frozen=True, slots=True)
class Listing:
    """An M9.6.

    Attributes:
        entries: by ReseptId in lower case, in the list's order; one that is there twice has the status `?`.
        reserved: Pasientreservasjon: the patient has reserved against this access.
        numbers: the numbers of the patient whose list it is (Fnr, AndreFnr); none where it does not say.
    """

    entries: dict[str, Entry]
    reserved: bool
    numbers: frozenset[str]


def list_in(envelope: Envelope) -> etree._Element | None:
    """The list in an M9.6 envelope; None where there is none of a known version, or several. Works before the gate."""
    lists = [p for p in envelope.payloads if p.tag in ROOTS]
    return lists[0] if len(lists) == 1 else None


def read_m96(found: etree._Element) -> Listing:
    """Reads the element `M96`, which has passed the schema gate."""
    namespace = f"{{{etree.QName(found).namespace}}}"
    entries: dict[str, Entry] = {}
    place = path_of(found)
    for position, element in enumerate(found.iterchildren(namespace + "Listeelement"), 1):
        key, entry = _entry(element, f"{place}/Listeelement[{position}]", namespace)
        entries[key] = entry if key not in entries else _both(entries[key], entry)
    reserved = truth(next(found.iterchildren(namespace + "Pasientreservasjon"), None))
    about = next(found.iterchildren(namespace + "PasientInfo"), None)
    given = [] if about is None else [*about.iterchildren(namespace + "Fnr", namespace + "AndreFnr")]
    return Listing(entries, reserved, frozenset(n for e in given if (n := text(e))))


def _entry(element: etree._Element, place: str, namespace: str) -> tuple[str, Entry]:
    parts = kids(element)
    revoked = truth(parts.get(namespace + "TilbakekallingStatus")) or namespace + "Arsak" in parts
    dispenses = [_dispenses(e, namespace) for e in element.iterchildren(namespace + "Utlevering")]
    entry = Entry(
        path=place,
        status=REVOKED if revoked else code_of(parts.get(namespace + "Status")),
        word="" if revoked else word_of(parts.get(namespace + "Status")),
        permit=namespace + "StatusSoknadSlv" in parts or namespace + "SendtSLVDato" in parts,
        dispenses=None if None in dispenses else tuple(d for d in dispenses if d is not None),
    )
    return text(parts.get(namespace + "ReseptId")).casefold(), entry


def _both(one: Entry, other: Entry) -> Entry:
    """Two entries of one prescription: what both say, and no more."""
    return Entry(
        path=one.path,
        status=one.status if one.status == other.status else CONTRADICTED,
        word=other.word or one.word,
        permit=one.permit or other.permit,
        dispenses=one.dispenses if one.dispenses == other.dispenses else None,
    )


def _day(value: str) -> date:
    """The day of an xs:dateTime by Norway's clock; without a zone it is Norway's.

    Raises:
        ValueError: it is none.
    """
    moment = datetime.fromisoformat(value)
    return moment.date() if moment.tzinfo is None else day_in_norway(moment)


def _dispenses(element: etree._Element, namespace: str) -> ListedDispenses | None:
    parts = kids(element)
    packages = number(text(parts.get(namespace + "AntallPakningerUtlevertTotalt")))
    last = number(text(parts.get(namespace + "AntallPakningerUtlevertSiste")))
    try:
        last_on = _day(text(parts.get(namespace + "TidspunktSisteUtlevering")))
    except (ValueError, OverflowError):
        return None
    if packages is None or last is None or packages < 0:
        return None
    size = parts.get(namespace + "Pakningsstr")
    unit = "" if size is None else size.get("U", "").strip()
    article = Article(
        name=text(parts.get(namespace + "NavnFormStyrke")),
        varenr=text(parts.get(namespace + "Varenr")),
        size=(code_of(size), unit) if code_of(size) and unit else None,
    )
    return ListedDispenses(article, packages, last, last_on)
