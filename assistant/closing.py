"""A sentence that dates all that stands before it in its passage: 该项工作于4月底前完成."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.asked import has_date
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import MATCHED, Evidence
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, excerpt, in_scope
from assistant.words import Term

_CLOSING = re.compile(
    r"^(?:(?:该|此|这)(?:项|些|类)?|上述|以上|前述|有关|相关)(?:各项|各类)?(?:工作|任务|事项|措施|政策|活动|要求)"
)
_BACK = 4  # sentences before it that a closing one may speak of


def dated(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """By when something is to be done, where the passage says so of all it tells."""
    if not question.has("when", "deadline"):
        return None
    scope = in_scope(question, corpus)
    terms = [t for t in content(question) if not t.generic]
    naming = [t for t in terms if t.naming]
    best: tuple[int, Evidence, Evidence] | None = None
    for closing in _closings(corpus) if naming else ():
        before = _before(closing, corpus) if closing.document_id in scope else []
        missing = [t for t in naming if not any(_held(t, item, corpus) for item in before)]
        if not before or len(missing) * 3 > len(naming):
            continue
        score = sum(any(_held(t, item, corpus) for item in before) for t in terms)
        told = max(before, key=lambda item: (sum(_held(t, item, corpus) for t in terms), item.index))
        if best is None or score > best[0]:
            best = score, told, closing
    if best is None or _says_itself(terms, best[0], best[2], corpus):
        return None
    _, told, closing = best
    text = f"{excerpt(told.reading, terms)}……{closing.reading}".rstrip("。；;")
    marks = mark(book.cite(told), book.cite(closing))
    return Draft("answered", say(question.language, "fact", text=text, m=marks), reader="passages")


@lru_cache(maxsize=2)
def _closings(corpus: Corpus) -> tuple[Evidence, ...]:
    """The sentences of an index that date what stands before them."""
    sentences = (item for item in corpus.evidence.items if item.record is None and item.chunk is not None)
    return tuple(item for item in sentences if _CLOSING.match(item.reading) and has_date(item.reading))


def _before(closing: Evidence, corpus: Corpus) -> list[Evidence]:
    """The sentences that stand before one in its passage, the nearest few."""
    passage = corpus.evidence.of_chunk(closing.chunk) if closing.chunk else []
    return [item for item in passage if closing.index - _BACK <= item.index < closing.index]


def _held(term: Term, item: Evidence, corpus: Corpus) -> bool:
    """Whether a sentence says a term itself."""
    return corpus.evidence.held(term).own.get(item.index, 0.0) >= MATCHED


def _says_itself(terms: Sequence[Term], score: int, closing: Evidence, corpus: Corpus) -> bool:
    """Whether another sentence of the document that has a date says as much of what is asked."""
    others = (i for i in corpus.evidence.items if i.document_id == closing.document_id and i.record is None)
    return any(
        item.index != closing.index and sum(_held(t, item, corpus) for t in terms) >= score and has_date(item.reading)
        for item in others
    )
