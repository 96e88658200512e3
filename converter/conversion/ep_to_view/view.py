"""A foreign prescription for reading, in Norwegian, and what speaks against dispensing it."""

from dataclasses import dataclass
from enum import StrEnum

from converter.conversion.answer import Answer
from converter.conversion.ep_to_view.aside import AsideView
from converter.conversion.ep_to_view.persons import PatientView
from converter.conversion.ep_to_view.suggestions import Suggestion
from converter.conversion.ep_to_view.words import Shown
from converter.model.draft_rows import DRAFT
from converter.model.finding import Severity
from converter.model.foreign_prescription import ForeignPrescription


class Verdict(StrEnum):
    """Whether a prescription can be dispensed in Norway; `check`: only after something was looked at by a person."""

    DISPENSABLE = "dispensable"
    CHECK = "check"
    NOT_DISPENSABLE = "not-dispensable"


@dataclass(frozen=True, slots=True)
class SubstanceView:
    """An active substance and its strength in words; the strength empty where none is said."""

    name: Shown
    strength: str


@dataclass(frozen=True, slots=True)
class PrescriberView:
    """Who prescribed, and where; empty where not said."""

    name: str
    role: Shown
    specialty: str
    organisation: str
    address: str
    telecoms: tuple[str, ...]
    country: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductView:
    """What was prescribed.

    Attributes:
        code: the foreign country's own, and its code system.
        strength: in the document's own words.
        layers: innermost first, in words: `10 tabletter i blister`.
        one: what one package holds; whole: what all of them hold. Empty where it cannot be computed.
        package: the document's description of the package, and its identifiers.
        parts: the products of a combination pack, in words.
    """

    name: str
    code: tuple[str, str] | None
    strength: str
    form: Shown
    atc: Shown
    substances: tuple[SubstanceView, ...]
    layers: tuple[str, ...]
    one: str
    whole: str
    package: tuple[str, ...]
    parts: tuple[str, ...]
    manufacturer: str


@dataclass(frozen=True, slots=True)
class View:
    """A foreign prescription for reading.

    Attributes:
        country, language: in Norwegian; empty where not said.
        prescriber: who wrote it; absent where several did, who are all `authors`.
        dosage: from structure, in Norwegian; empty where there is none, or it cannot be said whole.
        instructions, to_dispenser, narrative: the document's own words.
        suggestions: Norwegian packages of the same ATC code, form and strength.
        aside: words of the document that are no value and no instruction.
    """

    prescription: ForeignPrescription
    country: str
    language: str
    patient: PatientView | None
    prescriber: PrescriberView | None
    product: ProductView | None
    packages: str
    dosage: str
    route: Shown
    substitution: Shown
    suggestions: tuple[Suggestion, ...]
    authors: tuple[PrescriberView, ...] = ()
    aside: tuple[AsideView, ...] = ()


def verdict(answer: Answer[View]) -> Verdict:
    """What speaks against dispensing it in Norway; a pharmacist decides.

    That a Norwegian word is a draft says nothing of the prescription: it is told, and leaves the verdict as it is.
    """
    if answer.details is None or any(f.severity is not Severity.REMARK for f in answer.findings):
        return Verdict.NOT_DISPENSABLE
    return Verdict.CHECK if any(f.code != DRAFT for f in answer.findings) else Verdict.DISPENSABLE
