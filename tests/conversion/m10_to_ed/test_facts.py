"""The facts of a Norwegian dispense: each source alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from converter.conversion.m10_to_ed.facts import gather, in_use
from converter.model.ed import Entered, EnteredPharmacy
from converter.model.finding import Severity
from converter.model.foreign_prescription import ForeignPrescription
from converter.model.medicine import Medicine
from converter.model.party import PersonName
from converter.model.zone import OSLO
from converter.rules.m10_to_ed import HandedOutFacts
from converter.rules.rule import apply
from tests.builders.loaded import loaded
from tests.builders.medicines import known, listed
from tests.conversion.ep_to_view.test_verdict import PRESCRIPTION

NOW = datetime(2026, 11, 23, 12, tzinfo=OSLO)
WRITTEN = replace(PRESCRIPTION, written_on=NOW.date(), valid_from=NOW.date())
ENTERED = Entered("1", "990003", Decimal(1), NOW, PersonName("a", ("b",)), "7", EnteredPharmacy("x"))


def facts(
    medicine: Medicine | None = None,
    prescription: ForeignPrescription = WRITTEN,
    dispensed_at: datetime = NOW,
    times: Fraction | None = None,
) -> HandedOutFacts:
    """The facts of one dispense now."""
    return gather(replace(ENTERED, dispensed_at=dispensed_at), prescription, medicine, times, NOW)


def stops(given: HandedOutFacts) -> list[str]:
    """The rules that refuse it."""
    found = apply(loaded().rules["m10-to-ed"], given.as_facts(), NOW.date())
    return [f.code for f in found if f.severity is Severity.REJECT]


@pytest.mark.parametrize(
    ("medicine", "used", "groups"),
    [
        (known(brand_group="A"), True, ("C", "A")),
        (known(withdrawn=True), False, ()),
        (known(replaced_by="990009"), False, ()),
        (None, False, ()),
    ],
)
def test_a_package_in_use_has_its_groups(medicine: Medicine | None, used: bool, groups: tuple[str, ...]) -> None:
    """Its own and its brand's; one that is not in use has none to judge by."""
    assert in_use(medicine) is used
    assert facts(medicine).groups == groups


@pytest.mark.parametrize("group", ["A", "B"])
@pytest.mark.parametrize("where", ["group", "brand_group"])
def test_a_narcotic_package_is_refused(group: str, where: str) -> None:
    """By its own group or by its brand's, whatever the other says."""
    assert stops(facts(known(**{where: group}))) == ["dispense-group-a-b"]
    assert stops(facts(known())) == []


@pytest.mark.parametrize(
    ("code", "veterinary"), [("QM01AE01", True), ("M01AE01", False), ("M01QE01", False), (None, False)]
)
def test_a_veterinary_package(code: str | None, veterinary: bool) -> None:
    """By the first letter of its ATC code; of one that is not in use too."""
    atc = None if code is None else listed(code, "7180")
    assert facts(known(atc=atc)).veterinary is veterinary
    assert facts(known(atc=atc, withdrawn=True)).veterinary is veterinary
    assert facts(None).veterinary is False


@pytest.mark.parametrize(
    ("written", "first", "wanted"),
    [
        (0, 0, "in-time"),
        (-1, -1, "in-time"),
        (1, 0, "before-written"),
        (0, 1, "before-first-day"),
        (1, 1, "before-written"),
        (None, 1, "before-first-day"),
        (None, None, "in-time"),
        (0, None, "in-time"),
    ],
)
def test_how_the_day_lies(written: int | None, first: int | None, wanted: str) -> None:
    """By Norway's calendar; the day itself is in time."""

    def day(offset: int | None) -> date | None:
        return None if offset is None else NOW.date() + timedelta(offset)

    given = replace(WRITTEN, written_on=day(written), valid_from=day(first))
    assert facts(prescription=given).dispensed == wanted


@pytest.mark.parametrize(
    ("minutes", "refused"),
    [(Fraction(-60), False), (Fraction(0), False), (Fraction(5), False), (Fraction(6), True), (Fraction(1440), True)],
)
def test_clocks_may_differ_by_five_minutes(minutes: Fraction, refused: bool) -> None:
    """A dispense dated further ahead has not happened yet."""
    given = facts(dispensed_at=NOW + timedelta(minutes=float(minutes)))
    assert given.minutes_ahead == minutes
    assert ("dispense-in-the-future" in stops(given)) is refused


@pytest.mark.parametrize(("times", "refused"), [(None, False), (Fraction(50), False), (Fraction(51), True)])
def test_more_than_fifty_times_is_a_slip(times: Fraction | None, refused: bool) -> None:
    """Where the amounts do not compare."""
    assert ("dispense-implausibly-much" in stops(facts(known(), times=times))) is refused
