"""What a document of another country says in words: its narrative, and the instructions of its entry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_aside import is_base64
from converter.formats.cda.strucdoc import Notes, notes_of, render
from converter.model.foreign_prescription import DocumentWords
from converter.model.written import NOTHING, Kind, Written

CODE, TEXT, TITLE, REFERENCE = H + "code", H + "text", H + "title", H + "reference"
SECTION = H + "section"
TO_PATIENT, TO_DISPENSER = "PINSTRUCT", "FINSTRUCT"
UNCLEAR = "ed-structure-unclear"
CUT = "view-words-cut"
MOST_LETTERS = 200_000
"""Of what references lead to; all of it stands in the narrative too."""
TOLD = {Kind.DELETED: "view-text-deleted", Kind.IMAGE: "view-image-not-shown"}
"""What a person must know of the words that are shown."""
SAYING = ("{*}renderMultiMedia", "{*}footnoteRef")
"""What is shown though it has no words."""


def read_words(
    root: etree._Element, section: etree._Element | None, item: etree._Element | None, reading: Reading
) -> DocumentWords:
    """All words of a structured document.

    Args:
        root: `ClinicalDocument`.
        section: of the prescription; item: its substanceAdministration. None where there is none.
        reading: keeps the places of references that lead nowhere, and of texts that are no words.
    """
    words = _Words(reading, notes_of(root), _by_id([] if section is None else [section]), root)
    texts = list(_narratives(root, section))
    for text in texts:
        if is_base64(text):
            reading.note(UNCLEAR, text)
    narrative = words.rendered(*[text for text in texts if not is_base64(text)])
    if item is None:
        return DocumentWords(narrative)
    acts = [a for r in item.iterchildren(H + "entryRelationship") for a in r.iterchildren(H + "act")]
    own = list(item.iterchildren(TEXT))
    said = DocumentWords(
        narrative=narrative,
        to_patient=(*words.instructions(acts, TO_PATIENT), *filter(None, map(words.inline, own))),
        to_dispenser=words.instructions(acts, TO_DISPENSER),
        of_item=words.led_to(*[e for t in own for e in words.targets(t)]),
    )
    return replace(said, cut=words.cut)


def found_in(words: DocumentWords) -> tuple[str, ...]:
    """The codes of what must be told of words that are shown."""
    shown = (words.narrative, *words.to_patient, *words.to_dispenser, *(a.words for a in words.aside))
    told = [code for kind, code in TOLD.items() if any(w.has(kind) for w in shown)]
    return (*told, CUT) if words.cut else tuple(told)


def words_of(body: etree._Element, reading: Reading) -> Written:
    """The words of a body without structure; none where it is no text."""
    texts = [t for t in body.iterchildren(TEXT) if not is_base64(t)]
    return render(reading, Notes(), *texts) if texts else NOTHING


def _narratives(root: etree._Element, section: etree._Element | None) -> Iterator[etree._Element]:
    """The text of the prescription's section, then title and text of every other one, in order."""
    if section is not None:
        yield from section.iterchildren(TEXT)
    for other in root.iter(SECTION):
        if other is not section:
            yield from other.iterchildren(TITLE)
            yield from other.iterchildren(TEXT)


def _by_id(sections: Iterable[etree._Element]) -> dict[str, list[etree._Element]]:
    """What references can lead to: elements of the sections' narratives by their identifiers."""
    found: dict[str, list[etree._Element]] = {}
    for section in sections:
        for text in section.iterchildren(TEXT):
            for element in text.iter(etree.Element):
                if (name := element.get("ID")) is not None:
                    found.setdefault(name, []).append(element)
    return found


@dataclass(slots=True)
class _Words:
    """Renders texts of one document.

    Attributes:
        by_id: what references lead to in the prescription's section; `elsewhere` in all of them, once it is asked for.
        letters: how many were written of what references lead to: each of many may lead to all of it.
        cut: whether what one leads to was left out for that.
    """

    reading: Reading
    notes: Notes
    by_id: dict[str, list[etree._Element]]
    root: etree._Element
    elsewhere: dict[str, list[etree._Element]] | None = None
    letters: int = 0
    cut: bool = False

    def rendered(self, *roots: etree._Element) -> Written:
        """Elements in words; `NOTHING` where there are none."""
        if not any(_says(root) for root in roots):
            return NOTHING
        written = render(self.reading, self.notes, *roots)
        return written if written.text else NOTHING

    def led_to(self, *roots: etree._Element) -> Written:
        """The same of what references lead to; `NOTHING`, and cut, where there is more of it than is shown again."""
        if self.letters > MOST_LETTERS:
            self.cut = True
            return NOTHING
        written = self.rendered(*roots)
        self.letters += len(written.text)
        return written

    def instructions(self, acts: list[etree._Element], code: str) -> tuple[Written, ...]:
        """The texts of acts with this code: written there, and where they refer to; each place once."""
        found: list[Written] = []
        seen: set[etree._Element] = set()
        for act in acts:
            own = next(act.iterchildren(CODE), None)
            if own is None or own.get("code") != code:
                continue
            for text in act.iterchildren(TEXT):
                if (said := self.inline(text)) is not None:
                    found.append(said)
                targets = [e for e in self.targets(text) if e not in seen]
                seen.update(targets)
                found += [w for w in map(self.led_to, targets) if w.text]
        return tuple(found)

    def inline(self, text: etree._Element) -> Written | None:
        """The words that stand in a text itself, beside a reference or without one; None where there are none."""
        if is_base64(text):
            self.reading.note(UNCLEAR, text)
            return None
        written = self.rendered(text)
        return written if written.text else None

    def targets(self, text: etree._Element) -> list[etree._Element]:
        """What a text refers to; a reference that leads nowhere, or to several places, is told."""
        found = []
        for reference in text.iterchildren(REFERENCE):
            place = reference.get("value", "").strip().removeprefix("#")
            places = self.by_id.get(place) or (self.anywhere(place) if place else [])
            if place and (len(places) != 1 or not _says(places[0])):
                parent = text.getparent()
                self.reading.note(UNCLEAR, text if parent is None else parent)
            found += places
        return found

    def anywhere(self, place: str) -> list[etree._Element]:
        """What has this identifier in the narrative of any section."""
        if self.elsewhere is None:
            self.elsewhere = _by_id(self.root.iter(SECTION))
        return self.elsewhere.get(place, [])


def _says(element: etree._Element) -> bool:
    """Whether an element holds words, an image or a pointer to a footnote."""
    return any(str(t).strip() for t in element.itertext()) or next(element.iter(*SAYING), None) is not None
