"""Rows that stand together become a table: header rows, categories, data rows with their cells in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.alignment import align
from ingest.cells import filled, is_figure, is_total
from ingest.fold import fold
from ingest.layout import Piece
from ingest.table_headers import column_names, header_count
from ingest.table_lines import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A data row: one cell a column; `merged` maps the columns filled from elsewhere to the cell they rest on."""

    piece: Piece
    cells: tuple[Cell, ...]
    category: Piece | None = None
    absent: tuple[int, ...] = ()  # the columns a short row leaves out
    merged: dict[int, Cell] = field(default_factory=dict)

    def cell(self, column: int) -> Cell | None:
        """The cell that counts in a column: its own, or the one it is merged with."""
        return self.merged.get(column, self.cells[column] if column < len(self.cells) else None)

    def text(self, column: int) -> str:
        """What the row says in a column."""
        cell = self.cell(column)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed: its header rows, one header a column, and its data rows."""

    header_rows: tuple[Piece, ...]
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def read_grid(pieces: Sequence[Piece], merged: Mapping[int, int]) -> Grid:
    """Read the rows that stand together as one table; `merged` is what the format knows of merged cells."""
    width = _width(pieces)
    count = header_count(pieces, width, merged)
    header_rows = tuple(pieces[:count])
    rows = _fill(_data(pieces[count:], header_rows, width, merged), merged)
    return Grid(header_rows, column_names(header_rows, width, merged), tuple(rows))


def _width(pieces: Sequence[Piece]) -> int:
    """How many columns a table has: as many as its usual widest rows."""
    counts = Counter(len(piece.cells) for piece in pieces)
    often = [width for width, times in counts.items() if times * 8 >= len(pieces) or times >= 3]
    return max([*often, len(pieces[0].cells)])


def _data(pieces: Sequence[Piece], header_rows: Sequence[Piece], width: int, merged: Mapping[int, int]) -> list[Row]:
    """The data rows; a category holds for the rows under it, and a header repeated on a new page is no row."""
    repeated = {fold(piece.text) for piece in header_rows}
    full = [piece.cells for piece in pieces if len(piece.cells) == width]
    category: Piece | None = None
    rows: list[Row] = []
    categories = {index for index, piece in enumerate(pieces) if _is_category(piece, width, merged)}
    last = max(categories, default=-1)
    for index, piece in enumerate(pieces):
        if fold(piece.text) in repeated:
            continue
        if is_total(piece) and index > last:
            category = None  # of all categories
        if index in categories:
            category = piece
        elif filled(piece):
            cells, absent = align(piece.cells, full, width)
            rows.append(Row(piece, cells, category, absent))
    return rows


def _is_category(piece: Piece, width: int, merged: Mapping[int, int]) -> bool:
    """Whether a row is the caption of the rows under it: its first cell alone says something, for none from above."""
    said = filled(piece)
    if any(merged.get(cell.start, piece.start) < piece.start for cell in piece.cells):
        return False
    return len(said) == 1 and width > 1 and said[0] is piece.cells[0] and not is_figure(said[0].text)


def _fill(rows: Sequence[Row], merged: Mapping[int, int]) -> list[Row]:
    """Fill the cells that the format says are merged, and those a short row leaves out."""
    by_start = {cell.start: cell for row in rows for cell in row.cells if cell.text}
    result: list[Row] = []
    for row in rows:
        found: dict[int, Cell] = {}
        for column, cell in enumerate(row.cells):
            if cell.text:
                continue
            if column in row.absent:
                source = result[-1].cell(column) if result else None
            else:
                source = by_start.get(merged.get(cell.start, -1))
            if source and source.text:
                found[column] = source
        result.append(Row(row.piece, row.cells, row.category, row.absent, found))
    return result
