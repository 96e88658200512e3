"""The exchange record: keeps what left and what came back, and answers what is known of a prescription."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from converter.conversion.answer import Answer
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.model.dispensation import Dispensation, EdIdentity
from converter.model.finding import Problem, finding
from converter.model.handed_out import Recollected, Sending
from converter.model.known import Known, Reported
from converter.model.receipt import Judged, Noted, Report, State
from converter.model.zone import day_in_norway
from converter.record.errors import RecordError, silent
from converter.record.reported import reported
from converter.record.reports import Reports
from converter.record.rows import P, Rows, elsewhere_of, versions_of
from converter.record.tables import DISPENSATION, PRESCRIPTION, SENT
from converter.record.unit import Unit


@dataclass(frozen=True, slots=True)
class ExchangeRecord:
    """The record. Its keys and connection are in no `repr`."""

    engine: Engine
    rows: Rows

    def note_sent(self, answers: Iterable[Answer[Prescribed]], at: datetime) -> None:
        """Keeps that eP leave, all of them or none; nothing of answers without a document.

        Raises:
            Problem: `record-unavailable`, `prescription-conflict`, or `record-changed` where a dispensation came since
                the record was asked; none of them must then leave.
        """
        # In one order, so that two lists of the same prescriptions do not wait for each other.
        leaving = sorted((a for a in answers if a.document is not None), key=_prescription)
        if not leaving:
            return
        try:
            with self.engine.begin() as connection:
                for answer in leaving:
                    self._put_sent(connection, answer, at)
        except (SQLAlchemyError, RecordError):
            raise Problem([finding("record-unavailable")]) from None

    def _put_sent(self, connection: Connection, answer: Answer[Prescribed], at: datetime) -> None:
        document, sent = answer.document, None if answer.details is None else answer.details.sent
        if document is None or sent is None:  # what is not known cannot be kept: it must not leave
            raise silent()
        key = self.rows.put(connection, sent.facts, sent.sending, at, sent=True)
        row = self.rows.prescription(connection, sent.facts.prescription_id, at)
        if row is None or self.rows.standing(connection, row) != sent.recorded:
            raise Problem([finding("record-changed")])
        connection.execute(
            insert(SENT).values(
                prescription=key,
                document=self.rows.document(sent.document_id)[0],
                content=self.rows.content(_content(document))[0],
                decision=answer.decision.value,
                made_at=at.astimezone(UTC),
                **versions_of(answer.versions),
            )
        )

    def close(self) -> None:
        """Gives up its connections; what asks it afterwards connects anew."""
        self.engine.dispose()

    def answers(self) -> bool:
        """Whether the database answers."""
        try:
            with self.engine.connect() as connection:
                connection.execute(select(1))
        except SQLAlchemyError:
            return False
        return True

    def unit(self, data: bytes, at: datetime) -> Unit:
        """One transaction about one eD."""
        return Unit(self.engine, self.rows, data, at)

    def recall(self, dispensation: Dispensation, at: datetime, *, beside: bool = False) -> Known | None:
        """What is known of a prescription, without keeping anything; `beside` tells of an M1 beside the eD.

        Raises:
            Problem: `record-unavailable`.
        """
        try:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                row = self.rows.prescription(connection, dispensation.prescription_id.extension, at)
                if row is None:
                    return None
                return self.rows.known(connection, row, dispensation.identity, beside=beside, like=dispensation)
        except (SQLAlchemyError, RecordError):
            raise Problem([finding("record-unavailable")]) from None

    def reported(self, identity: EdIdentity, at: datetime) -> Reported | None:
        """What there is of an eD that is taken back, without keeping anything.

        Raises:
            Problem: `dispensation-conflict`, `record-unavailable`.
        """
        try:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                found = reported(connection, self.rows, identity, at)
        except (SQLAlchemyError, RecordError):
            raise Problem([finding("record-unavailable")]) from None
        return None if found is None else found.told

    def recollect(self, sending: Sending, at: datetime) -> Recollected:
        """What is known of a prescription that is about to leave.

        Raises:
            Problem: `record-unavailable`, or `prescription-conflict` where another prescription left under its id.
        """
        try:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                row = self.rows.prescription(connection, sending.prescription_id, at)
                if row is None:
                    return Recollected()
                same, dispenses = self.rows.same(row, sending), self.rows.standing(connection, row)
                of_patient = bytes(row.patient) in self.rows.patient(sending.patient)
                elsewhere = elsewhere_of(self.rows.facts(row))
        except (SQLAlchemyError, RecordError):
            raise Problem([finding("record-unavailable")]) from None
        if row.sent and not same:
            raise Problem([finding("prescription-conflict", "/MsgHead/MsgInfo/MsgId")])
        if not of_patient:
            return Recollected(replaces=True)
        if not same:  # measured in something that may be another medicine
            dispenses = tuple([replace(d, amount=None) for d in dispenses])
            elsewhere = None
        return Recollected(dispenses, elsewhere)

    def note_receipt(self, judged: Judged, at: datetime) -> Noted | None:
        """Keeps what Reseptformidleren answered an M10; None where no such M10 was handed out here.

        Raises:
            Problem: `record-unavailable`.
        """
        try:
            with self.engine.begin() as connection:
                return Reports(self.rows).answer(connection, judged, at)
        except (SQLAlchemyError, RecordError):
            raise Problem([finding("record-unavailable")]) from None

    def settle(self, message_id: str, at: datetime) -> Report | None:
        """Keeps that a person has settled an M10 that was refused; None and raises as `note_receipt`."""
        try:
            with self.engine.begin() as connection:
                return Reports(self.rows).settle(connection, message_id, at)
        except (SQLAlchemyError, RecordError):
            raise Problem([finding("record-unavailable")]) from None

    def reports(self, states: Iterable[State], most: int) -> list[Report]:
        """The M10s of these states, the oldest first, at most so many; raises as `note_receipt`."""
        try:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                return Reports(self.rows).listed(connection, states, most)
        except (SQLAlchemyError, RecordError):
            raise Problem([finding("record-unavailable")]) from None

    def purge(self, at: datetime) -> int:
        """Removes what has lived out its time, with all that belongs to it; how many prescriptions that were.

        Raises:
            RecordError: the database does not answer.
        """
        try:
            with self.engine.begin() as connection:
                return int(connection.execute(delete(PRESCRIPTION).where(P.expires_on < day_in_norway(at))).rowcount)
        except SQLAlchemyError:
            raise silent() from None

    def count(self) -> dict[str, int]:
        """How many rows each table has; raises as `purge`."""
        try:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                return {
                    table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
                    for table in (PRESCRIPTION, SENT, DISPENSATION)
                }
        except SQLAlchemyError:
            raise silent() from None


def _content(document: bytes) -> str:
    """What the hash of a document's content is made of: its text; of a PDF, which is none, a hash of its bytes."""
    return document.decode("utf-8") if document.startswith(b"<") else sha256(document).hexdigest()


def _prescription(answer: Answer[Prescribed]) -> str:
    sent = None if answer.details is None else answer.details.sent
    return "" if sent is None else sent.facts.prescription_id
