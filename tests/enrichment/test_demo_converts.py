"""Every product of the demo extract, from an M1 of ours to an eP, held against FEST's own facts.

Nothing is shared with the converter but the call itself.
"""

import subprocess
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from math import prod
from pathlib import Path

import pytest
from lxml import etree

from converter.conversion.m1_to_ep.route import m1_to_ep
from tests.builders.loaded import loaded
from tests.enrichment.demo_facts import Facts, by_id, facts, packages
from tests.enrichment.demo_messages import message

AT = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
V3, PHARM = "{urn:hl7-org:v3}", "{urn:hl7-org:pharm}"

REFUSED = {
    "429076": ("excluded", "excluded-group-a-b"),  # Cosylan: group B
    "541409": ("excluded", "excluded-group-a-b"),
    "990035": ("excluded", "excluded-group-a-b"),  # fentanyl: group A
    "990050": ("excluded", "excluded-group-a-b"),  # codeine: group B
    "990051": ("excluded", "excluded-veterinary-product"),
    "990052": ("excluded", "excluded-special-permit-product"),
}

COMBINATIONS = {
    "343544": (  # one brand in three sizes: which strength is in which, FEST does not say
        ("22010", (Decimal(1), "mL"), Decimal(4), ()),
        ("22010", (Decimal(1), "mL"), Decimal(4), ()),
        ("22010", (Decimal(1), "mL"), Decimal(6), ()),
    ),
    "990055": (  # two brands in one package
        ("10909000", (Decimal(1), "{Pessary}"), Decimal(1), ("500 mg/1 {Pessary}",)),
        ("10502000", (Decimal(20), "g"), Decimal(20), ("10 mg/1 g",)),
    ),
}
"""Each part of a combination pack: form, innermost content, total, strengths."""


def said(document: bytes) -> Facts:
    """What an eP says."""
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))
    (material,) = root.iter(f"{V3}manufacturedMaterial")
    form = material.find(f"{PHARM}formCode")
    national = material.find(f"{PHARM}formCode/{V3}translation")
    national = material.find(f"{PHARM}formCode/{PHARM}translation") if national is None else national
    contents = [element.find(f"{PHARM}quantity") for element in material.iter(f"{PHARM}asContent")]
    outermost = [e for e in material.iter(f"{PHARM}containerPackagedProduct") if e.find(f"{PHARM}code") is not None]
    (atc,) = material.iterfind(f"{PHARM}asSpecializedKind/{PHARM}generalizedMaterialKind/{PHARM}code")
    assert form is not None
    assert national is not None
    assert len(outermost) == 1
    amounts = [(Decimal(c.get("value") or ""), c.get("unit") or "") for c in contents if c is not None]
    assert [unit for _, unit in amounts[1:]] == ["1"] * (len(amounts) - 1)
    strengths = []
    for quantity in material.iterfind(f"{PHARM}ingredient/{PHARM}quantity"):
        above, below = quantity
        strengths.append(
            (
                Decimal(above.get("value") or ""),
                above.get("unit") or "",
                Decimal(below.get("value") or ""),
                below.get("unit") or "",
            )
        )
    return Facts(
        varenr=outermost[0].find(f"{PHARM}code").get("code") or "",
        atc=atc.get("code") or "",
        national_form=national.get("code") or "",
        form=form.get("code") or "",
        total=prod((value for value, _ in amounts), start=Decimal(1)),
        unit=amounts[0][1],
        strengths=tuple(strengths),
    )


def parts(document: bytes) -> tuple[tuple[str, tuple[Decimal, str], Decimal, tuple[str, ...]], ...]:
    """What an eP says of the parts of a combination pack."""
    found = []
    for part in etree.fromstring(document).iter(f"{PHARM}partProduct"):
        form = part.find(f"{PHARM}formCode")
        contents = [c.find(f"{PHARM}quantity") for c in part.iter(f"{PHARM}asContent")]
        amounts = [(Decimal(c.get("value") or ""), c.get("unit") or "") for c in contents if c is not None]
        strengths = tuple(
            "/".join(f"{side.get('value')} {side.get('unit')}" for side in quantity)
            for quantity in part.iterfind(f"{PHARM}ingredient/{PHARM}quantity")
        )
        found.append(
            (
                "" if form is None else form.get("code") or "",
                amounts[0],
                prod((v for v, _ in amounts), start=Decimal(1)),
                strengths,
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class Answer:
    decision: str
    codes: frozenset[str]
    document: bytes | None


@cache
def answers() -> dict[str, Answer]:
    """What becomes of a message for each package of the demo extract, by varenr."""
    found = {}
    for varenr, package in packages().items():
        outcome = m1_to_ep(message(package, by_id("LegemiddelMerkevare")), loaded(), AT)
        codes = frozenset(finding.code for finding in outcome.findings)
        found[varenr] = Answer(outcome.decision.value, codes, outcome.document)
    return found


def test_there_are_enough_of_them() -> None:
    assert len(packages()) >= 60
    assert set(REFUSED) <= set(packages())
    numeric = [varenr for varenr in packages() if varenr not in {**REFUSED, **COMBINATIONS} and facts(varenr).strengths]
    assert len(numeric) >= 25


@pytest.mark.parametrize("varenr", sorted(packages()))
def test_product_converts_to_its_facts_or_is_refused_for_its_reason(varenr: str) -> None:
    answer = answers()[varenr]
    if varenr in REFUSED:
        decision, code = REFUSED[varenr]
        assert (answer.decision, answer.document) == (decision, None)
        assert code in answer.codes
        return
    assert answer.decision == "converted", sorted(answer.codes)
    assert answer.document is not None
    if varenr in COMBINATIONS:
        assert parts(answer.document) == COMBINATIONS[varenr]
        return
    expected = facts(varenr)
    assert said(answer.document) == expected
    assert ("strength-as-text" in answer.codes) == (not expected.strengths)
    assert ("unit-as-text" in answer.codes) == (expected.unit == "1")


def test_the_messages_pass_the_official_check(shared: Path, tmp_path: Path) -> None:
    """What is made of them: tests/conversion/m1_to_ep/test_reference.py."""
    brands = by_id("LegemiddelMerkevare")
    sent = []
    for varenr, package in packages().items():
        sent.append(tmp_path / f"{varenr}-m1.xml")
        sent[-1].write_bytes(message(package, brands))
    assert sum(a.document is not None for a in answers().values()) == len(packages()) - len(REFUSED)
    command = ["bash", str(shared / "check" / "run"), "norway", *map(str, sent)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, f"{checked.stdout[-3000:]}{checked.stderr[-1000:]}"
