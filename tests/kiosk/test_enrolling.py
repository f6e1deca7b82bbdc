"""The rooms of maintenance mode that change keys, office and program, as the screen's ports have them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock

import msgspec
import pytest

from kiosk import bundles, keys, updates
from kiosk.app.audit_log import AuditBook
from kiosk.app.bootstrap import PRIVATE, Machine, machine
from kiosk.app.door import Door
from kiosk.app.enrolling import EnrolmentDesk
from kiosk.app.petugas_words import stick_words
from kiosk.app.updates import UpdateDesk
from kiosk.clock import FixedClock
from kiosk.domain.audit import Act, Actor
from kiosk.domain.office import Enrolment
from kiosk.domain.petugas import Role
from kiosk.errors import WrongUse
from kiosk.private_file import foreign, tighten
from kiosk.store import audit
from kiosk.usecases.initialise import enrol, initialise
from kiosk.usecases.submit import submit
from tests.conftest import NOON_MS, OfficeKeys, new_office
from tests.kiosk.test_updates import built, installed
from ui.ports import Copying

OFFICE = new_office()
FILE = "loket.json"


def enrolment(office: OfficeKeys = OFFICE, kiosk_id: str = "7KQM3X") -> bytes:
    return msgspec.json.encode(Enrolment(1, office.office, kiosk_id, "", bytes(32)))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    initialise(folder, demo=False)
    enrol(folder, msgspec.json.decode(enrolment(), type=Enrolment))
    return folder


@pytest.fixture
def here(data: Path) -> Iterator[Machine]:
    with machine(data, clock=FixedClock(NOON_MS)) as built_machine:
        yield built_machine


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


class Rooms:
    """The two desks of one machine, with somebody inside."""

    def __init__(self, here: Machine, stick: Path, role: Role | None = Role.ADMIN, install: Path | None = None) -> None:
        door = Door()
        if role is not None:
            door.enter(role)
        self.woken: list[bool] = []

        def is_there(path: str) -> bool:
            return path == str(stick)

        book = AuditBook(here.context, door, is_there, stick_words)
        self.enrolling = EnrolmentDesk(
            here, door, book, is_there, exchanging=Lock(), wake_sync=lambda: self.woken.append(True)
        )
        self.updates = UpdateDesk(here, door, book, is_there, install)


def acts(here: Machine) -> list[tuple[Actor, Act, bool, str]]:
    lines = here.context.store.run(lambda db: audit.newest(db, most=10))
    return [(one.actor, one.act, one.done, one.detail) for one in lines]


def test_a_new_key_is_made_by_the_admin_and_two_people_can_compare_it(here: Machine, stick: Path) -> None:
    rooms = Rooms(here, stick)
    before = rooms.enrolling.standing()
    seed = here.keys.seed
    done = rooms.enrolling.rotate_key()
    assert (done.ok, done.restart, "Kunci baru" in done.words) == (True, False, True)
    after = rooms.enrolling.standing()
    assert (after.office, after.kiosk_id, after.office_key) == (before.office, before.kiosk_id, before.office_key)
    assert after.kiosk_key != before.kiosk_key
    assert len(after.kiosk_key) == 32
    assert here.context.kiosk.seed == here.keys.seed != seed
    assert rooms.woken == [True]
    assert acts(here)[0] == (Actor.ADMIN, Act.KEY_ROTATED, True, "")
    again = rooms.enrolling.rotate_key()
    assert (again.ok, "belum mengetahui" in again.words, rooms.enrolling.standing()) == (False, True, after)
    assert acts(here)[0] == (Actor.ADMIN, Act.KEY_ROTATED, False, "")


@pytest.mark.parametrize("role", [None, Role.PETUGAS])
def test_nobody_but_the_admin_changes_keys_office_or_program(here: Machine, stick: Path, role: Role | None) -> None:
    rooms = Rooms(here, stick, role)
    seed = here.keys.seed
    for ask in (
        rooms.enrolling.rotate_key,
        lambda: rooms.enrolling.enrol(str(stick / FILE)),
        lambda: rooms.enrolling.found(str(stick)),
        lambda: rooms.updates.found(str(stick)),
        lambda: rooms.updates.install(str(stick / "a.pku"), lambda _: True),
        rooms.updates.roll_back,
    ):
        with pytest.raises(WrongUse):
            ask()
    assert here.keys.seed == seed


def test_of_the_files_on_a_stick_only_enrolments_are_shown_and_what_does_not_fit_is_said(
    here: Machine, stick: Path, catalog: object
) -> None:
    (stick / FILE).write_bytes(enrolment())
    (stick / "lama.enrol").write_bytes(enrolment(new_office(), "7KQM3Y"))
    (stick / "foto.json").write_bytes(b'{"a": 1}')
    (stick / "besar.json").write_bytes(b"[" * 2**20)
    (stick / "link.json").symlink_to(stick / FILE)
    rooms = Rooms(here, stick)
    assert [(Path(one.path).name, one.kiosk_id, one.fits) for one in rooms.enrolling.found(str(stick))] == [
        ("lama.enrol", "7KQM3Y", True),
        (FILE, "7KQM3X", True),
    ]
    service = here.context.catalog.find("D18")
    assert service is not None
    submit(here.context, service, service.sample)
    assert [one.fits for one in rooms.enrolling.found(str(stick))] == [False, True]
    refused = rooms.enrolling.enrol(str(stick / "lama.enrol"))
    assert (refused.ok, "kantor lain" in refused.words) == (False, True)
    assert keys.load(here.data).office == OFFICE.office
    assert acts(here)[0] == (Actor.ADMIN, Act.ENROLLED, False, "7KQM3Y")
    assert not rooms.enrolling.enrol(str(stick / "foto.json")).ok
    assert not rooms.enrolling.enrol("/etc/passwd").ok
    assert rooms.enrolling.found("/etc") == ()


def test_a_kiosk_is_bound_to_its_office_from_the_next_start_on(here: Machine, stick: Path) -> None:
    other = new_office()
    (stick / FILE).write_bytes(enrolment(other, "7KQM3Z"))
    done = Rooms(here, stick).enrolling.enrol(str(stick / FILE))
    assert (done.ok, done.restart) == (True, True)
    bound = keys.load(here.data)
    assert (bound.id, bound.office, bound.former) == ("7KQM3Z", other.office, ())
    assert Rooms(here, stick).enrolling.standing().since == NOON_MS


def bundle(tmp_path: Path, stick: Path, version: str, office: OfficeKeys = OFFICE) -> Path:
    out = stick / f"publik-kiosk-{version}.pku"
    folder = built(tmp_path / f"built-{version}", version)
    bundles.write(folder, out, least="0.0", office=office.office, sign_seed=office.sign)
    return out


def test_a_new_program_is_installed_from_a_stick_with_progress_and_can_be_stopped(
    here: Machine, stick: Path, tmp_path: Path
) -> None:
    install = installed(tmp_path / "install", built(tmp_path / "first", "1.0"))
    rooms = Rooms(here, stick, install=install).updates
    new, old = bundle(tmp_path, stick, "1.1"), bundle(tmp_path, stick, "0.9")
    bundle(tmp_path, stick, "1.2", new_office())  # another office's
    (stick / "film.pku").write_bytes(b"rubbish")
    (stick / "link.pku").symlink_to(new)
    assert [(one.version, one.newer) for one in rooms.found(str(stick))] == [("1.1", True), ("0.9", False)]
    assert (rooms.standing().version, rooms.standing().previous, rooms.standing().why) == ("1.0", "", "")

    def words(path: Path) -> str:
        done = rooms.install(str(path), lambda _: True)
        assert not done.ok
        assert updates.standing(install).version == "1.0"
        return done.words

    assert "lebih lama" in words(old)
    assert "bukan dari kantor" in words(stick / "publik-kiosk-1.2.pku")
    assert "bukan dari kantor" in words(stick / "film.pku")
    assert "Belum bisa" in words(stick / "link.pku")
    assert "tidak ada lagi" in words(Path("/etc/passwd"))
    stopped = rooms.install(str(new), lambda now: now.step != "writing")
    assert (stopped.ok, "Dihentikan" in stopped.words, updates.standing(install).version) == (False, True, "1.0")
    told: list[Copying] = []

    def tell(now: Copying) -> bool:
        told.append(now)
        return True

    done = rooms.install(str(new), tell)
    assert (done.ok, done.restart) == (True, True)
    assert updates.standing(install) == updates.Standing("1.1", "1.0", on_trial=True)
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert told[-1].done == told[-1].total > 3_000
    assert acts(here)[0] == (Actor.ADMIN, Act.UPDATED, True, "1.1")
    assert len(list((here.data / "backups").glob("*.db"))) == 1
    assert "diuji" in rooms.standing().why
    assert "diuji" in rooms.install(str(bundle(tmp_path, stick, "1.3")), lambda _: True).words
    updates.fail(install)
    rooms.settle()
    assert acts(here)[0] == (Actor.KIOSK, Act.ROLLED_BACK, True, "1.1 to 1.0")
    none = rooms.roll_back()
    assert (none.ok, "Tidak ada versi" in none.words) == (False, True)
    assert rooms.install(str(new), tell).ok
    back = rooms.roll_back()
    assert (back.ok, back.restart, "1.0" in back.words) == (True, True, True)


def test_a_kiosk_that_runs_from_a_checkout_says_why_it_cannot_renew_itself(here: Machine, stick: Path) -> None:
    assert updates.install_folder() is None
    rooms = Rooms(here, stick).updates
    assert "tidak dipasang" in rooms.standing().why
    assert not rooms.install(str(stick / "a.pku"), lambda _: True).ok
    assert not rooms.roll_back().ok


# --- who may read the files ---


def test_files_that_others_could_read_are_closed_at_the_next_start_and_the_log_says_so(data: Path) -> None:
    data.chmod(0o755)
    (data / keys.KEY).chmod(0o644)
    (data / "config.toml").chmod(0o664)
    with machine(data, clock=FixedClock(NOON_MS)) as here:
        assert acts(here)[0] == (Actor.KIOSK, Act.TIGHTENED, True, ". kiosk.key config.toml")
    for name in (".", *PRIVATE):
        if (data / name).exists():
            assert (data / name).stat().st_mode & 0o077 == 0, name
    with machine(data, clock=FixedClock(NOON_MS)) as here:
        assert [act for _, act, _, _ in acts(here)].count(Act.TIGHTENED) == 1


def test_a_new_kiosk_has_nothing_to_close(data: Path) -> None:
    with machine(data, clock=FixedClock(NOON_MS)) as here:
        assert Act.TIGHTENED not in [act for _, act, _, _ in acts(here)]


def test_a_link_is_not_followed_and_what_belongs_to_somebody_else_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "elsewhere"
    target.write_text("x")
    target.chmod(0o644)
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / keys.KEY).symlink_to(target)
    assert tighten(folder, [keys.KEY, "none"]) == ()
    assert target.stat().st_mode & 0o777 == 0o644
    assert foreign(folder, [keys.KEY, "none"]) == (keys.KEY,)
    me = os.geteuid()
    other: Callable[[], int] = lambda: me + 1  # noqa: E731
    monkeypatch.setattr(os, "geteuid", other)
    assert foreign(folder, ["none"]) == (".",)
