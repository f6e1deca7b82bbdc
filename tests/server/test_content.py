"""What kiosks show, edited in the browser: from a form to the kiosk's screen, with drafts, two editors at once, and undo."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content_files import CONTENT, DEMO, load_content
from kiosk.domain.catalog import Text
from kiosk.domain.content import Article, ContentFile, Entry, Fact, Record, Rule, Schedule, Table, parse_file
from kiosk.domain.orders import Orders
from kiosk.store import office_files
from kiosk.usecases.orders import orders
from sync.server.content import drafts
from sync.server.content.content_toml import write_file
from sync.server.content.drafts import KINDS, Overtaken, Place
from sync.server.desk import preview, records
from sync.server.desk.records import FIELDS, kind_of, read, typed_of
from sync.server.exchange import files
from sync.server.people import accounts
from sync.server.people.rights import Role
from tests.server.test_desk import Browser
from tests.sync.world import PASSWORD, KioskWorld, OfficeWorld
from ui.viewmodels import published

DAYS = (date(2026, 11, 22), date(2026, 12, 8), date(2027, 3, 1))
NEWS = {
    "title": "Kerja bakti RT 04",
    "summary": "Minggu pagi di pos ronda.",
    "body": "Bawa cangkul.\r\n\r\n- Sarung tangan\r\n- Air minum",
    "source": "Kelurahan 26 Ilir",
    "updated": "2026-11-22",
    "words": "gotong royong, Kerja Bakti",
}


def every_record() -> Iterator[Record]:
    """All that the program and its demonstration bring."""
    for path in (*sorted(CONTENT.glob("*.toml")), *sorted(DEMO.glob("*.toml"))):
        yield from parse_file(path.name, path.read_text("utf-8")).records()


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    browser = Browser(office)
    browser.log_in()
    return browser


def colleague(office: OfficeWorld) -> Browser:
    with office.database.writing() as connection:
        accounts.put(connection, office.keys.code, "budi", PASSWORD, now=office.clock.ms, roles=(Role.LURAH,))
    browser = Browser(office)
    browser.log_in("budi")
    return browser


def seen(desk: Browser, near: str = "") -> str:
    """What a form of the page says it was made from."""
    page = desk.page[desk.page.index(near) if near else 0 :]
    found = re.search(r'name="dari" value="([^"]*)"', page)
    assert found
    return found[1]


def send(desk: Browser, path: str, **changed: str) -> None:
    """Sends the form of a record with some of it changed, as a browser does."""
    desk.get(path)
    form = desk.page[desk.page.index('<form id="isian"') : desk.page.index("<aside>")]
    inputs = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', form))
    inputs |= {
        name: text.removeprefix("\n") for name, text in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<', form)
    }
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        inputs[name] = chosen[1] if chosen else ""
    inputs.pop("token")
    desk.post(path, **{**inputs, "aksi": "simpan", **changed})


def on_screen(kiosk: KioskWorld, service: str) -> dict[str, Record]:
    """What the kiosk would show now, by id."""
    kiosk.sync()
    held = kiosk.store.run(office_files.in_use)
    content = load_content(kiosk.machine.context.catalog, published=held)
    assert content.refused == ()
    return {one.record.id: one.record for one in content.of(service)}


# --- Forms ------------------------------------------------------------------------------------------------------------


def test_a_form_has_every_field_of_its_record_and_asks_for_what_it_needs() -> None:
    for kind, type_ in KINDS.items():
        known = {field.name: field for field in msgspec.structs.fields(type_)}
        assert {field.name for field in FIELDS[kind]} == known.keys() - {"id"}
        assert {field.name for field in FIELDS[kind] if field.required} == {
            name for name, field in known.items() if field.required
        } - {"id"}
    assert set(records._PICTURES) <= records.drawings()
    assert set(records._WRONG) == set(Rule)


def test_what_was_not_touched_stays_to_the_letter() -> None:
    """Every record that comes with the program, through its form and its file and back, with all its languages."""
    count = 0
    for record in every_record():
        assert read(kind_of(record), typed_of(record), record).record == record
        file = ContentFile("C01", **{kind_of(record): (record,)})
        assert parse_file("x.toml", write_file(file)) == file
        count += 1
    assert count > 150


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_its_file(first: str, second: str) -> None:
    """Quotes, backslashes, line breaks, control characters: what was written is read."""
    article = Article(
        id="a", title=Text(first, en=second), summary=Text(second), body=Text(first + "\n" + second), source=second,
        updated=DAYS[0], words=(first,),
    )  # fmt: skip
    entry = Entry(id="b", title=Text(first), facts=(Fact(Text(first)), Fact(Text(second), Text(first))))
    table = Table(id="c", title=Text(second), columns=(Text(first), Text(second)), rows=((first, 1), (second, 2.5)))
    file = ContentFile("C01", article=(article,), entry=(entry,), table=(table,))
    assert parse_file("x.toml", write_file(file)) == file


def test_the_preview_says_what_the_kiosk_says() -> None:
    """Line for line, on a day before, on one and after one."""
    for record in every_record():
        for day in DAYS:
            assert preview.lines(record, day) == published.lines(record, "id", day)


@pytest.mark.parametrize(
    ("kind", "typed", "field", "says"),
    [
        ("article", {**NEWS, "title": "  "}, "title", "Isi dulu"),
        ("article", {**NEWS, "body": "**tebal**"}, "body", "tidak dikenal kiosk"),
        ("article", {**NEWS, "updated": "kemarin"}, "updated", "2026-12-31"),
        ("article", {**NEWS, "summary": "NIK 1671 0254 0389 0002"}, "summary", "NIK atau KK"),
        ("article", {**NEWS, "title": "x" * 201}, "title", "Terlalu panjang"),
        ("article", {**NEWS, "source": "a\x07b"}, "source", "tidak bisa ditampilkan"),
        ("schedule", {"title": "Ronda", "start": "25:00"}, "start", "08:00"),
        ("schedule", {"title": "Ronda", "end": "08:00"}, "start", "jam mulainya"),
        ("entry", {"title": "Bank Sampah", "phone": "telepon saja"}, "phone", "nomor telepon"),
        ("entry", {"title": "Bank Sampah", "url": "www.contoh"}, "url", "https://"),
        ("entry", {"title": "Bank Sampah", "point": "48.1, 11.5"}, "point", "tidak di Indonesia"),
        ("entry", {"title": "Bank Sampah", "facts.0.value": "Senin"}, "facts", "Beri nama"),
        ("document", {"title": "Notulen", "year": "26"}, "year", "empat angka"),
        ("table", {"title": "Warga", "columns": "Umur"}, "columns", "dua kolom"),
        ("table", {"title": "Warga", "columns": "Umur\nJumlah", "rows.0.1": "5"}, "rows", "tanpa nama"),
        ("table", {"title": "W", "columns": "U\nJ", "rows.0.0": "a", "rows.0.1": "lima", "chart": "bars"}, "rows", "lima"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(kind: str, typed: dict[str, str], field: str, says: str) -> None:
    """By the rules of the reader that kiosks use, in words for a petugas."""
    found = read(kind, typed, None)
    assert found.record is None
    assert set(found.wrong) == {field}
    assert says in found.wrong[field]


def test_numbers_and_money_are_read_as_people_write_them() -> None:
    typed = {"title": "Warga", "columns": "Umur\nJumlah", "rows.1.0": "Anak", "rows.1.1": "1.250", "rows.4.0": "Lansia"}
    table = read("table", typed, None).record
    assert isinstance(table, Table)
    assert table.rows == (("Anak", 1250), ("Lansia", ""))
    for said, cost in (("Rp15.000", 15_000), ("0", 0), ("gratis", 0), ("Seikhlasnya", Text("Seikhlasnya")), ("", None)):
        schedule = read("schedule", {"title": "Senam", "cost": said}, None).record
        assert isinstance(schedule, Schedule)
        assert schedule.cost == cost


def test_translations_stay_where_the_line_stayed_and_a_stale_one_is_told() -> None:
    """English is kept for what was not touched; for a changed title the form says that its translation was not."""
    before = next(one for one in every_record() if one.id == "hari_posyandu")
    typed = {**typed_of(before), "title": "Hari posyandu", "bring": "Fotokopi KK\nPayung"}
    after = read("schedule", typed, before).record
    assert isinstance(after, Schedule)
    assert after.bring == (Text("Fotokopi KK", en="Copy of the family card"), Text("Payung"))
    assert after.summary == before.summary
    assert records.stale(before, after) == ["Judul"]
    mended = read("schedule", {**typed, "title.en": "Posyandu day"}, before).record
    assert mended is not None
    assert records.stale(before, mended) == []


# --- At the desk ------------------------------------------------------------------------------------------------------


def test_an_announcement_goes_from_the_form_to_the_kiosk_and_back(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser
) -> None:
    """Draft, preview, publish, which kiosks have it, undo: nobody sees a draft, and everybody sees what was published."""
    kiosk.sync()
    shipped = on_screen(kiosk, "C16")
    desk.get("/meja/isi/C16/tambah/article")
    desk.post("/meja/isi/C16/tambah/article", aksi="lihat", **NEWS)
    assert 'class="piece item"' in desk.page
    assert "Sumber: Kelurahan 26 Ilir. Diperbarui 22 November 2026." in desk.page
    with office.database.reading() as connection:
        assert not any(one.draft for one in drafts.sheets(connection, office.keys.code))
    desk.post("/meja/isi/C16/tambah/article", aksi="simpan", **NEWS)
    assert "Tersimpan sebagai draf" in desk.page
    assert on_screen(kiosk, "C16") == shipped
    desk.get("/meja/isi")
    assert "Belum terbit" in desk.page
    desk.get("/meja/isi/C16")
    assert "1 perubahan menunggu, terakhir oleh sari" in desk.page
    desk.post("/meja/isi/C16/terbit", dari=seen(desk))
    assert "Tampil di 0 dari 1 kiosk." in desk.page
    assert "Menunggu terhubung: Ruang depan." in desk.page
    shown = on_screen(kiosk, "C16")
    assert shown.keys() - shipped.keys() == {"kerja_bakti_rt_04"}
    made = shown["kerja_bakti_rt_04"]
    assert isinstance(made, Article)
    assert made.body.id == "Bawa cangkul.\n\n- Sarung tangan\n- Air minum\n"
    assert made.words == ("gotong royong", "kerja bakti")
    kiosk.sync()
    desk.get("/meja/isi/C16")
    assert "Tampil di 1 dari 1 kiosk." in desk.page
    send(desk, "/meja/isi/C16/ubah/kerja_bakti_rt_04", title="Kerja bakti besar")
    desk.post("/meja/isi/C16/terbit", dari=seen(desk))
    assert on_screen(kiosk, "C16")["kerja_bakti_rt_04"].title.id == "Kerja bakti besar"
    first = min(int(number) for number in re.findall(r'name="nomor" value="(\d+)"', desk.page))
    form = desk.page[desk.page.index(f'name="nomor" value="{first}"') - 300 :]
    name = re.search(r'name="nama" value="([^"]+)"', form)
    newest = re.search(r'name="dari" value="(\d+)"', form)
    assert name
    assert newest
    desk.post("/meja/isi/C16/kembali", nama=name[1], nomor=str(first), dari=newest[1])
    assert "Isi yang lama terbit lagi" in desk.page
    assert on_screen(kiosk, "C16")["kerja_bakti_rt_04"] == made


def test_what_residents_are_still_sent_to_the_counter_for_is_counted(desk: Browser) -> None:
    """A schedule without day, hour and place is something to do; filled in it is not."""

    def row() -> str:
        desk.get("/meja/isi")
        return desk.page[desk.page.index('href="/meja/isi/C02"') :].partition("</li>")[0]

    assert "1 perlu dilengkapi" in row()
    path = "/meja/isi/C02/ubah/gotong_royong_lingkungan"
    send(desk, path, first="2026-11-29", start="07:00", place="Pos ronda RT 04")
    assert "perlu dilengkapi" not in row()
    assert "Draf sari" in row()


def test_the_second_of_two_editors_is_told_and_loses_nothing(office: OfficeWorld, desk: Browser) -> None:
    """Both opened the form; what the second one wrote is still there, beside what the first one wrote."""
    path = "/meja/isi/C02/ubah/gotong_royong_lingkungan"
    other = colleague(office)
    desk.get(path)
    theirs = seen(desk, '<form id="isian"')
    send(other, path, title="Kerja bakti Minggu")
    desk.get(path)  # for the token of the page
    desk.post(path, aksi="simpan", dari=theirs, jenis="schedule", title="Kerja bakti Sabtu", repeats="monthly")
    assert "Rekan Anda (budi) baru saja mengubah isi ini" in desk.page
    assert 'value="Kerja bakti Sabtu"' in desk.page
    assert "<dd>Kerja bakti Minggu</dd>" in desk.page
    assert "<dt>Berulang</dt>" not in desk.page  # there they agree
    desk.post(
        path, aksi="simpan", dari=seen(desk, '<form id="isian"'), jenis="schedule", title="Kerja bakti Sabtu",
        repeats="monthly",
    )  # fmt: skip
    assert "Tersimpan sebagai draf" in desk.page
    assert "Kerja bakti Sabtu" in desk.page
    # The page that budi still has open shows what is no longer the draft: it publishes nothing.
    other.post("/meja/isi/C02/terbit", dari=seen(other))
    assert "Rekan Anda (sari) baru saja mengubah draf ini" in other.page
    with office.database.reading() as connection:
        assert files.newest(connection, office.keys.code) == 0


def test_what_a_colleague_removed_can_be_kept_as_a_new_one(office: OfficeWorld, desk: Browser) -> None:
    """The form was open while somebody removed the record."""
    path = "/meja/isi/C02/ubah/gotong_royong_lingkungan"
    other = colleague(office)
    other.get(path)
    other.post("/meja/isi/C02/hapus/gotong_royong_lingkungan", dari=seen(other, "/hapus/"))
    assert "Dihapus dari draf" in other.page
    desk.get("/meja/isi/C02")
    desk.post(path, aksi="simpan", dari="x", jenis="schedule", title="Kerja bakti Sabtu", repeats="no")
    assert "baru saja menghapus isi ini" in desk.page
    assert 'value="Kerja bakti Sabtu"' in desk.page
    desk.post("/meja/isi/C02/tambah/schedule", aksi="simpan", title="Kerja bakti Sabtu", repeats="no")
    assert "Kerja bakti Sabtu" in desk.page


def test_a_draft_begun_before_another_publication_says_so(office: OfficeWorld, desk: Browser) -> None:
    """A command published the same file in between; publishing over it needs a second word."""
    code = office.keys.code
    send(desk, "/meja/isi/C02/ubah/gotong_royong_lingkungan", place="Pos ronda RT 04")
    text = (DEMO / "c02_jadwal_gotong_royong_kantor.toml").read_text("utf-8")
    with office.database.writing() as connection:
        name = "content/c02_jadwal_gotong_royong_kantor.toml"
        files.publish(connection, code, {name: text}, data=None, actor="pengelola", now=office.clock.ms)
    desk.get("/meja/isi/C02")
    desk.post("/meja/isi/C02/terbit", dari=seen(desk))
    assert "pengelola sudah menerbitkan isi lain" in desk.page
    with office.database.reading() as connection:
        assert files.current(connection, code)[name] == text
    desk.post("/meja/isi/C02/terbit", dari=seen(desk), tetap="ya")
    assert "Terbit. Setiap kiosk" in desk.page
    with office.database.reading() as connection:
        assert "Pos ronda RT 04" in files.current(connection, code)[name]


def test_order_removal_and_throwing_away_touch_the_draft_only(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser
) -> None:
    """Two lists change places, one goes, then everything is as it was; what is as published is no draft."""
    kiosk.sync()
    before = list(on_screen(kiosk, "J04"))
    desk.get("/meja/isi/J04")
    desk.post("/meja/isi/J04/geser/lapangan_olahraga", arah="naik")
    assert desk.page.index("isi-lapangan_olahraga") < desk.page.index("isi-angkutan_umum")
    desk.post("/meja/isi/J04/geser/lapangan_olahraga", arah="turun")
    assert "perubahan menunggu" not in desk.page
    desk.get("/meja/isi/J04/ubah/taman")
    desk.post("/meja/isi/J04/hapus/taman", dari=seen(desk, "/hapus/"))
    assert "isi-taman" not in desk.page
    assert "1 perubahan menunggu" in desk.page
    desk.post("/meja/isi/J04/buang", dari="what another page showed")
    assert "perubahan menunggu" in desk.page
    desk.post("/meja/isi/J04/buang", dari=seen(desk))
    assert "isi-taman" in desk.page
    assert list(on_screen(kiosk, "J04")) == before


def test_a_list_that_was_added_and_emptied_leaves_nothing_behind(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser
) -> None:
    """A file of the office's own without records is taken back, and the kiosk is as it was."""
    kiosk.sync()
    before = on_screen(kiosk, "C16")
    desk.get("/meja/isi/C16")
    desk.post("/meja/isi/C16/tambah/article", aksi="simpan", **NEWS)
    desk.post("/meja/isi/C16/terbit", dari=seen(desk))
    assert len(on_screen(kiosk, "C16")) == len(before) + 1
    desk.get("/meja/isi/C16/ubah/kerja_bakti_rt_04")
    desk.post("/meja/isi/C16/hapus/kerja_bakti_rt_04", dari=seen(desk, "/hapus/"))
    desk.post("/meja/isi/C16/terbit", dari=seen(desk))
    assert on_screen(kiosk, "C16") == before
    with office.database.reading() as connection:
        assert files.current(connection, office.keys.code) == {}


