"""By when things are to be handed in, each by its own date: 分别于3月31日、6月30日前报送一季度、上半年进展."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.cues import Told, pattern, told
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Evidence
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.reading import content, in_scope
from assistant.silence import silent_near
from assistant.words import Term
from ingest.dates import FoundDate, find_dates

_CLAUSE = re.compile(r"[^，,；;。]+")
_HANDED = "报送|上报|提交|报至|报到|报(?=[省市国我县区])"
_DUTY = re.compile(rf"前[^，,；;。]{{0,6}}?(?:将(?P<brought>.+?))?(?P<verb>{_HANDED})(?:至|到)?(?P<rest>.*)")
_JOINTS = re.compile(r"[、和与及]")
_HAND_IN, _LIMIT, _EVERY = pattern("hand_in"), pattern("limit"), pattern("every")
_RECIPIENT, _COPIES = pattern("recipient"), pattern("copies")
_OBJECTS, _PERIODS = told("handed_in"), told("period")
_SINGLE_QUARTERS = _PERIODS[4:7]  # are reported on together with those before them
_SURE = 0.8  # weight of a word that stands for another
_WHEN = re.compile("日子|日期|时间|时候|阶段|次数|批次")  # name nothing that is handed in


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that a sentence wants handed in, with the date and the clause that say so."""

    what: str
    date: FoundDate
    clause: str
    evidence: Evidence


