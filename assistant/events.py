"""Questions about dated events: what happened when, who took part, complete lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Item, Receipt
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.happenings import (
    bearers,
    day,
    doers,
    escorts,
    exactly,
    headline,
    in_headline,
    of_kind,
    short,
    span,
    titles,
    within,
)
from assistant.persons import is_title, title_after
from assistant.phrases import say
from assistant.question import PREMISE, Question
from assistant.reading import content, excerpt, find, in_scope, lacking
from assistant.words import Term
from ingest.dates import FoundDate
from ingest.fold import fold
from ingest.model import Record

_ACTS = ("chair", "speak")
_SEVERAL = 4  # events that share a description and are all told where one date is asked for
_TELLING = ("kind_event", "content", "list", "count", "attend", "chair", "speak", "who", "where", "when", "yesno")
_COUNTED_PEOPLE = re.compile(
    r"(?:多少|几)(?:名|位|个)?(?:市?领导|人|干部)|how many (?:\w+ )?(?:people|leaders|officials|persons)"
)
_LAST_DAY = re.compile(r"最后一天|月末那天|last day of")
_LEADERS = re.compile(r"市领导|陪|随同|(?:city|municipal) leaders|accompan|went with")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The events a question asks of: the pool, those that meet its dates, persons and acts, and the words left."""

    pool: Sequence[Record]
    dated: Sequence[Record]
    matched: Sequence[Record]
    people: frozenset[str]
    posts: tuple[Term, ...]  # titles that several persons bear
    terms: tuple[Term, ...]
    said: str


def _pool(question: Question, corpus: Corpus) -> list[Record]:
    scope = in_scope(question, corpus)
    return [r for r in corpus.of_kind["event"] if r.document_id in scope and span(r)]


def _ask(question: Question, pool: Sequence[Record]) -> _Asked:
    """Dates, persons (by name or by a title that one person bears), acts and kinds as conditions on the events."""
    named = question.named("person")
    people = {value for mention in named for value in mention.values}
    said = [_period(d, question.language) for d in _exact(question)] + [m.surface for m in named]
    held = titles(pool)
    terms, posts = [], []
    for term in content(question, named):
        bearing = bearers(term, held)
        if any(0 <= m.start - term.end <= 1 and is_title(term.surface) for m in named) or term.generic:
            continue
        if len(bearing) == 1:
            people |= bearing
            said.append(term.surface)
        elif bearing:
            posts.append(term)
        else:
            terms.append(term)
    dated = [r for r in pool if not _exact(question) or any(within(r, d) for d in _exact(question))]
    if question.has("attend", *_ACTS, "visit", "yesno", "where"):
        dated = [r for r in dated if any(exactly(r, d) for d in _exact(question) if d.first != d.last)] or dated
    matched = [r for r in dated if _names(r, people)]
    if people and not question.has("who"):
        for act in (act for act in _ACTS if question.has(act)):
            matched = [r for r in matched if any(name in doers(r, act) for name in people)]
    kinds = question.cues & {"kind_meeting", "kind_inspection"}
    matched = [r for r in matched if of_kind(r, kinds)] or matched
    joined = ("、" if question.language == "zh" else ", ").join(said)
    return _Asked(pool, dated, matched, frozenset(people), tuple(posts), tuple(terms), joined)


def _names(record: Record, people: Iterable[str]) -> bool:
    """Whether an event names all these persons."""
    return all(name in record.fields.get("people", ()) for name in people)


def _exact(question: Question) -> list[FoundDate]:
    """The dates of a question that are closer than a year."""
    if _LAST_DAY.search(question.folded):
        return [replace(d, first=d.last) for d in question.dates if d.precision == "month"]
    return [d for d in question.dates if d.precision in ("day", "range", "month", "part")]


def _period(asked: FoundDate, language: str) -> str:
    """A date as the question gives it; a range that no event need share is only called that."""
    return say(language, "period") if asked.precision == "range" else asked.verbatim


