"""The tables of the server. Every key begins with the office's code, so that they can be spread by office one day.

The migrations make them; a test compares the two. Times are ms since 1970 UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    insert,
    select,
)

metadata = MetaData()


def _office() -> Column[str]:
    return Column("office", Text, primary_key=True)


offices = Table(
    "offices",
    metadata,
    _office(),
    # Counts changes. It is raised in the transaction that writes one, which makes the changes of an office visible in the
    # order of their numbers: a cursor never runs past one that is still being written.
    Column("change_seq", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

kiosks = Table(
    "kiosks",
    metadata,
    _office(),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("secret", LargeBinary),  # until the first contact
    Column("public_key", LargeBinary),  # from the first contact on
    Column("seq", BigInteger, nullable=False),  # the newest entry taken
    Column("hash", LargeBinary, nullable=False),  # its hash
    Column("head_seq", BigInteger, nullable=False),  # the newest entry the kiosk spoke of
    Column("sent", BigInteger, nullable=False),  # the newest change sent to it
    Column("clock_offset", BigInteger),  # our clock minus its, at the last live exchange
    Column("created_at", BigInteger, nullable=False),
    Column("enrolled_at", BigInteger),
    Column("seen_at", BigInteger),
    Column("revoked_at", BigInteger),
    Column("forked_at", BigInteger),  # when it showed another past than the one known here; none: it fits
    Column("cursor", BigInteger, nullable=False, server_default="0"),  # the newest change it says it has
    Column("files", BigInteger, nullable=False, server_default="0"),  # the newest change of files it says it uses
    # Of its entries up to this one it may have news that this database lost, so it is told of them as other kiosks are.
    Column("retold", BigInteger, nullable=False, server_default="0"),
    Column("quota", BigInteger, nullable=False, server_default="20000"),  # new entries it may send in a day
    Column("quota_back_at", BigInteger, nullable=False, server_default="0"),  # when it may send all of them again
)

events = Table(
    "events",
    metadata,
    _office(),
    Column("kiosk_id", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("sealed", LargeBinary),
    Column("refusal", Text),  # an EventRefusal: the event is parked
    Column("received_at", BigInteger, nullable=False),
)
_taken = events.c.refusal.is_(None)
Index("events_once", events.c.office, events.c.event_id, unique=True, sqlite_where=_taken, postgresql_where=_taken)
_parked = events.c.refusal.is_not(None)
Index("events_parked", events.c.office, events.c.kiosk_id, events.c.seq, sqlite_where=_parked, postgresql_where=_parked)

permohonan = Table(
    "permohonan",
    metadata,
    _office(),
    Column("id", Text, primary_key=True),
    Column("kiosk_id", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("service", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("ticket", Text, nullable=False),
    Column("queue_day", Text, nullable=False),
    Column("code_hash", LargeBinary, nullable=False),
    Column("language", Text, nullable=False),
    Column("priority", Boolean, nullable=False),
    Column("clock_doubtful", Boolean, nullable=False),
    Column("created_at", BigInteger, nullable=False),  # by the kiosk's clock
    Column("received_at", BigInteger, nullable=False),  # by ours
    Column("waiting_since", BigInteger, nullable=False),  # the better of the two
    Column("status", Text, nullable=False),
    Column("status_at", BigInteger, nullable=False),
    Column("note", Text),
    Column("holder", Text, nullable=False, server_default="kelurahan"),  # the agency that has it now
    UniqueConstraint("office", "code_hash", name="permohonan_code"),
)
Index("permohonan_inbox", permohonan.c.office, permohonan.c.status, permohonan.c.waiting_since)
Index("permohonan_ticket", permohonan.c.office, permohonan.c.ticket)

moves = Table(
    "moves",
    metadata,
    _office(),
    Column("permohonan_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("note", Text),
    Column("actor", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

handovers = Table(
    "handovers",
    metadata,
    _office(),
    Column("permohonan_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("agency", Text, nullable=False),  # who got it
    Column("actor", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    _office(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("kiosk_id", Text),  # whom it concerns; none: every kiosk of the office
    Column("origin", Text),  # the one kiosk that knows it already
    Column("subject", Text, nullable=False),  # `subject_of` it: of several only the newest is kept
    Column("body", LargeBinary, nullable=False),  # a ServerEvent
    Column("at", BigInteger, nullable=False),
    Column("kept_until", BigInteger),  # it may go then; none: never
)
Index("changes_subject", changes.c.office, changes.c.subject)
Index("changes_kept", changes.c.office, changes.c.kept_until)

files = Table(
    "files",
    metadata,
    _office(),
    Column("name", Text, primary_key=True),  # "services/d18_domisili.toml", "content/c15_kantor.toml"
    Column("seq", BigInteger, nullable=False),  # numbered with the changes
    Column("body", Text),  # none: withdrawn
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
)
Index("files_seq", files.c.office, files.c.seq)

heeded = Table(
    "heeded",
    metadata,
    _office(),
    Column("kiosk_id", Text, primary_key=True),
    Column("subject", Text, primary_key=True),  # of an order; "files" for the office's files
    Column("number", BigInteger, nullable=False),  # changes up to this one are followed, or files up to it judged
    Column("refused", Text, nullable=False),  # a JSON list of (file, what is wrong); "[]": followed, in use
    Column("at", BigInteger, nullable=False),  # when the kiosk's word arrived
)

blobs = Table(
    "blobs",
    metadata,
    _office(),
    Column("hash", LargeBinary, primary_key=True),
    Column("kiosk_id", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),  # the entry that needs it
    Column("body", LargeBinary),  # sealed to the office; none: not here yet
    Column("received_at", BigInteger),  # without a body: when its kiosk said that it has it no more
)
Index(
    "blobs_wanted",
    blobs.c.office,
    blobs.c.kiosk_id,
    sqlite_where=blobs.c.body.is_(None),
    postgresql_where=blobs.c.body.is_(None),
)

blob_parts = Table(
    "blob_parts",
    metadata,
    _office(),
    Column("hash", LargeBinary, primary_key=True),
    Column("start", BigInteger, primary_key=True, autoincrement=False),  # bytes before this part
    Column("body", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
)

petugas = Table(
    "petugas",
    metadata,
    _office(),
    Column("name", Text, primary_key=True),
    Column("password", LargeBinary, nullable=False),  # Argon2id
    Column("failures", Integer, nullable=False),
    Column("locked_until", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    _office(),
    Column("token_hash", LargeBinary, primary_key=True),
    Column("petugas", Text, nullable=False),
    Column("csrf", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    _office(),
    Column("id", LargeBinary, primary_key=True),  # UUID version 7: sorted by time
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("permohonan_id", Text),
    Column("detail", Text, nullable=False, server_default=""),  # what else is to be known; never what a resident wrote
)


def add_office(connection: Connection, code: str, *, now: int) -> None:
    """The office's row, inside the caller's transaction; one that is there stays as it is."""
    if connection.execute(select(offices.c.office).where(offices.c.office == code)).first() is None:
        connection.execute(insert(offices).values(office=code, change_seq=0, created_at=now))
