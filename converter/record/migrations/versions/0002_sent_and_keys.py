"""Whether a prescription's eP left, so that its history is whole; and which keys rows are sealed under."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds them; a prescription that was sent has a row that says so."""
    op.add_column("prescription", sa.Column("sent", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE prescription SET sent = TRUE WHERE prescription IN (SELECT prescription FROM sent)")
    op.create_table(
        "record_key",
        sa.Column("name", sa.LargeBinary(4), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_record_key"),
    )


def downgrade() -> None:
    """Removes them."""
    op.drop_table("record_key")
    op.drop_column("prescription", "sent")
