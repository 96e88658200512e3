"""The reference cases of dispensations that come back: each is what their README says it must be."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from converter.conversion.answer import Decision
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.examples import example
from converter.formats.norway.m10_reader import read_m10
from converter.formats.xml import parse
from converter.model.finding import Severity
from tests.builders.loaded import details_of, loaded

AT = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Oslo"))


@dataclass(frozen=True)
class Right:
    """What is right of one eD.

    Attributes:
        name, group, sizes, now: of its M10: NavnFormStyrke, Reseptgruppe, Pakningsstr, and the amount that it used up.
        told: codes that must be among the findings; reasons: those that refuse, all of them.
        says, lacks: what Merknad must and must not hold; change: what its Intervensjon holds.
    """

    name: str = "Fiktivprofen tab 400 mg"
    group: str = "C"
    sizes: tuple[str, ...] = ("30",)
    now: int | None = 30
    told: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    change: str = ""


AS_TODAY = Right(says=("400 mg, tablett, 30 tabletter",), lacks=("Tablet,", "oppgitt som"))
CASES = {
    "ed-layers-3-of-10": Right(sizes=("3x10",), says=("3 x 10 tabletter",)),
    "ed-form-coated-tablet": Right(
        name="Ibum tablett, drasjert 400 mg",
        told=("dispensed-other-form",),
        says=("tablett, drasjert, 30 tabletter",),
        lacks=("Coated", "Tablet"),
        change="annen legemiddelform enn forskrevet",
    ),
    "ed-name-2400-strength-400": Right(
        name="Ibum 2400 mg Pak tab 400 mg",
        told=("ed-name-strength-differs",),
        says=("Navnet sier en annen styrke",),
    ),
    "ed-name-rtl-override": Right(
        name="Ibum gm 004 tab 400 mg", told=("text-signs-removed",), says=("Usynlige tegn", "400 mg, tablett")
    ),
    "ed-oxycodone-dispensed-on-ibuprofen": Right(
        name="Oxynorm tab 400 mg",
        group="A",
        now=None,
        told=("dispensed-group-a-b", "dispensed-other-substance"),
        says=("Reseptgruppe A er den utleverte varens; forskrevet i gruppe C",),
        change="annet virkestoff enn forskrevet",
    ),
    "ed-packages-0.0000001": Right(reasons=("ed-quantity-unusable",)),
    "ed-packages-1.0000000": AS_TODAY,
    "ed-packages-1e1": Right(reasons=("dispensed-too-much",)),
    "ed-packages-NaN": Right(reasons=("ed-quantity-unusable",)),
    "ed-status-cancelled": Right(reasons=("ed-act-not-completed",)),
    "ed-supply-nullflavor": Right(reasons=("ed-act-null",)),
    "ed-supply-60-tablets": Right(reasons=("ed-quantity-unusable",)),
    "ed-strength-800-per-2": AS_TODAY,
    "ed-strength-coded-only-200mg": Right(
        name="Ibum tab 200 mg",
        now=None,
        told=("dispensed-other-strength",),
        says=("Ibum, 200 mg, tablett",),
        change="annen styrke enn forskrevet",
    ),
    "ed-strength-mcg-words-mg": Right(
        name="Fiktivprofen tab",
        now=None,
        told=("ed-strength-unread", "dispensed-amount-unknown", "prescription-left-open"),
        says=("Styrken i koder kan ikke leses: 400 (enhet oppgitt som «mcg»), i ord «400 mg»",),
    ),
    "ed-strength-per-mL": Right(
        name="Fiktivprofen tab",
        now=None,
        told=("ed-strength-contradicts", "dispensed-amount-unknown"),
        says=("Styrken er motstridende: i koder 400 mg/ml, i ord «400 mg»",),
    ),
    "ed-time-microseconds": AS_TODAY,
    "ed-time-zone-hours-only": AS_TODAY,
    "ed-time-other-zone": AS_TODAY,
    "ed-unit-drp": Right(sizes=(), now=None, told=("dispensed-amount-unknown",), says=("30 dråper",)),
    "ed-unit-tbl": Right(sizes=(), now=None, told=("dispensed-amount-unknown",), says=("oppgitt som «tbl»",)),
    "ed-unit-mg": Right(now=None, told=("dispensed-amount-unknown",), says=("30 mg",)),
    "ed-other-brand-no-subst": Right(
        name="Ibum tab 400 mg",
        told=("dispensed-other-name-though-forbidden",),
        says=("rekvirenten har reservert seg mot bytte",),
        change="annet preparat enn forskrevet, enda rekvirenten har reservert seg mot bytte",
    ),
    "foreign-ed-with-our-root-in-a-comment": AS_TODAY,
}


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_what_it_must_be(shared: Path, name: str) -> None:
    """Decision, findings, and what the M10 says."""
    right, cases = CASES[name], shared / "cases"
    message = example("m1-tablets")
    if name == "ed-other-brand-no-subst":
        message = (cases / "outbound" / "m1-substitution-forbidden.xml").read_bytes()
    outcome = ed_to_m10((cases / "inbound" / f"{name}.xml").read_bytes(), loaded(), AT, message)
    assert {f.code for f in outcome.findings if f.severity is not Severity.REMARK} == set(right.reasons)
    assert set(right.told) <= {f.code for f in outcome.findings}
    assert (outcome.decision is Decision.CONVERTED) is not bool(right.reasons)
    if right.reasons:
        assert outcome.document is None
        return
    assert outcome.document is not None
    report = read_m10(parse(outcome.document))
    package = report.package
    assert (package.name_form_strength, package.group.code) == (right.name, right.group)
    assert tuple(s.size for s in package.sizes) == right.sizes
    used = details_of(outcome).consumption
    assert used is not None
    assert used.now == right.now
    assert [part for part in right.says if part not in report.remark] == []
    assert [part for part in right.lacks if part in report.remark] == []
    assert " ".join(report.changes).endswith(right.change)
    assert bool(report.changes) is bool(right.change)


def test_every_case_of_dispensations_is_here(shared: Path) -> None:
    """One that is added to the folder is not passed over."""
    assert {p.stem for p in (shared / "cases" / "inbound").glob("ed-*.xml")} <= set(CASES)
