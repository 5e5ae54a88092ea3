"""HTML tables: which hold data and which only lay out the page, and the rows of the first."""

from __future__ import annotations

import re

from ingest.formats.dom import Element, weight
from ingest.formats.inline import inline_text
from ingest.formats.spans import SpanCell

_CELLS = ("td", "th")
_DIGITS = re.compile(r"\s*(\d{1,6})")
_LONG = 300  # characters of a cell that holds a page rather than a value


def own_rows(table: Element) -> list[Element]:
    """The rows of a table, without those of tables inside it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]


def own_cells(row: Element) -> list[Element]:
    """The cells of a row; libxml2 leaves no other element in between that could hold one."""
    return [cell for cell in row if cell.tag in _CELLS]


def is_layout(table: Element) -> bool:
    """Whether a table only places things: one column, tables inside, or a cell that holds a whole page."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = [own_cells(row) for row in own_rows(table)]
    if max(map(len, rows), default=0) <= 1:
        return True
    cells = [cell for row in rows for cell in row]
    weights = [weight(cell) for cell in cells]
    if sum(map(weight, table.findall(".//table"))) * 2 > sum(weights):
        return True
    heaviest = cells[weights.index(max(weights))]
    is_page = max(weights) > _LONG and len(heaviest.findall(".//p")) >= 3
    return is_page and max(weights) * 2 > sum(weights) and len(rows) <= 3


def table_rows(table: Element) -> list[list[SpanCell]]:
    """The cells of a table with their spans."""
    return [
        [SpanCell(inline_text(cell), _span(cell, "rowspan"), _span(cell, "colspan")) for cell in own_cells(row)]
        for row in own_rows(table)
    ]


def _span(cell: Element, name: str) -> int:
    """A span as marked up; a rowspan of 0 runs to the end of the table."""
    digits = _DIGITS.match(cell.get(name) or "")
    span = int(digits[1]) if digits else 1
    return span or (65_534 if name == "rowspan" else 1)
