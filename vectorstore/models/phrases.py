"""Pairs of phrases, cut from aligned sentences: each word's links stay inside the pair (Koehn et al. 2003)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.lexicon import LONGEST_PHRASE, STOP_WORDS
from vectorstore.models.align import Links, Words
from vectorstore.models.tokenizer import HAN

# Grammar words at whose side no term begins or ends.
CHINESE_STOP_WORDS = frozenset((Path(__file__).parent / "stop_words_zh.txt").read_text("utf-8").split())
_CERTAIN = 0.35


def phrase_counts(zh: Words, en: Words, links: Sequence[Links]) -> Mapping[str, Mapping[str, float]]:
    """For each English phrase, how often each Chinese one stands for it, weighted by the certainty of the links."""
    counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for chinese, english, matrix in zip(zh, en, links, strict=True):
        for first, last, left, right, weight in _rectangles(chinese, english, matrix):
            counts[" ".join(english[left : right + 1])]["".join(chinese[first : last + 1])] += weight
    return counts


def english_phrases(en: Words) -> Counter[str]:
    """How often each phrase occurs that neither begins nor ends with a stop word."""
    return Counter(
        " ".join(words[first : last + 1])
        for words in en
        for first in range(len(words))
        for last in range(first, min(len(words), first + LONGEST_PHRASE))
        if words[first] not in STOP_WORDS and words[last] not in STOP_WORDS
    )


def chinese_phrases(zh: Words) -> Counter[str]:
    """How often each run of one to four words occurs."""
    return Counter(
        "".join(words[first : first + size])
        for words in zh
        for size in range(1, 5)
        for first in range(len(words) - size + 1)
    )


def _rectangles(zh: Sequence[str], en: Sequence[str], matrix: Links) -> Iterator[tuple[int, int, int, int, float]]:
    """(first, last) of the Chinese and (left, right) of the English words of each consistent pair, and its weight."""
    sure: NDArray[np.bool_] = np.array(matrix > _CERTAIN, dtype=np.bool_)
    linked = [bool(row.any()) for row in sure]
    for first in range(len(zh)):
        if not linked[first] or zh[first] in CHINESE_STOP_WORDS:
            continue
        left, right = len(en), -1
        for last in range(first, min(len(zh), first + LONGEST_PHRASE)):
            if not HAN.match(zh[last]):
                break
            if not linked[last]:
                continue
            columns = np.flatnonzero(sure[last])
            left, right = min(left, int(columns[0])), max(right, int(columns[-1]))
            if right - left >= LONGEST_PHRASE:
                break
            if zh[last] in CHINESE_STOP_WORDS or en[left] in STOP_WORDS or en[right] in STOP_WORDS:
                continue
            rows = np.flatnonzero(sure[:, left : right + 1].any(axis=1))
            if rows[0] >= first and rows[-1] <= last:
                best = matrix[first : last + 1, left : right + 1].max(axis=1)
                content = [zh[row] not in CHINESE_STOP_WORDS for row in range(first, last + 1)]
                yield first, last, left, right, float(best[content].mean())
