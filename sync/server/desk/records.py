"""The form of a record, made from what a record is: its fields, what was typed into them, and what is wrong at which one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final, Literal, TypeVar

import msgspec

from kiosk.catalog_files import ASSETS
from kiosk.domain.catalog import LANGUAGES, Text
from kiosk.domain.content import (
    Article,
    Cell,
    Document,
    Entry,
    Fact,
    Flaw,
    Record,
    Rule,
    Schedule,
    Table,
    flaws,
)
from kiosk.domain.place import Point

T = TypeVar("T")

Kind = Literal[
    "line", "long", "body", "date", "time", "year", "choice", "lines", "cost", "phone", "url", "point", "facts", "rows",
    "words", "picture",
]  # fmt: skip

LINE_LENGTH: Final = 200
LONG_LENGTH: Final = 20_000
MORE_ROWS: Final = 3
"""Empty lines at the end of a list of facts or rows; saving brings more."""
MOST_ROWS: Final = 200
OTHERS: Final = LANGUAGES[1:]
_LANGUAGE: Final = {"en": "Inggris", "jv": "Jawa", "su": "Sunda", "plm": "Palembang"}
_NIK: Final = re.compile(r"(?<!\d)\d{4}([ .-]?)\d{4}\1\d{4}\1\d{4}(?!\d)")


class Choice(msgspec.Struct, frozen=True):
    """One of a list to choose from."""

    value: str
    title: str


class Field(msgspec.Struct, frozen=True):
    """One question of the form. `name` is that of the record's field."""

    name: str
    label: str
    kind: Kind
    hint: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()


class Translated(msgspec.Struct, frozen=True):
    """A text in another language, beside its Indonesian."""

    name: str  # "title.en"
    label: str
    long: bool


_TITLE: Final = Field("title", "Judul", "line", "Pendek, seperti di papan pengumuman.", required=True)
_WORDS: Final = Field(
    "words", "Kata pencarian", "words", "Apa yang diketik warga yang mencarinya. Pisahkan dengan koma."
)
_SUMMARY: Final = Field("summary", "Ringkasan", "long", "Satu atau dua kalimat di bawah judul.")
_URL: Final = Field(
    "url", "Alamat situs", "url", "Diawali https://. Di kiosk menjadi kode QR: kiosk tidak membuka situs."
)
_CATEGORY: Final = Field("category", "Kelompok", "line", "Daftar dikelompokkan menurut ini, misalnya: Olahraga.")
_BODY_HINT: Final = (
    "Baris kosong memisahkan paragraf. Awali baris dengan ## untuk judul kecil, - untuk butir, 1. untuk langkah."
)

FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    "article": (
        _TITLE,
        Field("summary", "Ringkasan", "long", "Satu atau dua kalimat di bawah judul.", required=True),
        Field("body", "Isi", "body", _BODY_HINT, required=True),
        Field("source", "Sumber", "line", "Siapa yang menyatakannya, misalnya: Kelurahan.", required=True),
        Field("updated", "Tanggal diperbarui", "date", required=True),
        Field("picture", "Gambar", "picture"),
        _WORDS,
    ),
    "schedule": (
        _TITLE,
        _SUMMARY,
        Field("first", "Hari pertama", "date", "Kosong: kiosk menulis “tanyakan petugas”."),
        Field("start", "Mulai pukul", "time"),
        Field("end", "Sampai pukul", "time", "Lebih awal dari mulai berarti keesokan paginya."),
        Field(
            "repeats",
            "Berulang",
            "choice",
            "Yang berulang dihitung dari hari pertama. Yang sekali hilang sendiri setelah lewat.",
            choices=(
                Choice("no", "Sekali saja"),
                Choice("weekly", "Setiap minggu"),
                Choice("monthly", "Setiap bulan, tanggal yang sama"),
                Choice("quarterly", "Setiap tiga bulan, tanggal yang sama"),
            ),
        ),
        Field("place", "Tempat", "line"),
        Field("organiser", "Yang mengadakan", "line"),
        Field(
            "contact", "Yang bisa ditanya", "line", "Jabatan dan nomor kantor. Bukan nomor pribadi tanpa izin orangnya."
        ),
        Field("cost", "Biaya", "cost", "Angka rupiah, misalnya 15000. 0 berarti gratis. Boleh juga kalimat."),
        Field("bring", "Yang perlu dibawa", "lines", "Satu baris satu barang."),
        _WORDS,
    ),
    "entry": (
        _TITLE,
        _SUMMARY,
        _CATEGORY,
        Field("facts", "Keterangan", "facts", "Isi kosong: kiosk menulis “tanyakan petugas”."),
        Field("phone", "Nomor telepon", "phone", "Di kiosk menjadi kode QR yang bisa dipindai untuk menelepon."),
        _URL,
        Field("point", "Titik peta", "point", "Lintang dan bujur, misalnya: -2.9909, 104.7566"),
        _WORDS,
    ),
    "document": (
        _TITLE,
        _SUMMARY,
        Field("year", "Tahun", "year"),
        _CATEGORY,
        Field("body", "Isi", "body", _BODY_HINT),
        _URL,
        _WORDS,
    ),
    "table": (
        _TITLE,
        _SUMMARY,
        Field("columns", "Judul kolom", "lines", "Satu baris satu kolom. Yang pertama menamai baris.", required=True),
        Field(
            "rows",
            "Isi tabel",
            "rows",
            "Angka kosong: kiosk menulis “tanyakan petugas”. Hapus nama baris untuk membuangnya.",
        ),
        Field("unit", "Satuan", "line", "Misalnya: jiwa, %, Rp."),
        Field("period", "Masa data", "line", "Misalnya: Januari sampai Juni 2026."),
        Field("source", "Sumber", "line"),
        Field(
            "chart",
            "Gambar",
            "choice",
            "Batang menggambar kolom kedua.",
            choices=(Choice("none", "Tidak ada"), Choice("bars", "Batang")),
        ),
        _WORDS,
    ),
}
"""By kind. A test holds them against the structs."""

_PICTURES: Final = {
    "office": "Kantor kelurahan",
    "counter": "Loket",
    "kiosk": "Kiosk",
    "letter": "Surat",
    "complaint": "Pengaduan",
    "waiting": "Ruang tunggu",
    "privacy": "Data pribadi",
    "track": "Memeriksa permohonan",
    "event-lingkungan": "Lingkungan",
    "event-bayi": "Bayi",
    "event-sekolah": "Sekolah",
    "event-bantuan": "Bantuan",
    "event-usaha": "Usaha",
    "event-acara": "Acara",
    "event-ktp_kk": "KTP dan KK",
    "event-pindah": "Pindah rumah",
    "event-menikah": "Menikah",
    "event-meninggal": "Kedukaan",
    "event-hukum": "Hukum",
}
"""The drawings that suit something to read. A test looks whether they are there."""

_TYPES: Final[dict[str, type[Record]]] = {
    "article": Article,
    "schedule": Schedule,
    "entry": Entry,
    "document": Document,
    "table": Table,
}

_WRONG: Final[dict[Rule, str]] = {
    Rule.ID: "Nama dalamnya tidak bisa dipakai.",
    Rule.EMPTY: "Ada tulisan yang kosong.",
    Rule.BODY: "Tanda di baris “{quote}” tidak dikenal kiosk. Yang dikenal hanya ##, - dan 1.",
    Rule.TIME: "Tulis jam seperti 08:00.",
    Rule.START: "Isi juga jam mulainya, atau kosongkan jam selesai.",
    Rule.COST: "Biaya tidak bisa kurang dari 0. Tulis 0 kalau gratis.",
    Rule.PHONE: "“{quote}” bukan nomor telepon. Pakai angka, spasi, dan tanda - saja.",
    Rule.POINT: "Titik itu tidak di Indonesia. Lintang dulu, lalu bujur: -2.9909, 104.7566",
    Rule.URL: "Alamat situs diawali https:// dan tanpa spasi, paling banyak 150 huruf.",
    Rule.COLUMNS: "Tabel perlu paling sedikit dua kolom.",
    Rule.CELLS: "Baris “{quote}” tidak sama panjang dengan judul kolom.",
    Rule.NUMBER: "“{quote}” bukan angka. Gambar batang perlu angka di kolom kedua.",
    Rule.ROW_NAME: "Ada baris tanpa nama. Isi kolom pertamanya.",
}


