"""Which of two lists a row stands in: the one, or the other whose caption goes on from it."""

from __future__ import annotations

from assistant.applicants import says_new
from assistant.cells import ROW_FLOOR, found_rows
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.names import Table
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.spoken_rows import described_rows, named_rows, strange, table_of, unplaced
from assistant.stated import heading_above
from assistant.table_choice import extends, says_extension
from ingest.fold import fold
from ingest.model import Record

_WHICH = pattern("which_list")
_OF_CELLS = ("code", "category", "count", "figure", "when", "most", "least", "rank", "difference", "each")


def told(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The list that has the rows a question names, where it asks whether they are new on it or extend it."""
    which = bool(_WHICH.search(question.folded))
    if question.has(*_OF_CELLS) or not (which or question.has("yesno", "compare")) or question.named("region", "cell"):
        return None
    if question.has("where", "who") and not which:
        return None
    rows = _named(question, corpus)
    sentences: dict[tuple[object, ...], str] = {}
    for row in rows:
        table = table_of(corpus, row)
        beside = [t for t in corpus.tables if extends(t, table) or extends(table, t)]
        if not beside or not (which or _spoken(question, table, beside[0], corpus)):
            return None
        heading = heading_above(row, table.caption, corpus)
        quotes = [book.cite(row)]
        quotes += [book.cite_span(row.document_id, heading, row.path, "", "heading")] if heading else []
        also = any(fold(r.label) == fold(row.label) for r in beside[0].rows)
        key, other = "row_on_list" if also else "row_not_on_other", beside[0].caption
        text = say(question.language, key, row=row.label, table=table.caption, other=other, m=mark(*quotes))
        sentences.setdefault((row.label, table.key), text)
    return Draft("answered", joined(question.language, " ", sentences.values()), records=tuple(rows)) if rows else None


def _spoken(question: Question, table: Table, beside: Table, corpus: Corpus) -> bool:
    """Whether a question speaks of the lists: of what is new, the main one, the second, what extends it."""
    first, other = (table, beside) if extends(beside, table) else (beside, table)
    return says_new(question) or question.has("nth_table") or says_extension(question, first, other, corpus)


def _named(question: Question, corpus: Corpus) -> list[Record]:
    """The rows that a question names or describes, where the lists say all else that it names."""
    rows = named_rows(question, corpus) or found_rows(question, corpus)
    if not rows:
        rows, missing, score = described_rows(question, corpus)
        rows = rows if score >= ROW_FLOOR and not strange(missing, question, corpus) else []
    captions = "".join(fold(table.caption) for table in corpus.tables)
    stray = unplaced(question, corpus, rows) if question.language == "zh" and rows else []
    return [] if any(t.naming and not t.said_in(captions) and t.surface[0] != "新" for t in stray) else rows
