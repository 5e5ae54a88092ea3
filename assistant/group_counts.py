"""How many units or places there are, and which: all that lead a task, those with one task, with more than five."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Computed, Item, Receipt
from assistant.columns import columns_of
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.names import bare
from assistant.phrases import joined, say, unit_name
from assistant.question import Question
from assistant.reading import content, newest_tasks
from assistant.rival_counts import role_field
from assistant.selecting import select
from assistant.task_sections import section_filter
from assistant.tasks import ROLES
from assistant.unit_numbers import Bound, bound_of
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Query
from vectorstore.records import COMPARISONS, run

Groups = Sequence[tuple[str, tuple[Record, ...]]]
_UNITS, _HAS_NONE = pattern("units_counted"), pattern("has_none")
_PLACES = pattern("counted_places")
_CATEGORIES = pattern("counted_categories")
_QUOTED = 3  # records quoted of each group
_IN_BOTH = re.compile(r"[都均]有|\bon both\b|\bin both\b")
_ANY_PLACE = re.compile("地方|地区|申报|places|areas|applicants")
_NAMED_PLACES = pattern("asks_named_places")
_NAMED_PLACE = re.compile("[省市县区旗州]$")


def counted(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The units of tasks, or the places of rows, that a question asks for by how many they have."""
    if question.named("unit", "row") or question.has("most", "rank", "each", "yesno", "speak"):
        return None
    if _HAS_NONE.search(question.folded):
        return None
    bound = bound_of(question, "tasks")
    if _UNITS.search(question.folded) and question.has(*ROLES, "kind_task") and (bound or question.has("count")):
        return _units(question, corpus, book, bound)
    if bound and _CATEGORIES.search(question.folded) and corpus.tables:
        return _categories(question, corpus, book, bound)
    if _PLACES.search(question.folded) and question.has("count", "list", "where") and corpus.tables:
        return _places(question, corpus, book, bound)
    return None


def _units(question: Question, corpus: Corpus, book: QuoteBook, bound: Bound | None) -> Draft | None:
    tasks = newest_tasks(question, corpus)
    section, taken = section_filter(question, corpus, ())
    left = [t for t in content(question) if t.naming and not t.generic and t not in taken]
    if not tasks or [t for t in left if not any(f.start <= t.start < f.end for f in question.figures)]:
        return None
    field = role_field(question, tasks)
    return _told(question, Query("task", (section,) if section else (), "group", field), tasks, book, bound)


def _places(question: Question, corpus: Corpus, book: QuoteBook, bound: Bound | None) -> Draft | None:
    found = select(question, corpus)
    columns = [(t, c.header) for t in found.tables for c in columns_of(t) if c.role == "place"]
    narrowed = found.filters or len(found.tables) < len(corpus.tables) or question.has("kind_row", "both")
    if [t for t in found.unbound if not bound or t.start not in bound.span] or not columns or not narrowed:
        return None
    if any(f.op in COMPARISONS for f in found.filters):
        bound = None  # the figure is said of the cells
    header = columns[0][1]
    rows = [row for t, h in columns if h == header for row in t.rows]
    return _told(question, Query("row", found.filters, "group", "cells." + header), rows, book, bound)


def _categories(question: Question, corpus: Corpus, book: QuoteBook, bound: Bound) -> Draft | None:
    """The categories that have as many rows as a question says."""
    found = select(question.without(question.named("category")), corpus)
    if found.unbound or not any(t.categories for t in found.tables) or len(found.tables) == len(corpus.tables):
        return None
    return _told(question, Query("row", found.filters, "group", "category"), found.rows, book, bound)


def named_places(question: Question, groups: Groups) -> Groups:
    """The groups of counties, districts or cities, where these are asked for and not any place or body; else all."""
    asked = _NAMED_PLACES.search(question.folded)
    return tuple(g for g in groups if asked and _NAMED_PLACE.search(fold(g[0]))) or groups


def group_item(name: str, called: str, records: Sequence[Record], quoted: int, language: str, book: QuoteBook) -> Item:
    """A group with how many records it has, of which so many are quoted."""
    text = say(language, "group_of", name=called, count=len(records))
    return Item(name, text, {"count": len(records)}, tuple(book.cite(record) for record in records[:quoted]))


def _told(question: Question, query: Query, pool: list[Record], book: QuoteBook, bound: Bound | None) -> Draft | None:
    """The groups that keep to the bound, with how many each has."""
    language = question.language
    asked = _PLACES.search(question.folded)
    named = asked is not None and not _ANY_PLACE.match(next(filter(None, asked.groups())))
    merged: dict[str, list[Record]] = {}
    of_place = query.kind == "row" and query.group_by != "category"
    for name, records in run(pool, query).groups:
        merged.setdefault(fold(name) if of_place or query.kind != "row" else bare(name), []).extend(records)
    groups = [(n, r) for n, r in merged.items() if not (of_place and named) or _NAMED_PLACE.search(n)]
    if of_place and question.has("both") and _IN_BOTH.search(question.folded):
        groups = [(n, r) for n, r in groups if len({record.fields.get("table") for record in r}) > 1]
    kept = [(n, r) for n, r in groups if bound is None or bound.holds(len(r), bound.number)]
    if bound and groups and not kept:
        none = say(language, "groups_none", bound=say(language, "bound_" + bound.key, n=bound.number))
        return Draft("not_found", none, missing=(question.text,))
    if not kept:
        return None
    kind = query.group_by if query.kind == "task" or query.group_by == "category" else "rows"
    called = {n: n if kind == "category" else unit_name(n, language) for n, _ in kept}
    items = [group_item(n, called[n], r, _QUOTED, language, book) for n, r in kept]
    parts = [say(language, "group_size", name=called[n], count=len(r)) for n, r in kept]
    text = say(
        language,
        "groups_counted",
        what=say(language, "with_" + kind),
        bound=say(language, "bound_" + bound.key, n=bound.number) if bound else "",
        count=len(items),
        parts=joined(language, ",", parts),
        m=mark(*(i.quotes[0] for i in items[:3])),
    )
    computed = [Computed(str(len(r)), "项", f"count({n})", ()) for n, r in kept]
    computed += [Computed(str(bound.number), "项", "bound", ())] if bound else []
    return Draft("answered", text, items, Receipt("group", len(items), len(groups)), computed=computed)
