"""XLSForms as services: three real ones are imported, checked, filled in and submitted; what is lost is said."""

from __future__ import annotations

import json
import re
import struct
import tomllib
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.app.service_check import check_files
from kiosk.app.service_writer import Draft, write_service
from kiosk.app.xlsform import read_xlsform
from kiosk.catalog_files import load_catalog
from kiosk.domain.answers import Answers, Refused, parse
from kiosk.domain.catalog import (
    ChoiceField,
    ChoicesField,
    ConsentField,
    DateField,
    Field,
    LocationField,
    LongTextField,
    NoteField,
    NumberField,
    Order,
    PhotoField,
    RowsField,
    Service,
    TextField,
    TimeField,
)
from kiosk.domain.rules import holds
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from kiosk.wilayah import Wilayah
from tests.kiosk.xlsforms import COMPLAINT, EVERY_TYPE, FORMS, HOUSEHOLD, Sheet, save, survey

Run = Callable[..., tuple[int, str, str]]
TODAY = date(2026, 11, 22)
REGIONS = Wilayah()


@pytest.fixture
def imported(tmp_path: Path, run_kiosk: Run) -> Callable[..., tuple[Service, list[str]]]:
    """Imports a form with the command; the service that its file makes, and what was said to be lost."""

    def make(sheets: dict[str, Sheet]) -> tuple[Service, list[str]]:
        book = save(tmp_path / "form.xlsx", sheets)
        out = tmp_path / "x.toml"
        out.unlink(missing_ok=True)
        code, told, err = run_kiosk(
            "services", "import-xlsform", book, "--out", out, "--json", "--data", tmp_path / "none"
        )
        assert (code, err) == (0, "")
        left_out = json.loads(told)["left_out"]
        text = out.read_text("utf-8")
        assert all(f"# - {sentence}\n" in text for sentence in left_out)
        checked = check_files({out.name: text})
        assert checked.refused == ()
        service = checked.entries[out.name]
        assert isinstance(service, Service)
        return service, left_out

    return make


Import = Callable[[dict[str, Sheet]], tuple[Service, list[str]]]


@pytest.mark.parametrize("name", FORMS)
def test_a_real_form_becomes_a_service_whose_sample_is_submitted(
    context: Context, imported: Import, tmp_path: Path, run_kiosk: Run, name: str
) -> None:
    """By the command as by the use case, and `kiosk services check` has nothing to say."""
    service, _ = imported(FORMS[name])
    assert isinstance(submit(context, service, service.sample), Submitted)
    assert run_kiosk("services", "check", tmp_path / "x.toml")[0] == 0
    data = tmp_path / "data"
    assert run_kiosk("init", "--demo", "--data", data)[0] == 0
    own = data / "office" / "services"
    own.mkdir(parents=True)
    (tmp_path / "x.toml").rename(own / "x.toml")
    told = json.loads(run_kiosk("services", service.ref, "--data", data, "--json")[1])
    (tmp_path / "answers.json").write_text(json.dumps(told["sample"]))
    code, _, err = run_kiosk("submit", service.id, "--answers", tmp_path / "answers.json", "--data", data)
    assert (code, err) == (0, "")


def good(field: Field) -> st.SearchStrategy[Any]:
    """Any answer that a field's own limits allow."""
    match field:
        case TextField(accept="digits"):
            return st.text("0123456789", min_size=field.min, max_size=field.max)
        case TextField(accept="code"):
            return st.text("ABC123", min_size=1, max_size=20)
        case TextField() | LongTextField():
            letters = st.text("abc XYZ,.", min_size=field.min, max_size=min(field.max, 40)).map(str.strip)
            return letters.map(lambda text: text.ljust(field.min, "a") if text.strip(" ,.") else "a" * field.min)
        case NumberField():
            return st.integers(field.min, field.max)
        case DateField():
            first = TODAY if field.when == "future" else date(1990, 1, 1)
            last = TODAY if field.when == "past" else date(2040, 1, 1)
            return st.dates(first, last).map(date.isoformat)
        case TimeField():
            return st.times().map(lambda time: f"{time:%H:%M}")
        case ChoiceField():
            return st.sampled_from([choice.value for choice in field.choices])
        case ChoicesField():
            return st.lists(st.sampled_from([choice.value for choice in field.choices]), min_size=1, unique=True)
        case LocationField():
            return st.fixed_dictionaries({"lat": st.floats(-8, 5), "lon": st.floats(96, 140)})
        case ConsentField():
            return st.just(True)
        case RowsField():
            return st.lists(rows(field), min_size=max(field.min, 1), max_size=3)
        case _:
            raise AssertionError(field)


