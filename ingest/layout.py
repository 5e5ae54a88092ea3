"""Lines of the canonical text become pieces: whole paragraphs, table rows, and marks that carry nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.joining import Style, joins
from ingest.model import Extract
from ingest.repair import repair

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_RULE = re.compile(r"[-=_*~·.|:\s—―─━]+")
_PAGE_NUMBER = re.compile(r"(?:[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d{1,4}\s*页(?:\s*共\s*\d+\s*页)?)")
_COMMENT = re.compile(r"<!--.*-->")
_MARKS = re.compile(r"(#{1,6})[ \t　]")
_BLANK = " \t\r\n　\xa0\ufeff​"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row with its place, empty cells included."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with its lines joined, a table row, or something left out; `rank` counts heading marks, 0 is none."""

    kind: Literal["text", "row", "left_out"]
    start: int
    end: int
    text: str
    rank: int = 0
    cells: tuple[Cell, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with content; `begin` and `stop` are its whole extent; `gap`: a blank line stands before it."""

    begin: int
    stop: int
    start: int
    end: int
    raw: str
    gap: bool

    @property
    def content(self) -> str:
        return self.raw[self.start - self.begin : self.end - self.begin]


def lines(text: str) -> list[Line]:
    """Every line that is not blank."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        content = raw.strip(_BLANK)
        if not content:
            continue
        start = match.start() + raw.index(content[0])
        between = text[last : match.start()].replace("\r\n", "\n")
        gap = bool(found) and sum(between.count(mark) for mark in "\n\r\f\u2028\u2029") > 1
        found.append(Line(match.start(), match.end(), start, start + len(content), raw, gap))
        last = match.end()
    return found


def pieces(extract: Extract) -> list[Piece]:
    """The pieces of a file in reading order; together they hold every character that is not white space."""
    found = lines(extract.text)
    rows = _row_lines(found)
    style = Style.of([(line.content, line.gap) for i, line in enumerate(found) if i not in rows])
    result: list[Piece] = []
    for index, line in enumerate(found):
        piece = _row(line) if index in rows else _text(line, extract.headings)
        if piece.kind == "text" and result and _continues(result[-1], piece, line, found[index - 1], style, extract):
            joined = extract.text[result[-1].start : piece.end]
            piece = Piece("text", result[-1].start, piece.end, repair(joined), result[-1].rank)
            result.pop()
        result.append(piece)
    return result


def _continues(last: Piece, piece: Piece, line: Line, before: Line, style: Style, extract: Extract) -> bool:
    """Whether a line goes on with the sentence of the piece before it."""
    if last.kind != "text" or piece.rank or line.start in extract.headings:
        return False
    turned = any(last.end <= page <= line.start for page in extract.pages)
    spaced = line.gap and style.spaced
    return joins(last.text, piece.text, before.raw, style.width, broken=spaced or turned, marked=bool(last.rank))


def _text(line: Line, headings: dict[int, int]) -> Piece:
    content = line.content
    if _COMMENT.fullmatch(content):
        return Piece("left_out", line.start, line.end, content, reason="comment")
    if _RULE.fullmatch(content):
        return Piece("left_out", line.start, line.end, content, reason="rule")
    if _PAGE_NUMBER.fullmatch(content) and not content.isdigit():
        return Piece("left_out", line.start, line.end, content, reason="page number")
    marks = _MARKS.match(content)
    rank = headings.get(line.start) or headings.get(line.begin) or (len(marks[1]) if marks else 0)
    return Piece("text", line.start, line.end, repair(content), rank)


def _row_lines(found: list[Line]) -> set[int]:
    """The lines that are table rows: barred, or tabbed in company or with three cells and more."""
    barred = {i for i, line in enumerate(found) if line.content.startswith("|") and line.content.count("|") > 1}
    tabs = {
        i: line.raw.count("\t")
        for i, line in enumerate(found)
        if "\t" in line.raw.strip("\t ") or "\t" in line.raw.rstrip(" ")
    }
    tabbed = {
        i
        for i, count in tabs.items()
        if i not in barred
        and ("\t" in found[i].content or count > 1)
        and (count > 1 or any(tabs.get(near) == count and _beside(found, i, near) for near in (i - 1, i + 1)))
    }
    return barred | tabbed


def _beside(found: list[Line], index: int, near: int) -> bool:
    return 0 <= near < len(found) and not found[max(index, near)].gap


def _row(line: Line) -> Piece:
    cells = tuple(_barred_cells(line) if line.content.startswith("|") else _tabbed_cells(line))
    said = [cell.text for cell in cells if cell.text]
    if all(_RULE.fullmatch(text) for text in said) and any(not text.strip("-—: ") for text in said):
        return Piece("left_out", line.start, line.end, line.content, reason="rule")
    return Piece("row", line.start, line.end, " ".join(c.text for c in cells if c.text), cells=cells)


def _tabbed_cells(line: Line) -> Iterator[Cell]:
    start = line.begin
    for part in line.raw.split("\t"):
        yield _cell(start, part)
        start += len(part) + 1


def _barred_cells(line: Line) -> Iterator[Cell]:
    bounds = [i for i, c in enumerate(line.raw) if c == "|" and line.raw[i - 1 : i] != "\\"]
    for left, right in zip(bounds, [*bounds[1:], len(line.raw)], strict=False):
        part = line.raw[left + 1 : right]
        if right < len(line.raw) or part.strip(_BLANK):
            yield _cell(line.begin + left + 1, part)


def _cell(start: int, part: str) -> Cell:
    """A cell without the white space around it; an empty one is a point at its start."""
    content = part.strip(_BLANK)
    begin = start + (part.index(content[0]) if content else 0)
    return Cell(begin, begin + len(content), repair(content))
