"""The daily report as an A4 page: what the lurah gets on the desk.

Made for a laser printer without colours: what counts is told by place, length, number and word, and the dark parts are few.
Blocks know their height before anything is drawn, so that every page can say how many there are.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from math import ceil
from typing import NamedTuple

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kiosk.catalog_files import ASSETS
from kiosk.domain import words
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import JobState, PrintReason
from kiosk.domain.report import DailyReport, PrintCount, ServiceCount, StateCount, Unsent
from printers.band import motif

STATUS: dict[PermohonanStatus, str] = {
    PermohonanStatus.SUBMITTED: "baru masuk",
    PermohonanStatus.INCOMPLETE: "belum lengkap",
    PermohonanStatus.IN_REVIEW: "sedang diperiksa",
    PermohonanStatus.AWAITING_SIGNATURE: "menunggu tanda tangan",
    PermohonanStatus.READY: "siap diambil",
    PermohonanStatus.COLLECTED: "sudah diambil",
    PermohonanStatus.REJECTED: "ditolak",
    PermohonanStatus.CANCELLED: "dibatalkan",
}
PRINTED: dict[JobState, str] = {
    JobState.CONFIRMED: "Tercetak, dipastikan printer",
    JobState.SENT: "Terkirim, tidak dipastikan",
    JobState.FAILED: "Tidak tercetak",
    JobState.WAITING: "Masih menunggu dicetak",
}
REASON: dict[PrintReason, str] = {
    PrintReason.PAPER_OUT: "kertas habis",
    PrintReason.COVER_OPEN: "tutup terbuka",
    PrintReason.CUTTER: "pemotong macet",
    PrintReason.OVERHEATED: "printer terlalu panas",
    PrintReason.UNRECOVERABLE: "printer rusak",
    PrintReason.OFFLINE: "printer tidak siap",
    PrintReason.DISCONNECTED: "printer tidak tersambung",
    PrintReason.BUSY: "printer dipakai komputer lain",
    PrintReason.NOT_ALLOWED: "printer tidak boleh dibuka",
    PrintReason.NOT_ANSWERING: "printer tidak menjawab",
    PrintReason.UNCONFIRMED: "tanpa bukti dari printer",
    PrintReason.INTERRUPTED: "terhenti di tengah jalan",
    PrintReason.NO_PRINTER: "tanpa printer",
    PrintReason.EXPIRED: "terlalu lama menunggu",
    PrintReason.CANCELLED: "dibatalkan petugas",
    PrintReason.OTHER_PRINTER: "lewat printer pengganti",
    PrintReason.FILED: "disimpan sebagai berkas",
}
LANGUAGE = {"id": "Indonesia", "en": "Inggris", "jv": "Jawa", "su": "Sunda", "plm": "Palembang"}
MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 48.0, _WIDTH - 48.0
_ACROSS = _RIGHT - _LEFT
_TOP, _BOTTOM = _HEIGHT - 38.0, 50.0
_GAP = 30.0  # between two columns
_HALF = (_ACROSS - _GAP) / 2
_RUNNING_HEAD = 30.0
_BAND_HEIGHT = 20.0
_PLOT_HEIGHT = 76.0
_ROW, _SMALL_ROW = 15.5, 11.5
_LEAST = 5
"""What a full bar stands for at the least: one resident must not look like a crowd."""

_INK, _SOFT, _LINE = HexColor("#14232B"), HexColor("#3D4C54"), HexColor("#5E6E76")
_ACTION, _GROUND, _THREAD = HexColor("#0A4F5C"), HexColor("#073B45"), HexColor("#F2C14E")
_PLAIN, _STRONG, _HEAVY = "Report-Regular", "Report-SemiBold", "Report-Bold"


class _Type(NamedTuple):
    """How a line is set; the size is in points."""

    font: str
    size: float
    colour: HexColor = _INK


_TITLE, _DAY, _FIGURE = _Type(_HEAVY, 26), _Type(_STRONG, 14), _Type(_HEAVY, 36, _ACTION)
_HEADING, _LABEL, _BODY = _Type(_HEAVY, 12.5), _Type(_STRONG, 11), _Type(_PLAIN, 11)
_SMALL, _NUMBER = _Type(_PLAIN, 9.5, _SOFT), _Type(_STRONG, 9)


class _Block(NamedTuple):
    """A part of the page that is not broken. `draw` gets the canvas and the block's upper left corner."""

    height: float
    draw: Callable[[Canvas, float, float], None]
    keeps_next: bool = False  # a heading does not stay alone at the foot of a page
    heading: _Block | None = None  # said again where a page begins with this block


