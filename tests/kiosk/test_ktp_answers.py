"""A KTP in a form: which questions it answers, with what, and where the resident is led before and after."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kiosk.domain import session as flow
from kiosk.domain.answers import Problem, Refused, parse
from kiosk.domain.catalog import Catalog, NikField, Service
from kiosk.domain.ktp import KtpDoubt, KtpField, KtpReading, ReadValue
from kiosk.domain.ktp_answers import as_address, as_written, card_answers, doubtful, person_fields
from kiosk.wilayah import Wilayah

TODAY = date(2026, 11, 21)
CARD = {
    KtpField.NIK: "1671035403890002",
    KtpField.NAMA: "SITI RAHMAWATI",
    KtpField.TEMPAT_LAHIR: "PALEMBANG",
    KtpField.TGL_LAHIR: "1989-03-14",
    KtpField.JK: "P",
    KtpField.ALAMAT: "JL. MERDEKA NO. 12A",
    KtpField.RT: "003",
    KtpField.RW: "007",
    KtpField.KELURAHAN: "TALANG SEMUT",
    KtpField.KECAMATAN: "BUKIT KECIL",
    KtpField.AGAMA: "ISLAM",
    KtpField.STATUS_KAWIN: "BELUM KAWIN",
    KtpField.PEKERJAAN: "WIRASWASTA",
}
WITH_RT_OF_A_BUILDING = ("D32", "N05")


def reading(**changes: str | None) -> KtpReading:
    """The card of a made-up person; None takes a row away."""
    texts = {**CARD, **{KtpField(name): text for name, text in changes.items()}}
    return KtpReading({field: ReadValue(text, 0.99) for field, text in texts.items() if text is not None})


def asked_at(service: Service, nik: str = "nik", **answers: Any) -> flow.Session:
    """A resident who stands before the NIK question of a form."""
    step = next(step for step in service.steps if any(field.id == nik for field in step.fields))
    return flow.Session(flow.Asking(service, step), answers={"setuju_pdp": True, **answers})


def fields_of(session: flow.Session, nik: str = "nik") -> dict[str, str]:
    """Which field answers which question."""
    assert isinstance(session.page, flow.Asking)
    return {name.value: field.id for name, field in person_fields(session.page, nik, session.answers).items()}


def answers_of(session: flow.Session, regions: Wilayah, of: str = "nik", /, **changes: str | None) -> dict[str, Any]:
    assert isinstance(session.page, flow.Asking)
    fields = person_fields(session.page, of, session.answers)
    return card_answers(fields, reading(**changes), today=TODAY, regions=regions)


def problems(session: flow.Session, regions: Wilayah) -> tuple[Problem, ...]:
    service = session.page.service  # type: ignore[union-attr]
    result = parse(service, flow.given_answers(service, session.answers), today=TODAY, regions=regions)
    return result.problems if isinstance(result, Refused) else ()


def confirmed(session: flow.Session, regions: Wilayah) -> flow.Session:
    return flow.advance(session, flow.Next(problems(session, regions)))


# --- Which questions --------------------------------------------------------------------------------------------------


def test_a_card_answers_what_a_letter_asks_of_a_person(catalog: Catalog) -> None:
    own = ["nik", "nama", "tempat_lahir", "tgl_lahir", "jk", "agama", "status_kawin", "pekerjaan", "alamat", "rt", "rw"]
    assert fields_of(asked_at(catalog.find("D18"))) == {name: name for name in own}


def test_of_another_person_the_questions_of_that_person(catalog: Catalog) -> None:
    """By what stands before or behind the word NIK, and in the order of the form."""
    assert fields_of(asked_at(catalog.find("D07"), "almarhum_nik"), "almarhum_nik") == {
        "nama": "almarhum_nama",
        "nik": "almarhum_nik",
    }
    other = asked_at(catalog.find("D12"), "nik_untuk", untuk="anak")
    assert fields_of(other, "nik_untuk") == {"nama": "nama_untuk", "nik": "nik_untuk"}
    husband = fields_of(asked_at(catalog.find("D20"), "suami_nik"), "suami_nik")
    assert husband["tgl_lahir"] == "suami_tgl_lahir"
    assert all(field.startswith("suami_") for field in husband.values())


def test_what_is_not_asked_now_is_not_answered(catalog: Catalog) -> None:
    assert fields_of(asked_at(catalog.find("D12"), "nik_untuk", untuk="diri_sendiri"), "nik_untuk") == {}


def test_a_baby_has_no_birth_date_from_its_parent_s_card(catalog: Catalog) -> None:
    """D05 asks for the baby's sex and birth under the same short names."""
    assert fields_of(asked_at(catalog.find("D05"))) == {"nik": "nik", "nama": "nama"}


