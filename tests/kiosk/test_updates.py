"""A new version of the program: taken only from the office, never half, and gone again when it does not prove itself."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from kiosk import bundles, sealing, updates
from kiosk.bundles import File, Manifest, Release
from kiosk.domain.office import Office
from kiosk.errors import CannotNow, Damaged, DiskFull, KioskError, NotReady, WrongUse
from kiosk.store.database import Store
from kiosk.usecases.initialise import enrol, initialise
from sync.server import office as offices
from sync.server.cli import main
from sync.server.office import OfficeKeys
from sync.server.store import tables
from sync.server.store.database import Database
from tests.conftest import new_office

OFFICE = new_office()
Bundler = Callable[..., Path]


def installed(place: Path, folder: Path) -> Path:
    """An install folder with a program, made by hand as the deployment guide says."""
    version = msgspec.json.decode((folder / bundles.RELEASE).read_bytes(), type=Release).version
    shutil.copytree(folder, place / "versions" / version, symlinks=True)
    (place / "current").symlink_to(f"versions/{version}")
    return place


def built(folder: Path, version: str, *, migrations: int = 4, works: bool = True, **files: str) -> Path:
    """What `./run build` makes, small: a script that says its version."""
    folder.mkdir(parents=True)
    program = folder / bundles.PROGRAM
    program.write_text(f"#!/bin/sh\necho kiosk, version {version}\n" if works else "#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    (folder / "_internal").mkdir()
    (folder / "_internal" / "library.so").write_bytes(os.urandom(3_000))
    (folder / "_internal" / "alias.so").symlink_to("library.so")
    for name, text in files.items():
        (folder / name).write_text(text)
    release = Release(version, bundles.PLATFORM, migrations)
    (folder / bundles.RELEASE).write_bytes(msgspec.json.encode(release))
    return folder


@pytest.fixture
def bundle(tmp_path: Path) -> Bundler:
    def make(
        version: str, *, least: str = "0.0", office: Office = OFFICE.office, seed: bytes = OFFICE.sign, **wishes: Any
    ) -> Path:
        folder = built(tmp_path / f"built-{version}-{len(list(tmp_path.iterdir()))}", version, **wishes)
        out = tmp_path / f"publik-kiosk-{version}{bundles.SUFFIX}"
        bundles.write(folder, out, least=least, office=office, sign_seed=seed)
        return out

    return make


@pytest.fixture
def install(tmp_path: Path) -> Path:
    """An install folder with version 1.0."""
    return installed(tmp_path / "install", built(tmp_path / "first", "1.0"))


def put(install: Path, path: Path, *, back_up: Callable[[], None] = lambda: None, **wishes: Any) -> None:
    found = bundles.read(path, OFFICE.office)
    updates.check(install, found, **wishes)
    updates.install(install, found, back_up)


def versions(install: Path) -> set[str]:
    return {path.name for path in (install / "versions").iterdir() if path.is_dir()}


def whole(install: Path) -> None:
    """Whatever happened, there is a program, it is complete, and it runs."""
    import subprocess

    program = updates.program(install)
    said = subprocess.run([program, "--version"], capture_output=True, check=True, text=True).stdout
    assert said.split()[-1] == updates.standing(install).version
    assert (program.parent / "_internal" / "library.so").stat().st_size == 3_000


def test_a_new_version_takes_its_place_proves_itself_and_the_one_before_is_kept(install: Path, bundle: Bundler) -> None:
    put(install, bundle("1.1"))
    assert updates.standing(install) == updates.Standing("1.1", "1.0", on_trial=True)
    whole(install)
    program = updates.program(install)
    assert (program.parent / "_internal" / "alias.so").read_bytes() == (
        program.parent / "_internal" / "library.so"
    ).read_bytes()
    assert not (program.parent / "_internal" / "alias.so").is_symlink()
    assert stat.S_IMODE(program.stat().st_mode) == 0o755
    assert updates.begin_trial(install) == updates.Trial("1.1", 1)
    updates.confirm(install)
    assert updates.standing(install) == updates.Standing("1.1", "1.0", on_trial=False)
    assert updates.begin_trial(install) is None
    put(install, bundle("1.2"))
    updates.confirm(install)
    assert versions(install) == {"1.1", "1.2"}
    assert updates.install_folder(updates.program(install)) == install


@pytest.mark.survives(31)
def test_a_version_that_never_shows_its_first_page_is_taken_back_by_itself(install: Path, bundle: Bundler) -> None:
    put(install, bundle("1.1"))
    for starts in range(1, updates.MOST_STARTS + 1):
        assert updates.begin_trial(install) == updates.Trial("1.1", starts)
    assert updates.begin_trial(install) is None
    assert updates.standing(install) == updates.Standing("1.0", "", on_trial=False)
    whole(install)
    assert updates.take_word(install) == updates.RolledBack("1.1", "1.0")
    assert updates.take_word(install) is None
    put(install, bundle("1.1"))  # and may be tried again


@pytest.mark.survives(31)
def test_who_sees_it_crash_again_and_again_need_not_wait(install: Path, bundle: Bundler) -> None:
    assert updates.fail(install) is None
    put(install, bundle("1.1"))
    updates.begin_trial(install)
    assert updates.fail(install) == updates.RolledBack("1.1", "1.0")
    whole(install)
    assert updates.fail(install) is None


def test_going_back_is_always_possible_and_the_database_stays(install: Path, bundle: Bundler) -> None:
    with pytest.raises(CannotNow, match="no version before"):
        updates.roll_back(install)
    put(install, bundle("1.1"))
    updates.confirm(install)
    with pytest.raises(CannotNow, match="too old for the database"):
        updates.roll_back(install, needed_migrations=5)
    assert updates.roll_back(install, needed_migrations=4) == updates.RolledBack("1.1", "1.0")
    whole(install)


def test_what_does_not_fit_is_refused_before_anything_is_written(
    install: Path, bundle: Bundler, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path.name for path in install.rglob("*"))
    with pytest.raises(WrongUse, match="in use already"):
        put(install, bundle("1.0"))
    with pytest.raises(WrongUse, match="older"):
        put(install, bundle("0.9"))
    with pytest.raises(WrongUse, match=r"needs version 1\.1"):
        put(install, bundle("1.5", least="1.1"))
    with pytest.raises(WrongUse, match="too old for the database"):
        put(install, bundle("1.6", migrations=3), needed_migrations=4)
    path = bundle("1.7")
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: shutil._ntuple_diskusage(10**9, 10**9, 60_000_000))
    with pytest.raises(DiskFull, match="needs 64 MB"):
        put(install, path)
    monkeypatch.undo()
    assert sorted(one.name for one in install.rglob("*")) == before
    put(install, bundle("0.8"), older=True)
    with pytest.raises(CannotNow, match="not proved itself"):
        put(install, path)


def test_a_program_that_does_not_start_on_this_machine_is_never_put_in_place(install: Path, bundle: Bundler) -> None:
    with pytest.raises(Damaged, match="does not start"):
        put(install, bundle("1.1", works=False))
    assert updates.standing(install) == updates.Standing("1.0", "", on_trial=False)
    assert versions(install) == {"1.0"}


def test_without_a_copy_of_the_database_nothing_is_changed(install: Path, bundle: Bundler) -> None:
    def fail() -> None:
        raise DiskFull("No room for a copy.", "Free some.")

    with pytest.raises(DiskFull):
        put(install, bundle("1.1"), back_up=fail)
    assert (updates.standing(install).version, versions(install)) == ("1.0", {"1.0"})


@pytest.mark.survives(31)
def test_cut_off_after_any_step_there_is_always_a_whole_program(install: Path, bundle: Bundler, tmp_path: Path) -> None:
    """Every call that changes a name is a step; after each one the machine stops, and then starts again."""
    path = bundle("1.1")
    found = bundles.read(path, OFFICE.office)
    changing = ("rename", "replace", "symlink", "unlink", "rmdir", "mkdir", "fsync")
    real = {name: getattr(os, name) for name in changing}
    ended: set[str] = set()

    class Cut(BaseException):
        pass

    for step in range(200):
        place = tmp_path / f"cut-{step}"
        shutil.copytree(install, place, symlinks=True)
        left = step

        def counting(name: str) -> Callable[..., Any]:
            def call(*arguments: Any, **named: Any) -> Any:
                nonlocal left
                if left < 0:
                    raise Cut  # the machine is off: what would tidy up does not run either
                left -= 1
                if left < 0:
                    raise Cut
                return real[name](*arguments, **named)

            return call

        with pytest.MonkeyPatch.context() as patch:
            for name in changing:
                patch.setattr(os, name, counting(name))
            try:
                updates.install(place, found, lambda: None)
                done = True
            except Cut:
                done = False
        whole(place)
        ended.add(updates.standing(place).version)
        trial = updates.begin_trial(place)
        assert (trial is not None) == (updates.standing(place).version == "1.1")
        if not done and updates.standing(place).version == "1.0":
            updates.install(place, found, lambda: None)
            assert updates.standing(place) == updates.Standing("1.1", "1.0", on_trial=True)
            whole(place)
        shutil.rmtree(place)
        if done:
            break
    else:
        pytest.fail("it never came to its end")
    assert ended == {"1.0", "1.1"}
    assert step > 20


# --- what comes on a stick ---


def parts(path: Path) -> tuple[bytes, bytes, bytes]:
    """Everything before the manifest's length, the manifest, what is packed."""
    data = path.read_bytes()
    at = 4 + 4 + int.from_bytes(data[4:8], "big") + 64
    end = at + 4 + int.from_bytes(data[at : at + 4], "big")
    return data[:at], data[at + 4 : end], data[end:]


