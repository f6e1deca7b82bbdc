"""What is sealed comes out as it went in, for ever, in few bytes, and whatever is wrong is an answer."""

from __future__ import annotations

import random
import string
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PublicKey, SealedBox

from kiosk import sealing
from kiosk.app import dictionary_words
from kiosk.domain.answers import Answers, Row, Value, parse
from kiosk.domain.catalog import (
    AddressField,
    Catalog,
    ChecklistField,
    ChoiceField,
    ChoicesField,
    Field,
    LongTextField,
    NoteField,
    NumberField,
    PhotoField,
    RowsField,
    Service,
    TextField,
)
from kiosk.domain.code import CODES, RequestCode
from kiosk.domain.events import body_hash
from kiosk.domain.place import Point
from kiosk.domain.sealed import Packed, Sealed, pack, shape_of, unpack
from kiosk.sealing import OpenFailed, open_sealed, seal
from kiosk.wilayah import Wilayah
from sync.protocol import MAX_SEALED
from tests.bench import requests_of

KEY = sealing.new_sealing_key()
PUBLIC = sealing.seal_public(KEY)
CODE = RequestCode.parse("7KQM3X9TW")
assert CODE is not None
GOLDEN = Path(__file__).with_name("sealed-1.bin")
GOLDEN_KEY = bytes.fromhex("2f79ed01fe05027af98c5002bc9b7d13af2fb1222e3093608f0af854d18a7080")
"""Opens the golden body and nothing else."""
SHAPE = (
    "setuju_pdp! nik% nama no_hp?#08+8-11 no_kk?% tgl_lahir@nik jam?: jumlah?+ titik?* jk=L,P perlu?&a,b,c foto?^ alamat?"
    " saksi?{nama nik% umur?+ jam?:} berkas?~ktp,kk,surat"
)

# --- Whatever a form can hold -----------------------------------------------------------------------------------------

texts = st.text(st.characters(codec="utf-8"), max_size=20)
cards = st.from_regex("[0-9]{16}", fullmatch=True) | st.from_regex(
    "1671[0-9]{2}[0-7][0-9](0[1-9]|1[0-2])[0-9]{2}00[0-9]{2}", fullmatch=True
)
days = st.dates().map(date.isoformat)
numbers = st.integers(-(2**63), 2**63 - 1)
points = st.builds(Point, st.floats(-95, 95), st.floats(-185, 185)) | st.builds(
    lambda north, east: Point(north / 100_000, east / 100_000),
    st.integers(-9_000_000, 9_000_000),
    st.integers(-18_000_000, 18_000_000),
)
values: st.SearchStrategy[Value] = st.one_of(
    texts, cards, days, numbers, points, st.booleans(), st.sampled_from(("L", "a", "07:05", "081234567890", "")),
    st.lists(st.sampled_from("abcd"), unique=True),
)  # fmt: skip
hashes = st.binary(min_size=32, max_size=32)
ANSWERED = (
    "setuju_pdp",
    "nik",
    "nama",
    "no_hp",
    "no_kk",
    "tgl_lahir",
    "jam",
    "jumlah",
    "titik",
    "jk",
    "perlu",
    "alamat",
)


@st.composite
def contents(draw: st.DrawFn) -> Sealed:
    row: st.SearchStrategy[Row] = st.dictionaries(st.sampled_from(("nama", "nik", "umur", "jam")), values)
    brought = draw(st.dictionaries(st.sampled_from(("ktp", "kk", "surat")), st.sampled_from(("ada", "belum", "foto"))))
    shown = draw(st.lists(st.sampled_from([paper for paper, said in brought.items() if said == "foto"] or [""])))
    return Sealed(
        RequestCode.of_number(draw(st.integers(0, CODES - 1))),
        draw(st.sampled_from(("id", "en", "jv", "su", "plm", "min"))),
        draw(st.dictionaries(st.sampled_from(ANSWERED), values)),
        tuple(draw(st.lists(st.tuples(st.sampled_from(("nik", "saksi.0.nik", "foto")), st.sampled_from(("a:b", "c"))), max_size=3))),
        {f"berkas.{paper}": draw(hashes) for paper in shown if paper} | draw(st.dictionaries(st.just("foto"), hashes)),
        draw(st.dictionaries(st.just("saksi"), st.lists(row, max_size=18))),
        brought,
    )  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(contents())
