"""Which rows of which tables a question speaks of: its names, words and conditions as filters of one query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.applicants import absent_places, applicant_column, applicants, asks_for, only_lists
from assistant.binding import crosses, forgiven, goes_without_saying, like_category, partly_said
from assistant.conditions import conditions
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.leaving_out import IS_NOT, away, not_about, others, without_excluded
from assistant.names import Mention, Table, bare
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content
from assistant.standing import says_place
from assistant.table_choice import (
    above,
    counts_rows,
    hinted,
    main_list,
    narrowed,
    nth_table,
    sized,
    tables_in_scope,
)
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record
from ingest.numerals import parse_numeral
from vectorstore.query import Filter, Query, Result
from vectorstore.records import COMPARISONS, run

_TOTAL = re.compile(r"^(?:总计|合计|小计|总数|共计|全国合计)$")
_ALONE = pattern("all_alone")
_ADMINISTERS = re.compile("(?:管委会|管理委员会|人民政府)$")
_PUNCTUATION = re.compile(r"[()、,/]")
_FROM = re.compile(r"(?:来自|[由在归])$|\b(?:from|by|of|in|for) (?:the )?$")
_GROUP_WORDS = ("类别", "分类", "种类", "门类", "大类")
_GROUPS_COUNTED = re.compile(r"([一二两三四五六七八九十\d]+)大")  # 九大 in 九大类
_ISSUED = re.compile(r"(?:公开|公布|发布|印发|下发|所附|附带|公示)(?:的)?(?=清单|名单|名录|目录|表|单子)")
# How the names asked for begin or end, or what they say: 以…结尾, names ending in
_NAMED_SO = pattern("named_so_and_so")
_LONG = 4  # characters from which on a word says what is asked, even where it names no thing: 军民融合


def _name_filters(question: Question, tables: Sequence[Table]) -> tuple[list[Filter], list[Mention]]:
    """Filters on cells and categories from the names in a question."""
    filters: list[Filter] = []
    used: list[Mention] = []
    names = question.named("cell", "region", "unit")
    for start in dict.fromkeys(mention.start for mention in names):
        here = [mention for mention in names if mention.start == start]
        values = dict.fromkeys(v for mention in here for value in mention.values for v in (value, _seat(value)))
        whole = [v for v in values if fold(v) == fold(here[0].surface)]  # said in full, it is no other's short name
        wanted = tuple(v for v in whole if any(fold(v) in table.cells for table in tables))
        wanted = wanted or tuple(v for v in values if any(fold(v) in table.cells for table in tables))
        if IS_NOT.search(question.folded[:start]):
            filters += others(wanted, tables)
        elif away(question, start):
            filters += (rest := others(wanted, tables, say(question.language, "without_name", name=here[0].surface)))
            used += here if rest else ()
        elif wanted:
            alone = _ALONE.search(question.folded[:start])  # 只有科技部: no cell that lists others as well
            filters.append(Filter("cells", "is" if alone else "has", wanted, here[0].surface))
            used += here
    for mention in question.named("category"):
        meant, said = mention.values, mention.surface
        if away(question, mention.start):
            meant = tuple(c for table in tables for c in table.categories if c not in mention.values)
            said = say(question.language, "without_name", name=said)
        filters.append(Filter("category", "is", meant, said))
        used.append(mention)
    return filters, used


def _seat(unit: str) -> str:
    """What a body administers, whose name a cell may have in the place of its own: 示范区 of 示范区管委会."""
    return _ADMINISTERS.sub("", unit) or unit


def _without_listing(question: Question, terms: Sequence[Term], tables: Sequence[Table]) -> list[Term]:
    """The terms without those that only say that something is listed or of what kind it is, for lists of names."""
    if not any(applicant_column(t) for t in tables):
        return list(terms)
    captions = [fold(t.caption) for t in tables]
    idle = [t for t in terms if asks_for(question, t) or only_lists(t)]
    return [t for t in terms if t not in idle or any(t.surface in c for c in captions)]


def _called_so(question: Question, tables: Sequence[Table], terms: Sequence[Term]) -> tuple[list[Filter], list[Term]]:
    """A filter on the names of rows that begin or end as a question says, with the terms that say so."""
    found = _NAMED_SO.search(question.folded)
    if found is None:
        return [], []
    near = [t for t in terms if found.start() <= t.start < found.end() + 3]
    words = [found["quoted"] or found["said"] or found["held"] or ""]
    if found["en"]:
        near = near[:1]
        words = [word for t in near for word, weight in t.alternatives if weight >= 0.75]
    how = found["zh"] or found["en"] or ""
    tests = {"结": str.endswith, "收": str.endswith, "e": str.endswith, "": str.__contains__}
    test = tests.get(how[:1], str.startswith)
    labels = (row.label for table in tables for row in table.rows)
    fitting = tuple(dict.fromkeys(n for n in labels if any(w and test(fold(bare(n)), w) for w in words)))
    return ([Filter("label", "is", fitting, words[0])], near) if fitting else ([], [])


def fits(table: Table, filters: Iterable[Filter]) -> bool:
    """Whether a table has the columns and categories the filters speak of."""
    for condition in filters:
        if condition.field == "label" and not any(row.label in condition.value for row in table.rows):
            return False
        if condition.field == "category" and not set(condition.value) & set(table.categories):
            return False
        if condition.field == "cells" and not any(fold(v) in table.cells for v in condition.value):
            return False
        if condition.field.startswith("cells.") and condition.field.removeprefix("cells.") not in table.headers:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Selection:
    """Tables, the filters on their rows, and the words of the question that nothing in them answers to."""

    tables: tuple[Table, ...]
    filters: tuple[Filter, ...]
    unbound: tuple[Term, ...]
    loose: tuple[Term, ...] = ()  # words that name no thing and that nothing answers to
    beside: tuple[Table, ...] = ()  # tables that the question may mean as well
    absent: tuple[str, ...] = ()  # places and kinds of bodies asked for that put none of the rows forward

    @property
    def rows(self) -> list[Record]:
        """All rows of the tables."""
        return [row for table in self.tables for row in table.rows]

    def result(self) -> Result:
        """The rows that meet every filter; without the row that adds the others up, unless words are looked for."""
        compared = all(f.op in COMPARISONS or f.field.startswith("cells.") for f in self.filters)
        return run([r for r in self.rows if not (compared and is_total(r))], Query("row", self.filters))


def is_total(row: Record) -> bool:
    """Whether a row adds the others up."""
    return bool(_TOTAL.match(fold(row.label)))


def select(question: Question, corpus: Corpus, also: Sequence[Filter] = ()) -> Selection:
    """Binds each content word of a question to a table, a category, a cell, a column or the text of rows.

    `also`: what the tables must have besides, though their rows need not meet it.
    """
    tables = tables_in_scope(question, corpus)
    tables = [t for t in tables if all(fits(t, [f]) for f in also)] or tables
    filters, used = _name_filters(question, tables)
    terms = [t for t in content(question, [*used, *question.named("table")]) if not t.generic]
    terms, unwanted = without_excluded(question, terms)
    terms = [t for t in terms if not says_place(question, t)]
    named_so, taken = _called_so(question, tables, terms)
    filters += named_so
    terms = [t for t in terms if t not in taken]
    issued = [found.span() for found in _ISSUED.finditer(question.folded)]
    terms = [t for t in terms if not any(start <= t.start < end for start, end in issued)]
    for cell, (start, end) in partly_said(question, tables).items():
        named = any(m.start < end and start < m.end for m in used)
        if not named and len({t.key for t in tables if fold(cell) in t.cells}) == 1:
            filters.append(Filter("cells", "has", (cell,), question.folded[start:end]))
            terms = [t for t in terms if not (t.start < end and start < t.end)]
    tables = hinted(question, [t for t in tables if fits(t, named_so)], corpus)
    terms = _without_listing(question, terms, tables)
    tables, left, more = narrowed(terms, not_about(tables, unwanted), corpus, together=question.has("both"))
    filters += more
    tables = nth_table(question, [t for t in tables if fits(t, filters)] or tables, tables)
    tables, size = sized(question, tables)
    tables, beside = main_list(question, tables)
    left = [t for t in left if not size or size not in t.surface]
    tables, left, more = _conditioned(question, tables, left)
    filters += more
    bodies = applicants(question, tables, left)
    filters += bodies.filters
    tables = [t for t in tables if fits(t, bodies.filters)] or tables
    left = [t for t in left if t not in bodies.used]
    unbound, loose = [], []
    rows = [row for table in tables for row in table.rows]
    for term in (t for t in left if not goes_without_saying(question, t, tables)):
        words = tuple(word for word, weight in term.alternatives if weight >= 0.9 and len(word) > 1)
        if any(word in fold(row.text) for row in rows for word in words):
            filters.append(Filter("text", "contains", words, term.surface))
        elif not question.has("kind_task") and (category := like_category(term, tables, corpus)):
            filters.append(Filter("category", "is", category, bare(category[0])))
        elif term.naming or len(term.alternatives[0][0]) >= _LONG:
            unbound.append(term)
        elif len(term.surface) > 1:
            loose.append(term)
    on_cells = any(f.op in COMPARISONS or f.field.startswith("cells.") for f in filters)
    compared = on_cells and not any(f.field == "text" for f in filters)
    compared = bool(tables) and (compared or (not filters and all(counts_rows(question, t) for t in tables)))
    if compared and forgiven(question, unbound, tables, above(tables[0], corpus)):
        unbound = []
    absent = bodies.absent or absent_places(question, tables, unbound)
    filters = _of_names(question, filters, rows)
    return Selection(tuple(tables), tuple(filters), tuple(unbound), tuple(loose), tuple(beside), absent)


def _of_names(question: Question, filters: list[Filter], rows: Sequence[Record]) -> list[Filter]:
    """The filters with a place that none of the rows is of as what a name says: 陇西腊肉 put forward by a college."""
    names = {m.surface: m.values for m in question.named("region") if not _FROM.search(question.folded[: m.start])}
    places = [f for f in filters if f.op == "has" and f.said in names]
    rest = [f for f in filters if f not in places]
    if not places or not any(f.field == "text" for f in rest) or run(rows, Query("row", tuple(filters))).matched:
        return filters
    named = (*rest, *(Filter("text", "contains", tuple(fold(v)[:2] for v in names[f.said]), f.said) for f in places))
    return list(named) if run(rows, Query("row", named)).matched else filters


def _counts_groups(term: Term, tables: Sequence[Table]) -> bool:
    """Whether a word says how many categories a table has: 九大 in 九大门类."""
    said = _GROUPS_COUNTED.match(term.surface)
    number = parse_numeral(said.group(1)) if said else None
    return number is not None and any(len({bare(c) for c in t.categories}) == number for t in tables)


def _conditioned(
    question: Question, tables: Sequence[Table], terms: Sequence[Term]
) -> tuple[list[Table], list[Term], list[Filter]]:
    """Tables, terms and filters once the conditions on cells are met and the words for columns used up."""
    filters: list[Filter] = []
    chosen, left = list(tables), list(terms)
    for table in tables:
        filters, used = conditions(question, table, left)
        if filters:
            chosen = [t for t in tables if fits(t, filters)]
            left = [t for t in left if t not in used]
            break
    headers = [_PUNCTUATION.sub("", fold(header)) for table in chosen for header in table.headers]
    headers += [word for word in _GROUP_WORDS for table in chosen if table.categories]
    left = [t for t in left if not any(w in h for h in headers for w, weight in t.alternatives if weight >= 0.75)]
    left = [t for t in left if not crosses(question, t, headers) and not _counts_groups(t, chosen)]
    return chosen, left, filters