class _Line(NamedTuple):
    """A row of a list: what, how many, and in small type why."""

    what: str
    many: str
    why: str = ""


class _Bar(NamedTuple):
    """An hour or a day of a plot."""

    label: str
    requests: int
    numbers: int


def render(report: DailyReport) -> bytes:
    """The report as PDF, as many pages as it takes. The same report gives the same bytes."""
    _load_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True, lang="id", initialFontName=_PLAIN)
    canvas.setTitle(f"{_title(report)}: {_days(report)}")
    canvas.setAuthor(report.office)
    canvas.setSubject(f"Kiosk {report.kiosk_id}")
    pages = _pages(_blocks(report))
    for number, page in enumerate(pages, 1):
        top = _TOP
        if number > 1:
            _draw_running_head(canvas, report)
            top -= _RUNNING_HEAD
        for block in page:
            block.draw(canvas, _LEFT, top)
            top -= block.height
        _say(canvas, _LEFT, 30, "Hanya jumlah: laporan ini tidak memuat nama, NIK, atau isi permohonan.", _SMALL)
        _say_right(canvas, _RIGHT, 30, f"Halaman {number} dari {len(pages)}", _SMALL)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def _load_fonts() -> None:
    for name in (_PLAIN, _STRONG, _HEAVY):
        file = f"AtkinsonHyperlegibleNext-{name.removeprefix('Report-')}.ttf"
        pdfmetrics.registerFont(TTFont(name, ASSETS / "fonts" / file))


# --- What stands on it ------------------------------------------------------------------------------------------------


def _blocks(report: DailyReport) -> list[_Block]:
    blocks = [_head(report)]
    if report.doubtful or report.clock_doubtful:
        blocks.append(_doubt(report))
    if report.requests or report.numbers:
        blocks.append(_figures(report))
        if report.first != report.day:
            days = [_Bar(_short(one.day), one.requests, one.numbers) for one in report.days]
            blocks.append(_plot("Per hari", days, _ACROSS))
        hours = [_plot("Per jam", _hours(report), _HALF)] if report.hours else []
        groups = _list("Nomor tanpa formulir", [_Line(one.title, _n(one.count)) for one in report.groups])
        spoken = ", ".join(f"{LANGUAGE.get(one.language, one.language)} {_n(one.count)}" for one in report.languages)
        languages = _paragraphs("Bahasa permohonan", [spoken] if spoken else [])
        blocks += [_beside(hours, [*groups, *languages]), *_services(report)]
    else:
        blocks.append(_nobody(report))
    blocks.append(
        _beside(
            _list("Struk", _prints(report)),
            _paragraphs("Yang belum sampai di kantor", _unsent(report.unsent, report.day)),
        )
    )
    return blocks


def _title(report: DailyReport) -> str:
    return "Laporan harian kiosk" if report.first == report.day else "Laporan kiosk"


def _days(report: DailyReport) -> str:
    if report.first == report.day:
        return words.day(report.day)
    return f"{words.day(report.first)} sampai {words.day(report.day)}"


def _head(report: DailyReport) -> _Block:
    made = f"dibuat {words.date_and_time(report.made, report.zone)}"
    origin = _split(f"{report.office} · kiosk {report.kiosk_id} · {made}", _SMALL, _ACROSS)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        _draw_band(canvas, top)
        _say(canvas, left, top - 50, _title(report), _TITLE)
        _say(canvas, left, top - 71, _days(report), _DAY)
        _say_lines(canvas, left, top - 87, origin, _SMALL)

    return _Block(90 + len(origin) * _SMALL_ROW, draw)


