"""Accounts, the second factor, lock-out and tokens, through the pages and the use cases."""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
from nacl.pwhash import argon2id
from sqlalchemy import select, update

from sync.server.desk import account_words
from sync.server.people import accounts, factor_rule, passwords, roster, second_factor, tokens
from sync.server.people.accounts import FREE_TRIES, HALF_MS, HalfWay, LoggedIn, LoginRefused
from sync.server.people.passwords import Weak, weakness
from sync.server.people.rights import Role
from sync.server.people.roster import Details, NewPassword, PersonRefusal
from sync.server.people.second_factor import FactorRefusal
from sync.server.people.tokens import TokenRefusal
from sync.server.store import tables
from tests.server.test_desk import Browser
from tests.sync.world import PASSWORD, OfficeWorld, World

AGENCIES = frozenset({"disdukcapil", "kua"})


@pytest.fixture
def browser(office: OfficeWorld) -> Browser:
    return Browser(office)


@pytest.fixture
def desk(browser: Browser) -> Browser:
    assert browser.log_in().url.path == "/meja"
    return browser


def add(office: OfficeWorld, name: str, *roles: Role, agency: str | None = None) -> str:
    """An account, and its password."""
    with office.database.writing() as connection:
        made = roster.add(
            connection,
            office.keys.code,
            name,
            Details(roles=roles, agency=agency),
            agencies=AGENCIES,
            actor="sari",
            now=office.clock.ms,
        )
    assert isinstance(made, NewPassword), made
    return made.password


