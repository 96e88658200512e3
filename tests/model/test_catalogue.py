"""The catalogue of codes: one meaning a code, texts in both languages, nothing left to fill in by chance."""

import csv
import re
from pathlib import Path
from string import Formatter

import pytest

from converter.model.catalogue import CATALOGUE
from converter.model.catalogue.dispensation import DISPENSATION
from converter.model.catalogue.document import DEFECT, DOCUMENT
from converter.model.catalogue.dosage import DOSAGE
from converter.model.catalogue.entry import Entry
from converter.model.catalogue.medicine import MEDICINE
from converter.model.catalogue.message import BYTES, MESSAGE, TEXT, WORDS
from converter.model.catalogue.package import PACKAGE
from converter.model.catalogue.party import PARTY
from converter.model.catalogue.prescriptions import PRESCRIPTIONS
from converter.model.catalogue.substitution import SUBSTITUTION
from converter.model.catalogue.view import DISPENSED_HERE, VIEW
from converter.rules.routes import load_routes
from converter.rules.rule import Rule
from converter.settings import find_home
from converter.sources.problems import ProblemList

GROUPS = (
    BYTES,
    MESSAGE,
    TEXT,
    WORDS,
    PARTY,
    MEDICINE,
    PACKAGE,
    DOSAGE,
    DOCUMENT,
    DISPENSATION,
    DISPENSED_HERE,
    SUBSTITUTION,
    PRESCRIPTIONS,
    VIEW,
    DEFECT,
)


def all_rules() -> list[Rule]:
    """The rules of every route."""
    problems = ProblemList()
    found = [rule for rules in load_routes(find_home() / "mappings", problems).values() for rule in rules]
    assert list(problems) == []
    return found


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_no_code_is_in_two_groups_or_in_the_rules() -> None:
    """A code means one thing."""
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    assert sum(len(group) for group in GROUPS) == len(CATALOGUE)
    assert rules
    assert not {rule.id for rule in rules} & CATALOGUE.keys()


@pytest.mark.parametrize(("code", "entry"), CATALOGUE.items(), ids=CATALOGUE)
def test_every_code_says_what_is_wrong_in_both_languages(code: str, entry: Entry) -> None:
    """Both texts are there, with the same placeholders; a remedy is given in both or in neither."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert entry.no.strip()
    assert entry.en.strip()
    assert entry.no != entry.en
    norwegian, english = placeholders(entry.no), placeholders(entry.en)
    assert {name.removesuffix("_no") for name in norwegian} == {name.removesuffix("_en") for name in english}
    assert bool(entry.hint_no) == bool(entry.hint_en)
    assert entry.severity in {"reject", "remark", "defect"}


def test_every_code_names_an_openncp_error(shared: Path) -> None:
    """The OpenNCP errors named are OpenNCP's own."""
    with (shared / "codes" / "openncp-error-codes.csv").open(encoding="utf-8", newline="") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    rules = all_rules()
    assert {entry.openncp for entry in CATALOGUE.values()} <= known
    assert {rule.openncp for rule in rules} <= known
