"""The page "Flashdisk", as a browser without JavaScript and as the page's own script use it."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kiosk.store import blobs
from kiosk.usecases.submit import Submitted, submit
from sync import usb
from sync.protocol import MAX_PACKED, Verdict, Wrong
from sync.server.desk import words
from sync.server.desk.flashdisk import MOST_BYTES, MOST_FILES, State
from sync.server.exchange.blobs import BlobRefusal
from sync.server.store.tables import metadata
from tests.server.test_desk import Browser
from tests.sync.world import KioskWorld, OfficeWorld, World


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    browser = Browser(office)
    assert browser.log_in().url.path == "/meja"
    browser.get("/meja/flashdisk")
    return browser


def export(kiosk: KioskWorld, stick: Path) -> usb.Exported:
    return usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock)


def bring_back(kiosk: KioskWorld, stick: Path) -> usb.Imported:
    return usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock)


def on(stick: Path) -> list[tuple[str, bytes]]:
    """The files of a stick as a browser sends them with their folder."""
    return [(str(path.relative_to(stick)), path.read_bytes()) for path in sorted(stick.rglob("*")) if path.is_file()]


def token(desk: Browser) -> str:
    found = re.search(r'name="token" value="([^"]+)"', desk.page)
    return found[1] if found else ""


def send(desk: Browser, files: list[tuple[str, bytes]], **form: str) -> httpx2.Response:
    """The form of the page, with files."""
    response = desk.client.post(
        "/meja/flashdisk",
        data={"token": token(desk), **form},
        files=[("berkas", (name, data, "application/octet-stream")) for name, data in files],
    )
    desk.page = response.text
    return response


def send_one(desk: Browser, name: str, data: bytes, **form: str) -> httpx2.Response:
    """One file, as the script sends it."""
    return desk.client.post(
        "/meja/flashdisk/berkas", data={"token": token(desk), **form}, files=[("berkas", (name, data))]
    )


def archive(desk: Browser) -> zipfile.ZipFile:
    """The ZIP of replies on the page."""
    found = re.search(r'href="data:application/zip;base64,([^"]+)"', desk.page)
    assert found
    return zipfile.ZipFile(io.BytesIO(base64.b64decode(found[1])))


def results(desk: Browser) -> list[tuple[str, str, str]]:
    """State, name and words of every line of the result."""
    listed = desk.page[desk.page.index('id="daftar"') : desk.page.index("</ul>", desk.page.index('id="daftar"'))]
    lines = re.findall(
        r'<li class="(\w+)">.*?<strong>(.*?)</strong> <span class="says">(.*?)</span>', listed, re.DOTALL
    )
    return [(state, name, says) for state, name, says in lines]


def stored(office: OfficeWorld) -> dict[str, Any]:
    """Everything in the office's tables but its sessions, whose last use is noted."""
    with office.database.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select())))
            for table in metadata.sorted_tables
            if table.name != "sessions"
        }


def test_what_two_kiosks_brought_is_taken_and_answered(
    world: World, office: OfficeWorld, kiosk: KioskWorld, desk: Browser, stick: Path
) -> None:
    """A stick with two kiosks of this office and one of another: the replies of the ZIP are what the kiosks take."""
    other = world.kiosk(office, enrolment=office.enrolment("Balai RW 05"))
    stranger = world.kiosk(world.office(code="16.71.02.1004"))
    for one, count in ((kiosk, 2), (other, 3), (stranger, 1)):
        one.submit(count)
        export(one, stick)
    before = {path for path in stick.rglob("*") if path.is_file()}
    assert send(desk, on(stick)).status_code == 200
    assert sorted(results(desk)) == [
        ("refused", "00000001-00000001.pkx", words.STICK_WRONG[Wrong.OTHER_OFFICE]),
        ("taken", "Balai RW 05", "3 data baru diterima."),
        ("taken", "Ruang depan", "2 data baru diterima."),
    ]
    assert len(office.items()) == 5
    with archive(desk) as replies:
        assert len(replies.namelist()) == 2
        replies.extractall(stick)
    assert bring_back(kiosk, stick).acknowledged == 2
    assert bring_back(other, stick).acknowledged == 3
    # What is the other office's lies there as it was.
    assert set(stick.rglob("*.pk?")) == {path for path in before if "1004" in str(path)}
    kiosk.verify()


