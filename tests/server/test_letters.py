"""Letters from a request to the paper, as a browser without JavaScript and a scanner see it."""

from __future__ import annotations

import io
import re
from datetime import date

import msgspec
import openpyxl
import pypdf
import pytest
from msgspec.structs import replace
from PIL import Image
from sqlalchemy import select, update

from kiosk.domain.events import LetterVoided, ServerEvent
from kiosk.domain.letter import LetterQr
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from kiosk.store import void_letters
from kiosk.usecases.letters import LetterVerdict, check_letter
from kiosk.usecases.submit import Submitted
from sync.server.letters import book, numbers, settings, templates
from sync.server.letters.book import LetterState, Page
from sync.server.letters.compose import Given, compose
from sync.server.letters.content import Grid, Identity, Line, Signer, Words
from sync.server.letters.settings import Codes, LetterSettings
from sync.server.people import accounts
from sync.server.people.rights import Role
from sync.server.store.tables import audit, changes, letters
from sync.server.work import requests
from tests.server.test_desk import Browser
from tests.server.test_rest import API, Program, is_problem
from tests.sync.world import PASSWORD, KioskWorld, OfficeWorld, World, shipped

SIGNER = {
    "jabatan": "LURAH 26 ILIR",
    "nama0": "Ratna Wulandari, S.Sos.",
    "pangkat0": "Penata Tingkat I",
    "nip0": "19780512 200501 2 001",
}


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    browser = Browser(office)
    browser.log_in()
    return browser


@pytest.fixture
def signed_by(desk: Browser) -> Browser:
    """The desk of an office that has said who signs."""
    desk.get("/meja/surat/atur")
    desk.post("/meja/surat/atur", **SIGNER)
    assert "Tersimpan." in desk.page
    return desk


@pytest.fixture
def request_(kiosk: KioskWorld) -> Submitted:
    [one] = kiosk.submit()
    kiosk.sync()
    return one


def begun(desk: Browser, permohonan_id: str) -> str:
    """The address of a draft begun on a request's page."""
    desk.get(f"/meja/{permohonan_id}")
    path = desk.post("/meja/surat/baru", permohonan=permohonan_id).url.path
    assert re.fullmatch(r"/meja/surat/[0-9a-f]{32}", path), path
    return path


def draft(office: OfficeWorld, desk: Browser) -> str:
    """The address of a draft that says what the sample of D18 says, without a kiosk that sent it."""
    shelf, service = templates.shipped(), shipped().find("D18")
    template = shelf.find("domisili")
    assert template is not None
    with office.database.writing() as connection:
        now = office.clock.ms
        made = book.begin(
            connection, office.keys, template, shelf=shelf, opened=None, catalog=shipped(), actor="sari", now=now
        )
        words = settings.office_words(office.keys)
        given = Given(words, date(2026, 11, 18), service, service.sample)
        full = compose(template, shelf.shared, given, signer=made.content.signer, codes=Codes.NEW)
        assert isinstance(book.save(connection, office.keys, made.letter.id, full), Page)
    path = f"/meja/surat/{made.letter.id}"
    desk.get(path)
    return path


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def scan(data: bytes) -> str:
    """What a scanner reads on the printed page: drawn at 150 dots an inch, which any office printer does better."""
    import subprocess

    import zxingcpp

    drawn = subprocess.run(["pdftoppm", "-r", "150", "-png", "-"], input=data, capture_output=True, check=True).stdout
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn)))
    return str(code.text)


def issued(office: OfficeWorld, desk: Browser) -> str:
    path = draft(office, desk)
    desk.post(f"{path}/terbit")
    assert "Surat terbit." in desk.page
    return path


