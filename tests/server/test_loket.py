"""The room "Loket", page by page, as a browser without JavaScript sees it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from sync.server.hall import lokets
from sync.server.people import accounts
from sync.server.people.rights import Role
from sync.server.store.tables import audit
from sync.server.store.tables import lokets as lokets_table
from tests.server.test_antrean import Desk, served_lately
from tests.server.test_desk import Browser
from tests.sync.world import PASSWORD, URL, KioskWorld, OfficeWorld, shipped


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    """Somebody at the room, with one loket to sit down at."""
    with office.database.writing() as connection:
        lokets.put_loket(connection, office.keys.code, "1", "Surat", (), actor="admin", now=office.clock.ms)
    browser = Browser(office)
    browser.log_in()
    browser.get("/meja/loket")
    return browser


def colleague(office: OfficeWorld, name: str = "budi", role: Role = Role.PETUGAS) -> Browser:
    with office.database.writing() as connection:
        accounts.put(connection, office.keys.code, name, PASSWORD, now=office.clock.ms, roles=(role,))
    browser = Browser(office)
    browser.log_in(name)
    return browser


def press(browser: Browser, button: str, **more: str) -> None:
    """A button of the page as it stands."""
    now = re.search(r'name="kini" value="([^"]*)"', browser.page)
    assert now is not None
    browser.post("/meja/loket/tekan", tombol=button, kini=now[1], **more)


def has(browser: Browser) -> str | None:
    found = re.search(r'class="now-number">([^<]+)<', browser.page)
    return found[1] if found else None


def test_a_morning_at_a_loket(office: OfficeWorld, kiosk: KioskWorld, desk: Browser) -> None:
    """Sit down, call, call again, serve (which opens the request), next, get up."""
    [one, two] = kiosk.submit(2)
    kiosk.sync()
    desk.post("/meja/loket/buka", loket="1")
    assert "Panggil berikutnya" in desk.page
    press(desk, "berikutnya")
    assert has(desk) == one.permohonan.ticket
    press(desk, "ulang")
    assert "Sudah dipanggil 2 kali" in desk.page
    press(desk, "layani")
    assert f"/meja/{one.permohonan.id}" in str(desk.client.get("/meja/loket").text)
    desk.get("/meja/loket")
    assert "Sedang dilayani" in desk.page
    press(desk, "berikutnya")
    assert has(desk) == two.permohonan.ticket
    desk.post("/meja/loket/tutup")
    assert "Selesaikan dulu nomor itu" in desk.page
    press(desk, "berikutnya")
    assert "Tidak ada lagi yang menunggu" in desk.page
    desk.post("/meja/loket/tutup")
    assert "Di loket mana Anda duduk" in desk.page


def test_serving_opens_the_request_and_the_look_is_recorded(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser
) -> None:
    """The petugas sees the answers of whom they have before them, and the trail says so; its status stays."""
    [one] = kiosk.submit()
    kiosk.sync()
    desk.post("/meja/loket/buka", loket="1")
    press(desk, "berikutnya")
    now = re.search(r'name="kini" value="([^"]*)"', desk.page)
    answer = desk.post("/meja/loket/tekan", tombol="layani", kini=now[1] if now else "")
    assert answer.url.path == f"/meja/{one.permohonan.id}"
    assert office.items()[0].permohonan.status.value == "SUBMITTED"
    with office.database.reading() as connection:
        assert "opened" in connection.execute(select(audit.c.action)).scalars().all()


def test_who_does_not_come_is_held_or_sent_on(office: OfficeWorld, desk: Browser) -> None:
    """Each button does what it says, and the page says what became of the number."""
    other = Desk(office, "2", "tono")
    tickets = [other.issue().ticket for _ in range(3)]
    desk.post("/meja/loket/buka", loket="1")
    press(desk, "berikutnya")
    office.clock.ms += 1
    press(desk, "tidak-hadir")
    assert "paling belakang" in desk.page
    assert "Tadi tidak hadir" in desk.page
    press(desk, "berikutnya")
    assert has(desk) == tickets[1]
    press(desk, "tunda")
    assert "Ditunda" in desk.page
    press(desk, "berikutnya")
    press(desk, "pindah", ke="loket:2")
    assert "Hanya loket 2" in desk.page
    assert other.next().ticket == tickets[2]
    press(desk, "panggil", nomor=tickets[1].lower().replace("-00", " "))
    assert has(desk) == tickets[1]
    press(desk, "pindah", ke="grup:usul")
    assert "Itu tidak bisa untuk nomor ini" in desk.page
    press(desk, "pindah", ke="grup:pengaduan")
    assert "Pindahan" in desk.page
    press(desk, "panggil", nomor="Q-999")
    assert "tidak ada di antrean hari ini" in desk.page


def test_a_page_that_is_too_old_calls_nobody(office: OfficeWorld, desk: Browser) -> None:
    """Two windows of one petugas: the second press says so, and one number was called."""
    other = Desk(office, "2", "tono")
    other.issue()
    other.issue()
    desk.post("/meja/loket/buka", loket="1")
    old = desk.page
    press(desk, "berikutnya")
    desk.page = old
    press(desk, "berikutnya")
    assert "Keadaan sudah berubah" in desk.page
    assert len(other.queue.waiting) == 1


def test_a_colleagues_loket_is_taken_over_only_on_purpose(office: OfficeWorld, desk: Browser) -> None:
    """The page of the one who sat there says what happened."""
    budi = colleague(office)
    desk.post("/meja/loket/buka", loket="1")
    budi.get("/meja/loket")
    assert "Dipakai sari" in budi.page
    budi.post("/meja/loket/buka", loket="1")
    assert "sedang dipakai rekan Anda" in budi.page
    budi.post("/meja/loket/buka", loket="1", ambil="ya")
    assert "Panggil berikutnya" in budi.page
    press(desk, "berikutnya")
    assert "mengambil alih" in desk.page


def test_a_number_by_hand_has_a_slip(office: OfficeWorld, desk: Browser) -> None:
    """For whoever cannot use the kiosk: a number, on paper 80 mm wide, with the wait where it is known."""
    served_lately(office, shipped().group("surat"))
    Desk(office, "2", "tono")
    desk.post("/meja/loket/nomor", grup="surat", prioritas="ya")
    assert "Z-001" in desk.page
    assert "PRIORITAS" in desk.page
    assert "Surat keterangan" in desk.page
    assert "Perkiraan tunggu" in desk.page
    desk.post("/meja/loket/nomor", grup="usul")
    assert "Itu tidak bisa" in desk.page
    assert desk.get("/meja/loket/slip/bukan-nomor").status_code == 404


def test_what_the_page_asks_of_itself_is_the_part_that_changes(office: OfficeWorld, desk: Browser) -> None:
    """Who waits, how long, and whom the loket has; it keeps no session alive."""
    desk.post("/meja/loket/buka", loket="1")
    Desk(office, "2", "tono").issue()
    part = desk.client.get("/meja/loket/antre").text
    assert 'id="antre" data-kini=""' in part
    assert "V-001" in part
    assert "belum cukup data" in part
    assert "<html" not in part
    office.clock.ms += accounts.IDLE_MS + 1
    assert desk.client.get("/meja/loket/antre").url.path == "/masuk"


def test_lokets_and_queue_are_set_up_by_those_who_may(office: OfficeWorld) -> None:
    """The admin sets up, a petugas does not; an admin calls nobody."""
    with office.database.writing() as connection:
        accounts.put(connection, office.keys.code, "ani", PASSWORD, now=office.clock.ms, roles=(Role.ADMIN,))
    admin, petugas = Browser(office), colleague(office)
    admin.log_in("ani")
    assert admin.get("/meja/loket").status_code == 403
    assert petugas.get("/meja/loket/atur").status_code == 403
    admin.get("/meja/loket/atur")
    admin.client.post(
        "/meja/loket/atur/loket",
        data={"token": _token(admin), "nomor": "2", "nama": "Pengaduan", "grup": ["pengaduan", "lain"]},
    )
    admin.get("/meja/loket/atur")
    admin.post("/meja/loket/atur/loket", nomor="100", nama="")
    assert "Nomor loket 1 sampai 99" in admin.page
    admin.get("/meja/loket/atur")
    admin.client.post(
        "/meja/loket/atur/antrean",
        data={
            "token": _token(admin), "huruf": "x-z", "kunci": "ruang-7", "bahasa": ["id", "plm"],
            "pengumuman": "Siapkan KTP Anda.\r\n\r\nTerima kasih.",
        },
    )  # fmt: skip
    admin.get("/meja/loket/atur")
    assert f"{URL}/papan?kantor={office.keys.code}&kunci=ruang-7" in admin.page
    with office.database.reading() as connection:
        kept = lokets.queue_settings(connection, office.keys.code)
        rows = connection.execute(select(lokets_table.c.id, lokets_table.c.groups)).all()
        actions = connection.execute(select(audit.c.action).where(audit.c.actor == "ani")).scalars().all()
    assert kept.notices == ("Siapkan KTP Anda.", "Terima kasih.")
    assert (kept.letters, kept.languages) == ("X-Z", ("id", "plm"))
    assert [tuple(row) for row in rows] == [("2", '["pengaduan"]')]
    assert {"loket_set", "queue_set"} <= set(actions)
    admin.post("/meja/loket/atur/antrean", huruf="7", kunci="", pengumuman="")
    assert "Belum tersimpan" in admin.page
    admin.get("/meja/loket/atur")
    admin.post("/meja/loket/atur/hapus", loket="2")
    assert "Loket dihapus" in admin.page


def test_no_form_of_another_page_is_taken(office: OfficeWorld, desk: Browser) -> None:
    """Each carries its session's token."""
    desk.post("/meja/loket/buka", loket="1")
    for path in ("buka", "tutup", "tekan", "nomor", "atur/loket", "atur/hapus", "atur/antrean"):
        assert desk.client.post(f"/meja/loket/{path}", data={"token": "salah"}).status_code == 403
    assert desk.get("/meja/loket").status_code == 200
    assert "Tutup loket" in desk.page


def _token(browser: Browser) -> str:
    found = re.search(r'name="token" value="([^"]+)"', browser.page)
    assert found is not None
    return found[1]
