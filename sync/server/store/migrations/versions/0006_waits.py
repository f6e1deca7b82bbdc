"""What each number that arrives asks for: how long others took lately, and which waits kiosks were told."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two indexes of few rows, and no more."""
    for name, table, column, where in (
        ("tickets_done", "tickets", "ended_at", sa.text("state = 'DONE'")),
        ("changes_wait", "changes", "subject", sa.text("substr(subject, 1, 5) = 'wait:'")),
    ):
        op.create_index(name, table, ["office", column], sqlite_where=where, postgresql_where=where)