def forged(
    path: Path, change: Callable[[Manifest], Manifest], *, seed: bytes = OFFICE.sign, packed: bytes | None = None
) -> Path:
    """The same bundle with another manifest, signed: by the office itself, or by somebody else."""
    head, said, body = parts(path)
    body = body if packed is None else packed
    manifest = change(msgspec.msgpack.decode(said, type=Manifest))
    if packed is not None:
        import hashlib

        manifest = msgspec.structs.replace(manifest, packed_size=len(body), packed_sha256=hashlib.sha256(body).digest())
    said = msgspec.msgpack.encode(manifest)
    signature = sealing.sign(b"PKU\x01" + said, seed)
    path.write_bytes(head[:-64] + signature + len(said).to_bytes(4, "big") + said + body)
    return path


def named(*names: str) -> Callable[[Manifest], Manifest]:
    def change(manifest: Manifest) -> Manifest:
        more = tuple(File(name, 0, bytes(32), False) for name in names)
        return msgspec.structs.replace(manifest, files=manifest.files + more)

    return change


@pytest.mark.survives(21)
@pytest.mark.parametrize(
    "name",
    ["../outside", "a/../../outside", "/etc/passwd", "a//b", "./a", "a/.", "", "a\x00b", "a\nb", "a\\..\\b", "x" * 300,
     "kiosk", "kiosk/inside", "_internal"],
)  # fmt: skip
def test_a_name_that_could_lead_elsewhere_is_refused_whoever_signed_it(bundle: Bundler, name: str) -> None:
    with pytest.raises(Damaged):
        bundles.read(forged(bundle("1.1"), named(name)), OFFICE.office)


