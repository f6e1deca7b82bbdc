"""Texts in other languages: service texts from their files, and `kiosk texts`, which says what is missing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kiosk.app import texts_command
from kiosk.catalog_files import SERVICES, load_catalog, load_texts
from kiosk.domain.catalog import Catalog, Translations
from kiosk.domain.service_files import parse_catalog
from kiosk.errors import WrongUse
from kiosk.store import print_jobs
from kiosk.ts_files import Message, read_note, read_sources, read_ts, write_ts
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from printers.documents import document_of
from printers.layout import fold
from printers.plain import render
from printers.profiles import WIDE

SHARED = (SERVICES / "_shared.toml").read_text("utf-8")
DOMISILI = (SERVICES / "d18_surat_keterangan_domisili.toml").read_text("utf-8")
SUMMARY = "Surat yang menerangkan di mana Anda tinggal."
RunKiosk = Callable[..., tuple[int, str, str]]


def domisili(read: Callable[[str], Mapping[str, str]], text: str = DOMISILI) -> Catalog:
    """A catalogue of one service."""
    return parse_catalog({"_shared.toml": SHARED, "d18.toml": text}, Translations(read))


# --- Service texts ----------------------------------------------------------------------------------------------------


def test_one_line_translates_a_text_wherever_it_stands() -> None:
    """In a group, a shared step, a shared choice, a requirement, a field."""
    catalog = domisili(lambda language: {"Surat keterangan": "G", "Nama lengkap": "F", "Ya": "C", "Bila ada": "N"})
    said = {text.id: text.say("su") for text in catalog.texts()}
    assert (said["Surat keterangan"], said["Nama lengkap"], said["Ya"]) == ("G", "F", "C")


def test_a_text_of_the_service_itself_goes_before_the_file() -> None:
    """The office may say it better for one service."""
    own = DOMISILI.replace(f'id = "{SUMMARY}"', f'id = "{SUMMARY}", jv = "Piyambak"')
    (service,) = domisili(lambda language: {SUMMARY: "Saking berkas"}, own).services
    assert service.summary.say("jv") == "Piyambak"
    assert service.summary.say("su") == "Saking berkas"


def test_a_service_text_that_is_missing_stays_indonesian_and_is_noted() -> None:
    """The tour reads the note."""
    catalog = domisili(lambda language: {})
    (service,) = catalog.services
    assert service.summary.say("jv") == SUMMARY
    assert catalog.translations.missing == {("jv", SUMMARY)}
    assert service.summary.say("id") == SUMMARY
    assert catalog.translations.missing == {("jv", SUMMARY)}


def test_a_language_is_read_when_it_is_first_spoken_and_only_once() -> None:
    """Every `kiosk submit` loads the catalogue, and most speak Indonesian."""
    asked: list[str] = []

    def read(language: str) -> Mapping[str, str]:
        asked.append(language)
        return {SUMMARY: language}

    catalog = domisili(read)
    for text in catalog.texts():
        text.say("id"), text.say("en")
    assert asked == []
    for text in catalog.texts():
        text.say("jv")
    assert asked == ["jv"]


def test_a_language_nobody_knows_is_answered_in_indonesian(catalog: Catalog) -> None:
    """Never an attribute that happens to have that name."""
    assert catalog.find("D18").summary.say("say") == SUMMARY


@pytest.fixture
def services(tmp_path: Path) -> Path:
    """The shipped service files, to be spoilt."""
    return Path(shutil.copytree(SERVICES, tmp_path / "services"))


@pytest.mark.parametrize("text", ["[texts\n", "texts = 5\n", 'wrong = "x"\n', "\x00"])
def test_a_damaged_file_leaves_its_language_indonesian(services: Path, text: str) -> None:
    """The kiosk goes on; the command says what is wrong."""
    (services / "texts" / "jv.toml").write_text(text, "utf-8")
    assert load_catalog(services).find("D18").summary.say("jv") == SUMMARY
    with pytest.raises(WrongUse, match=r"texts/jv\.toml"):
        load_texts("jv", services)


def test_the_shipped_javanese_is_spoken(catalog: Catalog) -> None:
    """From its file, through the catalogue every command loads."""
    assert catalog.find("D18").summary.say("jv") == load_texts("jv").texts[SUMMARY] != SUMMARY


@pytest.mark.parametrize("language", ["en", "jv", "su", "plm"])
def test_a_slip_speaks_the_residents_language_in_letters_every_printer_has(context: Context, language: str) -> None:
    """é and è lose their marks, nothing becomes a question mark."""
    service = context.catalog.find("D18")
    done = submit(context, service, service.sample, language=language)
    assert isinstance(done, Submitted)
    (job,) = context.store.run(print_jobs.waiting)
    text = render(document_of(job.slip), WIDE)
    assert fold(service.next_steps[0].say(language))[:30] in text
    assert "?" not in text


# --- The command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def i18n(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalog: Catalog) -> Path:
    """A folder with one whole language: everything in it is said, in one way or another."""
    monkeypatch.setattr(texts_command, "I18N", tmp_path)
    whole = {text.id: text.id for text in catalog.texts()}
    monkeypatch.setattr(
        texts_command, "load_catalog", lambda: parse_catalog({"_shared.toml": SHARED}, Translations(lambda _: whole))
    )
    sources = texts_command.screen_texts()
    (tmp_path / "jv.ts").write_text("<!-- Review: Bu Guru -->\n<TS>\n</TS>\n", "utf-8")
    write_ts(tmp_path / "jv.ts", sources, {message: (message.source,) for message in sources})
    return tmp_path


def change(i18n: Path, message: Message, *forms: str) -> None:
    """Says one message otherwise, or not at all."""
    path = i18n / "jv.ts"
    texts = {**read_ts(path), message: forms} if forms else read_ts(path)
    if not forms:
        del texts[message]
    write_ts(path, texts, texts)


def texts(run_kiosk: RunKiosk, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit code and the one language it told of, without service texts that are left over."""
    code, out, _ = run_kiosk("texts", "--language", "jv", "--json", *arguments)
    (told,) = json.loads(out)["languages"]
    told["findings"] = [one for one in told["findings"] if one["place"] == "screen"]
    return code, told


