"""Tasks by how many units they have: the one with most, those with more than five."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt

from assistant.answer import Computed
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.phrases import joined, say, unit_list
from assistant.question import Question
from assistant.reading import content, newest_tasks
from assistant.standing import number_said
from ingest.model import Record
from vectorstore.records import values

_EXTREME = pattern("most_units")
_TOLD = 3  # tasks whose units are named
_HOLDS: dict[str, Callable[[int, int], bool]] = {"more": gt, "least": ge, "fewer": lt, "not_above": le, "just": eq}
_BOUNDS = {f"{key}_{of}": pattern(f"{key}_{of}") for key in _HOLDS for of in ("tasks", "units")}


@dataclass(frozen=True, slots=True)
class Bound:
    """How many members a group must have."""

    key: str
    number: int
    holds: Callable[[int, int], bool]
    span: range  # where a question says so


def bound_of(question: Question, of: str) -> Bound | None:
    """How many tasks or units a question says that what it asks for has: more than five, only one."""
    for key, holds in _HOLDS.items():
        if found := _BOUNDS[f"{key}_{of}"].search(question.folded):
            said = next(filter(None, found.groups()))
            value = 1 if said in ("once", "a single") else number_said(said)
            return Bound(key, value, holds, range(*found.span())) if value else None
    return None


def by_units(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The tasks with most or fewest units, or with a number of them that the question bounds."""
    bound = bound_of(question, "units")
    if question.named("unit") or not (_EXTREME.search(question.folded) or bound):
        return None
    tasks = [r for r in newest_tasks(question, corpus) if values(r, "units")]
    loose = [t for t in content(question) if t.naming and not t.generic and not any(c.isdigit() for c in t.surface)]
    said = [(f.start, f.end) for f in question.figures] + [m.span() for m in _EXTREME.finditer(question.folded)]
    if not tasks or [t for t in loose if not any(start <= t.start < end for start, end in said)]:
        return None
    sizes = {r.id: len(values(r, "units")) for r in tasks}
    if bound:
        found = [r for r in tasks if bound.holds(sizes[r.id], bound.number)]
    else:
        edge = (min if question.has("least") else max)(sizes.values())
        found = [r for r in tasks if sizes[r.id] == edge]
    return _told(question, found, book) if found else None


def _told(question: Question, records: list[Record], book: QuoteBook) -> Draft:
    language = question.language
    items = [item_of(r, (book.cite(r),)) for r in records]
    sizes = [len(values(r, "units")) for r in records]
    if len(records) > _TOLD:
        parts = [say(language, "task_size", n=r.label, count=size) for r, size in zip(records, sizes, strict=True)]
        marks = mark(*(i.quotes[0] for i in items[:3]))
        sentences = [say(language, "tasks_by_size", count=len(records), parts=joined(language, ",", parts), m=marks)]
    else:
        units = [unit_list(values(record, "units"), language) for record in records]
        sentences = [
            say(language, "task_unit_count", n=record.label, count=size, units=told, m=mark(*item.quotes))
            for record, item, size, told in zip(records, items, sizes, units, strict=True)
        ]
    draft = Draft("answered", joined(language, " ", sentences), records=tuple(records))
    draft.items = items if len(items) > 1 else []
    draft.computed = [
        Computed(str(size), "个", "count(units)", item.quotes) for size, item in zip(sizes, items, strict=True)
    ]
    return draft