def _doubt(report: DailyReport) -> _Block:
    said = []
    if report.doubtful:
        said.append(
            f"{_n(report.doubtful)} nomor diberikan saat jam kiosk diragukan. Semua tetap sah dan terhitung,"
            " kecuali pada gambar per jam."
        )
    if report.clock_doubtful:
        said.append("Saat laporan ini dibuat, jam kiosk belum pasti: hari dan jam di atas bisa keliru.")
    lines = _split(" ".join(said), _BODY, _ACROSS - 24)
    height = 30 + len(lines) * _ROW

    def draw(canvas: Canvas, left: float, top: float) -> None:
        canvas.setStrokeColor(_INK)
        canvas.setLineWidth(1.5)
        canvas.rect(left, top - height, _ACROSS, height)
        _say(canvas, left + 12, top - 18, "Jam kiosk belum pasti", _LABEL)
        _say_lines(canvas, left + 12, top - 34, lines, _BODY)

    return _Block(height + 16, draw)


def _nobody(report: DailyReport) -> _Block:
    days = "hari ini" if report.first == report.day else "hari-hari ini"
    if report.unfinished:
        said = f"Pada {days} belum ada warga yang memakai kiosk."
        more = "Begitu ada yang datang, laporan berikutnya memuat angkanya."
    else:
        said = f"Pada {days} tidak ada warga yang memakai kiosk."
        more = "Mungkin libur, listrik padam, atau memang sepi."

    def draw(canvas: Canvas, left: float, top: float) -> None:
        _say(canvas, left, top - 26, said, _DAY)
        _say(canvas, left, top - 44, more, _BODY)

    return _Block(76, draw)


def _figures(report: DailyReport) -> _Block:
    unsent = report.unsent
    if not unsent.entries:
        since = "semua sudah diterima" if unsent.last_contact else "tidak ada yang menunggu"
    else:
        since = f"sejak {_hour(unsent.since, report.day)}" if unsent.since else "sejak kapan tidak pasti"
    figures = (
        (report.requests, "Permohonan", "diisi warga di layar"),
        (report.numbers, "Nomor tanpa formulir", "untuk bertemu petugas"),
        (report.priority, "Nomor prioritas", "sudah terhitung di kiri"),
        (unsent.entries, "Belum sampai di kantor", since),
    )
    comparison = _comparison(report)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        _rule(canvas, left, top, _ACROSS, 1.2)
        step = _ACROSS / len(figures)
        for at, (count, what, why) in enumerate(figures):
            corner = left + at * step
            wide = pdfmetrics.stringWidth(_n(count), _FIGURE.font, _FIGURE.size)
            _say(canvas, corner, top - 37, _n(count), _FIGURE._replace(size=_FIGURE.size * min(1, (step - 12) / wide)))
            _say(canvas, corner, top - 53, what, _LABEL)
            _say(canvas, corner, top - 65, why, _SMALL)
        _rule(canvas, left, top - 75, _ACROSS)
        _say(canvas, left, top - 91, comparison, _BODY)

    return _Block(110 if comparison else 90, draw)


def _comparison(report: DailyReport) -> str:
    """Against the usual day; a day that is not over is not judged, only set beside it."""
    usual = report.usual
    if usual is None:
        return ""
    days = f"rata-rata {usual.days} hari buka sebelumnya" if usual.days > 1 else "hari buka sebelumnya"
    number, average = report.requests + report.numbers, round(usual.numbers)
    if report.first != report.day:
        opened = sum(1 for one in report.days if one.requests + one.numbers)
        return f"{_n(round(number / opened))} nomor setiap hari buka; {days}: {_n(average)}."
    if report.unfinished and not report.clock_doubtful:
        return f"Sampai {_clock(report.made)}: {_n(number)} nomor; {days}: {_n(average)} sehari."
    if number == average:
        return f"Seluruhnya {_n(number)} nomor, sama dengan {days}."
    more = "lebih banyak daripada" if number > average else "lebih sedikit daripada"
    return f"Seluruhnya {_n(number)} nomor, {_n(abs(number - average))} {more} {days} ({_n(average)})."


