"""What the route eP -> view answers. It holds what the document says of the patient: it is for the pharmacist alone."""

import base64
from datetime import date
from typing import Literal, Self

from pydantic import Field

from converter.answers.finding import FindingAnswer, finding_answers
from converter.answers.shape import Shape
from converter.answers.versions import VersionsAnswer
from converter.conversion.answer import Answer
from converter.conversion.ep_to_view.persons import PatientView
from converter.conversion.ep_to_view.suggestions import Suggestion
from converter.conversion.ep_to_view.view import PrescriberView, ProductView, Verdict, View, verdict
from converter.conversion.ep_to_view.words import Shown
from converter.model.coded import Identifier
from converter.model.foreign_prescription import DocumentKind


class IdentifierAnswer(Shape):
    """An identifier of a document or a person (II)."""

    root: str
    extension: str

    @classmethod
    def of(cls, identifier: Identifier) -> Self:
        """An identifier's answer."""
        return cls.model_validate(identifier, from_attributes=True)


class ShownAnswer(Shape):
    """A concept in words."""

    text: str = Field(description="In the language named; empty where nothing is said.")
    language: Literal["nb", "en", ""] = Field(
        description="`en` where no Norwegian term exists, empty where the words are the document's own."
    )
    code: str = Field(description="The EU code; empty where it has none.")
    original: str = Field(description="The document's own words, where they are others.")

    @classmethod
    def of(cls, shown: Shown) -> Self:
        """A concept's answer."""
        return cls.model_validate(shown, from_attributes=True)


class NameAnswer(Shape):
    """Another name of the patient."""

    text: str
    kind: str = Field(description="What it is, in Norwegian: `kunstnernavn`, `tidligere navn`.")
    until: date | None = Field(description="The last day that it was valid on.")


class PatientIdAnswer(Shape):
    """A number of the patient."""

    root: str
    extension: str
    issuer: str = Field(description="Who gave it, in the document's own words; empty where not said.")
    kind: str = Field(description="What it is, in Norwegian, where the root is known: `svensk personnummer`.")


class RelatedAnswer(Shape):
    """Someone who stands by the patient."""

    name: str
    kind: str = Field(description="As what, in Norwegian: `verge`, `nærmeste pårørende`.")
    relation: str = Field(description="In the document's own words; empty where not said.")
    telecoms: tuple[str, ...]


class PatientAnswer(Shape):
    """The patient."""

    name: str = Field(description="The legal name, where the document says which it is.")
    other_names: tuple[NameAnswer, ...]
    ids: tuple[PatientIdAnswer, ...] = Field(description="All numbers, in document order.")
    birth_date: date | None
    birth: str = Field(description="Year, or month and year, in Norwegian, where the day is not said.")
    gender: ShownAnswer
    guardians: tuple[RelatedAnswer, ...]
    contacts: tuple[RelatedAnswer, ...]

    @classmethod
    def of(cls, patient: PatientView) -> Self:
        """A patient's answer."""
        return cls(
            name=patient.name,
            other_names=tuple([NameAnswer(text=n.text, kind=n.kind, until=n.until) for n in patient.other_names]),
            ids=tuple(
                [PatientIdAnswer(root=i.root, extension=i.value, issuer=i.issuer, kind=i.kind) for i in patient.ids]
            ),
            birth_date=patient.birth_date,
            birth=patient.birth,
            gender=ShownAnswer.of(patient.gender),
            guardians=tuple([RelatedAnswer.model_validate(r, from_attributes=True) for r in patient.guardians]),
            contacts=tuple([RelatedAnswer.model_validate(r, from_attributes=True) for r in patient.contacts]),
        )


class PrescriberAnswer(Shape):
    """Who prescribed."""

    name: str
    other_names: tuple[str, ...]
    role: ShownAnswer
    specialty: str = Field(description="In the document's own words.")
    organisation: str
    address: str
    telecoms: tuple[str, ...]
    country: str

    @classmethod
    def of(cls, prescriber: PrescriberView) -> Self:
        """A prescriber's answer."""
        return cls(
            name=prescriber.name,
            other_names=prescriber.other_names,
            role=ShownAnswer.of(prescriber.role),
            specialty=prescriber.specialty,
            organisation=prescriber.organisation,
            address=prescriber.address,
            telecoms=prescriber.telecoms,
            country=prescriber.country,
        )


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
    substances: tuple[SubstanceAnswer, ...]
    layers: tuple[str, ...] = Field(description="Package layers in words, innermost first.")
    one_package: str
    total: str = Field(description="What all packages hold; empty where it cannot be computed.")
    package: tuple[str, ...] = Field(description="The document's description of the package, and its identifiers.")
    parts: tuple[str, ...] = Field(description="The products of a combination pack.")
    manufacturer: str

    @classmethod
    def of(cls, product: ProductView) -> Self:
        """A product's answer."""
        return cls(
            name=product.name,
            code=None if product.code is None else IdentifierAnswer(root=product.code[1], extension=product.code[0]),
            strength=product.strength,
            form=ShownAnswer.of(product.form),
            atc=ShownAnswer.of(product.atc),
            substances=tuple(
                [SubstanceAnswer(name=ShownAnswer.of(s.name), strength=s.strength) for s in product.substances]
            ),
            layers=product.layers,
            one_package=product.one,
            total=product.whole,
            package=product.package,
            parts=product.parts,
            manufacturer=product.manufacturer,
        )


