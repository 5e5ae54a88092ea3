"""Comparison and arithmetic on cells: plan against actual, year against year, row against row, ranks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Computed
from assistant.claims import asks_why, without_why
from assistant.column_pairs import column_pair, pick
from assistant.columns import Column, chosen, columns_of, is_empty, measure_of, named_columns, shown, value_columns
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.measure import asks_rate, is_rate
from assistant.names import Table
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.reading import content
from assistant.rows_beside import parted, several_rows
from assistant.spoken_rows import described_rows, figureless, named_rows, strange, table_of, unplaced
from assistant.telling import of_part, unit_above
from assistant.words import Term
from ingest.figures import Cell, bounds, parse_cell
from ingest.fold import fold
from ingest.model import Record

# Words in an indicator's name by which less is better; general, from how statistical bulletins word such indicators.
_LOWER_IS_BETTER = re.compile("失业|浓度|用水量|能耗|排放|涨幅|死亡|事故|负债|消耗|不良|投诉|发病率|贫困")

_SURE = 0.5  # least score of a row that is described
_STAGES = ("plan", "actual", "met", "unmet")
_DIRECTION = re.compile("增加|减少|提高|降低|上升|下降|增长|上涨|下跌|人均")  # names no row beside another
_SURER = 0.6  # of one whose name lacks a word
_ABOUT = Decimal("0.9")  # what falls further short is no longer about the plan


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    row: Record
    table: Table
    column: Column
    cell: Cell
    shown: str


def side(row: Record, table: Table, column: Column, language: str) -> Side:
    """A cell ready to be compared."""
    raw, measure = column.cell(row), measure_of(table, row, column)
    return Side(row, table, column, parse_cell(raw, measure), shown(raw, measure, column, language))


def compared(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Two cells of one row, or one column of two rows."""
    explained = asks_why(question) and question.has("plan") and question.has("actual")
    ranked = question.has("most") and question.has("where") and not question.has("difference")
    if ranked or not (question.has("difference", "compare", "met", "unmet", "trend") or explained):
        return None
    asked = without_why(figureless(question))  # a plan or result that it gives may be wrong
    rows = named_rows(question, corpus)
    if rows and unplaced(asked, corpus, rows):
        both = several_rows(question, corpus) if question.has("compare", "difference") else []
        if len(both) != 2:
            return None
        rows = both
    if not rows:
        rows, missing, score = described_rows(asked, corpus)
        alone = bool(rows) and score >= _SURE and not missing
        several = several_rows(question, corpus) or ([] if alone else _pair(question, corpus))
        if question.has("compare", "difference") and len(several) == 2:
            rows = several
        elif (
            not rows
            or score < (_SURER if missing and question.language == "zh" else _SURE)
            or strange([t for t in missing if t in asked.terms], question, corpus)
        ):
            return None
    if not rows:
        return None
    table = table_of(corpus, rows[0])
    several = list(rows) if len({fold(r.label) for r in rows}) >= 2 else []
    undated = not [c for c in value_columns(columns_of(table)) if c.stage or c.year]
    if of_part(question, table, rows[0]) or (undated and not (several and question.has("compare", "difference"))):
        return None
    if several:
        return _rows_compared(question, corpus, book, several[:2])
    if lacking := _lacking(question, rows[0], table, book):
        return lacking
    columns = column_pair(question, table)
    if len(columns) < 2:
        return None
    ordered = sorted(columns[:2], key=lambda c: (c.year or 0, c.stage == "actual"))
    first, second = (side(rows[0], table, column, question.language) for column in ordered)
    return told(question, first, second, book)


def _unknown_years(question: Question, table: Table) -> list[int]:
    """The years to be compared of which a table has nothing."""
    known = {column.year for column in columns_of(table) if column.year}
    dated = [d for d in question.dates if d.precision in ("year", "range") and d.has_year]
    return [y for y in dict.fromkeys(y for d in dated for y in (d.first.year, d.last.year)) if known and y not in known]