def _hours(report: DailyReport) -> list[_Bar]:
    """A bar for each hour of an office's day, and for those before and after it that had any."""
    found = {one.hour: one for one in report.hours}
    hours = range(min(8, *found), max(15, *found) + 1)
    return [
        _Bar(f"{hour:02}", one.requests, one.numbers) if (one := found.get(hour)) else _Bar(f"{hour:02}", 0, 0)
        for hour in hours
    ]


def _services(report: DailyReport) -> list[_Block]:
    if not report.services:
        return []
    contact = report.unsent.last_contact
    news = f"Menurut kabar kantor {_moment(contact, report.day)}" if contact else "Belum ada kabar dari kantor"
    note = _split(f"{news}: {_stand(report.states)}.", _SMALL, _ACROSS)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        _say(canvas, left, top - 13, "Permohonan per layanan", _HEADING)
        _say_lines(canvas, left, top - 26, note, _SMALL)

    heading = _Block(22 + len(note) * _SMALL_ROW, draw, keeps_next=True)
    most = max(_LEAST, *(service.count for service in report.services))
    return [heading, *(_service(one, most, heading) for one in report.services), _Block(16, lambda *_: None)]


def _service(service: ServiceCount, most: int, heading: _Block) -> _Block:
    """One row: name and, where any has moved on, how its requests stand on the left; the bar on the right."""
    at_bar, longest = 296.0, _ACROSS - 296 - 30
    new = [one.status for one in service.states] == [PermohonanStatus.SUBMITTED]
    titles = _split(service.title, _BODY, at_bar - 16)
    stands = [] if new else _split(_stand(service.states), _SMALL, at_bar - 16)
    height = 4 + len(titles) * 14 + len(stands) * _SMALL_ROW

    def draw(canvas: Canvas, left: float, top: float) -> None:
        _say_lines(canvas, left, top - 13, titles, _BODY)
        _say_lines(canvas, left, top - 11 - len(titles) * 14, stands, _SMALL)
        length = max(2.0, longest * service.count / most)
        canvas.setFillColor(_ACTION)
        canvas.rect(left + at_bar, top - 14, length, 10, stroke=0, fill=1)
        _say(canvas, left + at_bar + length + 6, top - 13, _n(service.count), _LABEL)
        _rule(canvas, left, top - height, _ACROSS, 0.4)

    return _Block(height, draw, heading=heading)


def _stand(states: Sequence[StateCount]) -> str:
    return ", ".join(f"{_n(one.count)} {STATUS[one.status]}" for one in states)


def _prints(report: DailyReport) -> list[_Line]:
    return [
        _Line(what, _n(count), _why([one for one in report.prints if one.state is state]))
        for state, what in PRINTED.items()
        if (count := report.printed(state))
    ]


def _why(prints: Sequence[PrintCount]) -> str:
    reasons = [one for one in prints if one.reason]
    if len(prints) == 1:
        return "".join(REASON[one.reason] for one in reasons if one.reason)
    return ", ".join(f"{REASON[one.reason]} ({_n(one.count)})" for one in reasons if one.reason)


def _unsent(unsent: Unsent, day: date) -> list[str]:
    if unsent.entries:
        since = f", yang tertua sejak {_hour(unsent.since, day)}" if unsent.since else ""
        said = [f"{_n(unsent.entries)} catatan menunggu dikirim{since}. Semuanya aman di kiosk."]
    elif unsent.last_contact:
        said = ["Tidak ada. Kantor sudah menerima semua catatan kiosk ini."]
    else:
        said = ["Tidak ada yang menunggu."]
    if unsent.refused:
        said.append(f"{_n(unsent.refused)} catatan tidak diterima kantor. Petugas perlu memeriksanya.")
    if unsent.last_contact:
        said.append(f"Hubungan terakhir dengan kantor: {_moment(unsent.last_contact, day)}.")
    elif unsent.entries:
        said.append("Kiosk ini belum pernah terhubung dengan kantor.")
    return said


# --- How it is laid out -----------------------------------------------------------------------------------------------


