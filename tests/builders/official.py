"""The official checks of CDA documents: schema, every rule, and the value sets. They are reference material.

The rules take seconds to load and a fifth of a second for each document, so they are asked in one process for all, and
only about one of each shape; the schema, the value sets and the units are asked about every document.
"""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

VERDICT = re.compile(r"^(ok|FAIL) +(.+?)  \(.*\n((?:     .*\n)*)", re.MULTILINE)
VALUES = frozenset({"value", "unit", "extension", "ID"})
"""Attributes that hold what was prescribed: the schema checks their form, the check of units the unit."""
LISTED = frozenset({"code", "displayName"})
CODED = frozenset(
    {
        ("formCode", "manufacturedMaterial"),
        ("formCode", "partProduct"),
        ("formCode", "containerPackagedProduct"),
        ("routeCode", "substanceAdministration"),
        ("functionCode", "author"),
        ("code", "generalizedMaterialKind"),
        ("code", "ingredientSubstance"),
        ("code", "containerPackagedProduct"),
        ("translation", "formCode"),
        ("translation", "routeCode"),
        ("translation", "functionCode"),
        ("translation", "code"),
    }
)
"""Elements, with their parents, whose codes are held against their value set in every document, or are national."""


def shape(document: bytes) -> tuple[object, ...]:
    """What the rules ask of: elements in their order and depth, their attributes, whether they have text.

    Values are left out, and so are the codes that are asked about in every document.
    """
    found = []
    for element in etree.fromstring(document).iter(etree.Element):
        parent, name = element.getparent(), etree.QName(element).localname
        above = "" if parent is None else etree.QName(parent).localname
        free = VALUES | LISTED if (name, above) in CODED else VALUES
        attributes = sorted((k, "" if k in free else v) for k, v in element.items())
        depth = sum(1 for _ in element.iterancestors())
        found.append((depth, element.tag, tuple(attributes), bool((element.text or "").strip())))
    return tuple(found)


def failing(shared: Path, folder: Path, documents: Mapping[str, bytes]) -> dict[str, str]:
    """The documents in which an error is found, with the errors, by their names, which can be names of files."""
    one_of_each = set({shape(document): name for name, document in documents.items()}.values())
    for name, document in documents.items():
        (folder / f"{name}.xml").write_bytes(document)
    return {
        **_failing(shared, [folder / f"{name}.xml" for name in documents if name in one_of_each]),
        **_failing(shared, [folder / f"{name}.xml" for name in documents if name not in one_of_each], "--xsd-only"),
    }


def _failing(shared: Path, files: list[Path], *options: str) -> dict[str, str]:
    if not files:
        return {}
    command = [str(shared / "check" / "run"), "cda", *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    verdicts = {Path(file).stem: (verdict, said) for verdict, file, said in VERDICT.findall(done.stdout)}
    assert set(verdicts) == {file.stem for file in files}, done.stderr[-1000:]
    return {name: said for name, (verdict, said) in verdicts.items() if verdict == "FAIL"}