@pytest.mark.parametrize("ref", WITH_RT_OF_A_BUILDING)
def test_a_building_is_not_where_the_card_says_somebody_lives(catalog: Catalog, ref: str) -> None:
    assert {"rt", "rw"}.isdisjoint(fields_of(asked_at(catalog.find(ref))))


def test_whoever_asks_for_a_nik_has_its_card_read_into_questions_of_one_person(catalog: Catalog) -> None:
    """All services, all NIK fields: nothing of one person is answered with another one's card."""
    seen = 0
    for service in catalog.services:
        niks = [field.id for field in service.fields() if isinstance(field, NikField) and not field.show_when]
        for nik in niks:
            found = fields_of(asked_at(service, nik), nik)
            seen += 1
            assert found["nik"] == nik
            assert {field.replace(name, "nik") for name, field in found.items()} == {nik}
    assert seen > 30


# --- The answers ------------------------------------------------------------------------------------------------------


def test_the_answers_are_those_of_a_person_who_typed_them(catalog: Catalog, regions: Wilayah) -> None:
    assert answers_of(asked_at(catalog.find("D18")), regions) == {
        "nik": "1671035403890002",
        "nama": "Siti Rahmawati",
        "tempat_lahir": "Palembang",
        "tgl_lahir": "1989-03-14",
        "jk": "P",
        "agama": "islam",
        "status_kawin": "belum_kawin",
        "pekerjaan": "wiraswasta",
        "alamat": "Jl. Merdeka No. 12A",
        "rt": "003",
        "rw": "007",
    }


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("SITI RAHMAWATI", "Siti Rahmawati"),
        ("I WAYAN SUDARMA", "I Wayan Sudarma"),
        ("MA'RUF BIN ABDULLAH", "Ma'ruf bin Abdullah"),
        ("MARIA D'ARSO", "Maria D'Arso"),
        ("M. NUR-AINI S.PD", "M. Nur-Aini S.Pd"),
        ("HAMENGKU III", "Hamengku III"),
        ("LUKMANANGGRAINI", "Lukmananggraini"),
        ("DKI JAKARTA", "DKI Jakarta"),
    ],
)
def test_names_are_written_as_people_write_them(read: str, written: str) -> None:
    assert as_written(read) == written


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("JL. MERDEKA NO. 12A", "Jl. Merdeka No. 12A"),
        ("JL JEND. SUDIRMAN NO 5", "Jl Jend. Sudirman No 5"),
        ("KOMP. BTN BLOK C3", "Komp. BTN Blok C3"),
        ("LR. SUKARELA GG. MAWAR II", "Lr. Sukarela Gg. Mawar II"),
    ],
)
def test_addresses_too(read: str, written: str) -> None:
    assert as_address(read) == written


@pytest.mark.parametrize(
    ("field", "read", "value"),
    [
        ("agama", "KATHOLIK", "katolik"),
        ("agama", "BUDHA", "buddha"),
        ("agama", "KRISTEN", "kristen"),
        ("agama", "KEPERCAYAAN TERHADAP TUHAN YME", "kepercayaan"),
        ("status_kawin", "KAWIN", "kawin"),
        ("status_kawin", "BELUMKAWIN", "belum_kawin"),
        ("status_kawin", "CERAI MATI", "cerai_mati"),
        ("pekerjaan", "BELUM/TIDAK BEKERJA", "belum_bekerja"),
        ("pekerjaan", "PELAJAR/MAHASISWA", "pelajar"),
        ("pekerjaan", "PETANI/PEKEBUN", "petani"),
        ("pekerjaan", "NELAYAN/PERIKANAN", "nelayan"),
        ("pekerjaan", "PEGAWAI NEGERI SIPIL (PNS)", "pns"),
        ("pekerjaan", "PEGAWAI NEGERI SIPIL", "pns"),
        ("pekerjaan", "KEPOLISIAN RI (POLRI)", "tni_polri"),
        ("pekerjaan", "GURU", "guru"),
        ("pekerjaan", "DOSEN", "guru"),
        ("pekerjaan", "MENGURUS RUMAH TANGGA", "rumah_tangga"),
        # No choice says that, and nothing is guessed.
        ("pekerjaan", "ANGGOTA DPRD KABUPATEN/KOTA", None),
        ("pekerjaan", "KARYAWAN BUMN", None),
        ("agama", "1SL4M", None),
    ],
)
def test_a_choice_is_found_by_the_card_s_words_or_left_open(
    catalog: Catalog, regions: Wilayah, field: str, read: str, value: str | None
) -> None:
    assert answers_of(asked_at(catalog.find("D18")), regions, **{field: read}).get(field) == value


