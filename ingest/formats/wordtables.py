"""Word tables: grid spans and vertical merges become a full grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.formats.dom import Element
from ingest.formats.draft import Covered, Slot
from ingest.formats.limits import UnreadableError
from ingest.formats.wordxml import W, local, value

_INSIDE = frozenset({"sdt", "sdtContent", "ins", "customXml", "smartTag"})


def _children(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those in content controls included."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in _INSIDE:
            yield from _children(child, name)


def cells(table: Element) -> Iterator[list[Element]]:
    """The cells of each row as marked up, rows deleted in a tracked change left out."""
    for row in _children(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield list(_children(row, "tc"))


def word_grid(table: Element, text_of: Callable[[Element], str], max_cells: int) -> list[list[Slot]]:
    """The grid of a table; `text_of` gives the text of a cell on one line."""
    rows: list[list[Slot]] = []
    size = 0
    for row in _children(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        slots: list[Slot] = [""] * _span(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _children(row, "tc"):
            slots.extend(_slots(cell, Covered(len(rows), len(slots)), rows, text_of))
        rows.append(slots)
        size += len(slots)
        if size > max_cells:
            raise UnreadableError(f"has a table of more than {max_cells:,} cells: split it.")
    return rows


def _slots(cell: Element, place: Covered, above: list[list[Slot]], text_of: Callable[[Element], str]) -> list[Slot]:
    """The slots of one cell: its text, or the cell above that it continues, then what it covers to the right."""
    width = max(1, _span(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    text = text_of(cell)
    origin: Covered | None = None
    if merge is not None and value(merge) != "restart" and above and place.column < len(above[-1]) and not text:
        over = above[-1][place.column]
        origin = over if isinstance(over, Covered) else Covered(place.row - 1, place.column)
    return [origin or text, *([origin or place] * (width - 1))]


def _span(element: Element | None, default: int) -> int:
    text = value(element) or ""
    return min(int(text), 1000) if text.isascii() and text.isdigit() and len(text) < 7 else default
