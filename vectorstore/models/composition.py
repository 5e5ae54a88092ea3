"""What a token's vector is made of while it is learnt: itself, its characters, pairs of them, its stem.

Rare words borrow from their parts in this way. Before the model is saved the parts are added up into one row a token.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore.lexicon import lemma
from vectorstore.models.tokenizer import HAN

_SUFFIXES = (
    "ization", "isation", "ations", "ation", "ments", "ment", "ings", "ing",
    "ies", "ied", "ers", "ed", "es", "er", "ly", "s", "e", "y",
)  # fmt: skip
_SHORTEST_STEM = 3
_PREFIX = 5


def share_rows(tokens: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """The tokens that get a row, and for each token the number of its row: English inflections share their lemma's."""
    known = set(tokens)
    owners = [lemma(token) if token[0].isascii() and lemma(token) in known else token for token in tokens]
    rows = {owner: number for number, owner in enumerate(dict.fromkeys(owners))}
    return list(rows), np.array([rows[owner] for owner in owners])


@dataclass(frozen=True)
class Composition:
    """The parts of token i are `parts[starts[i]:starts[i + 1]]`, `weights` alike; its own part has the number i."""

    parts: NDArray[np.int64]
    weights: NDArray[np.float32]
    starts: NDArray[np.int64]
    count: int

    def of(self, tokens: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
        """Parts, weights and starts of some tokens only."""
        sizes = self.starts[tokens + 1] - self.starts[tokens]
        starts = np.cumsum(sizes) - sizes
        at = np.repeat(self.starts[tokens] - starts, sizes) + np.arange(sizes.sum())
        return self.parts[at], self.weights[at], starts


def compose(tokens: Sequence[str]) -> Composition:
    """Number the parts of every token."""
    numbers = {("token", token): number for number, token in enumerate(tokens)}
    parts, weights, sizes = [], [], []
    for number, token in enumerate(tokens):
        others = [numbers.setdefault(key, len(numbers)) for key in _parts_of(token)]
        parts += [number, *others]
        weights += [1.0, *[1 / math.sqrt(len(others))] * len(others)] if others else [1.0]
        sizes.append(1 + len(others))
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return Composition(np.array(parts), np.array(weights, dtype=np.float32), starts, len(numbers))


def _parts_of(token: str) -> list[tuple[str, str]]:
    """Keys of the parts, without the token itself."""
    if HAN.match(token) and len(token) > 1:
        pairs = [("pair", token[i : i + 2]) for i in range(len(token) - 1)] if len(token) > 2 else []
        return [("token", character) for character in token] + pairs
    if token[0].isascii() and token.isalpha() and len(token) > 3:
        prefix = [("prefix", token[:_PREFIX])] if len(token) > _PREFIX else []
        return [("stem", stem(token)), *prefix]
    return []


def stem(word: str) -> str:
    """A word without its ending, crude on purpose: related forms share it."""
    word = lemma(word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word.removesuffix(suffix)
    return word
