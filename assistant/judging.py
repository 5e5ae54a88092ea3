"""Which rows of a table met or missed their plan, all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Receipt
from assistant.column_pairs import column_pair
from assistant.comparing import Side, side, told, verdict
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.rows_beside import several_rows
from assistant.selecting import select
from assistant.spoken_rows import named_rows, table_of, unplaced
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Query
from vectorstore.records import run

_WHICH = re.compile(r"哪(?:个|一个|项|一项|些|几)|\b(?:which|what (?:targets|goals|plans|indicators|objectives))\b")
_EXCEEDED = pattern("exceeded_it")


_GROWTH = re.compile(
    r"增[速长幅][类性]?(?:的|方面的?)?指标|\bgrowth (?:rate |related )?(?:rate|indicator|target|figure|number)s?\b"
)
_JUST = re.compile(r"刚好|正好|恰好|不多不少|\b(?:exactly|precisely|just|on the dot)\b")


def judged(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """All rows of a table that met or missed their plan; of several that a question names each whether it did."""
    if named := _named(question, corpus):
        return _each(question, named, corpus, book)
    several = question.has("list", "kind_row", "most") or bool(_WHICH.search(question.folded))
    if not question.has("met", "unmet") or not (several or question.has("count")):
        return None
    if question.has("difference") and not several:
        return None  # by how much one of them did
    if question.has("yesno") and not question.has("list", "kind_row"):
        return None
    if named_rows(question, corpus):
        return None
    selected = select(question, corpus)
    filters = [f for f in selected.filters if not f.field.startswith("cells.")]
    tables = [t for t in selected.tables if len(column_pair(question, t)) == 2]
    if not tables or selected.unbound:
        return None
    language = question.language
    wanted = ("unmet", "unmet_lower", "about_below") if question.has("unmet") else ("met", "met_lower")
    just = not question.has("unmet") and _JUST.search(question.folded)
    exceeded = not question.has("unmet") and _EXCEEDED.search(question.folded)
    pairs: list[tuple[Side, Side]] = []
    found: list[tuple[Side, Side]] = []
    for table in tables:
        plan_column, actual_column = column_pair(question, table)
        for row in _growing(question, run(table.rows, Query("row", tuple(filters))).matched):
            plan, actual = side(row, table, plan_column, language), side(row, table, actual_column, language)
            pairs.append((plan, actual))
            unlike = exceeded if plan.cell.value == actual.cell.value else just
            if verdict(plan, actual) in wanted and not unlike:
                found.append((plan, actual))
    if len(pairs) == 1:  # by how much, too
        return told(question, *pairs[0], book)
    return _judgement(question, found, len(pairs), book)


def _growing(question: Question, rows: Sequence[Record]) -> Sequence[Record]:
    """The rows of growth, where only these are asked of."""
    growing = [row for row in rows if "增速" in row.label or "增长" in row.label]
    return growing if growing and _GROWTH.search(question.folded) else rows


def _named(question: Question, corpus: Corpus) -> list[Record]:
    """The rows that a question names, where it asks of each whether, or by how much, it kept to its plan."""
    apart = question.has("difference", "compare") and question.has("plan") and question.has("actual", "each")
    if not (question.has("met", "unmet") or apart) or question.has("most", "least", "margin"):
        return []
    rows = max(named_rows(question, corpus), several_rows(question, corpus), key=len)
    paired = all(len(column_pair(question, table_of(corpus, row))) == 2 for row in rows)
    if len({fold(row.label) for row in rows}) < 2 or not paired or unplaced(question, corpus, rows):
        return []
    return rows


def _each(question: Question, rows: Sequence[Record], corpus: Corpus, book: QuoteBook) -> Draft:
    """Plan and result of each row, and whether the one reached the other."""
    drafts = []
    for row in rows:
        table = table_of(corpus, row)
        first, second = (side(row, table, c, question.language) for c in column_pair(question, table))
        drafts.append(told(question, first, second, book))
    text = joined(question.language, " ", (draft.text for draft in drafts))
    items = [item_of(row, (book.cite(row),)) for row in rows]
    return Draft("answered", text, items, computed=[c for d in drafts for c in d.computed], records=tuple(rows))


def _judgement(question: Question, found: Sequence[tuple[Side, Side]], checked: int, book: QuoteBook) -> Draft | None:
    language = question.language
    if not found:
        return None
    items = [item_of(plan.row, (book.cite(plan.row, "header_row"),)) for plan, _ in found]
    parts = [say(language, "plan_actual", row=p.row.label, plan=p.shown, actual=a.shown) for p, a in found]
    key = "rows_unmet" if question.has("unmet") else "rows_met"
    told, marks = joined(language, ";", parts), mark(*(i.quotes[0] for i in items[:3]))
    text = say(language, key, count=len(found), checked=checked, parts=told, m=marks)
    receipt = Receipt("row", len(found), checked)
    return Draft("answered", text, items, receipt, records=tuple(p.row for p, _ in found))
