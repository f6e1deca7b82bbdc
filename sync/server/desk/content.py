"""The room "Isi kiosk": what kiosks show, by service, each record a form; looked at, published, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect

from kiosk.domain.catalog import Catalog, Information
from kiosk.domain.catalog import Entry as CatalogEntry
from kiosk.domain.content import Record, Schedule, is_over
from kiosk.errors import WrongUse
from sync.server.content import drafts
from sync.server.content.drafts import Edition, Overtaken, Place, Sheet
from sync.server.context import Server
from sync.server.desk import hours, records, services, words
from sync.server.desk.frame import ServerDep, SessionDep, needs, own, page
from sync.server.desk.preview import lines, preview
from sync.server.exchange import files
from sync.server.people.accounts import Session
from sync.server.people.rights import Right

ADDRESS: Final = "/meja/isi"

KIND_TITLES: Final[dict[str, tuple[str, str, str]]] = {
    "article": ("Bacaan", "Tambah bacaan atau pengumuman", "book-open"),
    "schedule": ("Jadwal", "Tambah jadwal", "calendar-days"),
    "entry": ("Daftar tempat, nomor, dan tautan", "Tambah ke daftar", "map-pin"),
    "document": ("Dokumen", "Tambah dokumen", "file-text"),
    "table": ("Angka", "Tambah tabel angka", "chart-column"),
}
"""By kind: heading, the button that makes a new one, icon."""

_DONE: Final = {
    "disimpan": "Tersimpan sebagai draf. Warga belum melihatnya sampai Anda menerbitkannya.",
    "dihapus": "Dihapus dari draf. Warga masih melihatnya sampai Anda menerbitkan.",
    "terbit": "Terbit. Setiap kiosk menampilkannya saat terhubung berikutnya.",
    "dibuang": "Draf dibuang. Yang dilihat warga tidak berubah.",
    "kembali": "Isi yang lama terbit lagi. Setiap kiosk menampilkannya saat terhubung berikutnya.",
    "sama": "Tidak ada yang berubah.",
}
_WRONG: Final = {
    "draf": "Rekan Anda ({actor}) baru saja mengubah draf ini. Lihat dulu isinya di bawah, lalu terbitkan.",
    "didahului": "Sejak draf ini dimulai, {actor} sudah menerbitkan isi lain di bagian yang sama. "
    "Periksa riwayatnya. Kalau draf Anda yang benar, tekan Terbitkan sekali lagi.",
    "riwayat": "Rekan Anda ({actor}) baru saja menerbitkan isi lain. Lihat riwayat terbaru di bawah.",
    "ditolak": "Isi ini belum bisa diterbitkan, karena kiosk tidak bisa membacanya. Tunjukkan kepada pengelola sistem: {what}",
}


class PublishForm(msgspec.Struct, frozen=True):
    """ "Terbitkan" and "Buang draf": `dari` is the fingerprint of what the page showed."""

    token: str = ""
    dari: str = ""
    tetap: str = ""  # "ya": although somebody else published in between


class RevertForm(msgspec.Struct, frozen=True):
    """ "Kembalikan": which edition of which file, and the newest one that the page showed."""

    token: str = ""
    nama: str = ""
    nomor: int = -1
    dari: int = -1


class RemoveForm(msgspec.Struct, frozen=True):
    """ "Hapus" of one record."""

    token: str = ""
    dari: str = ""


class ShiftForm(msgspec.Struct, frozen=True):
    """ "Naik" and "Turun"."""

    token: str = ""
    arah: str = ""


class CollectionRow(msgspec.Struct, frozen=True):
    """One service of the overview."""

    ref: str
    icon: str
    title: str
    summary: str
    count: str
    unknown: str  # how many say "tanyakan petugas"
    state: str  # "", "draft", "own"
    says: str


class RecordRow(msgspec.Struct, frozen=True):
    """One record of a service."""

    id: str
    title: str
    note: str
    state: Literal["", "new", "changed"]
    over: bool
    first: bool
    last: bool
    seen: str


class Group(msgspec.Struct, frozen=True):
    """The records of one kind in one file."""

    heading: str
    icon: str
    note: str
    own: bool
    rows: tuple[RecordRow, ...]


class HistoryRow(msgspec.Struct, frozen=True):
    """One publication."""

    name: str
    number: int
    newest: int
    what: str
    says: str
    current: bool


class Standing(msgspec.Struct, frozen=True):
    """Which kiosks show what was published last."""

    says: str
    waited_for: tuple[str, ...]
    refused: tuple[str, ...]


class Asked(msgspec.Struct, frozen=True):
    """The page of one record's form."""

    kind: str
    record: Record | None  # none: a new one
    place: Place
    seen: str


