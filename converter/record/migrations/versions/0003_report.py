"""What became of each M10 that was handed out: what Reseptformidleren answered it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table. M10s of before have no row: they get one when they are handed out or answered again."""
    op.create_table(
        "report",
        sa.Column("message", sa.LargeBinary(32), nullable=False),
        sa.Column("document", sa.LargeBinary(32), nullable=False),
        sa.Column("annuls", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("status", sa.String(1), nullable=False),
        sa.Column("codes", sa.String(200), nullable=False),
        sa.Column("handed_out_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_out_last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt_made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt", sa.LargeBinary(32), nullable=True),
        sa.PrimaryKeyConstraint("message", name="pk_report"),
        sa.ForeignKeyConstraint(["document"], ["dispensation.document"], name="fk_report_document", ondelete="CASCADE"),
    )
    op.create_index("ix_report_document", "report", ["document"])
    op.create_index("ix_report_state", "report", ["state"])


def downgrade() -> None:
    """Removes it."""
    op.drop_table("report")
