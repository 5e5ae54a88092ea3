"""Lines that are rows of tables, and their cells."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.lines import BLANK, Line
from ingest.repair import repair

_TAB = re.compile("\t")
_GAP = re.compile(r"[ 　\xa0]+")
_BAR = re.compile(r"(?<!\\)[|｜]")
_NUMBERS = re.compile(r"序号|编号|项次|No\.?|№")
_VALUE = re.compile(r"[<>≥≤±+\-—/]?\s*\d|[-—/]+$")
_BARE = re.compile(r"[\d.,，%％]+$")
_ORDINAL = re.compile(r"[第（(\d一二三四五六七八九十]+[章节条编)）、.．]")
_LONGEST = 60  # characters of a cell of a row that is only spaced
_FEWEST = 3  # lines of a table without outer bars, its header among them


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row with its place, empty cells included."""

    start: int
    end: int
    text: str


def row_lines(found: Sequence[Line], merged: Container[int] = ()) -> set[int]:
    """The lines that are table rows: barred, or tabbed in company or with three cells and more, or parted alike.

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
    return barred | tabbed | _parted(found, barred | tabbed)


def _parted(found: Sequence[Line], known: Container[int]) -> set[int]:
    """The rows of tables whose cells only inner bars or spaces part: lines of as many cells under a header."""
    parts = [(_BAR if _BAR.search(line.content) else _GAP).split(line.content) for line in found]
    rows: set[int] = set()
    for cells, group in groupby(range(len(found)), key=lambda i: 0 if i in known else len(parts[i])):
        run = list(group)
        while len(run) >= _FEWEST and not _heads(parts[run[0]], [parts[i] for i in run[1:]]):
            run.pop(0)
        if cells > 1 and len(run) >= _FEWEST:
            rows.update(run)
    return rows


def _heads(header: Sequence[str], under: Sequence[Sequence[str]]) -> bool:
    """Whether a line is the header of those under it: names alone, over a number or a value in each line."""
    texts = [cell.strip() for row in (header, *under) for cell in row]
    if any(_BARE.match(cell.strip()) or len(cell) > _LONGEST // 2 for cell in header) or _ORDINAL.match(header[0]):
        return False
    if any(len(text) > _LONGEST or "。" in text for text in texts):
        return False
    if _NUMBERS.match(header[0].strip()):
        return all(row[0].strip().isdecimal() for row in under)
    return all(any(_VALUE.match(cell.strip()) for cell in row[1:]) for row in under)


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
    if line.content.startswith("|"):
        return tuple(_barred(line))
    return tuple(_split(line, next(mark for mark in (_TAB, _BAR, _GAP) if mark.search(line.raw))))


def _split(line: Line, mark: re.Pattern[str]) -> Iterator[Cell]:
    """The cells between marks; spaces around the line part nothing."""
    begin, end = (0, len(line.raw)) if mark is _TAB else (line.start - line.begin, line.end - line.begin)
    for found in (*mark.finditer(line.raw, begin, end), None):
        yield _cell(line.begin + begin, line.raw[begin : found.start() if found else end])
        begin = found.end() if found else end


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