@pytest.mark.parametrize(
    ("field", "read"),
    [("nama", "S1TI RAHMAWATI"), ("tgl_lahir", "1989-02-30"), ("tgl_lahir", "2031-01-01"), ("rt", "000"), ("jk", "X")],
)
def test_what_a_field_would_refuse_is_left_out(catalog: Catalog, regions: Wilayah, field: str, read: str) -> None:
    answers = answers_of(asked_at(catalog.find("D18")), regions, **{field: read})
    assert field not in answers
    assert len(answers) == 10


def test_a_nik_that_breaks_a_rule_stays_to_be_mended(catalog: Catalog, regions: Wilayah) -> None:
    """Fifteen good digits are not typed anew; it is refused all the same."""
    session = asked_at(catalog.find("D18"))
    answers = answers_of(session, regions, nik="1671039903890002")
    assert answers["nik"] == "1671039903890002"
    shown = flow.advance(flow.advance(session, flow.ShowCard("nik")), flow.TakeCard(answers))
    refused = confirmed(shown, regions).page
    assert isinstance(refused, flow.CardRead)
    assert [problem.field for problem in refused.problems] == ["nik"]


def test_no_region_is_guessed_from_names(catalog: Catalog, regions: Wilayah) -> None:
    for service in catalog.services:
        if service.field("nik") is not None and not service.field("nik").show_when:
            answers = answers_of(asked_at(service), regions)
            assert not {"Talang Semut", "Bukit Kecil", "TALANG SEMUT", "BUKIT KECIL"} & set(answers.values())


def test_a_row_is_doubtful_when_it_was_hard_to_read_or_the_nik_says_otherwise() -> None:
    weak = {**reading().values, KtpField.NAMA: ReadValue("SITI", 0.5)}
    both = KtpReading(weak, (KtpDoubt.BIRTH_DIFFERS, KtpDoubt.SEX_DIFFERS))
    marked = {field for field in both.values if doubtful(field, both)}
    assert marked == {KtpField.NIK, KtpField.NAMA, KtpField.TGL_LAHIR, KtpField.JK}
    assert not any(doubtful(field, reading()) for field in reading().values)


# --- Where it leads ---------------------------------------------------------------------------------------------------


def shown(catalog: Catalog, regions: Wilayah, ref: str = "D18", **changes: str | None) -> flow.Session:
    """The page with what was read."""
    session = asked_at(catalog.find(ref))
    answers = answers_of(session, regions, **changes)
    return flow.advance(flow.advance(session, flow.ShowCard("nik")), flow.TakeCard(answers))


def titles(session: flow.Session, regions: Wilayah) -> list[str]:
    """The questions that are still asked, each answered as in the sample, up to the review."""
    seen = []
    while isinstance(session.page, flow.Asking):
        seen.append(session.page.step.id)
        service = session.page.service
        for field in session.page.step.fields:
            if field.id in service.sample and field.id not in session.answers:
                session = flow.advance(session, flow.Answer(field.id, service.sample[field.id]))
        session = confirmed(session, regions)
    assert isinstance(session.page, flow.Review)
    return seen


def test_after_it_is_confirmed_only_what_the_card_does_not_say_is_asked(catalog: Catalog, regions: Wilayah) -> None:
    """Eight pages less; and the review has everything."""
    session = confirmed(shown(catalog, regions), regions)
    assert isinstance(session.page, flow.Asking)
    left = titles(session, regions)
    gone = {"nama", "lahir", "jk", "agama", "status_kawin", "pekerjaan", "alamat", "rt_rw"}
    assert left[:3] == ["no_hp", "no_kk", "kewarganegaraan"]
    assert gone.isdisjoint(left)


def test_a_page_with_one_question_left_is_asked(catalog: Catalog, regions: Wilayah) -> None:
    session = confirmed(shown(catalog, regions, rt=None, tempat_lahir=None), regions)
    left = titles(session, regions)
    assert {"lahir", "rt_rw"} <= set(left)


def test_the_way_back_passes_over_nothing(catalog: Catalog, regions: Wilayah) -> None:
    session = confirmed(shown(catalog, regions), regions)
    assert isinstance(session.page, flow.Asking)
    session = flow.advance(session, flow.Back())
    assert isinstance(session.page, flow.Asking)
    assert session.page.step.id == "nama"
    assert session.answers["nama"] == "Siti Rahmawati"


def test_until_it_is_confirmed_the_way_back_restores_what_was_there(catalog: Catalog, regions: Wilayah) -> None:
    session = flow.advance(asked_at(catalog.find("D18")), flow.Answer("nik", "16710"))
    aiming = flow.advance(session, flow.ShowCard("nik"))
    assert flow.advance(aiming, flow.Back()) == session
    there = flow.advance(aiming, flow.TakeCard({"nik": "1671035403890002", "nama": "Siti Rahmawati"}))
    assert there.answers == {"setuju_pdp": True, "nik": "1671035403890002", "nama": "Siti Rahmawati"}
    assert flow.advance(there, flow.Back()) == session
    unread = flow.advance(aiming, flow.TakeCard({"nama": "Siti Rahmawati"}))
    assert "nik" not in unread.answers, "what was half typed is not what stands on the card"
    assert flow.advance(unread, flow.Back()) == session
    assert flow.advance(there, flow.ShowCard("nik")) == aiming, "another photo begins anew"
    assert flow.advance(there, flow.Finish()) == flow.Session(), "and a timeout leaves nothing"


