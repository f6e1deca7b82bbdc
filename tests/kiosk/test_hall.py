"""The hall's settings: what may be set, what counts beside the office's orders, and who may change what."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.backlight import Backlight
from kiosk.app.door import Door
from kiosk.app.hall import HallSettings
from kiosk.clock import FixedClock, Zone
from kiosk.domain.audit import Act, Actor
from kiosk.domain.events import MessageShown, ServiceClosed, SettingsChanged
from kiosk.domain.hall import Hall, Hours, Opening, end_of_day, hours_text, merged, opening, parse_hours
from kiosk.domain.orders import Orders
from kiosk.domain.petugas import Role
from kiosk.errors import WrongUse
from kiosk.store import settings
from kiosk.usecases.audit import entries
from kiosk.usecases.context import Context
from kiosk.usecases.hall import change, hall, opening_now
from kiosk.usecases.orders import what_counts
from tests.conftest import NOON_MS

WIB = Zone(7)
HOUR = 3_600_000
DOMISILI = "surat_keterangan_domisili"
WEEK = parse_hours("Sen-Jum 08.00-15.00; Sab 08.00-12.00")
Run = Callable[..., tuple[int, str, str]]


def at(text: str, zone: Zone = WIB) -> int:
    return int(datetime.fromisoformat(f"{text}+0{zone.hours}:00").timestamp() * 1000)


# --- Open and closed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "is_open", "changes"),
    [
        ("2026-11-23 07:59", False, "2026-11-23 08:00"),
        ("2026-11-23 08:00", True, "2026-11-23 15:00"),
        ("2026-11-23 15:00", False, "2026-11-24 08:00"),
        ("2026-11-21 12:00", False, "2026-11-23 08:00"),  # Saturday noon: Sunday is closed
    ],
)
def test_it_is_open_by_the_offices_clock_and_says_when_that_changes(now: str, is_open: bool, changes: str) -> None:
    assert opening(Hall(WEEK), at(now), WIB) == Opening(is_open, at(changes))


def test_the_same_instant_is_morning_in_the_east_and_night_in_the_west() -> None:
    early = at("2026-11-23 06:30")
    assert not opening(Hall(WEEK), early, WIB).open
    assert opening(Hall(WEEK), early, Zone(9)).open


def test_closed_for_today_opens_with_the_next_hours_and_not_at_midnight() -> None:
    now = at("2026-11-23 10:00")
    closed = Hall(WEEK, closed_until=end_of_day(now, WIB))
    assert closed.closed_until == at("2026-11-24 00:00")
    assert opening(closed, now, WIB) == Opening(False, at("2026-11-24 08:00"))
    assert opening(Hall(closed_until=closed.closed_until), now, WIB) == Opening(False, at("2026-11-24 00:00"))


def test_day_and_night_is_open_through_midnight_and_never_changes() -> None:
    round_the_clock = parse_hours("Sen-Min 00.00-24.00")
    assert opening(Hall(round_the_clock), at("2026-11-23 23:59"), WIB) == Opening(True)
    but_sunday = parse_hours("Sen-Sab 00.00-24.00")
    assert opening(Hall(but_sunday), at("2026-11-27 10:00"), WIB) == Opening(True, at("2026-11-29 00:00"))


@pytest.mark.survives(18)
def test_a_clock_that_fell_back_closes_nobody_out() -> None:
    closed = Hall(WEEK, closed_until=at("2026-11-24 00:00"))
    night_of_1970 = at("1970-01-02 02:00")
    assert opening(closed, night_of_1970, WIB, doubtful=True) == Opening(True)


@pytest.mark.survives(18)
def test_a_kiosk_that_woke_in_1970_serves_whatever_its_hours_say(context: Context, clock: FixedClock) -> None:
    change(context, Hall(WEEK), Actor.ADMIN)
    clock.ms = at("2026-11-22 02:00")
    assert not context.store.run(lambda db: opening_now(db, clock, WIB)).open, "a Sunday night"
    clock.ms = at("1970-01-02 02:00")
    assert context.store.run(lambda db: opening_now(db, clock, WIB)).open


# --- Hours as they are typed --------------------------------------------------------------------------------------------

HOURS = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda two: two[0] < two[1])
WEEKS = st.lists(st.none() | HOURS.map(lambda two: Hours(*two)), min_size=7, max_size=7).filter(any).map(tuple)


@given(WEEKS)
def test_hours_that_are_shown_can_be_typed_again(week: tuple[Hours | None, ...]) -> None:
    assert parse_hours(hours_text(week)) == week
    assert len(hours_text(week)) <= 120, "fits a line of the audit log"


def test_hours_are_read_as_people_write_them() -> None:
    assert parse_hours("senin – jumat 8:00 - 15.00 ; Sabtu 08.00–12.00") == WEEK
    assert hours_text(parse_hours("Sen,Rab 08.00-12.00")) == "Sen 08.00-12.00; Rab 08.00-12.00"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sen",
        "Sen 08.00",
        "Sen 8-15",
        "Sen 15.00-08.00",
        "Sen 08.00-08.00",
        "Sen 08.00-24.01",
        "Foo 08.00-09.00",
        "Sen 08.60-09.00",
        "Sen 08.00-09.00; Sen 10.00-11.00",
        "Jum-Sen 08.00-09.00",
        "Sen 08.00-15.00 dan Sel",
    ],
)
def test_hours_that_make_no_sense_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(WrongUse, match="Sen-Jum"):
        parse_hours(text)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_of_hours(text: str) -> None:
    with suppress(WrongUse):
        assert len(parse_hours(text)) == 7


# --- What counts --------------------------------------------------------------------------------------------------------


def test_the_office_goes_first_and_what_was_set_here_counts_when_it_has_ended() -> None:
    office = Orders(
        closed=(ServiceClosed(DOMISILI, "Kantor", NOON_MS + HOUR),), message=MessageShown("Kantor", NOON_MS + HOUR)
    )
    here = Hall(
        closed=(ServiceClosed(DOMISILI, "Di sini"), ServiceClosed("lain", "Di sini")),
        message=MessageShown("Di sini"),
        languages=("id", "jv"),
    )
    counts = merged(office, here)
    assert counts.notice(NOON_MS) == "Kantor"
    assert counts.notice(NOON_MS + HOUR) == "Di sini"
    first, later = counts.closing(DOMISILI, NOON_MS), counts.closing(DOMISILI, NOON_MS + HOUR)
    assert first
    assert later
    assert (first.reason, later.reason) == ("Kantor", "Di sini")
    assert counts.closing("lain", NOON_MS)
    assert counts.settings.languages == ("id", "jv")
    ordered = msgspec.structs.replace(office, settings=SettingsChanged(languages=("id", "en")))
    assert merged(ordered, here).settings.languages == ("id", "en")
    assert merged(office, Hall()) == office


# --- Changing it ----------------------------------------------------------------------------------------------------------


def test_everything_that_changes_is_a_line_of_the_audit_log_without_a_word_of_anybody(context: Context) -> None:
    wanted = Hall(
        WEEK,
        closed_until=NOON_MS + HOUR,
        closed=(ServiceClosed("D18", "Blangko habis, tanya Bu Sartini."),),
        message=MessageShown("Loket 2 pindah ke ruang depan."),
        volume=40,
        languages=("id", "jv"),
    )
    done = change(context, wanted, Actor.ADMIN)
    assert done.acts == (Act.CLOSED, Act.HOURS_SET, Act.SERVICE_SWITCHED, Act.MESSAGE_SHOWN, Act.LOOK_SET)
    lines = [(line.actor, line.detail) for line in reversed(entries(context.store))]
    assert lines == [
        (Actor.ADMIN, "until 2026-11-21 13:00 WIB"),
        (Actor.ADMIN, "Sen-Jum 08.00-15.00; Sab 08.00-12.00"),
        (Actor.ADMIN, f"{DOMISILI} closed"),
        (Actor.ADMIN, "30 letters"),
        (Actor.ADMIN, "volume 40, brightness 100, languages id jv"),
    ]
    assert hall(context.store) == done.hall
    assert done.hall.closed[0].service == DOMISILI, "kept by its id, whatever it was called"
    assert change(context, done.hall, Actor.ADMIN).acts == ()
    undone = change(context, Hall(), Actor.PETUGAS)
    assert undone.acts == (
        Act.OPENED,
        Act.HOURS_SET,
        Act.SERVICE_SWITCHED,
        Act.MESSAGE_SHOWN,
        Act.LOOK_SET,
    )
    assert len(entries(context.store)) == 10


@pytest.mark.parametrize(
    "wanted",
    [
        Hall(hours=(Hours(480, 900),)),
        Hall(hours=(None,) * 7),
        Hall(hours=(Hours(900, 480),) * 7),
        Hall(hours=(Hours(0, 1441),) * 7),
        Hall(closed_until=NOON_MS),
        Hall(closed_until=NOON_MS + 61 * 24 * HOUR),
        Hall(closed=(ServiceClosed("tidak_ada"),)),
        Hall(closed=(ServiceClosed(DOMISILI), ServiceClosed("D18"))),
        Hall(closed=(ServiceClosed(DOMISILI, "x" * 121),)),
        Hall(closed=(ServiceClosed(DOMISILI, until=NOON_MS - 1),)),
        Hall(message=MessageShown("x" * 121)),
        Hall(message=MessageShown("a\x1b[31mb")),
        Hall(message=MessageShown("Bu Sartini 1671 0241 0289 0001")),
        Hall(message=MessageShown("Halo", NOON_MS - 1)),
        Hall(volume=101),
        Hall(volume=-1),
        Hall(brightness=9),
        Hall(languages=("id", "xx")),
        Hall(languages=("id", "id")),
        Hall(languages=("en",)),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_changed(context: Context, wanted: Hall) -> None:
    with pytest.raises(WrongUse) as refused:
        change(context, wanted, Actor.ADMIN)
    assert refused.value.remedy
    assert "1671" not in str(refused.value)
    assert hall(context.store) == Hall()
    assert entries(context.store) == []


def test_what_has_ended_is_no_hindrance_and_goes_with_the_next_change(context: Context, clock: FixedClock) -> None:
    first = Hall(
        closed_until=NOON_MS + HOUR,
        closed=(ServiceClosed(DOMISILI, until=NOON_MS + HOUR),),
        message=MessageShown("Sebentar", NOON_MS + HOUR),
    )
    change(context, first, Actor.ADMIN)
    clock.ms += 2 * HOUR
    assert what_counts(context).closing(DOMISILI, clock.ms) is None
    change(context, msgspec.structs.replace(hall(context.store), volume=50), Actor.ADMIN)
    assert hall(context.store) == Hall(volume=50)


# --- At the door ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def light(tmp_path: Path) -> Path:
    panel = tmp_path / "backlight" / "intel_backlight"
    panel.mkdir(parents=True)
    (panel / "max_brightness").write_text("1500\n")
    (panel / "brightness").write_text("1500\n")
    return panel


def test_a_petugas_closes_for_today_and_opens_again_and_nothing_else(context: Context, light: Path) -> None:
    told: list[int] = []
    door = Door()
    port = HallSettings(context, door, lambda: told.append(1), Backlight(light.parent))
    with pytest.raises(WrongUse):
        port.change(Hall(closed_until=NOON_MS + HOUR))
    door.enter(Role.PETUGAS)
    done = port.change(Hall(closed_until=NOON_MS + HOUR))
    assert done.ok
    assert done.words == "Kiosk tutup sampai Sabtu, 21 November 2026, 13.00 WIB."
    assert port.opening() == Opening(False, NOON_MS + HOUR)
    assert port.change(Hall()).words == "Kiosk tidak lagi ditutup."
    assert len(told) == 2
    for more in (Hall(WEEK), Hall(volume=10), Hall(message=MessageShown("x")), Hall(closed=(ServiceClosed(DOMISILI),))):
        with pytest.raises(WrongUse, match="admin"):
            port.change(more)
    assert port.now() == Hall()
    assert [line.actor for line in entries(context.store)] == [Actor.PETUGAS, Actor.PETUGAS]
    assert len(told) == 2, "nothing changed"


def test_what_was_done_is_said_and_nothing_else(context: Context, light: Path) -> None:
    door = Door()
    door.enter(Role.ADMIN)
    port = HallSettings(context, door, lambda: None, Backlight(light.parent))
    assert port.change(Hall(volume=40)).words == "Suara sudah diganti."
    assert port.change(Hall(volume=40)).words == "Tidak ada yang berubah."
    closed = (ServiceClosed(DOMISILI), ServiceClosed("surat_keterangan_tidak_mampu"))
    title = context.catalog.find(DOMISILI).title.say("id")
    assert f"{title} ditutup di kiosk ini." in port.change(Hall(volume=40, closed=closed)).words
    assert port.change(Hall(volume=40, closed=closed[1:])).words == f"{title} dibuka lagi."
    assert port.change(Hall(WEEK, volume=40, closed=closed[1:])).words == "Jam buka sudah diganti."


def test_the_admin_is_told_what_is_wrong_in_words(context: Context, light: Path) -> None:
    door = Door()
    door.enter(Role.ADMIN)
    done = HallSettings(context, door, lambda: None, Backlight(light.parent)).change(Hall(volume=200))
    assert not done.ok
    assert done.words == "Suara diatur dari 0 sampai 100 persen. Pilih angka di antaranya."


def test_the_light_is_set_where_it_can_be_and_never_off(context: Context, light: Path, tmp_path: Path) -> None:
    door = Door()
    door.enter(Role.ADMIN)
    port = HallSettings(context, door, lambda: None, Backlight(light.parent))
    assert port.change(Hall(brightness=40)).ok
    assert (light / "brightness").read_text() == "600"
    (light / "brightness").write_text("1500")
    port.shine()
    assert (light / "brightness").read_text() == "600", "after a start as it was set"
    (light / "max_brightness").write_text("3")
    assert port.change(Hall(brightness=10)).ok
    assert (light / "brightness").read_text() == "1"
    nothing = HallSettings(context, door, lambda: None, Backlight(tmp_path / "none"))
    done = nothing.change(Hall(brightness=80))
    assert done.ok
    assert "tombol di layarnya" in done.words


def test_a_brightness_that_is_only_tried_is_shown_and_not_kept(context: Context, light: Path, tmp_path: Path) -> None:
    door = Door()
    port = HallSettings(context, door, lambda: None, Backlight(light.parent))
    door.enter(Role.PETUGAS)
    with pytest.raises(WrongUse):
        port.dim(50)
    door.enter(Role.ADMIN)
    assert port.dim(50).ok
    assert (light / "brightness").read_text() == "750"
    assert port.dim(0).ok
    assert (light / "brightness").read_text() == "150", "never so dark that nobody finds the way back"
    assert port.now() == Hall()
    assert entries(context.store) == []
    assert not HallSettings(context, door, lambda: None, Backlight(tmp_path / "none")).dim(50).ok


# --- Commands ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kiosk.usecases.initialise import DEMO_CODE, initialise

    data = tmp_path_factory.mktemp("hall") / "kiosk"
    initialise(data, demo=True, office_code=DEMO_CODE)
    return data


def test_every_setting_has_a_command(run_kiosk: Run, demo: Path) -> None:
    def said(*arguments: str) -> dict[str, object]:
        code, out, err = run_kiosk(*arguments, "--json", "--data", demo)
        assert code == 0, err
        return dict(msgspec.json.decode(out))

    assert said("hours")["hours"] == ""
    assert said("hours", "--set", "Sen-Min 00.00-24.00")["hours"] == "Sen-Min 00.00-24.00"
    assert said("close")["open"] is False
    assert said("hours")["closed_until"] is not None
    assert said("open")["open"] is True
    assert said("hours", "--always")["hours"] == ""
    assert said("message", "Loket 2 pindah.", "--until", "23.59")["text"] == "Loket 2 pindah."
    assert said("message", "--clear") == {"text": "", "until": None}
    assert said("look", "--volume", "0", "--languages", "id,jv") == {
        "volume": 0, "brightness": 100, "languages": ["id", "jv"],
    }  # fmt: skip
    assert said("look", "--languages", "")["languages"] == []


def test_a_service_that_is_switched_off_here_takes_no_requests_from_scripts_either(run_kiosk: Run, demo: Path) -> None:
    sample = demo.parent / "sample.json"
    _, told, _ = run_kiosk("services", "D18", "--json", "--data", demo)
    sample.write_bytes(msgspec.json.encode(msgspec.json.decode(told)["sample"]))
    assert run_kiosk("service", "close", "D18", "--reason", "Blangko habis", "--data", demo)[0] == 0
    code, _, err = run_kiosk("submit", "D18", "--answers", sample, "--data", demo)
    assert code == 3
    assert "Blangko habis" in err
    assert f"kiosk service open {DOMISILI}" in err
    assert run_kiosk("service", "open", "D18", "--data", demo)[0] == 0
    assert run_kiosk("close", "--data", demo)[0] == 0
    assert run_kiosk("submit", "D18", "--answers", sample, "--data", demo)[0] == 0, "hours are the screen's"
    assert run_kiosk("open", "--data", demo)[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("hours", "--set", "Sen 15.00-08.00"),
        ("close", "--until", "25.00"),
        ("close", "--until", "kapan-kapan"),
        ("close", "--until", "2020-01-01"),
        ("service", "close", "tidak-ada"),
        ("service", "open", "D18", "--reason", "x"),
        ("message", "Halo", "--clear"),
        ("look", "--brightness", "3"),
    ],
)
def test_a_wrong_setting_ends_with_two_and_a_remedy(run_kiosk: Run, demo: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run_kiosk(*arguments, "--data", demo)
    assert code == 2, err
    assert out == ""
    assert len(err.splitlines()) == 1


def test_a_time_of_today_that_is_over_is_meant_for_tomorrow() -> None:
    from kiosk.app.hall_commands import _moment

    now = at("2026-11-23 15:30")
    assert _moment("16.00", now, WIB) == at("2026-11-23 16:00")
    assert _moment("8:00", now, WIB) == at("2026-11-24 08:00")
    assert _moment("2026-12-24", now, WIB) == at("2026-12-24 00:00")
    assert _moment("2026-12-24 12.30", now, WIB) == at("2026-12-24 12:30")


def test_settings_of_an_older_kiosk_are_read(context: Context) -> None:
    """A field more must not cost the hours that somebody set."""

    class Hall(msgspec.Struct, frozen=True):
        hours: tuple[Hours | None, ...] = ()
        volume: int = 100

    context.store.transaction(lambda db: settings.put(db, Hall(WEEK, 30)))
    kept = hall(context.store)
    assert (kept.hours, kept.volume, kept.brightness) == (WEEK, 30, 100)
