"""Which agency holds a request, and how it came there."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every request that is there lies with the kelurahan."""
    op.add_column("permohonan", sa.Column("holder", sa.Text, nullable=False, server_default="kelurahan"))
    op.create_table(
        "handovers",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("permohonan_id", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("agency", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
