"""Which row of a table missed or exceeded its plan by most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Computed
from assistant.column_pairs import column_pair
from assistant.columns import columns_of
from assistant.comparing import Side, difference, difference_unit, plain, side, verdict
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.measure import asked_measure
from assistant.names import Table
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.selecting import select
from vectorstore.query import Filter, Query
from vectorstore.records import run

_OVER = re.compile(r"超|高出|多出|\b(?:exceed|overshot|overshoot|beat|surpass|surplus|ahead|above)")
_MISSED = ("unmet", "unmet_lower", "about_below")
_REACHED = ("met",)
Pair = tuple[Side, Side]


def furthest(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The row whose result is furthest from its plan on the side asked for, among rows of one unit of measure."""
    if not question.has("margin"):
        return None
    selected = select(question, corpus)
    tables = [t for t in selected.tables if len(column_pair(question, t)) == 2]
    if not tables or selected.unbound:
        return None
    margins = (question.folded[cue.start : cue.end] for cue in question.found_cues if cue.name == "margin")
    over = any(map(_OVER.search, margins))
    found = _of_measure(question, _pairs(question, tables[0], selected.filters, _REACHED if over else _MISSED))
    if not found:
        return None
    return _told(question, found, "margin_over" if over else "margin_short", book)


def _pairs(question: Question, table: Table, filters: Sequence[Filter], verdicts: Sequence[str]) -> list[Pair]:
    """Plan and result of the rows that the question speaks of and that came out so."""
    measures = {c.field for c in columns_of(table) if c.role == "measure"}
    measure = difference_unit(asked_measure(question))  # what it is counted in is no condition: in percentage points
    kept = [f for f in filters if not f.field.startswith("cells.") or f.field in measures]
    kept = [f for f in kept if f.field != "text" or not measure or measure not in f.value]
    planned, done = column_pair(question, table)
    rows = run(table.rows, Query("row", tuple(kept))).matched
    pairs = [(side(r, table, planned, question.language), side(r, table, done, question.language)) for r in rows]
    return [pair for pair in pairs if verdict(*pair) in verdicts and _gap(pair)]


def _gap(pair: Pair) -> Decimal:
    plan, actual = pair
    return abs((actual.cell.value or Decimal(0)) - (plan.cell.value or Decimal(0)))


def _of_measure(question: Question, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs in the unit that is asked for, else in that of most of them, the widest first."""
    units = Counter(difference_unit(plan.cell.unit) for plan, _ in pairs)
    asked = difference_unit(asked_measure(question))
    unit = asked if asked and asked in units else next((unit for unit, _ in units.most_common(1)), "")
    return sorted((p for p in pairs if difference_unit(p[0].cell.unit) == unit), key=_gap, reverse=True)


def _told(question: Question, found: Sequence[Pair], key: str, book: QuoteBook) -> Draft:
    """The widest, all of them where several are as wide."""
    language = question.language
    best = [pair for pair in found if _gap(pair) == _gap(found[0])]
    unit, delta = difference_unit(best[0][0].cell.unit), plain(_gap(best[0]))
    quotes = [book.cite(plan.row, "header_row") for plan, _ in best]
    parts = [say(language, "plan_actual", row=p.row.label, plan=p.shown, actual=a.shown) for p, a in best]
    told, marks = joined(language, ";", parts), mark(*quotes)
    text = say(language, key, parts=told, delta=delta, unit=unit, checked=len(found), m=marks)
    draft = Draft("answered", text, records=tuple(plan.row for plan, _ in best))
    draft.computed = [Computed(str(len(found)), "项", "count(plan, result)", ())]
    draft.computed += [difference(plan, actual, book) for plan, actual in best]
    if len(best) > 1:
        draft.items = [item_of(plan.row, (quote,)) for (plan, _), quote in zip(best, quotes, strict=True)]
    return draft
