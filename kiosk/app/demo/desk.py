"""A petugas at the desk, for the demo: the same pages and forms that a browser shows, over real HTTP."""

from __future__ import annotations

import re
from html import unescape

import httpx2

from kiosk.errors import CannotNow


class DeskVisit:
    """Logs in, opens a request, moves it on."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self._client = httpx2.Client(base_url=url, follow_redirects=True, timeout=10)
        self._log_in = {"nama": user, "sandi": password}

    def move(self, permohonan_id: str, status: str, note: str = "") -> str:
        """Changes the status as its button does; returns the heading of the page that follows."""
        self._expect(self._client.get("/meja"))
        page = self._expect(self._client.post("/masuk", data=self._log_in))
        page = self._expect(self._client.get(f"/meja/{permohonan_id}"))
        form = {name: _hidden(page, name) for name in ("token", "dari")}
        page = self._expect(
            self._client.post(f"/meja/{permohonan_id}/status", data={**form, "ke": status, "catatan": note})
        )
        heading = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
        return unescape(heading[1]).strip() if heading else ""

    def close(self) -> None:
        """Closes the connection."""
        self._client.close()

    def _expect(self, response: httpx2.Response) -> str:
        if response.status_code != 200:
            raise CannotNow(f"The desk answered {response.status_code}.", "Its log says why.")
        return response.text


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if not found:
        raise CannotNow(f"The desk's page has no {name}.", "Is the request still open?")
    return unescape(found[1])