def test_a_letter_goes_from_answers_over_the_petugas_hands_to_paper(
    office: OfficeWorld, signed_by: Browser, request_: Submitted
) -> None:
    """Begun on the request's page, changed in its form, issued with what was typed, printed again as the very same bytes."""
    desk = signed_by
    path = begun(desk, request_.permohonan.id)
    assert "Siti" not in path
    assert 'name="b1-l0-v"' in desk.page
    assert "SITI RAHMAWATI" in desk.page
    desk.post(path, **{"b1-l9-v": "Jl. Melati No. 3 RT 001 RW 002", "b1-l10-n": "Pendidikan", "b1-l10-v": "SMA"})
    assert "Draf tersimpan." in desk.page
    seen = text_of(desk.client.get(f"{path}/surat.pdf").content)
    assert "Jl. Melati No. 3" in seen
    assert "DRAF" in seen
    desk.post(f"{path}/terbit", b3="Surat ini diberikan untuk membuka rekening pada Bank Contoh.")
    assert "Nomor 400.12.2.1/001/1671021003/XI/2026" in desk.page
    paper = desk.client.get(f"{path}/surat.pdf")
    said = text_of(paper.content)
    for words in ("Nomor: 400.12.2.1/001/1671021003/XI/2026", "SMA", "Bank Contoh", "Ratna Wulandari, S.Sos."):
        assert words in said
    assert "DRAF" not in said
    assert "Siti" not in paper.headers["content-disposition"]
    office.clock.ms += 40 * 24 * 3600_000
    desk.log_in()
    assert desk.client.get(f"{path}/surat.pdf").content == paper.content


def test_an_issued_letter_cannot_be_changed_or_thrown_away(office: OfficeWorld, signed_by: Browser) -> None:
    path = issued(office, signed_by)
    before = signed_by.client.get(f"{path}/surat.pdf").content
    for end in ("", "/terbit", "/hapus"):
        signed_by.get(path)
        assert signed_by.post(f"{path}{end}", b0="Lain").status_code == 409
    assert signed_by.client.get(f"{path}/surat.pdf").content == before


def test_no_letter_is_issued_with_blanks_or_without_somebody_who_signs(office: OfficeWorld, desk: Browser) -> None:
    path = draft(office, desk)
    assert desk.post(f"{path}/terbit").status_code == 409
    assert "Penanda tangan belum diisi" in desk.page
    desk.get("/meja/surat/atur")
    desk.post("/meja/surat/atur", **SIGNER)
    desk.get(path)
    assert desk.post(f"{path}/terbit", penanda="0", b2="Benar berdomisili sejak …………").status_code == 409
    assert "bertitik-titik" in desk.page
    desk.post(f"{path}/terbit", b2="Benar berdomisili sejak 2021.")
    assert "/001/" in desk.page


def test_a_draft_that_is_thrown_away_used_no_number(office: OfficeWorld, signed_by: Browser) -> None:
    path = draft(office, signed_by)
    signed_by.post(f"{path}/hapus")
    assert "Draf dihapus." in signed_by.page
    assert signed_by.get(path).status_code == 404
    issued(office, signed_by)
    assert "/001/" in signed_by.page


def test_a_void_letter_keeps_its_number_and_says_so_everywhere(office: OfficeWorld, signed_by: Browser) -> None:
    """On its page, on its paper, in the register; and the next letter has the next number."""
    desk = signed_by
    path = issued(office, desk)
    assert desk.post(f"{path}/batal", alasan=" ").status_code == 409
    desk.post(f"{path}/batal", alasan="Salah nama")
    assert "Surat ini sudah dibatalkan" in desk.page
    assert "Salah nama" in desk.page
    assert "BATAL" in text_of(desk.client.get(f"{path}/surat.pdf").content)
    assert desk.post(f"{path}/batal", alasan="Lagi").status_code == 409
    issued(office, desk)
    assert "/002/" in desk.page
    data = desk.client.get("/meja/surat/buku.xlsx?tahun=2026").content
    rows = list(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(min_row=5, values_only=True))  # type: ignore[union-attr]
    assert [(row[0], row[1], row[5], row[7] or "") for row in rows] == [
        (1, "400.12.2.1/001/1671021003/XI/2026", "SITI RAHMAWATI", "BATAL"),
        (2, "400.12.2.1/002/1671021003/XI/2026", "SITI RAHMAWATI", ""),
    ]


