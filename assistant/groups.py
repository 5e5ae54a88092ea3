"""Groups and ranks: which unit leads most tasks, which place has how many rows, who appears how often."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.columns import columns_of
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.answer import Item, Receipt
from assistant.phrases import say, unit_name
from assistant.question import Question
from assistant.reading import in_scope, newest
from assistant.rows import narrowed, tables_in_scope
from assistant.reading import content
from assistant.tasks import role_fields
from ingest.model import Record
from ingest.numerals import parse_numeral
from vectorstore.query import Query
from vectorstore.records import run

_TOP = {"三": 3, "五": 5, "十": 10, "二": 2, "两": 2, "四": 4, "three": 3, "five": 5, "ten": 10, "two": 2, "four": 4}


def grouped(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Ranks units by tasks, places or categories by rows, persons by events."""
    if not question.has("most", "least", "rank", "each") or question.ordinals:
        return None
    for kind, field, pool in _candidates(question, corpus):
        result = run(pool, Query(kind, (), "group", field))  # type: ignore[arg-type]
        if result.groups:
            return _told(question, result.groups, len(pool), kind, book)
    return None


def _candidates(question: Question, corpus: Corpus) -> list[tuple[str, str, list[Record]]]:
    scope = in_scope(question, corpus)
    found: list[tuple[str, str, list[Record]]] = []
    tasks = newest((r for r in corpus.of_kind["task"] if r.document_id in scope), corpus)
    if tasks and question.has("lead", "responsible", "share", "kind_task", "participate"):
        field = "section" if question.has("kind_section") else role_fields(question)[0]
        fields = role_fields(question)
        found.append(("task", field if field == "section" or len(fields) == 1 else "units", tasks))
    events = [r for r in corpus.of_kind["event"] if r.document_id in scope]
    if events and question.has("attend", "kind_event") and question.has("who"):
        found.append(("event", "people", events))
    tables, left, _ = narrowed(
        [t for t in content(question) if not t.generic], tables_in_scope(question, corpus), corpus
    )
    if question.has("where", "who") and any(c.role == "place" for t in tables for c in columns_of(t)):
        tables = [t for t in tables if any(c.role == "place" for c in columns_of(t))]
        header = next(c.header for c in columns_of(tables[0]) if c.role == "place")
        found.append(("row", "cells." + header, [row for table in tables for row in table.rows]))
    elif (
        question.has("kind_row", "where", "count")
        and any(t.categories for t in tables)
        and not question.has("plan", "actual")
    ):
        found.append(("row", "category", [row for table in tables for row in table.rows]))
    return found


def _told(
    question: Question, groups: Sequence[tuple[str, tuple[Record, ...]]], checked: int, kind: str, book: QuoteBook
) -> Draft:
    language = question.language
    ranked = sorted(groups, key=lambda g: len(g[1])) if question.has("least") else list(groups)
    wanted = next(
        (n for word, n in _TOP.items() if f"前{word}" in question.folded or f"top {word}" in question.folded), 0
    )
    wanted = wanted or next((int(n) for w in question.folded.split("前")[1:] if (n := parse_numeral(w[:1]) or 0)), 0)
    edge = len(ranked[0][1])
    first = [group for group in ranked if len(group[1]) == edge]
    if question.has("each") or question.has("rank") or wanted:
        shown = ranked[:wanted] if wanted else ranked
        if wanted and len(ranked) > wanted:
            shown = [g for g in ranked if len(g[1]) >= len(shown[-1][1])]
        items = [
            Item(
                name,
                say(language, "group_of", name=unit_name(name, language), count=len(records)),
                {"count": len(records)},
                tuple(book.cite(r) for r in records[:3]),
            )
            for name, records in shown
        ]
        parts = ("；" if language == "zh" else "; ").join(item.text for item in items)
        receipt = Receipt("group", len(items), len(groups))
        return Draft("answered", say(language, "groups", parts=parts, m=mark(*items[0].quotes)), items, receipt)
    records = [record for _, members in first for record in members]
    unique = list({record.id: record for record in records}.values())
    items = [item_of(record, (book.cite(record),)) for record in unique]
    names = ("、" if language == "zh" else ", ").join(unit_name(name, language) for name, _ in first)
    key = "group_least" if question.has("least") else "group_most"
    runner = next((g for g in ranked if len(g[1]) != edge), None)
    text = say(language, key, names=names, count=edge, checked=checked, m=mark(*(i.quotes[0] for i in items[:3])))
    if runner and not question.has("least"):
        text += say(language, "group_next", name=unit_name(runner[0], language), count=len(runner[1]))
    return Draft("answered", text, items, records=tuple(unique))
