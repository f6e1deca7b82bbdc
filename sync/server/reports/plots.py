"""The plots of a report: bars by hour, a line by day, weekdays by hour, and the survey's elements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Final, Literal

from sync.server.reports.drawing import SIZE, Drawing, Label, Path, Rect, Shape, Tone
from sync.server.reports.figures import Report
from sync.server.reports.sheets import DAYS
from sync.server.reports.small import LEAST
from sync.server.work.surveys import ELEMENTS, Scored, band

_WIDTH: Final = 560.0
_OPEN: Final = range(8, 16)
"""The hours of an office's day: shown also when nobody came."""
_MOST_POINTS: Final = 62
MONTHS: Final = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
_SHADES: Final = (Tone.WHITE, Tone.SHADE_1, Tone.SHADE_2, Tone.SHADE_3, Tone.ACTION)


def plots(report: Report) -> tuple[Drawing, ...]:
    """Those that have anything to show."""
    return tuple(_plots(report))


def _plots(report: Report) -> Iterator[Drawing]:
    if report.requests:
        if report.period.days > 1:
            yield _days(report)
        yield _hours(report)
        if report.period.days >= 7:
            yield _heat(report)
    if report.survey is not None and report.survey.total.respondents >= LEAST:
        yield _survey(report.survey.total)


def _days(report: Report) -> Drawing:
    """A point a day; of many days, one a week or a month."""
    name, points = _spans(report.days)
    left, top, bottom, height = 44.0, 14.0, 26.0, 210.0
    high = _ceiling(max(count for _, count in points))
    step = (_WIDTH - left - 16) / max(1, len(points) - 1)
    base = height - bottom

    def at(number: int, count: int) -> tuple[float, float]:
        return left + number * step, base - (base - top) * count / high

    shapes: list[Shape] = list(_scale(high, left, top, base))
    line = tuple(at(number, count) for number, (_, count) in enumerate(points))
    shapes.append(Path(line, Tone.ACTION, 2.0))
    if len(points) <= _MOST_POINTS // 2:
        shapes += [Rect(x - 2.5, y - 2.5, 5, 5, Tone.ACTION) for x, y in line]
    every = ceil(len(points) / 7)
    for number, (label, _) in enumerate(points):
        if number % every == 0:
            anchor = _anchor(number, len(points))
            shapes.append(Label(line[number][0], height - 6, label, anchor))
    most = max(points, key=lambda one: one[1])
    least = min(points, key=lambda one: one[1])
    says = (
        f"Garis permohonan per {name}, {len(points)} titik: paling banyak {most[1]} pada {most[0]},"
        f" paling sedikit {least[1]} pada {least[0]}."
    )
    return Drawing(f"Permohonan per {name}", says, _WIDTH, height, tuple(shapes))


def _spans(days: dict[date, int]) -> tuple[str, list[tuple[str, int]]]:
    if len(days) <= _MOST_POINTS:
        return "hari", [(f"{day.day} {MONTHS[day.month - 1]}", count) for day, count in days.items()]
    weeks = len(days) <= _MOST_POINTS * 7
    found: dict[date, int] = {}
    for day, count in days.items():
        begun = day - timedelta(days=day.weekday()) if weeks else day.replace(day=1)
        found[begun] = found.get(begun, 0) + count
    if weeks:
        return "pekan", [(f"{day.day} {MONTHS[day.month - 1]}", count) for day, count in found.items()]
    return "bulan", [(f"{MONTHS[day.month - 1]} {day.year}", count) for day, count in found.items()]


def _hours(report: Report) -> Drawing:
    found = report.by_hour()
    hours = range(min(*_OPEN, *found), max(*_OPEN, *found) + 1)
    left, top, bottom, height = 44.0, 20.0, 26.0, 210.0
    base = height - bottom
    high = _ceiling(max(found.values()))
    step = (_WIDTH - left - 8) / len(hours)
    shapes: list[Shape] = list(_scale(high, left, top, base))
    for number, hour in enumerate(hours):
        count = found.get(hour, 0)
        tall = (base - top) * count / high
        middle = left + (number + 0.5) * step
        if count:
            shapes.append(Rect(middle - step * 0.35, base - tall, step * 0.7, tall, Tone.ACTION))
            shapes.append(Label(middle, base - tall - 4, _count(count), tone=Tone.INK, bold=True))
        shapes.append(Label(middle, height - 6, f"{hour:02}"))
    most = max(found, key=lambda hour: found[hour])
    listed = ", ".join(f"pukul {hour:02}: {count}" for hour, count in found.items())
    says = f"Batang permohonan per jam, terbanyak pukul {most:02}. {listed}."
    return Drawing("Permohonan per jam", says, _WIDTH, height, tuple(shapes))


