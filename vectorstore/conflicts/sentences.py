"""The sentences of a document with their clauses, and the time each speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ingest.model import Block, Document, Record, Span
from ingest.repair import repair
from vectorstore.conflicts.statement import Period, Place

_NUMBERED = ("task", "article")
_SENTENCE = re.compile(r"[^。；;！？!?]+[。；;！？!?]*")
_CLAUSE = re.compile(r"[，：:]|(?<!\d),|,(?!\d)")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_PLAN_YEARS = re.compile(r"[“\"]?(十[一二三四五六七]五)[”\"]?")
_LAST_YEAR = re.compile(r"(?<![比较同])(?:去年|上年)|过去一年")
_PLANNED = re.compile(r"计划|目标|预期|任务")
_ACTUAL = re.compile(r"完成|实际|实绩|实现")


def places(
    blocks: Sequence[Block], documents: Sequence[Document], records: Sequence[Record], file: str, text: str
) -> Iterator[Place]:
    """Every sentence of some paragraphs, with the label of the record it stands in."""
    by_id = {document.id: document for document in documents}
    held = sorted((record for record in records if record.kind in _NUMBERED), key=lambda record: record.span.start)
    starts = [record.span.start for record in held]
    for block in blocks:
        if block.document_id not in by_id:
            continue
        before = bisect_right(starts, block.span.start) - 1
        label = held[before].label if before >= 0 and held[before].span.end >= block.span.end else ""
        for found in _SENTENCE.finditer(text, block.span.start, block.span.end):
            raw = found.group()
            start = found.start() + len(raw) - len(raw.lstrip())
            end = found.start() + len(raw.rstrip())
            if end > start:
                span = Span(start, end)
                yield Place(file, by_id[block.document_id], span, text[start:end], block.path, label)


def clauses(place: Place) -> Iterator[tuple[str, Period]]:
    """The clauses of a sentence, each with the time it speaks of; a year holds until the next is named."""
    document = place.document
    heading = next((year for part in reversed(place.path) if (year := _named(part, document))), None)
    held = heading or (str(document.year) if document.year else "")
    for clause in _CLAUSE.split(repair(place.text)):
        held = _named(clause, document) or held
        yield clause, Period(held, "actual" if _is_past(held, document) else "")


def header_period(header: str, document: Document) -> Period:
    """The time a column of a table speaks of."""
    time = _named(header, document) or (str(document.year) if document.year else "")
    if _ACTUAL.search(header):
        return Period(time, "actual")
    return Period(time, "plan" if _PLANNED.search(header) else "")


def _named(text: str, document: Document) -> str | None:
    """The last year or plan that a text names."""
    if years := _YEAR.findall(text):
        return str(years[-1])
    if plan := _PLAN_YEARS.search(text):
        return plan[1]
    if document.year and _LAST_YEAR.search(text):
        return str(document.year - 1)
    return None


def _is_past(time: str, document: Document) -> bool:
    return bool(document.year) and time.isdecimal() and int(time) < (document.year or 0)
