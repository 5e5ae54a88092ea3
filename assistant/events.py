"""Questions about dated events: what happened when, who took part, complete lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.event_answers import (
    alone,
    asks_besides,
    corrected,
    counts_things,
    further,
    lacks_figure,
    told,
    uncounted,
)
from assistant.event_query import ACTS, Asked, ask, closer_dates, demanded, names_all, pool_of, unquartered
from assistant.event_sort import apart, beyond, edge, how_long, in_order
from assistant.event_things import ENTERED, MEETING, called, headed_by, narrow, nowhere, pair, words_of
from assistant.evidence import Match
from assistant.focus import same_day, same_day_else
from assistant.happenings import exactly, headline, in_headline, said, say_of, short, span, within
from assistant.leaving_out import left_out
from assistant.question import PREMISE, Question
from assistant.reading import find, lacking
from assistant.sounding import sounds_in
from assistant.untold import asks_where_held, details, issued_elsewhere, of_doer, of_event, of_speech, of_thing
from assistant.words import Term
from ingest.model import Record

_ENOUGH = 0.6  # share of a question's weight that an event must hold to be the one described
_NEARLY = 0.9  # of the best score, what another event must have to be looked at beside it
_LIKELY = 0.5  # weight of a word that an English one may well stand for
_SEVERAL = 4  # events that share a description and are all told where one date is asked for
_TELLING = (*ACTS, "kind_event", "content", "list", "count", "attend", "who", "where", "when", "yesno", "visit")
# What an event is called where no other word says that one is asked of.
_OCCASION = pattern("occasion")
_HOW_MANY = pattern("how_many_events")
_CHRONICLE = re.compile(r"大事记|\bchronicle\b")
_HAPPENED = pattern("happened")
_DAYS = pattern("which_times")
_EVENTS = pattern("events")


def on_date(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What the chronicle has for a date, a person or a kind of activity, filtered by words."""
    pool = pool_of(question, corpus)
    question = unquartered(question, pool)
    if not pool or not (question.has(*_TELLING) or closer_dates(question) or in_order(question)):
        return None
    asked = ask(question, pool, corpus)
    acting = question.has("kind_event", "attend", "visit", *ACTS)
    all_told = _CHRONICLE.search(question.folded) and (in_order(question) or _HOW_MANY.search(question.folded))
    sorts = all_told or (asked.lasting and _EVENTS.search(question.folded))
    singled = closer_dates(question) or question.named("person") or (asked.people and acting) or sorts
    if not singled and (asked.posts or asked.spelt or not _by_words(question, asked, corpus)):
        return None
    if question.has("who") and not acting and asked.people and not question.named("person"):
        return None  # who bears a title
    if asked.people and not question.has("kind_event") and not any(names_all(r, asked.people) for r in pool):
        return None
    if not asked.matched:
        return _none(question, asked, book) if _about_events(question, asked) else None
    narrowed, absent = narrow(_at_place(question, asked.matched), asked, corpus)
    if none := beyond(question, narrowed, book) or nowhere(question, narrowed, absent, asked, book):
        return none
    narrowed = _chosen(question, narrowed, asked)
    supposed = PREMISE.match(question.folded) and len(narrowed) <= _SEVERAL
    if absent and not supposed and not _tolerable(question, absent, asked, narrowed):
        return None
    if absent and not details(question) and (question.has("yesno") or supposed):
        return corrected(question, narrowed[:3], book)
    if distant := apart(question, narrowed, book):
        return distant
    if details(question) and len(narrowed) > 1:
        return _none_tells(question, narrowed, asked, book, corpus)
    if len(narrowed) == 1:
        return _only(question, narrowed[0], asked, book, corpus)
    return told(question, narrowed, asked, book, corpus)


def _only(question: Question, record: Record, asked: Asked, book: QuoteBook, corpus: Corpus) -> Draft | None:
    """The one event of a day or person that a question means; none where a figure is asked that it does not state."""
    if untold := _untold(question, record, asked, book):
        return untold
    if lacks_figure(question, record) and not in_order(question):
        return uncounted(question, record, book)
    elsewhere = asks_besides(question) and not further(question, record) and asked.kind is None
    others = same_day(question, record, corpus, book) if elsewhere else None
    return others or told(question, [record], asked, book, corpus)


def _untold(question: Question, record: Record, asked: Asked, book: QuoteBook) -> Draft | None:
    """That the only event a question can mean does not say what it asks for."""
    return (
        of_event(question, record, book)
        or issued_elsewhere(question, record, book)
        or of_thing(question, record, asked.terms, book)
        or of_doer(question, record, asked.terms, book)
        or of_speech(question, record, asked.people, book)
    )


