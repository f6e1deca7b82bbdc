"""`config.toml` of the data folder: every setting with its default; README.md has a table of them."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.domain import antrean
from kiosk.domain.catalog import LANGUAGES
from kiosk.errors import WrongUse
from kiosk.private_file import write_private

FILE = "config.toml"
GOOD = "config.good.toml"
"""What `config.toml` held when the kiosk last showed its first page."""


_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Printer(_Section, frozen=True):
    """Where slips come out."""

    url: str = "none:"
    width: Literal["58mm", "80mm"] = "80mm"
    model: str = ""
    """An id of `assets/printers.toml`; empty: the printer is asked what it is."""
    fallback: str = ""
    """Where slips go as pages when the printer does not work: cups://queue or file:///folder."""
    office_copy: bool = False
    """Whether each receipt and ticket is followed by a short one for the office."""


class Server(_Section, frozen=True):
    """Where the kelurahan answers; empty: what the enrolment says."""

    url: str = ""


class Scanner(_Section, frozen=True):
    """Where pictures and codes come from."""

    source: str = "none:"
    """The camera: camera:0, file:///folder-or-video or none:."""
    reader: str = "keys:"
    """A scanner for codes: keys: (it types like a keyboard), evdev:///dev/input/by-id/..., serial:///dev/ttyACM0 or none:."""
    prefix: str = ""
    """What the scanner sends before each code, if it was set up to: the only certain mark of a scan."""
    suffix: str = ""
    """What it sends after each code; empty: Enter or Tab."""


class KioskSection(_Section, frozen=True):
    """This machine."""

    letters: str = "A-E"
    languages: tuple[str, ...] = LANGUAGES
    nightly_restart: str = "03:00"
    """When the program begins anew while nobody is there, at the office; empty: never."""


class Privacy(_Section, frozen=True):
    """When the screen is emptied, in seconds without a touch."""

    idle_warning_s: int = 45
    idle_wipe_s: int = 20


class Storage(_Section, frozen=True):
    """Room that is kept free for syncing and maintenance."""

    reserve_mb: int = 64


class Retention(_Section, frozen=True):
    """How many days something is kept that nobody needs any more, by the office's clock."""

    sealed_days: int = 30
    """Sealed answers, after the office has acknowledged them."""
    photos_days: int = 7
    """Sealed photos, after the office has them."""
    prints_days: int = 30
    """What became of slips; what they said goes when they come out."""
    requests_days: int = 365
    """Requests that are closed, and those of other kiosks, after the last news of them."""
    audit_days: int = 730
    """Who did what to this machine."""


class Usb(_Section, frozen=True):
    """Folders offered for export and import besides sticks mounted by the system."""

    folders: tuple[str, ...] = ()


class Config(_Section, frozen=True):
    """All settings."""

    printer: Printer = Printer()
    server: Server = Server()
    scanner: Scanner = Scanner()
    kiosk: KioskSection = KioskSection()
    privacy: Privacy = Privacy()
    storage: Storage = Storage()
    retention: Retention = Retention()
    usb: Usb = Usb()


TEMPLATE = """\
# Publik Kiosk: settings of this machine. Take the # away to change one, then run: kiosk doctor

# [printer]
# url = "none:"          # tcp://192.168.1.50:9100, usb://04b8:0e15, serial:///dev/ttyUSB0, file:///dev/usb/lp0, cups://name
# width = "80mm"         # or "58mm"
# model = ""             # empty: the printer is asked; the names: kiosk printer --models
# fallback = ""          # pages when it does not work: cups://name or file:///folder
# office_copy = false    # true: a short slip for the office follows each number

# [server]
# url = ""               # empty: the address from the enrolment

# [scanner]
# source = "none:"       # camera:0 or file:///folder-of-pictures
# reader = "keys:"       # or serial:///dev/ttyACM0, evdev:///dev/input/by-id/..., none:
# prefix = ""            # what the scanner sends before each code, such as "~": the only certain mark of a scan
# suffix = ""            # what it sends after each; empty: Enter or Tab

# [kiosk]
# letters = "A-E"        # queue letters; a second kiosk of the office takes others, "F-J"
# languages = ["id", "en", "jv", "su", "plm"]   # in this order; with two, one button changes between them
# nightly_restart = "03:00"   # the program begins anew when nobody is there; "": never

# [privacy]
# idle_warning_s = 45    # seconds without a touch before the question "Masih di sini?"
# idle_wipe_s = 20       # seconds after it until the screen is emptied

# [storage]
# reserve_mb = 64        # new requests are refused while less than this is free

# [retention]
# sealed_days = 30       # days after the office has them; nobody here can open them anyway
# photos_days = 7        # the same for photos
# prints_days = 30       # what became of slips
# requests_days = 365    # requests after the last news of them, once they are closed
# audit_days = 730       # who did what to this machine

# [usb]
# folders = []           # offered besides sticks that the system mounts, ["/srv/stick"]
"""


