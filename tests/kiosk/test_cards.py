"""Cards that open the PIN page: kept as keyed hashes, known to one kiosk, named in no log."""

from __future__ import annotations

import io
import json
import os
import threading
import tty
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import log, pins
from kiosk.app.bootstrap import machine
from kiosk.app.machinery import Machinery
from kiosk.domain.audit import Act
from kiosk.errors import WrongUse
from kiosk.usecases import audit, cards
from kiosk.usecases.maintenance import PinGuard, PinRight, new_pin
from printers import card

Run = Callable[..., tuple[int, str, str]]
UID = "04a2b3c4d5e680"


@pytest.mark.parametrize("text", ["12345678", "0012345678", "04A2B3C4", "04a2b3c4d5e680", "04A2B3C4D5E6F7A8B9C0"])
def test_what_readers_type_looks_like_a_card(text: str) -> None:
    assert cards.looks_like_card(text)
    assert cards.looks_like_card(f" {text}\r\n")


@pytest.mark.parametrize(
    "text", ["", "1234567", "04A2B3C4D", "1671025403890002", "7KQM3X9TP", "04:A2:B3:C4", "9786020332956"]
)
def test_nothing_else_does(text: str) -> None:
    assert not cards.looks_like_card(text)


def test_a_card_is_known_by_any_case_until_it_is_forgotten(tmp_path: Path) -> None:
    cards.enrol(tmp_path, UID, "  Kartu   1 ")
    assert cards.labels(tmp_path) == ("Kartu 1",)
    assert cards.which(tmp_path, UID.upper() + "\r") == "Kartu 1"
    assert cards.which(tmp_path, UID[:-1] + "1") is None
    cards.forget(tmp_path, "Kartu 1")
    assert cards.which(tmp_path, UID) is None
    assert cards.labels(tmp_path) == ()


def test_each_card_and_each_name_is_there_once(tmp_path: Path) -> None:
    cards.enrol(tmp_path, UID, "Kartu 1")
    for uid, label in ((UID.upper(), "Kartu 2"), ("12345678", "Kartu 1"), ("12345678", " "), ("12345678", "x" * 41)):
        with pytest.raises(WrongUse):
            cards.enrol(tmp_path, uid, label)
    with pytest.raises(WrongUse, match="no card"):
        cards.forget(tmp_path, "Kartu 2")
    for number in range(cards.MOST - 1):
        cards.enrol(tmp_path, f"{number:08}", f"Nomor {number}")
    with pytest.raises(WrongUse, match="already"):
        cards.enrol(tmp_path, "99999999", "Satu lagi")


def test_what_was_no_card_is_not_repeated(tmp_path: Path) -> None:
    """It may be somebody's NIK."""
    with pytest.raises(WrongUse) as refused:
        cards.enrol(tmp_path, "1671025403890002", "Kartu 1")
    assert "1671" not in str(refused.value)


def test_a_new_pin_leaves_the_cards_and_a_card_leaves_the_pins(tmp_path: Path) -> None:
    pin = new_pin(tmp_path)
    cards.enrol(tmp_path, UID, "Kartu 1")
    assert PinGuard(tmp_path).check(pin) == PinRight()
    new_pin(tmp_path)
    assert cards.labels(tmp_path) == ("Kartu 1",)


@pytest.mark.survives(24)
def test_a_card_stands_on_the_disk_as_a_hash_that_no_other_kiosk_knows(tmp_path: Path) -> None:
    here, other = tmp_path / "here", tmp_path / "other"
    for data in (here, other):
        data.mkdir()
        cards.enrol(data, UID, "Kartu 1")
    assert UID.lower() not in (here / pins.FILE).read_text("utf-8").lower()
    kept = [read.cards[0].hash for data in (here, other) if (read := pins.read(data))]
    assert len(set(kept)) == 2