def set_up_factor(office: OfficeWorld, name: str) -> tuple[pyotp.TOTP, tuple[str, ...]]:
    """Turns the second factor on; the phone, and the codes on paper."""
    with office.database.writing() as connection:
        second_factor.begin(connection, office.keys, name)
        secret = second_factor.pending(connection, office.keys, name)
        assert secret is not None
        phone = pyotp.TOTP(secret)
        codes = second_factor.confirm(
            connection, office.keys, name, phone.at(office.clock.ms // 1000), now=office.clock.ms
        )
    assert not isinstance(codes, FactorRefusal)
    office.clock.ms += second_factor.STEP_MS
    return phone, codes


def code_of(phone: pyotp.TOTP, office: OfficeWorld, *, steps: int = 0) -> str:
    return phone.at(office.clock.ms // 1000 + 30 * steps)


def wrong_code(phone: pyotp.TOTP, office: OfficeWorld) -> str:
    near = {code_of(phone, office, steps=step) for step in (-1, 0, 1)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in near)


def said(office: OfficeWorld) -> list[tuple[str, str, str]]:
    with office.database.reading() as connection:
        rows = connection.execute(
            select(tables.audit.c.actor, tables.audit.c.action, tables.audit.c.detail).order_by(tables.audit.c.seq)
        )
        return [tuple(row) for row in rows]  # type: ignore[misc]


# --- The room -----------------------------------------------------------------------------------------------------------


def test_an_admin_adds_a_petugas_who_logs_in_with_the_password_shown_once(office: OfficeWorld, desk: Browser) -> None:
    """The password stands on the page after the form and nowhere else."""
    desk.get("/meja/akun/baru")
    shown = desk.post(
        "/meja/akun/baru",
        nama="Budi",
        lengkap="Budi Santoso, S.Sos.",
        jabatan="Kasi Pemerintahan",
        nip="19800101 200501 1 001",
        peran="petugas",
    )
    assert shown.status_code == 200
    password = re.search(r"<dd>([a-z2-9-]{19})</dd>", desk.page)
    assert password
    for page in ("/meja/akun", "/meja/akun/petugas?nama=budi"):
        desk.get(page)
        assert "Budi Santoso, S.Sos." in desk.page
        assert password[1] not in desk.page
    other = Browser(office)
    assert other.log_in("budi", password[1]).url.path == "/meja"
    other.get("/meja/akun/saya")
    assert "dibuat oleh sari" in other.page
    assert ("sari", "account_made", "budi: petugas") in said(office)


def test_what_makes_no_sense_of_a_person_is_explained_and_adds_nobody(office: OfficeWorld, desk: Browser) -> None:
    for form, message in (
        ({"nama": "Bu Di", "peran": "petugas"}, PersonRefusal.NAME),
        ({"nama": "x", "peran": "petugas"}, PersonRefusal.NAME),
        ({"nama": "sari", "peran": "petugas"}, PersonRefusal.TAKEN),
        ({"nama": "budi"}, PersonRefusal.NO_ROLE),
        ({"nama": "budi", "peran": "raja"}, PersonRefusal.NO_ROLE),
        ({"nama": "budi", "peran": "instansi"}, PersonRefusal.AGENCY),
        ({"nama": "budi", "peran": "petugas", "instansi": "kua"}, PersonRefusal.AGENCY),
        ({"nama": "budi", "peran": "instansi", "instansi": "kelurahan"}, PersonRefusal.AGENCY),
        ({"nama": "budi", "peran": "petugas", "nip": "lihat kartu"}, PersonRefusal.EMPLOYEE_NUMBER),
        ({"nama": "budi", "peran": "petugas", "lengkap": "B" * 81}, PersonRefusal.TEXT),
    ):
        desk.get("/meja/akun/baru")
        assert desk.post("/meja/akun/baru", **form).status_code == 409, form
        assert account_words.REFUSED[message] in desk.page
    with office.database.reading() as connection:
        assert [one.name for one in roster.listed(connection, office.keys.code, now=0)] == ["sari"]


def test_every_refusal_and_role_has_words() -> None:
    assert set(account_words.REFUSED) == set(PersonRefusal)
    assert set(account_words.WEAK) == set(Weak)
    assert set(account_words.FACTOR) == set(FactorRefusal)
    assert set(account_words.TOKEN) == set(TokenRefusal)
    assert set(account_words.ROLE) == set(account_words.ROLE_DOES) == set(Role)


def test_a_changed_role_counts_from_the_next_page_on(office: OfficeWorld, desk: Browser) -> None:
    """Nobody has to log in again to lose a right."""
    other = Browser(office)
    other.log_in("budi", add(office, "budi", Role.PETUGAS))
    assert other.get("/meja").status_code == 200
    desk.get("/meja/akun/petugas?nama=budi")
    desk.post("/meja/akun/petugas", nama="budi", peran="instansi", instansi="kua", lengkap="Budi")
    assert "Tersimpan." in desk.page
    assert other.get("/meja").status_code == 403
    assert "bukan untuk akun Anda" in other.page


def test_there_is_always_an_admin(office: OfficeWorld, desk: Browser) -> None:
    """The last one can neither give the role away nor be closed, by nobody; with a second one they can."""
    code, now = office.keys.code, office.clock.ms
    desk.get("/meja/akun/petugas?nama=sari")
    assert desk.post("/meja/akun/petugas", nama="sari", peran="petugas").status_code == 409
    assert account_words.REFUSED[PersonRefusal.LAST_ADMIN] in desk.page
    with office.database.writing() as connection:
        assert roster.close(connection, code, "sari", actor="perintah", now=now) is PersonRefusal.LAST_ADMIN
        assert roster.close(connection, code, "sari", actor="sari", now=now) is PersonRefusal.YOURSELF
    add(office, "budi", Role.ADMIN)
    with office.database.writing() as connection:
        assert roster.close(connection, code, "budi", actor="sari", now=now) is None
        assert roster.close(connection, code, "sari", actor="perintah", now=now) is PersonRefusal.LAST_ADMIN
        assert roster.reopen(connection, code, "budi", actor="sari", now=now) is None
        assert roster.close(connection, code, "sari", actor="budi", now=now) is None
    assert desk.get("/meja/akun").url.path == "/masuk"


def test_two_admins_who_close_each_other_at_once_leave_one(office: OfficeWorld) -> None:
    add(office, "budi", Role.ADMIN)
    code, now = office.keys.code, office.clock.ms

    def close(name: str, actor: str) -> PersonRefusal | None:
        with office.database.writing() as connection:
            return roster.close(connection, code, name, actor=actor, now=now)

    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(close, ("sari", "budi"), ("budi", "sari")))
    assert sorted(results, key=str) == [None, PersonRefusal.LAST_ADMIN]


def test_a_closed_account_is_out_at_once_and_may_come_back(office: OfficeWorld, desk: Browser) -> None:
    password = add(office, "budi", Role.PETUGAS)
    other = Browser(office)
    other.log_in("budi", password)
    desk.get("/meja/akun/petugas?nama=budi")
    desk.post("/meja/akun/petugas/tutup", nama="budi")
    assert "Akun ini sudah ditutup." in desk.page
    assert other.get("/meja").url.path == "/masuk"
    assert other.log_in("budi", password).status_code == 401
    desk.get("/meja/akun/petugas?nama=budi")
    desk.post("/meja/akun/petugas/buka", nama="budi")
    assert other.log_in("budi", password).url.path == "/meja"


def test_sessions_end_and_a_new_password_is_given(office: OfficeWorld, desk: Browser) -> None:
    password = add(office, "budi", Role.PETUGAS)
    other = Browser(office)
    other.log_in("budi", password)
    desk.get("/meja/akun/petugas?nama=budi")
    assert "di 1 komputer" in desk.page
    desk.post("/meja/akun/petugas/sesi", nama="budi")
    assert other.get("/meja").url.path == "/masuk"
    desk.get("/meja/akun/petugas?nama=budi")
    desk.post("/meja/akun/petugas/sandi", nama="budi")
    fresh = re.search(r"<dd>([a-z2-9-]{19})</dd>", desk.page)
    assert fresh
    assert other.log_in("budi", password).status_code == 401
    assert other.log_in("budi", fresh[1]).url.path == "/meja"


def test_an_account_that_there_is_not_is_no_surprise(desk: Browser) -> None:
    assert desk.get("/meja/akun/petugas?nama=tidak/ada").status_code == 404
    desk.get("/meja/akun")
    for path in ("", "/sandi", "/tutup", "/buka", "/bebas", "/sesi", "/kode"):
        assert desk.client.post(f"/meja/akun/petugas{path}", data={"nama": "x"}).status_code == 403
        desk.get("/meja/akun")
        assert desk.post(f"/meja/akun/petugas{path}", nama="siapa", peran="petugas").status_code == 404


def test_somebody_without_a_room_begins_in_their_own_account(office: OfficeWorld, browser: Browser) -> None:
    password = add(office, "budi", Role.PETUGAS)
    with office.database.writing() as connection:
        connection.execute(update(tables.petugas).where(tables.petugas.c.name == "budi").values(roles=""))
    assert browser.log_in("budi", password).url.path == "/meja/akun/saya"


# --- Passwords ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("pendek-9", Weak.SHORT),
        ("x" * 201, Weak.LONG),
        ("password123", Weak.COMMON),
        ("Bismillah-2026", Weak.COMMON),
        ("1234567890", Weak.COMMON),
        ("qwertyuiop", Weak.COMMON),
        ("aaaaaaaaaaaa", Weak.COMMON),
        ("sari-2026-11", Weak.NAME),
        ("rahmawati1989", Weak.NAME),
        ("26ilir-kelurahan", Weak.NAME),
        ("payung kopi jendela", None),
        ("839201-847362", None),
        ("sari makan durian", None),
    ],
)
def test_a_password_that_is_easily_guessed_is_not_taken(password: str, weak: Weak | None) -> None:
    assert weakness(password, "sari", "Sari Rahmawati", "Kelurahan 26 Ilir") is weak