def test_a_void_letter_is_void_at_every_kiosk_after_the_next_exchange(
    world: World, office: OfficeWorld, kiosk: KioskWorld, signed_by: Browser
) -> None:
    """Also at one that is set up later; and nothing else is told of it: no name, no number."""
    desk = signed_by
    path = issued(office, desk)
    qr = LetterQr.parse(scan(desk.client.get(f"{path}/surat.pdf").content))
    assert qr is not None
    kiosk.sync()
    assert check_letter(kiosk.machine.context, qr) is LetterVerdict.GENUINE
    desk.get(path)
    desk.post(f"{path}/batal", alasan="Salah nama")
    assert kiosk.sync().done
    assert check_letter(kiosk.machine.context, qr) is LetterVerdict.VOID
    assert check_letter(kiosk.machine.context, replace(qr, number=99)) is LetterVerdict.FORGED
    with office.database.reading() as connection:
        [told] = connection.execute(select(changes.c.body).where(changes.c.subject.like("letter:%"))).scalars()
    assert msgspec.msgpack.decode(bytes(told), type=ServerEvent) == LetterVoided(qr.mark, office.clock.ms)
    kiosk.sync()
    assert kiosk.store.run(void_letters.told).marks == (qr.mark,)
    later = world.kiosk(office)
    assert later.sync().done
    assert check_letter(later.machine.context, qr) is LetterVerdict.VOID


def test_only_who_signs_may_void_letters_or_change_how_they_are_written(
    office: OfficeWorld, signed_by: Browser
) -> None:
    path = issued(office, signed_by)
    with office.database.writing() as connection:
        accounts.put(connection, office.keys.code, "budi", PASSWORD, now=office.clock.ms, roles=(Role.PETUGAS,))
        accounts.put(connection, office.keys.code, "dina", PASSWORD, now=office.clock.ms, roles=(Role.ADMIN,))
    budi, dina = Browser(office), Browser(office)
    budi.log_in("budi")
    budi.get(path)
    assert "Cetak surat" in budi.page
    assert "Batalkan surat" not in budi.page
    assert budi.post(f"{path}/batal", alasan="x").status_code == 403
    assert budi.get("/meja/surat/atur").status_code == 403
    dina.log_in("dina")
    for address in ("/meja/surat", path, f"{path}/surat.pdf", "/meja/surat/buku.xlsx?tahun=2026"):
        assert dina.get(address).status_code == 403


def test_the_code_on_the_paper_is_known_at_the_desk_also_after_new_keys(
    office: OfficeWorld, signed_by: Browser
) -> None:
    """Scanned into the search field: genuine, void, made up, another office's. Nobody's name is in the code."""
    from sync.server import office as offices
    from sync.server.app import create_app

    desk = signed_by
    path = issued(office, desk)
    code = scan(desk.client.get(f"{path}/surat.pdf").content)
    qr = LetterQr.parse(code)
    assert qr is not None
    assert (qr.written, qr.day, qr.template) == ("400.12.2.1/001/1671021003/XI/2026", date(2026, 11, 18), "domisili")
    newer = offices.rotate(office.data, office.keys.code)
    desk.client._transport.app = create_app(office.database, newer, shipped(), office.clock)  # type: ignore[attr-defined]
    desk.get("/meja/surat")
    assert desk.post("/meja/cari", cari=code).url.path == path
    assert "Kode surat ini asli" in desk.page
    desk.post("/meja/cari", cari=replace(qr, written="400.12.2.1/001/1671021003/XI/2027").payload())
    assert "Suratnya dibuat-buat" in desk.page
    desk.post("/meja/cari", cari=replace(qr, office="16.71.02.1004").payload())
    assert "dari surat kantor lain" in desk.page
    desk.get(path)
    desk.post(f"{path}/batal", alasan="Salah alamat")
    desk.post("/meja/cari", cari=code)
    assert "Surat ini sudah dibatalkan" in desk.page


