"""The desk, page by page, as a browser without JavaScript sees it."""

from __future__ import annotations

import re
from html import unescape

import httpx2
import pytest
from sqlalchemy import select

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.usecases.submit import Submitted, submit
from sync.server.people import accounts
from sync.server.people.accounts import FREE_TRIES, IDLE_MS, LONGEST_MS
from sync.server.store.tables import audit
from tests.sync.world import PASSWORD, URL, KioskWorld, OfficeWorld

IN_REVIEW = PermohonanStatus.IN_REVIEW


class Browser:
    """Follows redirects, keeps cookies, sends forms with the token of the page it is on."""

    def __init__(self, office: OfficeWorld) -> None:
        self.client = httpx2.Client(transport=office.road, base_url=URL, follow_redirects=True)
        self.page = ""

    def get(self, path: str) -> httpx2.Response:
        return self._shown(self.client.get(path))

    def post(self, path: str, **form: str) -> httpx2.Response:
        token = re.search(r'name="token" value="([^"]+)"', self.page)
        return self._shown(self.client.post(path, data={"token": token[1] if token else "", **form}))

    def log_in(self, name: str = "sari", password: str = PASSWORD) -> httpx2.Response:
        return self.post("/masuk", nama=name, sandi=password)

    def _shown(self, response: httpx2.Response) -> httpx2.Response:
        self.page = unescape(response.text)
        return response


@pytest.fixture
def browser(office: OfficeWorld) -> Browser:
    return Browser(office)


@pytest.fixture
def desk(browser: Browser) -> Browser:
    assert browser.log_in().url.path == "/meja"
    return browser


@pytest.fixture
def request_(kiosk: KioskWorld) -> Submitted:
    [one] = kiosk.submit()
    kiosk.sync()
    return one


def actions(office: OfficeWorld) -> list[tuple[str, str]]:
    with office.database.reading() as connection:
        rows = connection.execute(select(audit.c.actor, audit.c.action).order_by(audit.c.id))
        return [(actor, action) for actor, action in rows if actor == "sari"]


def test_nothing_is_shown_without_a_log_in(browser: Browser, request_: Submitted) -> None:
    """Every page of the desk sends a stranger to the log-in."""
    for path in ("/", "/meja", f"/meja/{request_.permohonan.id}", "/meja?nomor=A-001"):
        assert browser.get(path).url.path == "/masuk"
        assert "Siti" not in browser.page
    assert browser.post(f"/meja/{request_.permohonan.id}/status", dari="SUBMITTED", ke="IN_REVIEW").url.path == "/masuk"


def test_a_request_is_found_opened_and_the_look_recorded(
    office: OfficeWorld, desk: Browser, request_: Submitted
) -> None:
    """Inbox, request, answers with their labels; the audit trail knows who looked."""
    desk.get("/meja")
    assert "A-001" in desk.page
    assert "Surat Keterangan Domisili" in desk.page
    assert "Siti Rahmawati" not in desk.page
    desk.get(f"/meja/{request_.permohonan.id}")
    for text in (
        "Nama lengkap",
        "Siti Rahmawati",
        "1671 0254 0389 0002",
        "14 Maret 1989",
        "Perempuan",
        "Surat pengantar RT/RW",
    ):
        assert text in desk.page
    assert "KTP asal" not in desk.page  # only for people from elsewhere
    assert ("sari", "opened") in actions(office)


def test_only_allowed_moves_are_buttons(desk: Browser, request_: Submitted) -> None:
    """A new request can be examined, sent back, refused or cancelled, and nothing else."""
    desk.get(f"/meja/{request_.permohonan.id}")
    offered = set(re.findall(r'name="ke" value="(\w+)"', desk.page))
    assert offered == {"IN_REVIEW", "INCOMPLETE", "REJECTED", "CANCELLED"}


def test_a_move_is_made_and_reaches_the_kiosk(desk: Browser, kiosk: KioskWorld, request_: Submitted) -> None:
    """The petugas' click is what the resident reads after the next exchange."""
    desk.get(f"/meja/{request_.permohonan.id}")
    desk.post(
        f"/meja/{request_.permohonan.id}/status", dari="SUBMITTED", ke="INCOMPLETE", catatan="Fotokopi KK belum ada."
    )
    assert "Tersimpan." in desk.page
    assert "Belum lengkap" in desk.page
    kiosk.sync()
    assert kiosk.status(request_.permohonan.id).note == "Fotokopi KK belum ada."


