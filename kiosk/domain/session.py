"""One person standing at the kiosk, from the first touch to the wipe: which page comes next.

`advance(session, event)` is the whole flow. It shows nothing, stores nothing and reads no clock; the screen draws
`session.page` and sends events. An event that makes no sense on the present page changes nothing, so that a second tap,
or a result that arrives after the resident has left, does no harm.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from kiosk.domain.answers import row_field
from kiosk.domain.catalog import (
    ChecklistField,
    ConsentField,
    Entry,
    Field,
    Information,
    Language,
    NikField,
    NoteField,
    RowsField,
    Service,
    Step,
    Text,
)
from kiosk.domain.content import Published
from kiosk.domain.petugas import Role, Room, may_enter
from kiosk.domain.problem import Problem
from kiosk.domain.rules import holds

Raw = dict[str, Any]
"""Answers as they are being given, by field id. Never changed in place."""


# --- Pages ------------------------------------------------------------------------------------------------------------


class Attract(msgspec.Struct, frozen=True):
    """Nobody is here."""


class Catalogue(msgspec.Struct, frozen=True):
    """What would you like to do?"""


ShelfKind = Literal["event", "agency", "model", "popular", "events", "all"]


class Shelf(msgspec.Struct, frozen=True):
    """Services that belong together: of a life event, an agency or a model by its `id`, or those that are used most.

    "events" and "all" hold no services but other shelves: all life events; all models and agencies.
    """

    kind: ShelfKind
    id: str = ""


class Searching(msgspec.Struct, frozen=True):
    """What is it called? The words as they are typed so far."""

    text: str = ""


class InformationShown(msgspec.Struct, frozen=True):
    """What is published under a service that informs."""

    information: Information


class Reading(msgspec.Struct, frozen=True):
    """One record of a service, to be read; None is the service's own standard, its six published parts."""

    entry: Entry
    published: Published | None = None


class PickQueue(msgspec.Struct, frozen=True):
    """Only a queue number: for which counter?"""


class ServiceShown(msgspec.Struct, frozen=True):
    """What the service is, what it needs, what it costs."""

    service: Service


class Privacy(msgspec.Struct, frozen=True):
    """What happens with the answers. `problems` when the consent is missing."""

    service: Service
    problems: tuple[Problem, ...] = ()


class OfRow(msgspec.Struct, frozen=True):
    """The row that is being filled in: of which field, the page with all rows, and the answers as they were before."""

    field: RowsField
    index: int
    overview: Step
    before: Raw


class Asking(msgspec.Struct, frozen=True):
    """One question. `saved` holds the answers as they were when the resident came here from the review by "Ubah".

    With `row`, the questions of one row: `step` is then made for it, and its fields are named "saksi.0.nama".
    With `card`, what was read off a KTP is being mended: from there the resident came, and `saved` is of then.
    """

    service: Service
    step: Step
    problems: tuple[Problem, ...] = ()
    saved: Raw | None = None
    row: OfRow | None = None
    card: CardRead | None = None


class CardShown(msgspec.Struct, frozen=True):
    """A KTP is held before the camera, to answer the NIK `field` of `asking` and what else is asked of that person."""

    asking: Asking
    field: str

    @property
    def service(self) -> Service:
        """The service whose form it is."""
        return self.asking.service


class CardRead(msgspec.Struct, frozen=True):
    """Is this right? The session's answers hold what was read; `before` is what they are again unless it is confirmed.

    `read`: the fields that were answered.
    """

    asking: Asking
    field: str
    before: Raw
    read: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def service(self) -> Service:
        """The service whose form it is."""
        return self.asking.service


class Review(msgspec.Struct, frozen=True):
    """All answers once more."""

    service: Service


class Sending(msgspec.Struct, frozen=True):
    """The request, or the number of `group`, is on its way to the disk."""

    service: Service | None = None
    group: str | None = None


class Done(msgspec.Struct, frozen=True):
    """Accepted: the number may be shown."""

    service: Service | None = None


