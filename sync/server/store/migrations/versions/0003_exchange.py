"""Changes by subject, files for kiosks, blobs, allowances, details in the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Older changes are dropped: they named requests by their ids, and no server with them was ever released."""
    op.add_column("kiosks", sa.Column("forked_at", sa.BigInteger))
    zero = ("cursor", "files", "retold", "quota_back_at")
    for name, default in (*((one, "0") for one in zero), ("quota", "20000")):
        op.add_column("kiosks", sa.Column(name, sa.BigInteger, nullable=False, server_default=default))
    op.add_column("audit", sa.Column("detail", sa.Text, nullable=False, server_default=""))
    parked = sa.text("refusal IS NOT NULL")
    op.create_index(
        "events_parked", "events", ["office", "kiosk_id", "seq"], sqlite_where=parked, postgresql_where=parked
    )
    op.drop_table("changes")
    op.create_table(
        "changes",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kiosk_id", sa.Text),
        sa.Column("origin", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kept_until", sa.BigInteger),
    )
    op.create_index("changes_subject", "changes", ["office", "subject"])
    op.create_index("changes_kept", "changes", ["office", "kept_until"])
    op.create_table(
        "files",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
    )
    op.create_index("files_seq", "files", ["office", "seq"])
    op.create_table(
        "heeded",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("kiosk_id", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("refused", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "blobs",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("hash", sa.LargeBinary, primary_key=True),
        sa.Column("kiosk_id", sa.Text, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("received_at", sa.BigInteger),
    )
    absent = sa.text("body IS NULL")
    op.create_index("blobs_wanted", "blobs", ["office", "kiosk_id"], sqlite_where=absent, postgresql_where=absent)
    op.create_table(
        "blob_parts",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("hash", sa.LargeBinary, primary_key=True),
        sa.Column("start", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
