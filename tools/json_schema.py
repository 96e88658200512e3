"""JSON Schemas of the YAML files, made from the models that check them. Run as a module to write mappings/schema/."""

import json
from pathlib import Path

from converter.conversion.identifiers import IdentifierFile
from converter.dosage.limit_shapes import FormKindFile, SeldomFile, UnitLimitFile
from converter.dosage.shapes import WordFile
from converter.fields.origins import OriginFile
from converter.fields.register import FieldFile
from converter.rules.table import RuleFile
from converter.sources.shape import Shape
from converter.terminology.form_shapes import FormFile, FormWordFile, RouteFile
from converter.terminology.policy_shapes import PolicyWordFile, ReceiptFile, SubstitutionFile
from converter.terminology.shapes import CodeFile, CodeListIndex, NorwegianFile, ShortDoseFile, TextFile, ValueSetIndex

SCHEMAS: dict[str, type[Shape]] = {
    "codes.schema.json": CodeFile,
    "texts.schema.json": TextFile,
    "doses.schema.json": ShortDoseFile,
    "dosage.schema.json": WordFile,
    "dosage-limits-units.schema.json": UnitLimitFile,
    "dosage-limits-forms.schema.json": FormKindFile,
    "dosage-limits-seldom.schema.json": SeldomFile,
    "forms-attributes.schema.json": FormFile,
    "forms-routes.schema.json": RouteFile,
    "forms-words.schema.json": FormWordFile,
    "policy-receipts.schema.json": ReceiptFile,
    "policy-substitution.schema.json": SubstitutionFile,
    "policy-words.schema.json": PolicyWordFile,
    "norwegian.schema.json": NorwegianFile,
    "valuesets.schema.json": ValueSetIndex,
    "codelists.schema.json": CodeListIndex,
    "rules.schema.json": RuleFile,
    "fields.schema.json": FieldFile,
    "origins.schema.json": OriginFile,
    "identifiers.schema.json": IdentifierFile,
}


def schema_text(name: str) -> str:
    """The JSON Schema (2020-12) with this file name, as it stands in mappings/schema/."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **SCHEMAS[name].model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Writes all schemas to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / name).write_text(schema_text(name), encoding="utf-8")