@st.composite
def rows(draw: st.DrawFn, field: RowsField) -> dict[str, Any]:
    """One row, with what its own conditions ask for."""
    row: dict[str, Any] = {}
    for inner in field.fields:
        if holds(inner.show_when, row) and (inner.required or draw(st.booleans())):
            row[inner.id] = draw(good(inner))
    return row


@st.composite
def filled_in(draw: st.DrawFn, service: Service) -> dict[str, Any]:
    """What some resident answers: all that is asked of them and must be answered, and some of the rest."""
    answers: dict[str, Any] = {}
    for field in service.fields():
        if isinstance(field, NoteField | PhotoField) or not holds(field.show_when, answers):
            continue
        if field.required or draw(st.booleans()):
            answers[field.id] = draw(good(field))
    for check in service.checks:
        assert isinstance(check, Order)
        first, second = check.fields
        if first in answers and second in answers and not answers[first] < answers[second]:
            answers[second] = (date.fromisoformat(answers[first]) + timedelta(days=1)).isoformat()
    return answers


@pytest.mark.parametrize("name", FORMS)
def test_whatever_residents_answer_within_the_form_s_limits_is_submitted(
    context: Context, imported: Import, name: str
) -> None:
    service, _ = imported(FORMS[name])

    @given(filled_in(service))
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def every_resident(answers: dict[str, Any]) -> None:
        outcome = submit(context, service, answers)
        assert isinstance(outcome, Submitted), outcome

    every_resident()


def problems(service: Service, **changes: Any) -> set[str]:
    """The fields that are wrong after some changes of the sample; None takes an answer away."""
    raw = {key: value for key, value in {**service.sample, **changes}.items() if value is not None}
    checked = parse(service, raw, today=TODAY, regions=REGIONS)
    return {problem.field for problem in checked.problems} if isinstance(checked, Refused) else set()


def test_the_household_survey_keeps_its_groups_rows_conditions_limits_and_languages(imported: Import) -> None:
    service, left_out = imported(HOUSEHOLD)
    assert (service.id, service.kind, service.title.id) == ("survei_rumah_tangga", "SURVEY", "Survei Rumah Tangga")
    head = service.field("nama_kk")
    assert head is not None
    assert (head.label.id, head.label.en) == ("Siapa nama kepala keluarga?", "Who heads the household?")
    assert head.help is not None
    assert head.help.id == "Seperti di KK"
    assert isinstance(service.field("setuju_pdp"), ConsentField)
    # A group is a part of the form, or a page of its own when its author said so; a note stands above what it is about.
    steps = {step.id: step for step in service.steps}
    assert steps["langkah_status"].section is not None
    assert steps["langkah_status"].section.id == "Rumah"
    assert [field.id for field in steps["langkah_listrik"].fields] == ["ada_listrik", "daya"]
    assert [field.id for field in steps["langkah_nama_kk"].fields] == ["pembuka", "nama_kk"]
    assert steps["langkah_nama_kk"].fields[0].label.id.startswith("Terima kasih sudah ikut. Ada sekitar sepuluh")
    # Limits and conditions.
    assert problems(service, umur=16) == problems(service, umur=111) == {"umur"}
    assert problems(service, umur=17) == problems(service, umur=110) == set()
    assert problems(service, status="sewa") == {"sewa"}
    assert problems(service, status="sewa", sewa=1) == set()
    sumur = service.field("sumur")
    assert sumur is not None
    assert not holds(sumur.show_when, {"air": ["pdam"]})
    assert holds(sumur.show_when, {"air": ["pdam", "sumur"]})
    children = service.field("anak")
    assert isinstance(children, RowsField)
    assert [inner.id for inner in children.fields] == ["nama_anak", "umur_anak", "sekolah"]
    assert problems(service, anak=[{"nama_anak": "Budi", "umur_anak": 5}]) == set()
    assert problems(service, anak=[{"nama_anak": "Budi", "umur_anak": 6}]) == {"anak.0.sekolah"}
    assert problems(service, anak=[{"nama_anak": "Budi", "umur_anak": 18, "sekolah": "ya"}]) == {"anak.0.umur_anak"}
    # And the rest is said, with its name.
    assert said_of(left_out) == {"luas", "foto_anak", "sewa_setahun", "bantuan", "penutup"}


