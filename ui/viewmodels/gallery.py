"""What the gallery shows beside the controls: every type of field, empty, answered and wrong, and the names of all drawings.

The fields are real ones, over a session of their own: a small service that no catalogue holds. Nothing that is typed into
them reaches the resident's session.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QBuffer, QIODevice, QObject, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.catalog_files import ASSETS, SERVICES, load_texts
from kiosk.domain import session as flow
from kiosk.domain.catalog import Field, Service, Step, Translations
from kiosk.domain.service_files import SHARED, parse_catalog
from ui.viewmodels.field import FieldViewModel
from ui.viewmodels.flow import Flow

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

STATES = ("empty", "answered", "wrong")

_TRADES = (
    *("Apoteker", "Bidan", "Buruh tani", "Dokter", "Guru", "Ibu rumah tangga", "Juru masak", "Karyawan", "Montir"),
    *("Nelayan", "Ojek", "Pandai besi", "Pedagang", "Pelajar", "Pelaut", "Penjahit", "Penyiar", "Perajin", "Perawat"),
    *("Petani", "Pramusaji", "Satpam", "Sopir", "Tukang batu", "Tukang cukur", "Tukang kayu", "Tukang listrik"),
)
"""So many that they are searched, not shown as cards."""

_SERVICE = """
id = "contoh"
ref = "X00"
title = { id = "Contoh" }
summary = { id = "Semua jenis jawaban." }
model = "Direct-to-customer"
kind = "REQ"
agency = { id = "Kelurahan" }
decides = { id = "Petugas" }
group = "petugas"
icon = "file-text"
estimate = { id = "Segera" }
cost = 0
product = { id = "Contoh" }
basis = []
classification = { old = "000", new = "000" }
pdp = "umum"
retention_days = 1
next_steps = []
[sample]

[[requirements]]
id = "ktp"
text = { id = "KTP asli" }
[[requirements]]
id = "kk"
text = { id = "Kartu Keluarga asli dan fotokopi" }
note = { id = "Fotokopi satu lembar." }

[[step]]
id = "semua"
title = { id = "Semua jenis jawaban" }
field = [
  { id = "text_@", type = "text", accept = "name", max = 60, label = { id = "Nama lengkap" } },
  { id = "address_@", type = "address", label = { id = "Alamat" }, help = { id = "Nama jalan dan nomor rumah." } },
  { id = "long_number_@", type = "text", accept = "digits", min = 8, max = 16, label = { id = "Nomor meteran listrik" } },
  { id = "code_@", type = "text", accept = "code", min = 5, max = 30, label = { id = "Nomor akta" } },
  { id = "plate_@", type = "text", accept = "plate", label = { id = "Nomor polisi" }, example = { id = "BG 1234 AB" } },
  { id = "note_@", type = "note", label = { id = "KTP lama tidak perlu dikembalikan." } },
  { id = "note_warning_@", type = "note", level = "warning", label = { id = "Ada bahaya sekarang? Telepon 112." } },
  { id = "long_text_@", type = "long_text", min = 10, max = 300, label = { id = "Ceritakan apa yang terjadi" } },
  { id = "number_@", type = "number", min = 1, max = 20, unit = { id = "orang" }, label = { id = "Jumlah anggota keluarga" } },
  { id = "money_@", type = "money", label = { id = "Penghasilan sebulan" }, help = { id = "Kira-kira saja, dalam rupiah." } },
  { id = "phone_@", type = "phone", required = false, label = { id = "Nomor HP" } },
  { id = "rt_rw_@", type = "rt_rw", label = { id = "RT" } },
  { id = "nik_@", type = "nik", label = { id = "NIK" } },
  { id = "kk_@", type = "kk", label = { id = "Nomor KK" } },
  { id = "date_@", type = "date", when = "past", label = { id = "Tanggal lahir" } },
  { id = "time_@", type = "time", label = { id = "Jam kejadian" } },
  { id = "choice_@", type = "choice", label = { id = "Status tempat tinggal" }, choices = [
    { value = "milik", label = { id = "Milik sendiri" } },
    { value = "sewa", label = { id = "Sewa atau kontrak" } },
    { value = "kost", label = { id = "Kost" } } ] },
  { id = "yes_no_@", type = "choice", label = { id = "Apakah KTP Anda dari luar daerah?" }, choices = [
    { value = "ya", label = { id = "Ya" } },
    { value = "tidak", label = { id = "Tidak" } } ] },
  { id = "choices_@", type = "choices", alone = ["tidak_ada"], label = { id = "Bantuan yang sudah diterima" }, choices = [
    { value = "pkh", label = { id = "PKH" } },
    { value = "bpnt", label = { id = "BPNT atau sembako" } },
    { value = "tidak_ada", label = { id = "Tidak ada" } } ] },
  { id = "list_@", type = "choice", label = { id = "Pekerjaan" }, choices = [
@trades@ ] },
  { id = "ref_@", type = "ref", label = { id = "Layanan yang dimaksud" } },
  { id = "wilayah_@", type = "wilayah", label = { id = "Kabupaten atau kota" } },
  { id = "location_@", type = "location", label = { id = "Tempat kejadian" } },
  { id = "photo_@", type = "photo", required = false, label = { id = "Foto" } },
  { id = "consent_@", type = "consent", version = "2026-11", label = { id = "Saya setuju data saya dipakai untuk permohonan ini" } },
]

