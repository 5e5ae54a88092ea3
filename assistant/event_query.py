"""A question of events as conditions on them: dates, persons by name or title, acts, kinds; and the words left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.enumerations import Kind, asked_kind
from assistant.event_sort import Lasting, in_order, lasting, on_weekday
from assistant.happenings import bearers, doers, exactly, of_kind, span, titles, within
from assistant.names import Mention
from assistant.phrases import joined, say
from assistant.question import PREMISE, Question, parse
from assistant.reading import content, in_scope
from assistant.titles import is_title
from assistant.untold import details
from assistant.words import Term
from ingest.dates import FoundDate
from ingest.fold import fold
from ingest.model import Record
from ingest.pinyin import pinyin
from vectorstore.thesaurus import within_province

ACTS = ("chair", "speak", "instruct")
# What is told to be counted in asks for nothing of its own: (含扩大会议), "expanded ones included".
_COUNTED_IN = pattern("counted_in")
_NAMED_BESIDE = re.compile(r"(?: [a-z]+){0,2} ?[(（][\u4e00-\u9fff]")
# What an event is called, and what one does there: a chronicle says 调研 of every trip.
_CALLED = pattern("of_an_event")
_SURNAMED = re.compile(r"(?=([一-龥])((?<![副常])副?(?:书记|[市县区局]长|主任|主席)))")  # 陈书记, 史副市长
_FROM_ZH = re.compile(r"(?:当天)?(?:以后|之后|以来|起(?![草动来床])|开始|往后|后(?![续来面勤备半]))")
_AFTER_ZH = re.compile(r"(?:以后|之后|后)")
_UNTIL_ZH = re.compile(r"(?:以前|之前|前(?![往去来期后夕面景提]))")
_FROM_EN = re.compile(r"\b(?:after|since|following|as of)$")
_AFTER_EN = re.compile(r"\b(?:after|following)$")
_UNTIL_EN = re.compile(r"\b(?:before|prior to)$")
_BUSY = re.compile("[看谈查听讲问学抓管](?=..)")  # 看警网融合
_TOOK = re.compile(r"\btak(?:e|es|ing) $|\btook $")  # took place
_YEARLY = re.compile(r"年[初底末中]")  # 年初 is when plans are made, and no date of a chronicle


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
    spelt: tuple[Term, ...] = ()  # names in Latin letters that no word of the documents stands for
    kind: Kind | None = None  # of the things whose list is asked for
    lasting: Lasting | None = None  # how many days they took
    persons: tuple[tuple[int, int, str], ...] = ()  # where a question means which person, by name or title


def pool_of(question: Question, corpus: Corpus) -> list[Record]:
    scope = in_scope(question, corpus)
    return [r for r in corpus.of_kind["event"] if r.document_id in scope and span(r)]


def ask(question: Question, pool: Sequence[Record], corpus: Corpus) -> Asked:
    """Dates, persons (by name or by a title that one person bears), acts and kinds as conditions on the events."""
    named = question.named("person")
    persons = [(m.start, m.end, value) for m in named for value in m.values]
    said = [_period(d, question.language) for d in closer_dates(question)] + [m.surface for m in named]
    held = titles(pool)
    terms, posts = [], []
    wanted = _wanted(question)
    words, spelt = demanded(question, corpus, named, wanted)
    for start, end, name in _surnamed(question.folded, held):
        persons.append((start, end, name))
        said.append(question.folded[start:end])
        words = [t for t in words if not start <= t.start < end]
    for term in words:
        bearing = bearers(term, held)
        beside = any(0 <= m.start - term.end <= 1 or 0 <= term.start - m.end <= 1 for m in named)
        if (beside and is_title(term.surface)) or term.generic:
            continue
        if len(bearing) == 1:
            persons += [(term.start, term.end, name) for name in bearing]
            said.append(term.surface)
        elif bearing:
            posts.append(term)
        else:
            terms.append(term)
    people = {name for _, _, name in persons}
    if one := {n for p in posts for n in bearers(p, held) for s in spelt if pinyin(n[0]) == s.surface}:
        people, posts, spelt = people | one, [], ()  # Vice Mayor Shi
    years = [d for d in question.dates if d.precision == "year"]
    dated = [r for r in pool if not years or closer_dates(question) or any(within(r, d) for d in years)]
    dated = [r for r in dated if on_weekday(question, r)]
    dated = [r for r in dated if not closer_dates(question) or any(within(r, d) for d in closer_dates(question))]
    if question.has("attend", *ACTS, "visit", "yesno", "where", "figure"):
        dated = [r for r in dated if any(exactly(r, d) for d in closer_dates(question) if d.first != d.last)] or dated
    matched = [r for r in dated if names_all(r, people)]
    if people and not question.has("who"):
        for act in (act for act in ACTS if question.has(act)):
            matched = [r for r in matched if any(name in doers(r, act) for name in people)]
    if posts and not people and question.has("list", "count", "when"):
        matched = _done_by(matched, posts, question, held) or matched
    kinds = question.cues & {"kind_meeting", "kind_inspection"}
    strict = named and kinds == {"kind_inspection"} and not closer_dates(question)
    matched = [r for r in matched if of_kind(r, kinds)] or ([] if strict else matched)
    days = lasting(question)
    matched = [r for r in matched if days is None or days.holds(r)]
    label = joined(question.language, ",", said)
    return Asked(
        pool, dated, matched, frozenset(people), tuple(posts), tuple(terms), label, spelt, wanted, days, tuple(persons)
    )


def _wanted(question: Question) -> Kind | None:
    """The kind of thing asked for; neither the county of a name nor "took place"."""
    kind = asked_kind(question.folded, question.language)
    if kind is None or any(m.start < kind.end and kind.start < m.end for m in question.mentions):
        return None
    return None if _TOOK.search(question.folded, 0, kind.start) else kind


def _surnamed(folded: str, held: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, int, str]]:
    """Where a question gives a surname with a title, and the only person who bears both: 陈书记."""
    for found in _SURNAMED.finditer(folded):
        borne = {n for title in held if title.endswith(found[2]) for n in held[title] if n.startswith(found[1])}
        if len(borne) == 1:
            yield found.start(), found.end(2), next(iter(borne))


def _done_by(
    records: Sequence[Record], posts: Sequence[Term], question: Question, held: Mapping[str, frozenset[str]]
) -> list[Record]:
    """The events that somebody of a title chaired, or spoke or took part in, where a question asks for such."""
    acts = [act for act in (*ACTS, "attend") if question.has(act)]
    bearing = {name for term in posts for name in bearers(term, held)}
    return [r for r in records if acts and all(bearing & set(doers(r, act)) for act in acts)]


def demanded(
    question: Question, corpus: Corpus, used: Sequence[Mention] = (), kind: Kind | None = None
) -> tuple[list[Term], tuple[Term, ...]]:
    """The words that an event must say, and the Latin names apart that it can only sound like.

    Neither the noun of what is asked for, nor what is counted in, nor a name whose Chinese stands beside it.
    """
    beside = [found.span() for found in _COUNTED_IN.finditer(question.folded)]
    beside += [(kind.start, kind.end)] if kind else []
    beside += details(question) + in_order(question)
    beside += [(days.start, days.end)] if (days := lasting(question)) else []
    said = [*_supposed(question, corpus), *content(question, used)]
    terms = [read for t in said for read in _reread(t, question, corpus)]
    terms = [t for t in terms if not any(start <= t.start < end for start, end in beside)]
    terms = [_with_cities(t) for t in terms if not _CALLED.fullmatch(t.surface)]
    kinds = [cue for cue in question.found_cues if cue.name.startswith("kind_")]
    terms = [t for t in terms if not any(c.start <= t.start < c.end for c in kinds)]  # "meeting" is a kind of event
    latin = [t for t in terms if t.naming and t.alternatives[0][0].isascii() and t.alternatives[0][0].isalpha()]
    spelt = tuple(t for t in latin if not _NAMED_BESIDE.match(question.folded, t.end))
    return [t for t in terms if t not in latin], spelt


def _supposed(question: Question, corpus: Corpus) -> list[Term]:
    """The naming words of what a question starts from: since he went to a city."""
    opening = PREMISE.match(question.folded)
    claim = parse(opening[1], corpus, question.documents) if opening else None
    words, at = (content(claim, claim.named("person")), opening.start(1)) if claim and opening else ([], 0)
    return [replace(t, start=t.start + at, end=t.end + at) for t in words if t.naming]


def _reread(term: Term, question: Question, corpus: Corpus) -> list[Term]:
    """The English name of a unit, by its words where no event names it; a Chinese word without a verb run into it."""
    if question.language == "zh" and _BUSY.match(term.surface) and not corpus.evidence.known(term.surface):
        return [Term(term.surface[1:], term.start + 1, term.end, ((term.surface[1:], 1.0),))]
    if question.language == "zh" or not any(m.start == term.start for m in question.named("unit")):
        return [term]
    found = corpus.terms.from_english(term.surface)
    other = tuple((fold(c), 0.95) for a, b, chinese in found for c in chinese if b - a == len(term.surface))
    term = replace(term, alternatives=(*term.alternatives, *other))
    if any(word in fold(r.text) for r in corpus.of_kind["event"] for word, _ in term.alternatives):
        return [term]
    parts = [(a, b, tuple((fold(c), 1.0) for c in chinese)) for a, b, chinese in found]
    return [Term(term.surface[a:b], term.start + a, term.start + b, words) for a, b, words in parts] or [term]


def _with_cities(term: Term) -> Term:
    """A province with the cities in it: who went to one of them went there."""
    cities = within_province(term.alternatives[0][0])
    return replace(term, alternatives=(*term.alternatives, *((fold(c), 0.9) for c in cities))) if cities else term


def names_all(record: Record, people: Iterable[str]) -> bool:
    """Whether an event names all these persons."""
    return all(name in record.fields.get("people", ()) for name in people)


def closer_dates(question: Question) -> list[FoundDate]:
    """The dates of a question that are closer than a year."""
    closer = [d for d in question.dates if d.precision in ("day", "range", "month", "part")]
    return _opened([d for d in closer if not _YEARLY.fullmatch(d.verbatim)], question.folded)


def unquartered(question: Question, pool: Sequence[Record]) -> Question:
    """The question without a quarter that is part of what an event is called: 第一季度热点问题推进会."""
    texts = "".join(r.text for r in pool)
    kept = (d for d in question.dates if d.precision != "part" or question.folded[d.start : d.end + 2] not in texts)
    return replace(question, dates=tuple(kept))


def _opened(dates: Sequence[FoundDate], folded: str) -> list[FoundDate]:
    """The dates, one that is only the edge of a stretch as all of it: 4月20日以后, "before 20 March"."""
    found = []
    for d in dates:
        before, after = folded[: d.start].rstrip(" the"), folded[d.end :]
        if _FROM_ZH.match(after) or _FROM_EN.search(before):
            late = _AFTER_ZH.match(after) or _AFTER_EN.search(before)
            first = d.last + timedelta(days=1) if late else d.first
            found.append(replace(d, first=first, last=date(d.last.year, 12, 31), precision="range"))
        elif _UNTIL_ZH.match(after) or _UNTIL_EN.search(before):
            first, last = date(d.first.year, 1, 1), d.first - timedelta(days=1)
            found.append(replace(d, first=first, last=last, precision="range"))
        else:
            found.append(d)
    if len(found) == 2 and sum(a is not b for a, b in zip(found, dates, strict=True)) == 1:
        first, last = max(d.first for d in found), min(d.last for d in found)
        return [replace(found[0], first=first, last=last, precision="range")] if first <= last else found
    return found


def _period(asked: FoundDate, language: str) -> str:
    """A date as the question gives it; a range that no event need share is only called that."""
    return say(language, "period") if asked.precision == "range" else asked.verbatim
