"""Who was at an event or led it, where a question takes somebody else for granted: 陪市长去的是某某吧."""

from __future__ import annotations

from collections.abc import Collection

from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook
from assistant.event_answers import corrected
from assistant.event_query import ACTS, Asked, ask, closer_dates, names_all, pool_of
from assistant.events import described, narrow
from assistant.happenings import doers, within
from assistant.question import Question
from ingest.model import Record

_THERE = ("attend", "visit", "kind_event", "kind_inspection", "kind_meeting")


def otherwise(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The one event that a question describes, where somebody of whom it says that they did something there did not."""
    persons = question.named("person")
    acting = question.has(*ACTS, *_THERE) or closer_dates(question)
    if not persons or not question.has("yesno", "hearsay") or not acting or question.has("count", "list", "most"):
        return None
    pool = pool_of(question, corpus)
    rest = question.without(persons)
    record = _event(rest, ask(rest, pool, corpus), corpus) if pool else None
    claimed = {value for mention in persons for value in mention.values}
    if record is None or not _wrong(question, record, claimed):
        return None
    return corrected(question, [record], book)


def _event(rest: Question, asked: Asked, corpus: Corpus) -> Record | None:
    """The event that the words of a question and its dates leave."""
    if not any(term.naming for term in asked.terms):
        return asked.dated[0] if closer_dates(rest) and len(asked.dated) == 1 else None
    if closer_dates(rest):
        named = [r for r in asked.dated if names_all(r, asked.people)] or asked.dated
        left, absent = narrow(named, asked, corpus) if named else ([], [])
        return left[0] if len(left) == 1 and not absent else None
    found = [m.evidence.record for m in described(rest, asked, corpus)]
    fitting = [r for r in found if r is not None and all(within(r, d) for d in rest.dates)]
    with_them = [r for r in fitting if names_all(r, asked.people)] or fitting
    return with_them[0] if with_them else None


def _wrong(question: Question, record: Record, claimed: Collection[str]) -> bool:
    """Whether an event names somebody else for the act that a question speaks of, or not the ones who went."""
    acts = [act for act in ACTS if question.has(act) and doers(record, act)]
    if acts:
        return not any(name in doers(record, act) for name in claimed for act in acts)
    return not names_all(record, claimed)
