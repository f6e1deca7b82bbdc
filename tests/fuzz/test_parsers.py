"""Whatever a file, a device or a stranger sends: a value or an error with words, soon, with little memory, and nothing is run.

What is fuzzed elsewhere is not repeated here: requests, replies and sealed answers (tests/sync, tests/kiosk/test_sealing.py),
pictures, QR payloads, keys of scanners, KTP (tests/scan), status bytes of printers (tests/printers), answers to forms.
"""

from __future__ import annotations

import base64
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from kiosk import bundles, config, keys, pins, procedures, sealing, updates
from kiosk.app import supervisor
from kiosk.app.xlsform import read_xlsform
from kiosk.catalog_files import ASSETS, load_texts
from kiosk.config import Scanner
from kiosk.domain import crashes
from kiosk.domain.content import parse_content
from kiosk.domain.office import Enrolment, NextKeys, parse_enrolment
from kiosk.domain.service_files import parse_catalog, parse_texts
from kiosk.errors import KioskError
from kiosk.scan.readers import _Record, parse
from kiosk.scan.wedge import LONGEST
from kiosk.store import antrean, backups
from kiosk.store.database import DATABASE, Store
from kiosk.store.numbers import Numbers
from kiosk.ts_files import read_note, read_ts
from kiosk.usecases.initialise import enrol, initialise
from printers import ipp, models
from sync.protocol import Reply, Request, Verdict, Wrong, newest_key, open_reply, pack_reply, pack_request, read_request
from tests.conftest import new_office
from tests.fuzz.mutations import mutated
from tests.kiosk.test_updates import built, installed
from tests.kiosk.xlsforms import save, survey

OFFICE: Final = new_office()
KIOSK: Final = "7KQM3X"
LONGEST_S: Final = 2.0
"""Of processor time for one input, on a slow machine."""
MOST_KB: Final = 200 * 1024
"""Of memory that all inputs of one parser may add."""

_RUNS: Final = (
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.startfile",
    "os.system",
    "pickle.find_class",
    "socket.connect",
    "subprocess.Popen",
)
_seen: list[str] = []
_watching = False


def _hook(event: str, _arguments: tuple[Any, ...]) -> None:
    if _watching and event in _RUNS:
        _seen.append(event)


sys.addaudithook(_hook)


@contextmanager
def watched() -> Iterator[None]:
    """Whatever starts a program, loads a pickle or opens a connection is an error."""
    global _watching  # noqa: PLW0603 - a hook of the interpreter cannot be taken out again
    _seen.clear()
    _watching = True
    try:
        yield
    finally:
        _watching = False
    assert not _seen


def try_all(
    name: str, good: bytes, parse_bytes: Callable[[bytes], object], count: int, errors: tuple[type[Exception], ...]
) -> None:
    """Feeds the good bytes, which must be taken, and then all the bad ones."""
    parse_bytes(good)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with watched():
        for data in mutated(good, count, name):
            began = time.thread_time()
            said = "taken"
            try:
                parse_bytes(data)
            except errors as error:
                said = str(error)
            assert said, data[:200]
            took = time.thread_time() - began
            assert took < LONGEST_S, (name, took, data[:200])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_KB


def in_file(path: Path, read: Callable[[], object]) -> Callable[[bytes], object]:
    def parse_bytes(data: bytes) -> object:
        path.write_bytes(data)
        return read()

    return parse_bytes


# --- files of this machine ---


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kiosk's data folder."""
    data = tmp_path_factory.mktemp("fuzz") / "kiosk"
    initialise(data, demo=False)
    enrol(data, Enrolment(1, OFFICE.office, KIOSK, "http://kelurahan.test", bytes(32)))
    keys.load(data).rotate()
    return data


