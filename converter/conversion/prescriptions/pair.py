"""The pair of documents of one prescription: level 3, and level 1 with the page of it; both, or it is not listed."""

from dataclasses import dataclass, replace

from converter.conversion.answer import Answer, Made, settled
from converter.conversion.converter import CDA_L1, Converter
from converter.conversion.identifiers import LEVEL_1, LEVEL_3
from converter.conversion.m1_to_ep.dispensed import PARTLY
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.conversion.prescriptions.metadata import Metadata, metadata_of
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.model.finding import Problem
from converter.model.prescription import Exchange


@dataclass(frozen=True, slots=True)
class Pair:
    """A prescription, its answers and what a registry is told of it.

    Attributes:
        prescription_id: ReseptId as it stands; empty where it could not be read.
        answers: by level; level 3 alone of a prescription that does not leave.
        metadata: of both documents; there exactly where both were made.
    """

    prescription_id: str
    answers: dict[str, Answer[Prescribed]]
    metadata: tuple[Metadata, ...] = ()

    @property
    def is_listed(self) -> bool:
        """Whether another country is told of it."""
        return bool(self.metadata)

    @property
    def is_partly_dispensed(self) -> bool:
        """Whether a part of this hand-over was handed out before."""
        details = self.answers[LEVEL_3].details
        return details is not None and details.dispensed is not None and PARTLY in details.dispensed.facts

    @property
    def why(self) -> Answer[Prescribed]:
        """The answer that says why it is not listed: that of the document that could not be made."""
        return next((a for a in self.answers.values() if a.document is None), self.answers[LEVEL_3])


def pair_of(number: str, answer: Answer[Prescribed], patient_id: str, converter: Converter) -> Pair:
    """The pair of a prescription whose level 3 answer is known.

    Args:
        number: ReseptId.
        answer: of level 3.
        patient_id: as asked.
        converter: formats and identifiers.
    """
    if answer.document is None:
        return Pair(number, {LEVEL_3: answer})
    exchange = read_ep(parse(answer.document)).prescription
    answers = {LEVEL_3: answer, LEVEL_1: _page(answer, exchange, converter)}
    if answers[LEVEL_1].document is None:
        return Pair(number, answers)
    identifiers, words = converter.identifiers, converter.wording
    metadata = [
        metadata_of(
            exchange,
            identifiers.document(exchange.prescription_id.extension, level),
            level,
            patient_id,
            identifiers.repository_root,
            words,
        )
        for level in answers
    ]
    return Pair(number, answers, tuple(metadata))


def _page(answer: Answer[Prescribed], exchange: Exchange, converter: Converter) -> Answer[Prescribed]:
    """The level 1 answer: written from what level 3 was read back as, and read back itself."""
    own = converter.identifiers.document(exchange.prescription_id.extension, LEVEL_1)
    details, findings = answer.details, list(answer.findings)
    if details is not None and details.sent is not None:
        details = replace(details, sent=replace(details.sent, document_id=own))
    try:
        written = converter.eps[CDA_L1].write(replace(exchange, document_id=own))
        made = Made([*findings, *written.read_back()], written.document, details)
    except Problem as problem:
        made = Made([*findings, *problem.findings], None, details)
    return settled(made, (), answer.versions)