class Track(msgspec.Struct, frozen=True):
    """Which request would you like to look up?"""


class TrackResult(msgspec.Struct, frozen=True):
    """Where a request stands."""


class Trouble(msgspec.Struct, frozen=True):
    """The kiosk cannot go on. `back` is where the resident may try again, None when there is no such place."""

    kind: str
    back: Review | PickQueue | Track | None = None


class Pin(msgspec.Struct, frozen=True):
    """Who is there?"""


class Maintenance(msgspec.Struct, frozen=True):
    """Somebody looks after the machine: as whom, and in which room. It speaks Indonesian, whatever a resident spoke before."""

    role: Role = Role.PETUGAS
    room: Room = Room.HOME


Page = (
    Attract
    | Catalogue
    | Shelf
    | Searching
    | InformationShown
    | Reading
    | PickQueue
    | ServiceShown
    | Privacy
    | Asking
    | CardShown
    | CardRead
    | Review
    | Sending
    | Done
    | Track
    | TrackResult
    | Trouble
    | Pin
    | Maintenance
)


TextSize = Literal["normal", "large", "largest"]


class Look(msgspec.Struct, frozen=True):
    """How a resident wants to see, reach and hear the pages."""

    text: TextSize = "normal"
    contrast: bool = False
    reach: bool = False
    """Everything that is touched lies in the lower 60 % of the screen: for wheelchairs and children."""
    voice: bool = False
    """Pages are read aloud and worked with "berikutnya", "pilih" and "ulangi"."""


class Session(msgspec.Struct, frozen=True):
    """Everything the kiosk remembers of one person. Without page, answers and wishes it is empty: that is the wipe."""

    page: Page = Attract()
    trail: tuple[Page, ...] = ()
    """Where the resident came by to what they found, and "Kembali" leads: shelves, the search, other services."""
    language: Language = "id"
    answers: Raw = {}
    scanned: tuple[str, ...] = ()
    """Fields that a KTP answered and the resident confirmed: their questions are passed over on the way on."""
    priority: bool = False
    look: Look = Look()
    resting: Look = Look()
    """What the office chose for everybody; every resident begins with it."""


# --- Events -----------------------------------------------------------------------------------------------------------


class Start(msgspec.Struct, frozen=True):
    """The first touch."""


class WantNumber(msgspec.Struct, frozen=True):
    """ "Nomor antrean saja"."""


class WantTrack(msgspec.Struct, frozen=True):
    """ "Cek permohonan saya"."""


class Browse(msgspec.Struct, frozen=True):
    """A shelf."""

    shelf: Shelf


class Search(msgspec.Struct, frozen=True):
    """Words to look for, as typed so far."""

    text: str = ""


class Choose(msgspec.Struct, frozen=True):
    """A service of the catalogue, with a form or one that informs."""

    service: Entry


class Read(msgspec.Struct, frozen=True):
    """A record of a service, or its standard; from another record of it, the next or the previous one."""

    entry: Entry
    published: Published | None = None


class Answer(msgspec.Struct, frozen=True):
    """One answer, good or not; None takes it away."""

    field: str
    value: Any


class AddRow(msgspec.Struct, frozen=True):
    """ "Tambah saksi"."""

    field: str


class EditRow(msgspec.Struct, frozen=True):
    """ "Ubah" on one row, from 0."""

    field: str
    index: int


class DropRow(msgspec.Struct, frozen=True):
    """ "Hapus" on one row, from 0."""

    field: str
    index: int


class Next(msgspec.Struct, frozen=True):
    """ "Lanjut", with everything that is wrong in the whole form (`answers.parse`)."""

    problems: tuple[Problem, ...] = ()


class Back(msgspec.Struct, frozen=True):
    """ "Kembali"."""


class Change(msgspec.Struct, frozen=True):
    """ "Ubah" on the review, with the id of a step."""

    step: str


class ShowCard(msgspec.Struct, frozen=True):
    """ "Foto KTP saja" beside a NIK, and "Foto ulang"."""

    field: str


