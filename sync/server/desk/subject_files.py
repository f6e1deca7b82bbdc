"""A resident's copy of their data as PDF to take home and as JSON for programs, and the record of a destruction as PDF."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, KeepTogether, Spacer, Table

from kiosk.domain.sealed import Sealed
from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.answers import sections
from sync.server.desk.trail_words import SAYS
from sync.server.privacy.retention import Cause, Destruction, Listed
from sync.server.privacy.subjects import Copy
from sync.server.reports.pdf import ACROSS, BODY, CELL, FONT, HEAD_CELL, HEADING, SMALL, SUBTITLE, TITLE, pages, text
from sync.server.reports.plots import MONTHS

_LABEL = ParagraphStyle("label", parent=CELL, textColor=HEAD_CELL.textColor)
_RIGHTS = (
    "Anda berhak meminta salinan, pembetulan, pembatasan, dan pemusnahan data ini (UU 27/2022 pasal 5 sampai 13)."
    " Datang ke kantor dengan KTP dan struk; kantor menjawab paling lama 3 × 24 jam. Keberatan disampaikan kepada"
    " lurah, lalu lembaga pelindungan data pribadi."
)


def copy_json(server: Server, copy: Copy) -> bytes:
    """Everything as the office holds it, times in ISO 8601."""
    item = copy.opened.item
    request = item.permohonan
    opened = copy.opened
    content = opened.content if isinstance(opened.content, Sealed) else None
    told = {
        "kantor": server.office.name,
        "layanan": request.service,
        "nomor_layanan": request.ref,
        "nomor_antrean": request.ticket,
        "diajukan": _iso(server, item.waiting_since),
        "status": request.status.value,
        "isian": _told(content, copy) if content else None,
        "isian_semula": opened.as_sealed.answers if opened.as_sealed and opened.corrections else None,
        "pembetulan": [
            {"isian": one.field, "menjadi": one.value, "pada": _iso(server, one.at)} for one in copy.opened.corrections
        ],
        "riwayat": [
            {"dari": one.old.value, "ke": one.new.value, "catatan": one.note, "pada": _iso(server, one.at)}
            for one in copy.opened.history
        ],
        "instansi": [
            {"instansi": one.agency, "pada": _iso(server, one.at), "ditanyakan": one.asked, "jawaban": one.answer}
            for one in copy.forwards
        ],
        "catatan_petugas": [{"isi": one.text, "pada": _iso(server, one.at)} for one in copy.notes],
        "catatan_tidak_disertakan": copy.withheld,
        "surat": [
            {"jenis": one.template, "nomor": one.written, "terbit": one.issued_at and _iso(server, one.issued_at)}
            for one in copy.letters
        ],
        "dibuka_oleh": [
            {"kegiatan": one.action.value, "peran": one.role, "pada": _iso(server, one.at)} for one in copy.looks
        ],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2)


def copy_pdf(server: Server, copy: Copy, now: int) -> bytes:
    """The same to read: a page or two."""
    item = copy.opened.item
    request = item.permohonan
    service = server.catalog.known(request.service)
    complaint = service is not None and service.kind == "CMP"
    story: list[Flowable] = [
        text("Salinan data Anda", TITLE),
        text(f"{service.title.id if service else request.service}, nomor {request.ticket}", SUBTITLE),
        text(f"{server.office.name} · dibuat {words.moment(server.zone, now)}", SMALL),
        Spacer(0, 10),
    ]
    story += _table(
        "Permohonan",
        [
            ("Diajukan", words.moment(server.zone, item.waiting_since)),
            ("Status", words.status(request.status, complaint=complaint)),
        ],
    )
    content = copy.opened.content
    if not isinstance(content, Sealed):
        story.append(text("Isian permohonan ini sudah dimusnahkan atau tidak bisa dibuka lagi.", BODY))
    else:
        lines = [line for one in sections(service, content, copy.opened) for line in one.lines]
        story += _table("Isian Anda", [(line.label, line.value) for line in lines if line.picture is None])
        for line in lines:
            if line.picture is not None:
                story.append(KeepTogether([text(line.label, HEADING), _photo(line.picture)]))
    labels = {field.id: field.label.id for field in service.fields()} if service else {}
    story += _table(
        "Yang dibetulkan",
        [
            (labels.get(one.field, one.field), f"sejak {words.moment(server.zone, one.at)}")
            for one in copy.opened.corrections
        ],
    )
    story += _table(
        "Riwayat",
        [
            (
                words.moment(server.zone, one.at),
                words.status(one.new, complaint=complaint) + (f". {one.note}" if one.note else ""),
            )
            for one in copy.opened.history
        ],
    )
    story += _table(
        "Instansi yang ditanya",
        [(one.agency, " ".join(filter(None, (one.asked, one.answer))) or "tidak disertakan") for one in copy.forwards],
    )
    story += _table("Catatan petugas", [(words.moment(server.zone, one.at), one.text) for one in copy.notes])
    if copy.withheld:
        story.append(
            text(
                "Catatan petugas dan instansi tidak disertakan, karena menyebut orang lain (UU 27/2022 pasal 33).",
                SMALL,
            )
        )
    story += _table(
        "Surat",
        [(one.written or "belum bernomor", "dibatalkan" if one.voided_at else "terbit") for one in copy.letters],
    )
    story += _table(
        "Siapa yang membuka atau mengubahnya",
        [(words.moment(server.zone, one.at), f"{one.role}: {SAYS[one.action][1]}") for one in copy.looks],
    )
    story += [Spacer(0, 12), text(_RIGHTS, SMALL)]
    return pages(
        story,
        title=f"Salinan data, nomor {request.ticket}",
        office=server.office.name,
        foot="Berisi data pribadi Anda. Simpan baik-baik.",
    )


def record_pdf(server: Server, destruction: Destruction, requests: Sequence[Listed], names: dict[str, str]) -> bytes:
    """The record of a destruction, with room for two signatures. It lists numbers, kinds and days; no names of residents.

    `names`: of petugas, as they are written out.
    """
    local = server.zone.local
    done = destruction.done_at
    gone = [one for one in requests if one.at is not None]
    cause = {
        Cause.SCHEDULE: "Masa simpannya sudah habis menurut jadwal retensi arsip (JRA) kantor.",
        Cause.ASKED: "Diminta oleh warga pemilik data (UU 27/2022 pasal 8).",
    }[destruction.cause]
    when = words.moment(server.zone, done) if done is not None else "belum selesai"
    story: list[Flowable] = [
        text("Berita acara pemusnahan", TITLE),
        text(f"{server.office.name}", SUBTITLE),
        text(f"Nomor daftar {destruction.id}", SMALL),
        Spacer(0, 10),
        text(cause),
        Spacer(0, 6),
        text(
            f"Dari {len(requests)} permohonan atau surat di bawah ini, {len(gone)} sudah dimusnahkan: isian warga, foto, catatan,"
            " pembetulan, isi surat, dan tanda pencarian. Yang tetap ada: nomor, layanan, tanggal, dan rantai pencatatan,"
            " tanpa isi dan tanpa nama. Cadangan (backup) yang lebih tua dari hari ini harus dimusnahkan juga.",
        ),
        Spacer(0, 8),
        *_table(
            "Pelaksanaan",
            [
                (
                    "Diusulkan",
                    f"{_who(names, destruction.proposed_by)}, {words.moment(server.zone, destruction.proposed_at)}",
                ),
                *(
                    [
                        (
                            "Disetujui",
                            (
                                f"{_who(names, destruction.confirmed_by or '')},"
                                f" {words.moment(server.zone, destruction.confirmed_at)}"
                            ),
                        )
                    ]
                    if destruction.confirmed_at is not None
                    else []
                ),
                ("Selesai", when),
            ],
        ),
    ]
    heads = [
        text(head, HEAD_CELL) for head in ("No", "Layanan", "Klasifikasi", "Nomor", "Diajukan", "Ditutup", "Musnah")
    ]
    rows = [
        [
            text(cell, CELL)
            for cell in (
                str(number),
                f"{one.request.ref} {one.request.service}",
                one.request.classification or "–",
                one.request.ticket or "draf",
                _day(local(one.request.made_at)),
                _day(local(one.request.closed_at)),
                _day(local(one.at)) if one.at is not None else "belum",
            )
        ]
        for number, one in enumerate(requests, 1)
    ]
    widths = [30, ACROSS - 30 - 84 - 44 - 3 * 66, 84, 44, 66, 66, 66]
    grid = Table([heads, *rows], colWidths=widths, repeatRows=1)
    grid.setStyle(_LINES)
    signs = Table(
        [
            [text("Yang mengusulkan", CELL), text("Yang menyetujui", CELL)],
            [Spacer(0, 44), Spacer(0, 44)],
            [
                text(_who(names, destruction.proposed_by), CELL),
                text(_who(names, destruction.confirmed_by or ""), CELL),
            ],
        ],
        colWidths=[ACROSS / 2] * 2,
        style=[FONT],
    )
    story += [text("Daftar", HEADING), grid, Spacer(0, 24), KeepTogether([signs])]
    return pages(
        story,
        title="Berita acara pemusnahan",
        office=server.office.name,
        foot="Tanpa nama dan tanpa isi permohonan.",
    )


_LINES = [
    FONT,
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, SMALL.textColor),
    ("LEFTPADDING", (0, 0), (-1, -1), 2),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]


def _table(title: str, lines: Sequence[tuple[str, str]]) -> Iterator[Flowable]:
    """A heading and two columns; nothing where there are no lines."""
    if lines:
        rows = [[text(label, _LABEL), text(value, CELL)] for label, value in lines]
        grid = Table(rows, colWidths=[ACROSS * 0.36, ACROSS * 0.64])
        grid.setStyle(_LINES)
        yield KeepTogether([text(title, HEADING), grid]) if len(rows) <= 12 else text(title, HEADING)
        if len(rows) > 12:
            yield grid


def _photo(picture: str) -> Image:
    image = Image(io.BytesIO(base64.b64decode(picture)))
    scale = min(1.0, 120 * mm / image.imageWidth, 160 * mm / image.imageHeight)
    image.drawWidth, image.drawHeight = image.imageWidth * scale, image.imageHeight * scale
    image.hAlign = "LEFT"
    return image


def _told(content: Sealed, copy: Copy) -> object:
    photos = {key: base64.b64encode(photo).decode() for key, photo in copy.opened.photos.items()}
    return {**content.answers, **content.rows, "berkas": content.brought, "foto": photos}


def _who(names: dict[str, str], name: str) -> str:
    return names.get(name) or name


def _day(moment: datetime) -> str:
    """ "18 Nov 2026"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _iso(server: Server, ms: int) -> str:
    return server.zone.local(ms).isoformat(timespec="seconds")
