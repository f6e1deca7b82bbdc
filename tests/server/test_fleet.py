"""The fleet in the browser: what kiosks say of themselves, worst first; a new kiosk from the desk to its first contact; the end."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import select, update

from kiosk import __version__
from kiosk.domain.office import parse_enrolment
from kiosk.domain.prints import PrintReason
from kiosk.usecases.initialise import enrol, initialise
from sync.http import sync_once
from sync.outcome import Reason
from sync.protocol import PAPER, Health
from sync.server.desk import fleet_words
from sync.server.store.tables import audit, kiosks
from tests.server.test_desk import Browser
from tests.sync.world import START, URL, KioskWorld, OfficeWorld, World, kiosk_world

WELL = Health(__version__, START, free=51_200)
EMPTY = Health(__version__, START, PrintReason.PAPER_OUT, ("printer", "backups"), (), 51_200)
LOW = Health("0.0.9", START, "", (), (PAPER,), 900)


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    browser = Browser(office)
    browser.log_in()
    return browser


def tell(kiosk: KioskWorld, health: Health) -> None:
    assert sync_once(kiosk.store, kiosk.keys, URL, kiosk.clock, transport=kiosk.road, health=health).done


def fleet(desk: Browser) -> list[tuple[str, str]]:
    """Names and lights from top to bottom."""
    desk.get("/meja/kiosk")
    table = desk.page[desk.page.index("<tbody>") : desk.page.index("</tbody>")]
    found = []
    for line in table.split("</tr>")[:-1]:
        name = re.search(r'<a href="/meja/kiosk/\w+">(.*?)</a>', line)
        light = re.search(r'class="light (\w+)"', line)
        assert name
        found.append((name[1], light[1] if light else "green"))
    return found


def file_of(desk: Browser) -> bytes:
    """The enrolment that the page offers to save."""
    found = re.search(r'href="data:application/json;base64,([^"]+)" download="kiosk-(\w{6}).json"', desk.page)
    assert found
    return base64.b64decode(unquote(found[1]))


def test_the_worst_is_on_top_by_word_and_icon(world: World, office: OfficeWorld, desk: Browser) -> None:
    """Paper out is somebody's work now, little paper is not, and what was mended goes away by itself."""
    first, second, third = (
        world.kiosk(office, enrolment=office.enrolment(name)) for name in ("Aula", "Balai", "Teras")
    )
    for kiosk, health in ((first, WELL), (second, LOW), (third, EMPTY)):
        tell(kiosk, health)
    assert fleet(desk) == [("Teras", "red"), ("Balai", "amber"), ("Aula", "green")]
    for text in ("Kertas printer habis", "Perlu diperiksa: Cadangan", "Kertas hampir habis", "Program versi 0.0.9"):
        assert text in desk.page
    desk.get(f"/meja/kiosk/{third.keys.id}")
    for text in ("Kertas printer habis", "Sisa 50 GB", f"Versi {__version__}", "hari ini 18.06"):
        assert text in desk.page
    tell(third, WELL)
    assert ("Teras", "green") in fleet(desk)


def test_every_fault_has_words_and_what_to_do() -> None:
    """Of a newer kiosk too, which knows reasons and checks that this program does not."""
    for reason in PrintReason:
        for fault in fleet_words.faults(Health(__version__, START, reason, ("printer",))):
            assert fault.says
            assert fault.todo
    newer = Health("99.0", START, "jammed_by_a_cat", ("printer", "gravity"), ("tides",))
    assert [one.says for one in fleet_words.faults(newer)] == [
        "Printer tidak siap",
        "Perlu diperiksa: pemeriksaan lain",
        "Perlu perhatian: pemeriksaan lain",
    ]
    assert fleet_words.faults(Health("not a version", START)) == []


def test_what_this_program_cannot_read_breaks_no_page(office: OfficeWorld, kiosk: KioskWorld, desk: Browser) -> None:
    """A later program has written into the database, and the office went back to this one."""
    tell(kiosk, EMPTY)
    with office.database.writing() as connection:
        connection.execute(update(kiosks).values(health='{"mood": "fine"}'))
    assert fleet(desk) == [("Ruang depan", "green")]
    desk.get(f"/meja/kiosk/{kiosk.keys.id}")
    assert "Belum ada" in desk.page


