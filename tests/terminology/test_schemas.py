"""The JSON Schemas that an editor checks the files with are those of the models."""

from pathlib import Path

import pytest

from tools.json_schema import SCHEMAS, schema_text, write_schemas

FOLDERS = {"codes": "codes", "texts": "texts", "doses": "doses", "valuesets": "valuesets", "codelists": "codelists"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_what_the_model_gives(mappings: Path, name: str) -> None:
    assert (mappings / "schema" / name).read_text(encoding="utf-8") == schema_text(name)


def test_schemas_are_written(tmp_path: Path) -> None:
    write_schemas(tmp_path / "schema")
    assert {file.name for file in (tmp_path / "schema").iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_names_its_schema_first(mappings: Path, folder: str) -> None:
    wanted = f"# yaml-language-server: $schema=../schema/{FOLDERS[folder]}.schema.json"
    for file in (mappings / folder).glob("*.yaml"):
        assert file.read_text(encoding="utf-8").splitlines()[0] == wanted, file.name
