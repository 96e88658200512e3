"""A draft row that decides an answer is told, in every route, once: by taking rows away and looking at what changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from converter.cli.main import main
from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.ep_to_view.route import ep_to_view
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.dosage.limits import SELDOM, UNITS
from converter.terminology.tables import Tables
from tests.builders.foreign import AT as FOREIGN_AT
from tests.builders.foreign import foreign
from tests.builders.loaded import loaded
from tests.builders.medicines import listed, substance
from tests.builders.messages import AT, m1
from tests.builders.norwegian import package, shelf
from tests.conversion.ep_to_view.test_dosage_unsaid import IMPLAUSIBLE
from tests.conversion.m1_to_ep.test_drafts import MIXTURE
from tests.conversion.test_every_route import ROUTES, Route, drafts
from tests.rules.edits import MAPPINGS

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
CASES = ("brand", "combination", "dosage-times-of-day-are-text", "extension", "inhaler-per-actuation", "orodispersible",
         "powder-in-vials", "speciality-says-more", "strength-of-an-element", "three-layers", "dosage-tapering-is-text",
         "dosage-short-contradicts-its-code")  # fmt: skip
Key = tuple[str, str, str]
"""A row: the field of `Tables` that its table is in, the table, the code."""


def of_case(name: str) -> Route:
    """A golden message."""
    data = (GOLDEN / name / "m1.xml").read_bytes()
    return lambda converter, later: m1_to_ep(data, converter, AT + later)


TRIED: dict[str, Route] = {
    **{name: ROUTES[name] for name in ("m1-to-ep", "ed-to-m10", "ep-to-view", "m10-to-ed")},
    "mixture": lambda converter, later: m1_to_ep(MIXTURE, converter, AT + later),
    **{name: of_case(name) for name in CASES},
}


class Watched(dict[str, Any]):
    """Rows of a table, which remember those that were asked for."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        super().__init__(rows)
        self.asked: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """The row."""
        self.asked.add(key)
        return super().get(key, default)


@dataclass
class Watching:
    """The shipped tables, each watched."""

    rows: dict[tuple[str, str], Watched] = field(default_factory=dict)

    def converter(self) -> Converter:
        """The converter with them."""
        changed = {}
        for place in ("tables", "all_texts", "norwegian"):
            whole = getattr(loaded().tables, place)
            for name, table in whole.items():
                self.rows[place, name] = Watched(table.rows)
            changed[place] = {n: replace(t, rows=self.rows[place, n]) for n, t in whole.items()}
        return replace(loaded(), tables=replace(loaded().tables, **changed))  # type: ignore[arg-type]

    def asked(self) -> Iterator[Key]:
        """The rows that were asked for, and are there."""
        for (place, name), rows in self.rows.items():
            yield from ((place, name, code) for code in sorted(rows.asked & rows.keys()))


def with_row(key: Key, *, gone: bool) -> Converter:
    """The converter in which a row is a draft, or is gone."""
    place, name, code = key
    whole = getattr(loaded().tables, place)
    rows = dict(whole[name].rows)
    row = rows.pop(code)
    if not gone:
        draft = {"status": "draft"}
        rows[code] = row.model_copy(update=draft) if hasattr(row, "model_copy") else replace(row, **draft)
    changed = {place: {**whole, name: replace(whole[name], rows=rows)}}
    tables: Tables = replace(loaded().tables, **changed)  # type: ignore[arg-type]
    return replace(loaded(), tables=tables)


def said(answer: Answer[Any]) -> tuple[object, ...]:
    """What an answer says, but for draft rows."""
    view = getattr(answer.details, "dosage", None), getattr(answer.details, "product", None)
    found = sorted((f.code, f.path, f.text_en) for f in answer.findings if f.code != "draft-row-used")
    return answer.decision, answer.document, found, view


def told(answer: Answer[Any]) -> set[tuple[str, str]]:
    """The draft rows that an answer tells of, by file and key."""
    return {(row.file, row.key) for found in drafts(answer) for row in found.rows}


@pytest.mark.parametrize("name", TRIED)
def test_a_row_without_which_the_answer_is_another_is_told_as_a_draft(name: str) -> None:
    """Each row of codes and of words that a route asks for, one by one: as a draft, and taken away."""
    watching = Watching()
    TRIED[name](watching.converter(), timedelta())
    keys, deciding = list(watching.asked()), 0
    for place, table, code in keys:
        as_draft = TRIED[name](with_row((place, table, code), gone=False), timedelta())
        if said(as_draft) == said(TRIED[name](with_row((place, table, code), gone=True), timedelta())):
            continue
        deciding += 1
        file = getattr(loaded().tables, place)[table].file
        assert (file, code) in told(as_draft), (table, code)
        assert len(drafts(as_draft)) == 1
    assert deciding > 3, len(keys)


def used(answer: Answer[Any], file: str) -> list[str]:
    """The keys of the rows of a file that an answer tells of."""
    return [row.key for found in drafts(answer) for row in found.rows if row.file.endswith(file)]


def told_once(answer: Answer[Any], where: str) -> None:
    """The one finding, and what it says of numbers and files."""
    (found,) = drafts(answer)
    assert f"were used, {where}." in found.text_en