@pytest.mark.parametrize(
    ("ke", "note", "message"),
    [
        ("REJECTED", "  ", "Tulis dulu alasannya"),
        ("READY", "", "tidak bisa dari status sekarang"),
        ("NONSENSE", "", "tidak bisa dari status sekarang"),
        ("REJECTED", "x" * 301, "terlalu panjang"),
        ("REJECTED", "NIK 1671 0254 0389 0002 salah", "NIK atau KK"),
    ],
)
def test_a_wrong_move_is_explained_and_changes_nothing(
    office: OfficeWorld, desk: Browser, request_: Submitted, ke: str, note: str, message: str
) -> None:
    """What the desk does not allow is said in plain words; what was typed is still there."""
    desk.get(f"/meja/{request_.permohonan.id}")
    response = desk.post(f"/meja/{request_.permohonan.id}/status", dari="SUBMITTED", ke=ke, catatan=note)
    assert response.status_code == 409
    assert message in desk.page
    assert note.strip() in desk.page
    assert office.items()[0].permohonan.status is PermohonanStatus.SUBMITTED


def test_the_slower_of_two_petugas_is_told(office: OfficeWorld, desk: Browser, request_: Submitted) -> None:
    """A colleague moved the request while the page was open: nothing is changed blindly."""
    desk.get(f"/meja/{request_.permohonan.id}")
    office.move(request_.permohonan.id, IN_REVIEW)
    response = desk.post(f"/meja/{request_.permohonan.id}/status", dari="SUBMITTED", ke="CANCELLED")
    assert response.status_code == 409
    assert "Rekan Anda" in desk.page
    assert office.items()[0].permohonan.status is IN_REVIEW


