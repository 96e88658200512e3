"""The facts that rules test of a prescription from abroad."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from converter.model.foreign_prescription import DocumentKind, ForeignPrescription
from converter.model.groups import NEVER_ABROAD, STRICTEST_FIRST
from converter.rules.rule import Effect, Fact, Test
from converter.rules.vocabulary import (
    DAYS_VALID,
    MINUTES_AHEAD,
    YES_NO,
    Codes,
    Day,
    FactRow,
    Stop,
    Vocabulary,
    Words,
    by_name,
)

FACTS = by_name(
    FactRow(
        "atc",
        "whether the register has packages of each ATC code of level 5; missing where there is no ATC code",
        Words(("known", "unknown", "missing")),
    ),
    FactRow(
        "days-open",
        "days since it was written, where no last day of dispensing is given",
        DAYS_VALID,
    ),
    FactRow(
        "group",
        "prescription groups of all in the register that has an ATC code which stands anywhere in the product",
        Codes("7421"),
    ),
    FactRow(
        "minutes-ahead",
        "by how many minutes it was written after now; of a day alone in whole days, by the EU's earliest clock",
        MINUTES_AHEAD,
    ),
    FactRow(
        "order",
        "what item and supply are by moodCode; null where they, or what they stand in, have a nullFlavor",
        Words(("order", "event", "other", "null")),
    ),
    FactRow(
        "status",
        "of item and supply; none where the item says none, negated where it says that the medicine is not to be used",
        Words(("active", "completed", "none", "negated", "other")),
    ),
    FactRow(
        "substances",
        "unchecked where no whole ATC code covers a substance; group where an ATC group may hold A or B; named where a"
        " substance is named as one of A or B is; named-beside where another name has such a word",
        Words(("checked", "unchecked", "group", "named", "named-beside")),
    ),
    FactRow("treatment-until", "last day of the treatment, as said or by its length", Day()),
    FactRow("valid-from", "first day of dispensing", Day()),
    FactRow("valid-until", "last day of dispensing (inclusive)", Day()),
    FactRow(
        "validity",
        "partial where a bound is a month or a year; contradicts where bounds differ, cross or end before the writing",
        Words(("whole", "partial", "contradicts")),
    ),
    FactRow("validity-given", "whether there is a last day", YES_NO),
)
"""Every fact a rule may test, what it says and what it can be."""

FLOOR = (
    Stop("view-group-a-b", "group", Test.IN, NEVER_ABROAD, Effect.REJECT),
    Stop("view-group-not-listed", "group", Test.NOT_IN, frozenset(STRICTEST_FIRST), Effect.REMARK),
    Stop("view-group-unknown", "atc", Test.IS, frozenset({"unknown"}), Effect.REMARK),
    Stop("view-atc-missing", "atc", Test.IS, frozenset({"missing"}), Effect.REMARK),
    Stop("view-not-active", "status", Test.IN, frozenset({"negated", "other"}), Effect.REJECT),
    Stop("view-status-missing", "status", Test.IS, frozenset({"none"}), Effect.REMARK),
    Stop("view-event", "order", Test.IS, frozenset({"event"}), Effect.REJECT),
    Stop("view-no-order", "order", Test.IS, frozenset({"other"}), Effect.REJECT),
    Stop("view-order-null", "order", Test.IS, frozenset({"null"}), Effect.REJECT),
    Stop("view-substance-unchecked", "substances", Test.IS, frozenset({"unchecked"}), Effect.REMARK),
    Stop("view-atc-group", "substances", Test.IS, frozenset({"group"}), Effect.REMARK),
    Stop("view-substance-named-a-b", "substances", Test.IS, frozenset({"named"}), Effect.REMARK),
    Stop("view-word-named-a-b", "substances", Test.IS, frozenset({"named-beside"}), Effect.REMARK),
)
"""What is not dispensed on a prescription from abroad, and what a person must look at first; nothing goes by guess."""
EP_TO_VIEW = Vocabulary("ep-to-view", FACTS, frozenset({Effect.REJECT, Effect.REMARK}), FLOOR)
"""What the rules of `ep-to-view` may speak of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of register, tables and clock.

    Attributes:
        atc, substances: as the facts have them.
        groups: of all in the register that has one of the codes.
        minutes_ahead: by how many minutes it was written after now; absent where it does not say when.
        days_open: days since it was written; absent where it does not say when.
        treatment_until: last day of the treatment; absent where not said.
    """

    atc: tuple[str, ...]
    substances: tuple[str, ...]
    groups: tuple[str, ...]
    minutes_ahead: Fraction | None = None
    days_open: Fraction | None = None
    treatment_until: date | None = None


def gather(prescription: ForeignPrescription, asked: Asked) -> dict[str, Fact]:
    """The facts of one prescription, one entry for each name of `FACTS`.

    Args:
        prescription: as read; a page (PDF) has no status, ATC code or last day to ask for.
        asked: what the register and the clock say of it.
    """
    page = prescription.kind is DocumentKind.PDF
    ends = prescription.valid_until is not None
    return {
        "atc": () if page else asked.atc,
        "days-open": None if page or ends else asked.days_open,
        "group": () if page else tuple(group for group in asked.groups if group),
        "minutes-ahead": asked.minutes_ahead,
        "order": () if page else prescription.order.kinds,
        "status": () if page else _status(prescription),
        "substances": () if page else asked.substances,
        "treatment-until": None if page else asked.treatment_until,
        "valid-from": prescription.valid_from,
        "valid-until": prescription.valid_until,
        "validity": () if page else _validity(prescription),
        "validity-given": () if page else ("yes",) if ends else ("no",),
    }


def _status(prescription: ForeignPrescription) -> tuple[str, ...]:
    """eHDSI CDA v8.0.0, template `1.3.6.1.4.1.12559.11.10.1.3.1.3.2`: active or completed, and nothing negated."""
    if prescription.negated or prescription.order.negated:
        return ("negated",)
    said = (prescription.status, *prescription.order.statuses)
    found = [s if s in {"active", "completed"} else "other" for s in said if s]
    return tuple(dict.fromkeys(found)) if prescription.status else ("none", *dict.fromkeys(found))


def _validity(prescription: ForeignPrescription) -> tuple[str, ...]:
    validity, written = prescription.validity, prescription.written_on
    over = written is not None and prescription.valid_until is not None and prescription.valid_until < written
    found = ["contradicts"] if validity.contradicts or over else []
    return (*found, "partial") if validity.partial else tuple(found) or ("whole",)
