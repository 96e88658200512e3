"""Medicines registers: what is known of a package by its varenr, and of brands and substances by their FEST ids."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol, overload

from converter.enrichment.fest_database import build_into
from converter.enrichment.fest_register import FestRegister
from converter.enrichment.live_register import LiveRegister
from converter.formats.norway.fest_source import open_source
from converter.model.medicine import Brand, Medicine, RegisterCodeList, RegisterVersion, Substance, SubstanceGroup

_PACKAGE = Path(__file__).resolve().parents[1]


class MedicinesRegister(Protocol):
    """A register of medicines. Each lookup raises RegisterError where a record cannot be read."""

    @property
    def version(self) -> RegisterVersion:
        """Which register answers, and how old it is."""

    def snapshot(self) -> "MedicinesRegister":
        """The register as it answers now: keep it for one conversion, so that all of it has one version's facts."""

    def find(self, varenr: str) -> Medicine | None:
        """The package with this Nordic article number, leading zeros included; absent where it is not known."""

    def each_varenr(self) -> Iterator[str]:
        """The varenr of every package, in order, withdrawn and outgoing ones too; never all of them in memory."""

    def find_brand(self, fest_id: str) -> Brand | None:
        """The brand (LegemiddelMerkevare) with this id."""

    def find_substance_group(self, fest_id: str) -> SubstanceGroup | None:
        """The medicines of the same substances, strengths and form (LegemiddelVirkestoff) with this id."""

    def find_substance(self, fest_id: str) -> Substance | None:
        """The substance (Virkestoff) with this id."""

    def find_by_atc(self, code: str) -> tuple[Medicine, ...]:
        """Every package in use with this ATC code, by varenr."""

    def group_of_atc(self, code: str) -> str:
        """The strictest prescription group of all that has this ATC code (of any level), withdrawn or not.

        It is there where none of it is of a group that may leave; empty where some is, or nothing has the code.
        """

    def has_exchange_groups(self) -> bool:
        """Whether any package is in an exchange group (Byttegruppe); where none is, having none says nothing."""

    def group_of_substance(self, codes: frozenset[str]) -> str:
        """The strictest prescription group of all that has these ATC codes, which are one substance's.

        Empty where some of it may leave. Where the register has none of the codes, the levels above them say it.
        """

    def group_of_brand(self, text: str) -> str:
        """The strictest group of all with the longest brand that a text begins with, where none of it may leave."""

    def groups_below(self, atc: str) -> frozenset[str]:
        """The prescription groups of all that has this ATC code or one below it; empty where nothing has."""

    def find_by_ean(self, ean: str) -> tuple[Medicine, ...]:
        """Every package in use with this article number (Ean), by varenr."""

    def search(self, words: str, limit: int) -> tuple[Medicine, ...]:
        """The first packages in use whose name has all the words, or whose varenr begins with them."""

    def code_lists(self) -> tuple[RegisterCodeList, ...]:
        """The code lists that came with the register, by OID."""


@overload
def open_register(path: None) -> FestRegister: ...
@overload
def open_register(path: Path) -> LiveRegister: ...
@overload
def open_register(path: Path | None) -> FestRegister | LiveRegister: ...
def open_register(path: Path | None) -> FestRegister | LiveRegister:
    """The register of a file, which follows its file; or, without a path, the demo extract that ships.

    Raises:
        RegisterError: no such file, a file that is no sound register, or one of another schema version.
        FestError: the demo extract is broken.
    """
    return _demo() if path is None else LiveRegister(path)


def age_in_days(version: RegisterVersion, at: datetime) -> int:
    """Whole days from HentetDato of the register's FEST to `at` (with time zone); none where `at` comes before it."""
    return max((at - version.retrieved).days, 0)


def demo_extract() -> Path:
    """The FEST extract that ships, in an installed package or in a checkout."""
    installed = _PACKAGE / "data" / "mappings"
    mappings = installed if installed.is_dir() else _PACKAGE.parent / "mappings"
    return mappings / "fest" / "demo-m30.xml"


def _demo() -> FestRegister:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with open_source(demo_extract()) as source:
            build_into(connection, source)
    except BaseException:
        connection.close()
        raise
    return FestRegister(connection, "")
