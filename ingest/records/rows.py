"""Rows: each data row of each table, whole, with what it takes from its header and from merged cells above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.layout import Piece
from ingest.model import Block, Document, Extract, Record, Span, Support
from ingest.records.build import make
from ingest.repair import squeeze
from ingest.structure import Part
from ingest.table_columns import fill_implied, name_column, number_column
from ingest.tables import Grid, Row, read_grid

_BESIDE = re.compile(r"[（(]?(?:共计?|合计)\s*\d+|(?:单位|计量单位)[：:]|注[：:]|续表|[（(]续")
_TABLE_LINE = re.compile(r"(?:附?表)\s*[\d一二三四五六七八九十]+")
_ANNEX = re.compile(r"附\s*(?:件|表)?\s*\d*\s*[：:.]?")
_UNIT_LINE = re.compile(r"(?:.*[（(])?(?:计量)?单位\s*[：:]\s*([^）)]+)")
_CAPTION = re.compile(r"[^。；，]{2,50}(?:表|目标|指标|名单|分值|分工|标准|清单|税率|方案)(?:\s*[（(][^）)]*[)）])?")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all rows of a table share."""

    grid: Grid
    number: int | None
    name: int
    caption: str
    unit: str
    path: tuple[str, ...]


def rows(part: Part, extract: Extract) -> Iterator[Record]:
    """The rows of every table of a document."""
    for index, pieces in _tables(part):
        grid = read_grid(pieces, extract.merged)
        frame = _Frame(
            grid,
            number_column(grid),
            name_column(grid),
            caption_of(part.document, part.blocks, index),
            _unit_of(part.blocks, index),
            part.blocks[index].path,
        )
        for row in fill_implied(grid, frame.name):
            yield _record(part.document, frame, row)


def _tables(part: Part) -> Iterator[tuple[int, list[Piece]]]:
    """The rows that stand together, with the index of their first block; a rule between them parts nothing."""
    blocks = part.blocks
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and (blocks[end].kind == "row" or (end > index and blocks[end].reason == "rule")):
            end += 1
        if end > index:
            yield index, [part.rows[block.span.start] for block in blocks[index:end] if block.kind == "row"]
        index = max(end, index + 1)


def caption_of(document: Document, blocks: Sequence[Block], index: int) -> str:
    """What a table is called: 表1 … over it, else the heading it stands under, else the document's title."""
    for block in reversed(blocks[max(0, index - 4) : index]):
        if block.kind == "paragraph" and _CAPTION.fullmatch(block.text) and not _BESIDE.match(block.text):
            return block.text
        if block.kind == "paragraph" and _TABLE_LINE.match(block.text) and len(block.text) <= 60:
            return block.text
        if block.kind != "paragraph" or not _BESIDE.search(block.text):
            break
    path = [text for text in blocks[index].path if not _ANNEX.fullmatch(text)]
    return path[-1] if path else document.title


def _unit_of(blocks: Sequence[Block], index: int) -> str:
    """The unit a line over the table declares for all of it."""
    for block in blocks[max(0, index - 3) : index]:
        if block.kind == "paragraph" and len(block.text) <= 40 and (found := _UNIT_LINE.match(block.text)):
            return found[1].strip()
    return ""


def _record(document: Document, frame: _Frame, row: Row) -> Record:
    grid = frame.grid
    cells: dict[str, str] = {}
    spans: dict[str, list[int]] = {}
    supports = [Support("header_row", Span(piece.start, piece.end)) for piece in grid.header_rows]
    for column, header in enumerate(grid.headers):
        if cell := row.cell(column):
            cells[header] = cell.text
            spans[header] = [cell.start, cell.end]
            if column in row.merged:
                supports.append(Support(f"merged:{header}", Span(cell.start, cell.end)))
    if row.category:
        supports.append(Support("category", Span(row.category.start, row.category.end)))
    name = row.text(frame.name)
    return make(
        document,
        "row",
        name or row.piece.text[:40],
        "；".join(f"{header}：{value}" for header, value in cells.items() if value),
        Span(row.piece.start, row.piece.end),
        path=(*frame.path, row.category.text) if row.category else frame.path,
        fields=_fields(frame, row, name) | {"cells": cells, "cell_spans": spans},
        supports=tuple(supports),
    )


def _fields(frame: _Frame, row: Row, name: str) -> dict[str, Any]:
    printed = squeeze(row.text(frame.number)) if frame.number is not None else ""
    fields: dict[str, Any] = {
        "table": frame.caption,
        "category": row.category.text if row.category else "",
        "number": int(printed) if printed.isdecimal() else None,
        "name": name,
    }
    return fields | {"unit": frame.unit} if frame.unit else fields
