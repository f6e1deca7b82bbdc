"""Screen texts: every one in every language, fonts and icons with their licences, pictures the same every time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QRawFont

from kiosk.app.texts_command import TRANSLATED, report, screen_texts
from kiosk.catalog_files import load_motif, load_texts
from kiosk.domain import words
from kiosk.domain.catalog import LANGUAGES, Catalog
from kiosk.domain.problem import Doubt, DoubtCode, Problem, ProblemCode
from kiosk.ts_files import Message, read_note, read_ts, write_ts
from tests.ui.conftest import Opener
from ui import qm
from ui.app import ASSETS, ROOT, application
from ui.translator import Translator
from ui.viewmodels.sentences import problem_sentence, warning_sentence


@pytest.fixture(scope="module")
def sources() -> tuple[Message, ...]:
    """Every text of the screen, as `kiosk texts` finds them."""
    return screen_texts()


def test_the_texts_are_found_in_qml_and_in_python(sources: tuple[Message, ...]) -> None:
    """An empty list would make everything below pass."""
    assert Message("AttractPage", "Sentuh untuk mulai") in sources
    assert Message("Problem", "Isi dengan angka saja.") in sources


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_is_said_in_every_language(language: str, sources: tuple[Message, ...], catalog: Catalog) -> None:
    """Nothing missing, nothing left over, every placeholder and line break kept: `kiosk texts` lists what this finds."""
    assert [str(finding) for finding in report(language, sources, catalog).findings] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_language_says_who_must_still_review_it(language: str) -> None:
    """In the file, where a translator looks."""
    assert "review" in read_note(ASSETS / "i18n" / f"{language}.ts").lower()
    assert language == "en" or load_texts(language).review


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_months_to_touch_are_the_months_that_are_written(language: str) -> None:
    """What the date picker calls a month stands in the sentence afterwards."""
    texts = {} if language == "id" else read_ts(ASSETS / "i18n" / f"{language}.ts")
    for number in range(1, 13):
        indonesian = words.day_without_name(date(2026, number, 1)).split()[1]
        written = words.day_without_name(date(2026, number, 1), language).split()[1]
        for page in ("MonthPad", "DateAnswer"):
            assert texts.get(Message(page, indonesian), (indonesian,)) == (written,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_letters_can_write_every_language(language: str, catalog: Catalog, sources: tuple[Message, ...]) -> None:
    """é and è, too: a letter that the fonts lack would come from another family, or be a box."""
    application()
    said = {text.say(language) for text in catalog.texts()} | {message.source for message in sources}
    if language != "id":
        said |= {form for forms in read_ts(ASSETS / "i18n" / f"{language}.ts").values() for form in forms}
    letters = set("".join(said)) - {"\n"}
    for path in sorted((ASSETS / "fonts").glob("*.ttf")):
        font = QRawFont(str(path), 34)
        assert {letter for letter in letters if not font.supportsCharacter(ord(letter))} == set(), path.name


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    """A folder of languages: in the Javanese file one text is missing, the Sundanese file is torn."""
    texts = read_ts(ASSETS / "i18n" / "jv.ts")
    shutil.copy(ASSETS / "i18n" / "jv.ts", tmp_path)
    write_ts(tmp_path / "jv.ts", [message for message in texts if message != DIGITS], texts)
    (tmp_path / "su.ts").write_text((tmp_path / "jv.ts").read_text("utf-8")[:5000], "utf-8")
    return tmp_path


@pytest.fixture
def translator(torn: Path) -> Iterator[Translator]:
    """At work in this process, as on the screen."""
    application()
    translator = Translator(torn)
    translator.install()
    yield translator
    QCoreApplication.removeTranslator(translator)


DIGITS = Message("Problem", "Isi dengan angka saja.")
CHOOSE = Message("Problem", "Pilih dulu satu jawaban.")


def test_a_text_that_is_missing_stays_indonesian(translator: Translator) -> None:
    """Never a key, never an empty place."""
    translator.speak("jv")
    assert QCoreApplication.translate(*CHOOSE[:2]) == "Mangga pilih rumiyin setunggal wangsulan."
    assert QCoreApplication.translate(*DIGITS[:2]) == DIGITS.source


def test_a_torn_file_leaves_its_language_indonesian(translator: Translator) -> None:
    """A resident must not be left with an empty screen."""
    translator.speak("su")
    assert QCoreApplication.translate(*CHOOSE[:2]) == CHOOSE.source


def test_indonesian_is_the_source_before_and_after_another_language(translator: Translator) -> None:
    for language in ("id", "jv", "id"):
        translator.speak(language)
        assert (QCoreApplication.translate(*CHOOSE[:2]) == CHOOSE.source) == (language == "id")


@pytest.mark.parametrize("language", TRANSLATED)
def test_qt_finds_what_its_own_tool_would_have_let_it_find(language: str, tmp_path: Path) -> None:
    """`lrelease` writes another file of the same texts, and each is found in both."""
    source, released = ASSETS / "i18n" / f"{language}.ts", tmp_path / "released.qm"
    lrelease = Path(PySide6.__file__).with_name("lrelease")
    subprocess.run([lrelease, "-silent", source, "-qm", released], check=True, timeout=60)
    texts = read_ts(source)
    packed, theirs, ours = qm.pack(texts), QTranslator(), QTranslator()
    assert theirs.load(str(released))
    assert ours.load(packed)
    for (context, text, comment), forms in texts.items():
        assert ours.translate(context, text, comment) == theirs.translate(context, text, comment) == forms[-1]
        for elsewhere in [(context, text, "a word"), (f"{context}s", text, comment), (context, f"{text}.", comment)]:
            assert ours.translate(*elsewhere) == theirs.translate(*elsewhere)


def test_equal_words_are_told_apart_by_where_they_stand_and_by_their_comment() -> None:
    texts = {
        Message("Page", "Buka"): ("Open",),
        Message("Door", "Buka"): ("It is open",),
        Message("Page", "Buka", "command"): ("Open it",),
        Message("Page", "“Étalase” – 10 °C"): ("“Vitrine” – 10 °C 🙂",),
    }
    packed, translator = qm.pack(texts), QTranslator()
    assert translator.load(packed)
    assert {message: (translator.translate(*message),) for message in texts} == texts


_NOTHING_COMPILED = """
import faulthandler, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from kiosk.catalog_files import ASSETS
from ui.app import application
from ui.translator import Translator

