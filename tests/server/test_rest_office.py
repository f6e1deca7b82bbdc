"""The API for programs: residents' rights, retention, content, settings, sticks; and calls that are made twice."""

from __future__ import annotations

import base64
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kiosk.usecases.submit import Submitted
from sync.server.desk.frame import COOKIE
from sync.server.hall import lokets
from sync.server.letters import book
from sync.server.letters.book import LetterState
from sync.server.people import accounts, tokens
from sync.server.people.rights import Role
from sync.server.privacy import retention
from sync.server.programs import repeats
from sync.server.work import notes
from tests.server.staff import hire
from tests.server.test_desk_sticks import export, on
from tests.server.test_rest import API, Program, is_problem, on_one, program, request_
from tests.sync.world import PASSWORD, KioskWorld, OfficeWorld

__all__ = ["program", "request_"]

KEY = {"idempotency-key": "kunci-uji-1"}


# --- Asked twice ------------------------------------------------------------------------------------------------------


def test_a_call_that_is_repeated_with_its_key_makes_one_thing(
    office: OfficeWorld, program: Program, request_: Submitted
) -> None:
    """A note, a number, a draft of a letter: the second call is answered like the first, and nothing is made twice."""
    asked: list[tuple[str, dict[str, Any]]] = [
        (f"/requests/{request_.permohonan.id}/notes", {"text": "Tunggu berkas asli."}),
        ("/queue/numbers", {"group": "surat"}),
        ("/letters", {"template": "domisili", "request": request_.permohonan.id}),
    ]
    for path, body in asked:
        first, second = (program.post(path, body, **KEY) for _ in range(2))
        assert first.status_code == 201, (path, first.json()["code"])
        assert (second.status_code, second.json()) == (201, first.json()), path
    with office.database.reading() as connection:
        assert len(notes.listed(connection, office.keys, request_.permohonan.id)) == 1
        assert len(book.listed(connection, office.keys.code, list(LetterState))) == 1
    by_hand = [one for one in program.get("/queue").json()["waiting"] if one["by_hand"]]
    assert len(by_hand) == 1


def test_a_secret_that_is_shown_once_is_not_shown_again(office: OfficeWorld, program: Program) -> None:
    """A kiosk, a token, a hook: repeated with its key it is refused, says what there is, and makes no second one."""
    kiosks = len(program.get("/kiosks").json()["kiosks"])
    for path, body, name in (
        ("/kiosks", {"name": "Teras"}, "kiosk_id"),
        ("/tokens", {"name": "Sistem lain", "roles": ["petugas"]}, None),
        ("/webhooks", {"url": "https://sistem.example/kabar"}, "id"),
    ):
        first, second = (program.post(path, body, **KEY) for _ in range(2))
        assert first.status_code == 201, path
        assert is_problem(second, 409, "made_before"), path
        if name:
            assert first.json()[name] in second.json()["hint"]
        assert all(text not in second.text for key, text in first.json().items() if key in ("secret", "bearer"))
    assert len(program.get("/kiosks").json()["kiosks"]) == kiosks + 1
    assert len(program.get("/webhooks").json()["hooks"]) == 1
    with office.database.reading() as connection:
        assert [one.name for one in tokens.listed(connection, office.keys.code)].count("Sistem lain") == 1


@on_one
def test_a_key_is_of_one_call_of_one_program_and_of_a_day(
    office: OfficeWorld, program: Program, request_: Submitted
) -> None:
    """Another text under the same key is refused; another program, another route, the next day make their own."""
    path = f"/requests/{request_.permohonan.id}/notes"

    def count() -> int:
        return len(program.get(path).json()["notes"])

    assert program.post(path, {"text": "Satu."}, **KEY).status_code == 201
    assert is_problem(program.post(path, {"text": "Dua."}, **KEY), 422, "other_call")
    assert count() == 1
    assert program.post("/queue/numbers", {"group": "surat"}, **KEY).status_code == 201
    with office.database.writing() as connection:
        made = tokens.make(connection, office.keys.code, "kedua", (Role.PETUGAS,), actor="sari", now=office.clock.ms)
    assert isinstance(made, tokens.Made)
    other = Program(office, authorization=f"Bearer {made.bearer}")
    assert other.post(path, {"text": "Dua."}, **KEY).status_code == 201
    assert count() == 2
    office.clock.ms += repeats.DAY_MS + 1
    assert program.post(path, {"text": "Dua."}, **KEY).status_code == 201
    assert count() == 3
    assert program.post(path, {"text": "Dua."}, **{"idempotency-key": "x y"}).status_code == 400


