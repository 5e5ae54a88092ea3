"""Documents that are nearly the same as one already in the index: the same notice in two issues.

A document is compared by its sketch, the smallest hashes of its overlapping strings (bottom-k, Broder 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.model import Document, Finding, Parsed

Sketch = NDArray[np.uint64]

SIZE = 128
_SHINGLE = 8  # characters
_SHORTEST = 80  # characters; less is a heading or a form of words
_ALIKE = 0.7  # share of common strings from which two documents are called nearly the same
_SPACE = re.compile(r"[\W_]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Sketched:
    """A document of the index as it is compared."""

    file: str
    title: str
    sketch: Sketch


def sketch(text: str) -> Sketch:
    """The sketch of a text, empty for one that is too short to compare."""
    plain = _SPACE.sub("", text)
    if len(plain) < _SHORTEST:
        return np.zeros(0, dtype=np.uint64)
    codes = np.frombuffer(plain.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashes = np.zeros(len(codes) - _SHINGLE + 1, dtype=np.uint64)
    for offset in range(_SHINGLE):
        hashes = (hashes ^ codes[offset : offset + len(hashes)]) * _MULTIPLIER
        hashes ^= hashes >> np.uint64(29)
    return np.unique(hashes)[:SIZE]


def likeness(one: Sketch, other: Sketch) -> float:
    """The share of strings that two texts have in common, estimated from their sketches."""
    if not len(one) or not len(other):
        return 0.0
    smallest = np.union1d(one, other)[: max(len(one), len(other))]
    return float(np.isin(smallest, np.intersect1d(one, other)).mean())


def sketches(parsed: Parsed) -> list[tuple[Document, Sketch]]:
    """The sketch of each document of a file."""
    text = parsed.source.text
    return [(document, sketch(text[document.span.start : document.span.end])) for document in parsed.documents]


class Known:
    """The sketches of the documents in the index."""

    def __init__(self, held: Iterable[Sketched]) -> None:
        self._held: list[Sketched] = [one for one in held if len(one.sketch)]

    def add(self, file: str, documents: Sequence[tuple[Document, Sketch]]) -> None:
        """Put a file's documents in, in place of what it had."""
        self._held = [one for one in self._held if one.file != file]
        self._held += [Sketched(file, d.title, s) for d, s in documents if len(s)]

    def findings(self, file: str, documents: Sequence[tuple[Document, Sketch]]) -> Iterator[Finding]:
        """A warning for each document that is nearly the same as one of another file."""
        others = [one for one in self._held if one.file != file]
        if not others:
            return
        matrix = np.zeros((len(others), SIZE), dtype=np.uint64)
        for row, one in enumerate(others):
            matrix[row, : len(one.sketch)] = one.sketch
        for document, own in documents:
            if not len(own):
                continue
            common = np.isin(matrix, own).sum(axis=1)
            alike, nearest = max((likeness(own, others[row].sketch), row) for row in np.argsort(-common)[:3])
            if alike >= _ALIKE:
                there = others[nearest]
                message = f"“{document.title}” is nearly the same ({alike:.0%}) as “{there.title}” in {there.file}."
                yield Finding("warning", "twin", message, document.span)
