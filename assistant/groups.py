"""Groups and ranks: which unit leads most tasks, which place has how many rows, who appears how often."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Computed, Item, Receipt
from assistant.columns import columns_of
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.phrases import say, unit_name
from assistant.question import Question
from assistant.reading import content, in_scope, newest
from assistant.rows import narrowed, nth_table, tables_in_scope
from assistant.tasks import role_fields
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record
from ingest.numerals import parse_numeral
from vectorstore.query import Filter, Query
from vectorstore.records import run

_TOP = {"三": 3, "五": 5, "十": 10, "二": 2, "两": 2, "四": 4, "three": 3, "five": 5, "ten": 10, "two": 2, "four": 4}


def grouped(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Ranks units by tasks, places or categories by rows, persons by events."""
    if question.ordinals:
        return None
    if question.has("most", "least", "compare", "difference", "each", "who", "where"):
        rivals = _rivals(question, corpus, book)
        if rivals is not None:
            return rivals
    if not question.has("most", "least", "rank", "each"):
        return None
    for kind, field, pool in _candidates(question, corpus):
        result = run(pool, Query(kind, (), "group", field))  # type: ignore[arg-type]
        if result.groups:
            return _told(question, result.groups, len(pool), book)
    return None


def _rivals(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Two or more units or places the question names, by how many tasks or rows each has."""
    units = list({m.values: m for m in question.named("unit")}.values())
    places = list({m.start: m for m in question.named("cell", "region")}.values())
    if len(units) >= 2 and question.has("lead", "responsible", "share", "kind_task", "participate"):
        fields = role_fields(question)
        field = fields[0] if len(fields) == 1 else "units"
        pool = newest((r for r in corpus.of_kind["task"] if r.document_id in in_scope(question, corpus)), corpus)
        counted = [(m.values[0], run(pool, Query("task", (Filter(field, "is", m.values),))).matched) for m in units]
    elif len(places) >= 2 and question.has("kind_row", "count", "most", "compare", "difference", "where"):
        terms = [t for t in content(question, places) if not t.generic]
        tables, left, more = narrowed(terms, tables_in_scope(question, corpus), corpus, together=question.has("both"))
        places_known = [
            t for t in tables if any(set(m.values) & set(r.fields["cells"].values()) for m in places for r in t.rows)
        ]
        tables = nth_table(question, places_known or tables, tables)
        cells = {cell for t in tables for row in t.rows for cell in row.fields["cells"].values()}
        if left or not all(set(m.values) & cells for m in places):
            return None
        rows = [row for t in tables for row in t.rows]
        counted = [
            (m.values[0], run(rows, Query("row", (Filter("cells", "is", m.values), *more))).matched) for m in places
        ]
    else:
        return None
    language = question.language
    ranked = sorted(counted, key=lambda pair: -len(pair[1]))
    parts = ("，" if language == "zh" else "; ").join(
        say(language, "group_of", name=unit_name(name, language), count=len(found)) for name, found in counted
    )
    delta = len(ranked[0][1]) - len(ranked[1][1])
    equal = len(ranked[0][1]) == len(ranked[1][1])
    verdict = (
        say(language, "same_number") if equal else say(language, "more_of", name=unit_name(ranked[0][0], language))
    )
    records = list({r.id: r for _, found in counted for r in found}.values())
    items = [item_of(r, (book.cite(r),)) for r in records]
    text = say(
        language,
        "compare_counts",
        parts=parts,
        verdict=verdict,
        delta=delta,
        m=mark(*(book.cite(found[0]) for _, found in counted if found)),
    )
    computed = [Computed(str(len(found)), "项", f"count({name})", ()) for name, found in counted]
    computed.append(Computed(str(delta), "项", f"{len(ranked[0][1])} - {len(ranked[1][1])}", ()))
    return Draft("answered", text, items, computed=computed, records=tuple(records))


def _candidates(question: Question, corpus: Corpus) -> list[tuple[str, str, list[Record]]]:
    scope = in_scope(question, corpus)
    found: list[tuple[str, str, list[Record]]] = []
    if [t for t in content(question) if t.naming and not t.generic and not _in_captions(t, corpus)]:
        return []
    tasks = newest((r for r in corpus.of_kind["task"] if r.document_id in scope), corpus)
    if tasks and question.has("lead", "responsible", "share", "kind_task", "participate"):
        field = "section" if question.has("kind_section") else role_fields(question)[0]
        fields = role_fields(question)
        found.append(("task", field if field == "section" or len(fields) == 1 else "units", tasks))
    events = [r for r in corpus.of_kind["event"] if r.document_id in scope]
    if events and question.has("attend", "kind_event") and question.has("who"):
        found.append(("event", "people", events))
    terms = [t for t in content(question) if not t.generic]
    tables = narrowed(terms, tables_in_scope(question, corpus), corpus)[0]
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


def _in_captions(term: Term, corpus: Corpus) -> bool:
    """Whether a word stands in a table's caption or categories or in a document's title."""
    above = [t.caption for t in corpus.tables] + [c for t in corpus.tables for c in t.categories]
    above += [document.title for document in corpus.documents]
    return any(word in fold(text) for text in above for word, weight in term.alternatives if weight >= 0.7)


def _told(question: Question, groups: Sequence[tuple[str, tuple[Record, ...]]], checked: int, book: QuoteBook) -> Draft:
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
        computed = [Computed(str(len(r)), "项", f"count({name})", ()) for name, r in shown]
        text = say(language, "groups", parts=parts, m=mark(*items[0].quotes))
        return Draft("answered", text, items, receipt, computed=computed)
    records = [record for _, members in first for record in members]
    unique = list({record.id: record for record in records}.values())
    items = [item_of(record, (book.cite(record),)) for record in unique]
    names = ("、" if language == "zh" else ", ").join(unit_name(name, language) for name, _ in first)
    key = "group_least" if question.has("least") else "group_most"
    runner = next((g for g in ranked if len(g[1]) != edge), None)
    text = say(language, key, names=names, count=edge, checked=checked, m=mark(*(i.quotes[0] for i in items[:3])))
    if runner and not question.has("least"):
        text += say(language, "group_next", name=unit_name(runner[0], language), count=len(runner[1]))
    computed = [
        Computed(str(len(r)), "项", f"count({name})", ()) for name, r in [*first, *([runner] if runner else [])]
    ]
    return Draft("answered", text, items, computed=computed, records=tuple(unique))