@on_one
def test_a_key_whose_call_was_refused_can_be_used_again(program: Program, request_: Submitted) -> None:
    """Nothing was made, so nothing is remembered."""
    nobody = "/requests/019a0000-0000-7000-8000-000000000000/notes"
    assert is_problem(program.post(nobody, {"text": "Satu."}, **KEY), 404, "not_found")
    path = f"/requests/{request_.permohonan.id}/notes"
    assert program.post(path, {"text": "Satu."}, **KEY).status_code == 201


def test_of_two_calls_at_once_with_one_key_one_makes_it(office: OfficeWorld, request_: Submitted) -> None:
    """A program that lost patience asks while its first call is still at work: both are answered with one and the same note."""
    one, call = request_.permohonan.id, repeats.Call("program uji", "addNote", "kunci-uji-1", b"Satu.")
    together = threading.Barrier(2)

    def ask() -> str:
        together.wait(10)
        with office.database.writing() as connection:
            before = repeats.begin(connection, office.keys, call, now=office.clock.ms)
            if before is None:
                made = notes.add(connection, office.keys, one, "Satu.", actor="program uji", now=office.clock.ms)
                assert isinstance(made, notes.Note)
                repeats.end(connection, office.keys, call, str(made.number))
                return str(made.number)
            return before

    with ThreadPoolExecutor(2) as pool:
        assert [done.result(30) for done in [pool.submit(ask), pool.submit(ask)]] == ["1", "1"]
    with office.database.reading() as connection:
        assert len(notes.listed(connection, office.keys, one)) == 1


def person(office: OfficeWorld, name: str) -> Program:
    """Somebody who calls the API with the session of their log-in."""
    logged_in = accounts.log_in(office.database, office.keys.code, name, PASSWORD, now=office.clock.ms)
    assert isinstance(logged_in, accounts.LoggedIn)
    session = accounts.session(office.database, office.keys.code, logged_in.token, now=office.clock.ms)
    assert session is not None
    cookie = f"{COOKIE}={office.keys.code}~{logged_in.token}"
    return Program(office, **{"cookie": cookie, "x-csrf-token": session.csrf})


# --- A resident's rights ----------------------------------------------------------------------------------------------


def test_a_residents_wishes_are_written_down_and_answered(
    office: OfficeWorld, program: Program, request_: Submitted
) -> None:
    """A copy, a correction, a restriction: only when the KTP was seen, only what was asked for."""
    path = f"/requests/{request_.permohonan.id}/wishes"
    assert is_problem(program.post(path, {"kind": "copy", "ktp_seen": False}), 422, "not_seen")
    assert is_problem(program.post(f"{path}/copy", {"with_notes": True}), 409, "not_asked")
    for kind in ("copy", "correction", "restriction"):
        assert program.post(path, {"kind": kind, "ktp_seen": True}).status_code == 201
    assert is_problem(program.post(path, {"kind": "copy", "ktp_seen": True}), 409, "waits_already")
    assert [one["kind"] for one in program.get("/wishes").json()["wishes"]] == ["copy", "correction", "restriction"]

    wrong = {"field": "nama", "value": ""}
    assert program.post(f"{path}/correction", wrong).status_code == 422
    assert is_problem(program.post(f"{path}/correction", {"field": "none", "value": "x"}), 422, "no_such_answer")
    right = {"field": "nama", "value": "Siti Rahmawati Putri"}
    assert program.post(f"{path}/correction", right).json()["field"] == "nama"
    copy = program.post(f"{path}/copy", {"with_notes": True}).json()["copy"]
    assert copy["pembetulan"][0]["menjadi"] == "Siti Rahmawati Putri"
    assert program.post(f"{path}/restriction").json()["outcome"] == "granted"
    assert program.post(f"{path}/restriction/lift").status_code == 204
    assert is_problem(program.post(f"{path}/restriction/lift"), 409, "not_asked")
    assert program.get("/wishes").json()["wishes"] == []
    trail = program.get("/audit", request=request_.permohonan.id).text
    assert "Siti" not in trail