class DosageAnswer(Shape):
    """How it is to be taken."""

    norwegian: str = Field(description="From structure; empty where there is none, or it cannot be said whole.")
    instructions: tuple[str, ...] = Field(description="The prescriber's own words.")
    start: date | None
    end: date | None


class AsideAnswer(Shape):
    """Words of the document that are no value and no instruction."""

    about: str = Field(description="What they are about, in Norwegian: `bytte`, `utleveringen`.")
    text: str


class SuggestionAnswer(Shape):
    """A Norwegian package of the same ATC code, form and strength: help, and no more."""

    varenr: str
    name: str
    size: str
    group: str
    packages: str = Field(description="How many hold what is prescribed; empty where it does not come out even.")
    compared: str

    @classmethod
    def of(cls, suggestion: Suggestion) -> Self:
        """A suggestion's answer."""
        return cls(
            varenr=suggestion.varenr,
            name=suggestion.name,
            size=suggestion.size,
            group=suggestion.group,
            packages=suggestion.needed,
            compared=suggestion.compared,
        )


class PrescriptionAnswer(Shape):
    """A prescription of another country, in Norwegian."""

    kind: DocumentKind
    document_id: IdentifierAnswer | None
    prescription_id: IdentifierAnswer | None
    country: str
    country_code: str
    language: str = Field(description="In Norwegian.")
    language_code: str
    written_on: date | None
    valid_from: date | None
    valid_until: date | None
    patient: PatientAnswer | None
    prescriber: PrescriberAnswer | None = Field(
        description="Who wrote it; null where several did, for who of them prescribed is not said."
    )
    authors: tuple[PrescriberAnswer, ...] = Field(description="All persons who wrote it.")
    product: ProductAnswer | None
    packages: str
    dosage: DosageAnswer
    route: ShownAnswer
    substitution: ShownAnswer
    to_dispenser: tuple[str, ...]
    titles: tuple[str, ...] = Field(description="Of the document and its section, as written.")
    aside: tuple[AsideAnswer, ...] = Field(
        description="Words of the document that are no value and no instruction, as written."
    )
    narrative: tuple[str, ...]
    pdf: str | None = Field(description="The page, base64, where the prescription came as one.")
    suggestions: tuple[SuggestionAnswer, ...]

    @classmethod
    def of(cls, view: View) -> Self:
        """A prescription's answer."""
        said, dosage = view.prescription, view.prescription.dosage
        return cls(
            kind=said.kind,
            document_id=None if said.document_id is None else IdentifierAnswer.of(said.document_id),
            prescription_id=None if said.prescription_id is None else IdentifierAnswer.of(said.prescription_id),
            country=view.country,
            country_code=said.country,
            language=view.language,
            language_code=said.language,
            written_on=said.written_on,
            valid_from=said.valid_from,
            valid_until=said.valid_until,
            patient=None if view.patient is None else PatientAnswer.of(view.patient),
            prescriber=None if view.prescriber is None else PrescriberAnswer.of(view.prescriber),
            authors=tuple([PrescriberAnswer.of(author) for author in view.authors]),
            product=None if view.product is None else ProductAnswer.of(view.product),
            packages=view.packages,
            dosage=DosageAnswer(
                norwegian=view.dosage, instructions=dosage.instructions, start=dosage.start, end=dosage.end
            ),
            route=ShownAnswer.of(view.route),
            substitution=ShownAnswer.of(view.substitution),
            to_dispenser=said.to_dispenser,
            titles=said.titles,
            aside=tuple([AsideAnswer(about=a.about_no, text=a.words.text) for a in view.aside]),
            narrative=said.narrative,
            pdf=None if said.pdf is None else base64.b64encode(said.pdf).decode("ascii"),
            suggestions=tuple([SuggestionAnswer.of(s) for s in view.suggestions]),
        )


class EpToViewAnswer(Shape):
    """What a Norwegian pharmacist reads."""

    verdict: Verdict = Field(
        description="What speaks against dispensing in Norway: nothing, something to look at first, or something that"
        " forbids it. A pharmacist decides."
    )
    findings: tuple[FindingAnswer, ...] = Field(
        description="Why it is not dispensable (`reject`) first, then warnings."
    )
    view: PrescriptionAnswer
    versions: VersionsAnswer

    @classmethod
    def with_view(cls, answer: Answer[View], view: View) -> Self:
        """What is told of a prescription that could be opened, with its view."""
        return cls(
            verdict=verdict(answer),
            findings=finding_answers(answer.findings),
            view=PrescriptionAnswer.of(view),
            versions=VersionsAnswer.of(answer.versions),
        )
