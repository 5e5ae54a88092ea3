"""Questions about dated events: what happened when, who took part, complete lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Receipt
from assistant.asked import asked_type
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.event_answers import alone, corrected, told, words_of
from assistant.event_query import ACTS, Asked, ask, closer_dates, names_all, pool_of
from assistant.happenings import day, exactly, headline, in_headline, short, span, within
from assistant.phrases import say
from assistant.question import PREMISE, Question
from assistant.reading import content, find, lacking
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_SEVERAL = 4  # events that share a description and are all told where one date is asked for
_TELLING = ("kind_event", "content", "list", "count", "attend", "chair", "speak", "who", "where", "when", "yesno")
_APPEARS = re.compile(r"出现|露面|appears?|mentioned|named")


def on_date(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What the chronicle has for a date, a person or a kind of activity, filtered by words."""
    pool = pool_of(question, corpus)
    if not pool or (not question.has(*_TELLING) and not closer_dates(question)):
        return None
    asked = ask(question, pool)
    acting = question.has("kind_event", "attend", "visit", *ACTS)
    singled = closer_dates(question) or question.named("person") or (asked.people and acting)
    if not singled and (asked.posts or not _only_places(question, asked, corpus)):
        return None
    if question.has("who") and not acting and asked.people and not question.named("person"):
        return None  # who bears a title
    if asked.people and not question.has("kind_event") and not any(names_all(r, asked.people) for r in pool):
        return None
    if not asked.matched:
        return _none(question, asked, book) if _about_events(question, asked) else None
    narrowed, absent = _narrow(_at_place(question, asked.matched), asked.terms, corpus)
    if question.has("kind_meeting", "kind_inspection"):
        narrowed = _headed(narrowed, asked.terms) or narrowed
    if absent and not _tolerable(question, absent, asked, narrowed):
        return None
    if absent and (question.has("yesno") or PREMISE.match(question.folded)):
        return corrected(question, narrowed[:3], book)
    if len(narrowed) == 1 and _lacks_figure(question, narrowed[0]):
        return None
    return told(question, narrowed, asked, book)


def _lacks_figure(question: Question, record: Record) -> bool:
    """Whether a question asks for a figure that the event does not state."""
    holds = asked_type(question) if question.has("figure") and not question.has("who", "attend", "list") else None
    return holds is not None and not holds(headline(record) + record.text[len(headline(record)) + 8 :])


def _only_places(question: Question, asked: Asked, corpus: Corpus) -> bool:
    """Whether a list of events is asked for by nothing but places, which the events name."""
    if not question.has("kind_event") or not question.has("list", "count") or question.has("kind_row", "kind_task"):
        return False
    places = {m.surface for m in question.named("region", "cell", "unit")}
    return all(t.surface in places for t in asked.terms) and not _narrow(asked.matched, asked.terms, corpus)[1]


def _tolerable(question: Question, absent: Sequence[Term], asked: Asked, narrowed: Sequence[Record]) -> bool:
    """Whether so few words are missing from the events of a day that these may be told all the same."""
    if len(narrowed) == 1 and any(exactly(narrowed[0], d) for d in closer_dates(question) if d.first != d.last):
        return True
    single = any(d.precision != "month" for d in closer_dates(question)) and len(narrowed) <= 2
    return single and (question.has("yesno") or len(absent) * 2 <= len(asked.terms))


def _at_place(question: Question, records: Sequence[Record]) -> Sequence[Record]:
    """Of the events those that took place where a question says somebody went."""
    places = question.named("region", "cell") if question.has("visit", "kind_inspection") else ()
    return [r for r in records if all(in_headline((m.surface, *m.values), r) for m in places)] or records


def _about_events(question: Question, asked: Asked) -> bool:
    """Whether a question that no event meets still asks about the chronicle."""
    if not question.has("kind_event", "content", "list", "count", "yesno", "attend", *ACTS):
        return False
    years = {days[0][0] for r in asked.pool if (days := span(r))}
    spoken = [
        d for d in closer_dates(question) if d.first.year in years or not d.has_year or question.has("kind_event")
    ]
    return bool(spoken) or bool(asked.people and not closer_dates(question))


