"""Specimen KTP-el of people who do not exist, and photos of them as a kiosk's camera would take them; all from seeds.

The card is drawn after what everybody has in the pocket: 85.6 × 54 mm (ISO/IEC 7810 ID-1), two centred lines of header,
the NIK in OCR-A, twelve rows in an Arial, the picture at the right. Each has SPESIMEN across. Fonts are Debian's
`fonts-ocr-a` and `fonts-liberation`.

Three levels of damage. "Plain" is rapidocr that detects once and reads the nine top rows of a picture turned upright by
hand (`./run bench ktp`): of the pictures of seeds 0 to 29 so many NIK are exact, and so many characters of the names wrong:

| level | long side, of the frame | what happened to it | plain NIK, name |
|---|---|---|---|
| easy | 50 to 90 % | good light, nearly flat, sharp | 30 of 30, 0 % |
| medium | 45 to 85 % | tilted up to 17°, uneven light, a shadow, a small glare, some blur and noise, scratches | 30 of 30, 0.4 % |
| hard | 40 to 70 % | tilted up to 28°, dark, moved or out of focus, much noise, glares, worn print | 27 of 30, 9 % |

Four in ten are not upright: a quarter turn either way or upside down. A fifth of medium and hard is 640 × 480. No glare
lies on the NIK: what nobody can read measures no reader.
"""

from __future__ import annotations

import math
import random
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Literal

import cv2
import msgspec
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from kiosk.domain.ktp import KtpField
from kiosk.wilayah import Wilayah

Picture = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
Points = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
Damage = Literal["easy", "medium", "hard"]

DAMAGES: tuple[Damage, ...] = ("easy", "medium", "hard")
HD = (1280, 720)
VGA = (640, 480)

CARD_MM = (85.6, 53.98)
_RATIO = CARD_MM[1] / CARD_MM[0]
_TODAY = date(2026, 11, 21)


# --- People who do not exist ------------------------------------------------------------------------------------------


class Specimen(msgspec.Struct, frozen=True):
    """All that is printed on one card, as it is printed."""

    nik: str
    nama: str
    tempat_lahir: str
    tgl_lahir: date
    jk: Literal["L", "P"]
    gol_darah: str
    alamat: str
    rt: str
    rw: str
    kelurahan: str
    kecamatan: str
    agama: str
    status_kawin: str
    pekerjaan: str
    berlaku_hingga: str
    kabupaten: str  # "KOTA PALEMBANG"
    provinsi: str
    issued: date

    @property
    def values(self) -> dict[KtpField, str]:
        """What a perfect reading gives."""
        return {
            KtpField.NIK: self.nik,
            KtpField.NAMA: self.nama,
            KtpField.TEMPAT_LAHIR: self.tempat_lahir,
            KtpField.TGL_LAHIR: self.tgl_lahir.isoformat(),
            KtpField.JK: self.jk,
            KtpField.ALAMAT: self.alamat,
            KtpField.RT: self.rt,
            KtpField.RW: self.rw,
            KtpField.KELURAHAN: self.kelurahan,
            KtpField.KECAMATAN: self.kecamatan,
            KtpField.AGAMA: self.agama,
            KtpField.STATUS_KAWIN: self.status_kawin,
            KtpField.PEKERJAAN: self.pekerjaan,
        }


