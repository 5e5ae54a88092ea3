"""Which columns number and name the rows of a table, and what merged cells leave empty without saying so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cells import filled, is_code, is_figure, is_total
from ingest.tables import Grid, Row

_NUMBER_HEADER = re.compile(r"(?:序号|编号|项次|顺序|No\.?|№)$", re.I)
_NAME_HEADER = re.compile(r"名称|姓名")


def number_column(grid: Grid) -> int | None:
    """The column that numbers the rows, if there is one: the first."""
    if not grid.rows or not _NUMBER_HEADER.search(grid.headers[0]):
        return None
    return 0 if sum(row.text(0).isdecimal() for row in grid.rows) * 2 > len(grid.rows) else None


def name_column(grid: Grid) -> int:
    """The column that names the rows: words, filled for most and different for most; one called 名称 before others."""
    number = number_column(grid)
    worded = [column for column in range(len(grid.headers)) if column != number and _is_worded(grid.rows, column)]
    called = [column for column in worded if _NAME_HEADER.search(grid.headers[column])]
    for column in (*called, *worded):
        values = [text for row in grid.rows if (text := row.text(column))]
        if len(values) * 10 >= len(grid.rows) * 6 and len(set(values)) * 10 >= len(values) * 8:
            return column
    if number is not None:
        return number
    return next(iter((*called, *worded)), 0)


def _is_worded(rows: Sequence[Row], column: int) -> bool:
    """Whether a column holds words in a good part of the rows."""
    return sum(bool(text := row.text(column)) and not is_figure(text) for row in rows) * 4 > len(rows)


def fill_implied(grid: Grid, name: int) -> list[Row]:
    """Fill what an unmarked merged cell leaves empty: the name, and what identifies a name, from the row above.

    A row without a name goes on with the one above, and so do its other worded cells; a row with a name but without
    the code that all others have shares the code above. A measure or a unit left empty is empty. A total goes on with
    nothing: it is called what its first cell says.
    """
    codes = {column for column in range(len(grid.headers)) if column != name and _is_coded(grid.rows, column)}
    result: list[Row] = []
    for row in grid.rows:
        found = dict(row.merged)
        if is_total(row.piece):
            if not row.text(name):
                found[name] = filled(row.piece)[0]
            result.append(Row(row.piece, row.cells, row.category, row.absent, found))
            continue
        above = result[-1] if result and result[-1].category is row.category else None
        nameless = not row.text(name)
        for column, cell in enumerate(row.cells):
            source = above.cell(column) if above else None
            if cell.text or column in found or source is None or not source.text:
                continue
            if column in codes or (nameless and (column == name or not is_figure(source.text))):
                found[column] = source
        result.append(Row(row.piece, row.cells, row.category, row.absent, found))
    return result


def _is_coded(rows: Sequence[Row], column: int) -> bool:
    """Whether a column holds codes, each its own."""
    values = [row.cells[column].text for row in rows if column < len(row.cells) and row.cells[column].text]
    coded = sum(is_code(value) for value in values)
    return len(values) >= 3 and coded * 10 >= len(values) * 9 and len(set(values)) == len(values)
