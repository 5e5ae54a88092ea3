"""Ruled tables: lines drawn on a page become grids; a cell is what no line divides, so merged cells come out whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.formats.glyphs import Edge

_SNAP = 2.5  # points within which two lines are one
_TOUCH = 3.5  # points by which a line may miss the one it meets
_SHORT = 5.0  # points below which a line is an ornament
_OVERRUN = 8.0  # points
_MOST = 1500  # lines of a page after snapping; more are a map or a chart
_MOST_SLOTS = 40_000


@dataclass(slots=True)
class Grid:
    """A ruled grid: column and row borders, and for each slot (row, column) the first slot of its cell."""

    xs: list[float]
    ys: list[float]
    cell_of: list[list[tuple[int, int]]] = field(default_factory=list)

    def slot_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The first slot of the cell at a point, None outside the grid; text may run over its sides a little."""
        if self.xs[0] - _OVERRUN < x < self.xs[-1] + _OVERRUN:
            x = min(max(x, self.xs[0]), self.xs[-1] - 0.01)
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return self.cell_of[row][column] if inside else None

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len({cell for row in self.cell_of for cell in row})


def grids(edges: Sequence[Edge]) -> list[Grid]:
    """The grids of a page from the top; frames of one cell are none."""
    lines = snapped([edge for edge in edges if edge.end - edge.start >= _SHORT])
    if len(lines) > _MOST:
        return []
    found = [grid for group in _groups(lines) if (grid := _grid(group)) and grid.cells > 2]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def snapped(edges: Sequence[Edge]) -> list[Edge]:
    """Lines on almost one axis moved to it, and joined where they meet."""
    joined: list[Edge] = []
    for upright in (True, False):
        same: list[Edge] = []
        for edge in sorted((e for e in edges if e.upright == upright), key=lambda e: e.at):
            if same and edge.at - same[0].at > _SNAP:
                joined.extend(_joined(same))
                same = []
            same.append(edge)
        joined.extend(_joined(same))
    return joined


def _joined(edges: Sequence[Edge]) -> list[Edge]:
    if not edges:
        return []
    at = sum(edge.at for edge in edges) / len(edges)
    result: list[Edge] = []
    for edge in sorted(edges, key=lambda e: e.start):
        if result and edge.start <= result[-1].end + _SNAP:
            result[-1] = Edge(edge.upright, at, result[-1].start, max(result[-1].end, edge.end))
        else:
            result.append(Edge(edge.upright, at, edge.start, edge.end))
    return result


def _meet(one: Edge, other: Edge) -> bool:
    return one.start - _TOUCH <= other.at <= one.end + _TOUCH and other.start - _TOUCH <= one.at <= other.end + _TOUCH


def _groups(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Lines that hang together."""
    upright = [edge for edge in edges if edge.upright]
    level = [edge for edge in edges if not edge.upright]
    owner: dict[Edge, list[Edge]] = {edge: [edge] for edge in edges}
    for one in upright:
        for other in level:
            if owner[one] is not owner[other] and _meet(one, other):
                merged, absorbed = owner[one], owner[other]
                merged.extend(absorbed)
                for edge in absorbed:
                    owner[edge] = merged
    return list({id(group): group for group in owner.values()}.values())


def _positions(values: Sequence[float]) -> list[float]:
    """Sorted border positions; ends of lines that only just miss a border are that border."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _TOUCH:
            result.append(value)
    return result


def _grid(group: Sequence[Edge]) -> Grid | None:
    """The grid of a group; sides left open are closed where the lines across end."""
    upright = [edge for edge in group if edge.upright]
    level = [edge for edge in group if not edge.upright]
    if not level or len(upright) + 2 * len(level) < 5:  # one level line under three uprights: a page break cut the top
        return None
    xs = _positions([e.at for e in upright] + [min(e.start for e in level), max(e.end for e in level)])
    ys = _positions([e.at for e in level] + [min(e.start for e in upright), max(e.end for e in upright)])
    if len(xs) < 3 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_SLOTS:
        return None
    grid = Grid(xs, ys)
    grid.cell_of = _cells(grid, upright, level)
    return grid


def _covers(edges: Sequence[Edge], at: float, start: float, end: float) -> bool:
    return any(
        abs(edge.at - at) <= _TOUCH and edge.start <= start + _TOUCH and edge.end >= end - _TOUCH for edge in edges
    )


def _cells(grid: Grid, upright: Sequence[Edge], level: Sequence[Edge]) -> list[list[tuple[int, int]]]:
    """For each slot the first slot of its cell, by joining neighbours that no line divides."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    parent = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(slot: tuple[int, int]) -> tuple[int, int]:
        while parent[slot] != slot:
            parent[slot] = parent[parent[slot]]
            slot = parent[slot]
        return slot

    for x in range(1, columns):
        near = [edge for edge in upright if abs(edge.at - grid.xs[x]) <= _TOUCH]
        for row in range(rows):
            if not _covers(near, grid.xs[x], grid.ys[row], grid.ys[row + 1]):
                _join(parent, root((row, x - 1)), root((row, x)))
    for y in range(1, rows):
        near = [edge for edge in level if abs(edge.at - grid.ys[y]) <= _TOUCH]
        for column in range(columns):
            if not _covers(near, grid.ys[y], grid.xs[column], grid.xs[column + 1]):
                _join(parent, root((y - 1, column)), root((y, column)))
    return [[root((row, column)) for column in range(columns)] for row in range(rows)]


def _join(parent: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = min(one, other), max(one, other)
    parent[second] = first
