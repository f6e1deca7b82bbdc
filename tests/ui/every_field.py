"""A made-up service that asks one question of each kind, for the tests of the fields."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.usecases.context import Context

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
    folder.mkdir()
    shutil.copy(ASSETS / "services" / "_shared.toml", folder)
    steps = "".join(
        f'\n[[step]]\nid = "langkah{number}"\ntitle = {{ id = "Pertanyaan" }}\n[[step.field]]\nid = "isian{number}"\n'
        f'label = {{ id = "Isian" }}\n{field}\n'
        for number, field in enumerate(fields)
    )
    (folder / "x01_semua_isian.toml").write_text(f"{_HEAD}{steps}\n[sample]\nsetuju = true\n", "utf-8")
    return replace(context, catalog=load_catalog(folder))
