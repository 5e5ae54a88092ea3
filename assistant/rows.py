"""Complete lists and counts of table rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Computed, Item, Receipt
from assistant.applicants import applicant_column
from assistant.asked import asked_contact
from assistant.columns import chosen, columns_of, is_empty, measure_of, shown
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark, split_by_table
from assistant.names import Table, bare
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.selecting import Selection, fits, select
from assistant.standing import number_said
from assistant.stated import counting_heading, heading_above, stated_total
from assistant.table_choice import beyond, calls_rows, counts_rows, no_such_row
from assistant.telling import finer
from assistant.totals import stated_in
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Query, Result
from vectorstore.records import COMPARISONS, run

Groups = Sequence[tuple[str, Sequence[Record]]]
_WHICH_ONE = re.compile(r"(?:是|有|为)?哪(?:一)?[项个种门](?:技艺|手艺|疗法|项目|非遗)?[?。]*$|\bwhich one\b")
# How many people do something, or how often, is no number of rows
_OF_PEOPLE = pattern("rows_of_people")
_BODIES = re.compile("(?<!计算)(?<!计量)单位|部门|机关|机构")  # in the header of a column
_WITH_EXTENSION, _ADDED_UP, _LIMITED = pattern("with_extension"), pattern("added_up"), pattern("rows_limited")
_SINGLE = ("figure", "plan", "actual", "code", "where", "who", "category", "compare", "difference", "when", "content")


def listed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Rows that meet the question's conditions, all of them, by table."""
    question = _added_up(question)
    claimed = question.has("yesno") and bool(question.figures)
    single = question.has("content", "where") or bool(_WHICH_ONE.search(question.folded))
    grouped = _staged(question) and bool(question.named("category"))
    asks = claimed or single or grouped or question.has("list", "count", "kind_row", "each")
    if not corpus.tables or not asks or no_such_row(question, corpus):
        return None
    found = _meant(question, select(question, corpus))
    placed = single and not question.named("row") and _placed(question, found, corpus)
    if not (claimed or placed or grouped or question.has("list", "count", "kind_row", "each")):
        return None
    conditioned = any(f.field == "category" or f.field.startswith("cells.") for f in found.filters)
    if question.has("kind_task") and not question.has("kind_row") and not conditioned:
        return None
    if not (question.has("list", "count", "each", "unset") or conditioned or placed) and question.has(*_SINGLE):
        return None
    described = all(f.field == "text" for f in found.filters)
    spoken = question.has("kind_row", "list", "each", "unset") or _counts_names(question, found)
    if described and found.filters and not spoken:
        return None
    if found.absent and (question.has("kind_row") or len(found.tables) < len(corpus.tables)):
        what = joined(question.language, ",", found.absent)
        return _nowhere(question, found, what, found.absent, len(found.rows))
    if found.unbound or not _speaks_of(question, found, corpus) or (described and _of_cells(question, found)):
        return None
    beyond = not claimed and not _jointly(question) and _other_number(question, found)
    if not found.filters and (beyond or (question.language == "zh" and found.loose)):
        return None  # what the question demands of the rows is none of the conditions known
    everywhere = len(found.tables) == len(corpus.tables)
    if not found.filters and len(found.tables) > 1 and everywhere:
        return None
    fitting = tuple(t for t in found.tables if fits(t, found.filters))
    if not fitting and (everywhere or not question.has("kind_row", "list", "count")):
        return None
    found = replace(found, tables=fitting or found.tables)
    result = found.result()
    if _beyond(question, found, result) or (not result.matched and (described or _guessed(question, found))):
        return None
    return _told(question, found, result, corpus, book)


def _added_up(question: Question) -> Question:
    """The question as one of both lists, where it adds the one that extends another to that."""
    added = _WITH_EXTENSION.search(question.folded) and _ADDED_UP.search(question.folded)
    return replace(question, cues=question.cues | {"both"}) if added and question.has("count") else question


