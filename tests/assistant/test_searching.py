"""What a query is searched for besides its own words."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant
from assistant.corpus import Corpus
from assistant.question import parse
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


@pytest.mark.parametrize(
    ("question", "asked", "first"),
    [
        ("How many subsidised flats will be built?", "subsidised flats", "保障性住房"),  # a phrase before its words
        ("How many beds will the hosptals have?", "hosptals", "医院"),  # one letter is missing
        ("How many days of good air qualty are planned?", "qualty", "质量"),
    ],
)
def test_english_words_are_read_as_the_documents_have_them(
    corpus: Corpus, question: str, asked: str, first: str
) -> None:
    (term,) = (term for term in parse(question, corpus).terms if term.surface == asked)
    assert first in [word for word, _ in term.alternatives[:3]]


def test_a_name_is_no_mistyped_word(corpus: Corpus) -> None:
    (term, _) = parse("What does it say about the Harbur line?", corpus).terms
    assert term.alternatives[0][0] == "harbur"
