"""What a registry tells of a document, by the names of OpenNCP's EPDocumentMetaData (9.0.0); country B reads no more.

None of it is transcoded on the way, so all codes are final. What the registry writes itself (class code, mime type,
title) is there as well: the record is whole.
"""

from dataclasses import dataclass
from datetime import datetime, time

from converter.conversion.identifiers import LEVEL_1, LEVEL_3
from converter.formats.cda.narrative import SEE_ORIGINAL, SEVERAL_STRENGTHS, STRENGTH, rows
from converter.model.coded import Coded, Identifier
from converter.model.party import PersonName
from converter.model.prescription import Exchange
from converter.model.wording import Wording
from converter.model.zone import OSLO

CLASS_CODE = "57833-6"
"""LOINC: prescription for medication."""
FORMATS = {LEVEL_3: "urn:epsos:ep:pre:2010", LEVEL_1: "urn:ihe:iti:xds-sd:pdf:2008"}
"""Format codes by which country B tells the two apart."""
MIME_TYPE = "text/xml"
TITLE = "eHDSI - ePrescription"
CONFIDENTIALITY = "N"
"""Normal (HL7 2.16.840.1.113883.5.25)."""
MOST_DESCRIPTION = 256
ORIGINAL = "nb-NO"
"""Language of the original, which the PDF of level 1 is in."""
NOON = time(12)
"""An M1 has no time of day; OpenNCP drops the offset, and noon is the same day in most zones."""
NO_STRENGTH = frozenset({"", SEE_ORIGINAL, SEVERAL_STRENGTHS})


@dataclass(frozen=True, slots=True)
class Metadata:
    """A document's line in a registry.

    Attributes:
        id: `root^extension` of the document.
        effective_time: noon of the day of prescribing in Norway.
        author: HL7 v2 XCN of the prescriber.
        description: begins with the ATC code, names no patient.
        substitution: of eHDSISubstitutionCode; absent where nothing is said.
    """

    level: str
    id: str
    patient_id: str
    effective_time: datetime
    repository_id: str
    author: str
    language_code: str
    description: str
    product_code: str
    product_name: str
    atc_code: str
    atc_name: str
    dose_form_code: str
    dose_form_name: str
    strength: str
    substitution: Coded | None


def metadata_of(
    exchange: Exchange, document: Identifier, level: str, patient_id: str, repository: str, words: Wording
) -> Metadata:
    """The metadata of one document of a prescription.

    Args:
        exchange: as it is written.
        document: identifier of the document.
        level: of the document.
        patient_id: as asked.
        repository: OID of the repository.
        words: the English of what is readable.
    """
    product, atc = exchange.product, exchange.product.atc
    form = product.form if isinstance(product.form, Coded) else None
    lines = {row.id: row.english for row in rows(exchange, words)}
    package = product.layers[-1].code
    return Metadata(
        level=level,
        id=f"{document.root}^{document.extension}",
        patient_id=patient_id,
        effective_time=datetime.combine(exchange.written_on, NOON, OSLO),
        repository_id=repository,
        author=author_of(exchange.prescriber.name),
        language_code=exchange.language if level is LEVEL_3 else ORIGINAL,
        description=_description(exchange, lines.get(STRENGTH, "")),
        product_code="" if package is None else package.code,
        product_name=product.name,
        atc_code="" if atc is None else atc.code,
        atc_name="" if atc is None else atc.display,
        dose_form_code="" if form is None else form.code,
        dose_form_name="" if form is None else form.display,
        strength="" if lines.get(STRENGTH, "") in NO_STRENGTH else lines[STRENGTH],
        substitution=exchange.substitution,
    )


def author_of(name: PersonName) -> str:
    """HL7 v2 XCN of a person, by name alone: `^family^given`; what would divide it is a blank."""
    return "^".join(["", *(_undivided(part) for part in (name.family, " ".join(name.given)))])


def _undivided(text: str) -> str:
    return " ".join(text.translate(str.maketrans("^&~|\\", "     ")).split())


def _description(exchange: Exchange, strength: str) -> str:
    """ATC code, name, strength, form and, where there is room, substance: `N02BE01 X 500 mg tablet (paracetamol)`."""
    product = exchange.product
    code, name = ("", "") if product.atc is None else (product.atc.code, product.atc.display)
    form = product.form.display.casefold() if isinstance(product.form, Coded) else ""
    more = "" if strength in NO_STRENGTH or strength in product.name else strength
    said = " ".join(word for word in (code, product.name, more, form) if word)
    whole = f"{said} ({name})" if name else said
    return whole if len(whole) <= MOST_DESCRIPTION else said[:MOST_DESCRIPTION].rstrip()