def kind_of(record: Record) -> str:
    """ "article", as in files and addresses."""
    return type(record).__name__.lower()


def says(flaw: Flaw) -> str:
    """What is wrong, for a petugas."""
    return _WRONG[flaw.rule].format(quote=flaw.quote)


@cache
def drawings() -> frozenset[str]:
    """The drawings that come with the program, by name."""
    return frozenset(path.stem for path in (ASSETS / "illustrations").glob("*.svg"))


def pictures(chosen: str) -> tuple[Choice, ...]:
    """The drawings to choose from; another one that a file named stays what it is."""
    known = tuple(Choice(name, title) for name, title in _PICTURES.items())
    return known if not chosen or chosen in _PICTURES else (*known, Choice(chosen, chosen))


# --- A record as what is typed ----------------------------------------------------------------------------------------


def typed_of(record: Record) -> dict[str, str]:
    """What stands in the form of a record, by the names of its inputs."""
    found: dict[str, str] = {}
    for field in FIELDS[kind_of(record)]:
        value = getattr(record, field.name)
        match value:
            case Text():
                found[field.name] = value.id
                found |= {f"{field.name}.{name}": said for name in OTHERS if (said := getattr(value, name))}
            case Point():
                found[field.name] = f"{value.lat}, {value.lon}"
            case date():
                found[field.name] = value.isoformat()
            case tuple() if field.kind == "facts":
                for at, fact in enumerate(value):
                    found[f"facts.{at}.label"] = fact.label.id
                    found[f"facts.{at}.value"] = fact.value.id if fact.value else ""
            case tuple() if field.kind == "rows":
                for at, row in enumerate(value):
                    found |= {f"rows.{at}.{place}": _cell_typed(cell) for place, cell in enumerate(row)}
            case tuple() if field.kind == "words":
                found[field.name] = ", ".join(value)
            case tuple():
                found[field.name] = "\n".join(one.id for one in value)
            case None:
                found[field.name] = ""
            case _:
                found[field.name] = str(value)
    return found


def translated(kind: str, typed: Mapping[str, str]) -> dict[str, tuple[Translated, ...]]:
    """The texts of a form in other languages, by the language's name: English always, others where some of it is written."""
    texts = [field for field in FIELDS[kind] if _is_text(kind, field)]
    found = {}
    for language in OTHERS:
        if language == "en" or any(typed.get(f"{field.name}.{language}") for field in texts):
            found[_LANGUAGE[language]] = tuple(
                Translated(f"{field.name}.{language}", field.label, field.kind in ("long", "body")) for field in texts
            )
    return found


def in_words(field: Field, typed: Mapping[str, str]) -> str:
    """What is typed into a field, to be read beside what somebody else typed."""
    if field.kind == "choice":
        return next((one.title for one in field.choices if one.value == typed.get(field.name)), "")
    if field.kind in ("facts", "rows"):
        lines: dict[int, list[str]] = {}
        for name, said in typed.items():
            if (parts := _indexed(field.name, name)) and said.strip():
                lines.setdefault(int(parts[1]), []).append(said.strip())
        return "\n".join(": ".join(lines[at]) for at in sorted(lines))
    return typed.get(field.name, "").replace("\r\n", "\n").strip()


def rows_typed(prefix: str, typed: Mapping[str, str]) -> int:
    """How many lines of a list the form shows: those with something in them, and some more."""
    last = max(
        (int(parts[1]) for name in typed if (parts := _indexed(prefix, name)) and typed[name].strip()), default=-1
    )
    return min(last + 1 + MORE_ROWS, MOST_ROWS)


def columns_typed(typed: Mapping[str, str]) -> list[str]:
    """The heads of a table's columns as they are typed, two at least."""
    heads = _lines(typed.get("columns", ""))
    return [*heads, *["Nilai"] * (2 - len(heads))] if len(heads) < 2 else heads


def _indexed(prefix: str, name: str) -> list[str] | None:
    parts = name.split(".")
    fits = len(parts) == 3 and parts[0] == prefix and parts[1].isascii() and parts[1].isdigit() and len(parts[1]) < 4
    return parts if fits else None


