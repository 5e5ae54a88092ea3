"""Training batches: sentences with translations, glosses with headwords, synonyms, questions with their passages."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]

_SENTENCES, _GLOSSES = 1024, 2048
_DROPPED = 0.2  # of a sentence's tokens, so that it is found by parts of it
_MONOLINGUAL = 0.3  # of the questions are Chinese
_GLOSS_SHARE = 0.4  # of all glosses in an epoch
_WHOLE = 0.2  # of the English questions are the whole passage
_PASSAGE = (2, 8)  # lines
_ENGLISH_QUESTION, _CHINESE_QUESTION = (5, 16), (4, 12)  # tokens


class Batch(NamedTuple):
    """Texts i of both sides belong together."""

    left: list[Ids]
    right: list[Ids]


@dataclass(frozen=True)
class Source:
    """One parallel text; `running` if its lines follow each other, so that neighbours make passages."""

    zh: list[Ids]
    en: list[Ids]
    running: bool


def _filled(pairs: Sequence[tuple[Ids, Ids]]) -> list[tuple[Ids, Ids]]:
    return [pair for pair in pairs if len(pair[0]) and len(pair[1])]


class Batches:
    """Draws the batches of an epoch in a random order."""

    def __init__(
        self,
        sources: Sequence[Source],
        glosses: Sequence[tuple[Ids, Ids]],
        synonyms: Sequence[tuple[Ids, Ids]],
        seed: int,
        passes: int,
    ) -> None:
        self._sources = sources
        self._glosses = _filled(glosses)
        self._synonyms = _filled(synonyms)
        self._pairs = [
            (en, zh) for source in sources for zh, en in zip(source.zh, source.en, strict=True) if len(zh) and len(en)
        ]
        self._passes = passes
        self._random = random.Random(seed)  # noqa: S311 - training draws, no secrets
        self._numpy = np.random.default_rng(seed)

    def epoch(self) -> list[Batch]:
        """Every sentence and synonym once, part of the glosses, and the passages of several partitions of the texts."""
        glosses = self._random.sample(self._glosses, int(_GLOSS_SHARE * len(self._glosses)))
        sentences = [(self._thinned(en), self._thinned(zh)) for en, zh in self._pairs]
        questions = [pair for _ in range(self._passes) for pair in self._questions()]
        batches = [
            *self._cut(sentences, _SENTENCES),
            *self._cut(glosses, _GLOSSES),
            *self._cut(self._synonyms, _GLOSSES),
            *self._cut(questions, _SENTENCES),
        ]
        self._random.shuffle(batches)
        return batches

    def _cut(self, pairs: Sequence[tuple[Ids, Ids]], size: int) -> Iterator[Batch]:
        """Shuffled pairs in full batches."""
        order = self._random.sample(range(len(pairs)), len(pairs))
        for first in range(0, len(order) - size + 1, size):
            chosen = [pairs[number] for number in order[first : first + size]]
            yield Batch([left for left, _ in chosen], [right for _, right in chosen])

    def _thinned(self, ids: Ids) -> Ids:
        """A text without some of its tokens; short ones stay whole."""
        if len(ids) <= 3:
            return ids
        kept = ids[self._numpy.random(len(ids)) > _DROPPED]
        return kept if len(kept) else ids

    def _questions(self) -> Iterator[tuple[Ids, Ids]]:
        """A question and its passage for each passage of one partition."""
        for source in self._sources:
            order = list(range(len(source.zh)))
            if not source.running:
                self._random.shuffle(order)
            first = -self._random.randrange(_PASSAGE[1])
            while first < len(order):
                last = first + self._random.randint(*_PASSAGE)
                lines = order[max(0, first) : max(0, last)]
                first = last
                if lines:
                    question = self._question(source, lines)
                    passage = np.concatenate([source.zh[line] for line in lines])
                    if len(question) and len(passage):
                        yield question, passage

    def _question(self, source: Source, lines: list[int]) -> Ids:
        """Part of one line in either language, or the whole passage in English."""
        if self._random.random() < _MONOLINGUAL:
            return self._span(source.zh[self._random.choice(lines)], _CHINESE_QUESTION)
        if self._random.random() < _WHOLE:
            return np.concatenate([source.en[line] for line in lines])
        return self._span(source.en[self._random.choice(lines)], _ENGLISH_QUESTION)

    def _span(self, ids: Ids, size: tuple[int, int]) -> Ids:
        length = self._random.randint(*size)
        first = self._random.randint(0, max(0, len(ids) - length))
        return ids[first : first + length]