@pytest.mark.parametrize("atc", ["M05BA07", "M05BA04"])
def test_a_limit_that_takes_a_dosage_away_is_told(atc: str) -> None:
    """Risedronic and alendronic acid twice daily, by rows that are to be confirmed; with the limit gone, not."""
    message = m1(atc=atc, atc_name="", name="Ukjentdron tab 70 mg", brand="Ukjentdron", varenr="000012",
                 dosage="1 tablett 2 ganger daglig")  # fmt: skip
    answer = m1_to_ep(message, loaded(), AT)
    assert loaded().limits.seldom[atc].draft == atc
    assert "dosage-implausible" in {f.code for f in answer.findings}
    assert used(answer, SELDOM) == [atc]
    limits = replace(loaded().limits, seldom={k: v for k, v in loaded().limits.seldom.items() if k != atc})
    free = m1_to_ep(message, replace(loaded(), limits=limits), AT)
    assert "dosage-implausible" not in {f.code for f in free.findings}
    assert used(free, SELDOM) == []


def test_a_limit_that_was_reviewed_is_not_told() -> None:
    """Nor one beside which the dosage stands."""
    reviewed = replace(loaded().limits.seldom["M05BA07"], draft="")
    limits = replace(loaded().limits, seldom={**loaded().limits.seldom, "M05BA07": reviewed})
    message = m1(atc="M05BA07", atc_name="", name="Ukjentdron tab 70 mg", brand="Ukjentdron", varenr="000012",
                 dosage="1 tablett 2 ganger daglig")  # fmt: skip
    answer = m1_to_ep(message, replace(loaded(), limits=limits), AT)
    assert "dosage-implausible" in {f.code for f in answer.findings}
    assert used(answer, SELDOM) == []


@pytest.mark.parametrize(
    ("code", "unfit", "told"),
    [("60", True, True), ("67", True, True), ("81", True, True), ("13", False, False), ("8", True, False)],
)
def test_a_unit_of_the_register_that_a_dose_is_not_in_is_told(code: str, *, unfit: bool, told: bool) -> None:
    """EnhetDosering of a draft row, where the dose loses its structure for it; of `tablett` and `ml` it is reviewed."""
    unit = listed(code, "7480", loaded().tables.code_list("7480").terms[code])
    message = m1(dosage="1 tablett 2 ganger daglig")
    answer = m1_to_ep(message, shelf(package("990003", dose_units=(unit,))), AT)
    assert ("dose-unit-unfit" in {f.code for f in answer.findings}) is unfit
    assert used(answer, "unit-7480.yaml") == [code] * told


def test_an_element_that_is_printed_is_told() -> None:
    """Niacin equivalents, a draft row, beside vitamins."""
    vitamins = (substance("5", "mg", "Thiamine"), substance("20", "mg NE", "Nicotinamide"))
    record = package("990003", substances=vitamins, name_form_strength="Fiktivprofen tab")
    answer = m1_to_ep(m1(name="Fiktivprofen tab"), shelf(record), AT)
    assert b"niacin equivalents (NE) as nicotinamide" in (answer.document or b"")
    assert used(answer, "element-9090.yaml") == ["mg NE"]


@pytest.mark.parametrize(
    ("note", "count"),
    [("På blå", 1), ("Refunderes, på blå, bl. resept", 3), ("Refusjon, på blå", 0), ("Ring", 0)],
)
def test_each_word_that_decides_is_counted(note: str, count: int) -> None:
    """Words of reimbursement that are drafts; beside one that was reviewed they decide nothing."""
    answer = m1_to_ep(m1(remark=note), loaded(), AT)
    found = used(answer, "policy/words.yaml")
    assert len(found) == len(set(found)) == count
    if count:
        told_once(answer, f"{count} in all: mappings/policy/words.yaml ({count})")


@pytest.mark.parametrize(("name", "file", "keys"), [
    ("100 tablets every hour", UNITS, {"tablet"}),
    ("millilitres of a tablet", UNITS, {"ml"}),
])  # fmt: skip
def test_a_limit_that_takes_a_foreign_dosage_away_is_told(name: str, file: str, keys: set[str]) -> None:
    """In the view of a foreign prescription too."""
    answer = ROUTES["ep-to-view"](loaded(), timedelta())
    assert used(answer, file) == []
    shown = ep_to_view(foreign(**IMPLAUSIBLE[name]), loaded(), FOREIGN_AT)
    assert "view-dosage-implausible" in {f.code for f in shown.findings}
    assert set(used(shown, file)) == keys


def rows_that_are_drafts() -> int:
    """Of all files under mappings/."""
    count = 0
    for file in sorted(MAPPINGS.rglob("*.yaml")):
        rows = yaml.safe_load(file.read_text(encoding="utf-8")).get("rows", ())
        count += sum(row.get("status") == "draft" for row in rows if isinstance(row, dict))
    return count


def test_every_file_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """By the converter (which health and metrics tell), by `check` as a whole and line by line."""
    drafts = rows_that_are_drafts()
    assert loaded().draft_rows == drafts
    assert main(["check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"rows to be reviewed: {drafts}" in lines
    assert sum(int(line.split()[-2]) for line in lines if line.endswith(" draft")) == drafts
