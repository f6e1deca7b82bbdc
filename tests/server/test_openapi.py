"""What programs may ask, asked in every way that the API's own description allows, and in ways that it does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kiosk.clock import Zone
from sync.server.content import drafts
from sync.server.exchange import files
from sync.server.exchange.calls import Calls
from sync.server.hall import antrean, lokets
from sync.server.letters import book, templates
from sync.server.letters.book import LetterState
from sync.server.people import roster, tokens
from sync.server.people.rights import ALL_ROLES, Role
from sync.server.people.tokens import Made
from sync.server.privacy import retention
from sync.server.programs import webhooks
from sync.server.work import forwards, requests
from tests.sync.world import KioskWorld, OfficeWorld, shipped

EXAMPLES = {GenerationMode.POSITIVE: 3, GenerationMode.NEGATIVE: 1}
FILE = "services/texts/jv.toml"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:schemathesis", "ignore::DeprecationWarning:starlette"
)


def token(office: OfficeWorld, *roles: Role, agency: str | None = None) -> dict[str, str]:
    with office.database.writing() as connection:
        made = tokens.make(connection, office.keys.code, "uji", roles, actor="sari", now=office.clock.ms, agency=agency)
    assert isinstance(made, Made), made
    return {"authorization": f"Bearer {made.bearer}"}


@pytest.fixture
def filled(office: OfficeWorld, kiosk: KioskWorld) -> OfficeWorld:
    """An office with something of everything."""
    kiosk.submit(2)
    kiosk.submit(service_id="J01")
    kiosk.sync()
    code, zone, now = office.keys.code, Zone(office.keys.zone), office.clock.ms
    with office.database.writing() as connection:
        for one in ("1", "2"):
            lokets.put_loket(connection, code, one, "", (), actor="sari", now=now)
        antrean.open_loket(connection, code, "2", actor="sari", now=now, zone=zone)
        roster.add(connection, code, "tono", roster.Details(), agencies=(), actor="sari", now=now)
        files.publish(connection, code, {FILE: "[texts]\n"}, data=None, actor="sari", now=now)
        webhooks.make(connection, office.keys, "http://127.0.0.1:9/", actor="sari", now=now)
        book.begin(
            connection,
            office.keys,
            templates.shipped().all[0],
            shelf=templates.shipped(),
            opened=None,
            catalog=shipped(),
            actor="sari",
            now=now,
        )
        for item in requests.listed(connection, code):
            asked = forwards.forward(
                connection, office.keys, item.permohonan.id, "kua", "Apakah benar?", actor="sari", now=now
            )
            assert isinstance(asked, forwards.Forward)
        tokens.make(connection, code, "lain", (Role.PETUGAS,), actor="sari", now=now)
        retention.propose(connection, code, (), retention.Cause.SCHEDULE, actor="sari", now=now)
    office.app.state.calls = Calls(burst=1e9)
    return office


class Asked:
    """Every operation of the API, asked a few times; what the answers were, and what was wrong with them."""

    def __init__(self, office: OfficeWorld, headers: dict[str, str]) -> None:
        self._headers = headers
        self._schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", office.app)
        # Who asks is what this is about, not how one could ask without being let in.
        self._schema.config.generation.update(with_security_parameters=False)
        self._known = known_places(office)
        self.statuses: dict[str, set[int]] = {}
        self.wrong: list[str] = []

    def all(self, modes: Iterable[GenerationMode] = GenerationMode) -> None:
        operations = [found.ok() for found in self._schema.get_all_operations()]
        # What takes something away comes last, or the others would find nothing.
        for operation in sorted(operations, key=lambda one: (one.method == "delete", "revoke" in one.path)):
            takes_something = any(map(len, (operation.path_parameters, operation.query, operation.body)))
            for mode in modes:
                if mode is GenerationMode.POSITIVE or takes_something:
                    self._some(operation, mode)

    def _some(self, operation: Any, mode: GenerationMode) -> None:
        @settings(
            derandomize=True,
            deadline=None,
            max_examples=EXAMPLES[mode],
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            if mode is GenerationMode.POSITIVE:
                for name in case.path_parameters:
                    case.path_parameters[name] = self._known.get(name, case.path_parameters[name])
                case.query.pop("cursor", None)  # only what an answer gave is one
                if operation.path.endswith("/files/text"):
                    case.query["name"] = FILE
            response = case.call(headers=self._headers)
            self.statuses.setdefault(operation.label, set()).add(response.status_code)
            if mode is GenerationMode.POSITIVE and response.status_code == 400:
                self.wrong.append(f"{operation.label}: 400 for what the description allows: {response.json()['hint']}")
            try:
                case.validate_response(response, checks=CHECKS)
            except FailureGroup as group:
                # By kind only: an answer may hold what a resident wrote.
                kinds = {type(failure).__name__ for failure in group.exceptions}
                self.wrong.append(f"{operation.label}: {response.status_code} {', '.join(sorted(kinds))}")

        ask()


def known_places(office: OfficeWorld) -> dict[str, Any]:
    """Ids of what there is, for the addresses."""
    opened = next(one for one in office.opened() if one.photos)
    with office.database.reading() as connection:
        code = office.keys.code
        queue = antrean.queue(connection, code, now=office.clock.ms, zone=Zone(office.keys.zone))
        [letter] = book.listed(connection, code, list(LetterState))
        [hook] = webhooks.listed(connection, code)
        token_id = next(one.id for one in tokens.listed(connection, code) if one.name == "lain")
        [destruction] = retention.lists(connection, code)
        record = next(one.file.records()[0] for one in drafts.sheets(connection, code, "C15") if one.file.records())
    return {
        "permohonan_id": opened.item.permohonan.id,
        "kiosk_id": opened.item.kiosk_id,
        "field": next(iter(opened.photos)),
        "number": 1,
        "loket_id": "1",
        "ticket_id": queue.waiting[0].id,
        "letter_id": letter.id,
        "hook_id": hook.id,
        "name": "tono",
        "token_id": token_id,
        "destruction": destruction.id,
        "ref": "C15",
        "record_id": record.id,
        "service_ref": "D18",
        "year": 2026,
    }


def test_every_answer_to_the_office_is_one_that_the_description_names(filled: OfficeWorld) -> None:
    """Admin, lurah and petugas in one: nothing breaks, no status, type or shape that is not described; each is reached."""
    asked = Asked(filled, token(filled, *ALL_ROLES))
    asked.all()
    assert not asked.wrong, "\n".join(asked.wrong)
    unreached = {label for label, statuses in asked.statuses.items() if not statuses - {400, 401, 403, 404}}
    assert {label for label in unreached if "/forwarded" not in label} == set()


@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True, scope="module")
def test_an_agency_gets_described_answers_and_nothing_of_the_office(filled: OfficeWorld) -> None:
    """What is not for it is 403 or 404, in the shape of a problem; what was forwarded to it, it can open and answer."""
    asked = Asked(filled, token(filled, Role.AGENCY, agency="kua"))
    asked.all([GenerationMode.POSITIVE])
    assert not asked.wrong, "\n".join(asked.wrong)
    reached = {label for label, statuses in asked.statuses.items() if statuses & {200, 201, 204}}
    assert {label for label in reached if "/forwarded" not in label} == {
        "GET /api/v1/session",
        "GET /api/v1/services",
        "GET /api/v1/agencies",
    }
    assert {"GET /api/v1/forwarded", "GET /api/v1/forwarded/{permohonan_id}"} <= reached