def test_a_value_is_mended_on_its_own_page_and_one_is_back(catalog: Catalog, regions: Wilayah) -> None:
    there = shown(catalog, regions)
    mending = flow.advance(there, flow.Change("agama"))
    assert isinstance(mending.page, flow.Asking)
    changed = flow.advance(mending, flow.Answer("agama", "hindu"))
    assert flow.advance(changed, flow.Back()) == there, "Batal takes it back"
    saved = confirmed(changed, regions)
    assert saved.page == there.page
    assert saved.answers["agama"] == "hindu"
    left = confirmed(saved, regions)
    assert left.answers["agama"] == "hindu"
    assert "agama" in left.scanned


def test_a_wrong_answer_keeps_one_on_its_page_while_it_is_mended(catalog: Catalog, regions: Wilayah) -> None:
    mending = flow.advance(shown(catalog, regions), flow.Change("nik"))
    stuck = confirmed(flow.advance(mending, flow.Answer("nik", "167")), regions)
    assert isinstance(stuck.page, flow.Asking)
    assert [problem.field for problem in stuck.page.problems] == ["nik"]


def test_from_the_review_it_leads_back_to_the_review(catalog: Catalog, regions: Wilayah) -> None:
    service = catalog.find("D18")
    answers = dict(service.sample)
    reviewing = flow.Session(flow.Review(service), answers=answers)
    session = flow.advance(flow.advance(reviewing, flow.Change("nik")), flow.ShowCard("nik"))
    read = flow.advance(session, flow.TakeCard({"nik": "1671035403890002", "nama": "Siti Rahmawati"}))
    assert flow.advance(flow.advance(read, flow.Back()), flow.Back()) == reviewing
    done = confirmed(read, regions)
    assert done.page == flow.Review(service)
    assert done.answers["nama"] == "Siti Rahmawati"


def test_a_row_has_its_own_card(catalog: Catalog, regions: Wilayah) -> None:
    """D04 asks for members of a family: name and NIK come off the card, the relation is asked for."""
    service = catalog.find("D04")
    step = next(step for step in service.steps if step.id == "anggota")
    session = flow.Session(flow.Asking(service, step), answers={"jenis": "baru"})
    row = flow.advance(session, flow.AddRow("anggota"))
    assert fields_of(row, "anggota.0.nik") == {"nama": "anggota.0.nama", "nik": "anggota.0.nik"}
    answers = answers_of(row, regions, "anggota.0.nik")
    read = flow.advance(flow.advance(row, flow.ShowCard("anggota.0.nik")), flow.TakeCard(answers))
    assert read.answers["anggota"] == [{"nama": "Siti Rahmawati", "nik": "1671035403890002"}]
    assert flow.advance(read, flow.Back()) == row
    mending = flow.advance(read, flow.Change("anggota.0"))
    assert flow.advance(mending, flow.Back()) == read
    done = confirmed(read, regions)
    assert isinstance(done.page, flow.Asking)
    assert (done.page.step.id, done.page.problems) == ("anggota.0", ()), "the relation has not been asked for yet"
    assert done.answers["anggota"][0]["nama"] == "Siti Rahmawati"


def test_a_card_is_shown_only_where_a_nik_is_asked_for(catalog: Catalog) -> None:
    session = asked_at(catalog.find("D18"))
    assert flow.advance(session, flow.ShowCard("no_kk")) == session
    assert flow.advance(session, flow.TakeCard({"nik": "1"})) == session
    assert flow.advance(flow.Session(), flow.ShowCard("nik")) == flow.Session()


def test_the_band_grows_with_the_pages_that_a_card_answered(catalog: Catalog, regions: Wilayah) -> None:
    before = asked_at(catalog.find("D18"))
    there = shown(catalog, regions)
    after = confirmed(there, regions)
    woven = [
        flow.progress(session).done for session in (before, there, flow.advance(there, flow.Change("agama")), after)
    ]
    assert woven[0] == woven[1] == woven[2] < woven[3]


def test_the_next_resident_is_asked_everything(catalog: Catalog, regions: Wilayah) -> None:
    session = confirmed(shown(catalog, regions), regions)
    assert session.scanned
    assert flow.advance(session, flow.Finish()).scanned == ()
    done = flow.advance(flow.Session(flow.Sending(catalog.find("D18")), scanned=("nik",)), flow.Accepted())
    assert done.scanned == ()
