"""Complete lists and counts of table rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.answer import Computed, Receipt
from assistant.columns import columns_of, is_empty, value_columns
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.names import Mention, Table, bare
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, in_scope
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record
from ingest.numerals import parse_english_numeral, parse_numeral
from vectorstore.query import Filter, Query
from vectorstore.records import run

_ENGLISH_ROWS = {"指标": "indicator", "项目": "item"}
_SINGLE = ("figure", "plan", "actual", "code", "where", "who", "category", "compare", "difference", "when", "content")


def tables_in_scope(question: Question, corpus: Corpus) -> list[Table]:
    """The tables of the documents a question may be answered from, narrowed to one it names whole."""
    scope = in_scope(question, corpus)
    tables = [table for table in corpus.tables if table.document_id in scope]
    named = {caption for mention in question.named("table") for caption in mention.values}
    named_so = [table for table in tables if table.caption in named] or tables
    return [table for table in named_so if _calls_rows(question, table)] or named_so


def _calls_rows(question: Question, table: Table) -> bool:
    """Whether a question calls the rows what the header over their names calls them."""
    for column in columns_of(table):
        noun = fold(column.header).removesuffix("名称")
        if (
            column.role == "name"
            and len(noun) >= 2
            and (noun in question.folded or _ENGLISH_ROWS.get(noun, "-") in question.folded)
        ):
            return True
    return False


def _place_filters(question: Question, tables: Sequence[Table]) -> tuple[list[Filter], list[Mention]]:
    """Filters on cells and categories from the names in a question."""
    cells = {fold(c) for table in tables for row in table.rows for c in row.fields["cells"].values()}
    filters: list[Filter] = []
    used: list[Mention] = []
    for mention in question.named("cell", "region", "unit"):
        wanted = tuple(v for v in mention.values if fold(v) in cells)
        if wanted and not any(m.start == mention.start for m in used):
            filters.append(Filter("cells", "is", wanted, mention.surface))
        if wanted:
            used.append(mention)
    for mention in question.named("category"):
        filters.append(Filter("category", "is", mention.values, mention.surface))
        used.append(mention)
    return filters, used


def narrowed(
    terms: Sequence[Term], tables: Sequence[Table], corpus: Corpus, *, together: bool = False
) -> tuple[list[Table], list[Term], list[Filter]]:
    """Tables, left-over terms and filters once words that only some captions or categories have are used up.

    `together`: the question adds tables up, so a word of one caption does not put the others out.
    """
    left: list[Term] = []
    filters: list[Filter] = []
    chosen = list(tables)
    for term in terms:
        words = [word for word, weight in term.alternatives if weight >= 0.75]
        captioned = [t for t in chosen if any(word in fold(t.caption) for word in words)]
        if captioned:
            chosen = chosen if together else captioned
            continue
        categories = tuple({c for t in chosen for c in t.categories if any(word in fold(bare(c)) for word in words)})
        if categories:
            filters.append(Filter("category", "is", categories, term.surface))
            continue
        titled = [t for t in chosen if any(word in fold(corpus.document[t.document_id].title) for word in words)]
        if titled:
            chosen = titled
            continue
        left.append(term)
    return chosen, left, filters


def _without_excluded(question: Question, terms: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """The terms a question wants and those it excludes: "not counting X", "X aside"."""
    cues = [cue for cue in question.found_cues if cue.name == "exclude"]
    unwanted = [
        term for term in terms if any(0 <= term.start - cue.end <= 4 or 0 <= cue.start - term.end <= 1 for cue in cues)
    ]
    return [term for term in terms if term not in unwanted], unwanted


def _not_about(tables: Sequence[Table], unwanted: Sequence[Term]) -> list[Table]:
    """The tables whose caption has none of the excluded words."""
    words = [word for term in unwanted for word, weight in term.alternatives if weight >= 0.9]
    return [table for table in tables if not any(word in fold(table.caption) for word in words)]


def nth_table(question: Question, fitting: Sequence[Table], tables: Sequence[Table]) -> list[Table]:
    """The table that a question counts off: "the second list"; all of them where it does not."""
    for cue in () if question.has("both") else question.found_cues:
        if cue.name == "nth_table" and cue.groups and fitting:
            said = cue.groups[0]
            number = (
                1
                if said in ("main", "正式", "主", "主体")
                else int(parse_numeral(said) or parse_english_numeral(said) or 0)
            )
            here = [table for table in tables if table.document_id == fitting[0].document_id]
            if 0 < number <= len(here):
                return [here[number - 1]]
    return list(tables)


def listed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Rows that meet the question's conditions, all of them, by table."""
    claimed = question.has("yesno") and bool(question.figures)
    if not corpus.tables or not (claimed or question.has("list", "count", "kind_row", "each")):
        return None
    if not question.has("list", "count", "each", "unset") and question.has(*_SINGLE):
        return None
    tables = tables_in_scope(question, corpus)
    filters, used = _place_filters(question, tables)
    terms = [t for t in content(question, [*used, *question.named("table")]) if not t.generic]
    terms, unwanted = _without_excluded(question, terms)
    tables, left, more = narrowed(terms, _not_about(tables, unwanted), corpus, together=question.has("both"))
    tables = nth_table(question, [t for t in tables if _fits(t, [*filters, *more])] or tables, tables)
    filters += more
    empty = _unset_filter(question, tables)
    filters += empty
    if not (filters or question.named("table") or question.has("kind_row")):
        return None
    for term in left:
        words = tuple(word for word, weight in term.alternatives if weight >= 0.9 and len(word) > 1)
        rows = [row for table in tables for row in table.rows]
        if any(word in fold(row.text) for row in rows for word in words):
            filters.append(Filter("text", "contains", words, term.surface))
        elif term.naming:
            return None
    if not filters and len(tables) > 1 and len(tables) == len(corpus.tables):
        return None
    fitting = [t for t in tables if _fits(t, filters)]
    if not fitting and (len(tables) == len(corpus.tables) or not question.has("kind_row", "list", "count")):
        return None
    tables = fitting or tables
    pool = [row for table in tables for row in table.rows]
    result = run(pool, Query("row", tuple(filters)))
    return told(question, result.matched, result.checked, tables, filters, book)


