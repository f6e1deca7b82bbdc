"""The API for programs: the same use cases as the desk, as JSON."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.usecases.submit import Submitted
from sync.server.exchange.calls import Calls
from sync.server.people import accounts, tokens
from sync.server.people.rights import ALL_ROLES, Right, Role
from tests.server.test_openapi import token
from tests.sync.world import PASSWORD, URL, KioskWorld, OfficeWorld

API = "/api/v1"
on_one = pytest.mark.parametrize("cluster", ["sqlite"], indirect=True, scope="module")
"""What does not depend on the database: tests/server/test_openapi.py asks every operation on both."""


class Program:
    """Another program of the office, with its token."""

    def __init__(self, office: OfficeWorld, *roles: Role, agency: str | None = None, **headers: str) -> None:
        self.client = httpx2.Client(
            transport=office.road, base_url=URL, headers=headers or token(office, *roles, agency=agency)
        )

    def get(self, path: str, **query: Any) -> httpx2.Response:
        return self.client.get(API + path, params=query)

    def post(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> httpx2.Response:
        return self.client.post(API + path, json=body or {}, headers=headers)


@pytest.fixture
def program(office: OfficeWorld) -> Program:
    return Program(office, *ALL_ROLES)


@pytest.fixture
def request_(kiosk: KioskWorld) -> Submitted:
    [one] = kiosk.submit()
    kiosk.sync()
    return one


def is_problem(response: httpx2.Response, status: int, code: str) -> bool:
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    body = response.json()
    assert set(body) == {"type", "title", "status", "code", "detail", "hint"}
    assert body["status"] == status
    return bool(body["code"] == code)


@on_one
def test_the_description_is_open_and_the_rest_is_not(office: OfficeWorld, request_: Submitted) -> None:
    """OpenAPI without a log-in; everything that tells of anybody needs a token that is known."""
    stranger = Program(office, authorization="Bearer nonsense")
    description = stranger.get("/openapi.json")
    assert description.json()["openapi"].startswith("3.1")
    for path in description.json()["paths"]:
        if "{" not in path:
            method = next(iter(description.json()["paths"][path]))
            answer = stranger.client.request(method.upper(), path)
            assert is_problem(answer, 401, "not_logged_in"), path
    assert "WWW-Authenticate" in answer.headers


@on_one
def test_every_route_says_what_it_needs_and_what_it_refuses(office: OfficeWorld) -> None:
    """No route without a right, none that hides the shape of its refusals; every field of an input is explained."""
    schema = Program(office, *ALL_ROLES).get("/openapi.json").json()
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert {"400", "401", "403", "429", "503"} <= set(operation["responses"]), (method, path)
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"]
            assert operation["description"].endswith("."), path
    for name, component in schema["components"]["schemas"].items():
        assert component.get("description"), name


@on_one
def test_who_asks_is_told(office: OfficeWorld, program: Program) -> None:
    """Name, roles and rights of a token."""
    me = program.get("/session").json()
    assert (me["office"], me["name"], me["agency"]) == (office.keys.code, "program uji", None)
    assert set(me["rights"]) == {right.value for right in Right} - {"forwarded"}


@on_one
def test_a_revoked_token_opens_nothing(office: OfficeWorld, program: Program) -> None:
    """From the next request on."""
    assert program.get("/session").status_code == 200
    with office.database.writing() as connection:
        [made] = tokens.listed(connection, office.keys.code)
        assert tokens.revoke(connection, office.keys.code, made.id, actor="sari", now=office.clock.ms)
    assert is_problem(program.get("/session"), 401, "not_logged_in")


@on_one
def test_a_cookie_alone_changes_nothing(office: OfficeWorld, request_: Submitted) -> None:
    """Another site's page could send it along; with the session's own token it works."""
    logged_in = accounts.log_in(office.database, office.keys.code, "sari", PASSWORD, now=office.clock.ms)
    assert isinstance(logged_in, accounts.LoggedIn)
    browser = Program(office, cookie=f"meja={office.keys.code}~{logged_in.token}")
    move = {"to": "IN_REVIEW", "seen": "SUBMITTED"}
    path = f"/requests/{request_.permohonan.id}/status"
    assert is_problem(browser.post(path, move), 403, "forbidden")
    assert office.items()[0].permohonan.status is PermohonanStatus.SUBMITTED
    csrf = browser.get("/session").json()["csrf"]
    assert browser.post(path, move, **{"x-csrf-token": csrf}).status_code == 200


def test_lists_come_in_pages_that_neither_repeat_nor_skip(program: Program, kiosk: KioskWorld) -> None:
    """By cursor, also while new requests arrive."""
    made = [one.permohonan.id for one in kiosk.submit(5)]
    kiosk.sync()
    first = program.get("/requests", limit=2).json()
    kiosk.clock.ms += 1000
    made += [one.permohonan.id for one in kiosk.submit(2)]
    kiosk.sync()
    seen = [one["id"] for one in first["requests"]]
    at = first["next"]
    while at:
        page = program.get("/requests", limit=2, cursor=at).json()
        seen += [one["id"] for one in page["requests"]]
        at = page["next"]
    assert sorted(seen) == sorted(made)
    assert is_problem(program.get("/requests", cursor="abc"), 400, "bad_cursor")


def test_requests_are_filtered(office: OfficeWorld, program: Program, kiosk: KioskWorld) -> None:
    """By status, service and arrival."""
    [one] = kiosk.submit()
    [complaint] = kiosk.submit(service_id="J01")
    kiosk.sync()
    office.move(one.permohonan.id, PermohonanStatus.IN_REVIEW)

    def ids(**query: Any) -> list[str]:
        return [found["id"] for found in program.get("/requests", **query).json()["requests"]]

    assert ids(status="IN_REVIEW") == [one.permohonan.id]
    both = sorted([one.permohonan.id, complaint.permohonan.id])
    assert ids(status=["SUBMITTED", "IN_REVIEW"]) == both
    assert ids(service=complaint.permohonan.service) == [complaint.permohonan.id]
    assert ids(since="2026-11-18T00:00:00+07:00") == both
    assert ids(until="2026-11-18T00:00:00+07:00") == []
    assert is_problem(program.get("/requests", since="2026-11-18T00:00:00"), 422, "no_zone")


def test_a_request_is_found_opened_and_the_look_recorded(
    office: OfficeWorld, program: Program, request_: Submitted
) -> None:
    """By code, slip and number; the list holds no answers, opening does and leaves a line."""
    for text in (str(request_.code), request_.slip.qr, "a-001"):
        found = program.post("/requests/search", {"text": text})
        assert [one["id"] for one in found.json()["requests"]] == [request_.permohonan.id]
        assert "Siti" not in found.text
    assert program.post("/requests/search", {"text": "A-999"}).json()["requests"] == []
    path = f"/requests/{request_.permohonan.id}"
    assert "Siti" not in program.get(path).text
    opened = program.get(f"{path}/answers")
    assert opened.json()["answers"]["nama"] == "Siti Rahmawati"
    assert opened.headers["cache-control"] == "no-store"
    trail = program.get("/audit", request=request_.permohonan.id).json()["lines"]
    assert [(line["actor"], line["action"]) for line in trail] == [("program uji", "opened")]


def test_a_move_reaches_the_kiosk_and_the_slower_one_is_told(
    program: Program, kiosk: KioskWorld, request_: Submitted
) -> None:
    """The same table of moves as at the desk; `seen` guards against a colleague's."""
    path = f"/requests/{request_.permohonan.id}/status"
    refused = program.post(path, {"to": "INCOMPLETE", "seen": "SUBMITTED"})
    assert is_problem(refused, 422, "needs_note")
    moved = program.post(path, {"to": "INCOMPLETE", "seen": "SUBMITTED", "note": "Fotokopi KK belum ada."})
    assert (moved.json()["status"], moved.json()["allowed"]) == ("INCOMPLETE", ["IN_REVIEW", "REJECTED", "CANCELLED"])
    assert is_problem(program.post(path, {"to": "CANCELLED", "seen": "SUBMITTED"}), 409, "changed_meanwhile")
    assert is_problem(program.post(path, {"to": "READY", "seen": "INCOMPLETE"}), 409, "not_allowed")
    kiosk.sync()
    assert kiosk.status(request_.permohonan.id).note == "Fotokopi KK belum ada."


