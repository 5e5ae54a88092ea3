"""What a query is searched for besides its own words."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant
from assistant.corpus import Corpus
from assistant.searching import expansions, search


@pytest.fixture(scope="module")
def corpus(assistant: Assistant) -> Corpus:
    return assistant.corpus


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("城管局牵头哪几项", "市城市管理局"),  # how people shorten a unit
        ("Which tasks does the Water Resources Bureau lead?", "市水利局"),
        ("Which tasks does the Water Resources Bureau lead?", "牵头"),
        ("How many March entries does the chronicle have?", "3月"),
        ("What happened on 19 April?", "4月19日"),
        ("What was the GDP in 2025?", "2025年"),
    ],
)
def test_names_dates_and_terms_are_searched_as_the_gazette_writes_them(corpus: Corpus, query: str, term: str) -> None:
    assert term in dict(expansions(corpus, query))


def test_a_chinese_word_is_not_searched_twice_and_counts_more_than_its_synonyms(corpus: Corpus) -> None:
    found = dict(expansions(corpus, "市城市管理局牵头哪几项"))
    assert "市城市管理局" not in found
    assert all(0 < weight <= 0.5 for weight in found.values())


def test_words_that_only_ask_bring_nothing(corpus: Corpus) -> None:
    assert expansions(corpus, "How many does it have?") == []


def test_a_shortened_unit_finds_its_tasks(corpus: Corpus) -> None:
    assert all("市城市管理局" in hit.chunk.reading for hit in search(corpus, "城管局牵头哪几项", 3))
