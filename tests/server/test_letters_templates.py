"""Templates of letters are data: each says what its golden text says, and a mistake in one is told with file, key and remedy."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pypdf
import pytest

from kiosk.domain.catalog import ChoiceField, ChoicesField, Service
from sync.server.letters import pdf, settings, templates
from sync.server.letters.compose import Given, compose, fitting
from sync.server.letters.content import BLANK, Content, Identity, Issue, Signer, Words, until
from sync.server.letters.settings import Codes, Head, OfficeWords, Paper, Sheet
from sync.server.letters.templates import PLACE, Template
from tests.sync.world import shipped

GOLDEN = Path(__file__).parent.parent / "golden" / "letters"
DAY = date(2026, 11, 18)
OFFICE = OfficeWords("Kelurahan 26 Ilir", "Lurah 26 Ilir", "Bukit Kecil", "Kota Palembang", "Sumatera Selatan")
HEAD = Head("PEMERINTAH KOTA PALEMBANG", "KECAMATAN BUKIT KECIL", "KELURAHAN 26 ILIR", "Jalan Contoh Nomor 10")
SIGNER = Signer("LURAH 26 ILIR", "Ratna Wulandari, S.Sos.", "Penata Tingkat I", "19780512 200501 2 001")
ALL = templates.shipped()


def service_of(template: Template) -> Service:
    return next(one for one in shipped().services if one.ref == template.services[0])


def given(template: Template, **changed: Any) -> Given:
    service = service_of(template)
    said = {**service.sample, **template.sample, **changed}
    rows = {
        key: value for key, value in said.items() if isinstance(value, list) and value and isinstance(value[0], dict)
    }
    return Given(OFFICE, DAY, service, {key: value for key, value in said.items() if key not in rows}, rows)


def written(template: Template, **changed: Any) -> Content:
    return compose(template, ALL.shared, given(template, **changed), signer=SIGNER, codes=Codes.NEW)


def paper(content: Content, size: Paper = Paper.A4) -> bytes:
    number = f"{content.classification or '000'}/007/1671021003/XI/2026"
    issue = Issue(number, DAY.isoformat(), "PKL1:" + "A1B2C3D4" * 25)
    return pdf.render(content, Sheet(HEAD, "Palembang", size), day=DAY, issue=issue)


def text_of(data: bytes) -> str:
    """As the lines stand on the page, label, colon and value in one."""
    pages = [page.extract_text(extraction_mode="layout") for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    lines = (" ".join(line.split()) for page in pages for line in [*page.splitlines(), "--- halaman ---"])
    return "\n".join(line for line in lines if line) + "\n"


def test_every_shipped_template_is_in_order_and_names_only_what_its_forms_ask() -> None:
    assert ALL.refused == ()
    assert [problem for one in ALL.all for problem in templates.check(one, shipped())] == []
    served = {ref for one in ALL.all for ref in one.services}
    assert {f"D{number:02}" for number in range(1, 23)} <= served
    named = {one.letter for one in shipped().services if one.letter and one.ref.startswith("D")}
    assert named <= {one.id for one in ALL.all}


@pytest.mark.parametrize("template", ALL.all, ids=lambda one: one.id)
def test_every_letter_says_what_its_golden_text_says(template: Template) -> None:
    """Made of the service's sample; after looking at the difference: UPDATE_GOLDEN=1."""
    content = written(template)
    assert content.blanks() == 0
    said = text_of(paper(content))
    assert not PLACE.search(said)
    assert BLANK not in said
    golden = GOLDEN / f"{template.id}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(said, "utf-8")
    assert said == golden.read_text("utf-8")


def test_every_golden_file_belongs_to_a_letter() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == {one.id for one in ALL.all}


def test_every_choice_that_a_sentence_says_is_said_in_a_letters_words() -> None:
    """Forms speak to residents ("Di rumah", "Saya sendiri"); a letter that said so would be laughed at. So each choice in the middle
    of a sentence has words of its own in the template, or is one of those that all letters share.
    """
    for template in ALL.all:
        service = service_of(template)
        for block in (*template.block,):
            text = getattr(block, "text", "")
            for match in PLACE.finditer(text):
                field = service.field(match[1])
                if not isinstance(field, ChoiceField | ChoicesField):
                    continue
                known = template.words.get(field.id, {}) or ALL.shared.words.get(field.id, {})
                hidden = {
                    value
                    for one in block.show_when
                    if one.field == field.id
                    for value in one.others or {c.value for c in field.choices} - set(one.values or ())
                }
                missing = {choice.value for choice in field.choices} - known.keys() - hidden
                if template.id == "sktm" and field.id == "untuk":
                    missing -= {"diri_sendiri"}  # the sentence is left out then
                others = {one.field for one in block.show_when}
                assert not missing or others - {field.id}, f"{template.id}: {field.id}: {sorted(missing)}"


def test_the_same_letter_gives_the_same_bytes_on_both_papers() -> None:
    content = written(ALL.all[0])
    for size, height in ((Paper.A4, 841.9), (Paper.F4, 935.4)):
        assert paper(content, size) == paper(content, size)
        [page] = pypdf.PdfReader(io.BytesIO(paper(content, size))).pages
        assert float(page.mediabox.height) == pytest.approx(height, abs=0.1)


def test_a_long_letter_numbers_its_pages_and_nobody_signs_an_empty_one() -> None:
    template = ALL.find("ahli_waris")
    assert template is not None
    heirs = [{"nama": f"Contoh Ahli Waris {number}", "hubungan": "anak"} for number in range(40)]
    pages = pypdf.PdfReader(io.BytesIO(paper(written(template, ahli_waris=heirs)))).pages
    assert len(pages) == 2
    assert "Halaman 1 dari 2" in pages[0].extract_text()
    last = pages[1].extract_text()
    assert "Halaman 2 dari 2" in last
    assert "Demikian surat" in last
    assert "Ratna Wulandari" in last


