"""What is told of the M10s that were handed out: what Reseptformidleren answered each, and what is to be done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Self

from pydantic import Field

from converter.answers.finding import FindingAnswer, finding_answers
from converter.answers.shape import Bilingual, Shape
from converter.conversion.ed_to_m10.apprec import Judgements, action_of, code_of_list, told_abroad
from converter.model.finding import Finding
from converter.model.receipt import OPEN, UNSETTLED, Action, Judged, Noted, ReceiptCode, Report, State

STATES: Mapping[str, frozenset[State]] = {"open": OPEN, "refused": UNSETTLED}
"""The states of each list."""
TODO: Mapping[Action, Bilingual] = {
    Action.NONE: Bilingual(no="Ingenting: Reseptformidleren har meldingen.", en="Nothing: Reseptformidleren has it."),
    Action.AGAIN: Bilingual(
        no="Send utleveringen hit på nytt, og straks M10-en som kommer: den er den samme, med GenDate fra da.",
        en="Send the dispensation here again, and the M10 that comes at once: it is the same, with GenDate of then.",
    ),
    Action.CORRECT: Bilingual(
        no="Rett det som står i kodene, i meldingen eller hos den som sender, og send utleveringen hit på nytt.",
        en="Correct what the codes say, in the message or where it is sent from, and send the dispensation here again.",
    ),
    Action.PERSON: Bilingual(
        no="En person må se på resept og utlevering: pakningen er gitt ut i utlandet, og Norge har den ikke.",
        en="A person must look at prescription and dispense: the package was handed out abroad, and Norway lacks it.",
    ),
}
"""What is done, in words."""
WAITING = Bilingual(
    no="Send meldingen, og kvitteringen på den hit.", en="Send the message, and the receipt of it here."
)
SETTLED = Bilingual(no="Ingenting: en person har ordnet det.", en="Nothing: a person has settled it.")


class ReceiptCodeAnswer(Shape):
    """A code of Reseptformidleren's (list 7419)."""

    code: str = Field(description="Empty where it was of another list.")
    action: Action
    text: Bilingual

    @classmethod
    def of(cls, code: ReceiptCode) -> Self:
        """A code's answer."""
        return cls(code=code.code, action=code.action, text=Bilingual(no=code.no, en=code.en))


class ReportAnswer(Shape):
    """An M10 that was handed out. Nothing of the patient or the prescription."""

    message_id: str = Field(description="MsgId of the M10.")
    kind: Literal["report", "annulment"]
    state: State
    action: Action
    todo: Bilingual = Field(description="What is to be done, in words.")
    codes: tuple[ReceiptCodeAnswer, ...] = Field(description="Of the receipt that refused it.")
    handed_out_at: datetime = Field(description="When it was handed out first.")
    handed_out_last_at: datetime = Field(description="When it was handed out last.")
    answered_at: datetime | None = Field(description="When its last receipt came here.")

    @classmethod
    def of(cls, report: Report, rows: Judgements) -> Self:
        """An M10's answer."""
        codes = tuple(code_of_list(code, rows) for code in report.codes)
        refused = report.state in UNSETTLED
        action = action_of(report.status, codes) if refused else Action.NONE
        if report.state is State.CONTRADICTED:
            action = Action.PERSON
        todo = {State.HANDED_OUT: WAITING, State.HANDLED: SETTLED}.get(report.state, TODO[action])
        return cls(
            message_id=report.message_id,
            kind="annulment" if report.annuls else "report",
            state=report.state,
            action=action,
            todo=todo,
            codes=tuple(ReceiptCodeAnswer.of(code) for code in codes) if refused else (),
            handed_out_at=report.handed_out,
            handed_out_last_at=report.handed_out_last,
            answered_at=report.answered,
        )


class ReceiptAnswer(Shape):
    """What became of a receipt."""

    report: ReportAnswer = Field(description="The M10 as it is now.")
    accepted: bool = Field(description="Whether this receipt accepts it; a refusal as sent before (65) does.")
    repeated: bool = Field(description="Whether the same receipt came before.")
    openncp: str = Field(description="What OpenNCP is told of the dispensation (9.0.0); empty where it was accepted.")
    findings: tuple[FindingAnswer, ...]

    @classmethod
    def of(cls, judged: Judged, noted: Noted, findings: Sequence[Finding], rows: Judgements) -> Self:
        """The answer to a receipt."""
        return cls(
            report=ReportAnswer.of(noted.report, rows),
            accepted=judged.accepted,
            repeated=noted.repeated,
            openncp=told_abroad(judged, noted),
            findings=finding_answers(findings),
        )


class ReportsAnswer(Shape):
    """M10s that wait for a receipt, or were refused; the oldest first."""

    reports: tuple[ReportAnswer, ...]
    more: bool = Field(description="Whether there are more than are listed.")

    @classmethod
    def of(cls, reports: Sequence[Report], most: int, rows: Judgements) -> Self:
        """A list of at most so many."""
        shown = tuple(ReportAnswer.of(report, rows) for report in reports[:most])
        return cls(reports=shown, more=len(reports) > most)
