"""Nobody gets where they should not: every route of the server × everybody who could ask × what belongs to another office.

WHO, PARAMETERS and BODIES below are what this file believes; the routes come from the application. A new route that they do
not cover fails here and says what is missing.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest
from litestar import Litestar, Router, get
from litestar.routes import HTTPRoute
from sqlalchemy import select

from kiosk.usecases.submit import Submitted
from sync.server import office as offices
from sync.server.app import create_app
from sync.server.desk.frame import COOKIE, NotLoggedIn, admitted, needs, say_refused, to_login
from sync.server.people import accounts, roster, tokens
from sync.server.people.accounts import LoggedIn
from sync.server.people.rights import ALL_ROLES, Right, Role, rights_of
from sync.server.people.roster import Details, NewPassword
from sync.server.people.tokens import Made
from sync.server.privacy import retention
from sync.server.programs import webhooks
from sync.server.store import tables
from sync.server.work import forwards
from tests.postgres import Cluster
from tests.sync.world import URL, OfficeWorld, World, shipped

OTHER: Final = "16.71.02.1004"
NAME: Final = "Siti Rahmawati"
"""The resident in the sample of the service that is asked for."""

ADMIN, LURAH, PETUGAS = Role.ADMIN, Role.LURAH, Role.PETUGAS
OFFICE: Final = frozenset({ADMIN, LURAH, PETUGAS})
EVERYBODY: Final = frozenset(Role)
OPEN: Final = None
"""No log-in is asked."""

WHO: Final[dict[str, frozenset[Role] | None]] = {
    "/": EVERYBODY,
    "/keluar": EVERYBODY,
    "/masuk": OPEN,
    "/papan": OPEN,
    "/v1": OPEN,
    "/healthz": OPEN,
    "/web": OPEN,
    "/meja": frozenset({LURAH, PETUGAS}),
    "/meja/{permohonan_id}/nama": frozenset({LURAH}),
    "/meja/terusan": frozenset({Role.AGENCY}),
    "/meja/loket/atur": frozenset({ADMIN, LURAH}),
    "/meja/surat/atur": frozenset({LURAH}),
    "/meja/surat/lambang": frozenset({LURAH}),
    "/meja/surat/{letter_id}/batal": frozenset({LURAH}),
    "/meja/isi": frozenset({ADMIN, LURAH}),
    "/meja/kiosk": frozenset({ADMIN}),
    "/meja/flashdisk": OFFICE,
    "/meja/laporan": OFFICE,
    "/meja/akun": frozenset({ADMIN}),
    "/meja/akun/saya": EVERYBODY,
    "/meja/catatan": frozenset({ADMIN, LURAH}),
    "/meja/pemusnahan/{destruction}/setuju": frozenset({LURAH}),
    "/api/v1": OPEN,
    "/api/v1/openapi.json": OPEN,
    "/api/v1/{path}": OPEN,
    "/api/v1/session": EVERYBODY,
    "/api/v1/services": EVERYBODY,
    "/api/v1/agencies": EVERYBODY,
    "/api/v1/requests": frozenset({LURAH, PETUGAS}),
    "/api/v1/kiosks": frozenset({ADMIN}),
    "/api/v1/orders": frozenset({ADMIN}),
    "/api/v1/orders/hours": frozenset({ADMIN, LURAH}),
    "/api/v1/forwarded": frozenset({Role.AGENCY}),
    "/api/v1/requests/{permohonan_id}/reveal": frozenset({LURAH}),
    "/api/v1/queue": frozenset({LURAH, PETUGAS}),
    "/api/v1/board": frozenset({LURAH, PETUGAS}),
    "PUT /api/v1/lokets/{loket_id}": frozenset({ADMIN, LURAH}),
    "DELETE /api/v1/lokets/{loket_id}": frozenset({ADMIN, LURAH}),
    "/api/v1/letters/{letter_id}/void": frozenset({LURAH}),
    "/api/v1/letters/settings": frozenset({LURAH}),
    "/api/v1/queue/settings": frozenset({ADMIN, LURAH}),
    "/api/v1/wishes": frozenset({LURAH, PETUGAS}),
    "/api/v1/destructions": frozenset({LURAH, PETUGAS}),
    "/api/v1/destructions/{destruction}/confirm": frozenset({LURAH}),
    "/api/v1/content": frozenset({ADMIN, LURAH}),
    "/api/v1/services/{service_ref}/texts": frozenset({ADMIN, LURAH}),
    "/api/v1/sticks": OFFICE,
    "/api/v1/lokets": frozenset({LURAH, PETUGAS}),
    "/api/v1/letters": frozenset({LURAH, PETUGAS}),
    "/api/v1/files": frozenset({ADMIN, LURAH}),
    "/api/v1/reports": OFFICE,
    "/api/v1/accounts": frozenset({ADMIN}),
    "/api/v1/tokens": frozenset({ADMIN}),
    "/api/v1/export": frozenset({ADMIN}),
    "/api/v1/webhooks": frozenset({ADMIN}),
    "/api/v1/audit": frozenset({ADMIN, LURAH}),
}
"""Who may enter below an address, or do one thing there; of two that fit the longer one counts. What is open is open there and not below, but for
the kiosks' own addresses.
"""
_OPEN_BELOW: Final = ("/v1", "/masuk", "/papan", "/web", "/api/v1/openapi.json")


class Unknown(Exception):
    """A way that this file cannot walk yet."""


@dataclass(frozen=True)
class City:
    """Two offices in one process: one with a kiosk, requests, a letter, people of every role; one next to it."""

    app: Litestar
    office: OfficeWorld
    other: offices.OfficeKeys
    badges: Mapping[str, str]  # of everybody: what their cookie or their program's token holds
    csrf: Mapping[str, str]
    forwarded: str  # the request that Disdukcapil was asked about
    things: Mapping[str, str]  # what can stand in an address
    secrets: tuple[str, ...]  # what nobody of the other office may read

    def rows(self, office: str | None = None) -> dict[str, str]:
        """A fingerprint of everything in the database, or of everything of one office, by table."""
        found = {}
        with self.office.database.reading() as connection:
            for table in tables.metadata.sorted_tables:
                query = select(table).order_by(*table.primary_key)
                if office is not None:
                    query = query.where(table.c.office == office)
                digest = hashlib.sha256()
                for row in connection.execute(query):
                    digest.update(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]).encode())
                found[table.name] = digest.hexdigest()
        return found


@dataclass(frozen=True)
class Way:
    """One method of one address of the application."""

    method: str
    path: str
    right: Right | None

    @property
    def who(self) -> frozenset[Role] | None:
        """Who may, by WHO. Raises Unknown for an address that it does not name."""
        if str(self) in WHO:
            return WHO[str(self)]
        fits = [one for one in WHO if self.path == one or self.path.startswith(f"{one.rstrip('/')}/")]
        fits = [one for one in fits if WHO[one] is not OPEN or self.path == one or one in _OPEN_BELOW]
        fits = [one for one in fits if one != "/" or self.path == "/"]
        if not fits:
            raise Unknown(f"{self}: who may use it? Say so in WHO.")
        return WHO[max(fits, key=len)]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass
class Ask:
    """How somebody calls a way."""

    city: City
    client: httpx2.AsyncClient
    wrong: list[str] = field(default_factory=list)

    async def call(self, way: Way, who: str, *, token: str | None = None, **headers: str) -> httpx2.Response:
        """Their badge, their session's token (or `token`), and values that fit."""
        badge = self.city.badges.get(who, "")
        if who.startswith("program"):
            headers["authorization"] = f"Bearer {badge}"
        elif badge:
            headers["cookie"] = f"{COOKIE}={badge}"
        token = self.city.csrf.get(who, "") if token is None else token
        address = _address(way, self.city)
        if way.method == "GET":
            return await self.client.get(address, headers=headers)
        body = _body(way, self.city)
        if way.path.startswith("/api/"):
            if not who.startswith("program"):
                headers["x-csrf-token"] = token
            return await self.client.request(way.method, address, json=body, headers=headers)
        form = {"token": token, **body}
        if way.path in _MULTIPART:
            parts: dict[str, Any] = {key: (None, str(value)) for key, value in form.items()}
            parts[_MULTIPART[way.path]] = ("berkas.pkx", b"PKX")
            return await self.client.post(address, files=parts, headers=headers)
        return await self.client.post(address, data=form, headers=headers)

    def expect(self, good: object, way: Way, who: str, response: httpx2.Response) -> None:
        """Notes what went wrong, so that one run names it all."""
        if not good:
            where = response.headers.get("location", "")
            self.wrong.append(f"{way} as {who}: {response.status_code} {where}".rstrip())