def _heat(report: Report) -> Drawing:
    """The darker, the more; the number stands in each field."""
    by_hour = report.by_hour()
    hours = range(min(*_OPEN, *by_hour), max(*_OPEN, *by_hour) + 1)
    weekdays = range(7 if any(day >= 5 for day, _ in report.hours) else 5)
    left, top, row = 64.0, 22.0, 26.0
    step = (_WIDTH - left - 4) / len(hours)
    most = max(report.hours.values())
    shapes: list[Shape] = [
        Label(left + (number + 0.5) * step, 13, f"{hour:02}") for number, hour in enumerate(hours)
    ]  # fmt: skip
    for day in weekdays:
        y = top + day * row
        shapes.append(Label(left - 8, y + 18, DAYS[day], "end"))
        for number, hour in enumerate(hours):
            count = report.hours.get((day, hour), 0)
            shade = _SHADES[ceil(count * (len(_SHADES) - 1) / most)] if count else Tone.WHITE
            x = left + number * step
            shapes.append(Rect(x + 1, y + 1, step - 2, row - 2, shade))
            if count:
                dark = shade is Tone.ACTION
                tone = Tone.WHITE if dark else Tone.INK
                shapes.append(Label(x + step / 2, y + 18, _count(count), tone=tone, bold=dark))
    day, hour = max(report.hours, key=lambda key: report.hours[key])
    says = (
        f"Tabel hari dan jam, makin gelap makin ramai: paling ramai {DAYS[day]} pukul {hour:02}"
        f" dengan {most} permohonan."
    )
    return Drawing("Hari dan jam", says, _WIDTH, top + len(weekdays) * row + 4, tuple(shapes))


def _survey(scored: Scored) -> Drawing:
    left, top, row, right = 268.0, 24.0, 25.0, 84.0
    across = _WIDTH - left - right
    bottom = top + len(ELEMENTS) * row

    def x(score: Decimal) -> float:
        return left + across * float(score - 25) / 75

    shapes: list[Shape] = []
    for limit, letter in ((Decimal(65), "C"), (Decimal("76.61"), "B"), (Decimal("88.31"), "A")):
        shapes.append(Path(((x(limit), top - 4), (x(limit), bottom)), Tone.LINE, 0.8, dashed=True))
        shapes.append(Label(x(limit) + 3, top - 8, letter, "start"))
    for number, (title, score) in enumerate(zip(ELEMENTS, scored.elements(), strict=True)):
        y = top + number * row
        shapes.append(Label(left - 8, y + 18, _short(f"U{number + 1} {title}"), "end", Tone.INK))
        shapes.append(Rect(left, y + 4, max(1.0, x(score) - left), row - 8, Tone.ACTION))
        told = f"{score} {band(score).letter}".replace(".", ",")
        shapes.append(Label(_WIDTH - right + 8, y + 18, told, "start", Tone.INK, bold=True))
    shapes.append(Path(((left, top - 4), (left, bottom)), Tone.INK))
    listed = "; ".join(
        f"{title} {str(score).replace('.', ',')}" for title, score in zip(ELEMENTS, scored.elements(), strict=True)
    )
    total = str(scored.score()).replace(".", ",")
    says = f"Batang nilai kesembilan unsur SKM, 25 sampai 100. {listed}. Nilai SKM {total}, mutu {band(scored.score()).letter}."
    return Drawing("Nilai SKM per unsur", says, _WIDTH, bottom + 6, tuple(shapes))


def _short(text: str) -> str:
    # Thirty-eight letters are what fits beside the bars.
    return text if len(text) <= 38 else f"{text[:37].rstrip(' ,')}…"


def _scale(high: int, left: float, top: float, base: float) -> Iterator[Shape]:
    """Four lines at whole numbers, the lowest one at nothing."""
    marks = sorted({0, *(round(high * part / 4) for part in range(1, 5))})
    for mark in marks:
        y = base - (base - top) * mark / high
        tone = Tone.RULE if mark else Tone.INK
        yield Path(((left, y), (_WIDTH - 4, y)), tone, 1.0 if mark == 0 else 0.8)
        yield Label(left - 6, y + SIZE / 3, _count(mark), "end")


def _ceiling(most: int) -> int:
    """A round number that all fit under; never less than four, so that one resident does not look like a crowd."""
    size: int = 10 ** max(0, len(str(most)) - 2)
    return max(4, ceil(most / size / 4) * 4 * size)


def _anchor(number: int, count: int) -> Literal["start", "middle", "end"]:
    return "middle" if 0 < number < count - 1 else "start" if number == 0 else "end"


def _count(count: int) -> str:
    return f"{count:,}".replace(",", ".")