def said_of(left_out: list[str]) -> set[str]:
    """The questions that something is said of."""
    return {sentence.partition(":")[0] for sentence in left_out}


def test_of_every_type_of_question_each_is_carried_over_or_said_to_be_lost(imported: Import) -> None:
    service, left_out = imported(EVERY_TYPE)
    types = {field.id: type(field) for field in service.fields()}
    assert types == {
        "setuju_pdp": ConsentField,
        "int": NumberField,
        "dec": NumberField,
        "rng": NumberField,
        "txt": TextField,
        "multi": LongTextField,
        "num": TextField,
        "one": ChoiceField,
        "many": ChoicesField,
        "from_file": TextField,
        "filtered": ChoiceField,
        "said": NoteField,
        "point": LocationField,
        "day": DateField,
        "month": DateField,
        "clock": TimeField,
        "moment": DateField,
        "moment_jam": TimeField,
        "picture": PhotoField,
        "code": TextField,
        "agreed": ChoiceField,
    }
    exact = {"int", "rng", "multi", "num", "one", "many", "said", "point", "day", "clock", "agreed", "picture"}
    asked = {str(row[1]) for row in EVERY_TYPE["survey"][1:]} - {"username", "audit"}
    assert said_of(left_out) == asked - exact
    # The list has an "other" of its own: it stays.
    pets = service.field("one")
    assert isinstance(pets, ChoiceField)
    assert [choice.label.id for choice in pets.choices] == ["Cat", "Dog", "Other"]


def test_the_complaint_form_keeps_what_else_its_rules_and_its_photo(imported: Import) -> None:
    service, left_out = imported(COMPLAINT)
    kind = service.field("jenis")
    assert isinstance(kind, ChoiceField)
    assert [(one.value, one.label.id) for one in kind.choices][-1] == ("other", "Lainnya")
    other = service.field("jenis_other")
    assert other is not None
    assert holds(other.show_when, {"jenis": "other"})
    assert not holds(other.show_when, {"jenis": "jalan"})
    assert isinstance(service.field("foto"), PhotoField)
    assert problems(service, mulai="2026-11-23", sampai=None) == {"mulai"}
    assert problems(service, mulai="2026-11-01", sampai="2026-11-01") == {"sampai"}
    assert problems(service, mulai="2026-11-01", sampai="2026-11-02") == set()
    assert [check.message.id for check in service.checks] == ["Sampai harus setelah sejak."]
    assert problems(service, hp="081") == problems(service, hp="0812345678901234") == {"hp"}
    assert problems(service, uraian="pendek") == {"uraian"}
    assert problems(service, benar=None) == {"benar"}
    # "or" over one question is a list of its values.
    who = service.field("siapa")
    assert who is not None
    assert who.show_when[0].values == ("ya", "mungkin")
    # A day is never equal to nothing: what cannot be said as a condition is said to the author.
    assert said_of(left_out) == {"bahaya"}


YES_NO = [["yn", "ya", "Ya"], ["yn", "tidak", "Tidak"]]


ASKED_BEFORE = (["select_one yn", "a", "A"], ["integer", "n", "N"])


def test_a_condition_holds_for_the_answers_for_which_the_form_s_did(imported: Import) -> None:
    table: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        ("${a} = 'ya'", {"a": "ya"}, {"a": "tidak"}),
        ("( ${a}='ya' )", {"a": "ya"}, {"a": "tidak"}),
        ("${a} != 'ya'", {"a": "tidak"}, {"a": "ya"}),
        ("${a} != ''", {"a": "tidak"}, {}),
        ("selected(${a}, 'ya')", {"a": "ya"}, {"a": "tidak"}),
        ("not(selected(${a}, 'ya'))", {"a": "tidak"}, {"a": "ya"}),
        ("${a} = 'ya' or ${a} = 'tidak'", {"a": "tidak"}, {}),
        ("${a} = 'ya' and ${n} > 3", {"a": "ya", "n": 4}, {"a": "ya", "n": 3}),
        ("${n} >= 3 and ${n} < 6", {"n": 5}, {"n": 6}),
        ("${n} = 3", {"n": 3}, {"n": 4}),
        ("${n} != 0", {"n": 1}, {"n": 0}),
    ]
    questions = [["text", f"b{number}", "B", relevant] for number, (relevant, _, _) in enumerate(table)]
    service, left_out = imported(survey(*ASKED_BEFORE, *questions, choices=YES_NO))
    assert left_out == []
    for number, (relevant, shown, hidden) in enumerate(table):
        field = service.field(f"b{number}")
        assert field is not None
        assert holds(field.show_when, shown), relevant
        assert not holds(field.show_when, hidden), relevant


