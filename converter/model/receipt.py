"""What Reseptformidleren has answered an M10, and what is then done."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What is done about an M10."""

    NONE = "none"
    AGAIN = "again"
    CORRECT = "correct"
    PERSON = "person"


class State(StrEnum):
    """What is known of an M10 that was handed out."""

    HANDED_OUT = "handed-out"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    CONTRADICTED = "contradicted"
    """Accepted once, and refused by a later receipt."""
    HANDLED = "handled"
    """Refused, and settled by a person."""


OPEN = frozenset({State.HANDED_OUT})
UNSETTLED = frozenset({State.REFUSED, State.CONTRADICTED})
"""States in which it is never forgotten."""


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """One code of list 7419: what it says, and what is done about it.

    Attributes:
        code: empty where it was of another list.
        openncp: what OpenNCP is told of the dispensation.
    """

    code: str
    action: Action
    no: str
    en: str
    openncp: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A receipt, and what it means for the M10 that it is about.

    Attributes:
        message_id: MsgId of the M10.
        made_at: when the receipt was made; absent where it does not say so.
        status: of list 8258.
        accepted: whether Reseptformidleren has the M10.
        codes: why not.
        action: what is done.
        openncp: what OpenNCP is told of the dispensation; empty where it was accepted.
        content: the receipt as text, by which it is known again.
    """

    message_id: str
    made_at: datetime | None
    status: str
    accepted: bool
    codes: tuple[ReceiptCode, ...]
    action: Action
    openncp: str
    content: str


@dataclass(frozen=True, slots=True)
class Report:
    """An M10 as the exchange record has it.

    Attributes:
        message_id: its MsgId.
        annuls: whether it annuls another one.
        codes: of list 7419, of the receipt that refused it.
        handed_out, handed_out_last: when.
        answered: when the last receipt came.
    """

    message_id: str
    annuls: bool
    state: State
    status: str
    codes: tuple[str, ...]
    handed_out: datetime
    handed_out_last: datetime
    answered: datetime | None


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a receipt.

    Attributes:
        report: the M10, as it is now.
        repeated: the same receipt came before.
        late: it is older than the one before, and decides nothing but that the M10 was accepted once.
        was_refused: it accepts what an earlier one refused, as sent before (65).
        left_here: whether the prescription's eP left from here: only then a country abroad may be told that it is gone.
    """

    report: Report
    repeated: bool = False
    late: bool = False
    was_refused: bool = False
    left_here: bool = False