def _pages(blocks: Sequence[_Block]) -> list[list[_Block]]:
    """What stands on which page. A heading goes with what follows it, and is said again on the next page."""
    pages: list[list[_Block]] = [[]]
    room = _TOP - _BOTTOM
    for at, block in enumerate(blocks):
        need = block.height + (blocks[at + 1].height if block.keeps_next else 0)
        if need > room and pages[-1]:
            pages.append([block.heading] if block.heading else [])
            room = _TOP - _BOTTOM - _RUNNING_HEAD - sum(one.height for one in pages[-1])
        pages[-1].append(block)
        room -= block.height
    return pages


def _beside(left: Sequence[_Block], right: Sequence[_Block]) -> _Block:
    """Two columns of half the width; where one is empty the other takes its place."""
    columns = [column for column in (left, right) if column]

    def draw(canvas: Canvas, corner: float, top: float) -> None:
        for at, column in enumerate(columns):
            under = top
            for block in column:
                block.draw(canvas, corner + at * (_HALF + _GAP), under)
                under -= block.height

    return _Block(max((sum(block.height for block in column) for column in columns), default=0.0), draw)


def _list(title: str, lines: Sequence[_Line]) -> list[_Block]:
    """Half as wide as the page. No lines, no list."""
    if not lines:
        return []
    whys = [_split(line.why, _SMALL, _HALF - 40) for line in lines]

    def draw(canvas: Canvas, left: float, top: float) -> None:
        _say(canvas, left, top - 13, title, _HEADING)
        top -= 20
        for line, why in zip(lines, whys, strict=True):
            _say(canvas, left, top - 12, line.what, _BODY)
            _say_right(canvas, left + _HALF, top - 12, line.many, _LABEL)
            _say_lines(canvas, left, top - 23, why, _SMALL)
            top -= _ROW + len(why) * _SMALL_ROW
            _rule(canvas, left, top, _HALF, 0.4)

    return [_Block(20 + len(lines) * _ROW + sum(map(len, whys)) * _SMALL_ROW + 14, draw)]


def _paragraphs(title: str, said: Sequence[str]) -> list[_Block]:
    """Half as wide as the page. Nothing said, no heading."""
    if not said:
        return []
    lines = [line for one in said for line in _split(one, _BODY, _HALF)]

    def draw(canvas: Canvas, left: float, top: float) -> None:
        _say(canvas, left, top - 13, title, _HEADING)
        _say_lines(canvas, left, top - 31, lines, _BODY)

    return [_Block(22 + len(lines) * _ROW + 12, draw)]


def _plot(title: str, bars: Sequence[_Bar], across: float) -> _Block:
    """Two kinds of numbers on top of each other: filled and outlined, so that they differ without colour."""
    highest = max(_LEAST, *(bar.requests + bar.numbers for bar in bars))
    step = across / len(bars)
    width = min(30.0, step * 0.7)
    label_every = _every([bar.label for bar in bars], _SMALL, step)
    total_every = _every([_n(bar.requests + bar.numbers) for bar in bars], _NUMBER, step)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        _say(canvas, left, top - 13, title, _HEADING)
        _draw_key(canvas, left + across, top - 13)
        base = top - 36 - _PLOT_HEIGHT
        canvas.setLineWidth(0.8)
        canvas.setStrokeColor(_INK)
        for at, bar in enumerate(bars):
            edge = left + at * step + (step - width) / 2
            filled, outlined = (_PLOT_HEIGHT * count / highest for count in (bar.requests, bar.numbers))
            if bar.requests:
                canvas.setFillColor(_ACTION)
                canvas.rect(edge, base, width, filled, stroke=1, fill=1)
            if bar.numbers:
                canvas.setFillColor(white)
                canvas.rect(edge, base + filled, width, outlined, stroke=1, fill=1)
            if (total := bar.requests + bar.numbers) and at % total_every == 0:
                _say_middle(canvas, edge + width / 2, base + filled + outlined + 3, _n(total), _NUMBER)
            if at % label_every == 0:
                _say_middle(canvas, edge + width / 2, base - 12, bar.label, _SMALL)
        _rule(canvas, left, base, across, 0.8)

    return _Block(36 + _PLOT_HEIGHT + 28, draw)


def _every(texts: Sequence[str], kind: _Type, step: float) -> int:
    """Which of many texts, `step` points apart, are said so that none runs into the next: each, or every second."""
    widest: float = max(pdfmetrics.stringWidth(text, kind.font, kind.size) for text in texts)
    return ceil((widest + 3) / step)


