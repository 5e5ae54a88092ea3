"""Drawn paths become level and upright lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.formats.glyphs import Edge

_THIN = 3.0  # points up to which a filled box is a line


class PathPoint(NamedTuple):
    """A point of a path from the page's upper left corner; `jump` where no straight line leads to it."""

    x: float
    y: float
    jump: bool


def edges_of(points: Sequence[PathPoint]) -> Iterator[Edge]:
    """The lines of a path: a thin box is one line, any other gives its level and upright sides."""
    if not points:
        return
    x0, x1 = min(point.x for point in points), max(point.x for point in points)
    top, bottom = min(point.y for point in points), max(point.y for point in points)
    if x1 - x0 <= _THIN or bottom - top <= _THIN:
        yield from _line(x0, top, x1, bottom)
        return
    for one, other in pairwise(points):
        if not other.jump and (abs(one.x - other.x) < 1 or abs(one.y - other.y) < 1):
            yield from _line(min(one.x, other.x), min(one.y, other.y), max(one.x, other.x), max(one.y, other.y))


def _line(x0: float, top: float, x1: float, bottom: float) -> Iterator[Edge]:
    if bottom - top > x1 - x0:
        yield Edge(True, (x0 + x1) / 2, top, bottom)
    elif x1 > x0:
        yield Edge(False, (top + bottom) / 2, x0, x1)
