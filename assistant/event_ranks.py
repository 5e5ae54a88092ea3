"""Who or which day or month most events of a chronicle name; some persons, or all but some, beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.event_query import ACTS, Asked, ask, closer_dates, pool_of
from assistant.event_sort import in_order
from assistant.event_things import narrow
from assistant.happenings import bearers, day, doers, of_kind, span, titles
from assistant.phrases import say
from assistant.question import Question
from assistant.standing import nth_place
from ingest.model import Record

Groups = Sequence[tuple[str, tuple[Record, ...]]]
_EVENTS, _MORE, _MONTH = pattern("events"), pattern("named_more"), pattern("which_month")


def ranked_events(question: Question, corpus: Corpus) -> Groups:
    """The events of each person, day or month that a question ranks, most first."""
    ranks = question.has("most", "least", "rank") or nth_place(question)
    if not ranks or not _of_events(question) or in_order(question, "longest_of"):
        return []
    pool = pool_of(question, corpus)
    asked = ask(question, pool, corpus) if pool else None
    if asked is None or not (asked.posts or question.has("who", "when")):
        return []
    groups = _by_person(question, asked) if asked.posts or question.has("who") else _by_time(question, asked)
    return sorted(((name, tuple(found)) for name, found in groups.items()), key=lambda group: -len(group[1]))


def rival_events(question: Question, corpus: Corpus) -> Groups:
    """The events of each of the persons or months that a question names beside another."""
    stretches = [d for d in closer_dates(question) if d.precision in ("month", "range")]
    monthly = _MONTH.search(question.folded) or len({day.month for d in stretches for day in (d.first, d.last)}) > 1
    # not: was it this one or that one
    more = question.has("difference") or _MORE.search(question.folded) or (question.has("each") and monthly)
    pool = pool_of(question, corpus) if more and _of_events(question) else []
    asked = ask(question, pool, corpus) if pool else None
    if asked is None or question.has("exclude"):
        return []
    named = {value for m in question.named("person") for value in m.values}  # not whom they went with: 谁陪市长多
    people = named if len(named) > 1 else asked.people
    if len(people) > 1:
        groups = {name: found for name, found in _by_person(question, asked).items() if name in people}
    else:
        found, absent = narrow(asked.matched, asked, corpus) if asked.matched else ([], [])
        groups = _by_time(question, replace(asked, matched=found), monthly=True) if monthly and not absent else {}
    return [(name, tuple(found)) for name, found in groups.items()] if len(groups) > 1 else []


def _of_events(question: Question) -> bool:
    return bool(_EVENTS.search(question.folded)) and not question.has("kind_task")


def _by_person(question: Question, asked: Asked) -> dict[str, list[Record]]:
    """The events of each person, of one title where one is asked for, without one that is named or left out."""
    kinds = question.cues & {"kind_meeting", "kind_inspection"} if not question.has("mention") else ()
    dated = [r for r in asked.dated if of_kind(r, kinds)] or asked.dated
    act = next((act for act in ACTS if question.has(act)), "")
    groups: dict[str, list[Record]] = {}
    for record in dated:
        for name in doers(record, act) if act else record.fields.get("people", ()):
            groups.setdefault(name, []).append(record)
    bearing = {name for term in asked.posts for name in bearers(term, titles(asked.pool))}
    if len(asked.people) < 2 or question.has("exclude"):
        groups = {name: found for name, found in groups.items() if name not in asked.people}
    return {name: groups[name] for name in groups if name in bearing} or groups


def _by_time(question: Question, asked: Asked, *, monthly: object = False) -> dict[str, list[Record]]:
    """The events of each day or month."""
    monthly = monthly or _MONTH.search(question.folded) or any(d.precision == "month" for d in question.dates[1:])
    groups = dict[str, list[Record]]()
    for record in asked.matched:
        year, month, _ = (span(record) or ((0, 0, 0),))[0]
        when = say(question.language, "month_of", year=year, month=month) if monthly else day(record, question.language)
        groups.setdefault(when, []).append(record)
    return groups