@pytest.fixture
def data(bound: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "kiosk"
    shutil.copytree(bound, copy)
    return copy


def test_settings(data: Path) -> None:
    lines = [line.removeprefix("# ").split("   #")[0] for line in config.TEMPLATE.splitlines()[2:]]
    good = "\n".join(line for line in lines if line).encode()
    try_all("config", good, in_file(data / config.FILE, lambda: config.load(data)), 400, (KioskError,))


@pytest.mark.parametrize("name", [keys.OFFICE, keys.KEY])
def test_keys_of_the_kiosk(data: Path, name: str) -> None:
    good = (data / name).read_bytes()
    try_all(name, good, in_file(data / name, lambda: keys.load(data)), 400, (KioskError,))


def test_what_a_broken_key_file_says_never_holds_the_key(data: Path) -> None:
    """The message goes to a screen and a log."""
    secrets = [base64.b64encode(keys.load(data).seed).decode(), base64.b64encode(bytes(32)).decode()]
    said = []
    for bad in mutated((data / keys.KEY).read_bytes(), 200, "secret"):
        (data / keys.KEY).write_bytes(bad)
        try:
            keys.load(data)
        except KioskError as error:
            said.append(str(error))
    assert len(said) > 100
    assert not any(secret[:12] in words for secret in secrets for words in said)


def test_pins(data: Path) -> None:
    pins.change(data, lambda old: msgspec.structs.replace(old, failures=3))
    good = (data / pins.FILE).read_bytes()
    try_all("pins", good, in_file(data / pins.FILE, lambda: pins.read(data)), 300, ())


def test_reserved_numbers(data: Path) -> None:
    with Store.open(data) as store:
        store.transaction(lambda db: antrean.take(db, date(2026, 11, 21), "A", seq=1, numbers=store.numbers))
    (path,) = data.glob("number*")
    try_all("numbers", path.read_bytes(), in_file(path, lambda: Numbers(data)), 300, ())


def test_crashes_that_are_remembered(data: Path) -> None:
    path = data / supervisor.FILE
    good = msgspec.json.encode(crashes.crashed(supervisor.Past(), "ended", "app.py:12", 3.0))
    try_all("crashes", good, in_file(path, lambda: supervisor.read_past(data)), 300, ())


@pytest.mark.parametrize("name", ["trial.json", "rolled_back.json", "versions/1.0/release.json"])
def test_what_stands_beside_an_installed_program(tmp_path: Path, name: str) -> None:
    """The present version stays, whatever the disk has made of it."""
    place = installed(tmp_path / "install", built(tmp_path / "built", "1.0"))

    def look() -> None:
        updates.begin_trial(place)
        updates.take_word(place)
        with suppress(KioskError):
            updates.roll_back(place)
        assert updates.standing(place).version == "1.0"

    good = b'{"version":"1.1","starts":2,"to":"1.0","migrations":4}'
    try_all(name, good, in_file(place / name, look), 150, ())


def test_copies_of_the_database(data: Path) -> None:
    with Store.open(data):
        pass
    (data / "backups").mkdir(exist_ok=True)
    path = data / "backups" / "0000000001-20261122T154500Z.db"
    good = (data / DATABASE).read_bytes()
    # As `backups` leaves them: a file that needs no WAL.
    good = good[:18] + b"\x01\x01" + good[20:]
    try_all("backup", good, in_file(path, lambda: backups.verify(path, KIOSK)), 60, (KioskError,))


# --- files of authors and of the office ---


def test_enrolments() -> None:
    good = msgspec.json.encode(Enrolment(1, OFFICE.office, KIOSK, "http://kelurahan.test", bytes(32)))
    try_all("enrolment", good, parse_enrolment, 600, (KioskError,))


def test_services() -> None:
    folder = ASSETS / "services"
    shared = {path.name: path.read_text("utf-8") for path in folder.glob("_*.toml")}
    good = (folder / "d18_surat_keterangan_domisili.toml").read_bytes()

    def read(data: bytes) -> object:
        found = parse_catalog(shared, office={"d18.toml": data.decode("utf-8", "replace")})
        assert found.services or found.refused
        assert all(one.what and one.remedy for one in found.refused)
        return found

    try_all("service", good, read, 300, ())


def test_content() -> None:
    path = sorted((ASSETS / "content").glob("c0*.toml"))[1]

    def read(data: bytes) -> object:
        found = parse_content({}, ["C02", "C01", "C03"], office={path.name: data.decode("utf-8", "replace")})
        assert all(one.what and one.remedy for one in found.refused)
        return found

    try_all("content", path.read_bytes(), read, 200, ())


def test_texts_of_a_language(tmp_path: Path) -> None:
    good = b'review = "siapa"\n\n[texts]\n"Nama lengkap" = "Jeneng jangkep"\n"RT/RW" = "RT/RW"\n'
    try_all("texts", good, lambda data: parse_texts("jv.toml", data.decode("utf-8", "replace")), 300, (KioskError,))
    try_all(
        "texts of a folder", good, in_file(tmp_path / "jv.toml", lambda: load_texts("jv", tmp_path)), 200, (KioskError,)
    )


def test_texts_of_the_screen(tmp_path: Path) -> None:
    good = (
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<!-- Jawa -->\n<TS version="2.1" language="jv">\n'
        b"<context><name>A</name><message><source>Ya</source><translation>Inggih</translation></message></context></TS>\n"
    )
    path = tmp_path / "jv.ts"

    def read() -> object:
        read_note(path)
        return read_ts(path)

    try_all("ts", good, in_file(path, read), 300, (KioskError,))


def test_forms_of_other_programs(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    save(path, survey(["text", "nama", "Nama"], ["integer", "umur", "Umur"]))
    try_all("xlsform", path.read_bytes(), in_file(path, lambda: read_xlsform(path)), 40, (KioskError,))


def test_procedures(tmp_path: Path) -> None:
    path = min(procedures.PROCEDURES.glob("*.toml"))
    copy = tmp_path / path.name
    try_all(
        "procedure", path.read_bytes(), in_file(copy, lambda: procedures.load_procedures(tmp_path)), 200, (KioskError,)
    )


def test_the_table_of_printers(tmp_path: Path) -> None:
    path = tmp_path / "printers.toml"
    try_all(
        "models", models.TABLE.read_bytes(), in_file(path, lambda: models.load.__wrapped__(path)), 60, (ValueError,)
    )


# --- devices ---


@pytest.mark.survives(12)
def test_bytes_of_a_serial_scanner() -> None:
    """Codes come out, plain and short, or nothing does; what is kept of a code that never ends is bounded."""
    for said in ("", "~"):
        record = _Record(parse(Scanner(reader="serial:///dev/ttyACM0", prefix=said, suffix=said)))

        def feed(data: bytes, record: _Record = record) -> None:
            for character in str(data, "latin-1"):
                code = record.add(character)
                assert code is None or (code.isascii() and code.isprintable() and len(code) <= LONGEST)
            assert len(record._text) <= LONGEST
            record.end()

        try_all(f"serial{said}", b"~PK1:7KQM3X7KQM3X9TP~\r\n" * 3, feed, 300, ())


def test_answers_of_cups() -> None:
    attributes = [
        ipp._attribute(0x47, "attributes-charset", b"utf-8"),
        ipp._attribute(0x23, "printer-state", (3).to_bytes(4, "big")),
        ipp._attribute(0x44, "printer-state-reasons", b"media-empty"),
        ipp._attribute(0x44, "", b"cover-open"),
        ipp._attribute(0x22, "printer-is-accepting-jobs", b"\x01"),
    ]
    good = b"\x01\x01\x00\x00\x00\x00\x00\x01\x04" + b"".join(attributes) + b"\x03"

    def read(data: bytes) -> object:
        answer = ipp.read(data)
        assert answer is None or all(isinstance(one.value, bool | int | str) for one in answer.attributes)
        return answer

    try_all("ipp", good, read, 1_500, (ipp.Unreachable,))


def test_names_that_printers_give_themselves() -> None:
    try_all("said", b"EPSON TM-T82III", lambda data: models.recognise(str(data, "latin-1")), 300, ())


# --- what travels ---


def test_new_keys_of_the_office_before_a_reply_s_own_signature() -> None:
    """The only part of a reply that is read before it is known to be genuine."""
    seal, sign = sealing.new_sealing_key(), sealing.new_signing_key()
    hop = sealing.next_keys(OFFICE.office, sealing.seal_public(seal), sealing.sign_public(sign), OFFICE.sign)
    reply = Reply(bytes(32), Verdict.OK, 0, 0, 0, more=False, server_time=0)
    good = pack_reply(reply, office=OFFICE.office.code, kiosk_id=KIOSK, seed=sign, new_keys=[hop])

    def read(data: bytes) -> object:
        opened = open_reply(data, office=OFFICE.office, kiosk_id=KIOSK)
        assert isinstance(opened, Wrong) or data == good
        return opened

    try_all("new keys", good, read, 1_500, ())
    endless = [NextKeys(number, bytes(32), bytes(32), bytes(64)) for number in range(2, 900)]
    flood = pack_reply(reply, office=OFFICE.office.code, kiosk_id=KIOSK, seed=sign, new_keys=endless)
    began = time.thread_time()
    assert open_reply(flood, office=OFFICE.office, kiosk_id=KIOSK) is Wrong.SIGNATURE
    assert time.thread_time() - began < LONGEST_S


def test_vouchers_before_a_request() -> None:
    known, seed = sealing.new_signing_key(), sealing.new_signing_key()
    key = sealing.sign_public(seed)
    voucher = sealing.sign(sealing.kiosk_key_bytes(OFFICE.office.code, KIOSK, key), known)
    request = Request(0, bytes(32), bytes(32), 0, bytes(32), 0, 1_795_000_000_000)
    good = pack_request(request, office=OFFICE.office.code, kiosk_id=KIOSK, seed=seed, vouchers=[(voucher, key)])
    public = sealing.sign_public(known)

    def read(data: bytes) -> object:
        envelope = read_request(data)
        if isinstance(envelope, Wrong):
            return envelope
        led = newest_key(public, envelope)
        assert led == public or envelope.vouchers[0].signature == voucher
        return led

    assert read(good) == key
    try_all("vouchers", good, read, 800, ())


def test_bundles_that_the_office_signed_and_others() -> None:
    """Also where the signature holds: what it says of itself is checked like a stranger's word."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pku"
        bundles.write(
            built(Path(folder) / "built", "1.1"), path, least="0.0", office=OFFICE.office, sign_seed=OFFICE.sign
        )
        good = path.read_bytes()
        try_all("bundle", good, in_file(path, lambda: bundles.read(path, OFFICE.office)), 400, (KioskError,))
        at = 4 + 4 + int.from_bytes(good[4:8], "big") + 64
        end = at + 4 + int.from_bytes(good[at : at + 4], "big")
        number = 0

        def signed(said: bytes) -> object:
            nonlocal number
            number += 1
            signature = sealing.sign(b"PKU\x01" + said, OFFICE.sign)
            path.write_bytes(good[: at - 64] + signature + len(said).to_bytes(4, "big") + said + good[end:])
            bundle = bundles.read(path, OFFICE.office)
            there = Path(folder) / f"out-{number}"
            try:
                bundles.unpack(bundle, there)
                assert all(one.resolve().is_relative_to(there) for one in there.rglob("*"))
            finally:
                shutil.rmtree(there, ignore_errors=True)
            return bundle

        try_all("manifest", good[at + 4 : end], signed, 300, (KioskError,))