def test_a_condition_that_a_service_cannot_state_is_said_and_the_question_is_always_asked(imported: Import) -> None:
    """Asking too much is better than a question that nobody sees."""
    hopeless = [
        "${a} = 'ya' or ${n} > 3",
        "${a} = 'mungkin'",
        "${later} = 'x'",
        "${b4} = 'x'",
        "${n} > 1.5",
        "${n} > ${n}",
        "count(${a}) > 1",
        "${a} = 'ya' and (${n} = 1 or ${n} = 3)",
        "true()",
        "((((",
        "' and ' or ",
    ]
    questions = [["text", f"b{number}", "B", relevant] for number, relevant in enumerate(hopeless, 1)]
    service, left_out = imported(survey(*ASKED_BEFORE, *questions, ["text", "later", "Later"], choices=YES_NO))
    assert said_of(left_out) == {question[1] for question in questions}
    assert all(field.show_when == () for field in service.fields())


def test_a_limit_is_the_form_s_own(imported: Import) -> None:
    table: list[tuple[str, str, Any, Any]] = [
        ("integer", ". > 5 and . < 9", 8, 9),
        ("integer", ".>=5", 5, 4),
        ("text", "regex(., '^[0-9]{16}$')", "1" * 16, "1" * 15),
        ("text", r'regex(., "\d+")', "12", "1a"),
        ("text", "string-length(.) <= 4", "abcd", "abcde"),
        ("text", "string-length(.) = 4", "abcd", "abc"),
        ("text", "string-length(.) > 200", "a" * 201, "a" * 200),
        ("integer", ". >= 2000000", 2_000_000, 1_999_999),
        ("date", ". >= today()", "2040-01-01", "2020-01-01"),
    ]
    questions = [[kind, f"a{number}", "A", None, limit] for number, (kind, limit, _, _) in enumerate(table)]
    service, left_out = imported(survey(*questions))
    assert left_out == []
    for number, (_, limit, good_one, bad_one) in enumerate(table):
        assert problems(service, **{f"a{number}": good_one}) == set(), limit
        assert problems(service, **{f"a{number}": bad_one}) == {f"a{number}"}, limit


def test_a_limit_that_a_service_cannot_state_is_said(imported: Import) -> None:
    hopeless = [
        ("integer", ". = 99 or . > 5 and . < 9"),
        ("integer", ". mod 2 = 0"),
        ("integer", ". > 9 and . < 5"),
        ("integer", ". > -5"),
        ("text", "regex(., '^[A-Z]+$')"),
        ("date", ". < today()"),
        ("date", ". > ${later}"),
        ("text", "string-length(.) = 0"),
    ]
    questions = [[kind, f"a{number}", "A", None, limit] for number, (kind, limit) in enumerate(hopeless)]
    service, left_out = imported(survey(*questions, ["date", "later", "Later"]))
    assert said_of(left_out) == {question[1] for question in questions}
    assert problems(service) == set()


def test_texts_are_words_that_the_kiosk_can_draw(imported: Import) -> None:
    """Without markup, emoji and earlier answers; too long ones are cut, and that is said."""
    service, left_out = imported(
        survey(
            ["text", "a", "## **Nama** <span style='color:red'>Anda</span> 🏠 di KTP_el, ${b}"],
            ["text", "b", "kata " * 100],
            ["text", "c", "🏠"],
            ["text", "snake_case", "Isi NIK_KTP {jelas} \\ <b"],
        )
    )
    labels = [field.label.id for field in service.fields()][1:]
    assert labels[0] == "Nama Anda di KTP_el, …"
    assert len(labels[1]) <= 302
    assert labels[2:] == ["c", "Isi NIK_KTP (jelas) / b"]
    assert said_of(left_out) == {"a", "b"}