_MULTIPART: Final = {
    "/meja/flashdisk": "berkas",
    "/meja/flashdisk/berkas": "berkas",
    "/meja/surat/lambang": "lambang",
}
"""Forms with a file, and its field."""


def _address(way: Way, city: City) -> str:
    """The address with things of the first office in it. Raises Unknown for a part that `City.things` does not hold."""

    def fill(part: re.Match[str]) -> str:
        for key in (f"{way.path[: part.start()]}{part[1]}", part[1]):
            if key in city.things:
                return city.things[key]
        raise Unknown(f"{way}: what can stand for {part[0]}? Say so in `_things`.")

    return re.sub(r"\{(\w+)\}", fill, way.path) + _QUERY.get(way.path, "")


_QUERY: Final = {
    "/meja/baru": "?sejak=0",
    "/meja/akun/petugas": "?nama=sari",
    "/api/v1/reports": "?first=2026-11-01&last=2026-11-18",
}

_IDLE: Final[dict[str, Any]] = {}
BODIES: Final[dict[str, dict[str, Any]]] = {
    "/keluar": _IDLE,
    "/meja/cari": {"cari": "A-001"},
    "/meja/{permohonan_id}/status": {"dari": "SUBMITTED", "ke": "IN_REVIEW"},
    "/meja/{permohonan_id}/batal": {"dari": "IN_REVIEW"},
    "/meja/{permohonan_id}/petugas": {"petugas": "petugas"},
    "/meja/{permohonan_id}/catatan": {"teks": "Tunggu berkas asli."},
    "/meja/{permohonan_id}/instansi": {"instansi": "disdukcapil"},
    "/meja/{permohonan_id}/terusan": {"instansi": "kua", "diminta": "Mohon dicek."},
    "/meja/{permohonan_id}/terusan/tarik": {"nomor": 1},
    "/meja/{permohonan_id}/nama": {"teks": "Diminta lurah."},
    "/meja/flashdisk": _IDLE,
    "/meja/flashdisk/berkas": _IDLE,
    "/meja/kiosk/daftar": {"nama": "Ruang tunggu", "alamat": ""},
    "/meja/kiosk/perintah": {"perintah": "pesan", "kiosk": "{kiosk_id}", "teks": "Tutup pukul 11."},
    "/meja/kiosk/{kiosk_id}/daftar": {"alamat": ""},
    "/meja/kiosk/{kiosk_id}/cabut": {"yakin": "ya"},
    "/meja/kiosk/{kiosk_id}/jatah": {"jatah": 10},
    "/meja/terusan/{permohonan_id}/jawab": {"jawaban": "agreed", "penjelasan": "Baik."},
    "/meja/loket/buka": {"loket": "1"},
    "/meja/loket/tutup": _IDLE,
    "/meja/loket/tekan": {"tombol": "panggil", "nomor": "{ticket_id}"},
    "/meja/loket/nomor": {"grup": "surat"},
    "/meja/loket/atur/loket": {"nomor": "1", "nama": "Depan", "grup": "surat"},
    "/meja/loket/atur/hapus": {"nomor": "1"},
    "/meja/loket/atur/antrean": {"bahasa": "id"},
    "/meja/surat/baru": {"permohonan": "{permohonan_id}"},
    "/meja/surat/atur": _IDLE,
    "/meja/surat/lambang": _IDLE,
    "/meja/surat/{letter_id}": _IDLE,
    "/meja/surat/{letter_id}/terbit": _IDLE,
    "/meja/surat/{letter_id}/hapus": _IDLE,
    "/meja/surat/{letter_id}/batal": {"alasan": "Salah nama."},
    "/meja/isi/jam": {"selalu": "ya"},
    "/meja/isi/layanan/{ref}": _IDLE,
    "/meja/isi/layanan/{ref}/pintu": _IDLE,
    "/meja/isi/layanan/{ref}/bawaan": _IDLE,
    "/meja/isi/{ref}/terbit": _IDLE,
    "/meja/isi/{ref}/buang": _IDLE,
    "/meja/isi/{ref}/kembali": _IDLE,
    "/meja/isi/{ref}/tambah/{kind}": _IDLE,
    "/meja/isi/{ref}/ubah/{record_id}": _IDLE,
    "/meja/isi/{ref}/hapus/{record_id}": _IDLE,
    "/meja/isi/{ref}/geser/{record_id}": {"arah": "naik"},
    "/meja/akun/aturan": _IDLE,
    "/meja/akun/baru": {"nama": "orang-baru", "peran": "admin"},
    "/meja/akun/petugas": {"nama": "sari", "peran": "petugas"},
    "/meja/akun/petugas/sandi": {"nama": "sari"},
    "/meja/akun/petugas/tutup": {"nama": "petugas"},
    "/meja/akun/petugas/buka": {"nama": "petugas"},
    "/meja/akun/petugas/bebas": {"nama": "sari"},
    "/meja/akun/petugas/sesi": {"nama": "petugas"},
    "/meja/akun/petugas/kode": {"nama": "petugas"},
    "/meja/akun/saya/sandi": {"lama": "x", "baru": "payung kopi jendela", "ulang": "payung kopi jendela"},
    "/meja/akun/saya/peramban": _IDLE,
    "/meja/akun/saya/kode": {"kode": "000000"},
    "/meja/akun/saya/kode/mulai": {"sandi": "x"},
    "/meja/akun/saya/kode/cadangan": {"sandi": "x", "kode": "000000"},
    "/meja/akun/saya/kode/mati": {"sandi": "x", "kode": "000000"},
    "/meja/akun/program": {"nama": "Mata-mata", "peran": "petugas"},
    "/meja/akun/program/cabut": {"id": "{token_id}"},
    "/meja/akun/program/kabar": {"alamat": "https://sistem.example/kabar"},
    "/meja/akun/program/kabar/tombol": {"id": "{hook_id}", "tombol": "hapus"},
    "/meja/akun/program/kabar/jaringan": _IDLE,
    "/meja/hak/cari": {"cari": "A-001"},
    "/meja/hak/{permohonan_id}/minta": _IDLE,
    "/meja/hak/{permohonan_id}/salinan": _IDLE,
    "/meja/hak/{permohonan_id}/betulkan": _IDLE,
    "/meja/hak/{permohonan_id}/batasi": _IDLE,
    "/meja/hak/{permohonan_id}/lepas": _IDLE,
    "/meja/hak/{permohonan_id}/musnahkan": _IDLE,
    "/meja/hak/{permohonan_id}/tolak": _IDLE,
    "/meja/pemusnahan": _IDLE,
    "/meja/pemusnahan/{destruction}/setuju": _IDLE,
    "/meja/pemusnahan/{destruction}/tolak": _IDLE,
    "/api/v1/requests/search": {"text": "A-001"},
    "/api/v1/requests/{permohonan_id}/status": {"seen": "SUBMITTED", "to": "IN_REVIEW"},
    "/api/v1/requests/{permohonan_id}/undo": {"seen": "IN_REVIEW"},
    "/api/v1/requests/{permohonan_id}/reveal": {"reason": "Diminta lurah."},
    "/api/v1/requests/{permohonan_id}/assignee": {"petugas": "petugas"},
    "/api/v1/requests/{permohonan_id}/notes": {"text": "Tunggu berkas asli."},
    "/api/v1/requests/{permohonan_id}/forwards": {"agency": "kua", "asked": "Mohon dicek."},
    "/api/v1/requests/{permohonan_id}/forwards/{number}/withdraw": _IDLE,
    "/api/v1/requests/{permohonan_id}/wishes": {"kind": "copy", "ktp_seen": True},
    "/api/v1/requests/{permohonan_id}/wishes/copy": {"with_notes": True},
    "/api/v1/requests/{permohonan_id}/wishes/correction": {"field": "nama", "value": "Siti Rahmawati Putri"},
    "/api/v1/requests/{permohonan_id}/wishes/restriction": _IDLE,
    "/api/v1/requests/{permohonan_id}/wishes/restriction/lift": _IDLE,
    "/api/v1/requests/{permohonan_id}/wishes/destruction": _IDLE,
    "/api/v1/requests/{permohonan_id}/wishes/refuse": {"kind": "copy", "reason": "Bukan datanya."},
    "/api/v1/destructions": _IDLE,
    "/api/v1/destructions/{destruction}/confirm": _IDLE,
    "/api/v1/destructions/{destruction}/reject": _IDLE,
    "/api/v1/queue/settings": {"letters": "V-Z", "board_key": "", "notices": [], "languages": ["id"]},
    "/api/v1/letters/settings": {
        "rules": {
            "head": {"government": "PEMERINTAH KOTA", "district": "KECAMATAN", "office": "KELURAHAN"},
            "place": "Palembang",
            "signers": [{"position": "LURAH"}],
            "paper": "F4",
            "codes": "new",
            "pattern": "[kode]/[nomor]/[tahun]",
            "numbering": "one",
        }
    },
    "/api/v1/letters/settings/emblem": {"picture": ""},
    "/api/v1/content/{ref}/records": {
        "kind": "entry",
        "record": {"title": {"id": "Pos ronda"}, "summary": {"id": "Di depan balai."}},
    },
    "/api/v1/content/{ref}/records/{record_id}": {"seen": "00", "record": {"title": {"id": "Pos ronda"}}},
    "/api/v1/content/{ref}/records/{record_id}/remove": {"seen": "00"},
    "/api/v1/content/{ref}/records/{record_id}/shift": {"direction": "up"},
    "/api/v1/content/{ref}/publish": {"seen": "00"},
    "/api/v1/content/{ref}/discard": {"seen": "00"},
    "/api/v1/content/{ref}/revert": {"name": "content/c15_tanggap_bencana_kantor.toml", "number": 0, "seen": 0},
    "/api/v1/services/{service_ref}/texts": {
        "seen": 0,
        "summary": "Surat keterangan",
        "estimate": "Satu hari",
        "cost": 0,
        "requirements": [],
    },
    "/api/v1/services/{service_ref}/texts/revert": {"number": 0, "seen": 0},
    "/api/v1/sticks/files": {"name": "00000001-00000002.pkx", "data": "UEtY"},
    "/api/v1/forwarded/{permohonan_id}/answer": {"verdict": "agreed", "text": "Baik."},
    "/api/v1/queue/numbers": {"group": "surat"},
    "/api/v1/queue/numbers/{ticket_id}/cancel": _IDLE,
    "/api/v1/lokets/{loket_id}": {"name": "Depan"},
    "/api/v1/lokets/{loket_id}/open": _IDLE,
    "/api/v1/lokets/{loket_id}/close": _IDLE,
    "/api/v1/lokets/{loket_id}/call": {"seen": "", "number": "{ticket_id}"},
    "/api/v1/lokets/{loket_id}/recall": {"seen": "{ticket_id}"},
    "/api/v1/lokets/{loket_id}/serve": {"seen": "{ticket_id}"},
    "/api/v1/lokets/{loket_id}/hold": {"seen": "{ticket_id}"},
    "/api/v1/lokets/{loket_id}/absent": {"seen": "{ticket_id}"},
    "/api/v1/lokets/{loket_id}/finish": {"seen": "{ticket_id}"},
    "/api/v1/lokets/{loket_id}/transfer": {"seen": "{ticket_id}", "group": "surat"},
    "/api/v1/letters": {"template": "domisili", "request": "{permohonan_id}"},
    "/api/v1/letters/{letter_id}/content": _IDLE,
    "/api/v1/letters/{letter_id}/issue": _IDLE,
    "/api/v1/letters/{letter_id}/void": {"reason": "Salah nama."},
    "/api/v1/files/publish": {"files": []},
    "/api/v1/files/withdraw": {"name": "content/c15_kantor.toml"},
    "/api/v1/accounts": {"name": "mata-mata", "details": {"roles": ["admin"]}},
    "/api/v1/accounts/{name}": {"roles": ["admin"]},
    "/api/v1/accounts/{name}/password": _IDLE,
    "/api/v1/accounts/{name}/close": _IDLE,
    "/api/v1/accounts/{name}/reopen": _IDLE,
    "/api/v1/accounts/{name}/unlock": _IDLE,
    "/api/v1/accounts/{name}/end-sessions": _IDLE,
    "/api/v1/accounts/{name}/factor-off": _IDLE,
    "/api/v1/tokens": {"name": "Mata-mata", "roles": ["petugas"]},
    "/api/v1/tokens/{token_id}/revoke": _IDLE,
    "/api/v1/webhooks": {"url": "https://sistem.example/kabar"},
    "/api/v1/webhooks/{hook_id}/resume": _IDLE,
    "/api/v1/webhooks/{hook_id}/test": _IDLE,
    "/api/v1/webhooks/reach": {"lan": False},
    "/api/v1/requests/{permohonan_id}/holder": {"agency": "disdukcapil"},
    "/api/v1/kiosks": {"name": "Ruang tunggu"},
    "/api/v1/kiosks/{kiosk_id}/revoke": _IDLE,
    "/api/v1/kiosks/{kiosk_id}/quota": {"entries_a_day": 10},
    "/api/v1/orders": {"order": {"kind": "show_message", "text": "Tutup pukul 11."}, "kiosk_id": "{kiosk_id}"},
    "/api/v1/orders/hours": {"week": [], "kiosk_id": "{kiosk_id}"},
}
"""What a form or a program sends to be heard, beside its token."""