# What a name begins with, by region and sex, and what follows; every pair is made up. Hard ones for a reader are on
# purpose: single letters, I and J and U and L side by side, dots, apostrophes, two letters in all, four words.
_MEN = (
    ("", "AGUS BUDI DWI JOKO SUPARNO WAHYU SLAMET EKO YONO TEGUH", " SETIAWAN| SUSILO| HIDAYAT| PRASETYO| JUNAIDI||"),
    ("", "UJANG ASEP DEDE IIP UU CUCU AEP", " SUPRIATNA| SAEPULLAH| JUANDI| MULYANA| IJUDIN|"),
    (
        "H. |MUH. |M. |MUHAMMAD |",
        "JA'FAR SYA'BAN RIZKY NU'MAN LUTHFI ILHAM FAJRUL",
        " ILYAS| SHODIQ| PUTRA PRATAMA| AL AMIN|",
    ),
    ("", "POLTAK JONGGI TOGAR BONAR TULUS JUSTIN", " HUTAJULU| SIJABAT| LUMBANTORUAN| SIMANJUNTAK| GINTING| LUBIS"),
    ("KGS. |MGS. |RD. |", "HUSIN JULIANSYAH AKHMAD FADHIL LUKMAN", " ANGGRAINI| JAUHARI| UMAR| WIJAYA"),
    (
        "I WAYAN |I MADE |I NYOMAN |I KETUT |I GUSTI NGURAH |IDA BAGUS ",
        "OKA RAKA JAYA SUDIARTA ARTHA ADI",
        "| JULIANA| PUTRA| WIJANA",
    ),
    ("LALU |UMBU |", "JULIAN HAMDI NDJAMA UNGU", " WIRAJAYA| JURU| LANDU"),
    ("", "YOHANES MARTHEN ALOYSIUS FRANS YULIUS", " J. WENDA| TUKAN| JEHADUT| LATUHARHARY| INDAI| UJAN"),
    ("ANDI |LA ODE |DG. |", "MA'RUF HALIM BASO ILHAM", " JALIL| MAPPA| TULUNG"),
    ("TEUKU |TGK. |", "ILYAS YUSUF UMAR", " LUTHAN| JULI| USMAN"),
    ("", "LIEM TAN OEI", " TJONG LIU| JIU HIAN| GIOK LIONG"),
)
_WOMEN = (
    ("", "SRI SITI DEWI NUR'AINI SUGIYEM WAGINAH SULASTRI MUJIATI ANI", " WAHYUNI| LESTARI| JUMIATI| WIJAYANTI||"),
    ("NENG |AI |", "EUIS TETI IIS JULAEHA IJAH UUN", " KOMARIAH| ROHAETI| JUARIAH||"),
    ("HJ. |SITI |", "RO'AINAH RAFI'AH AISYAH JAMILAH ULFIAH", " NURHALIJAH| FITRI| USMAN|"),
    ("", "BERLIANA ROULI TIURMA JULIANA UPIK", " BR. GINTING| BR. SIREGAR| PANJAITAN| HUTAJULU| JURAIDA"),
    ("NYAYU |RA. |MASAYU |", "HALIMAH INDRIANI JULIA FATMA", " ULFAH| JUWITA|"),
    (
        "NI LUH |NI KADEK |NI WAYAN |NI MADE |IDA AYU |DESAK PUTU ",
        "AYU SRI JUNI RIKA WIJI TJAWI",
        " ANDANI| UTAMI| JULIANTI||",
    ),
    ("BAIQ |LALE |", "NUR JULI HIDAYATUL", " IMANSARI| IJTIHAD|"),
    ("", "MARIA YOSINA ELISABETH FRANSINA THERESIA", " J. YOKU| JELITA| UJU| TNEO| MANUPUTTY| WANGGAI"),
    ("ANDI |WA ODE |DG. |", "TENRI JUMRIAH HADIJAH INDO", " TI'NO| UJUNG| LILI"),
    ("CUT |POCUT |", "JULIANI HUSNA ILMI", " BAREN| ULYA|"),
    ("", "LIM KWEE JULI", " GIOK LAN| TIAM NIO| LIU JIN"),
    ("KANJENG RADEN AYU |R. AJ. ", "SEKAR AJENG", "| ARUM NINGTYAS|| PUTRI||"),
)
_FAITHS = ["ISLAM"] * 8 + ["KRISTEN"] * 3 + ["KATHOLIK"] * 2 + ["HINDU"] * 2 + ["BUDHA", "KHONGHUCU"]
_STATES = ["BELUM KAWIN", "KAWIN", "KAWIN", "KAWIN", "CERAI HIDUP", "CERAI MATI"]
_WORK = """BELUM/TIDAK BEKERJA|MENGURUS RUMAH TANGGA|PELAJAR/MAHASISWA|PENSIUNAN|PEGAWAI NEGERI SIPIL (PNS)
|KEPOLISIAN RI (POLRI)|PERDAGANGAN|PETANI/PEKEBUN|PETERNAK|NELAYAN/PERIKANAN|INDUSTRI|KONSTRUKSI|TRANSPORTASI
|KARYAWAN SWASTA|KARYAWAN BUMN|KARYAWAN HONORER|BURUH HARIAN LEPAS|BURUH TANI/PERKEBUNAN|PEMBANTU RUMAH TANGGA
|TUKANG CUKUR|TUKANG KAYU|TUKANG JAHIT|MEKANIK|PENATA RIAS|GURU|DOSEN|BIDAN|PERAWAT|DOKTER|SOPIR|PEDAGANG|PERANGKAT DESA
|WIRASWASTA""".replace("\n", "").split("|")
_STREETS = """MERDEKA|JEND. SUDIRMAN|DIPONEGORO|KH. WAHID HASYIM|PANGERAN ANTASARI|KAPTEN A. RIVAI|SULTAN M. MANSYUR|MELATI
|MAWAR II|KENANGA|PUYUH RAYA|CENDRAWASIH|ANGGREK|RAYA BOGOR KM. 28|PATTIMURA|YOS SUDARSO|VETERAN|JAMBU AIR|IKAN NILA
|WOLTER MONGINSIDI|UJUNG PANDANG|IR. H. JUANDA""".replace("\n", "").split("|")
_PLACES = """KRAJAN|SUKAMAJU|KARANGANYAR|CIJAMBE|TANJUNG JATI|PASAR BARU|BANJAR TEGAL|LEMBAR|MUARA RUPIT|WATES LOR|UJUNGBERUNG
|PANCORAN|SIDOREJO|KAMPUNG DALAM""".replace("\n", "").split("|")


@cache
def _regions() -> Wilayah:
    return Wilayah()


