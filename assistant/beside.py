"""What stands around the sentence that answers and is told with it: its heading, the one that adds to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.columns import columns_of, measure_of, value_columns
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark, unmarked
from assistant.evidence import Evidence
from assistant.names import bare
from assistant.question import Question
from assistant.words import Term
from ingest.figures import Cell, find_figures, parse_cell, same_figure
from ingest.fold import fold
from ingest.model import Record, Span

_SAID = 0.5
_NAME, _NEAR = 4, 8  # characters of a row's name, and between it and its figure
_OF_RATE = re.compile(r"(?:增速|增幅|涨幅|增长率)$")
_APART = re.compile(r"[,;、。]|下降|减少|分别")
_ITEM = re.compile(r"[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]")
_HEADING = re.compile(r"[(]?[一二三四五六七八九十\d]{1,3}[)、.][^,;:。]{2,16}。")


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


def said_again(row: Record, cell: Cell, corpus: Corpus) -> Evidence | None:
    """The sentence of the same file that gives the figure of a cell right after the name of its row."""
    file = corpus.index.file_of(row.document_id).sha256
    items = (i for i in corpus.evidence.items if i.kind != "row" and _gives(i.own, row, cell))
    return next((i for i in items if corpus.index.file_of(i.document_id).sha256 == file), None)


def cite_row(draft: Draft, question: Question, corpus: Corpus, book: QuoteBook) -> None:
    """Quotes the row that gives the figure of a sentence as well: 技术合同成交额突破65亿元."""
    if draft.outcome != "answered" or any(r.kind == "row" for r in draft.records):
        return
    named = {v for m in question.named("row") for v in m.values}
    terms = [t for t in question.terms if t.naming and not t.generic]
    text, files = fold(unmarked(draft.text)), {quote.sha256 for quote in book.quotes}
    for table in (t for t in corpus.tables if corpus.index.file_of(t.document_id).sha256 in files):
        for row in (r for r in table.rows if r.label in named or any(t.said_in(fold(r.label)) for t in terms)):
            columns = value_columns(columns_of(table)) if _name(row) in text else []
            if any(_gives(text, row, parse_cell(c.cell(row), measure_of(table, row, c))) for c in columns):
                also = mark(book.cite(row, "header_row"))
                draft.text = re.sub(r"(\[\d+\])(?!.*\[\d+\])", rf"\1{also}", draft.text, flags=re.DOTALL)
                return


def _name(row: Record) -> str:
    return _OF_RATE.sub("", fold(bare(row.label)))


def _gives(text: str, row: Record, cell: Cell) -> bool:
    """Whether a text gives the figure of a cell right after the name of its row."""
    name = _name(row)
    end = text.find(name) + len(name)
    if len(name) < _NAME or end < len(name) or cell.amount is None:
        return False
    near = (f for f in find_figures(text) if end <= f.start <= end + _NEAR and not _APART.search(text[end : f.start]))
    return any(same_figure(figure, cell) for figure in near)
