"""Make a data folder, and bind it to an office."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

import msgspec

from kiosk import config, keys, sealing
from kiosk.content_files import DEMO, office_content
from kiosk.domain.code import new_kiosk_id
from kiosk.domain.office import Enrolment, Office
from kiosk.errors import DiskReadOnly, WrongUse
from kiosk.private_file import write_private
from kiosk.store import journal
from kiosk.store.database import DATABASE, Store
from kiosk.usecases.maintenance import new_pin

DEMO_CODE = "16.71.02.1003"
DEMO_NAME = "Kelurahan 26 Ilir (contoh)"


class Initialised(msgspec.Struct, frozen=True):
    """A new data folder. The PIN of maintenance mode is told here once."""

    kiosk_id: str
    pin: str


def initialise(data: Path, *, demo: bool, office_code: str = DEMO_CODE) -> Initialised:
    """Makes the data folder, keys, settings and database. Raises WrongUse where a kiosk lives already."""
    if (data / keys.KEY).exists() or (data / DATABASE).exists():
        raise WrongUse(f"There is a kiosk in {data} already.", "Choose another folder with --data; this one is kept.")
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DiskReadOnly(f"{data} cannot be made ({error.strerror}).", "Check the path and its owner.") from error
    kiosk_id = new_kiosk_id(secrets.randbelow)
    keys.create(data, kiosk_id)
    if not (data / config.FILE).exists():
        write_private(data / config.FILE, config.TEMPLATE.encode())
    Store.open(data).close()
    pin = new_pin(data)
    if demo:
        keys.save(data, _demo_enrolment(kiosk_id, office_code), demo=True)
        _publish_examples(data)
    return Initialised(kiosk_id, pin)


def enrol(data: Path, enrolment: Enrolment) -> keys.Keys:
    """Binds the kiosk to an office. Raises WrongUse when it already holds requests sealed to another one."""
    if keys.exist(data):
        bound = keys.load(data)
        with Store.open(data) as store:
            refused = why_not(store, bound, enrolment)
        if refused is not None:
            raise refused
    keys.kiosk_id(data)  # says so when there is no kiosk data
    return keys.save(data, enrolment)


def why_not(store: Store, bound: keys.Keys, enrolment: Enrolment) -> WrongUse | None:
    """Why a kiosk that belongs to an office cannot be bound with this enrolment; None where it can."""
    if not store.run(lambda db: journal.head(db, bound.id)[0] > 0):
        return None
    # Of one office the seal key changes, the salt of its codes never does.
    if bound.office.code_salt != enrolment.office.code_salt:
        return WrongUse(
            f"This kiosk holds requests sealed to {bound.office.name}, which another office could not open.",
            "Sync or export them, then enrol with a fresh data folder (kiosk init --data DIR).",
        )
    if bound.id != enrolment.kiosk_id:
        return WrongUse(
            "This kiosk's journal belongs to another kiosk id.",
            "Enrol with a fresh data folder (kiosk init --data DIR).",
        )
    return None


def _publish_examples(data: Path) -> None:
    """What the demonstration's office has filled in, as its own files: there to be looked at and changed."""
    place = office_content(data)
    place.mkdir(parents=True, exist_ok=True)
    for path in sorted(DEMO.glob("*.toml")):
        shutil.copyfile(path, place / path.name)


def _demo_enrolment(kiosk_id: str, office_code: str) -> Enrolment:
    """An office nobody is in: the private halves of its keys are thrown away at once, so not even we can look."""
    office = Office(
        code=office_code,
        name=DEMO_NAME,
        seal_key=sealing.seal_public(sealing.new_sealing_key()),
        sign_key=sealing.sign_public(sealing.new_signing_key()),
        code_salt=os.urandom(32),
    )
    return Enrolment(version=1, office=office, kiosk_id=kiosk_id, url="", secret=os.urandom(32))
