"""What is said of a file of another kind than is read here: what it is, and where it goes, on a page or by HTTP."""

from dataclasses import replace
from typing import TypeVar

from converter.conversion.answer import Answer, Decision
from converter.formats.file_kind import FileKind, file_kind
from converter.model.finding import Finding, finding

T = TypeVar("T")
Said = tuple[str, str]
"""Norwegian and English."""

KINDS: dict[FileKind, Said] = {
    FileKind.EP: ("en EU-resept (eP)", "an EU prescription (eP)"),
    FileKind.ED: ("en EU-utlevering (eD)", "an EU dispensation (eD)"),
    FileKind.CDA: (
        "et annet CDA-dokument, som et pasientsammendrag",
        "another CDA document, such as a patient summary",
    ),
    FileKind.M1: ("en norsk resept (M1)", "a Norwegian prescription (M1)"),
    FileKind.M9: ("norske resepter (M9.4 eller M9.6)", "Norwegian prescriptions (M9.4 or M9.6)"),
    FileKind.M10: ("en norsk utleveringsrapport (M10)", "a Norwegian dispensing report (M10)"),
    FileKind.NORWEGIAN: ("en annen norsk melding", "another Norwegian message"),
    FileKind.FEST: ("FEST (M30)", "FEST (M30)"),
    FileKind.FHIR: ("FHIR", "FHIR"),
    FileKind.PDF: ("en PDF", "a PDF"),
    FileKind.ARCHIVE: ("et arkiv (ZIP)", "an archive (ZIP)"),
    FileKind.PICTURE: ("et bilde", "a picture"),
    FileKind.WEB_PAGE: ("en nettside (HTML)", "a web page (HTML)"),
    FileKind.DISPENSE: ("en utlevering (JSON)", "a dispense (JSON)"),
    FileKind.JSON: ("JSON", "JSON"),
    FileKind.TEXT: ("ren tekst", "plain text"),
    FileKind.EMPTY: ("tom", "empty"),
}
UNREADABLE = ("Det kan ikke leses her.", "It cannot be read here.")
WHERE: dict[FileKind, Said] = {
    FileKind.CDA: (
        "Tjenesten leser bare resepter og utleveringer.",
        "The service reads prescriptions and dispensations only.",
    ),
    FileKind.NORWEGIAN: (
        "Tjenesten leser M1, M9.4, M9.6 og M10.",
        "The service reads M1, M9.4, M9.6 and M10.",
    ),
    FileKind.FEST: (
        "Den som drifter tjenesten, lager legemiddelregisteret av den.",
        "Whoever runs the service makes the medicines register of it.",
    ),
    FileKind.FHIR: ("Tjenesten leser CDA.", "The service reads CDA."),
    FileKind.PDF: (
        "En resept fra utlandet er et XML-dokument; siden ligger inni det.",
        "A prescription from abroad is an XML document; the page is inside it.",
    ),
    FileKind.ARCHIVE: ("Pakk det ut først.", "Unpack it first."),
    FileKind.PICTURE: UNREADABLE,
    FileKind.WEB_PAGE: UNREADABLE,
    FileKind.JSON: UNREADABLE,
    FileKind.TEXT: ("Resepter er XML.", "Prescriptions are XML."),
    FileKind.EMPTY: ("Velg en annen fil.", "Choose another file."),
}
"""Where it goes, on a page and by HTTP alike."""
ON_PAGES: dict[FileKind, Said] = {
    FileKind.EP: ("Den åpnes på siden «Resept fra utlandet».", "It is opened on the page “Prescription from abroad”."),
    **dict.fromkeys(
        (FileKind.M1, FileKind.M9),
        (
            "Den åpnes på siden «Norsk resept til utlandet».",
            "It is opened on the page “Norwegian prescription to abroad”.",
        ),
    ),
    FileKind.ED: (
        "Utleveringer fra utlandet tas ikke imot på sidene; systemene sender dem.",
        "Dispensations from abroad are not taken on the pages; systems send them.",
    ),
    FileKind.M10: (
        "Utleveringen skrives i skjemaet på siden «Resept fra utlandet», etter at resepten er åpnet.",
        "The dispense is written in the form on the page “Prescription from abroad”, once the prescription is open.",
    ),
    FileKind.DISPENSE: (
        "Åpne resepten først; utleveringen skrives i skjemaet på samme side.",
        "Open the prescription first; the dispense is written in the form on the same page.",
    ),
}
BY_HTTP: dict[FileKind, Said] = {
    FileKind.EP: ("Den sendes til /v1/ep-to-view.", "It is sent to /v1/ep-to-view."),
    **dict.fromkeys((FileKind.M1, FileKind.M9), ("Den sendes til /v1/m1-to-ep.", "It is sent to /v1/m1-to-ep.")),
    FileKind.ED: ("Den sendes til /v1/ed-to-m10.", "It is sent to /v1/ed-to-m10."),
    **dict.fromkeys(
        (FileKind.M10, FileKind.DISPENSE),
        (
            "Den sendes sammen med EU-resepten til /v1/m10-to-ed.",
            "It is sent together with the EU prescription to /v1/m10-to-ed.",
        ),
    ),
}


def other_file(data: bytes, wanted: frozenset[FileKind], which: int) -> str:
    """What a file is and where it goes on the pages; empty where it is of the kind wanted, or unknown.

    Args:
        data: the file.
        wanted: the kinds that the page reads.
        which: language, 0 Norwegian and 1 English.
    """
    kind = file_kind(data)
    if kind in wanted or kind not in KINDS:
        return ""
    where = (ON_PAGES | WHERE)[kind]
    return f"{('Filen er', 'The file is')[which]} {KINDS[kind][which]}. {where[which]}"


def other_kind(data: bytes, wanted: FileKind, path: str = "") -> tuple[Finding, ...]:
    """The same as a finding of a route; none where the file is of the kind wanted, or unknown.

    Args:
        data: what was sent.
        wanted: the kind that the route reads; of Norwegian prescriptions a list is one too.
        path: of the part of a form.
    """
    kind = file_kind(data)
    if kind is wanted or kind not in KINDS or {kind, wanted} == {FileKind.M1, FileKind.M9}:
        return ()
    (what_no, what_en), (where_no, where_en) = KINDS[kind], (BY_HTTP | WHERE)[kind]
    words = {"what_no": what_no, "what_en": what_en, "where_no": where_no, "where_en": where_en}
    return (finding("other-file", path, **words),)


def told(answer: Answer[T], data: bytes, wanted: FileKind, path: str = "") -> Answer[T]:
    """A refusal that says what the file is, where it is of another kind; any other answer as it is."""
    if answer.decision is not Decision.REJECTED:
        return answer
    return replace(answer, findings=(*answer.findings, *other_kind(data, wanted, path)))
