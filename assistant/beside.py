"""What stands around the sentence that answers and is told with it: its heading, the one that adds to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Evidence
from assistant.frames import RULED, plea
from assistant.names import bare
from assistant.phrases import say
from assistant.question import Question
from assistant.relevance import Scored
from assistant.words import Term
from ingest.figures import Cell, find_figures, same_figure
from ingest.fold import fold
from ingest.model import Record, Span

_SAID = 0.5
_NAME, _NEAR = 4, 8  # characters of a row's name, and between it and its figure
_WHY = pattern("asks_why")
_NEARLY, _AFTER = 1.2, 3  # how much less what was asked for may score than the best, and how soon the ruling follows
_APART = re.compile(r"[,;、。]|下降|减少|分别")
_ITEM = re.compile(r"[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]")
_HEADING = re.compile(r"[(]?[一二三四五六七八九十\d]{1,3}[)、.][^,;:。]{2,16}。")


def ruled(found: Sequence[Scored], question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What was asked for and the sentence after it that decides it, where a question asks whether or why so."""
    asks = question.has("yesno") or _WHY.search(question.folded)
    near = [s.evidence for s in found if asks and s.score >= found[0].score - _NEARLY and s.evidence.kind == "passage"]
    for asked in filter(lambda e: plea(e.reading), near):
        after = corpus.evidence.following(asked, _AFTER)
        if (ruling := next((n for n, e in enumerate(after) if RULED.search(e.own)), None)) is not None:
            end = next((n for n, e in enumerate(after) if n >= ruling and not e.own.endswith(";")), ruling)
            text = "".join(e.reading for e in (asked, *after[: end + 1])).rstrip("。")
            number = cite_under(asked, after[end], book)
            return Draft("answered", say(question.language, "fact", text=text, m=mark(number)), reader="passages")
    return None


def run_in(first: Evidence, corpus: Corpus) -> Evidence | None:
    """The heading in whose line a sentence stands: 1.监督组。"""
    before = corpus.evidence.items[first.index - 1] if first.chunk is not None and first.index else None
    fits = before is not None and before.chunk is first.chunk and bool(_HEADING.fullmatch(before.own))
    return before if fits else None


def cite_under(heading: Evidence, first: Evidence, book: QuoteBook) -> int:
    """The number of the quote of a sentence with the heading in its line."""
    path = first.chunk.path if first.chunk else ()
    return book.cite_span(first.document_id, Span(heading.span.start, first.span.end), path, "", "passage")


def opening(first: Evidence, corpus: Corpus, terms: Sequence[Term]) -> Evidence | None:
    """The sentence that opens the list of which the first is an item, where it says what the item does not."""
    if first.chunk is None or not _ITEM.match(first.reading):
        return None
    before = [item for item in corpus.evidence.of_chunk(first.chunk) if item.index < first.index]
    opening = next((item for item in reversed(before) if item.own.endswith(":")), None)
    return opening if opening is not None and _adds(opening, first, corpus, terms) else None


def _adds(other: Evidence, first: Evidence, corpus: Corpus, terms: Sequence[Term]) -> bool:
    """Whether a sentence says what the question names and the first does not."""
    helds = [corpus.evidence.held(term).own for term in terms if not term.generic]
    return any(own.get(first.index, 0.0) < _SAID <= own.get(other.index, 0.0) for own in helds)


def companion(first: Evidence, corpus: Corpus, terms: Sequence[Term]) -> Evidence | None:
    """A sentence right after the first that says what the question names and the first does not."""
    return next((item for item in corpus.evidence.following(first, 2) if _adds(item, first, corpus, terms)), None)


def said_again(row: Record, cell: Cell, corpus: Corpus) -> list[Evidence]:
    """The first sentence of the same issue that gives the figure of a cell right after the name of its row."""
    file, name = corpus.index.file_of(row.document_id), re.sub("(?:增速|增幅|涨幅|增长率)$", "", fold(bare(row.label)))
    for item in corpus.evidence.items if cell.amount is not None and len(name) >= _NAME else ():
        after = item.own.partition(name)[2] if item.kind != "row" else ""
        near = [f for f in find_figures(after)[:1] if f.start <= _NEAR and not _APART.search(after[: f.start])]
        if near and same_figure(near[0], cell) and corpus.index.file_of(item.document_id) is file:
            return [item]
    return []
