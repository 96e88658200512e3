"""The reference cases of prescriptions that go out: each is what their README says it must be."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter, load_converter
from converter.conversion.m1_to_ep.route import each_m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.enrichment.fest_database import build_database
from converter.examples import example
from converter.record.reception import receive
from converter.record.sending import send
from converter.settings import read_settings
from tests.builders.loaded import loaded
from tests.builders.records import opened

NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Oslo"))
CONVERTED, EXCLUDED, REJECTED = "converted", "excluded", "rejected"
COMMON, MINERALS = "outbound/register-100-common.m30.xml", "outbound/register-minerals-triphasic.m30.xml"
SACHETS, ODD = "outbound/register-sachets-inhalers.m30.xml", "tables/m30-odd.xml"


@dataclass(frozen=True)
class Right:
    """What is right of one prescription.

    Attributes:
        decision: what must be decided.
        told: codes that must be among the findings.
        has, lacks: what the document must and must not hold.
    """

    decision: str
    told: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A file of the cases, the register it was made for (empty: the demo), and what is right of each prescription."""

    file: str
    right: tuple[Right, ...]
    register: str = ""
    at: datetime = NOON


CASES: tuple[Case, ...] = (
    Case(
        "outbound/m96-partly-and-fully-dispensed.m96.xml",
        (
            Right(EXCLUDED, ("excluded-partly-dispensed",)),
            Right(CONVERTED, ("dispensed-before",)),
            Right(EXCLUDED, ("excluded-used-up",)),
        ),
    ),
    Case("outbound/m94-with-earlier-m10.m94.xml", (Right(EXCLUDED, ("excluded-dispensed-contradicts",)),)),
    Case(
        "outbound/m96-listed-but-no-attachment.xml",
        (Right(EXCLUDED, ("excluded-locked",)), Right(REJECTED), Right(REJECTED, ("listed-without-m1",))),
    ),
    *(Case(f"outbound/m1-size-{n}.xml", (Right(REJECTED, ("package-size-unreadable",)),)) for n in "ad"),
    *(Case(f"outbound/m1-size-{n}.xml", (Right(CONVERTED),)) for n in "bc"),
    Case("outbound/m1-packages-2.0000000.xml", (Right(CONVERTED),)),
    Case("outbound/m1-document-as-filereference.xml", (Right(CONVERTED, ("document-not-read",)),)),
)


@cache
def with_register(source: Path, folder: Path) -> Converter:
    """The converter with a register built from a case's M30 file."""
    made = folder / f"{source.stem}.db"
    build_database(source, made)
    return load_converter(read_settings({}).with_options(fest=made))


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the registers are built, once for all cases."""
    return tmp_path_factory.mktemp("registers")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_a_case_is_what_is_right(case: Case, shared: Path, registers: Path) -> None:
    """Decision, what is told, and what the document says and does not say."""
    cases = shared / "cases"
    converter = with_register(cases / case.register, registers) if case.register else loaded()
    answers = each_m1_to_ep((cases / case.file).read_bytes(), converter, case.at).answers
    assert [a.decision.value for a in answers] == [r.decision for r in case.right], [codes(a) for a in answers]
    for answer, right in zip(answers, case.right, strict=True):
        assert set(right.told) <= codes(answer), codes(answer)
        text = "" if answer.document is None else answer.document.decode()
        assert [has for has in right.has if has not in text] == []
        assert [lacks for lacks in right.lacks if lacks in text] == []


def test_what_the_record_knows_to_be_used_up_does_not_leave(shared: Path, tmp_path: Path) -> None:
    """As record-knows-used-up.sh asks: the shipped example leaves, comes back dispensed, and does not leave again."""
    ed = (shared / "cases" / "outbound" / "record-knows-used-up.ed.xml").read_bytes()
    day = timedelta(days=1)
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as record:
        (left,) = send(example("m1-tablets"), loaded(), record, NOON).answers
        assert left.document is not None
        assert receive(ed, loaded(), record, NOON + day).document is not None
        (again,) = send(example("m1-tablets"), loaded(), record, NOON + 2 * day).answers
    assert (again.decision.value, again.document) == (EXCLUDED, None)
    assert "excluded-used-up" in codes(again)


def codes(answer: Answer[Prescribed]) -> set[str]:
    """The codes of all findings."""
    return {f.code for f in answer.findings}
