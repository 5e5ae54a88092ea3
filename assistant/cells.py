"""Single cells: the row by its name, the column by year and stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Item
from assistant.applicants import applicant_column, pictured, says_new
from assistant.beside import said_again
from assistant.claims import asks_why, from_elsewhere, misstated, place_claims
from assistant.columns import Column, chosen, columns_of, done_in_fact, is_empty, measure_of, shown, value_columns
from assistant.comparing import without
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.leaving_out import away
from assistant.measure import asked_measure, asks_rate, is_rate
from assistant.names import Mention, bare
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.reading import content
from assistant.relevance import Scored, ranked
from assistant.rows_beside import several_rows
from assistant.selecting import select
from assistant.spoken_rows import (
    called_rows,
    claimed_rows,
    described_rows,
    figureless,
    headed_rows,
    measured_rows,
    named_rows,
    one_row,
    strange,
    table_of,
    total_rows,
    unplaced,
)
from assistant.stated import heading_above
from assistant.table_choice import captioned, extended, says_extension
from assistant.telling import of_year, tells, unit_above
from ingest.figures import find_figures, parse_cell
from ingest.fold import fold
from ingest.model import Record

ROW_FLOOR = 0.6
_BEST = 5  # candidates of which one may state the amount, where the name of a rate is taken for it
_AS_WELL = 0.9  # how much of what the rate's row says such a sentence must say
_UNTOLD = pattern("untold_of_rows")  # what no list of names tells
_OF_NAMES = ("code", "where", "who", "category")  # what a list of names tells
_FINDING = (named_rows, called_rows, several_rows, headed_rows, claimed_rows, total_rows, measured_rows, one_row)
_IN_PARENTHESES = re.compile(r"括号|括弧|\b(?:brackets?|parenthes[ei]s)\b")
_WHICH_LIST = pattern("which_list")
_OF_CELLS = ("code", "category", "count", "figure", "when", "most", "least", "rank", "difference", "each")
_REMARK = re.compile(r"[(（]([^()（）]*)[)）]")
_WHO = re.compile(r"单位|部门|机构|机关|负责|责任|牵头|主体|企业|人(?:$|员)|姓名|组长|主任")


def looked_up(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The cells a question asks for, with unit, qualifier and the header they stand under."""
    out = [m for m in question.named("cell", "region", "unit") if away(question, m.start)]
    question, gone = question.without(out), {fold(value) for m in out for value in m.values}
    rows = [r for r in found_rows(question, corpus) if not gone & set(map(fold, r.fields["cells"].values()))]
    if not rows and (claims := place_claims(question)):
        rows = [
            r for r in found_rows(question.without(claims), corpus) if from_elsewhere(r, table_of(corpus, r), claims)
        ]
    rows = [row for row in rows if tells(question, corpus, row, table_of(corpus, row))]
    if not rows:
        return None
    if question.has("count") and not question.named("row"):
        found = select(question, corpus)
        if not found.unbound and any(f.field == "cells" for f in found.filters):
            return None  # it counts the rows that have a cell
    headers = [fold(header) for row in rows for header in table_of(corpus, row).headers]
    given = question.has("responsible") and not question.has("count", "figure")  # 派给某省多少
    tasks = {task.span.start for task in corpus.of_kind["task"] if task.document_id == rows[0].document_id}
    if (given or question.has("who", "lead")) and (rows[0].span.start in tasks or not any(map(_WHO.search, headers))):
        return None  # no column says who, or the task does
    return tell(question, corpus, book, rows)


def found_rows(question: Question, corpus: Corpus) -> list[Record]:
    """The rows that the first way of naming them finds, where nothing else is said of them."""
    rows = next((rows for find in _FINDING if (rows := find(question, corpus))), [])
    asked = figureless(question) if asks_why(question) else question
    return [] if question.language == "zh" and unplaced(asked, corpus, rows) else rows


