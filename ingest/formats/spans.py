"""Cells with row and column spans become a full grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.formats.draft import Covered, Slot
from ingest.formats.limits import UnreadableError


class SpanCell(NamedTuple):
    """A cell as marked up; spans of 0 or less count as 1."""

    text: str
    rows: int = 1
    columns: int = 1


def grid(rows: Sequence[Sequence[SpanCell]], max_cells: int) -> list[list[Slot]]:
    """The grid that the cells fill, each in the first free place of its row, as HTML lays them out."""
    places: dict[Covered, Slot] = {}
    for index, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while Covered(index, column) in places:
                column += 1
            _place(places, Covered(index, column), cell, len(rows) - index)
            if len(places) > max_cells:
                raise UnreadableError(f"has a table of more than {max_cells:,} cells: split it.")
    width = 1 + max((place.column for place in places), default=-1)
    return [[places.get(Covered(i, j), "") for j in range(width)] for i in range(len(rows))]


def _place(places: dict[Covered, Slot], origin: Covered, cell: SpanCell, rows_left: int) -> None:
    for down in range(min(max(1, cell.rows), rows_left)):
        for right in range(min(max(1, cell.columns), 1000)):
            place = Covered(origin.row + down, origin.column + right)
            places.setdefault(place, cell.text if place == origin else origin)
