"""`./run demo` without a display: the whole product, touched, printed, synced and decided on, ending with 0."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
PAGES = (
    "attract catalogue shelf service privacy nik-too-short question-nik review done slip track result queue done-number"
    " slip-number pin maintenance idle"
).split()


@pytest.mark.slow
def test_the_story_comes_true(tmp_path: Path) -> None:
    """Every page and slip is left as a picture that shows something, and the kiosk's folder tells nothing.

    In landscape: the scripted residents of the other tests stand before a portrait screen.
    """
    out = tmp_path / "demo"
    done = subprocess.run(
        [sys.executable, "-P", "-m", "kiosk.app.demo", "--offscreen", "--out", str(out), "--landscape"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pictures = sorted((out / "pictures").glob("*.png"))
    names = [re.sub(r"^\d\d-", "", picture.stem) for picture in pictures]
    assert [name for name in PAGES if name not in names] == []
    assert all(str(picture) in done.stdout for picture in pictures)
    for picture in pictures:
        with Image.open(picture) as image:
            assert len(image.convert("RGB").getcolors(2**24) or ()) > 1, picture.name
            if "slip" not in picture.name:
                assert image.size == (1920, 1080)
    private = (b"Siti Rahmawati", b"1671025403890002", b"081273450012", b"Kenanga Dalam")
    for file in (out / "kiosk").rglob("*"):
        if file.is_file():
            assert not [value for value in private if value in file.read_bytes()], file.name
