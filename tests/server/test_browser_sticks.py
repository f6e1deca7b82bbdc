"""The page "Flashdisk" in a real Chromium. Its folder of a stick is the browser's own private file system, a real one."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kiosk.store import blobs
from kiosk.usecases.submit import submit
from sync import usb
from tests.server.test_browser import address, chromium, enter, fits, log_in, page, pytestmark
from tests.server.test_desk_sticks import bring_back, export, on
from tests.sync.world import KioskWorld, OfficeWorld, World

__all__ = ["address", "chromium", "page", "pytestmark"]

DESK = pytest.mark.parametrize("page", [(1366, 768)], ids=["desk"], indirect=True)
PHONE = pytest.mark.parametrize("page", [(390, 844)], ids=["phone"], indirect=True)

PICKER = "window.showDirectoryPicker = () => navigator.storage.getDirectory();"
PUT = """async ([place, text]) => {
  let folder = await navigator.storage.getDirectory();
  const parts = place.split("/");
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
  const stream = await (await folder.getFileHandle(parts.at(-1), { create: true })).createWritable();
  await stream.write(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)));
  await stream.close();
}"""
GET = """async () => {
  const found = {};
  const walk = async (folder, place) => {
    for await (const entry of folder.values()) {
      if (entry.kind === "directory") await walk(entry, `${place}${entry.name}/`);
      else found[place + entry.name] = btoa(String.fromCharCode(...new Uint8Array(await (await entry.getFile()).arrayBuffer())));
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  return found;
}"""


def plug_in(page: Any, stick: Path) -> None:
    """What is on the stick, into the folder that the page's button will find."""
    for name, data in on(stick):
        page.evaluate(PUT, [name, base64.b64encode(data).decode()])


def pull_out(page: Any, stick: Path) -> None:
    """What is in that folder, onto the stick."""
    for name, text in page.evaluate(GET).items():
        (stick / name).parent.mkdir(parents=True, exist_ok=True)
        (stick / name).write_bytes(base64.b64decode(text))


@DESK
def test_a_stick_is_read_answered_and_safe_to_remove(
    world: World, office: OfficeWorld, kiosk: KioskWorld, address: str, page: Any, stick: Path
) -> None:
    """Two kiosks' files and a photo are taken, replies written and read back; the other office's folder stays closed."""
    complaint = kiosk.machine.context.catalog.find("J01")
    submit(kiosk.machine.context, complaint, complaint.sample)
    other = world.kiosk(office, enrolment=office.enrolment("Balai RW 05"))
    stranger = world.kiosk(world.office(code="16.71.02.1004"))
    for one, count in ((kiosk, 1), (other, 1), (stranger, 1)):
        one.submit(count)
        export(one, stick)
    page.add_init_script(PICKER)
    log_in(page, address)
    enter(page, "Flashdisk")
    plug_in(page, stick)
    page.get_by_role("button", name="Pilih flashdisk").click()
    expect(page.get_by_role("heading", name="Aman dilepas")).to_be_visible()
    expect(page.get_by_text("2 balasan sudah ditulis ke flashdisk dan dibaca ulang.")).to_be_visible()
    expect(page.get_by_text("Ada juga data untuk kantor lain.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Balai RW 05")).to_contain_text("1 data baru diterima.")
    expect(page.get_by_role("listitem").filter(has_text="1 foto")).to_contain_text("sudah di kantor.")
    assert fits(page)
    pull_out(page, stick)
    assert bring_back(kiosk, stick).acknowledged == 2
    assert kiosk.store.run(blobs.undelivered) == []
    assert bring_back(other, stick).acknowledged == 1
    assert bring_back(stranger, stick) == usb.Imported(0, 0)
    assert len(office.items()) == 3


@PHONE
def test_where_folders_stay_closed_the_replies_come_as_a_zip(
    office: OfficeWorld, kiosk: KioskWorld, address: str, page: Any, stick: Path
) -> None:
    """The folder is chosen, its files are sent one by one, and the ZIP that is made here unpacks onto the stick."""
    kiosk.submit(2)
    export(kiosk, stick)
    (stick / "foto keluarga.jpg").write_bytes(b"not ours")
    page.add_init_script("delete window.showDirectoryPicker;")
    log_in(page, address)
    page.goto(f"{address}/meja/flashdisk")
    expect(page.get_by_role("button", name="Pilih flashdisk")).to_be_hidden()
    page.get_by_label("Folder publik-kiosk di flashdisk").set_input_files(stick)
    link = page.get_by_role("link", name="Unduh balasan (ZIP)")
    expect(link).to_be_visible()
    expect(page.get_by_text("foto keluarga")).to_have_count(0)
    assert fits(page)
    with page.expect_download() as download:
        link.click()
    with zipfile.ZipFile(download.value.path()) as replies:
        assert replies.testzip() is None
        replies.extractall(stick)
    assert bring_back(kiosk, stick).acknowledged == 2


# What the browser is made to do, and what the petugas reads.
FAULTS = [
    (
        """const close = FileSystemWritableFileStream.prototype.close;
        FileSystemWritableFileStream.prototype.close = async function () { await this.truncate(9); return close.call(this); }""",
        "tidak menyimpan apa yang ditulis",
    ),
    (
        """FileSystemWritableFileStream.prototype.write = () => Promise.reject(new DOMException("", "QuotaExceededError"))""",
        "Flashdisk penuh",
    ),
    (
        """FileSystemFileHandle.prototype.createWritable =
        () => Promise.reject(new DOMException("", "NoModificationAllowedError"))""",
        "tidak boleh menulis",
    ),
    (
        """FileSystemFileHandle.prototype.getFile = () => Promise.reject(new DOMException("", "NotFoundError"))""",
        "Flashdisk terlepas",
    ),
    (
        """FileSystemDirectoryHandle.prototype.values = async function* () { for (;;) yield { kind: "file", name: "x" }; }""",
        "lebih dari 50000 berkas",
    ),
]


@DESK
def test_a_bad_stick_is_never_called_safe(
    office: OfficeWorld, kiosk: KioskWorld, address: str, page: Any, stick: Path
) -> None:
    """Whatever the stick does wrong is said with what to do; nothing is lost, and a good one goes through after it."""
    kiosk.submit()
    export(kiosk, stick)
    page.add_init_script(PICKER)
    log_in(page, address)
    for fault, says in FAULTS:
        page.goto(f"{address}/meja/flashdisk")
        plug_in(page, stick)
        page.evaluate(f"() => {{ {fault} }}")
        page.get_by_role("button", name="Pilih flashdisk").click()
        expect(page.get_by_role("alert")).to_contain_text(says)
        expect(page.get_by_role("heading", name="Aman dilepas")).to_be_hidden()
        expect(page.get_by_role("button", name="Pilih flashdisk")).to_be_enabled()
        if "penuh" in says:
            page.goto(f"{address}/meja/flashdisk")
            assert not [name for name in page.evaluate(GET) if name.endswith(".pkr")]
    page.goto(f"{address}/meja/flashdisk")
    page.get_by_role("button", name="Pilih flashdisk").click()
    expect(page.get_by_role("heading", name="Aman dilepas")).to_be_visible()
    pull_out(page, stick)
    assert bring_back(kiosk, stick).acknowledged == 1
    assert len(office.items()) == 1


@DESK
def test_an_office_that_does_not_answer_is_told_from_a_bad_stick(
    office: OfficeWorld, kiosk: KioskWorld, address: str, page: Any, stick: Path
) -> None:
    """A stick with nothing for us or nothing good, no network, a session that has ended: each has its own sentence."""
    page.add_init_script(PICKER)
    log_in(page, address)
    page.goto(f"{address}/meja/flashdisk")
    page.get_by_role("button", name="Pilih flashdisk").click()
    expect(page.get_by_role("alert")).to_contain_text("tidak ada data dari kiosk")
    kiosk.submit()
    export(kiosk, stick)
    broken = f"publik-kiosk/{office.keys.code}/7KQM3X/00000001-00000002.pkx"
    page.evaluate(PUT, [broken, base64.b64encode(b"PKX").decode()])
    page.get_by_role("button", name="Pilih flashdisk").click()
    expect(page.get_by_role("alert")).to_contain_text("Tidak ada yang bisa diterima")
    expect(page.get_by_role("listitem").filter(has_text="00000001-00000002.pkx")).to_contain_text("Berkas terpotong")
    plug_in(page, stick)
    page.evaluate("() => { window.fetch = async () => { throw new TypeError(''); } }")
    page.get_by_role("button", name="Pilih flashdisk").click()
    expect(page.get_by_role("alert")).to_contain_text("Komputer kantor tidak menjawab")
    page.goto(f"{address}/meja/flashdisk")
    page.context.clear_cookies()
    page.get_by_role("button", name="Pilih flashdisk").click()
    expect(page.get_by_role("alert")).to_contain_text("Sesi Anda sudah berakhir")
    assert office.items() == []
