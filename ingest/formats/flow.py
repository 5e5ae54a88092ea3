"""Pages become a draft: running headers out, columns in order, hard-wrapped lines joined, tables continued."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.formats.columns import Line, all_gutters, reading_order
from ingest.formats.continued import concatenated, same_columns
from ingest.formats.draft import Draft
from ingest.formats.joinlines import Margins
from ingest.formats.limits import Deadline
from ingest.formats.pagemodel import Page, PageTable, joined
from ingest.formats.running import remove_running


def write_pages(draft: Draft, pages: Sequence[Page], deadline: Deadline) -> None:
    """Write pages in reading order; each page's offset is where its first text stands."""
    draft.notices.extend(remove_running(pages))
    items: list[list[Line | PageTable]] = []
    for number, (page, gutters) in enumerate(zip(pages, all_gutters(pages), strict=True)):
        deadline.check()
        items.append(reading_order(page, number, gutters))
    writer = _Writer(draft, Margins([item for page in items for item in page if isinstance(item, Line)]))
    for page_items in items:
        deadline.check()
        writer.page(page_items)
    writer.close()


class _Writer:
    """Holds the paragraph or table that the next page may continue."""

    def __init__(self, draft: Draft, margins: Margins) -> None:
        self._draft = draft
        self._margins = margins
        self._lines: list[Line] = []
        self._tables: list[PageTable] = []
        self._turns: list[int] = []  # how many pages began before each held table but the first
        self._waiting = 0  # pages that began since the held item

    def page(self, items: Sequence[Line | PageTable]) -> None:
        """Take in the items of the next page."""
        self._waiting += 1
        for item in items:
            if isinstance(item, PageTable):
                self._take_table(item)
            else:
                self._take_line(item)

    def close(self) -> None:
        """Write what is held."""
        self._write()
        self._mark_pages()

    def _take_line(self, line: Line) -> None:
        if self._lines and self._margins.continues(self._lines, line):
            self._lines.append(line)
            self._waiting = 0
            return
        self._write()
        self._mark_pages()
        self._lines = [line]

    def _take_table(self, table: PageTable) -> None:
        beyond = self._tables and (self._waiting or table.x0 >= self._tables[-1].x1)  # on the next page or column
        if beyond and same_columns(self._tables[-1], table):
            self._tables.append(table)
            self._turns.append(self._waiting)
            self._waiting = 0
            return
        self._write()
        self._mark_pages()
        if table.lone is None:
            self._tables = [table]
        else:
            self._draft.paragraph(table.lone)

    def _mark_pages(self) -> None:
        for _ in range(self._waiting):
            self._draft.page()
        self._waiting = 0

    def _write(self) -> None:
        if self._lines:
            self._draft.turned_paragraph(_parts(self._lines))
        if self._tables:
            rows, turns = concatenated(self._tables, self._turns)
            self._draft.table(rows, turns)
        self._lines, self._tables, self._turns = [], [], []


def _parts(lines: Sequence[Line]) -> list[str]:
    """The text of a paragraph, cut where a page begins (an empty part for a page without any of it)."""
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        whole = joined(parts[-1], line.text)
        if line.page == before.page:
            parts[-1] = whole
        else:
            parts.extend([""] * (line.page - before.page - 1))
            parts.append(whole[len(parts[-1]) :] if line.page - before.page == 1 else line.text)
    return parts
