"""One transaction about one eD: what is known is recalled, what was answered is kept, and all or nothing of it."""

from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType

from sqlalchemy import Connection, Engine, insert, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from converter.conversion.answer import Answer
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.m10 import annulment_id, report_id
from converter.formats.cda.ed_reader import normalise_discard
from converter.formats.cda.opened import parse_cda
from converter.formats.norway.m10_writer import without_conversation, without_patient
from converter.formats.xml import canonical
from converter.model.dispensation import Dispensation, EdIdentity
from converter.model.finding import Problem, finding
from converter.model.handed_out import Sending
from converter.model.known import Answered, Known, Reported
from converter.record.errors import RecordError, silent
from converter.record.kept import KeptDispensation, dispensation_json
from converter.record.reported import is_kept, reported
from converter.record.reports import Reports
from converter.record.rows import DISCARDED, DISPENSED, AnyRow, D, Rows, versions_of
from converter.record.tables import DISPENSATION

PLACE = "/ClinicalDocument/id"


class Unit:
    """The transaction. It holds the prescription's row from `recall` on, so that others about it wait.

    Args:
        engine: the database.
        rows: keys and retention.
        data: the eD as received.
        at: the moment, with time zone.
    """

    def __init__(self, engine: Engine, rows: Rows, data: bytes, at: datetime) -> None:
        self._engine, self._rows, self._data, self._at = engine, rows, data, at
        self._connection: Connection | None = None
        self._prescription: bytes | None = None
        self._met: AnyRow | None = None
        self._again_of: bytes | None = None

    def __enter__(self) -> "Unit":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()  # rolls back what was not committed

    def recall(self, dispensation: Dispensation, given: Known | None) -> Known | Answered | None:
        """What is known; the answer given before, where the same eD came before.

        Raises:
            Problem: `dispensation-conflict`, `dispensation-discarded` or `record-unavailable`.
        """
        try:
            return self._recall(self._begun(), dispensation, given)
        except (SQLAlchemyError, RecordError):
            raise Problem([finding("record-unavailable")]) from None

    def reported(self, identity: EdIdentity) -> Reported | None:
        """What there is of an eD that is taken back; None where nothing is known of its prescription.

        Raises:
            Problem: `dispensation-conflict` where the eD was one of another prescription, `record-unavailable`.
        """
        try:
            found = reported(self._begun(), self._rows, identity, self._at, lock=True)
        except (SQLAlchemyError, RecordError):
            raise Problem([finding("record-unavailable")]) from None
        if found is None:
            return None
        self._prescription, self._met = bytes(found.prescription.prescription), found.dispensation
        if found.told.annulled is not None and self._met is not None:
            self._again_of = bytes(self._met.document)
        return found.told

    def _begun(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.begin()
        return self._connection

    def keep(self, answer: Answer[Dispensed]) -> None:
        """Keeps what was answered, and that it was handed out, and commits; nothing of a refusal.

        Raises:
            Problem: `dispensation-conflict` where another eD of this identifier came meanwhile, `record-unavailable`.
        """
        details, document = answer.details, answer.document
        if document is None or details is None:
            return
        try:
            if self._connection is None:  # nothing was recalled: nothing can be kept
                raise silent()
            key = self._again_of if details.answered is not None else None
            if key is None:
                key = self._keep(self._connection, details, document, answer)
            self._hand_out(self._connection, details, key)
            self._connection.commit()
        except IntegrityError:
            raise Problem([finding("dispensation-conflict", PLACE)]) from None
        except (SQLAlchemyError, RecordError):
            raise Problem([finding("record-unavailable")]) from None

    def _recall(
        self, connection: Connection, dispensation: Dispensation, given: Known | None
    ) -> Known | Answered | None:
        rows, number = self._rows, dispensation.prescription_id.extension
        row = rows.prescription(connection, number, self._at, lock=True)
        beside = None
        if given is not None and given.patient is not None and given.signed is not None:
            beside = Sending(given.facts.prescription_id, given.patient, given.signed)
        if row is None and given is not None and beside is not None:
            rows.put(connection, given.facts, beside, self._at, sent=False)
            row = rows.prescription(connection, number, self._at)
        # Only now: whoever asks for a dispensation's row holds its prescription's, so that none waits for another.
        met = rows.dispensation(connection, dispensation.document_id, self._at)
        self._prescription = None if row is None else bytes(row.prescription)
        if met is not None:
            return self._again(met, row, dispensation)
        if row is None:
            return None
        known = rows.known(connection, row, dispensation.identity, beside=given is not None, like=dispensation)
        if given is not None and given.counted is not None:
            rows.keep_outside(connection, row, given.counted(known.standing, known.elsewhere).outside)
        return known if beside is None else replace(known, same_signed=rows.same(row, beside))

    def _again(self, met: AnyRow, row: AnyRow | None, dispensation: Dispensation) -> Answered:
        """What becomes of an eD whose identifier is in the record; its discard is met before (`reported`)."""
        kept = self._rows.kept(met)
        same = kept.substance and kept.substance in self._rows.substance(dispensation)
        # Of a row that has it not; and as a document that is the same stays so, whatever is made of it by then.
        same = same or bytes(met.content) in self._rows.content(_content(self._data))
        if row is None or bytes(met.prescription) != bytes(row.prescription) or not same:
            raise Problem([finding("dispensation-conflict", PLACE)])
        if met.state == DISCARDED:
            raise Problem([finding("dispensation-discarded", PLACE)])
        self._again_of = bytes(met.document)
        return Answered(kept.report.encode("utf-8"), is_kept(self._rows, kept.report_hash), kept.finished)

    def _hand_out(self, connection: Connection, details: Dispensed, key: bytes) -> None:
        document = details.identity.document_id
        message = annulment_id(document) if details.discards else report_id(document)
        Reports(self._rows).hand_out(connection, message, key, self._at, annuls=details.discards)

    def _keep(self, connection: Connection, details: Dispensed, document: bytes, answer: Answer[Dispensed]) -> bytes:
        """Keeps it; the key of its row."""
        dispensation, used, discards = details.dispensation, details.consumption, details.discards
        bare = without_conversation(document)
        shown, digest = without_patient(bare).decode("utf-8"), self._rows.content(bare.decode("utf-8"))[0].hex()
        key = self._rows.document(details.identity.document_id)[0] if self._met is None else bytes(self._met.document)
        if discards:
            before = KeptDispensation("", "", False, "", "") if self._met is None else self._rows.kept(self._met)
            kept = replace(before, finished=False, annulment=shown, annulment_hash=digest)
        else:
            if dispensation is None:  # a dispensation is always read
                raise silent()
            amount = "" if used is None or used.now is None else str(used.now)
            supply, substance = self._rows.supply(dispensation)[0], self._rows.substance(dispensation)[0]
            of = "" if used is None else used.of
            kept = KeptDispensation(amount, of, details.finished, shown, digest, supply=supply, substance=substance)
        sealed = self._rows.keys.seal(dispensation_json(kept), key)
        now = self._at.astimezone(UTC)
        if self._prescription is None:
            raise silent()
        self._rows.renew(connection, self._prescription, self._at)
        if self._met is not None:
            changed = {"state": DISCARDED, "discarded_at": now, "sealed": sealed}
            connection.execute(update(DISPENSATION).where(D.document == key).values(**changed))
            return key
        connection.execute(
            insert(DISPENSATION).values(
                document=key,
                prescription=self._prescription,
                content=self._rows.content(_content(self._data))[0],
                state=DISCARDED if discards else DISPENSED,
                decision=answer.decision.value,
                made_at=now,
                discarded_at=now if discards else None,
                sealed=sealed,
                **versions_of(answer.versions),
            )
        )
        return key


def _content(data: bytes) -> str:
    """An eD's content, a discard as the eD that it takes back."""
    root = parse_cda(data)
    normalise_discard(root)
    return canonical(root)