def test_data_is_destroyed_only_when_a_second_person_says_so(
    office: OfficeWorld, program: Program, request_: Submitted
) -> None:
    """On a resident's wish: refused while the request is open, who proposed a list cannot confirm it, and no token can."""
    path = f"/requests/{request_.permohonan.id}"
    assert program.post(f"{path}/wishes", {"kind": "destruction", "ktp_seen": True}).status_code == 201
    assert is_problem(program.post(f"{path}/wishes/destruction"), 409, "still_open")
    moved = program.post(f"{path}/status", {"to": "CANCELLED", "seen": "SUBMITTED", "note": "Batal."})
    assert moved.status_code == 200
    made = program.post(f"{path}/wishes/destruction").json()
    assert (made["cause"], made["requests"], made["left"]) == ("permintaan", 1, 1)
    one = f"/destructions/{made['id']}"
    assert is_problem(program.post(f"{one}/confirm"), 409, "same_person")
    assert is_problem(Program(office, Role.PETUGAS).post(f"{one}/confirm"), 403, "forbidden")
    with office.database.writing() as connection:
        second = tokens.make(connection, office.keys.code, "lurah", (Role.LURAH,), actor="sari", now=office.clock.ms)
    assert isinstance(second, tokens.Made)
    no_person = Program(office, authorization=f"Bearer {second.bearer}").post(f"{one}/confirm")
    assert is_problem(no_person, 409, "no_person")
    assert "petugas yang masuk dengan akunnya sendiri" in no_person.json()["detail"]
    assert "session" in no_person.json()["hint"]
    assert program.get(one).json()["destruction"]["left"] == 1
    lurah = person(office, hire(office, "lurah", Role.LURAH))
    assert lurah.post(f"{one}/confirm").json()["left"] == 0
    assert [row["id"] for row in lurah.get(one).json()["requests"]] == [request_.permohonan.id]
    assert is_problem(program.get(f"{path}/answers"), 409, "does_not_open")
    assert is_problem(lurah.post(f"{one}/reject"), 409, "decided")


@on_one
def test_a_list_of_what_is_due_is_made_once_and_can_be_rejected(
    office: OfficeWorld, program: Program, request_: Submitted
) -> None:
    """Nothing is due on the first day; years later it is, once."""
    assert is_problem(program.post("/destructions"), 409, "nothing_due")
    path = f"/requests/{request_.permohonan.id}/status"
    assert program.post(path, {"to": "CANCELLED", "seen": "SUBMITTED", "note": "Batal."}).status_code == 200
    longest = max(rule["active"] + rule["inactive"] for rule in program.get("/destructions").json()["rules"])
    office.clock.ms += (longest + 2) * 366 * 24 * 3_600_000
    assert program.get("/destructions").json()["due"] == 1
    made = program.post("/destructions")
    assert made.status_code == 201
    assert is_problem(program.post("/destructions"), 409, "nothing_due")
    assert program.post(f"/destructions/{made.json()['id']}/reject").json()["rejected_at"]
    with office.database.reading() as connection:
        assert retention.get(connection, office.keys.code, made.json()["id"]) is not None


# --- Content ----------------------------------------------------------------------------------------------------------

NEWS = {
    "title": {"id": "Posyandu pindah"},
    "summary": {"id": "Mulai Desember di balai RW 3."},
    "body": {"id": "Mulai Desember Posyandu ada di balai RW 3."},
    "source": "Kelurahan 26 Ilir",
    "updated": "2026-11-18",
}


