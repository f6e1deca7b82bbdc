"""The office's audit trail: who did what, each line chained to the one before, so that none can go or change unnoticed.

Lines name ids and actions; nothing of what a resident wrote ever stands here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, insert, select, update

from kiosk.domain.events import HASH_SIZE, new_id
from sync.server.store.tables import audit, offices


class Action(StrEnum):
    """What the audit trail records."""

    LOGGED_IN = "logged_in"
    LOGIN_REFUSED = "login_refused"
    LOGGED_OUT = "logged_out"
    ARRIVED = "arrived"  # a request came in; written where another program is to be told
    OPENED = "opened"  # looked into the answers
    MOVED = "moved"
    HANDED_OVER = "handed_over"  # to another agency, or back
    UNDONE = "undone"  # the last move was taken back
    ASSIGNED = "assigned"  # somebody works on it now, or nobody
    NOTED = "noted"  # a note of the office's own
    FORWARDED = "forwarded"  # an agency is asked
    FORWARD_WITHDRAWN = "forward_withdrawn"
    AGENCY_ANSWERED = "agency_answered"
    REVEALED = "revealed"  # the name in a confidential complaint
    SEARCHED = "searched"  # by NIK or name; not for whom
    PASSWORD_SET = "password_set"  # noqa: S105 - the name of an action
    FACTOR_ON = "factor_on"  # the second one, of a log-in
    FACTOR_OFF = "factor_off"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    BROWSER_NEW = "browser_new"  # a log-in where nobody of that name logged in before
    ACCOUNT_MADE = "account_made"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_OPENED = "account_opened"  # again
    ACCOUNT_UNLOCKED = "account_unlocked"
    SESSIONS_ENDED = "sessions_ended"
    FACTOR_RULE_SET = "factor_rule_set"  # whose log-in needs a second factor
    TOKEN_MADE = "token_made"  # noqa: S105 - the name of an action
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - the name of an action
    AUDIT_EXPORTED = "audit_exported"
    EXPORTED = "exported"  # requests, for another program
    WEBHOOK_MADE = "webhook_made"
    WEBHOOK_REMOVED = "webhook_removed"
    WEBHOOKS_SET = "webhooks_set"  # where they may lead
    RESIDENTS_IMPORTED = "residents_imported"
    CONNECTOR_SET = "connector_set"  # to another system, or off
    LOKET_OPENED = "loket_opened"
    LOKET_CLOSED = "loket_closed"
    LOKET_SET = "loket_set"  # made or changed
    LOKET_REMOVED = "loket_removed"
    NUMBER_GIVEN = "number_given"  # by hand
    QUEUE_SET = "queue_set"  # how the queue is run
    KIOSK_ENROLLED = "kiosk_enrolled"
    KIOSK_REVOKED = "kiosk_revoked"
    QUOTA_REACHED = "quota_reached"  # a kiosk sent more than it may; once a day
    QUOTA_SET = "quota_set"
    FILES_PUBLISHED = "files_published"
    FILE_WITHDRAWN = "file_withdrawn"
    ORDERED = "ordered"  # something of one kiosk or all
    KIOSK_KEY_CHANGED = "kiosk_key_changed"
    OFFICE_KEYS_ROTATED = "office_keys_rotated"
    BUNDLE_SIGNED = "bundle_signed"  # a program for the kiosks
    OFFICE_KEY_RETIRED = "office_key_retired"  # forgotten for ever
    RESTORED = "restored"  # a kiosk knew more than this database: it came back from an older copy
    AUDIT_BROKEN = "audit_broken"  # a kiosk has another past of its audit log than it told of before
    OFFICE_ADDED = "office_added"
    BACKUP_RESTORED = "backup_restored"  # the office's database came back from a backup
    KIOSK_RESTORED = "kiosk_restored"  # a kiosk's disk came back from an older copy, or lost a part
    LETTER_DRAFTED = "letter_drafted"
    LETTER_OPENED = "letter_opened"  # looked at what it says
    LETTER_DISCARDED = "letter_discarded"  # a draft
    LETTER_ISSUED = "letter_issued"
    LETTER_VOIDED = "letter_voided"
    LETTERS_SET = "letters_set"  # head, numbers, signers
    RETENTION_SET = "retention_set"  # how long what is kept
    DESTRUCTION_PROPOSED = "destruction_proposed"  # a list
    DESTRUCTION_CONFIRMED = "destruction_confirmed"
    DESTRUCTION_REJECTED = "destruction_rejected"
    DESTROYED = "destroyed"  # the answers of a request and all that was made of them
    SUBJECT_ASKED = "subject_asked"  # a resident wants something of their data; their KTP was seen
    SUBJECT_ANSWERED = "subject_answered"
    SUBJECT_COPIED = "subject_copied"  # everything about a request was handed to its resident
    CORRECTED = "corrected"  # an answer
    RESTRICTION_LIFTED = "restriction_lifted"


class Line(msgspec.Struct, frozen=True):
    """One line of the trail."""

    seq: int
    at: int  # ms since 1970 UTC
    actor: str
    action: Action
    permohonan_id: str | None
    detail: str


class Wanted(msgspec.Struct, frozen=True):
    """Which lines of the trail; what is not said is not asked."""

    actor: str | None = None
    action: Action | None = None
    permohonan_ids: tuple[str, ...] | None = None
    since: int | None = None  # ms since 1970 UTC, inclusive
    until: int | None = None  # exclusive


class Fault(StrEnum):
    """What can be wrong with a line."""

    MISSING = "missing"
    CHANGED = "changed"
    CUT = "cut"  # the trail ends elsewhere than it did


class Broken(msgspec.Struct, frozen=True):
    """A line that is not what was written, or that is missing."""

    seq: int
    what: str
    fault: Fault


class Head(msgspec.Struct, frozen=True):
    """Where the trail ends. Who writes this down elsewhere can prove later that nothing before it was rewritten."""

    seq: int
    hash: str  # hex


GENESIS: Final = hashlib.blake2b(b"publik-kiosk office audit", digest_size=HASH_SIZE).digest()
"""The hash before the first line."""


def record(
    connection: Connection,
    office: str,
    actor: str,
    action: Action,
    *,
    now: int,
    permohonan_id: str | None = None,
    detail: str = "",
) -> None:
    """A line of the audit trail, inside the caller's transaction. `detail` never holds what a resident wrote.

    Takes the office's row, as whatever numbers changes does; take the rows of requests and letters before, never after.
    """
    here = offices.c.office == office
    connection.execute(update(offices).where(here).values(audit_seq=offices.c.audit_seq + 1))
    seq, previous = connection.execute(select(offices.c.audit_seq, offices.c.audit_hash).where(here)).one()
    line = {
        "office": office,
        "id": new_id(now),
        "seq": int(seq),
        "at": now,
        "actor": actor,
        "action": action.value,
        "permohonan_id": permohonan_id,
        "detail": detail,
    }
    hash_ = line_hash(bytes(previous) if previous is not None else GENESIS, line)
    connection.execute(insert(audit).values(**line, hash=hash_))
    connection.execute(update(offices).where(here).values(audit_hash=hash_))


def line_hash(previous: bytes, line: RowMapping | dict[str, object]) -> bytes:
    """The hash of a line: BLAKE2b over the hash before and every field, each with its length."""
    digest = hashlib.blake2b(previous, digest_size=HASH_SIZE)
    for name in ("id", "seq", "at", "actor", "action", "permohonan_id", "detail"):
        value = line[name]
        data = bytes(value) if isinstance(value, bytes | memoryview) else b"" if value is None else str(value).encode()
        digest.update(len(data).to_bytes(4, "big") + data)
    return digest.digest()


def lines(
    connection: Connection,
    office: str,
    *,
    before: int | None = None,
    limit: int | None = 200,
    wanted: Wanted | None = None,
) -> list[Line]:
    """The newest lines first, from below `before` on."""
    query = select(audit).where(audit.c.office == office, *_conditions(wanted or Wanted()))
    if before is not None:
        query = query.where(audit.c.seq < before)
    rows = connection.execute(query.order_by(audit.c.seq.desc()).limit(limit)).mappings()
    return [
        Line(int(row["seq"]), int(row["at"]), row["actor"], Action(row["action"]), row["permohonan_id"], row["detail"])
        for row in rows
    ]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = []
    if wanted.actor is not None:
        found.append(audit.c.actor == wanted.actor)
    if wanted.action is not None:
        found.append(audit.c.action == wanted.action.value)
    if wanted.permohonan_ids is not None:
        found.append(audit.c.permohonan_id.in_(wanted.permohonan_ids))
    if wanted.since is not None:
        found.append(audit.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(audit.c.at < wanted.until)
    return found


def head(connection: Connection, office: str) -> Head:
    """The number and hash of the newest line."""
    here = offices.c.office == office
    found = connection.execute(select(offices.c.audit_seq, offices.c.audit_hash).where(here)).first()
    if found is None or found.audit_hash is None:
        return Head(0, GENESIS.hex())
    return Head(int(found.audit_seq), bytes(found.audit_hash).hex())


def check(connection: Connection, office: str) -> Iterator[Broken]:
    """Walks the whole trail: lines that were changed, removed or put in between. Nothing: it holds."""
    # Lines may come while this walks: the end that is known now must be among them, and none may lie beyond the end there is then.
    end = head(connection, office)
    at, previous = 0, GENESIS
    query = select(audit).where(audit.c.office == office).order_by(audit.c.seq)
    for row in connection.execute(query, execution_options={"yield_per": 500}).mappings():
        seq = int(row["seq"])
        if seq != at + 1:
            yield Broken(at + 1, f"lines {at + 1} to {seq - 1} of the audit trail are missing", Fault.MISSING)
        elif line_hash(previous, row) != bytes(row["hash"]):
            yield Broken(seq, "this line of the audit trail was changed", Fault.CHANGED)
        at, previous = seq, bytes(row["hash"])
        if seq == end.seq and previous.hex() != end.hash:
            yield Broken(seq, "the newest line of the audit trail is another one", Fault.CUT)
    if at < end.seq or at > head(connection, office).seq:
        yield Broken(end.seq, f"the audit trail ends with line {at}", Fault.CUT)
