"""What retrieval is measured on: documents, questions, and the places that a good search brings up."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document; both questions' needs and search hits are places."""

    document: str
    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        return self.document == other.document and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Query:
    """A question; each need is met by a hit on any one of its places."""

    id: str
    text: str
    language: str
    kind: str
    needs: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Questions over documents; `passages` says whether a document is already of the size that is searched for."""

    name: str
    documents: Mapping[str, str]
    queries: tuple[Query, ...]
    passages: bool = True
    held_out: bool = False

    def sample(self, size: int | None) -> Collection:
        """The same collection with at most so many questions, the same ones each time."""
        if size is None or size >= len(self.queries):
            return self
        return replace(self, queries=tuple(random.Random(1).sample(self.queries, size)))


def whole(document: str, text: str) -> tuple[tuple[Place, ...], ...]:
    """The need for one document, wherever it is hit."""
    return ((Place(document, 0, len(text)),),)


def found_needs(query: Query, hits: Sequence[Place]) -> list[list[int]]:
    """For each hit the needs that it is the first to meet."""
    met: set[int] = set()
    found = []
    for hit in hits:
        new = [
            n for n, places in enumerate(query.needs) if n not in met and any(hit.overlaps(place) for place in places)
        ]
        met.update(new)
        found.append(new)
    return found