def test_issuing_moves_nothing_and_offers_the_next_step(
    office: OfficeWorld, signed_by: Browser, request_: Submitted
) -> None:
    office.move(request_.permohonan.id, PermohonanStatus.IN_REVIEW)
    path = begun(signed_by, request_.permohonan.id)
    signed_by.post(f"{path}/terbit")
    assert office.items()[0].permohonan.status is PermohonanStatus.IN_REVIEW
    assert "Status permohonannya belum berubah." in signed_by.page
    form = re.search(r'name="dari" value="(\w+)">\s*<input type="hidden" name="ke" value="(\w+)"', signed_by.page)
    assert form is not None
    signed_by.post(f"/meja/{request_.permohonan.id}/status", dari=form[1], ke=form[2])
    assert office.items()[0].permohonan.status is PermohonanStatus.AWAITING_SIGNATURE
    signed_by.get(path)
    assert "Surat siap diambil" in signed_by.page


def test_the_database_tells_nothing_of_what_letters_say_and_the_trail_who_looked(
    office: OfficeWorld, signed_by: Browser
) -> None:
    path = issued(office, signed_by)
    signed_by.get(f"{path}/surat.pdf")
    signed_by.get(path)
    signed_by.post(f"{path}/batal", alasan="Rahasia sekali")
    with office.database.reading() as connection:
        rows = [tuple(row) for row in connection.execute(select(letters))]
        trail = connection.execute(select(audit.c.action, audit.c.detail).order_by(audit.c.seq)).all()
    for word in ("Siti", "SITI", "Rahasia", "Cempaka", "1671025403890002"):
        assert word.encode() not in b"".join(bytes(value) for row in rows for value in row if isinstance(value, bytes))
        assert not [value for row in rows for value in row if isinstance(value, str) and word in value]
        assert not [detail for _, detail in trail if word in detail]
    done = [action for action, _ in trail if action.startswith("letter_")]
    assert done.count("letter_issued") == done.count("letter_voided") == done.count("letter_drafted") == 1
    assert done.count("letter_opened") >= 3


def test_a_letter_for_somebody_without_a_request_is_typed_by_hand(office: OfficeWorld, signed_by: Browser) -> None:
    desk = signed_by
    desk.get("/meja/surat/baru")
    path = desk.post("/meja/surat/baru", surat="penduduk").url.path
    assert desk.post(f"{path}/terbit").status_code == 409
    names = re.findall(r'name="(b\d+)"[^>]*>([^<]*…………[^<]*)<', desk.page)
    assert names
    desk.post(
        f"{path}/terbit", **{"b1-l0-v": "Contoh Warga"}, **{name: "Untuk melengkapi berkas." for name, _ in names}
    )
    assert "Surat terbit." in desk.page
    assert "Contoh Warga" in text_of(desk.client.get(f"{path}/surat.pdf").content)


def test_what_was_typed_is_text_on_the_page_and_on_paper(office: OfficeWorld, signed_by: Browser) -> None:
    """Markup is shown as it was typed, in HTML and in the PDF."""
    path = draft(office, signed_by)
    signed_by.post(path, b2="<b>Tebal</b> & <script>alert(1)</script>")
    assert "<script>alert" not in signed_by.client.get(path).text
    assert "<b>Tebal</b> & <script>" in text_of(signed_by.client.get(f"{path}/surat.pdf").content)


