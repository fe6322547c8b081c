"""A timeline: how much was said on each day, in each month or in each year."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.exports.pictures.markup import Html, element, join
from provenance.exports.pictures.measure import picture, text_lines

_ROOMY, _NARROW = 720.0, 330.0
_HEIGHT, _FLOOR = 150.0, 26.0
_DATE_WIDTH, _NUMBER_WIDTH = 100.0, 30.0
_WIDEST_BAR = 36.0
_MOST_BARS = 80
_DAY, _MONTH, _YEAR = 10, 7, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What belongs to one day, month or year.

    Attributes:
        when: `2025-07-13`, `2025-07` or `2025`.
        number: How many, 1 or more.
    """

    when: str
    number: int


def choose_bars(by_day: Mapping[str, int]) -> list[Bar]:
    """Count by day, or by month or year where days are too many to be told apart, without gaps between.

    Args:
        by_day: Number by day of publication; less precise dates are counted as far as they reach.
    """
    for precision in (_DAY, _MONTH, _YEAR):
        counted: dict[str, int] = {}
        for day, number in by_day.items():
            counted[day[:precision]] = counted.get(day[:precision], 0) + number
        if len(counted) <= _MOST_BARS:
            break
    return [Bar(when=when, number=number) for when, number in sorted(counted.items())]


def draw_timeline(bars: Sequence[Bar]) -> Html:
    """Draw a timeline, once for wide pages and once for narrow ones; empty where there is nothing to place on it."""
    sizes = ((_ROOMY, "timeline roomy"), (_NARROW, "timeline narrow")) if bars else ()
    return join(_draw(bars, total=total, classes=classes) for total, classes in sizes)


def _draw(bars: Sequence[Bar], *, total: float, classes: str) -> Html:
    most = max(bar.number for bar in bars)
    step = (total - 20) / len(bars)
    width = min(_WIDEST_BAR, step * 0.8)
    # So many dates or numbers that they would touch are told of some bars alone.
    every = max(1, math.ceil(_DATE_WIDTH / step))
    shapes = [element("path", class_="axis", d=f"M10 {_HEIGHT - _FLOOR:.0f}H{total - 10:.0f}")]
    for place, bar in enumerate(bars):
        height = max(3.0, (_HEIGHT - _FLOOR - 24) * bar.number / most)
        middle = 10 + (place + 0.5) * step
        shapes.append(_bar(bar, x=middle - width / 2, width=width, height=height))
        if step > _NUMBER_WIDTH:
            top = _HEIGHT - _FLOOR - height - 6
            shapes.append(text_lines([f"{bar.number:,}"], x=middle, y=top, leading=0, classes="number middle"))
        if place % every == 0:
            shapes.append(text_lines([bar.when], x=middle, y=_HEIGHT - 8, leading=0, classes="date middle"))
    title = f"{sum(bar.number for bar in bars)} quotations from {bars[0].when} to {bars[-1].when}"
    return picture(*shapes, width=total, height=_HEIGHT, title=title, classes=classes)


def _bar(bar: Bar, *, x: float, width: float, height: float) -> Html:
    return element(
        "rect",
        element("title", f"{bar.when}: {bar.number:,}"),
        class_="bar",
        x=f"{x:.1f}",
        y=f"{_HEIGHT - _FLOOR - height:.1f}",
        width=f"{width:.1f}",
        height=f"{height:.1f}",
    )
