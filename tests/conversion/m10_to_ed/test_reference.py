"""The official rules on the eDs made here: every shape of package, foreign prescriptions, discards.

The rules are reference material; without it the tests are skipped.
"""

import re
import subprocess
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from converter.formats.cda.ed_writer import discarded
from converter.model.finding import Severity
from tests.builders.foreign import foreign
from tests.builders.norwegian import all_packages, ed_of, entered, made
from tests.conversion.m10_to_ed.test_ed import ODD
from tests.conversion.m10_to_ed.test_m10_to_ed import SAMPLES, SHELF

EARLY = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Oslo"))
FORBIDDEN = re.compile(rb'(code=")N("[^>]*codeSystem="2\.16\.840\.1\.113883\.5\.1070")')
"""No substitution, which another medicine would need."""
NOT_OF_THE_PACKAGE = {"dispense-group-a-b", "dispense-veterinary"}


def passes(shared: Path, files: list[Path]) -> bool:
    """Whether the official schema and rules find no error in any of them."""
    check = subprocess.run([shared / "check" / "run", "cda", *files], capture_output=True, check=False)
    return check.returncode == 0


def test_every_package_of_the_register_goes_into_a_sound_ed(shared: Path, tmp_path: Path) -> None:
    """But those of groups A and B and those for animals, which are refused, and what EU codes cannot say."""
    files, unsayable = [], []
    for medicine in all_packages():
        outcome = made(foreign(), entered(varenr=medicine.varenr, packages=Decimal(1), substituted=True))
        codes = {f.code for f in outcome.findings if f.severity is not Severity.REMARK}
        if outcome.document is None:
            assert codes & NOT_OF_THE_PACKAGE or codes == {"dispense-product-unsayable"}
            unsayable += [medicine.varenr] if "dispense-product-unsayable" in codes else []
            continue
        files.append(tmp_path / f"{medicine.varenr}.xml")
        files[-1].write_bytes(outcome.document)
    assert len(files) > 35
    assert len(unsayable) < 12
    assert passes(shared, files)


def test_eds_of_odd_prescriptions_are_sound(shared: Path, tmp_path: Path) -> None:
    files = []
    for number, ep in enumerate(ODD.values()):
        files.append(tmp_path / f"{number}.xml")
        files[-1].write_bytes(ed_of(ep, entered(substituted=True, packages=Decimal("0.5"))))
    assert passes(shared, files)


def test_eds_of_foreign_samples_are_sound_and_so_are_discards(shared: Path, tmp_path: Path) -> None:
    files = []
    for name, (varenr, packages) in SAMPLES.items():
        ep = (shared / "samples" / "eu" / "ep" / f"{name}.xml").read_bytes()
        files.append(tmp_path / f"{name}.xml")
        files[-1].write_bytes(ed_of(ep, entered(varenr=varenr, packages=Decimal(packages), dispensed_at=EARLY), SHELF))
        back = tmp_path / f"{name}-discard.xml"
        back.write_bytes(discarded(files[-1].read_bytes()))
        assert not passes(shared, [back])  # by design the overwritten values are no eD's
    assert passes(shared, files)


def test_eds_of_the_constructs_are_sound(shared: Path, tmp_path: Path) -> None:
    """Each construct of the guide as prescription, handed out as another medicine, marked as substituted."""
    files = []
    for ep in sorted((shared / "samples" / "eu" / "constructs").glob("*.xml")):
        allowed = FORBIDDEN.sub(rb"\1G\2", ep.read_bytes())
        outcome = made(allowed, entered(varenr="990001", packages=Decimal(1), substituted=True))
        if outcome.document is not None:
            files.append(tmp_path / ep.name)
            files[-1].write_bytes(outcome.document)
    assert len(files) > 18
    assert passes(shared, files)
