"""An eP as a page for people (PDF/A-1a, PDF/UA-1): written, and its text read back."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from converter.formats.format import Written
from converter.formats.pdf import labels
from converter.formats.pdf.ep_sheet import sheet_of
from converter.formats.pdf.extraction import letters_of, pages_of
from converter.formats.pdf.face import face
from converter.formats.pdf.sheet import COLUMNS, Line, Sheet, weight
from converter.formats.pdf.typesetting import typeset
from converter.model.finding import Finding, Problem, finding
from converter.model.prescription import Exchange
from converter.model.wording import Wording

PDF_TYPE = "application/pdf"
MOST_LETTERS = 20_000
"""Of all that is said: some ten pages, which nobody reads at a counter, in a fifth of a second."""
MOST_OF_PERSON = 1_000
"""Of what is said of a person and their organisation: it stands on the first page."""


@dataclass(frozen=True, slots=True)
class PdfEp:
    """The format; `words` is the English of the page."""

    words: Wording = field(default_factory=Wording)
    media_type: str = PDF_TYPE

    def write(self, meant: Exchange) -> Written:
        """The page.

        Raises:
            Problem: `l1-letter-missing` or `l1-too-long`.
        """
        sheet = sheet_of(meant, self.words)
        if faults := faults_of(sheet):
            raise Problem(faults)
        document = typeset(sheet)
        return Written(document, lambda: read_back(document, sheet))


def faults_of(sheet: Sheet) -> list[Finding]:
    """Why there can be no page: `l1-letter-missing` once for each line that has such a letter, `l1-too-long`."""
    letters = face()
    lacking = [line.id for line in sheet.lines() if any(letters.lacks(text) for text in line.said)]
    lacking += ["prescription"] if letters.lacks(sheet.number) else []
    found = [finding("l1-letter-missing", f"/{of}") for of in dict.fromkeys(lacking)]
    if sum(map(_weight, sheet.lines())) > MOST_LETTERS:
        found.append(finding("l1-too-long", limit=MOST_LETTERS))
    for person in sheet.persons:
        if sum(map(_weight, person.lines)) > MOST_OF_PERSON:
            found.append(finding("l1-too-long", f"/{person.lines[0].id}", limit=MOST_OF_PERSON))
    return found


def _weight(line: Line) -> int:
    return sum(weight(text) for text in line.said)


def read_back(document: bytes, sheet: Sheet) -> list[Finding]:
    """The defects of a page, empty where its text is exactly what was meant, in that order and with nothing beside it.

    Args:
        document: the PDF about to leave.
        sheet: what it was set from.
    """
    try:
        pages = [letters_of(page) for page in pages_of(document)]
    except Problem as problem:
        return list(problem.findings)
    read = []
    for number, page in enumerate(pages, 1):
        foot = letters_of(_foot(sheet, number, len(pages)))
        if not page.endswith(foot):
            return [finding("read-back-differs", "/pdf/page")]
        read.append(page.removesuffix(foot))
    meant = "".join(letters_of(text) for text in texts_of(sheet))
    return [] if "".join(read) == meant else [finding("read-back-differs", "/pdf")]


def _foot(sheet: Sheet, page: int, pages: int) -> str:
    more = labels.CONTINUES if page < pages else ""
    return f"{labels.NUMBER}{sheet.number}{more}{labels.FOOT.format(page=page, pages=pages)}"


def texts_of(sheet: Sheet) -> Iterator[str]:
    """All texts of the page but those of its foot, in the order of the template."""
    yield from (labels.TITLE, labels.TITLE_ENGLISH, labels.COUNTRY, labels.NUMBER, labels.NUMBER_ENGLISH, sheet.number)
    for person in sheet.persons:
        yield from (person.title, person.title_english)
        for line in person.lines:
            yield from (line.label, line.label_english, " / ".join(line.said))
    for block in sheet.blocks:
        yield from (block.title, block.title_english, *COLUMNS)
        for line in block.lines:
            beside = (COLUMNS[1],) if line.long else ()
            yield from (line.label, line.label_english, line.said[0], *beside, *line.said[1:])
    yield from (sheet.closing.label, sheet.closing.label_english, *sheet.closing.said)
