"""Things that a document names by one character each: 稻渔 and 稻虾 for rice fields with fish and shrimps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations, product

from assistant.corpus import Corpus
from assistant.reading import unknown_terms
from assistant.words import Term

_WEIGHT = 0.9


def spelt_out(terms: Sequence[Term], corpus: Corpus) -> list[Term]:
    """The terms; those of which no document speaks also by a word that contracts them with another of the question."""
    strange = set(unknown_terms(terms, corpus))
    if not strange:
        return list(terms)
    short = _contractions(corpus)
    found: dict[Term, dict[str, float]] = {}
    for first, second in permutations([t for t in terms if not t.generic and not t.surface.isascii()], 2):
        if first in strange or second in strange:
            for word in map("".join, product(first.surface, second.surface)):
                if word in short:
                    found.setdefault(first, {})[word] = _WEIGHT
                    found.setdefault(second, {})[word] = _WEIGHT
    return [replace(t, alternatives=(*t.alternatives, *found[t].items())) if t in found else t for t in terms]


def _contractions(corpus: Corpus) -> set[str]:
    """Words of two characters in the tasks that no dictionary has."""
    segmenter = corpus.segmenter
    words = {word for task in corpus.of_kind["task"] for word, _, _, _ in segmenter.words(task.text)}
    return {w for w in words if len(w) == 2 and not w.isascii() and not segmenter.listed(w)}