def due(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """When something is to be handed in, what by a date, or where to, of what the sentence itself says."""
    hands = _hands(question)
    if not (hands or _LIMIT.search(question.folded)) or question.named("row", "person") or question.ordinals:
        return None
    scope = in_scope(question, corpus)
    duties = [duty for duty in _duties(corpus) if duty.evidence.document_id in scope and _meant(duty, question, corpus)]
    if not duties:
        return _of_other(question, scope, corpus, book) if hands else None
    if all(_of_another_year(duty, question) for duty in duties):
        return _silent(question, duties[0], str(question.years[0]), book)
    dates = [d for d in question.dates if d.precision == "day"]
    duties = [duty for duty in duties if duty.evidence.document_id == duties[0].evidence.document_id]
    if question.has("yesno"):
        return _agreeing(question, duties, book) if dates else None
    if dates and question.has("content", "list", "who", "figure"):
        duties = [d for d in duties if any(d.date.first.timetuple()[1:3] == x.first.timetuple()[1:3] for x in dates)]
        return _told(question, duties, book) if duties else None
    if not _asks(question) or (question.has("list") and _RECIPIENT.search(question.folded)):
        return None
    if copies := _COPIES.search(question.folded):
        return _silent(question, duties[0], copies.group(), book)
    period = _period(question, duties)
    fitting = _of_period(period, duties)
    if period and not fitting and period in _SINGLE_QUARTERS:
        fitting = [duty for duty in duties if any(p.told.search(duty.what) for p in _PERIODS)]
    if period and not fitting and (asked := period.asked.search(question.folded)):
        return _silent(question, duties[0], asked.group(), book)
    return _told(question, fitting, book)


def wanted(question: Question, corpus: Corpus) -> list[Duty]:
    """What a question speaks of that is to be handed in, by what it is, its period or its day; all for a deadline."""
    scope = in_scope(question, corpus)
    duties = [duty for duty in _duties(corpus) if duty.evidence.document_id in scope]
    days = [d.first.timetuple()[1:3] for d in question.dates if d.precision == "day"]
    named = [thing for thing in _OBJECTS if thing.asked.search(question.folded)]
    if days:
        found = [d for d in duties if d.date.first.timetuple()[1:3] in days]
    elif named:
        found = [d for d in duties if any(thing.told.search(d.what) for thing in named)]
    else:
        found = duties if _hands(question) or _LIMIT.search(question.folded) else []
    period = _period(question, found or duties)
    return _of_period(period, found or (duties if period else []))


def _agreeing(question: Question, duties: Sequence[Duty], book: QuoteBook) -> Draft | None:
    """By when the one thing that a question means is to be handed in, which agrees with the day it gives or not."""
    fitting = _of_period(_period(question, duties), duties)
    return _told(question, fitting, book) if len(fitting) == 1 else None


def _of_other(question: Question, scope: Collection[str], corpus: Corpus, book: QuoteBook) -> Draft | None:
    """That nothing says by when something else of the kind is handed in: 述职报告, where only another report is."""
    if question.language != "zh" or not question.has("when", "deadline"):
        return None
    nouns = [found for thing in _OBJECTS for found in thing.asked.finditer(question.folded)]
    terms = {t.end: t for t in content(question) if not t.generic and not t.proper}
    pairs = [(terms[noun.start()], noun) for noun in nouns if noun.start() in terms]
    near = [duty for duty in _duties(corpus) if duty.evidence.document_id in scope]
    for term, noun in pairs:
        words = [word for word, weight in term.alternatives if weight >= _SURE]
        if not near or any(
            word in item.own for item in corpus.evidence.items for word in words if re.search(_HANDED, item.own)
        ):
            continue
        what = question.folded[term.start : noun.end()]
        return _silent(question, near[0], what, book)
    return None


def _hands(question: Question) -> bool:
    """Whether a question speaks of handing something in."""
    return bool(_HAND_IN.search(question.folded))


def _of_another_year(duty: Duty, question: Question) -> bool:
    return duty.date.has_year and bool(question.years) and duty.date.first.year not in question.years


def _asks(question: Question) -> bool:
    """Whether a question asks by when, where to, how often or in how many copies something is handed in."""
    text = question.folded
    return question.has("when", "deadline") or any(p.search(text) for p in (_EVERY, _RECIPIENT, _COPIES))


def _period(question: Question, duties: Sequence[Duty]) -> Told | None:
    """The stretch that a question gives, where something handed in is of one."""
    if not any(period.told.search(duty.what) for duty in duties for period in _PERIODS):
        return None
    places = [(f.start(), n) for n, period in enumerate(_PERIODS) for f in period.asked.finditer(question.folded)]
    return _PERIODS[max(places)[1]] if places else None  # a follow-up gives its own after that of the turn before


def _of_period(period: Told | None, duties: Sequence[Duty]) -> list[Duty]:
    return [duty for duty in duties if period is None or period.told.search(duty.what)]


def _told(question: Question, duties: Sequence[Duty], book: QuoteBook) -> Draft:
    """Each thing with its date; the clause alone where the question asks where to."""
    number = mark(*dict.fromkeys(book.cite(duty.evidence) for duty in duties))
    if _RECIPIENT.search(question.folded) or len(duties) == 1:
        clauses = dict.fromkeys(duty.clause for duty in duties)
        if len(duties) == 1 and duties[0].what not in duties[0].clause.rsplit("前", 1)[-1]:
            clauses = dict.fromkeys([_pair(question, duties[0])])
        if len(duties) > 1 or not _aligned(duties[0]):
            return Draft("answered", say(question.language, "fact", text="；".join(clauses), m=number))
    parts = joined(question.language, ";", (_pair(question, duty) for duty in duties))
    return Draft("answered", say(question.language, "duties_due", parts=parts, m=number), reader="passages")


def _aligned(duty: Duty) -> bool:
    """Whether a clause gives several dates, so that it does not tell by itself which is meant."""
    return len(find_dates(duty.clause)) > 1 and "、" in duty.clause


def _pair(question: Question, duty: Duty) -> str:
    date = duty.date.verbatim
    if question.language == "en" and duty.date.precision == "day":
        date = f"{duty.date.first.day} {month_name[duty.date.first.month]} ({date})"
    return say(question.language, "duty_due", what=duty.what, date=date)


def _silent(question: Question, duty: Duty, what: str, book: QuoteBook) -> Draft:
    return silent_near(what, question, duty.clause, book.cite(duty.evidence))


def _meant(duty: Duty, question: Question, corpus: Corpus) -> bool:
    """Whether a question names what is handed in, and nothing beside it that its sentence and document do not say."""
    named = [thing for thing in _OBJECTS if thing.asked.search(question.folded)]
    if named and not any(thing.told.search(duty.what) for thing in named):
        return False
    asking = (_HAND_IN, _LIMIT, *(pair.asked for pair in (*_OBJECTS, *_PERIODS)))
    taken = [found.span() for asks in asking for found in asks.finditer(question.folded)]
    chinese = question.language == "zh"
    terms = [
        t
        for t in content(question, question.named("document"))
        if (t.naming or chinese) and not t.generic and len(t.surface) > 1 and not _WHEN.fullmatch(t.surface)
    ]
    terms = [t for t in terms if not any(start < t.end and t.start < end for start, end in taken)]
    missing = [t for t in terms if not _said(t, duty, corpus)]
    dated = any(d.precision == "day" for d in question.dates)
    return bool(named or dated) and (not missing if chinese else len(missing) * 2 <= len(terms))


def _said(term: Term, duty: Duty, corpus: Corpus) -> bool:
    """Whether the sentence of a duty, or the title of its document, says a term."""
    title = corpus.titles[duty.evidence.document_id]
    words = [word for word, weight in term.alternatives if weight >= _SURE]
    return any(word in duty.evidence.own or word in title for word in words)


@lru_cache(maxsize=2)
def _duties(corpus: Corpus) -> tuple[Duty, ...]:
    """All that the sentences of an index want handed in by a date, each thing with its own."""
    sentences = (item for item in corpus.evidence.items if item.record is None)
    return tuple(duty for item in sentences for duty in _of(item))


def _of(item: Evidence) -> list[Duty]:
    duties = []
    for clause in _CLAUSE.findall(item.reading):
        found = _DUTY.search(clause)
        dates = [d for d in find_dates(clause) if d.precision in ("day", "month", "part")] if found else []
        dates = [d for d in dates if found and d.end <= found.start() + 1]
        if not found or not dates:
            continue
        whole = (found["brought"] or found["rest"]).strip()
        things = _JOINTS.split(whole)
        if len(dates) > 1 and len(things) != len(dates):
            continue
        things = [whole] if len(dates) == 1 else _completed(things)
        duties += [Duty(thing, date, clause, item) for thing, date in zip(things, dates, strict=True) if thing]
    return duties


def _completed(things: Sequence[str]) -> list[str]:
    """Periods, each with what is only said after the last: 一季度、上半年进展情况."""
    starts = [found for period in _PERIODS if (found := period.told.match(things[-1]))]
    noun = things[-1][starts[0].end() :] if starts else ""
    return [f"{thing}{noun}" if any(period.told.fullmatch(thing) for period in _PERIODS) else thing for thing in things]
