"""The list of a patient's prescriptions and the request for it, as JSON; names are those of OpenNCP's metadata."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from converter.answers.finding import FindingAnswer, finding_answers
from converter.answers.m1_to_ep import DispensedAnswer
from converter.answers.shape import Bilingual, Shape
from converter.answers.versions import VersionsAnswer
from converter.conversion.answer import Decision
from converter.conversion.identifiers import LEVEL_1, LEVEL_3
from converter.conversion.prescriptions.listing import Listing
from converter.conversion.prescriptions.metadata import (
    CLASS_CODE,
    CONFIDENTIALITY,
    FORMATS,
    MIME_TYPE,
    TITLE,
    Metadata,
)
from converter.conversion.prescriptions.pair import Pair
from converter.model.coded import Coded

OPEN, PARTLY = "open", "partly-dispensed"
REASONS = {
    OPEN: Bilingual(no="Kan utleveres.", en="May be dispensed."),
    PARTLY: Bilingual(no="Delvis utlevert: resten kan utleveres.", en="Partly dispensed: the rest may be dispensed."),
}


class Asking(BaseModel):
    """What is asked, in camelCase on the wire; nothing beyond what is declared."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        alias_generator=to_camel,
        validate_by_alias=True,
        validate_by_name=False,
    )


class PrescriptionGiven(Asking):
    """One prescription, and what the caller knows of it."""

    message: str = Field(description="The M1 in its MsgHead, or the M9.4 around it: XML as text.")
    status: str | None = Field(None, description="Its status now (list 7408). All but E keep it in Norway.")
    access: Literal["open", "blocked"] | None = Field(None, description="The patient's access control.")
    dispensed: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}(\.[0-9]{1,3})?$")] | None = Field(
        None, description="How many packages, as prescribed, were handed out before."
    )


class ListRequest(Asking):
    """Whose prescriptions, and the messages that they are in: one list, or prescriptions one by one."""

    patient_id: str = Field(
        description="The patient as asked, HL7 v2 CX with an OID: number^^^&root&ISO. All must be theirs.",
        examples=["14836809816^^^&2.16.578.1.12.4.1.4.1&ISO"],
    )
    message: str | None = Field(None, description="An M9.6, or an M1List: XML as text. Instead of `prescriptions`.")
    access: Literal["open", "blocked"] | None = Field(None, description="The patient's access control, with `message`.")
    prescriptions: tuple[PrescriptionGiven, ...] | None = Field(None, description="Instead of `message`.")


class DocumentRequest(ListRequest):
    """The same as for the list, and which document of it."""

    document_id: str = Field(description="`id` of the list, to the letter.")
    repository_id: str = Field(description="`repositoryId` of the list.")


class CodeAnswer(Shape):
    """A code and what it is called."""

    code: str
    display_name: str

    @classmethod
    def of(cls, code: Coded | None) -> Self | None:
        """A code's answer; none where there is none."""
        return None if code is None else cls(code=code.code, display_name=code.display)


class MetadataAnswer(Shape):
    """One document's metadata, for OpenNCP's DocumentFactory. Codes are final: none is transcoded on the way."""

    id: str = Field(description="root^extension of the document.")
    patient_id: str = Field(description="As asked.")
    format_code: str = Field(description="urn:epsos:ep:pre:2010 of level 3, urn:ihe:iti:xds-sd:pdf:2008 of level 1.")
    mime_type: str
    class_code: str
    effective_time: datetime = Field(description="Noon of the day of prescribing in Norway: M1 has no time of day.")
    repository_id: str
    title: str
    author: str = Field(description="The prescriber by name, HL7 v2 XCN.")
    language_code: str
    confidentiality: str
    size: int | None = Field(description="Null: what leaves is made when it is fetched.")
    hash: str | None = Field(description="Null, likewise.")
    description: str = Field(description="Begins with the ATC code; names no patient.")
    product_code: str
    product_name: str
    dispensable: bool
    atc_code: str
    atc_name: str
    dose_form_code: str = Field(description="EDQM; empty where there is none.")
    dose_form_name: str
    strength: str
    substitution: CodeAnswer | None = Field(description="eHDSISubstitutionCode; null where nothing is said.")

    @classmethod
    def of(cls, found: Metadata) -> Self:
        """The metadata's answer."""
        return cls(
            id=found.id,
            patient_id=found.patient_id,
            format_code=FORMATS[found.level],
            mime_type=MIME_TYPE,
            class_code=CLASS_CODE,
            effective_time=found.effective_time,
            repository_id=found.repository_id,
            title=TITLE,
            author=found.author,
            language_code=found.language_code,
            confidentiality=CONFIDENTIALITY,
            size=None,
            hash=None,
            description=found.description,
            product_code=found.product_code,
            product_name=found.product_name,
            dispensable=True,
            atc_code=found.atc_code,
            atc_name=found.atc_name,
            dose_form_code=found.dose_form_code,
            dose_form_name=found.dose_form_name,
            strength=found.strength,
            substitution=CodeAnswer.of(found.substitution),
        )


class ReasonAnswer(Shape):
    """Why it may be dispensed, as a code and in words."""

    code: Literal["open", "partly-dispensed"]
    text: Bilingual


class PairAnswer(Shape):
    """A prescription that may leave: the metadata of both its documents, and what is left of it."""

    level3: MetadataAnswer
    level1: MetadataAnswer
    remaining: DispensedAnswer | None
    reason: ReasonAnswer

    @classmethod
    def of(cls, one: Pair) -> Self:
        """The pair of a prescription that is listed."""
        found = {m.level: MetadataAnswer.of(m) for m in one.metadata}
        reason: Literal["open", "partly-dispensed"] = "partly-dispensed" if one.is_partly_dispensed else "open"
        return cls(
            level3=found[LEVEL_3],
            level1=found[LEVEL_1],
            remaining=DispensedAnswer.of(one.answers[LEVEL_3]),
            reason=ReasonAnswer(code=reason, text=REASONS[reason]),
        )


class KeptAnswer(Shape):
    """A prescription that stays in Norway, and why: for the gateway, and never for another country."""

    prescription_id: str = Field(description="ReseptId; empty where it could not be read.")
    decision: Decision
    findings: tuple[FindingAnswer, ...]


class ListAnswer(Shape):
    """A patient's prescriptions: what may be passed on as it is, and what may not."""

    abroad: tuple[PairAnswer, ...] = Field(
        description="The prescriptions that may leave. The same to the byte with and without the others."
    )
    gateway: tuple[KeptAnswer, ...] = Field(description="Those that may not leave, with reasons. Never passed on.")
    versions: VersionsAnswer

    @classmethod
    def of(cls, listing: Listing) -> Self:
        """A list's answer."""
        kept = [one for one in listing.prescriptions if not one.is_listed]
        return cls(
            abroad=tuple(PairAnswer.of(one) for one in listing.prescriptions if one.is_listed),
            gateway=tuple(
                KeptAnswer(
                    prescription_id=one.prescription_id,
                    decision=one.why.decision,
                    findings=finding_answers(one.why.findings),
                )
                for one in kept
            ),
            versions=VersionsAnswer.of(listing.versions),
        )