def _body(way: Way, city: City) -> dict[str, Any]:
    if way.method == "DELETE":
        return {}
    if way.path not in BODIES:
        raise Unknown(f"{way}: what does it want to be sent? Say so in BODIES.")
    text = json.dumps(BODIES[way.path])
    for name, thing in city.things.items():
        text = text.replace(f"{{{name}}}", thing)
    found: dict[str, Any] = json.loads(text)
    return found


def ways(app: Litestar) -> list[Way]:
    """Every method of every address; OPTIONS and HEAD say nothing of anybody."""
    found = []
    for route in app.routes:
        assert isinstance(route, HTTPRoute), f"{route.path}: no HTTP; this file cannot call it"
        for handler in route.route_handlers:
            right = handler.opt.get("right")
            methods = set(map(str, handler.http_methods)) - {"OPTIONS", "HEAD"}
            found += [Way(method, route.path_format, right) for method in sorted(methods)]
    return found


def closed_ways(city: City) -> list[Way]:
    """Those that ask for a log-in and that this file can walk; the first test names the others."""
    return [way for way in ways(city.app) if not unknown(way, city) and way.who is not OPEN]


def unknown(way: Way, city: City) -> str:
    """What this file would have to know to call a way; empty when it knows it."""
    try:
        if way.who is not OPEN:
            _address(way, city)
            if way.method != "GET":
                _body(way, city)
    except Unknown as error:
        return str(error)
    return ""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster | None) -> Iterator[City]:
    """Made once: nothing that is not allowed changes it, which is what the tests are about."""
    with World(tmp_path_factory.mktemp("city"), cluster) as world:
        yield built(world, tmp_path_factory.mktemp("keys"))