def test_a_kiosks_reader_has_the_last_word(office: OfficeWorld) -> None:
    """Two files with the same record are found out before anything is published."""
    code, now = office.keys.code, office.clock.ms
    record = Entry(id="taman", title=Text("Taman lain"))
    with office.database.writing() as connection:
        place = Place("J04", "content/j04_lain.toml")
        kept = drafts.keep(connection, code, place, record, seen="", actor="sari", now=now)
    assert isinstance(kept, Entry)
    assert kept.id == "taman_lain"
    with office.database.writing() as connection:
        done = drafts.keep(connection, code, place, record, seen="something", actor="budi", now=now)
    assert isinstance(done, Overtaken)


def test_two_who_save_at_the_same_moment_both_have_their_record(office: OfficeWorld) -> None:
    """Different records of one file: neither draft covers the other."""
    code, now, count = office.keys.code, office.clock.ms, 6
    start = threading.Barrier(count)

    def save(number: int) -> object:
        start.wait()
        with office.database.writing() as connection:
            record = Entry(id="baru", title=Text("Pos ronda"), phone=f"0711 {number}")
            place = Place("J04", "content/j04_angkutan_dan_fasilitas_kantor.toml")
            return drafts.keep(connection, code, place, record, seen="", actor=f"petugas {number}", now=now)

    with ThreadPoolExecutor(count) as threads:
        kept = list(threads.map(save, range(count)))
    with office.database.reading() as connection:
        here = drafts.sheets(connection, code, "J04")
    found = {one.id: one for each in here for one in each.file.records()}
    for one in kept:
        assert isinstance(one, Entry)
        assert found[one.id] == one
    assert len({one.id for one in kept if isinstance(one, Entry)}) == count


