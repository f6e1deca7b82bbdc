"""The page "Kiosk": what is not in order is seen, with what to do; what the kiosks are told reaches them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from kiosk.clock import Zone
from kiosk.domain.events import FilesTaken, NumberTaken, new_id
from kiosk.domain.orders import Orders
from kiosk.store import journal
from kiosk.usecases.orders import orders
from sync import usb
from sync.protocol import EventRefusal
from sync.server.desk import words
from sync.server.desk.fleet import KioskState, parked
from sync.server.desk.kiosks import problems
from sync.server.exchange import files
from sync.server.store.tables import audit, changes
from tests.server.test_desk import Browser
from tests.sync.world import START, KioskWorld, OfficeWorld, World

DAY = 24 * 3600_000


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    browser = Browser(office)
    assert browser.log_in().url.path == "/meja"
    return browser


def troubles(desk: Browser) -> dict[str, list[str]]:
    """What the page says is not in order, by the kiosk's name."""
    desk.get("/meja/kiosk")
    table = desk.page[desk.page.index("<tbody>") : desk.page.index("</tbody>")]
    found = {}
    for line in table.split("</tr>")[:-1]:
        name = re.search(r'<a href="/meja/kiosk/\w+">(.*?)</a>', line)
        assert name
        says = re.findall(r'class="trouble.*?<strong>(.*?)</strong>', line, re.DOTALL)
        assert bool(says) != ("Baik" in line)
        found[name[1]] = says
    return found


def write(kiosk: KioskWorld, event: object) -> None:
    """An entry in a kiosk's journal that its own program would not write like this."""
    kiosk.store.transaction(lambda db: journal.append(db, kiosk.keys.id, event, event_id=new_id(1), at=kiosk.clock.ms))  # type: ignore[arg-type]


def told(kiosk: KioskWorld) -> Orders:
    """The orders in force on a kiosk."""
    return orders(kiosk.machine.context)


def test_a_kiosk_that_is_well_says_so_and_one_never_heard_of_too(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser
) -> None:
    """Two kiosks, one of them only enrolled; a wrong clock is seen, and a silence of some days, not that of a weekend."""
    office.enrolment("Balai RW 05")
    kiosk.submit(2)
    kiosk.sync()
    assert troubles(desk) == {"Balai RW 05": ["Belum pernah terhubung"], "Ruang depan": []}
    assert "1 dari 2 kiosk perlu dilihat." in desk.page
    assert "2 data, lengkap" in desk.page
    for off, says in (
        (2 * 3600_000, ["Jamnya terlalu cepat 2 jam"]),
        (-DAY, ["Jamnya terlambat 1 hari"]),
        (60_000, []),
    ):
        kiosk.clock.ms = office.clock.ms + off
        kiosk.sync()
        assert troubles(desk)["Ruang depan"] == says
    office.clock.ms += 2 * DAY
    desk.log_in()
    assert troubles(desk)["Ruang depan"] == []
    office.clock.ms += 2 * DAY
    desk.log_in()
    assert troubles(desk)["Ruang depan"] == ["Tidak ada kabar 4 hari"]