def test_settings_that_would_give_two_letters_one_number_are_refused(signed_by: Browser) -> None:
    desk = signed_by
    for pattern, series, says in (
        ("470/[tahun]", "one", "harus memuat [nomor]"),
        ("470/[nomor]", "one", "harus memuat [tahun]"),
        ("[nomor]/[tahun]", "class", "memerlukan [kode]"),
        ("[kode]/[nomor]/[tahun]", "template", "memerlukan [jenis]"),
        ("[nomor]/[tahun]/[apa]", "one", "Di dalam kurung siku"),
        ("[nomor]/[tahun]/é", "one", "huruf biasa"),
    ):
        desk.get("/meja/surat/atur")
        assert desk.post("/meja/surat/atur", **SIGNER, pola=pattern, urutan=series).status_code == 409
        assert says in desk.page


def test_settings_are_saved_whole_or_not_at_all_through_both_doors(office: OfficeWorld, signed_by: Browser) -> None:
    """A last number below those that are given refuses the new place and the new paper with it, on the page and for programs."""
    desk = signed_by
    desk.get("/meja/surat/atur")
    assert desk.post("/meja/surat/atur", **SIGNER, terakhir="345").status_code == 200
    issued(office, desk)

    def kept() -> tuple[LetterSettings, int]:
        with office.database.reading() as connection:
            return settings.read(connection, office.keys), numbers.newest(connection, office.keys.code, 2026)

    before = kept()
    assert before[1] == 346
    for last, says in (("345", "sudah diberikan"), ("3x", "angka saja"), ("1234567", "angka saja")):
        desk.get("/meja/surat/atur")
        assert desk.post("/meja/surat/atur", **SIGNER, tempat="Muara Enim", terakhir=last).status_code == 409
        assert says in desk.page
        assert "Muara Enim" in desk.page  # what was typed is still there
        assert kept() == before
    program = Program(office, Role.LURAH)
    rules = {**program.get("/letters/settings").json(), "place": "Muara Enim"}
    path = f"{API}/letters/settings"
    assert is_problem(program.client.put(path, json={"rules": rules, "last": 345}), 409, "numbers_given")
    by_code = {**rules, "numbering": "class", "pattern": "[kode]/[nomor]/[tahun]"}
    assert is_problem(program.client.put(path, json={"rules": by_code, "last": 400}), 422, "many_series")
    assert kept() == before
    assert program.client.put(path, json={"rules": by_code}).status_code == 200
    assert program.client.put(path, json={"rules": rules, "last": 400}).status_code == 200
    assert (kept()[0].place, kept()[1]) == ("Muara Enim", 400)


def test_the_letterhead_carries_the_emblem_and_refuses_what_is_no_picture(
    office: OfficeWorld, signed_by: Browser
) -> None:
    desk = signed_by
    picture = io.BytesIO()
    Image.new("RGB", (600, 800), (10, 79, 92)).save(picture, "PNG")
    desk.get("/meja/surat/atur")
    token = re.search(r'name="token" value="([^"]+)"', desk.page)
    assert token
    for data, status in ((b"<svg/>", 409), (picture.getvalue(), 200)):
        sent = desk.client.post(
            "/meja/surat/lambang", data={"token": token[1]}, files={"lambang": ("l.png", data, "image/png")}
        )
        assert sent.status_code == status
    path = issued(office, desk)
    [page] = pypdf.PdfReader(io.BytesIO(desk.client.get(f"{path}/surat.pdf").content)).pages
    assert len(page.images) == 1
    with office.database.reading() as connection:
        assert [one.state for one in book.listed(connection, office.keys.code, tuple(LetterState))] == [
            LetterState.ISSUED
        ]


