"""Complete lists and counts of table rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Computed, Receipt
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.names import Table
from assistant.phrases import say
from assistant.question import Question
from assistant.selecting import fits, select
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Filter
from vectorstore.records import COMPARISONS

_SINGLE = ("figure", "plan", "actual", "code", "where", "who", "category", "compare", "difference", "when", "content")


def listed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Rows that meet the question's conditions, all of them, by table."""
    claimed = question.has("yesno") and bool(question.figures)
    if not corpus.tables or not (claimed or question.has("list", "count", "kind_row", "each")):
        return None
    found = select(question, corpus)
    conditioned = any(f.field == "category" or f.field.startswith("cells.") for f in found.filters)
    if question.has("kind_task") and not question.has("kind_row") and not conditioned:
        return None
    if not (question.has("list", "count", "each", "unset") or conditioned) and question.has(*_SINGLE):
        return None
    described = all(f.field == "text" for f in found.filters)
    if described and found.filters and not question.has("kind_row", "list", "each", "unset"):
        return None
    if found.unbound or not (found.filters or question.named("table") or question.has("kind_row")):
        return None
    everywhere = len(found.tables) == len(corpus.tables)
    if not found.filters and len(found.tables) > 1 and everywhere:
        return None
    fitting = tuple(t for t in found.tables if fits(t, found.filters))
    if not fitting and (everywhere or not question.has("kind_row", "list", "count")):
        return None
    found = replace(found, tables=fitting or found.tables)
    result = found.result()
    if described and not result.matched:
        return None
    return told(question, result.matched, result.checked, found.tables, found.filters, book)


def told(
    question: Question,
    records: Sequence[Record],
    checked: int,
    tables: Sequence[Table],
    filters: Sequence[Filter],
    book: QuoteBook,
) -> Draft:
    """The list with its breakdown by table and the count of distinct names where that differs."""
    language = question.language
    what = ("、" if language == "zh" else ", ").join(f.said or str(f.value[0]) for f in filters) or tables[0].caption
    if not records:
        return Draft(
            "not_found",
            say(language, "rows_none", what=what, checked=checked, tables=_captions(tables, language)),
            missing=tuple(f.said for f in filters),
            receipt=Receipt("row", 0, checked),
        )
    items = [item_of(record, (book.cite(record, "merged"),)) for record in records]
    book.cite(records[0], "header_row")
    per_table = Counter(str(record.fields.get("table")) for record in records)
    marks = mark(*(i.quotes[0] for i in items[:3]))
    names = ("、" if language == "zh" else ", ").join(dict.fromkeys(record.label for record in records))
    key = "rows_counted" if question.has("count") and not question.has("list") and len(records) > 12 else "rows_listed"
    text = say(language, key, what=what, count=len(records), checked=checked, names=names, m=marks)
    if len(per_table) > 1:
        parts = [say(language, "part_of_table", table=table, count=n) for table, n in per_table.items()]
        text += say(language, "by_table", parts=("；" if language == "zh" else "; ").join(parts))
    computed = [Computed(str(n), "项", f"count({table})", ()) for table, n in per_table.items() if len(per_table) > 1]
    computed += [
        Computed(str(len(records)), "项", f"count({f.said})", ()) for f in filters if f.op in COMPARISONS
    ]  # the bound that the question gives stands in no quote
    distinct = len({fold(record.label) for record in records})
    if distinct != len(records):
        text += say(language, "distinct_names", distinct=distinct, count=len(records))
        computed.append(Computed(str(distinct), "项", "count_distinct(name)", ()))
    return Draft("answered", text, items, computed=computed, records=tuple(records))


def _captions(tables: Sequence[Table], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(f"《{t.caption}》" for t in tables[:4])
