"""What a file may cost, and the refusal of one that costs more."""

from __future__ import annotations

import time
from dataclasses import dataclass

from ingest.model import IngestError


class UnreadableError(IngestError):
    """A reason that follows the file's name in a sentence, with the remedy."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may hold and take; what goes over is refused, never cut."""

    max_bytes: int = 100_000_000
    max_unpacked: int = 300_000_000  # bytes of all archive members, or characters of an extraction
    max_ratio: int = 200  # unpacked to packed, of members over 1 MB
    max_members: int = 10_000
    max_pages: int = 3_000
    max_cells: int = 2_000_000
    seconds: float = 300.0


class Deadline:
    """The time a file may still take, as work of its thread; to be checked at every page, sheet and element."""

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.seconds
        self._end = time.thread_time() + limits.seconds

    def check(self) -> None:
        """Refuse a file that has taken too long."""
        if time.thread_time() > self._end:
            raise UnreadableError(f"takes more than {self._seconds:g} seconds to read: split it into smaller files.")

    @property
    def left(self) -> float:
        """Seconds left, at least a little."""
        return max(0.1, self._end - time.thread_time())