# --- Overview ---------------------------------------------------------------------------------------------------------


@get(ADDRESS, opt=needs(Right.CONTENT), sync_to_thread=True)
def overview_page(server: ServerDep, session: SessionDep) -> Response[str]:
    """Every service that has something to read, and what is not published yet."""
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        all_ = drafts.sheets(connection, server.office.code)
    rows = [
        _collection(server, entry, [one for one in all_ if one.file.service == entry.ref], now)
        for entry in _entries(server.catalog, all_)
    ]
    return page(
        "isi.html",
        server,
        session=session,
        drafted=[row for row in rows if row.state == "draft"],
        rows=[row for row in rows if row.state != "draft"],
    )


def _entries(catalog: Catalog, all_: list[Sheet]) -> list[CatalogEntry]:
    there = {one.file.service for one in all_}
    return [one for one in catalog.entries() if isinstance(one, Information) or one.ref in there]


def _collection(server: Server, entry: CatalogEntry, here: list[Sheet], now: int) -> CollectionRow:
    all_ = [record for one in here for record in one.file.records()]
    today = server.zone.local(now).date()
    # What residents are sent to the counter for.
    unknown = sum(any(line.missing for line in lines(record, today)) for record in all_)
    draft = max((one.draft for one in here if one.draft), key=lambda one: one.at, default=None)
    issue = max((one.issue for one in here if one.issue), key=lambda one: one.at, default=None)
    state, says = "", "Bawaan program"
    if draft is not None:
        state, says = "draft", f"Draf {draft.actor}, {words.short_moment(server.zone, draft.at, now=now)}"
    elif issue is not None:
        state, says = "own", f"Terbit {words.short_moment(server.zone, issue.at, now=now)}"
    return CollectionRow(
        ref=entry.ref,
        icon=entry.icon,
        title=entry.title.id,
        summary=entry.summary.id,
        count=f"{len(all_)} isi" if all_ else "Kosong",
        unknown=f"{unknown} perlu dilengkapi" if unknown else "",
        state=state,
        says=says,
    )


# --- One service ------------------------------------------------------------------------------------------------------


@get(f"{ADDRESS}/{{ref:str}}", opt=needs(Right.CONTENT), sync_to_thread=True)
def collection_page(
    server: ServerDep, session: SessionDep, ref: FromPath[str], pesan: FromQuery[str] = ""
) -> Response[str]:
    """What stands under one service."""
    return _collection_page(server, session, ref, done=_DONE.get(pesan))


