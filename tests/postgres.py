"""A real PostgreSQL for tests: a cluster of its own in a temporary folder, reached by a socket in that folder only.

Debian's package brings the programs (`./run test` installs it); a cluster that runs on this machine is neither needed nor
touched. PostgreSQL does not run as root: where the tests do, it runs as its package's user.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import URL, make_url

from sync.server.store.database import Database

USER: Final = "kelurahan"
OLDEST: Final = 15
_TEMPLATE: Final = "migrated"
_READY: Final = "database system is ready to accept connections"
_SETTINGS: Final = ("listen_addresses=", "jit=off", "autovacuum=off", "max_connections=200", "shared_buffers=32MB")
_CARELESS: Final = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)
"""For whatever need not outlive a cut of the power: only then is a test on PostgreSQL as quick as on SQLite."""


def programs() -> Path | None:
    """Where the newest PostgreSQL of this machine has its programs; None: there is none."""
    # Debian keeps them from PATH, a folder for each version; elsewhere there is one version, and on PATH.
    debian = {int(path.parts[-3]): path.parent for path in Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb")}
    if debian:
        return debian[max(debian)] if max(debian) >= OLDEST else None
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def missing() -> str | None:
    """Why there can be no cluster here; None: there can."""
    if programs() is None:
        return f"needs PostgreSQL {OLDEST} or newer (Debian: postgresql)"
    return None if os.geteuid() or _user() else "PostgreSQL does not run as root, and its package made no user"


class Cluster:
    """A running PostgreSQL and its databases."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """`folder` belongs to whom PostgreSQL runs as. `durable`: as an office has it, for tests that kill it."""
        found = programs()
        assert found is not None, missing()
        self._programs = found
        self._folder = folder
        self._settings = _SETTINGS if durable else (*_SETTINGS, *_CARELESS)
        self._numbers = itertools.count(1)
        self._server: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        # An order of letters as in a dictionary, as an office has it: a query that needs another one must say so.
        order = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=id")
        made = ("--auth=trust", f"--username={USER}", "--no-sync", "--encoding=UTF8", f"--pgdata={folder / 'data'}")
        subprocess.run([*self._as_user("initdb"), *made, *order], check=True, stdout=subprocess.DEVNULL)
        self.start()
        self._sql(f"CREATE DATABASE {_TEMPLATE}")
        Database.open(self._url(_TEMPLATE)).close()

    def start(self) -> None:
        """Starts it; returns when it takes connections, after what it has to mend."""
        settings = itertools.chain.from_iterable(("-c", one) for one in self._settings)
        self._server = subprocess.Popen(
            # Ends with the tests, however these end.
            [
                *self._as_user("postgres", "--pdeathsig", "QUIT"),
                "-D",
                self._folder / "data",
                "-k",
                self._folder,
                *settings,
            ],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "LC_MESSAGES": "C"},
        )
        assert self._server.stderr is not None
        said = []
        for line in self._server.stderr:
            said.append(line)
            if _READY in line:
                break
        else:
            raise RuntimeError("".join(said))
        # What nobody reads would one day fill the pipe.
        self._reader = threading.Thread(target=self._server.stderr.read)
        self._reader.start()

    def kill(self) -> None:
        """Ends it as a crash does: nothing is written any more, every connection breaks."""
        assert self._server is not None
        assert self._reader is not None
        assert self._server.stderr is not None
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait()
        self._reader.join()
        self._server.stderr.close()

    def new(self, *, empty: bool = False) -> str:
        """The address of a new database: with the server's tables, or without any."""
        name = f"office_{next(self._numbers)}"
        # As files: half the time of writing each page into the log.
        self._sql(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else _TEMPLATE} STRATEGY file_copy")
        return self._url(name)

    def copy(self, url: str) -> str:
        """The address of a copy of a database to which nobody is connected."""
        name = f"office_{next(self._numbers)}"
        self._sql(f"CREATE DATABASE {name} TEMPLATE {make_url(url).database} STRATEGY file_copy")
        return self._url(name)

    def put_back(self, url: str, copy: str) -> None:
        """Puts a copy in the place of a database; the copy stays."""
        self.drop(url)
        self._sql(f"CREATE DATABASE {make_url(url).database} TEMPLATE {make_url(copy).database} STRATEGY file_copy")

    def drop(self, url: str) -> None:
        """Removes a database and breaks the connections to it."""
        self._sql(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def shut(self, url: str, *, shut: bool = True) -> None:
        """Takes no more connections to a database and breaks those there are, or takes them again."""
        name = make_url(url).database
        self._sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {not shut}")
        if shut:
            self._sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

    def _url(self, name: str) -> str:
        return URL.create(
            "postgresql+psycopg", USER, database=name, query={"host": str(self._folder)}
        ).render_as_string()

    def _sql(self, statement: str) -> None:
        # A connection for each: one that is kept would break when a test kills the cluster.
        with psycopg.connect(host=str(self._folder), user=USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def _as_user(self, program: str, *how: str) -> list[str | Path]:
        user = _user()
        other = ("--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups") if user else ()
        return ["setpriv", *other, *how, self._programs / program]


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A cluster for as long as the block lasts."""
    # Not a folder of pytest's: these are closed to the other user.
    with tempfile.TemporaryDirectory(prefix="postgresql-") as name:
        folder = Path(name)
        if user := _user():
            os.chown(folder, user.pw_uid, user.pw_gid)
        made = Cluster(folder, durable=durable)
        try:
            yield made
        finally:
            made.kill()


def _user() -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as when the tests run as root; None: as themselves, or there is nobody."""
    if os.geteuid():
        return None
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("postgres")
    return None
