"""Three XLSForms as people write them, after the public documentation of the convention (xlsform.org, docs.getodk.org)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook

Sheet = list[list[Any]]

TWO = ["label::Bahasa Indonesia (id)", "label::English (en)"]

HOUSEHOLD: dict[str, Sheet] = {
    "survey": [
        [
            "type",
            "name",
            *TWO,
            "hint::Bahasa Indonesia (id)",
            "required",
            "relevant",
            "constraint",
            "appearance",
            "calculation",
        ],
        ["start", "start"],
        ["today", "today"],
        ["deviceid", "deviceid"],
        [
            "note",
            "pembuka",
            "Terima kasih sudah ikut. Ada sekitar **sepuluh** pertanyaan.",
            "Thank you for taking part.",
        ],
        ["text", "Nama_KK", "Siapa nama kepala keluarga?", "Who heads the household?", "Seperti di KK", "yes"],
        ["integer", "umur", "Berapa umurnya?", "How old?", None, "yes", None, ". >= 17 and . <= 110"],
        ["begin_group", "rumah", "Rumah", "The house"],
        ["select_one status", "status", "Rumah ini milik siapa?", "Whose house is it?", None, "yes"],
        ["integer", "sewa", "Berapa sewanya sebulan?", "Rent a month?", None, "yes", "${status} = 'sewa'", ". > 0"],
        ["select_multiple air", "air", "Dari mana air bersihnya?", "Where does the water come from?", None, "yes"],
        ["text", "sumur", "Di mana sumurnya?", "Where is the well?", None, None, "selected(${air}, 'sumur')"],
        ["decimal", "luas", "Luas rumah dalam meter persegi", "Size of the house", None, None, None, ". > 0"],
        ["end_group"],
        ["begin_group", "listrik", "Listrik", "Electricity", None, None, None, None, "field-list"],
        ["select_one yn", "ada_listrik", "Ada listrik?", "Is there electricity?", None, "yes"],
        ["integer", "daya", "Berapa watt?", "How many watts?", None, None, "${ada_listrik} = 'ya'"],
        ["end_group"],
        ["begin_repeat", "anak", "Anak", "Child"],
        ["text", "nama_anak", "Nama anak", "Name of the child", None, "yes"],
        ["integer", "umur_anak", "Umur anak", "Age of the child", None, "yes", None, ". < 18"],
        ["select_one yn", "sekolah", "Bersekolah?", "Goes to school?", None, "yes", "${umur_anak} >= 6"],
        ["image", "foto_anak", "Foto anak", "Photo of the child"],
        ["end_repeat"],
        ["calculate", "sewa_setahun", *[None] * 7, "${sewa} * 12"],
        ["select_one yn", "bantuan", "Butuh bantuan?", "Need help?", None, None, "${umur} > 60 or ${status} = 'sewa'"],
        ["note", "penutup", "Selesai, ${Nama_KK}.", "That is all."],
    ],
    "choices": [
        ["list_name", "name", *TWO],
        ["status", "milik", "Milik sendiri", "Own"],
        ["status", "sewa", "Sewa", "Rented"],
        ["air", "pdam", "PDAM", "Water company"],
        ["air", "sumur", "Sumur", "Well"],
        ["air", "sungai", "Sungai", "River"],
        ["yn", "ya", "Ya", "Yes"],
        ["yn", "tidak", "Tidak", "No"],
    ],
    "settings": [
        ["form_title", "form_id", "default_language"],
        ["Survei Rumah Tangga", "survei_rumah_tangga", "Bahasa Indonesia (id)"],
    ],
}

EVERY_TYPE: dict[str, Sheet] = {
    "survey": [
        ["type", "name", "label", "hint", "parameters", "appearance", "calculation", "choice_filter", "default"],
        ["username", "username"],
        ["audit", "audit"],
        ["integer", "int", "A whole number"],
        ["decimal", "dec", "A number with decimals"],
        ["range", "rng", "A number on a scale", None, "start=1 end=5 step=1"],
        ["text", "txt", "A line of text", "Any text", None, None, None, None, "nothing"],
        ["text", "multi", "Several lines", None, None, "multiline"],
        ["text", "num", "Digits", None, None, "numbers"],
        ["select_one pets", "one", "One of several"],
        ["select_multiple pets", "many", "Some of several"],
        ["select_one_from_file villages.csv", "from_file", "One of a file"],
        ["select_one pets", "filtered", "One of some", None, None, None, None, "kind = ${one}"],
        ["rank pets", "ranked", "In an order"],
        ["note", "said", "Only words"],
        ["geopoint", "point", "A place"],
        ["geotrace", "trace", "A way"],
        ["geoshape", "shape", "An area"],
        ["date", "day", "A day"],
        ["date", "month", "A month", None, None, "month-year"],
        ["time", "clock", "A time of day"],
        ["dateTime", "moment", "A day and a time"],
        ["image", "picture", "A picture"],
        ["audio", "sound", "A sound"],
        ["background-audio", "listening"],
        ["video", "film", "A film"],
        ["file", "paper", "A file"],
        ["barcode", "code", "A code"],
        ["calculate", "twice", None, None, None, None, "${int} * 2"],
        ["acknowledge", "agreed", "Agreed?"],
        ["hidden", "secret"],
        ["xml-external", "elsewhere"],
    ],
    "choices": [
        ["list_name", "name", "label", "kind"],
        ["pets", "cat", "Cat", "a"],
        ["pets", "dog", "Dog", "b"],
        ["pets", "other", "Other", "c"],
    ],
    "settings": [["form_title", "form_id"], ["All question types", "all-types"]],
}

COMPLAINT: dict[str, Sheet] = {
    "survey": [
        [
            "type",
            "name",
            *TWO,
            "required",
            "relevant",
            "constraint",
            "constraint_message::Bahasa Indonesia (id)",
            "appearance",
        ],
        ["select_one jenis or_other", "jenis", "Keluhan tentang apa?", "What is it about?", "yes"],
        ["select_multiple waktu", "waktu", "Kapan terjadi?", "When does it happen?", "yes"],
        ["date", "mulai", "Sejak tanggal berapa?", "Since which day?", "yes", None, ". <= today()"],
        [
            "date",
            "sampai",
            "Sampai tanggal berapa?",
            "Until which day?",
            None,
            None,
            ". > ${mulai}",
            "Sampai harus setelah sejak.",
        ],
        ["text", "hp", "Nomor HP", "Mobile number", None, None, "regex(., '^[0-9]{10,13}$')", None, "numbers"],
        [
            "text",
            "uraian",
            "Ceritakan keluhannya",
            "Tell us more",
            "yes",
            None,
            "string-length(.) >= 10",
            None,
            "multiline",
        ],
        ["geopoint", "tempat", "Di mana?", "Where?"],
        ["image", "foto", "Foto, kalau ada", "A photo, if there is one"],
        ["select_one mendesak", "bahaya", "Berbahaya?", "Dangerous?", "yes", "${jenis} != 'sampah' and ${mulai} != ''"],
        [
            "text",
            "siapa",
            "Siapa yang terancam?",
            "Who is in danger?",
            "yes",
            "(${bahaya} = 'ya') or (${bahaya} = 'mungkin')",
        ],
        ["acknowledge", "benar", "Ini benar terjadi", "This is true", "yes"],
    ],
    "choices": [
        ["list_name", "name", *TWO],
        ["jenis", "sampah", "Sampah", "Rubbish"],
        ["jenis", "jalan", "Jalan rusak", "Broken road"],
        ["waktu", "pagi", "Pagi", "Morning"],
        ["waktu", "malam", "Malam", "Night"],
        ["mendesak", "ya", "Ya", "Yes"],
        ["mendesak", "mungkin", "Mungkin", "Perhaps"],
        ["mendesak", "tidak", "Tidak", "No"],
    ],
    "settings": [["form_title", "form_id"], ["Keluhan Warga", "keluhan_warga"]],
}

FORMS = {"household": HOUSEHOLD, "every-type": EVERY_TYPE, "complaint": COMPLAINT}


def save(path: Path, sheets: dict[str, Sheet]) -> Path:
    """A real workbook."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def survey(*questions: list[Any], choices: Sheet | None = None) -> dict[str, Sheet]:
    """A form of a few questions: type, name, label, relevant, constraint."""
    head = ["type", "name", "label", "relevant", "constraint"]
    listed = {"choices": [["list_name", "name", "label"], *choices]} if choices else {}
    return {"survey": [head, *questions], **listed}
