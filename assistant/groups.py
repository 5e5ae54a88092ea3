"""Groups and ranks: which unit leads most tasks, which place has how many rows, who appears how often."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Computed, Item, Receipt
from assistant.columns import columns_of, named_columns
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark, split_by_table
from assistant.event_ranks import ranked_events
from assistant.group_counts import Groups, counted, group_item, named_places
from assistant.leaving_out import away, outside
from assistant.names import bare
from assistant.phrases import joined, say, unit_name
from assistant.question import Question
from assistant.reading import content, newest_tasks, said_in_title
from assistant.rival_counts import counted_against, counts_twice, role_field
from assistant.selecting import Selection, select
from assistant.shares import asks_share, percent, unshared
from assistant.standing import first_as_well, how_many, nth_place, says_place
from assistant.task_sections import section_filter
from assistant.task_telling import cite_headings
from assistant.tasks import ROLE_FIELDS
from assistant.unit_numbers import bound_of, by_units
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Query
from vectorstore.records import run

_FEW = 3  # groups of which all records are quoted
_RANKED = ("most", "least", "rank", "each")
_EDGES = ("each", "rank", "compare")
_CATEGORY = re.compile(r"(?:每|各|哪)(?:一)?(?:个)?(?:大)?(?:门)?类|类别|门类|大类|categor")
_ROWS = re.compile("指标|项目|名录|indicator|item|entr(?:y|ies)")
_CATEGORIES, _OF_KIND = pattern("which_categories"), pattern("unit_of_kind")


def grouped(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Ranks units by tasks, places or categories by rows, persons by events."""
    question = outside(question, _OF_KIND)  # 哪个县政府 names none
    if any(o.kind != "section" for o in question.ordinals):
        return None
    if (sized := by_units(question, corpus, book)) is not None:
        return sized
    rivals = ("most", "least", "compare", "difference", "each", "who", "when", "where", "kind_section")
    if question.has(*rivals) or counts_twice(question):
        compared = counted_against(question, corpus, book)
        if compared is not None:
            return compared
    of_days = any(d.precision == "day" for d in question.dates)
    if not of_days and (bounded := counted(question, corpus, book)) is not None:
        return bounded
    if ranked := ranked_events(question, corpus):
        return _told(question, ranked, sum(len(found) for _, found in ranked), book, _as_printed)
    if not (question.has(*_RANKED) or nth_place(question) or _asks_categories(question)):
        return None
    if bound_of(question, "tasks") and not question.has(*_RANKED):
        return None  # none keeps to it
    for kind, field, pool in _candidates(question, corpus):
        result = run(pool, Query(kind, (), "group", field))  # type: ignore[arg-type]
        if groups := _asked_for(question, field, result.groups):
            plain = field in ("category", "section")
            draft = _told(question, groups, len(pool), book, _as_printed if plain else unit_name)
            if draft and field == "section":
                cite_headings(draft.records, corpus, book)
            return _besides(question, draft, corpus, book) if field == "category" else draft
    return None


def _asked_for(question: Question, field: str, groups: Groups) -> Groups:
    """The groups asked for: named places alone, without those left out, categories of one name as one."""
    groups = named_places(question, groups) if field.startswith("cells.") else groups
    if kind := _OF_KIND.search(question.folded) if field in (*ROLE_FIELDS, "units") else None:
        named = re.compile(f"[^各]*{'[县区市]' if kind['place'] else ''}{kind['kind']}")
        groups = tuple(g for g in groups if named.fullmatch(fold(g[0])))
    if question.has("exclude"):
        out = {fold(bare(v)) for m in question.named("cell", "region", "unit", "category") for v in m.values}
        groups = tuple(g for g in groups if fold(bare(g[0])) not in out)
    return tuple(_merged(groups)) if field == "category" else groups