def built(world: World, folder: Path) -> City:
    """Two offices, the first one at work."""
    office = world.office()
    code, now = office.keys.code, office.clock.ms
    _, other = offices.prepare(folder, code=OTHER, name="Kelurahan 27 Ilir", zone=7, database=office.url, url=URL)
    kiosk = world.kiosk(office)
    [one, two] = kiosk.submit(2)
    kiosk.sync()
    with office.database.writing() as connection:
        tables.add_office(connection, OTHER, now=now)
        accounts.put(connection, OTHER, "tetangga", "lain-sekali", now=now, roles=ALL_ROLES)
    app = create_app(office.database, office.keys, shipped(), office.clock, others=[other])
    wanted: dict[str, tuple[str, Details]] = {
        "admin": (code, Details(roles=(ADMIN,))),
        "lurah": (code, Details(roles=(LURAH,))),
        "petugas": (code, Details(roles=(PETUGAS,))),
        "disdukcapil": (code, Details(roles=(Role.AGENCY,), agency="disdukcapil")),
        "kua": (code, Details(roles=(Role.AGENCY,), agency="kua")),
        "everything": (code, Details(roles=ALL_ROLES)),
        "neighbour": (OTHER, Details(roles=ALL_ROLES)),
        "neighbour-agency": (OTHER, Details(roles=(Role.AGENCY,), agency="disdukcapil")),
    }
    badges, csrf = {}, {}
    for name, (at, details) in wanted.items():
        with office.database.writing() as connection:
            made = roster.add(connection, at, name, details, agencies={"disdukcapil", "kua"}, actor="sari", now=now)
        assert isinstance(made, NewPassword), made
        logged_in = accounts.log_in(office.database, at, name, made.password, now=now)
        assert isinstance(logged_in, LoggedIn)
        session = accounts.session(office.database, at, logged_in.token, now=now)
        assert session is not None
        badges[name], csrf[name] = f"{at}~{logged_in.token}", session.csrf
    with office.database.writing() as connection:
        forwards.forward(
            connection, office.keys, two.permohonan.id, "disdukcapil", "Mohon dicek.", actor="sari", now=now
        )
        for name, at in (("program", code), ("program-neighbour", OTHER)):
            token = tokens.make(connection, at, name, (PETUGAS,), actor="sari", now=now)
            assert isinstance(token, Made)
            badges[name] = token.bearer
        more = {
            "token_id": tokens.listed(connection, code)[0].id,
            "destruction": retention.propose(connection, code, (), retention.Cause.SCHEDULE, actor="sari", now=now).id,
        }
        hook = webhooks.make(connection, office.keys, "https://sistem.example/kabar", actor="sari", now=now)
        assert isinstance(hook, webhooks.Made)
    things = _things(app, office, badges, csrf, one)
    things |= more | {"kiosk_id": kiosk.keys.id, "hook_id": hook.id}
    things |= {f"{place}/permohonan_id": two.permohonan.id for place in ("/meja/terusan", "/api/v1/forwarded")}
    secrets = (NAME, one.permohonan.id, two.permohonan.id, kiosk.keys.id, "A-001", "A-002")
    return City(app, office, other, badges, csrf, two.permohonan.id, things, secrets)


