"""Several kiosks and a busy desk at the same time, on SQLite with its single writer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from kiosk.domain.permohonan import PermohonanStatus
from tests.sync.world import OfficeWorld, World


def test_kiosks_and_desk_at_once_lose_nothing(world: World, office: OfficeWorld) -> None:
    """Four kiosks sync while a petugas moves requests: everything is there once, every decision arrives."""
    kiosks = [world.kiosk(office) for _ in range(4)]
    first = [kiosk.submit()[0].permohonan.id for kiosk in kiosks]
    for kiosk in kiosks:
        assert kiosk.sync().done

    def rounds(index: int) -> None:
        for _ in range(5):
            kiosks[index].submit(2)
            assert kiosks[index].sync().done

    def decide() -> None:
        for permohonan_id in first:
            office.move(permohonan_id, PermohonanStatus.IN_REVIEW, PermohonanStatus.AWAITING_SIGNATURE)

    with ThreadPoolExecutor(5) as threads:
        work = [threads.submit(rounds, index) for index in range(4)] + [threads.submit(decide)]
        for one in work:
            one.result()
    for kiosk, permohonan_id in zip(kiosks, first, strict=True):
        kiosk.sync()
        assert kiosk.status(permohonan_id).status is PermohonanStatus.AWAITING_SIGNATURE
        kiosk.verify()
    items = office.items()
    assert len(items) == len({item.permohonan.id for item in items}) == 4 * 11


def test_two_kiosks_first_contact_at_once(world: World, office: OfficeWorld) -> None:
    """The same enrolment used twice in the same instant enrols exactly one key."""
    enrolment = office.enrolment()
    kiosks = [world.kiosk(office, enrolment=enrolment) for _ in range(2)]
    for kiosk in kiosks:
        kiosk.submit()
    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(lambda kiosk: kiosk.sync(), kiosks))
    assert sorted(outcome.done for outcome in outcomes) == [False, True]
    assert len(office.items()) == 1
