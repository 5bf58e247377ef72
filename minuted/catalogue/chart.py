"""Line charts as plain geometry; the template draws them as SVG, and the table always stands below.

Lines are told apart by dash, marker and a label at the line's end, never by colour alone.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from minuted.catalogue.wording import plain_number, value_words

STYLES = 6
"""How many line styles the stylesheet knows (dash, marker and colour); more lines than this are not drawn."""


@dataclass(frozen=True)
class Point:
    """One value of a line: when, how much, what it says when pointed at, and where it leads."""

    day: dt.date
    value: float
    label: str
    href: str = ""


@dataclass(frozen=True)
class Line:
    """One series: what it is called and its values by time."""

    name: str
    role: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Mark:
    """A point as drawn."""

    x: float
    y: float
    label: str
    href: str


@dataclass(frozen=True)
class Drawn:
    """A line as drawn."""

    name: str
    style: int
    path: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Chart:
    """A whole chart in the units of its ``viewBox``."""

    width: int
    height: int
    left: int
    top: int
    right: int
    bottom: int
    lines: tuple[Drawn, ...]
    y_ticks: tuple[tuple[float, str], ...]
    x_ticks: tuple[tuple[float, str], ...]
    zero: float | None = field(default=None)


def draw(lines: Sequence[Line], unit: str, *, width: int = 760, height: int = 340, small: bool = False) -> Chart | None:
    """Lay lines out; None where there are not at least two values to compare."""
    lines = [line for line in lines if line.points][:STYLES]
    values = [point.value for line in lines for point in line.points]
    days = [point.day for line in lines for point in line.points]
    if len(values) < 2:
        return None
    ticks = _ticks(min(values), max(values), 3 if height < 200 else 4 if small else 6)
    labels = [_tick_label(tick, unit) for tick in ticks]
    left = 14 + round(max(map(len, labels)) * 8.4)
    top, right, bottom = 14, width - 18, height - 40
    first, last = min(days), max(days)
    span = max((last - first).days, 1)

    def x(day: dt.date) -> float:
        return round(left + (right - left) * ((day - first).days / span if last > first else 0.5), 1)

    def y(value: float) -> float:
        return round(bottom - (bottom - top) * (value - ticks[0]) / (ticks[-1] - ticks[0]), 1)

    drawn = []
    for style, line in enumerate(lines):
        ordered = sorted(line.points, key=lambda point: point.day)
        marks = tuple(Mark(x(p.day), y(p.value), p.label, p.href) for p in ordered)
        path = " ".join(f"{'M' if n == 0 else 'L'}{m.x} {m.y}" for n, m in enumerate(marks))
        drawn.append(Drawn(line.name, style + 1, path, marks))
    return Chart(
        width, height, left, top, right, bottom, tuple(drawn),
        tuple((y(tick), label) for tick, label in zip(ticks, labels)),
        tuple((x(day), text) for day, text in _days(first, last, 3 if small else 7)),
        y(0) if ticks[0] < 0 < ticks[-1] else None,
    )  # fmt: skip


def _ticks(low: float, high: float, about: int) -> list[float]:
    """Round numbers from at or below ``low`` to at or above ``high``.

    >>> _ticks(41, 58, 5)
    [40.0, 45.0, 50.0, 55.0, 60.0]
    """
    if high == low:
        low, high = low - (abs(low) * 0.1 or 1), high + (abs(high) * 0.1 or 1)
    if 0 < low < 0.4 * high:
        low = 0.0
    raw = (high - low) / max(about - 1, 1)
    scale = 10.0 ** math.floor(math.log10(raw))
    step = next(scale * n for n in (1, 2, 2.5, 5, 10) if scale * n >= raw * 0.999)
    start, end = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(start, max(end, start + 1) + 1)]


def _tick_label(value: float, unit: str) -> str:
    if unit == "percent":
        return f"{plain_number(value)}%"
    if unit in ("gbp", "usd", "eur"):
        return value_words(value, unit).replace(" million", "m").replace(" billion", "bn")
    return plain_number(value)


def _days(first: dt.date, last: dt.date, most: int) -> list[tuple[dt.date, str]]:
    """Days to name on the time axis: the first of a year or of a month, whichever gives a fair number."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in (1, 2, 3, 6) if months / s <= most - 1), 0)
    if not step:
        years = max(1, math.ceil((last.year - first.year) / max(most - 1, 1)))
        found = [dt.date(year, 1, 1) for year in range(first.year + 1, last.year + 1, years)]
        return [(day, str(day.year)) for day in found] or [(first, str(first.year))]
    found, year, month = [], first.year, first.month
    while (year, month) <= (last.year, last.month):
        day = dt.date(year, month, 1)
        if day >= first:
            found.append(day)
        total = year * 12 + month - 1 + step
        year, month = divmod(total, 12)
        month += 1
    return [(day, f"{day:%b %Y}") for day in found] or [(first, f"{first:%b %Y}")]
