"""What the doctor says of the road to the office: plain Indonesian, what to do, and that nothing is lost."""

from __future__ import annotations

import json
import socket
import string
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kiosk import keys
from kiosk.app import doctor
from kiosk.app.petugas_words import SYNC_REASON, link_words
from kiosk.clock import FixedClock
from kiosk.domain.readiness import Check
from kiosk.store import journal
from kiosk.store.database import reading
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from sync import tries
from sync.findings import Diagnosis, Finding, Tls
from sync.outcome import Reason, SyncOutcome

Run = Callable[..., tuple[int, str, str]]
NOON_MS = 1_795_237_200_000  # Saturday, 21 November 2026, 12.00 WIB
SAFE = "Data aman di sini."


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_is_a_sentence_with_what_to_do(finding: Finding) -> None:
    """With the names of this link in it, and that the data are safe wherever they did not get through."""
    seen = Diagnosis(finding, host="kelurahan.example", port=8080, proxy="proxy.example:3128")
    said = link_words(seen, clock_wrong=False)
    assert said[0] in string.ascii_uppercase
    assert said.rstrip(")").endswith((".", "3128"))
    assert "{" not in said
    assert said.endswith(SAFE) is not seen.fine
    assert len(said) < 260


@pytest.mark.parametrize("worth", [worth for worth in Tls if worth not in (Tls.NONE, Tls.VERIFIED)])
def test_an_unverified_connection_is_told_and_that_the_seal_holds(worth: Tls) -> None:
    """The exchange goes on; the petugas knows on what."""
    said = link_words(Diagnosis(Finding.FINE, worth, "kelurahan.example", 443, "IPv4"), clock_wrong=False)
    assert said.startswith("Server kelurahan menjawab. (IPv4)")
    assert "tidak terverifikasi; isinya tetap tersegel" in said
    assert "betulkan jam" not in said


@pytest.mark.parametrize("worth", [Tls.EXPIRED, Tls.NOT_YET])
def test_with_a_doubtful_clock_the_clock_is_blamed(worth: Tls) -> None:
    """Nobody renews a certificate because a battery is empty."""
    said = link_words(Diagnosis(Finding.FINE, worth, "kelurahan.example", 443, "IPv6"), clock_wrong=True)
    assert "betulkan jam" in said
    assert "kedaluwarsa" not in said


def test_a_verified_connection_needs_no_word() -> None:
    """Only the way is told: a proxy in between, and which kind of address."""
    seen = Diagnosis(Finding.FINE, Tls.VERIFIED, "kelurahan.example", 443, "IPv6", "proxy.example:3128")
    assert link_words(seen, clock_wrong=False) == "Server kelurahan menjawab. (IPv6, proxy proxy.example:3128)"


def bound(context: Context) -> keys.Keys:
    kiosk = context.kiosk
    return keys.Keys(kiosk.id, kiosk.office, "", kiosk.seed, None, demo=False)


def network(context: Context, url: str) -> Check:
    return doctor.network(url, context.store.run, context.clock, bound(context))


def test_a_kiosk_without_a_server_is_ready(context: Context) -> None:
    """Sticks are a road, too."""
    check = network(context, "")
    assert (check.ok, check.needed) == (True, False)
    assert "flashdisk" in check.detail


def test_a_server_that_is_not_there_is_named(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the kiosk is ready all the same."""
    monkeypatch.setenv("no_proxy", "*")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    check = network(context, f"http://127.0.0.1:{port}")
    assert (check.ok, check.needed) == (False, False)
    assert f"port {port}" in check.detail
    assert check.detail.endswith(SAFE)


def road(context: Context) -> Check:
    return doctor.sync_check(context.store.run, context.clock, bound(context))


def fail(context: Context, reason: Reason) -> None:
    tries.remember(context.store, SyncOutcome(reason), now=context.clock.now_ms())


def test_what_waits_and_the_last_good_contact_are_told(context: Context) -> None:
    """Nothing, then one request; never, then yesterday."""
    assert road(context) == Check(
        "sync", True, "Belum ada data untuk dikirim. Terakhir terhubung: belum pernah.", needed=False
    )
    service = context.catalog.find("D18")
    assert isinstance(submit(context, service, service.sample), Submitted)
    assert road(context).detail.startswith("1 data belum terkirim.")
    state = journal.SyncState(last_contact_at=NOON_MS - 86_400_000)
    context.store.transaction(lambda db: journal.put_sync_state(db, state))
    assert "Jumat, 20 November 2026" in road(context).detail


def test_the_last_try_says_why_how_often_and_until_when(context: Context) -> None:
    """The back-off has an upper bound, so it can be told; a success ends it all."""
    clock = context.clock
    assert isinstance(clock, FixedClock)
    fail(context, Reason.NO_CONNECTION)
    assert SYNC_REASON[Reason.NO_CONNECTION] in road(context).detail
    assert "berturut-turut" not in road(context).detail
    for _ in range(11):
        fail(context, Reason.STALLED)
    check = road(context)
    assert (check.ok, check.attention) == (True, True)
    assert f"gagal (12 kali berturut-turut): {SYNC_REASON[Reason.STALLED]}" in check.detail
    assert check.detail.endswith("paling lama 16 menit kemudian.")
    tries.remember(context.store, SyncOutcome(sent=1), now=clock.now_ms())
    assert "gagal" not in road(context).detail


@pytest.mark.parametrize("reason", [Reason.QUOTA, Reason.REVOKED, Reason.UNKNOWN_KIOSK, Reason.FORK])
def test_a_no_of_the_office_is_a_trouble_with_its_reason(context: Context, reason: Reason) -> None:
    """Somebody has to do something; the kiosk asks again every hour."""
    fail(context, reason)
    check = road(context)
    assert not check.ok
    assert SYNC_REASON[reason] in check.detail
    assert check.detail.endswith("paling lama 60 menit kemudian.")


def test_success_after_success_is_not_written(context: Context) -> None:
    """An idle kiosk does not wear out its disk."""
    tries.remember(context.store, SyncOutcome(), now=NOON_MS)
    assert context.store.run(tries.recall) is None
    fail(context, Reason.CUT)
    tries.remember(context.store, SyncOutcome(), now=NOON_MS + 1)
    tries.remember(context.store, SyncOutcome(), now=NOON_MS + 2)
    assert context.store.run(tries.recall) == tries.LastTry(NOON_MS + 1, Reason.NONE)


def test_the_command_tells_what_the_last_sync_met(tmp_path: Path, run_kiosk: Run) -> None:
    """`kiosk sync --once` and `kiosk doctor` are two processes; the ids of the checks stay as they are."""
    data = tmp_path / "kiosk"
    assert run_kiosk("init", "--demo", "--data", data)[0] == 0
    (data / "config.toml").write_text('[server]\nurl = "kelurahan.local"\n', "utf-8")
    code, out, _ = run_kiosk("sync", "--once", "--data", data, "--json")
    assert (code, json.loads(out)["reason"]) == (3, "no_address")
    _, out, _ = run_kiosk("doctor", "--data", data, "--json")
    checks = {one["id"]: one for one in json.loads(out)["checks"]}
    assert list(checks)[:7] == ["disk", "database", "printer", "scanner", "clock", "network", "sync"]
    assert checks["network"]["ok"] is False
    assert "salah tulis" in checks["network"]["detail"]
    assert SYNC_REASON[Reason.NO_ADDRESS] in checks["sync"]["detail"]
    with reading(data) as db:
        assert msgspec.structs.replace(tries.recall(db), at=0) == tries.LastTry(0, Reason.NO_ADDRESS, 1)
