"""Two or more units, places, categories or sections that a question sets beside each other, by how much each has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Computed
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.event_query import closer_dates
from assistant.event_ranks import rival_events
from assistant.evidence import Evidence
from assistant.names import bare
from assistant.phrases import say, unit_name
from assistant.question import Question
from assistant.reading import newest_tasks, scoped, unknown_terms
from assistant.selecting import fits, select
from assistant.table_choice import both_lists
from assistant.task_sections import rivals
from assistant.task_telling import cite_headings
from assistant.tasks import role_fields
from assistant.totals import stated_in
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Filter, Query
from vectorstore.records import run

Counted = Sequence[tuple[str, tuple[Record, ...]]]
_RIVALS = ("most", "least", "compare", "difference")
_TOGETHER = re.compile(r"[一总拢统]共|共计|合计|[加合]起来|加一块|\b(?:in total|together|combined|altogether)\b")
_MORE = re.compile(r"多|少(?!数)|\b(?:more|fewer|less)\b")


def counted_against(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Two or more units or places the question names, by how many tasks or rows each has."""
    one_trip = question.has("attend", "chair", "speak", "kind_inspection") and closer_dates(question)
    together = _TOGETHER.search(question.folded) and not question.has(*_RIVALS)
    others = (_section_tasks, _unit_tasks, _tables, _place_rows, _categories, _members)
    finding = (rival_events,) if one_trip else (rival_events, *(others[2:4] if together else others))
    find, counted = next(((f, c) for f in finding if (c := f(question, corpus))), (_members, []))
    several = len(counted) > 2 and _TOGETHER.search(question.folded) and question.has("difference")
    if not counted or question.has("exclude") or several:  # two of them against a third
        return None
    language = question.language
    people = "_people" if any(r.kind == "member" for _, found in counted for r in found) else ""

    def called(name: str) -> str:
        if find in (_unit_tasks, _place_rows):
            return unit_name(bare(name), language)
        return name if find is _section_tasks else bare(name)

    ranked = sorted(counted, key=lambda pair: -len(pair[1]))
    told = _stated(counted, corpus) if find is _tables else []
    parts = [say(language, "group_of" + people, name=called(name), count=len(found)) for name, found in counted]
    delta = len(ranked[0][1]) - len(ranked[1][1])
    verdict = say(language, "more_of", name=called(ranked[0][0])) if delta else say(language, "same_number")
    records = list({r.id: r for _, found in counted for r in found}.values())
    items = [item_of(r, (book.cite(r),)) for r in records]
    headings = cite_headings(records, corpus, book) if find is _section_tasks else []
    marks = mark(*headings, *(book.cite(found[0]) for _, found in counted if found), *map(book.cite, told))
    between = ("，" if language == "zh" else "; ").join(parts)
    key = "counts_together" if together else "compare_counts" + people
    text = say(language, key, parts=between, verdict=verdict, delta=delta, total=len(records), m=marks)
    computed = [Computed(str(len(found)), "项", f"count({name})", ()) for name, found in counted]
    computed.append(Computed(str(delta), "项", f"{len(ranked[0][1])} - {len(ranked[1][1])}", ()))
    computed += [Computed(str(len(records)), "项", "sum", ())] if together else []
    return Draft("answered", text, items, computed=computed, records=tuple(records))


def _stated(counted: Counted, corpus: Corpus) -> list[Evidence]:
    """Where it is stated how many rows lists have that are counted whole."""
    whole = [t for t in corpus.tables for name, found in counted if t.caption == name and len(t.rows) == len(found)]
    return [said[0] for t in whole if (said := stated_in(t, corpus))]


def counts_twice(question: Question) -> bool:
    """Whether a question asks how many of one thing and how many of another, or of both together."""
    counts = {cue.start for cue in question.found_cues if cue.name == "count"}
    return len(counts) > 1 or bool(counts and _TOGETHER.search(question.folded))


def _section_tasks(question: Question, corpus: Corpus) -> Counted:
    """The tasks of each section that a question names beside another."""
    if not question.has("most", "least", "compare", "difference", "each") and not _MORE.search(question.folded):
        return []
    found = rivals(question, corpus)
    if len(found) < 2 or question.named("unit"):
        return []
    pool = newest_tasks(question, corpus)
    return [(s, run(pool, Query("task", (Filter("section", "is", (s,)),))).matched) for s in found]


