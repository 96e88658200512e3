"""What became of one prescription, in codes alone: nothing of the patient, and no value of the message."""

from dataclasses import dataclass
from enum import StrEnum

from converter.conversion.answer import Answer, Decision
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.model.coded import Coded
from converter.model.finding import Severity
from converter.model.prescription import Exchange
from converter.model.product import Product


class Has(StrEnum):
    """What an eP can have of what a pharmacist abroad needs."""

    PRODUCT = "product"
    """The package by its number (varenr)."""
    FORM = "form"
    STRENGTH = "strength"
    DOSE = "dose"
    """Dose and times as structure."""
    ENGLISH = "english"
    """The dosage in English words; one that only says why there are none is not counted."""


STOPS = {
    Decision.EXCLUDED: Severity.EXCLUDE,
    Decision.REJECTED: Severity.REJECT,
    Decision.DEFECT: Severity.DEFECT,
}
"""Which findings are the reasons of a decision."""
NOTICES = frozenset(
    {
        "dosage-amended",
        "dosage-implausible",
        "dosage-numbers-differ",
        "dosage-purposes-differ",
        "dosage-structures-differ",
        "dosage-unchecked",
        "dosage-units-differ",
        "dosage-use-differs",
        "dosage-worded-otherwise",
        "short-dose-text-differs",
    }
)
"""With these the English part tells the pharmacist to ask, and is no dosage."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a prescription.

    Attributes:
        decision: converted, excluded, rejected, or a defect of ours.
        codes: of what stopped it; of what converted, of all remarks. Each once, in order.
        has: what the eP has; empty where there is none.
        varenr: of a register's package; empty of a message.
    """

    decision: Decision
    codes: tuple[str, ...]
    has: frozenset[Has] = frozenset()
    varenr: str = ""


def outcome_of(answer: Answer[Prescribed], varenr: str = "") -> Outcome:
    """The outcome of an answer. What an eP has is read from its bytes: it is counted as it arrives."""
    stops = STOPS.get(answer.decision)
    codes = tuple(sorted({f.code for f in answer.findings if stops is None or f.severity is stops}))
    if answer.document is None:
        return Outcome(answer.decision, codes, varenr=varenr)
    return Outcome(answer.decision, codes, _has(read_ep(parse(answer.document)).prescription, codes), varenr)


def _has(prescription: Exchange, codes: tuple[str, ...]) -> frozenset[Has]:
    product, dosage = prescription.product, prescription.dosage
    found = {
        Has.PRODUCT: product.layers[-1].code is not None,
        Has.FORM: _has_form(product),
        Has.STRENGTH: _has_strength(product),
        Has.DOSE: dosage.schedule is not None,
        Has.ENGLISH: bool(dosage.english) and NOTICES.isdisjoint(codes),
    }
    return frozenset(one for one, there in found.items() if there)


def _has_form(product: Product) -> bool:
    """Whether the form is coded: the product's, or that of each part of a combination pack."""
    parts = product.parts
    return isinstance(product.form, Coded) or (bool(parts) and all(part.form is not None for part in parts))


def _has_strength(product: Product) -> bool:
    """Whether the strengths are numbers: the product's, or those of each part of a combination pack."""
    parts = product.parts
    return bool(product.ingredients) or (bool(parts) and all(part.ingredients for part in parts))
