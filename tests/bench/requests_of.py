"""Made-up requests as residents send them, about 600 bytes of JSON each.

The dictionary of sealed answers was trained on `kiosk/app/dictionary_words.py`. Names, streets and purposes here stand in
none of its lists (a test compares them), so that what is measured is what an office meets that nobody thought of.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from kiosk.domain.answers import BROUGHT, MISSING
from kiosk.domain.catalog import (
    AddressField,
    Catalog,
    ChecklistField,
    ChoiceField,
    DateField,
    Field,
    KkField,
    LongTextField,
    MoneyField,
    NikField,
    PhoneField,
    RowsField,
    RtRwField,
    Service,
    TextField,
    TimeField,
    field_type,
)

SERVICES: Final = ("D18", "D01", "D06", "D07", "D10", "D33")

FIRST: Final = tuple(
    """
Baharuddin Cokorda Darmawati Elfrida Fransiskus Gusti Hermanto Inneke Jumadi Kasmiati Leginah Marsudi Ngatinah Oktaviani
Paijo Qomariah Rukmini Sumarsono Tarjono Ujang Vincent Warsinah Yosefina Zubaedah Bonifasius Sukinem Daeng Ponirah Maimunah
Tugiman Kliwon Jamilah Rosnelly Syamsiar Lamria Togar Hotmaida Nengah Ketut Kadek Luh Dadang Euis Kokom Tatang Neneng Iis
""".split()
)
LAST: Final = tuple(
    """
Tampubolon Wiryawan Sembiring Rangkuti Pohan Kalla Mappanyukki Situmorang Sudarsono Hardjono Kertanegara Wirayuda Mokoginta
Rumampuk Pattiasina Latuconsina Daulay Batubara Sumantri Suhartini Widjajakusuma Tjahjono Rusmana Komarudin Sobari
Martadinata Gumelar Sastrawijaya Lumbantobing Matondang Purwanti Sukirman Partini Rochmah Djunaedi Mukhtar
""".split()
)
TOWNS: Final = tuple(
    """
Surabaya Malang Kediri Jombang Garut Cirebon Tegal Bantul Sleman Magelang Klaten Makassar Parepare Ambon Kupang Manado
Pontianak Singkawang Balikpapan Samarinda Denpasar Gianyar Mataram Bima Medan Binjai Padang Bukittinggi
""".split()
)
STREETS: Final = (
    "Kebon Jeruk",
    "Panglima Polim",
    "Wonokromo",
    "Rungkut Asri",
    "Dukuh Kupang",
    "Tambak Bayan",
    "Cihampelas",
    "Sukajadi",
    "Otto Iskandardinata",
    "Perintis Kemerdekaan",
    "Urip Sumoharjo",
    "Letjen Suprapto",
    "Menteng Wadas",
    "Bukit Barisan",
    "Tarandam",
    "Cut Meutia",
    "Pulau Saelus",
    "Sanglah",
    "Sisingamangaraja",
    "Karya Wisata",
)
ADDRESSES: Final = ("Jl. {} No. {}", "Jalan {} no {}", "Jl {} Gg {} No {}", "Kav. {} Blok {}", "{} {}")
PURPOSES: Final = (
    "Ikut seleksi perangkat desa",
    "Syarat kontrak ruko",
    "Buat rekening payroll kantor",
    "Melengkapi dokumen KUR",
    "Ambil bantuan rehab rumah",
    "Urus kehilangan buku nikah",
    "Lampiran magang di hotel",
    "Verifikasi alamat ojek daring",
    "Pencatatan sipil adik kandung",
    "Syarat pinjam alat tani",
    "Kelengkapan data koperasi unit",
    "Mutasi anggota serikat",
)
SCHOOLS: Final = (
    "MTs Darul Hikmah",
    "Politeknik Pelayaran",
    "STIE Perbanas",
    "Kodim Brawijaya",
    "Lembaga Kursus Cakrawala",
    "MAN Insan Cendekia",
    "Yayasan Kasih Ibunda",
)
FIRMS: Final = (
    "Keripik Bu Kokom",
    "Bengkel Tatang",
    "Laundry Kilat",
    "Katering Sedap Malam",
    "Depot Air Tirta",
    "Ayam Geprek",
)
REMARKS: Final = (
    "Petugas dulu keliru menulis ejaan waktu pendataan sensus.",
    "Ejaan lama masih dipakai pada akta keluaran kantor catatan.",
    "Huruf terakhir kurang, tercetak begitu semenjak rapor kelas enam.",
)


def catalogue_requests(catalog: Catalog, rng: random.Random) -> Iterator[tuple[Service, dict[str, Any]]]:
    """Requests without end, D18 and five other services in turns."""
    services = [catalog.find(ref) for ref in SERVICES]
    while True:
        for service in services:
            yield service, answers(rng, service)


def answers(rng: random.Random, service: Service) -> dict[str, Any]:
    """Answers of a person who does not exist, as `kiosk submit` takes them: the sample's, with everything else in them."""
    person = _Person(rng)
    fixed = _asked_about(service)
    given: dict[str, Any] = {}
    for field in service.fields():
        if isinstance(field, ChecklistField):
            always = [item.id for item in field.items if not item.show_when]
            given[field.id] = {paper: BROUGHT if rng.random() < 0.8 else MISSING for paper in always}
        elif field.id in service.sample:
            sample = service.sample[field.id]
            if isinstance(field, RowsField):
                given[field.id] = [
                    {inner.id: _said(inner, row[inner.id], person, fixed) for inner in field.fields if inner.id in row}
                    for row in sample
                ]
            else:
                given[field.id] = _said(field, sample, person, fixed)
    return given