def _of_other_years(question: Question, table: Table) -> bool:
    """Whether figures of years are asked of which a table of figures by year has none."""
    years = {c.year for c in columns_of(table)} - {None}
    return bool(question.years and years) and years.isdisjoint(question.years)


def _meant(question: Question, found: Selection) -> Selection:
    """The tables that a question means beside its words: those with codes where these are counted, lists of names."""
    tables = found.tables
    if question.has("distinct"):
        tables = tuple(t for t in tables if _code_header(question, [t])) or tables
    if question.has("both") and not found.filters:
        tables = tuple(t for t in tables if applicant_column(t)) or tables
    return replace(found, tables=tables)


def _speaks_of(question: Question, found: Selection, corpus: Corpus) -> bool:
    """Whether a question speaks of rows at all, and of no table after the last."""
    reached = asked_contact(question)
    if reached is not None and not any(reached(fold(row.text)) for row in found.rows):
        return False
    if _OF_PEOPLE.search(question.folded) and not question.has("kind_row"):
        return False
    if question.named("row") and question.has("when"):
        return False
    listed = bool(found.tables) and all(applicant_column(t) for t in found.tables)
    if listed and question.has("count") and question.has("both"):
        return not beyond(question, found.tables, corpus)
    called = question.has("kind_row") or all(calls_rows(question, t) or counts_rows(question, t) for t in found.tables)
    return bool(found.filters or question.named("table") or called) and not beyond(question, found.tables, corpus)


def _of_cells(question: Question, found: Selection) -> bool:
    """Whether cells are asked for and not rows: 计划和实际各是多少; so much of one row of a year: 有几张床位."""
    cells = question.has("plan", "actual", "figure")
    one = question.has("plan", "actual") and question.years and len(found.result().matched) == 1
    return cells and not question.has("list", "unset") and bool(one or not question.has("count", "kind_row"))


def _counts_names(question: Question, found: Selection) -> bool:
    """Whether a question counts the names on lists that say all its words: 剪纸技艺有几种."""
    worded = all(f.field == "text" for f in found.filters) and not (found.unbound or found.loose)
    if not worded or not question.has("count", "distinct") or question.has("kind_task"):
        return False
    rows = found.result().matched
    listed = {t.key for t in found.tables if applicant_column(t)}
    named = all(any(fold(w) in fold(r.label) for w in f.value) for r in rows for f in found.filters)
    return bool(rows) and named and all((r.document_id, str(r.fields.get("table"))) in listed for r in rows)


def _nowhere(question: Question, found: Selection, what: str, missing: tuple[str, ...], checked: int) -> Draft:
    """That no row of the lists has what is asked for."""
    tables = joined(question.language, ",", (f"《{t.caption}》" for t in found.tables[:4]))
    text = say(question.language, "rows_none", what=what, checked=checked, tables=tables)
    return Draft("not_found", text, missing=missing, receipt=Receipt("row", 0, checked))


def _beyond(question: Question, found: Selection, result: Result) -> bool:
    """Whether parts of a year, single places or bodies are asked of rows without, or a cell of the one row found."""
    cell = (_staged(question) or question.has("unit_of")) and not question.has("count", "unset")
    if cell and len(result.matched) == 1 and all(f.field == "text" for f in found.filters):
        return True
    tables = {t.key: t for t in found.tables}
    rows = [(tables[(r.document_id, str(r.fields.get("table", "")))], r) for r in result.matched]
    if question.has("responsible") and not question.has("kind_row"):
        columns = [c for table, _ in rows for c in columns_of(table)]
        return not any(c.role == "place" or _BODIES.search(c.header) for c in columns)
    return bool(rows) and all(_of_other_years(question, table) or finer(question, table, row) for table, row in rows)


def _guessed(question: Question, found: Selection) -> bool:
    """Whether an English question that calls nothing a row has only been read into some table's words."""
    words = [f for f in found.filters if f.field in ("text", "category")]
    return question.language == "en" and not question.has("kind_row") and len(words) == len(found.filters)


