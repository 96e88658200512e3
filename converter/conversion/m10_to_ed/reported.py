"""A pharmacy's own M10 beside the dispense: what it tells, and where it says otherwise."""

from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal

from converter.conversion.m10_to_ed.printable import printable
from converter.formats.norway.m10_reader import read_m10
from converter.formats.signs import take_signs
from converter.formats.xml import parse, path_of
from converter.model.ed import Entered, EnteredPharmacy, OwnReport
from converter.model.finding import Problem, finding
from converter.model.hpr_number import read_hpr_number
from converter.model.m10 import M10
from converter.model.party import PersonName
from converter.model.substitution import Substituted
from converter.model.zone import OSLO, day_in_norway
from converter.validation.gate import Gate

MSG_ID = "{*}MsgInfo/{*}MsgId"
MOST_NUMBER = 64
"""Letters of the pharmacy's own number: as many as an identifier of CDA holds in the EU (dossier, section 3)."""
NOON = time(12)
MOST_PLACES = 10


def reported(data: bytes, gate: Gate) -> Entered:
    """The dispense that an M10 tells; it has no pharmacist's name, and AnsattId for the HPR number.

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
    identified = [str(element.text or "") for element in root.iterfind(MSG_ID)]
    signs = take_signs(root)
    if wrong := (*signs.codes, *signs.turning):
        raise Problem([finding("text-controls", path_of(element)) for element in wrong[:MOST_PLACES]])
    report = read_m10(root)
    if report.annuls:
        raise Problem([finding("m10-annuls", "/MsgHead/Document")])
    try:
        pharmacy, batch, varenr = printable(report.pharmacy), printable(report.batch), printable(report.package.varenr)
        numbers = {printable(number) for number in identified}
        if any(len(number) > MOST_NUMBER for number in numbers):
            raise ValueError
    except ValueError:
        raise Problem([finding("m10-unreadable", "/MsgHead/Document")]) from None
    return Entered(
        number=report.message_id,
        varenr=varenr,
        packages=_plain(report.packages),
        dispensed_at=datetime.combine(report.dispensed_on, NOON, OSLO),
        pharmacist=PersonName("", ()),
        hpr_number=report.employee,
        pharmacy=EnteredPharmacy(pharmacy, _organisation_number(report), her_id=report.pharmacy_her_id),
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


def _plain(number: Decimal) -> Decimal:
    """A number without zeros behind: `1.0000000` is 1."""
    bare = number.normalize()
    return bare if bare == 0 or bare.as_tuple().exponent in range(-9, 1) else number.quantize(Decimal(1))


def _organisation_number(report: M10) -> str:
    return next((i.value for i in report.sender.ids if i.type == "ENH"), "")


def _differing(entered: Entered, known: Entered) -> tuple[str, ...]:
    """The fields that both tell, and differently; numbers of the dispense may be of two series."""
    day, reported_day = day_in_norway(entered.dispensed_at), day_in_norway(known.dispensed_at)
    own, theirs = entered.pharmacy, known.pharmacy
    hpr, employee = read_hpr_number(entered.hpr_number), read_hpr_number(known.hpr_number)
    differs = {
        "varenr": entered.varenr != known.varenr,
        "packages": entered.packages != known.packages,
        "dispensedAt": day != reported_day,
        "batch": bool(known.batch) and entered.batch != known.batch,
        "pharmacy/herId": _other(own.her_id, theirs.her_id),
        "pharmacy/organisationNumber": _other(own.number, theirs.number),
        "pharmacy/name": _other(_letters(own.name), _letters(theirs.name)),
        "pharmacist/hprNumber": _other(hpr or "", employee or ""),
    }
    return tuple(name for name, other in differs.items() if other)


def _other(one: str, other: str) -> bool:
    """Whether both are said, and differ."""
    return bool(one and other) and one != other


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