# --- What is typed as a record ----------------------------------------------------------------------------------------


class Read(msgspec.Struct, frozen=True):
    """What came of a form: a record that residents may see, or what is wrong at which field."""

    record: Record | None
    wrong: dict[str, str]


class Unreadable(Exception):
    """What was typed into one field cannot be read; the message is for the petugas."""


def read(kind: str, typed: Mapping[str, str], before: Record | None) -> Read:
    """The record that was typed. `before`: the one it changes, whose translations of untouched lines stay."""
    values: dict[str, Any] = {"id": before.id if before else "baru"}
    wrong: dict[str, str] = {}
    for field in FIELDS[kind]:
        try:
            value = _value(kind, field, typed, getattr(before, field.name) if before else None)
        except Unreadable as error:
            wrong[field.name] = str(error)
            continue
        if field.required and not value:
            wrong[field.name] = "Isi dulu bagian ini."
        elif value is not None:
            values[field.name] = value
    if wrong:
        return Read(None, wrong)
    record = _TYPES[kind](**values)
    for flaw in flaws(record):
        wrong.setdefault(flaw.field, says(flaw))
    return Read(None if wrong else record, wrong)


def stale(before: Record | None, record: Record) -> list[str]:
    """Labels of the texts whose Indonesian was changed and whose translation was not: it may be wrong now."""
    found = []
    for field in FIELDS[kind_of(record)]:
        old, new = getattr(before, field.name, None), getattr(record, field.name)
        if isinstance(old, Text) and isinstance(new, Text) and old.id != new.id:
            same = [name for name in OTHERS if getattr(new, name) and getattr(new, name) == getattr(old, name)]
            if same:
                found.append(field.label)
    return found


def _value(kind: str, field: Field, typed: Mapping[str, str], before: Any) -> Any:  # noqa: C901 - a line or two a kind
    raw = typed.get(field.name, "")
    match field.kind:
        case "line" | "long" | "body":
            if _is_text(kind, field):
                return _text(field, typed, before)
            return _said(raw, long=False) or None
        case "phone" | "url":
            return _said(raw, long=False) or None
        case "date":
            return _typed(raw, date.fromisoformat, "Tulis tanggal seperti 2026-12-31.")
        case "time":
            return raw.strip()[:20].replace(".", ":") or None
        case "year":
            return _typed(raw, _year, "Tulis tahun dengan empat angka, misalnya 2026.")
        case "choice":
            return raw if raw in {one.value for one in field.choices} else field.choices[0].value
        case "picture":
            return raw if raw in _PICTURES or (raw and raw == before) else None
        case "cost":
            return _cost(raw, before)
        case "point":
            return _typed(raw, _point, "Tulis lintang, lalu koma, lalu bujur: -2.9909, 104.7566")
        case "lines":
            return _kept_translations(_lines(raw), before)
        case "words":
            return tuple(dict.fromkeys(filter(None, (_said(one, long=False).lower() for one in raw.split(",")))))
        case "facts":
            return _facts(typed, before)
        case "rows":
            return _rows(typed)


def _text(field: Field, typed: Mapping[str, str], before: Text | None) -> Text | None:
    said = _written(field, typed.get(field.name, ""))
    if said is None:
        return None
    text = Text(said)
    for name in OTHERS:
        key = f"{field.name}.{name}"
        own = typed[key] if key in typed else getattr(before, name, None) or ""
        text = msgspec.structs.replace(text, **{name: _written(field, own)})
    return text


def _written(field: Field, raw: str) -> str | None:
    said = _said(raw, long=field.kind != "line")
    # As the files have it: a body ends with its last line.
    return f"{said}\n" if said and field.kind == "body" else said or None


