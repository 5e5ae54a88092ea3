"""Lines that are rows of tables, and their cells."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from ingest.lines import BLANK, Line
from ingest.repair import repair


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row with its place, empty cells included."""

    start: int
    end: int
    text: str


def row_lines(found: Sequence[Line], merged: Container[int] = ()) -> set[int]:
    """The lines that are table rows: barred, or tabbed in company or with three cells and more.

    `merged`: the offsets of cells that the format says continue another.
    """
    barred = {i for i, line in enumerate(found) if line.content.startswith("|") and line.content.count("|") > 1}
    tabs = {i: line.raw.count("\t") for i, line in enumerate(found) if "\t" in line.raw and i not in barred}
    tabbed = {
        i
        for i, count in tabs.items()
        if (count > 1 and ("\t" in found[i].content or _tails(found[i])))
        or ("\t" in found[i].content and any(tabs.get(n) == count and _beside(found, i, n) for n in (i - 1, i + 1)))
    }
    for index in (*tabs, *reversed(tabs)):  # down and up, so that rows with an empty end tie on to each other
        near = {
            n for n in (index - 1, index + 1) if n in tabbed and tabs[n] == tabs[index] and _beside(found, index, n)
        }
        if near and _has_an_empty_end(found[index], merged):
            tabbed.add(index)
    return barred | tabbed


def _has_an_empty_end(line: Line, merged: Container[int]) -> bool:
    """Whether the first or last cell of a row is empty; a tab before a text is an indent unless the format says so."""
    return line.raw.rstrip(" ").endswith("\t") or (line.raw.startswith("\t") and line.begin in merged)


def _tails(line: Line) -> bool:
    """Whether only the first cell of a row is filled."""
    return line.raw.rstrip(" ").endswith("\t\t") and not line.raw.startswith("\t")


def _beside(found: Sequence[Line], index: int, near: int) -> bool:
    return 0 <= near < len(found) and not found[max(index, near)].gap


def cells_of(line: Line) -> tuple[Cell, ...]:
    """The cells of a row line, in order."""
    return tuple(_barred(line) if line.content.startswith("|") else _tabbed(line))


def _tabbed(line: Line) -> Iterator[Cell]:
    start = line.begin
    for part in line.raw.split("\t"):
        yield _cell(start, part)
        start += len(part) + 1


def _barred(line: Line) -> Iterator[Cell]:
    bounds = [i for i, c in enumerate(line.raw) if c == "|" and line.raw[i - 1 : i] != "\\"]
    for left, right in zip(bounds, [*bounds[1:], len(line.raw)], strict=True):
        part = line.raw[left + 1 : right]
        if right < len(line.raw) or part.strip(BLANK):
            yield _cell(line.begin + left + 1, part)


def _cell(start: int, part: str) -> Cell:
    """A cell without the white space around it; an empty one is a point at its start."""
    content = part.strip(BLANK)
    begin = start + (part.index(content[0]) if content else 0)
    return Cell(begin, begin + len(content), repair(content))