def _fits(table: Table, filters: Sequence[Filter]) -> bool:
    """Whether a table has the columns and categories the filters speak of."""
    for condition in filters:
        if condition.field == "category" and not set(condition.value) & set(table.categories):
            return False
        if condition.field == "cells":
            wanted = {fold(v) for v in condition.value}
            column_cells = {fold(c) for row in table.rows for c in row.fields["cells"].values()}
            if not wanted & column_cells:
                return False
    return True


def _unset_filter(question: Question, tables: Sequence[Table]) -> list[Filter]:
    """Rows whose cell in the asked year and stage says nothing."""
    if not question.has("unset"):
        return []
    for table in tables:
        found = [c for c in value_columns(columns_of(table)) if c.year in question.years or not question.years]
        if question.has("plan", "actual"):
            found = [c for c in found if c.stage == ("plan" if question.has("plan") else "actual")]
        if found:
            cells = {row.fields["cells"].get(found[0].header, "") for row in table.rows}
            blank = tuple(cell for cell in cells if is_empty(cell))
            return [Filter("cells." + found[0].header, "is", blank or ("-",), found[0].header)]
    return []


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
    distinct = len({fold(record.label) for record in records})
    if distinct != len(records):
        text += say(language, "distinct_names", distinct=distinct, count=len(records))
        computed.append(Computed(str(distinct), "项", "count_distinct(name)", ()))
    return Draft("answered", text, items, computed=computed, records=tuple(records))


def _captions(tables: Sequence[Table], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(f"《{t.caption}》" for t in tables[:4])
