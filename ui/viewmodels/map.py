"""The map of a `location` question: where the pin stands, what is in sight, and the picture of it.

The picture is drawn here, from lines, flat and in the theme's colours: names that a weak eye can read and that never lie on
each other, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import Property, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter, QPen, QPolygonF
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk import log
from kiosk.domain import session as flow
from kiosk.domain.catalog import LocationField
from kiosk.domain.place import OfficeMap, Point, metres, moved
from kiosk.errors import WrongUse
from ui.viewmodels.flow import Flow
from ui.viewmodels.sentences import place_sentence, translate

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

_ZOOMS = (1.0, 1.6, 2.5, 4.0)
_EDGE = 0.94
"""How much of the picture the whole outline fills."""
_STEP_PX = 24
"""How far an arrow moves the pin: the width of its point. Zoomed in it moves less far on the ground."""

_AROUND = tuple((right, down) for right in (-3, 0, 3) for down in (-3, 0, 3) if right or down)


class _Colours(msgspec.Struct, frozen=True):
    """The theme, as the address of the picture brings it."""

    outside: QColor
    inside: QColor
    road: QColor
    river: QColor
    ink: QColor


@QmlElement
@QmlUncreatable("made by its field")
class MapViewModel(QObject):
    """The pin is the session's answer; what is in sight is only the screen's."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, field: LocationField, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._field = field
        self._map = _office_map(shared)
        self._size = QSize(1, 1)
        self._zoom = 0
        self._middle = _middle(self._map) if self._map else Point(0, 0)
        self._revision = 0
        self._outside = False
        self._unknown = False
        shared.pictures.show(field.id, self._paint)
        shared.changed.connect(self.changed)
        shared.wiped.connect(self._forget)

    # --- What is there

    @Property(bool, notify=fixed)
    def available(self) -> bool:
        """Whether there is a map at all."""
        return self._map is not None

    @Property(str, notify=fixed)
    def name(self) -> str:
        """Of the kelurahan."""
        return self._map.name if self._map else ""

    @Property(bool, notify=fixed)
    def example(self) -> bool:
        """Drawn for demonstrations: the screen says so."""
        return self._map is not None and self._map.example

    @Property(int, notify=changed)
    def revision(self) -> int:
        """Another number, another picture."""
        return self._revision

    @Property(bool, notify=changed)
    def canZoomIn(self) -> bool:
        return self._zoom < len(_ZOOMS) - 1

    @Property(bool, notify=changed)
    def canZoomOut(self) -> bool:
        return self._zoom > 0

    # --- What was answered

    @property
    def _pin(self) -> Point | None:
        raw = self._flow.session.answers.get(self._field.id)
        return raw if isinstance(raw, Point) else None

    @Property(bool, notify=changed)
    def placed(self) -> bool:
        return self._pin is not None

    @Property(bool, notify=changed)
    def unknown(self) -> bool:
        """ "Saya tidak tahu tempatnya di peta"."""
        return self._unknown and self._pin is None

    @Property(float, notify=changed)
    def pinX(self) -> float:
        return self._at(self._pin).x() if self._pin else 0

    @Property(float, notify=changed)
    def pinY(self) -> float:
        return self._at(self._pin).y() if self._pin else 0

    @Property(str, notify=changed)
    def said(self) -> str:
        """Where the pin stands, in words."""
        return place_sentence(self._map.near(self._pin)) if self._map and self._pin else ""

    @Property(str, notify=changed)
    def refused(self) -> str:
        """Why the last touch did not move the pin, "" when it did."""
        if not self._outside or self._map is None:
            return ""
        return translate("Map", "Titik itu di luar {name}. Sentuh di dalam garis.").format(name=self._map.name)

    # --- Doing

    @Slot(float, float)
    def resize(self, width: float, height: float) -> None:
        """The room for the picture, in pixels."""
        size = QSize(max(1, round(width)), max(1, round(height)))
        if size != self._size:
            self._size = size
            self._redraw()

    @Slot(float, float)
    def touch(self, x: float, y: float) -> None:
        """A finger on the picture."""
        self._put(self._under(x, y))

    @Slot(int, int)
    def nudge(self, right: int, down: int) -> None:
        """An arrow; the first one sets the pin where the map begins."""
        start = self._pin
        if start is None:
            self._put(self._beginning())
            return
        step = _STEP_PX / self._pixels_a_metre()
        self._put(moved(start, right * step, -down * step))

    @Slot(int)
    def zoom(self, steps: int) -> None:
        """In or out, towards the pin."""
        zoom = min(max(self._zoom + steps, 0), len(_ZOOMS) - 1)
        if zoom != self._zoom:
            self._zoom = zoom
            self._look_at(self._pin or self._middle)

    @Slot()
    def dontKnow(self) -> None:
        """Takes the pin away: not to know is an answer."""
        self._unknown, self._outside = True, False
        self._flow.send(flow.Answer(self._field.id, None))
        self.changed.emit()

    @Slot()
    def _forget(self) -> None:
        """Zoomed in, the middle of what is in sight is where somebody lives."""
        self._flow.pictures.forget(self._field.id)
        self._zoom, self._outside, self._unknown = 0, False, False
        if self._map is not None:
            self._middle = _middle(self._map)

    def _put(self, point: Point) -> None:
        assert self._map is not None
        self._unknown = False
        self._outside = not self._map.contains(point)
        if not self._outside:
            self._flow.send(flow.Answer(self._field.id, point))
            if not QRectF(0, 0, self._size.width(), self._size.height()).contains(self._at(point)):
                self._look_at(point)
        self.changed.emit()

    def _beginning(self) -> Point:
        """The middle of what is in sight, or the first landmark when that lies outside a bent outline."""
        assert self._map is not None
        if self._map.contains(self._middle):
            return moved(self._middle, 0, 0)
        return next((one.at for one in self._map.landmarks if self._map.contains(one.at)), self._middle)

    def _look_at(self, point: Point) -> None:
        self._middle = point if self._zoom or self._map is None else _middle(self._map)
        self._redraw()

    def _redraw(self) -> None:
        self._revision += 1
        self.changed.emit()

    # --- Ground and pixels

    def where(self, point: Point) -> QPointF:
        """Where a point lies on the picture, in pixels; for a resident who is told by their answers where to touch."""
        return self._at(point)

    def _pixels_a_metre(self) -> float:
        assert self._map is not None
        (west, south), (east, north) = _corners(self._map)
        wide = metres(Point(south, west), Point(south, east))
        high = metres(Point(south, west), Point(north, west))
        return min(self._size.width() / wide, self._size.height() / high) * _EDGE * _ZOOMS[self._zoom]

    def _at(self, point: Point) -> QPointF:
        scale = self._pixels_a_metre()
        east = metres(Point(self._middle.lat, self._middle.lon), Point(self._middle.lat, point.lon))
        north = metres(Point(self._middle.lat, point.lon), point)
        return QPointF(
            self._size.width() / 2 + (east if point.lon > self._middle.lon else -east) * scale,
            self._size.height() / 2 - (north if point.lat > self._middle.lat else -north) * scale,
        )

    def _under(self, x: float, y: float) -> Point:
        scale = self._pixels_a_metre()
        return moved(self._middle, (x - self._size.width() / 2) / scale, (self._size.height() / 2 - y) / scale)

    # --- The picture

    def _paint(self, wish: str) -> QImage:
        """`wish`: the colours as rrggbb, the size of the letters in pixels."""
        *colours, size = wish.split("/")
        image = QImage(self._size, QImage.Format.Format_RGB32)
        theme = _Colours(*(QColor(f"#{colour}") for colour in colours))
        image.fill(theme.outside)
        if self._map is None:
            return image
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(QGuiApplication.font())
        font.setPixelSize(max(24, int(size)))
        painter.setFont(font)
        self._paint_ground(painter, self._map, theme)
        self._paint_names(painter, self._map, theme)
        painter.end()
        return image

    def _paint_ground(self, painter: QPainter, office: OfficeMap, theme: _Colours) -> None:
        rings = [QPolygonF([self._at(point) for point in ring]) for ring in office.outline]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.inside))
        for ring in rings:
            painter.drawPolygon(ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wide = 1 + 0.35 * self._zoom
        for way in sorted(office.ways, key=lambda way: way.kind != "river"):
            line = QPolygonF([self._at(point) for point in way.points])
            river = way.kind == "river"
            painter.setPen(_pen(theme.river if river else theme.road, (26 if river else 16) * wide))
            painter.drawPolyline(line)
        painter.setPen(QPen(theme.ink, 5, Qt.PenStyle.DashLine))
        for ring in rings:
            painter.drawPolygon(ring)

    def _paint_names(self, painter: QPainter, office: OfficeMap, theme: _Colours) -> None:
        """Landmarks first, then ways. A name for which there is no room waits until one zooms in."""
        sight = QRectF(0, 0, self._size.width(), self._size.height()).adjusted(4, 4, -4, -4)
        letters = QFontMetricsF(painter.font())
        dots = [self._at(one.at) for one in office.landmarks]
        taken = [QRectF(dot.x() - 12, dot.y() - 12, 24, 24) for dot in dots]
        for dot in dots:
            painter.setPen(QPen(theme.inside, 4))
            painter.setBrush(QBrush(theme.ink))
            painter.drawEllipse(dot, 11, 11)
        for landmark, dot in zip(office.landmarks, dots, strict=True):
            if sight.contains(dot):
                self._paint_name(
                    painter, landmark.name, _beside(dot, letters, landmark.name), sight=sight, taken=taken, theme=theme
                )
        soft = QFont(painter.font())
        soft.setItalic(True)
        painter.setFont(soft)
        letters = QFontMetricsF(soft)
        for way in office.ways:
            places = [
                _centred(at, letters, way.name) for at in map(self._at, way.points) if way.name and sight.contains(at)
            ]
            self._paint_name(painter, way.name, iter(places), sight=sight, taken=taken, theme=theme)

    def _paint_name(
        self,
        painter: QPainter,
        name: str,
        places: Iterator[QRectF],
        *,
        sight: QRectF,
        taken: list[QRectF],
        theme: _Colours,
    ) -> None:
        for place in places:
            if sight.contains(place) and not any(place.intersects(other) for other in taken):
                taken.append(place)
                # An edge in the colour of the ground: readable on a road, a river and the border. Written nine times,
                # which is five times faster than stroking the outline of the letters.
                painter.setPen(theme.inside)
                for right, down in _AROUND:
                    painter.drawText(place.translated(right, down), Qt.AlignmentFlag.AlignCenter, name)
                painter.setPen(theme.ink)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
                return


def _office_map(shared: Flow) -> OfficeMap | None:
    try:
        return shared.context.regions.office_map(shared.context.kiosk.office.code)
    except WrongUse as error:
        # The petugas reads it; the resident is asked for words instead.
        log.info(log.Event.SCREEN_WARNING, level="map", place=str(error))
        return None


def _corners(office: OfficeMap) -> tuple[tuple[float, float], tuple[float, float]]:
    """South-west and north-east, each longitude first."""
    points = [point for ring in office.outline for point in ring]
    lons, lats = [point.lon for point in points], [point.lat for point in points]
    return (min(lons), min(lats)), (max(lons), max(lats))


def _middle(office: OfficeMap) -> Point:
    (west, south), (east, north) = _corners(office)
    return Point((south + north) / 2, (west + east) / 2)


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _box(letters: QFontMetricsF, name: str) -> tuple[float, float]:
    return letters.horizontalAdvance(name) + 10, letters.height()


def _beside(dot: QPointF, letters: QFontMetricsF, name: str) -> Iterator[QRectF]:
    """Right of its dot, left, below, above: as a hand-drawn map does."""
    wide, high = _box(letters, name)
    yield QRectF(dot.x() + 16, dot.y() - high / 2, wide, high)
    yield QRectF(dot.x() - 16 - wide, dot.y() - high / 2, wide, high)
    yield QRectF(dot.x() - wide / 2, dot.y() + 15, wide, high)
    yield QRectF(dot.x() - wide / 2, dot.y() - 15 - high, wide, high)


def _centred(at: QPointF, letters: QFontMetricsF, name: str) -> QRectF:
    wide, high = _box(letters, name)
    return QRectF(at.x() - wide / 2, at.y() - high / 2, wide, high)
