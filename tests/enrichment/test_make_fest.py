"""The generator of full-size FEST files: what it writes is valid, whole and the same each time."""

import io
import sys
from pathlib import Path

import pytest
from lxml import etree

from bench.make_fest import write
from converter.enrichment.fest_database import build_database


def made(seed: int = 1) -> str:
    out = io.StringIO()
    write(out, 0.002, seed)
    return out.getvalue()


def test_same_seed_gives_the_same_file() -> None:
    assert made() == made()
    assert made() != made(2)


def test_valid_against_the_strict_schema_and_all_references_resolve(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(shared / "check"), *sys.path])
    import norway

    root = etree.fromstring(made().encode())
    schema = etree.XMLSchema(etree.parse(str(norway.XSD / "eresept" / "ER-M30-2014-12-01.xsd"), norway.SCHEMA_PARSER))
    assert schema.validate(root), schema.error_log
    ids = [element.text for element in root.iter("{*}Id")]
    refs = {element.text for element in root.iter("{*}*") if "}Ref" in str(element.tag)}
    assert len(ids) == len(set(ids))
    assert refs <= set(ids)


def test_builds_without_problems(tmp_path: Path) -> None:
    source = tmp_path / "fest.xml"
    source.write_text(made(), encoding="utf-8")
    summary = build_database(source, tmp_path / "fest.sqlite")
    assert (summary.packages, summary.problem_count, summary.demo) == (22, 0, True)
