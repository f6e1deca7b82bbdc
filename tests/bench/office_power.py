"""The office's computer loses its power again and again while kiosks sync and a petugas works; `./run bench durability` runs it.

`kelurahan serve` and its database live on an ext4 of their own: the file of SQLite, or a whole PostgreSQL. At a random instant
all of it is frozen, the file system is shut down without its log, every process is killed, and a copy of the disk is mounted
in its place, judged and served again. Kiosks and petugas go on all the while, as they would: whoever got no answer tries again.
"""

from __future__ import annotations

import os
import pwd
import random
import signal
import socket
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from kiosk.domain.events import permohonan_id
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.errors import Damaged
from sync.server.audit import Action
from sync.server.store.database import Database
from sync.server.store.tables import audit, events, moves, permohonan, tickets
from sync.server.upkeep import verify
from tests.faults import disks
from tests.postgres import Cluster
from tests.server.processes import Crowd, Serving
from tests.sync.sender import Sender
from tests.sync.world import OfficeWorld, office_world

_KIOSKS: Final = 3
_KIOSKS_OF_A_FILE: Final = 1
"""These never pause, as real ones do: with more of them a petugas may wait for SQLite's one writer for minutes."""
_MB: Final = 64
_MB_OF_A_CLUSTER: Final = 768
_MOST: Final = 12
"""Entries acknowledged before the power goes, at most; a third as many requests are moved."""
_SPIN: Final = 300_000
"""Turns of an empty loop, at most, from then to the cut: longer than an exchange."""
_PATIENCE_S: Final = 30.0


@dataclass
class Outages:
    """What came of all cuts."""

    rounds: int = 0
    acknowledged: int = 0  # entries
    moved: int = 0  # requests, and the petugas was told so
    unheard: int = 0  # entries that were on the disk and not acknowledged: their cut fell between commit and answer
    wrong: list[str] = field(default_factory=list)


def outages(rounds: int, chance: random.Random, *, on_postgresql: bool) -> Iterator[Outages]:
    """So many cuts, or as many as it takes until something is wrong; yields what came of them so far after each. Raises
    disks.NoMount.
    """
    found = Outages()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        disk = _Disk(folder, _MB_OF_A_CLUSTER if on_postgresql else _MB)
        stack.callback(disk.unplug)
        place = disk.plug()
        cluster = stack.enter_context(_cluster(folder, place)) if on_postgresql else None
        office = stack.enter_context(office_world(place / "office", cluster=cluster))
        # The log is not what is judged; it shall be whole, and not fill the disk.
        (place / "serve.log").symlink_to(folder / "serve.log")
        machine = _Machine(place / "office", cluster)
        stack.callback(machine.stop)
        crowd = Crowd(office, machine, _KIOSKS if on_postgresql else _KIOSKS_OF_A_FILE)

        def stop() -> None:
            # Kiosks whose office lost something say so too.
            with suppress(AssertionError) if found.wrong else nullcontext():
                crowd.stop()

        stack.callback(stop)
        disks.run("sync", "-f", place)
        for _ in range(rounds):
            # Nothing of this process may hold the disk.
            office.database.close()
            crowd.go_on(chance.randint(3, _MOST))
            for _ in range(chance.randrange(_SPIN)):
                pass
            machine.freeze()
            disks.cut(place)
            machine.kill_all()
            acknowledged, moved = dict(crowd.acknowledged), set(crowd.moved)
            disk.again()
            if cluster:
                cluster.start()
            found.wrong += judge(office, crowd.senders, acknowledged, moved)
            with office.database.reading() as connection:
                entries = connection.execute(select(func.count()).select_from(events)).scalar_one()
            found.rounds += 1
            found.acknowledged, found.moved = sum(acknowledged.values()), len(moved)
            found.unheard += entries - found.acknowledged
            machine.start(0)
            yield found
            if found.wrong:
                return


