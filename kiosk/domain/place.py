"""Places in a kelurahan: points, the map of an office (GeoJSON), and where a point lies in words people use.

A kelurahan is a few kilometres wide: the earth is flat here, and a degree of longitude is shorter by the cosine of the
latitude. The error is below a metre.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from math import atan2, cos, degrees, hypot, isfinite, radians
from typing import Any, Literal

import msgspec

from kiosk.errors import WrongUse

SOUTH, NORTH, WEST, EAST = -11.5, 6.5, 94.5, 141.5
"""Indonesia, in degrees."""
METRES_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of 6371 km."""
_HERE_M = 30.0
_MOST_POINTS = 20_000


class Point(msgspec.Struct, frozen=True):
    """A place in degrees (WGS 84), as maps and petugas exchange it."""

    lat: float
    lon: float


class Direction(StrEnum):
    """Where to walk, in eighths."""

    NORTH = "north"
    NORTH_EAST = "north_east"
    EAST = "east"
    SOUTH_EAST = "south_east"
    SOUTH = "south"
    SOUTH_WEST = "south_west"
    WEST = "west"
    NORTH_WEST = "north_west"


class Landmark(msgspec.Struct, frozen=True):
    """Something that everybody here knows: a mosque, a school, a market."""

    name: str
    at: Point
    rt: str = ""  # the RT it stands in, "05", where the map says so


class Way(msgspec.Struct, frozen=True):
    """A main road or a river."""

    kind: Literal["road", "river"]
    name: str
    points: tuple[Point, ...]


class Near(msgspec.Struct, frozen=True):
    """Where a point lies: at a landmark (`direction` None), or so many metres from it."""

    landmark: Landmark
    metres: int
    direction: Direction | None