def _unfinished(question: Question, table: Table) -> list[int]:
    """The one year asked of, where a table has only its plan and what became of it is to be compared."""
    values = [c for c in value_columns(columns_of(table)) if c.year in question.years]
    if len(question.years) != 1 or {c.stage for c in values} != {"plan"} or not question.has("plan", "met", "unmet"):
        return []
    end = next(d.end for d in question.dates if d.has_year)
    stages = sorted((c.start, c.name) for c in question.found_cues if c.name in _STAGES and c.start >= end)
    return list(question.years) if stages and stages[0][1] != "plan" else []


def _lacking(question: Question, row: Record, table: Table, book: QuoteBook) -> Draft | None:
    """That a table has nothing, or no result, for a year to be compared."""
    unknown = _unknown_years(question, table)
    years = unknown or _unfinished(question, table)
    return (
        without(question, row, table, years, book, "cell_no_year" if unknown else "cell_no_result") if years else None
    )


def without(question: Question, row: Record, table: Table, years: Sequence[int], book: QuoteBook, key: str) -> Draft:
    """That a row has nothing for some years, or no such cell, with the columns of figures that there are."""
    has = joined(question.language, ",", (c.name for c in value_columns(columns_of(table))))
    missing = joined(question.language, ",", map(str, years)) or question.text
    text = say(question.language, key, row=row.label, has=has, year=missing, m=mark(book.cite(row, "header_row")))
    return Draft("not_found", text, missing=(missing,), records=(row,))


def _pair(question: Question, corpus: Corpus) -> list[Record]:
    """Two rows of one table that the question names apart: each of its terms against the row names."""
    shared: list[Term] = []
    rows: list[Record] = []
    naming: list[Term] = []
    for term in content(question):
        if _DIRECTION.fullmatch(term.surface):
            continue
        held = _named_by(term, corpus)
        if len(held) == 1 and held[0] not in rows:
            rows.append(held[0])
            naming.append(term)
        elif held:
            shared.append(term)
    for term in shared:
        held = _named_by(term, corpus)
        rest = [t for t in shared if t is not term]
        narrowed = [
            r
            for r in held
            if all(any(w in fold(r.label) for w, _ in t.alternatives) for t in rest if t.generic or not t.naming)
        ]
        if len(narrowed) == 1 and narrowed[0] not in rows:
            rows.append(narrowed[0])
            naming.append(term)
    if len(rows) != 2 or not parted(question, naming):
        return []
    return rows if rows[0].fields.get("table") == rows[1].fields.get("table") else []


def _named_by(term: Term, corpus: Corpus) -> list[Record]:
    """The rows whose name says a term, or what else it is called."""
    words = [word for word, weight in term.alternatives if weight >= 0.7]
    words += map(fold, corpus.terms.synonyms(words[0]) if words else ())
    rows = [(row, fold(row.label)) for table in corpus.tables for row in table.rows]
    named = ([row for row, label in rows if word in label] for word in words)
    return next(filter(None, named), [])


def told(question: Question, first: Side, second: Side, book: QuoteBook) -> Draft:
    """The two cells, which is more and by how much; of a plan and its result whether it was met."""
    language = question.language
    values = {"a": first.column.name, "av": first.shown, "b": second.column.name, "bv": second.shown}
    values |= {"row": first.row.label, "m": mark(book.cite(first.row, "header_row"))}
    blank = [is_empty(one.cell.verbatim) for one in (first, second)]
    if any(blank):
        text = say(language, "cell_empty" if all(blank) else "not_comparable", **values)
        return Draft("not_found", text, missing=(question.text,), records=(first.row,))
    alike = first.cell.unit == second.cell.unit or not (first.cell.unit and second.cell.unit)
    if first.cell.value is None or second.cell.value is None or not alike:
        return Draft("answered", say(language, "not_comparable", **values), records=(first.row,))
    delta = second.cell.value - first.cell.value
    unit = difference_unit(first.cell.unit)
    sign = "higher" if delta > 0 else "lower" if delta < 0 else "equal"
    text = say(language, "compare_" + sign, delta=plain(abs(delta)), unit=unit, **values)
    draft = Draft("answered", text, computed=[difference(first, second, book)], records=(first.row,))
    if first.column.stage == "plan" and second.column.stage == "actual" and first.column.year == second.column.year:
        draft.text += say(language, verdict(first, second))
    return draft