faulthandler.dump_traceback_later(60, exit=True)
app, engine, translator = application(), QQmlEngine(), Translator(ASSETS / "i18n")
translator.install()
pages = [Path(sys.argv[1]) / f"Page{number}.qml" for number in range(20)]
for page in pages:
    page.write_text("import QtQml; QtObject {}", "utf-8")
for page in pages:
    component = QQmlComponent(engine, QUrl.fromLocalFile(str(page)), QQmlComponent.CompilationMode.Asynchronous)
    while component.isLoading():
        QCoreApplication.removeTranslator(translator)
        translator.install()
        app.processEvents()
    assert component.isReady(), component.errorString()
"""


@pytest.mark.survives(30)
def test_qt_asks_for_words_while_the_program_is_busy_and_neither_waits_for_the_other(tmp_path: Path) -> None:
    """On a first start the thread that reads pages asks for the words of "No such file" for each: a kiosk must not stop there."""
    command = [sys.executable, "-c", _NOTHING_COMPILED, str(tmp_path)]
    environment = {**os.environ, "QML_DISK_CACHE_PATH": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_has_a_sentence_that_blames_nobody(catalog: Catalog, code: ProblemCode) -> None:
    for service in catalog.services:
        for field in service.fields():
            said = problem_sentence(
                Problem(field.id, code, {"min": 1, "max": 9, "got": 3, "expected": 16}), field, "id"
            )
            assert said.endswith(".")
            assert "{" not in said
            assert not re.search(
                r"\b(?:salah|gagal|tidak valid|wajib|error)\b", said.replace("salah satu", ""), re.IGNORECASE
            )


def test_every_doubt_has_a_sentence() -> None:
    assert all(warning_sentence(Doubt("nik", code), "id") for code in DoubtCode)


def test_what_was_made_by_others_travels_with_its_licence() -> None:
    assert "SIL Open Font License" in (ASSETS / "fonts" / "OFL.txt").read_text()
    assert "ISC License" in (ASSETS / "icons" / "LICENSE-lucide.txt").read_text()


def test_every_icon_that_is_named_is_there_and_none_is_left_over(catalog: Catalog) -> None:
    sources = "\n".join(path.read_text() for kind in ("qml", "py") for path in (ROOT / "ui").rglob(f"*.{kind}"))
    named = {one.icon for one in (*catalog.entries(), *catalog.agencies)}
    have = {path.stem for path in (ASSETS / "icons").glob("*.svg")}
    named |= set(re.findall(r'(?:iconName|Icon|picture): (?:[^"\n]*\? )?"([a-z0-9-]+)"', sources))
    assert named <= have
    assert {name for name in have if f'"{name}"' not in sources} - named == set()


def test_the_motif_is_a_whole_period_of_27_threads() -> None:
    motif = load_motif()
    assert len(motif) == 27
    assert list(motif) == list(reversed(motif)), "the same from both sides of the counter"


def test_a_page_is_the_same_picture_every_time(open_screen: Opener, tmp_path: Path) -> None:
    pictures = []
    for name in ("first", "second"):
        _, resident = open_screen()
        resident.tap("start")
        resident.wait_page("catalogue")
        pictures.append(resident.picture(tmp_path / f"{name}.png").read_bytes())
    assert pictures[0] == pictures[1]
