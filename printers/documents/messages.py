"""The few words that every slip has, in Indonesian and English. Everything particular comes with the slip itself."""

from __future__ import annotations

import msgspec


class Messages(msgspec.Struct, frozen=True):
    """One language of the slips' own words, each a complete sentence or label."""

    copy: str
    priority: str
    queue_number: str
    receipt: str
    clock_doubt: str
    bring: str
    next_steps: str
    estimate: str
    code_use: str
    keep: str
    wait: str
    test: str
    test_kiosk: str
    test_printer: str
    test_width: str
    test_letters: str
    test_scan: str
    test_good: str


INDONESIAN = Messages(
    copy="SALINAN",
    priority="PRIORITAS",
    queue_number="Nomor antrean Anda",
    receipt="Tanda terima permohonan",
    clock_doubt="Jam mesin ini belum tentu benar. Nomor Anda tetap berlaku.",
    bring="Bawa ke loket",
    next_steps="Selanjutnya",
    estimate="Perkiraan",
    code_use="Kode untuk menanyakan permohonan ini",
    keep="Hindarkan dari panas: tulisan bisa pudar. Nomor dan kode tetap berlaku.",
    wait="Silakan duduk. Nomor Anda akan dipanggil ke loket.",
    test="Halaman uji printer",
    test_kiosk="Kios",
    test_printer="Printer",
    test_width="Garis di bawah ini harus utuh dari tepi ke tepi.",
    test_letters="Semua baris ini harus terbaca:",
    test_scan="Pindai kode ini. Harus terbaca:",
    test_good="Baik kalau semuanya utuh dan kertas terpotong.",
)

ENGLISH = Messages(
    copy="COPY",
    priority="PRIORITY",
    queue_number="Your queue number",
    receipt="Receipt of your request",
    clock_doubt="The clock of this machine may be wrong. Your number stays valid.",
    bring="Bring to the counter",
    next_steps="What happens next",
    estimate="Estimate",
    code_use="Code to ask about this request",
    keep="Keep away from heat: print may fade. Number and code stay valid.",
    wait="Please have a seat. Your number will be called to a counter.",
    test="Printer test page",
    test_kiosk="Kiosk",
    test_printer="Printer",
    test_width="The line below must be whole from edge to edge.",
    test_letters="All of these lines must be readable:",
    test_scan="Scan this code. It must read:",
    test_good="Good when everything is whole and the paper is cut.",
)


def messages(language: str) -> Messages:
    """The words for a slip's language; Indonesian, which the office reads, for all that have no table."""
    return ENGLISH if language == "en" else INDONESIAN
