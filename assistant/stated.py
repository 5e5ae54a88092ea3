"""Headings above records, and the totals that they state: 三、水利工程（共计12项）."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.cues import pattern
from ingest.fold import fold, fold_map
from ingest.model import Record, Span
from ingest.numerals import parse_numeral

_WINDOW = 3_000  # characters above the first record in which its heading is looked for
_TOTAL = pattern("total_in_heading")
_FOLLOWS = re.compile(r"[\s*#|</b>]*" + _TOTAL.pattern)


def heading_above(record: Record, heading: str, corpus: Corpus) -> Span | None:
    """Where a heading stands above a record, with the remark in parentheses that follows it."""
    source = corpus.index.file_of(record.document_id)
    first = max(corpus.document[record.document_id].span.start, record.span.start - _WINDOW)
    above = source.text[first : record.span.start]
    folded, wanted = fold_map(above), fold(heading)
    at = folded.text.rfind(wanted) if wanted else -1
    if at < 0:
        return None
    start, end = folded.original(at, at + len(wanted))
    follows = _FOLLOWS.match(above, end)
    return Span(first + start, first + (follows.end() if follows else end))


def stated_total(span: Span, record: Record, corpus: Corpus) -> int | None:
    """The total that a heading states."""
    found = _TOTAL.search(corpus.index.file_of(record.document_id).text[span.start : span.end])
    number = parse_numeral(found.group(1)) if found else None
    return int(number) if number is not None else None


def counting_heading(noun: str, document_id: str, corpus: Corpus) -> Span | None:
    """The heading of a document that states how many of a kind there are: 一、推广的改革举措(共23项)."""
    wanted = re.compile(rf"{re.escape(fold(noun))}{_TOTAL.pattern}[^,。]*$")
    found = (
        e.span for e in corpus.evidence.items if e.document_id == document_id and not e.record and wanted.search(e.own)
    )
    return next(found, None)