def elsewhere(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """That a table has no such figure of a place: it has the indicator, and nothing says it of the place."""
    places = question.named("region")
    if places and question.has("kind_row") and any(applicant_column(t) for t in select(question, corpus).tables):
        return None
    if not places or not question.has("plan", "actual", "figure", "count"):
        return None
    starts = {place.start for place in places}  # a name may be that of a place and of a body
    rest = question.without(m for m in question.mentions if m.start in starts)
    rows, missing, score = described_rows(rest, corpus)
    rows = found_rows(rest, corpus) or (rows if score >= ROW_FLOOR and not missing else [])
    if len(rows) != 1 or not any(c.year and c.stage for c in columns_of(table_of(corpus, rows[0]))):
        return None
    if _said_of(places, rows[0], rest, corpus):
        return None
    marks = mark(book.cite(rows[0], "header_row"))
    place = places[0].surface
    text = say(question.language, "cell_no_place", row=rows[0].label, place=place, m=marks)
    return Draft("not_found", text, missing=(place,), records=(rows[0],))


def _said_of(places: Sequence[Mention], row: Record, question: Question, corpus: Corpus) -> bool:
    """Whether the row or its document is of one of the places, or some sentence says of it what the row is of."""
    names = {fold(v) for place in places for v in (place.surface, *place.values)}
    names |= {name[:-1] for name in names if len(name) > 2}
    table = table_of(corpus, row)
    if any(name in corpus.titles[row.document_id] or name in fold(row.text + table.caption) for name in names):
        return True
    words = {w for t in content(question) for w, weight in t.alternatives if weight >= 0.9 and w in fold(row.label)}
    items = (e.own for e in corpus.evidence.items)
    return any(any(n in own for n in names) and any(w in own for w in words) for own in items)


def by_number(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The asked cells of the row of a number, where the words beside it speak of one table: 界址点5号."""
    if not any(o.kind in ("row", "item") for o in question.ordinals) or question.has("kind_task", "kind_article"):
        return None
    if question.named("row") or not captioned(question, corpus):
        return None
    rows = named_rows(question, corpus)
    stray = unplaced(question, corpus, rows) if rows else []
    if not rows or (stray and (question.language == "zh" or 2 * len(stray) > len(content(question)))):
        return None
    return tell(question, corpus, book, rows)


def described(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The same for rows the question only paraphrases."""
    rows, missing, score = described_rows(question, corpus)
    if not rows or score < ROW_FLOOR or strange(missing, question, corpus):
        return None
    rows = [row for row in rows if tells(question, corpus, row, table_of(corpus, row))]
    if not rows or merely_of_kind(question, corpus, rows[0]):
        return None
    if {"count"} == question.cues & {"count", "figure"} and not asked_measure(question) and _in_money(rows[0]):
        return None  # 几项: no yuan are counted
    ahead = {c.stage for c in columns_of(table_of(corpus, rows[0])) if c.year in question.years} == {"plan"}
    planned = question.has("plan") and question.years and not question.has("figure", "count")
    planned = planned or (ahead and not asked_measure(question))
    if is_rate(rows[0].label) and not asks_rate(question) and not planned and not question.has("kind_row"):
        found = [s for s in ranked(question, corpus, content(question)) if not s.heading]
        if found and amounts_first(found, question)[0].evidence.kind != "row":
            return None
    return tell(question, corpus, book, rows)


def _in_money(row: Record) -> bool:
    """Whether a row has a cell that gives its unit as yuan, and not so much for each."""
    return any(cell.endswith("元") and "/" not in cell for cell in map(fold, row.fields["cells"].values()))


def merely_of_kind(question: Question, corpus: Corpus, row: Record) -> bool:
    """Whether the name of a row of a list says no word of a description, but at most its kind: 把…的手艺."""
    painted = question.language == "zh" and pictured(question)
    if not painted or not applicant_column(table_of(corpus, row)):
        return False
    said = [t.surface for t in content(question) if t.end <= len(painted) and len(t.surface) > 1]
    return not any(word in fold(row.label) for word in said)


def remarked(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What stands in parentheses behind the name of a row."""
    if not _IN_PARENTHESES.search(question.folded) or not question.named("row"):
        return None
    rows = [row for row in named_rows(question, corpus) if _REMARK.search(row.label)]
    told = {bare(row.label): _REMARK.findall(row.label) for row in rows}
    if not told:
        return None
    sentences = [
        say(question.language, "row_remark", row=name, remark="、".join(remarks), m=mark(*map(book.cite, rows)))
        for name, remarks in told.items()
    ]
    return Draft("answered", joined(question.language, " ", sentences), records=tuple(rows))


def which_list(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Which of two lists has a row, where a question asks whether that is new on the one or extends it."""
    which = _WHICH_LIST.search(question.folded)
    asks = which or (question.has("yesno", "compare") and not question.has("where", "who"))
    if not asks or question.has(*_OF_CELLS) or question.named("region", "cell"):
        return None
    other_way = described(question, corpus, QuoteBook(corpus))
    rows = named_rows(question, corpus) or found_rows(question, corpus) or list(other_way.records if other_way else ())
    captions = "".join(fold(table.caption) for table in corpus.tables)
    stray = unplaced(question, corpus, rows) if question.language == "zh" and rows else []
    for row in rows[:1] if not any(t.naming and not t.said_in(captions) for t in stray) else ():
        table, lists = table_of(corpus, row), says_new(question) or question.has("nth_table") or which
        pair = next((pair for pair in extended(corpus.tables) if table in pair), None)
        if pair and (lists or says_extension(question, *pair, corpus)):
            other = next(t for t in pair if t != table)
            span = heading_above(row, table.caption, corpus) or row.span
            marks = mark(*map(book.cite, rows), book.cite_span(row.document_id, span, row.path, "", "heading"))
            text = say(question.language, "on_list", row=row.label, table=table.caption, other=other.caption, m=marks)
            return Draft("answered", text, records=tuple(rows))
    return None


def amounts_first(found: Sequence[Scored], question: Question) -> Sequence[Scored]:
    """The sentence with the amount before the row of its rate, where a question asks for no rate."""
    first = found[0]
    if first.evidence.record is None or not is_rate(first.evidence.record.label) or asks_rate(question):
        return found
    said = next((s for s in found[:_BEST] if s.evidence.kind != "row" and s.own >= _AS_WELL * first.own), None)
    units = {f.unit for f in find_figures(said.evidence.reading)} if said is not None and said.meets else set()
    if said is None or not units - {"", "%", "百分点"}:
        return found
    return [said, *(s for s in found if s is not said)]


def tell(question: Question, corpus: Corpus, book: QuoteBook, rows: Sequence[Record]) -> Draft | None:
    """The asked cells of some rows in a sentence each."""
    if _asks_no_cell(question, corpus, rows):
        return None
    language = question.language
    sentences: list[str] = []
    used: list[Record] = []
    absent: list[Record] = []
    for row in rows:
        table = table_of(corpus, row)
        columns = chosen(question, table, row) if of_year(question, corpus, row, table) else []
        if question.has("category") and row.fields.get("category"):
            marks = mark(book.cite(row, "category"))
            category = bare(str(row.fields["category"]))
            sentences.append(say(language, "row_category", row=row.label, category=category, m=marks))
            used.append(row)
            columns = columns if question.has("where", "code", "figure", "unit_of") else []
            if not columns:
                continue
        elsewhere = from_elsewhere(row, table, place_claims(question))
        columns = list(dict.fromkeys([*elsewhere, *columns])) if columns else []
        filled = [c for c in columns if not is_empty(c.cell(row))]
        if not filled:
            absent.append(row)
            continue
        used.append(row)
        marks = mark(book.cite(row, "header_row", "merged"))
        above = unit_above(corpus, table)
        if elsewhere or misstated(question, row, filled, [measure_of(table, row, column) for column in filled]):
            sentences.append(say(language, "not_so").strip())
        for column in filled:
            measure, beside = measure_of(table, row, column), ""
            if not measure and above and column.role == "value" and not is_rate(column.header):
                measure, span = above
                beside = mark(book.cite_span(row.document_id, span, row.path, "", "header_row"))
            value = shown(column.cell(row), measure, column, language)
            beside += mark(*map(book.cite, said_again(row, parse_cell(column.cell(row), measure), corpus)))
            sentences.append(_sentence(row, column, value, marks + beside, language))
    if not sentences:
        return _absent(question, corpus, book, absent)
    draft = Draft("answered", joined(language, " ", sentences), records=tuple(used))
    if len(used) > 1:
        draft.items = _members(question, corpus, book, used)
    return draft


def _members(question: Question, corpus: Corpus, book: QuoteBook, rows: Sequence[Record]) -> list[Item]:
    """The rows told; of one thing that several put forward these, where they are asked: 哪几个区一起申报."""
    items, header = [item_of(row, (book.cite(row),)) for row in rows], applicant_column(table_of(corpus, rows[0]))
    if not header or not question.has("where", "who") or len({fold(bare(row.label)) for row in rows}) > 1:
        return items
    return [replace(i, label="".join(i.fields["cells"].get(header, "").split())) for i in items]


def _asks_no_cell(question: Question, corpus: Corpus, rows: Sequence[Record]) -> bool:
    """Whether rows that only say who put forward what are asked for a time, a number or a thing "of" them."""
    if not all(applicant_column(table_of(corpus, row)) for row in rows):
        return False
    if question.has(*_OF_NAMES) and not _UNTOLD.search(question.folded):
        return False
    if question.has("when", "deadline") or _UNTOLD.search(question.folded):
        return True
    figured = question.has("figure", "count") and not question.has("kind_row", "list", "content", "yesno")
    return figured or any(question.folded[t.end :].startswith(" of ") for t in unplaced(question, corpus, rows))


def _sentence(row: Record, column: Column, value: str, marks: str, language: str) -> str:
    key = "cell_value" if column.role == "value" or column.stage or column.year else "cell_text"
    return say(language, key, row=row.label, column=column.name, value=value, m=marks)


def _absent(question: Question, corpus: Corpus, book: QuoteBook, rows: Sequence[Record]) -> Draft | None:
    """Names the year, stage or value that a row does not have, and quotes what it has."""
    table = table_of(corpus, rows[0])
    columns = columns_of(table)
    unknown = [year for year in question.years if year not in {column.year for column in columns}]
    staged = {c.stage for c in columns if c.year in question.years}
    key = "cell_no_year" if unknown and value_columns(columns) else "cell_empty"
    key = "cell_no_result" if value_columns(columns) and staged == {"plan"} and done_in_fact(question) else key
    return without(question, rows[0], table, unknown or question.years, book, key)
