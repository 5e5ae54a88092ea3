"""Hybrid search: what the lexical and the dense side find, ordered by their scores and a look at each passage."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.fold import fold
from ingest.model import Chunk
from vectorstore.asking import content
from vectorstore.dense import DenseIndex
from vectorstore.fusion import Method, Ranked, points
from vectorstore.lexical import LexicalIndex, Weights
from vectorstore.ranking import Looks

_HAN = re.compile(r"[\u3400-\u9fff]")
_FOLDS = 65_536  # folded passages kept

Expansions = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that was found; `ranks` says where each side had it, from 1, `signals` what its score is made of."""

    chunk: Chunk
    score: float
    ranks: dict[str, int]
    signals: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tuning:
    """The numbers of hybrid search; `python -m eval.retrieval.tune` finds them."""

    # What a passage gains by the score of a side, and by each signal of `ranking.py`, at their fullest.
    sides: Mapping[str, float] = field(default_factory=lambda: {"lexical": 0.15, "dense": 0.3})
    signals: Mapping[str, float] = field(
        default_factory=lambda: {"covered": 0.5, "evidence": 0.05, "label": 0.3, "answer": 0.05, "heading": -0.1}
    )
    # What differs for a query without Chinese: its lexical score is a share of all that its words may stand for.
    foreign: Mapping[str, float] = field(default_factory=lambda: {"lexical": 0.4, "dense": 0.4})
    fields: Weights = field(default_factory=Weights)
    method: Method = "scores"
    expanded: float = 0.25  # how far the expansions move the question's vector
    pool: int = 60  # candidates of each side
    reranked: int = 20  # of the best are read by a reranker, where there is one
    relevance: float = 2.0  # what its verdict counts: more than all signals together

    def weights(self, query: str) -> dict[str, float]:
        """What each score and signal counts for a query."""
        return {**self.sides, **self.signals, **({} if _HAN.search(query) else self.foreign)}


class Reranker(Protocol):
    """Reads a query and passages together."""

    def relevance(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """How well each passage answers, from 0 to 1."""
        ...


class HybridSearch:
    """Searches one version; `chunks` gives chunks by id."""

    def __init__(
        self,
        lexical: LexicalIndex,
        dense: DenseIndex,
        embed: Callable[[str], NDArray[np.float32]],
        chunks: Callable[[Collection[str]], Mapping[str, Chunk]],
        tuning: Tuning,
        reranker: Reranker | None = None,
    ) -> None:
        self._lexical = lexical
        self._dense = dense
        self._embed = lru_cache(maxsize=1024)(embed)
        self._chunks = chunks
        self._folds: dict[str, tuple[str, str]] = {}
        self.tuning = tuning
        self._reranker = reranker

    def search(
        self, query: str, k: int, documents: Collection[int] | None = None, expansions: Expansions = ()
    ) -> list[Hit]:
        """The k best chunks, best first."""
        pool = max(self.tuning.pool, 2 * k)
        lists = self.lists(query, pool, documents, expansions)
        signals = points(lists, self.tuning.method, pool)
        chunks = self._chunks(signals)
        if any(self.tuning.signals.values()):
            for id_, found in self._looks(query, chunks.values(), expansions):
                signals[id_] |= found
        weights = self.tuning.weights(query)
        scores = {id_: sum([weights.get(name, 0.0) * value for name, value in signals[id_].items()]) for id_ in chunks}
        if self._reranker is not None:
            for id_, relevance in self._reranked(self._reranker, query, _best(scores, self.tuning.reranked), chunks):
                signals[id_]["reranker"] = relevance
                scores[id_] += self.tuning.relevance * relevance
        best = _best(scores, k)
        ranks = {name: {id_: rank for rank, (id_, _) in enumerate(ranked, 1)} for name, ranked in lists.items()}
        return [
            Hit(chunks[id_], scores[id_], {name: at[id_] for name, at in ranks.items() if id_ in at}, signals[id_])
            for id_ in best
        ]

    def lists(
        self, query: str, k: int, documents: Collection[int] | None = None, expansions: Expansions = ()
    ) -> dict[str, Ranked]:
        """What each side finds, best first."""
        found: dict[str, Ranked] = {}
        if self.tuning.sides.get("lexical", 0) > 0:
            found["lexical"] = self._lexical.search(content(query), k, documents, expansions, self.tuning.fields)
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

    def _looks(
        self, query: str, chunks: Iterable[Chunk], expansions: Expansions
    ) -> Iterable[tuple[str, dict[str, float]]]:
        """What a look at each passage tells, by its id."""
        information = self._lexical.information(content(query), expansions)
        looks = Looks.of(query, {term: share for term, share in information.items() if self._lexical.knows(term)})
        return ((chunk.id, looks.at(chunk, *self._folded(chunk))) for chunk in chunks)

    @staticmethod
    def _reranked(
        reranker: Reranker, query: str, ids: Sequence[str], chunks: Mapping[str, Chunk]
    ) -> Iterable[tuple[str, float]]:
        passages = [f"{chunks[id_].context} {chunks[id_].reading or chunks[id_].text}" for id_ in ids]
        return zip(ids, map(float, reranker.relevance(query, passages)), strict=True)

    def _folded(self, chunk: Chunk) -> tuple[str, str]:
        """A passage with its breadcrumb and label, and its text alone, both folded."""
        folded = self._folds.get(chunk.id)
        if folded is None:
            if len(self._folds) > _FOLDS:
                self._folds = {}
            own = fold(chunk.reading or chunk.text)
            folded = self._folds[chunk.id] = (fold(f"{chunk.context} {chunk.label}") + own, own)
        return folded


def _best(scores: Mapping[str, float], k: int) -> list[str]:
    return sorted(scores, key=lambda id_: (-scores[id_], id_))[:k]