class TakeCard(msgspec.Struct, frozen=True):
    """What was read off the card, by field."""

    answers: Raw


class SetPriority(msgspec.Struct, frozen=True):
    """Asks for the priority queue: lansia, disabilitas, ibu hamil."""

    on: bool


class Send(msgspec.Struct, frozen=True):
    """ "Kirim permohonan"."""


class TakeNumber(msgspec.Struct, frozen=True):
    """A counter was chosen."""

    group: str


class Accepted(msgspec.Struct, frozen=True):
    """It is durable."""


class Refused(msgspec.Struct, frozen=True):
    """Not accepted: answers are wrong."""

    problems: tuple[Problem, ...]


class Broken(msgspec.Struct, frozen=True):
    """The kiosk failed, in a way that `kind` names."""

    kind: str


class Found(msgspec.Struct, frozen=True):
    """The request that was looked for."""


class Speak(msgspec.Struct, frozen=True):
    """Another language; nothing else changes."""

    language: Language


class SetLook(msgspec.Struct, frozen=True):
    """Larger text, contrast, reach or voice; nothing else changes."""

    look: Look


class Finish(msgspec.Struct, frozen=True):
    """ "Selesai", or nobody answered "Masih di sini?"."""


class Knock(msgspec.Struct, frozen=True):
    """The hidden gesture of the petugas."""


class Enter(msgspec.Struct, frozen=True):
    """The PIN was right: this one's."""

    role: Role = Role.PETUGAS


class Visit(msgspec.Struct, frozen=True):
    """Another room of maintenance mode. Nothing happens where its door is closed to who is there."""

    room: Room


Event = (
    Start
    | WantNumber
    | WantTrack
    | Browse
    | Search
    | Choose
    | Read
    | Answer
    | AddRow
    | EditRow
    | DropRow
    | Next
    | Back
    | Change
    | ShowCard
    | TakeCard
    | SetPriority
    | Send
    | TakeNumber
    | Accepted
    | Refused
    | Broken
    | Found
    | Speak
    | SetLook
    | Finish
    | Knock
    | Enter
    | Visit
)


# --- The flow ---------------------------------------------------------------------------------------------------------