def _things(
    app: Litestar, office: OfficeWorld, badges: Mapping[str, str], csrf: Mapping[str, str], one: Submitted
) -> dict[str, str]:
    """A letter is begun, a loket opened; and what else stands in addresses."""
    things = {
        "permohonan_id": one.permohonan.id,
        "field": "foto",
        "/meja/isi/layanan/ref": "D18",
        "ref": "C15",
        "service_ref": "D18",
        "kind": "berkas.xlsx",
        "/meja/isi/{ref}/tambah/kind": "article",
        "record_id": "bpbd",
        "number": "1",
        "loket_id": "1",
        "year": "2026",
        "name": "sari",
    }

    async def begin() -> None:
        async with _client(app) as client:
            headers = {"cookie": f"{COOKIE}={badges['everything']}"}
            form = {"token": csrf["everything"], "permohonan": one.permohonan.id}
            for path, more in (
                ("/meja/surat/baru", {}),
                ("/meja/loket/atur/loket", {"nomor": "1", "nama": "Loket depan"}),
            ):
                answer = await client.post(path, data={**form, **more}, headers=headers)
                assert answer.status_code == 303, (path, answer.status_code)

    asyncio.run(begin())
    with office.database.reading() as connection:
        things["letter_id"] = connection.execute(select(tables.letters.c.id)).scalar_one()
        things["ticket_id"] = (
            connection.execute(select(tables.tickets.c.id).order_by(tables.tickets.c.id)).scalars().first() or ""
        )
    return things


