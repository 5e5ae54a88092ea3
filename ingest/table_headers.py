"""Header rows of a table: how many there are, and the name each column gets from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.cells import filled, is_figure
from ingest.layout import Piece
from ingest.repair import squeeze


def header_count(pieces: Sequence[Piece], width: int, merged: Mapping[int, int]) -> int:
    """How many rows at the top are headers: none, one, two or three."""
    first = pieces[0]
    if len(pieces) < 2 or len(filled(first)) < 2 or any(is_figure(cell.text) for cell in first.cells):
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
    cells = filled(row)
    if len(cells) < 2 or any(is_figure(cell.text) or len(cell.text) > 30 for cell in cells):
        return False
    if not any(is_figure(cell.text) for piece in pieces[index + 1 :] for cell in piece.cells):
        return False
    if len(row.cells) != width:
        return len(above.cells) < width
    if len(above.cells) != width:
        return False
    if any(cell.start in merged for piece in pieces for cell in piece.cells):
        return any(merged.get(cell.start) in {upper.start for upper in above.cells} for cell in row.cells)
    spans = {i for i, cell in enumerate(above.cells) if not cell.text}
    return bool(spans) and not any(not row.cells[i].text for i in spans)


def column_names(rows: Sequence[Piece], width: int, merged: Mapping[int, int]) -> tuple[str, ...]:
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
