"""Holds the code lists that come with FEST against the lists that the tables are made from."""

import csv
from dataclasses import dataclass
from pathlib import Path

from converter.enrichment.medicines import MedicinesRegister

COMPARED = ("7448", "7449", "7452", "7477", "9090")
"""The lists of FEST that the tables translate: dose form, package type, package unit, route, strength unit."""
_OID = "2.16.578.1.12.4.1.1."


@dataclass(frozen=True, slots=True)
class MissingCode:
    """A code that FEST has and the tables lack: list number, code, FEST's term."""

    list: str
    code: str
    term: str


def missing_codes(register: MedicinesRegister, folder: Path) -> tuple[MissingCode, ...]:
    """The codes of the compared lists in FEST that `folder` (mappings/codelists) lacks, in FEST's order.

    A list that FEST does not have tells nothing and gives nothing; one that `folder` does not have lacks every code.

    Raises:
        RegisterError: the register's lists cannot be read.
        OSError, UnicodeDecodeError: a list of ours cannot be read.
    """
    in_fest = {code_list.oid: code_list for code_list in register.code_lists() if code_list.active}
    found = []
    for number in COMPARED:
        code_list = in_fest.get(_OID + number)
        if code_list is not None:
            known = _codes(folder / f"{number}.csv")
            found += [MissingCode(number, c.code, c.term) for c in code_list.codes if c.code not in known]
    return tuple(found)


def _codes(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return frozenset(row["code"] for row in csv.DictReader(stream))
