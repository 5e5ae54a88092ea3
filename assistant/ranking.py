"""The largest, smallest and first n rows by a column, and sums and averages of a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Computed
from assistant.columns import Column
from assistant.comparing import Side, plain, side
from assistant.conditions import asked_column
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.measure import asks_fall, is_rate
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.rows_beside import several_rows
from assistant.selecting import is_total, select
from assistant.spoken_rows import named_rows, table_of
from assistant.standing import how_many
from assistant.table_choice import captioned
from assistant.telling import of_year
from ingest.model import Record
from vectorstore.query import Query
from vectorstore.records import run

_FEW = 4  # rows, of which an answer tells all that it compared
_TOGETHER = re.compile(r"一共|总共|合计|加起来|\b(?:in total|together|combined|altogether)\b")


def _sides(question: Question, rows: Sequence[Record], corpus: Corpus) -> list[Side]:
    """The cells of the asked column of rows that are counted in one unit, that of most of them."""
    found = []
    columns: dict[tuple[str, str], Column | None] = {}
    for row in rows:
        table = table_of(corpus, row)
        if table.key not in columns:
            columns[table.key] = asked_column(question, table)
        column = columns[table.key]
        if column is not None and not is_total(row) and of_year(question, corpus, row, table):
            found.append(side(row, table, column, question.language))
    numeric = [s for s in found if s.cell.value is not None]
    unit = Counter(s.cell.unit for s in numeric).most_common(1)
    return [s for s in numeric if s.cell.unit == unit[0][0]]


def _selected(question: Question, corpus: Corpus) -> Sequence[Record]:
    """The rows of one table that meet what a question says, where it speaks of them."""
    found = select(question, corpus)
    spoken = question.has("kind_row", "plan", "actual") or found.filters or len(found.tables) < len(corpus.tables)
    if found.unbound or not spoken or (question.has("kind_task") and not captioned(question, corpus)):
        return ()
    first = next((t for t in found.tables if asked_column(question, t)), None)
    return run(first.rows, Query("row", found.filters)).matched if first is not None else ()


def extreme(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The rows with the largest or smallest figures in a column, among rows of one unit of measure."""
    edge_asked, named = question.has("most", "least"), several_rows(question, corpus)
    ordered = question.has("rank") and len(named) > 1  # each of those named, in order
    if not (edge_asked or ordered) or question.has("lead", "responsible", "attend", "met", "unmet"):
        return None
    sides = _sides(question, named or _selected(question, corpus), corpus)
    if len(sides) < 2:
        return None
    falls = is_rate(sides[0].column.header) and asks_fall(question)  # by most is the lowest rate
    highest = (not question.has("least")) != falls
    sides.sort(key=lambda s: s.cell.value or Decimal(0), reverse=highest)
    count = len(sides) if ordered else how_many(question) or 1
    edge = sides[min(count, len(sides)) - 1].cell.value
    best = [s for n, s in enumerate(sides) if n < count or s.cell.value == edge]
    language = question.language
    parts = [say(language, "extreme_of", row=s.row.label, value=s.shown) for s in best]
    text = say(
        language,
        "extreme_most" if highest else "extreme_least",
        parts=joined(language, ";", parts),
        column=best[0].column.name,
        checked=len(sides),
        m=mark(*(book.cite(s.row, "header_row") for s in best)),
    )
    if len(sides) <= _FEW and (rest := [s for s in sides if s not in best]):
        others = [say(language, "extreme_of", row=s.row.label, value=s.shown) for s in rest]
        marks = mark(*(book.cite(s.row) for s in rest))
        text += say(language, "extreme_rest", parts=joined(language, ";", others), m=marks)
    draft = Draft("answered", text, records=tuple(s.row for s in best))
    draft.computed = [Computed(str(len(sides)), "项", f"count({best[0].column.name})", ())]
    if len(best) > 1:
        draft.items = [item_of(s.row, (book.cite(s.row),)) for s in best]
    return draft


def totalled(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The sum or the average of a column over the rows a question names or describes."""
    together = question.has("count") and _TOGETHER.search(question.folded)
    if not (together or question.has("sum", "average")) or question.has("list", "kind_row"):
        return None
    rows = named_rows(question, corpus)
    if len(rows) < 2 and (together or question.has("count", "kind_task")):
        return None
    if len(rows) < 2:
        found = select(question, corpus)
        rows = [] if found.unbound or not found.filters else list(found.result().matched)
    sides = _sides(question, rows, corpus)
    if len(sides) < 2 or len(sides) > 60:
        return None
    language = question.language
    added = sum((s.cell.value or Decimal(0) for s in sides), Decimal(0))
    figures = " + ".join(plain(s.cell.value or Decimal(0)) for s in sides)
    averaged = question.has("average")
    value = round(added / len(sides), 2) if averaged else added
    expression = f"({figures}) / {len(sides)}" if averaged else figures
    quotes = tuple(book.cite(s.row, "header_row") for s in sides)
    text = say(
        language,
        "average_of" if averaged else "sum_of",
        rows=joined(language, ",", (s.row.label for s in sides)),
        column=sides[0].column.name,
        value=plain(value),
        unit=sides[0].cell.unit,
        expression=expression,
        m=mark(*quotes),
    )
    draft = Draft("answered", text, records=tuple(s.row for s in sides))
    draft.items = [item_of(s.row, (book.cite(s.row),)) for s in sides]
    draft.computed = [Computed(plain(value), sides[0].cell.unit, expression, quotes)]
    return draft
