"""Where training starts: random Chinese vectors, English ones as their translations' sum, weights by rarity."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.lexicon import lemma
from vectorstore.models.composition import Composition

Vectors = NDArray[np.float32]

_SHARED_PART = 0.5  # the length of characters' pairs, stems and prefixes against that of tokens
_LEAST_IDF, _IDF_UNIT = 0.3, 8.0


def inverse_frequency(texts: Sequence[NDArray[np.int64]], glosses: Sequence[NDArray[np.int64]], size: int) -> Vectors:
    """A weight for each token, by the share of texts that have it; a gloss counts for a tenth."""
    seen = Counter(token for text in texts for token in set(text.tolist()))
    told = Counter(token for text in glosses for token in set(text.tolist()))
    documents = len(texts) / 2
    idf = [math.log((documents + 1) / (seen[token] + told[token] / 10 + 0.5)) for token in range(size)]
    return np.asarray(np.maximum(idf, _LEAST_IDF) / _IDF_UNIT, dtype=np.float32)


def initial_parts(
    tokens: Sequence[str],
    terms: Mapping[str, NDArray[np.int64]],
    composition: Composition,
    weights: Vectors,
    translations: Mapping[str, Sequence[tuple[str, float]]],
    dimension: int,
    seed: int,
) -> Vectors:
    """One vector a part; an English token's own part points where its Chinese terms lie, given by their token ids."""
    random = np.random.default_rng(seed)
    parts = random.standard_normal((composition.count, dimension), dtype=np.float32) / np.float32(math.sqrt(dimension))
    parts[len(tokens) :] *= _SHARED_PART
    rows = _normalised(composed(parts, composition, len(tokens))) * weights[:, None]
    vectors = {term: rows[ids].sum(axis=0) for term, ids in terms.items()}
    vectors = {term: vector / (np.linalg.norm(vector) or 1) for term, vector in vectors.items()}
    for number, token in enumerate(tokens):
        found = translations.get(lemma(token)) if token[0].isascii() and token.isalpha() else None
        if found:
            total = np.sum([p * vectors[term] for term, p in found], axis=0)
            parts[number] = total / max(0.3, float(np.linalg.norm(total)))
    return parts


def composed(parts: Vectors, composition: Composition, tokens: int, batch: int = 8192) -> Vectors:
    """The sum of the weighted parts of every token."""
    result = np.empty((tokens, parts.shape[1]), dtype=np.float32)
    for first in range(0, tokens, batch):
        chosen = np.arange(first, min(tokens, first + batch))
        ids, weights, starts = composition.of(chosen)
        result[chosen] = np.add.reduceat(parts[ids] * weights[:, None], starts, axis=0)
    return result


def _normalised(rows: Vectors) -> Vectors:
    result: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return result
