"""The first tables: prescriptions, what was sent, what came back."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "prescription",
        sa.Column("prescription", sa.LargeBinary(32), nullable=False),
        sa.Column("patient", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("prescription", name="pk_prescription"),
    )
    op.create_index("ix_prescription_expires_on", "prescription", ["expires_on"])
    op.create_table(
        "sent",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("prescription", sa.LargeBinary(32), nullable=False),
        sa.Column("document", sa.LargeBinary(32), nullable=False),
        sa.Column("content", sa.LargeBinary(32), nullable=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("software", sa.String(40), nullable=False),
        sa.Column("tables", sa.String(64), nullable=False),
        sa.Column("fest", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sent"),
        sa.ForeignKeyConstraint(
            ["prescription"], ["prescription.prescription"], name="fk_sent_prescription", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sent_prescription", "sent", ["prescription"])
    op.create_table(
        "dispensation",
        sa.Column("document", sa.LargeBinary(32), nullable=False),
        sa.Column("prescription", sa.LargeBinary(32), nullable=False),
        sa.Column("content", sa.LargeBinary(32), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("software", sa.String(40), nullable=False),
        sa.Column("tables", sa.String(64), nullable=False),
        sa.Column("fest", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_dispensation"),
        sa.ForeignKeyConstraint(
            ["prescription"], ["prescription.prescription"], name="fk_dispensation_prescription", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_dispensation_prescription", "dispensation", ["prescription"])


def downgrade() -> None:
    """Removes them."""
    for table in ("dispensation", "sent", "prescription"):
        op.drop_table(table)
