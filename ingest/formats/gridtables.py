"""Ruled grids become tables: characters sorted into cells, frames around text told from tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.formats.draft import Covered, Slot
from ingest.formats.glyphs import Glyph, Segment, segments
from ingest.formats.pagemodel import PageTable, joined
from ingest.formats.ruled import Grid

Place = tuple[int, int]
Cells = dict[Place, list[Segment]]


def fill(grid: Grid, glyphs: Sequence[Glyph]) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a grid with their characters, and all other characters."""
    held: dict[Place, list[Glyph]] = defaultdict(list)
    outside: list[Glyph] = []
    for glyph in glyphs:
        slot = grid.slot_at((glyph.x0 + glyph.x1) / 2, glyph.middle)
        (outside if slot is None else held[slot]).append(glyph)
    cells = {slot: found for slot, each in held.items() if (found := segments(each))}
    tables: list[PageTable] = []
    for first, last in _sections(grid, cells):
        inside = {slot: found for slot, found in cells.items() if first <= slot[0] < last}
        if _is_table(grid, inside, first, last):
            tables.append(_table(grid, inside, first, last))
            for slot in inside:
                del held[slot]
    return tables, outside + [glyph for each in held.values() for glyph in each]


def _sections(grid: Grid, cells: Cells) -> list[tuple[int, int]]:
    """Row ranges (end exclusive) of the tables in a grid, cut at cells across its whole width."""
    sections: list[tuple[int, int]] = []
    wide: list[int] = []  # rows of one cell since the last section
    borders = [_borders(row) for row in grid.cell_of]
    ahead = _ahead(borders)
    above: set[int] = set()  # the columns of the last section
    for row, row_cells in enumerate(grid.cell_of):
        if len(set(row_cells)) == 1:
            wide.append(row)
            continue
        agrees = above <= ahead[row] or ahead[row] <= above  # or merges and divides some of them
        if sections and agrees and not any(_is_text(grid.cell_of[w][0], cells) for w in wide):
            sections[-1] = (sections[-1][0], row + 1)
            above |= borders[row]
        else:
            sections.append((row, row + 1))
            above = set(borders[row])
        wide = []
    return sections


def _ahead(borders: Sequence[set[int]]) -> list[set[int]]:
    """For each row the columns of it and of the rows below, up to one of a single cell."""
    found: list[set[int]] = [set()]
    for own in reversed(borders):
        found.append(own | found[-1] if own else set())
    return found[:0:-1]


def _is_text(cell: Place, cells: Cells) -> bool:
    """Whether a cell across a table holds paragraphs rather than the name of a part."""
    return len({segment.row for segment in cells.get(cell, [])}) > 3


def _is_table(grid: Grid, cells: Cells, first: int, last: int) -> bool:
    """Whether filled cells are worth a table: two columns of them, or one row that a page break may have cut."""
    if last - first == 1 and len(set(grid.cell_of[first])) > 2:
        return bool(cells)
    return len({column for _, column in cells}) > 1


def _table(grid: Grid, cells: Cells, first: int, last: int) -> PageTable:
    """The rows of a table, without the borders that other parts of the grid have and the columns of a frame."""
    rights = _right_borders(grid)
    texts = {slot: _cell_text(found, rights[slot]) for slot, found in cells.items()}
    first, last = min(row for row, _ in cells), max(r for r in range(first, last) if _has_text(grid, cells, r)) + 1
    columns = [0, *sorted(set().union(*(_borders(row) for row in grid.cell_of[first:last])))]
    filled = [columns.index(column) for _, column in cells]
    # One empty side may be a merged cell that began on the page before; a frame is empty on both.
    right_most = max(columns.index(cell[1]) for row in grid.cell_of[first:last] for cell in row if cell in cells)
    if min(filled) > 0 and right_most < len(columns) - 1:
        columns = columns[min(filled) :]
        end = grid.xs[columns.pop()]
    else:
        end = grid.xs[-1]
    places = {column: index for index, column in enumerate(columns)}

    def slot(row: int, column: int) -> Slot:
        cell = grid.cell_of[row][column]
        inside = cell[0] >= first and cell[1] in places
        if cell == (row, column) or not inside:
            return texts.get(cell, "")
        return Covered(cell[0] - first, places[cell[1]])

    rows = [[slot(row, column) for column in columns] for row in range(first, last)]
    xs = [*(grid.xs[column] for column in columns), end]
    return PageTable(rows, xs[0], grid.ys[first], xs[-1], grid.ys[last], xs)


def _borders(row: Sequence[Place]) -> set[int]:
    """The columns at which a cell of a row begins, but for the first."""
    return {column for column, (left, right) in enumerate(pairwise(row), 1) if left != right}


def _has_text(grid: Grid, cells: Cells, row: int) -> bool:
    return any(cell in cells for cell in grid.cell_of[row])


def _right_borders(grid: Grid) -> dict[Place, float]:
    rights: dict[Place, float] = {}
    for row in grid.cell_of:
        for column, cell in enumerate(row):
            rights[cell] = max(rights.get(cell, 0.0), grid.xs[column + 1])
    return rights


def _cell_text(found: Sequence[Segment], right: float) -> str:
    """The lines of a cell in one: a line that fills the cell goes on, after a shorter one stands a blank."""
    text = found[0].text
    for last, segment in pairwise(found):
        if segment.row == last.row or not _fills(last, right):
            text += " " + segment.text
        else:
            text = joined(text, segment.text)
    return text


def _fills(segment: Segment, right: float) -> bool:
    return right - segment.x1 < 1.9 * segment.size