def advance(session: Session, event: Event) -> Session:  # noqa: C901 - one line a rule; splitting it would hide the flow
    """The session after an event."""
    page = session.page
    match page, event:
        case _, Finish():
            return wiped(session)
        case Maintenance(), Speak():
            return session  # it speaks the language of the office
        case _, Speak(language):
            return msgspec.structs.replace(session, language=language)
        case _, SetLook(look):
            return msgspec.structs.replace(session, look=look)
        case Attract() | Done() | TrackResult(), Start():
            return _fresh(session, Catalogue())
        case Attract() | Catalogue() | Searching() | ServiceShown(), WantNumber():
            return _further(session, PickQueue())
        case Attract() | Catalogue() | TrackResult(), WantTrack():
            return _to(session, Track())
        case Attract(), Knock():
            return _to(session, Pin())
        case Pin(), Enter(role):
            return msgspec.structs.replace(session, page=Maintenance(role), language="id")
        case Maintenance(role), Visit(room) if may_enter(role, room):
            return _to(session, Maintenance(role, room))
        case ((Catalogue() | Shelf() | Searching()), Browse(shelf)):
            return _further(session, shelf)
        case Searching(), Search(text):
            return _to(session, Searching(text))
        case ((Catalogue() | Shelf()), Search(text)):
            return _further(session, Searching(text))
        case (
            (Catalogue() | Shelf() | Searching() | ServiceShown() | InformationShown() | Reading()),
            Choose(Service() as service),
        ):
            return _further(session, ServiceShown(service))
        case (
            (Catalogue() | Shelf() | Searching() | ServiceShown() | InformationShown() | Reading()),
            Choose(Information() as information),
        ):
            return _further(session, InformationShown(information))
        case Reading(entry), Read(same, published) if same == entry:
            return _to(session, Reading(entry, published))
        case (
            (Catalogue() | Shelf() | Searching() | ServiceShown() | InformationShown() | Reading()),
            Read(entry, published),
        ):
            return _further(session, Reading(entry, published))
        case ServiceShown(service), Next():
            return _to(session, Privacy(service) if service.consent() else _first(service, session.answers))
        case ((Privacy() | Asking() | Review()), Answer(field_id, value)):
            return _answer(session, field_id, value)
        case Privacy(service), Next(problems):
            consent = service.consent()
            wrong = tuple(problem for problem in problems if consent and problem.field == consent.id)
            return _to(session, Privacy(service, wrong) if wrong else _first(service, session.answers))
        case Asking(row=None), AddRow() | EditRow() | DropRow():
            return _change_rows(session, page, event)
        case Asking(), Next(problems):
            return _to(session, _after(page, session, problems))
        case Asking(step=Step(fields=fields), card=None), ShowCard(field_id):
            niks = [one for one in fields if isinstance(one, NikField) and one.id == field_id]
            return _to(session, CardShown(msgspec.structs.replace(page, problems=()), field_id)) if niks else session
        case CardShown(asking, field_id), TakeCard(read):
            return _read_card(session, asking, field_id, read)
        case CardRead(asking, field_id, before), ShowCard():
            return msgspec.structs.replace(session, page=CardShown(asking, field_id), answers=before)
        case CardRead(asking), Change(step_id):
            steps = [asking.step, *asked_steps(asking.service, session.answers)]
            wanted = [step for step in steps if step.id == step_id]
            card = msgspec.structs.replace(page, problems=())
            mending = [msgspec.structs.replace(asking, step=step, saved=session.answers, card=card) for step in wanted]
            return _to(session, mending[0]) if mending else session
        case CardRead(), Next(problems):
            return _confirm_card(session, page, problems)
        case Review(service), Change(step_id):
            wanted = [step for step in asked_steps(service, session.answers) if step.id == step_id]
            return _to(session, Asking(service, wanted[0], saved=session.answers)) if wanted else session
        case ((Review() | PickQueue()), SetPriority(on)):
            return msgspec.structs.replace(session, priority=on)
        case Review(service), Send():
            return _to(session, Sending(service))
        case PickQueue(), TakeNumber(group):
            return _to(session, Sending(group=group))
        case Sending(service), Accepted():
            # The number is out: nothing of the answers is needed any more.
            return _fresh(session, Done(service))
        case Sending(Service() as service), Refused(problems):
            return _to(session, _at_problem(service, session.answers, problems) or Review(service))
        case Sending(service), Broken(kind):
            return _to(session, Trouble(kind, Review(service) if service else PickQueue()))
        case Track(), Found():
            return _to(session, TrackResult())
        case Track(), Broken(kind):
            return _to(session, Trouble(kind, Track()))
        case _, Back():
            return _back(session)
        case _:
            return session


def wiped(session: Session) -> Session:
    """What is left when a resident goes: what the office chose."""
    return Session(look=session.resting, resting=session.resting)


def _to(session: Session, page: Page) -> Session:
    return msgspec.structs.replace(session, page=page)


def _fresh(session: Session, page: Page) -> Session:
    return msgspec.structs.replace(session, page=page, trail=(), answers={}, scanned=(), priority=False)


def _further(session: Session, page: Page) -> Session:
    """To a page from which "Kembali" leads here. Who walks in a circle goes back as far as they went."""
    if page == session.page:
        return session
    trail = () if isinstance(session.page, Attract) else (*session.trail, session.page)
    if page in trail:
        trail = trail[: trail.index(page)]
    return msgspec.structs.replace(session, page=page, trail=trail)


def _return(session: Session) -> Session:
    """To where the resident came from. What was answered belonged to what they leave."""
    *trail, page = session.trail or (Catalogue(),)
    return msgspec.structs.replace(_fresh(session, page), trail=tuple(trail))


