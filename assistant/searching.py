"""Passages for a query in either language: English words bring the Chinese ones they may stand for."""

from __future__ import annotations

from assistant.corpus import Corpus
from assistant.question import language_of, parse
from vectorstore.hybrid import Hit

MAX_TERMS = 12
MAX_ALTERNATIVES = 3


def search(corpus: Corpus, query: str, k: int) -> list[Hit]:
    """The k best passages of the hybrid index."""
    return list(corpus.index.search(query, k, expansions=expansions(corpus, query)))


def expansions(corpus: Corpus, query: str) -> list[tuple[str, float]]:
    """Chinese words for an English query, with weights up to 1; none for a Chinese one."""
    if language_of(query) == "zh":
        return []
    question = parse(query, corpus)
    found: dict[str, float] = {}
    for mention in question.mentions:
        for value in mention.values[:MAX_ALTERNATIVES]:
            if mention.kind != "document":
                found[value] = 1.0
    for term in question.terms[:MAX_TERMS]:
        for word, weight in term.alternatives[:MAX_ALTERNATIVES]:
            if not word.isascii():
                found.setdefault(word, weight * (0.3 if term.generic else 1.0))
    return list(found.items())
