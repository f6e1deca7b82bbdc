"""What a kiosk's audit log said last, restored kiosks, keys that change."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Columns only."""
    op.add_column("kiosks", sa.Column("former_keys", sa.LargeBinary))
    op.add_column("kiosks", sa.Column("office_keys", sa.Integer, nullable=False, server_default="1"))
    op.add_column("kiosks", sa.Column("audit_seq", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("kiosks", sa.Column("audit_hash", sa.LargeBinary))
    op.add_column("kiosks", sa.Column("audit_broken_at", sa.BigInteger))
    op.add_column("kiosks", sa.Column("restored_at", sa.BigInteger))
    op.add_column("kiosks", sa.Column("only_here", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("kiosks", sa.Column("missing", sa.BigInteger, nullable=False, server_default="0"))