def test_only_who_looks_after_content_may(office: OfficeWorld) -> None:
    """A petugas without that right sees nothing of it and changes nothing."""
    with office.database.writing() as connection:
        accounts.put(connection, office.keys.code, "ani", PASSWORD, now=office.clock.ms, roles=(Role.PETUGAS,))
    browser = Browser(office)
    browser.log_in("ani")
    assert "/meja/isi" not in browser.page
    for path in ("/meja/isi", "/meja/isi/C16", "/meja/isi/layanan", "/meja/isi/C16/tambah/article"):
        assert browser.get(path).status_code == 403
    browser.get("/meja")
    assert browser.post("/meja/isi/C16/tambah/article", aksi="simpan", **NEWS).status_code == 403


def test_pages_that_are_not_there_say_so(desk: Browser) -> None:
    for path in (
        "/meja/isi/Z99",
        "/meja/isi/C16/ubah/tidak_ada",
        "/meja/isi/C16/tambah/puisi",
        "/meja/isi/layanan/C16",
    ):
        assert desk.get(path).status_code == 404


# --- Services ---------------------------------------------------------------------------------------------------------


def told(kiosk: KioskWorld) -> Orders:
    kiosk.sync()
    return orders(kiosk.machine.context)


def test_a_service_is_closed_with_its_reason_and_opened(kiosk: KioskWorld, desk: Browser) -> None:
    """At every kiosk, with the last day; a day that is over is refused and what was typed stays."""
    kiosk.sync()
    path = "/meja/isi/layanan/D18"
    desk.get(path)
    desk.post(f"{path}/pintu", perintah="tutup", teks="Blangko habis.", sampai="2020-01-01")
    assert 'value="Blangko habis."' in desk.page
    assert told(kiosk).closed == ()
    desk.post(f"{path}/pintu", perintah="tutup", teks="Blangko habis.", sampai="2026-11-30")
    assert "Layanan ditutup" in desk.page
    [closed] = told(kiosk).closed
    assert (closed.service, closed.reason) == ("surat_keterangan_domisili", "Blangko habis.")
    desk.get("/meja/isi/layanan")
    assert "Tutup sampai 30 November, 23.59" in desk.page
    desk.post(f"{path}/pintu", perintah="buka")
    assert told(kiosk).closed == ()