def _client(app: Litestar) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=URL, follow_redirects=False)


def asked(city: City, script: Any) -> list[str]:
    """Runs what asks; what went wrong."""

    async def run() -> list[str]:
        async with _client(city.app) as client:
            ask = Ask(city, client)
            await script(ask)
            return ask.wrong

    return asyncio.run(run())


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [name for name, rows in after.items() if rows != before[name]]


def is_refused(response: httpx2.Response, *, program: bool) -> bool:
    """Somebody known gets 403; a stranger is sent to the log-in, a program gets 401."""
    if response.status_code == 403:
        return True
    to_log_in = response.status_code == 303 and response.headers["location"].startswith("/masuk")
    return response.status_code == 401 if program else to_log_in


# --- What the routes say of themselves ----------------------------------------------------------------------------------


def test_this_file_knows_every_route_of_the_server(city: City) -> None:
    """Who may use it, what stands in its address, what it wants to be sent: a new route is added to the tables above."""
    assert [missing for way in ways(city.app) if (missing := unknown(way, city))] == []


def test_every_route_says_who_may_and_it_is_who_should(city: City) -> None:
    """The rights in the code against the table in this file, role by role."""
    wrong = []
    for way in ways(city.app):
        if unknown(way, city):
            continue
        wanted = way.who
        if wanted is OPEN:
            if way.right not in (None, Right.OPEN):
                wrong.append(f"{way} asks for {way.right}, and WHO says that it is open")
            continue
        if way.right is None:
            wrong.append(f"{way} names no right: it is closed to all; say opt=needs(Right.…)")
            continue
        may = {role for role in Role if way.right in rights_of((role,))}
        if may != wanted:
            wrong.append(f"{way} ({way.right}) lets in {sorted(may)}, WHO says {sorted(wanted)}")
    assert wrong == []