# --- How it is drawn --------------------------------------------------------------------------------------------------


def _draw_running_head(canvas: Canvas, report: DailyReport) -> None:
    _say(canvas, _LEFT, _TOP - 8, f"{_title(report)} · {_days(report)} · kiosk {report.kiosk_id}", _SMALL)
    _rule(canvas, _LEFT, _TOP - 14, _ACROSS)


def _draw_band(canvas: Canvas, top: float) -> None:
    """The woven band from margin to margin, gold thread on dark ground."""
    rows = motif()
    thread = _BAND_HEIGHT / len(rows)
    copies = max(1, round(_ACROSS / (len(rows[0]) * thread)))
    wide = _ACROSS / (copies * len(rows[0]))
    canvas.setFillColor(_GROUND)
    canvas.rect(_LEFT, top - _BAND_HEIGHT, _ACROSS, _BAND_HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(_THREAD)
    path = canvas.beginPath()
    for at, row in enumerate(rows):
        for start, end in _runs(row * copies):
            # A hair higher than its row, so that no seam shows on screen.
            path.rect(_LEFT + start * wide, top - (at + 1) * thread, (end - start) * wide, thread * 1.02)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    start = 0
    while (start := row.find(1, start)) >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        yield start, end
        start = end


def _draw_key(canvas: Canvas, right: float, base: float) -> None:
    """What filled and outlined mean, ending at `right`."""
    canvas.setLineWidth(0.8)
    canvas.setStrokeColor(_INK)
    for what, colour in (("tanpa formulir", white), ("permohonan", _ACTION)):
        _say_right(canvas, right, base, what, _SMALL)
        right -= pdfmetrics.stringWidth(what, _SMALL.font, _SMALL.size) + 12
        canvas.setFillColor(colour)
        canvas.rect(right, base - 0.5, 7.5, 7.5, stroke=1, fill=1)
        right -= 12


def _rule(canvas: Canvas, left: float, height: float, across: float, thick: float = 0.5) -> None:
    canvas.setStrokeColor(_INK if thick > 0.5 else _LINE)
    canvas.setLineWidth(thick)
    canvas.line(left, height, left + across, height)


def _say(canvas: Canvas, left: float, base: float, text: str, kind: _Type) -> None:
    canvas.setFont(kind.font, kind.size)
    canvas.setFillColor(kind.colour)
    canvas.drawString(left, base, text)


def _say_lines(canvas: Canvas, left: float, base: float, lines: Sequence[str], kind: _Type) -> None:
    step = _SMALL_ROW if kind is _SMALL else _ROW
    for at, line in enumerate(lines):
        _say(canvas, left, base - at * step, line, kind)


def _say_middle(canvas: Canvas, middle: float, base: float, text: str, kind: _Type) -> None:
    _say(canvas, middle - pdfmetrics.stringWidth(text, kind.font, kind.size) / 2, base, text, kind)


def _say_right(canvas: Canvas, right: float, base: float, text: str, kind: _Type) -> None:
    _say(canvas, right - pdfmetrics.stringWidth(text, kind.font, kind.size), base, text, kind)


def _split(text: str, kind: _Type, width: float) -> list[str]:
    lines: list[str] = simpleSplit(text, kind.font, kind.size, width)
    return lines


# --- How it is said ---------------------------------------------------------------------------------------------------


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _clock(value: datetime) -> str:
    return f"pukul {value.hour:02}.{value.minute:02}"


def _moment(value: datetime, day: date) -> str:
    """ "pukul 15.10" on the report's last day, "20 Nov 2026 pukul 15.10" on another."""
    return _clock(value) if value.date() == day else f"{_short(value.date())} {value.year} {_clock(value)}"


def _hour(value: datetime, day: date) -> str:
    """ "sekitar pukul 15" on the report's last day, "20 Nov 2026" on another."""
    return f"sekitar pukul {value.hour}" if value.date() == day else f"{_short(value.date())} {value.year}"


def _n(count: int) -> str:
    return f"{count:,}".replace(",", ".")