def test_a_form_in_no_language_of_ours_stands_as_it_is_and_that_is_said(imported: Import) -> None:
    form = {
        "survey": [["type", "name", "label::Deutsch (de)", "label::English (en)"], ["text", "a", "Name?", "Name!"]],
        "settings": [["form_title", "default_language"], ["Test", "Deutsch (de)"]],
    }
    service, left_out = imported(form)
    field = service.field("a")
    assert field is not None
    assert (field.label.id, field.label.en) == ("Name?", "Name!")
    assert len(left_out) == 1
    assert "Deutsch" in left_out[0]


def test_languages_that_the_kiosk_does_not_speak_are_named(imported: Import) -> None:
    form = {
        "survey": [["type", "name", *("label::" + one for one in LANGUAGES)], ["text", "a", "Nama", "الاسم", "Jeneng"]]
    }
    service, left_out = imported(form)
    field = service.field("a")
    assert field is not None
    assert (field.label.id, field.label.jv) == ("Nama", "Jeneng")
    assert left_out == ["Languages that the kiosk does not speak are left out: العربية (ar)."]


LANGUAGES = ("Bahasa Indonesia (id)", "العربية (ar)", "Basa Jawa (jv)")


def test_languages_are_known_by_their_names_too(imported: Import) -> None:
    """Without a code; "Bahasa Jawa" is no Indonesian."""
    names = ("Bahasa Jawa", "Bahasa Indonesia", "English", "Sunda", "Palembang")
    form = {"survey": [["type", "name", *("label::" + one for one in names)], ["text", "a", "j", "i", "e", "s", "p"]]}
    service, left_out = imported(form)
    field = service.field("a")
    assert field is not None
    label = field.label
    assert (label.id, label.en, label.jv, label.su, label.plm) == ("i", "e", "j", "s", "p")
    assert left_out == []


def test_names_become_names_of_ours_and_none_stands_twice(imported: Import) -> None:
    """Capitals, dots, names that we keep for ourselves, and the same name in two groups."""
    service, _ = imported(
        survey(
            ["text", "Nama.Lengkap", "A"],
            ["text", "NAMA_LENGKAP", "B"],
            ["text", "berkas", "C"],
            ["text", "setuju_pdp", "D"],
            ["text", "_1", "E"],
            ["begin_group", "g", "G"],
            ["text", "NAMA_LENGKAP", "F"],
            ["end_group"],
        )
    )
    ids = [field.id for field in service.fields()]
    assert ids == [
        "setuju_pdp",
        "nama_lengkap",
        "nama_lengkap_2",
        "berkas_2",
        "setuju_pdp_2",
        "isian_1",
        "nama_lengkap_3",
    ]


def test_more_photos_or_choices_than_a_kiosk_can_hold_are_said(imported: Import) -> None:
    many = [["banyak", f"v{number}", f"Pilihan {number}"] for number in range(61)]
    form = survey(
        *(["image", f"foto{number}", "Foto"] for number in range(7)),
        ["select_one banyak", "desa", "Desa mana?"],
        choices=many,
    )
    service, left_out = imported(form)
    assert sum(isinstance(field, PhotoField) for field in service.fields()) == 5
    assert isinstance(service.field("desa"), TextField)
    assert said_of(left_out) == {"foto5", "foto6", "desa"}


KINDS = (
    *("text", "integer", "decimal", "date", "time", "dateTime", "geopoint", "image", "note", "acknowledge", "barcode"),
    *("select_one yn", "select_multiple yn", "select_one yn or_other", "rank yn", "audio", "start"),
)
RULES = (
    *(None, "${a} = 'ya'", "${n} > 3", "${a} != ''", "not(selected(${a}, 'ya'))", "${n} = 0 and ${a} = 'ya'"),
    *(". > 5", ". >= 2000000", ". <= today()", ". >= ${d}", ". > ${d}", ". < ${n}", "string-length(.) > 300"),
    *("string-length(.) <= 9000", "regex(., '^[0-9]{0}$')", "regex(., '^[0-9]{5,2}$')", "true() or false()"),
)
HERE = (*ASKED_BEFORE, ["date", "d", "D"])
question = st.tuples(st.sampled_from(KINDS), st.sampled_from(RULES), st.sampled_from(RULES))


