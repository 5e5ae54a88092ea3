"""Who was at an event or led it, where a question takes somebody else for granted: 陪市长去的是某某吧."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from assistant.corpus import Corpus
from assistant.cues import matches, pattern
from assistant.draft import Draft, QuoteBook
from assistant.event_answers import corrected
from assistant.event_query import ACTS, Asked, ask, closer_dates, names_all, pool_of
from assistant.event_things import narrow, words_of
from assistant.events import described
from assistant.happenings import doers, in_headline, of_kind, within
from assistant.question import Question
from ingest.model import Record

_THERE = ("attend", "visit", "kind_event", "kind_inspection", "kind_meeting")
_DID = (*ACTS, "attend")
_ASKS = ("who", "content", "list", "count", "when", "where", "figure", "yesno")
_CLAUSE = re.compile(r"[^,，;；。?？]+")
_JOINING = re.compile(r"^ ?(?:which|whom?|where|when|that|at which|with)\b")  # a clause that only says more of an event
_TOLD_ZH = pattern("told_before")  # 某某主持的会议上谁发言了: what is told of an event before what is asked


def otherwise(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The one event that a question describes, where somebody of whom it says that they did something there did not."""
    if not (question.has(*ACTS, *_THERE) or closer_dates(question)):
        return None
    pool = pool_of(question, corpus)
    persons = ask(question, pool, corpus).persons if pool else ()
    stated = question.has(*_DID) and not question.has(*_ASKS)  # 是某某主持的?
    whole = (stated or question.has("yesno", "hearsay")) and not question.has("count", "list", "most", "exclude")
    start, end = (0, len(question.folded)) if whole else next(_told(question, [p[0] for p in persons]), (0, 0))
    claimed = [person for person in persons if start <= person[0] < end]
    if not claimed:
        return None
    rest = question.without(m for m in question.named("person") if start <= m.start < end)
    rest = replace(rest, terms=tuple(t for t in rest.terms if not any(a <= t.start < b for a, b, _ in claimed)))
    inside = replace(rest, terms=tuple(t for t in rest.terms if start <= t.start < end))
    record = next((r for q in (inside, rest) if (r := _event(q, ask(q, pool, corpus), corpus))), None)
    acts = [act for act in ACTS if matches(act, question.folded[start:end], question.language)]
    if record is None or not _wrong(acts, record, {name for _, _, name in claimed}):
        return None
    return corrected(replace(question, cues=question.cues.union(acts)), [record], book)


def misdated(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The one event that fits a question but for the day that it gives: 3月2日去了某县，对吗."""
    if len(closer_dates(question)) != 1 or not question.has("yesno", "hearsay") or question.has("count", "list"):
        return None
    pool = pool_of(question, corpus)
    asked, then = (ask(q, pool, corpus) for q in (replace(question, dates=()), question))
    naming = [t for t in asked.terms if t.naming]
    if not asked.matched or not naming or (then.dated and not narrow(then.dated, then, corpus)[1]):
        return None
    left, absent = narrow(asked.matched, asked, corpus)
    fitting = [r for r in left if all(in_headline(words_of(t), r) for t in naming)] or left
    day = closer_dates(question)[0]
    if absent or len(fitting) != 1 or any(within(r, day) for r in left):
        return None
    return corrected(question, fitting, book)


def _told(question: Question, persons: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where a question says of a person what they did, asking nothing, before or after it asks something."""
    clauses = list(_CLAUSE.finditer(question.folded))
    for number, clause in enumerate(clauses):
        part = _TOLD_ZH.match(clause.group()) if question.language == "zh" else None
        start, end = clause.start(), clause.start() + len((part or clause).group())
        if number and (joined := _JOINING.match(clause.group())):
            start += joined.end()
        said = question.folded[start:end]
        if not any(start <= at < end for at in persons) or not (part or clauses[1:]):
            continue
        does = any(matches(cue, said, question.language) for cue in _DID)
        if does and not any(matches(cue, said, question.language) for cue in _ASKS):
            yield start, end


def _event(rest: Question, asked: Asked, corpus: Corpus) -> Record | None:
    """The event that the words of a question and its dates leave."""
    if not any(term.naming for term in asked.terms):
        return asked.dated[0] if closer_dates(rest) and len(asked.dated) == 1 else None
    if closer_dates(rest):
        named = [r for r in asked.dated if names_all(r, asked.people)] or asked.dated
        left, absent = narrow(named, asked, corpus) if named else ([], [])
        few = len(asked.dated) == 1 and len(absent) * 2 <= len(asked.terms)
        return left[0] if len(left) == 1 and (few or not absent) else None
    found = [m.evidence.record for m in described(rest, asked, corpus)]
    fitting = [r for r in found if r is not None and all(within(r, d) for d in rest.dates)]
    with_them = [r for r in fitting if names_all(r, asked.people)] or fitting
    return with_them[0] if with_them else None


def _wrong(acts: Sequence[str], record: Record, claimed: Set[str]) -> bool:
    """Whether an event names somebody else for the acts that a question speaks of, or not the ones who went."""
    done = {name for act in acts for name in doers(record, act)}
    there = {name for act in _DID if act != "instruct" for name in doers(record, act)}
    if "instruct" not in acts and claimed <= set(doers(record, "instruct")) - there:
        return True
    if not done:
        return ("chair" in acts and of_kind(record, ("kind_meeting",))) or not names_all(record, claimed)
    return done.isdisjoint(claimed)