def on_date(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What the chronicle has for a date, a person or a kind of activity, filtered by words."""
    pool = _pool(question, corpus)
    if not pool or (not question.has(*_TELLING) and not _exact(question)):
        return None
    asked = _ask(question, pool)
    acting = question.has("kind_event", "attend", "visit", *_ACTS)
    singled = _exact(question) or question.named("person") or (asked.people and acting)
    if not singled and (asked.posts or not _only_places(question, asked, corpus)):
        return None
    if question.has("who") and not acting and asked.people and not question.named("person"):
        return None  # who bears a title
    if asked.people and not question.has("kind_event") and not any(_names(r, asked.people) for r in pool):
        return None
    if not asked.matched:
        return _none(question, asked, book) if _about_events(question, asked) else None
    narrowed, absent = _narrow(_at_place(question, asked.matched), asked.terms, corpus)
    if absent and not _tolerable(question, absent, asked, narrowed):
        return None
    if absent and (question.has("yesno") or PREMISE.match(question.folded)):
        return _corrected(question, narrowed[:3], book)
    return _told(question, narrowed, asked, book)


def _only_places(question: Question, asked: _Asked, corpus: Corpus) -> bool:
    """Whether a list of events is asked for by nothing but places, which the events name."""
    if not question.has("kind_event") or not question.has("list", "count") or question.has("kind_row", "kind_task"):
        return False
    places = {m.surface for m in question.named("region", "cell", "unit")}
    return all(t.surface in places for t in asked.terms) and not _narrow(asked.matched, asked.terms, corpus)[1]


def _tolerable(question: Question, absent: Sequence[Term], asked: _Asked, narrowed: Sequence[Record]) -> bool:
    """Whether so few words are missing from the events of a day that these may be told all the same."""
    single = any(d.precision != "month" for d in _exact(question)) and len(narrowed) <= 2
    return single and (question.has("yesno") or len(absent) * 2 <= len(asked.terms))


def _at_place(question: Question, records: Sequence[Record]) -> Sequence[Record]:
    """Of the events those that took place where a question says somebody went."""
    places = question.named("region", "cell") if question.has("visit", "kind_inspection") else ()
    return [r for r in records if all(in_headline((m.surface, *m.values), r) for m in places)] or records


def _about_events(question: Question, asked: _Asked) -> bool:
    """Whether a question that no event meets still asks about the chronicle."""
    if not question.has("kind_event", "content", "list", "count", "yesno", "attend", *_ACTS):
        return False
    years = {days[0][0] for r in asked.pool if (days := span(r))}
    spoken = [d for d in _exact(question) if d.first.year in years or not d.has_year or question.has("kind_event")]
    return bool(spoken) or bool(asked.people and not _exact(question))


def _narrow(records: Sequence[Record], terms: Sequence[Term], corpus: Corpus) -> tuple[list[Record], list[Term]]:
    """The records that hold all terms that any of them holds, and the naming terms that none holds."""
    absent = []
    left = list(records)
    for term in terms:
        if not term.naming and len(term.surface) < 2:
            continue
        words = _words(term)
        holding = [r for r in left if any(w in fold(r.text) for w in words)]
        if holding:
            left = holding
        elif term.naming and not any(w in corpus.evidence.by_record[records[0].id].context for w in words):
            absent.append(term)
    return left, absent


def _words(term: Term) -> list[str]:
    return [word for word, weight in term.alternatives if weight >= 0.6]


def _none(question: Question, asked: _Asked, book: QuoteBook) -> Draft:
    """No event meets the question: a premise about a day is corrected, else the nearest event is named."""
    if len(asked.dated) <= 3 and asked.dated and _exact(question) and question.has("yesno"):
        return _corrected(question, asked.dated, book)
    near = asked.dated[0] if asked.dated and _exact(question) else _nearest(question, asked.pool)
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
    dates = _exact(question)
    if not dates:
        return pool[0]
    wanted = dates[0].first.timetuple()[:3]

    def distance(record: Record) -> int:
        first = (span(record) or ((0, 0, 0),))[0]
        return abs((first[0] - wanted[0]) * 372 + (first[1] - wanted[1]) * 31 + first[2] - wanted[2])

    return min(pool, key=distance)


def _corrected(question: Question, records: Sequence[Record], book: QuoteBook) -> Draft:
    language = question.language
    parts = ("；" if language == "zh" else "; ").join(
        f"{day(r, language)}，{short(headline(r))}{mark(book.cite(r, 'date', 'year'))}" for r in records
    )
    return Draft("answered", say(language, "event_corrected", parts=parts), records=tuple(records))


def _told(question: Question, records: Sequence[Record], asked: _Asked, book: QuoteBook) -> Draft:
    language = question.language
    if len(records) == 1 and (not question.has("count") or _COUNTED_PEOPLE.search(question.folded)):
        return _alone(question, records[0], asked, book)
    items = [item_of(record, (book.cite(record, "date", "year"),)) for record in records]
    separator = "；" if language == "zh" else "; "
    parts = separator.join(
        f"{day(r, language)}：{short(headline(r))}{mark(i.quotes[0])}" for r, i in zip(records[:3], items, strict=False)
    )
    more = "" if len(records) <= 3 else say(language, "and_more", count=len(records) - 3)
    key = "events_listed" if asked.said else "events_counted"
    text = say(language, key, what=asked.said, count=len(records), checked=len(asked.pool), parts=parts + more)
    return Draft("answered", text, items, records=tuple(records))


def _alone(question: Question, record: Record, asked: _Asked, book: QuoteBook) -> Draft:
    """One event: its people as a list where they are asked for, else what it says."""
    language = question.language
    quote = book.cite(record, "date", "year")
    people = _people(question, record, asked) if _wants_people(question, asked) else []
    if not people or question.has("when") or (question.has("content") and not question.has("who", "list")):
        return Draft("answered", _single(question, record, asked.terms, quote), records=(record,))
    chairs = doers(record, "chair")
    text = say(
        language,
        "people_listed" if len(people) > 1 else "person_told",
        day=day(record, language),
        headline=short(headline(record)),
        count=len(people),
        people="、".join(people),
        m=mark(quote),
        told=_sentence_of(people, record) + _title_note(question, record, language),
    )
    if chairs and not question.has("chair") and not set(chairs) & set(people):
        text += say(language, "event_chaired", people="、".join(chairs), m=mark(quote))
    items = [Item(name, name, {}, (quote,)) for name in people] if len(people) > 1 else []
    everyone = len(record.fields.get("people", []))
    return Draft("answered", text, items, Receipt("person", len(people), everyone), records=(record,))


def _wants_people(question: Question, asked: _Asked) -> bool:
    """Whether an event's people are asked for: by who, by a title, or by attending where nobody is named who did."""
    if question.has("who") or asked.posts or _LEADERS.search(question.folded):
        return True
    return question.has("attend", *_ACTS) and not asked.people


def _people(question: Question, record: Record, asked: _Asked) -> list[str]:
    """Who did in an event what is asked: chaired, spoke, went along, attended; without those the question names."""
    act = next((act for act in _ACTS if question.has(act) and question.has("who") and not asked.people), "")
    if act or (question.has("chair") and not question.has("attend")):
        return doers(record, act or "chair")
    found = escorts(record) if _LEADERS.search(question.folded) else doers(record, "attend") or escorts(record)
    found = [name for name in found if name not in asked.people]
    found = found or [name for name in doers(record, "chair") if name not in asked.people]
    bearing = {name for term in asked.posts for name in bearers(term, titles(asked.pool))}
    return [name for name in found if name in bearing] or found


def _title_note(question: Question, record: Record, language: str) -> str:
    """What somebody is whom the question gives another title."""
    for mention in question.named("person"):
        name, said = mention.values[0], title_after(mention.end, question.folded)
        held = [title for title, names in titles((record,)).items() if name in names]
        if said and held and not any(title.endswith(said) for title in held):
            return say(language, "person_is", name=name, titles="、".join(held))
    return ""


def _single(question: Question, record: Record, terms: Sequence[Term], quote: int) -> str:
    language, when, marks = question.language, day(record, question.language), mark(quote)
    if question.has("when") and not question.has("content", "who"):
        return say(language, "event_when", day=when, headline=short(headline(record)), m=marks)
    told, whole = excerpt(record.text, terms, limit=140) if terms else headline(record), headline(record)
    if fold(told) not in fold(whole):
        told = f"{short(whole)}……{told}"
    elif fold(told) not in fold(short(whole)):
        told = whole
    return say(language, "event_what", day=when, headline=told, m=marks)


def _sentence_of(people: Sequence[str], record: Record) -> str:
    """The sentence that names the first of some persons."""
    found = next((s for s in reversed(re.findall(r"[^。]+", record.text)) if people[0] in s), "")
    return f"{found.strip()}。" if found and len(found) <= 120 else ""


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
    asked = _ask(question, _pool(question, corpus))
    if asked.matched:
        records, absent = _narrow(_at_place(question, asked.matched), asked.terms, corpus)
        headed = [r for r in records if all(in_headline(_words(t), r) for t in asked.terms if t.naming)]
        several = question.has("when") and 1 < len(headed) <= _SEVERAL
        if not absent and (question.has("list", "count") or several):
            return _told(question, headed if several else records, asked, book)
    record = matches[0].evidence.record
    return _alone(question, record, asked, book) if record is not None else None
