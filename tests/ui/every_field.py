"""Made-up services: one question of each kind, and a long form with everything a form can have."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.domain import session as flow
from kiosk.usecases.context import Context
from ui.app import Screen
from ui.resident import Resident

SERVICE = "semua_isian"

_HEAD = """
id = "semua_isian"
ref = "X01"
title = { id = "Semua isian" }
summary = { id = "Satu pertanyaan dari setiap jenis." }
model = "Portal"
kind = "CMP"
agency = { id = "Kelurahan" }
decides = { id = "Lurah" }
group = "pengaduan"
icon = "message-report"
estimate = { id = "1 hari kerja" }
cost = 0
product = { id = "Jawaban" }
basis = []
classification = { old = "490", new = "" }
pdp = "umum"
retention_days = 30
next_steps = [{ id = "Satu." }, { id = "Dua." }, { id = "Tiga." }]

[[step]]
id = "privasi"
title = { id = "Data Anda dijaga" }
[[step.field]]
id = "setuju"
type = "consent"
version = "2026-11"
label = { id = "Saya setuju" }
"""


def with_fields(context: Context, folder: Path, *fields: str) -> Context:
    """The same kiosk with one more service; each of `fields` is the TOML of a field "isian", a step of its own."""
    steps = "".join(
        f'\n[[step]]\nid = "langkah{number}"\ntitle = {{ id = "Pertanyaan" }}\n[[step.field]]\nid = "isian{number}"\n'
        f'label = {{ id = "Isian" }}\n{field}\n'
        for number, field in enumerate(fields)
    )
    return with_form(context, folder, steps)


def with_form(context: Context, folder: Path, form: str) -> Context:
    """The same kiosk with one service, whose steps, requirements and checks are the TOML of `form`."""
    folder.mkdir()
    shutil.copy(ASSETS / "services" / "_shared.toml", folder)
    (folder / "x01_semua_isian.toml").write_text(f"{_HEAD}{form}\n[sample]\nsetuju = true\n", "utf-8")
    catalog = load_catalog(folder)
    assert catalog.refused == ()
    return replace(context, catalog=catalog)


def begin_form(screen: Screen, resident: Resident) -> None:
    """From the first page to the first question of the made-up service."""
    for event in (flow.Start(), flow.Choose(screen.flow.context.catalog.find(SERVICE)), flow.Next()):
        screen.flow.send(event)
    resident.wait_page("privacy")
    resident.tap("consent")
    resident.tap("next")
    resident.wait_page("step")


LONG_FORM = """
[[requirements]]
id = "ktp"
text = { id = "KTP asli dan fotokopi" }
[[requirements]]
id = "kk"
text = { id = "Kartu Keluarga asli" }
note = { id = "Kalau tidak ada, bawa surat kehilangan dari polisi." }
[[requirements]]
id = "rt"
text = { id = "Surat pengantar RT dan RW yang sudah ditandatangani dan dicap" }
photo = false
[[requirements]]
id = "izin"
text = { id = "Izin orang tua" }
show_when = { field = "lahir", under_years = 21 }

[[step]]
id = "nik"
title = { id = "Berapa NIK Anda?" }
[[step.field]]
id = "nik"
type = "nik"
label = { id = "NIK" }
[[step]]
id = "lahir"
title = { id = "Kapan Anda lahir?" }
section = { id = "Calon istri" }
[[step.field]]
id = "lahir"
type = "date"
when = "past"
from_nik = "nik"
label = { id = "Tanggal lahir" }
[[step]]
id = "alamat"
title = { id = "Di mana Anda tinggal?" }
reason = { id = "Tulis seperti di KTP." }
section = { id = "Calon istri" }
[[step.field]]
id = "alamat"
type = "address"
label = { id = "Alamat" }
[[step]]
id = "kendaraan"
title = { id = "Berapa nomor polisi kendaraan Anda?" }
section = { id = "Kendaraan" }
[[step.field]]
id = "plat"
type = "text"
accept = "plate"
example = { id = "BG 1234 AB" }
label = { id = "Nomor polisi" }
[[step]]
id = "akta"
title = { id = "Berapa nomor aktanya?" }
section = { id = "Kendaraan" }
[[step.field]]
id = "akta"
type = "text"
accept = "code"
required = false
max = 30
label = { id = "Nomor akta" }
[[step]]
id = "tamu"
title = { id = "Berapa tamunya?" }
section = { id = "Acara" }
[[step.field]]
id = "bahaya"
type = "note"
level = "warning"
label = { id = "Ada bahaya sekarang? Telepon 112." }
[[step.field]]
id = "tamu"
type = "number"
max = 9999
unit = { id = "orang" }
label = { id = "Jumlah tamu" }
[[step.field]]
id = "lokasi"
type = "text"
label = { id = "Nama gedung" }
show_when = { field = "tamu", at_least = 1000 }
[[step.field]]
id = "info"
type = "note"
label = { id = "Acara kecil tidak perlu izin keramaian." }
[[step]]
id = "saksi"
title = { id = "Siapa saksi-saksinya?" }
reason = { id = "Dua orang dewasa yang mengenal Anda." }
section = { id = "Acara" }
[[step.field]]
id = "saksi"
type = "rows"
one = { id = "Saksi" }
min = 2
max = 3
label = { id = "Saksi" }
[[step.field.field]]
id = "nama"
type = "text"
accept = "name"
label = { id = "Nama" }
[[step.field.field]]
id = "nik"
type = "nik"
required = false
label = { id = "NIK" }
[[step.field.field]]
id = "hubungan"
type = "choice"
label = { id = "Hubungan dengan Anda" }
choices = [{ value = "tetangga", label = { id = "Tetangga" } }, { value = "saudara", label = { id = "Saudara" } }, { value = "lain", label = { id = "Lainnya" } }]

[[check]]
id = "ramai"
rule = "amount"
field = "tamu"
max = 300
level = "warning"
message = { id = "Lebih dari 300 tamu: bawa juga izin keramaian dari polisi." }
[[check]]
id = "sedikit"
rule = "amount"
field = "tamu"
min = 20
level = "hint"
message = { id = "Untuk acara kecil, surat ini tidak diperlukan." }
[[check]]
id = "umur"
rule = "age"
field = "lahir"
min = 19
message = { id = "Menikah boleh mulai umur 19 tahun. Tanyakan dispensasi di loket." }
"""
"""Sections, notes, a rule of each level, a question that an answer on the same page brings out, rows, and papers."""

ANSWERS = {
    "nik": "1671025403510002",
    "lahir": "1951-03-14",
    "alamat": "Jl. Merdeka No. 10",
    "plat": "BG 1234 AB",
    "akta": "AL.500.0123456",
    "tamu": "350",
    "saksi": [
        {"nama": "Rudi Hartono", "hubungan": "tetangga"},
        {"nama": "Sri Wahyuni", "nik": "1671025403890002", "hubungan": "saudara"},
    ],
    "berkas": {"ktp": "ada", "kk": "belum"},
}
"""What one made-up resident answers."""
