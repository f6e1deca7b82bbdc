"""Files that the office publishes: all kiosks use them, together or not at all, without anybody restarting anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import insert, select

from kiosk import catalog_files
from kiosk.app import bootstrap
from kiosk.domain.events import FilesTaken, decode_event
from kiosk.errors import WrongUse
from kiosk.store import journal, office_files
from kiosk.usecases import office_files as taking
from kiosk.usecases.printing import reprint
from kiosk.usecases.track import NotFound
from sync import exchange
from sync.exchange import Prepared
from sync.protocol import Files, FilesHeld
from sync.server.cli import main
from sync.server.context import Shelf
from sync.server.exchange import feed, files
from sync.server.exchange.receive import Received, receive
from sync.server.store.tables import audit
from sync.server.store.tables import files as files_table
from tests.sync.world import KioskWorld, OfficeWorld, World, kiosk_world, shipped

CHANGED = 'change = "D18"\ntitle = { id = "Surat Domisili Kami" }\n'
CLOSED = 'change = "D18"\nenabled = false\n'
NEWS = """service = "C15"
[[article]]
id = "air"
title = { id = "Air mati hari Sabtu" }
summary = { id = "Dari pagi sampai sore." }
source = "PDAM"
updated = 2026-11-22
body = { id = "Tampung air sejak pagi." }
"""
BROKEN = 'change = "D18"\ncost = "mahal"\n'
JAVANESE = 'review = "x"\n[texts]\n"Surat Keterangan Domisili" = "Serat Domisili"\n'
D18 = shipped().find("D18")
D19 = shipped().find("D19")
ONE, TWO, ARTICLE = "services/a_kami.toml", "services/b_kami.toml", "content/c15_kami.toml"


@pytest.fixture(autouse=True)
def few_services(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three shipped services instead of all: they are read again and again here."""
    place = tmp_path_factory.mktemp("services")
    for pattern in ("_shared.toml", "_agencies.toml", "d18_*.toml", "d19_*.toml", "c15_*.toml"):
        for file in catalog_files.SERVICES.glob(pattern):
            lines = file.read_text("utf-8").splitlines(keepends=True)
            alone = [line for line in lines if not line.startswith(("related", "standards"))]  # they name others
            (place / file.name).write_text("".join(alone), "utf-8")
    monkeypatch.setattr(catalog_files, "SERVICES", place)


def publish(office: OfficeWorld, new: Mapping[str, str]) -> files.Published:
    with office.database.writing() as connection:
        return files.publish(connection, office.keys.code, new, data=office.data, actor="sari", now=office.clock.ms)


def withdraw(office: OfficeWorld, name: str, **how: bool) -> int:
    with office.database.writing() as connection:
        return files.withdraw(
            connection, office.keys.code, name, data=office.data, actor="sari", now=office.clock.ms, **how
        )


def force(office: OfficeWorld, new: Mapping[str, str | None]) -> None:
    """What a newer server might find good and this program does not."""
    with office.database.writing() as connection:
        number = feed.next_number(connection, office.keys.code)
        for name, body in new.items():
            connection.execute(files_table.delete().where(files_table.c.name == name))
            row = {"office": office.keys.code, "name": name, "seq": number, "body": body, "at": 0, "actor": "sari"}
            connection.execute(insert(files_table).values(row))


def title(kiosk: KioskWorld) -> str:
    """What the kiosk calls D18 when it looks at its files now."""
    return taking.current(kiosk.machine.context)[0].find("D18").title.id


def standing(office: OfficeWorld) -> files.Standing:
    with office.database.reading() as connection:
        [found] = files.standings(connection, office.keys.code)
    return found


def events(kiosk: KioskWorld) -> list[FilesTaken]:
    bodies = [decode_event(entry.body) for entry in kiosk.store.run(lambda db: list(journal.entries(db)))]
    return [body for body in bodies if isinstance(body, FilesTaken)]


def ask(office: OfficeWorld, kiosk: KioskWorld, room: int) -> tuple[Prepared, bytes]:
    prepared = exchange.prepare(kiosk.store, kiosk.keys, kiosk.clock, max_bytes=10**6, room=room)
    received = receive(office.database, office.keys, prepared.data, now=office.clock.ms, live=True)
    assert isinstance(received, Received)
    return prepared, received.reply


