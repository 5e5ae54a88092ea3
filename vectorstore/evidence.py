"""Re-ranking by exact evidence: the figures, names, item numbers and days of a question that a passage has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.dates import find_dates
from ingest.fold import contains, fold
from ingest.model import Chunk

_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")
_QUOTED = re.compile(r"[《“\"「]([^《》“”\"「」]{2,40})[》”\"」]")
# 第95项, 95号任务, task 95, article 17, No. 3: the number of an item, which is its label.
_ITEM = re.compile(
    r"第\s*(\d+)\s*[项号条款件个]|(\d+)\s*[号项条](?!令|文)|\b(?:task|item|article|measure|no|number)s?\b\.?\s*(?:no\.?\s*)?#?(\d+)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-(\d\d-\d\d)$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of a question must stand in a passage as it is, folded; `items` and `days` in its label."""

    figures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    days: tuple[str, ...] = ()  # mm-dd, or yyyy-mm-dd where the question says the year

    @classmethod
    def of(cls, question: str) -> Evidence:
        dates = [date for date in find_dates(question) if date.precision == "day"]
        figures = dict.fromkeys(fold(found) for found in _FIGURE.findall(fold(question)))
        names = dict.fromkeys(fold(found) for found in _QUOTED.findall(question))
        items = dict.fromkeys("".join(found) for found in _ITEM.findall(question)) if not dates else ()
        days = [date.first.isoformat() if date.has_year else f"{date.first:%m-%d}" for date in dates]
        return cls(tuple(figures), tuple(names), tuple(items), tuple(days))

    def __bool__(self) -> bool:
        return bool(self.figures or self.names or self.items or self.days)

    def share(self, passage: str) -> float:
        """How many of the figures and names a folded passage has, from 0 to 1."""
        wanted = (*self.figures, *self.names)
        return sum(contains(needle, passage) for needle in wanted) / len(wanted) if wanted else 0.0

    def labels(self, chunk: Chunk) -> bool:
        """Whether the passage is the item, or tells of the day, that the question names."""
        if chunk.label in self.items:
            return True
        return any(chunk.label.endswith(day) for day in self.days) and bool(_DAY.match(chunk.label))