def specimen(seed: int) -> Specimen:
    """One fictitious person. The NIK keeps all rules: known region, day of birth + 40 for women, serial not 0000."""
    dice = random.Random(f"person {seed}")
    kelurahan = _descend(dice)
    district, regency, province = (".".join(kelurahan[0].split(".")[:parts]) for parts in (3, 2, 1))
    woman = dice.random() < 0.5
    born = date(1946, 1, 1) + timedelta(days=dice.randrange(365 * 63))
    # Four in five live where they were first registered.
    first = district if dice.random() < 0.8 else ".".join(_descend(dice)[0].split(".")[:3])
    serial = dice.randint(1, 9) if dice.random() < 0.6 else dice.randint(10, 9999)
    nik = f"{first.replace('.', '')}{born.day + 40 * woman:02}{born:%m%y}{serial:04}"
    birthplace = _name(".".join(first.split(".")[:2])) if dice.random() < 0.7 else _name(first)
    house = dice.choice(["", f" NO. {dice.randint(1, 180)}", f" NO.{dice.randint(1, 99)}", f" {dice.randint(1, 30)}"])
    address = dice.choice(
        [f"JL. {dice.choice(_STREETS)}{house}"] * 4
        + [f"JL {dice.choice(_STREETS)}{house}", f"GG. {dice.choice(_STREETS)}{house}", f"DUSUN {dice.choice(_PLACES)}"]
        + [f"DSN. {dice.choice(_PLACES)} {dice.randint(1, 4)}", f"KP. {dice.choice(_PLACES)}", dice.choice(_PLACES)]
        + [f"LINGK. {dice.choice(_PLACES)}", f"PERUM GRIYA {dice.choice(_PLACES)} BLOK {dice.choice('ABCDIJ')}{house}"]
        + [f"JL. {dice.choice(_STREETS)} LR. {dice.choice(_PLACES)} NO. {dice.randint(1, 999)} B"]
    )
    return Specimen(
        nik=nik,
        nama=_full_name(dice, woman),
        tempat_lahir=birthplace,
        tgl_lahir=born,
        jk="P" if woman else "L",
        gol_darah=dice.choice(["A", "B", "AB", "O", "-", "-"]),
        alamat=address,
        rt=f"{dice.randint(1, 45):03}",
        rw=f"{dice.randint(0, 18):03}",
        kelurahan=kelurahan[1].upper(),
        kecamatan=_name(district),
        agama=dice.choice(_FAITHS),
        status_kawin=dice.choice(_STATES),
        pekerjaan=dice.choice(_WORK),
        berlaku_hingga="SEUMUR HIDUP" if dice.random() < 0.85 else f"{born:%d-%m}-2017",
        kabupaten=(_regions().name(regency) or "").upper(),
        provinsi=_name(province),
        issued=date(2012, 1, 1) + timedelta(days=dice.randrange(5000)),
    )


def _full_name(dice: random.Random, woman: bool) -> str:
    titles, given, family = dice.choice(_WOMEN if woman else _MEN)
    return dice.choice(titles.split("|")) + dice.choice(given.split(" ")) + dice.choice(family.split("|"))


def _descend(dice: random.Random) -> tuple[str, str]:
    """A kelurahan or desa, any of Indonesia whose name goes on one row."""
    while True:
        here = ("", "")
        for _ in range(4):
            below = [one for one in _regions().children(here[0]) if len(one[1]) <= 26]
            if not below:
                break
            here = dice.choice(below)
        else:
            return here


def _name(code: str) -> str:
    name = (_regions().name(code) or "").upper()
    return name.removeprefix("KABUPATEN ").removeprefix("KOTA ").removeprefix("ADMINISTRASI ")


# --- The card ---------------------------------------------------------------------------------------------------------


class Layout(msgspec.Struct, frozen=True):
    """Where things stand on a card and in what type, in thousandths of its width. Printers differ from office to office."""

    label_font: str = "LiberationSans-Regular.ttf"
    value_font: str = "LiberationSans-Regular.ttf"
    nik_font: str = "OCRA.ttf"
    header_size: float = 29
    nik_size: float = 38
    size: float = 24
    left: float = 38
    colon: float = 238
    value: float = 252
    header: float = 22  # top of its first row
    nik: float = 104
    first: float = 156  # top of the row with the name
    pitch: float = 33
    indent: float = 26  # RT/RW, Kel/Desa and Kecamatan stand in
    jitter: float = 0  # rows that stand a little off
    ink: int = 38  # 0 black; labels are a little fainter


USUAL = Layout()


def other_layout(seed: int) -> Layout:
    """A card of another printer: other type, rows elsewhere, print a little off."""
    dice = random.Random(f"layout {seed}")
    fonts = ["LiberationSans-Regular.ttf", "LiberationSansNarrow-Regular.ttf", "LiberationSans-Bold.ttf"]
    pitch = dice.uniform(30.5, 34.5)
    colon = dice.uniform(222, 262)
    return Layout(
        label_font=dice.choice(fonts[:2]),
        value_font=dice.choice(fonts),
        nik_font=dice.choice(["OCRA.ttf", "OCRABold.ttf", "OCRA.ttf", "LiberationMono-Bold.ttf"]),
        header_size=dice.uniform(25, 32),
        nik_size=dice.uniform(34, 41),
        size=dice.uniform(22, 26),
        left=dice.uniform(28, 46),
        colon=colon,
        value=colon + dice.uniform(10, 22),
        header=dice.uniform(14, 28),
        nik=dice.uniform(94, 108),
        first=dice.uniform(148, 162),
        pitch=pitch,
        indent=dice.choice([0, 20, 30]),
        jitter=dice.uniform(0, 3),
        ink=dice.randint(25, 85),
    )


