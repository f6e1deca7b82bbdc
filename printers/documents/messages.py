"""The few words that every slip has, in each language. Everything particular comes with the slip itself.

Slips for the petugas alone (office copy, readiness) are Indonesian and have theirs in their own file.

Javanese, Sundanese and Palembang Malay speak as the screen does (`assets/i18n`), and are to be reviewed by the same people.
"""

from __future__ import annotations

import msgspec


class Messages(msgspec.Struct, frozen=True):
    """One language of the slips' own words, each a complete sentence or label."""

    copy: str
    priority: str
    queue_number: str
    number: str
    receipt: str
    clock_doubt: str
    bring: str
    brought: str
    route: str
    ask_place: str
    next_steps: str
    estimate: str
    code_use: str
    code_first: str
    keep: str
    wait: str
    info: str
    example: str
    example_why: str
    more: str
    info_keep: str
    status: str
    note: str
    printed: str
    referral: str
    bring_first: str
    then_to: str
    sometimes: str
    test: str
    test_kiosk: str
    test_printer: str
    test_model: str
    test_proof: str
    test_width: str
    test_letters: str
    test_scan: str
    test_good: str


INDONESIAN = Messages(
    copy="SALINAN",
    priority="PRIORITAS",
    queue_number="Nomor antrean Anda",
    number="Nomor Anda",
    receipt="Tanda terima permohonan",
    clock_doubt="Jam mesin ini belum tentu benar. Nomor Anda tetap berlaku.",
    bring="Bawa ke loket",
    brought="Sudah Anda bawa",
    route="Setelah dari sini",
    ask_place="Alamat dan jam buka: tanyakan petugas.",
    next_steps="Selanjutnya",
    estimate="Perkiraan",
    code_use="Kode untuk menanyakan permohonan ini",
    code_first="Kode permohonan ada di struk pertama.",
    keep="Hindarkan dari panas: tulisan bisa pudar. Nomor dan kode tetap berlaku.",
    wait="Silakan duduk. Nomor Anda akan dipanggil ke loket.",
    info="Informasi untuk warga",
    example="CONTOH",
    example_why="Isinya dibuat untuk peragaan, bukan keterangan yang sebenarnya.",
    more="Lanjutannya dapat dibaca di kiosk.",
    info_keep="Keterangan bisa berubah. Kalau ragu, tanyakan petugas.",
    status="Status permohonan Anda",
    note="Catatan petugas",
    printed="Dicetak",
    referral="Ke mana mengurusnya",
    bring_first="Bawa ke kelurahan dulu",
    then_to="Lalu ke",
    sometimes="Tergantung keadaan Anda",
    test="Halaman uji printer",
    test_kiosk="Kios",
    test_printer="Printer",
    test_model="Mesin",
    test_proof="Bukti cetak",
    test_width="Balok ini harus hitam penuh:",
    test_letters="Semua baris ini harus terbaca:",
    test_scan="Pindai kode ini. Harus terbaca:",
    test_good="Baik kalau semuanya utuh dan kertas terpotong.",
)

ENGLISH = Messages(
    copy="COPY",
    priority="PRIORITY",
    queue_number="Your queue number",
    number="Your number",
    receipt="Receipt of your request",
    clock_doubt="The clock of this machine may be wrong. Your number stays valid.",
    bring="Bring to the counter",
    brought="You have with you",
    route="Where to go from here",
    ask_place="Address and opening hours: ask the staff.",
    next_steps="What happens next",
    estimate="Estimate",
    code_use="Code to ask about this request",
    code_first="The code of your request is on the first slip.",
    keep="Keep away from heat: print may fade. Number and code stay valid.",
    wait="Please have a seat. Your number will be called to a counter.",
    info="Information for residents",
    example="EXAMPLE",
    example_why="Made up for a demonstration, not real information.",
    more="The rest can be read at the kiosk.",
    info_keep="Things may change. If in doubt, ask the staff.",
    status="How your request stands",
    note="Note from the officer",
    printed="Printed",
    referral="Where to go",
    bring_first="First bring to the kelurahan",
    then_to="Then go to",
    sometimes="If it applies to you",
    test="Printer test page",
    test_kiosk="Kiosk",
    test_printer="Printer",
    test_model="Model",
    test_proof="Proof of printing",
    test_width="This bar must be solid black:",
    test_letters="All of these lines must be readable:",
    test_scan="Scan this code. It must read:",
    test_good="Good when everything is whole and the paper is cut.",
)


