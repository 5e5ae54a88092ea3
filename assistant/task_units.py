"""The units of tasks but for some that a question sets apart, and those that several tasks have in common."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Item, Receipt
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.leaving_out import away
from assistant.phrases import say, unit_list
from assistant.question import Question
from ingest.model import Record
from vectorstore.records import values

_IN_EACH = pattern("units_in_each")


def in_common(records: Sequence[Record], question: Question, book: QuoteBook) -> Draft | None:
    """The units that are responsible for each of some tasks, where these are asked for."""
    asked = (
        len(records) > 1 and question.has("who", "lead", "share", "responsible") and not question.has("count", "yesno")
    )
    if not asked or question.named("unit") or not _IN_EACH.search(question.folded):
        return None
    shared = [unit for unit in values(records[0], "units") if all(unit in values(r, "units") for r in records)]
    quotes = tuple(book.cite(record, "convention") for record in records)
    key, units = "tasks_in_common" if shared else "tasks_nobody", unit_list(shared, question.language)
    text = say(question.language, key, n="、".join(r.label for r in records), units=units, m=mark(*quotes))
    items = [Item(unit, unit, {}, quotes) for unit in shared] if len(shared) > 1 else []
    return Draft("answered", text, items, Receipt("group", len(items), len(shared)), records=tuple(records))


def others(record: Record, question: Question, marks: str) -> list[str]:
    """Who is responsible besides the units that a question sets apart, where one of them is, too."""
    named = [m for m in question.named("unit") if away(question, m.start)]
    out, everyone = {unit for m in named for unit in m.values}, values(record, "units")
    rest = [unit for unit in everyone if unit not in out]
    if not rest or out.isdisjoint(everyone):
        return []
    shown = {"out": unit_list(sorted(out), question.language), "units": unit_list(rest, question.language)}
    return [say(question.language, "task_besides", m=marks, **shown)]
