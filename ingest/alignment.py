"""Where the cells of a row belong that has fewer of them than its table has columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.repair import IDEOGRAPH
from ingest.table_lines import Cell

_CLASSES = (
    (re.compile(r"\d+"), "9"),
    (re.compile(rf"[{IDEOGRAPH}]+"), "字"),
    (re.compile(r"[A-Za-z]+"), "A"),
)


def align(
    cells: tuple[Cell, ...], full: Sequence[tuple[Cell, ...]], width: int
) -> tuple[tuple[Cell, ...], tuple[int, ...]]:
    """The cells in their columns and the columns left out, one run that the shapes of full rows choose."""
    missing = width - len(cells)
    if missing <= 0:
        return cells, ()
    seen = [{_shape(row[column].text) for row in full if row[column].text} for column in range(width)]
    best = max(range(len(cells), -1, -1), key=lambda gap: _score(cells, seen, gap, missing))
    point = cells[best].start if best < len(cells) else cells[-1].end
    blank = tuple(Cell(point, point, "") for _ in range(missing))
    trailing = best == len(cells)
    return (*cells[:best], *blank, *cells[best:]), () if trailing else tuple(range(best, best + missing))


def _score(cells: Sequence[Cell], seen: Sequence[set[str]], gap: int, missing: int) -> float:
    score = 0.0
    for index, cell in enumerate(cells):
        column = index if index < gap else index + missing
        shape = _shape(cell.text)
        if shape in seen[column]:
            score += 1
        elif any(shape[:1] == other[:1] for other in seen[column]):
            score += 0.4
    return score


def _shape(text: str) -> str:
    for pattern, sign in _CLASSES:
        text = pattern.sub(sign, text)
    return text[:5]
