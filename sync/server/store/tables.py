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
    false,
    insert,
    select,
    text,
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
    # The newest line of the audit trail and its hash.
    Column("audit_seq", BigInteger, nullable=False, server_default="0"),
    Column("audit_hash", LargeBinary),
    # Counts what the board in the waiting room shows: raised by each call, so that a screen knows that it is behind.
    Column("board_seq", BigInteger, nullable=False, server_default="0"),
)

settings = Table(
    "settings",
    metadata,
    _office(),
    Column("name", Text, primary_key=True),  # "letters", "queue", "retention" …: a struct each
    Column("value", Text, nullable=False),  # JSON
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
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
    # Its public keys before the present one, 32 bytes each, oldest first: slips signed with them are genuine.
    Column("former_keys", LargeBinary),
    Column("office_keys", Integer, nullable=False, server_default="1"),  # the office's newest keys that it knows
    # The newest line of its audit log that it told of, and when it told of another past of it.
    Column("audit_seq", BigInteger, nullable=False, server_default="0"),
    Column("audit_hash", LargeBinary),
    Column("audit_broken_at", BigInteger),
    # When it said that its disk came back from an older copy, how many of its entries are only here since then, and how many
    # it had spoken of are nowhere.
    Column("restored_at", BigInteger),
    Column("only_here", BigInteger, nullable=False, server_default="0"),
    Column("missing", BigInteger, nullable=False, server_default="0"),
    # What it said last of itself: a `Health` as JSON, and when that was so.
    Column("health", Text),
    Column("health_at", BigInteger),
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
    Column("assignee", Text),  # the petugas who works on it
    Column("deadline", BigInteger),  # of a complaint: when it has to stand elsewhere, by SP4N-LAPOR's days
    Column("destroyed_at", BigInteger),  # when its answers were removed at the end of their retention
    UniqueConstraint("office", "code_hash", name="permohonan_code"),
)
# The desk reads a page of its inbox status by status, each in the order of one of these, so that a full office is as quick as
# an empty one.
_waiting = (permohonan.c.waiting_since, permohonan.c.kiosk_id, permohonan.c.seq)
Index("permohonan_inbox", permohonan.c.office, permohonan.c.status, *_waiting)
Index("permohonan_service", permohonan.c.office, permohonan.c.service, permohonan.c.status, *_waiting)
Index("permohonan_closed", permohonan.c.office, permohonan.c.status, permohonan.c.status_at, permohonan.c.id)
_assigned = permohonan.c.assignee.is_not(None)
Index(
    "permohonan_assignee",
    *(permohonan.c.office, permohonan.c.assignee, permohonan.c.status, *_waiting),
    sqlite_where=_assigned,
    postgresql_where=_assigned,
)
_elsewhere = permohonan.c.holder != text("'kelurahan'")
Index(
    "permohonan_holder",
    *(permohonan.c.office, permohonan.c.holder, permohonan.c.status, *_waiting),
    sqlite_where=_elsewhere,
    postgresql_where=_elsewhere,
)
_due = permohonan.c.deadline.is_not(None)
Index(
    "permohonan_deadline",
    *(permohonan.c.office, permohonan.c.status, permohonan.c.deadline),
    sqlite_where=_due,
    postgresql_where=_due,
)
Index("permohonan_ticket", permohonan.c.office, permohonan.c.ticket)
Index("permohonan_period", permohonan.c.office, permohonan.c.waiting_since)
Index("permohonan_arrived", permohonan.c.office, permohonan.c.received_at, permohonan.c.id)

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
    Column("undoes", Integer),  # the move that this one takes back; none: a move of the table
)

