"""The reading order of a page: columns from the left, what spans them in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.glyphs import Segment
from ingest.formats.pagemodel import Page, PageTable

_STEP = 2.0  # points
_CROSSING = 0.15  # of the lines may run across a gutter, as titles do
_FULL = 1.6  # sizes by which a full line may miss the edge of its column


@dataclass(slots=True)
class Line:
    """A line of a column: text, place, and which of how many columns it stands in (0 of 1 where it spans)."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    page: int
    column: int = 0
    columns: int = 1
    parts: int = 1  # segments, more than one where wide gaps divide it

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2


def all_gutters(pages: Sequence[Page]) -> list[list[float]]:
    """Where the columns of each page part; a page that shows it badly is taken to be set as the others are."""
    found = [_gutters(page.segments) for page in pages]
    usual = [places for places in found if places]
    for index, page in enumerate(pages):
        alike = [places for places in usual if _are_white(page, places)] if not found[index] else []
        if len(alike) > 1 and len(alike) * 4 >= len(pages):
            found[index] = alike[len(alike) // 2]
    return found


def reading_order(page: Page, number: int, gutters: Sequence[float]) -> list[Line | PageTable]:
    """The lines and tables of a page as they are read."""
    items: list[Segment | PageTable] = sorted([*page.segments, *page.tables], key=lambda item: (item.top, item.x0))
    result: list[Line | PageTable] = []
    band: list[list[Segment | PageTable]] = [[] for _ in range(len(gutters) + 1)]

    def flush() -> None:
        for column, held in enumerate(band):
            result.extend(_lines(held, number, column, len(band)))
            held.clear()

    for item in items:
        if gutters and any(item.x0 < gutter - 1 and item.x1 > gutter + 1 for gutter in gutters):
            flush()
            result.extend(_lines([item], number, 0, 1))
        else:
            band[sum(item.x0 >= gutter - 1 for gutter in gutters)].append(item)
    flush()
    return result


def _lines(held: Sequence[Segment | PageTable], page: int, column: int, columns: int) -> list[Line | PageTable]:
    """Segments of one line put together again, tables as they are."""
    rows: dict[int, list[Segment]] = defaultdict(list)
    for item in held:
        if isinstance(item, Segment):
            rows[item.row].append(item)
    result: list[Line | PageTable] = []
    for item in held:
        if isinstance(item, PageTable):
            result.append(item)
        elif row := rows.pop(item.row, None):
            result.append(_line(sorted(row, key=lambda segment: segment.x0), page, column, columns))
    return result


def _line(row: Sequence[Segment], page: int, column: int, columns: int) -> Line:
    return Line(
        " ".join(segment.text for segment in row),
        row[0].x0,
        min(segment.top for segment in row),
        max(segment.x1 for segment in row),
        max(segment.bottom for segment in row),
        max(segment.size for segment in row),
        page,
        column,
        columns,
        len(row),
    )


def _gutters(segments: Sequence[Segment]) -> list[float]:
    """Where white strips part columns of running text; none on a page of one column."""
    if len(segments) < 8:
        return []
    left, right = min(s.x0 for s in segments), max(s.x1 for s in segments)
    strips = _white_strips(segments, left, right)
    found: list[float] = []
    for start, end in strips:
        middle = (start + end) / 2
        before = [s for s in segments if s.x1 <= middle and s.x0 >= (found[-1] if found else left - 1)]
        after = [s for s in segments if s.x0 >= middle]
        if _is_column(before) and _is_column(after, open_ended=True) and _side_by_side(before, after):
            found.append(middle)
    return found


def _are_white(page: Page, places: Sequence[float]) -> bool:
    """Whether hardly anything crosses the places, though something stands before and after them."""
    items: list[Segment | PageTable] = [*page.segments, *page.tables]
    few = len({segment.row for segment in page.segments}) * _CROSSING
    return all(
        sum(item.x0 < place < item.x1 for item in items) <= few
        and any(item.x1 <= place for item in items)
        and any(item.x0 >= place for item in items)
        for place in places
    )


def _white_strips(segments: Sequence[Segment], left: float, right: float) -> list[tuple[float, float]]:
    """Vertical strips that few lines cross."""
    bins = [0] * (int((right - left) / _STEP) + 1)
    for segment in segments:
        for index in range(int((segment.x0 - left) / _STEP), min(len(bins), int((segment.x1 - left) / _STEP) + 1)):
            bins[index] += 1
    rows = len({segment.row for segment in segments})
    few = max(1.0, rows * _CROSSING)
    strips: list[tuple[float, float]] = []
    start: int | None = None
    for index, count in enumerate([*bins, rows * 2]):
        if count <= few:
            start = index if start is None else start
        elif start is not None:
            if (index - start) * _STEP >= 6 and start > 0:
                strips.append((left + start * _STEP, left + index * _STEP))
            start = None
    return strips


def _is_column(segments: Sequence[Segment], *, open_ended: bool = False) -> bool:
    """Whether segments are running text: many of them, long, and most as long as the column is wide."""
    if len(segments) < 5:
        return False
    right = sorted(segment.x1 for segment in segments)[-1 - len(segments) // 20]
    full = sum(segment.x1 > right - _FULL * segment.size for segment in segments)
    long = sum(len(segment.text) for segment in segments) >= 8 * len(segments)
    return long and (open_ended or full * 5 >= len(segments) * 2)


def _side_by_side(before: Sequence[Segment], after: Sequence[Segment]) -> bool:
    """Whether two columns run along each other for a good part of the page."""
    top = max(min(s.top for s in before), min(s.top for s in after))
    bottom = min(max(s.bottom for s in before), max(s.bottom for s in after))
    beside = sum(top <= (s.top + s.bottom) / 2 <= bottom for s in after)
    return beside >= 4 and beside * 2 >= len(after)