def _none_tells(
    question: Question, records: Sequence[Record], asked: Asked, book: QuoteBook, corpus: Corpus
) -> Draft | None:
    """A few events of which a detail is asked: that none tells it, else what they say."""
    if len(records) > _SEVERAL:
        return None
    silent = [of_event(question, record, QuoteBook(corpus)) for record in records]
    if all(silent):
        return of_event(question, records[0], book)
    return told(question, records, asked, book, corpus)


def _by_words(question: Question, asked: Asked, corpus: Corpus) -> bool:
    """Whether a list of events is asked for by nothing but places, or by words they mention, and events have all."""
    happened = bool(_HAPPENED.search(question.folded))
    asks = question.has("list", "count", "when") or happened
    if not question.has("kind_event", "kind_meeting") or not asks or question.has("kind_row", "kind_task"):
        return False
    places = {m.surface for m in question.named("region", "cell", "unit")}
    listed = question.has("mention") or (
        all(t.surface in places for t in asked.terms) and (question.has("list", "count") or happened)
    )
    return bool(listed and asked.terms) and not narrow(asked.matched, asked, corpus)[1]


def _chosen(question: Question, records: Sequence[Record], asked: Asked) -> list[Record]:
    """Of some events those called as asked, or the n-th; the others where they are named only to ask for those."""
    counted = _HOW_MANY.search(question.folded) and not question.has("mention")
    ends = {cue.end for cue in question.found_cues if cue.name == "count"}
    for term in (t for t in asked.terms if t.start in ends and not t.naming):  # 下过几次矿
        records = [r for r in records if any(word in r.text for word in words_of(term))] or records
    if question.has("kind_meeting", "kind_inspection") or counted:
        records = headed_by(records, asked.terms) or records
    records = list(edge(question, called(question, records, asked.terms)))
    out = left_out(question) if closer_dates(question) and not question.has("who", "attend", *ACTS) else ()
    if asked.terms and all(any(start <= t.start < end for start, end in out) for t in asked.terms):
        return [r for r in asked.matched if r not in records] or records  # 除了防汛会还有什么
    return records


def _tolerable(question: Question, absent: Sequence[Term], asked: Asked, narrowed: Sequence[Record]) -> bool:
    """Whether so few words are missing from the events of a day that these may be told all the same."""
    if len(narrowed) == 1 and any(exactly(narrowed[0], d) for d in closer_dates(question) if d.first != d.last):
        return True
    single = any(d.precision != "month" for d in closer_dates(question)) and len(narrowed) <= 2
    return single and (question.has("yesno") or len(absent) * 2 <= len(asked.terms))


def _at_place(question: Question, records: Sequence[Record]) -> Sequence[Record]:
    """Of the events those that took place where a question says somebody went."""
    went = question.has("visit", "kind_inspection") or bool(_HAPPENED.search(question.folded))
    went = went and not question.has("mention")
    places = question.named("region", "cell") if went else ()
    if question.has("visit") and question.has("where"):  # where somebody went is told by trips, not by meetings
        records = [r for r in records if ENTERED.search(headline(r))] or records
    return [r for r in records if all(in_headline((m.surface, *m.values), r) for m in places)] or records


def _about_events(question: Question, asked: Asked) -> bool:
    """Whether a question that no event meets still asks about the chronicle."""
    went = ("visit", "where") if asked.people else ()
    if not question.has("kind_event", "content", "list", "count", "yesno", "attend", *ACTS, *went):
        return False
    years, dates = {days[0][0] for r in asked.pool if (days := span(r))}, closer_dates(question)
    meant = any(d.first.year in years or not d.has_year or question.has("kind_event") for d in dates)
    return meant or bool(asked.people and not dates)


def _none(question: Question, asked: Asked, book: QuoteBook) -> Draft:
    """No event meets the question: a premise about a day is corrected, else the nearest event is named."""
    if len(asked.dated) <= 3 and asked.dated and closer_dates(question) and question.has("yesno"):
        return corrected(question, asked.dated, book)
    near = asked.dated[0] if asked.dated and closer_dates(question) else _nearest(question, asked.pool)
    text = say_of(near, question.language, "events_none", what=asked.said, m=mark(book.cite(near, "date")))
    return Draft("not_found", text, missing=(asked.said,))


