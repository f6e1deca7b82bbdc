"""One day of an office in real Chromium: kiosks, lokets, letters, agencies, a lurah, and a stick in the afternoon."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.usecases.initialise import enrol, initialise
from sync.server.cli import main
from sync.server.people.rights import Role
from tests.server.staff import hire
from tests.server.test_browser import chromium, fits, pytestmark
from tests.server.test_browser_board import serving
from tests.server.test_desk_sticks import bring_back, export
from tests.stories.office_day import PATIENCE_MS, Person, Street, name, pass_time
from tests.sync.conftest import cluster, office, on_both, postgresql, shipped_services_are_read_once, stick, world
from tests.sync.world import KioskWorld, OfficeWorld, World, exactly_once, kiosk_world

__all__ = [
    "chromium",
    "cluster",
    "office",
    "postgresql",
    "pytestmark",
    "shipped_services_are_read_once",
    "stick",
    "world",
]

EIGHT = int(datetime(2026, 11, 19, 8, tzinfo=timezone(timedelta(hours=7))).timestamp() * 1000)
"""A Thursday morning in Palembang, ms."""
DESK, PHONE = (1366, 768), (390, 844)

pytest_generate_tests = on_both


@dataclass
class Day:
    """Everybody who works today, and the two places where residents come."""

    office: OfficeWorld
    front: Street
    hall: Street
    stick: Path
    lurah: Person
    tini: Person
    budi: Person
    dewi: Person
    rina: Person
    tono: Person
    board: Person

    def board_shows(self, ticket: str, loket: int) -> None:
        """Each call has its time in large letters before the next: the board's own clock goes on until it is this one's."""
        for _ in range(600):
            if self.board.page.text_content("#number") == ticket:
                break
            self.board.page.clock.run_for(500)
        expect(self.board.page.locator("#number")).to_have_text(ticket, timeout=PATIENCE_MS)
        expect(self.board.page.locator("#loket")).to_have_text(f"Loket {loket}", timeout=PATIENCE_MS)
        self.office.clock.ms += 30_000


@pytest.fixture
def day(office: OfficeWorld, world: World, tmp_path: Path, stick: Path, chromium: Any) -> Iterator[Day]:
    """A browser for each of them and for the board. After the day not one console has said anything."""
    front = kiosk_of(tmp_path / "front", world, office, "Ruang depan", "A-E")
    hall = kiosk_of(tmp_path / "hall", world, office, "Balai RW 05", "F-J")
    with serving(office) as port, ExitStack() as contexts:

        def seated(size: tuple[int, int] = DESK, script: str = "") -> Person:
            context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
            contexts.callback(context.close)
            page = context.new_page()
            page.add_init_script(script)
            return Person(page, f"http://127.0.0.1:{port}")

        people = {name: seated() for name in ("lurah", "tini", "rina", "board")}
        people |= {name: seated(PHONE) for name in ("dewi", "tono")}
        # A browser that opens no folder, as most are: the replies of a stick come as a ZIP.
        people["budi"] = seated(script="delete window.showDirectoryPicker;")
        yield Day(office, Street(front, 0), Street(hall, 16), stick, **people)
    assert {name: one.complaints for name, one in people.items()} == {name: [] for name in people}


def kiosk_of(folder: Path, world: World, office: OfficeWorld, name: str, letters: str) -> KioskWorld:
    """A kiosk whose numbers no other one gives."""
    initialise(folder, demo=False)
    (folder / "config.toml").write_text(f'[kiosk]\nletters = "{letters}"\n')
    enrol(folder, office.enrolment(name))
    return world.enter_context(kiosk_world(folder, office))


def carry(budi: Person, kiosk: KioskWorld, stick: Path) -> int:
    """The stick goes to the office and back; how many entries the kiosk knows to be there."""
    export(kiosk, stick)
    budi.go("/meja/flashdisk")
    budi.page.get_by_label("Folder publik-kiosk di flashdisk").set_input_files(stick)
    link = budi.page.get_by_role("link", name="Unduh balasan (ZIP)")
    with budi.page.expect_download() as download:
        link.click()
    with zipfile.ZipFile(download.value.path()) as replies:
        replies.extractall(stick)
    return bring_back(kiosk, stick).acknowledged


def cells(person: Person, table: str) -> list[list[str]]:
    """The rows of a table of the report."""
    rows = person.page.locator(f'section[aria-labelledby="tabel-{table}"] tbody tr').all()
    return [row.locator("th, td").all_inner_texts() for row in rows]


def test_a_day_at_the_office(day: Day) -> None:
    """40 numbers and 25 requests of two kiosks; 3 petugas, 2 agencies and the lurah work on them; the board follows."""
    before_eight(day)
    residents_come(day)
    tini_has_no_mouse(day)
    budi_calls(day)
    dewi_asks_agencies(day)
    two_hands_at_one_request(day)
    the_lurah_opens_a_name(day)
    late_ones_fall_into_place(day)
    the_stick_comes(day)
    the_queue_ends(day)
    the_lurah_signs(day)
    letters_are_handed_out(day)
    the_evening(day)
    the_books(day)


def before_eight(day: Day) -> None:
    """The people, and what they need."""
    for who in ("budi", "dewi", "tini"):
        hire(day.office, who)
    hire(day.office, "ratna", Role.LURAH)
    hire(day.office, "rina", Role.AGENCY, agency="disdukcapil")
    hire(day.office, "tono", Role.AGENCY, agency="polsek")
    day.office.clock.ms = EIGHT
    for street in (day.front, day.hall):
        street.kiosk.clock.ms = EIGHT
    day.lurah.log_in("ratna")
    day.lurah.go("/meja/loket/atur")
    day.lurah.press("Tambah loket")
    day.lurah.reads("Tersimpan.")
    for loket in "23":
        day.lurah.send("/meja/loket/atur", "/meja/loket/atur/loket", nomor=loket, nama="")
    day.lurah.go("/meja/surat/atur")
    day.lurah.page.get_by_label("Jabatan kepala kantor, seperti di surat").fill("LURAH 26 ILIR")
    day.lurah.page.get_by_label("Nama dengan gelar").first.fill("Ratna Wulandari, S.Sos.")
    day.lurah.press("Simpan pengaturan")
    day.lurah.reads("Tersimpan.")


def residents_come(day: Day) -> None:
    """At the front desk and at the hall, which has no network."""
    day.front.letters(10)
    day.front.complaint()
    day.front.numbers(8)
    day.hall.letters(9)
    day.hall.numbers(5)
    day.office.clock.ms = day.front.kiosk.clock.ms + 60_000
    assert day.front.kiosk.sync().done
    day.board.page.clock.install()
    day.board.go(f"/papan?kantor={day.office.keys.code}")


def tini_has_no_mouse(day: Day) -> None:
    """From the log-in over a call to a letter that waits for its signature, on the keyboard alone."""
    day.tini.log_in("tini")
    day.tini.enter("Loket")
    day.tini.enter("Buka loket 1")
    day.tini.reads("nomor menunggu untuk loket ini")
    day.tini.finds_the_next_step()
    day.tini.enter_here()
    day.tini.has_now(day.front.tickets[0])
    day.board_shows(day.front.tickets[0], 1)
    day.tini.finds_the_next_step()
    day.tini.enter_here()
    day.tini.page.wait_for_url(f"**/meja/{day.front.requests[0]}")
    day.tini.reads(name(0))
    day.tini.enter("Mulai periksa")
    day.tini.reads("Sedang diperiksa")
    day.tini.enter("Buat surat")
    day.tini.tab_to("b1-l9-v")
    day.tini.page.keyboard.press("Control+a")
    day.tini.page.keyboard.type("Jl. Melati No. 3")
    expect(day.tini.page.locator(".sheet")).to_contain_text("Jl. Melati No. 3", timeout=PATIENCE_MS)
    day.tini.enter("Terbitkan surat")
    day.tini.reads("Nomor 400.12.2.1/001/1671021003/XI/2026")
    day.tini.tab_to("Cetak surat")
    paper = day.tini.page.request.get(day.tini.page.evaluate("document.activeElement.href"))
    text = pypdf.PdfReader(io.BytesIO(paper.body())).pages[0].extract_text()
    for words in ("/001/1671021003/XI/2026", "Melati No. 3", name(0).upper(), "Ratna Wulandari, S.Sos."):
        assert words in text
    day.tini.enter("Teruskan untuk tanda tangan")
    day.tini.reads("Menunggu tanda tangan")


def budi_calls(day: Day) -> None:
    """Who does not come, who fetches a paper, who is at the wrong loket, who has no number."""
    day.budi.log_in("budi")
    day.budi.go("/meja/loket")
    day.budi.press("Buka loket 2")
    day.budi.press("Panggil berikutnya")
    day.budi.has_now(day.front.tickets[1])
    day.board_shows(day.front.tickets[1], 2)
    day.budi.press("Panggil ulang")
    day.budi.reads("Sudah dipanggil 2 kali")
    day.budi.press("Tidak hadir")
    day.budi.reads("paling belakang")
    day.office.clock.ms += 30_000
    day.budi.press("Panggil berikutnya")
    day.budi.has_now(day.front.tickets[2])
    day.board_shows(day.front.tickets[2], 2)
    day.budi.press("Tunda")
    day.budi.reads("Ditunda")
    day.budi.press("Panggil berikutnya")
    day.budi.has_now(day.front.tickets[3])
    day.board_shows(day.front.tickets[3], 2)
    day.budi.unfold("Pindah ke loket atau layanan lain")
    day.budi.page.get_by_label(f"Pindahkan {day.front.tickets[3]} ke").select_option(label="Loket 3")
    day.budi.press("Pindahkan")
    day.budi.reads("Hanya loket 3")
    day.budi.unfold("Beri nomor kepada warga")
    day.budi.page.get_by_label("Untuk apa").select_option(label="Surat keterangan")
    day.budi.press("Beri nomor")
    day.budi.reads("V-001")
    day.budi.go("/meja/loket")
    day.budi.page.get_by_role("button", name=f"Panggil lagi {day.front.tickets[2]}").click()
    day.budi.has_now(day.front.tickets[2])
    day.board_shows(day.front.tickets[2], 2)


def dewi_asks_agencies(day: Day) -> None:
    """On a phone: a paper is missing, or is it; two agencies are asked and answer."""
    day.dewi.log_in("dewi")
    day.dewi.go("/meja/loket")
    day.dewi.press("Buka loket 3")
    day.dewi.press("Panggil berikutnya")
    day.dewi.has_now(day.front.tickets[3])
    assert fits(day.dewi.page)
    day.board_shows(day.front.tickets[3], 3)
    day.dewi.press("Layani dan buka permohonannya")
    asked = day.front.requests[3]
    day.dewi.page.wait_for_url(f"**/meja/{asked}")
    day.dewi.unfold("Minta dilengkapi")
    day.dewi.page.get_by_label("Apa yang masih kurang?").fill("Fotokopi KK belum ada.")
    day.dewi.press("Minta dilengkapi")
    day.dewi.reads("Belum lengkap")
    day.dewi.unfold("Batalkan langkah terakhir")
    day.dewi.press("Kembalikan")
    day.dewi.reads("Mulai periksa")
    for agency in ("Disdukcapil", "Polsek"):
        day.dewi.unfold("Teruskan ke instansi")
        options = day.dewi.page.get_by_label("Instansi", exact=True)
        options.select_option(label=options.locator("option", has_text=agency).first.inner_text())
        day.dewi.page.get_by_label("Apa yang diminta?").fill("Mohon diperiksa apakah alamatnya benar.")
        day.dewi.press("Teruskan")
        day.dewi.reads("Sudah diteruskan.")
    assert fits(day.dewi.page)

    for one, who, verdict, why in (
        (day.rina, "rina", "agreed", ""),
        (day.tono, "tono", "needs_more", "Nomor rumah belum ada."),
    ):
        one.log_in(who)
        one.page.get_by_role("link", name=day.front.tickets[3]).click()
        one.reads(name(3))
        one.page.locator(f'[name="jawaban"][value="{verdict}"]').check()
        one.page.get_by_label("Penjelasan").fill(why)
        assert fits(one.page)
        one.press("Kirim jawaban")
        one.reads("Jawaban Anda sudah terkirim")


def two_hands_at_one_request(day: Day) -> None:
    """A page that is older than what a colleague did changes nothing, and says why."""
    asked = day.front.requests[3]
    day.budi.send(f"/meja/{asked}", f"/meja/{asked}/status", dari="SUBMITTED", ke="IN_REVIEW")
    day.dewi.press("Mulai periksa")
    day.dewi.reads("Rekan Anda baru saja mengubah status")
    day.dewi.reads("Nomor rumah belum ada.")
    day.dewi.unfold("Minta dilengkapi")
    day.dewi.page.get_by_label("Apa yang masih kurang?").fill("Surat pengantar RT belum ada.")
    day.dewi.press("Minta dilengkapi")
    day.dewi.reads("Belum lengkap")


def the_lurah_opens_a_name(day: Day) -> None:
    """Nobody but the lurah sees who complained, and she says why she has to."""
    complaint = f"/meja/{day.front.requests[10]}"
    assert "Rudi Hartono" not in day.dewi.see(complaint)
    day.lurah.go("/meja")
    day.lurah.page.get_by_role("link", name=day.front.tickets[10]).click()
    day.lurah.reads("24 November 2026")
    expect(day.lurah.page.get_by_text("Rudi Hartono")).to_have_count(0)
    day.lurah.unfold("Buka nama pelapor")
    day.lurah.page.get_by_label("Mengapa Anda perlu tahu namanya?").fill("Perlu ditemui di lokasi.")
    day.lurah.press("Buka nama")
    day.lurah.reads("Rudi Hartono")
    assert "Rudi Hartono" not in day.dewi.see(complaint)


def late_ones_fall_into_place(day: Day) -> None:
    """The network was away for a while: who came then stands where they stand."""
    day.front.kiosk.clock.ms = day.office.clock.ms
    day.office.clock.ms += 270_000
    day.budi.send("/meja/loket", "/meja/loket/nomor", grup="surat")
    day.front.letters(5)
    pass_time(day.office, [day.lurah, day.tini, day.budi, day.dewi], 60)
    assert day.front.kiosk.sync().done
    waiting = re.findall(r"<strong>([A-Z]-\d+)</strong>", day.budi.see("/meja/loket"))
    late = day.front.tickets[-5:]
    assert [one for one in waiting if one in late or one == "V-002"] == [*late[:4], "V-002", *late[4:]]


def the_stick_comes(day: Day) -> None:
    """It brings what came at the hall since the morning; they waited longest. Somebody is found by name."""
    assert carry(day.budi, day.hall.kiosk, day.stick) == 14
    day.tini.enter("Loket")
    day.tini.finds_the_next_step()
    day.tini.enter_here()
    day.tini.has_now(day.hall.tickets[0])
    day.tini.finds_the_next_step()
    day.tini.enter_here()
    day.tini.page.wait_for_url(f"**/meja/{day.hall.requests[0]}")
    day.tini.reads(name(16))
    day.tini.page.keyboard.type(name(7))
    day.tini.enter_here()
    day.tini.page.wait_for_url(f"**/meja/{day.front.requests[7]}")
    day.tini.reads(name(7))


def the_queue_ends(day: Day) -> None:
    """Everybody else is called, until nobody waits."""
    called = [day.front.tickets[0], day.front.tickets[2], day.front.tickets[3], day.hall.tickets[0]]
    busy = {1: day.tini, 2: day.budi, 3: day.dewi}
    while busy:
        for loket, one in list(busy.items()):
            day.office.clock.ms += 20_000
            ticket = one.call_next()
            if ticket is None:
                del busy[loket]
            else:
                called.append(ticket)
                newest = loket
    assert sorted(called) == sorted([*day.front.tickets, *day.hall.tickets, "V-001", "V-002"])
    assert len(called) == 40
    expect(day.board.page.locator("[data-waiting]")).to_have_text(["tidak ada yang menunggu"] * 3, timeout=PATIENCE_MS)
    day.board_shows(called[-1], newest)
    for one in (day.budi, day.dewi):
        one.go("/meja/loket")
        one.press("Tutup loket")
        one.reads("Di loket mana Anda duduk sekarang?")
    day.tini.enter("Loket")
    day.tini.enter("Tutup loket")
    day.tini.reads("Di loket mana Anda duduk sekarang?")


def the_lurah_signs(day: Day) -> None:
    """Letters are issued and signed off; one of them is wrong."""
    papers = []
    for request in day.hall.requests[:6]:
        page = day.budi.send(f"/meja/{request}", "/meja/surat/baru", permohonan=request)
        [draft] = set(re.findall(r'action="(/meja/surat/[0-9a-f]{32})"', page))
        assert "Surat terbit." in day.budi.send(draft, f"{draft}/terbit")
        day.budi.move(request, "SUBMITTED", "IN_REVIEW", "AWAITING_SIGNATURE")
        papers.append(draft)
    day.lurah.go("/meja")
    day.lurah.page.get_by_role("link", name=day.front.tickets[0]).click()
    day.lurah.press("Surat siap diambil")
    day.lurah.reads("Siap diambil")
    for request in day.hall.requests[:5]:
        day.lurah.move(request, "AWAITING_SIGNATURE", "READY")
    day.lurah.go(papers[5])
    day.lurah.unfold("Batalkan surat ini")
    day.lurah.page.get_by_label("Mengapa dibatalkan?").fill("Alamatnya di luar kelurahan ini.")
    day.lurah.press("Batalkan surat")
    day.lurah.reads("Surat ini sudah dibatalkan")
    day.lurah.move(day.hall.requests[5], "AWAITING_SIGNATURE", "REJECTED", note="Alamat di luar wilayah kelurahan ini.")
    day.dewi.move(day.hall.requests[6], "SUBMITTED", "CANCELLED")


def letters_are_handed_out(day: Day) -> None:
    """Who comes back for their letter gets it."""
    day.tini.enter("Permohonan")
    day.tini.page.keyboard.type(name(0))
    day.tini.enter_here()
    day.tini.page.wait_for_url(f"**/meja/{day.front.requests[0]}")
    day.tini.enter("Sudah diambil warga")
    day.tini.reads("Tidak ada langkah lagi untuk permohonan ini.")
    for request in day.hall.requests[:2]:
        day.budi.move(request, "READY", "COLLECTED")
    day.tini.enter("Keluar")
    day.tini.page.wait_for_url("**/masuk?pesan=keluar")


def the_evening(day: Day) -> None:
    """The report has the numbers of the day, and nobody in them."""
    day.lurah.go("/meja/laporan")
    day.lurah.page.get_by_role("link", name="Hari ini", exact=True).click()
    day.lurah.page.wait_for_url("**/laporan?masa=hari")
    assert cells(day.lurah, "layanan")[-1] == ["Semua layanan", "25", "20", "6", "1", "1"]
    assert sorted(row[1:4] for row in cells(day.lurah, "antrean")) == [
        ["1", "0", "1"],
        ["13", "0", "13"],
        ["26", "2", "26"],
    ]
    assert [row[1:3] for row in cells(day.lurah, "instansi")] == [["1", "1"], ["1", "1"]]
    report = day.lurah.page.inner_text("main")
    assert not [at for at in range(25) if name(at) in report]


def the_books(day: Day) -> None:
    """The kiosks hear of all of it, each on its road, and the books are in order."""
    assert day.front.kiosk.sync().done
    carry(day.budi, day.hall.kiosk, day.stick)
    assert exactly_once(day.office, day.front.kiosk, day.hall.kiosk) == 25
    assert day.front.kiosk.status(day.front.requests[0]).status is PermohonanStatus.COLLECTED
    assert day.hall.kiosk.status(day.hall.requests[5]).status is PermohonanStatus.REJECTED
    checked = CliRunner().invoke(main, ["verify", "--data", str(day.office.data), "--json"])
    assert (checked.exit_code, json.loads(checked.stdout)["ok"]) == (0, True)
    # Chromium's own note of the page that was too old: whatever a console says is heard here.
    assert day.dewi.said