class _Person:
    """Who fills in the form: what the NIK says of birth and sex is what the form says."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.region = rng.choice(("357801", "327305", "737110", "517104", "127121", "340402", "627102"))
        self.sex = rng.choice("LP")
        self.born = date(1950, 1, 1) + timedelta(rng.randrange(20_000))
        self.nik = self._nik(self.born, self.sex)

    def another_nik(self) -> str:
        return self._nik(date(1950, 1, 1) + timedelta(self.rng.randrange(26_000)), self.rng.choice("LP"))

    def name(self) -> str:
        return " ".join(self.rng.sample(FIRST, 1) + self.rng.sample(LAST, self.rng.choice((1, 1, 2))))

    def _nik(self, born: date, sex: str) -> str:
        day = born.day + (40 if sex == "P" else 0)
        return f"{self.region}{day:02}{born:%m%y}{self.rng.randrange(1, 40):04}"


def _said(field: Field, sample: Any, person: _Person, fixed: set[str]) -> Any:  # noqa: C901 - one line a type
    rng = person.rng
    match field:
        case NikField():
            return person.nik if field.id == "nik" else person.another_nik()
        case KkField():
            return f"{person.region}{rng.randrange(1, 29):02}{rng.randrange(1, 13):02}{rng.randrange(6, 25):02}{rng.randrange(1, 99):04}"
        case PhoneField():
            return f"08{rng.choice(('12', '13', '21', '52', '57', '78', '95'))}{rng.randrange(10**7, 10**8)}"
        case DateField():
            if field.from_nik == "nik":
                return person.born.isoformat()
            return (date.fromisoformat(sample) - timedelta(rng.randrange(400))).isoformat()
        case TimeField():
            return f"{rng.randrange(24):02}:{rng.randrange(12) * 5:02}"
        case RtRwField():
            return f"{rng.randrange(1, 40):03}"
        case MoneyField():
            return rng.randrange(4, 90) * 50_000
        case AddressField():
            return rng.choice(ADDRESSES).format(*rng.sample(STREETS, 1), rng.randrange(1, 200), rng.randrange(1, 30))
        case ChoiceField():
            if field.from_nik == "nik":
                return person.sex
            return sample if field.id in fixed else rng.choice(field.choices).value
        case LongTextField():
            return rng.choice(REMARKS)
        case TextField(accept="name"):
            return rng.choice(TOWNS) if field.id == "tempat_lahir" else person.name()
        case TextField(accept="digits"):
            return sample[:1] + "".join(rng.choice("0123456789") for _ in sample[1:])
        case TextField(id="keperluan"):
            return rng.choice(PURPOSES)
        case TextField(id="instansi_tujuan" | "faskes"):
            return rng.choice(SCHOOLS)
        case TextField(id="nama_usaha"):
            return rng.choice(FIRMS)
        case TextField():
            return "".join(rng.choice("0123456789") if letter.isdigit() else letter for letter in sample)
        case _:
            # Choices of several, consent, regions: as the sample has them.
            assert field_type(field) in {"choices", "consent", "wilayah", "number"}, field
            return sample


def _asked_about(service: Service) -> set[str]:
    """The fields that others depend on: another answer there would ask for other fields than the sample has."""
    conditions = [one for field in service.fields() for one in field.show_when]
    conditions += [one for check in service.checks for one in (*check.when, *check.unless)]
    return {one.field for one in conditions}