@post(f"{ADDRESS}/{{ref:str}}/terbit", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def publish(
    server: ServerDep, session: SessionDep, ref: FromPath[str], data: URLEncodedBody[PublishForm]
) -> Response[Any]:
    """Publishes the drafts of a service."""
    own(session, data.token)
    try:
        with server.database.writing() as connection:
            done = drafts.publish(
                connection,
                server.office.code,
                ref,
                seen=data.dari,
                over=data.tetap == "ya",
                data=server.data,
                actor=session.petugas,
                now=server.clock.now_ms(),
            )
    except WrongUse as error:
        return _collection_page(server, session, ref, wrong=_WRONG["ditolak"].format(what=error.what))
    match done:
        case Overtaken(actor=actor):
            with server.database.reading() as connection:
                here = drafts.sheets(connection, server.office.code, ref)
            same = bool(data.dari) and drafts.fingerprint_of_drafts(here) == data.dari
            wrong = _WRONG["didahului" if same else "draf"].format(actor=actor or "pengelola sistem")
            return _collection_page(server, session, ref, wrong=wrong, over=same)
        case None:
            return Redirect(f"{ADDRESS}/{ref}?pesan=sama", status_code=303)
        case _:
            return Redirect(f"{ADDRESS}/{ref}?pesan=terbit", status_code=303)


@post(f"{ADDRESS}/{{ref:str}}/buang", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def discard(
    server: ServerDep, session: SessionDep, ref: FromPath[str], data: URLEncodedBody[PublishForm]
) -> Response[Any]:
    """Throws the drafts of a service away."""
    own(session, data.token)
    with server.database.writing() as connection:
        done = drafts.discard(connection, server.office.code, ref, seen=data.dari)
    if not done:
        return _collection_page(server, session, ref, wrong=_WRONG["draf"].format(actor="rekan lain"))
    return Redirect(f"{ADDRESS}/{ref}?pesan=dibuang", status_code=303)


@post(f"{ADDRESS}/{{ref:str}}/kembali", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def revert(
    server: ServerDep, session: SessionDep, ref: FromPath[str], data: URLEncodedBody[RevertForm]
) -> Response[Any]:
    """Publishes an edition of before once more."""
    own(session, data.token)
    try:
        with server.database.writing() as connection:
            done = drafts.revert(
                connection,
                server.office.code,
                data.nama,
                data.nomor,
                seen=data.dari,
                data=server.data,
                actor=session.petugas,
                now=server.clock.now_ms(),
            )
    except WrongUse as error:
        return _collection_page(server, session, ref, wrong=_WRONG["ditolak"].format(what=error.what))
    if isinstance(done, Overtaken):
        return _collection_page(server, session, ref, wrong=_WRONG["riwayat"].format(actor=done.actor))
    return Redirect(f"{ADDRESS}/{ref}?pesan={'sama' if done is None else 'kembali'}", status_code=303)


def _collection_page(
    server: Server,
    session: Session,
    ref: str,
    *,
    done: str | None = None,
    wrong: str | None = None,
    over: bool = False,
) -> Response[str]:
    now = server.clock.now_ms()
    entry = next((one for one in server.catalog.entries() if one.ref == ref), None)
    if entry is None:
        return page("tidak_ada.html", server, status=404, session=session, what="Bagian ini", back=ADDRESS)
    with server.database.reading() as connection:
        here = drafts.sheets(connection, server.office.code, ref)
        editions = drafts.history(connection, server.office.code, [one.name for one in here])
        standings = files.standings(connection, server.office.code)
    place = drafts.place_of_new(ref, here)
    here.sort(key=lambda one: (one.name != place.name, one.shipped, one.name))
    written = [one.draft for one in here if one.draft]
    draft = max(written, key=lambda one: one.at, default=None)
    issued = max((one.number for one in here), default=0)
    return page(
        "isi_bagian.html",
        server,
        status=409 if wrong else 200,
        session=session,
        entry=entry,
        address=f"{ADDRESS}/{ref}",
        groups=[group for one in here for group in _groups(server, one, place, now)],
        add=[(kind, title, icon) for kind, (_, title, icon) in _kinds_of(here)],
        drafted=f"{draft.actor}, {words.short_moment(server.zone, draft.at, now=now)}" if draft else "",
        seen=drafts.fingerprint_of_drafts(here),
        changes=sum(_changes(one) for one in here),
        standing=_standing(standings, issued) if issued else None,
        history=[_edition(server, one, here, now) for one in editions],
        done=done,
        wrong=wrong,
        over=over,
    )


def _kinds_of(here: list[Sheet]) -> list[tuple[str, tuple[str, str, str]]]:
    """What can be added, the kinds that stand here already first."""
    there = [records.kind_of(record) for one in here for record in one.file.records()]
    return sorted(KIND_TITLES.items(), key=lambda item: -there.count(item[0]))


def _groups(server: Server, sheet: Sheet, place: Place, now: int) -> list[Group]:
    today = server.zone.local(now).date()
    mine = sheet.name == place.name or not sheet.shipped
    note = "" if mine else "Bawaan program, diperbarui bersama program selama tidak Anda ubah."
    if not mine and (sheet.issue or sheet.draft):
        note = "Bawaan program yang sudah diubah kantor ini."
    before = {one.id: one for one in sheet.live.records()} if sheet.live else {}
    found = []
    for kind, (heading, _, icon) in KIND_TITLES.items():
        here: tuple[Record, ...] = getattr(sheet.file, kind)
        if here:
            rows = tuple(
                RecordRow(
                    id=one.id,
                    title=one.title.id,
                    note=_note(server, one, now),
                    state="" if before.get(one.id) == one else "changed" if one.id in before else "new",
                    over=is_over(one, today),
                    first=place_ == 0,
                    last=place_ == len(here) - 1,
                    seen=drafts.fingerprint(one),
                )
                for place_, one in enumerate(here)
            )
            found.append(Group(heading, icon, note, mine, rows))
    return found


def _note(server: Server, record: Record, now: int) -> str:
    """What tells a record from its neighbours: when and where, else its summary."""
    if isinstance(record, Schedule):
        today = server.zone.local(now).date()
        shown = preview("", record, today, example=False).lines
        said = {block.mark: block for block in shown if block.kind == "fact"}
        facts = [
            said[name].text for name in ("Sudah lewat", "Hari berikutnya", "Hari", "Berulang", "Tempat") if name in said
        ]
        missing = [name.lower() for name in ("Hari", "Jam", "Tempat") if name in said and said[name].missing]
        if missing:
            return f"Belum diisi: {', '.join(missing)}"
        return " · ".join(facts)
    return record.summary.id if record.summary else ""


def _changes(sheet: Sheet) -> int:
    """How many records of a draft are new, changed or gone."""
    if sheet.draft is None:
        return 0
    before = {one.id: one for one in sheet.live.records()} if sheet.live else {}
    after = {one.id: one for one in sheet.file.records()}
    changed = sum(before.get(id_) != one for id_, one in after.items()) + len(before.keys() - after.keys())
    return changed or 1  # another order


def _standing(standings: list[files.Standing], issued: int) -> Standing:
    using = [one for one in standings if one.good >= issued]
    refused = tuple(one.name for one in standings if one.good < issued <= one.judged)
    waited = tuple(one.name for one in standings if one.judged < issued)
    says = f"Tampil di {len(using)} dari {len(standings)} kiosk." if standings else "Belum ada kiosk yang terdaftar."
    return Standing(says, waited, refused)


def _edition(server: Server, one: Edition, here: list[Sheet], now: int) -> HistoryRow:
    sheet = next(each for each in here if each.name == one.name)
    what = (
        ""
        if one.number == 0
        else "Isi kantor"
        if not sheet.shipped or sheet.name.endswith("_kantor.toml")
        else "Bacaan bawaan"
    )
    if one.number == 0:
        says = "Bawaan program"
    else:
        verb = "Kembali ke bawaan" if one.withdrawn else "Terbit"
        says = f"{verb} {words.short_moment(server.zone, one.at, now=now)}, {one.actor}"
    return HistoryRow(one.name, one.number, sheet.number, what, says, one.current)


# --- One record -------------------------------------------------------------------------------------------------------


@get(f"{ADDRESS}/{{ref:str}}/tambah/{{kind:str}}", opt=needs(Right.CONTENT), sync_to_thread=True)
def new_page(server: ServerDep, session: SessionDep, ref: FromPath[str], kind: FromPath[str]) -> Response[str]:
    """An empty form."""
    asked = _new(server, ref, kind)
    if asked is None:
        return _gone(server, session, ref)
    return _form_page(server, session, asked, _blank(server, kind))


@post(f"{ADDRESS}/{{ref:str}}/tambah/{{kind:str}}", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def add(
    server: ServerDep,
    session: SessionDep,
    ref: FromPath[str],
    kind: FromPath[str],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """Keeps a new record in the draft, or shows it as kiosks would."""
    asked = _new(server, ref, kind)
    if asked is None:
        return _gone(server, session, ref)
    return _take(server, session, asked, data)


@get(f"{ADDRESS}/{{ref:str}}/ubah/{{record_id:str}}", opt=needs(Right.CONTENT), sync_to_thread=True)
def record_page(server: ServerDep, session: SessionDep, ref: FromPath[str], record_id: FromPath[str]) -> Response[str]:
    """The form of a record."""
    asked = _known(server, ref, record_id)
    if asked is None or asked.record is None:
        return _gone(server, session, ref)
    return _form_page(server, session, asked, records.typed_of(asked.record), shown=asked.record)


@post(f"{ADDRESS}/{{ref:str}}/ubah/{{record_id:str}}", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def change(
    server: ServerDep,
    session: SessionDep,
    ref: FromPath[str],
    record_id: FromPath[str],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """Keeps what was typed in the draft, or shows it as kiosks would."""
    asked = _known(server, ref, record_id)
    if asked is None:
        # A colleague has removed it while this one was typing: what was typed can be kept as a new one.
        kind = str(data.get("jenis", ""))
        asked = _new(server, ref, kind)
        if asked is None:
            return _gone(server, session, ref)
        own(session, str(data.get("token", "")))
        wrong = "Rekan Anda baru saja menghapus isi ini. Kalau masih perlu, simpan: ia menjadi isi baru."
        return _form_page(server, session, asked, _typed(data), message=wrong)
    return _take(server, session, asked, data)


@post(f"{ADDRESS}/{{ref:str}}/hapus/{{record_id:str}}", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def remove(
    server: ServerDep,
    session: SessionDep,
    ref: FromPath[str],
    record_id: FromPath[str],
    data: URLEncodedBody[RemoveForm],
) -> Response[Any]:
    """Takes a record out of the draft."""
    own(session, data.token)
    asked = _known(server, ref, record_id)
    if asked is None:
        return _gone(server, session, ref)
    with server.database.writing() as connection:
        done = drafts.remove(
            connection,
            server.office.code,
            asked.place,
            record_id,
            seen=data.dari,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(done, Overtaken):
        wrong = "Rekan Anda baru saja mengubah isi itu, jadi belum dihapus. Lihat dulu."
        return _collection_page(server, session, ref, wrong=wrong)
    return Redirect(f"{ADDRESS}/{ref}?pesan=dihapus", status_code=303)


@post(f"{ADDRESS}/{{ref:str}}/geser/{{record_id:str}}", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def shift(
    server: ServerDep,
    session: SessionDep,
    ref: FromPath[str],
    record_id: FromPath[str],
    data: URLEncodedBody[ShiftForm],
) -> Response[Any]:
    """Moves a record one place."""
    own(session, data.token)
    asked = _known(server, ref, record_id)
    if asked is None:
        return _gone(server, session, ref)
    with server.database.writing() as connection:
        drafts.shift(
            connection,
            server.office.code,
            asked.place,
            record_id,
            "up" if data.arah == "naik" else "down",
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    return Redirect(f"{ADDRESS}/{ref}#isi-{record_id}", status_code=303)


def _new(server: Server, ref: str, kind: str) -> Asked | None:
    if kind not in KIND_TITLES or all(one.ref != ref for one in server.catalog.entries()):
        return None
    with server.database.reading() as connection:
        here = drafts.sheets(connection, server.office.code, ref)
    return Asked(kind, None, drafts.place_of_new(ref, here), "")


def _known(server: Server, ref: str, record_id: str) -> Asked | None:
    with server.database.reading() as connection:
        here = drafts.sheets(connection, server.office.code, ref)
    for sheet in here:
        record = sheet.find(record_id)
        if record is not None:
            return Asked(records.kind_of(record), record, Place(ref, sheet.name), drafts.fingerprint(record))
    return None


def _blank(server: Server, kind: str) -> dict[str, str]:
    """What a new form begins with."""
    today = server.zone.local(server.clock.now_ms()).date().isoformat()
    return {"source": server.office.name, "updated": today} if kind == "article" else {}


def _typed(data: Mapping[str, Any]) -> dict[str, str]:
    """The form's values by name; of one that is there twice the first."""
    return {name: str(value[0] if isinstance(value, list) and value else value) for name, value in data.items()}


def _take(server: Server, session: Session, asked: Asked, data: Mapping[str, Any]) -> Response[Any]:
    typed = _typed(data)
    own(session, typed.get("token", ""))
    read = records.read(asked.kind, typed, asked.record)
    if typed.get("aksi") == "lihat" or read.record is None:
        seen = typed.get("dari", "") if asked.record else ""
        here = msgspec.structs.replace(asked, seen=seen)
        return _form_page(server, session, here, typed, wrong=read.wrong, shown=read.record)
    with server.database.writing() as connection:
        done = drafts.keep(
            connection,
            server.office.code,
            asked.place,
            read.record,
            seen=typed.get("dari", "") if asked.record else "",
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(done, Overtaken):
        again = msgspec.structs.replace(asked, record=done.record, seen=drafts.fingerprint(done.record))
        who = f"Rekan Anda ({done.actor or 'pengelola sistem'})"
        if done.actor == session.petugas:
            who = "Anda sendiri, di jendela lain,"
        message = (
            f"{who} baru saja mengubah isi ini. Tulisan Anda masih ada di bawah."
            " Kalau Anda menyimpan sekali lagi, tulisan Anda yang dipakai."
        )
        theirs = _theirs(typed, done.record)
        return _form_page(server, session, again, typed, message=message, theirs=theirs, shown=read.record)
    return Redirect(f"{ADDRESS}/{asked.place.service}?pesan=disimpan", status_code=303)


def _theirs(typed: Mapping[str, str], record: Record | None) -> list[tuple[str, str]]:
    """Where what a colleague wrote differs from what was typed: label and their text."""
    if record is None:
        return []
    here = records.typed_of(record)
    fields = records.FIELDS[records.kind_of(record)]
    said = ((field.label, records.in_words(field, here), records.in_words(field, typed)) for field in fields)
    return [(label, theirs) for label, theirs, ours in said if theirs != ours]


def _form_page(
    server: Server,
    session: Session,
    asked: Asked,
    typed: Mapping[str, str],
    *,
    wrong: Mapping[str, str] | None = None,
    shown: Record | None = None,
    message: str = "",
    theirs: list[tuple[str, str]] | None = None,
) -> Response[str]:
    now = server.clock.now_ms()
    entry = server.catalog.entry(asked.place.service)
    with server.database.reading() as connection:
        here = drafts.sheets(connection, server.office.code, asked.place.service)
    sheet = next((one for one in here if one.name == asked.place.name), None)
    stale = records.stale(asked.record, shown) if shown and asked.record else []
    return page(
        "isi_ubah.html",
        server,
        status=409 if wrong or message else 200,
        session=session,
        entry=entry,
        back=f"{ADDRESS}/{entry.ref}",
        action=f"{ADDRESS}/{entry.ref}/ubah/{asked.record.id}"
        if asked.record
        else f"{ADDRESS}/{entry.ref}/tambah/{asked.kind}",
        asked=asked,
        heading=typed.get("title") or KIND_TITLES[asked.kind][1],
        remove=f"{ADDRESS}/{entry.ref}/hapus/{asked.record.id}" if asked.record else "",
        bundled=bool(sheet and sheet.shipped and not sheet.issue and not sheet.name.endswith("_kantor.toml")),
        fields=records.FIELDS[asked.kind],
        typed=typed,
        translated=records.translated(asked.kind, typed),
        columns=records.columns_typed(typed) if asked.kind == "table" else [],
        rows=records.rows_typed("rows", typed),
        facts=records.rows_typed("facts", typed),
        pictures=records.pictures(typed.get("picture", "")),
        line_length=records.LINE_LENGTH,
        wrong=wrong or {},
        message=message,
        theirs=theirs or [],
        stale=stale,
        shown=preview(entry.title.id, shown, server.zone.local(now).date(), example=bool(sheet and sheet.file.example))
        if shown
        else None,
    )


def _gone(server: Server, session: Session, ref: str) -> Response[str]:
    return page("tidak_ada.html", server, status=404, session=session, what="Isi ini", back=f"{ADDRESS}/{ref}")


ROUTES: Final[tuple[Any, ...]] = (
    *services.ROUTES,
    *hours.ROUTES,
    overview_page,
    collection_page,
    publish,
    discard,
    revert,
    new_page,
    add,
    record_page,
    change,
    remove,
    shift,
)
"""The routes of this room."""
