"""The canonical text under construction: paragraphs, headings and tables in reading order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.model import Extract

_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_SPACES = re.compile(r"[\t\r\n\v\f\x85\xa0\u2028\u2029]+")
_NO_TURNS: Mapping[int, int] = {}
_SURROGATES = re.compile(r"[\ud800-\udfff]")


class Covered(NamedTuple):
    """A place in a table that the cell at another place covers."""

    row: int
    column: int


Slot = str | Covered


def clean(text: str) -> str:
    """Text on one line: no tabs, no line ends, nothing invisible, no blanks at its ends."""
    return _SURROGATES.sub("�", _SPACES.sub(" ", _INVISIBLE.sub("", text))).strip(" 　")


class Draft:
    """Collects what a reader finds; blank lines stand between paragraphs and around tables."""

    def __init__(self, media_type: str) -> None:
        self._media_type = media_type
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._turned = 0  # pages that began since the last text
        self._merged: dict[int, int] = {}
        self._headings: dict[int, int] = {}
        self.notices: list[str] = []

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def page(self) -> None:
        """A page begins; its offset is that of the text that comes next."""
        self._turned += 1

    def paragraph(self, text: str, rank: int = 0) -> None:
        """A paragraph, or a heading where it has a rank; one without text leaves nothing."""
        if cleaned := clean(text):
            self._begin()
            if rank:
                self._headings[self._length] = rank
            self._write(cleaned)

    def turned_paragraph(self, parts: Sequence[str], rank: int = 0) -> None:
        """A paragraph that runs over pages: a page begins where each part but the first does."""
        self.paragraph(parts[0], rank)
        for part in parts[1:]:
            self._pages.append(self._length)
            self._write(_SURROGATES.sub("�", _SPACES.sub(" ", _INVISIBLE.sub("", part))))

    def table(self, rows: Sequence[Sequence[Slot]], turns: Mapping[int, int] = _NO_TURNS) -> None:
        """A table, a row a line; rows and columns without text are left out, a single column is paragraphs.

        `turns` says how many pages begin before a row.
        """
        kept, tidied = _tidied(rows)
        pages = [0] * (len(kept) + 1)
        for row, count in turns.items():
            pages[bisect_left(kept, row)] += count
        if tidied and len(tidied[0]) == 1:
            for (slot,), count in zip(tidied, pages, strict=False):
                self._turned += count
                self.paragraph(slot if isinstance(slot, str) else "")
        elif tidied:
            self._turned += pages[0]
            self._begin()
            self._write_rows(tidied, pages)
        self._turned += pages[-1] if tidied else sum(pages)

    def extract(self) -> Extract:
        """What was collected."""
        self._pages.extend([self._length] * self._turned)
        text = "".join(self._parts) + ("\n" if self._parts else "")
        return Extract(
            text, self._media_type, tuple(self._pages), self._merged, self._headings, tuple(map(clean, self.notices))
        )

    def _begin(self) -> None:
        if self._parts:
            self._write("\n\n")
        self._pages.extend([self._length] * self._turned)
        self._turned = 0

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _write_rows(self, rows: list[list[Slot]], pages: Sequence[int]) -> None:
        starts: dict[Covered, int] = {}
        covered: list[tuple[Covered, Covered]] = []
        for index, row in enumerate(rows):
            if index:
                self._write("\n")
                self._pages.extend([self._length] * pages[index])
            for column, slot in enumerate(row):
                if column:
                    self._write("\t")
                starts[Covered(index, column)] = self._length
                if isinstance(slot, Covered):
                    covered.append((Covered(index, column), slot))
                else:
                    self._write(slot)
        self._merged |= {starts[place]: starts[origin] for place, origin in covered}


def _tidied(rows: Sequence[Sequence[Slot]]) -> tuple[list[int], list[list[Slot]]]:
    """The rows that hold text, by number, and their cells: cleaned, of one width, without columns that hold none."""
    cleaned: list[list[Slot]] = [[clean(slot) if isinstance(slot, str) else slot for slot in row] for row in rows]
    kept_rows = [i for i, row in enumerate(cleaned) if any(slot and isinstance(slot, str) for slot in row)]
    kept_columns = sorted({j for i in kept_rows for j, slot in enumerate(cleaned[i]) if slot and isinstance(slot, str)})
    new_row = {old: new for new, old in enumerate(kept_rows)}
    new_column = {old: new for new, old in enumerate(kept_columns)}

    def moved(row: list[Slot], column: int) -> Slot:
        slot = row[column] if column < len(row) else ""
        if isinstance(slot, str):
            return slot
        if slot.row not in new_row or slot.column not in new_column or cleaned[slot.row][slot.column] == "":
            return ""
        return Covered(new_row[slot.row], new_column[slot.column])

    return kept_rows, [[moved(cleaned[i], j) for j in kept_columns] for i in kept_rows]