@pytest.mark.survives(21)
def test_a_bundle_is_taken_from_the_own_office_for_this_machine_only(bundle: Bundler) -> None:
    stranger = new_office()
    with pytest.raises(Damaged, match="not signed"):
        bundles.read(bundle("1.1", seed=stranger.sign), OFFICE.office)
    with pytest.raises(Damaged, match="not signed"):
        bundles.read(forged(bundle("1.2"), lambda one: one, seed=stranger.sign), OFFICE.office)
    other = msgspec.structs.replace(OFFICE.office, code="16.71.02.1004")
    with pytest.raises(WrongUse, match=r"for the office 16\.71\.02\.1004"):
        bundles.read(bundle("1.3", office=other), OFFICE.office)
    path = forged(bundle("1.4"), lambda one: msgspec.structs.replace(one, platform="linux-riscv64"))
    with pytest.raises(WrongUse, match="riscv64"):
        bundles.read(path, OFFICE.office)


@pytest.mark.survives(21)
def test_every_byte_counts(bundle: Bundler) -> None:
    path = bundle("1.1")
    data = path.read_bytes()
    for at in {*range(min(len(data), 400)), *range(0, len(data), 61), len(data) - 1}:
        changed = bytearray(data)
        changed[at] ^= 0x20
        path.write_bytes(changed)
        with pytest.raises(KioskError):
            bundles.read(path, OFFICE.office)
    for size in {*range(300), *range(300, len(data), 97)}:
        path.write_bytes(data[:size])
        with pytest.raises(Damaged):
            bundles.read(path, OFFICE.office)
    path.write_bytes(data + b"\x00")
    with pytest.raises(Damaged):
        bundles.read(path, OFFICE.office)
    path.write_bytes(data)
    assert bundles.read(path, OFFICE.office).manifest.version == "1.1"