def _with_cells(record: Record, table: Table, question: Question, found: Selection) -> str:
    """A row's name, with the cells that a question asks for: its place; of a category what was planned or done."""
    columns = [c for c in columns_of(table) if c.role == "place"][:1] if question.has("where", "who") else []
    if _staged(question) and all(f.field in ("category", "label") for f in found.filters):
        columns = chosen(question, table, record)
    told = [
        shown(c.cell(record), measure_of(table, record, c), c, question.language)
        if c.role == "value"
        else "".join(c.cell(record).split())
        for c in columns
        if not is_empty(c.cell(record))
    ]
    told += [bare(str(record.fields["category"]))] if question.has("category") and record.fields.get("category") else []
    return f"{record.label}（{'，'.join(told)}）" if told else record.label


def _staged(question: Question) -> bool:
    """Whether the plan or the result of a year is asked."""
    return bool(question.years) and question.has("plan", "actual")


def _other_number(question: Question, found: Selection) -> bool:
    """Whether a question says a number that is no number of rows or tables, or limits them else: the first one."""
    limited = _LIMITED.search(question.folded) and not question.has("count")
    sizes = {*(len(t.rows) for t in found.tables), len(found.rows), len(found.tables)}
    counting = ("个", "项", "家", "") if question.language == "en" else ("个", "项", "家")
    return bool(limited) or any(f.unit in counting and f.value not in sizes for f in question.figures)


def _placed(question: Question, found: Selection, corpus: Corpus) -> bool:
    """Whether a question asks what of a place or body stands in a list that it speaks of: what did X get onto it?"""
    if not found.tables:
        return False
    narrowed = len(found.tables) < len([t for t in corpus.tables if t.document_id == found.tables[0].document_id])
    spoken = narrowed or question.has("nth_table", "kind_row") or any(f.field == "category" for f in found.filters)
    fields = {"category" if question.has("where") else "cells"}
    fields |= {"category", "cells"} if _WHICH_ONE.search(question.folded) else set()
    return spoken and any(f.field in fields for f in found.filters)


def _told(question: Question, found: Selection, result: Result, corpus: Corpus, book: QuoteBook) -> Draft:
    """The list with its breakdown by table and the count of distinct names where that differs."""
    language = question.language
    records, checked, tables, filters = result.matched, result.checked, found.tables, found.filters
    what = joined(language, ",", dict.fromkeys(f.said or str(f.value[0]) for f in filters)) or tables[0].caption
    if not records:
        return _nowhere(question, found, what, tuple(f.said for f in filters), checked)
    kind = _counted_header(question, tables)
    header, least = kind or _code_header(question, tables), _jointly(question)
    groups = run(records, Query("row", (), "group", "cells." + header)).groups if header else ()
    if header and question.has("count") and (kind or question.has("distinct")):
        return _distinct(question, groups, header, book)
    if header and least:
        records = tuple(r for _, found in groups for r in found if len(found) >= least) or records
    whole = [said for t in tables if not filters and len(tables) > 1 and (said := stated_in(t, corpus))]
    stated, differing = _stated(question, found, records, corpus, book)
    items = [item_of(record, (book.cite(record, "merged"),)) for record in records]
    book.cite(records[0], "header_row")
    stated += [book.cite(said) for said, _ in whole]
    marks = mark(*stated, *(i.quotes[0] for i in items[:3]))
    of = {t.key: t for t in tables}
    labels = [_with_cells(r, of[r.document_id, str(r.fields.get("table"))], question, found) for r in records]
    names = joined(language, ",", dict.fromkeys(labels))
    key = "rows_counted" if question.has("count") and not question.has("list") and len(records) > 12 else "rows_listed"
    text = say(language, key, what=what, count=len(records), checked=checked, names=names, m=marks)
    by_table, per_table = split_by_table(records, language)
    text += by_table + differing
    computed: list[Computed] = []
    for table in () if least else found.beside:
        if also := len(replace(found, tables=(table,)).result().matched):
            text += say(language, "rows_beside", table=table.caption, count=also)
            computed.append(Computed(str(also), "项", f"count({table.caption})", ()))
    computed += per_table
    compared = [f for f in filters if f.op in COMPARISONS]  # the bound that the question gives stands in no quote
    computed += [Computed(str(len(records)), "项", f"count({f.said})", ()) for f in compared]
    distinct = len({fold(record.label) for record in records})
    if distinct != len(records):
        text += say(language, "distinct_names", distinct=distinct, count=len(records))
        computed.append(Computed(str(distinct), "项", "count_distinct(name)", ()))
    return Draft("answered", text, items, computed=computed, records=tuple(records))


