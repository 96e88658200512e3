"""A pharmacy's own M10 beside the dispense: what it tells, and where it says otherwise."""

from dataclasses import replace
from datetime import datetime, time

from converter.conversion.m10_to_ed.printable import printable
from converter.formats.norway.m10_reader import read_m10
from converter.formats.signs import take_signs
from converter.formats.xml import parse, path_of
from converter.model.ed import Entered, EnteredPharmacy, OwnReport
from converter.model.finding import Problem, finding
from converter.model.party import PersonName
from converter.model.substitution import Substituted
from converter.model.zone import OSLO, day_in_norway
from converter.validation.gate import Gate

NOON = time(12)
MOST_PLACES = 10


def reported(data: bytes, gate: Gate) -> Entered:
    """The dispense that an M10 tells; it has no pharmacist's name or HPR number.

    An intervention of type V says that another item was handed out, which is not said of generic substitution.

    Args:
        data: the M10.
        gate: of Norwegian messages.

    Raises:
        Problem: it breaks its schema, is no M10, annuls one, or cannot be read.
    """
    root = parse(data)
    if faults := gate.check(root):
        raise Problem(faults)
    signs = take_signs(root)
    if wrong := (*signs.codes, *signs.turning):
        raise Problem([finding("text-controls", path_of(element)) for element in wrong[:MOST_PLACES]])
    report = read_m10(root)
    if report.annuls:
        raise Problem([finding("m10-annuls", "/MsgHead/Document")])
    try:
        pharmacy, batch = printable(report.pharmacy), printable(report.batch)
    except ValueError:
        raise Problem([finding("m10-unreadable", "/MsgHead/Document")]) from None
    return Entered(
        number=report.message_id,
        varenr=report.package.varenr,
        packages=report.packages,
        dispensed_at=datetime.combine(report.dispensed_on, NOON, OSLO),
        pharmacist=PersonName("", ()),
        hpr_number="",
        pharmacy=EnteredPharmacy(pharmacy, her_id=report.pharmacy_her_id),
        batch=batch,
        substituted=Substituted.OTHER if report.changes else None,
        report=OwnReport(report.prescription_id, report.patient),
    )


def beside_report(entered: Entered, known: Entered) -> Entered:
    """A dispense with what its M10 tells besides: the pharmacy where none is named, and where the two differ."""
    own, report = entered.pharmacy, known.report
    numbered = own.number or own.her_id
    merged = replace(
        own,
        name=own.name or known.pharmacy.name,
        her_id=own.her_id if numbered else known.pharmacy.her_id,
    )
    if report is not None:
        report = replace(report, differs=_differing(entered, known))
    return replace(entered, pharmacy=merged, report=report)


def _differing(entered: Entered, known: Entered) -> tuple[str, ...]:
    """The fields that both tell, and differently; numbers of the dispense may be of two series."""
    day, reported_day = day_in_norway(entered.dispensed_at), day_in_norway(known.dispensed_at)
    differs = {
        "varenr": entered.varenr != known.varenr,
        "packages": entered.packages != known.packages,
        "dispensedAt": day != reported_day,
        "batch": bool(known.batch) and entered.batch != known.batch,
        "pharmacy/herId": bool(entered.pharmacy.her_id) and entered.pharmacy.her_id != known.pharmacy.her_id,
    }
    return tuple(name for name, other in differs.items() if other)
