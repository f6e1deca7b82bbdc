"""Slips as a kelurahan would give them out."""

from __future__ import annotations

from kiosk.domain.content import Block
from kiosk.domain.prints import InfoSlip, ReceiptSlip, TestSlip, TicketSlip
from printers.dialogue import Timing

NOW = 1_795_226_100_000  # 21 November 2026, 09.15 in Palembang
FAST = Timing(answer=0.6, printed=2.0, ask_again=0.05, watch=0.3)

RECEIPT = ReceiptSlip(
    language="id",
    office="Kelurahan 26 Ilir",
    ticket="A-007",
    code="7KQ-M3X-9TP",
    qr="PK1:7KQM3X9TP:A-007:J5XW4Z3FMRSXG5DJNZTSAYLTEBVXK4TFEBSGKIDUNBUXGIDQMFZX",
    service="Surat Keterangan Domisili",
    when="Sabtu, 21 November 2026, 09.15",
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
    when="Sabtu, 21 November 2026, 09.15",
    clock_doubt=False,
    priority=True,
)
TEST = TestSlip(
    language="id",
    office="Kelurahan 26 Ilir",
    kiosk_id="26ilir-1",
    when="Sabtu, 21 November 2026, 09.15",
    printer="tcp, 80mm",
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
