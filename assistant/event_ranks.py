"""Who or which day or month most events of a chronicle name; some persons, or all but some, beside each other."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.event_query import ACTS, Asked, ask, pool_of
from assistant.happenings import bearers, day, doers, of_kind, span, titles
from assistant.phrases import say
from assistant.question import Question
from assistant.standing import nth_place
from ingest.model import Record

_EVENTS = pattern("events")
_MORE = pattern("named_more")
_MONTH = pattern("which_month")


def ranked_events(question: Question, corpus: Corpus) -> list[tuple[str, tuple[Record, ...]]]:
    """The events of each person, day or month that a question sets beside each other, most first."""
    if question.has("kind_task") or not _EVENTS.search(question.folded) or not question.has("who", "when"):
        return []
    more = bool(_MORE.search(question.folded))
    ranks = question.has("most", "least", "rank") or nth_place(question)
    pool = pool_of(question, corpus) if ranks or more else []
    asked = ask(question, pool, corpus) if pool else None
    if asked is None or not asked.dated:
        return []
    groups = _by_person(question, asked) if question.has("who") else _by_time(question, asked)
    if not ranks and len(groups) != 2:
        return []
    return sorted(((name, tuple(found)) for name, found in groups.items()), key=lambda group: -len(group[1]))


def _by_person(question: Question, asked: Asked) -> dict[str, list[Record]]:
    """The events of each person: of those named where several are, of all others where some are left out."""
    kinds = question.cues & {"kind_meeting", "kind_inspection"} if not question.has("mention") else ()
    dated = [r for r in asked.dated if of_kind(r, kinds)] or asked.dated
    act = next((act for act in ACTS if question.has(act)), "")
    groups: dict[str, list[Record]] = {}
    for record in dated:
        for name in doers(record, act) if act else record.fields.get("people", ()):
            groups.setdefault(name, []).append(record)
    bearing = {name for term in asked.posts for name in bearers(term, titles(asked.pool))}
    if len(asked.people) > 1 and not question.has("exclude"):
        return _only(groups, asked.people)
    groups = _only(groups, set(groups) - asked.people)
    return _only(groups, bearing) or groups


def _only(groups: dict[str, list[Record]], names: Iterable[str]) -> dict[str, list[Record]]:
    return {name: groups[name] for name in groups if name in set(names)}


def _by_time(question: Question, asked: Asked) -> dict[str, list[Record]]:
    """The events of each day or month."""
    monthly, groups = _MONTH.search(question.folded), dict[str, list[Record]]()
    for record in asked.dated:
        year, month, _ = (span(record) or ((0, 0, 0),))[0]
        when = say(question.language, "month_of", year=year, month=month) if monthly else day(record, question.language)
        groups.setdefault(when, []).append(record)
    return groups
