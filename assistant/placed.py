"""Under which heading of a paper something stands: the group of measures, the chapter."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Evidence
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import excerpt
from assistant.relevance import evidence_terms, ranked
from ingest.numbering import leading_number

_ASKED = pattern("stands_under")
_QUOTED = re.compile(r"[“「\"]([^”」\"]{3,})[”」\"]")
_CHANCE = 0.4
_OWN = 0.5
_SHORT = 40


def under(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The heading over the sentence that says what a question names."""
    if not _ASKED.search(question.folded) or question.has("kind_task", "kind_row", "kind_event"):
        return None
    found = [s for s in ranked(question, corpus, evidence_terms(question, corpus)) if s.evidence.kind == "passage"]
    if not found or found[0].chance < _CHANCE or found[0].own < _OWN:
        return None
    item = found[0].evidence
    head, name = _heading(item, corpus)
    if not name:
        return None
    quoted = _QUOTED.search(question.text)
    what = quoted[1] if quoted and quoted[1] in item.reading else excerpt(item.reading, question.terms, limit=_SHORT)
    marks = mark(*([book.cite(head)] if head else []), book.cite(item))
    return Draft("answered", say(question.language, "stands_under", what=what, heading=name, m=marks))


def _heading(item: Evidence, corpus: Corpus) -> tuple[Evidence | None, str]:
    """The numbered sentence that leads a sentence's paragraph, else the heading over it."""
    passage = corpus.evidence.of_chunk(item.chunk) if item.chunk else []
    for before in reversed([e for e in passage if e.index < item.index]):
        number = leading_number(before.reading)
        if number and number.style != "article":
            return before, before.reading[number.end :].rstrip("。")
    path = item.chunk.path if item.chunk else ()
    if not path:
        return None, ""
    last = path[-1]
    own = (e for e in corpus.evidence.items if e.document_id == item.document_id and e.index < item.index)
    return next((e for e in own if e.kind == "passage" and e.reading == last), None), " ".join(last.split())
