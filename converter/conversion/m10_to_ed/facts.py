"""The facts that the rules test of a Norwegian dispense."""

from datetime import datetime
from fractions import Fraction

from converter.conversion.limits import minutes_ahead
from converter.model.ed import Entered
from converter.model.foreign_prescription import ForeignPrescription
from converter.model.medicine import Medicine
from converter.model.zone import day_in_norway
from converter.rules.m10_to_ed import HandedOutFacts

VETERINARY = "Q"
"""What ATCvet codes begin with (WHO Collaborating Centre for Drug Statistics Methodology)."""

UNKNOWN = "unknown"
"""In the place of a group of list 7421 where the register says none."""


def in_use(medicine: Medicine | None) -> bool:
    """Whether the register has the package, and it was neither withdrawn nor replaced."""
    return medicine is not None and not medicine.withdrawn and not medicine.replaced_by


def gather(
    entered: Entered,
    prescription: ForeignPrescription,
    medicine: Medicine | None,
    times: Fraction | None,
    at: datetime,
) -> HandedOutFacts:
    """The facts of one dispense.

    Args:
        entered: what was handed out.
        prescription: on which.
        medicine: the register's record of the package; one that is not in use has no group to judge by.
        times: how many times the prescribed packages, where what they hold does not compare.
        at: the moment, with time zone.
    """
    known = medicine if in_use(medicine) else None
    atc = "" if medicine is None or medicine.atc is None else medicine.atc.code
    return HandedOutFacts(
        dispensed=_dispensed(entered, prescription),
        groups=() if known is None else _groups(known),
        minutes_ahead=minutes_ahead(entered.dispensed_at, at),
        times_prescribed=times,
        veterinary=atc.startswith(VETERINARY),
    )


def _groups(known: Medicine) -> tuple[str, ...]:
    """Those of the package and its brand; what has none is of an unknown group."""
    return tuple(g for g in (known.group, known.brand_group) if g) or (UNKNOWN,)


def _dispensed(entered: Entered, prescription: ForeignPrescription) -> str:
    day = day_in_norway(entered.dispensed_at)
    if prescription.written_on is not None and day < prescription.written_on:
        return "before-written"
    if prescription.valid_from is not None and day < prescription.valid_from:
        return "before-first-day"
    return "in-time"
