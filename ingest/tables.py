"""Rows of a document become tables: header rows, categories, and cells filled from above where they are merged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.alignment import align
from ingest.fold import fold
from ingest.layout import Cell, Piece
from ingest.repair import IDEOGRAPH, squeeze

FIGURE = re.compile(
    r"[-—–－+±<>≤≥≈]?\s*[\d,，.．\s]+\s*(?:%|％|‰|万|亿|倍)?(?:左右|以上|以下|以内|以外|[±]?)?|[-—–－/]+|\d{4}-\d\d?-\d\d?"
)
_CODE = re.compile(rf"(?=.*\d)[^{IDEOGRAPH}]*[^{IDEOGRAPH}\d.,，．%％+\-—–－\s][^{IDEOGRAPH}]*")
_NUMBER_HEADER = re.compile(r"(?:序号|编号|项次|顺序|No\.?|№)$", re.I)
_NAME_HEADER = re.compile(r"名称|名$|姓名|内容|事项|项目|指标")


@dataclass(frozen=True, slots=True)
class Row:
    """A data row: one cell a column; `merged` maps the columns filled from elsewhere to the cell they rest on."""

    piece: Piece
    cells: tuple[Cell, ...]
    category: Piece | None
    merged: dict[int, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header rows, one verbatim header a column, its data rows, and which columns number and name them."""

    header_rows: tuple[Piece, ...]
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    number_column: int | None
    name_column: int
    others: tuple[Piece, ...] = ()  # category rows and repeated headers


def read_table(pieces: Sequence[Piece], merged: Mapping[int, int]) -> Table:
    """Read the rows that stand together as one table."""
    width = _width(pieces)
    count = _header_count(pieces, width, merged)
    header_rows = tuple(pieces[:count])
    headers = _headers(header_rows, width, merged)
    data, others = _data(pieces[count:], header_rows, width)
    rows = _fill(data, merged)
    number, name = _columns(headers, rows)
    rows = _fill_implied(rows, name)
    return Table(header_rows, headers, tuple(rows), number, name, tuple(others))


def is_figure(text: str) -> bool:
    """Whether a cell holds nothing but a figure or a dash."""
    return bool(text) and bool(FIGURE.fullmatch(text))


def _filled(piece: Piece) -> list[Cell]:
    return [cell for cell in piece.cells if cell.text]


def _width(pieces: Sequence[Piece]) -> int:
    """How many columns a table has: as many as its usual widest rows."""
    counts = Counter(len(piece.cells) for piece in pieces)
    often = [width for width, times in counts.items() if times * 8 >= len(pieces) or times >= 3]
    return max([*often, len(pieces[0].cells)])


def _header_count(pieces: Sequence[Piece], width: int, merged: Mapping[int, int]) -> int:
    """How many rows at the top are headers: none, one, two or three."""
    first = pieces[0]
    if len(pieces) < 2 or len(_filled(first)) < 2 or any(is_figure(cell.text) for cell in first.cells):
        return 0
    if any(len(cell.text) > 60 or "。" in cell.text for cell in first.cells):
        return 0
    count = 1
    while count < min(3, len(pieces) - 1) and _is_subheader(pieces, count, width, merged):
        count += 1
    return count


def _is_subheader(pieces: Sequence[Piece], index: int, width: int, merged: Mapping[int, int]) -> bool:
    """Whether a row goes on with the header: it names columns only under a header cell that spans several."""
    row, above = pieces[index], pieces[index - 1]
    cells = _filled(row)
    if len(cells) < 2 or any(is_figure(cell.text) or len(cell.text) > 30 for cell in cells):
        return False
    if not any(is_figure(cell.text) for piece in pieces[index + 1 :] for cell in piece.cells):
        return False
    if len(row.cells) != width:
        return len(above.cells) < width
    if len(above.cells) == width:
        spans = [i for i, cell in enumerate(above.cells) if not cell.text]
        held = [i for i, cell in enumerate(row.cells) if not cell.text]
        joint = (
            all(row.cells[i].text or row.cells[i].start in merged for i in range(len(row.cells))) if merged else True
        )
        return bool(spans) and not set(spans) & set(held) and joint
    return False


def _headers(rows: Sequence[Piece], width: int, merged: Mapping[int, int]) -> tuple[str, ...]:
    """One name a column: the header cells above it, outermost first; columns without one are 列1, 列2."""
    if not rows:
        return tuple(f"列{i + 1}" for i in range(width))
    grid = [_spread(rows, level, width, merged) for level in range(len(rows))]
    names: list[str] = []
    for column in range(width):
        parts = list(dict.fromkeys(line[column] for line in grid if line[column]))
        name = " ".join(parts) or f"列{column + 1}"
        names.append(name if name not in names else f"{name} {column + 1}")
    return tuple(names)


def _spread(rows: Sequence[Piece], level: int, width: int, merged: Mapping[int, int]) -> list[str]:
    """The texts of one header row over all columns."""
    cells = rows[level].cells
    texts = [squeeze(cell.text) for cell in cells]
    if len(cells) >= width:
        by_start = {cell.start: squeeze(cell.text) for row in rows for cell in row.cells if cell.text}
        resolved = [
            text or by_start.get(merged.get(cell.start, -1), "") for text, cell in zip(texts, cells, strict=True)
        ]
        return _carry(resolved, rows, level)[:width]
    if level == 0:
        return _spread_top(texts, [squeeze(c.text) for c in rows[1].cells] if len(rows) > 1 else [], width)
    top = _spread_top([squeeze(c.text) for c in rows[0].cells], texts, width)
    begin = next((i for i in range(len(top) - 1) if top[i] == top[i + 1]), len(top) - len(texts))
    line = [""] * width
    line[begin : begin + len(texts)] = texts
    return line[:width]


