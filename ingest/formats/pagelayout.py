"""Characters and lines of a page become a page of segments and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.formats.glyphs import Edge, Glyph, segments
from ingest.formats.gridtables import fill
from ingest.formats.levelruled import level_tables
from ingest.formats.pagemodel import Page, PageTable
from ingest.formats.ruled import grids


def layout(width: float, height: float, glyphs: Iterable[Glyph], edges: Sequence[Edge]) -> Page:
    """Sort a page's characters into its tables and the rest."""
    free = list(glyphs)
    tables: list[PageTable] = []
    for grid in grids(edges):
        found, free = fill(grid, free)
        tables.extend(found)
    level, free = level_tables(edges, free, tables)
    return Page(width, height, segments(free), tables + level)