@given(st.lists(question, min_size=1, max_size=8), st.sampled_from(["", "group", "repeat"]))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_form_becomes_a_service_with_a_sample_that_it_takes(
    tmp_path: Path, drawn: list[tuple[str, str | None, str | None]], inside: str
) -> None:
    """Whatever its rules say, and however little sense they make of its questions."""
    rows = [[kind, f"q{number}", "Isi", *rules] for number, (kind, *rules) in enumerate(drawn)]
    if inside:
        rows = [[f"begin_{inside}", "g", "Bagian"], *rows, [f"end_{inside}"]]
    book = save(tmp_path / "form.xlsx", survey(*HERE, *rows, choices=YES_NO))
    out = tmp_path / "x.toml"
    out.unlink(missing_ok=True)
    form = read_xlsform(book)
    written = write_service(Draft("formulir", "X01", form.title, {"id": "Isi."}, form.steps, form.checks), out)
    assert isinstance(parse(written.service, written.service.sample, today=TODAY, regions=REGIONS), Answers)


# --- Workbooks that are none --------------------------------------------------------------------------------------------


def refused(tmp_path: Path, run_kiosk: Run, book: Path) -> str:
    """The one sentence with which a workbook is refused; nothing is written."""
    before = set(tmp_path.iterdir())
    out = tmp_path / "x.toml"
    code, told, err = run_kiosk("services", "import-xlsform", book, "--out", out, "--json", "--data", tmp_path / "none")
    assert (code, told) == (2, ""), err
    assert err.count("\n") == 1
    assert "bug" not in err
    assert set(tmp_path.iterdir()) - before == set()
    return err


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"survey": [["type", "name", "label"]]}, "survey"),
        ({"choices": [["list_name", "name", "label"], ["a", "b", "c"]]}, "survey"),
        (survey(["text", "a", "A"], ["text", "a", "B"]), "a"),
        (survey(["select_one nothing", "a", "A"], choices=YES_NO), "nothing"),
        (survey(["text", "dua kata", "A"]), "row : 2"),
        (survey(["begin_group", "g", "G"], ["text", "a", "A"]), "group"),
        (survey(["teks", "a", "A"]), "teks"),
        (survey(["audio", "a", "A"]), "nothing that a kiosk can ask"),
        (survey(["text", "a", "ما اسمك؟"]), "script that the kiosk cannot show"),
        (survey(["text", "a", '=CONCAT("a","b")']), "formulas"),
        (survey(*(["text", f"a{number}", "A"] for number in range(10_000))), "10000 lines"),
        (survey(["text", "a", "A"], choices=[["x", "", "A"]]), "choices"),
    ],
    ids=[
        "empty survey",
        "no survey",
        "a name twice",
        "a list that is not there",
        "a name of two words",
        "an open group",
        "no such type",
        "nothing to ask",
        "arabic",
        "formulas",
        "ten thousand questions",
        "a choice without a name",
    ],
)
def test_a_form_that_is_no_good_is_refused_with_one_sentence_that_names_it(
    tmp_path: Path, run_kiosk: Run, sheets: dict[str, Sheet], said: str
) -> None:
    assert said in refused(tmp_path, run_kiosk, save(tmp_path / "form.xlsx", sheets))


def test_a_file_that_is_no_workbook_is_refused_with_one_sentence(tmp_path: Path, run_kiosk: Run) -> None:
    good_book = save(tmp_path / "good.xlsx", HOUSEHOLD).read_bytes()
    broken = tmp_path / "broken.xlsx"
    for content in (b"", b"not a zip", good_book[:3000], good_book[:-200], good_book.replace(b"xl/", b"xx/")):
        broken.write_bytes(content)
        assert "broken.xlsx" in refused(tmp_path, run_kiosk, broken)
    assert "cannot be read" in refused(tmp_path, run_kiosk, tmp_path / "nothing.xlsx")
    assert "cannot be read" in refused(tmp_path, run_kiosk, tmp_path)
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "broken.xlsx" in refused(tmp_path, run_kiosk, broken)


