"""The facts that rules test of a prescription from abroad."""

from converter.model.foreign_prescription import DocumentKind, ForeignPrescription
from converter.model.groups import NEVER_ABROAD
from converter.rules.rule import Effect, Fact, Test
from converter.rules.vocabulary import YES_NO, Codes, Day, FactRow, Stop, Vocabulary, Words, by_name

FACTS = by_name(
    FactRow(
        "atc",
        "whether the register has packages of each ATC code of level 5; missing where there is no such code",
        Words(("known", "unknown", "missing")),
    ),
    FactRow("group", "prescription groups of the Norwegian packages with the same ATC codes", Codes("7421")),
    FactRow(
        "status",
        "the item's; none where it says none, negated where it says that the medicine is not to be used",
        Words(("active", "completed", "none", "negated", "other")),
    ),
    FactRow("valid-from", "first day of dispensing", Day()),
    FactRow("valid-until", "last day of dispensing (inclusive)", Day()),
    FactRow("validity-given", "whether there is a last day", YES_NO),
)
"""Every fact a rule may test, what it says and what it can be."""

FLOOR = (
    Stop("view-group-a-b", "group", Test.IN, NEVER_ABROAD, Effect.REJECT),
    Stop("view-group-unknown", "atc", Test.IS, frozenset({"unknown"}), Effect.REMARK),
    Stop("view-atc-missing", "atc", Test.IS, frozenset({"missing"}), Effect.REMARK),
)
"""What is not dispensed on a prescription from abroad, and what a person must look at first; nothing goes by guess."""
EP_TO_VIEW = Vocabulary("ep-to-view", FACTS, frozenset({Effect.REJECT, Effect.REMARK}), FLOOR)
"""What the rules of `ep-to-view` may speak of."""


def gather(prescription: ForeignPrescription, atc: tuple[str, ...], groups: tuple[str, ...]) -> dict[str, Fact]:
    """The facts of one prescription, one entry for each name of `FACTS`.

    Args:
        prescription: as read; a page (PDF) has no status, ATC code or last day to ask for.
        atc: of each ATC code whether the register has it, as the fact has it.
        groups: of the register's packages with these codes.
    """
    page = prescription.kind is DocumentKind.PDF
    return {
        "atc": () if page else atc,
        "group": () if page else tuple(group for group in groups if group),
        "status": () if page else (_status(prescription),),
        "valid-from": prescription.valid_from,
        "valid-until": prescription.valid_until,
        "validity-given": () if page else ("no",) if prescription.valid_until is None else ("yes",),
    }


def _status(prescription: ForeignPrescription) -> str:
    """eHDSI CDA v8.0.0, template `1.3.6.1.4.1.12559.11.10.1.3.1.3.2`: active or completed, and nothing negated."""
    if prescription.negated:
        return "negated"
    if not prescription.status:
        return "none"
    return prescription.status if prescription.status in {"active", "completed"} else "other"
