"""The identifiers that the converter writes, from `mappings/identifiers.yaml`."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from unicodedata import normalize
from uuid import UUID, uuid5

from pydantic import Field

from converter.model.coded import Identifier
from converter.model.party import Address, Organisation, Telecom
from converter.sources.files import read_file
from converter.sources.problems import Place, ProblemList
from converter.sources.shape import Filled, Name, Shape, node_at, shaped
from converter.sources.yaml_source import read_yaml

FILE = "mappings/identifiers.yaml"
NAMESPACE = UUID("5f0a1c9e-7b0d-5d0e-9a64-3c1f6e2b8d47")
"""The project's own namespace of name-based UUIDs (RFC 9562, version 5). Never changed: ids follow from it."""
LEVEL_3, LEVEL_1 = "L3", "L1"
"""Of the pair of documents that an eP is: structured, and the page of it."""
WANTED = (
    "prescription-root",
    "document-root",
    "repository-root",
    "varenr-root",
    "contact-point-root",
    "contact-point-name",
    "contact-point-telecom",
    "contact-point-country",
    "prescriber-country",
    "prescription-id-pattern",
    "contact-point-organisation-number",
    "contact-point-her-id",
    "reseptformidleren-name",
    "reseptformidleren-organisation-number",
    "reseptformidleren-her-id",
    "foreign-pharmacy-her-id",
    "foreign-pharmacist-id",
    "foreign-package-varenr",
    "reservation-report-to-gp",
    "finding-code-root",
)

FORMATS = {
    "-root": (r"[0-2](\.(0|[1-9][0-9]*))+", "en OID", "an OID"),
    "-country": (r"[A-Z]{2}", "en landkode (ISO 3166-1 alfa-2)", "a country code (ISO 3166-1 alpha-2)"),
    "-telecom": (
        r"(tel:\+?[0-9()\.-]+|mailto:\S+@\S+)",
        "tel: eller mailto: uten blanke",
        "tel: or mailto: without blanks",
    ),
    "-organisation-number": (r"[0-9]{9}", "ni sifre", "nine digits"),
    "-varenr": (r"[0-9]{6,7}", "seks eller sju sifre", "six or seven digits"),
    "-to-gp": (r"true|false", "true eller false", "true or false"),
}

PATTERN = "-pattern"


class IdentifierRow(Shape):
    """One identifier or setting of the country."""

    id: Name
    value: Filled
    status: Literal["assigned", "pending"] = Field(description="pending: a placeholder until Norway assigns it.")
    note: Filled


class IdentifierFile(Shape):
    """mappings/identifiers.yaml."""

    identifiers: Name
    maintainer: Filled
    rows: Annotated[tuple[IdentifierRow, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Correspondent:
    """An end of Norwegian messaging: name, organisation number (ENH) and HER-id."""

    name: str
    organisation_number: str
    her_id: str


@dataclass(frozen=True, slots=True)
class ReportIdentifiers:
    """What an M10 about a dispense abroad says where Norway has no code of its own.

    Attributes:
        sender: the contact point; receiver: Reseptformidleren.
        pharmacy_her_id, pharmacist_id, varenr: of a foreign pharmacy, pharmacist and package.
        reservation: ReservasjonRapportFastlege, which no eD tells.
        error_codes: code system of the findings, in an AppRec.
    """

    sender: Correspondent
    receiver: Correspondent
    pharmacy_her_id: str
    pharmacist_id: str
    varenr: str
    reservation: bool
    error_codes: str


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The country's identifiers; `pending` names those that are placeholders.

    `prescription_id` is the shape that a ReseptId has.
    """

    prescription_root: str
    prescription_id: re.Pattern[str]
    document_root: str
    repository_root: str
    varenr_root: str
    contact_point: Organisation
    prescriber_country: str
    report: ReportIdentifiers
    pending: tuple[str, ...]

    def prescription(self, prescription_id: str) -> Identifier:
        """Identifier of a prescription and of its one item: prescription root + ReseptId."""
        return Identifier(self.prescription_root, prescription_id)

    def document(self, prescription_id: str, level: str = LEVEL_3) -> Identifier:
        """Identifier of a prescription's document at a level, `LEVEL_3` or `LEVEL_1`."""
        return Identifier(self.document_root, f"{prescription_id}.{level}")

    def ed(self, pharmacy: Identifier, number: str) -> Identifier:
        """Identifier of the eD of a Norwegian dispense: two pharmacies may number theirs alike.

        Args:
            pharmacy: the number that the eD names the pharmacy by: its organisation number, or a HER-id.
            number: the pharmacy's own of the dispense; letters that look the same are the same (NFC).
        """
        name = f"ed|{pharmacy.root}^{pharmacy.extension}|{normalize('NFC', number)}"
        return Identifier(self.document_root, str(uuid5(NAMESPACE, name)))


def load_identifiers(home: Path, problems: ProblemList) -> Identifiers | None:
    """Reads the file; None, with every problem added, where it cannot be used."""
    path = home / "identifiers.yaml"
    text = read_file(path, FILE, problems)
    root = None if text is None else read_yaml(text, FILE, problems)
    content = None if root is None else shaped(root, IdentifierFile, FILE, problems)
    if root is None or content is None:
        return None
    values = {row.id: row.value for row in content.rows}
    before = len(problems)
    for name in WANTED:
        if name not in values:
            problems.add("identifier-missing", Place(FILE), found=name)
    for number, row in enumerate(content.rows):
        node = node_at(root, ("rows", number))
        place = Place(FILE, node.line, node.column)
        for suffix, (pattern, norwegian, english) in FORMATS.items():
            if row.id.endswith(suffix) and not re.fullmatch(pattern, row.value):
                problems.add("identifier-value", place, found=row.value, wanted_no=norwegian, wanted=english)
        if row.id.endswith(PATTERN) and not _is_pattern(row.value):
            problems.add("identifier-value", place, found=row.value, wanted_no="et mønster", wanted="a pattern")
    if len(problems) > before:
        return None
    return Identifiers(
        prescription_root=values["prescription-root"],
        prescription_id=re.compile(values["prescription-id-pattern"]),
        document_root=values["document-root"],
        repository_root=values["repository-root"],
        varenr_root=values["varenr-root"],
        contact_point=Organisation(
            id=Identifier(values["contact-point-root"]),
            name=values["contact-point-name"],
            address=Address(country=values["contact-point-country"]),
            telecoms=(Telecom(values["contact-point-telecom"], "WP"),),
        ),
        prescriber_country=values["prescriber-country"],
        report=ReportIdentifiers(
            sender=Correspondent(
                values["contact-point-name"],
                values["contact-point-organisation-number"],
                values["contact-point-her-id"],
            ),
            receiver=Correspondent(
                values["reseptformidleren-name"],
                values["reseptformidleren-organisation-number"],
                values["reseptformidleren-her-id"],
            ),
            pharmacy_her_id=values["foreign-pharmacy-her-id"],
            pharmacist_id=values["foreign-pharmacist-id"],
            varenr=values["foreign-package-varenr"],
            reservation=values["reservation-report-to-gp"] == "true",
            error_codes=values["finding-code-root"],
        ),
        pending=tuple(row.id for row in content.rows if row.status == "pending"),
    )


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True
