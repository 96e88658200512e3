"""The official rules on the eDs made here: every shape of package, foreign prescriptions, discards.

The rules are reference material; without it the tests are skipped.
"""

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from converter.formats.cda.ed_writer import discarded
from converter.model.finding import Severity
from converter.model.substitution import Substituted
from tests.builders.foreign import permitting
from tests.builders.norwegian import all_packages, ed_of, entered, made
from tests.builders.official import failing
from tests.conversion.m10_to_ed.test_ed import ODD
from tests.conversion.m10_to_ed.test_m10_to_ed import SAMPLES, SHELF

EARLY = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Oslo"))
FORBIDDEN = re.compile(rb'(code=")[NG]("[^>]*codeSystem="2\.16\.840\.1\.113883\.5\.1070"[^>]*displayName=")[a-z]+(")')
"""No substitution of the substance, which another medicine would need."""
NOT_OF_THE_PACKAGE = {"dispense-group-a-b", "dispense-veterinary"}


def of_packages() -> tuple[dict[str, bytes], dict[str, set[str]]]:
    """An eD for each package of the register, or the codes that stopped it."""
    documents, refusals = {}, {}
    for medicine in all_packages():
        handed_out = entered(varenr=medicine.varenr, packages=Decimal(1), substituted=Substituted.OTHER)
        outcome = made(permitting("TE"), handed_out)
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
            entered(varenr=varenr, packages=Decimal(packages), dispensed_at=EARLY, substituted=Substituted.NONE),
            SHELF,
        )
        for name, (varenr, packages) in SAMPLES.items()
    }


def of_constructs(shared: Path) -> dict[str, bytes]:
    """Each construct of the guide as prescription, handed out as another medicine, marked as substituted."""
    documents = {}
    for ep in sorted((shared / "samples" / "eu" / "constructs").glob("*.xml")):
        allowed = FORBIDDEN.sub(rb"\1TE\2therapeutic\3", ep.read_bytes())
        outcome = made(allowed, entered(varenr="990001", packages=Decimal(1), substituted=Substituted.OTHER))
        if outcome.document is not None:
            documents[f"construct-{ep.stem}"] = outcome.document
    return documents


def of_odd() -> dict[str, bytes]:
    """An eD for each prescription of names of markup, other scripts, long texts."""
    half = entered(substituted=Substituted.OTHER, packages=Decimal("0.5"))
    return {f"odd-{n}": ed_of(ep, half) for n, ep in enumerate(ODD.values())}


def test_every_package_of_the_register_goes_into_an_ed() -> None:
    """But those of groups A and B and those for animals, which are refused, and what EU codes cannot say."""
    unsayable = {"dispense-product-unsayable"}
    packages, refusals = of_packages()
    assert [v for v, codes in refusals.items() if not codes & NOT_OF_THE_PACKAGE and codes != unsayable] == []
    assert len(packages) > 35
    assert sum("dispense-product-unsayable" in codes for codes in refusals.values()) < 12


def test_every_ed_is_sound_by_the_official_rules(shared: Path, tmp_path: Path) -> None:
    """Of each package of the register, of odd prescriptions, of foreign samples, of each construct of the guide.

    A discard is unsound by design: the overwritten values are no eD's. One test, as the rules take seconds to load, and
    what tests share is made once in each process that runs some of them.
    """
    packages, odd, samples, constructs = of_packages()[0], of_odd(), of_samples(shared), of_constructs(shared)
    assert len(samples) == len(SAMPLES)
    assert len(constructs) > 18
    discards = {f"{name}-discard": discarded(ed) for name, ed in samples.items()}
    every = packages | odd | samples | discards | constructs
    assert len(every) == sum(map(len, (packages, odd, samples, discards, constructs)))
    found = failing(shared, tmp_path, every)
    assert {name: errors for name, errors in found.items() if name not in discards} == {}
    assert set(discards) <= set(found)
