"""The shapes of the service's JSON answers, for OpenAPI and for tests. Everything that is there is declared here."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Shape(BaseModel):
    """Names in camelCase on the wire; nothing beyond what is declared."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, frozen=True)


class Bilingual(Shape):
    """The same words in Norwegian and English."""

    no: str
    en: str


class FindingAnswer(Shape):
    """One finding. Quotes no value of the message."""

    code: str = Field(description="Stable code, never reused.")
    severity: Literal["defect", "reject", "exclude", "remark"]
    path: str = Field(description="Where in the message, in local element names; empty where no place applies.")
    text: Bilingual
    hint: Bilingual
    basis: str = Field(description="Legal or policy basis, for rules.")
    openncp: str = Field(description="The OpenNCP error code (9.0.0) that this corresponds to.")


class VersionsAnswer(Shape):
    """What made the answer."""

    software: str
    tables: str = Field(description="SHA-256 over code tables, rules and identifiers.")
    fest: str = Field(description="When the medicines register's content was fetched from FEST.")
    fest_is_demo: bool
    pending_identifiers: list[str] = Field(description="Identifiers that are placeholders until Norway assigns them.")


class OriginAnswer(Shape):
    """Where one value of a document came from."""

    output: str = Field(description="Path in the document, with positions.")
    kind: Literal["m1", "fest", "setting", "clock", "fixed", "absent", "repeats"]
    source: str = Field(description="Leaf of the message, fact of the register, setting, or what it repeats.")
    table: str = Field(description="The table that translated it; empty where none did.")
    row: str = Field(description="The code of the row in that table.")


class ConversionAnswer(Shape):
    """A conversion that gave a document."""

    decision: Literal["converted"]
    repeats: int = Field(description="How often the prescription may be dispensed again; repeats stay in Norway.")
    document: str = Field(description="The EU ePrescription: the text of the XML.")
    findings: list[FindingAnswer]
    versions: VersionsAnswer
    provenance: list[OriginAnswer] | None = Field(default=None, description="With `report=full`: each value's origin.")


class OutcomeAnswer(Shape):
    """What became of one prescription of a list."""

    position: int = Field(description="Which of the message's prescriptions, from 1.")
    decision: Literal["converted", "excluded", "rejected", "defect"]
    repeats: int | None = Field(description="As in a single answer, where the prescription could be read.")
    document: str | None = Field(description="The EU ePrescription: the text of the XML; null where there is none.")
    findings: list[FindingAnswer]
    provenance: list[OriginAnswer] | None = Field(default=None, description="As in a single answer.")


class ListAnswer(Shape):
    """What became of each prescription of a message; an M9.6, an M1List, or any with `all=true`."""

    outcomes: list[OutcomeAnswer] = Field(min_length=1)
    versions: VersionsAnswer


class ProblemAnswer(Shape):
    """Problem details (RFC 9457) of anything that gave no document."""

    type: str = Field(description="urn:problem-type:e-prescription-converter:<code of the finding that decided>")
    title: str
    title_no: str = Field(description="The title in Norwegian.")
    status: int
    detail: str
    detail_no: str = Field(description="The detail in Norwegian.")
    decision: Literal["excluded", "rejected", "defect"]
    repeats: int | None = Field(description="Likewise, where the message could be read.")
    findings: list[FindingAnswer] = Field(min_length=1, description="All of them, not the first only.")
    versions: VersionsAnswer


class ConsumptionAnswer(Shape):
    """What of a prescription is used: decimal numbers of `unit`; null where it is not known or cannot be compared."""

    unit: str = Field(description="What is measured: piece, mL, g, dose, [IU] and so on; empty where nothing is.")
    now: str | None = Field(description="Handed out by this dispensation.")
    before: str | None = Field(description="Handed out by earlier ones that stand.")
    one_dispense: str | None = Field(description="Prescribed for one dispense.")
    prescribed: str | None = Field(description="Prescribed for all dispenses, repeats included.")
    remaining: str | None = Field(description="What is left.")


class DispenseAnswer(Shape):
    """A dispensation that gave a report."""

    decision: Literal["converted"]
    repeated: bool = Field(description="Whether the same eD was answered before; the answer is then the same.")
    finished: bool = Field(description="Whether the report finishes the prescription (Avsluttet).")
    consumption: ConsumptionAnswer | None = Field(description="Null for a discard and for a repeated answer.")
    document: str = Field(description="The M10: the text of the XML.")
    findings: list[FindingAnswer]
    versions: VersionsAnswer


class IdentifierAnswer(Shape):
    """An identifier of a document or a person (II)."""

    root: str
    extension: str