def test_a_stick_that_is_sent_twice_changes_nothing_the_second_time(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser, stick: Path
) -> None:
    """Told so, and there is a reply all the same, because the first may have been lost. A copy that the browser numbered is
    answered under the name the kiosk looks for; one whose name lost its numbers has no place for a reply.
    """
    kiosk.submit(2)
    export(kiosk, stick)
    send(desk, on(stick))
    send(desk, on(stick))
    assert results(desk) == [("known", "Ruang depan", "Sudah pernah diterima.")]
    before = stored(office)
    [(name, data)] = on(stick)
    send(desk, [("dari kiosk.pkx", data)])
    assert results(desk) == [("refused", "dari kiosk.pkx", words.STICK_RENAMED)]
    assert stored(office) == before
    send(desk, [("00000001-00000002 (1).pkx", data)])
    assert archive(desk).namelist() == [name[:-1] + "r"]
    archive(desk).extractall(stick)
    assert bring_back(kiosk, stick).acknowledged == 2
    assert len(office.items()) == 2


def test_the_script_gets_the_same_in_json(office: OfficeWorld, kiosk: KioskWorld, desk: Browser, stick: Path) -> None:
    """One file there, its reply back, with its place on the stick. With a flipped byte anywhere it is refused."""
    kiosk.submit()
    [name] = export(kiosk, stick).files
    good = (stick / name).read_bytes()
    for at in (20, 60, 120, len(good) // 2, len(good) - 1):
        bad = bytearray(good)
        bad[at] ^= 1
        refused = send_one(desk, Path(name).name, bytes(bad)).json()
        assert (refused["state"], bool(refused["says"])) == ("refused", True), at
    assert office.items() == []
    answer = send_one(desk, Path(name).name, good)
    assert answer.headers["content-type"].startswith("application/json")
    taken = json.loads(answer.content)
    assert (taken["state"], taken["kiosk"], taken["says"]) == ("taken", "Ruang depan", "1 data baru diterima.")
    assert taken["reply"]["place"] == name[:-1] + "r"
    (stick / taken["reply"]["place"]).write_bytes(base64.b64decode(taken["reply"]["data"]))
    assert bring_back(kiosk, stick).acknowledged == 1


def test_a_revoked_kiosk_gets_its_signed_no(office: OfficeWorld, kiosk: KioskWorld, desk: Browser, stick: Path) -> None:
    """Refused in words here, and the reply tells the kiosk."""
    kiosk.submit()
    export(kiosk, stick)
    office.revoke(kiosk.keys.id)
    send(desk, on(stick))
    assert results(desk) == [("refused", "Ruang depan", words.STICK_VERDICT[Verdict.REVOKED])]
    archive(desk).extractall(stick)
    assert [one.reason.value for one in bring_back(kiosk, stick).refused] == ["revoked"]
    assert office.items() == []


def test_photos_are_taken_after_the_entries_that_name_them(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser, stick: Path
) -> None:
    """Whatever order the browser sends them in; the reply no longer asks for them, and they leave the kiosk."""
    kiosk.sync()
    complaint = kiosk.machine.context.catalog.find("J01")
    assert isinstance(submit(kiosk.machine.context, complaint, complaint.sample), Submitted)
    [entries, photo] = export(kiosk, stick).files
    early = send_one(desk, Path(photo).name, (stick / photo).read_bytes()).json()
    assert (early["state"], early["says"]) == ("refused", words.STICK_BLOB[BlobRefusal.NOT_NAMED])
    send(desk, [(name, (stick / name).read_bytes()) for name in (photo, entries)])
    assert results(desk) == [("taken", "Ruang depan", "1 data baru diterima."), ("taken", "1 foto", "sudah di kantor.")]
    archive(desk).extractall(stick)
    assert bring_back(kiosk, stick).acknowledged == 1
    assert kiosk.store.run(blobs.undelivered) == []
    assert not list(stick.rglob("*.pk?"))


HOSTILE = [
    ("foto.jpg", b"\xff\xd8\xff\xe0" + b"x" * 1000, words.STICK_WRONG[Wrong.NOT_OURS]),
    ("00000001-00000002.pkx", b"", words.STICK_EMPTY),
    ("00000001-00000002.pkr", b"PKR\x01\x00", words.STICK_REPLY),
    ("00000001-00000002.pkx", b"PKX\x01", words.STICK_WRONG[Wrong.TRUNCATED]),
    ("00000001-00000002.pkx", b"PKX" + b"x" * MAX_PACKED, words.STICK_WRONG[Wrong.TOO_LARGE]),
    ("a" * 64 + ".pkb", b"PKB\x01", words.STICK_WRONG[Wrong.TRUNCATED]),
    ("a" * 64 + ".pkb", b"PKB\x01\x00" + b"x" * MAX_PACKED, words.STICK_WRONG[Wrong.TOO_LARGE]),
]


def test_what_is_no_file_of_a_kiosk_is_refused_in_words(office: OfficeWorld, desk: Browser) -> None:
    """Whatever is sent, in one form or one by one: a sentence each, and nothing changes. Nor do forms no browser sends."""
    before = stored(office)
    assert send(desk, [(name, data) for name, data, _ in HOSTILE]).status_code == 200
    assert sorted(says for _, _, says in results(desk)) == sorted(says for *_, says in HOSTILE)
    assert {state for state, _, _ in results(desk)} == {"refused"}
    for name, data, says in HOSTILE:
        answer = send_one(desk, name, data)
        if len(data) > MAX_PACKED:
            assert answer.status_code in (200, 413)
        else:
            assert (answer.json()["state"], answer.json()["says"]) == ("refused", says)
    assert desk.client.post("/meja/flashdisk", data={"token": token(desk)}).status_code == 400
    assert desk.client.post("/meja/flashdisk/berkas", content=b"PKX", headers={"content-type": "text/plain"}).is_error
    assert desk.client.post("/meja/flashdisk", files=[("token", (None, token(desk)))]).status_code == 200
    assert stored(office) == before


ASTRAY = (
    "../../../etc/00000001-00000001.pkx",
    "..\\..\\00000001-00000001.pkx",
    "/00000001-00000001.pkx",
    "publik-kiosk/../../../00000001-00000001.pkx",
    "<b>00000001-00000001.pkx",
    "00000001-00000001.pkx\u202exkp.exe",
)


def test_a_name_cannot_lead_a_reply_astray(office: OfficeWorld, kiosk: KioskWorld, desk: Browser, stick: Path) -> None:
    """Of a name only two numbers are used; where the reply lies, the signed head says."""
    kiosk.submit()
    [file] = export(kiosk, stick).files
    good = (stick / file).read_bytes()
    send(desk, [("00000001-00000001.pkx/../../../evil", good)])
    assert [state for state, _, _ in results(desk)] == ["refused"]
    assert office.items() == []
    send(desk, [(name, good) for name in ASTRAY])
    assert [state for state, _, _ in results(desk)] == ["taken", *["known"] * (len(ASTRAY) - 1)]
    assert archive(desk).namelist() == [file[:-1] + "r"]
    assert "<b>" not in desk.page
    assert "\u202e" not in desk.page


def test_too_many_or_too_large_at_once_is_said_and_nothing_taken(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser, stick: Path
) -> None:
    """One more than the page allows, ten thousand, and a flood of bytes."""
    kiosk.submit()
    [name] = export(kiosk, stick).files
    good = (Path(name).name, (stick / name).read_bytes())
    before = stored(office)
    for files in ([good] * (MOST_FILES + 1), [good, *[("x", b"")] * 10_000], [good, ("x.pkx", bytes(MOST_BYTES))]):
        desk.get("/meja/flashdisk")
        response = send(desk, files)
        assert response.status_code in (400, 413)
        assert "Terlalu banyak" in desk.page
        assert stored(office) == before


def test_nothing_is_taken_without_session_and_token(
    office: OfficeWorld, kiosk: KioskWorld, desk: Browser, stick: Path
) -> None:
    """A stranger is sent to the log-in; another session's or site's form is refused."""
    kiosk.submit()
    [name] = export(kiosk, stick).files
    file = (Path(name).name, (stick / name).read_bytes())
    before = stored(office)
    stranger = Browser(office)
    assert stranger.get("/meja/flashdisk").url.path == "/masuk"
    assert send(stranger, [file]).url.path == "/masuk"
    assert send_one(stranger, *file).url.path == "/masuk"
    assert send(desk, [file], token="x" * 43).status_code == 403
    desk.get("/meja/flashdisk")
    assert send_one(desk, *file, token="").status_code == 403
    good = token(desk)
    for path in ("/meja/flashdisk", "/meja/flashdisk/berkas"):
        for headers in ({"origin": "http://evil.test"}, {"sec-fetch-site": "cross-site"}):
            response = desk.client.post(path, data={"token": good}, files=[("berkas", file)], headers=headers)
            assert response.status_code == 403
    assert stored(office) == before


def test_every_reason_has_its_words() -> None:
    """Whatever a file is refused for, the page has a sentence for it."""
    assert set(words.STICK_WRONG) == set(Wrong)
    assert set(words.STICK_VERDICT) == set(Verdict)
    assert set(words.STICK_BLOB) == set(BlobRefusal)
    assert {one.value for one in State} == {"taken", "known", "refused"}