def test_everything_comes_out_as_it_went_in(content: Sealed) -> None:
    """Answers of another kind than their question's too, and with a shape that no dictionary knows."""
    assert open_sealed(seal(content, SHAPE, PUBLIC), KEY) == content


@pytest.mark.parametrize("extra", [{}, {"language": "jv"}, {"warnings": (("nik", "region_unknown"), ("x.0.y", "z"))}])
def test_every_service_is_sealed_whole(catalog: Catalog, regions: Wilayah, extra: dict[str, Any]) -> None:
    for service in catalog.services:
        content = told(service, service.sample, regions, **extra)
        assert open_sealed(seal(content, shape_of(service), PUBLIC), KEY) == content, service.id


def told(service: Service, raw: dict[str, Any], regions: Wilayah, **extra: Any) -> Sealed:
    answers = parse(service, raw, today=date(2026, 11, 21), regions=regions)
    assert isinstance(answers, Answers), answers
    photos = {field: body_hash(photo) for field, photo in answers.photos.items()}
    whole = {"code": CODE, "language": "id", "photos": photos, **extra}
    return Sealed(answers=answers.values, rows=answers.rows, brought=answers.brought, **whole)


def test_the_longest_answers_of_every_form_are_sealed_and_small_enough_for_the_office(catalog: Catalog) -> None:
    """Letters and digits that nothing makes smaller, as many as each question takes."""
    rng = random.Random(1)

    def long(field: Field) -> Any:
        match field:
            case TextField() | AddressField() | LongTextField():
                return "".join(rng.choices(string.ascii_letters + string.digits + "éñŁ", k=field.max))
            case NumberField():
                return field.max
            case ChoiceField():
                return field.choices[-1].value
            case ChoicesField():
                return [choice.value for choice in field.choices]
            case _:
                return "9" * 16

    for service in catalog.services:
        answers, rows, photos, brought = {}, {}, {}, {}
        for field in service.fields():
            match field:
                case NoteField():
                    pass
                case PhotoField():
                    photos[field.id] = rng.randbytes(32)
                case RowsField():
                    rows[field.id] = [{one.id: long(one) for one in field.fields} for _ in range(field.max)]
                case ChecklistField():
                    brought = {item.id: "foto" for item in field.items}
                    photos |= {f"{field.id}.{item.id}": rng.randbytes(32) for item in field.items}
                case _:
                    answers[field.id] = long(field)
        content = Sealed(CODE, "id", answers, (), photos, rows, brought)
        body = seal(content, shape_of(service), PUBLIC)
        assert len(body) < MAX_SEALED / 2, service.id
        assert open_sealed(body, KEY) == content, service.id


def test_a_question_that_the_shape_does_not_have_is_never_left_out_silently() -> None:
    for content in (
        Sealed(CODE, "id", {"lain": "x"}),
        Sealed(CODE, "id", {"saksi": "x"}),
        Sealed(CODE, "id", {}, rows={"nama": []}),
        Sealed(CODE, "id", {}, photos={"foto": b"\xff\xd8 a photo instead of its hash"}),
        Sealed(CODE, "id", {}, photos={"berkas.ktp": bytes(32)}),
        Sealed(CODE, "id", {}, brought={"ijazah": "ada"}),
        Sealed(CODE, "id", {}, brought={"ktp": "hilang"}),
    ):
        with pytest.raises(ValueError, match=r"shape|kind"):
            seal(content, SHAPE, PUBLIC)


