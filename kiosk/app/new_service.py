"""A service from a title and what to ask, one line each: the words say what kind of answer is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from kiosk.domain.catalog import CHECKLIST
from kiosk.domain.slug import slug, unique
from kiosk.errors import WrongUse

Raw = dict[str, Any]

_LONGEST = 120
_OPTIONAL = re.compile(r"\s*\((?:boleh kosong|boleh dikosongkan|tidak wajib|opsional)\)\s*", re.IGNORECASE)
_PEOPLE = (
    "lengkap|anda|pemohon|pelapor|ayah|ibu|bapak|suami|istri|anak|bayi|saksi|wali|orang|ketua|pemilik|ahli waris|kepala"
)
_COUNTED = (
    "orang|anak|kali|buah|unit|lembar|hari|minggu|bulan|tahun|jam|ekor|pohon|rumah|kk|keluarga|jiwa|peserta|tamu|meter"
)


def _kind(**keys: Any) -> Callable[[str], Raw]:
    return lambda _text: keys


def _date(text: str) -> Raw:
    if re.search(r"\b(lahir|kejadian|meninggal|wafat|hilang|kehilangan|pindah|sejak)\b", text):
        return {"type": "date", "when": "past"}
    if re.search(r"\b(acara|rencana|pelaksanaan|kegiatan|kunjungan|diambil)\b", text):
        return {"type": "date", "when": "future"}
    return {"type": "date"}


def _count(text: str) -> Raw:
    unit = re.search(rf"\b({_COUNTED})\b", text)
    return {"type": "number", **({"unit": {"id": unit[1]}} if unit and unit[1] not in ("kk", "jam") else {})}


def _region(text: str) -> Raw:
    level = next((one for one in ("kelurahan", "kecamatan") if re.search(rf"\b{one}\b", text)), "kabupaten")
    return {"type": "wilayah", "level": level}


_WORDS: tuple[tuple[str, Callable[[str], Raw]], ...] = (
    (r"\bapakah\b|\bya ?/ ?tidak\b|\bya atau tidak\b", _kind(type="choice", choices="ya_tidak")),
    (r"\b(rupiah|rp|biaya|harga|penghasilan|gaji|upah|omzet|anggaran|kerugian|tarif)\b", _kind(type="money")),
    (rf"\bjumlah\b|^banyak\b|\bberapa (banyak|lama|{_COUNTED})\b|\b(usia|umur)\b", _count),
    (r"\bnik\b|\b(nomor|no\.?) ktp\b", _kind(type="nik")),
    (r"^kk$|\b(nomor|no\.?) (kk|kartu keluarga)\b", _kind(type="kk")),
    (r"\b(tanggal|tgl|kapan|hari apa)\b", _date),
    (r"\b(jam|pukul)\b", _kind(type="time")),
    (r"\b(hp|handphone|telepon|telp|wa|whatsapp)\b", _kind(type="phone")),
    (r"\b(foto|gambar|potret)\b", _kind(type="photo", required=False)),
    (r"\balamat\b", _kind(type="address")),
    (r"^(rt|rw)\b|\bnomor (rt|rw)\b", _kind(type="rt_rw")),
    (r"\b(lokasi|titik|di peta)\b", _kind(type="location")),
    (
        r"\b(kabupaten|kota asal|kota tujuan|kecamatan|kelurahan) (asal|tujuan|mana)\b|\bkota (asal|tujuan|mana)\b",
        _region,
    ),
    (
        r"\b(ceritakan|jelaskan|uraian|uraikan|alasan|kronologi|keluhan|saran|masukan|isi laporan|pesan)\b",
        _kind(type="long_text"),
    ),
    (rf"^nama$|\bsiapa nama\b|\bnama ({_PEOPLE})\b", _kind(type="text", accept="name", min=3, max=60)),
    (r"\b(plat|pelat|nomor polisi|nopol)\b", _kind(type="text", accept="plate", max=12)),
)


def steps_for(questions: Iterable[str]) -> list[Raw]:
    """A page for each question. Raises WrongUse for one that says nothing.

    "Status rumah: milik, sewa, kos" offers choices, "(boleh kosong)" makes an answer optional, "RT/RW" is two numbers.
    """
    ids = {CHECKLIST, "setuju_pdp"}
    steps = []
    for given in questions:
        text = " ".join(given.split())
        if not any(letter.isalpha() for letter in text) or len(text) > _LONGEST:
            raise WrongUse(f"{text[:40]!r} is no question.", f"Write what to ask in words, at most {_LONGEST} letters.")
        steps.append(_step(text, ids))
    return steps


def _step(text: str, ids: set[str]) -> Raw:
    optional = _OPTIONAL.search(text)
    asked = _OPTIONAL.sub(" ", text).strip()
    fields = _fields(asked)
    title = asked.partition(":")[0] if any(isinstance(one.get("choices"), list) for one in fields) else asked
    for one in fields:
        one["id"] = unique(one["id"], ids)
        ids.add(one["id"])
        if optional:
            one["required"] = False
    return {"id": f"tanya_{fields[0]['id']}", "title": {"id": title}, "field": fields}


def _fields(asked: str) -> list[Raw]:
    # "Biayanya?" asks for the same as "biaya".
    words = re.sub(r"(?<=\w{3})nya\b", "", asked.casefold())
    if re.fullmatch(r"(nomor )?rt ?(/|dan) ?rw\??", words):
        return [{"id": one.lower(), "type": "rt_rw", "label": {"id": one}} for one in ("RT", "RW")]
    question, _, offered = asked.partition(":")
    label = question.rstrip(" ?.")
    base: Raw = {"id": slug(label, "isian"), "label": {"id": label}}
    choices = dict.fromkeys(one.strip(" .?") for one in re.split(r"[,/;]", offered) if one.strip(" .?"))
    if len(choices) > 1:
        values: dict[str, str] = {}
        for one in choices:
            values[unique(slug(one, "pilihan"), values)] = one[:1].upper() + one[1:]
        listed = [{"value": value, "label": {"id": said}} for value, said in values.items()]
        return [_ordered(base, {"type": "choice", "choices": listed})]
    found = next((make for pattern, make in _WORDS if re.search(pattern, words)), _kind(type="text"))
    return [_ordered(base, found(words))]


def _ordered(base: Raw, keys: Raw) -> Raw:
    """As authors write them: the name, the type, the words, and then the rest."""
    return {
        "id": base["id"],
        "type": keys["type"],
        "label": base["label"],
        **{k: v for k, v in keys.items() if k != "type"},
    }