def _counted_header(question: Question, tables: Sequence[Table]) -> str:
    """The header over the groups that a question counts: 一级指标有几个."""
    columns = [c for t in tables for c in columns_of(t) if c.role in ("text", "place", "measure") and len(c.header) > 2]
    many = r"(?:一共|总共|共|都)*(?:有|分)?(?:多少|几)"
    return next((c.header for c in columns if re.search(f"{re.escape(fold(c.header))}{many}", question.folded)), "")


def _code_header(question: Question, tables: Sequence[Table]) -> str:
    """The header over the codes of lists, where a question speaks of these and not of the rows: 不同的编号有几个."""
    codes = {c.header for t in tables for c in columns_of(t) if c.role == "code"}
    said = {t.alternatives[0][0] for t in question.terms}
    return codes.pop() if len(codes) == 1 and (question.has("code", "joint") or codes & said) else ""


def _jointly(question: Question) -> int:
    """How many rows at least must have one code, where items are asked that several places put forward; else 0."""
    said = next((cue.groups[0] if cue.groups else "2" for cue in question.found_cues if cue.name == "joint"), "")
    return (number_said(said) or 2) if said else 0


def _distinct(question: Question, groups: Groups, header: str, book: QuoteBook) -> Draft:
    """What stands in a column of rows, each once."""
    items = [Item(v, f"{v} {rs[0].label}", {}, tuple(book.cite(r, "merged") for r in rs)) for v, rs in groups]
    records = tuple(record for _, found in groups for record in found)
    distinct, count, marks = len(items), len(records), mark(*(i.quotes[0] for i in items[:3]))
    text = say(question.language, "distinct_values", column=header, distinct=distinct, count=count, m=marks)
    computed = [Computed(str(n), "", "count", ()) for n in (distinct, count)]
    return Draft("answered", text, items, Receipt("row", distinct, count), computed=computed, records=records)


def _stated(
    question: Question, found: Selection, records: Sequence[Record], corpus: Corpus, book: QuoteBook
) -> tuple[list[int], str]:
    """The quotes of the headings that state how many rows are under them, and what is to be said where they err."""
    if not question.has("count", "yesno") or any(f.field != "category" for f in found.filters):
        return [], ""
    numbers, said = [], ""
    for table in found.tables:
        groups = [c for f in found.filters for c in f.value if c in table.categories] or [table.caption]
        for heading in groups:
            under = [r for r in table.rows if heading in (table.caption, r.fields.get("category"))]
            if not any(r in records for r in under):
                continue
            span = heading_above(under[0], heading, corpus)
            if heading == table.caption and (span is None or stated_total(span, under[0], corpus) is None):
                span = counting_heading(_name_header(table), table.document_id, corpus)
            total = stated_total(span, under[0], corpus) if span else None
            if span is None or total is None:
                continue
            numbers.append(book.cite_span(under[0].document_id, span, under[0].path, "", "heading"))
            if total != len(under):
                said += say(question.language, "stated_differs", total=total, count=len(under), m=mark(numbers[-1]))
    return numbers, said


def _name_header(table: Table) -> str:
    """What the header over the names of rows calls them: 改革举措 for 改革举措名称."""
    header = next((c.header for c in columns_of(table) if c.role == "name"), "")
    return fold(header).removesuffix("名称")