def test_a_route_that_says_nothing_of_itself_is_closed_to_all(city: City) -> None:
    """To those too who may do everything."""

    @get("/lupa", sync_to_thread=False)
    def forgotten() -> str:
        return "rahasia"

    @get("/boleh", opt=needs(Right.OWN), sync_to_thread=False)
    def allowed() -> str:
        return "boleh"

    handlers: Any = {NotLoggedIn: to_login, 403: say_refused}
    router = Router("/", route_handlers=[forgotten, allowed], guards=[admitted], exception_handlers=handlers)
    app = Litestar([router], state=city.app.state, logging_config=None, openapi_config=None)

    async def run() -> list[int]:
        async with _client(app) as client:
            headers = {"cookie": f"{COOKIE}={city.badges['everything']}"}
            return [(await client.get(path, headers=headers)).status_code for path in ("/lupa", "/boleh")]

    assert asyncio.run(run()) == [403, 200]


# --- Everybody everywhere -----------------------------------------------------------------------------------------------

ROLES_OF: Final = {
    "admin": {ADMIN},
    "lurah": {LURAH},
    "petugas": {PETUGAS},
    "disdukcapil": {Role.AGENCY},
    "kua": {Role.AGENCY},
}


def test_nobody_gets_where_they_should_not(city: City) -> None:
    """Every closed way as a stranger and as each role that may not: refused, and nothing in the database has changed."""
    before = city.rows()

    async def script(ask: Ask) -> None:
        for way in closed_ways(city):
            program = way.path.startswith("/api/")
            for who, roles in {"nobody": set(), **ROLES_OF}.items():
                assert way.who is not None
                if way.who & roles:
                    continue
                response = await ask.call(way, who)
                good = is_refused(response, program=program)
                ask.expect(good and NAME not in response.text, way, who, response)

    assert asked(city, script) == []
    assert changed(before, city.rows()) == []


def test_who_may_gets_there(city: City) -> None:
    """The other half, or the first would hold for a server that refuses everything: every page opens for who may see it."""

    async def script(ask: Ask) -> None:
        for way in closed_ways(city):
            for who, roles in ROLES_OF.items():
                assert way.who is not None
                if way.method != "GET" or not way.who & roles:
                    continue
                response = await ask.call(way, who)
                good = response.status_code < 500 and not is_refused(response, program=way.path.startswith("/api/"))
                ask.expect(good, way, who, response)

    assert asked(city, script) == []


def test_another_offices_people_find_nothing_here(city: City) -> None:
    """Everybody of the office next door, with rights to everything there, and ids of everything here: nothing of ours is
    shown, nothing changes; whatever office their address names.
    """
    before = city.rows(city.office.keys.code)

    async def script(ask: Ask) -> None:
        for way in closed_ways(city):
            if way.path == "/keluar":
                continue  # of their own session
            for who in ("neighbour", "neighbour-agency", "program-neighbour"):
                response = await ask.call(way, who)
                sent = _address(way, city) + json.dumps(_body(way, city) if way.method != "GET" else "")
                shown = [one for one in city.secrets if one in response.text and one not in sent]
                ask.expect(response.status_code < 500 and not shown, way, who, response)
                if way.method == "GET" and "_id}" in way.path and "/isi/" not in way.path:
                    ask.expect(response.status_code in (303, 401, 403, 404), way, who, response)

    assert asked(city, script) == []
    assert changed(before, city.rows(city.office.keys.code)) == []


def test_what_they_tried_is_heard_at_home(world: World, tmp_path: Path) -> None:
    """The same calls by whoever may make them, each from a fresh page: understood, allowed and found, or the test above would
    hold for calls that nobody could make.
    """
    city = built(world, tmp_path / "keys")

    async def script(ask: Ask) -> None:
        for way in sorted(closed_ways(city), key=_gently):
            assert way.who is not None
            if way.method == "GET" or str(way) in NOT_AT_HOME:
                continue
            who = "disdukcapil" if way.who == {Role.AGENCY} else "everything"
            response = await ask.call(way, who)
            ask.expect(response.status_code in (200, 201, 202, 204, 303, 409), way, who, response)

    assert asked(city, script) == []


NOT_AT_HOME: Final = {
    "POST /keluar": "nothing could be called after it",
    "POST /api/v1/webhooks/{hook_id}/test": "would call another program",
    "PUT /api/v1/letters/{letter_id}/content": "a whole letter; tests/server/test_rest.py writes one",
    "POST /api/v1/files/publish": "a whole file; tests/server/test_rest.py publishes one",
    "POST /api/v1/files/withdraw": "nothing was published",
    "POST /meja/akun/program/cabut": "the API has revoked it before",
    "POST /meja/akun/program/kabar/tombol": "the API needs it",
    "DELETE /api/v1/letters/{letter_id}": "the page has thrown it away before",
    "POST /api/v1/accounts/{name}/reopen": "it is open",
}
"""Calls that are not made twice, and why."""
_ENDINGS: Final = (
    "close",
    "tutup",
    "revoke",
    "cabut",
    "hapus",
    "musnahkan",
    "setuju",
    "tolak",
    "issue",
    "void",
    "batal",
)


