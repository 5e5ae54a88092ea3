"""Hybrid search: lexical and dense lists fused, then re-ranked by exact evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ingest.fold import fold
from ingest.model import Chunk
from vectorstore.dense import DenseIndex
from vectorstore.evidence import Evidence
from vectorstore.fusion import Method, Ranked, fuse
from vectorstore.lexical import LexicalIndex, Weights

_FOLDS = 65_536  # folded passages kept

Expansions = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that was found; `ranks` says where each side had it, from 1."""

    chunk: Chunk
    score: float
    ranks: dict[str, int]


@dataclass(frozen=True, slots=True)
class Tuning:
    """The numbers of hybrid search; `python -m eval retrieval` measures others."""

    sides: Mapping[str, float] = field(default_factory=lambda: {"lexical": 0.6, "dense": 0.4})
    fields: Weights = field(default_factory=Weights)
    method: Method = "scores"
    evidence: float = 0.2  # what a passage with all figures and names of the question gains
    label: float = 0.5  # what the item gains that the question names by its number or day
    expanded: float = 0.25  # how far the expansions move the question's vector
    pool: int = 60  # candidates of each side


class HybridSearch:
    """Searches one version; `chunks` gives chunks by id."""

    def __init__(
        self,
        lexical: LexicalIndex,
        dense: DenseIndex,
        embed: Callable[[str], NDArray[np.float32]],
        chunks: Callable[[Collection[str]], Mapping[str, Chunk]],
        tuning: Tuning,
    ) -> None:
        self._lexical = lexical
        self._dense = dense
        self._embed = lru_cache(maxsize=1024)(embed)
        self._chunks = chunks
        self._folds: dict[str, str] = {}
        self.tuning = tuning

    def search(
        self, query: str, k: int, documents: Collection[int] | None = None, expansions: Expansions = ()
    ) -> list[Hit]:
        """The k best chunks, best first."""
        lists = self.lists(query, max(self.tuning.pool, 3 * k), documents, expansions)
        fused = fuse(lists, self.tuning.sides, self.tuning.method)
        ranks = {name: {id_: rank for rank, (id_, _) in enumerate(ranked, 1)} for name, ranked in lists.items()}
        chunks = self._chunks(fused)
        scores = self._weigh(query, fused, chunks, k)
        best = sorted(scores, key=lambda id_: (-scores[id_], id_))[:k]
        return [
            Hit(chunks[id_], scores[id_], {name: found[id_] for name, found in ranks.items() if id_ in found})
            for id_ in best
        ]

    def lists(
        self, query: str, k: int, documents: Collection[int] | None = None, expansions: Expansions = ()
    ) -> dict[str, Ranked]:
        """What each side finds, best first."""
        found: dict[str, Ranked] = {}
        if self.tuning.sides.get("lexical", 0) > 0:
            found["lexical"] = self._lexical.search(query, k, documents, expansions, self.tuning.fields)
        if self.tuning.sides.get("dense", 0) > 0:
            vector = self._vector(query, expansions)
            found["dense"] = self._dense.search(vector, k, documents) if vector.any() else []
        return found

    def _vector(self, query: str, expansions: Expansions) -> NDArray[np.float32]:
        vector = self._embed(query)
        terms = " ".join(term for term, _ in expansions)
        if not terms or self.tuning.expanded <= 0:
            return vector
        moved = vector + self.tuning.expanded * self._embed(terms)
        length = float(np.linalg.norm(moved))
        return np.asarray(moved / length if length else vector, dtype=np.float32)

    def _weigh(self, query: str, fused: Mapping[str, float], chunks: Mapping[str, Chunk], k: int) -> dict[str, float]:
        """The fused scores with what exact evidence adds; a chunk that is not in the archive is left out."""
        scores = {id_: score for id_, score in fused.items() if id_ in chunks}
        evidence = Evidence.of(query)
        if not evidence or not scores:
            return scores
        falling = sorted(scores.values(), reverse=True)
        exact, label = (weight * falling[0] for weight in (self.tuning.evidence, self.tuning.label))
        needed = falling[min(k, len(falling)) - 1] - exact - label  # less than this cannot come among the first k
        for id_, score in scores.items():
            if score >= needed:
                scores[id_] += exact * evidence.share(self._folded(chunks[id_]))
                scores[id_] += label * evidence.labels(chunks[id_])
        return scores

    def _folded(self, chunk: Chunk) -> str:
        folded = self._folds.get(chunk.id)
        if folded is None:
            if len(self._folds) > _FOLDS:
                self._folds = {}
            folded = self._folds[chunk.id] = fold(f"{chunk.context} {chunk.label} {chunk.reading or chunk.text}")
        return folded