def test_ones_own_password_is_changed_and_other_browsers_are_out(office: OfficeWorld, desk: Browser) -> None:
    """The old one is asked, the new one typed twice; this browser stays."""
    other = Browser(office)
    other.log_in()
    new = "payung kopi jendela"
    for form, message in (
        ({"lama": "salah", "baru": new, "ulang": new}, "yang sekarang tidak cocok"),
        ({"lama": PASSWORD, "baru": new, "ulang": new + "!"}, "tidak sama"),
        ({"lama": PASSWORD, "baru": "sari-2026-11", "ulang": "sari-2026-11"}, "nama Anda"),
    ):
        desk.get("/meja/akun/saya")
        assert desk.post("/meja/akun/saya/sandi", **form).status_code == 409
        assert message in desk.page
    desk.get("/meja/akun/saya")
    desk.post("/meja/akun/saya/sandi", lama=PASSWORD, baru=new, ulang=new)
    assert "sudah diganti" in desk.page
    assert desk.get("/meja").url.path == "/meja"
    assert other.get("/meja").url.path == "/masuk"
    assert other.log_in().status_code == 401
    assert other.log_in(password=new).url.path == "/meja"


def test_an_older_hash_is_made_anew_at_the_next_log_in(office: OfficeWorld, browser: Browser) -> None:
    weaker = argon2id.str(PASSWORD.encode(), argon2id.OPSLIMIT_MIN, 2 * argon2id.MEMLIMIT_MIN)
    here = tables.petugas.c.name == "sari"
    with office.database.writing() as connection:
        connection.execute(update(tables.petugas).where(here).values(password=weaker))
    assert browser.log_in().url.path == "/meja"
    with office.database.reading() as connection:
        now = bytes(connection.execute(select(tables.petugas.c.password).where(here)).scalar_one())
    assert now != weaker
    assert not passwords.is_dated(now)
    browser.client.cookies.clear()
    assert browser.log_in().url.path == "/meja"