def judge(
    office: OfficeWorld, senders: list[Sender], acknowledged: Mapping[str, int], moved: AbstractSet[str]
) -> Iterator[str]:
    """What is wrong with what the disk holds, beside what was told: lost, twice, or damaged. `acknowledged`: the newest
    entry by kiosk; `moved`: requests.
    """
    code = office.keys.code
    with closing(Database.open(office.url)) as database:
        try:
            database.check()
        except Damaged as error:
            yield f"corrupt: {error.what}"
            return
        with database.reading() as connection:
            # Chains of entries, requests from entries, statuses from moves, what kiosks are told, the audit trail.
            for problem in verify.verify(connection, code).problems:
                yield f"corrupt: {problem.kiosk_id} {problem.seq} {problem.what}"
            here = select(events.c.event_id).where(events.c.office == code, events.c.refusal.is_(None))
            entries = Counter(bytes(id_) for id_ in connection.execute(here).scalars())
            query = select(tickets.c.permohonan_id).where(tickets.c.office == code)
            waiting = Counter(connection.execute(query).scalars())
            query = select(permohonan.c.id, permohonan.c.status).where(permohonan.c.office == code)
            status = {id_: PermohonanStatus(stands) for id_, stands in connection.execute(query)}
            query = select(moves.c.permohonan_id).where(moves.c.office == code)
            moves_of = Counter(connection.execute(query).scalars())
            query = select(audit.c.permohonan_id).where(audit.c.office == code, audit.c.action == Action.MOVED.value)
            lines = Counter(connection.execute(query).scalars())
    for sender in senders:
        for seq, entry in enumerate(sender.entries[: acknowledged[sender.id]], 1):
            if not entries[entry.id]:
                yield f"lost: entry {seq} of {sender.id}, which was acknowledged"
            if not waiting[permohonan_id(entry.id)]:
                yield f"lost: the number of entry {seq} of {sender.id}"
    yield from (f"lost: {id_} was moved" for id_ in moved if status.get(id_) is not PermohonanStatus.IN_REVIEW)
    yield from (f"lost: the line of the trail that {id_} was moved" for id_ in moves_of.keys() - lines.keys())
    for what, often in (("entry", entries), ("number of", waiting), ("move of", moves_of), ("line for", lines)):
        yield from (f"duplicated: {what} {one!r}" for one, count in often.items() if count > 1)


@contextmanager
def _cluster(folder: Path, place: Path) -> Iterator[Cluster]:
    """A PostgreSQL on the disk, as an office has it."""
    user = pwd.getpwnam("postgres")
    folder.chmod(0o711)  # on the way to its own
    own = place / "postgresql"
    own.mkdir()
    os.chown(own, user.pw_uid, user.pw_gid)
    made = Cluster(own, durable=True)
    try:
        yield made
    finally:
        made.kill()


class _Disk:
    """Always mounted at the same place, whatever it went through."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self._place = folder / "place"
        self._image = disks.make_ext4(folder / "disk-0.img", megabytes)
        self._number = 0
        self._mounts = ExitStack()

    def plug(self) -> Path:
        """Mounts it. Raises disks.NoMount."""
        return self._mounts.enter_context(disks.mounted("ext4", self._image, self._place, "loop"))

    def unplug(self) -> None:
        self._mounts.close()

    def again(self) -> None:
        """Mounts what a cut has left."""
        self.unplug()
        old = self._image
        self._number += 1
        self._image = disks.after(old, f"disk-{self._number}")
        with suppress(FileNotFoundError):
            old.unlink()
        self.plug()


class _Machine(Serving):
    """The office's computer: one server, and PostgreSQL if it has one."""

    def __init__(self, data: Path, cluster: Cluster | None) -> None:
        super().__init__(data, 1)
        self._cluster = cluster
        self._main = data.parent / "postgresql" / "data" / "postmaster.pid"
        self._databases: list[int] = []
        self._silence: socket.socket | None = None

    def freeze(self) -> None:
        """Everything stands still outside the kernel: a flush under way would race the cut."""
        server = self._processes[0].pid
        os.kill(server, signal.SIGSTOP)
        # Says so when each of its threads stands.
        _, status = os.waitpid(server, os.WUNTRACED)
        assert os.WIFSTOPPED(status), status
        if self._cluster:
            # First the one that would make others.
            main = int(self._main.read_text().splitlines()[0])
            _stop(main)
            others = Path(f"/proc/{main}/task/{main}/children").read_text().split()
            self._databases = [main, *map(int, others)]
            for pid in self._databases[1:]:
                _stop(pid)

    def kill_all(self) -> None:
        """Nothing runs any more. Whoever calls from now on waits, until there is a server again."""
        self._silence = socket.create_server(("127.0.0.1", 0))
        self.urls[0] = f"http://127.0.0.1:{self._silence.getsockname()[1]}"
        self.kill(0)
        for pid in self._databases:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self._cluster:
            self._cluster.kill()

    def start(self, number: int) -> None:
        """The server runs again, and those who waited find that they were not answered."""
        super().start(number)
        if self._silence:
            self._silence.close()


def _stop(pid: int) -> None:
    """Returns when it stands, or is gone."""
    with suppress(ProcessLookupError, FileNotFoundError):
        os.kill(pid, signal.SIGSTOP)
        until = time.monotonic() + _PATIENCE_S
        while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "TZ":
            assert time.monotonic() < until, "a process of PostgreSQL does not stop"