def test_a_resident_s_words_are_in_no_error_and_no_repr() -> None:
    content = Sealed(CODE, "id", {"nama": "Rahasia", "lain": "Rahasia"})
    with pytest.raises(ValueError, match="lain") as raised:
        seal(content, SHAPE, PUBLIC)
    assert "Rahasia" not in f"{raised.value!r}{content!r}{pack(Sealed(CODE, 'id', {'nama': 'Rahasia'}), 'nama')!r}"


# --- For ever ---------------------------------------------------------------------------------------------------------


def test_a_body_of_the_first_format_is_still_read() -> None:
    """A map by names with a dictionary of its own, and the photos inside."""
    opened = open_sealed(GOLDEN.read_bytes(), GOLDEN_KEY)
    assert isinstance(opened, Sealed)
    assert (opened.code, opened.language) == (CODE, "jv")
    assert opened.answers["nama"] == "Siti Rahmawati"
    assert opened.answers["titik"] == Point(-2.98929, 104.74917)
    assert opened.answers["lapor"] == ["a", "b"]
    assert opened.warnings == (("nik", "age_high"), ("no_hp", "rule:x"))
    assert opened.rows == {"saksi": [{"nama": "Rudi Hartono", "umur": 41}, {"nama": "Dewi Lestari"}]}
    assert opened.brought == {"ktp": "foto", "kk": "ada"}
    assert opened.within[opened.photos["foto"]] == b"\xff\xd8 no picture \xff\xd9"
    assert opened.within[opened.photos["berkas.ktp"]] == b"\xff\xd8\xff\xd9"


def test_a_body_needs_no_service_file_and_the_dictionary_as_it_was_shipped() -> None:
    """What was sealed once with dictionary 2. Whoever changes dictionary, shapes or format sees it here."""
    golden = GOLDEN.with_name("sealed-2.bin")
    opened = open_sealed(golden.read_bytes(), GOLDEN_KEY)
    assert isinstance(opened, Sealed)
    assert opened.code == CODE
    assert opened.answers["keperluan"] == "Membuka rekening bank"
    assert opened.answers["tgl_lahir"] == "1989-03-14"
    assert opened.photos == {"berkas.ktp": body_hash(b"a photo")}
    assert opened.brought == {"pengantar_rt_rw": "ada", "ktp": "foto", "kk": "belum"}


def test_a_form_that_was_changed_since_costs_a_few_bytes_more(catalog: Catalog, regions: Wilayah) -> None:
    service = catalog.find("D18")
    content = told(service, service.sample, regions)
    shape = shape_of(service)
    changed = shape.replace("numpang", "numpang,asrama")
    assert changed != shape
    more = len(seal(content, changed, PUBLIC)) - len(seal(content, shape, PUBLIC))
    assert 0 < more < 40
    assert open_sealed(seal(content, changed, PUBLIC), KEY) == content


# --- Few bytes --------------------------------------------------------------------------------------------------------


def test_requests_of_six_hundred_bytes_seal_to_a_quarter(catalog: Catalog, regions: Wilayah) -> None:
    """147 bytes in the median, 48 of them the seal itself, of people, streets and purposes that no dictionary has seen."""
    service = catalog.find("D18")
    assert len(seal(told(service, service.sample, regions), shape_of(service), PUBLIC)) <= 120
    made = islice(requests_of.catalogue_requests(catalog, random.Random(3)), 300)
    sizes = sorted(
        len(seal(told(service, raw, regions), shape_of(service), PUBLIC))
        for service, raw in made
        if service.ref == "D18"
    )
    assert median(sizes) <= 147
    assert sizes[-1] <= 180


def test_the_bench_and_the_dictionary_share_no_words() -> None:
    """Else the figures would be those of a dictionary that knows the answers."""
    trained = {
        word.casefold()
        for group in (dictionary_words.GIVEN, dictionary_words.FAMILY, dictionary_words.STREETS)
        for text in group
        for word in text.split()
    }
    made = {
        word.casefold()
        for group in (requests_of.FIRST, requests_of.LAST, requests_of.STREETS)
        for text in group
        for word in text.split()
    }
    assert not trained & made
    assert not set(dictionary_words.PURPOSES) & set(requests_of.PURPOSES)


