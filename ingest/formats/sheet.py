"""A sheet of cells becomes text: title lines above, its tables, cut where a row is empty, notes below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.formats.draft import Covered, Draft, Slot
from ingest.formats.limits import UnreadableError

_NOTE = re.compile(r"\s*(?:注|备注|说明|附注|资料来源|数据来源|填表说明)\s*[：:1-9一]")
Rows = Mapping[int, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; the last row and column belong to it."""

    top: int
    left: int
    bottom: int
    right: int


def write_sheet(draft: Draft, cells: Rows, merges: Sequence[Merge], max_cells: int) -> None:
    """Write the cells by row and column: single cells above a table are lines (titles, units), notes below it too."""
    rows = {i: {c: t for c, t in row.items() if t.strip()} for i, row in sorted(cells.items())}
    rows = {index: row for index, row in rows.items() if row}
    covered = _covered(merges, rows, max_cells)
    tied = {place.row for place, origin in covered.items() if origin.row < place.row}
    tied |= {merge.top for merge in merges if merge.top < merge.bottom}
    for run in _runs(sorted(rows)):
        lone = [len(rows[index]) == 1 and index not in tied for index in run]
        first = next((i for i, alone in enumerate(lone) if not alone), len(run))
        last = len(run)
        while last > first and lone[last - 1] and _NOTE.match(next(iter(rows[run[last - 1]].values()))):
            last -= 1
        _write_lines(draft, rows, run[:first])
        _write_table(draft, rows, run[first:last], covered, max_cells)
        _write_lines(draft, rows, run[last:])


def _runs(indexes: Sequence[int]) -> list[list[int]]:
    """Row numbers cut where one is missing."""
    runs: list[list[int]] = []
    for index in indexes:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _covered(merges: Sequence[Merge], rows: Rows, max_cells: int) -> dict[Covered, Covered]:
    """The places that merges cover, as far as the sheet has content."""
    widest = max((max(row) for row in rows.values()), default=-1)
    places: dict[Covered, Covered] = {}
    looked_at = 0
    for merge in merges:
        origin = Covered(merge.top, merge.left)
        for row in range(merge.top, min(merge.bottom, max(rows, default=-1)) + 1):
            looked_at += 1 + max(0, min(merge.right, widest) - merge.left)
            if looked_at > max_cells:
                raise UnreadableError(f"merges more than {max_cells:,} cells: split it.")
            if row in rows:
                places |= {Covered(row, c): origin for c in range(merge.left, min(merge.right, widest) + 1)}
        places.pop(origin, None)
    return places


def _write_lines(draft: Draft, rows: Rows, run: Sequence[int]) -> None:
    for index in run:
        draft.paragraph(next(iter(rows[index].values())))


def _write_table(
    draft: Draft, rows: Rows, table: Sequence[int], covered: Mapping[Covered, Covered], max_cells: int
) -> None:
    if not table:
        return
    width = 1 + max(max(rows[index]) for index in table)
    if width * len(table) > max_cells:
        raise UnreadableError(f"has a table of more than {max_cells:,} cells: split it.")
    first = table[0]

    def slot(row: int, column: int) -> Slot:
        origin = covered.get(Covered(row, column))
        if origin is None or origin.row < first or rows[row].get(column):
            return rows[row].get(column, "")
        return Covered(origin.row - first, origin.column)

    draft.table([[slot(row, column) for column in range(width)] for row in table])