@on_one
def test_what_is_unknown_is_said_in_one_shape(program: Program) -> None:
    """Addresses, ids, fields and methods."""
    nobody = "/requests/019a0000-0000-7000-8000-000000000000"
    assert is_problem(program.get(nobody), 404, "not_found")
    assert is_problem(program.get("/requests/none"), 404, "not_found")
    assert is_problem(program.get("/nowhere"), 404, "not_found")
    assert is_problem(program.post(f"{nobody}/status", {"to": "READY", "seen": "READY", "x": 1}), 400, "unreadable")
    assert is_problem(program.client.delete(f"{API}/requests"), 405, "method_not_allowed")
    assert is_problem(program.client.post(f"{API}/orders", content=b"{"), 400, "unreadable")


@on_one
def test_a_program_gone_mad_is_told_to_wait_and_the_others_are_served(office: OfficeWorld, program: Program) -> None:
    """A bucket of calls for each token."""
    office.app.state.calls = Calls(burst=3, per_second=0.001)
    other = Program(office, *ALL_ROLES)
    assert [program.get("/session").status_code for _ in range(4)] == [200, 200, 200, 429]
    last = program.get("/session")
    assert is_problem(last, 429, "too_many")
    assert int(last.headers["retry-after"]) > 0
    assert other.get("/session").status_code == 200


