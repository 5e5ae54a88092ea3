"""Which word of a sentence stands for which of its translation: IBM model 1 with a diagonal prior, both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 6
_NULL = 0.08  # the share of a word that nothing in the other language explains
_SPARSITY = 0.01  # of the Dirichlet prior on translations (variational Bayes), which keeps rare words from taking all

Words = Sequence[Sequence[str]]
Links = NDArray[np.float32]


def align(zh: Words, en: Words, tension: float = 4.0) -> list[Links]:
    """One matrix a sentence pair, Chinese words x English words: the geometric mean of both directions' posteriors."""
    forward = _posteriors(en, zh, tension)
    backward = _posteriors(zh, en, tension)
    return [np.sqrt(a * b.T) for a, b in zip(forward, backward, strict=True)]


@dataclass(frozen=True, slots=True)
class _Cells:
    """Every (source, target) word of all pairs: its target token, its source type, its type pair, its prior."""

    target: NDArray[np.int64]
    source_of_pair: NDArray[np.int64]
    pair: NDArray[np.int64]
    prior: NDArray[np.float64]
    targets: int
    shapes: list[tuple[int, int]]


def _posteriors(source: Words, target: Words, tension: float) -> list[Links]:
    """For each pair, target words x source words: how likely the source word explains the target word."""
    cells = _cells(source, target, tension)
    fan = np.bincount(cells.source_of_pair)
    table = np.ones(len(cells.source_of_pair))
    posterior = cells.prior
    for _ in range(_ROUNDS):
        posterior = table[cells.pair] * cells.prior
        posterior /= np.bincount(cells.target, posterior, cells.targets)[cells.target]
        counts = np.bincount(cells.pair, posterior, len(table))
        totals = np.bincount(cells.source_of_pair, counts) + _SPARSITY * fan
        table = np.exp(_digamma(counts + _SPARSITY) - _digamma(totals[cells.source_of_pair]))
    sizes = [rows * columns for rows, columns in cells.shapes]
    parts = np.split(posterior.astype(np.float32), np.cumsum(sizes)[:-1])
    return [part.reshape(shape)[:, 1:] for part, shape in zip(parts, cells.shapes, strict=True)]


def _cells(source: Words, target: Words, tension: float) -> _Cells:
    """Source word 0 of each pair is the empty word."""
    sources = {word: number for number, word in enumerate(sorted({w for words in source for w in words}), 1)}
    targets = {word: number for number, word in enumerate(sorted({w for words in target for w in words}))}
    owner, kind, prior, shapes = [], [], [], []
    first = 0
    for one, other in zip(source, target, strict=True):
        left = np.array([0, *(sources[word] for word in one)])
        right = np.array([targets[word] for word in other], dtype=np.int64)
        shapes.append((len(right), len(left)))
        owner.append(np.repeat(np.arange(first, first + len(right)), len(left)))
        kind.append((left[None, :] * len(targets) + right[:, None]).ravel())
        prior.append(_diagonal(len(right), len(one), tension).ravel())
        first += len(right)
    types, pair = np.unique(np.concatenate(kind), return_inverse=True)
    return _Cells(
        np.concatenate(owner), types // max(len(targets), 1), pair.ravel(), np.concatenate(prior), first, shapes
    )


def _diagonal(rows: int, columns: int, tension: float) -> NDArray[np.float64]:
    """Words at like places of both sentences likelier stand for each other (Dyer et al. 2013)."""
    if not columns:
        return np.ones((rows, 1))
    down = (np.arange(rows)[:, None] + 0.5) / max(rows, 1)
    across = (np.arange(columns)[None, :] + 0.5) / columns
    weights = np.exp(-tension * np.abs(down - across))
    weights *= (1 - _NULL) / weights.sum(axis=1, keepdims=True)
    return np.hstack([np.full((rows, 1), _NULL), weights])


def _digamma(x: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """The derivative of log gamma: recurrence up to 6, then the asymptotic series (Abramowitz & Stegun 6.3.18)."""
    x = x.copy()
    shift = np.zeros_like(x)
    for _ in range(6):
        small = x < 6
        shift[small] -= 1 / x[small]
        x[small] += 1
    square = 1 / (x * x)
    series = square * (1 / 12 - square * (1 / 120 - square / 252))
    result: NDArray[np.float64] = np.log(x) - 0.5 / x - series + shift
    return result