def take(kiosk: KioskWorld, prepared: Prepared, data: bytes) -> exchange.Applied:
    reply = exchange.verify(kiosk.keys, data)
    assert not isinstance(reply, str)
    applied = kiosk.store.transaction(
        lambda db: exchange.apply(db, kiosk.keys, reply, now=kiosk.clock.ms, live=True, numbers=kiosk.store.numbers)
    )
    assert isinstance(applied, exchange.Applied)
    return applied


def test_what_the_office_publishes_is_in_use_after_one_sync_and_the_office_knows(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """A changed service, an article and texts in Javanese; nothing is restarted, and all of it outlives a restart."""
    shipped = title(kiosk)
    done = publish(office, {ONE: CHANGED, ARTICLE: NEWS, "services/texts/jv.toml": JAVANESE})
    assert done.added == (ARTICLE, ONE, "services/texts/jv.toml")
    outcome = kiosk.sync()
    assert (outcome.done, outcome.acknowledged) == (True, 1)
    catalog, content = taking.current(kiosk.machine.context)
    assert catalog.find("D18").title.id == "Surat Domisili Kami" != shipped
    assert any(one.record.id == "air" for one in content.of("C15"))
    assert (catalog.refused, content.refused) == ((), ())
    kiosk.machine.context.renew(catalog, content)
    assert kiosk.machine.context.catalog.find("D18").title.id == "Surat Domisili Kami"
    assert events(kiosk) == [FilesTaken(done.number or 0)]
    assert (standing(office).good, standing(office).judged, standing(office).refused) == (done.number, done.number, ())
    assert publish(office, {ONE: CHANGED}).number is None
    assert kiosk.sync().sent == 0
    assert len(kiosk.road.requests) == 3
    kiosk.verify()


def test_it_outlives_a_restart_and_a_withdrawal_brings_back_what_was_replaced(
    tmp_path: Path, office: OfficeWorld
) -> None:
    """The program starts with the office's files; a service that the office took out prints no paper and breaks nothing."""
    with kiosk_world(tmp_path / "kiosk", office) as kiosk:
        shipped = title(kiosk)
        [one] = kiosk.submit()
        publish(office, {ONE: CHANGED})
        kiosk.sync()
    with kiosk_world(tmp_path / "kiosk", office) as kiosk:
        assert kiosk.machine.context.catalog.find("D18").title.id == "Surat Domisili Kami"
        # A command beside the running kiosk knows them as well.
        assert bootstrap.catalog(kiosk.machine.data).find("D18").title.id == "Surat Domisili Kami"
        publish(office, {TWO: CLOSED})
        kiosk.sync()
        kiosk.machine.context.renew(*taking.current(kiosk.machine.context))
        assert reprint(kiosk.machine.context, str(one.code)) is NotFound.NO_SERVICE
        withdraw(office, TWO)
        withdraw(office, ONE)
        kiosk.sync()
        assert title(kiosk) == shipped
        assert kiosk.store.run(lambda db: (office_files.in_use(db), office_files.staged(db))) == ({}, {})
        kiosk.verify()


WRONG = (
    ({ONE: CHANGED, TWO: BROKEN}, "b_kami.toml"),
    ({ONE: CHANGED, TWO: "change = D18"}, "b_kami.toml: not TOML"),
    ({ONE: CHANGED, ARTICLE: NEWS.replace("C15", "C99")}, "c15_kami.toml: 'C99' is no service"),
    ({ONE: CHANGED, "services/texts/jv.toml": "[texts]\nsalah = 1\n"}, "texts/jv.toml"),
    ({ONE: CHANGED, TWO: "x = " + "[" * 5_000 + "]" * 5_000}, "brackets within brackets"),
    ({ONE: CHANGED, ARTICLE: "x = " + "[" * 5_000 + "]" * 5_000}, "brackets within brackets"),
    ({ONE: CHANGED, TWO: 'id = ["x"]\nref = "X01"\ntitle = { id = "x" }\n[[step]]\nid = "x"\n'}, "b_kami.toml"),
    ({ONE: CHANGED, "services/_kami.toml": "agency = [5]"}, "_kami.toml"),
    ({ONE: CHANGED, "services/../../rahasia.toml": CHANGED}, "no name of a file"),
    ({ONE: CHANGED, "services/besar.toml": "#" * 1_000_001}, "more than 1 MB"),
)


def test_nothing_is_published_when_one_file_is_wrong(office: OfficeWorld) -> None:
    """The author is told file, place and remedy; kiosks hear of none of it."""
    for new, says in WRONG:
        with pytest.raises(WrongUse) as refused:
            publish(office, new)
        assert says in refused.value.what
        assert refused.value.remedy
    with office.database.reading() as connection:
        assert files.listed(connection, office.keys.code) == []
        assert files.newest(connection, office.keys.code) == 0


def test_a_set_that_a_kiosk_cannot_use_is_refused_whole_until_it_is_mended(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """The old files stay in use, the office reads which file and why; mending the one file brings in all of them."""
    publish(office, {ONE: CHANGED})
    kiosk.sync()
    force(office, {TWO: BROKEN, ARTICLE: NEWS})
    assert kiosk.sync().done
    assert title(kiosk) == "Surat Domisili Kami"
    assert not any(one.record.id == "air" for one in taking.current(kiosk.machine.context)[1].of("C15"))
    told = standing(office)
    assert told.judged > told.good
    [(file, reason)] = told.refused
    assert file == "b_kami.toml"
    assert "cost" in reason
    assert kiosk.sync().sent == 0  # nothing is sent again
    kiosk.verify()

    force(office, {TWO: 'change = "D18"\ncost = 5000\n'})
    kiosk.sync()
    kiosk.sync()
    catalog, content = taking.current(kiosk.machine.context)
    assert catalog.find("D18").cost == 5000
    assert any(one.record.id == "air" for one in content.of("C15"))
    assert standing(office).refused == ()
    assert standing(office).good == standing(office).judged
    kiosk.verify()


def test_a_file_that_breaks_its_reader_does_not_stop_the_sync(
    office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever happens while files are judged, they are refused and requests flow."""

    def fail(*_files: object) -> None:
        raise RecursionError

    monkeypatch.setattr(taking, "newly_wrong", fail)
    publish(office, {ONE: CHANGED})
    kiosk.submit()
    assert kiosk.sync().done
    assert len(office.items()) == 1
    [(file, reason)] = standing(office).refused
    assert (file, reason) == ("", "cannot be read: RecursionError")


def test_files_come_one_by_one_over_a_poor_link_and_take_effect_together(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """A page a reply, answers lost, twice and late: as long as one is missing the old ones are in use."""
    kiosk.sync()
    publish(office, {ONE: CHANGED, TWO: 'change = "D19"\ncost = 1\n', ARTICLE: NEWS})
    old: list[tuple[Prepared, bytes]] = []
    for _ in range(3):
        assert kiosk.store.run(office_files.in_use) == {}
        lost = ask(office, kiosk, room=1)
        arrived = ask(office, kiosk, room=1)
        assert take(kiosk, *arrived).more
        old += [lost, arrived]
    exchange.settle(kiosk.store, kiosk.keys, kiosk.clock)
    assert set(kiosk.store.run(office_files.in_use)) == {ONE, TWO, ARTICLE}
    for prepared, data in (*reversed(old), *old):
        take(kiosk, prepared, data)
    assert set(kiosk.store.run(office_files.in_use)) == {ONE, TWO, ARTICLE}
    assert kiosk.sync().done
    assert len(events(kiosk)) == 1
    assert standing(office).judged == max(one.upto for one in events(kiosk))
    kiosk.verify()


def test_what_is_published_while_files_are_still_coming_belongs_to_them(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A newer version of a file that is there already, and a withdrawal of one, both count."""
    kiosk.sync()
    publish(office, {ONE: CHANGED, TWO: 'change = "D19"\ncost = 1\n', ARTICLE: NEWS})
    take(kiosk, *ask(office, kiosk, room=1))
    take(kiosk, *ask(office, kiosk, room=1))
    assert kiosk.store.run(lambda db: set(office_files.staged(db))) == {ARTICLE, ONE}
    publish(office, {ONE: CHANGED.replace("Kami", "Baru")})
    withdraw(office, ARTICLE)
    assert kiosk.sync().done
    catalog, content = taking.current(kiosk.machine.context)
    assert catalog.find("D18").title.id == "Surat Domisili Baru"
    assert catalog.find("D19").cost == 1
    assert not any(one.record.id == "air" for one in content.of("C15"))


def test_files_that_are_judged_twice_at_once_are_taken_once(
    office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen and the sync may both look; what comes while one of them reads is judged with the rest."""
    kiosk.sync()
    publish(office, {ONE: CHANGED})
    take(kiosk, *ask(office, kiosk, room=10**6))
    real, meanwhile = taking.newly_wrong, [lambda: ask_and_take(office, kiosk), lambda: settle(kiosk)]

    def interrupted(*files_: Any) -> Any:
        if meanwhile:
            meanwhile.pop(0)()
        return real(*files_)

    def ask_and_take(office: OfficeWorld, kiosk: KioskWorld) -> None:
        # As a stick would while the network road reads: without judging what it finds.
        publish(office, {TWO: 'change = "D19"\ncost = 1\n'})
        waits = kiosk.store.run(office_files.held)
        page = office_page(office, waits)
        kiosk.store.transaction(lambda db: office_files.stage(db, page.files, page.newest, complete=page.complete))

    monkeypatch.setattr(taking, "newly_wrong", interrupted)
    settle(kiosk)
    assert meanwhile == []
    assert len(events(kiosk)) == 1
    assert set(kiosk.store.run(office_files.in_use)) == {ONE, TWO}
    kiosk.verify()


def settle(kiosk: KioskWorld) -> None:
    exchange.settle(kiosk.store, kiosk.keys, kiosk.clock)


def office_page(office: OfficeWorld, held: office_files.HeldFiles) -> Files:
    with office.database.reading() as connection:
        asked = FilesHeld(held.good, held.seen, held.staged, held.name)
        page = files.page(connection, office.keys.code, asked, room=10**6)
    assert page is not None
    return page


def test_power_fails_between_the_last_file_and_its_use(tmp_path: Path, office: OfficeWorld) -> None:
    """All files are there and judged by nobody: they are when the program is back."""
    with kiosk_world(tmp_path / "kiosk", office) as kiosk:
        kiosk.sync()
        publish(office, {ONE: CHANGED})
        take(kiosk, *ask(office, kiosk, room=10**6))
        assert kiosk.store.run(office_files.in_use) == {}
    with kiosk_world(tmp_path / "kiosk", office) as kiosk:
        assert title(kiosk) == "Surat Domisili Kami"
        assert kiosk.sync().done
        assert standing(office).refused == ()


def test_a_newer_program_leaves_out_what_it_cannot_read_by_name(tmp_path: Path, office: OfficeWorld) -> None:
    """A file that was good when it came: residents get the shipped service, the doctor names the file, others still come."""
    with kiosk_world(tmp_path / "kiosk", office) as kiosk:
        publish(office, {ONE: CHANGED})
        kiosk.sync()
        kiosk.store.transaction(lambda db: db.execute("UPDATE office_files SET body = ?", [BROKEN]))
    with kiosk_world(tmp_path / "kiosk", office) as kiosk:
        catalog = kiosk.machine.context.catalog
        assert catalog.find("D18").title.id == D18.title.id
        assert [one.file for one in catalog.refused] == ["a_kami.toml"]
        publish(office, {ARTICLE: NEWS})
        kiosk.sync()
        assert any(one.record.id == "air" for one in taking.current(kiosk.machine.context)[1].of("C15"))


def test_an_office_restored_from_an_older_copy_loses_no_kiosk_its_files(
    world: World, office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """What only kiosks still have stays in use there; what is published now reaches them though its number was used before."""
    publish(office, {ONE: CHANGED})
    kiosk.sync()
    yesterday = office.copy()
    publish(office, {TWO: 'change = "D19"\ncost = 1\n'})
    publish(office, {TWO: 'change = "D19"\ncost = 2\n'})
    kiosk.sync()
    office.restore(yesterday)
    publish(office, {ARTICLE: NEWS})
    assert kiosk.sync().done
    assert kiosk.sync().done
    catalog, content = taking.current(kiosk.machine.context)
    assert catalog.find("D18").title.id == "Surat Domisili Kami"
    assert catalog.find("D19").cost == 2
    assert any(one.record.id == "air" for one in content.of("C15"))
    with pytest.raises(WrongUse, match="No file"):
        withdraw(office, TWO)
    withdraw(office, TWO, unknown=True)
    kiosk.sync()
    assert taking.current(kiosk.machine.context)[0].find("D19").cost == D19.cost
    kiosk.verify()


def test_published_files_go_before_those_of_the_folder_and_others_of_it_stay(
    tmp_path: Path, office: OfficeWorld
) -> None:
    """An office that has worked with folders so far loses nothing."""
    with kiosk_world(tmp_path / "kiosk", office):
        pass
    own = tmp_path / "kiosk" / "office" / "services"
    own.mkdir(parents=True)
    (own / "a_kami.toml").write_text(CHANGED.replace("Kami", "Folder"), "utf-8")
    (own / "c_kami.toml").write_text('change = "D19"\ncost = 3\n', "utf-8")
    with kiosk_world(tmp_path / "kiosk", office) as kiosk:
        assert title(kiosk) == "Surat Domisili Folder"
        publish(office, {ONE: CHANGED})
        kiosk.sync()
        catalog = taking.current(kiosk.machine.context)[0]
        assert (catalog.find("D18").title.id, catalog.find("D19").cost) == ("Surat Domisili Kami", 3)


def test_the_desk_has_them_without_a_restart(office: OfficeWorld) -> None:
    """And reads them once, not for every page."""
    shelf = Shelf(office.database, office.keys.code, shipped(), None)
    start = shelf.catalog()
    assert shelf.catalog() is start
    publish(office, {ONE: CHANGED})
    changed = shelf.catalog()
    assert changed.find("D18").title.id == "Surat Domisili Kami"
    assert shelf.catalog() is changed
    withdraw(office, ONE)
    assert shelf.catalog().find("D18").title.id == D18.title.id


# --- By command -------------------------------------------------------------------------------------------------------


def run(office: OfficeWorld, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--data", str(office.data)], catch_exceptions=False)


def test_an_author_publishes_looks_and_withdraws_by_command(
    tmp_path: Path, office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """A folder as it lies on the author's disk; the list says who published what and what each kiosk made of it."""
    folder = tmp_path / "layanan"
    (folder / "texts").mkdir(parents=True)
    (folder / "a_kami.toml").write_text(CHANGED, "utf-8")
    (folder / "texts" / "jv.toml").write_text(JAVANESE, "utf-8")
    (tmp_path / "c15_kami.toml").write_text(NEWS, "utf-8")
    (folder / "README.md").write_text("bukan untuk kiosk", "utf-8")
    done = run(office, "publish", folder, tmp_path / "c15_kami.toml", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["added"] == [ARTICLE, ONE, "services/texts/jv.toml"]
    assert "uses all" not in run(office, "files").stdout
    kiosk.sync()
    kiosk.sync()
    assert "uses all of them" in run(office, "files").stdout
    told = json.loads(run(office, "files", "--json").stdout)
    assert [one["name"] for one in told["files"]] == [ARTICLE, ONE, "services/texts/jv.toml"]
    [at_kiosk] = told["kiosks"]
    assert (at_kiosk["kiosk_id"], at_kiosk["refused"]) == (kiosk.keys.id, [])
    assert at_kiosk["good"] == max(one["number"] for one in told["files"])

    (folder / "b_kami.toml").write_text(BROKEN, "utf-8")
    refused = run(office, "publish", folder)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "b_kami.toml" in refused.stderr
    assert run(office, "withdraw", "services/a_kam.toml").exit_code == 2
    assert "Did you mean services/a_kami.toml?" in run(office, "withdraw", "services/a_kam.toml").stderr
    assert run(office, "withdraw", ONE).exit_code == 0
    kiosk.sync()
    assert title(kiosk) == D18.title.id
    with office.database.reading() as connection:
        lines = list(connection.execute(select(audit.c.action, audit.c.detail).order_by(audit.c.id)))
    assert [action for action, _ in lines if action.startswith("file")] == ["files_published", "file_withdrawn"]
    assert lines[-1][1].endswith(ONE)


def test_a_server_that_was_given_nothing_good_says_so(tmp_path: Path, office: OfficeWorld) -> None:
    """One line on stderr, exit code 2."""
    (tmp_path / "kosong").mkdir()
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "rusak.toml").write_bytes(b"\xff\xfe")
    for place, says in (("kosong", "no .toml file"), ("foto.jpg", "no .toml file"), ("rusak.toml", "not UTF-8")):
        result = run(office, "publish", tmp_path / place)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
        assert says in result.stderr