def _answer(session: Session, field_id: str, value: Any) -> Session:
    answers = _with_answer(session.answers, field_id, value)
    if answers == session.answers:
        return session
    page = session.page
    if isinstance(page, Asking | Privacy):
        # What was wrong is being mended: its sentence goes, the others stay.
        left = tuple(problem for problem in page.problems if problem.field != field_id)
        page = msgspec.structs.replace(page, problems=left)
    return msgspec.structs.replace(session, answers=answers, page=page)


def _with_answer(answers: Raw, field_id: str, value: Any) -> Raw:
    """The answers with one changed; None, "" and [] take it away. Nothing is changed in place."""
    root, dot, rest = field_id.partition(".")
    if dot:
        index, _, inner = rest.partition(".")
        rows = list(answers.get(root, []))
        if int(index) >= len(rows):
            return answers
        rows[int(index)] = _with_answer(rows[int(index)], inner, value)
        return {**answers, root: rows}
    changed = {key: old for key, old in answers.items() if key != field_id}
    if value not in (None, "", [], {}):
        changed[field_id] = value
    return changed


def _change_rows(session: Session, page: Asking, event: AddRow | EditRow | DropRow) -> Session:
    field = next((one for one in page.step.fields if one.id == event.field), None)
    if not isinstance(field, RowsField):
        return session
    before = session.answers
    rows = list(before.get(field.id, []))
    match event:
        case AddRow() if len(rows) < field.max:
            index = len(rows)
            rows.append({})
        case EditRow(_, index) if 0 <= index < len(rows):
            pass
        case DropRow(_, index) if 0 <= index < len(rows):
            del rows[index]
            left = _with_answer(before, field.id, rows)
            return msgspec.structs.replace(session, answers=left, page=msgspec.structs.replace(page, problems=()))
        case _:
            return session
    of_row = OfRow(field, index, page.step, before)
    asking = Asking(page.service, row_step(field, index), saved=page.saved, row=of_row, card=page.card)
    return msgspec.structs.replace(session, answers={**before, field.id: rows}, page=asking)


def _read_card(session: Session, asking: Asking, nik: str, read: Raw) -> Session:
    # A NIK that could not be read is not the one that was half typed before.
    answers = _with_answer(session.answers, nik, None)
    for field_id, value in read.items():
        answers = _with_answer(answers, field_id, value)
    page = CardRead(asking, nik, session.answers, tuple(read))
    return msgspec.structs.replace(session, answers=answers, page=page)


def _confirm_card(session: Session, page: CardRead, problems: tuple[Problem, ...]) -> Session:
    """On to the next question that the card leaves open; nowhere while what it answered is wrong."""
    given = {page.field, *page.read}
    wrong = tuple(problem for problem in problems if problem.field in given)
    if wrong:
        return _to(session, msgspec.structs.replace(page, problems=wrong))
    given |= {key for key, value in session.answers.items() if value != page.before.get(key)}
    kept = msgspec.structs.replace(session, scanned=tuple(sorted({*session.scanned, *given})))
    if _wrong(page.asking.step, problems):
        # Beside the NIK stands a question that has not been asked yet: no reason to say that something is wrong.
        return _to(kept, page.asking)
    return _to(kept, _after(page.asking, kept, problems))


def _scanned(service: Service, step: Step, session: Session) -> bool:
    """Whether a card answered every question of a step."""
    asked = {field.id for field in asked_fields(service, session.answers)}
    questions = [field.id for field in step.fields if field.id in asked and not isinstance(field, NoteField)]
    return bool(questions) and all(one in session.scanned and one in session.answers for one in questions)


def _first(service: Service, answers: Raw) -> Page:
    steps = asked_steps(service, answers)
    return Asking(service, steps[0]) if steps else Review(service)