def load(data: Path) -> Config:
    """The settings of a data folder; defaults where there is no file. Raises WrongUse naming key and remedy."""
    return _read(data / FILE)


class FellBack(msgspec.Struct, frozen=True):
    """`config.toml` is broken, and the last good one is used. `why` names file, key and remedy."""

    why: str


def load_or_good(data: Path) -> tuple[Config, FellBack | None]:
    """The settings; those that worked last where `config.toml` is broken: a slip of the pen does not close a kiosk.

    Raises WrongUse about `config.toml` where there are no good ones either.
    """
    try:
        return load(data), None
    except WrongUse as error:
        if not (data / GOOD).is_file():
            raise
        try:
            return _read(data / GOOD), FellBack(str(error))
        except WrongUse:
            raise error from None


def keep_good(data: Path) -> None:
    """Remembers `config.toml`, which has just shown that it works. Raises OSError where nothing can be written."""
    try:
        text = (data / FILE).read_bytes()
    except FileNotFoundError:
        # The defaults work: older settings must not come back.
        (data / GOOD).unlink(missing_ok=True)
        return
    good = data / GOOD
    if not good.is_file() or good.read_bytes() != text:
        write_private(good, text)


def _read(path: Path) -> Config:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path} cannot be read: {error}.", "Restore it or remove it to use the defaults.") from error
    try:
        config = msgspec.convert(tomllib.loads(text), Config)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise WrongUse(f"{path} is not TOML: {error}.", "Mend that line.") from error
    except msgspec.ValidationError as error:
        raise WrongUse(f"{path}: {error}{_suggest(str(error))}.", "Mend that key.") from error
    _check(path, config)
    return config


def _check(path: Path, config: Config) -> None:
    antrean.letters(config.kiosk.letters)
    unknown = [language for language in config.kiosk.languages if language not in LANGUAGES]
    if unknown or not config.kiosk.languages:
        raise WrongUse(f"{path}: [kiosk] languages = {unknown} is not known.", f"Use some of {', '.join(LANGUAGES)}.")
    night = config.kiosk.nightly_restart
    if night and not _TIME.fullmatch(night):
        raise WrongUse(f'{path}: [kiosk] nightly_restart = "{night}" is no time.', 'Write for example "03:00", or "".')
    for name in Retention.__struct_fields__:
        if not 1 <= getattr(config.retention, name) <= 3650:
            raise WrongUse(f"{path}: [retention] {name} must be 1 to 3650 days.", "Mend that key.")
    for name in ("idle_warning_s", "idle_wipe_s"):
        if not 1 <= getattr(config.privacy, name) <= 3600:
            raise WrongUse(f"{path}: [privacy] {name} must be 1 to 3600 seconds.", "Mend that key.")


def _suggest(message: str) -> str:
    wrong = re.search(r"unknown field `([^`]*)`", message)
    if not wrong:
        return ""
    known = [
        name
        for section in Config.__struct_fields__
        for name in (section, *getattr(Config(), section).__struct_fields__)
    ]
    near = difflib.get_close_matches(wrong[1], known, n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""