@on_one
def test_kiosks_are_enrolled_limited_and_revoked(office: OfficeWorld, program: Program, kiosk: KioskWorld) -> None:
    """And orders given, which they follow."""
    made = program.post("/kiosks", {"name": "Teras", "url": "http://192.168.1.10:8080"})
    assert made.status_code == 201
    kiosk_id = made.json()["kiosk_id"]
    assert kiosk_id in made.json()["enrolment"]
    assert program.post(f"/kiosks/{kiosk_id}/quota", {"entries_a_day": 5}).status_code == 204
    assert program.post(f"/kiosks/{kiosk_id}/revoke").status_code == 204
    assert program.get(f"/kiosks/{kiosk_id}").json()["revoked_at"]
    assert is_problem(program.post("/kiosks/222222/revoke"), 404, "not_found")
    order = {"kind": "close_service", "service": "D18", "reason": "Blangko habis"}
    given = program.post("/orders", {"order": order})
    assert given.status_code == 201
    assert kiosk.keys.id in given.json()["waited_for"]
    kiosk.sync()
    kiosk.sync()
    assert is_problem(program.post("/orders", {"order": {**order, "service": "nope"}}), 422, "wrong_values")


@on_one
def test_an_agency_answers_what_was_forwarded_to_it_and_nothing_else(
    office: OfficeWorld, program: Program, kiosk: KioskWorld
) -> None:
    """It opens and answers its own; another request is not there for it."""
    asked, other = (one.permohonan.id for one in kiosk.submit(2))
    kiosk.sync()
    question = {"agency": "kua", "asked": "Apakah tercatat?"}
    assert program.post(f"/requests/{asked}/forwards", question).status_code == 201
    assert is_problem(program.post(f"/requests/{asked}/forwards", question), 409, "waits_already")
    kua = Program(office, Role.AGENCY, agency="kua")
    puskesmas = Program(office, Role.AGENCY, agency="puskesmas")
    assert [one["id"] for one in kua.get("/forwarded").json()["waiting"]] == [asked]
    assert kua.get(f"/forwarded/{asked}").json()["answers"]["nama"] == "Siti Rahmawati"
    for who, path in ((kua, f"/forwarded/{other}"), (puskesmas, f"/forwarded/{asked}")):
        assert is_problem(who.get(path), 404, "not_found")
    assert is_problem(kua.get(f"/requests/{asked}/answers"), 403, "forbidden")
    refused = kua.post(f"/forwarded/{asked}/answer", {"verdict": "refused"})
    assert is_problem(refused, 422, "needs_text")
    assert kua.post(f"/forwarded/{asked}/answer", {"verdict": "agreed", "text": "Ya."}).status_code == 200
    [answered] = program.get(f"/requests/{asked}/forwards").json()["forwards"]
    assert (answered["verdict"], answered["answer"]) == ("agreed", "Ya.")


