"""Several `kelurahan serve` processes on one database, and those who call them: kiosks and a petugas who try again for ever."""

from __future__ import annotations

import os
import queue
import random
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import httpx2

from kiosk.domain.events import permohonan_id
from sync.protocol import CONTENT_TYPE, PATH, Reply, Verdict, unpack_reply
from tests.sync.sender import Sender
from tests.sync.world import PASSWORD, OfficeWorld

ROOT: Final = Path(__file__).parents[2]
_PATIENCE_S: Final = 90.0  # a slow machine is no fault


class Serving:
    """Processes that can be killed and started again; whoever calls takes any of them."""

    def __init__(self, data: Path, count: int) -> None:
        self._data = data
        self._log = data.parent / "serve.log"
        self._processes = [self._begin() for _ in range(count)]
        self.urls = [self._address(number) for number in range(count)]

    def kill(self, number: int) -> None:
        """As a crash does."""
        with self._processes[number] as process:
            process.kill()

    def start(self, number: int) -> None:
        """Starts it again, at another address."""
        self._processes[number] = self._begin()
        self.urls[number] = self._address(number)

    def stop(self) -> list[int]:
        """Ends all; their exit codes."""
        for process in self._processes:
            process.terminate()
        with ExitStack() as ended:
            for process in self._processes:
                ended.enter_context(process)
        return [process.returncode for process in self._processes]

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")

    def _begin(self) -> subprocess.Popen[str]:
        with self._log.open("a") as log:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", "sync.server", "serve", "--port", "0", "--data", str(self._data)],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def _address(self, number: int) -> str:
        process = self._processes[number]
        assert process.stdout
        found = re.search(r"http://[0-9.:]+", process.stdout.readline())
        assert found, self.log
        return found[0]


class Crowd:
    """Kiosks that submit and sync, and a petugas who takes each request into work, until they are told to stop."""

    def __init__(self, office: OfficeWorld, serving: Serving, kiosks: int, *, seed: int = 1) -> None:
        self._office = office
        self._serving = serving
        self._stopped = threading.Event()
        self._progress = threading.Condition()
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._faults: list[BaseException] = []
        self.senders = [Sender(office, seed=bytes([number + 1]) * 32) for number in range(kiosks)]
        self.acknowledged = dict.fromkeys((one.id for one in self.senders), 0)
        self.moved: set[str] = set()  # requests whose move the desk confirmed
        works: list[Callable[[], None]] = [self._petugas(random.Random(seed))]
        works += [self._kiosk(sender, random.Random(seed + place)) for place, sender in enumerate(self.senders, 2)]
        self._threads = [threading.Thread(target=self._guarded, args=(work,)) for work in works]
        for thread in self._threads:
            thread.start()

    def go_on(self, more: int) -> None:
        """Returns when so many more entries were acknowledged and a third as many requests moved."""
        with self._progress:
            entries, moves = self._told() + more, len(self.moved) + more // 3
            done = self._progress.wait_for(
                lambda: self._faults or (self._told() >= entries and len(self.moved) >= moves), _PATIENCE_S
            )
        assert not self._faults, self._faults
        assert done, self._serving.log[-3000:]

    def stop(self) -> None:
        """Returns when what is under way has ended."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()
        assert not self._faults, self._faults

    def _told(self) -> int:
        return sum(self.acknowledged.values())

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test's own thread says it
            with self._progress:
                self._faults.append(error)
                self._progress.notify_all()

    def _kiosk(self, sender: Sender, chance: random.Random) -> Callable[[], None]:
        def work() -> None:
            with httpx2.Client() as client:
                while not self._stopped.is_set():
                    for _ in range(chance.randint(1, 3)):
                        sender.submit()
                    self._sync(client, sender, chance)

        return work

    def _sync(self, client: httpx2.Client, sender: Sender, chance: random.Random) -> None:
        """Until everything is acknowledged: sends from the newest acknowledged entry on, to any process, as a kiosk does."""
        while (known := self.acknowledged[sender.id]) < len(sender.entries):
            # What was acknowledged may be sent again all the same: an answer may have been lost.
            after = max(0, known - chance.choice((0, 0, 1)))
            packed = sender.packed(sender.request(after), known=known > 0)
            answer = self._post(client, chance, PATH, content=packed, headers={"content-type": CONTENT_TYPE})
            if answer is None or answer.status_code in (429, 503):
                if self._stopped.is_set():
                    return
                continue
            reply = unpack_reply(answer.content, office=sender.enrolment.office, kiosk_id=sender.id)
            assert isinstance(reply, Reply), (answer.status_code, reply)
            assert (reply.verdict, reply.refused) == (Verdict.OK, ())
            assert reply.acknowledged >= known, "an entry that was acknowledged is gone"
            with self._progress:
                self.acknowledged[sender.id] = reply.acknowledged
                self._progress.notify_all()
            for entry in sender.entries[known : reply.acknowledged]:
                self._waiting.put(permohonan_id(entry.id))

    def _petugas(self, chance: random.Random) -> Callable[[], None]:
        def work() -> None:
            with httpx2.Client() as client:
                token = ""
                while not self._stopped.is_set():
                    try:
                        request = self._waiting.get(timeout=0.2)
                    except queue.Empty:
                        continue
                    token = self._move(client, request, token, chance)

        return work

    def _move(self, client: httpx2.Client, request: str, token: str, chance: random.Random) -> str:
        """One click, and another one whenever no answer came."""
        while not self._stopped.is_set():
            if not token:
                entered = self._post(client, chance, "/masuk", data={"nama": "sari", "sandi": PASSWORD})
                if entered is None or entered.status_code != 303:
                    continue
                page = self._get(client, chance, "/meja")
                found = re.search(r'name="token" value="([^"]+)"', page.text) if page else None
                token = found[1] if found else ""
                continue
            form = {"token": token, "dari": "SUBMITTED", "ke": "IN_REVIEW"}
            done = self._post(client, chance, f"/meja/{request}/status", data=form)
            if done is None or done.status_code == 503:
                continue
            # A click that was taken and not answered is told, the second time, that somebody was faster.
            assert done.status_code in (303, 400, 409), done.status_code
            if done.status_code == 303:
                with self._progress:
                    self.moved.add(request)
                    self._progress.notify_all()
            return token
        return token

    def _post(self, client: httpx2.Client, chance: random.Random, path: str, **what: object) -> httpx2.Response | None:
        return self._call(client, "POST", chance.choice(self._serving.urls) + path, **what)

    def _get(self, client: httpx2.Client, chance: random.Random, path: str) -> httpx2.Response | None:
        return self._call(client, "GET", chance.choice(self._serving.urls) + path)

    @staticmethod
    def _call(client: httpx2.Client, method: str, url: str, **what: object) -> httpx2.Response | None:
        """None: nobody answered to the end."""
        try:
            return client.request(method, url, timeout=_PATIENCE_S, **what)  # type: ignore[arg-type]
        except httpx2.TransportError:
            return None


@contextmanager
def serving(data: Path, count: int) -> Iterator[Serving]:
    """So many processes, as long as the block lasts."""
    made = Serving(data, count)
    try:
        yield made
    finally:
        made.stop()