[[step]]
id = "saksi"
title = { id = "Siapa saksinya?" }
[[step.field]]
id = "rows_@"
type = "rows"
one = { id = "Saksi" }
min = 2
max = 2
label = { id = "Saksi" }
field = [
  { id = "nama", type = "text", accept = "name", label = { id = "Nama" } },
  { id = "hubungan", type = "text", label = { id = "Hubungan dengan Anda" } },
]
"""

_ANSWERS: dict[str, dict[str, Any]] = {
    "empty": {},
    "answered": {
        "text": "Siti Rahmawati",
        "address": "Jl. Merdeka No. 10",
        "long_number": "032145678901",
        "code": "AL.500.0123456",
        "plate": "BG1234AB",
        "ref": "contoh",
        "rows": [
            {"nama": "Rudi Hartono", "hubungan": "Tetangga"},
            {"nama": "Sri Wahyuni", "hubungan": "Sepupu"},
        ],
        "berkas": {"ktp": "ada", "kk": "belum"},
        "long_text": "Lampu jalan di depan pos ronda mati sejak Senin malam.",
        "number": "4",
        "money": "1500000",
        "phone": "081234567890",
        "rt_rw": "007",
        "nik": "1671025403890002",
        "kk": "1671021203150007",
        "date": "1951-08-17",
        "time": "14:30",
        "choice": "milik",
        "yes_no": "ya",
        "choices": ["pkh", "bpnt"],
        "list": "nelayan",
        "wilayah": "16.71",
        "location": "Depan pos ronda RT 007",
        "consent": True,
    },
    "wrong": {
        "text": "Siti 4",
        "address": "12",
        "long_number": "0321",
        "code": "12",
        "plate": "BG",
        "rows": [{"nama": "Rudi 4"}],
        "berkas": {"ktp": "belum"},
        "long_text": "Mati.",
        "number": "45",
        "phone": "0812",
        "rt_rw": "000",
        "nik": "167102540389000",
        "kk": "1671",
        "date": "1951-02-31",
        "time": "25:00",
    },
}
"""A made-up person. What stands in no list of the wrong ones is wrong by being empty."""


def demonstration(state: str) -> Service:
    """The service that asks everything; its field ids end in the state."""
    shared = (SERVICES / SHARED).read_text("utf-8")
    trades = ",\n".join(
        f'    {{ value = "{one.casefold().replace(" ", "_")}", label = {{ id = "{one}" }} }}' for one in _TRADES
    )
    texts = Translations(lambda language: load_texts(language).texts)
    return parse_catalog(
        {SHARED: shared, "contoh.toml": _SERVICE.replace("@trades@", trades).replace("@", state)}, texts
    ).services[0]


@QmlElement
@QmlUncreatable("made by ui.app")
class GalleryViewModel(QObject):
    """Made only where the gallery is shown."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shared = shared
        self._flows = {state: self._begin(state) for state in STATES}
        self._fields = {
            (_name(field, state), state): FieldViewModel(own, field, self)
            for state, own in self._flows.items()
            for field in own.session.page.step.fields
        }
        self.judge()
        self._follow()
        shared.changed.connect(self._follow)

    def _begin(self, state: str) -> Flow:
        shared = self._shared
        own = Flow(
            shared.context, shared.machinery, shared.bridge, shared.timing, resting=shared.session.resting, parent=self
        )
        # There is one camera, and one provider of pictures that QML asks.
        own.camera, own.pictures = shared.camera, shared.pictures
        service = demonstration(state)
        fields = tuple(service.fields())
        given = _ANSWERS[state]
        answers = {field.id: given[name] for field in fields if (name := _name(field, state)) in given}
        if state == "answered":
            answers["photo_answered"] = _photo()
            office = shared.context.regions.office_map(shared.context.kiosk.office.code)
            if office is not None and office.landmarks:
                answers["location_answered"] = office.landmarks[0].at
        # On one page, so that all of them say what is wrong.
        everything = Step("semua", service.steps[0].title, fields)
        own.session = flow.Session(page=flow.Asking(service, everything), answers=answers)
        return own

    @Slot()
    def _follow(self) -> None:
        for own in self._flows.values():
            own.send(flow.Speak(self._shared.session.language))

    @Slot(str, str, result=FieldViewModel)
    def field(self, name: str, state: str) -> FieldViewModel:
        """A field of the demonstration by name ("nik"), in a state of `STATES`."""
        return self._fields[name, state]

    @Slot()
    def judge(self) -> None:
        """Says again what is wrong with the wrong ones."""
        own = self._flows["wrong"]
        own.send(flow.Next(own.problems(own.session.page.service)))

    @Property("QVariantList", notify=fixed)
    def drawings(self) -> list[str]:
        """Every file of assets/illustrations."""
        return _names(ASSETS / "illustrations")

    @Property("QVariantList", notify=fixed)
    def icons(self) -> list[str]:
        """Every file of assets/icons."""
        return _names(ASSETS / "icons")


def _name(field: Field, state: str) -> str:
    """What the gallery calls it: without the state, which keeps the fields of three services apart."""
    return field.id.removesuffix(f"_{state}")


def _photo() -> bytes:
    """A small JPEG of no person and no place."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("#B8A888"))
    painter = QPainter(image)
    painter.fillRect(0, 330, 640, 150, QColor("#5E6E76"))
    painter.fillRect(180, 120, 280, 210, QColor("#FBF7EF"))
    painter.fillRect(290, 220, 70, 110, QColor("#0A4F5C"))
    painter.end()
    jpeg = QBuffer()
    jpeg.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(jpeg, "JPEG")
    return bytes(jpeg.data().data())


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.svg"))