def test_content_is_drafted_published_and_taken_back(office: OfficeWorld, program: Program) -> None:
    """As in the room: nobody sees a draft, kiosks get what is published, an edition of before comes back."""
    made = program.post("/content/C15/records", {"kind": "article", "record": NEWS}, **KEY)
    assert made.status_code == 201, made.text
    assert program.post("/content/C15/records", {"kind": "article", "record": NEWS}, **KEY).json() == made.json()
    record = f"/content/C15/records/{made.json()['id']}"
    page = program.get("/content/C15").json()
    assert [one["record"]["title"] for one in page["records"]].count(NEWS["title"]) == 1
    assert (page["drafted_by"], program.get("/files").json()["files"]) == ("program uji", [])
    changed = {"seen": made.json()["seen"], "record": {**NEWS, "title": {"id": "Posyandu pindah lagi"}}}
    saved = program.client.put(API + record, json=changed)
    assert saved.json()["record"]["title"] == {"id": "Posyandu pindah lagi"}
    assert is_problem(program.client.put(API + record, json=changed), 409, "changed_meanwhile")
    assert is_problem(program.post("/content/C15/publish", {"seen": page["seen"]}), 409, "changed_meanwhile")
    seen = program.get("/content/C15").json()["seen"]
    first = program.post("/content/C15/publish", {"seen": seen}).json()["number"]
    assert first is not None
    [file] = program.get("/files").json()["files"]
    assert file["name"] == made.json()["file"]
    assert program.post(f"{record}/remove", {"seen": saved.json()["seen"]}).status_code == 204
    seen = program.get("/content/C15").json()["seen"]
    second = program.post("/content/C15/publish", {"seen": seen}).json()["number"]
    back = {"name": file["name"], "number": first, "seen": second}
    assert program.post("/content/C15/revert", back).json()["number"] > second
    assert is_problem(program.post("/content/C15/revert", back), 409, "changed_meanwhile")
    editions = program.get("/content/C15/history").json()["editions"]
    assert [one["number"] for one in editions if one["number"]] == [second + 1, second, first]
    assert "Posyandu pindah lagi" in program.get("/files/text", name=file["name"]).json()["text"]


@on_one
def test_a_draft_that_no_kiosk_could_read_is_not_kept(program: Program) -> None:
    """A missing body, an unknown key, marks that no screen knows, an unknown service: refused, and the draft stays empty."""
    for wrong in (
        {**NEWS, "body": {"id": "**tebal**"}},
        {**NEWS, "colour": "red"},
        {**NEWS, "title": {"id": " "}},
        {**NEWS, "title": {"id": "x", "translations": {}}},
        {"title": {"id": "x"}},
    ):
        answer = program.post("/content/C15/records", {"kind": "article", "record": wrong})
        assert is_problem(answer, 422, "no_record"), wrong
    assert program.get("/content/C15").json()["seen"] == ""
    assert is_problem(program.get("/content/Z99"), 404, "not_found")
    made = program.post("/content/C15/records", {"kind": "article", "record": NEWS}).json()
    assert program.post(f"/content/C15/records/{made['id']}/shift", {"direction": "up"}).status_code == 204
    assert is_problem(program.post("/content/C15/discard", {"seen": "00"}), 409, "changed_meanwhile")
    seen = program.get("/content/C15").json()["seen"]
    assert program.post("/content/C15/discard", {"seen": seen}).status_code == 204
    assert program.get("/content/C15").json()["seen"] == ""


def test_a_service_is_told_of_in_the_offices_words(program: Program) -> None:
    """Published at once, with what to bring; taken back, the program's words are in use again."""
    path = "/services/D18/texts"
    before = program.get(path).json()
    wanted = {
        "seen": before["seen"],
        "summary": before["summary"],
        "estimate": "Selesai dalam 2 hari kerja",
        "cost": 0,
        "requirements": [*before["requirements"], {"text": "Materai 10.000"}],
    }
    done = program.client.put(API + path, json=wanted)
    assert done.status_code == 200, done.text
    number = done.json()["number"]
    after = program.get(path).json()
    assert (after["estimate"], after["seen"]) == ("Selesai dalam 2 hari kerja", number)
    assert [one["text"] for one in after["requirements"]][-1] == "Materai 10.000"
    assert is_problem(program.client.put(API + path, json=wanted), 409, "changed_meanwhile")
    assert program.post(f"{path}/revert", {"number": 0, "seen": number}).status_code == 200
    assert program.get(path).json()["estimate"] == before["estimate"]
    nowhere = {**wanted, "requirements": [{"text": "x", "id": "nowhere"}]}
    assert is_problem(program.client.put(API + path, json=nowhere), 422, "no_such_requirement")


