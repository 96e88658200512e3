"""Reading what another country wrote: tolerant of form, strict on substance.

A `Reading` walks a document, takes each part once and keeps what is wrong: what only its form breaks becomes a remark,
what leaves the substance unclear a reason to refuse. All of it is collected, so that the sender is told everything.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from converter.formats.cda.elements import H, P
from converter.formats.cda.times import read_stamp
from converter.formats.signs import take_signs
from converter.formats.xml import number, path_of
from converter.model.catalogue import CATALOGUE
from converter.model.coded import Coded, Identifier, Null
from converter.model.finding import Finding, Severity, finding
from converter.model.signs import GARBLED as CONFUSED
from converter.model.signs import but_halves, without_signs

TEMPLATE_ID = H + "templateId"
TRANSLATION, ORIGINAL_TEXT = H + "translation", H + "originalText"
OID = re.compile(r"[0-2](\.(0|[1-9][0-9]*))+")
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
MENDED, NOT_MENDED, SIGNS_REMOVED = "ed-text-garbled", "text-garbled", "text-signs-removed"
OF_TEXTS = frozenset({MENDED, NOT_MENDED, SIGNS_REMOVED})
"""What is told of texts, in whatever route they are shown."""
MAX_REMARKS = 40
MAX_FINDINGS = 150
"""Of all kinds: who reads more?"""
GARBLED = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")
"""What UTF-8 read as Latin-1 or Windows-1252 looks like: a lead byte followed by a continuation byte."""


def well_formed(identifier: Identifier) -> bool:
    """Whether the root is an OID or a UUID, as CDA asks for (data type UID)."""
    return bool(OID.fullmatch(identifier.root) or UUID.fullmatch(identifier.root))


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time: the day as written, and the instant where the zone is said."""

    day: date
    instant: datetime | None


