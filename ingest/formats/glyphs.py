"""Characters with their places on a page become segments: runs of text on one line, cut at wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

_SPACE_LATIN = 0.17  # of the size; what a gap between letters must have to be a blank
_SPACE_WIDE = 0.8  # between Chinese characters, which justified lines stretch
_CUT = 1.3  # from here on a gap may part columns
_LATIN = re.compile(r"[A-Za-z0-9.,;:!?%)\]]")
_LATIN_START = re.compile(r"[A-Za-z0-9(\[]")


class Glyph(NamedTuple):
    """A character and its box in points from the page's upper left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Edge(NamedTuple):
    """A ruling: `upright` at x = `at` from y = `start` to `end`, or level at y = `at` from x = `start` to `end`."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Segment:
    """Text on one line; `row` numbers the lines of a page from the top, segments beside each other share it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    row: int = 0

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2


def segments(glyphs: Iterable[Glyph], cut: float = _CUT) -> list[Segment]:
    """The segments of a page, line by line from the top, each line from the left, cut at gaps of so many sizes."""
    found: list[Segment] = []
    for number, row in enumerate(_rows([glyph for glyph in glyphs if glyph.bottom > glyph.top])):
        found.extend(_cut(row, number, cut))
    return found


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that overlap in height, as lines; a raised 2 belongs to the line of its m."""
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=lambda each: each.top + each.bottom):
        tall = glyph.bottom - glyph.top
        away = (glyph.top + glyph.bottom) / 2 - middle
        if rows and (away < 0.45 * height or away < 0.45 * tall):
            rows[-1].append(glyph)
            if tall >= height * 0.8 and not glyph.text.isspace():
                middle += away / len(rows[-1])
                height = max(height, tall)
        elif not glyph.text.isspace():
            rows.append([glyph])
            middle, height = middle + away, tall
    return rows


def _cut(row: list[Glyph], number: int, cut: float) -> list[Segment]:
    """A line cut at wide gaps, with blanks at the smaller ones."""
    row.sort(key=lambda each: each.x0)
    size = median(glyph.bottom - glyph.top for glyph in row if glyph.text.strip())
    parts: list[list[Glyph]] = []
    texts: list[list[str]] = []
    blank = False
    for glyph in row:
        if not glyph.text.strip():
            blank = bool(parts)
            continue
        gap = glyph.x0 - parts[-1][-1].x1 if parts else 0.0
        if not parts or gap > cut * size:
            parts.append([glyph])
            texts.append([glyph.text])
        else:
            if blank or _is_blank(texts[-1][-1], glyph.text, gap / size):
                texts[-1].append(" ")
            parts[-1].append(glyph)
            texts[-1].append(glyph.text)
        blank = False
    return [_segment("".join(text), part, size, number) for text, part in zip(texts, parts, strict=True)]


def _is_blank(before: str, after: str, gap: float) -> bool:
    if _LATIN.fullmatch(before) and _LATIN_START.fullmatch(after):
        return gap > _SPACE_LATIN
    return gap > _SPACE_WIDE


def _segment(text: str, part: Sequence[Glyph], size: float, row: int) -> Segment:
    return Segment(
        text,
        part[0].x0,
        min(glyph.top for glyph in part),
        max(glyph.x1 for glyph in part),
        max(glyph.bottom for glyph in part),
        size,
        row,
    )