# --- The second factor --------------------------------------------------------------------------------------------------


def test_the_second_factor_is_turned_on_with_a_qr_and_a_code(office: OfficeWorld, desk: Browser) -> None:
    """Password, QR and key, first code, ten codes on paper; then every log-in asks for a code."""
    desk.get("/meja/akun/saya")
    assert desk.post("/meja/akun/saya/kode/mulai", sandi="salah").status_code == 409
    desk.get("/meja/akun/saya")
    desk.post("/meja/akun/saya/kode/mulai", sandi=PASSWORD)
    assert "<svg" in desk.page
    key = re.search(r'class="key">([A-Z2-7 ]+)<', desk.page)
    assert key
    phone = pyotp.TOTP(key[1].replace(" ", ""))
    assert desk.post("/meja/akun/saya/kode", kode=wrong_code(phone, office)).status_code == 409
    assert desk.post("/meja/akun/saya/kode", kode=code_of(phone, office)).status_code == 200
    codes = re.findall(r"<li>((?:[a-z2-9]{4}-){2}[a-z2-9]{4})</li>", desk.page)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    office.clock.ms += second_factor.STEP_MS
    other = Browser(office)
    assert other.log_in().url.path == "/masuk/kode"
    for path in ("/", "/meja", "/meja/akun/saya"):
        assert other.client.get(path, follow_redirects=False).status_code == 303  # half a session opens nothing
        other.log_in()
    assert other.post("/masuk/kode", kode=code_of(phone, office)).url.path == "/meja"
    stored = repr(said(office))
    assert key[1].replace(" ", "") not in stored
    assert not any(code in stored for code in codes)


def test_a_code_counts_once_and_a_clock_may_be_one_step_off(office: OfficeWorld) -> None:
    """In every process: the step is kept in the database. Two steps are too many."""
    phone, _ = set_up_factor(office, "sari")

    def try_code(code: str) -> object:
        half = accounts.log_in(office.database, office.keys.code, "sari", PASSWORD, now=office.clock.ms)
        assert isinstance(half, HalfWay)
        return accounts.second_step(office.database, office.keys, half.token, code, now=office.clock.ms)

    now = code_of(phone, office)
    assert isinstance(try_code(now), LoggedIn)
    assert isinstance(try_code(now), LoginRefused)
    assert isinstance(try_code(code_of(phone, office, steps=-1)), LoginRefused)  # older than the one that was used
    assert isinstance(try_code(code_of(phone, office, steps=1)), LoggedIn)
    office.clock.ms += 10 * second_factor.STEP_MS
    for steps in (-2, 2):
        assert isinstance(try_code(code_of(phone, office, steps=steps)), LoginRefused)
    assert isinstance(try_code(code_of(phone, office, steps=-1)), LoggedIn)


def test_two_who_use_the_same_code_at_once_are_one(office: OfficeWorld) -> None:
    phone, codes = set_up_factor(office, "sari")
    for code in (code_of(phone, office), codes[0]):
        halves = [
            accounts.log_in(office.database, office.keys.code, "sari", PASSWORD, now=office.clock.ms) for _ in range(2)
        ]

        def finish(half: object, code: str = code) -> object:
            assert isinstance(half, HalfWay)
            return accounts.second_step(office.database, office.keys, half.token, code, now=office.clock.ms)

        with ThreadPoolExecutor(2) as threads:
            results = list(threads.map(finish, halves))
        assert sorted(type(one).__name__ for one in results) == ["LoggedIn", "LoginRefused"]