@dataclass(slots=True)
class Reading:
    """One reading of one document, and what was found on the way.

    `names` are the element names that may stand in a path: one that no schema knows may be made of anything.
    """

    names: Set[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _unnamed: set[tuple[str, etree._Element | None]] = field(default_factory=set)
    _remarks: int = 0

    def note(self, code: str, place: etree._Element | str, **words: str | int) -> None:
        """Keeps a finding, once for each place; of remarks a bounded number, and that there were more."""
        if len(self.findings) >= MAX_FINDINGS:
            return
        if self.full and CATALOGUE[code].severity == Severity.REMARK:
            return  # before the path is made: it takes as long as the element has siblings
        if not isinstance(place, str) and etree.QName(place).localname not in self.names:
            alike = (code, place.getparent())  # all of them have one path, and to make it takes long
            if alike in self._unnamed:
                return
            self._unnamed.add(alike)
        path = place if isinstance(place, str) else self.path(place)
        if (code, path) in self._seen:
            return
        self._seen.add((code, path))
        found = finding(code, path, **words)
        if found.severity is Severity.REMARK:
            self._remarks += 1
            if self.full:
                found = finding("ed-remarks-more", shown=MAX_REMARKS)
        self.findings.append(found)

    @property
    def full(self) -> bool:
        """Whether there are as many remarks as are told."""
        return self._remarks > MAX_REMARKS

    def path(self, element: etree._Element) -> str:
        """The path of an element, with `?` for names that are not known."""
        steps = path_of(element).split("/")
        return "/".join(s if not s or s.partition("[")[0] in self.names else "?" for s in steps)

    @property
    def refuses(self) -> bool:
        """Whether anything found leaves the substance unclear."""
        return any(f.severity is Severity.REJECT for f in self.findings)

    def only(self, parent: etree._Element | None, tag: str, unclear: str) -> etree._Element | None:
        """The one child of a name; None where there is none. Several leave open which is meant: `unclear` says so."""
        if parent is None:
            return None
        children = list(parent.iterchildren(tag))
        if len(children) > 1:
            self.note(unclear, children[1])
        return children[0] if children else None

    def way(self, parent: etree._Element | None, *tags: str, unclear: str) -> etree._Element | None:
        """The element reached through the one child of each name."""
        for tag in tags:
            parent = self.only(parent, tag, unclear)
        return parent

    def text(self, element: etree._Element | None) -> str:
        """The words of an element without white space around and in runs, mended where an encoding was confused."""
        if element is None or element.get("nullFlavor") is not None:
            return ""
        return self.words(together([str(part) for part in element.itertext()]), element)

    def words(self, said: str, element: etree._Element) -> str:
        """Words of an element, as `text` has them."""
        words = " ".join(said.split())
        whole = readable(words)
        if whole != words:
            self.note(MENDED, element)
        if CONFUSED.search(whole):
            self.note(NOT_MENDED, element)
        return whole

    def take_signs(self, root: etree._Element) -> None:
        """Takes what nobody sees out of the document, and tells where it was: in a code it may make another of it."""
        found = take_signs(root, clean=but_halves)
        for element in found.codes:
            self.note("text-controls", element)
        for element in (*found.turning, *found.unseen):
            self.note(SIGNS_REMOVED, element)

    def identifier(self, element: etree._Element | None) -> Identifier | None:
        """An identifier with a root; None where it is null. A root that is neither OID nor UUID is told."""
        if element is None or element.get("nullFlavor") is not None or not element.get("root", "").strip():
            return None
        root = element.get("root", "").strip()
        if not OID.fullmatch(root) and not UUID.fullmatch(root):
            self.note("ed-root-malformed", element)
        if UUID.fullmatch(root):
            root = root.upper()  # as eHDSI asks for; a UUID is the same in either case
        return Identifier(root, element.get("extension", "").strip())

    def coded(self, element: etree._Element | None) -> Coded | Null:
        """The outermost code, which is the EU's, and the codes in its translations, nearest first."""
        if element is None:
            return Null.NI
        code, system = element.get("code", "").strip(), element.get("codeSystem", "").strip()
        if not code or element.get("nullFlavor") is not None:
            return Null.UNK if element.get("nullFlavor") == Null.UNK else Null.NI
        display = element.get("displayName", "").strip()
        return Coded(code, system, display, tuple(_translations(element)), self.own_words(element))

    def coded_or_words(self, element: etree._Element | None) -> Coded | Null:
        """The same; where it has no code, its words or its display without one: for what is shown and never sent."""
        found = self.coded(element)
        if element is None or isinstance(found, Coded):
            return found
        said = self.own_words(element) or " ".join(element.get("displayName", "").split())
        return Coded("", "", said) if said else found

    def own_words(self, element: etree._Element) -> str:
        """What a code was chosen for (originalText); that of its translations is another's."""
        texts = [self.text(e) for e in element.iterchildren(ORIGINAL_TEXT, P + "originalText")]
        return " / ".join(dict.fromkeys(filter(None, texts)))

    def moment(self, element: etree._Element | None) -> Moment | None:
        """A TS; None where it is null, is no time, or is less precise than a day."""
        null = element is None or element.get("nullFlavor") is not None
        stamp = None if null or element is None else read_stamp(element.get("value", ""))
        if element is None or stamp is None or stamp.day is None:
            return None
        if stamp.zone_missing:
            self.note("ed-zone-missing", element)
        return Moment(stamp.day, stamp.instant)

    def day(self, element: etree._Element | None, unclear: str) -> date | None:
        """The day of a TS; None where none is said, and where one is said that is no day, which is noted."""
        moment = self.moment(element)
        if moment is None and element is not None and element.get("value") is not None:
            self.note(unclear, element)
        return None if moment is None else moment.day

    def value(self, element: etree._Element | None) -> Decimal | None:
        """The number in `value`; None where it is absent, null or no finite number."""
        if element is None or element.get("nullFlavor") is not None:
            return None
        return number(element.get("value", ""))


def together(texts: list[str]) -> str:
    """Texts that elements part, with a blank where a letter or digit would run into another's."""
    said = [""]
    for one in filter(None, texts):
        said.append(f" {one}" if said[-1][-1:].isalnum() and one[0].isalnum() else one)
    return "".join(said)


def _translations(element: etree._Element) -> Iterator[Coded]:
    for translation in element.iterchildren(TRANSLATION, P + "translation"):
        if code := translation.get("code", "").strip():
            yield Coded(code, translation.get("codeSystem", "").strip(), translation.get("displayName", "").strip())
        yield from _translations(translation)


def mended(words: str) -> str:
    """Text without confused encodings, however often they were: what is mended once is as it is when mended again."""
    while GARBLED.search(words):
        tried = " ".join(_read_again(words).split())
        if tried == words or not tried.isprintable() or not tried:  # what came out is no text: it was none before
            break
        words = tried
    return words


def readable(words: str) -> str:
    """Text without confused encodings and what nobody sees; what comes of the one may be the other."""
    while (clean := " ".join(without_signs(mended(words)).split())) != words:
        words = clean
    return words


def _read_again(words: str) -> str:
    """Text whose UTF-8 was taken for Latin-1, read again; as it is where it does not come out whole."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return words.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return words
