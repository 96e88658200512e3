"""The identifiers that the converter writes, from `mappings/identifiers.yaml`."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from converter.model.coded import Identifier
from converter.model.party import Address, Organisation, Telecom
from converter.sources.problems import Place, ProblemList
from converter.sources.shape import Filled, Name, Shape, node_at, shaped
from converter.sources.yaml_source import read_yaml

FILE = "mappings/identifiers.yaml"
WANTED = (
    "prescription-root",
    "document-root",
    "varenr-root",
    "contact-point-root",
    "contact-point-name",
    "contact-point-telecom",
    "contact-point-country",
    "prescriber-country",
)

FORMATS = {
    "-root": (r"[0-2](\.(0|[1-9][0-9]*))+", "en OID", "an OID"),
    "-country": (r"[A-Z]{2}", "en landkode (ISO 3166-1 alfa-2)", "a country code (ISO 3166-1 alpha-2)"),
    "-telecom": (
        r"(tel:\+?[0-9()\.-]+|mailto:\S+@\S+)",
        "tel: eller mailto: uten blanke",
        "tel: or mailto: without blanks",
    ),
}


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
    rows: Annotated[list[IdentifierRow], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The country's identifiers; `pending` names those that are placeholders."""

    prescription_root: str
    document_root: str
    varenr_root: str
    contact_point: Organisation
    prescriber_country: str
    pending: tuple[str, ...]

    def prescription(self, prescription_id: str) -> Identifier:
        """Identifier of a prescription and of its one item: prescription root + ReseptId."""
        return Identifier(self.prescription_root, prescription_id)

    def document(self, prescription_id: str) -> Identifier:
        """Identifier of a prescription's level 3 document."""
        return Identifier(self.document_root, f"{prescription_id}.L3")


def load_identifiers(home: Path, problems: ProblemList) -> Identifiers | None:
    """Reads the file; None, with every problem added, where it cannot be used."""
    path = home / "identifiers.yaml"
    if not path.is_file():
        problems.add("file-missing", Place(FILE))
        return None
    root = read_yaml(path.read_text(encoding="utf-8"), FILE, problems)
    content = None if root is None else shaped(root, IdentifierFile, FILE, problems)
    if content is None:
        return None
    values = {row.id: row.value for row in content.rows}
    before = len(problems)
    for name in WANTED:
        if name not in values:
            problems.add("identifier-missing", Place(FILE), found=name)
    for number, row in enumerate(content.rows):
        node = node_at(root, ("rows", number)) if root is not None else None
        for suffix, (pattern, norwegian, english) in FORMATS.items():
            if node is not None and row.id.endswith(suffix) and not re.fullmatch(pattern, row.value):
                place = Place(FILE, node.line, node.column)
                problems.add("identifier-value", place, found=row.value, wanted_no=norwegian, wanted=english)
    if len(problems) > before:
        return None
    return Identifiers(
        prescription_root=values["prescription-root"],
        document_root=values["document-root"],
        varenr_root=values["varenr-root"],
        contact_point=Organisation(
            id=Identifier(values["contact-point-root"]),
            name=values["contact-point-name"],
            address=Address(country=values["contact-point-country"]),
            telecoms=(Telecom(values["contact-point-telecom"], "WP"),),
        ),
        prescriber_country=values["prescriber-country"],
        pending=tuple(row.id for row in content.rows if row.status == "pending"),
    )