def test_bytes_that_are_wrong_anywhere_never_crash_the_import(tmp_path: Path, run_kiosk: Run) -> None:
    """Either a form, or one sentence."""
    content = save(tmp_path / "form.xlsx", COMPLAINT).read_bytes()
    for place in range(0, len(content), len(content) // 40):
        changed = bytearray(content)
        changed[place : place + 4] = struct.pack(
            ">I", struct.unpack(">I", content[place : place + 4].ljust(4))[0] ^ 0xFFFFFFFF
        )
        (tmp_path / "form.xlsx").write_bytes(changed)
        out = tmp_path / "x.toml"
        out.unlink(missing_ok=True)
        code, _, err = run_kiosk("services", "import-xlsform", tmp_path / "form.xlsx", "--out", out)
        assert code in (0, 2), err
        assert code == 0 or err.count("\n") == 1


def test_a_small_file_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(
    tmp_path: Path, run_kiosk: Run
) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(save(tmp_path / "good.xlsx", COMPLAINT)) as source,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("xl/media/picture.bin", bytes(30_000_000))
    assert bomb.stat().st_size < 100_000
    assert "30 MB" in refused(tmp_path, run_kiosk, bomb)
    many = tmp_path / "many.xlsx"
    with zipfile.ZipFile(many, "w") as target:
        for number in range(1001):
            target.writestr(f"{number}.txt", "")
    assert "1001 parts" in refused(tmp_path, run_kiosk, many)


def test_entities_that_multiply_themselves_are_refused(tmp_path: Path, run_kiosk: Run) -> None:
    """A few lines of XML that would become gigabytes of text."""
    laughs = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10 if number else "ha"}">' for number in range(9))
    book = tmp_path / "laughs.xlsx"
    with zipfile.ZipFile(save(tmp_path / "good.xlsx", COMPLAINT)) as source, zipfile.ZipFile(book, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"<t>label" in text
                text = f"<!DOCTYPE x [{laughs}]>".encode() + re.sub(rb"<t>[^<]*</t>", b"<t>&l8;</t>", text)
            target.writestr(name, text)
    assert "laughs.xlsx" in refused(tmp_path, run_kiosk, book)


# --- Files --------------------------------------------------------------------------------------------------------------


def test_an_import_never_writes_over_a_file_and_takes_the_next_free_number(tmp_path: Path, run_kiosk: Run) -> None:
    book = save(tmp_path / "form.xlsx", COMPLAINT)
    folder = tmp_path / "own"
    folder.mkdir()
    made = []
    for _ in range(2):
        code, told, err = run_kiosk("services", "import-xlsform", book, "--out", folder, "--json")
        assert (code, err) == (0, "")
        made.append(json.loads(told))
    assert [(one["ref"], one["id"]) for one in made] == [("X01", "keluhan_warga"), ("X02", "keluhan_warga_2")]
    assert sorted(path.name for path in folder.iterdir()) == ["x01_keluhan_warga.toml", "x02_keluhan_warga_2.toml"]
    assert run_kiosk("services", "check", folder)[0] == 0
    there = folder / "x01_keluhan_warga.toml"
    before = there.read_text("utf-8")
    code, _, err = run_kiosk("services", "import-xlsform", book, "--out", there)
    assert (code, there.read_text("utf-8")) == (2, before)
    assert "is there already" in err
    for wrong in ("X02", "D18", "d1", "XX1", "Toko"):
        code, _, err = run_kiosk("services", "import-xlsform", book, "--out", folder, "--ref", wrong)
        assert (code, err.count("\n")) == (2, 1), wrong
    assert tomllib.loads(before)["ref"] == "X01"


def test_a_form_called_like_a_shipped_service_gets_another_name(imported: Import) -> None:
    taken = load_catalog().services[0].id
    service, _ = imported({**COMPLAINT, "settings": [["form_title", "form_id"], ["Keluhan", taken]]})
    assert service.id == f"{taken}_2"


def test_answers_of_an_imported_form_are_good_a_second_time(imported: Import) -> None:
    for sheets in FORMS.values():
        service, _ = imported(sheets)
        first = parse(service, service.sample, today=TODAY, regions=REGIONS)
        assert isinstance(first, Answers)
        assert parse(service, {**first.values, **first.rows}, today=TODAY, regions=REGIONS) == first