def test_half_a_session_ends_after_five_minutes(office: OfficeWorld, browser: Browser) -> None:
    phone, _ = set_up_factor(office, "sari")
    browser.log_in()
    office.clock.ms += HALF_MS + 1
    assert browser.post("/masuk/kode", kode=code_of(phone, office)).url.path == "/masuk"
    assert "sudah habis" in browser.page
    assert browser.get("/meja").url.path == "/masuk"


def test_wrong_codes_lock_like_wrong_passwords_and_the_password_does_not_begin_anew(
    office: OfficeWorld, browser: Browser
) -> None:
    """Whoever has the password has no more tries at the code than at the password."""
    phone, _ = set_up_factor(office, "sari")
    for _ in range(FREE_TRIES):
        browser.client.cookies.clear()
        assert browser.log_in().url.path == "/masuk/kode"
        assert browser.post("/masuk/kode", kode=wrong_code(phone, office)).status_code == 401
    assert "Terlalu banyak percobaan" in browser.page
    assert browser.post("/masuk/kode", kode=code_of(phone, office)).status_code == 401
    browser.client.cookies.clear()
    assert browser.log_in().status_code == 401
    office.clock.ms += 16_000
    assert browser.log_in().url.path == "/masuk/kode"
    assert browser.post("/masuk/kode", kode=code_of(phone, office)).url.path == "/meja"


def test_the_code_page_needs_its_own_token(office: OfficeWorld, browser: Browser) -> None:
    phone, _ = set_up_factor(office, "sari")
    browser.log_in()
    code = code_of(phone, office)
    assert browser.client.post("/masuk/kode", data={"kode": code}).status_code == 403
    assert browser.client.post("/masuk/kode", data={"kode": code, "token": "x" * 43}).status_code == 403
    assert browser.post("/masuk/kode", kode=code).url.path == "/meja"


def test_a_code_on_paper_opens_one_log_in_and_new_ones_replace_all(office: OfficeWorld, browser: Browser) -> None:
    phone, codes = set_up_factor(office, "sari")
    browser.log_in()
    assert browser.post("/masuk/kode", kode=codes[0].upper().replace("-", " ")).url.path == "/meja"
    browser.get("/meja/akun/saya")
    assert "masih 9 dari 10" in browser.page
    browser.post("/meja/akun/saya/kode/cadangan", sandi=PASSWORD, kode=code_of(phone, office))
    assert browser.page.count("<li>") == second_factor.RECOVERY_CODES
    for used in (codes[0], codes[1]):
        other = Browser(office)
        other.log_in()
        assert other.post("/masuk/kode", kode=used).status_code == 401
    assert ("sari", "recovery_code_used", "") in said(office)


def test_it_is_turned_off_only_with_password_and_code(office: OfficeWorld, browser: Browser) -> None:
    phone, codes = set_up_factor(office, "sari")
    browser.log_in()
    browser.post("/masuk/kode", kode=code_of(phone, office))
    for form in ({"sandi": PASSWORD, "kode": ""}, {"sandi": "salah", "kode": codes[1]}):
        browser.get("/meja/akun/saya")
        assert browser.post("/meja/akun/saya/kode/mati", **form).status_code == 409
    browser.get("/meja/akun/saya")
    # A passer-by cannot put their own phone in its place either.
    browser.client.post("/meja/akun/saya/kode/mulai", data={"sandi": PASSWORD})
    with office.database.writing() as connection:
        second_factor.begin(connection, office.keys, "sari")
        assert second_factor.pending(connection, office.keys, "sari") is None
    assert browser.post("/meja/akun/saya/kode/mati", sandi=PASSWORD, kode=codes[1]).status_code == 200
    assert "sudah dimatikan" in browser.page
    other = Browser(office)
    assert other.log_in().url.path == "/meja"