class ShownAnswer(Shape):
    """A concept in words."""

    text: str = Field(description="In the language named; empty where nothing is said.")
    language: Literal["nb", "en", ""] = Field(
        description="`en` where no Norwegian term exists, empty where the words are the document's own."
    )
    code: str = Field(description="The EU code; empty where it has none.")
    original: str = Field(description="The document's own words, where they are others.")


class PatientAnswer(Shape):
    """The patient."""

    name: str
    ids: list[IdentifierAnswer]
    birth_date: str | None
    gender: ShownAnswer


class PrescriberAnswer(Shape):
    """Who prescribed."""

    name: str
    role: ShownAnswer
    specialty: str = Field(description="In the document's own words.")
    organisation: str
    address: str
    telecoms: list[str]
    country: str


class SubstanceAnswer(Shape):
    """An active substance."""

    name: ShownAnswer
    strength: str = Field(description="In Norwegian words; empty where none is said.")


class ProductAnswer(Shape):
    """What was prescribed."""

    name: str
    code: IdentifierAnswer | None = Field(description="The foreign country's own code of the product.")
    strength: str = Field(description="In the document's own words.")
    form: ShownAnswer
    atc: ShownAnswer
    substances: list[SubstanceAnswer]
    layers: list[str] = Field(description="Package layers in words, innermost first.")
    one_package: str
    total: str = Field(description="What all packages hold; empty where it cannot be computed.")
    package: list[str] = Field(description="The document's description of the package, and its identifiers.")
    parts: list[str] = Field(description="The products of a combination pack.")
    manufacturer: str


class DosageAnswer(Shape):
    """How it is to be taken."""

    norwegian: str = Field(description="From structure; empty where there is none, or it cannot be said whole.")
    instructions: list[str] = Field(description="The prescriber's own words.")
    start: str | None
    end: str | None


class SuggestionAnswer(Shape):
    """A Norwegian package of the same ATC code, form and strength: help, and no more."""

    varenr: str
    name: str
    size: str
    group: str
    packages: str = Field(description="How many hold what is prescribed; empty where it does not come out even.")
    compared: str


class PrescriptionAnswer(Shape):
    """A prescription of another country, in Norwegian."""

    kind: Literal["structured", "epsos", "pdf"]
    document_id: IdentifierAnswer | None
    prescription_id: IdentifierAnswer | None
    country: str
    country_code: str
    language: str = Field(description="In Norwegian.")
    language_code: str
    written_on: str | None
    valid_from: str | None
    valid_until: str | None
    patient: PatientAnswer | None
    prescriber: PrescriberAnswer | None
    product: ProductAnswer | None
    packages: str
    dosage: DosageAnswer
    route: ShownAnswer
    substitution: ShownAnswer
    to_dispenser: list[str]
    narrative: list[str]
    pdf: str | None = Field(description="The page, base64, where the prescription came as one.")
    suggestions: list[SuggestionAnswer]


class ViewAnswer(Shape):
    """What a Norwegian pharmacist reads."""

    verdict: Literal["dispensable", "check", "not-dispensable"] = Field(
        description="What speaks against dispensing in Norway: nothing, something to look at first, or something that"
        " forbids it. A pharmacist decides."
    )
    findings: list[FindingAnswer] = Field(description="Why it is not dispensable (`reject`) first, then warnings.")
    view: PrescriptionAnswer
    versions: VersionsAnswer


class MedicineAnswer(Shape):
    """A Norwegian package."""

    varenr: str
    name: str
    size: str
    group: str
    atc: str


class MedicinesAnswer(Shape):
    """What a search found."""

    medicines: list[MedicineAnswer]


class WrittenAnswer(Shape):
    """An eD that was made."""

    decision: Literal["converted"]
    document: str = Field(description="The eDispensation: the text of the XML.")
    findings: list[FindingAnswer]
    versions: VersionsAnswer


class LiveAnswer(Shape):
    """The service lives."""

    status: Literal["live"]


class WarningAnswer(Shape):
    """Something that an operator should know."""

    code: str
    text: Bilingual


class ReadyAnswer(Shape):
    """The service answers, and with what."""

    status: Literal["ready", "unready"]
    versions: VersionsAnswer
    register_date: str = Field(description="When the content of the register in use was fetched from FEST.")
    register_age_days: int
    register_max_age_days: int = Field(description="Days after which the register counts as old.")
    draft_rows: int
    record: Literal["off", "answers", "silent"] = Field(description="The exchange record; silent is not ready.")
    warnings: list[WarningAnswer]


ANSWERS: tuple[type[Shape], ...] = (
    ConversionAnswer,
    ListAnswer,
    DispenseAnswer,
    ViewAnswer,
    MedicinesAnswer,
    WrittenAnswer,
    ProblemAnswer,
    LiveAnswer,
    ReadyAnswer,
)