notes = Table(
    "notes",
    metadata,
    _office(),
    Column("permohonan_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),  # locked; for petugas, never for the resident
    Column("actor", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

forwards = Table(
    "forwards",
    metadata,
    _office(),
    Column("permohonan_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # an agency may be asked more than once
    Column("agency", Text, nullable=False),
    Column("asked", LargeBinary),  # locked: what it is asked for
    Column("actor", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("verdict", Text),  # an AgencyVerdict; none: not answered yet
    Column("answer", LargeBinary),  # locked
    Column("answered_by", Text),
    Column("answered_at", BigInteger),
    Column("withdrawn_at", BigInteger),  # it sees the request no more
)
Index("forwards_agency", forwards.c.office, forwards.c.agency, forwards.c.answered_at)

marks = Table(
    "marks",
    metadata,
    _office(),
    # A keyed hash of a NIK, a KK or a word of a name (`Vault.mark`): finds requests and says nothing of anybody.
    Column("mark", LargeBinary, primary_key=True),
    Column("permohonan_id", Text, primary_key=True),
)
Index("marks_request", marks.c.office, marks.c.permohonan_id)

corrections = Table(
    "corrections",
    metadata,
    _office(),
    Column("permohonan_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("field", Text, nullable=False),  # of the service's form
    Column(
        "value", LargeBinary, nullable=False
    ),  # locked JSON: what the answer says now; the sealed one stays as it is
    Column("actor", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

wishes = Table(
    "wishes",
    metadata,
    _office(),
    Column("permohonan_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),  # a WishKind: what the resident wants of their data (UU PDP)
    Column("at", BigInteger, nullable=False),
    Column("due", BigInteger, nullable=False),  # when it has to be answered
    Column("actor", Text, nullable=False),  # who took it, and saw the resident's KTP
    Column("outcome", Text),  # an Outcome; none: not answered yet
    Column("answered_at", BigInteger),
    Column("answered_by", Text),
    Column("reason", LargeBinary),  # locked
    Column("ended_at", BigInteger),  # of a restriction: when it was lifted
)
Index("wishes_open", wishes.c.office, wishes.c.outcome, wishes.c.due)

destructions = Table(
    "destructions",
    metadata,
    _office(),
    Column("id", Text, primary_key=True),
    Column("cause", Text, nullable=False),  # a Cause
    Column("proposed_at", BigInteger, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("confirmed_at", BigInteger),
    Column("confirmed_by", Text),  # never who proposed it
    Column("rejected_at", BigInteger),
    Column("rejected_by", Text),
    Column("done_at", BigInteger),
)

destroyed = Table(
    "destroyed",
    metadata,
    _office(),
    Column("destruction", Text, primary_key=True),
    Column("permohonan_id", Text, primary_key=True),
    # What the record of it lists, as it was: the catalogue may change.
    Column("ref", Text, nullable=False),
    Column("service", Text, nullable=False),  # its title
    Column("classification", Text, nullable=False),
    Column("ticket", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger, nullable=False),
    Column("at", BigInteger),  # none: still there
)
Index("destroyed_request", destroyed.c.office, destroyed.c.permohonan_id)

surveys = Table(
    "surveys",
    metadata,
    _office(),
    Column("permohonan_id", Text, primary_key=True),
    Column("service", Text, nullable=False),  # the service that is judged
    Column("marks", Text, nullable=False),  # JSON list of the nine elements, 1 to 4 each
    Column("at", BigInteger, nullable=False),
)

tickets = Table(
    "tickets",
    metadata,
    _office(),
    Column("id", Text, primary_key=True),  # the id of the event that gave it, or a new one
    Column("day", Text, nullable=False),  # ISO date of its queue
    Column("ticket", Text, nullable=False),
    Column("group", Text, nullable=False),  # a group of services
    Column("kiosk_id", Text),  # none: given by hand
    Column("permohonan_id", Text),  # none: a number without a form
    Column("priority", Boolean, nullable=False),
    Column("waiting_since", BigInteger, nullable=False),
    Column("queued_at", BigInteger, nullable=False),  # its place in the queue: since then, or since it went to the end
    Column("received_at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),  # a TicketState
    Column("loket", Text),
    Column("called_at", BigInteger),  # the newest call
    Column("calls", Integer, nullable=False, server_default="0"),
    Column("absences", Integer, nullable=False, server_default="0"),  # how often nobody came
    Column("served_at", BigInteger),  # when the resident sat down
    Column("ended_at", BigInteger),
    Column("actor", Text),
)
Index("tickets_queue", tickets.c.office, tickets.c.day, tickets.c.state, tickets.c.queued_at)
done = text("state = 'DONE'")  # written like this in a query too: a bound value does not find the index
Index("tickets_done", tickets.c.office, tickets.c.ended_at, sqlite_where=done, postgresql_where=done)
Index("tickets_number", tickets.c.office, tickets.c.day, tickets.c.ticket)

lokets = Table(
    "lokets",
    metadata,
    _office(),
    Column("id", Text, primary_key=True),  # "1", as it is called
    Column("name", Text, nullable=False),
    Column("groups", Text, nullable=False),  # JSON list of groups of services; "[]": all
    Column("petugas", Text),  # who sits there; none: closed
    Column("since", BigInteger),
)

letter_series = Table(
    "letter_series",
    metadata,
    _office(),
    Column("series", Text, primary_key=True),  # "" for one series of all letters, or a classification code
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),  # the newest number given
)

letters = Table(
    "letters",
    metadata,
    _office(),
    Column("id", Text, primary_key=True),
    Column("permohonan_id", Text),
    Column("template", Text, nullable=False),
    Column("state", Text, nullable=False),  # a LetterState
    Column("series", Text),
    Column("year", Integer),
    Column("number", Integer),  # none until it is issued; never given twice, never skipped
    Column("written", Text),  # the number as it stands in the letter
    Column("classification", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),  # locked: all that the page says
    Column("pdf", LargeBinary),  # locked: the page as it was issued
    Column("created_at", BigInteger, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("issued_at", BigInteger),
    Column("issued_by", Text),
    Column("voided_at", BigInteger),
    Column("voided_by", Text),
    Column("void_reason", LargeBinary),  # locked
    UniqueConstraint("office", "series", "year", "number", name="letters_number"),
)
Index("letters_request", letters.c.office, letters.c.permohonan_id)
Index("letters_issued", letters.c.office, letters.c.issued_at)

residents = Table(
    "residents",
    metadata,
    _office(),
    Column("mark", LargeBinary, primary_key=True),  # `Vault.mark` of the NIK
    Column("body", LargeBinary, nullable=False),  # locked
    Column("imported_at", BigInteger, nullable=False),
)

webhooks = Table(
    "webhooks",
    metadata,
    _office(),
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("secret", LargeBinary, nullable=False),  # locked: signs what is sent
    Column("sent", BigInteger, nullable=False),  # the newest line of the audit trail that it took
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("next_at", BigInteger, nullable=False, server_default="0"),
    Column("failing_since", BigInteger),
    Column("paused_at", BigInteger),  # it failed for a day; somebody has to look
    Column("last_error", Text),
    Column("created_at", BigInteger, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    _office(),
    Column("token_hash", LargeBinary, primary_key=True),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),  # as of a petugas
    Column("agency", Text),
    Column("created_at", BigInteger, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("used_at", BigInteger),
    Column("revoked_at", BigInteger),
)

drafts = Table(
    "drafts",
    metadata,
    _office(),
    Column("name", Text, primary_key=True),  # of a file, as in `files`
    Column("body", Text, nullable=False),
    Column("base", BigInteger, nullable=False),  # the number of the published file it began from; 0: none was
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
)

editions = Table(
    "editions",
    metadata,
    _office(),
    Column("name", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),  # the number it was published under
    Column("body", Text),  # none: withdrawn
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
)

repeats = Table(
    "repeats",
    metadata,
    _office(),
    # Calls of programs that made something, for a day: asked again with the same key, they make no second one.
    Column("actor", Text, primary_key=True),
    Column("route", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("mark", LargeBinary, nullable=False),  # `Vault.mark` of all that was said
    Column("made", Text, nullable=False),  # the id of what was made
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
told_waits = text("substr(subject, 1, 5) = 'wait:'")  # a few among all that kiosks were ever told
Index("changes_wait", changes.c.office, changes.c.subject, sqlite_where=told_waits, postgresql_where=told_waits)
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
    Column("full_name", Text, nullable=False, server_default=""),
    Column("position", Text, nullable=False, server_default=""),  # "Kasi Pemerintahan", as a letter writes it
    Column("employee_number", Text, nullable=False, server_default=""),  # NIP
    Column("roles", Text, nullable=False, server_default="petugas"),  # of `rights.Role`, with spaces between
    Column("agency", Text),  # of whom it is a petugas; none: the office itself
    Column("totp", LargeBinary),  # locked: the secret of the second factor; none: it is off
    Column(
        "totp_step", BigInteger, nullable=False, server_default="0"
    ),  # the newest step that was used: none counts twice
    Column("closed_at", BigInteger),  # may not log in any more; the name stays, for the history
    Column("totp_pending", LargeBinary),  # locked: a secret that no code has confirmed yet
    Column("password_by", Text),  # who chose the password; none: nobody knows any more
    Column("logged_in_at", BigInteger),
    Column("strange_at", BigInteger),  # a log-in where they never logged in before, until they say it was theirs
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    _office(),
    Column("petugas", Text, primary_key=True),
    Column("mark", LargeBinary, primary_key=True),  # `Vault.mark`; a code that was used is gone
)

browsers = Table(
    "browsers",
    metadata,
    _office(),
    # Where somebody logged in before. Wrong passwords are counted for each by itself, so that a stranger who guesses
    # elsewhere cannot lock anybody out of where they always work.
    Column("petugas", Text, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),  # of its cookie
    Column("failures", Integer, nullable=False),
    Column("locked_until", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
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
    Column("half", Boolean, nullable=False, server_default=false()),  # the second factor is still owed: opens nothing
    Column("browser", LargeBinary),  # its hash
    Column("strange", Boolean, nullable=False, server_default=false()),  # never seen before this log-in
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
    Column("seq", BigInteger, nullable=False, server_default="0"),  # 1, 2, 3 … without gaps
    Column("hash", LargeBinary),  # over the line and, through the one before, the whole past
)
Index("audit_chain", audit.c.office, audit.c.seq, unique=True)
Index("audit_request", audit.c.office, audit.c.permohonan_id)


def add_office(connection: Connection, code: str, *, now: int) -> None:
    """The office's row, inside the caller's transaction; one that is there stays as it is."""
    if connection.execute(select(offices.c.office).where(offices.c.office == code)).first() is None:
        connection.execute(insert(offices).values(office=code, change_seq=0, created_at=now))
