"""The daily report on paper: complete, the same bytes for the same day, readable text, as many pages as it takes."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

import msgspec
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.catalog import LANGUAGES
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import JobState, PrintReason
from kiosk.domain.report import (
    DailyReport,
    DayCount,
    GroupCount,
    HourCount,
    LanguageCount,
    PrintCount,
    ServiceCount,
    StateCount,
    Unsent,
    Usual,
)
from printers import report as page

_S = PermohonanStatus
DAY = date(2026, 11, 20)
WIB = timezone(timedelta(hours=7))


def service(ref: str, title: str, **states: int) -> ServiceCount:
    return ServiceCount(ref.lower(), ref, title, tuple(StateCount(_S(name), count) for name, count in states.items()))


REPORT = DailyReport(
    office="Kelurahan 26 Ilir",
    kiosk_id="K7Q2M3",
    first=DAY,
    day=DAY,
    made=datetime(2026, 11, 20, 16, 5, tzinfo=WIB),
    zone="WIB",
    clock_doubtful=False,
    doubtful=0,
    services=(
        service("D18", "Surat Keterangan Domisili", SUBMITTED=5, IN_REVIEW=4, READY=3),
        service("D12", "Surat Keterangan Tidak Mampu (SKTM)", SUBMITTED=4, AWAITING_SIGNATURE=3, INCOMPLETE=1),
        service("D03", "Kartu Tanda Penduduk (KTP)", SUBMITTED=6),
        service("J01", "Pengaduan Masyarakat", SUBMITTED=3, IN_REVIEW=1),
        service("D20", "Pengantar Nikah", COLLECTED=1, REJECTED=1),
        service("D19", "Surat Keterangan Domisili Usaha (SKDU)", SUBMITTED=1),
    ),
    groups=(GroupCount("petugas", "Bicara dengan petugas", 14), GroupCount("pengaduan", "Pengaduan dan saran", 3)),
    priority=6,
    hours=(
        HourCount(7, 1, 0),
        HourCount(8, 6, 3),
        HourCount(9, 9, 5),
        HourCount(10, 7, 4),
        HourCount(11, 4, 2),
        HourCount(13, 3, 2),
        HourCount(14, 3, 1),
    ),
    days=(DayCount(DAY, 33, 17),),
    languages=(LanguageCount("id", 25), LanguageCount("plm", 6), LanguageCount("en", 2)),
    prints=(
        PrintCount(JobState.SENT, PrintReason.INTERRUPTED, 1),
        PrintCount(JobState.CONFIRMED, None, 46),
        PrintCount(JobState.FAILED, PrintReason.PAPER_OUT, 2),
        PrintCount(JobState.FAILED, PrintReason.EXPIRED, 1),
        PrintCount(JobState.WAITING, PrintReason.COVER_OPEN, 1),
    ),
    unsent=Unsent(7, datetime(2026, 11, 20, 14, 0, tzinfo=WIB), 0, datetime(2026, 11, 20, 13, 52, tzinfo=WIB)),
    usual=Usual(7, 43.3),
)
NOBODY = msgspec.structs.replace(
    REPORT,
    services=(),
    groups=(),
    priority=0,
    hours=(),
    days=(DayCount(DAY, 0, 0),),
    languages=(),
    prints=(),
    unsent=Unsent(0, None, 0, None),
    usual=None,
)
BUSY = msgspec.structs.replace(
    REPORT,
    office="Kelurahan Panjang Sekali Namanya di Kecamatan yang Tidak Kalah Panjang, Kota Contoh, Provinsi Contoh",
    clock_doubtful=True,
    doubtful=1234,
    services=tuple(
        service(f"D{at}", f"Surat Keterangan Nomor {at} dengan Judul yang Tidak Muat pada Satu Baris Saja", **states)
        for at in range(60)
        for states in [dict.fromkeys(PermohonanStatus, 100 + at)]
    ),
    hours=tuple(HourCount(hour, 100 + hour, hour) for hour in range(24)),
    prints=tuple(PrintCount(state, reason, 1000) for state in JobState for reason in PrintReason),
    unsent=Unsent(123_456, datetime(2026, 9, 30, 14, 0, tzinfo=WIB), 78, None),
)
MONTH = msgspec.structs.replace(
    REPORT,
    first=DAY - timedelta(days=30),
    days=tuple(DayCount(DAY - timedelta(days=30 - after), after % 7 * 15, after % 3) for after in range(31)),
)
CASES = {"day": REPORT, "nobody": NOBODY, "busy": BUSY, "month": MONTH}


class Said(NamedTuple):
    """A piece of text on the paper: where it begins and ends, on which line, in which size."""

    left: float
    right: float
    base: float
    size: float
    text: str


class Listening(Canvas):
    """The real canvas, which also remembers what was written on each page."""

    pages: list[list[Said]]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        Listening.pages = [[]]

    def drawString(self, x: float, y: float, text: str, *rest: Any, **options: Any) -> None:  # noqa: N802 - reportlab's
        width = self.stringWidth(text, self._fontname, self._fontsize)
        Listening.pages[-1].append(Said(x, x + width, y, self._fontsize, text))
        super().drawString(x, y, text, *rest, **options)

    def showPage(self) -> None:  # noqa: N802 - reportlab's
        super().showPage()
        Listening.pages.append([])


@pytest.fixture(scope="module")
def written() -> dict[str, list[list[Said]]]:
    """What stands on the pages of each case."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "Canvas", Listening)
        found = {}
        for name, report in CASES.items():
            page.render(report)
            found[name] = Listening.pages[:-1]
    return found