def _besides(question: Question, draft: Draft | None, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The answer with the groups of a size that is asked for as well: 哪类最多, 只有一项的又是哪两类."""
    rest = replace(question, cues=question.cues - {"most", "least"})
    also = counted(rest, corpus, book) if draft is not None and rest.cues != question.cues else None
    if draft is None or also is None:
        return draft
    text = joined(question.language, " ", (draft.text, also.text))
    return replace(draft, text=text, items=[*draft.items, *also.items], computed=[*draft.computed, *also.computed])


def _asks_categories(question: Question) -> bool:
    """Whether a question asks which categories there are, or which some rows belong to."""
    return bool(_CATEGORIES.search(question.folded))


def _as_printed(name: str, _language: str) -> str:
    return name


def _merged(groups: Groups) -> Groups:
    """Groups whose headings differ only in their number and their remark as one: （共计9项） is of one table."""
    found: dict[str, tuple[Record, ...]] = {}
    for name, records in groups:
        found[bare(name)] = found.get(bare(name), ()) + records
    return sorted(found.items(), key=lambda group: -len(group[1]))


def _candidates(question: Question, corpus: Corpus) -> list[tuple[str, str, list[Record]]]:
    found: list[tuple[str, str, list[Record]]] = []
    section, taken = section_filter(question, corpus, ())
    within = bool(section and any(o.kind == "section" for o in question.ordinals))
    tasks = newest_tasks(question, corpus)
    tasks = list(run(tasks, Query("task", (section,))).matched) if section and within else tasks
    out = [m for m in question.named("unit") if away(question, m.start)]
    loose = [t for t in content(question, out) if t.naming and not t.generic and not says_place(question, t)]
    titled = {task.document_id for task in tasks} if question.has("most", "least", "rank") else ()
    loose = [t for t in loose if t not in taken and not said_in_title(t, titled, corpus)]
    parts = question.has("kind_section") and not _ROWS.search(question.folded)
    if tasks and not loose and (parts or question.has("lead", "responsible", "share", "kind_task", "participate")):
        field = "section" if question.has("kind_section") and not within else role_field(question, tasks)
        found.append(("task", field, tasks))
    if corpus.tables:
        by_category = _by_category(question)
        asked = unshared(question) if asks_share(question) else question
        own = asked.without(asked.named("category")) if by_category else asked
        if nth_place(question) or question.has("exclude"):  # the first, which is given, or one left out
            own = own.without(own.named("cell", "region", "unit"))
        found += _row_groups(question, select(own, corpus), by_category=by_category)
    return found


def _by_category(question: Question) -> bool:
    """Whether rows are to be grouped by their categories; one that a question names then is no condition."""
    return question.has("category") or bool(_CATEGORY.search(question.folded) or _asks_categories(question))


def _row_groups(question: Question, found: Selection, *, by_category: bool) -> list[tuple[str, str, list[Record]]]:
    """The rows a question speaks of with the field it groups them by: a column of places or bodies, or categories."""
    if found.unbound or question.has("plan", "actual", "attend", "visit", "kind_task"):
        return []
    places = [(t, c.header) for t in found.tables for c in columns_of(t) if c.role == "place"]
    named = [(t, c.header) for t in found.tables for c in named_columns(question, columns_of(t)) if c.role == "text"]
    placed = question.has("where", "who", "each") or nth_place(question)
    if not by_category and (chosen := named or (places if placed else [])):
        header = chosen[0][1]
        rows = [row for t, h in chosen if h == header for row in t.rows]
        return [("row", "cells." + header, list(run(rows, Query("row", found.filters)).matched))]
    if any(t.categories for t in found.tables) and (by_category or question.has("each")):
        return [("row", "category", list(found.result().matched))]
    return []


def _told(
    question: Question, groups: Groups, checked: int, book: QuoteBook, called: Callable[[str, str], str]
) -> Draft | None:
    language = question.language
    ranked = sorted(groups, key=lambda g: len(g[1])) if question.has("least") else list(groups)
    wanted = how_many(question)
    edge = len(ranked[0][1])
    first = [group for group in ranked if len(group[1]) == edge]
    place = nth_place(question)
    if place and not first_as_well(question):
        return _nth_told(question, ranked, place, book, called)
    if question.has("most") and question.has("least") and not wanted:
        alone = (replace(question, cues=question.cues - {*_EDGES, cue}) for cue in ("least", "most"))
        both = [draft for one in alone if (draft := _told(one, groups, checked, book, called))]
        computed = [value for draft in both for value in draft.computed]
        told = tuple(record for draft in both for record in draft.records)
        return Draft("answered", joined(language, " ", (d.text for d in both)), computed=computed, records=told)
    if place and question.has("most"):
        wanted = max(wanted, place)
    if question.has("each") or _asks_order(question) or _asks_categories(question) or wanted:
        shown = ranked[:wanted] if wanted else ranked
        if wanted and len(ranked) > wanted:
            last = sorted((edge, len(shown[-1][1])))  # with those as large, or as small
            shown = [g for g in ranked if last[0] <= len(g[1]) <= last[1]]
        _cite_headings(question, shown[:_FEW], book)
        pooled = [record for _, records in shown for record in records]
        quoted = len(pooled) if len(shown) <= _FEW else 3
        items = [group_item(name, called(name, language), rs, quoted, language, book) for name, rs in shown]
        parts = joined(language, ";", (item.text for item in items))
        receipt = Receipt("group", len(items), len(groups))
        computed = [Computed(str(len(r)), "项", f"count({name})", ()) for name, r in shown]
        key = "categories" if _asks_categories(question) else "groups"
        text = say(language, key, count=len(items), parts=parts, m=mark(*items[0].quotes))
        return Draft("answered", text, items, receipt, computed=computed)
    unique, items, names = _tied(question, first, book, called)
    key = "group_most" if not question.has("least") else "group_least" if len(first) > 1 else "group_single"
    runner = next((g for g in ranked if len(g[1]) != edge), None)
    text = say(language, key, names=names, count=edge, checked=checked, m=mark(*(i.quotes[0] for i in items[:3])))
    if runner and not question.has("least"):
        text += say(language, "group_next", name=called(runner[0], language), count=len(runner[1]))
    computed = [Computed(str(len(r)), "项", f"count({n})", ()) for n, r in (*first, *filter(None, [runner]))]
    if asks_share(question):
        share = percent(edge, checked)
        text += say(language, "group_share", total=checked, percent=share)
        computed.append(Computed(share, "%", f"{edge} / {checked}", ()))
    if len(first) == 1:
        by_table, per_table = split_by_table(unique, language)
        text, computed = text + by_table, computed + per_table
    return Draft("answered", text, items, computed=computed, records=tuple(unique))


def _asks_order(question: Question) -> bool:
    """Whether all are asked for in order, and not only who is first: 排第一的."""
    most = [cue for cue in question.found_cues if cue.name == "most"]
    ranks = [cue for cue in question.found_cues if cue.name == "rank"]
    first = ranks and all(any(m.start < cue.end and cue.start < m.end for m in most) for cue in ranks)
    return question.has("rank") and not first


def _cite_headings(question: Question, groups: Groups, book: QuoteBook) -> None:
    """Quotes the headings of categories, which may state how many are under them."""
    for _, records in groups if _by_category(question) else ():
        book.cite(records[0], "category")


def _tied(
    question: Question, groups: Groups, book: QuoteBook, called: Callable[[str, str], str]
) -> tuple[list[Record], list[Item], str]:
    """All records of groups of one size, with their quotes and the names of the groups."""
    records = list({record.id: record for _, members in groups for record in members}.values())
    _cite_headings(question, groups, book)
    items = [item_of(record, (book.cite(record),)) for record in records]
    names = joined(question.language, ",", (called(name, question.language) for name, _ in groups))
    return records, items, names


def _nth_told(
    question: Question, ranked: Groups, place: int, book: QuoteBook, called: Callable[[str, str], str]
) -> Draft | None:
    """The groups at one place of an order, with all their records."""
    if place > len(ranked):
        return None
    language, size = question.language, len(ranked[place - 1][1])
    tied = [group for group in ranked if len(group[1]) == size]
    records, items, names = _tied(question, tied, book, called)
    text = say(language, "group_nth", n=place, names=names, count=size, m=mark(*(i.quotes[0] for i in items[:3])))
    computed = [Computed(str(size), "项", f"count({name})", ()) for name, _ in tied]
    computed.append(Computed(str(place), "", "place", ()))
    return Draft("answered", text, items, computed=computed, records=tuple(records))