def test_an_admin_helps_who_lost_phone_and_paper_and_cannot_skip_it_for_themselves(
    office: OfficeWorld, desk: Browser
) -> None:
    password = add(office, "budi", Role.PETUGAS)
    set_up_factor(office, "budi")
    desk.get("/meja/akun/petugas?nama=budi")
    desk.post("/meja/akun/petugas/kode", nama="budi")
    assert "sudah dimatikan" in desk.page
    assert Browser(office).log_in("budi", password).url.path == "/meja"
    assert ("sari", "factor_off", "budi") in said(office)
    set_up_factor(office, "sari")
    desk.get("/meja/akun/petugas?nama=sari")
    assert desk.post("/meja/akun/petugas/kode", nama="sari").status_code == 409


def test_where_the_office_wants_it_nothing_opens_before_it_is_on(office: OfficeWorld, desk: Browser) -> None:
    """A rule for lurah and admin: whoever is one can only turn it on; a petugas goes on as before."""
    password = add(office, "budi", Role.PETUGAS)
    desk.get("/meja/akun")
    desk.post("/meja/akun/aturan", peran="lurah")
    with office.database.reading() as connection:
        assert factor_rule.factor_rule(connection, office.keys.code) == {Role.LURAH}
    for path in ("/meja", "/meja/akun", "/meja/catatan"):
        assert desk.get(path).url.path == "/meja/akun/saya"
    assert "meminta kode kedua" in desk.page
    assert Browser(office).log_in("budi", password).url.path == "/meja"
    set_up_factor(office, "sari")
    assert desk.get("/meja").url.path == "/meja"


# --- Strangers ----------------------------------------------------------------------------------------------------------


def test_a_stranger_who_guesses_does_not_lock_out_whoever_works_here(office: OfficeWorld, desk: Browser) -> None:
    """Wrong tries are counted for each browser that is known, and for all strangers together."""
    stranger = Browser(office)
    for _ in range(FREE_TRIES + 3):
        stranger.log_in(password="salah")
    assert stranger.log_in().status_code == 401  # even the right one
    assert Browser(office).log_in().status_code == 401  # from anywhere that is new
    desk.get("/meja")
    desk.post("/keluar")
    assert desk.log_in().url.path == "/meja"
    for _ in range(FREE_TRIES):
        desk.post("/keluar")
        desk.log_in(password="salah")
    assert desk.log_in().status_code == 401  # its own tries count for it


def test_a_locked_account_is_opened_by_an_admin(office: OfficeWorld, desk: Browser) -> None:
    password = add(office, "budi", Role.PETUGAS)
    stranger = Browser(office)
    for _ in range(FREE_TRIES + 3):
        stranger.log_in("budi", "salah")
    desk.get("/meja/akun")
    assert "Terkunci sementara" in desk.page
    desk.get("/meja/akun/petugas?nama=budi")
    desk.post("/meja/akun/petugas/bebas", nama="budi")
    assert stranger.log_in("budi", password).url.path == "/meja"


def test_of_many_guesses_at_once_only_the_free_ones_are_heard(office: OfficeWorld) -> None:
    """Passwords are compared side by side in several processes, but counted one after the other."""

    def guess(number: int) -> object:
        password = PASSWORD if number == 11 else f"salah-{number}"
        return accounts.log_in(office.database, office.keys.code, "sari", password, now=office.clock.ms)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(guess, range(8)))
    assert isinstance(guess(11), LoginRefused)
    with office.database.reading() as connection:
        failures = connection.execute(select(tables.petugas.c.failures)).scalar_one()
    assert failures == FREE_TRIES


def test_a_log_in_from_a_new_browser_is_told_to_the_old_one(office: OfficeWorld, desk: Browser) -> None:
    """Not to the new one, not at the very first log-in, and only until they say that it was theirs."""
    desk.get("/meja")
    assert "peramban baru" not in desk.page
    stranger = Browser(office)
    stranger.log_in()
    stranger.get("/meja")
    assert "peramban baru" not in stranger.page
    desk.get("/meja")
    assert "Akun Anda dipakai masuk dari peramban baru" in desk.page
    desk.get("/meja/akun/saya")
    desk.post("/meja/akun/saya/peramban")
    desk.get("/meja")
    assert "peramban baru" not in desk.page
    stranger.post("/keluar")
    stranger.log_in()
    desk.get("/meja")
    assert "peramban baru" not in desk.page  # it is known now
    assert [action for _, action, _ in said(office)].count("browser_new") == 1


# --- Offices and programs -----------------------------------------------------------------------------------------------