def verdict(plan: Side, actual: Side) -> str:
    """The phrase for whether an actual figure meets a plan: met, unmet, met_about or by_direction."""
    wanted, got = bounds(plan.cell), actual.cell.value
    if wanted is None or got is None or plan.cell.value is None:
        return "unknown"
    if _LOWER_IS_BETTER.search(fold(plan.row.label)):
        return "met_lower" if got <= plan.cell.value else "unmet_lower"
    if "左右" in plan.cell.qualifier and plan.cell.value * _ABOUT <= got < plan.cell.value:
        return "about_below"
    return "met" if got >= plan.cell.value else "unmet"


def difference_unit(unit: str) -> str:
    """The unit of a difference: percentages differ by percentage points."""
    return "百分点" if unit in ("%", "％", "百分点") else unit


def difference(first: Side, second: Side, book: QuoteBook, unit: str = "") -> Computed:
    """By how much two figures differ, in the unit of the first where no other is given."""
    low, high = sorted((first.cell.value or Decimal(0), second.cell.value or Decimal(0)))
    quotes = tuple(book.cite(row) for row in {s.row.id: s.row for s in (first, second)}.values())
    unit = unit or difference_unit(first.cell.unit)
    return Computed(plain(high - low), unit, f"{plain(high)} - {plain(low)}", quotes)


def plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _column(question: Question, table: Table, row: Record) -> Column | None:
    """The column that rows are compared in: the one named or of the year asked, else the last; the amount or rate."""
    values = value_columns(columns_of(table))
    if named := [c for c in named_columns(question, columns_of(table)) if c in values and not question.years]:
        return named[0]
    if dated := [c for c in values if c.stage or c.year]:
        return pick(dated, question.years[0], question) if question.years else dated[-1]
    values = [c for c in chosen(question, table, row) if c.role == "value"]
    return next((c for c in values if is_rate(c.header) == asks_rate(question)), None)


def _rows_compared(question: Question, corpus: Corpus, book: QuoteBook, rows: Sequence[Record]) -> Draft | None:
    language = question.language
    sides = []
    for row in rows:
        table = table_of(corpus, row)
        column = _column(question, table, row)
        if column is None:
            return None
        sides.append(side(row, table, column, language))
    first, second = sides
    marks = mark(*(book.cite(s.row, "header_row") for s in sides))
    unit = difference_unit(first.cell.unit)
    if not unit and not is_rate(first.column.header) and (above := unit_above(corpus, first.table)):
        unit, span = above
        marks += mark(book.cite_span(first.row.document_id, span, first.row.path, "", "header_row"))
    a, b = (f"{s.row.label} {s.column.name}" for s in sides)
    values = {"a": a, "av": first.shown, "b": b, "bv": second.shown, "m": marks}
    if first.cell.value is None or second.cell.value is None or first.cell.unit != second.cell.unit:
        return Draft("answered", say(language, "rows_not_comparable", **values), records=tuple(rows))
    delta = first.cell.value - second.cell.value
    key = "rows_higher" if delta > 0 else "rows_lower" if delta < 0 else "rows_equal"
    text = say(language, key, delta=plain(abs(delta)), unit=unit, **values)
    items = [item_of(row, (book.cite(row),)) for row in rows]
    return Draft("answered", text, items, computed=[difference(first, second, book, unit)], records=tuple(rows))