def draw(specimen: Specimen, width: int = 1000, layout: Layout = USUAL) -> Picture:
    """The card, seen straight and clean, `width` pixels wide. Raises RuntimeError when a font is not installed."""
    height = round(width * _RATIO)
    unit = width / 1000
    dice = random.Random(f"print {specimen.nik}")
    image = Image.fromarray(_paper(width, height, specimen))
    pen = ImageDraw.Draw(image)
    _portrait(pen, unit, specimen)

    def write(x: float, y: float, text: str, font: str, size: float, ink: int, *, centred: bool = False) -> None:
        shift = dice.uniform(-layout.jitter, layout.jitter)
        face = _font(font, round(size * unit * 4) / 4)
        at = (x * unit, (y + shift) * unit)
        pen.text(at, text, fill=(ink, ink, ink + 6), font=face, anchor="ma" if centred else "la")

    bold = "LiberationSans-Bold.ttf"
    for row, text in enumerate((f"PROVINSI {specimen.provinsi}", specimen.kabupaten)):
        write(500, layout.header + row * 36, text, bold, layout.header_size, layout.ink, centred=True)
    write(layout.left, layout.nik + 2, "NIK", layout.label_font, layout.size * 1.25, layout.ink)
    write(layout.colon - 26, layout.nik + 2, ":", layout.label_font, layout.size * 1.25, layout.ink)
    write(layout.value - 20, layout.nik, specimen.nik, layout.nik_font, layout.nik_size, layout.ink)
    y = layout.first
    for label, value in _rows(specimen):
        indent = layout.indent if label in ("RT/RW", "Kel/Desa", "Kecamatan") else 0
        write(layout.left + indent, y, label, layout.label_font, layout.size, layout.ink + 12)
        write(layout.colon, y, ":", layout.label_font, layout.size, layout.ink + 12)
        if label == "Jenis Kelamin":
            write(520, y, "Gol. Darah", layout.label_font, layout.size, layout.ink + 12)
            write(646, y, f":  {specimen.gol_darah}", layout.value_font, layout.size, layout.ink)
        for part in _folded(value, _font(layout.value_font, round(layout.size * 4) / 4), 725 - layout.value):
            write(layout.value, y, part, layout.value_font, layout.size, layout.ink)
            y += layout.pitch
    for row, text in enumerate((specimen.kabupaten, f"{specimen.issued:%d-%m-%Y}")):
        write(848, 448 + row * 25, text, layout.value_font, min(20, 380 / len(text)), layout.ink, centred=True)
    _marked(image, unit)
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


def _rows(specimen: Specimen) -> list[tuple[str, str]]:
    return [
        ("Nama", specimen.nama),
        ("Tempat/Tgl Lahir", f"{specimen.tempat_lahir}, {specimen.tgl_lahir:%d-%m-%Y}"),
        ("Jenis Kelamin", "PEREMPUAN" if specimen.jk == "P" else "LAKI-LAKI"),
        ("Alamat", specimen.alamat),
        ("RT/RW", f"{specimen.rt}/{specimen.rw}"),
        ("Kel/Desa", specimen.kelurahan),
        ("Kecamatan", specimen.kecamatan),
        ("Agama", specimen.agama),
        ("Status Perkawinan", specimen.status_kawin),
        ("Pekerjaan", specimen.pekerjaan),
        ("Kewarganegaraan", "WNI"),
        ("Berlaku Hingga", specimen.berlaku_hingga),
    ]


