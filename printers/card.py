"""A card for the petugas as a page to cut out: held to any scanner of codes, it opens the page that asks for the PIN."""

from __future__ import annotations

from printers import pdf
from printers.document import Align, Document, Feed, Qr, Rule, Size, Text


def render(label: str, number: str, kiosk_id: str) -> bytes:
    """The page as PDF. `number` is what the scanner reads."""
    return pdf.render(
        Document(
            f"Kartu petugas {label}",
            (
                Text("Kartu petugas", size=Size.TITLE, bold=True, align=Align.CENTRE),
                Text(f"{label} · kiosk {kiosk_id}", align=Align.CENTRE),
                Feed(40),
                Qr(number),
                Feed(40),
                Text("Di halaman depan kiosk, dekatkan ke pemindai. Kiosk lalu meminta PIN.", align=Align.CENTRE),
                Feed(24),
                Rule(),
                Feed(24),
                Text(
                    "Simpan seperti kunci. Kalau hilang, minta admin menghapusnya: PIN tetap aman,"
                    " kartu ini saja tidak membuka apa pun.",
                    size=Size.SMALL,
                    align=Align.CENTRE,
                ),
            ),
        )
    )