def test_a_kiosk_is_enrolled_in_the_browser_and_makes_contact(
    office: OfficeWorld, desk: Browser, tmp_path: Path
) -> None:
    """The file is in the answer and nowhere else, and works at the kiosk; the name is taken from then on."""
    desk.get("/meja/kiosk/daftar")
    assert f'value="{URL}"' in desk.page
    desk.post("/meja/kiosk/daftar", nama=" Balai RW 05 ", alamat="http://192.168.1.10:8080")
    assert "hanya ditampilkan sekali" in desk.page
    enrolment = parse_enrolment(file_of(desk))
    assert (enrolment.url, enrolment.office) == ("http://192.168.1.10:8080", office.keys.public)
    data = tmp_path / "new"
    initialise(data, demo=False)
    enrol(data, enrolment)
    with kiosk_world(data, office) as kiosk:
        assert kiosk.sync().done
    assert fleet(desk) == [("Balai RW 05", "green")]
    for path in ("/meja/kiosk", f"/meja/kiosk/{enrolment.kiosk_id}"):
        desk.get(path)
        assert "base64" not in desk.page
    desk.get("/meja/kiosk/daftar")
    desk.post("/meja/kiosk/daftar", nama="Balai RW 05", alamat="")
    assert "Sudah ada kiosk dengan nama itu" in desk.page
    with office.database.reading() as connection:
        lines = connection.execute(
            select(audit.c.actor, audit.c.detail).where(audit.c.action == "kiosk_enrolled")
        ).all()
    assert [tuple(line) for line in lines] == [("sari", enrolment.kiosk_id)]


def test_a_wrong_enrolment_is_explained(desk: Browser) -> None:
    """And enrols nobody."""
    for name, address, says in (
        ("", "", "Beri nama kiosk"),
        ("x" * 61, "", "Beri nama kiosk"),
        ("Aula", "192.168.1.10", "diawali http://"),
    ):
        desk.get("/meja/kiosk/daftar")
        assert desk.post("/meja/kiosk/daftar", nama=name, alamat=address).status_code == 409
        assert says in desk.page
    desk.get("/meja/kiosk")
    assert "Belum ada kiosk" in desk.page


def test_a_lost_file_is_made_anew_and_the_old_one_is_worth_nothing(
    office: OfficeWorld, desk: Browser, tmp_path: Path
) -> None:
    """Until the first contact; after it a kiosk has its own key and needs no file."""
    desk.get("/meja/kiosk/daftar")
    desk.post("/meja/kiosk/daftar", nama="Aula", alamat="")
    old = parse_enrolment(file_of(desk))
    path = f"/meja/kiosk/{old.kiosk_id}"
    desk.get(path)
    desk.post(f"{path}/daftar", alamat="")
    new = parse_enrolment(file_of(desk))
    assert (new.kiosk_id, new.office) == (old.kiosk_id, old.office)
    for name, enrolment, reason in (("old", old, Reason.WRONG_KEY), ("new", new, Reason.NONE)):
        initialise(tmp_path / name, demo=False)
        enrol(tmp_path / name, enrolment)
        with kiosk_world(tmp_path / name, office) as kiosk:
            assert kiosk.sync().reason is reason
    desk.get(path)
    assert "Buat berkas pendaftaran baru" not in desk.page
    assert desk.post(f"{path}/daftar", alamat="").status_code == 409
    assert "base64" not in desk.page


def test_a_kiosk_is_revoked_once_and_only_by_who_is_sure(office: OfficeWorld, kiosk: KioskWorld, desk: Browser) -> None:
    """It is refused from then on, the page says since when, and no second click changes that."""
    kiosk.sync()
    path = f"/meja/kiosk/{kiosk.keys.id}"
    desk.get(path)
    assert "Ini tidak bisa dibatalkan" in desk.page
    assert desk.post(f"{path}/cabut").status_code == 409
    assert kiosk.sync().done
    desk.post(f"{path}/cabut", yakin="ya")
    assert "Kiosk ini dicabut" in desk.page
    assert kiosk.sync().reason is Reason.REVOKED
    assert fleet(desk) == [("Ruang depan", "off")]
    office.clock.ms += 60_000
    desk.post(f"{path}/cabut", yakin="ya")
    with office.database.reading() as connection:
        assert connection.execute(select(kiosks.c.revoked_at)).scalar_one() == START
        actions = connection.execute(select(audit.c.action).where(audit.c.action == "kiosk_revoked")).all()
    assert len(actions) == 1


def test_the_quota_is_set_at_the_desk(office: OfficeWorld, kiosk: KioskWorld, desk: Browser) -> None:
    """As people write numbers; nonsense changes nothing."""
    kiosk.sync()
    path = f"/meja/kiosk/{kiosk.keys.id}"
    desk.get(path)
    for typed, quota in (("5.000", 5000), ("0", 5000), ("banyak", 5000), ("99999999", 5000), ("100", 100)):
        desk.post(f"{path}/jatah", jatah=typed)
        with office.database.reading() as connection:
            assert connection.execute(select(kiosks.c.quota)).scalar_one() == quota