@pytest.mark.survives(21)
def test_a_link_a_pipe_and_a_folder_are_no_bundle(bundle: Bundler, tmp_path: Path) -> None:
    path = bundle("1.1")
    link, pipe, folder = tmp_path / "link.pku", tmp_path / "pipe.pku", tmp_path / "folder.pku"
    link.symlink_to(path)
    os.mkfifo(pipe)
    folder.mkdir()
    for one in (link, pipe, folder, tmp_path / "none.pku"):
        with pytest.raises(CannotNow):
            bundles.read(one, OFFICE.office)


@pytest.mark.survives(21)
def test_a_bomb_fills_neither_memory_nor_disk(install: Path, bundle: Bundler, tmp_path: Path) -> None:
    import zstandard

    compressor = zstandard.ZstdCompressor(level=1).compressobj()
    bomb = b"".join(compressor.compress(bytes(2**20)) for _ in range(256)) + compressor.flush()
    assert len(bomb) < 2**20
    path = forged(bundle("1.1"), lambda one: one, packed=bomb)
    with pytest.raises(Damaged):
        put(install, path)
    assert versions(install) == {"1.0"}
    huge = forged(
        bundle("1.2"),
        lambda one: msgspec.structs.replace(one, files=(*one.files, File("b", bundles.MOST_BYTES, bytes(32), False))),
    )
    with pytest.raises(Damaged, match="larger than any program"):
        bundles.read(huge, OFFICE.office)


@pytest.mark.survives(21)
def test_files_that_are_others_than_they_were_said_to_be_are_not_used(install: Path, bundle: Bundler) -> None:
    def lie(manifest: Manifest) -> Manifest:
        first, *rest = manifest.files
        return msgspec.structs.replace(manifest, files=(msgspec.structs.replace(first, sha256=bytes(32)), *rest))

    with pytest.raises(Damaged, match="was changed"):
        put(install, forged(bundle("1.1"), lie))
    assert (updates.standing(install).version, versions(install)) == ("1.0", {"1.0"})


def test_a_kiosk_that_missed_a_change_of_the_office_s_keys_still_takes_its_bundle(tmp_path: Path) -> None:
    _, first = offices.prepare(tmp_path / "office", code="16.71.02.1003", name="A", zone=7, database=None, url="")
    newest = offices.rotate(tmp_path / "office", first.code)
    out = tmp_path / "a.pku"
    bundles.write(
        built(tmp_path / "built", "1.1"), out, least="0.0", office=newest.public, sign_seed=newest.sign_seed, chain=newest.chain
    )  # fmt: skip
    assert bundles.read(out, first.public).manifest.version == "1.1"
    assert bundles.read(out, newest.public).manifest.version == "1.1"
    old = tmp_path / "old.pku"
    bundles.write(built(tmp_path / "b2", "1.2"), old, least="0.0", office=first.public, sign_seed=first.sign_seed)
    with pytest.raises(Damaged, match="present key"):
        bundles.read(old, newest.public)


@pytest.mark.parametrize("what", ["link out", "link to a folder", "pipe", "no program", "no release"])
def test_an_odd_folder_is_not_packed(tmp_path: Path, what: str) -> None:
    folder = built(tmp_path / "built", "1.1")
    match what:
        case "link out":
            (folder / "x").symlink_to("/etc/passwd")
        case "link to a folder":
            (folder / "x").symlink_to("_internal")
        case "pipe":
            os.mkfifo(folder / "x")
        case "no program":
            (folder / "kiosk").unlink()
        case _:
            (folder / bundles.RELEASE).unlink()
    with pytest.raises(WrongUse):
        bundles.write(folder, tmp_path / "a.pku", least="0.0", office=OFFICE.office, sign_seed=OFFICE.sign)
    assert not list(tmp_path.glob("a.pku*"))