def test_an_office_says_its_own_time_cost_and_papers(office: OfficeWorld, kiosk: KioskWorld, desk: Browser) -> None:
    """What was not touched keeps its translations and its conditions; the program's words come back with one click."""
    kiosk.sync()
    path = "/meja/isi/layanan/D18"
    service = office.app.state.offices.server(None).catalog.find("D18")
    desk.get(path)
    typed = {"ringkasan": service.summary.id, "perkiraan": "Sekitar satu jam", "biaya": "Rp5.000"}
    for at, one in enumerate(service.requirements):
        typed |= {f"syarat.{at}": one.text.id, f"catatan.{at}": one.note.id if one.note else ""}
    typed |= {"syarat.0": "", "syarat.5": "Meterai", "catatan.5": "Satu lembar"}
    before = seen(desk)
    assert desk.post(path, dari=before, **{**typed, "biaya": "mahal"}).status_code == 409
    assert "Tulis angka rupiah" in desk.page
    desk.post(path, dari=before, **typed)
    assert "Terbit. Setiap kiosk" in desk.page
    kiosk.sync()
    held = kiosk.store.run(office_files.in_use)
    from kiosk.catalog_files import load_catalog

    now = load_catalog(published=held).find("D18")
    assert (now.estimate.id, now.estimate.en, now.cost, now.summary.en) == (
        "Sekitar satu jam",
        None,
        5000,
        service.summary.en,
    )
    assert [one.id for one in now.requirements] == [*(one.id for one in service.requirements[1:]), "meterai"]
    assert now.requirements[-2].show_when == service.requirements[-1].show_when
    # A page from before that publication is told of it.
    desk.post(path, dari=before, **typed)
    assert "Rekan Anda (sari) baru saja mengubah layanan ini" in desk.page
    desk.post(f"{path}/bawaan", dari=seen(desk, "/bawaan"))
    assert "Terbit. Setiap kiosk" in desk.page
    kiosk.sync()
    assert kiosk.store.run(office_files.in_use) == {}


def test_an_admin_gets_from_the_content_to_lokets_and_the_board_and_back(office: OfficeWorld) -> None:
    """They look after the lokets and have no queue, so no other page leads there; who works at one goes back to it."""
    with office.database.writing() as connection:
        accounts.put(connection, office.keys.code, "budi", PASSWORD, now=office.clock.ms, roles=(Role.ADMIN,))
    admin, sari = Browser(office), Browser(office)
    for browser, name in ((admin, "budi"), (sari, "sari")):
        browser.log_in(name)
        browser.get("/meja/isi")
        assert '<a href="/meja/loket/atur">' in browser.page
        assert browser.get("/meja/loket/atur").status_code == 200
    assert 'class="back"><a href="/meja/isi">' in admin.page
    assert 'href="/meja/loket"' not in admin.page
    assert 'class="back"><a href="/meja/loket">' in sari.page
