"""What no quote holds is not said: sentences of a draft against the quotes that it cites."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Computed, Item, Receipt
from assistant.chain import Assistant
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook
from assistant.verify import unsupported, verbatim, verified
from ingest.model import Record


@pytest.fixture(scope="module")
def corpus(assistant: Assistant) -> Corpus:
    """The bundled gazette."""
    return assistant.corpus


def task(corpus: Corpus, label: str) -> Record:
    """The task of this number."""
    return next(record for record in corpus.of_kind["task"] if record.label == label)


@pytest.fixture
def book(corpus: Corpus) -> QuoteBook:
    """A book that cites task 95 as its first quote."""
    book = QuoteBook(corpus)
    assert book.cite(task(corpus, "95")) == 1
    return book


HELD = [
    "第95项任务由市交通运输局牵头负责[1]。",
    "铁路货运量占比提升至18.7%[1]。",
    "铁路货运量占比提升至１８.７０%[1]。",
    "Task 95 is led by Municipal Transport Bureau (市交通运输局) [1].",
    "没有数字和单位的话。",
]
LOOSE = {
    "铁路货运量占比提升至18.8%[1]。": "18.8",
    "铁路货运量占比提升至8.7%[1]。": "8.7",
    "铁路货运量占比提升至18%[1]。": "18",
    "铁路货运量占比提升至7%[1]。": "7",
    "铁路货运量占比提升至118.7%[1]。": "118.7",
    "第9项任务由市交通运输局牵头负责[1]。": "9",
    "第95项任务由市水利局牵头负责[1]。": "市水利局",
    "第95项任务由市交通运输局、市水利局负责[1]。": "市水利局",
    "平政〔2026〕6号要求公转铁[1]。": "2026",
}


@pytest.mark.parametrize("sentence", HELD)
def test_what_the_quote_holds_is_kept(corpus: Corpus, book: QuoteBook, sentence: str) -> None:
    draft, rejected = verified(Draft("answered", sentence), book, corpus, "")
    assert draft.text == sentence
    assert rejected == []


@pytest.mark.parametrize(("sentence", "claim"), LOOSE.items())
def test_what_no_quote_holds_is_dropped_and_named(corpus: Corpus, book: QuoteBook, sentence: str, claim: str) -> None:
    kept = "第95项任务由市交通运输局牵头负责[1]。"
    draft, rejected = verified(Draft("answered", kept + sentence), book, corpus, "")
    assert draft.text == kept
    assert [(r.sentence, r.claim) for r in rejected] == [(sentence, claim)]


def test_where_nothing_is_left_nothing_is_said(corpus: Corpus, book: QuoteBook) -> None:
    draft, rejected = verified(Draft("answered", "占比为18.8%[1]。占比为8.7%[1]。"), book, corpus, "")
    assert draft.text == ""
    assert [r.claim for r in rejected] == ["18.8", "8.7"]


def test_a_question_lends_no_figure_to_an_answer(corpus: Corpus, book: QuoteBook) -> None:
    asked = "占比是不是25%？"
    answered = Draft("answered", "占比提升至25%[1]。")
    assert unsupported(answered.text, answered, book.quotes, corpus, asked) == "25"
    silent = Draft("not_found", "没有说明“25%”。")
    assert unsupported(silent.text, silent, book.quotes, corpus, asked) is None


def test_computed_figures_and_counts_are_held(corpus: Corpus, book: QuoteBook) -> None:
    sentence = "高出0.5个百分点，共4项（在132项中）[1]。"
    bare = Draft("answered", sentence)
    assert unsupported(sentence, bare, book.quotes, corpus, "") is not None
    items = [Item(str(n), "", {}, (1,)) for n in range(4)]
    computed = [Computed("0.5", "个百分点", "19.2 - 18.7", (1,))]
    told = Draft("answered", sentence, items=items, receipt=Receipt("task", 4, 132), computed=computed)
    assert unsupported(sentence, told, book.quotes, corpus, "") is None


def test_a_document_number_must_be_quoted(corpus: Corpus, book: QuoteBook) -> None:
    number = "平政〔2026〕95号"  # each of its numbers but the year stands in the quote
    draft = Draft("not_found", f"没有{number}。")
    assert unsupported(draft.text, draft, book.quotes, corpus, "2026") == "平政(2026)95号"
    assert unsupported(draft.text, draft, book.quotes, corpus, number) is None


def test_a_refusal_is_left_alone(corpus: Corpus, book: QuoteBook) -> None:
    draft, rejected = verified(Draft("declined", "恕不处理第999项。"), book, corpus, "")
    assert (draft.text, rejected) == ("恕不处理第999项。", [])


def test_a_quote_that_is_not_its_slice_is_noticed(corpus: Corpus, book: QuoteBook) -> None:
    (quote,) = book.quotes
    assert verbatim([quote], corpus)
    assert not verbatim([replace(quote, text=quote.text.replace("18.7", "18.8"))], corpus)
    assert not verbatim([replace(quote, start=quote.start + 1)], corpus)


def test_the_same_span_is_one_quote(corpus: Corpus, book: QuoteBook) -> None:
    assert book.cite(task(corpus, "95")) == 1
    assert book.cite(task(corpus, "96")) == 2
    assert [quote.id for quote in book.quotes] == [1, 2]