# The test page is for the petugas: it stays Indonesian.
JAVANESE = msgspec.structs.replace(
    INDONESIAN,
    queue_number="Nomer antrean Panjenengan",
    number="Nomer Panjenengan",
    receipt="Bukti panyuwunan",
    clock_doubt="Jam mesin menika mbokbilih kirang leres. Nomer Panjenengan tetep sah.",
    bring="Dipunbekta dhateng loket",
    brought="Ingkang sampun dipunbekta",
    route="Sasampunipun saking mriki",
    ask_place="Alamat lan jam bikak: nyuwun pirsa petugas.",
    next_steps="Sasampunipun menika",
    estimate="Kinten-kinten",
    code_use="Kode kanggé nyuwun pirsa panyuwunan menika",
    code_first="Kode panyuwunan wonten ing struk ingkang kapisan.",
    keep="Sampun ngantos kenging benter: seratanipun saged pudhar. Nomer lan kode tetep sah.",
    wait="Mangga lenggah rumiyin. Nomer Panjenengan badhé dipuntimbali dhateng loket.",
    info="Katrangan kanggé warga",
    example="CONTO",
    example_why="Isinipun kadamel kanggé conto, sanès katrangan ingkang saèstu.",
    more="Candhakipun saged kawaos ing kiosk.",
    info_keep="Katrangan saged éwah. Menawi mangu-mangu, nyuwun pirsa petugas.",
    status="Kawontenanipun panyuwunan",
    note="Cathetan petugas",
    printed="Kacithak",
    referral="Dhateng pundi ngurusipun",
    bring_first="Dipunbekta dhateng kelurahan",
    then_to="Lajeng dhateng",
    sometimes="Gumantung kawontenan Panjenengan",
)

SUNDANESE = msgspec.structs.replace(
    INDONESIAN,
    queue_number="Nomer antrean Bapa/Ibu",
    number="Nomer Bapa/Ibu",
    receipt="Tanda tarima permohonan",
    clock_doubt="Jam di mesin ieu panginten kirang pas. Nomerna tetep tiasa dianggo.",
    bring="Candak ka loket",
    brought="Anu parantos dicandak",
    route="Saatos ti dieu",
    ask_place="Alamat sareng jam buka: taroskeun ka petugas.",
    next_steps="Saatos ieu",
    estimate="Kinten-kinten",
    code_use="Kode kanggo naroskeun permohonan ieu",
    code_first="Kode permohonan aya dina struk anu kahiji.",
    keep="Ulah keuna ku panas: tulisanana tiasa luntur. Nomer sareng kodena tetep tiasa dianggo.",
    wait="Mangga calik heula. Nomerna engké dipanggil ka loket.",
    info="Katerangan kanggo warga",
    example="CONTO",
    example_why="Eusina didamel kanggo conto, sanés katerangan anu saleresna.",
    more="Terasna tiasa diaos dina kiosk.",
    info_keep="Katerangan tiasa robah. Upami asa-asa, mangga taroskeun ka petugas.",
    status="Kaayaan permohonan",
    note="Catetan petugas",
    printed="Dicitak",
    referral="Ka mana ngurusna",
    bring_first="Candak heula ka kelurahan",
    then_to="Teras ka",
    sometimes="Gumantung kana kaayaan Bapa/Ibu",
)

PALEMBANG = msgspec.structs.replace(
    INDONESIAN,
    queue_number="Nomor antrean Bapak/Ibu",
    number="Nomor Bapak/Ibu",
    receipt="Tando terimo permohonan",
    clock_doubt="Jam mesin ini mungkin kurang pas. Nomornyo tetep belaku.",
    bring="Bawak ke loket",
    brought="Yang lah dibawak",
    route="Sesudah dari sini",
    ask_place="Alamat samo jam buka: tanyoke ke petugas.",
    next_steps="Sesudah ini",
    estimate="Kiro-kiro",
    code_use="Kode untuk nanyoke permohonan ini",
    code_first="Kode permohonan ado di struk yang pertamo.",
    keep="Jangan keno panas: tulisannyo biso pudar. Nomor samo kodenyo tetep belaku.",
    wait="Duduk dulu. Nomor Bapak/Ibu kagek dipanggil ke loket.",
    info="Keterangan untuk warga",
    example="CONTOH",
    example_why="Isinyo dibuat untuk peragaan, bukan keterangan yang sebenernyo.",
    more="Sambungannyo biso dibaco di kiosk.",
    info_keep="Keterangan biso berubah. Kalu ragu, tanyoke petugas.",
    status="Keadaan permohonan",
    note="Catetan petugas",
    printed="Dicetak",
    referral="Ke mano ngurusnyo",
    bring_first="Bawak dulu ke kelurahan",
    then_to="Terus ke",
    sometimes="Tegantung keadaan Bapak/Ibu",
)

_BY_LANGUAGE = {"id": INDONESIAN, "en": ENGLISH, "jv": JAVANESE, "su": SUNDANESE, "plm": PALEMBANG}


def messages(language: str) -> Messages:
    """The words for a slip's language; Indonesian, which the office reads, for one that has no table."""
    return _BY_LANGUAGE.get(language, INDONESIAN)
