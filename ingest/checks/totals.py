"""Totals that a text states (共计N项) against what was counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ingest.fold import fold
from ingest.model import Finding, Parsed, Record, Span
from ingest.numerals import parse_numeral

_STATED = re.compile(r"共(?:计|有)?\s*(\d+|[一二三四五六七八九十百]+)\s*(?:项|个|条|件|人|名|家|处|类)")
_BEFORE = re.compile(r"([^，。；、,;（(和与及]{4,60})[（(]共(?:计|有)?\s*(\d+)\s*(?:项|个|条|件)[）)]")


def stated_totals(parsed: Parsed) -> Iterator[Finding]:
    """Compare the totals of categories, of tables and lists under their titles, and of those named in a text."""
    rows = [record for record in parsed.records if record.kind == "row"]
    yield from _categories(parsed, rows)
    yield from _lists(parsed)


def _value(printed: str) -> int | None:
    number = parse_numeral(printed)
    return None if number is None else int(number)


def _compare(what: str, stated: int, counted: int, span: Span | None) -> Finding:
    if stated == counted:
        return Finding("ok", "total", f"{what}: {stated} stated, {counted} counted.", span)
    return Finding("warning", "total", f"{what}: {stated} stated, but {counted} counted.", span)


def _categories(parsed: Parsed, rows: list[Record]) -> Iterator[Finding]:
    """Each category that states how many rows it has, those without any row included."""
    counted: dict[int, int] = defaultdict(int)
    for record in rows:
        for support in record.supports:
            if support.role == "category":
                counted[support.span.start] += 1
    for block in parsed.blocks:
        found = _STATED.search(block.text) if block.kind == "row" and len(block.text) <= 60 else None
        if not found or (block.span.start not in counted and found.end() + 1 < len(block.text)):
            continue
        if (stated := _value(found[1])) is not None:
            yield _compare(block.text, stated, counted[block.span.start], block.span)


def _lists(parsed: Parsed) -> Iterator[Finding]:
    """Totals under or after the title of a table or list."""
    sizes = _sizes(parsed)
    for block in parsed.blocks:
        if block.kind == "paragraph" and block.path and re.fullmatch(r"[（(]?共\S{2,12}[）)]?", block.text):
            if (found := _STATED.search(block.text)) and (stated := _value(found[1])) is not None:
                title = block.path[-1]
                if fold(title) in sizes:
                    yield _compare(title, stated, sizes[fold(title)], block.span)
        elif block.kind in ("paragraph", "heading"):
            for found in _BEFORE.finditer(block.text):
                if named := max((known for known in sizes if fold(found[1]).endswith(known)), key=len, default=""):
                    yield _compare(found[1][-len(named) :], int(found[2]), sizes[named], block.span)


def _sizes(parsed: Parsed) -> dict[str, int]:
    """How many rows or articles stand under each title, by the folded title."""
    sizes: dict[str, int] = defaultdict(int)
    for record in parsed.records:
        if record.kind == "row":
            sizes[fold(record.fields["table"])] += 1
        elif record.kind == "article":
            sizes[fold(record.fields["regulation"])] += 1
    return sizes
