"""Rows of the exchange record: found by keyed hash, opened and sealed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from converter.conversion.converter import Versions
from converter.model.coded import Identifier
from converter.model.dispensation import Dispensation, EdIdentity
from converter.model.finding import Problem, finding
from converter.model.handed_out import RecordedHandOut, Sending
from converter.model.known import EarlierDispensation, Known, PrescriptionFacts
from converter.model.measure import Measure
from converter.model.zone import day_in_norway
from converter.record.errors import silent
from converter.record.kept import KeptDispensation, facts_json, read_dispensation, read_facts
from converter.record.keys import RecordKeys
from converter.record.substance import substance_of
from converter.record.supply import supply_of
from converter.record.tables import DISPENSATION, PRESCRIPTION

DISPENSED, DISCARDED, SET_ASIDE = "dispensed", "discarded", "set-aside"
"""Set aside: of another patient, under an id that was not sent then; it counts no more."""
FOREVER = date.max
"""The last day of what is kept until an M10 that was refused is settled."""
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

    def supply(self, dispensation: Dispensation) -> tuple[str, ...]:
        """The hashes of a supply: the same pharmacy, day, product and amount, whatever the document's id."""
        return tuple(h.hex() for h in self.keys.hashes("supply", *supply_of(dispensation)))

    def substance(self, dispensation: Dispensation) -> tuple[str, ...]:
        """The hashes of what an eD says, whatever words, translations and white space it says it in."""
        return tuple(h.hex() for h in self.keys.hashes("substance", *substance_of(dispensation)))

    def prescription(self, connection: Connection, number: str, at: datetime, *, lock: bool = False) -> AnyRow | None:
        """A prescription's row that has not lived out its time; with `lock` it is held to the transaction's end."""
        hashes = self.keys.hashes("prescription", number.casefold())
        query = select(PRESCRIPTION).where(P.prescription.in_(hashes), P.expires_on >= day_in_norway(at))
        return connection.execute(query.with_for_update() if lock else query).first()

    def prescription_of(
        self, connection: Connection, document: Identifier, at: datetime, *, lock: bool = False
    ) -> AnyRow | None:
        """The prescription's row of an eD that came; with `lock` it is held to the transaction's end."""
        query = select(PRESCRIPTION).join(DISPENSATION).where(D.document.in_(self.document(document)))
        living = query.where(P.expires_on >= day_in_norway(at))
        return connection.execute(living.with_for_update(of=PRESCRIPTION) if lock else living).first()

    def dispensation(
        self, connection: Connection, document: Identifier, at: datetime, *, lock: bool = True
    ) -> AnyRow | None:
        """The row of an eD, held to the transaction's end, as long as its prescription's lives."""
        query = select(DISPENSATION).join(PRESCRIPTION).where(D.document.in_(self.document(document)))
        living = query.where(P.expires_on >= day_in_norway(at))
        return connection.execute(living.with_for_update(of=DISPENSATION) if lock else living).first()

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
        kept = replace(facts, signed=self.content(sending.content())[0].hex())
        patient, expires = self.patient(sending.patient)[0], self._expires(facts, at)
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        if not self._find(connection, hashes, at):
            # Another transaction may put it in just now: the first to come stands, and is met below.
            new = {"prescription": hashes[0], "patient": patient, "expires_on": expires, "sent": sent}
            statement = dialect.insert(PRESCRIPTION).values(**new, sealed=self.keys.seal(facts_json(kept), hashes[0]))
            if connection.execute(statement.on_conflict_do_nothing(index_elements=["prescription"])).rowcount == 1:
                return hashes[0]
        row = self.prescription(connection, facts.prescription_id, at, lock=True)
        if row is None:  # it was there a moment ago
            raise silent()
        key, same = bytes(row.prescription), self.same(row, sending)
        if row.sent and not same:
            raise Problem([finding("prescription-conflict", "/MsgHead/MsgInfo/MsgId")])
        if not sent:
            return key
        sealed = self.keys.seal(facts_json(kept), key)
        until = FOREVER if row.expires_on == FOREVER else expires
        renewed: dict[str, object] = {"sealed": sealed, "expires_on": until, "sent": True}
        if bytes(row.patient) not in self.patient(sending.patient):
            renewed["patient"] = patient
            of_another = D.prescription == key, D.state == DISPENSED
            connection.execute(update(DISPENSATION).where(*of_another).values(state=SET_ASIDE))
        connection.execute(update(PRESCRIPTION).where(P.prescription == key).values(**renewed))
        return key

    def _find(self, connection: Connection, hashes: tuple[bytes, ...], at: datetime) -> bool:
        query = select(P.prescription).where(P.prescription.in_(hashes), P.expires_on >= day_in_norway(at))
        return connection.execute(query).first() is not None

    def keep_outside(self, connection: Connection, row: AnyRow, outside: Measure) -> None:
        """Keeps how much is known to have been handed out beside the record's own dispensations."""
        facts = replace(self.facts(row), outside=str(outside.value), outside_of=outside.of)
        sealed = self.keys.seal(facts_json(facts), bytes(row.prescription))
        connection.execute(update(PRESCRIPTION).where(P.prescription == row.prescription).values(sealed=sealed))

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

    def message(self, message_id: str) -> tuple[bytes, ...]:
        """The hashes of an M10's MsgId."""
        return self.keys.hashes("message", message_id.casefold())

    def hold(self, connection: Connection, key: bytes, at: datetime, *, unsettled: bool) -> None:
        """Keeps a prescription for good while an M10 of it is refused, and then as long as any other."""
        if unsettled:
            until = FOREVER
        else:
            row = connection.execute(select(PRESCRIPTION).where(P.prescription == key)).one()
            if row.expires_on != FOREVER:
                return
            until = self._expires(self.facts(row), at)
        connection.execute(update(PRESCRIPTION).where(P.prescription == key).values(expires_on=until))

    def _expires(self, facts: PrescriptionFacts, at: datetime) -> date:
        last = max(facts.valid_until, day_in_norway(at))
        return last + min(timedelta(days=self.days), date.max - last)

    def known(
        self, connection: Connection, row: AnyRow, ed: EdIdentity, *, beside: bool, like: Dispensation | None = None
    ) -> Known:
        """What a prescription's row and its dispensations tell, the given one left out.

        Args:
            connection: its transaction.
            row: the prescription's.
            ed: which eD it is asked for.
            like: the eD, where another of the same supply is to be found.
            beside: whether an M1 is beside it: where the record is gone, and knows the prescription by such M1s only,
                it does not tell which eDs came.
        """
        patients = {h for i in ed.patient.ids for h in self.patient(i)}
        own = self.document(ed.document_id)
        others = connection.execute(select(DISPENSATION).where(D.prescription == row.prescription)).all()
        kept = [self.kept(o) for o in others if o.state == DISPENSED and bytes(o.document) not in own]
        supplies = set() if like is None else set(self.supply(like))
        facts = self.facts(row)
        outside = elsewhere_of(facts)
        more = () if outside is None else (EarlierDispensation(outside.value, outside.of),)
        return Known(
            facts=facts,
            same_patient=bytes(row.patient) in patients,
            earlier=(*(k.earlier() for k in kept), *more),
            elsewhere=outside,
            standing=tuple([k.recorded() for k in kept]),
            remembered=bool(row.sent),
            supplied=any(one.supply in supplies for one in kept),
            dispense_recorded=True if any(bytes(o.document) in own for o in others) else _never_came(row, beside),
        )

    def kept(self, row: AnyRow) -> KeptDispensation:
        """What is kept of a dispensation."""
        return read_dispensation(self.keys.unseal(bytes(row.sealed), bytes(row.document)))


def _never_came(row: AnyRow, beside: bool) -> bool | None:
    return False if row.sent or not beside else None


def elsewhere_of(facts: PrescriptionFacts) -> Measure | None:
    """What is known of dispenses that are no dispensations of the record; None where there are none."""
    amount = Fraction(facts.outside) if facts.outside else Fraction(0)
    return Measure(amount, facts.outside_of) if amount else None


def versions_of(versions: Versions) -> dict[str, str]:
    """The columns that say what decided."""
    return {"software": versions.software, "tables": versions.tables, "fest": versions.fest}