def test_what_nobody_answered_is_blank_in_sentences_and_gone_from_lines() -> None:
    template = ALL.find("domisili")
    assert template is not None
    content = written(template, no_kk=None, keperluan=None)
    labels = [
        line.label for block in content.blocks if isinstance(block, Identity) for line in block.lines if line.value
    ]
    assert "Nomor KK" not in labels
    assert content.blanks() == 1
    assert any(isinstance(block, Words) and block.text.endswith(f"keperluan: {BLANK}.") for block in content.blocks)


def test_the_letter_that_the_answers_ask_for_comes_first() -> None:
    service = next(one for one in shipped().services if one.ref == "D22")
    for kind, wanted in (("ahli_waris", "ahli_waris"), ("usaha", "usaha"), ("kuasa", "pengantar_umum")):
        assert fitting(ALL.serving("D22"), {**service.sample, "jenis_surat": kind})[0].id == wanted


def test_money_numbers_days_and_lists_are_written_as_offices_write_them() -> None:
    sktm = ALL.find("sktm")
    assert sktm is not None
    said = text_of(paper(written(sktm, penghasilan_bln=1_250_000, penerima_bansos=["PKH", "BPNT", "KIS"])))
    assert "Rp1.250.000,00 (satu juta dua ratus lima puluh ribu rupiah)" in said
    assert "PKH, BPNT/sembako dan KIS/PBI-JK" in said
    birth = ALL.find("kelahiran")
    assert birth is not None
    assert "Senin, 2 November 2026" in text_of(paper(written(birth)))


def test_the_archive_code_is_the_offices_choice_or_the_one_that_is_known() -> None:
    skck, domicile = ALL.find("skck"), ALL.find("domisili")
    assert skck is not None
    assert domicile is not None
    for template, codes, wanted in (
        (domicile, Codes.NEW, "400.12.2.1"),
        (domicile, Codes.OLD, "471.1"),
        (skck, Codes.NEW, "331"),
    ):
        content = compose(template, ALL.shared, given(template), signer=SIGNER, codes=codes)
        assert content.classification == wanted


def test_who_signs_on_behalf_says_for_whom() -> None:
    signer = Signer("LURAH 26 ILIR", "Budi Contoh", "", "", "SEKRETARIS")
    content = msgspec.structs.replace(written(ALL.all[0]), signer=signer)
    assert "a.n. LURAH 26 ILIR\nSEKRETARIS," in text_of(paper(content))


def test_a_letter_is_valid_to_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert until(date(2026, 11, 18), 3) == date(2027, 2, 18)
    assert until(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert until(date(2026, 12, 31), 12) == date(2027, 12, 31)


GOOD = """
id = "contoh"
name = "Surat Contoh"
mark = "SC"
services = ["D18"]
"""


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (GOOD + 'colour = "red"\n[[block]]\nkind = "text"\ntext = "a"', "colour"),
        (GOOD + '[[block]]\nkind = "poem"\ntext = "a"', "poem"),
        (GOOD + '[[block]]\nkind = "text"\ntext = "{nama|indah}"', "no format 'indah'"),
        (GOOD + '[[block]]\nkind = "text"\ntext = "{nama"', "a brace that belongs to no place"),
        (GOOD + '[[block]]\nkind = "identity"\nuse = "P9"', "no identity 'P9'"),
        (GOOD.replace("contoh", "Contoh Saya"), "at `$.id`"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_leaves_the_others(tmp_path: Path, file: str, says: str) -> None:
    (tmp_path / "_shared.toml").write_text((templates.FOLDER / "_shared.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "baik.toml").write_text(GOOD + '[[block]]\nkind = "text"\ntext = "Isi."', "utf-8")
    (tmp_path / "salah.toml").write_text(file.replace('"contoh"', '"lain"').replace('"SC"', '"SL"'), "utf-8")
    found = templates.read(tmp_path)
    assert [one.id for one in found.all] == ["contoh"]
    [refused] = found.refused
    assert refused.file == "salah.toml"
    assert says in refused.reason


def test_unknown_fields_and_services_are_told_with_file_key_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "_shared.toml").write_text((templates.FOLDER / "_shared.toml").read_text("utf-8"), "utf-8")
    file = GOOD.replace('["D18"]', '["D18", "D99"]') + (
        '[[block]]\nkind = "text"\ntext = "{nama_kucing}"\n[[block]]\nkind = "table"\nrows = "nama"\ncolumns = [["A", "{a}"]]\n'
        '[words.status_tinggal]\ngua = "gua"\n'
    )
    (tmp_path / "contoh.toml").write_text(file, "utf-8")
    [template] = templates.read(tmp_path).all
    said = list(templates.check(template, shipped()))
    assert [one.partition(":")[0] for one in said] == ["contoh.toml"] * 4
    for words in (
        "no service D99",
        "no form asks {nama_kucing}",
        "'nama' is no field of type rows",
        "'gua' is no choice",
    ):
        assert any(words in one for one in said), words


def test_a_desas_letters_are_signed_by_its_head(tmp_path: Path) -> None:
    from sync.server.office import OfficeKeys

    keys = OfficeKeys("16.02.01.2003", "Desa Contoh", 7, b"", b"", b"")
    assert settings.office_words(keys).chief == "Kepala Desa Contoh"
