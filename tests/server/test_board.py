"""The board in the waiting room: what it shows, how it stays up to date for days, and what it never says."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import event

from kiosk.clock import Zone
from kiosk.domain.events import MessageShown
from kiosk.errors import CannotNow
from sync.server.board import stream, voice
from sync.server.board.state import seen
from sync.server.board.stream import Boards
from sync.server.context import Offices
from sync.server.exchange import feed
from sync.server.hall import antrean, lokets
from sync.server.hall.lokets import QueueSettings
from tests.server.test_antrean import Desk, served_lately
from tests.sync.world import URL, KioskWorld, OfficeWorld, World, served, shipped

WIB = Zone(7)


def get(office: OfficeWorld, path: str) -> httpx2.Response:
    return httpx2.Client(transport=office.road, base_url=URL).get(path)


def address(office: OfficeWorld, **more: str) -> str:
    return "/papan?" + "&".join(f"{key}={value}" for key, value in {"kantor": office.keys.code, **more}.items())


def set_queue(office: OfficeWorld, **wishes: Any) -> None:
    with office.database.writing() as connection:
        lokets.set_queue(connection, office.keys.code, QueueSettings(**wishes), actor="sari", now=office.clock.ms)


class Line:
    """One board on the stream, in an event loop of its test."""

    def __init__(self, boards: Boards, office: OfficeWorld, key: str = "") -> None:
        self._events = boards.follow(office.keys.code, key)

    async def next(self, kind: str = "keadaan") -> Any:
        """The data of the next event of a kind."""
        async with asyncio.timeout(20):
            async for sent in self._events:
                lines = dict(line.split(": ", 1) for line in sent.decode().split("\n") if ": " in line)
                if lines.get("event") == kind:
                    return json.loads(lines["data"])
        return None

    async def close(self) -> None:
        await self._events.aclose()  # type: ignore[attr-defined]


def boards_of(office: OfficeWorld, **wishes: Any) -> Boards:
    offices: Offices = office.app.state.offices
    return Boards(offices, **{"every_s": 0.01, "beat_s": 0.05, **wishes})


def test_the_page_shows_numbers_and_lokets_and_nobody(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Without a log-in and without JavaScript: who is called, who is next; no name, no service of anybody."""
    kiosk.submit(2)
    kiosk.sync()
    office.clock.ms = kiosk.clock.ms
    desk = Desk(office)
    first = desk.next().ticket
    answer = get(office, address(office))
    assert answer.status_code == 200
    assert first in answer.text
    assert "Loket 1" in answer.text
    assert desk.queue.waiting[0].ticket in answer.text
    assert "Siti" not in answer.text
    assert "Domisili" not in answer.text
    assert "sari" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_a_board_can_be_closed_with_a_key(office: OfficeWorld) -> None:
    """Page and stream alike; the answer does not say whether there is such an office."""
    set_queue(office, board_key="ruang-tunggu-7")
    closed = get(office, address(office))
    assert closed.status_code == 404
    assert get(office, "/papan?kantor=99.99.99.9999").text == closed.text
    assert get(office, address(office, kunci="ruang-tunggu-8")).status_code == 404
    assert get(office, f"/papan/aliran?kantor={office.keys.code}").status_code == 404
    assert get(office, address(office, kunci="ruang-tunggu-7")).status_code == 200


def test_a_board_of_one_office_never_shows_another(world: World, office: OfficeWorld) -> None:
    """The office in the address counts, not whoever is logged in there."""
    other = world.office(code="16.71.02.1004")
    Desk(office).issue()
    assert "V-001" in get(office, address(office)).text
    assert "V-001" not in get(other, address(other)).text
    assert get(office, address(other)).status_code == 404


def test_each_call_reaches_the_board(office: OfficeWorld) -> None:
    """Called, called again, next one; who is next, how many wait, how long; and what the office announces."""
    served_lately(office, shipped().group("surat"))
    desk = Desk(office)
    for _ in range(4):
        desk.issue()

    async def watch() -> None:
        boards = boards_of(office)
        line = Line(boards, office)
        empty = await line.next()
        assert empty["calls"] == []
        [letters] = [one for one in empty["groups"] if one["waiting"]]
        assert letters["next"] == ["V-001", "V-002", "V-003"]
        assert letters["wait"] == "15–35 menit"
        desk.next()
        called = await line.next()
        assert [(one["number"], one["loket"]) for one in called["calls"]] == [("V-001", "1")]
        assert called["calls"][0]["caption"] == "Nomor antrean V-001, silakan ke loket 1."
        desk.press(antrean.recall)
        again = await line.next()
        assert again["calls"][0]["key"] != called["calls"][0]["key"]
        with office.database.writing() as connection:
            feed.publish(connection, office.keys.code, MessageShown("Loket tutup pukul 11.00."), now=office.clock.ms)
        assert (await line.next())["notices"] == ["Loket tutup pukul 11.00."]
        await line.close()

    asyncio.run(watch())


