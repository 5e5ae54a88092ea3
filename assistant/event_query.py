"""A question of events as conditions on them: dates, persons by name or title, acts, kinds; and the words left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.corpus import Corpus
from assistant.happenings import bearers, doers, exactly, of_kind, span, titles, within
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, in_scope
from assistant.titles import is_title
from assistant.words import Term
from ingest.dates import FoundDate
from ingest.model import Record

ACTS = ("chair", "speak")
_LAST_DAY = re.compile(r"最后一天|月末那天|last day of")


@dataclass(frozen=True, slots=True)
class Asked:
    """The events a question asks of: the pool, those that meet its dates, persons and acts, and the words left."""

    pool: Sequence[Record]
    dated: Sequence[Record]
    matched: Sequence[Record]
    people: frozenset[str]
    posts: tuple[Term, ...]  # titles that several persons bear
    terms: tuple[Term, ...]
    said: str


def pool_of(question: Question, corpus: Corpus) -> list[Record]:
    scope = in_scope(question, corpus)
    return [r for r in corpus.of_kind["event"] if r.document_id in scope and span(r)]


def ask(question: Question, pool: Sequence[Record]) -> Asked:
    """Dates, persons (by name or by a title that one person bears), acts and kinds as conditions on the events."""
    named = question.named("person")
    people = {value for mention in named for value in mention.values}
    said = [_period(d, question.language) for d in closer_dates(question)] + [m.surface for m in named]
    held = titles(pool)
    terms, posts = [], []
    for term in content(question, named):
        bearing = bearers(term, held)
        if any(cue.start <= term.start < cue.end and cue.name.startswith("kind_") for cue in question.found_cues):
            continue  # "meeting" is a kind of event
        if any(0 <= m.start - term.end <= 1 and is_title(term.surface) for m in named) or term.generic:
            continue
        if len(bearing) == 1:
            people |= bearing
            said.append(term.surface)
        elif bearing:
            posts.append(term)
        else:
            terms.append(term)
    dated = [r for r in pool if not closer_dates(question) or any(within(r, d) for d in closer_dates(question))]
    if question.has("attend", *ACTS, "visit", "yesno", "where"):
        dated = [r for r in dated if any(exactly(r, d) for d in closer_dates(question) if d.first != d.last)] or dated
    matched = [r for r in dated if names_all(r, people)]
    if people and not question.has("who"):
        for act in (act for act in ACTS if question.has(act)):
            matched = [r for r in matched if any(name in doers(r, act) for name in people)]
    kinds = question.cues & {"kind_meeting", "kind_inspection"}
    matched = [r for r in matched if of_kind(r, kinds)] or matched
    joined = ("、" if question.language == "zh" else ", ").join(said)
    return Asked(pool, dated, matched, frozenset(people), tuple(posts), tuple(terms), joined)


def names_all(record: Record, people: Iterable[str]) -> bool:
    """Whether an event names all these persons."""
    return all(name in record.fields.get("people", ()) for name in people)


def closer_dates(question: Question) -> list[FoundDate]:
    """The dates of a question that are closer than a year."""
    if _LAST_DAY.search(question.folded):
        return [replace(d, first=d.last) for d in question.dates if d.precision == "month"]
    return [d for d in question.dates if d.precision in ("day", "range", "month", "part")]


def _period(asked: FoundDate, language: str) -> str:
    """A date as the question gives it; a range that no event need share is only called that."""
    return say(language, "period") if asked.precision == "range" else asked.verbatim
