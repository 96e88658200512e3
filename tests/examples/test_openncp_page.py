"""docs/openncp.md tells of every field, code and method that the list and the worked adapter have."""

import re
from pathlib import Path

from converter.answers.prescriptions import MetadataAnswer

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "examples" / "openncp-adapter" / "src" / "eresept"
PAGE = (ROOT / "docs" / "openncp.md").read_text(encoding="utf-8")
CODE = re.compile(r"\b(?:ERROR|WARNING)_[A-Z_]+\b")


def source(name: str) -> str:
    """One of the adapter's files."""
    return (SOURCES / name).read_text(encoding="utf-8")


def test_every_field_of_the_list() -> None:
    """By its name in JSON."""
    fields = [field.serialization_alias or field.alias for field in MetadataAnswer.model_fields.values()]
    assert len(fields) > 20
    assert [name for name in fields if f"`{name}`" not in PAGE] == []


def test_every_code() -> None:
    """What a call may say, what it is said with, what is known, and what the page tells are the same codes."""
    known = set(CODE.findall(source("openncp/OpenNCPErrorCode.java")))
    assert set(CODE.findall(source("adapter/Said.java"))) == known
    assert set(CODE.findall(source("adapter/Call.java"))) | {"ERROR_GENERIC"} == known
    assert set(CODE.findall(PAGE)) == known


def test_no_code_that_betrays() -> None:
    """Of rights, consent, policy and what was dispensed before (4703, 4701, 4705, 4106), whatever a service says."""
    assert not re.search("CONSENT|RIGHTS|POLICY|ALREADY", source("adapter/Call.java"))


def test_every_method() -> None:
    """Of the interfaces, and of what the gateway must do."""
    for name in ("openncp/DocumentSearchInterface.java", "openncp/DocumentSubmitInterface.java"):
        methods = re.findall(r"^    \S.* (\w+)\(", source(name), re.MULTILINE)
        assert len(methods) == 2
        assert [method for method in methods if f"`{method}`" not in PAGE] == []
    yours = re.findall(r"^    \S+ (\w+)\(.*;$", source("adapter/NationalSide.java"), re.MULTILINE)
    assert len(yours) == 4
    assert [method for method in yours if f"`{method}(" not in PAGE] == []