def _narrow(records: Sequence[Record], terms: Sequence[Term], corpus: Corpus) -> tuple[list[Record], list[Term]]:
    """The records that hold all terms that any of them holds, and the naming terms that none holds."""
    absent = []
    left = list(records)
    for term in terms:
        if not term.naming and len(term.surface) < 2:
            continue
        words = words_of(term)
        holding = [r for r in left if any(w in fold(r.text) for w in words)]
        if holding:
            left = holding
        elif term.naming and not any(w in corpus.evidence.by_record[records[0].id].context for w in words):
            absent.append(term)
    return left, absent


def _headed(records: Sequence[Record], terms: Sequence[Term]) -> list[Record]:
    """The events whose first sentence holds all naming words."""
    return [r for r in records if all(in_headline(words_of(t), r) for t in terms if t.naming)]


def _none(question: Question, asked: Asked, book: QuoteBook) -> Draft:
    """No event meets the question: a premise about a day is corrected, else the nearest event is named."""
    if len(asked.dated) <= 3 and asked.dated and closer_dates(question) and question.has("yesno"):
        return corrected(question, asked.dated, book)
    near = asked.dated[0] if asked.dated and closer_dates(question) else _nearest(question, asked.pool)
    text = say(
        question.language,
        "events_none",
        what=asked.said,
        near=day(near, question.language),
        headline=short(headline(near)),
        m=mark(book.cite(near, "date")),
    )
    return Draft("not_found", text, missing=(asked.said,))


def _nearest(question: Question, pool: Sequence[Record]) -> Record:
    dates = closer_dates(question)
    if not dates:
        return pool[0]
    wanted = dates[0].first.timetuple()[:3]

    def distance(record: Record) -> int:
        first = (span(record) or ((0, 0, 0),))[0]
        return abs((first[0] - wanted[0]) * 372 + (first[1] - wanted[1]) * 31 + first[2] - wanted[2])

    return min(pool, key=distance)


def busiest(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The person most events name, or the day that has most of them."""
    pool = pool_of(question, corpus)
    if not pool or not question.has("most") or not (question.has("kind_event") or _APPEARS.search(question.folded)):
        return None
    dated = [r for r in pool if all(within(r, d) for d in question.dates)]
    of: dict[str, list[Record]] = {}
    for record in dated:
        for name in record.fields.get("people", ()) if question.has("who") else [day(record, question.language)]:
            of.setdefault(name, []).append(record)
    if not of or not question.has("who", "when"):
        return None
    count = max(map(len, of.values()))
    top = {name: records for name, records in of.items() if len(records) == count}
    records = [r for found in top.values() for r in found]
    quotes = mark(*(book.cite(r, "date", "year") for r in records[:3]))
    text = say(question.language, "event_most", names="、".join(top), count=count, m=quotes)
    return Draft("answered", text, [], Receipt("event", count, len(dated)), records=tuple(records))


def by_topic(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """When or with whom an event that the question describes took place."""
    if not question.has("when", "kind_event", "attend", "chair", "speak", "visit") or question.has("deadline"):
        return None
    terms = content(question)
    matches = find(question, corpus, terms, ("event",)) if corpus.of_kind["event"] else []
    if not matches or matches[0].score < 0.6 or lacking(matches[0], question):
        return None
    best = find(question, corpus, terms)[0]
    if best.evidence.kind in ("task", "row") and best.score > matches[0].score:
        return None
    asked = ask(question, pool_of(question, corpus))
    if asked.matched:
        records, absent = _narrow(_at_place(question, asked.matched), asked.terms, corpus)
        headed = _headed(records, asked.terms)
        several = question.has("when") and 1 < len(headed) <= _SEVERAL
        if not absent and (question.has("list", "count") or several):
            return told(question, headed if several else records, asked, book)
    record = matches[0].evidence.record
    if record is None or not all(within(record, d) for d in question.dates):
        return None
    return alone(question, record, asked, book)
