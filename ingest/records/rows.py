"""Rows: each data row of each table, whole, with what it takes from its header and from merged cells above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.layout import Piece
from ingest.model import Block, Document, Extract, Record, Span, Support
from ingest.records.build import make
from ingest.repair import squeeze
from ingest.structure import Part
from ingest.tables import Row, Table, read_table

_BESIDE = re.compile(r"[（(]?(?:共计?|合计)\s*\d+|(?:单位|计量单位)[：:]|注[：:]|续表|[（(]续")
_TABLE_LINE = re.compile(r"(?:附?表)\s*[\d一二三四五六七八九十]+")
_ANNEX = re.compile(r"附\s*(?:件|表)?\s*\d*\s*[：:.]?")
_UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位\s*[：:]\s*([^）)]+)")


def tables(part: Part, extract: Extract) -> Iterator[tuple[Table, Sequence[Block], int]]:
    """Each table of a document with the document's blocks and the index of its first row among them."""
    blocks = part.blocks
    index = 0
    while index < len(blocks):
        if blocks[index].kind != "row":
            index += 1
            continue
        end = index
        while end < len(blocks) and (blocks[end].kind == "row" or blocks[end].reason == "rule"):
            end += 1
        pieces = [part.rows[block.span.start] for block in blocks[index:end] if block.kind == "row"]
        for start, table_pieces in _divided(pieces):
            yield read_table(table_pieces, extract.merged), blocks, index + start
        index = end


def _divided(pieces: list[Piece]) -> Iterator[tuple[int, list[Piece]]]:
    """Tables that touch without a line between them are rare: rows that stand together are one table."""
    yield 0, pieces


def rows(part: Part, extract: Extract) -> Iterator[Record]:
    """The rows of every table of a document."""
    for table, blocks, index in tables(part, extract):
        caption = caption_of(part.document, blocks, index)
        unit = _unit_of(blocks, index)
        for row in table.rows:
            yield _record(part.document, table, row, caption, unit, blocks[index].path)


def caption_of(document: Document, blocks: Sequence[Block], index: int) -> str:
    """What a table is called: 表1 … over it, else the heading it stands under, else the document's title."""
    for block in reversed(blocks[max(0, index - 4) : index]):
        if block.kind == "paragraph" and _TABLE_LINE.match(block.text) and len(block.text) <= 60:
            return block.text
        if block.kind != "paragraph" or not _BESIDE.search(block.text):
            break
    path = [text for text in blocks[index].path if not _ANNEX.fullmatch(text)]
    return path[-1] if path else document.title


def _unit_of(blocks: Sequence[Block], index: int) -> str:
    """The unit a line over the table declares for all of it."""
    for block in blocks[max(0, index - 3) : index]:
        if block.kind == "paragraph" and len(block.text) <= 40 and (found := _UNIT_LINE.search(block.text)):
            return found[1].strip()
    return ""


def _record(document: Document, table: Table, row: Row, caption: str, unit: str, path: tuple[str, ...]) -> Record:
    cells: dict[str, str] = {}
    spans: dict[str, list[int]] = {}
    supports = [Support("header_row", Span(piece.start, piece.end)) for piece in table.header_rows]
    for column, header in enumerate(table.headers):
        if column >= len(row.cells):
            continue
        cell = row.merged.get(column, row.cells[column])
        cells[header] = cell.text
        spans[header] = [cell.start, cell.end]
        if column in row.merged:
            supports.append(Support(f"merged:{header}", Span(cell.start, cell.end)))
    category = row.category.text if row.category else ""
    if row.category:
        supports.append(Support("category", Span(row.category.start, row.category.end)))
    name = cells.get(table.headers[table.name_column], "") if table.headers else ""
    fields: dict[str, Any] = {
        "table": caption,
        "category": category,
        "number": _number(table, cells),
        "name": name,
        "cells": cells,
        "cell_spans": spans,
    }
    if unit:
        fields["unit"] = unit
    text = "；".join(f"{header}：{value}" for header, value in cells.items() if value)
    return make(
        document,
        "row",
        name or row.piece.text[:40],
        text,
        Span(row.piece.start, row.piece.end),
        path=(*path, category) if category else path,
        fields=fields,
        supports=tuple(supports),
    )


def _number(table: Table, cells: dict[str, str]) -> int | None:
    if table.number_column is None:
        return None
    printed = squeeze(cells.get(table.headers[table.number_column], ""))
    return int(printed) if printed.isdecimal() else None
