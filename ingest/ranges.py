"""Many spans at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ingest.model import Span


class Ranges:
    """Spans that can be asked whether one touches another, in any number."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans, key=lambda span: span.start):
            self._starts.append(span.start)
            self._ends.append(max(span.end, self._ends[-1] if self._ends else 0))

    def touch(self, span: Span) -> bool:
        """Whether any of the spans shares a character with this one."""
        before = bisect_right(self._starts, span.end - 1)
        return before > 0 and self._ends[before - 1] > span.start
