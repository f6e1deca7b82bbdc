"""Paper and cards before a camera: what comes out of the printer can be read again, and what was read leaves no trace."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from printers.simulator import Simulator
from tests.scan.specimens import sample
from tests.stories.conftest import Office, StoryKiosk


def photographed(slip: Path, to: Path) -> Path:
    """The slip as a phone sees it: smaller, askew, on a dark table, grey where it was white."""
    paper = cv2.imread(str(slip), cv2.IMREAD_GRAYSCALE)
    assert paper is not None
    height, width = paper.shape
    turned = cv2.getRotationMatrix2D((width / 2, height / 2), 17, 0.8)
    turned[:, 2] += (300, 100)
    scene = cv2.warpAffine(paper, turned, (width + 600, height + 200), flags=cv2.INTER_AREA, borderValue=60)
    seen = cv2.GaussianBlur(scene, (0, 0), 1.0)
    cv2.imwrite(str(to), np.clip(seen * 0.7 + 20, 0, 255).astype(np.uint8))
    return to


@pytest.mark.slow
def test_a_slip_that_came_out_of_the_printer_is_read_and_its_request_found(
    office: Office, make_kiosk: Callable[..., StoryKiosk], printer: Simulator, tmp_path: Path
) -> None:
    """From the form to paper, from a photo of that paper back to the request."""
    kiosk = make_kiosk(office, settings=f'[printer]\nurl = "{printer.url}"\nwidth = "58mm"\n')
    sent = kiosk.submit("D18")
    kiosk("print", "--pending")
    (slip,) = [slip for slip in printer.slips if sent["ticket"] in slip.text]
    told = kiosk("scan", photographed(slip.picture, tmp_path / "photo.png"))
    (code,) = [code for code in told["codes"] if code["kind"] == "qr"]
    assert code["class"] == "slip"
    assert told["ktp"] is None
    assert kiosk("track", code["text"])["ticket"] == sent["ticket"]


@pytest.mark.slow
def test_what_a_card_says_is_told_and_kept_nowhere(
    office: Office, make_kiosk: Callable[..., StoryKiosk], tmp_path: Path
) -> None:
    """Not in the database, not in the log, not in any other file of the kiosk."""
    kiosk = make_kiosk(office)
    person, picture = sample("easy", 1)
    cv2.imwrite(str(tmp_path / "card.jpg"), picture)
    told = kiosk("scan", tmp_path / "card.jpg")
    assert told["codes"] == []
    assert (told["ktp"]["nik"], told["ktp"]["nama"]) == (person.nik, person.nama)
    assert told["ktp"]["certain"]
    kept = [file for file in kiosk.data.rglob("*") if file.is_file()]
    assert kept
    for secret in (person.nik, person.nama, person.nama.title()):
        assert not [file for file in kept if secret.encode() in file.read_bytes()]
    assert person.nik not in json.dumps(kiosk("doctor"))