def test_a_card_can_be_a_qr_on_a_sheet_and_be_taken_back(
    data: Path, tmp_path: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the program runs, and for any scanner of codes."""
    drawn: list[str] = []
    render = card.render

    def seen(label: str, number: str, kiosk_id: str) -> bytes:
        drawn.append(number)
        return render(label, number, kiosk_id)

    monkeypatch.setattr(card, "render", seen)
    sheet = tmp_path / "kartu.pdf"
    with machine(data) as one:
        machinery = Machinery(one)
        code, out, err = run_kiosk("card", "--new-qr", "Kartu QR", "--out", sheet, "--data", data, "--json")
        assert (code, json.loads(out), err) == (0, {"cards": ["Kartu QR"]}, "")
        assert sheet.read_bytes().startswith(b"%PDF-")
        assert [cards.looks_like_card(number) for number in drawn] == [True]
        assert machinery.knows_card(drawn[0])
        assert run_kiosk("card", "--forget", "Kartu QR", "--data", data)[0] == 0
        assert not machinery.knows_card(drawn[0])
    assert run_kiosk("card", "--new-qr", "Kartu QR", "--data", data)[0] == 2
    assert run_kiosk("card", "--new-qr", "x", "--out", tmp_path / "no" / "kartu.pdf", "--data", data)[0] == 2
    assert cards.labels(data) == ()


def test_a_card_held_to_the_reader_again_and_again_leaves_one_line(data: Path) -> None:
    cards.enrol(data, UID, "Kartu 1")
    with machine(data) as one:
        machinery = Machinery(one)
        assert all(machinery.knows_card(UID) for _ in range(20))
        assert not machinery.knows_card("12345678")
        shown = [line.detail for line in audit.entries(one.context.store) if line.act is Act.CARD_SHOWN]
    assert shown == ["Kartu 1"]


@pytest.fixture
def data(tmp_path: Path, run_kiosk: Run) -> Path:
    """A kiosk of the demo office."""
    folder = tmp_path / "data"
    assert run_kiosk("init", "--demo", "--data", folder)[0] == 0
    return folder


def test_a_petugas_enrols_lists_and_forgets_a_card(data: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(UID + "\n"))
    code, out, _ = run_kiosk("card", "--enrol", "Kartu 1", "--data", data, "--json")
    assert (code, json.loads(out)) == (0, {"cards": ["Kartu 1"]})
    log.set_up(data)
    with machine(data) as one:
        running = Machinery(one)
        assert running.knows_card(UID)
        assert not running.knows_card("12345678")
    log.close()
    assert run_kiosk("card", "--list", "--data", data)[1] == "Kartu 1\n"
    assert run_kiosk("card", "--forget", "Kartu 1", "--data", data)[1] == "No card is enrolled.\n"
    assert run_kiosk("card", "--forget", "Kartu 1", "--data", data)[0] == 2
    assert run_kiosk("card", "--forget", "x", "--list", "--data", data)[0] == 2
    logged = "".join(file.read_text("utf-8") for file in (data / "logs").iterdir())
    events = ("card_enrolled", "card_shown", "card_forgotten")
    assert [event for event in events if event in logged] == list(events)
    assert UID not in logged.lower()
    assert "Kartu" not in logged


def test_a_card_is_read_from_a_scanner_on_a_line(data: Path, run_kiosk: Run) -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    with (data / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[scanner]\nreader = "serial://{os.ttyname(theirs)}"\n')
    done = threading.Event()

    def hold() -> None:
        while not done.wait(0.05):
            os.write(ours, b"\r\n" + UID.encode() + b"\r\n")

    holding = threading.Thread(target=hold)
    holding.start()
    try:
        code, out, err = run_kiosk("card", "--enrol", "Kartu 1", "--data", data, "--json")
    finally:
        done.set()
        holding.join()
        os.close(ours)
        os.close(theirs)
    assert (code, json.loads(out)) == (0, {"cards": ["Kartu 1"]}), err
    assert UID not in out + err


def test_a_nonsense_reader_is_named(data: Path, run_kiosk: Run) -> None:
    (data / "config.toml").write_text('[scanner]\nreader = "usb:"\n', "utf-8")
    code, _, err = run_kiosk("card", "--enrol", "Kartu 1", "--data", data)
    assert (code, 'Write "keys:"' in err) == (2, True)