def _gently(way: Way) -> tuple[bool, bool, str]:
    """What takes something away comes last."""
    return way.method == "DELETE", way.path.endswith(_ENDINGS), way.path


def test_a_cookie_or_an_address_that_names_another_office_opens_nothing_there(city: City) -> None:
    """The token of one office with the name of the other in the cookie, no name at all, `kantor` in the address."""
    own_code = city.office.keys.code
    token = city.badges["neighbour"].partition("~")[2]

    async def script(ask: Ask) -> None:
        page = Way("GET", "/meja", Right.REQUESTS)
        for badge in (f"{own_code}~{token}", f"~{token}", token, f"{OTHER}~", "~", ""):
            for query in ("", f"?kantor={own_code}", f"?kantor={OTHER}"):
                response = await ask.client.get(f"/meja{query}", headers={"cookie": f"{COOKIE}={badge}"})
                ask.expect(is_refused(response, program=False), page, repr(badge[:3]), response)
        headers = {"cookie": f"{COOKIE}={city.badges['neighbour']}"}
        response = await ask.client.get(f"/meja?kantor={own_code}", headers=headers)
        ask.expect(response.status_code == 200 and "A-001" not in response.text, page, "neighbour", response)

    assert asked(city, script) == []


def test_an_agency_sees_what_was_forwarded_to_it_and_nothing_else(city: City) -> None:
    async def script(ask: Ask) -> None:
        one = Way("GET", "/meja/terusan/{permohonan_id}", Right.FORWARDED)
        response = await ask.call(one, "disdukcapil")
        ask.expect(response.status_code == 200 and NAME in response.text, one, "disdukcapil", response)
        for who, request in (("kua", city.forwarded), ("disdukcapil", city.things["permohonan_id"])):
            headers = {"cookie": f"{COOKIE}={city.badges[who]}"}
            response = await ask.client.get(f"/meja/terusan/{request}", headers=headers)
            ask.expect(response.status_code == 404 and NAME not in response.text, one, who, response)
            form = {"token": city.csrf[who], "jawaban": "agreed", "penjelasan": "Baik."}
            response = await ask.client.post(f"/meja/terusan/{request}/jawab", data=form, headers=headers)
            ask.expect(response.status_code == 404, one, who, response)

    before = city.rows()
    assert asked(city, script) == []
    assert changed(before, city.rows()) in ([], ["audit", "offices"], ["offices", "audit"])  # its look is recorded


# --- Forms and programs -------------------------------------------------------------------------------------------------


def test_every_form_is_refused_without_its_sessions_token_and_from_another_site(city: City) -> None:
    """No token, a made-up one, a colleague's; another site's page, with the right one: refused, and nothing has changed."""
    before = city.rows()

    async def script(ask: Ask) -> None:
        for way in closed_ways(city):
            if way.method == "GET":
                continue
            assert way.who is not None
            who = "disdukcapil" if way.who == {Role.AGENCY} else "everything"
            for token in ("", "x" * 43, city.csrf["admin"]):
                response = await ask.call(way, who, token=token)
                ask.expect(response.status_code == 403, way, f"{who} with the token {token[:3]!r}", response)
            if way.path.startswith("/api/"):
                continue
            for header, value in (("origin", "http://evil.test"), ("origin", "null"), ("sec-fetch-site", "cross-site")):
                response = await ask.call(way, who, **{header: value})
                ask.expect(response.status_code == 403, way, f"{who} from {value}", response)

    assert asked(city, script) == []
    assert changed(before, city.rows()) == []


def test_a_programs_token_opens_the_api_as_its_roles_say_and_no_page(city: City) -> None:
    """It needs no session's token, and a revoked or mangled one opens nothing."""
    code = city.office.keys.code
    before = city.rows()

    async def script(ask: Ask) -> None:
        for way in closed_ways(city):
            program = way.path.startswith("/api/")
            assert way.who is not None
            if program and PETUGAS in way.who:
                if way.method == "GET":
                    response = await ask.call(way, "program")
                    ask.expect(response.status_code in (200, 404), way, "program", response)
            else:
                response = await ask.call(way, "program")
                ask.expect(is_refused(response, program=program), way, "program", response)
        session = Way("GET", "/api/v1/session", Right.OWN)
        badge = city.badges["program"]
        bad = (
            badge + "x",
            badge.partition("~")[2],
            f"~{badge.partition('~')[2]}",
            f"{OTHER}~{badge.partition('~')[2]}",
        )
        for one in (*bad, "", f"{code}~", city.badges["petugas"]):
            headers = {"authorization": f"Bearer {one}"}
            response = await ask.client.get("/api/v1/session", headers=headers)
            ask.expect(response.status_code == 401, session, f"Bearer {one[:3]}…", response)
        headers = {"cookie": f"{COOKIE}={badge}"}  # nor is it a session
        ask.expect((await ask.client.get("/meja", headers=headers)).status_code == 303, session, "cookie", response)

    assert asked(city, script) == []
    changed_by_looking = {"audit", "offices", "tokens"}  # the answers it may open, and when it was used
    assert set(changed(before, city.rows())) <= changed_by_looking