def _said(raw: str, *, long: bool) -> str:
    text = (
        "\n".join(line.rstrip() for line in raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
        if long
        else " ".join(raw.split())
    )
    if len(text) > (LONG_LENGTH if long else LINE_LENGTH):
        raise Unreadable(f"Terlalu panjang. Paling banyak {LONG_LENGTH if long else LINE_LENGTH} huruf.")
    if any(not (one.isprintable() or one == "\n") for one in text):
        raise Unreadable("Ada tanda yang tidak bisa ditampilkan. Ketik ulang bagian ini.")
    if _NIK.search(text):
        raise Unreadable("Ada nomor seperti NIK atau KK. Hapus dulu: semua orang di ruang tunggu membacanya.")
    return text


def _typed(raw: str, parse: Callable[[str], T], remedy: str) -> T | None:
    raw = raw.strip()[:60]
    if not raw:
        return None
    try:
        return parse(raw)
    except ValueError:
        raise Unreadable(remedy) from None


def _year(raw: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", raw, re.ASCII):
        raise ValueError
    return int(raw)


def _point(raw: str) -> Point:
    if not re.fullmatch(r"-?\d{1,3}(\.\d{1,10})?\s*,\s*-?\d{1,3}(\.\d{1,10})?", raw, re.ASCII):
        raise ValueError
    lat, lon = raw.split(",")
    return Point(float(lat), float(lon))


def _cost(raw: str, before: int | Text | None) -> int | Text | None:
    said = _said(raw, long=False)
    if not said:
        return None
    rupiah = amount(said)
    if rupiah is not None:
        return rupiah
    return before if isinstance(before, Text) and before.id == said else Text(said)


def amount(said: str) -> int | None:
    """Rupiah as people write them, "15000", "Rp15.000", "gratis"; None for other words."""
    found = re.fullmatch(r"(?:Rp\.? ?)?(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,-|,00)?", said, re.ASCII | re.IGNORECASE)
    if found:
        return int(found[1].replace(".", ""))
    return 0 if re.fullmatch(r"gratis|tidak dipungut biaya", said, re.IGNORECASE) else None


def said_in_line(raw: str) -> str:
    """One line as it was typed, without needless spaces. Raises Unreadable."""
    return _said(raw, long=False)


def _lines(raw: str) -> list[str]:
    return [said for line in raw.splitlines()[:MOST_ROWS] if (said := _said(line.removeprefix("- "), long=False))]


def _kept_translations(lines: list[str], before: tuple[Text, ...] | None) -> tuple[Text, ...]:
    known = {one.id: one for one in before or ()}
    return tuple(known.get(line, Text(line)) for line in lines)


def _facts(typed: Mapping[str, str], before: tuple[Fact, ...] | None) -> tuple[Fact, ...]:
    labels = {fact.label.id: fact.label for fact in before or ()}
    values = {fact.value.id: fact.value for fact in before or () if fact.value}
    found = []
    for at in range(rows_typed("facts", typed)):
        label = _said(typed.get(f"facts.{at}.label", ""), long=False)
        value = _said(typed.get(f"facts.{at}.value", ""), long=False)
        if value and not label:
            raise Unreadable(f"Beri nama untuk keterangan “{value[:40]}”, misalnya: Jam buka.")
        if label:
            said = values.get(value, Text(value)) if value else None
            found.append(Fact(labels.get(label, Text(label)), said))
    return tuple(found)


def _rows(typed: Mapping[str, str]) -> tuple[tuple[Cell, ...], ...]:
    width = len(columns_typed(typed))
    found = []
    for at in range(rows_typed("rows", typed)):
        cells = [_said(typed.get(f"rows.{at}.{place}", ""), long=False) for place in range(width)]
        if any(cells):
            found.append((cells[0], *(_cell(one) for one in cells[1:])))
    return tuple(found)


def _cell(said: str) -> Cell:
    """A number as it is written here, "1.250" and "12,5"; other words stay words."""
    if re.fullmatch(r"-?(\d{1,3}(\.\d{3})+|\d{1,15})", said, re.ASCII):
        return int(said.replace(".", ""))
    if re.fullmatch(r"-?(\d{1,3}(\.\d{3})+|\d{1,12}),\d{1,6}", said, re.ASCII):
        return float(said.replace(".", "").replace(",", "."))
    return said


def _cell_typed(cell: Cell) -> str:
    return cell if isinstance(cell, str) else str(cell).replace(".", ",")


def _is_text(kind: str, field: Field) -> bool:
    """Whether the record holds it in several languages."""
    return field.kind in ("line", "long", "body") and "Text" in str(
        _TYPES[kind].__annotations__.get(field.name, "Text")
    )
