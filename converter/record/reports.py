"""The M10s that were handed out, and what Reseptformidleren answered each: one row an M10, found by its MsgId."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, func, insert, select, update

from converter.model.receipt import UNSETTLED, Judged, Noted, Report, State
from converter.record.rows import D, Rows
from converter.record.tables import DISPENSATION, PRESCRIPTION, REPORT

R = REPORT.c
MESSAGE_ID = re.compile(r"<MsgId>([^<]+)</MsgId>")
LOOKED_BACK = timedelta(days=30)
"""How long M10s that were handed out before there were such rows are looked for among the dispensations."""
MOST_CODES = 40
"""Of a receipt, each of at most four digits: what the column holds."""
ReportRow = Row[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Reports:
    """What is done with the rows, whatever the transaction."""

    rows: Rows

    def hand_out(self, connection: Connection, message_id: str, document: bytes, at: datetime, *, annuls: bool) -> None:
        """Notes that an M10 was handed out, the first time or again; what was answered it stays."""
        hashes, now = self.rows.message(message_id), at.astimezone(UTC)
        again = update(REPORT).where(R.message.in_(hashes)).values(handed_out_last_at=now)
        if connection.execute(again).rowcount == 0:
            self._add(connection, hashes[0], document, now, annuls=annuls)

    def answer(self, connection: Connection, judged: Judged, at: datetime) -> Noted | None:
        """Notes a receipt; None where no such M10 was handed out. The prescription's row is held meanwhile."""
        row = self._find(connection, judged.message_id, at)
        if row is None:
            return None
        digests = self.rows.keys.hashes("receipt", judged.content)
        prescription = self._hold(connection, row)
        left_here = bool(prescription.sent)
        row = connection.execute(select(REPORT).where(R.message == row.message).with_for_update()).one()
        if row.receipt is not None and bytes(row.receipt) in digests:
            return Noted(self._report(connection, row), repeated=True, left_here=left_here)
        before, made = State(row.state), judged.made_at
        told = _utc(row.receipt_made_at)
        late = made is not None and told is not None and made < told
        values: dict[str, object] = {"answered_at": at.astimezone(UTC)}
        if judged.accepted:
            values["accepted_at"] = row.accepted_at or at.astimezone(UTC)
        if late:
            state = State.CONTRADICTED if judged.accepted and before is State.REFUSED else before
        else:
            accepted_before = row.accepted_at is not None
            refused = State.CONTRADICTED if accepted_before else State.REFUSED
            state = State.ACCEPTED if judged.accepted else refused
            values |= {
                "status": judged.status,
                "codes": ",".join([c.code for c in judged.codes if c.code][:MOST_CODES]),
                "receipt": digests[0],
                "receipt_made_at": None if made is None else made.astimezone(UTC),
            }
        report = self._changed(connection, row, prescription, {"state": state.value, **values}, at)
        was_refused = judged.accepted and judged.status != "1" and before in UNSETTLED
        return Noted(report, late=late, was_refused=was_refused, left_here=left_here)

    def settle(self, connection: Connection, message_id: str, at: datetime) -> Report | None:
        """Notes that a person has settled an M10; None where no such M10 was handed out."""
        row = self._find(connection, message_id, at)
        if row is None:
            return None
        return self._changed(connection, row, self._hold(connection, row), {"state": State.HANDLED.value}, at)

    def listed(self, connection: Connection, states: Iterable[State], most: int) -> list[Report]:
        """The M10s of these states, the oldest first."""
        query = select(REPORT).where(R.state.in_([state.value for state in states]))
        ordered = query.order_by(R.handed_out_at, R.message).limit(most)
        return [self._report(connection, row) for row in connection.execute(ordered).all()]

    def count(self, connection: Connection) -> dict[State, int]:
        """How many M10s there are of each state."""
        found = connection.execute(select(R.state, func.count()).group_by(R.state)).all()
        return {State(state): number for state, number in found}

    def _add(self, connection: Connection, key: bytes, document: bytes, now: datetime, *, annuls: bool) -> None:
        new = {"message": key, "document": document, "annuls": annuls, "state": State.HANDED_OUT.value}
        connection.execute(insert(REPORT).values(**new, status="", codes="", handed_out_at=now, handed_out_last_at=now))

    def _hold(self, connection: Connection, row: ReportRow) -> ReportRow:
        """The prescription's row, held first: whoever reports, discards or answers waits for it."""
        of = select(PRESCRIPTION).join(DISPENSATION).where(D.document == row.document)
        return connection.execute(of.with_for_update(of=PRESCRIPTION)).one()

    def _changed(
        self,
        connection: Connection,
        row: ReportRow,
        prescription: ReportRow,
        values: Mapping[str, object],
        at: datetime,
    ) -> Report:
        """An M10 after its row was changed; its prescription is kept for as long as it must be from now."""
        connection.execute(update(REPORT).where(R.message == row.message).values(**values))
        unsettled = self._unsettled(connection, prescription)
        self.rows.hold(connection, bytes(prescription.prescription), at, unsettled=unsettled)
        return self._report(connection, connection.execute(select(REPORT).where(R.message == row.message)).one())

    def _unsettled(self, connection: Connection, prescription: ReportRow) -> bool:
        """Whether any M10 of a prescription is refused."""
        query = select(R.message).join(DISPENSATION).where(D.prescription == prescription.prescription)
        refused = R.state.in_([state.value for state in UNSETTLED])
        return connection.execute(query.where(refused).limit(1)).first() is not None

    def _find(self, connection: Connection, message_id: str, at: datetime) -> ReportRow | None:
        query = select(REPORT).where(R.message.in_(self.rows.message(message_id)))
        found = connection.execute(query).first()
        return self._of_before(connection, message_id, at) if found is None else found

    def _of_before(self, connection: Connection, message_id: str, at: datetime) -> ReportRow | None:
        """The M10 of a dispensation that was kept before M10s had rows of their own; it gets one."""
        since, wanted = at.astimezone(UTC) - LOOKED_BACK, message_id.casefold()
        made = func.coalesce(D.discarded_at, D.made_at)
        rowless = select(DISPENSATION).where(made >= since, ~select(R.message).where(R.document == D.document).exists())
        for one in connection.execute(rowless).all():
            kept = self.rows.kept(one)
            for annuls, report in ((False, kept.report), (True, kept.annulment)):
                if message_of(report).casefold() != wanted:
                    continue
                handed_out = _utc(one.discarded_at if annuls else one.made_at) or at
                self._add(connection, self.rows.message(message_id)[0], bytes(one.document), handed_out, annuls=annuls)
                return connection.execute(select(REPORT).where(R.message.in_(self.rows.message(message_id)))).one()
        return None

    def _report(self, connection: Connection, row: ReportRow) -> Report:
        one = connection.execute(select(DISPENSATION).where(D.document == row.document)).one()
        kept = self.rows.kept(one)
        return Report(
            message_id=message_of(kept.annulment if row.annuls else kept.report),
            annuls=bool(row.annuls),
            state=State(row.state),
            status=str(row.status),
            codes=tuple(filter(None, str(row.codes).split(","))),
            handed_out=_certain(row.handed_out_at),
            handed_out_last=_certain(row.handed_out_last_at),
            answered=_utc(row.answered_at),
        )


def message_of(report: str) -> str:
    """MsgId of a kept M10; empty where there is none."""
    found = MESSAGE_ID.search(report)
    return found[1] if found else ""


def _certain(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _utc(moment: datetime | None) -> datetime | None:
    """A moment of the database: SQLite gives it without its zone."""
    return None if moment is None else _certain(moment)