def test_a_cookie_without_an_office_opens_no_office(office: OfficeWorld, desk: Browser) -> None:
    """The session's office is the one that was asked for it, whatever the address says."""
    code, _, token = desk.client.cookies["meja"].partition("~")
    for cookie in (f"~{token}", token, f"99.99.99.9999~{token}", f"{code}~", f"{code}~{token}x"):
        desk.client.cookies.clear()
        desk.client.cookies.set("meja", cookie, domain="kelurahan.test")
        assert desk.get(f"/meja?kantor={code}").url.path == "/masuk"
    desk.client.cookies.clear()
    desk.client.cookies.set("meja", f"{code}~{token}", domain="kelurahan.test")
    assert desk.get("/meja?kantor=99.99.99.9999").url.path == "/meja"


def test_a_token_is_made_shown_once_used_and_revoked(office: OfficeWorld, desk: Browser) -> None:
    desk.get("/meja/akun/program")
    assert desk.post("/meja/akun/program", nama="OpenSID", peran="petugas").status_code == 200
    shown = re.search(r'class="key">([^<]+)<', desk.page)
    assert shown
    code, _, token = shown[1].partition("~")
    assert code == office.keys.code
    desk.get("/meja/akun/program")
    assert token not in desk.page
    found = tokens.session(office.database, code, token, now=office.clock.ms)
    assert found is not None
    assert (found.petugas, found.roles, found.csrf) == ("program OpenSID", (Role.PETUGAS,), "")
    assert not accounts.is_own(found, "")
    assert tokens.session(office.database, code, token + "x", now=office.clock.ms) is None
    assert tokens.session(office.database, "99.99.99.9999", token, now=office.clock.ms) is None
    with office.database.reading() as connection:
        [row] = tokens.listed(connection, code)
    assert row.used_at == office.clock.ms
    assert row.id == hashlib.blake2b(token.encode(), digest_size=32).hexdigest()
    desk.get("/meja/akun/program")
    desk.post("/meja/akun/program/cabut", id=row.id)
    assert "sudah dicabut" in desk.page
    assert tokens.session(office.database, code, token, now=office.clock.ms) is None
    assert desk.post("/meja/akun/program/cabut", id=row.id).status_code == 404
    assert token not in repr(said(office))


def test_no_token_is_made_that_makes_no_sense(office: OfficeWorld) -> None:
    with office.database.writing() as connection:
        for name, roles, agency, refusal in (
            ("", (Role.PETUGAS,), None, TokenRefusal.NAME),
            ("x" * 41, (Role.PETUGAS,), None, TokenRefusal.NAME),
            ("OpenSID", (), None, TokenRefusal.ROLES),
            ("OpenSID", (Role.AGENCY,), None, TokenRefusal.ROLES),
            ("OpenSID", (Role.AGENCY, Role.PETUGAS), "kua", TokenRefusal.ROLES),
        ):
            made = tokens.make(connection, office.keys.code, name, roles, agency=agency, actor="sari", now=0)
            assert made is refusal
        assert tokens.listed(connection, office.keys.code) == []


def test_names_of_two_offices_have_nothing_to_do_with_each_other(world: World, office: OfficeWorld) -> None:
    """The same name in two offices of one database: two people, two passwords, two trails."""
    other = "16.71.02.1004"
    with office.database.writing() as connection:
        tables.add_office(connection, other, now=office.clock.ms)
        accounts.put(connection, other, "sari", "lain-sekali-sandinya", now=office.clock.ms)
    log_in = accounts.log_in
    assert isinstance(log_in(office.database, other, "sari", PASSWORD, now=office.clock.ms), LoginRefused)
    assert isinstance(
        log_in(office.database, office.keys.code, "sari", PASSWORD, now=office.clock.ms, browser="b"), LoggedIn
    )
    mine = log_in(office.database, other, "sari", "lain-sekali-sandinya", now=office.clock.ms, browser="b")
    assert isinstance(mine, LoggedIn)
    assert accounts.session(office.database, office.keys.code, mine.token, now=office.clock.ms) is None
    with office.database.reading() as connection:
        assert [one.name for one in roster.listed(connection, other, now=office.clock.ms)] == ["sari"]


def test_a_new_password_does_not_stand_in_a_log() -> None:
    assert "rahasia" not in repr(NewPassword("budi", "rahasia"))