def text_of(pages: list[list[Said]]) -> str:
    return " ".join(said.text for one in pages for said in one)


def test_the_same_report_gives_the_same_bytes() -> None:
    """With its letters inside, so that every printer has them, and none of the reader's own."""
    first = page.render(REPORT)
    assert first == page.render(REPORT)
    assert first.startswith(b"%PDF-")
    assert first.count(b"/FontFile2") == 3
    assert b"Helvetica" not in first


@pytest.mark.parametrize("name", CASES)
def test_everything_stands_on_the_paper_and_nothing_on_another(name: str, written: dict[str, list[list[Said]]]) -> None:
    """Within margins that every printer can reach, each line in its own place."""
    for one in written[name]:
        for at, said in enumerate(one):
            assert said.left >= 40, said
            assert said.right <= A4[0] - 40, said
            assert 25 <= said.base <= A4[1] - 30, said
            for other in one[at + 1 :]:
                beside = said.right <= other.left or other.right <= said.left
                above = abs(said.base - other.base) >= min(said.size, other.size) * 0.9
                assert beside or above, (said, other)


@pytest.mark.parametrize(("name", "pages"), [("day", 1), ("nobody", 1), ("month", 2)])
def test_a_usual_day_is_one_page(name: str, pages: int, written: dict[str, list[list[Said]]]) -> None:
    """And each page says which of how many it is."""
    assert len(written[name]) == pages
    for number, one in enumerate(written[name], 1):
        assert f"Halaman {number} dari {pages}" in text_of([one])


def test_a_day_is_said_in_words_that_people_use(written: dict[str, list[list[Said]]]) -> None:
    """Title, day, the four figures, the comparison, what waits: read from the paper."""
    text = text_of(written["day"])
    for said in (
        "Laporan harian kiosk",
        "Jumat, 20 November 2026",
        "Kelurahan 26 Ilir · kiosk K7Q2M3 · dibuat Jumat, 20 November 2026, 16.05 WIB",
        "33 Permohonan",
        "17 Nomor tanpa formulir",
        "6 Nomor prioritas",
        "7 Belum sampai di kantor sejak sekitar pukul 14",
        "Sampai pukul 16.05: 50 nomor; rata-rata 7 hari buka sebelumnya: 43 sehari.",
        "Surat Keterangan Domisili 5 baru masuk, 4 sedang diperiksa, 3 siap diambil 12",
        "Bicara dengan petugas 14",
        "Indonesia 25, Palembang 6, Inggris 2",
        "Tidak tercetak 3 kertas habis (2), terlalu lama menunggu (1)",
        "Hubungan terakhir dengan kantor: pukul 13.52.",
        "Hanya jumlah",
    ):
        assert said in text


def test_a_day_that_is_over_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """More, less or the same; one that is not over is only set beside the usual."""
    monkeypatch.setattr(page, "Canvas", Listening)
    later = msgspec.structs.replace(REPORT, made=REPORT.made + timedelta(days=1))
    for usual, sentence in (
        (43.3, "Seluruhnya 50 nomor, 7 lebih banyak daripada rata-rata 7 hari buka sebelumnya (43)."),
        (61.0, "Seluruhnya 50 nomor, 11 lebih sedikit daripada rata-rata 7 hari buka sebelumnya (61)."),
        (50.2, "Seluruhnya 50 nomor, sama dengan rata-rata 7 hari buka sebelumnya."),
    ):
        page.render(msgspec.structs.replace(later, usual=Usual(7, usual)))
        assert sentence in text_of(Listening.pages)


def test_an_empty_day_is_told_kindly(written: dict[str, list[list[Said]]]) -> None:
    """A sentence, and no empty table."""
    text = text_of(written["nobody"])
    assert "Pada hari ini belum ada warga yang memakai kiosk." in text
    for heading in ("Per jam", "Permohonan per layanan", "Struk", "Bahasa"):
        assert heading not in text


def test_every_service_is_there_however_many(written: dict[str, list[list[Said]]]) -> None:
    """On each page of the table its heading, on the first the doubt of the clock."""
    pages = written["busy"]
    assert len(pages) > 3
    text = text_of(pages)
    for at in range(60):
        assert text.count(f"Surat Keterangan Nomor {at} dengan") == 1
    with_rows = [one for one in pages if "Surat Keterangan Nomor" in text_of([one])]
    assert all("Permohonan per layanan" in text_of([one]) for one in with_rows)
    assert "1.234 nomor diberikan saat jam kiosk diragukan." in text_of(pages[:1])
    assert "78 catatan tidak diterima kantor." in text_of(pages[-1:])


def test_several_days_have_a_bar_each(written: dict[str, list[list[Said]]]) -> None:
    """And say from when to when."""
    text = text_of(written["month"])
    assert "Rabu, 21 Oktober 2026 sampai Jumat, 20 November 2026" in text
    assert "Per hari" in text
    assert "nomor setiap hari buka" in text


def test_there_is_a_word_for_everything_that_is_counted() -> None:
    """A new status, outcome, reason or language needs one here too."""
    assert set(page.STATUS) == set(PermohonanStatus)
    assert set(page.PRINTED) == set(JobState)
    assert set(page.REASON) == set(PrintReason)
    assert set(page.LANGUAGE) == set(LANGUAGES)