def test_a_hundred_boards_cost_one_look(office: OfficeWorld) -> None:
    """However many hang on a process, its database is asked once a turn; all of them hear of the call."""
    desk = Desk(office)
    desk.issue()
    looks: list[str] = []
    engine = office.database._engine
    watched = lambda _c, _cursor, statement, *_: looks.append(statement)  # noqa: E731

    async def watch() -> None:
        boards = boards_of(office, beat_s=30)
        lines = [Line(boards, office) for _ in range(100)]
        await asyncio.gather(*(line.next() for line in lines))
        event.listen(engine, "before_cursor_execute", watched)
        desk.next()
        shown = await asyncio.gather(*(line.next() for line in lines))
        assert {one["calls"][0]["number"] for one in shown} == {"V-001"}
        for line in lines:
            await line.close()

    asyncio.run(watch())
    event.remove(engine, "before_cursor_execute", watched)
    assert sum("loket" in look and look.startswith("SELECT") for look in looks) < 50
    assert sum("board_seq" in look and look.startswith("SELECT") for look in looks) < 100


def test_two_processes_show_the_same(office: OfficeWorld) -> None:
    """Nobody tells anybody: each asks the database."""
    desk = Desk(office)
    desk.issue()

    async def watch() -> None:
        lines = [Line(boards_of(office), office) for _ in range(2)]
        for line in lines:
            assert (await line.next())["calls"] == []
        desk.next()
        assert [(await line.next())["calls"][0]["number"] for line in lines] == ["V-001"] * 2
        for line in lines:
            await line.close()

    asyncio.run(watch())


def test_a_beat_says_the_time_and_none_comes_while_the_database_is_gone(
    office: OfficeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The board's watchdog hears from it that the line is alive, and sets its clock by it."""

    async def watch() -> None:
        boards = boards_of(office)
        line = Line(boards, office)
        assert await line.next("detak") == office.clock.ms
        await line.next()
        failing = asyncio.Event()
        loop = asyncio.get_running_loop()

        def gone(_codes: list[str]) -> Any:
            loop.call_soon_threadsafe(failing.set)
            raise CannotNow("The database does not answer.", "Try again.")

        with monkeypatch.context() as patch:
            patch.setattr(boards, "_counted", gone)
            await failing.wait()
            silent = asyncio.create_task(line.next("detak"))
            failing.clear()
            await failing.wait()
            assert not silent.done()
        assert await silent == office.clock.ms
        await line.close()

    asyncio.run(watch())


def test_another_key_ends_the_lines_of_the_old_one(office: OfficeWorld) -> None:
    """Who knew the old address sees nothing new."""

    async def watch() -> None:
        line = Line(boards_of(office), office)
        await line.next()
        set_queue(office, board_key="kunci-baru")
        assert await line.next() is None

    asyncio.run(watch())


def test_a_call_is_said_with_the_clips_of_the_kiosk() -> None:
    """Chime, number, loket, in each language that the office wants; nothing of a number that is none of ours."""
    sounds = voice.sounds("A-007", "2", ("id", "en"))
    assert sounds[0] == "sounds/call"
    assert any(str(one).startswith("id/nomor-antrean") for one in sounds)
    assert any(str(one).startswith("en/queue-number") for one in sounds)
    assert voice.sounds("<b>", "2", ("id",)) == ()
    assert voice.caption("A-007", "satu") == ""


def test_a_clip_is_a_person_before_a_machine_and_never_another_file(office: OfficeWorld, tmp_path: Path) -> None:
    """Only names of clips, only from the folders of clips."""
    for place in ("id", "recordings/id", "sounds"):
        (tmp_path / place).mkdir(parents=True)
    for name in ("id/a-1.ogg", "recordings/id/a-1.wav", "sounds/call.ogg", "id/b-1.ogg"):
        (tmp_path / name).write_bytes(b"OggS")
    assert voice.clip("id", "a-1", tmp_path) == tmp_path / "recordings/id/a-1.wav"
    assert voice.clip("jv", "b-1", tmp_path) == tmp_path / "id/b-1.ogg"
    assert voice.clip("sounds", "call", tmp_path) == tmp_path / "sounds/call.ogg"
    for language, name in (("id", "..%2fcall"), ("..", "call"), ("id", "c-1"), ("id", "a-1.ogg")):
        assert voice.clip(language, name, tmp_path) is None
    assert get(office, "/papan/suara/id/tidak-ada").status_code == 404


def test_a_process_takes_so_many_boards_and_no_more(office: OfficeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens line after line is sent away; a board comes back by itself."""
    monkeypatch.setattr(stream, "MOST", 0)
    answer = get(office, f"/papan/aliran?kantor={office.keys.code}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")


def test_a_server_that_stops_ends_its_lines(office: OfficeWorld) -> None:
    """A board must not keep the office's server from starting anew."""

    async def watch() -> None:
        boards = boards_of(office, beat_s=3600, every_s=3600)
        line = Line(boards, office)
        await line.next()
        waiting = asyncio.create_task(line.next())
        await asyncio.sleep(0)
        boards.stop()
        assert await waiting is None

    asyncio.run(watch())


def test_the_stream_travels_over_a_real_socket(office: OfficeWorld) -> None:
    """As a browser gets it: an event stream that nobody caches, with the board's number as its id."""
    Desk(office).issue()
    with (
        served(office.app) as port,
        httpx2.Client() as client,
        client.stream("GET", f"http://127.0.0.1:{port}/papan/aliran?kantor={office.keys.code}") as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        lines = answer.iter_lines()
        event_id = next(line for line in lines if line.startswith("id: "))
        data = next(line for line in lines if line.startswith("data: "))
    with office.database.reading() as connection:
        assert event_id == f"id: {seen(connection, [office.keys.code])[office.keys.code].board}"
    assert "V-001" in data
