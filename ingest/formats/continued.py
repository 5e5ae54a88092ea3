"""Tables that go on over a page break: their parts put together, rows and merged cells cut by the break made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.formats.draft import Covered, Slot
from ingest.formats.pagemodel import PageTable, joined

_SAME_BORDER = 4.0  # points
_ENDS = re.compile(r"[。；;.!！?？]\s*$")


def same_columns(one: PageTable, other: PageTable) -> bool:
    """Whether two tables have the same columns, wherever on their pages."""
    return len(one.xs) == len(other.xs) and all(
        abs((a - one.x0) - (b - other.x0)) < _SAME_BORDER for a, b in zip(one.xs, other.xs, strict=True)
    )


def concatenated(tables: Sequence[PageTable], turns: Sequence[int]) -> tuple[list[list[Slot]], dict[int, int]]:
    """The rows of tables that continue each other, and how many pages begin before which row."""
    rows: list[list[Slot]] = [list(row) for row in tables[0].rows]
    starts: dict[int, int] = {}
    for table, turn in zip(tables[1:], turns, strict=True):
        more = [list(row) for row in table.rows]
        base = len(rows)
        if len(more[0]) == len(rows[-1]) and _is_rest(more[0], rows):
            _complete(rows, more[0])
            more[0] = [Covered(-1, column) if slot else slot for column, slot in enumerate(more[0])]
        _tie(rows, more)
        starts[base] = starts.get(base, 0) + turn
        rows.extend([Covered(s.row + base, s.column) if isinstance(s, Covered) else s for s in row] for row in more)
    return rows, starts


def _origin(rows: Sequence[Sequence[Slot]], column: int) -> tuple[int, int]:
    """The place of the cell that stands last in a column."""
    slot = rows[-1][column]
    return (slot.row, slot.column) if isinstance(slot, Covered) else (len(rows) - 1, column)


def _is_rest(row: Sequence[Slot], rows: Sequence[Sequence[Slot]]) -> bool:
    """Whether a page's first row is the rest of the row before: few cells, each going on where one broke off."""
    filled = [column for column, slot in enumerate(row) if isinstance(slot, str) and slot]
    if not filled or row[0] or len(filled) * 2 > len(row):
        return False
    before = [rows[r][c] for r, c in (_origin(rows, column) for column in filled)]
    if not all(isinstance(text, str) and text for text in before):
        return False
    return len(filled) == 1 or any(not _ENDS.search(str(text)) for text in before)


def _complete(rows: list[list[Slot]], rest: Sequence[Slot]) -> None:
    for column, slot in enumerate(rest):
        if isinstance(slot, str) and slot:
            row, origin = _origin(rows, column)
            rows[row][origin] = joined(str(rows[row][origin]), slot)


def _tie(rows: Sequence[Sequence[Slot]], more: list[list[Slot]]) -> None:
    """Tie an empty cell at the top of a page to the cell that the break cut off, where it is one of several rows."""
    for column, slot in enumerate(more[0]):
        over_rows = len(more) > 1 and more[1][column] == Covered(0, column)
        if slot == "" and (over_rows or _always_merged(rows, column)):
            row, origin = _origin(rows, column)
            for below in range(len(more)):
                if below == 0 or more[below][column] == Covered(0, column):
                    more[below][column] = Covered(row - len(rows), origin)


def _always_merged(rows: Sequence[Sequence[Slot]], column: int) -> bool:
    """Whether a column merges cells downwards and leaves none empty."""
    slots = [row[column] for row in rows if column < len(row)]
    return "" not in slots and any(isinstance(slot, Covered) and slot.column == column for slot in slots)