def test_whatever_a_program_sends_as_content_can_be_drawn_and_numbered(office: OfficeWorld, signed_by: Browser) -> None:
    """Too long, ragged, in odd letters: it is tidied when it is kept, so that nothing breaks when the letter is issued."""
    desk = signed_by
    desk.get("/meja/surat/baru")
    letter_id = desk.post("/meja/surat/baru", surat="penduduk").url.path.rpartition("/")[2]
    with office.database.writing() as connection:
        before = book.peek(connection, office.keys, letter_id)
        assert before is not None
        wild = msgspec.structs.replace(
            before.content,
            title="JUDUL " * 200,
            classification="é[nomor]" + "9" * 400,
            valid_months=10**9,
            blocks=(
                Words("kata " * 5_000),
                Identity((Line("Nama", "x" * 9_000), Line("", "tanpa nama"))),
                Grid(("A", "B"), (("satu",), ("dua", "tiga", "empat"), ("y" * 5_000, "z"), ("", ""))),
                Words("\x00\u202eterbalik"),
            ),
            copies=("tembusan " * 90,) * 50,
            signer=Signer("LURAH", "N" * 900),
        )
        assert isinstance(book.save(connection, office.keys, letter_id, wild), Page)
        done = book.issue(connection, office.keys, templates.shipped(), letter_id, actor="test", now=office.clock.ms)
    assert isinstance(done, Page)
    assert done.issue is not None
    assert LetterQr.parse(done.issue.qr) is not None
    said = text_of(desk.client.get(f"/meja/surat/{letter_id}/surat.pdf").content)
    assert "Halaman 1 dari" in said
    assert "\u202e" not in said


def test_a_letter_whose_content_was_destroyed_keeps_its_line_and_says_so(
    office: OfficeWorld, signed_by: Browser
) -> None:
    """Retention takes away what it said: number, kind and day stay, and its QR is judged by the signature."""
    desk = signed_by
    path = issued(office, desk)
    code = scan(desk.client.get(f"{path}/surat.pdf").content)
    with office.database.writing() as connection:
        connection.execute(update(letters).values(content=b"", pdf=None, void_reason=None))
    desk.get(path)
    assert "sudah dimusnahkan" in desk.page
    assert "/001/" in desk.page
    assert desk.client.get(f"{path}/surat.pdf").status_code == 404
    desk.get("/meja/surat")
    assert desk.post("/meja/cari", cari=code).url.path == path
    assert desk.client.get("/meja/surat/buku.xlsx?tahun=2026").status_code == 200


def test_pages_and_papers_carry_their_locks(office: OfficeWorld, signed_by: Browser) -> None:
    """No inline script or style, no framing, nothing kept in the browser's cache."""
    desk = signed_by
    path = draft(office, desk)
    for address in ("/meja/surat", "/meja/surat/baru", "/meja/surat/atur", path, f"{path}/surat.pdf"):
        response = desk.client.get(address)
        assert response.status_code == 200
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["cache-control"] == "no-store"
        if not address.endswith(".pdf"):
            assert not re.search(r"<script(?![^>]*src=)|style=|\son\w+=", response.text)
    assert desk.get(f"/meja/surat/{'0' * 32}").status_code == 404
    assert desk.get("/meja/surat/baru?permohonan=tidak-ada").status_code == 404


@pytest.mark.parametrize(("mode", "named"), [("terbuka", True), ("rahasia", False)])
def test_a_letter_made_of_a_complaint_does_not_name_who_is_confidential(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser, mode: str, named: bool
) -> None:
    """None is offered; begun all the same, the form knows what the petugas may see and no more."""
    [one] = kiosk.submit(service_id="J01", mode=mode)
    kiosk.sync()
    assert "Buat surat" not in desk.get(f"/meja/{one.permohonan.id}").text
    with office.database.writing() as connection:
        now = office.clock.ms
        opened = requests.open_request(connection, office.keys, one.permohonan.id, actor="test", now=now)
        assert opened is not None
        assert isinstance(opened.content, Sealed)
        name = str(opened.content.answers["nama"]).lower()
        shelf = templates.shipped()
        said = [
            msgspec.json.encode(
                book.begin(
                    connection,
                    office.keys,
                    template,
                    shelf=shelf,
                    opened=opened,
                    catalog=shipped(),
                    actor="test",
                    now=now,
                ).content
            )
            for template in shelf.all
        ]
    assert any(name in one.decode().lower() for one in said) is named