# --- Settings and sticks ----------------------------------------------------------------------------------------------


@on_one
def test_the_queue_is_set_as_in_its_room(office: OfficeWorld, program: Program, request_: Submitted) -> None:
    """Letters that a kiosk gives are refused."""
    wanted = {**program.get("/queue/settings").json(), "letters": "U-Z", "notices": ["Istirahat pukul 12."]}
    assert program.client.put(f"{API}/queue/settings", json=wanted).json() == wanted
    with office.database.reading() as connection:
        assert lokets.queue_settings(connection, office.keys.code).notices == ("Istirahat pukul 12.",)
    taken = program.client.put(f"{API}/queue/settings", json={**wanted, "letters": "A-C"})
    assert is_problem(taken, 422, "wrong_values")
    assert program.get("/queue/settings").json() == wanted


@on_one
def test_letters_are_set_as_in_their_room(office: OfficeWorld, program: Program) -> None:
    """A pattern that could write two letters alike is refused whole; who may not sign sets nothing."""
    path = f"{API}/letters/settings"
    rules = program.get("/letters/settings").json()
    wanted = {**rules, "paper": "A4", "signers": [{**rules["signers"][0], "name": "Budi  Santoso"}]}
    done = program.client.put(path, json={"rules": wanted, "last": 40})
    assert (done.json()["paper"], done.json()["signers"][0]["name"]) == ("A4", "Budi Santoso")
    bad = program.client.put(path, json={"rules": {**wanted, "pattern": "[nomor]"}})
    assert is_problem(bad, 422, "no_year")
    assert program.get("/letters/settings").json() == done.json()
    assert is_problem(Program(office, Role.PETUGAS).get("/letters/settings"), 403, "forbidden")
    assert program.client.put(f"{path}/emblem", json={"picture": ""}).status_code == 204
    assert is_problem(program.client.put(f"{path}/emblem", json={"picture": "AAAA"}), 422, "no_picture")
    assert is_problem(program.client.put(f"{path}/emblem", json={"picture": "%"}), 422, "no_base64")


def test_what_a_stick_brings_is_taken_and_answered(program: Program, kiosk: KioskWorld, stick: Path) -> None:
    """A kiosk's file goes in, its reply comes out; sent twice it is taken once."""
    kiosk.submit()
    export(kiosk, stick)
    [(name, data)] = on(stick)
    file = {"name": name, "data": base64.b64encode(data).decode()}
    first, second = (program.post("/sticks/files", file).json() for _ in range(2))
    assert (first["kind"], first["state"], second["state"]) == ("entries", "taken", "known")
    assert first["reply"]["place"].endswith(name.replace(".pkx", ".pkr"))
    assert base64.b64decode(first["reply"]["data"])[:3] == b"PKR"
    assert len(program.get("/requests").json()["requests"]) == 1
    rubbish = program.post("/sticks/files", {"name": "x", "data": base64.b64encode(b"rubbish").decode()}).json()
    assert (rubbish["state"], rubbish["reply"]) == ("refused", None)
    assert is_problem(program.post("/sticks/files", {"name": "x", "data": "%"}), 422, "no_base64")


@on_one
def test_brackets_within_brackets_without_end_are_refused(program: Program) -> None:
    """Where a record may hold anything too."""
    body = b'{"kind":"article","record":{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}}"
    headers = {"content-type": "application/json"}
    answer = program.client.post(f"{API}/content/C15/records", content=body, headers=headers)
    assert is_problem(answer, 400, "unreadable")
