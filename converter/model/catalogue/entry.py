"""What an entry of the catalogue is made of."""

from dataclasses import dataclass

FORMAT = "ERROR_EP_INCORRECT_FORMATTING"
BASIC = "ERROR_EP_MISSING_BASIC_DATA"
FIELDS = "ERROR_EP_MISSING_REQUIRED_FIELDS"
MAPPING = "ERROR_EP_MISSING_EXPECTED_MAPPING"
INTERNAL = "ERROR_EP_INTERNAL_ERROR"
GENERIC = "ERROR_EP_GENERIC"
PDF_MISSING = "ERROR_EP_PDF_FORMAT_NOT_PROVIDED"
MAPPING_REMARK = "WARNING_EP_MISSING_EXPECTED_MAPPING"
REMARK = "WARNING_EP_GENERIC"


@dataclass(frozen=True, slots=True)
class Entry:
    """Texts and severity (`defect`, `reject` or `remark`) of a code, and the OpenNCP error it corresponds to."""

    severity: str
    no: str
    en: str
    hint_no: str
    hint_en: str
    openncp: str


def reject(openncp: str, no: str, en: str, hint_no: str = "", hint_en: str = "") -> Entry:
    """The input cannot be converted."""
    return Entry("reject", no, en, hint_no, hint_en, openncp)


def remark(openncp: str, no: str, en: str, hint_no: str = "", hint_en: str = "") -> Entry:
    """For information."""
    return Entry("remark", no, en, hint_no, hint_en, openncp)


def defect(no: str, en: str) -> Entry:
    """Ours; nothing leaves."""
    return Entry(
        "defect",
        no,
        en,
        "Dette er en feil i konverteren; ingenting er sendt. Meld den med koden og stien.",
        "This is a defect of the converter; nothing was sent. Report it with the code and the path.",
        INTERNAL,
    )
