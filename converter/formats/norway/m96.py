"""M9.6 Reseptliste (2015-05-01, and 2018-07-01 of ehelse): the state of each prescription whose M1 is attached."""

from dataclasses import dataclass

from lxml import etree

from converter.formats.norway.msghead import Envelope
from converter.formats.xml import code_of, kids, text, truth, word_of

NAMESPACES = (
    "http://www.kith.no/xmlstds/eresept/m96/2015-05-01",
    "http://www.ehelse.no/xmlstds/eresept/m96/2018-07-01",
)
ROOTS = frozenset(f"{{{n}}}M96" for n in NAMESPACES)
REVOKED, CONTRADICTED = "T", "?"
"""List 7408: revoked; `?` is in no list."""


@dataclass(frozen=True, slots=True)
class Listing:
    """An M9.6.

    Attributes:
        statuses: status (list 7408) by ReseptId in lower case; `?` where an id has several.
        words: what stands beside it (DN), likewise.
        permits: the ids of which an application for a special permit is told.
        dispensed: the ids of which earlier dispenses are told.
        reserved: Pasientreservasjon: the patient has reserved against this access.
        numbers: the numbers of the patient whose list it is (Fnr, AndreFnr); none where it does not say.
    """

    statuses: dict[str, str]
    words: dict[str, str]
    permits: frozenset[str]
    dispensed: frozenset[str]
    reserved: bool
    numbers: frozenset[str]


def read_m96(envelope: Envelope) -> Listing | None:
    """Reads an M9.6 envelope; None where it has no list of a known version, or several."""
    lists = [p for p in envelope.payloads if p.tag in ROOTS]
    if len(lists) != 1:
        return None
    namespace = f"{{{etree.QName(lists[0]).namespace}}}"
    statuses: dict[str, str] = {}
    words: dict[str, str] = {}
    permits, dispensed = set(), set()
    for entry in lists[0].iterchildren(namespace + "Listeelement"):
        parts = kids(entry)
        key = text(parts.get(namespace + "ReseptId")).casefold()
        revoked = truth(parts.get(namespace + "TilbakekallingStatus"))
        status = REVOKED if revoked else code_of(parts.get(namespace + "Status"))
        statuses[key] = status if statuses.get(key, status) == status else CONTRADICTED
        if not revoked:
            words[key] = word_of(parts.get(namespace + "Status")) or words.get(key, "")
        if namespace + "StatusSoknadSlv" in parts or namespace + "SendtSLVDato" in parts:
            permits.add(key)
        if namespace + "Utlevering" in parts:
            dispensed.add(key)
    reserved = truth(next(lists[0].iterchildren(namespace + "Pasientreservasjon"), None))
    about = next(lists[0].iterchildren(namespace + "PasientInfo"), None)
    given = [] if about is None else [*about.iterchildren(namespace + "Fnr", namespace + "AndreFnr")]
    numbers = frozenset(n for e in given if (n := text(e)))
    return Listing(statuses, words, frozenset(permits), frozenset(dispensed), reserved, numbers)
