"""Passages for a query in either language: its words bring the Chinese ones they may stand for."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus import Corpus
from assistant.question import Question, parse
from ingest.dates import FoundDate
from ingest.fold import fold
from vectorstore.expansion import expand
from vectorstore.hybrid import Hit

MAX_TERMS = 12
MAX_ALTERNATIVES = 3
_GENERIC = 0.3  # of its weight, for a word that names nothing by itself
_SYNONYM = 0.5  # a synonym's weight against that of the words that a Chinese question has itself
_DICTIONARY = 0.5  # a dictionary's translation against one that the index or the table of terms knows


def search(corpus: Corpus, query: str, k: int) -> list[Hit]:
    """The k best passages of the hybrid index."""
    return list(corpus.index.search(query, k, expansions=expansions(corpus, query)))


def expansions(corpus: Corpus, query: str) -> list[tuple[str, float]]:
    """Chinese words to search for besides those of the query, with weights up to 1."""
    return words_for(parse(query, corpus), corpus)


def words_for(question: Question, corpus: Corpus) -> list[tuple[str, float]]:
    """The same for a question that is read."""
    query = question.text
    found: dict[str, float] = {}
    for term, weight in _known(question):
        found.setdefault(term, weight)
    if question.language == "zh":
        said = fold(query)
        return [(term, _SYNONYM * weight) for term, weight in found.items() if fold(term) not in said]
    for _, _, terms in corpus.terms.from_english(query):
        for term in terms[:MAX_ALTERNATIVES]:
            found.setdefault(term, 1.0)
    for term, weight in expand(query):
        found.setdefault(term, _DICTIONARY * weight)
    return list(found.items())


def _known(question: Question) -> Iterator[tuple[str, float]]:
    """What the names, dates and words of a question stand for in the index."""
    for mention in question.mentions:
        if mention.kind != "document":
            yield from ((value, 1.0) for value in mention.values[:MAX_ALTERNATIVES])
    for date in question.dates:
        yield from ((text, 1.0) for text in _written(date))
    for term in question.terms[:MAX_TERMS]:
        for word, weight in term.alternatives[:MAX_ALTERNATIVES]:
            if not word.isascii():
                yield word, weight * (_GENERIC if term.generic else 1.0)


def _written(date: FoundDate) -> list[str]:
    """A date as Chinese texts have it; a range gives its ends."""
    if date.precision == "year":
        return [f"{date.first.year}年"]
    if date.precision == "month":
        return [f"{date.first.month}月"]
    return list(dict.fromkeys(f"{day.month}月{day.day}日" for day in (date.first, date.last)))