def test_a_form_of_another_session_or_site_is_refused(office: OfficeWorld, desk: Browser, request_: Submitted) -> None:
    """No token, a wrong token, another site: the status stays."""
    path = f"/meja/{request_.permohonan.id}/status"
    form = {"dari": "SUBMITTED", "ke": "IN_REVIEW"}
    assert desk.client.post(path, data=form).status_code == 403
    assert desk.client.post(path, data={**form, "token": "x" * 43}).status_code == 403
    desk.get("/meja")
    token = re.search(r'name="token" value="([^"]+)"', desk.page)
    assert token
    for headers in ({"origin": "http://evil.test"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert desk.client.post(path, data={**form, "token": token[1]}, headers=headers).status_code == 403
        assert desk.client.post("/masuk", data={"nama": "sari", "sandi": PASSWORD}, headers=headers).status_code == 403
    assert office.items()[0].permohonan.status is PermohonanStatus.SUBMITTED


def test_search_takes_code_slip_and_number(desk: Browser, kiosk: KioskWorld, request_: Submitted) -> None:
    """Typed in any case, scanned from the slip, or by queue number; the code never stands in the address."""
    found = f"/meja/{request_.permohonan.id}"
    for text in (str(request_.code), request_.code.symbols.lower(), request_.slip.qr, "A-001", "a1"):
        desk.get("/meja")
        assert desk.post("/meja/cari", cari=text).url.path == found
    desk.get("/meja")
    forged = request_.slip.qr[:-1] + ("A" if request_.slip.qr[-1] != "A" else "B")
    for text in (forged, "A-999", "zzz", "'; DROP TABLE permohonan; --", "x" * 300):
        response = desk.post("/meja/cari", cari=text)
        assert (response.url.path, response.url.query) == ("/meja", b"pesan=tidak-ada")
        assert "Tidak ditemukan" in desk.page


def test_the_same_number_on_two_days_is_a_choice(desk: Browser, kiosk: KioskWorld) -> None:
    """Queue numbers begin anew every day, so the number alone may mean several."""
    kiosk.submit()
    kiosk.clock.ms += 24 * 3600_000
    kiosk.submit()
    kiosk.sync()
    desk.get("/meja")
    assert desk.post("/meja/cari", cari="A-001").url.query == b"nomor=A-001"
    assert len(re.findall(r'class="ticket"', desk.page)) == 2


def test_what_waits_longest_is_on_top_and_filters_hold(office: OfficeWorld, desk: Browser, kiosk: KioskWorld) -> None:
    """Order by waiting; by status and by service; an empty part says so kindly."""
    context = kiosk.machine.context
    complaint = context.catalog.find("J01")
    old = submit(context, complaint, complaint.sample)
    assert isinstance(old, Submitted)
    kiosk.clock.ms += 4 * 24 * 3600_000
    office.clock.ms = kiosk.clock.ms
    [new] = kiosk.submit()
    kiosk.sync()
    desk.log_in()
    desk.get("/meja")
    assert desk.page.index(old.permohonan.id) < desk.page.index(new.permohonan.id)
    assert "4 hari" in desk.page
    desk.get("/meja?layanan=pengaduan")
    assert old.permohonan.id in desk.page
    assert new.permohonan.id not in desk.page
    desk.get("/meja?tampil=siap")
    assert "Tidak ada surat yang menunggu diambil." in desk.page


def test_wrong_passwords_lock_the_account_for_a_while(office: OfficeWorld, browser: Browser) -> None:
    """After five wrong tries even the right password waits; the wait grows and ends."""
    for _ in range(FREE_TRIES):
        assert browser.log_in(password="salah").status_code == 401
    assert "Terlalu banyak percobaan" in browser.page
    assert browser.log_in().status_code == 401
    office.clock.ms += 16_000
    assert browser.log_in().url.path == "/meja"


def test_an_unknown_name_sounds_like_a_wrong_password(browser: Browser) -> None:
    """Nobody learns who works here."""
    browser.log_in(name="budi")
    unknown = browser.page.replace("budi", "")
    browser.log_in(password="salah")
    assert browser.page.replace("sari", "") == unknown


def test_sessions_end(office: OfficeWorld, browser: Browser) -> None:
    """After half an hour of nothing, after twelve hours of anything, after logging out, after a new password."""
    browser.log_in()
    office.clock.ms += IDLE_MS + 1
    assert browser.get("/meja").url.path == "/masuk"
    browser.log_in()
    for _ in range(LONGEST_MS // (IDLE_MS - 60_000) + 1):
        office.clock.ms += IDLE_MS - 60_000
        browser.get("/meja")
    assert browser.client.get("/meja").url.path == "/masuk"
    browser.log_in()
    browser.get("/meja")
    cookie = browser.client.cookies["meja"]
    browser.post("/keluar")
    assert "sudah keluar" in browser.page
    browser.client.cookies.set("meja", cookie, domain="kelurahan.test")
    assert browser.get("/meja").url.path == "/masuk"
    browser.client.cookies.clear()
    browser.log_in()
    with office.database.writing() as connection:
        accounts.put(connection, office.keys.code, "sari", "baru-sekali", now=office.clock.ms)
    assert browser.get("/meja").url.path == "/masuk"


def test_pages_carry_their_locks(office: OfficeWorld, desk: Browser, request_: Submitted) -> None:
    """No inline script or style, no framing, nothing cached, nothing from elsewhere."""
    [item] = office.items()
    for path in (
        *("/masuk", "/meja", f"/meja/{request_.permohonan.id}", "/meja/unbekannt"),
        *("/meja/kiosk", f"/meja/kiosk/{item.kiosk_id}", "/meja/kiosk/unbekannt", "/meja/flashdisk"),
    ):
        response = desk.get(path)
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["cache-control"] == "no-store"
        assert not re.search(r"<script(?![^>]*src=)|style=|\son\w+=|https?://(?!www\.w3\.org)", desk.page)
    assert desk.get("/meja/unbekannt").status_code == 404
    assert desk.client.get("/web/desk.css").status_code == 200
    assert desk.client.get("/web/../keys/16.71.02.1003.json").status_code == 404


def test_what_a_resident_wrote_is_text_and_never_markup(office: OfficeWorld, desk: Browser, kiosk: KioskWorld) -> None:
    """A kiosk that was tampered with may send anything: it is shown, escaped."""
    from kiosk import sealing
    from kiosk.domain import events
    from kiosk.domain.code import RequestCode
    from kiosk.domain.sealed import Sealed
    from kiosk.store import journal

    event_id = events.new_id(1)
    permohonan_id = events.permohonan_id(event_id)
    code = RequestCode.of_number(1)

    def forge(db) -> None:
        answers = {"nama": "<script>alert(1)</script>", "<b>x": "y"}
        sealed = sealing.seal(Sealed(code, "id", answers), "nama <b>x", kiosk.keys.office.seal_key)
        code_hash = sealing.code_hash(code, kiosk.keys.office.code_salt)
        event = events.Submitted(
            "<i>svc", "D18", "<u>", "2026-11-18", code_hash, "id", events.body_hash(sealed), None, False
        )
        journal.append(db, kiosk.keys.id, event, event_id=event_id, at=1, sealed=sealed)

    kiosk.store.transaction(forge)
    kiosk.sync()
    for path in ("/meja", f"/meja/{permohonan_id}"):
        response = desk.client.get(path)
        assert response.status_code == 200
        assert "<script>alert" not in response.text
        assert "<i>svc" not in response.text
        assert "<u>" not in response.text
    assert "&lt;script&gt;alert(1)" in response.text
    assert "&lt;b&gt;x" in response.text


def test_answers_that_do_not_open_are_said_so(office: OfficeWorld, desk: Browser, request_: Submitted) -> None:
    """With another key nothing opens, and the page still works."""
    from msgspec.structs import replace

    from kiosk import sealing
    from kiosk.catalog_files import load_catalog
    from sync.server.app import create_app

    other = replace(office.keys, seal_private=sealing.new_sealing_key())
    desk.client._transport.app = create_app(office.database, other, load_catalog(), office.clock)  # type: ignore[attr-defined]
    desk.get(f"/meja/{request_.permohonan.id}")
    assert "tidak bisa dibuka" in desk.page
    assert "Siti" not in desk.page


def test_the_office_sees_which_agency_holds_a_request_and_notes_where_it_goes(
    office: OfficeWorld, desk: Browser, kiosk: KioskWorld
) -> None:
    """A birth certificate is made by Disdukcapil: the way stands on the page, and the inbox says where the papers are."""
    context = kiosk.machine.context
    service = context.catalog.find("D05")
    made = submit(context, service, service.sample)
    assert isinstance(made, Submitted)
    kiosk.sync()
    path = f"/meja/{made.permohonan.id}"
    desk.get(path)
    assert re.search(r'class="here"[^§]*?<strong>Kelurahan</strong>', desk.page)
    assert "Serahkan ke Disdukcapil" in desk.page
    desk.post(f"{path}/instansi", instansi="disdukcapil")
    assert "Tercatat. Berkas sekarang di instansi itu." in desk.page
    assert re.search(r'class="here"[^§]*?<strong>Disdukcapil</strong>', desk.page)
    assert "Berkas diserahkan ke Disdukcapil" in desk.page
    desk.get("/meja")
    assert "di Disdukcapil" in desk.page
    (opened,) = office.opened()
    assert opened.item.holder == "disdukcapil"
    assert ("sari", "handed_over") in actions(office)
    # And back, when it is done there.
    desk.get(path)
    desk.post(f"{path}/instansi", instansi="kelurahan")
    assert office.opened()[0].item.holder == "kelurahan"


def test_a_request_goes_to_no_agency_that_is_not_known_and_nowhere_once_closed(
    office: OfficeWorld, desk: Browser, request_: Submitted
) -> None:
    path = f"/meja/{request_.permohonan.id}"
    desk.get(path)
    assert desk.post(f"{path}/instansi", instansi="pasar").status_code == 409
    office.move(request_.permohonan.id, PermohonanStatus.CANCELLED)
    desk.get(path)
    assert desk.post(f"{path}/instansi", instansi="disdukcapil").status_code == 409
    assert office.opened()[0].item.holder == "kelurahan"


def test_an_open_inbox_learns_of_new_requests_without_staying_logged_in(
    office: OfficeWorld, desk: Browser, kiosk: KioskWorld
) -> None:
    """What the page asks of itself counts what came since, and does not keep an unattended desk open."""
    desk.get("/meja")
    since = re.search(r'data-since="(\d+)"', desk.page)
    assert since
    ask = f"/meja/baru?sejak={since[1]}"
    assert desk.client.get(ask).json() == {"baru": 0}
    assert desk.client.get(f"/meja/baru?sejak={10**30}").json() == {"baru": 0}
    office.clock.ms += 60_000
    kiosk.submit(2)
    kiosk.sync()
    for _ in range(IDLE_MS // 60_000 - 1):
        assert desk.client.get(ask).json() == {"baru": 2}
        office.clock.ms += 60_000
    assert desk.client.get(ask).url.path == "/meja/baru"
    office.clock.ms += 60_000
    assert desk.client.get(ask).url.path == "/masuk"
