"""How this kiosk and the office stand, and what the office wants of it, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.catalog import LANGUAGES
from kiosk.domain.events import SettingsChanged
from kiosk.domain.orders import Orders
from kiosk.speech_words import LANGUAGE_NAMES
from kiosk.usecases.context import Context
from ui.ports import OfficeNews, Parked
from ui.viewmodels.maintenance.lines import StateRow
from ui.viewmodels.maintenance.words import translate
from ui.viewmodels.sentences import moment_words

MOST_PARKED = 5
"""Numbers in a line: one of them is a matter for a technician already."""
_NAMES = dict(zip(LANGUAGES, LANGUAGE_NAMES, strict=True))


def office_lines(context: Context, news: OfficeNews) -> Iterator[StateRow]:
    """Whether the office is heard and what was not taken, then what is in force."""
    yield from _standing(context, news)
    yield from _ordered(context, news.orders)


def _standing(context: Context, news: OfficeNews) -> Iterator[StateRow]:
    """Whether the office is heard, and what it or this kiosk would not take."""
    since = translate("Maintenance", "Belum pernah terhubung.")
    if news.contact_at is not None:
        since = translate("Maintenance", "Terakhir terhubung: {when}.").format(when=_moment(context, news.contact_at))
    mood = "bad" if news.turned_away else "unsure" if news.trouble or news.contact_at is None else "good"
    yield StateRow(translate("Maintenance", "Hubungan dengan kelurahan"), f"{news.trouble} {since}".strip(), mood)
    for why in dict.fromkeys(one.why for one in news.parked):
        numbers = _numbers([one for one in news.parked if one.why == why])
        yield StateRow(translate("Maintenance", "Ditahan kelurahan: {numbers}").format(numbers=numbers), why, "bad")
    for file, _wrong in news.refused_files:  # what is wrong is told in English, to those who write such files
        title = translate("Maintenance", "Berkas kelurahan belum dipakai: {file}").format(file=file or "?")
        keeps = translate(
            "Maintenance",
            "Ada yang salah tulis di dalamnya. Yang lama tetap dipakai. Minta kelurahan membetulkan berkas itu.",
        )
        yield StateRow(title, keeps, "unsure")
    if files := news.files:
        detail = translate("Maintenance", "%n berkas kelurahan dipakai.", "", files)
        yield StateRow(translate("Maintenance", "Layanan dan informasi"), detail, "good")


def _ordered(context: Context, orders: Orders) -> Iterator[StateRow]:
    """What is in force now. Nothing of it is for the petugas to change: the office ordered it."""
    now, services = context.clock.now_ms(), context.catalog.services
    ends = translate("Maintenance", "Sampai {when}.")
    if orders.message and orders.notice(now):
        until = orders.message.until
        said = f"“{orders.message.text}” {ends.format(when=_moment(context, until)) if until else ''}"
        yield StateRow(translate("Maintenance", "Pengumuman di halaman depan"), said.strip(), "notice")
    for one in orders.closed:
        if orders.closing(one.service, now) is None:
            continue
        name = next((known.title.say("id") for known in services if known.id == one.service), one.service)
        until_words = (
            ends.format(when=_moment(context, one.until))
            if one.until
            else translate("Maintenance", "Sampai kelurahan membukanya lagi.")
        )
        title = translate("Maintenance", "Layanan ditutup: {service}").format(service=name)
        yield StateRow(title, f"{one.reason} {until_words}".strip(), "notice")
    if orders.settings != SettingsChanged():
        title = translate("Maintenance", "Pengaturan dari kelurahan")
        yield StateRow(title, ". ".join(_settings(orders.settings)) + ".", "notice")


def _moment(context: Context, at: int) -> str:
    return moment_words(context.zone, at, "id")


def _numbers(parked: list[Parked]) -> str:
    """ "A-007, A-009, dan 3 lagi"; what gave no number is named by its place in the journal."""
    record = translate("Maintenance", "catatan {number}")
    named = [one.ticket or record.format(number=one.seq) for one in parked[:MOST_PARKED]]
    more = len(parked) - len(named)
    return ", ".join([*named, translate("Maintenance", "dan %n lagi", "", more)] if more else named)


def _settings(said: SettingsChanged) -> Iterator[str]:
    if (seconds := said.idle_warning_s) is not None:
        yield translate("Maintenance", "Bertanya 'Masih di sini?' setelah %n detik", "", seconds)
    if (seconds := said.idle_wipe_s) is not None:
        yield translate("Maintenance", "Mengosongkan layar %n detik kemudian", "", seconds)
    if said.languages:
        yield translate("Maintenance", "Bahasa: {languages}").format(
            languages=", ".join(_NAMES.get(language, language) for language in said.languages)
        )
    if said.office_copy is not None:
        yield (
            translate("Maintenance", "Lembar untuk kantor: dicetak")
            if said.office_copy
            else translate("Maintenance", "Lembar untuk kantor: tidak dicetak")
        )
