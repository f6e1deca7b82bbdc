"""Every page and state a resident or petugas can meet, as data: a name, the page it shows, and how to get there.

A new page or sheet is one more `Station`; a new service or step has its stations without a word.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

import msgspec

from kiosk.domain import session as flow
from kiosk.domain.answers import Refused, parse_field
from kiosk.domain.catalog import (
    Catalog,
    ChecklistField,
    ChoicesField,
    Condition,
    DateField,
    Field,
    Information,
    KkField,
    LocationField,
    LongTextField,
    NikField,
    NumberField,
    PhoneField,
    PhotoField,
    RowsField,
    Service,
    Step,
    TextField,
    field_type,
)
from kiosk.domain.code import RequestCode, SlipQr
from kiosk.domain.content import Article, Published, Record, category
from kiosk.domain.events import MessageShown, ServiceClosed, SettingsChanged
from kiosk.domain.examples import example
from kiosk.domain.hall import Hall, Hours
from kiosk.domain.ktp import KtpDoubt, KtpField
from kiosk.domain.orders import Orders
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.petugas import Role, Room
from kiosk.domain.place import Point
from kiosk.domain.prints import JobState, Outcome, PrintJob, PrintReason, SlipKind
from kiosk.domain.problem import Problem, ProblemCode
from kiosk.domain.readiness import Check
from kiosk.domain.rules import holds
from kiosk.scan.wire import AimHint
from kiosk.usecases.context import Context
from ui.ports import (
    Copying,
    Exchanged,
    NetworkNow,
    NoCopy,
    NotFound,
    OfficeNews,
    Parked,
    PinLocked,
    PinNotSet,
    PinWrong,
    PrinterNow,
    Sent,
    Stick,
    UpdatesNow,
)
from ui.tour.card import PRINTED, read_card
from ui.tour.driver import Driver, StillMachinery, World
from ui.viewmodels.maintenance.hall import HallViewModel

Answers = Mapping[str, Any]

_DAY_MS = 86_400_000
_NOTE = "Fotokopi KK belum ada. Mohon bawa fotokopi KK dan surat pengantar RT ke loket 2."


class Station(msgspec.Struct, frozen=True):
    """A place on the way. `go` starts from the first page.

    `twin`: stations with the same one show the same page; a question that services share is inspected once in every look.
    `shape`: stations with the same one are laid out alike and say other things; the first is inspected in every look, the
    others in some. Without one it is like no other.
    `voice`: with voice mode on. `forgiven`: kinds of problems that are meant to be there.
    """

    name: str
    page: type[flow.Page]
    go: Callable[[Driver], object]
    twin: object = None
    shape: object = None
    voice: bool = False
    forgiven: frozenset[str] = frozenset()


def stations(context: Context) -> list[Station]:
    """All of them, in the order a resident meets them."""
    services = context.catalog.services
    first = services[0]
    return [
        Station("attract", flow.Attract, lambda _: None),
        Station("catalogue", flow.Catalogue, lambda to: to.send(flow.Start())),
        *_orders(context),
        *_shut(context),
        *_finding(context.catalog),
        *_information(context),
        *_queue(),
        *(station for service in services for station in _form(context, service)),
        *_keys(context),
        *_card(context.catalog),
        Station("sending", flow.Sending, lambda to: (_review(to, first), to.hold(), to.send(flow.Send()))),
        *_done(services),
        *_track(),
        *_results(services),
        *_papers(services),
        *_trouble(),
        *_questions(first),
        *_voice(first),
        *_petugas(),
    ]


def gallery(to: Driver) -> list[Station]:
    """Every section of the gallery: for designers, so in one look at a time and not in `tour_all`."""
    # Samples stand beside each other on purpose. The sheets have stations of their own; the map is cut to show both.
    kept = [name for name in to.sections() if name not in ("idle", "finish", "look")]
    meant = frozenset({"same-name", "order", "clipped", "focus", "unnamed", "overlap"})
    return [
        Station(f"gallery-{name}", flow.Attract, lambda to, name=name: to.open_gallery(name), forgiven=meant)
        for name in kept
    ]


def _orders(context: Context) -> Iterator[Station]:
    """What the office has told this kiosk, as long as an office may write it."""
    first, *others = context.catalog.services
    message = (
        "Sabtu, 28 November 2026 loket tutup karena cuti bersama. Kiosk ini tetap bisa dipakai setiap hari, dan surat "
        "yang sudah jadi bisa diambil mulai hari Senin pagi."
    )
    reason = (
        "Blangko surat habis. Kiriman berikutnya dari kecamatan tiba minggu depan, mohon bersabar sebentar. "
        "Kami mohon maaf, Pak."
    )
    until = context.clock.now_ms() + 10 * _DAY_MS
    shut = ServiceClosed(first.id, reason, until), *(ServiceClosed(one.id) for one in others[:3])
    told = Orders(shut, MessageShown(message))

    def closed(to: Driver, orders: Orders) -> None:
        to.order(orders)
        to.open(first)

    def shelf(to: Driver) -> None:
        to.order(told)
        to.send(flow.Start(), flow.Browse(flow.Shelf("model", first.model)))

    # In voice mode Tab is "Berikutnya": the bar's own buttons are no stops.
    meant = frozenset({"focus"})
    yield Station("attract-notice", flow.Attract, lambda to: to.order(told))
    yield Station("catalogue-notice", flow.Catalogue, lambda to: (to.order(told), to.send(flow.Start())))
    yield Station("voice-attract-notice", flow.Attract, lambda to: to.order(told), voice=True, forgiven=meant)
    yield Station("service-closed", flow.ServiceShown, lambda to: closed(to, told), shape="closed")
    bare = Orders((ServiceClosed(first.id),))
    yield Station("service-closed-only", flow.ServiceShown, lambda to: closed(to, bare), shape="closed")
    yield Station("shelf-closed", flow.Shelf, shelf, shape=("shelf", "model"))


def _shut(context: Context) -> Iterator[Station]:
    """A kiosk outside its opening hours."""
    service, now = context.catalog.services[0], context.clock.now_ms()
    hours = Hall(hours=(Hours(8 * 60, 15 * 60),) * 5 + (Hours(8 * 60, 11 * 60), None))
    today = Hall(
        closed_until=now + 20 * 3_600_000, message=MessageShown("Petugas sedang mengantar surat ke kecamatan.")
    )

    def shut(to: Driver, hall: Hall, *events: flow.Event) -> None:
        to.keep(hall)
        to.send(*events)

    meant = frozenset({"focus"})
    yield Station("attract-shut", flow.Attract, lambda to: shut(to, hours), shape="shut")
    yield Station("attract-shut-notice", flow.Attract, lambda to: shut(to, today), shape="shut")
    yield Station(
        "voice-attract-shut", flow.Attract, lambda to: shut(to, hours), voice=True, forgiven=meant, shape="shut"
    )
    yield Station(
        "voice-attract-shut-notice", flow.Attract, lambda to: shut(to, today), voice=True, forgiven=meant, shape="shut"
    )
    yield Station("catalogue-shut", flow.Catalogue, lambda to: shut(to, hours, flow.Start()), shape="catalogue-shut")
    yield Station(
        "service-shut",
        flow.ServiceShown,
        lambda to: shut(to, hours, flow.Start(), flow.Choose(service)),
        shape="catalogue-shut",
    )


def _finding(catalog: Catalog) -> Iterator[Station]:
    """Every kind of shelf; those of the models hold every service once."""
    models = {entry.model: flow.Shelf("model", entry.model) for entry in catalog.entries()}
    shelves = {
        "events": flow.Shelf("events"),
        "all": flow.Shelf("all"),
        "popular": flow.Shelf("popular"),
        **{f"event-{event.id}": flow.Shelf("event", event.id) for event in catalog.events[:1]},
        **{f"model-{model.lower().replace(' ', '-')}": shelf for model, shelf in models.items()},
    }
    for name, shelf in shelves.items():
        yield Station(
            f"shelf-{name}",
            flow.Shelf,
            lambda to, shelf=shelf: to.send(flow.Start(), flow.Browse(shelf)),
            shape=("shelf", shelf.kind),
        )

    def search(to: Driver, text: str) -> None:
        to.send(flow.Start(), flow.Search())
        to.put("TextLine", text=text)

    yield Station("search", flow.Searching, lambda to: search(to, ""))
    yield Station("search-found", flow.Searching, lambda to: search(to, "surat"))
    yield Station(
        "search-all-found", flow.Searching, lambda to: (search(to, "surat"), to.put("SearchPage", typing=False))
    )
    yield Station("search-missed", flow.Searching, lambda to: search(to, "qwxz"))


def _information(context: Context) -> Iterator[Station]:
    """Of the services that inform one of each sort, and one record of each kind: what is longest shows what can go wrong."""
    information, content = context.catalog.information, context.content

    def longest(kind: type[Record]) -> Published:
        found = (one for one in content.records if isinstance(one.record, kind))
        return max(found, key=lambda one: (getattr(one.record, "chart", "none") == "bars", len(repr(one))))

    def show(to: Driver, one: Information) -> None:
        to.send(flow.Start(), flow.Choose(one))

    def read(to: Driver, one: Published) -> None:
        to.send(flow.Start(), flow.Read(context.catalog.entry(one.service), one))

    def printed(to: Driver, one: Published, outcome: Outcome) -> None:
        to.machinery.outcome = outcome
        read(to, one)
        to.screen.kiosk.reading.printOut()

    # With the most kinds of records, with the most to narrow the list to, with the most standards.
    sorts = {
        "mixed": max(information, key=lambda one: len({type(record.record) for record in content.of(one.ref)})),
        "list": max(information, key=lambda one: len({str(category(record.record)) for record in content.of(one.ref)})),
        "standards": max(information, key=lambda one: len(one.standards)),
    }
    for name, one in sorts.items():
        yield Station(f"information-{name}", flow.InformationShown, lambda to, one=one: show(to, one))
    empty = msgspec.structs.replace(information[0], ref="Z00", standards=())
    yield Station("information-empty", flow.InformationShown, lambda to: show(to, empty))
    for kind in get_args(Record):
        if any(isinstance(one.record, kind) for one in content.records):
            record = longest(kind)
            name = f"reading-{kind.__name__.lower()}"
            yield Station(name, flow.Reading, lambda to, record=record: read(to, record))
    service = context.catalog.services[0]
    yield Station("reading-standard", flow.Reading, lambda to: to.send(flow.Start(), flow.Read(service)))
    article = longest(Article)
    # In voice mode Tab is "Berikutnya": the bar's own buttons are no stops.
    yield Station(
        "voice-reading", flow.Reading, lambda to: read(to, article), voice=True, forgiven=frozenset({"focus"})
    )
    for name in ("confirmed", "unsure", "paper-out"):
        yield Station(
            f"reading-{name}",
            flow.Reading,
            lambda to, name=name: printed(to, article, _OUTCOMES[name]),
            shape="printed",
        )


def _queue() -> Iterator[Station]:
    yield Station("queue", flow.PickQueue, lambda to: to.send(flow.WantNumber()), shape="queue")
    yield Station("queue-priority", flow.PickQueue, lambda to: to.send(flow.WantNumber(), flow.SetPriority(True)))

    def paperless(to: Driver) -> None:
        to.machinery.trouble = PrintReason.PAPER_OUT
        to.send(flow.WantNumber())

    yield Station("queue-paperless", flow.PickQueue, paperless, shape="queue")


# --- A service --------------------------------------------------------------------------------------------------------


def _form(context: Context, service: Service) -> Iterator[Station]:
    def privacy(to: Driver) -> None:
        to.open(service)
        to.send(flow.Next())

    ref = service.ref
    yield Station(f"service-{ref}", flow.ServiceShown, lambda to: to.open(service), shape="service")
    if service.consent() is not None:
        # Only the service's name above it differs; it is as long on the other pages of the service.
        asked = next(step for step in service.steps if service.consent() in step.fields)
        yield Station(f"privacy-{ref}", flow.Privacy, privacy, (asked, "empty"), "privacy")
        yield Station(
            f"privacy-{ref}-all",
            flow.Privacy,
            lambda to: (privacy(to), to.put("PrivacyPage", all=True)),
            (asked, "all"),
            "privacy, all of it",
        )
        yield Station(
            f"privacy-{ref}-problem",
            flow.Privacy,
            lambda to: (privacy(to), to.next(service)),
            (asked, "problem"),
            "privacy not agreed to",
        )
    for step in service.steps:
        yield from _step(context, service, step)
    yield Station(f"review-{ref}", flow.Review, lambda to: _review(to, service), shape="review")
    yield Station(
        f"review-{ref}-priority",
        flow.Review,
        lambda to: (_review(to, service), to.send(flow.SetPriority(True))),
        "one more tick on the page before",
    )


def _step(context: Context, service: Service, step: Step) -> Iterator[Station]:
    """Empty, answered as in the sample, and with what can be wrong; hidden fields are brought out."""
    answers = _answers(service, step)
    if step not in flow.asked_steps(service, answers):
        # Only the privacy notice, which has a page of its own.
        return
    asked = [field for field in step.fields if field in flow.asked_fields(service, answers)]
    name = f"step-{service.ref}-{step.id}"

    def empty(to: Driver) -> None:
        to.open_step(service, step, answers)

    def filled(to: Driver) -> None:
        empty(to)
        to.answer(step, answers)

    shape = tuple(map(_layout, asked))
    # Answered, a page holds all that it held before and more: every look is for that one.
    yield Station(name, flow.Asking, empty, (step, "empty"), ("asked", "empty"))
    yield Station(f"{name}-filled", flow.Asking, filled, (step, "filled"), (shape, "filled"))
    wrong = {field.id: _wrong(field, answers.get(field.id)) for field in asked}
    day = context.today()
    checked = (parse_field(field, wrong[field.id], today=day, regions=context.regions) for field in asked)
    if any(isinstance(result, Problem | Refused) for result in checked):

        def problem(to: Driver) -> None:
            filled(to)
            # Empty again where nothing wrong can be typed.
            to.send(*(flow.Answer(field_id, value) for field_id, value in wrong.items()))
            to.next(service)

        yield Station(f"{name}-problem", flow.Asking, problem, (step, "problem"), (shape, "problem"))
    for field in asked:
        if isinstance(field, RowsField):
            yield from _rows(service, step, field, filled)


def _rows(service: Service, step: Step, field: RowsField, filled: Callable[[Driver], None]) -> Iterator[Station]:
    """The page of one row, answered, and empty with what is missing."""
    name, shape = f"step-{service.ref}-{step.id}-row", tuple(map(_layout, field.fields))

    def problem(to: Driver) -> None:
        filled(to)
        to.send(flow.DropRow(field.id, 0), flow.AddRow(field.id))
        to.next(service)

    yield Station(
        name,
        flow.Asking,
        lambda to: (filled(to), to.send(flow.EditRow(field.id, 0))),
        (step, "row"),
        (shape, "row"),
    )
    yield Station(f"{name}-problem", flow.Asking, problem, (step, "row problem"), (shape, "row problem"))


def _layout(field: Field) -> tuple[str, str, bool]:
    """What decides how a field is laid out: its type, its keys or its look, and whether its cards have pictures."""
    choices = getattr(field, "choices", ())
    kind = getattr(field, "accept", "") or getattr(field, "level", "")
    return field_type(field), kind, bool(choices) and all(choice.icon or choice.picture for choice in choices)


def _review(to: Driver, service: Service) -> None:
    to.open_review(service, typed(service))


def typed(service: Service) -> dict[str, Any]:
    """The sample as the screen holds it: what is typed on keys is text, a place a point, a photo its bytes."""
    return {key: _typed(service.field(key), value) for key, value in service.sample.items()}


def _typed(field: Field | None, value: Any) -> Any:
    match field:
        case PhotoField():
            return base64.b64decode(value)
        case LocationField() if isinstance(value, dict):
            return Point(**value)
        case RowsField(fields=inner):
            by_id = {one.id: one for one in inner}
            return [{key: _typed(by_id.get(key), answer) for key, answer in row.items()} for row in value]
        case _ if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        case _:
            return value


def _answers(service: Service, step: Step) -> dict[str, Any]:
    """The sample, changed so that every field of the step is asked."""
    answers = typed(service)
    for field in step.fields:
        _bring_out(service, field, answers)
        if answers.get(field.id) is None:
            made = _marked(field) if isinstance(field, ChecklistField) else example(field)
            answers[field.id] = None if made is None else _typed(field, made)
    # What was changed for that may ask for more on the way, and that for more again.
    for _ in service.steps:
        asked = flow.asked_fields(service, answers)
        missing = [field for field in asked if field.required and answers.get(field.id) is None]
        if not missing:
            break
        answers |= {field.id: _typed(field, made) for field in missing if (made := example(field)) is not None}
    return answers


def _marked(checklist: ChecklistField) -> dict[str, str]:
    """One paper is here, one is not, nothing is said of the others."""
    return {item.id: said for item, said in zip(checklist.items, ("ada", "belum"), strict=False)}


def _bring_out(service: Service, field: Field, answers: dict[str, Any]) -> None:
    """Answers what comes before in the way that lets the field be asked."""
    for condition in field.show_when:
        other = service.field(condition.field)
        if other is None:
            continue
        _bring_out(service, other, answers)
        if not holds((condition,), answers):
            value = _fitting(condition, other)
            answers[other.id] = [value] if isinstance(other, ChoicesField) else value


def _fitting(condition: Condition, field: Field) -> str:
    if condition.values:
        return condition.values[0]
    if condition.others:
        return next(one.value for one in getattr(field, "choices", ()) if one.value not in condition.others)
    return str(condition.at_most if condition.at_least is None else condition.at_least)


def _wrong(field: Field, good: Any) -> Any:
    """Something a hurried hand would leave there; None is nothing at all."""
    match field:
        case NikField() | KkField():
            return str(good)[:15]
        case PhoneField():
            return "0812"
        case DateField():
            return "2021-02-30"
        case NumberField(max=most):
            return str(most + 1)
        case _:
            return None


# --- The keys ---------------------------------------------------------------------------------------------------------


def _keys(context: Context) -> Iterator[Station]:
    """Every sheet of keys, on the first step of the catalogue that shows it."""

    def on(kind: type[Field], then: Callable[[Driver], object], *accept: str) -> Callable[[Driver], object]:
        steps = ((service, step) for service in context.catalog.services for step in service.steps)
        service, step = next(
            (service, step)
            for service, step in steps
            if isinstance(step.fields[0], kind) and (not accept or getattr(step.fields[0], "accept", "") in accept)
        )
        return lambda to: (to.open_step(service, step, _answers(service, step)), then(to))

    words = "free", "name"
    yield Station("keys-letters", flow.Asking, on(TextField, lambda _: None, *words))
    yield Station("keys-shift", flow.Asking, on(TextField, lambda to: to.put("LetterKeys", shift=True), *words))
    yield Station("keys-marks", flow.Asking, on(TextField, lambda to: to.put("LetterKeys", marks=True), *words))
    yield Station("keys-lines", flow.Asking, on(LongTextField, lambda _: None))
    yield Station("keys-digits", flow.Asking, on(NikField, lambda _: None))
    yield Station("keys-months", flow.Asking, on(DateField, lambda to: to.press("month")))


# --- A KTP before the camera ------------------------------------------------------------------------------------------


def _card(catalog: Catalog) -> Iterator[Station]:
    """On the first service whose form a card answers most of; of the aim what is longest and what looks different."""

    def answered(service: Service) -> int:
        return len({field.value for field in PRINTED} & {field.id for field in service.fields()})

    service = max((one for one in catalog.services if isinstance(one.field("nik"), NikField)), key=answered)
    step = next(one for one in service.steps if one.fields[0].id == "nik")

    def asked(to: Driver) -> None:
        to.plug()
        to.open_step(service, step, typed(service))

    def aim(to: Driver, *hints: AimHint) -> None:
        asked(to)
        to.send(flow.ShowCard("nik"))
        to.settle()
        for hint in hints:
            to.plug().aimed.emit(hint)

    def absent(to: Driver) -> None:
        aim(to)
        to.plug().gone.emit()

    def starting(to: Driver) -> None:
        aim(to)
        to.plug().restarted.emit()

    def read(to: Driver, *doubts: KtpDoubt, **changes: tuple[KtpField, ...]) -> None:
        aim(to)
        to.hold_card(read_card(*doubts, **changes))

    def odd(to: Driver) -> None:
        weak = (KtpField.NAMA, KtpField.ALAMAT)
        read(to, KtpDoubt.NIK_UNSURE, KtpDoubt.BIRTH_DIFFERS, KtpDoubt.SEX_DIFFERS, weak=weak)

    def wrong(to: Driver) -> None:
        read(to)
        to.send(flow.Change(step.id), flow.Answer("nik", PRINTED[KtpField.NIK][:15]), flow.Back())
        to.send(flow.Next((Problem("nik", ProblemCode.SERIAL),)))

    again = AimHint.AGAIN
    yield Station("step-nik-camera", flow.Asking, asked)
    yield Station("step-nik-scanned", flow.Asking, lambda to: (asked(to), to.scan(PRINTED[KtpField.NIK])))
    for hint in (AimHint.FARTHER, AimHint.NO_CARD, AimHint.HOLD, AimHint.READING):
        yield Station(f"ktp-{hint.replace('_', '-')}", flow.CardShown, lambda to, hint=hint: aim(to, hint), shape="ktp")
    yield Station("ktp-enough", flow.CardShown, lambda to: aim(to, again, again, again))
    yield Station("ktp-absent", flow.CardShown, absent)
    yield Station("ktp-restarted", flow.CardShown, starting, shape="ktp")
    yield Station("ktp-read-doubtful", flow.CardRead, odd, shape="ktp read")
    yield Station("ktp-read", flow.CardRead, read, shape="ktp read")
    yield Station("ktp-read-problem", flow.CardRead, wrong, shape="ktp read")
    yield Station("ktp-read-missing", flow.CardRead, lambda to: read(to, KtpDoubt.NIK_MISSING, without=(KtpField.NIK,)))
    # In voice mode Tab is "Berikutnya": the bar's own buttons are no stops.
    meant = frozenset({"focus"})
    yield Station("voice-ktp", flow.CardShown, lambda to: aim(to, AimHint.GLARE), voice=True, forgiven=meant)
    yield Station("voice-ktp-read", flow.CardRead, odd, voice=True, forgiven=meant)
    yield Station("ktp-mended", flow.Asking, lambda to: (read(to), to.send(flow.Change("lahir"))))


# --- After the form ---------------------------------------------------------------------------------------------------

_OUTCOMES = {
    "busy": Outcome(JobState.WAITING),
    "confirmed": Outcome(JobState.CONFIRMED),
    "unsure": Outcome(JobState.SENT, PrintReason.UNCONFIRMED),
    "paper-out": Outcome(JobState.WAITING, PrintReason.PAPER_OUT),
    "failed": Outcome(JobState.FAILED, PrintReason.EXPIRED),
    "no-printer": Outcome(JobState.FAILED, PrintReason.NO_PRINTER),
    "not-allowed": Outcome(JobState.WAITING, PrintReason.NOT_ALLOWED),
    "cancelled": Outcome(JobState.FAILED, PrintReason.CANCELLED),
    "other-printer": Outcome(JobState.SENT, PrintReason.OTHER_PRINTER),
    "filed": Outcome(JobState.SENT, PrintReason.FILED),
}


def _done(services: tuple[Service, ...]) -> Iterator[Station]:
    def sent(to: Driver, service: Service, outcome: Outcome) -> None:
        to.machinery.outcome = outcome
        _review(to, service)
        to.send(flow.Send())

    def doubtful(to: Driver) -> None:
        to.world.clock.ms = 0  # the battery is dead: 1970
        sent(to, services[0], _OUTCOMES["confirmed"])

    def number(to: Driver, outcome: Outcome, *, priority: bool = False) -> None:
        to.machinery.outcome = outcome
        group = to.world.context.catalog.groups[0].id
        to.send(flow.WantNumber(), flow.SetPriority(priority), flow.TakeNumber(group))

    def answered(to: Driver, *, came: bool) -> None:
        sent(to, services[0], _OUTCOMES["unsure"])
        to.settle()
        to.screen.kiosk.done.sawPaper(came)

    def mended(to: Driver) -> None:
        sent(to, services[0], _OUTCOMES["paper-out"])
        to.settle()
        to.machinery.outcome = _OUTCOMES["confirmed"]
        to.screen.bridge.poke()

    def spent(to: Driver) -> None:
        sent(to, services[0], _OUTCOMES["failed"])
        to.settle()
        while to.screen.kiosk.done.canPrintAgain:
            to.screen.kiosk.done.printAgain()
            to.settle()

    shapes = {"busy": None, "confirmed": None, "unsure": None, "failed": "done, a copy"}
    for name, outcome in _OUTCOMES.items():
        yield Station(
            f"done-{name}",
            flow.Done,
            lambda to, outcome=outcome: sent(to, services[0], outcome),
            shape=shapes.get(name, "done, no paper"),
        )
    yield Station("done-came", flow.Done, lambda to: answered(to, came=True), shape="done")
    yield Station("done-missing", flow.Done, lambda to: answered(to, came=False), shape="done, a copy")
    yield Station("done-mended", flow.Done, mended, shape="done")
    yield Station("done-spent", flow.Done, spent, shape="done, no paper")
    for service in services[1:]:
        yield Station(
            f"done-{service.ref}",
            flow.Done,
            lambda to, service=service: sent(to, service, _OUTCOMES["confirmed"]),
            shape="done",
        )
    yield Station("done-doubtful-clock", flow.Done, doubtful)
    yield Station("done-number", flow.Done, lambda to: number(to, _OUTCOMES["confirmed"]))
    yield Station("done-number-priority", flow.Done, lambda to: number(to, _OUTCOMES["confirmed"], priority=True))
    yield Station("done-number-unsure", flow.Done, lambda to: number(to, _OUTCOMES["unsure"]), shape="done number")
    yield Station("done-number-failed", flow.Done, lambda to: number(to, _OUTCOMES["failed"]), shape="done number")


def _track() -> Iterator[Station]:
    def typed(to: Driver, text: str) -> None:
        to.send(flow.WantTrack())
        for symbol in text:
            to.screen.kiosk.track.typed(symbol)

    def looked_up(to: Driver, text: str) -> None:
        typed(to, text)
        to.screen.kiosk.track.search()

    def forged(to: Driver) -> None:
        slip = SlipQr(to.world.context.kiosk.id, RequestCode("23456789X"), bytes(64))
        to.send(flow.WantTrack())
        to.screen.kiosk.track.look_up(slip.payload().replace("23456789X", unknown))

    def elsewhere(to: Driver) -> None:
        slip = SlipQr("K27TUR", RequestCode(unknown), bytes(64))
        to.send(flow.WantTrack())
        to.screen.kiosk.track.look_up(slip.payload())

    def foreign(to: Driver) -> None:
        to.plug()
        to.send(flow.WantTrack())
        to.screen.kiosk.take("https://layananonline.dukcapil.kemendagri.go.id/Terpusat/Pindai")

    unknown = RequestCode.new(lambda _: 5).symbols
    yield Station("track", flow.Track, lambda to: to.send(flow.WantTrack()))
    yield Station("track-half", flow.Track, lambda to: typed(to, unknown[:5]))
    yield Station("track-whole", flow.Track, lambda to: typed(to, unknown))
    yield Station("track-unknown", flow.Track, lambda to: looked_up(to, unknown))
    yield Station("track-mistyped", flow.Track, lambda to: looked_up(to, unknown[:-1] + unknown[0]))
    yield Station("track-forged", flow.Track, forged)
    yield Station("track-other-kiosk", flow.Track, elsewhere)
    yield Station("track-camera", flow.Track, lambda to: (to.plug(), to.send(flow.WantTrack())))
    yield Station("track-camera-foreign", flow.Track, foreign)


def _results(services: tuple[Service, ...]) -> Iterator[Station]:
    def result(to: Driver, service: Service, status: PermohonanStatus, note: str | None) -> None:
        request = to.request(service)
        to.world.decide(request.permohonan.id, status, note)
        to.send(flow.WantTrack())
        to.screen.kiosk.track.look_up(request.code.symbols)

    def elsewhere(to: Driver, service: str, ref: str) -> None:
        """A request that another kiosk of the office took, as the office tells of it."""
        code = RequestCode.new(lambda _: len(service) % 20)
        to.world.announce(code, service, ref)
        to.send(flow.WantTrack())
        to.screen.kiosk.track.look_up(code.symbols)

    for name, one in {"elsewhere": (services[0].id, services[0].ref), "withdrawn": ("tidak_ada_lagi", "D99")}.items():
        yield Station(
            f"result-{name}", flow.TrackResult, lambda to, one=one: elsewhere(to, *one), shape="result elsewhere"
        )
    # A complaint is told of in words of its own, all others in the same.
    kinds = {"cmp" if service.kind == "CMP" else "req": service for service in reversed(services)}
    for kind, service in sorted(kinds.items()):
        for status in PermohonanStatus:
            note = _NOTE if status in (PermohonanStatus.INCOMPLETE, PermohonanStatus.REJECTED) else None
            yield Station(
                f"result-{kind}-{status.lower().replace('_', '-')}",
                flow.TrackResult,
                lambda to, service=service, status=status, note=note: result(to, service, status, note),
                shape=("result", status),
            )


def _papers(services: tuple[Service, ...]) -> Iterator[Station]:
    """What can be taken along of a service with other agencies on its way, before and after the request."""
    routed = next(service for service in services if service.route)

    def route(to: Driver, outcome: Outcome) -> None:
        to.machinery.outcome = outcome
        to.open(routed)
        to.screen.kiosk.catalogue.printRoute()

    def result(to: Driver, outcome: Outcome) -> None:
        request = to.request(routed)
        to.machinery.outcome = outcome
        to.send(flow.WantTrack())
        to.screen.kiosk.track.look_up(request.code.symbols)
        to.settle()
        to.screen.kiosk.track.printStatus()
        to.screen.kiosk.track.printAgain()

    for name in ("confirmed", "paper-out"):
        outcome = _OUTCOMES[name]
        yield Station(
            f"service-route-{name}", flow.ServiceShown, lambda to, outcome=outcome: route(to, outcome), shape="route"
        )
        yield Station(
            f"result-papers-{name}", flow.TrackResult, lambda to, outcome=outcome: result(to, outcome), shape="papers"
        )


def _trouble() -> Iterator[Station]:
    for kind in ("full", "readonly", "damaged", "busy", "fault"):
        yield Station(
            f"trouble-{kind}", flow.Trouble, lambda to, kind=kind: to.send(flow.WantTrack(), flow.Broken(kind))
        )


def _questions(service: Service) -> Iterator[Station]:
    """What opens over a page. `Main.qml` names them in its property `asking`."""

    def over_step(to: Driver) -> None:
        step = flow.asked_steps(service, service.sample)[0]
        to.open_step(service, step, service.sample)
        to.settle()

    for name in ("help", "finish", "language", "look"):
        yield Station(f"question-{name}", flow.Asking, lambda to, name=name: (over_step(to), to.ask(name)))
    yield Station("question-idle", flow.Asking, lambda to: (over_step(to), to.warn_idle()))


def _voice(service: Service) -> Iterator[Station]:
    """The bar and its caption take room from every kind of page."""
    # In voice mode Tab is "Berikutnya": the bar's own buttons are no stops.
    meant = frozenset({"focus"})
    step = flow.asked_steps(service, service.sample)[0]
    ways: dict[str, tuple[type[flow.Page], Callable[[Driver], object]]] = {
        "attract": (flow.Attract, lambda _: None),
        "catalogue": (flow.Catalogue, lambda to: to.send(flow.Start())),
        "shelf": (flow.Shelf, lambda to: to.send(flow.Start(), flow.Browse(flow.Shelf("popular")))),
        "search": (flow.Searching, lambda to: (to.send(flow.Start(), flow.Search()), to.put("TextLine", text="surat"))),
        "step": (flow.Asking, lambda to: to.open_step(service, step, typed(service))),
        "review": (flow.Review, lambda to: _review(to, service)),
        "track": (flow.Track, lambda to: to.send(flow.WantTrack())),
        "maintenance": (flow.Maintenance, lambda to: visit(to, Room.HOME)),
    }
    for name, (page, go) in ways.items():
        yield Station(f"voice-{name}", page, go, voice=True, forgiven=meant)


def _petugas() -> Iterator[Station]:
    def pin(to: Driver, typed: str = "") -> None:
        to.send(flow.Knock())
        for digit in typed:
            to.screen.kiosk.maintenance.door.typed(digit)

    def refused(to: Driver, outcome: PinWrong | PinLocked | PinNotSet) -> None:
        to.machinery.pin = outcome
        pin(to, "4711")
        to.screen.kiosk.maintenance.door.enter()

    yield Station("pin", flow.Pin, pin)
    yield Station("pin-typed", flow.Pin, lambda to: pin(to, "48291"))
    yield Station("pin-wrong", flow.Pin, lambda to: refused(to, PinWrong(4)))
    yield Station("pin-locked", flow.Pin, lambda to: refused(to, PinLocked(30)))
    yield Station("pin-not-set", flow.Pin, lambda to: refused(to, PinNotSet()))
    yield from _home()
    yield from _printer()
    yield from _sending()
    yield from _reports()
    yield from _hall_rooms()
    yield from _machine_rooms()


def visit(to: Driver, room: Room, role: Role = Role.ADMIN) -> None:
    """Inside maintenance mode, in a room."""
    to.send(flow.Knock(), flow.Enter(role))
    if room is not Room.HOME:
        to.send(flow.Visit(room))
    to.settle()


def _home() -> Iterator[Station]:
    well = tuple(
        msgspec.structs.replace(check, ok=True, detail="Siap.") if not check.ok else check
        for check in StillMachinery.checks
    )

    def seen(to: Driver, checks: tuple[Check, ...], role: Role = Role.ADMIN) -> None:
        to.machinery.checks = checks
        visit(to, Room.HOME, role)

    def low(to: Driver) -> None:
        paper = Check("printer", True, "Kertas hampir habis: siapkan gulungan baru.", attention=True)
        to.machinery.news = OfficeNews(to.world.clock.ms, _REVOKED, turned_away=True)
        seen(to, tuple(paper if check.id == "printer" else check for check in well))

    yield Station("maintenance", flow.Maintenance, lambda to: visit(to, Room.HOME))
    yield Station("maintenance-well", flow.Maintenance, lambda to: seen(to, well, Role.PETUGAS), shape="home")
    yield Station("maintenance-low", flow.Maintenance, low, shape="home")


def _printer() -> Iterator[Station]:
    def tested(to: Driver, outcome: Outcome) -> None:
        to.machinery.outcome = outcome
        to.machinery.prints = _prints(to.world.clock.ms)
        visit(to, Room.PRINTER)
        to.screen.kiosk.maintenance.printer.printTest()

    def changing(to: Driver, now: PrinterNow, presses: int) -> None:
        to.machinery.devices.now = now
        visit(to, Room.PRINTER)
        to.screen.kiosk.maintenance.printer.changePaper()
        to.settle()
        for _ in range(presses):
            to.screen.kiosk.maintenance.printer.nextStep()
            to.settle()

    def coding(to: Driver, typed: str, *, printed: bool = False) -> None:
        to.machinery.copies.refused = NotFound.NO_CODE
        visit(to, Room.PRINTER)
        printer = to.screen.kiosk.maintenance.printer
        printer.askCode()
        for symbol in typed:
            printer.typed(symbol)
        if printed:
            printer.printCode()
        to.settle()

    def waiting(to: Driver) -> None:
        to.machinery.copies.refused, to.machinery.prints = NoCopy.WAITING, _prints(to.world.clock.ms)
        visit(to, Room.PRINTER)
        to.screen.kiosk.maintenance.printer.printCopy(to.machinery.prints[0].id)

    yield Station("maintenance-printer", flow.Maintenance, lambda to: visit(to, Room.PRINTER))
    yield Station("maintenance-copy-code", flow.Maintenance, lambda to: coding(to, "7KQM3"), shape="code")
    yield Station(
        "maintenance-copy-camera", flow.Maintenance, lambda to: (to.plug(), coding(to, "")), shape="code-camera"
    )
    yield Station(
        "maintenance-copy-wrong", flow.Maintenance, lambda to: coding(to, "7KQM3X9TP", printed=True), shape="code"
    )
    yield Station("maintenance-copy-waiting", flow.Maintenance, waiting, shape="slips")
    steps = (
        ("open", PrinterNow(answers=True), 0),
        ("roll", PrinterNow(answers=True, open=True, paper="out"), 0),
        ("close", PrinterNow(answers=False), 2),
        ("test", PrinterNow(answers=False), 3),
    )
    for name, now, presses in steps:
        yield Station(
            f"maintenance-paper-{name}",
            flow.Maintenance,
            lambda to, now=now, presses=presses: changing(to, now, presses),
            shape="paper",
        )
    yield Station("maintenance-test-sent", flow.Maintenance, lambda to: tested(to, _OUTCOMES["unsure"]), shape="slips")
    yield Station(
        "maintenance-paper-out", flow.Maintenance, lambda to: tested(to, _OUTCOMES["paper-out"]), shape="slips"
    )


def _sending() -> Iterator[Station]:
    def told(to: Driver, news: OfficeNews) -> None:
        to.machinery.news = news
        visit(to, Room.SENDING)

    def synced(to: Driver, exchanged: Exchanged) -> None:
        to.machinery.exchanged = exchanged
        visit(to, Room.SENDING)
        to.screen.kiosk.maintenance.sending.sync()

    def sending(to: Driver) -> None:
        visit(to, Room.SENDING)
        to.hold_sync(Sent(1_200, 3_412, 87, 48_300_000))
        to.screen.kiosk.maintenance.sending.sync()
        to.wait(lambda: "1.200" in to.screen.kiosk.maintenance.sending.sent, "the exchange")

    def alone(to: Driver) -> None:
        to.machinery.sticks = ()
        visit(to, Room.SENDING)

    def copying(to: Driver, now: Copying) -> None:
        visit(to, Room.SENDING)
        to.hold_stick(now)
        to.screen.kiosk.maintenance.sending.exportTo(to.machinery.sticks[0].path)
        to.wait(lambda: to.screen.kiosk.maintenance.sending.copied, "the stick")

    def locked(to: Driver) -> None:
        to.machinery.sticks = (
            Stick("/media/petugas/TOSHIBA", "TOSHIBA", "exfat", 31_900_000_000, 2_000_000_000, "read_only"),
            Stick("/media/petugas/DATA RT 03", "DATA RT 03", "ext4", 7_800_000_000, 7_100_000_000, "damaged"),
        )
        visit(to, Room.SENDING)

    offline = Exchanged(False, "Server kelurahan tidak menjawab. Data aman di sini dan akan dikirim sendiri.")
    yield Station("maintenance-sending", flow.Maintenance, lambda to: visit(to, Room.SENDING))
    yield Station("maintenance-office", flow.Maintenance, lambda to: told(to, _news(to.world)), shape="told")
    yield Station(
        "maintenance-turned-away",
        flow.Maintenance,
        lambda to: told(to, OfficeNews(to.world.clock.ms, _REVOKED, turned_away=True)),
        shape="told",
    )
    yield Station("maintenance-no-stick", flow.Maintenance, alone)
    yield Station("maintenance-bad-sticks", flow.Maintenance, locked)
    for step in (
        Copying("writing", 4_300_000, 12_900_000, entries=212, photos=87),
        Copying("checking", 9_700_000, 12_900_000, entries=212, photos=87),
    ):
        yield Station(
            f"maintenance-{step.step}", flow.Maintenance, lambda to, step=step: copying(to, step), shape="stick"
        )
    yield Station("maintenance-exchanging", flow.Maintenance, sending, shape="stick")
    yield Station("maintenance-synced", flow.Maintenance, lambda to: synced(to, to.machinery.exchanged), shape="synced")
    yield Station("maintenance-offline", flow.Maintenance, lambda to: synced(to, offline), shape="synced")


def _reports() -> Iterator[Station]:
    def scanned(to: Driver) -> None:
        to.plug()
        visit(to, Room.SCANNER)
        for text in (
            "9786020633176",
            "https://layananonline.dukcapil.kemendagri.go.id/Terpusat/Pindai",
            "1671012304900001",
        ):
            to.screen.kiosk.take(text)
        to.settle()

    def targets(to: Driver, felt: int, *, end: bool) -> None:
        visit(to, Room.TOUCH)
        touch = to.screen.kiosk.maintenance.touch
        touch.begin()
        for place in range(felt):
            touch.touched(place)
        if end:
            touch.finish()
        to.settle()

    def reading(to: Driver) -> None:
        visit(to, Room.HELP)
        to.screen.kiosk.maintenance.help.read("pin-hilang")
        to.settle()

    yield Station("maintenance-reports", flow.Maintenance, lambda to: visit(to, Room.REPORTS))
    yield Station("maintenance-audit", flow.Maintenance, lambda to: visit(to, Room.AUDIT))
    yield Station("maintenance-scanner", flow.Maintenance, lambda to: visit(to, Room.SCANNER))
    yield Station("maintenance-scanned", flow.Maintenance, scanned)
    yield Station("maintenance-touch", flow.Maintenance, lambda to: visit(to, Room.TOUCH))
    # Its targets take touches alone; Tab is swallowed, Escape ends it.
    yield Station(
        "maintenance-touching",
        flow.Maintenance,
        lambda to: targets(to, 5, end=False),
        forgiven=frozenset({"focus"}),
    )
    yield Station("maintenance-touched", flow.Maintenance, lambda to: targets(to, 9, end=True))
    yield Station("maintenance-help", flow.Maintenance, lambda to: visit(to, Room.HELP))
    yield Station("maintenance-help-read", flow.Maintenance, reading)


def _hall_rooms() -> Iterator[Station]:
    """How residents find the kiosk: open, with which services, how loud, in which languages."""
    week = (Hours(8 * 60, 15 * 60),) * 5 + (Hours(8 * 60, 11 * 60), None)

    def told(now: int) -> Hall:
        return Hall(week, message=MessageShown("Hari Jumat loket tutup pukul 11.00.", now + 3 * _DAY_MS))

    def hall(to: Driver, role: Role = Role.ADMIN) -> HallViewModel:
        to.keep(told(to.world.clock.ms))
        visit(to, Room.HALL, role)
        return to.screen.kiosk.maintenance.hall

    def shut(to: Driver) -> None:
        hall(to, Role.PETUGAS).closeForToday()

    def hours(to: Driver) -> None:
        room = hall(to)
        room.chooseDays("workdays")
        room.opensLater(30)

    def writing(to: Driver, step: str) -> None:
        hall(to)
        to.press("write-notice")
        to.put("HallRoom", step=step)

    def services(to: Driver) -> None:
        first, second = to.world.context.catalog.services[:2]
        to.order(Orders((ServiceClosed(first.id, "Blangko surat habis."),)))
        to.keep(Hall(closed=(ServiceClosed(second.id, "Petugasnya cuti.", to.world.clock.ms + 3 * _DAY_MS),)))
        visit(to, Room.SERVICES)

    def closing(to: Driver) -> None:
        services(to)
        to.screen.kiosk.maintenance.services.turn(to.world.context.catalog.services[2].id)

    def dimmed(to: Driver) -> None:
        visit(to, Room.LOOK)
        to.screen.kiosk.maintenance.look.speak("en")
        to.screen.kiosk.maintenance.look.brighter(-4)

    yield Station("maintenance-hall", flow.Maintenance, hall, shape="hall")
    yield Station("maintenance-hall-shut", flow.Maintenance, shut, shape="hall")
    yield Station("maintenance-hall-hours", flow.Maintenance, hours, shape="hall")
    yield Station("maintenance-hall-writing", flow.Maintenance, lambda to: writing(to, "write"), shape="hall-sheet")
    yield Station("maintenance-hall-until", flow.Maintenance, lambda to: writing(to, "until"), shape="hall-sheet")
    yield Station("maintenance-services", flow.Maintenance, services, shape="hall")
    yield Station("maintenance-service-closing", flow.Maintenance, closing, shape="hall-sheet")
    yield Station("maintenance-look", flow.Maintenance, lambda to: visit(to, Room.LOOK), shape="hall")
    yield Station("maintenance-look-dimmed", flow.Maintenance, dimmed, shape="hall")


def _machine_rooms() -> Iterator[Station]:
    """What the admin does with the machine: each room, and each question before something that is not taken back."""

    def password(to: Driver) -> None:
        visit(to, Room.NETWORK)
        to.screen.kiosk.maintenance.network.pick("Balai Warga RW 03")
        to.put("SecretLine", text="pempek", shown=True)

    def unmanaged(to: Driver) -> None:
        to.machinery.network.standing = NetworkNow(managed=False, address="192.168.20.31")
        visit(to, Room.NETWORK)

    def restoring(to: Driver) -> None:
        visit(to, Room.BACKUPS)
        room = to.screen.kiosk.maintenance.backups
        room.ask(to.machinery.backups.copies[1].path)
        room.agree()

    def stuck(to: Driver) -> None:
        to.machinery.updates.now = UpdatesNow("1.4.0", why="Program ini dijalankan dari folder sumber.")
        to.machinery.sticks = ()
        visit(to, Room.UPDATE)

    def installing(to: Driver) -> None:
        visit(to, Room.UPDATE)
        to.screen.kiosk.maintenance.update.ask(to.machinery.updates.bundles[0].path)

    def enrolling(to: Driver, what: str) -> None:
        visit(to, Room.ENROLMENT)
        to.screen.kiosk.maintenance.enrolment.ask(what)

    def told(to: Driver) -> None:
        enrolling(to, "pin")
        to.screen.kiosk.maintenance.enrolment.agree()

    def ending(to: Driver) -> None:
        visit(to, Room.POWER)
        to.screen.kiosk.maintenance.power.ask("off")

    yield Station("maintenance-network", flow.Maintenance, lambda to: visit(to, Room.NETWORK), shape="machine")
    yield Station("maintenance-network-password", flow.Maintenance, password, shape="hall-sheet")
    yield Station("maintenance-network-unmanaged", flow.Maintenance, unmanaged, shape="machine")
    yield Station("maintenance-backups", flow.Maintenance, lambda to: visit(to, Room.BACKUPS), shape="machine")
    yield Station("maintenance-restoring", flow.Maintenance, restoring, shape="sure")
    yield Station("maintenance-update", flow.Maintenance, lambda to: visit(to, Room.UPDATE), shape="machine")
    yield Station("maintenance-update-stuck", flow.Maintenance, stuck, shape="machine")
    yield Station("maintenance-installing", flow.Maintenance, installing, shape="sure")
    yield Station("maintenance-enrolment", flow.Maintenance, lambda to: visit(to, Room.ENROLMENT), shape="machine")
    binding = "/media/petugas/KELURAHAN/loket-2.enrol"
    yield Station("maintenance-enrolling", flow.Maintenance, lambda to: enrolling(to, binding), shape="sure")
    yield Station("maintenance-new-pin", flow.Maintenance, told, shape="sure")
    yield Station("maintenance-power", flow.Maintenance, lambda to: visit(to, Room.POWER), shape="machine")
    yield Station("maintenance-shutting-down", flow.Maintenance, ending, shape="sure")


_REVOKED = "Kiosk ini dicabut oleh kelurahan. Tanyakan kelurahan."


def _news(world: World) -> OfficeNews:
    """All that an office can have sent, and what it would not take."""
    services, now = world.context.catalog.services, world.clock.ms
    orders = Orders(
        (
            ServiceClosed(services[0].id, "Blangko surat habis.", now + 10 * _DAY_MS),
            ServiceClosed(services[1].id),
        ),
        MessageShown("Sabtu, 28 November 2026 loket tutup karena cuti bersama.", now + 7 * _DAY_MS),
        SettingsChanged(60, 30, ("id", "plm"), office_copy=True),
    )
    return OfficeNews(
        contact_at=now - 90 * 60_000,
        orders=orders,
        files=4,
        refused_files=(("services/d18_domisili.toml", "services/d18_domisili.toml: 'lama' is no key of a step."),),
        parked=tuple(
            Parked(seq, f"A-{seq:03}", "Isinya tidak ikut terkirim. Hubungi teknisi.") for seq in range(7, 14)
        ),
    )


def _prints(now: int) -> tuple[PrintJob, ...]:
    """The last slips of a morning on which the roll came to its end."""
    standing = (
        (SlipKind.RECEIPT, "D-014", _OUTCOMES["paper-out"], 0),
        (SlipKind.TICKET, "A-027", _OUTCOMES["paper-out"], 2),
        (SlipKind.OFFICE, "D-013", _OUTCOMES["other-printer"], 9),
        (SlipKind.RECEIPT, "D-013", _OUTCOMES["failed"], 9),
        (SlipKind.INFO, "", _OUTCOMES["unsure"], 21),
        (SlipKind.STATUS, "D-002", _OUTCOMES["confirmed"], 45),
        (SlipKind.REFERRAL, "", _OUTCOMES["cancelled"], 70),
        (SlipKind.READINESS, "", _OUTCOMES["confirmed"], 1_500),
    )
    return tuple(
        PrintJob(
            100 - place, kind, outcome.state, outcome.reason, 1, now - minutes * 60_000, ticket or None, None, ticket
        )
        for place, (kind, ticket, outcome, minutes) in enumerate(standing)
    )