def _carry(texts: list[str], rows: Sequence[Piece], level: int) -> list[str]:
    """In a header of several rows an empty cell of an outer row goes on with the cell to its left."""
    if level + 1 >= len(rows):
        return texts
    below = [cell.text for cell in rows[level + 1].cells]
    for i in range(1, len(texts)):
        if not texts[i] and i < len(below) and below[i]:
            texts[i] = texts[i - 1]
    return texts


def _spread_top(top: list[str], under: list[str], width: int) -> list[str]:
    """Outer header cells over the columns they span, judged by the row under them where nothing else tells."""
    groups = next(
        (g for g in range(len(under), 0, -1) if len(under) % g == 0 and under == under[: len(under) // g] * g),
        1,
    )
    groups = groups if groups < len(under) else 1
    each = len(under) // groups if under else 1
    first = len(top) - 1 if groups == 1 else 1
    line: list[str] = []
    for index, text in enumerate(top):
        line += [text] * (each if under and first <= index < first + groups else 1)
    return (line + [line[-1]] * width)[:width] if under else (line + [""] * width)[:width]


def _data(
    pieces: Sequence[Piece], header_rows: Sequence[Piece], width: int
) -> tuple[list[tuple[Piece, tuple[Cell, ...], Piece | None, tuple[int, ...]]], list[Piece]]:
    """Data rows with their cells in place, their category and the columns that had none; the rest beside them."""
    repeated = {fold(piece.text) for piece in header_rows}
    full = [piece.cells for piece in pieces if len(piece.cells) == width]
    category: Piece | None = None
    data, others = [], []
    for piece in pieces:
        filled = _filled(piece)
        if fold(piece.text) in repeated:
            others.append(piece)
        elif _is_category(piece, filled, width):
            category = piece
            others.append(piece)
        elif filled:
            cells, absent = align(piece.cells, full, width)
            data.append((piece, cells, category, absent))
    return data, others


def _is_category(piece: Piece, filled: Sequence[Cell], width: int) -> bool:
    """Whether a row is the caption of the rows under it: its first cell alone says something."""
    if len(filled) != 1 or width < 2 or is_figure(filled[0].text):
        return False
    return filled[0] is piece.cells[0]


def _fill(
    data: Sequence[tuple[Piece, tuple[Cell, ...], Piece | None, tuple[int, ...]]], merged: Mapping[int, int]
) -> list[Row]:
    """Fill the cells that the format says are merged, and those a short row leaves out."""
    by_start = {cell.start: cell for _, cells, _, _ in data for cell in cells if cell.text}
    rows: list[Row] = []
    for piece, cells, category, absent in data:
        found: dict[int, Cell] = {}
        for column, cell in enumerate(cells):
            if cell.text:
                continue
            if cell.start in merged and column not in absent:
                if source := by_start.get(merged[cell.start]):
                    found[column] = source
            elif column in absent and rows and column < len(rows[-1].cells):
                source = rows[-1].merged.get(column, rows[-1].cells[column])
                if source.text:
                    found[column] = source
        rows.append(Row(piece, cells, category, found))
    return rows


def _text(row: Row, column: int) -> str:
    cell = row.merged.get(column, row.cells[column] if column < len(row.cells) else None)
    return cell.text if cell else ""


def _columns(headers: Sequence[str], rows: Sequence[Row]) -> tuple[int | None, int]:
    """The column that numbers the rows, if any, and the one that names them."""
    number = None
    if rows and _NUMBER_HEADER.search(headers[0]):
        values = [_text(row, 0) for row in rows]
        number = 0 if sum(value.isdigit() for value in values) * 2 > len(values) else None
    worded = [
        column
        for column in range(len(headers))
        if column != number
        and sum(not is_figure(_text(row, column)) for row in rows if _text(row, column)) * 2 > len(rows) / 2
    ]
    named = [column for column in worded if _NAME_HEADER.search(headers[column])]
    for column in (*[c for c in named if re.search("名称|姓名", headers[c])], *worded):
        values = [text for row in rows if (text := _text(row, column))]
        if len(values) * 10 >= len(rows) * 6 and len(set(values)) * 10 >= len(values) * 8:
            return number, column
    return number, number if number is not None else (named or worded or [0])[0]


def _fill_implied(rows: Sequence[Row], name: int) -> list[Row]:
    """Fill what an unmarked merged cell leaves empty: the name, and what identifies a name, from the row above.

    A row without a name goes on with the one above, and so do its other worded cells; a row with a name but without
    the code that all others have shares the code above. A measure or a unit left empty is empty.
    """
    width = max((len(row.cells) for row in rows), default=0)
    codes = {column for column in range(width) if column != name and _is_code(rows, column)}
    filled: list[Row] = []
    for row in rows:
        above = filled[-1] if filled and filled[-1].category is row.category else None
        found = dict(row.merged)
        nameless = name < len(row.cells) and not _text(row, name)
        for column, cell in enumerate(row.cells):
            if cell.text or column in found or above is None or column >= len(above.cells):
                continue
            source = above.merged.get(column, above.cells[column])
            if source.text and (column in codes or (nameless and (column == name or not is_figure(source.text)))):
                found[column] = source
        filled.append(Row(row.piece, row.cells, row.category, found))
    return filled


def _is_code(rows: Sequence[Row], column: int) -> bool:
    """Whether a column holds codes, each its own."""
    values = [row.cells[column].text for row in rows if column < len(row.cells) and row.cells[column].text]
    coded = sum(bool(_CODE.fullmatch(value)) for value in values)
    return len(values) >= 3 and coded * 10 >= len(values) * 9 and len(set(values)) == len(values)
