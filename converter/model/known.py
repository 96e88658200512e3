"""What Norway knows of a prescription when a dispensation of it comes back: from the M1 itself, or as it was kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from converter.model.coded import Coded, Identifier
from converter.model.handed_out import RecordedHandOut
from converter.model.measure import Measure
from converter.model.party import PersonName
from converter.model.product import Product


@dataclass(frozen=True, slots=True)
class PrescriptionFacts:
    """The few facts of a prescription that a dispensation is held against. Nothing of persons.

    Attributes:
        prescription_id: ReseptId as the M1 writes it.
        group: Reseptgruppe (list 7421) as prescribed.
        written_on, valid_from, valid_until: as in the eP.
        repeats: how often it may be dispensed again after the first time.
        packages: number of packages of one dispense; absent where the prescription cannot be said in EU terms.
        product: the medicine in EU terms, likewise.
        may_substitute: whether generic substitution was allowed or forbidden; absent where neither was said.
        form: dose form (list 7448) as prescribed.
        withheld: ids of the rules by which it may not leave Norway, should there be any.
        signed: keyed hash of what was signed, in hexadecimal, where the exchange record keeps the facts; else empty.
        share: which part of a hand-over the last eP was for, as a fraction: `1`, or `1/2` where a rest was sent.
        outside: how much of `outside_of` (as `model.measure` has it) was handed out that is no dispensation of the
            record, as a fraction; empty where nothing is known of any.
    """

    prescription_id: str
    group: str
    written_on: date
    valid_from: date
    valid_until: date
    repeats: int
    packages: Decimal | None
    product: Product | None
    may_substitute: bool | None = None
    form: Coded | None = None
    withheld: tuple[str, ...] = ()
    signed: str = ""
    share: str = "1"
    outside: str = ""
    outside_of: str = ""


@dataclass(frozen=True, slots=True)
class EarlierDispensation:
    """An earlier dispensation of the same prescription that still stands.

    `amount` is how much of `of` (as `model.measure` has it); absent where it cannot be compared with the prescription.
    """

    amount: Fraction | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """An eD that was answered before.

    Attributes:
        report: as it was kept, without its patient.
        is_report: whether a document is that report, patient and all, to the byte.
        finished: whether it finished the prescription.
    """

    report: bytes
    is_report: Callable[[bytes], bool] = field(repr=False, compare=False)
    finished: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """What was handed out before, by all sources: `outside` is how much of it the record does not have."""

    earlier: tuple[EarlierDispensation, ...]
    outside: Measure


Count = Callable[[tuple[RecordedHandOut, ...], Measure | None], Counted]
"""Counts the dispensations that the record has, and what it knew of others, with what a message tells."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the prescription that an eD names.

    Attributes:
        same_patient: whether the eD's patient is the prescription's.
        same_name: whether the eD names the patient as the M1 does; absent without an M1.
        patient: the patient's national number under its own root, where an M1 gave it.
        name: the patient's name as that M1 has it.
        earlier: earlier dispensations that stand, this one left out.
        standing: those of them that the exchange record has.
        elsewhere: what the record knows of others.
        counted: counts them together with what an M9.4 or M9.6 around the M1 tells; absent where it tells nothing.
        remembered: whether the exchange record knows the prescription; without it nothing earlier is known.
        dispense_recorded: whether the record has this very eD; absent where it was not asked, or is gone.
        signed: gives what the M1 beside the eD says, where there is one.
        supplied: whether a standing dispensation under another document id is of the same pharmacy, day, product and
            amount.
        same_signed: whether the M1 beside the eD is the one that the record knows; absent where only one of them is.
    """

    facts: PrescriptionFacts
    same_patient: bool
    patient: Identifier | None = field(default=None, repr=False)
    earlier: tuple[EarlierDispensation, ...] = ()
    standing: tuple[RecordedHandOut, ...] = ()
    elsewhere: Measure | None = None
    counted: Count | None = field(default=None, repr=False, compare=False)
    remembered: bool = False
    dispense_recorded: bool | None = None
    same_name: bool | None = None
    name: PersonName | None = field(default=None, repr=False)
    signed: Callable[[], str] | None = field(default=None, repr=False, compare=False)
    same_signed: bool | None = None
    supplied: bool = False


@dataclass(frozen=True, slots=True)
class Reported:
    """What the exchange record has of a dispensation that is to be taken back.

    Attributes:
        known: what it knows of the prescription; `dispense_recorded` says whether this very eD came.
        report: the M10 that reported it, without its patient; empty where the eD never came, or only its discard did.
        annulled: the M10 that annuls it, where it was taken back before.
    """

    known: Known
    report: bytes = b""
    annulled: Answered | None = None
