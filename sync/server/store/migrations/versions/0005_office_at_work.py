"""The office at work: agencies, notes, the queue, letters, residents, roles, a chained audit trail, what programs may ask."""

import sqlalchemy as sa
from alembic import op

from sync.server.audit import GENESIS, line_hash

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_EVERYTHING = "admin lurah petugas"
"""What each petugas could do before there were roles."""


def upgrade() -> None:  # noqa: PLR0915 - one list of what is new
    """New tables and columns; the audit trail so far becomes a chain, in the order of its lines' times."""
    op.add_column("offices", sa.Column("audit_seq", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("offices", sa.Column("audit_hash", sa.LargeBinary))
    op.add_column("offices", sa.Column("board_seq", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("kiosks", sa.Column("health", sa.Text))
    op.add_column("kiosks", sa.Column("health_at", sa.BigInteger))
    op.add_column("permohonan", sa.Column("assignee", sa.Text))
    op.add_column("permohonan", sa.Column("deadline", sa.BigInteger))
    op.add_column("permohonan", sa.Column("destroyed_at", sa.BigInteger))
    op.add_column("moves", sa.Column("undoes", sa.Integer))
    op.add_column("petugas", sa.Column("full_name", sa.Text, nullable=False, server_default=""))
    op.add_column("petugas", sa.Column("position", sa.Text, nullable=False, server_default=""))
    op.add_column("petugas", sa.Column("employee_number", sa.Text, nullable=False, server_default=""))
    op.add_column("petugas", sa.Column("roles", sa.Text, nullable=False, server_default="petugas"))
    op.add_column("petugas", sa.Column("agency", sa.Text))
    op.add_column("petugas", sa.Column("totp", sa.LargeBinary))
    op.add_column("petugas", sa.Column("totp_step", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("petugas", sa.Column("closed_at", sa.BigInteger))
    op.add_column("petugas", sa.Column("totp_pending", sa.LargeBinary))
    op.add_column("petugas", sa.Column("password_by", sa.Text))
    op.add_column("petugas", sa.Column("logged_in_at", sa.BigInteger))
    op.add_column("petugas", sa.Column("strange_at", sa.BigInteger))
    op.add_column("sessions", sa.Column("half", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("sessions", sa.Column("browser", sa.LargeBinary))
    op.add_column("sessions", sa.Column("strange", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "recovery_codes",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("petugas", sa.Text, primary_key=True),
        sa.Column("mark", sa.LargeBinary, primary_key=True),
    )
    op.create_table(
        "browsers",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("petugas", sa.Text, primary_key=True),
        sa.Column("hash", sa.LargeBinary, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
    )
    op.add_column("audit", sa.Column("seq", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("audit", sa.Column("hash", sa.LargeBinary))
    op.create_table(
        "settings",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
    )
    op.create_table(
        "notes",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("permohonan_id", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "forwards",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("permohonan_id", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("agency", sa.Text, nullable=False),
        sa.Column("asked", sa.LargeBinary),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("verdict", sa.Text),
        sa.Column("answer", sa.LargeBinary),
        sa.Column("answered_by", sa.Text),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("withdrawn_at", sa.BigInteger),
    )
    op.create_index("forwards_agency", "forwards", ["office", "agency", "answered_at"])
    op.create_table(
        "marks",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("permohonan_id", sa.Text, primary_key=True),
    )
    op.create_index("marks_request", "marks", ["office", "permohonan_id"])
    op.create_index("permohonan_period", "permohonan", ["office", "waiting_since"])
    op.create_index("permohonan_arrived", "permohonan", ["office", "received_at", "id"])
    op.create_table(
        "corrections",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("permohonan_id", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "wishes",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("permohonan_id", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("answered_by", sa.Text),
        sa.Column("reason", sa.LargeBinary),
        sa.Column("ended_at", sa.BigInteger),
    )
    op.create_index("wishes_open", "wishes", ["office", "outcome", "due"])
    op.create_table(
        "destructions",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("proposed_at", sa.BigInteger, nullable=False),
        sa.Column("proposed_by", sa.Text, nullable=False),
        sa.Column("confirmed_at", sa.BigInteger),
        sa.Column("confirmed_by", sa.Text),
        sa.Column("rejected_at", sa.BigInteger),
        sa.Column("rejected_by", sa.Text),
        sa.Column("done_at", sa.BigInteger),
    )
    op.create_table(
        "destroyed",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("destruction", sa.Text, primary_key=True),
        sa.Column("permohonan_id", sa.Text, primary_key=True),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("classification", sa.Text, nullable=False),
        sa.Column("ticket", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger),
    )
    op.create_index("destroyed_request", "destroyed", ["office", "permohonan_id"])
    op.create_table(
        "surveys",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("permohonan_id", sa.Text, primary_key=True),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("marks", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "tickets",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("ticket", sa.Text, nullable=False),
        sa.Column("group", sa.Text, nullable=False),
        sa.Column("kiosk_id", sa.Text),
        sa.Column("permohonan_id", sa.Text),
        sa.Column("priority", sa.Boolean, nullable=False),
        sa.Column("waiting_since", sa.BigInteger, nullable=False),
        sa.Column("queued_at", sa.BigInteger, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("loket", sa.Text),
        sa.Column("called_at", sa.BigInteger),
        sa.Column("calls", sa.Integer, nullable=False, server_default="0"),
        sa.Column("absences", sa.Integer, nullable=False, server_default="0"),
        sa.Column("served_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("actor", sa.Text),
    )
    op.create_index("tickets_number", "tickets", ["office", "day", "ticket"])
    op.create_index("tickets_queue", "tickets", ["office", "day", "state", "queued_at"])
    op.create_table(
        "lokets",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("groups", sa.Text, nullable=False),
        sa.Column("petugas", sa.Text),
        sa.Column("since", sa.BigInteger),
    )
    op.create_table(
        "letter_series",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("series", sa.Text, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "letters",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("permohonan_id", sa.Text),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("series", sa.Text),
        sa.Column("year", sa.Integer),
        sa.Column("number", sa.Integer),
        sa.Column("written", sa.Text),
        sa.Column("classification", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("pdf", sa.LargeBinary),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("issued_at", sa.BigInteger),
        sa.Column("issued_by", sa.Text),
        sa.Column("voided_at", sa.BigInteger),
        sa.Column("voided_by", sa.Text),
        sa.Column("void_reason", sa.LargeBinary),
        sa.UniqueConstraint("office", "series", "year", "number", name="letters_number"),
    )
    op.create_index("letters_issued", "letters", ["office", "issued_at"])
    op.create_index("letters_request", "letters", ["office", "permohonan_id"])
    op.create_table(
        "residents",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("imported_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "webhooks",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("sent", sa.BigInteger, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("next_at", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("failing_since", sa.BigInteger),
        sa.Column("paused_at", sa.BigInteger),
        sa.Column("last_error", sa.Text),
        sa.Column("created_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("agency", sa.Text),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.Column("revoked_at", sa.BigInteger),
    )
    op.create_table(
        "drafts",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("base", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
    )
    op.create_table(
        "editions",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
    )
    op.create_table(
        "repeats",
        sa.Column("office", sa.Text, primary_key=True),
        sa.Column("actor", sa.Text, primary_key=True),
        sa.Column("route", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("mark", sa.LargeBinary, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    # What is published now is the first edition that is remembered.
    op.execute(
        "INSERT INTO editions (office, name, seq, body, at, actor) SELECT office, name, seq, body, at, actor FROM files"
    )
    waiting = ["waiting_since", "kiosk_id", "seq"]
    op.drop_index("permohonan_inbox", "permohonan")
    op.create_index("permohonan_inbox", "permohonan", ["office", "status", *waiting])
    op.create_index("permohonan_service", "permohonan", ["office", "service", "status", *waiting])
    op.create_index("permohonan_closed", "permohonan", ["office", "status", "status_at", "id"])
    for name, columns, where in (
        ("permohonan_assignee", ["assignee", "status", *waiting], sa.text("assignee IS NOT NULL")),
        ("permohonan_holder", ["holder", "status", *waiting], sa.text("holder != 'kelurahan'")),
        ("permohonan_deadline", ["status", "deadline"], sa.text("deadline IS NOT NULL")),
    ):
        op.create_index(name, "permohonan", ["office", *columns], sqlite_where=where, postgresql_where=where)
    op.execute(sa.text("UPDATE petugas SET roles = :roles").bindparams(roles=_EVERYTHING))
    _chain(op.get_bind())
    op.create_index("audit_chain", "audit", ["office", "seq"], unique=True)
    op.create_index("audit_request", "audit", ["office", "permohonan_id"])


def _chain(connection: sa.Connection) -> None:
    names = ("id", "at", "actor", "action", "permohonan_id", "detail", "seq", "hash")
    audit = sa.table("audit", sa.column("office"), *(sa.column(name) for name in names))
    offices = sa.table("offices", sa.column("office"), sa.column("audit_seq"), sa.column("audit_hash"))
    for office in connection.execute(sa.select(offices.c.office)).scalars().all():
        seq, previous = 0, GENESIS
        mine = sa.select(audit).where(audit.c.office == office).order_by(audit.c.id)
        for row in connection.execute(mine).mappings().all():
            seq += 1
            previous = line_hash(previous, {**row, "seq": seq})
            here = sa.and_(audit.c.office == office, audit.c.id == row["id"])
            connection.execute(sa.update(audit).where(here).values(seq=seq, hash=previous))
        ours = offices.c.office == office
        connection.execute(sa.update(offices).where(ours).values(audit_seq=seq, audit_hash=previous if seq else None))