@on_one
def test_who_complains_in_confidence_is_shown_to_who_may_sign_with_a_reason(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """Not with the answers, not to a petugas; the lurah's look is recorded."""
    [complaint] = kiosk.submit(service_id="J01")
    kiosk.sync()
    path = f"/requests/{complaint.permohonan.id}"
    petugas, lurah = Program(office, Role.PETUGAS), Program(office, Role.LURAH)
    assert "Rudi" not in petugas.get(f"{path}/answers").text
    assert is_problem(petugas.post(f"{path}/reveal", {"reason": "Perlu dihubungi"}), 403, "forbidden")
    assert lurah.post(f"{path}/reveal", {"reason": "Perlu dihubungi"}).json()["answers"]["nama"] == "Rudi Hartono"
    trail = lurah.get("/audit", request=complaint.permohonan.id, action="revealed").json()["lines"]
    assert len(trail) == 1


def test_a_number_is_called_served_and_done_once(office: OfficeWorld, program: Program, kiosk: KioskWorld) -> None:
    """A button that is pressed twice counts once; a loket that nobody opened calls nobody."""
    kiosk.submit()
    kiosk.sync()
    office.clock.ms = kiosk.clock.ms
    assert program.client.put(f"{API}/lokets/1", json={"name": "Depan"}).status_code == 204
    assert is_problem(program.post("/lokets/1/call", {"seen": ""}), 409, "not_seated")
    assert program.post("/lokets/1/open").json()["petugas"] == "program uji"
    called = program.post("/lokets/1/call", {"seen": ""}).json()
    assert (called["ticket"], called["state"], called["loket"]) == ("A-001", "CALLED", "1")
    assert is_problem(program.post("/lokets/1/call", {"seen": ""}), 409, "changed_meanwhile")
    assert program.post("/lokets/1/serve", {"seen": called["id"]}).json()["state"] == "SERVING"
    assert is_problem(program.post("/lokets/1/call", {"seen": called["id"]}), 409, "nobody_waits")
    assert program.get("/queue").json()["at_lokets"] == []
    by_hand = program.post("/queue/numbers", {"group": "surat"})
    assert (by_hand.status_code, by_hand.json()["by_hand"]) == (201, True)


@on_one
def test_a_letter_is_begun_filled_and_printed(program: Program, request_: Submitted) -> None:
    """From the answers; what still has blanks or no signer is not issued; its PDF is one."""
    begun = program.post("/letters", {"template": "domisili", "request": request_.permohonan.id})
    assert begun.status_code == 201, begun.text
    letter = begun.json()
    path = f"/letters/{letter['letter']['id']}"
    assert "SITI RAHMAWATI" in begun.text
    assert "SITI" not in program.get("/letters", state="draft").text
    assert program.post(f"{path}/issue").status_code == 409
    page = program.get(f"{path}/pdf")
    assert (page.headers["content-type"], page.content[:5]) == ("application/pdf", b"%PDF-")
    content = letter["content"]
    assert program.client.put(f"{API}{path}/content", json=content).status_code == 200
    evil = {**content, "title": "a\u0000b"}
    assert is_problem(program.client.put(f"{API}{path}/content", json=evil), 422, "odd_characters")
    assert program.client.delete(f"{API}{path}").status_code == 204
    assert is_problem(program.get(path), 404, "not_found")


@on_one
def test_the_last_admin_stays_and_a_password_is_shown_once(program: Program) -> None:
    """Accounts by program: the same rules as in the room."""
    made = program.post("/accounts", {"name": "tono", "details": {"roles": ["petugas"]}})
    assert (made.status_code, made.json()["name"]) == (201, "tono")
    assert made.json()["password"] not in program.get("/accounts").text
    assert is_problem(program.post("/accounts/sari/close"), 409, "last_admin")
    assert is_problem(program.post("/accounts", {"name": "tono", "details": {"roles": ["petugas"]}}), 409, "taken")
    assert program.post("/accounts/tono/close").status_code == 204


@on_one
def test_an_export_needs_its_right_and_answers_their_switch(office: OfficeWorld, request_: Submitted) -> None:
    """An admin exports; a petugas does not."""
    admin, petugas = Program(office, Role.ADMIN), Program(office, Role.PETUGAS)
    assert is_problem(petugas.get("/export/requests"), 403, "forbidden")
    assert admin.get("/export/requests").json()["requests"][0]["answers"] is None
    table = admin.get("/export/requests.csv", service="surat_keterangan_domisili", answers="true")
    assert "Siti Rahmawati" in table.text
    assert table.headers["content-type"].startswith("text/csv")
