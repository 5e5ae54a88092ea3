"""A page of a fixed layout: its segments outside tables and its tables, whatever format drew it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.formats.draft import Slot
from ingest.formats.glyphs import Segment

_WORDS = re.compile(r"[A-Za-z0-9,.;:)%]$"), re.compile(r"^[A-Za-z0-9(]")


@dataclass(slots=True)
class PageTable:
    """A table with its place; `xs` are its column borders."""

    rows: list[list[Slot]]
    x0: float
    top: float
    x1: float
    bottom: float
    xs: list[float]

    @property
    def lone(self) -> str | None:
        """The text of the only cell that has any."""
        texts = [slot for row in self.rows for slot in row if isinstance(slot, str) and slot]
        return texts[0] if len(texts) == 1 else None


@dataclass(slots=True)
class Page:
    """One page in points from its upper left corner."""

    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    scanned: bool = False  # a picture where the text should be


def joined(before: str, after: str) -> str:
    """Two lines of one paragraph: a blank only between words of letters and digits."""
    blank = _WORDS[0].search(before) and _WORDS[1].search(after)
    return f"{before} {after}" if blank else before + after
