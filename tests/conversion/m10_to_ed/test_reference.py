"""The official rules on the eDs made here: every shape of package, foreign prescriptions, discards.

The rules are reference material; without it the tests are skipped.
"""

import re
import subprocess
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from converter.formats.cda.ed_writer import discarded
from converter.model.finding import Severity
from tests.builders.foreign import foreign
from tests.builders.norwegian import all_packages, ed_of, entered, made
from tests.conversion.m10_to_ed.test_ed import ODD
from tests.conversion.m10_to_ed.test_m10_to_ed import SAMPLES, SHELF

EARLY = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Oslo"))
FORBIDDEN = re.compile(rb'(code=")N("[^>]*codeSystem="2\.16\.840\.1\.113883\.5\.1070")')
"""No substitution, which another medicine would need."""
VERDICT = re.compile(r"^(ok|FAIL) +(.+?)  \(", re.MULTILINE)
NOT_OF_THE_PACKAGE = {"dispense-group-a-b", "dispense-veterinary"}


@dataclass(frozen=True)
class Checked:
    """The eDs by name, what kept others from being made, and which of all the official schema and rules fail."""

    packages: dict[str, bytes]
    refusals: dict[str, set[str]]
    odd: dict[str, bytes]
    samples: dict[str, bytes]
    discards: dict[str, bytes]
    constructs: dict[str, bytes]
    failing: set[str]


@pytest.fixture(scope="module")
def checked(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """All eDs of this file, checked in one go: the rules take seconds to load."""
    packages, refusals = of_packages()
    odd = {
        f"odd-{n}": ed_of(ep, entered(substituted=True, packages=Decimal("0.5"))) for n, ep in enumerate(ODD.values())
    }
    samples = of_samples(shared)
    discards = {f"{name}-discard": discarded(ed) for name, ed in samples.items()}
    constructs = of_constructs(shared)
    every = packages | odd | samples | discards | constructs
    assert len(every) == sum(map(len, (packages, odd, samples, discards, constructs)))
    failing = failures(shared, tmp_path_factory.mktemp("ed"), every)
    return Checked(packages, refusals, odd, samples, discards, constructs, failing)


def of_packages() -> tuple[dict[str, bytes], dict[str, set[str]]]:
    """An eD for each package of the register, or the codes that stopped it."""
    documents, refusals = {}, {}
    for medicine in all_packages():
        outcome = made(foreign(), entered(varenr=medicine.varenr, packages=Decimal(1), substituted=True))
        if outcome.document is None:
            refusals[medicine.varenr] = {f.code for f in outcome.findings if f.severity is not Severity.REMARK}
        else:
            documents[f"package-{medicine.varenr}"] = outcome.document
    return documents, refusals


def of_samples(shared: Path) -> dict[str, bytes]:
    """An eD for each foreign sample."""
    folder = shared / "samples" / "eu" / "ep"
    return {
        f"sample-{name}": ed_of(
            (folder / f"{name}.xml").read_bytes(),
            entered(varenr=varenr, packages=Decimal(packages), dispensed_at=EARLY),
            SHELF,
        )
        for name, (varenr, packages) in SAMPLES.items()
    }


def of_constructs(shared: Path) -> dict[str, bytes]:
    """Each construct of the guide as prescription, handed out as another medicine, marked as substituted."""
    documents = {}
    for ep in sorted((shared / "samples" / "eu" / "constructs").glob("*.xml")):
        allowed = FORBIDDEN.sub(rb"\1G\2", ep.read_bytes())
        outcome = made(allowed, entered(varenr="990001", packages=Decimal(1), substituted=True))
        if outcome.document is not None:
            documents[f"construct-{ep.stem}"] = outcome.document
    return documents


def failures(shared: Path, folder: Path, documents: dict[str, bytes]) -> set[str]:
    """Which of the documents the official schema and rules find an error in."""
    for name, document in documents.items():
        (folder / f"{name}.xml").write_bytes(document)
    files = [folder / f"{name}.xml" for name in documents]
    check = subprocess.run([shared / "check" / "run", "cda", *files], capture_output=True, text=True, check=False)
    verdicts = {file: verdict for verdict, file in VERDICT.findall(check.stdout)}
    assert set(verdicts) == {str(f) for f in files}, check.stderr[-1000:]
    return {Path(file).stem for file, verdict in verdicts.items() if verdict == "FAIL"}


def test_every_package_of_the_register_goes_into_a_sound_ed(checked: Checked) -> None:
    """But those of groups A and B and those for animals, which are refused, and what EU codes cannot say."""
    unsayable = {"dispense-product-unsayable"}
    assert [v for v, codes in checked.refusals.items() if not codes & NOT_OF_THE_PACKAGE and codes != unsayable] == []
    assert len(checked.packages) > 35
    assert sum("dispense-product-unsayable" in codes for codes in checked.refusals.values()) < 12
    assert set(checked.packages) & checked.failing == set()


def test_eds_of_odd_prescriptions_are_sound(checked: Checked) -> None:
    """Names of markup, other scripts, long texts: whatever a prescription may hold."""
    assert len(checked.odd) == len(ODD)
    assert set(checked.odd) & checked.failing == set()


def test_eds_of_foreign_samples_are_sound_and_so_are_discards(checked: Checked) -> None:
    """A discard is none by design: the overwritten values are no eD's."""
    assert len(checked.samples) == len(SAMPLES)
    assert set(checked.samples) & checked.failing == set()
    assert set(checked.discards) <= checked.failing


def test_eds_of_the_constructs_are_sound(checked: Checked) -> None:
    """Each construct of the guide as prescription."""
    assert len(checked.constructs) > 18
    assert set(checked.constructs) & checked.failing == set()
