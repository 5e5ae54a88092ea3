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
from assistant.events import described, is_place
from assistant.happenings import doers, in_headline, of_kind, within
from assistant.question import Question
from assistant.titles import is_title
from ingest.model import Record

_THERE = ("attend", "visit", "kind_event", "kind_inspection", "kind_meeting")
_DID = (*ACTS, "attend")
_CERTAIN = 2  # words, a date or a doubt, by which an event is the one meant all the same
_ASKS = ("who", "content", "list", "count", "when", "where", "figure", "yesno")
_CLAUSE = re.compile(r"[^,，;；。?？]+")
_JOINING = re.compile(r"^ ?(?:which|whom?|where|when|that|at which|with)\b")  # a clause that only says more of an event
_NTH_MEETING = re.compile(r"第[\d一二三四五六七八九十]+[次届场]")
_TOLD_ZH = pattern("told_before")  # 某某主持的会议上谁发言了: what is told of an event before what is asked


def otherwise(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The one event that a question describes, where somebody of whom it says that they did something there did not."""
    if not (question.has(*ACTS, *_THERE) or closer_dates(question)):
        return None
    pool = pool_of(question, corpus)
    persons = ask(question, pool, corpus).persons if pool else ()
    stated = question.has(*_DID) and not question.has(*_ASKS)  # 是某某主持的?
    whole = (stated or question.has("yesno", "hearsay")) and not question.has("count", "list", "most", "exclude")
    everything, said = (0, len(question.folded)), next(_told(question, [p[0] for p in persons]), (0, 0))
    spoke = (
        not any(said) and bool(closer_dates(question)) and question.has("speak", "chair") and not question.has("who")
    )
    start, end = everything if whole or spoke else said
    claimed = [person for person in persons if start <= person[0] < end]
    if not claimed:
        return None
    rest = question.without(m for m in question.named("person") if start <= m.start < end)
    rest = replace(rest, terms=tuple(t for t in rest.terms if not any(a <= t.start < b for a, b, _ in claimed)))
    inside = replace(rest, terms=tuple(t for t in rest.terms if start <= t.start < end))
    record = next((r for q in (inside, rest) if (r := _event(q, ask(q, pool, corpus), corpus))), None)
    acts = [act for act in ACTS if matches(act, question.folded[start:end], question.language)]
    names = {name for _, _, name in claimed}
    if record is None or not _wrong(acts, record, names) or (spoke and not names <= set(doers(record, "instruct"))):
        return None
    return corrected(replace(question, cues=question.cues.union(acts)), [record], book)


def mistaken(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The one event that fits a question but for the place, the number, the person or the day that it claims."""
    pool = pool_of(question, corpus)
    if not pool or question.has("count") or not (question.has(*_DID, *_THERE, "when") or closer_dates(question)):
        return None
    asked = ask(question, pool, corpus)
    if renumbered := _numbered_otherwise(question, asked):
        return corrected(question, [renumbered], book)
    if asked.matched and not narrow(asked.matched, asked, corpus)[1]:
        return None
    elsewhere = replace(asked, terms=tuple(t for t in asked.terms if not is_place(t, question, corpus)))
    found = _pinned(question, elsewhere, corpus) if elsewhere.terms != asked.terms else None
    if not found and asked.people:
        found = _pinned(question, ask(_of_nobody(question, asked), pool, corpus), corpus)
    if not found and any(d.precision in ("day", "range") for d in closer_dates(question)):
        undated = replace(question, dates=())
        found = _pinned(undated, ask(undated, pool, corpus), corpus)
    return corrected(question, [found], book) if found else None


def _numbered_otherwise(question: Question, asked: Asked) -> Record | None:
    """The one event of the day asked whose headline has the body that a question names, with another number."""
    nth = _NTH_MEETING.search(question.folded)
    if nth is None or not any(d.precision == "day" for d in closer_dates(question)):
        return None
    body = [t for t in asked.terms if len(t.surface) > 1 and t.end <= nth.start()]
    fitting = [r for r in asked.dated if body and all(in_headline(words_of(t), r) for t in body)]
    numbers = set(_NTH_MEETING.findall(fitting[0].text)) if len(fitting) == 1 else set()
    return fitting[0] if numbers and nth.group() not in numbers else None


def _of_nobody(question: Question, asked: Asked) -> Question:
    """The question without the persons that it names, by name or by title."""
    rest = question.without(question.named("person"))
    gone = {t.start for t in rest.terms for a, b, _ in asked.persons if a <= t.start < b + is_title(t.surface)}
    return replace(rest, terms=tuple(t for t in rest.terms if t.start not in gone))


def _pinned(question: Question, asked: Asked, corpus: Corpus) -> Record | None:
    """The only event that holds all words of a question, its naming ones in the first sentence."""
    naming = [t for t in asked.terms if t.naming]
    certain = len(naming) + bool(closer_dates(question)) + question.has("yesno", "hearsay")
    if not asked.matched or not naming or asked.spelt or certain < _CERTAIN + 2 * (question.language == "en"):
        return None
    left, absent = narrow(asked.matched, asked, corpus)
    fitting = [r for r in left if all(in_headline(words_of(t), r) for t in naming)]
    return fitting[0] if len(fitting) == 1 and not absent else None


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
