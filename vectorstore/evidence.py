"""Re-ranking by exact evidence: the figures, years, numbers and quoted names of a question that a passage has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.fold import contains, fold

_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")
_QUOTED = re.compile(r"[《“\"「]([^《》“”\"「」]{2,40})[》”\"」]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of a question must stand in a passage as it is, folded."""

    figures: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, question: str) -> Evidence:
        figures = dict.fromkeys(fold(found) for found in _FIGURE.findall(fold(question)))
        names = dict.fromkeys(fold(found) for found in _QUOTED.findall(question))
        return cls(tuple(figures), tuple(names))

    def __bool__(self) -> bool:
        return bool(self.figures or self.names)

    def share(self, passage: str) -> float:
        """How much of it a folded passage has, from 0 to 1."""
        wanted = (*self.figures, *self.names)
        return sum(contains(needle, passage) for needle in wanted) / len(wanted) if wanted else 0.0