def _nearest(question: Question, pool: Sequence[Record]) -> Record:
    dates = closer_dates(question)
    if not dates:
        return pool[0]
    wanted = dates[0].first.timetuple()[:3]

    def distance(record: Record) -> int:
        first = (span(record) or ((0, 0, 0),))[0]
        return abs(sum((a - b) * n for a, b, n in zip(first, wanted, (372, 31, 1), strict=True)))

    return min(pool, key=distance)


def by_topic(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """When or with whom an event that the question describes took place."""
    if question.has("deadline") or {"plan", "count"} <= question.cues:
        return None  # a chronicle tells nothing of how many there are to be
    if not (
        question.has("when", "kind_event", "attend", "chair", "speak", "visit")
        or asks_where_held(question)
        or how_long(question)
        or in_order(question, "days_apart")
        or _OCCASION.search(question.folded)
    ):
        return None
    pool = pool_of(question, corpus)
    question = unquartered(question, pool)
    asked = ask(question, pool, corpus)
    if asked.lasting and not asked.matched:
        return None
    if distant := apart(question, pair(question, asked, corpus), book):
        return distant
    matches = described(question, asked, corpus) if pool else []
    draft, kept = _topical(question, asked, book, corpus) if matches and asked.matched else (None, set[str]())
    if draft or not matches:
        return draft
    matches = [m for m in matches if m.evidence.record and m.evidence.record.id in kept] or matches
    record = max(matches, key=lambda match: _begins_with(asked.terms, match)).evidence.record
    if record is None or not all(within(record, d) for d in question.dates):
        return None
    if untold := _untold(question, record, asked, book):
        return untold
    if same_day_else(question):
        return same_day(question, record, corpus, book)
    if counts_things(question) and lacks_figure(question, record):
        named = _OCCASION.search(question.folded) or MEETING.search(question.folded)
        return uncounted(question, record, book) if named else None
    return alone(question, record, asked, book, corpus)


def _topical(question: Question, asked: Asked, book: QuoteBook, corpus: Corpus) -> tuple[Draft | None, set[str]]:
    """What is told of all events that hold the words of a question, where it asks for them; else which they are."""
    found, absent = narrow(_at_place(question, asked.matched), asked, corpus)
    if absent or (none := beyond(question, found, book)):
        return (None if absent else none), set()
    headed, records = (
        edge(question, called(question, rs, asked.terms)) for rs in (headed_by(found, asked.terms), found)
    )
    if distant := apart(question, headed or records, book):
        return distant, set()
    if len(records) == 1 and (untold := _untold(question, records[0], asked, book)):
        return untold, set()
    several = (question.has("when") or _DAYS.search(question.folded)) and 0 < len(headed) <= _SEVERAL
    unclear = bool(details(question)) and len(records) > _SEVERAL
    if not unclear and ((question.has("list", "count") and asked.kind is None) or several):
        return told(question, headed if several else records, asked, book, corpus), set()
    return None, {r.id for r in records}


def described(question: Question, asked: Asked, corpus: Corpus) -> list[Match]:
    """The events a question most likely describes, where nothing else fits it better; a spelt name must sound alike."""
    terms = demanded(question, corpus, kind=asked.kind)[0]
    found = find(question, corpus, terms, ("event",)) if terms else []
    top = found[0].score if found else 0.0
    matches = [m for m in found if m.score >= max(_ENOUGH, _NEARLY * top) and not lacking(m.missing, question)]
    matches = [m for m in matches if not any(is_place(t, question, corpus) for t in m.missing)]
    for term in asked.spelt:
        matches = [
            m
            for m in matches
            if m.evidence.record and sounds_in(term.surface, m.evidence.record.text, corpus.segmenter)
        ]
    if not matches:
        return []
    best = find(question, corpus, terms)[0]
    return [] if best.evidence.kind in ("task", "row") and best.score > top else matches


def is_place(term: Term, question: Question, corpus: Corpus) -> bool:
    """Whether a word names a place, which an event that does not name it is not about."""
    if term.proper and question.language == "zh":  # an English name of a unit may stand for another
        return True
    if question.language == "en" and term.surface.capitalize() not in question.text:
        return False
    words = [word for word, weight in term.alternatives if weight >= _LIKELY and len(word) > 1]
    return any(tag == "ns" for word in words for _, tag, _, _ in corpus.segmenter.words(word))


def _begins_with(terms: Sequence[Term], match: Match) -> tuple[int, float]:
    """How many of the words the event's first clauses hold, what it is called standing there, and its score."""
    record = match.evidence.record
    begins = said(short(headline(record))) if record else ""
    return sum(t.naming and any(w in begins for w in words_of(t)) for t in terms), match.score