# --- the commands ---


@pytest.fixture
def office(tmp_path: Path) -> tuple[Path, OfficeKeys]:
    data = tmp_path / "office"
    settings, keys = offices.prepare(data, code="16.71.02.1003", name="Kelurahan", zone=7, database=None, url="")
    with closing(Database.open(settings.database)) as database, database.writing() as connection:
        tables.add_office(connection, keys.code, now=0)
    offices.finish(data, settings)
    return data, keys


def test_from_the_office_s_command_to_the_kiosk_s(
    tmp_path: Path, install: Path, office: tuple[Path, OfficeKeys], run_kiosk: Callable[..., tuple[int, str, str]]
) -> None:
    from kiosk.domain.office import Enrolment
    from kiosk.store import audit

    data, keys = office
    stick = tmp_path / "stick"
    stick.mkdir()
    out = stick / "publik-kiosk-1.1.pku"
    made = CliRunner().invoke(
        main, ["bundle", str(built(tmp_path / "built", "1.1")), "--data", str(data), "--out", str(out), "--json"]
    )
    assert (made.exit_code, json.loads(made.stdout)["version"]) == (0, "1.1")
    wrong = [
        "bundle",
        str(built(tmp_path / "b2", "1.2")),
        "--version",
        "1.3",
        "--data",
        str(data),
        "--out",
        str(stick / "b.pku"),
    ]
    assert CliRunner().invoke(main, wrong).exit_code == 2
    (stick / "rubbish.pku").write_bytes(b"PKU\x01 no")
    with closing(Database.open(offices.load(data)[0].database)) as database, database.reading() as connection:
        signed = connection.execute(select(tables.audit.c.action, tables.audit.c.detail)).all()
    # Only what left the office is in its audit trail.
    assert [(action, detail.split()[0]) for action, detail in signed] == [("bundle_signed", "1.1")]

    kiosk = tmp_path / "kiosk"
    initialise(kiosk, demo=False)
    enrol(kiosk, Enrolment(1, keys.public, "7KQM3X", "", bytes(32)))

    def run(*arguments: object) -> tuple[int, Any]:
        code, told, _ = run_kiosk("update", *arguments, "--data", kiosk, "--json")
        return code, json.loads(told) if told else None

    code, told = run("find", stick)
    assert (code, [(one["version"], one["refused"] is None) for one in told["bundles"]]) == (
        0,
        [("1.1", True), (None, False)],
    )
    assert run("install", out)[0] == 3  # a checkout has no install folder
    assert run("status")[1] == {"version": "0.1.0", "previous": None, "on_trial": False, "install": None}
    assert run("install", stick / "rubbish.pku", "--install", install)[0] == 4
    assert run("install", out, "--install", install) == (0, {"version": "1.1", "previous": "1.0"})
    assert run("status", "--install", install)[1]["on_trial"]
    assert len(list((kiosk / "backups").glob("*.db"))) == 1
    assert run("rollback", "--install", install) == (0, {"version": "1.0", "previous": None})
    with Store.open(kiosk) as store:
        lines = [(one.act.value, one.done, one.detail) for one in store.run(lambda db: audit.newest(db, most=5))]
    assert lines[:3] == [
        ("rolled_back", True, "1.1 to 1.0"),
        ("updated", True, "publik-kiosk-1.1.pku"),
        ("updated", False, "rubbish.pku"),
    ]


def test_a_database_that_a_newer_program_changed_for_good_is_not_opened_by_an_older_one(tmp_path: Path) -> None:
    from kiosk.store.migrations import known

    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    with Store.open(data) as store:
        store.run(lambda db: db.execute(f"PRAGMA user_version = {known()}"))
    with Store.open(data) as store:
        store.run(lambda db: db.execute(f"PRAGMA user_version = {known() + 1}"))
    with pytest.raises(NotReady, match="newer program"):
        Store.open(data)