def _tables(question: Question, corpus: Corpus) -> Counted:
    """The rows of two lists of one document that a question sets beside each other: the main one and the other."""
    twice = len({cue.start for cue in question.found_cues if cue.name == "count"}) > 1  # not: in total
    if not (twice or question.has("compare", "difference", "each") or _MORE.search(question.folded)):
        return []
    if (question.has("rank", "most") and question.has("where", "who")) or unknown_terms(question.terms, corpus):
        return []  # places of both
    places = question.named("cell", "region", "unit")
    several = len({m.start for m in places}) > 1 or len({m.start for m in question.named("category")}) > 1
    if several or question.named("row") or len(found := both_lists(question, corpus)) != 2:
        return []
    wanted = [Filter("category", "is", m.values) for m in question.named("category")]
    wanted += [Filter("cells", "has", tuple(v for m in places for v in m.values))] if places else []
    return [(t.caption, run(t.rows, Query("row", tuple(wanted))).matched) for t in found]


def _members(question: Question, corpus: Corpus) -> Counted:
    """The members under each heading that a question names beside another: 专家委员, 部门委员."""
    if not question.has("compare", "difference"):
        return []
    scope = scoped(question, corpus)
    groups: dict[str, list[Record]] = {}
    for record in corpus.of_kind["member"]:
        if record.document_id in scope and record.path:
            groups.setdefault(fold(bare(record.path[-1])), []).append(record)
    said = sorted((g for g in groups if g in question.folded), key=question.folded.index)
    return [(name, tuple(groups[name])) for name in said] if len(said) > 1 else []


def role_field(question: Question, pool: Sequence[Record]) -> str:
    """The field of the role that a question gives units: of those that share or take part, the one the tasks have."""
    fields = role_fields(question)
    if fields == ("shared", "participants"):
        first, other = ("participants", "shared") if question.has("participate") else fields
        return first if any(r.fields.get(first) for r in pool) else other
    return fields[0] if len(fields) == 1 else "units"


def _unit_tasks(question: Question, corpus: Corpus) -> Counted:
    """The tasks of each unit that a question names beside another."""
    named = question.named("unit")
    if question.has("kind_task"):  # what is done by a place is done by its government
        places = {m.start: m for m in question.named("region")} if not question.has("kind_row", "mention") else {}
        ruling = {at: unit for at, m in places.items() if (unit := corpus.names.governing(m))}
        named = (*(m for m in named if m.start not in ruling), *(ruling[at] for at in sorted(ruling)))
    units = list({m.values: m for m in named}.values())
    roles = question.has("lead", "responsible", "share", "kind_task", "participate")
    if len(units) < 2 or not roles:
        return []
    if not question.has("most", "least", "compare", "difference", "each") and not _MORE.search(question.folded):
        return []
    pool = newest_tasks(question, corpus)
    field = role_field(question, pool)
    return [(m.values[0], run(pool, Query("task", (Filter(field, "is", m.values),))).matched) for m in units]


def _place_rows(question: Question, corpus: Corpus) -> Counted:
    """The rows of each place, or of each category, that a question names beside another."""
    crossed = all(len({m.start for m in question.named(*k)}) > 1 for k in (("cell", "region"), ("category",)))
    asks = question.has("kind_row", "count", "where", *_RIVALS)
    of_tasks = question.has("kind_task") and not question.has("kind_row")
    if crossed or of_tasks or question.named("row") or not asks:
        return []
    for kinds, field in ((("cell", "region"), "cells"), (("category",), "category")):
        rivals = list({m.start: m for m in question.named(*kinds)}.values())
        if len(rivals) < 2:
            continue
        others = [m for m in question.mentions if m.start in {r.start for r in rivals}]
        wanted = [Filter(field, "has", m.values) for m in rivals]
        found = select(question.without(others), corpus, wanted)
        tables = [t for t in found.tables if all(fits(t, [w]) for w in wanted)]
        if found.unbound or not tables:
            return []
        rows = [row for t in tables for row in t.rows]
        return [
            (m.values[0], run(rows, Query("row", (w, *found.filters))).matched)
            for m, w in zip(rivals, wanted, strict=True)
        ]
    return []


def _categories(question: Question, corpus: Corpus) -> Counted:
    """The rows of each category that words of a question stand for: more crafts than fine arts."""
    if not question.has("compare", "difference"):
        return []
    found = select(question, corpus)
    rivals = {f.value: f for f in found.filters if f.field == "category" and isinstance(f.value, tuple)}
    if found.unbound or len(rivals) < 2 or len({c for said in rivals for c in said}) < sum(map(len, rivals)):
        return []
    rest = tuple(f for f in found.filters if f not in rivals.values())
    return [(said[0], run(found.rows, Query("row", (f, *rest))).matched) for said, f in rivals.items()]
