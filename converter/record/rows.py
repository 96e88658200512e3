"""Rows of the exchange record: found by keyed hash, opened and sealed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from converter.conversion.converter import Versions
from converter.model.coded import Identifier
from converter.model.dispensation import Dispensation
from converter.model.finding import Problem, finding
from converter.model.handed_out import RecordedHandOut, Sending
from converter.model.known import Known, PrescriptionFacts
from converter.model.zone import day_in_norway
from converter.record.kept import KeptDispensation, facts_json, read_dispensation, read_facts
from converter.record.keys import RecordKeys
from converter.record.tables import DISPENSATION, PRESCRIPTION

DISPENSED, DISCARDED = "dispensed", "discarded"
P, D = PRESCRIPTION.c, DISPENSATION.c
AnyRow = Row[Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """What is done with rows, whatever the transaction; `days` is how long they are kept."""

    keys: RecordKeys
    days: int

    def document(self, document: Identifier) -> tuple[bytes, ...]:
        """The hashes of a document's identifier."""
        return self.keys.hashes("document", document.root, document.extension)

    def patient(self, patient: Identifier) -> tuple[bytes, ...]:
        """The hashes of a patient's number."""
        return self.keys.hashes("patient", patient.root, patient.extension)

    def content(self, content: str) -> tuple[bytes, ...]:
        """The hashes of a document's content."""
        return self.keys.hashes("content", content)

    def prescription(self, connection: Connection, number: str, at: datetime, *, lock: bool = False) -> AnyRow | None:
        """A prescription's row that has not lived out its time; with `lock` it is held to the transaction's end."""
        hashes = self.keys.hashes("prescription", number.casefold())
        query = select(PRESCRIPTION).where(P.prescription.in_(hashes), P.expires_on >= day_in_norway(at))
        return connection.execute(query.with_for_update() if lock else query).first()

    def dispensation(self, connection: Connection, document: Identifier, at: datetime) -> AnyRow | None:
        """The row of an eD, held to the transaction's end, as long as its prescription's lives."""
        query = select(DISPENSATION).join(PRESCRIPTION).where(D.document.in_(self.document(document)))
        living = query.where(P.expires_on >= day_in_norway(at))
        return connection.execute(living.with_for_update(of=DISPENSATION)).first()

    def put(
        self, connection: Connection, facts: PrescriptionFacts, sending: Sending, at: datetime, *, sent: bool
    ) -> bytes:
        """Puts a prescription in, or renews what is known of it, and holds its row; its key.

        What was sent is never replaced by another prescription of the same id. What became known beside an eD is
        replaced by what is sent, its patient too.

        Args:
            connection: its transaction.
            facts: what is known.
            sending: whose prescription it is, and what was signed.
            at: the moment.
            sent: whether its eP leaves; else it became known by an M1 beside an eD, and what came before is not known.

        Raises:
            Problem: `prescription-conflict`.
        """
        hashes = self.keys.hashes("prescription", facts.prescription_id.casefold())
        # What has lived out its time must not come to life again.
        connection.execute(delete(PRESCRIPTION).where(P.prescription.in_(hashes), P.expires_on < day_in_norway(at)))
        row = self.prescription(connection, facts.prescription_id, at, lock=True)
        key = hashes[0] if row is None else bytes(row.prescription)
        if row is not None and row.sent and not self.same(row, sending):
            raise Problem([finding("prescription-conflict", "/MsgHead/MsgInfo/MsgId")])
        kept = replace(facts, signed=self.content(sending.content())[0].hex())
        renewed = {"sealed": self.keys.seal(facts_json(kept), key), "expires_on": self._expires(facts, at)}
        if sent or row is None:
            renewed["sent"] = sent
        if row is not None and not row.sent and sent:
            renewed["patient"] = self.patient(sending.patient)[0]
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        values = {"prescription": key, "patient": self.patient(sending.patient)[0], **renewed}
        statement = dialect.insert(PRESCRIPTION).values(**values)
        connection.execute(statement.on_conflict_do_update(index_elements=["prescription"], set_=renewed))
        return key

    def same(self, row: AnyRow, sending: Sending) -> bool:
        """Whether a prescription is the one of a row: the patient, and what was signed where the row has kept that."""
        kept = self.facts(row).signed
        signed = not kept or kept in {h.hex() for h in self.content(sending.content())}
        return signed and bytes(row.patient) in self.patient(sending.patient)

    def facts(self, row: AnyRow) -> PrescriptionFacts:
        """What is kept of a prescription."""
        return read_facts(self.keys.unseal(bytes(row.sealed), bytes(row.prescription)))

    def standing(self, connection: Connection, row: AnyRow) -> tuple[RecordedHandOut, ...]:
        """The dispensations of a prescription that stand, in the order of their M10s' ids."""
        dispensed = select(DISPENSATION).where(D.prescription == row.prescription, D.state == DISPENSED)
        found = [self.kept(one).recorded() for one in connection.execute(dispensed).all()]
        return tuple(sorted(found, key=lambda one: one.message_id))

    def renew(self, connection: Connection, key: bytes, at: datetime) -> None:
        """Keeps a prescription for as long again after what came of it now."""
        until = day_in_norway(at) + timedelta(days=self.days)
        connection.execute(
            update(PRESCRIPTION).where(P.prescription == key, P.expires_on < until).values(expires_on=until)
        )

    def _expires(self, facts: PrescriptionFacts, at: datetime) -> date:
        last = max(facts.valid_until, day_in_norway(at))
        return last + min(timedelta(days=self.days), date.max - last)

    def known(self, connection: Connection, row: AnyRow, dispensation: Dispensation) -> Known:
        """What a prescription's row and its dispensations tell, the given one left out."""
        patients = {h for i in dispensation.patient.ids for h in self.patient(i)}
        own = self.document(dispensation.document_id)
        others = connection.execute(select(DISPENSATION).where(D.prescription == row.prescription)).all()
        kept = [self.kept(o) for o in others if o.state == DISPENSED and bytes(o.document) not in own]
        return Known(
            facts=self.facts(row),
            same_patient=bytes(row.patient) in patients,
            earlier=tuple([k.earlier() for k in kept]),
            standing=tuple([k.recorded() for k in kept]),
            remembered=bool(row.sent),
            dispense_recorded=True if any(bytes(o.document) in own for o in others) else False if row.sent else None,
        )

    def kept(self, row: AnyRow) -> KeptDispensation:
        """What is kept of a dispensation."""
        return read_dispensation(self.keys.unseal(bytes(row.sealed), bytes(row.document)))


def versions_of(versions: Versions) -> dict[str, str]:
    """The columns that say what decided."""
    return {"software": versions.software, "tables": versions.tables, "fest": versions.fest}
