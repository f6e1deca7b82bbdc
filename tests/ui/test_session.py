"""The flow without a screen."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalog_files import load_catalog
from kiosk.domain import session as flow
from kiosk.domain.problem import Problem, ProblemCode

D18 = load_catalog().find("D18")
J01 = load_catalog().find("J01")


def after(*events: flow.Event, session: flow.Session | None = None) -> flow.Session:
    now = session or flow.Session()
    for event in events:
        now = flow.advance(now, event)
    return now


AT_FIRST = after(flow.Start(), flow.Choose(D18), flow.Next(), flow.Answer("setuju_pdp", True), flow.Next())


def test_attract_to_done_and_the_answers_are_gone() -> None:
    steps = len(flow.asked_steps(D18, {}))
    review = after(*[flow.Next()] * steps, session=AT_FIRST)
    assert isinstance(review.page, flow.Review)
    done = after(flow.Send(), flow.Accepted(), session=review)
    assert done == flow.Session(flow.Done(D18))
    assert flow.progress(done) == flow.Progress(1, 1)


def test_every_step_weaves_one_more_row() -> None:
    now, rows = AT_FIRST, []
    while isinstance(now.page, flow.Asking):
        rows.append(flow.progress(now).done)
        now = flow.advance(now, flow.Next())
    rows.append(flow.progress(now).done)
    assert rows == list(range(2, 2 + len(rows)))


def test_back_from_the_first_question_is_the_notice_and_so_on_to_the_beginning() -> None:
    names = []
    now = AT_FIRST
    while not isinstance(now.page, flow.Attract):
        now = flow.advance(now, flow.Back())
        names.append(type(now.page).__name__)
    assert names == ["Privacy", "ServiceShown", "Catalogue", "Attract"]


def test_back_leads_the_way_one_came() -> None:
    """Through shelves, the search with its words, and the form."""
    way = (
        flow.Start(),
        flow.Browse(EVENTS_SHELF),
        flow.Search(),
        flow.Search("domisili"),
        flow.Choose(D18),
        flow.Next(),
    )
    now = after(*way)
    pages = []
    while not isinstance(now.page, flow.Attract):
        now = flow.advance(now, flow.Back())
        pages.append(now.page)
    assert pages == [
        flow.ServiceShown(D18), flow.Searching("domisili"), EVENTS_SHELF, flow.Catalogue(), flow.Attract(),
    ]  # fmt: skip


def test_who_walks_in_a_circle_goes_back_as_far_as_they_went() -> None:
    there = after(flow.Start(), flow.Browse(EVENTS_SHELF), flow.Browse(BABY))
    round_again = after(flow.Browse(EVENTS_SHELF), flow.Browse(BABY), session=there)
    assert round_again.trail == there.trail == (flow.Catalogue(), EVENTS_SHELF)


def test_from_a_service_that_is_closed_one_takes_a_number_and_comes_back() -> None:
    there = after(flow.Start(), flow.Browse(EVENTS_SHELF), flow.Choose(D18))
    queue = after(flow.WantNumber(), session=there)
    assert queue.page == flow.PickQueue()
    assert after(flow.Back(), session=queue) == there


def test_nobody_who_fills_in_a_form_is_led_elsewhere() -> None:
    for event in (flow.Browse(BABY), flow.Search("ktp"), flow.Choose(J01), flow.WantNumber()):
        assert after(event, session=AT_FIRST) == AT_FIRST


def test_problems_keep_the_page_and_go_when_the_answer_changes() -> None:
    nik = Problem("nik", ProblemCode.REQUIRED)
    stuck = after(flow.Next((nik, Problem("nama", ProblemCode.REQUIRED))), session=AT_FIRST)
    assert stuck.page.problems == (nik,)
    assert after(flow.Answer("nik", "1"), session=stuck).page.problems == ()


def test_hidden_answers_are_not_sent() -> None:
    raw = {"setuju_pdp": True, "mode": "anonim", "nama": "Siti", "no_hp": "081273450012"}
    assert flow.given_answers(J01, raw) == {"setuju_pdp": True, "mode": "anonim"}


def test_a_refused_request_goes_to_the_first_question_to_mend() -> None:
    now = msgspec.structs.replace(AT_FIRST, page=flow.Sending(D18))
    refused = after(
        flow.Refused((Problem("keperluan", ProblemCode.CHARACTERS), Problem("nama", ProblemCode.REQUIRED))), session=now
    )
    assert isinstance(refused.page, flow.Asking)
    assert refused.page.step.id == "nama"


def test_a_failure_leads_back_to_where_it_can_be_tried_again() -> None:
    now = msgspec.structs.replace(AT_FIRST, page=flow.Sending(D18))
    assert after(flow.Broken("full"), flow.Back(), session=now).page == flow.Review(D18)
    assert after(flow.Broken("full"), flow.Back(), session=now).answers == now.answers


@pytest.mark.parametrize(("gap_ms", "opens"), [(500, True), (1500, False)])
def test_the_knock_must_be_quick(gap_ms: int, opens: bool) -> None:
    knocking = flow.Knocking()
    for i, corner in enumerate(["left"] * 5 + ["right"]):
        knocking = knocking.tap(corner, i * gap_ms)
    assert knocking.complete is opens


EVENTS_SHELF, BABY = flow.Shelf("events"), flow.Shelf("event", "bayi")
LARGE = flow.Look("largest", contrast=True, reach=True, voice=True)
EVENTS = st.sampled_from(
    [
        flow.Start(), flow.WantNumber(), flow.WantTrack(), flow.Choose(D18), flow.Choose(J01), flow.Next(), flow.Back(),
        flow.Browse(EVENTS_SHELF), flow.Browse(BABY), flow.Search(), flow.Search("ktp hilang"),
        flow.Next((Problem("nik", ProblemCode.REQUIRED),)), flow.Answer("warga_luar", "ya"), flow.Answer("nik", "1"),
        flow.Answer("mode", "terbuka"), flow.Change("nama"), flow.Change("isi"), flow.SetPriority(True), flow.Send(),
        flow.TakeNumber("surat"), flow.Accepted(), flow.Refused((Problem("nik", ProblemCode.SAME),)), flow.Broken("full"),
        flow.Found(), flow.Speak("en"), flow.SetLook(LARGE), flow.Knock(), flow.Enter(),
    ]
)  # fmt: skip


@given(st.lists(EVENTS, max_size=60))
@settings(max_examples=300, deadline=None)
def test_whatever_happens_selesai_forgets_everything(events: list[flow.Event]) -> None:
    now = after(*events)
    progress = flow.progress(now)
    assert 0 <= progress.done <= progress.total
    if isinstance(now.page, flow.Done | flow.Attract | flow.Track | flow.Catalogue | flow.Shelf | flow.Maintenance):
        assert now.answers == {}
    if isinstance(now.page, flow.Done | flow.Attract | flow.Catalogue):
        assert now.trail == (), "words that were searched for are forgotten with the way"
    assert after(flow.Finish(), session=now) == flow.Session()


def test_how_a_resident_sees_it_lasts_until_they_leave() -> None:
    """Larger text changes no answer; the next resident begins with what the office chose."""
    office = flow.Look("large")
    now = after(flow.SetLook(LARGE), session=msgspec.structs.replace(AT_FIRST, look=office, resting=office))
    assert (now.answers, now.page, now.look) == (AT_FIRST.answers, AT_FIRST.page, LARGE)
    review = after(*[flow.Next()] * len(flow.asked_steps(D18, {})), flow.Send(), flow.Accepted(), session=now)
    assert review.look == LARGE
    for left in (
        after(flow.Finish(), session=review),
        after(flow.Start(), flow.SetLook(LARGE), flow.Back(), session=review),
    ):
        assert left == flow.Session(look=office, resting=office)


def test_an_answer_that_is_given_again_mends_nothing() -> None:
    """A field that comes onto the screen says what it holds; what is wrong with it stays said."""
    wrong = after(flow.Answer("nik", "1671"), flow.Next((Problem("nik", ProblemCode.DIGIT_COUNT),)), session=AT_FIRST)
    assert after(flow.Answer("nik", "1671"), session=wrong) == wrong
    assert after(flow.Answer("nik", "16710"), session=wrong).page.problems == ()