class OfficeMap(msgspec.Struct, frozen=True):
    """What a resident needs to find a place: the outline, the main ways, the landmarks. `example`: drawn, not measured."""

    name: str
    outline: tuple[tuple[Point, ...], ...]  # rings
    ways: tuple[Way, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    example: bool = False

    def contains(self, point: Point) -> bool:
        """Whether the point lies inside the outline."""
        return any(_inside(ring, point) for ring in self.outline)

    def near(self, point: Point) -> Near | None:
        """The nearest landmark and where from there; None on a map without landmarks."""
        if not self.landmarks:
            return None
        landmark = min(self.landmarks, key=lambda one: metres(one.at, point))
        away = metres(landmark.at, point)
        if away < _HERE_M:
            return Near(landmark, round(away), None)
        step = 10 if away < 200 else 50
        return Near(landmark, round(away / step) * step, _direction(landmark.at, point))


def metres(one: Point, other: Point) -> float:
    """The distance."""
    east, north = _offset(one, other)
    return hypot(east, north)


def moved(point: Point, east: float, north: float) -> Point:
    """The point so many metres away, rounded to what an answer holds."""
    shrink = cos(radians(point.lat))
    return rounded(point.lat + north / METRES_A_DEGREE, point.lon + east / METRES_A_DEGREE / shrink)


def rounded(lat: float, lon: float) -> Point:
    """Five decimals: about a metre, which is all a finger can mean."""
    return Point(round(lat, 5), round(lon, 5))


def in_range(point: Point) -> bool:
    """Whether the point lies in Indonesia."""
    return SOUTH <= point.lat <= NORTH and WEST <= point.lon <= EAST


def _offset(start: Point, end: Point) -> tuple[float, float]:
    """Metres east and north."""
    shrink = cos(radians(start.lat))
    return (end.lon - start.lon) * METRES_A_DEGREE * shrink, (end.lat - start.lat) * METRES_A_DEGREE


def _direction(start: Point, end: Point) -> Direction:
    east, north = _offset(start, end)
    return list(Direction)[round(degrees(atan2(east, north)) / 45) % 8]


def _inside(ring: tuple[Point, ...], point: Point) -> bool:
    """Counts the edges that a ray to the east crosses."""
    inside = False
    for one, other in pairwise((*ring, ring[0])):
        if (one.lat > point.lat) != (other.lat > point.lat):
            crossing = one.lon + (point.lat - one.lat) / (other.lat - one.lat) * (other.lon - one.lon)
            if point.lon < crossing:
                inside = not inside
    return inside


# --- Reading a file ---------------------------------------------------------------------------------------------------


class _Properties(msgspec.Struct, frozen=True):
    kind: str = ""
    name: str = ""
    rt: str = ""


class _Geometry(msgspec.Struct, frozen=True):
    type: str
    coordinates: Any


class _Feature(msgspec.Struct, frozen=True):
    geometry: _Geometry
    properties: _Properties = _Properties()


class _Collection(msgspec.Struct, frozen=True):
    features: tuple[_Feature, ...]
    name: str = ""
    example: bool = False


def parse_map(file: str, data: bytes) -> OfficeMap:
    """Reads GeoJSON as assets/wilayah/README.md describes it. Raises WrongUse naming file, place and remedy."""
    remedy = "assets/wilayah/README.md shows what a map needs; without one residents describe the place in words."
    try:
        collection = msgspec.json.decode(data, type=_Collection)
        rings: list[tuple[Point, ...]] = []
        ways: list[Way] = []
        landmarks: list[Landmark] = []
        for number, feature in enumerate(collection.features, 1):
            kind, name = feature.properties.kind, feature.properties.name
            try:
                match kind:
                    case "outline":
                        rings += _rings(feature.geometry)
                    case "road" | "river":
                        ways += [Way(kind, name, line) for line in _lines(feature.geometry)]
                    case "landmark":
                        landmarks.append(Landmark(name, _landmark(feature), feature.properties.rt))
                    case _:
                        # Whatever else a GIS exports is no business of this page.
                        continue
            except ValueError as error:
                raise WrongUse(f"{file}: feature {number} ({kind}): {error}.", remedy) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongUse(f"{file} is no map: {error}.", remedy) from error
    if not rings:
        raise WrongUse(f"{file} has no outline.", "Give the polygon of the kelurahan the property kind = outline.")
    if sum(len(points) for points in (*rings, *(way.points for way in ways))) > _MOST_POINTS:
        raise WrongUse(f"{file} has more than {_MOST_POINTS} points.", "Simplify its lines; a few metres are enough.")
    return OfficeMap(collection.name, tuple(rings), tuple(ways), tuple(landmarks), collection.example)


def _rings(geometry: _Geometry) -> Iterator[tuple[Point, ...]]:
    """The outer rings. Holes are left out: nobody's complaint is refused because of an enclave."""
    match geometry.type:
        case "Polygon":
            polygons = [geometry.coordinates]
        case "MultiPolygon":
            polygons = _list(geometry.coordinates)
        case _:
            raise ValueError(f"an outline is a Polygon, not a {geometry.type[:20]}")
    for polygon in polygons:
        ring = _points(_list(polygon)[0])
        if len(ring) < 4:
            raise ValueError("a ring needs four points")
        yield ring


def _lines(geometry: _Geometry) -> list[tuple[Point, ...]]:
    match geometry.type:
        case "LineString":
            return [_points(geometry.coordinates)]
        case "MultiLineString":
            return [_points(line) for line in _list(geometry.coordinates)]
        case _:
            raise ValueError(f"a way is a LineString, not a {geometry.type[:20]}")


def _landmark(feature: _Feature) -> Point:
    if feature.geometry.type != "Point" or not feature.properties.name:
        raise ValueError("a landmark is a Point with a name")
    return _point(feature.geometry.coordinates)


def _points(raw: object) -> tuple[Point, ...]:
    return tuple(_point(one) for one in _list(raw))


def _list(raw: object) -> list[Any]:
    if not isinstance(raw, list) or not raw:
        raise ValueError("coordinates are missing")
    return raw


def _point(raw: object) -> Point:
    """GeoJSON writes longitude first; a third number, the height, is passed over."""
    match raw:
        case [float() | int() as lon, float() | int() as lat, *_] if isfinite(lon) and isfinite(lat):
            point = Point(float(lat), float(lon))
            if in_range(point):
                return point
            raise ValueError(f"{lon}, {lat} is not in Indonesia; longitude comes first")
        case _:
            raise ValueError("a position is two numbers, longitude first")