def _after(page: Asking, session: Session, problems: tuple[Problem, ...]) -> Page:
    answers = session.answers
    wrong = _wrong(page.step, problems)
    if wrong:
        return msgspec.structs.replace(page, problems=wrong)
    if page.card is not None:
        return page.card
    if page.row is not None:
        return Asking(page.service, page.row.overview, saved=page.saved)
    if page.saved is None:
        steps = asked_steps(page.service, answers)
        following = steps[steps.index(page.step) + 1 :] if page.step in steps else steps
        for step in following:
            if not _scanned(page.service, step, session):
                return Asking(page.service, step)
        return _at_problem(page.service, answers, problems) or Review(page.service)
    # A changed answer may have brought a new question ("KTP dari luar daerah?"): ask it before the review.
    pending = _at_problem(page.service, answers, problems)
    if isinstance(pending, Asking):
        return Asking(page.service, pending.step, saved=page.saved)
    return pending or Review(page.service)


def _at_problem(service: Service, answers: Raw, problems: tuple[Problem, ...]) -> Page | None:
    """The first page with something wrong, in the order of the form."""
    consent = service.consent()
    of_consent = tuple(problem for problem in problems if consent and problem.field == consent.id)
    if of_consent:
        return Privacy(service, of_consent)
    for step in asked_steps(service, answers):
        wrong = _wrong(step, problems)
        if wrong:
            return Asking(service, step, wrong)
    return None