def test_the_shipped_dictionary_holds_the_shapes_beside_it() -> None:
    shipped = (sealing.DICTIONARIES / "dictionary-2.zdict").read_bytes()
    shapes = (sealing.DICTIONARIES / "dictionary-2.shapes").read_text()
    assert shapes.encode() in shipped
    assert zstandard.ZstdCompressionDict(shipped).dict_id() == 2
    assert len(shipped) < 64 * 1024


# --- Hostile bodies ---------------------------------------------------------------------------------------------------


def sealed_bytes(plain: bytes) -> bytes:
    return bytes(SealedBox(PublicKey(PUBLIC)).encrypt(plain))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=80) | st.binary(max_size=80).map(lambda rest: b"\x82\x00" + rest) | st.binary(max_size=60).map(lambda rest: b"\x02\x05" + rest))  # fmt: skip
def test_any_bytes_under_the_seal_end_in_an_answer(plain: bytes) -> None:
    assert isinstance(open_sealed(sealed_bytes(plain), KEY), Sealed | OpenFailed)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from((*SHAPE.split(" "), "a#99-1", "b=", "c&,,", "d{e{f}}", "#", "d{", "a b{c} d}", "x@", "é?~"))
    ),
    st.integers(0, 2**600),
    texts,
)
def test_any_shape_with_any_number_and_text_ends_in_an_answer(shape: list[str], number: int, text: str) -> None:
    try:
        content = unpack(Packed(" ".join(shape), number, text))
    except ValueError:
        return
    assert unpack(pack(content, " ".join(shape))) == content


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_body_with_one_byte_changed_under_the_seal_never_raises(data: st.DataObject) -> None:
    plain = bytearray(_plain(seal(Sealed(CODE, "id", {"nama": "Ani", "nik": "1671025403890002"}), SHAPE, PUBLIC)))
    at = data.draw(st.integers(0, len(plain) - 1))
    plain[at] ^= data.draw(st.integers(1, 255))
    assert isinstance(open_sealed(sealed_bytes(bytes(plain)), KEY), Sealed | OpenFailed)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A block that unpacks to more than any form: four bytes can claim 128 kB of one letter."""
    claims = zstandard.ZstdCompressor().compress(b"x" * 10**8)
    for plain in (
        b"\x02\x00\x00" + claims,
        claims,
        b"\x02\x00\x00" + bytes(sealing.MAX_TEXT + 1),
        b"\x82\x00\x00" + b"a" * (sealing.MAX_TEXT + 1),
        b"\x82\x00\xff\xff" + b"\xff" * 32_767 + b"a\n0",
    ):
        assert isinstance(open_sealed(sealed_bytes(plain), KEY), OpenFailed)


def test_a_body_for_another_office_is_said_so() -> None:
    body = seal(Sealed(CODE, "id", {"nama": "Ani"}), "nama", PUBLIC)
    assert open_sealed(body, sealing.new_sealing_key()) == OpenFailed("not sealed to this office")
    assert open_sealed(b"", KEY) == OpenFailed("not sealed to this office")


def test_a_photo_is_opened_by_the_office_alone() -> None:
    blob = sealing.seal_photo(b"a picture", PUBLIC)
    assert len(blob) == len(b"a picture") + sealing.SEAL_BYTES
    assert sealing.open_photo(blob, KEY) == b"a picture"
    assert sealing.open_photo(blob, sealing.new_sealing_key()) is None
    assert sealing.open_photo(b"short", KEY) is None


def _plain(body: bytes) -> bytes:
    from nacl.public import PrivateKey

    return bytes(SealedBox(PrivateKey(KEY)).decrypt(body))