def test_entries_that_have_not_come_yet_are_counted(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser, tmp_path: Path
) -> None:
    """Of a stick with many files the first arrived: the office knows of the rest, and when it is here nothing is said."""
    kiosk.submit(8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync.plan.LARGEST_BATCH", 600)
        names = usb.export(kiosk.store, kiosk.keys, tmp_path, kiosk.clock).files
    assert len(names) > 1
    desk.get("/meja/flashdisk")
    token = re.search(r'name="token" value="([^"]+)"', desk.page)
    assert token
    first = [("berkas", (Path(names[0]).name, (tmp_path / names[0]).read_bytes()))]
    desk.client.post("/meja/flashdisk", data={"token": token[1]}, files=first)
    here = len(office.items())
    assert 0 < here < 8
    assert troubles(desk)["Ruang depan"] == [f"{8 - here} data belum terkirim"]
    assert f"{here} data, {8 - here} belum terkirim" in desk.page
    kiosk.sync()
    assert troubles(desk)["Ruang depan"] == []


def test_what_was_parked_or_refused_is_shown_with_its_reason(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser
) -> None:
    """An entry that cannot be read and a file the kiosk could not use; what a kiosk wrote is never markup."""
    kiosk.submit()
    write(kiosk, NumberTaken("A", "A-002", "no day", clock_doubtful=False))
    write(kiosk, FilesTaken(7, (("services/d18.toml", "<b>title: is missing"),)))
    kiosk.sync()
    assert troubles(desk)["Ruang depan"] == ["1 data ditahan, tidak bisa diterima", "Menolak berkas layanan yang baru"]
    desk.page = desk.client.get(f"/meja/kiosk/{kiosk.keys.id}").text
    assert "ke-2" in desk.page
    assert words.PARKED[EventRefusal.UNREADABLE] in desk.page
    assert "services/d18.toml" in desk.page
    assert "&lt;b&gt;title: is missing" in desk.page
    assert "<b>" not in desk.page
    with office.database.reading() as connection:
        assert [one.seq for one in parked(connection, office.keys.code, kiosk.keys.id)] == [2]


def test_files_on_their_way_are_no_trouble_that_lasts(office: OfficeWorld, kiosk: KioskWorld, desk: Browser) -> None:
    """The office publishes a file: the kiosk is behind until it has met the office and said that it uses it."""
    kiosk.sync()
    new = {"services/a_kami.toml": 'change = "D18"\ntitle = { id = "Surat Domisili Kami" }\n'}
    with office.database.writing() as connection:
        files.publish(connection, office.keys.code, new, data=office.data, actor="sari", now=office.clock.ms)
    assert troubles(desk)["Ruang depan"] == ["Belum memakai berkas layanan terbaru"]
    for _ in range(3):
        kiosk.sync()
    assert troubles(desk)["Ruang depan"] == []
    assert "Surat Domisili Kami" in desk.page  # among the services that can be closed


def test_a_revoked_kiosk_is_last_and_only_that(world: World, office: OfficeWorld, desk: Browser) -> None:
    """Nothing else is asked of it."""
    first, second = world.kiosk(office, enrolment=office.enrolment("Aula")), world.kiosk(office)
    write(first, NumberTaken("A", "A-002", "no day", clock_doubtful=False))
    first.sync()
    second.sync()
    office.revoke(first.keys.id)
    assert list(troubles(desk).items()) == [("Ruang depan", []), ("Aula", ["Dicabut sejak hari ini 18.06"])]
    assert "Semua kiosk baik." in desk.page


def test_every_kind_of_trouble_has_an_advice() -> None:
    """Whatever is wrong, something can be done; the reasons of parked entries all have words."""
    refused = files.Standing("7KQM3X", "Aula", 0, 3, (("a", "b"),))
    worst = KioskState(
        id="7KQM3X",
        name="Aula",
        created_at=0,
        seen_at=0,
        revoked_at=None,
        forked_at=1,
        taken=5,
        spoken_of=9,
        restored_at=START - DAY,
        only_here=2,
        missing=1,
        clock_offset=DAY,
        exhausted=True,
        parked=1,
        photos=2,
        files_due=3,
        files=refused,
        audit_broken_at=START - DAY,
    )
    found = problems(Zone(7), worst, START)
    assert len(found) == 10
    assert all(one.says and one.todo and one.icon for one in found)
    assert set(words.PARKED) == set(EventRefusal)


def test_a_service_is_closed_at_the_desk_and_the_kiosk_follows(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser
) -> None:
    """Closed with a reason, followed after the next contact, opened again; every order is in the audit trail."""
    kiosk.sync()
    desk.get("/meja/kiosk")
    desk.post(
        "/meja/kiosk/perintah",
        perintah="tutup",
        layanan="surat_keterangan_domisili",
        teks="Blangko habis.",
        sampai="2026-11-20",
    )
    assert "Perintah tercatat." in desk.page
    assert "Surat Keterangan Domisili ditutup sampai 20 November, 23.59" in desk.page
    assert "Dijalankan 0 dari 1 kiosk; menunggu Ruang depan" in desk.page
    kiosk.sync()
    kiosk.sync()
    [closed] = told(kiosk).closed
    assert (closed.service, closed.reason) == ("surat_keterangan_domisili", "Blangko habis.")
    desk.get("/meja/kiosk")
    assert "Dijalankan 1 dari 1 kiosk." in desk.page
    desk.get(f"/meja/kiosk/{kiosk.keys.id}")
    assert "Sudah dijalankan" in desk.page
    desk.get("/meja/kiosk")
    desk.post("/meja/kiosk/perintah", perintah="buka", layanan="surat_keterangan_domisili")
    assert "Surat Keterangan Domisili dibuka lagi" in desk.page  # until the kiosk knows
    kiosk.sync()
    kiosk.sync()
    assert told(kiosk).closed == ()
    desk.get("/meja/kiosk")
    assert "Tidak ada layanan yang ditutup" in desk.page
    with office.database.reading() as connection:
        rows = connection.execute(select(audit.c.actor, audit.c.detail).where(audit.c.action == "ordered"))
        assert [(actor, "domisili" in detail) for actor, detail in rows] == [("sari", True)] * 2


def test_a_message_is_shown_to_one_kiosk_and_taken_away(
    world: World, office: OfficeWorld, kiosk: KioskWorld, desk: Browser
) -> None:
    """Only the kiosk it is for gets it; an expired one is not listed."""
    other = world.kiosk(office, enrolment=office.enrolment("Balai RW 05"))
    for one in (kiosk, other):
        one.sync()
    desk.get("/meja/kiosk")
    desk.post(
        "/meja/kiosk/perintah",
        perintah="pesan",
        teks="  Jumat  tutup pukul 11. ",
        kiosk=other.keys.id,
        sampai="2026-11-18",
    )
    assert "<q>Jumat tutup pukul 11.</q>" in desk.page
    for one, says in ((kiosk, ""), (other, "Jumat tutup pukul 11.")):
        one.sync()
        assert told(one).notice(one.clock.ms) == says
    desk.get(f"/meja/kiosk/{kiosk.keys.id}")
    assert "Jumat tutup" not in desk.page
    office.clock.ms += DAY
    desk.log_in()
    desk.get("/meja/kiosk")
    assert "Jumat tutup" not in desk.page


def test_an_order_that_makes_no_sense_is_not_given(office: OfficeWorld, kiosk: KioskWorld, desk: Browser) -> None:
    """Unknown things, days that are over, numbers of people: said in words, what was typed is still there."""
    desk.get("/meja/kiosk")
    with office.database.reading() as connection:
        before = connection.execute(select(changes)).all()
    token = re.search(r'name="token" value="([^"]+)"', desk.page)
    assert token
    for form in (
        {"perintah": "tutup", "layanan": "tidak-ada"},
        {"perintah": "tutup", "layanan": ""},
        {"perintah": "tutup", "layanan": "surat_keterangan_domisili", "teks": "x" * 121},
        {"perintah": "tutup", "layanan": "surat_keterangan_domisili", "sampai": "2026-11-17"},
        {"perintah": "tutup", "layanan": "surat_keterangan_domisili", "sampai": "besok"},
        {"perintah": "pesan", "teks": "NIK 1671 0254 0389 0002"},
        {"perintah": "pesan", "teks": "x", "kiosk": "ZZZZZZ"},
        {"perintah": "pesan", "teks": "x", "kiosk": "\0"},
        {"perintah": "apa saja"},
    ):
        response = desk.client.post("/meja/kiosk/perintah", data={"token": token[1], **form})
        assert response.status_code == 409, form
        assert words.ORDER_REFUSED in response.text
    assert (
        desk.client.post(
            "/meja/kiosk/perintah", data={"perintah": "buka", "layanan": "surat_keterangan_domisili"}
        ).status_code
        == 403
    )
    assert Browser(office).get("/meja/kiosk").url.path == "/masuk"
    assert desk.client.get("/meja/kiosk/ZZZZZZ").status_code == 404
    with office.database.reading() as connection:
        assert connection.execute(select(changes)).all() == before
