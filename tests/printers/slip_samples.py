"""Slips as a kelurahan would give them out."""

from __future__ import annotations

import msgspec

from kiosk.domain.content import Block
from kiosk.domain.prints import (
    InfoSlip,
    OfficeSlip,
    Paper,
    ReadinessLine,
    ReadinessSlip,
    ReceiptSlip,
    ReferralSlip,
    Slip,
    StatusSlip,
    StopOnTheWay,
    TestSlip,
    TicketSlip,
)
from printers.dialogue import Timing

NOW = 1_795_226_100_000  # 21 November 2026, 09.15 in Palembang
FAST = Timing(answer=0.6, printed=2.0, ask_again=0.05, watch=0.3, straggler=1.2, quiet=0.05)

# As long as a real one, with every sign that base45 has.
QR = (
    "PK1:M3XQ7T7KQM3X9TP"
    "J5XW4Z3F $%*+-./:MRSXG5DJNZTSAYLTEBVXK4TFEBSGKIDUNBUXGIDQMFZX0123456789ABCDEFGHIJKLMNOPQRSTUVWXY"
)
STOPS = (
    StopOnTheWay(
        "Disdukcapil",
        "Mencetak KK yang baru.",
        ("Surat pengantar dari kelurahan", "KK lama asli"),
        "Jalan Merdeka 1 · Senin sampai Jumat, 08.00 sampai 15.00",
    ),
    StopOnTheWay("Kantor Kecamatan", "Mengesahkan surat pindah.", (), ""),
)

