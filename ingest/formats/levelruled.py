"""Tables ruled only level (three-line tables): columns are where the text of all rows leaves white between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.formats.draft import Covered, Slot
from ingest.formats.glyphs import Edge, Glyph, Segment, segments
from ingest.formats.pagemodel import PageTable, joined
from ingest.formats.ruled import snapped

_SAME_END = 5.0  # points
_LEAST_WIDTH = 100.0
_CELL_GAP = 0.4  # sizes from which a gap parts two cells of a line
_GAP = 2.0  # points of white that part two columns
Row = list[Segment]
Band = tuple[float, float, list[Row]]  # top, bottom, and the lines between two rules


def level_tables(
    edges: Sequence[Edge], glyphs: Sequence[Glyph], closed: Sequence[PageTable]
) -> tuple[list[PageTable], list[Glyph]]:
    """The tables between level rules of one width, and the characters outside them."""
    groups = _groups(edges, closed)
    fine = segments(glyphs, _CELL_GAP) if groups else []
    tables = [
        table
        for rules in groups
        for run in _tabular_runs(_bands(rules, fine))
        if (table := _table(run, rules[0])) is not None
    ]
    return tables, [glyph for glyph in glyphs if not any(_holds(table, glyph) for table in tables)]


def _holds(table: PageTable, glyph: Glyph) -> bool:
    return table.top < glyph.middle < table.bottom and glyph.x1 > table.x0 and glyph.x0 < table.x1


def _groups(edges: Sequence[Edge], closed: Sequence[PageTable]) -> list[list[Edge]]:
    """Three level rules and more that begin and end alike, from the top."""
    groups: list[list[Edge]] = []
    for edge in sorted(snapped(edges), key=lambda each: each.at):
        inside = any(table.top - 2 <= edge.at <= table.bottom + 2 for table in closed)
        if edge.upright or inside or edge.end - edge.start < _LEAST_WIDTH:
            continue
        for group in groups:
            if abs(group[0].start - edge.start) < _SAME_END and abs(group[0].end - edge.end) < _SAME_END:
                group.append(edge)
                break
        else:
            groups.append([edge])
    return [group for group in groups if len(group) > 2]


def _bands(rules: Sequence[Edge], found: Sequence[Segment]) -> list[Band]:
    """The lines between each two rules."""
    bands: list[Band] = []
    for upper, lower in pairwise(rules):
        rows: dict[int, Row] = defaultdict(list)
        for segment in found:
            middle = (segment.top + segment.bottom) / 2
            if upper.at < middle < lower.at and segment.x1 > upper.start and segment.x0 < upper.end:
                rows[segment.row].append(segment)
        bands.append((upper.at, lower.at, [sorted(rows[key], key=lambda s: s.x0) for key in sorted(rows)]))
    return bands


def _tabular_runs(bands: Sequence[Band]) -> list[list[Band]]:
    """Neighbouring bands whose text stands in columns; a header and a body at least."""
    runs: list[list[Band]] = [[]]
    for band in bands:
        if any(len(row) > 1 for row in band[2]) and len(_columns(band[2])) > 1:
            runs[-1].append(band)
        else:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _table(run: Sequence[Band], rule: Edge) -> PageTable | None:
    columns = _columns([row for _, _, rows in run[1:] for row in rows])
    if len(columns) < 2:
        return None
    rows: list[list[Slot]] = []
    for index, (_, _, lines) in enumerate(run):
        together = _beside(lines)
        groups = [[_placed(line, columns) for line in group] for group in together]
        if len(run) > 3 or (index == 0 and not any(_spans(line) for group in groups for line in group)):
            rows.append(_one_row([line for group in groups for line in group]))
        elif index == 0:
            rows.extend(line for group in groups for line in group)
        else:
            full = [_fills_first(group, columns) for group in together]
            rows.extend(_unwrapped([_one_row(g) if len(g) > 1 else g[0] for g in groups], full))
    rows = [[Covered(i, s.column) if isinstance(s, Covered) else s for s in row] for i, row in enumerate(rows)]
    xs = [rule.start, *((left[1] + right[0]) / 2 for left, right in pairwise(columns)), rule.end]
    return PageTable(rows, rule.start, run[0][0], rule.end, run[-1][1], xs)


def _beside(lines: Sequence[Row]) -> list[list[Row]]:
    """Lines less than a line apart together: a short cell stands at half the height of a longer one."""
    groups: list[list[Row]] = []
    for line in lines:
        if groups and line[0].top - groups[-1][-1][0].top < 1.05 * line[0].size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The stretches of x that text covers in any row."""
    columns: list[tuple[float, float]] = []
    for segment in sorted((segment for row in rows for segment in row), key=lambda each: each.x0):
        if columns and segment.x0 < columns[-1][1] + _GAP:
            columns[-1] = (columns[-1][0], max(columns[-1][1], segment.x1))
        else:
            columns.append((segment.x0, segment.x1))
    return columns


def _placed(row: Row, columns: Sequence[tuple[float, float]]) -> list[Slot]:
    """A line's parts in their columns; one over several columns covers those to its right."""
    slots: list[Slot] = [""] * len(columns)
    for segment in row:
        over = [i for i, (left, right) in enumerate(columns) if segment.x0 < right and segment.x1 > left]
        nearest = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - segment.center))
        first = over[0] if over else nearest
        before = slots[first]
        slots[first] = f"{before} {segment.text}" if isinstance(before, str) and before else segment.text
        for column in over[1:]:
            slots[column] = slots[column] or Covered(0, first)
    return slots


def _spans(slots: Sequence[Slot]) -> bool:
    return any(isinstance(slot, Covered) for slot in slots)


def _one_row(lines: Sequence[Sequence[Slot]]) -> list[Slot]:
    """Lines of one ruled row, cell by cell."""
    cells: list[Slot] = []
    for column in zip(*lines, strict=True):
        texts = [slot for slot in column if isinstance(slot, str) and slot]
        text = ""
        for each in texts:
            text = joined(text, each)
        cells.append(text)
    return cells


def _fills_first(group: Sequence[Row], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the last line of the first cell reaches the end of its column."""
    first = [line[0] for line in group if line[0].x0 < columns[0][1]]
    return bool(first) and columns[0][1] - first[-1].x1 < first[-1].size


def _unwrapped(lines: Sequence[list[Slot]], full: Sequence[bool]) -> list[list[Slot]]:
    """Body lines as rows; a line with one part goes on with the cell above, if that one is full or not the first."""
    rows: list[list[Slot]] = []
    for index, line in enumerate(lines):
        filled = [column for column, slot in enumerate(line) if slot]
        above = rows[-1][filled[0]] if rows and len(filled) == 1 else ""
        if isinstance(above, str) and above and (filled[0] > 0 or full[index - 1]):
            rows[-1][filled[0]] = joined(above, str(line[filled[0]]))
        else:
            rows.append(line)
    return rows