def _folded(text: str, face: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """In as many rows as it needs to stay clear of the portrait."""
    rows: list[str] = []
    for word in text.split(" "):
        if rows and face.getlength(f"{rows[-1]} {word}") <= room:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.append(word)
    return rows


@cache
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(name, size)
    except OSError as error:
        raise RuntimeError(f"{name} is not installed: apt-get install fonts-ocr-a fonts-liberation") from error


def _paper(width: int, height: int, specimen: Specimen) -> Picture:
    """Pale blue, lighter in the middle, with fine waves as on paper that is hard to copy."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) * (1000 / width)
    dice = random.Random(f"paper {specimen.nik}")
    away = np.hypot((x - 520) / 620, (y - 300) / 420)
    shade = np.clip(away, 0, 1)[..., None]
    paper = np.array([222, 238, 246], np.float32) * (1 - shade) + np.array([150, 200, 226], np.float32) * shade
    for tint, period in (((60, 120, 170), 15.0), ((150, 110, 160), 21.0), ((70, 150, 140), 27.0)):
        phase = dice.uniform(0, 6)
        wave = y + 26 * np.sin(x / dice.uniform(60, 110) + phase) + 12 * np.sin(x / dice.uniform(17, 30) - y / 90)
        line = np.abs(np.sin(np.pi * wave / period)) < 0.10
        paper[line] = paper[line] * 0.88 + np.array(tint, np.float32) * 0.12
    return np.asarray(np.clip(paper, 0, 255), np.uint8)


def _portrait(pen: ImageDraw.ImageDraw, unit: float, specimen: Specimen) -> None:
    """A shape that is nobody, before red or blue as the year of birth has it, and a scrawl below."""

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return (left * unit, top * unit, right * unit, bottom * unit)

    pen.rectangle(box(738, 122, 958, 430), fill=(178, 40, 44) if specimen.tgl_lahir.year % 2 else (44, 84, 168))
    pen.ellipse(box(760, 330, 936, 560), fill=(70, 74, 84))
    pen.rectangle(box(738, 430, 958, 562), fill=(196, 220, 234))
    pen.ellipse(box(795, 180, 901, 318), fill=(164, 128, 104))
    pen.pieslice(box(788, 166, 908, 300), 180, 360, fill=(34, 30, 30))
    dice = random.Random(f"scrawl {specimen.nik}")
    points = [((790 + 11 * step) * unit, (dice.uniform(505, 560)) * unit) for step in range(12)]
    pen.line(points, fill=(40, 40, 60), width=max(1, round(2 * unit)), joint="curve")


def _marked(image: Image.Image, unit: float) -> None:
    """SPESIMEN across, as faint as the waves: it must not be what makes a card hard to read."""
    veil = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(veil)
    bold = _font("LiberationSans-Bold.ttf", round(150 * unit))
    pen.text((500 * unit, 330 * unit), "SPESIMEN", fill=(190, 30, 60, 34), font=bold, anchor="mm")
    pen.text(
        (848 * unit, 352 * unit),
        "SPESIMEN",
        fill=(255, 255, 255, 200),
        font=_font("LiberationSans-Bold.ttf", round(30 * unit)),
        anchor="mm",
    )
    veil = veil.rotate(18, resample=Image.Resampling.BILINEAR)
    image.paste(veil, (0, 0), veil)


# --- The photo --------------------------------------------------------------------------------------------------------


class Pose(msgspec.Struct, frozen=True):
    """How a card is held: its long side in pixels, its turn clockwise and its tilt in degrees, its middle as shares."""

    long_side: float
    turn: float = 0
    tilt: tuple[float, float] = (0, 0)
    middle: tuple[float, float] = (0.5, 0.5)


class Glare(msgspec.Struct, frozen=True):
    """The reflection of a lamp: middle and half axes in thousandths of the card's width, strength from 0 to 1."""

    x: float
    y: float
    across: float
    along: float
    strength: float


class Harm(msgspec.Struct, frozen=True):
    """What light, lens, sensor and years do. Blur in millimetres on the card, so that it costs the same at any size."""

    defocus: float = 0.0  # radius
    motion: float = 0.0  # length
    motion_along: float = 0.0  # degrees
    noise: float = 2.0  # standard deviation in grey levels
    quality: int = 92  # of the JPEG
    light: float = 1.0
    contrast: float = 1.0
    cast: tuple[float, float, float] = (1.0, 1.0, 1.0)  # blue, green, red
    slope: float = 0.0  # how much darker one side is
    shadow: float = 0.0  # how much darker a part is, with an edge
    glares: tuple[Glare, ...] = ()
    scratches: int = 0
    wear: float = 0.0  # share of the print that is gone
    hand: bool = False


UNHARMED = Harm()


class Shot(msgspec.Struct, frozen=True):
    """A photo and where in it the card's corners are: top left, top right, bottom right, bottom left as printed."""

    picture: Picture
    corners: Points


def photograph(card: Picture, damage: Damage, seed: int, size: tuple[int, int] = HD) -> Picture:
    """A photo of a card, `size` = width and height."""
    return shoot(card, pose(damage, seed, size), harm(damage, seed), seed, size).picture


def frame_size(damage: Damage, seed: int) -> tuple[int, int]:
    """That of the camera: a fifth of the worse pictures comes from an old one."""
    return VGA if damage != "easy" and seed % 5 == 4 else HD


def sample(damage: Damage, seed: int, layout: Layout = USUAL) -> tuple[Specimen, Picture]:
    """A person and a photo of their card: what accuracy is measured on."""
    person = specimen(seed)
    return person, photograph(draw(person, layout=layout), damage, seed, frame_size(damage, seed))


def pose(damage: Damage, seed: int, size: tuple[int, int] = HD) -> Pose:
    """How the card of a photo of this level and seed is held."""
    dice = random.Random(f"pose {damage} {seed}")
    smallest, largest, tilt, slant = {
        "easy": (0.50, 0.90, 6.0, 4.0),
        "medium": (0.45, 0.85, 17.0, 10.0),
        "hard": (0.40, 0.70, 28.0, 16.0),
    }[damage]
    quarters = dice.choice([0, 0, 0, 0, 0, 0, 1, 2, 2, 3])
    if size == VGA and damage == "hard":
        quarters = quarters // 2 * 2  # upright it would be 440 pixels long, too few for what else is wrong with it
    turn = 90 * quarters + dice.uniform(-slant, slant)
    tilts = (dice.uniform(-tilt, tilt), dice.uniform(-tilt, tilt))
    share = dice.uniform(smallest, largest)
    if size == VGA:
        share = max(share, 0.85)  # nobody reads letters of four pixels
    # All of it is in the picture, whichever way it is turned.
    width, height = size
    angle = math.radians(turn)
    across = abs(math.cos(angle)) + _RATIO * abs(math.sin(angle))
    upright = abs(math.sin(angle)) + _RATIO * abs(math.cos(angle))
    room = 0.95
    long_side = min(share * max(size), room * width / across, room * height / upright)
    slack_x, slack_y = 1 - long_side * across / width, 1 - long_side * upright / height
    middle = (0.5 + slack_x * dice.uniform(-0.35, 0.35), 0.5 + slack_y * dice.uniform(-0.35, 0.35))
    return Pose(long_side, turn, tilts, middle)


def harm(damage: Damage, seed: int) -> Harm:
    """What happened to a photo of this level and seed."""
    dice = random.Random(f"harm {damage} {seed}")
    tint = dice.uniform(-1, 1)
    match damage:
        case "easy":
            return Harm(
                defocus=dice.uniform(0, 0.08),
                noise=dice.uniform(1, 4),
                quality=dice.randint(85, 95),
                light=dice.uniform(0.85, 1.1),
                cast=(1 - 0.05 * tint, 1.0, 1 + 0.05 * tint),
                slope=dice.uniform(0, 0.12),
                hand=dice.random() < 0.4,
            )
        case "medium":
            return Harm(
                defocus=dice.uniform(0.04, 0.20),
                motion=dice.choice([0.0, dice.uniform(0, 0.35)]),
                motion_along=dice.uniform(0, 180),
                noise=dice.uniform(3, 8),
                quality=dice.randint(65, 88),
                light=dice.uniform(0.6, 1.15),
                contrast=dice.uniform(0.8, 1.05),
                cast=(1 - 0.12 * tint, 1.0, 1 + 0.12 * tint),
                slope=dice.uniform(0.05, 0.35),
                shadow=dice.choice([0.0, dice.uniform(0.15, 0.4)]),
                glares=_glares(dice, dice.choice([0, 0, 1]), 0.55),
                scratches=dice.randint(0, 4),
                wear=dice.uniform(0, 0.08),
                hand=dice.random() < 0.6,
            )
        case "hard":
            return Harm(
                defocus=dice.uniform(0.08, 0.30),
                motion=dice.choice([0.0, dice.uniform(0.1, 0.55)]),
                motion_along=dice.uniform(0, 180),
                noise=dice.uniform(5, 11),
                quality=dice.randint(42, 75),
                light=dice.choice([dice.uniform(0.5, 0.75), dice.uniform(0.75, 1.3)]),
                contrast=dice.uniform(0.65, 0.95),
                cast=(1 - 0.2 * tint, 1 - 0.04 * abs(tint), 1 + 0.2 * tint),
                slope=dice.uniform(0.1, 0.4),
                shadow=dice.choice([0.0, dice.uniform(0.2, 0.45)]),
                glares=_glares(dice, dice.choice([0, 1, 1, 2]), 0.65),
                scratches=dice.randint(2, 9),
                wear=dice.uniform(0.02, 0.10),
                hand=dice.random() < 0.6,
            )


def _glares(dice: random.Random, many: int, strongest: float) -> tuple[Glare, ...]:
    return tuple(
        Glare(
            dice.uniform(50, 950),
            dice.uniform(230, 600),  # off the NIK: where nothing is to be seen nobody reads, and `Aim` waits
            dice.uniform(40, 130),
            dice.uniform(20, 70),
            dice.uniform(0.4, 1) * strongest,
        )
        for _ in range(many)
    )


def shoot(card: Picture, pose: Pose, harm: Harm, seed: int, size: tuple[int, int] = HD) -> Shot:
    """A photo of a card that is held like this and suffers that, before a scene of its own."""
    dice = random.Random(f"shoot {seed}")
    grain = np.random.default_rng(seed)
    scene = background(seed, size)
    at = corners(pose, size)
    worn = _glaring(_worn(card, harm, dice, grain), harm)
    photo = _laid(scene, worn, at)
    if harm.hand:
        _hold(photo, at, dice)
    return Shot(_exposed(photo, harm, at, dice, grain), at)


def empty(seed: int, harm: Harm = UNHARMED, size: tuple[int, int] = HD) -> Picture:
    """The same without a card."""
    away = Pose(0.6 * size[0])
    return _exposed(
        background(seed, size), harm, corners(away, size), random.Random(f"shoot {seed}"), np.random.default_rng(seed)
    )


def corners(pose: Pose, size: tuple[int, int]) -> Points:
    """Where the corners of a card are that is held like this, before a camera two long sides away."""
    half = np.array([[-0.5, -_RATIO / 2], [0.5, -_RATIO / 2], [0.5, _RATIO / 2], [-0.5, _RATIO / 2]])
    about_x, about_y = (math.radians(angle) for angle in pose.tilt)
    turn = math.radians(pose.turn)
    x, y = half[:, 0], half[:, 1]
    x, z = x * math.cos(about_y), x * math.sin(about_y)
    y, z = y * math.cos(about_x) - z * math.sin(about_x), y * math.sin(about_x) + z * math.cos(about_x)
    x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
    scale = pose.long_side * 2 / (2 + z)
    middle = np.array([pose.middle[0] * size[0], pose.middle[1] * size[1]])
    return np.asarray(np.stack([x * scale, y * scale], axis=1) + middle, np.float32)


def _worn(card: Picture, harm: Harm, dice: random.Random, grain: np.random.Generator) -> Picture:
    """Scratches, and print that came off in patches."""
    worn = card.copy()
    height, width = card.shape[:2]
    for _ in range(harm.scratches):
        start = (dice.randrange(width), dice.randrange(height))
        end = (start[0] + dice.randint(-width // 3, width // 3), start[1] + dice.randint(-height // 4, height // 4))
        tone = dice.choice([245, 230, 120])
        cv2.line(worn, start, end, (tone, tone, tone), 1, cv2.LINE_AA)
    if harm.wear:
        patches = cv2.GaussianBlur(grain.standard_normal((height // 4, width // 4)).astype(np.float32), (0, 0), 3)
        patches = cv2.resize(patches, (width, height))
        gone = np.clip((patches - np.quantile(patches, 1 - harm.wear)) * 6, 0, 0.6)[..., None]
        # The ink goes, the paper stays.
        paper = cv2.medianBlur(card, 31)
        worn = np.asarray(worn * (1 - gone) + paper * gone, np.uint8)
    return worn


def _glaring(card: Picture, harm: Harm) -> Picture:
    if not harm.glares:
        return card
    height, width = card.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) * (1000 / width)
    light = np.zeros((height, width), np.float32)
    for glare in harm.glares:
        away = ((x - glare.x) / glare.across) ** 2 + ((y - glare.y) / glare.along) ** 2
        light = np.maximum(light, glare.strength * np.clip(1.6 * np.exp(-away), 0, 1))
    return np.asarray(card * (1 - light[..., None]) + 255 * light[..., None], np.uint8)


def _laid(scene: Picture, card: Picture, at: Points) -> Picture:
    """The card with its round at (3.18 mm) and a soft shadow around it in the scene."""
    long_side = float(np.linalg.norm(at[1] - at[0]))
    width = min(card.shape[1], max(64, round(long_side * 1.25)))
    height = round(width * _RATIO)
    shrunk = cv2.resize(card, (width, height), interpolation=cv2.INTER_AREA)
    mask = Image.new("L", (width, height), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, width - 1, height - 1), radius=width * 3.18 / CARD_MM[0], fill=255)
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(flat, at)
    size = (scene.shape[1], scene.shape[0])
    laid = cv2.warpPerspective(shrunk, warp, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpPerspective(np.asarray(mask), warp, size, flags=cv2.INTER_LINEAR).astype(np.float32) / 255
    around = cv2.GaussianBlur(cover, (0, 0), long_side * 0.012)
    shaded = scene * (1 - 0.35 * around[..., None])
    return np.asarray(shaded * (1 - cover[..., None]) + laid * cover[..., None], np.uint8)


def _hold(photo: Picture, at: Points, dice: random.Random) -> None:
    """A thumb over an edge, where nothing is printed that matters."""
    skin = dice.choice([(96, 130, 178), (70, 100, 148), (122, 156, 204), (52, 78, 120)])
    u, v = dice.choice([(1.0, dice.uniform(0.5, 0.9)), (dice.uniform(0.78, 0.95), 1.0), (0.5, 1.03)])
    flat = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    warp = cv2.getPerspectiveTransform(flat, at)
    # From off the card onto its edge.
    out, tip = ((u + 0.35, v + 0.25), (u - 0.05, v)) if u >= 1 else ((u + 0.1, v + 0.7), (u, v - 0.02))
    ends = cv2.perspectiveTransform(np.array([[out, tip]], np.float32), warp)[0]
    thick = max(6, round(float(np.linalg.norm(at[1] - at[0])) * 0.085))
    start, end = (tuple(round(float(part)) for part in point) for point in ends)
    cv2.line(photo, start, end, skin, thick, cv2.LINE_AA)
    nail = tuple(min(255, part + 34) for part in skin)
    cv2.circle(photo, end, thick // 4, nail, -1, cv2.LINE_AA)


def _exposed(photo: Picture, harm: Harm, at: Points, dice: random.Random, grain: np.random.Generator) -> Picture:
    """What light, lens, sensor and file make of a scene."""
    height, width = photo.shape[:2]
    a_millimetre = float(np.linalg.norm(at[1] - at[0])) / CARD_MM[0]
    seen = photo.astype(np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = dice.uniform(0, 2 * math.pi)
    across = (x / width - 0.5) * math.cos(angle) + (y / height - 0.5) * math.sin(angle)
    light = harm.light * (1 - harm.slope * (across + 0.5))
    if harm.shadow:
        edge = across * math.cos(0.9) + (y / height - 0.5) * 0.5 - dice.uniform(-0.2, 0.2)
        light = light * (1 - harm.shadow / (1 + np.exp(-edge * 40)))
    middle = 128 * min(harm.light, 1.0)
    seen = (seen * light[..., None] - middle) * harm.contrast + middle
    seen *= np.array(harm.cast, np.float32)
    radius = harm.defocus * a_millimetre
    if radius > 0.3:
        seen = np.asarray(cv2.filter2D(seen, -1, _disk(radius)), np.float32)
    length = harm.motion * a_millimetre
    if length > 1:
        seen = np.asarray(cv2.filter2D(seen, -1, _smear(length, harm.motion_along)), np.float32)
    seen += grain.standard_normal((height, width, 1), np.float32) * harm.noise
    seen += grain.standard_normal((height, width, 3), np.float32) * (harm.noise * 0.5)
    pixels = np.asarray(np.clip(seen, 0, 255), np.uint8)
    file = BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1])).save(file, "jpeg", quality=harm.quality)
    return np.ascontiguousarray(np.asarray(Image.open(file))[:, :, ::-1])


def _disk(radius: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    reach = math.ceil(radius)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    disk = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    return np.asarray(disk / disk.sum(), np.float32)


def _smear(length: float, along: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    reach = math.ceil(length / 2)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    angle = math.radians(along)
    forth, off = x * math.cos(angle) + y * math.sin(angle), -x * math.sin(angle) + y * math.cos(angle)
    smear = np.clip(length / 2 + 0.5 - np.abs(forth), 0, 1) * np.clip(1 - np.abs(off), 0, 1)
    return np.asarray(smear / smear.sum(), np.float32)


# --- What is behind it ------------------------------------------------------------------------------------------------


def background(seed: int, size: tuple[int, int] = HD) -> Picture:
    """A scene without a card: a table of wood, cloth, things that lie about, or a person before the kiosk."""
    dice = random.Random(f"scene {seed}")
    grain = np.random.default_rng([seed, 7])
    match dice.randrange(5):
        case 0:
            return _wood(dice, grain, size)
        case 1:
            return _cloth(dice, size)
        case 2:
            return _clutter(_wood(dice, grain, size), dice)
        case _:
            return _hall(dice, size)


def _wood(dice: random.Random, grain: np.random.Generator, size: tuple[int, int]) -> Picture:
    height = size[1]
    tone = np.array(dice.choice([(60, 96, 140), (38, 58, 84), (120, 160, 196), (150, 150, 150)]), np.float32)
    streaks = cv2.GaussianBlur(grain.standard_normal((height, 64)).astype(np.float32), (0, 0), sigmaX=12, sigmaY=1.6)
    streaks = cv2.resize(streaks, size, interpolation=cv2.INTER_CUBIC)
    grainy = streaks[..., None] * (0.3 / float(np.abs(streaks).max()))
    return np.asarray(np.clip(tone * (1 + grainy), 0, 255), np.uint8)


def _cloth(dice: random.Random, size: tuple[int, int]) -> Picture:
    """A woven check."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    first, second = (np.array([dice.randint(40, 220) for _ in range(3)], np.float32) for _ in range(2))
    period = dice.uniform(40, 130)
    weave = ((np.sin(x / period * 6.28) > 0.2).astype(np.float32) + (np.sin(y / period * 6.28) > 0.2)) / 2
    return np.asarray(first * (1 - weave[..., None]) + second * weave[..., None], np.uint8)


def book(seed: int, size: tuple[int, int] = HD) -> Picture:
    """A page full of lines, a little askew."""
    dice = random.Random(f"book {seed}")
    width, height = size
    image = Image.new("RGB", (round(width * 1.3), round(height * 1.3)), (90, 70, 60))
    pen = ImageDraw.Draw(image)
    left, right = round(image.width * 0.12), round(image.width * 0.9)
    pen.rectangle((left, 0, right, image.height), fill=(236, 232, 220))
    words = (
        "warga kelurahan surat keterangan pelayanan kantor jalan hari pagi bersama lingkungan iuran rapat bulan".split()
    )
    row = round(height * dice.uniform(0.032, 0.05))
    face = _font("LiberationSerif-Regular.ttf", row * 0.72)
    for y in range(row, image.height - row, row):
        if dice.random() < 0.08:
            continue
        line = " ".join(dice.choice(words) for _ in range(40))
        while pen.textlength(line, font=face) > (right - left) * 0.9:
            line = line.rsplit(" ", 1)[0]
        pen.text((left + row, y), line, fill=(40, 40, 40), font=face)
    image = image.rotate(dice.uniform(-14, 14), resample=Image.Resampling.BILINEAR, fillcolor=(90, 70, 60))
    x, y = (image.width - width) // 2, (image.height - height) // 2
    return np.ascontiguousarray(np.asarray(image.crop((x, y, x + width, y + height)))[:, :, ::-1])


def _clutter(scene: Picture, dice: random.Random) -> Picture:
    """Things that lie about: sheets, pens, a cup."""
    height, width = scene.shape[:2]
    for _ in range(dice.randint(4, 8)):
        middle = (dice.randrange(width), dice.randrange(height))
        tone = tuple(dice.randint(20, 240) for _ in range(3))
        match dice.randrange(3):
            case 0:
                extent = (dice.uniform(0.1, 0.5) * width, dice.uniform(0.1, 0.4) * width)
                corners = cv2.boxPoints((middle, extent, dice.uniform(0, 90)))
                cv2.fillConvexPoly(scene, corners.astype(np.int32), tone, cv2.LINE_AA)
            case 1:
                end = (
                    middle[0] + dice.randint(-width // 3, width // 3),
                    middle[1] + dice.randint(-height // 3, height // 3),
                )
                cv2.line(scene, middle, end, tone, dice.randint(6, 18), cv2.LINE_AA)
            case _:
                cv2.circle(scene, middle, dice.randint(width // 20, width // 8), tone, -1, cv2.LINE_AA)
    return scene


def _hall(dice: random.Random, size: tuple[int, int]) -> Picture:
    """Out of focus: a wall, a lamp, somebody's shirt, and the hand that holds the card."""
    width, height = size
    scene = np.full((height, width, 3), [dice.randint(140, 210) for _ in range(3)], np.uint8)
    for _ in range(6):
        left, top = dice.randrange(width), dice.randrange(height)
        tone = tuple(dice.randint(60, 230) for _ in range(3))
        cv2.rectangle(scene, (left, top), (left + width // 4, top + height // 3), tone, -1)
    shirt = tuple(dice.randint(30, 200) for _ in range(3))
    cv2.ellipse(scene, (width // 2, round(height * 1.05)), (width // 3, round(height * 0.75)), 0, 180, 360, shirt, -1)
    scene = np.asarray(cv2.GaussianBlur(scene, (0, 0), width / 90), np.uint8)
    skin = dice.choice([(96, 130, 178), (70, 100, 148), (122, 156, 204), (52, 78, 120)])
    hand(scene, (dice.uniform(0.35, 0.65), dice.uniform(0.55, 0.7)), skin)
    return np.asarray(cv2.GaussianBlur(scene, (0, 0), width / 400), np.uint8)


def hand(scene: Picture, middle: tuple[float, float], skin: tuple[int, int, int] = (96, 130, 178)) -> None:
    """A hand with its fingers, from below, onto a scene."""
    height, width = scene.shape[:2]
    x, y = middle[0] * width, middle[1] * height
    palm = 0.12 * width
    cv2.line(
        scene, (round(x), round(y + palm)), (round(x + palm * 0.4), height + 40), skin, round(palm * 1.3), cv2.LINE_AA
    )
    cv2.ellipse(scene, (round(x), round(y)), (round(palm), round(palm * 1.1)), 0, 0, 360, skin, -1, cv2.LINE_AA)
    for finger in range(5):
        angle = math.radians(-160 + finger * 33)
        tip = (round(x + 2.0 * palm * math.cos(angle)), round(y + 2.0 * palm * math.sin(angle)))
        cv2.line(scene, (round(x), round(y)), tip, skin, round(palm * 0.42), cv2.LINE_AA)