STONE = Message("AttractPage", "Sentuh untuk mulai")
LIMIT = Message("Problem", "Paling banyak {max}.")


def test_a_whole_language_is_complete(i18n: Path, run_kiosk: RunKiosk) -> None:
    """Exit code 0, nothing to do, and who reviews it."""
    code, told = texts(run_kiosk)
    assert (code, told["complete"], told["findings"]) == (0, True, [])
    assert told["review"][0] == "Review: Bu Guru"


def test_a_text_that_is_missing_is_named(i18n: Path, run_kiosk: RunKiosk) -> None:
    """Exit code 2, and where it stands."""
    change(i18n, STONE)
    code, told = texts(run_kiosk)
    assert (code, told["complete"]) == (2, False)
    assert told["findings"] == [{"place": "screen", "what": "missing", "context": STONE.context, "text": STONE.source}]


@pytest.mark.parametrize("wrong", ["Paling kathah.", "Paling kathah {min}.", "Paling kathah {max}\n.", "{max} {max}"])
def test_a_changed_placeholder_or_line_is_named(i18n: Path, run_kiosk: RunKiosk, wrong: str) -> None:
    """It would show a resident braces, or lose a number."""
    change(i18n, LIMIT, wrong)
    code, told = texts(run_kiosk)
    assert code == 2
    assert [(one["what"], one["text"]) for one in told["findings"]] == [("differs", LIMIT.source)]


def test_what_is_left_over_is_named_and_does_no_harm(i18n: Path, run_kiosk: RunKiosk) -> None:
    """Exit code 0."""
    change(i18n, Message("AttractPage", "Tekan di sini"), "Pencèt ing mriki")
    code, told = texts(run_kiosk)
    assert code == 0
    assert [(one["what"], one["text"]) for one in told["findings"]] == [("superfluous", "Tekan di sini")]


def test_a_service_text_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, i18n: Path, run_kiosk: RunKiosk
) -> None:
    """The same list holds both kinds."""
    monkeypatch.setattr(texts_command, "load_catalog", lambda: domisili(lambda _: {}))
    code, out, error = run_kiosk("texts", "--language", "jv", "--json")
    found = json.loads(out)["languages"][0]["findings"]
    assert code == 2
    assert {"place": "services", "what": "missing", "context": "", "text": SUMMARY} in found
    assert "jv" in error


def test_a_text_that_one_service_translates_for_itself_is_missing_in_the_others() -> None:
    """One inline translation must not hide the want of the rest."""
    first, second = DOMISILI, DOMISILI.replace('id = "surat_keterangan_domisili"', 'id = "lain"').replace("D18", "D19")
    second = second.replace(f'id = "{SUMMARY}"', f'id = "{SUMMARY}", jv = "Piyambak"')
    both = parse_catalog({"_shared.toml": SHARED, "a.toml": first, "b.toml": second}, Translations(lambda _: {}))
    found = [one.text for one in texts_command.report("jv", (), both).findings if one.what == "missing"]
    assert found.count(SUMMARY) == 1


def test_an_update_brings_new_texts_in_and_keeps_what_was_said(i18n: Path, run_kiosk: RunKiosk) -> None:
    """The note stays, old texts go, a new one is unfinished and proposes what the same words are called elsewhere."""
    change(i18n, Message("AttractPage", "Tekan di sini"), "Pencèt ing mriki")
    change(i18n, Message("TrackPage", "Kembali"), "Wangsul")
    change(i18n, Message("StepPage", "Kembali"))
    before = read_ts(i18n / "jv.ts")
    code, told = texts(run_kiosk, "--update")
    assert code == 2
    assert [(one["what"], one["context"]) for one in told["findings"]] == [("missing", "StepPage")]
    after = read_ts(i18n / "jv.ts")
    assert after == {message: forms for message, forms in before.items() if message.source != "Tekan di sini"}
    assert read_note(i18n / "jv.ts") == "Review: Bu Guru"
    assert read_sources(i18n / "jv.ts") == texts_command.screen_texts()
    assert '<translation type="unfinished">Wangsul</translation>' in (i18n / "jv.ts").read_text("utf-8")


def test_a_program_without_its_sources_compares_with_english(
    i18n: Path, run_kiosk: RunKiosk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A built kiosk has neither lupdate nor Python files."""
    shutil.copy(i18n / "jv.ts", i18n / "en.ts")
    monkeypatch.setattr(texts_command, "_UI", tmp_path / "none")
    assert texts(run_kiosk)[0] == 0
    change(i18n, STONE)
    assert texts(run_kiosk)[0] == 2


def test_a_torn_file_of_the_screen_is_named(i18n: Path, run_kiosk: RunKiosk) -> None:
    """One line, how to mend it, exit code 2."""
    (i18n / "jv.ts").write_text("<TS><context>", "utf-8")
    code, out, error = run_kiosk("texts", "--language", "jv", "--json")
    assert (code, out) == (2, "")
    assert "jv.ts" in error
