"""Lines of the canonical text become pieces: whole paragraphs, table rows, and what belongs to the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.furniture import PAGE_NUMBER, RUNNING, furniture, is_rule
from ingest.joining import Style, joins
from ingest.lines import Line, lines
from ingest.model import Extract
from ingest.repair import repair
from ingest.run_in import run_in_items
from ingest.table_lines import Cell, cells_of, row_lines

_MARKS = re.compile(r"(#{1,6})[ \t　]")
_PARAGRAPHS_KNOWN = ("html", "word", "officedocument", "csv", "spreadsheet")  # formats that cut no sentence


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


def pieces(extract: Extract) -> list[Piece]:
    """The pieces of a file in reading order; together they hold every character that is not white space."""
    found = lines(extract.text)
    left_out = furniture(found)
    rows = row_lines(found, extract.merged) - left_out.keys()
    plain = [(line.content, line.gap) for i, line in enumerate(found) if i not in rows and i not in left_out]
    join = None if any(word in extract.media_type for word in _PARAGRAPHS_KNOWN) else Style.of(plain)
    result: list[Piece] = []
    for index, line in enumerate(found):
        if index in left_out:
            result.append(Piece("left_out", line.start, line.end, line.content, reason=left_out[index]))
        elif index in rows:
            result.append(_row(line))
        else:
            _add(result, _text(line, extract.headings), line, found[index - 1], join, extract)
    return [part for piece in result for part in _parts(piece, extract.text)]


def _parts(piece: Piece, text: str) -> list[Piece]:
    """A paragraph, or the items that ran into it."""
    if piece.kind != "text" or not piece.text[:1].isdecimal():
        return [piece]
    ranges = list(run_in_items(text, piece.start, piece.end))
    if len(ranges) == 1:
        return [piece]
    return [Piece("text", start, end, repair(text[start:end]), piece.rank) for start, end in ranges]


def _add(result: list[Piece], piece: Piece, line: Line, before: Line, style: Style | None, extract: Extract) -> None:
    """Add a line of text, to the paragraph before it where it goes on with that.

    What stands at the foot and head of a turned page between the two goes into the paragraph's span, not its text.
    """
    depth = len(result) - 1
    while depth >= 0 and result[depth].reason in (PAGE_NUMBER, RUNNING):
        depth -= 1
    if style and depth >= 0 and _continues(result, depth, piece, line, before, style, extract):
        last = result[depth]
        if depth == len(result) - 1:
            text = repair(extract.text[last.start : piece.end])
        else:
            text = repair(last.text + "\n" + piece.text)
        del result[depth:]
        piece = Piece("text", last.start, piece.end, text, last.rank)
    result.append(piece)


def _continues(
    result: list[Piece], depth: int, piece: Piece, line: Line, before: Line, style: Style, extract: Extract
) -> bool:
    """Whether a line goes on with the sentence of the piece at `depth`."""
    last = result[depth]
    if last.kind != "text" or piece.rank or line.start in extract.headings:
        return False
    passed = depth < len(result) - 1
    turned = passed or line.turned or any(last.end <= page <= line.start for page in extract.pages)
    broken = turned or (line.gap and style.spaced)
    raw = last.text if passed else before.raw
    return joins(last.text, piece.text, raw, style.width, broken=broken, marked=bool(last.rank))


def _text(line: Line, headings: dict[int, int]) -> Piece:
    marks = _MARKS.match(line.content)
    rank = headings.get(line.start) or headings.get(line.begin) or (len(marks[1]) if marks else 0)
    return Piece("text", line.start, line.end, repair(line.content), rank)


def _row(line: Line) -> Piece:
    cells = cells_of(line)
    said = [cell.text for cell in cells if cell.text]
    if all(is_rule(text) for text in said) and any(not text.strip("-—: ") for text in said):
        return Piece("left_out", line.start, line.end, line.content, reason="rule")
    return Piece("row", line.start, line.end, " ".join(said), cells=cells)