def _wrong(step: Step, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What is wrong on a page; what is wrong in a row is so on the page with all rows, too."""
    here = {field.id for field in step.fields}
    return tuple(problem for problem in problems if problem.field in here or problem.field.partition(".")[0] in here)


def _back(session: Session) -> Session:  # noqa: C901 - one line a page
    match session.page:
        case Maintenance(role, room) if room is not Room.HOME:
            return _to(session, Maintenance(role))
        case Catalogue() | Pin() | Maintenance():
            return wiped(session)
        case Shelf() | Searching() | PickQueue() | Track() | ServiceShown() | InformationShown() | Reading():
            return _return(session)
        case Privacy(service):
            return _to(session, ServiceShown(service))
        case CardShown(asking):
            return _to(session, asking)
        case CardRead(asking, _, before):
            return msgspec.structs.replace(session, page=asking, answers=before)
        case Asking(saved=dict() as saved, card=CardRead() as card):
            return msgspec.structs.replace(session, page=card, answers=saved)
        case Asking(service, saved=saved, row=OfRow() as row):
            return msgspec.structs.replace(session, page=Asking(service, row.overview, saved=saved), answers=row.before)
        case Asking(service, _, _, dict() as saved):
            return msgspec.structs.replace(session, page=Review(service), answers=saved)
        case Asking(service, step):
            steps = asked_steps(service, session.answers)
            index = steps.index(step) if step in steps else 0
            if index > 0:
                return _to(session, Asking(service, steps[index - 1]))
            return _to(session, Privacy(service) if service.consent() else ServiceShown(service))
        case Review(service):
            steps = asked_steps(service, session.answers)
            return _to(session, Asking(service, steps[-1]) if steps else ServiceShown(service))
        case TrackResult():
            return _to(session, Track())
        case Trouble(_, back):
            return _to(session, back) if back else wiped(session)
        case _:
            return session


# --- What is asked ----------------------------------------------------------------------------------------------------


def asked_fields(service: Service, answers: Raw) -> tuple[Field, ...]:
    """The fields that are asked, given the answers so far; the privacy notice has its own page and is not among them."""
    shown: Raw = {}
    fields = []
    for field in service.fields():
        if holds(field.show_when, shown):
            if field.id in answers:
                shown[field.id] = answers[field.id]
            empty = isinstance(field, ChecklistField) and not any(holds(one.show_when, shown) for one in field.items)
            if not isinstance(field, ConsentField) and not empty:
                fields.append(field)
    return tuple(fields)


def asked_on(page: Asking, answers: Raw) -> tuple[Field, ...]:
    """The fields of a page that are asked, given the answers so far; those of a row too."""
    if page.row is None:
        asked = asked_fields(page.service, answers)
        return tuple(field for field in page.step.fields if field in asked)
    rows = answers.get(page.row.field.id, [])
    row = rows[page.row.index] if page.row.index < len(rows) else {}
    inner = page.row.field.fields
    return tuple(field for field, one in zip(page.step.fields, inner, strict=True) if holds(one.show_when, row))


def asked_steps(service: Service, answers: Raw) -> tuple[Step, ...]:
    """The steps that hold at least one field that is asked. A note alone makes no page, unless it was meant to."""
    asked = asked_fields(service, answers)
    ids = {field.id for field in asked}
    questions = {field.id for field in asked if not isinstance(field, NoteField)}
    return tuple(
        step
        for step in service.steps
        if any(field.id in questions for field in step.fields)
        or (all(isinstance(field, NoteField) for field in step.fields) and any(f.id in ids for f in step.fields))
    )


def answer_at(answers: Raw, field_id: str) -> Any:
    """The answer to a field, also to one of a row ("saksi.0.nama"); None when there is none."""
    root, dot, rest = field_id.partition(".")
    if not dot:
        return answers.get(field_id)
    index, _, inner = rest.partition(".")
    rows = answers.get(root, [])
    return rows[int(index)].get(inner) if int(index) < len(rows) else None


def row_step(field: RowsField, index: int) -> Step:
    """The page of one row: "Saksi 2" with the questions of the row."""

    def title(language: str) -> str | None:
        said = field.one.find(language)
        return f"{said} {index + 1}" if said else None

    questions = tuple(
        msgspec.structs.replace(inner, id=row_field(field.id, index, inner.id), show_when=()) for inner in field.fields
    )
    whole = Text(f"{field.one.id} {index + 1}", title("en"), title("jv"), title("su"), title("plm"))
    return Step(f"{field.id}.{index}", whole, questions)


def given_answers(service: Service, answers: Raw) -> Raw:
    """What is sent: the answers of fields that are asked, and the consent."""
    keep = {field.id for field in asked_fields(service, answers)}
    consent = service.consent()
    return {key: value for key, value in answers.items() if key in keep or (consent and key == consent.id)}


class Progress(msgspec.Struct, frozen=True):
    """How much of the band is woven: `done` of `total` rows."""

    done: int
    total: int


def progress(session: Session) -> Progress:
    """The way through a form: one row for each page that lies behind, the last when the request is accepted."""
    match session.page:
        case Privacy(service):
            return Progress(1, _length(service, session.answers))
        case CardShown(asking) | CardRead(asking):
            return progress(msgspec.structs.replace(session, page=asking))
        case Asking(card=CardRead(asking)):
            return progress(msgspec.structs.replace(session, page=asking))
        case Asking(service, step, row=row):
            steps = asked_steps(service, session.answers)
            place = row.overview if row else step
            index = steps.index(place) if place in steps else 0
            return Progress(2 + index, _length(service, session.answers))
        case Review(service) | Sending(Service() as service):
            length = _length(service, session.answers)
            return Progress(length - 1, length)
        case Done():
            return Progress(1, 1)
        case _:
            return Progress(0, 1)


def _length(service: Service, answers: Raw) -> int:
    """Service page, privacy notice, every question, review."""
    return len(asked_steps(service, answers)) + 3


# --- The hidden gesture -----------------------------------------------------------------------------------------------

_KNOCK = ("left",) * 5 + ("right",)
_KNOCK_MS = 5000


class Knocking(msgspec.Struct, frozen=True):
    """Touches of the corners of the first page: five at the top left, then one at the top right, within five seconds."""

    taps: tuple[tuple[str, int], ...] = ()

    def tap(self, corner: str, at_ms: int) -> Knocking:
        """One more touch."""
        recent = tuple(tap for tap in self.taps if at_ms - tap[1] <= _KNOCK_MS)
        return Knocking((*recent, (corner, at_ms))[-len(_KNOCK) :])

    @property
    def complete(self) -> bool:
        """True right after the last touch of the gesture."""
        return tuple(corner for corner, _ in self.taps) == _KNOCK
