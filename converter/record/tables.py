"""The tables of the exchange record. What identifies a person, prescription or document is there as keyed hash only.

`sealed` is encrypted. The rest says when, what was decided, and which software, tables and register decided it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up an INTEGER primary key only."""


def _versions() -> list[Column[str]]:
    return [
        Column("software", String(40), nullable=False),
        Column("tables", String(64), nullable=False),
        Column("fest", String(40), nullable=False),
    ]


def _of_prescription() -> Column[bytes]:
    return Column(
        "prescription",
        LargeBinary(32),
        ForeignKey("prescription.prescription", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


PRESCRIPTION = Table(
    "prescription",
    METADATA,
    Column("prescription", LargeBinary(32), primary_key=True),
    Column("patient", LargeBinary(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_on", Date, nullable=False, index=True),
    Column("sent", Boolean, nullable=False),
)
"""A prescription whose eP left (`sent`), or whose dispensation came back; concurrent dispensations wait for its row."""

KEY = Table("record_key", METADATA, Column("name", LargeBinary(4), primary_key=True))
"""The keys that rows are sealed under, by what tells them apart in a sealed value."""

SENT = Table(
    "sent",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    _of_prescription(),
    Column("document", LargeBinary(32), nullable=False),
    Column("content", LargeBinary(32), nullable=False),
    Column("decision", String(20), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    *_versions(),
)
"""Each eP that left."""

DISPENSATION = Table(
    "dispensation",
    METADATA,
    Column("document", LargeBinary(32), primary_key=True),
    _of_prescription(),
    Column("content", LargeBinary(32), nullable=False),
    Column("state", String(20), nullable=False),
    Column("decision", String(20), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("discarded_at", DateTime(timezone=True)),
    Column("sealed", LargeBinary, nullable=False),
    *_versions(),
)
"""Each eD that was reported; `state` is dispensed or discarded."""

REPORT = Table(
    "report",
    METADATA,
    Column("message", LargeBinary(32), primary_key=True),
    Column(
        "document",
        LargeBinary(32),
        ForeignKey("dispensation.document", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("annuls", Boolean, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("status", String(1), nullable=False),
    Column("codes", String(200), nullable=False),
    Column("handed_out_at", DateTime(timezone=True), nullable=False),
    Column("handed_out_last_at", DateTime(timezone=True), nullable=False),
    Column("answered_at", DateTime(timezone=True)),
    Column("receipt_made_at", DateTime(timezone=True)),
    Column("accepted_at", DateTime(timezone=True)),
    Column("receipt", LargeBinary(32)),
)
"""Each M10 that was handed out, by a keyed hash of its MsgId, and what Reseptformidleren answered it (7419)."""