RECEIPT = ReceiptSlip(
    language="id",
    office="Kelurahan 26 Ilir",
    ticket="A-007",
    code="7KQ-M3X-9TP",
    qr=QR,
    service="Surat Keterangan Domisili",
    when="Sabtu, 21 November 2026, 09.15 WIB",
    clock_doubt=False,
    bring=("Surat pengantar RT/RW", "KTP asli dan fotokopi", "KK asli dan fotokopi"),
    next_steps=(
        "Tunggu nomor Anda dipanggil.",
        "Serahkan berkas di Loket 2 untuk diperiksa.",
        "Surat ditandatangani, lalu bisa Anda ambil di loket yang sama.",
    ),
    estimate="sekitar 15 menit setelah diperiksa",
)
TICKET = TicketSlip(
    language="id",
    office="Kelurahan 26 Ilir",
    ticket="B-012",
    what="Legalisir fotokopi",
    when="Sabtu, 21 November 2026, 09.15 WIB",
    clock_doubt=False,
    priority=True,
)
TEST = TestSlip(
    language="id",
    office="Kelurahan 26 Ilir",
    kiosk_id="26ilir-1",
    when="Sabtu, 21 November 2026, 09.15 WIB",
    printer="tcp, 80mm",
    model="EPSON TM-T82",
    proof="memastikan setiap struk",
)
INFO = InfoSlip(
    language="id",
    office="Kelurahan 26 Ilir",
    title="Kalau air mulai naik",
    lines=(
        Block("paragraph", "Matikan listrik, naikkan barang, pergi sebelum air tinggi."),
        Block("heading", "Yang dikerjakan"),
        Block("step", "Matikan listrik dari meteran, selagi tangan dan lantai masih kering.", "1."),
        Block("step", "Beri tahu ketua RT bahwa rumah Anda kosong.", "2."),
        Block("heading", "Bawa ini"),
        Block("item", "Obat yang diminum setiap hari"),
        Block("item", "KTP dan KK dalam plastik rapat"),
        Block("heading", "Tempat berkumpul"),
        Block("fact", "Tanyakan petugas", "Tempat", missing=True),
        Block("fact", "112, gratis", "Telepon"),
        Block("row", "12 orang", "Regu siaga"),
        Block("row", "tanyakan petugas", "Perahu karet yang ada di kelurahan ini", missing=True),
    ),
    source="Sumber: BPBD. Diperbarui 1 November 2026.",
    when="Sabtu, 21 November 2026, 09.15 WIB",
    url="https://www.bnpb.go.id",
    more=True,
)
STATUS = StatusSlip(
    language="id",
    office="Kelurahan 26 Ilir",
    ticket="A-007",
    code="7KQ-M3X-9TP",
    qr=QR,
    service="Surat Keterangan Domisili",
    status="Siap diambil",
    detail="Silakan ambil di loket. Bawa struk atau kode ini.",
    note="",
    as_of="Data per Senin, 23 November 2026, 10.40 WIB",
    when="Senin, 23 November 2026, 10.52 WIB",
    clock_doubt=False,
)
INCOMPLETE = StatusSlip(
    language="id",
    office="Kelurahan 26 Ilir",
    ticket="A-007",
    code="7KQ-M3X-9TP",
    qr=QR,
    service="Surat Keterangan Belum Pernah Menikah",
    status="Ada yang perlu dilengkapi",
    detail="Baca catatan petugas di bawah, lalu datang ke loket.",
    note="Fotokopi KK belum ada. Bawa 1 lembar, paling lambat Jumat, 27 November 2026.",
    as_of="Belum terkirim ke kelurahan (tidak ada sinyal). Data aman di sini dan akan dikirim sendiri.",
    when="Senin, 23 November 2026, 10.52 WIB",
    clock_doubt=True,
    queue=False,
)
REFERRAL = ReferralSlip(
    language="id",
    office="Kelurahan 26 Ilir",
    service="Kartu Keluarga",
    bring=(
        Paper("Surat pengantar RT/RW"),
        Paper("KTP asli dan fotokopi", "Kalau hilang: surat kehilangan dari polisi"),
        Paper("Fotokopi buku nikah atau akta cerai, 2 lembar", sometimes=True),
        Paper("KK lama", "Bila rusak atau datanya berubah", sometimes=True),
    ),
    route=(STOPS[0], msgspec.structs.replace(STOPS[1], sometimes=True)),
    when="Sabtu, 21 November 2026, 09.15 WIB",
    clock_doubt=False,
)
OFFICE = OfficeSlip(
    office="Kelurahan 26 Ilir",
    ticket="A-007",
    what="Surat Keterangan Domisili",
    when="Sabtu, 21 November 2026, 09.15 WIB",
    clock_doubt=False,
    qr=QR,
)
READINESS = ReadinessSlip(
    office="Kelurahan 26 Ilir",
    kiosk_id="M3XQ7T",
    when="Sabtu, 21 November 2026, 09.15 WIB",
    clock_doubt=False,
    ready=False,
    lines=(
        ReadinessLine("Penyimpanan", "Sisa 41 GB.", "good"),
        ReadinessLine("Basis data", "Utuh.", "good"),
        ReadinessLine("Printer", "Kertas habis. Isi kertas, lalu tutup penutupnya.", "bad"),
        ReadinessLine("Pemindai", "Tidak dipasang: kode diketik.", "good"),
        ReadinessLine("Jaringan", "Server 192.168.1.10:8443 tidak terjangkau. Data aman di sini.", "unsure"),
        ReadinessLine("Pengiriman data", "Terakhir diakui Jumat, 20 November 2026, 16.02 WIB.", "good"),
    ),
    unsent=12,
    unprinted=3,
)

SLIPS: dict[str, Slip] = {
    "receipt": RECEIPT,
    "receipt-copy": msgspec.structs.replace(
        RECEIPT, copy=True, priority=True, clock_doubt=True, maybe=(REFERRAL.bring[3],)
    ),
    "receipt-route": msgspec.structs.replace(RECEIPT, route=STOPS, brought=RECEIPT.bring[:1], bring=RECEIPT.bring[1:]),
    "ticket": TICKET,
    "ticket-copy": msgspec.structs.replace(
        TICKET, ticket="E-014", what="Surat Keterangan Domisili", copy=True, coded=True
    ),
    "ticket-wait": msgspec.structs.replace(TICKET, wait="Perkiraan tunggu kurang dari 5 menit (data pukul 09.10)"),
    "test": TEST,
    "info": INFO,
    "info-example": msgspec.structs.replace(INFO, example=True, when="", url="", source="", more=False),
    "status": STATUS,
    "status-incomplete": INCOMPLETE,
    "referral": REFERRAL,
    "referral-of-a-request": msgspec.structs.replace(REFERRAL, ticket="A-007", code=RECEIPT.code, qr=RECEIPT.qr),
    "office": OFFICE,
    "office-number": msgspec.structs.replace(OFFICE, ticket="E-003", what="Pengaduan", priority=True, qr=""),
    "readiness": READINESS,
}
"""Every kind of slip, each in the shapes in which it differs most."""
