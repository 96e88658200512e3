"""What the pages say of a file of another kind than theirs: what it is, and where it goes."""

from converter.formats.file_kind import FileKind, file_kind
from converter.service.pages.labels import LANGUAGES

OUTBOUND = (
    "Den åpnes på siden «Norsk resept til utlandet».",
    "It is opened on the page “Norwegian prescription to abroad”.",
)
INBOUND = ("Den åpnes på siden «Resept fra utlandet».", "It is opened on the page “Prescription from abroad”.")
UNREADABLE = ("Det kan ikke leses her.", "It cannot be read here.")
WORDS: dict[FileKind, tuple[tuple[str, str], tuple[str, str]]] = {
    FileKind.EP: (("en EU-resept (eP)", "an EU prescription (eP)"), INBOUND),
    FileKind.ED: (
        ("en EU-utlevering (eD)", "an EU dispensation (eD)"),
        (
            "En utlevering fra utlandet sendes til /v1/ed-to-m10.",
            "A dispensation from abroad is sent to /v1/ed-to-m10.",
        ),
    ),
    FileKind.CDA: (
        ("et annet CDA-dokument, som et pasientsammendrag", "another CDA document, such as a patient summary"),
        ("Tjenesten leser bare resepter og utleveringer.", "The service reads prescriptions and dispensations only."),
    ),
    FileKind.M1: (("en norsk resept (M1)", "a Norwegian prescription (M1)"), OUTBOUND),
    FileKind.M9: (("norske resepter (M9.4 eller M9.6)", "Norwegian prescriptions (M9.4 or M9.6)"), OUTBOUND),
    FileKind.M10: (
        ("en norsk utleveringsrapport (M10)", "a Norwegian dispensing report (M10)"),
        (
            "Den sendes sammen med EU-resepten til /v1/m10-to-ed.",
            "It is sent together with the EU prescription to /v1/m10-to-ed.",
        ),
    ),
    FileKind.NORWEGIAN: (
        ("en annen norsk melding", "another Norwegian message"),
        ("Tjenesten leser M1, M9.4, M9.6 og M10.", "The service reads M1, M9.4, M9.6 and M10."),
    ),
    FileKind.FEST: (
        ("FEST (M30)", "FEST (M30)"),
        (
            "Registeret lages av den med «converter fest build».",
            "The register is made of it by “converter fest build”.",
        ),
    ),
    FileKind.FHIR: (
        ("FHIR", "FHIR"),
        ("Tjenesten leser CDA.", "The service reads CDA."),
    ),
    FileKind.PDF: (
        ("en PDF", "a PDF"),
        (
            "En resept fra utlandet er et XML-dokument; siden ligger inni det.",
            "A prescription from abroad is an XML document; the page is inside it.",
        ),
    ),
    FileKind.ARCHIVE: (("et arkiv (ZIP)", "an archive (ZIP)"), ("Pakk det ut først.", "Unpack it first.")),
    FileKind.PICTURE: (("et bilde", "a picture"), UNREADABLE),
    FileKind.WEB_PAGE: (
        ("en nettside (HTML)", "a web page (HTML)"),
        ("Det kan ikke leses her.", "It cannot be read here."),
    ),
    FileKind.EMPTY: (("tom", "empty"), ("Velg en annen fil.", "Choose another file.")),
}


def other_file(data: bytes, wanted: frozenset[FileKind], lang: str) -> str:
    """What a file is and where it goes, in a sentence; empty where it is of the kind wanted, or unknown.

    Args:
        data: the file.
        wanted: the kinds that the page reads.
        lang: `no` or `en`.
    """
    kind = file_kind(data)
    if kind in wanted or kind not in WORDS:
        return ""
    which = LANGUAGES.index(lang)
    what, where = WORDS[kind]
    return f"{('Filen er', 'The file is')[which]} {what[which]}. {where[which]}"
