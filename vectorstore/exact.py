"""Exact dense search in numpy: the fallback while Chroma is not open, and what tests hold Chroma against."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray


class ExactIndex:
    """All vectors of a version in memory, one row a chunk, normalised."""

    def __init__(self, ids: Sequence[str], documents: Sequence[int], vectors: NDArray[np.float32]) -> None:
        self._ids = ids
        self._documents = np.asarray(documents, dtype=np.int64)
        self._vectors = vectors

    def __len__(self) -> int:
        return len(self._ids)

    def search(
        self, vector: NDArray[np.float32], k: int, documents: Collection[int] | None = None
    ) -> list[tuple[str, float]]:
        """The ids and cosines of the k nearest chunks, nearest first."""
        if not len(self) or (documents is not None and not documents):
            return []
        rows = np.arange(len(self))
        if documents is not None:
            rows = np.flatnonzero(np.isin(self._documents, list(documents)))
        scores = (self._vectors if documents is None else self._vectors[rows]) @ vector
        k = min(k, len(rows))
        best = np.argpartition(-scores, k - 1)[:k] if k else np.arange(0)
        best = best[np.lexsort((best, -scores[best]))]
        return [(self._ids[rows[i]], float(scores[i])) for i in best]
