"""Places: what lies inside a kelurahan, where a point is in words, and maps that offices drew badly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.place import Direction, Landmark, OfficeMap, Point, Way, in_range, metres, moved, parse_map
from kiosk.errors import WrongUse
from kiosk.usecases.initialise import DEMO_CODE
from kiosk.wilayah import MAPS, Wilayah

MIDDLE = Point(-2.98900, 104.74800)
SQUARE = tuple(moved(MIDDLE, east, north) for east, north in ((-500, -500), (500, -500), (500, 500), (-500, 500)))
MOSQUE = Landmark("Masjid Nurul Iman", moved(MIDDLE, 0, 0), "05")
OFFICE = OfficeMap("Kelurahan Contoh", (SQUARE,), (), (MOSQUE, Landmark("Pasar Ilir", moved(MIDDLE, 400, 400))))

metre = st.integers(-450, 450)


def feature(kind: str, typ: str, coordinates: Any, **more: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kind": kind, **more},
        "geometry": {"type": typ, "coordinates": coordinates},
    }


RING = [[point.lon, point.lat] for point in (*SQUARE, SQUARE[0])]


def collection(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "name": "Contoh", "features": features}).encode()


@given(east=metre, north=metre)
def test_what_lies_in_the_square_is_inside_and_its_mirror_beyond_is_not(east: int, north: int) -> None:
    assert OFFICE.contains(moved(MIDDLE, east, north))
    assert not OFFICE.contains(moved(MIDDLE, east + 1000, north))
    assert not OFFICE.contains(moved(MIDDLE, east, north - 1000))


@given(east=metre, north=metre)
def test_a_step_of_so_many_metres_is_so_many_metres_long(east: int, north: int) -> None:
    assert abs(metres(MIDDLE, moved(MIDDLE, east, north)) - (east**2 + north**2) ** 0.5) < 2
    assert in_range(moved(MIDDLE, east, north))


@pytest.mark.parametrize(
    ("east", "north", "said"),
    [
        (0, 10, (10, None)),
        (0, 120, (120, Direction.NORTH)),
        (-85, 85, (120, Direction.NORTH_WEST)),
        (0, -230, (250, Direction.SOUTH)),
        (90, 0, (90, Direction.EAST)),
        (-60, -60, (80, Direction.SOUTH_WEST)),
    ],
)
def test_a_point_is_told_from_the_nearest_landmark(east: int, north: int, said: tuple[int, Direction | None]) -> None:
    near = OFFICE.near(moved(MIDDLE, east, north))
    assert near is not None
    assert near.landmark == MOSQUE
    assert (near.metres, near.direction) == said


def test_a_map_holds_its_outline_ways_and_landmarks_and_passes_over_the_rest() -> None:
    read = parse_map(
        "x.geojson",
        collection(
            feature("outline", "MultiPolygon", [[RING], [RING]]),
            feature("road", "MultiLineString", [RING[:2], RING[1:3]], name="Jalan Melati"),
            feature("river", "LineString", RING[:2], name="Sungai Kenanga"),
            feature("landmark", "Point", [MIDDLE.lon, MIDDLE.lat, 3.5], name="Pos Ronda", rt="06"),
            feature("building", "Polygon", "whatever a GIS exports"),
        ),
    )
    assert [way.kind for way in read.ways] == ["road", "road", "river"]
    assert read.ways[0] == Way("road", "Jalan Melati", SQUARE[:2])
    assert read.landmarks == (Landmark("Pos Ronda", MIDDLE, "06"),)
    assert read.contains(MIDDLE)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "is no map"),
        (b"\xff\xfe", "is no map"),
        (b"[]", "is no map"),
        (collection(), "has no outline"),
        (collection(feature("road", "LineString", RING)), "has no outline"),
        (collection(feature("outline", "Polygon", [RING[:2]])), "feature 1 (outline): a ring needs four points"),
        (collection(feature("outline", "LineString", RING)), "an outline is a Polygon, not a LineString"),
        (collection(feature("outline", "Polygon", [])), "coordinates are missing"),
        (collection(feature("outline", "Polygon", [[[y, x] for x, y in RING]])), "longitude comes first"),
        (collection(feature("landmark", "Point", [104.7, -2.9])), "a Point with a name"),
        (collection(feature("outline", "Polygon", [[["a", 1]] * 4])), "two numbers"),
        (collection(feature("outline", "Polygon", [RING * 5000])), "more than 20000 points"),
    ],
)
def test_a_bad_map_is_refused_with_file_place_and_remedy(data: bytes, said: str) -> None:
    with pytest.raises(WrongUse, match=r"peta\.geojson") as refused:
        parse_map("peta.geojson", data)
    assert said in str(refused.value)
    assert refused.value.remedy


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    with pytest.raises(WrongUse):
        parse_map("peta.geojson", data)


def test_every_shipped_map_says_that_it_is_an_example_and_its_landmarks_lie_inside() -> None:
    paths = sorted(MAPS.glob("*.geojson"))
    assert [path.stem for path in paths] == [DEMO_CODE]
    for path in paths:
        office = parse_map(path.name, path.read_bytes())
        assert office.example
        assert all(office.contains(one.at) for one in office.landmarks)
        assert len({one.name for one in office.landmarks}) == len(office.landmarks) > 5


def test_an_office_s_own_map_goes_before_the_shipped_one_and_a_bad_one_tells_no_landmark(tmp_path: Path) -> None:
    own = tmp_path / f"{DEMO_CODE}.geojson"
    own.write_bytes(
        collection(
            feature("outline", "Polygon", [RING]),
            feature("landmark", "Point", [MIDDLE.lon, MIDDLE.lat], name="Balai Baru"),
        )
    )
    regions = Wilayah(tmp_path)
    near = regions.near(MIDDLE)
    assert near is not None
    assert near.landmark.name == "Balai Baru"
    own.write_bytes(b"{}")
    broken = Wilayah(tmp_path)
    assert broken.near(MIDDLE) is None
    with pytest.raises(WrongUse, match=own.name):
        broken.office_map(DEMO_CODE)
    assert Wilayah().office_map("99.99.99.9999") is None
