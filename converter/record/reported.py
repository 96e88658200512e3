"""What the record has of a dispensation that is to be taken back, found by which eD it is, not by what is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from converter.model.dispensation import EdIdentity
from converter.model.finding import Problem, finding
from converter.model.known import Answered, Reported
from converter.record.rows import DISCARDED, AnyRow, Rows

PLACE = "/ClinicalDocument/id"


@dataclass(frozen=True, slots=True)
class Found:
    """The rows, and what they tell; `dispensation` is absent where the eD never came."""

    told: Reported
    prescription: AnyRow
    dispensation: AnyRow | None


def reported(
    connection: Connection, rows: Rows, identity: EdIdentity, at: datetime, *, lock: bool = False
) -> Found | None:
    """The report that stands or stood, by id of the eD and its prescription; None where that is not known.

    Args:
        connection: its transaction.
        rows: keys and retention.
        identity: which eD it is; where it names no prescription, that of the eD that came is meant.
        at: the moment.
        lock: whether its rows are held to the transaction's end: the prescription's first, so that none waits in turn.

    Raises:
        Problem: `dispensation-conflict`, where the eD was one of another prescription.
        RecordError: a row does not open.
    """
    order, document = identity.prescription_id, identity.document_id
    if order is None:
        row = rows.prescription_of(connection, document, at, lock=lock)
    else:
        row = rows.prescription(connection, order.extension, at, lock=lock)
    met = rows.dispensation(connection, document, at, lock=lock)
    if met is not None and (row is None or bytes(met.prescription) != bytes(row.prescription)):
        raise Problem([finding("dispensation-conflict", PLACE)])
    if row is None:
        return None
    known = rows.known(connection, row, identity, beside=False)
    if met is None:
        return Found(Reported(known), row, None)
    kept = rows.kept(met)
    annulled = None
    if met.state == DISCARDED:
        annulled = Answered(kept.annulment.encode("utf-8"), is_kept(rows, kept.annulment_hash), finished=False)
    return Found(Reported(known, kept.report.encode("utf-8"), annulled), row, met)


def is_kept(rows: Rows, digest: str) -> Callable[[bytes], bool]:
    """Asks whether a document has this keyed hash."""
    return lambda document: digest in {h.hex() for h in rows.content(document.decode("utf-8"))}
