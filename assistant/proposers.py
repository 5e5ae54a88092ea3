"""Who made a proposal or a suggestion that a reply answers: the deputies and members whom the reply addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import MATCHED
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, in_scope
from assistant.words import Term

_ASKS = pattern("who_proposed")
_DEPUTY = re.compile(r"(?:委员|代表)$")
_SAID = 0.6  # the share of the words of a question that one sentence of the reply must hold


def proposed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The deputies or members to whom the reply to the proposal that a question describes is addressed."""
    if not _ASKS.search(question.folded):
        return None
    replies = {
        record.document_id: record
        for record in corpus.of_kind["header"]
        if record.fields.get("key") == "addressee" and _DEPUTY.search(str(record.fields.get("value") or ""))
    }
    asked = [found.span() for found in _ASKS.finditer(question.folded)]
    terms = [t for t in content(question) if not t.generic and not _within(t, asked, question)]
    scope = in_scope(question, corpus)
    told = terms or question.named("document")
    found = [(*_fullest(terms, d, corpus), d) for d in replies if d in scope and told]
    share, index, document_id = max(found, default=(0.0, 0, ""))
    if share < _SAID:
        return None
    record, title = replies[document_id], corpus.document[document_id].title
    heads = [r for r in corpus.of_kind["header"] if r.document_id == document_id and r.fields.get("key") == "title"]
    marks = mark(book.cite(record), book.cite(corpus.evidence.items[index]), *map(book.cite, heads))
    text = say(question.language, "proposed_by", who=record.fields["value"], title=title, m=marks)
    return Draft("answered", text, records=(record,))


def _within(term: Term, asked: Sequence[tuple[int, int]], question: Question) -> bool:
    """Whether a word belongs to the asking itself: in Chinese it stands in it, in English only its verb and noun do."""
    if question.language == "zh":
        return any(start <= term.start < end for start, end in asked)
    return any(term.start == start or term.end == end for start, end in asked) or bool(_ASKING.match(term.surface))


_ASKING = re.compile(r"deput|member|delegat|representat|propos|suggest|put forward|submit|raise|table")


def _fullest(terms: Sequence[Term], document_id: str, corpus: Corpus) -> tuple[float, int]:
    """The share of some words that the sentence of a document says that holds most of them, and which one it is."""
    sentences = [i.index for i in corpus.evidence.items if i.document_id == document_id and i.record is None]
    counts = {at: sum(corpus.evidence.matching(t).get(at, 0.0) >= MATCHED for t in terms) for at in sentences}
    best = max(counts, key=lambda at: (counts[at], -at), default=0)
    return counts.get(best, 0) / len(terms) if terms else 1.0, best
