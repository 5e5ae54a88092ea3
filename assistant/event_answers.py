"""Events told: a list with its leading ones, one with what it says or who took part, a premise corrected."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Item, Receipt
from assistant.asked import Holds, asked_type
from assistant.claimed_posts import title_note
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.enumerations import asked_kind, speaking
from assistant.event_query import ACTS, Asked, closer_dates
from assistant.event_sort import how_long, measured
from assistant.event_things import SPOKE, enumerated, gathered, held_in, of_side, things, unsaid, words_of
from assistant.happenings import bearers, day, doers, escorts, headline, said, say_of, short, span, titles, within
from assistant.phrases import joined, say
from assistant.posts import called
from assistant.question import Question
from assistant.reading import excerpt
from assistant.sentences import sentences_of
from assistant.untold import by_whom, reported, silent_on, telling
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_OPENING = 30  # characters of a sentence in which it goes on from the one before
_SENTENCE = 260  # characters of a sentence that is told whole
# What is counted besides events and the persons they name.
_COUNTED_THINGS, _COUNTED_PEOPLE = pattern("counted_things"), pattern("counted_people")
_BESIDES, _EACH_TIME, _LEADERS = pattern("besides"), pattern("each_time"), pattern("leaders")
_SCALE = re.compile(r"(?:多少|几)(?:个)?([万亿])")
_GOES_ON = re.compile(r"还|并|随后|另外|此外|同时")
_IN_TURN, _OBSERVED = pattern("spoke_in_turn"), re.compile("列席|sat? in|observer|non-voting")
_FEW_EVENTS = 4  # of one day, all of which somebody may have attended
_WHAT = re.compile(r"what (?:is|was|are|were) (?:\w+ed|on|up|the mayor|said|done)\b")


def counts_things(question: Question) -> re.Match[str] | None:
    """Where a question asks how many of something other than events and persons, or an amount in 亿 or 万."""
    return _COUNTED_THINGS.search(question.folded) or _SCALE.search(question.folded)


def lacks_figure(question: Question, record: Record, listed: bool = True) -> bool:
    """Whether a question asks for a figure that the event does not state."""
    counted = bool(_COUNTED_THINGS.search(question.folded))
    if counted and listed and asked_kind(question.folded, question.language):
        return False  # they are counted where they are named
    asks = counted or (_asks_figure(question) and not question.has("who", "attend", "list"))
    holds = figure_type(question) if asks else None
    return holds is not None and not holds(headline(record) + record.text[len(headline(record)) + 8 :])


def uncounted(question: Question, record: Record, book: QuoteBook) -> Draft | None:
    """That the event which a question means, and which lacks a figure, does not say how many there were."""
    found = counts_things(question)
    return silent_on(found.group(), question, record, book) if found else None


def _asks_figure(question: Question) -> bool:
    """Whether a figure is asked for by more than "what was", which may ask for anything that was done."""
    return any(c.name == "figure" and not _WHAT.match(question.folded, c.start) for c in question.found_cues)


def figure_type(question: Question) -> Holds | None:
    """What a text must hold to answer: an amount in 亿 or 万 where one is asked, else what is asked in any case."""
    if scale := _SCALE.search(question.folded):
        return lambda text: bool(re.search(rf"\d\s*{scale[1]}", text))
    return asked_type(question)


def told(question: Question, records: Sequence[Record], asked: Asked, book: QuoteBook, corpus: Corpus) -> Draft:
    language = question.language
    if draft := _common(question, records, asked, book):
        return draft
    counted = question.has("count") and asked.kind is None and not how_long(question)
    counted = counted and not _COUNTED_PEOPLE.search(question.folded)
    if len(records) > 1 and (verb := SPOKE.search(question.folded)):
        told_of = [r for r in records if verb[0].replace("了", "") in r.text]
        taking_turns = [r for r in records if _COUNTED_PEOPLE.search(question.folded) and doers(r, "discuss")]
        records = taking_turns or told_of or records
    if asked.kind is not None and asked.kind.endings and len(records) > 1:
        listing = {r.id: things(r, asked, asked.kind, question, corpus) for r in records}
        called = [r for r in records if re.search(asked.kind.words, r.text)]  # 部分学校
        records = [r for r in records if listing[r.id]] or called or records
        if len(records) > 1 and any(listing.values()) and not question.has("when"):
            return gathered(question, [(r, listing[r.id]) for r in records], book)
    words = {r.id: f"……{said_so}" for r in records if (said_so := reported(question, r, asked.people))}
    records = [r for r in records if r.id in words] or records
    if len(records) == 1 and not counted:
        return alone(question, records[0], asked, book, corpus)
    items = [item_of(record, (book.cite(record, "date", "year"),)) for record in records]
    parts = joined(
        language,
        ";",
        (
            f"{day(r, language)}：{short(headline(r))}{words.get(r.id) or _with(question, r, asked)}{mark(i.quotes[0])}"
            for r, i in zip(records[:3], items, strict=False)
        ),
    )
    more = "" if len(records) <= 3 else say(language, "and_more", count=len(records) - 3)
    key = "events_listed" if asked.said else "events_counted"
    text = say(language, key, what=asked.said, count=len(records), checked=len(asked.pool), parts=parts + more)
    once = len({span(r) for r in records}) == 1
    extent, computed = measured(question, records[0], items[0].quotes[0]) if once else ("", [])
    extent = title_note(question, records, language) + extent
    return Draft("answered", text + extent, items, computed=computed, records=tuple(records))


def _common(question: Question, records: Sequence[Record], asked: Asked, book: QuoteBook) -> Draft | None:
    """Who took part on each of some days, or in each event of one, where those present both times are asked."""
    if len(records) < 2 or not _EACH_TIME.search(question.folded) or not _wants_people(question, asked):
        return None
    days = closer_dates(question)
    groups = [[r for r in records if within(r, d)] for d in days] if len(days) > 1 else [[r] for r in records]
    along = bool(_LEADERS.search(question.folded))  # not whom they went along with
    whom = {r.id: _people(question, r, asked) if along else list(r.fields.get("people", ())) for r in records}
    present = [{p for r in group for p in whom[r.id]} for group in groups]
    common = [p for p in whom[records[0].id] if all(p in people for people in present)]
    common = [p for p in dict.fromkeys(common) if p not in asked.people]
    if not common or (len(days) < 2 and len(records) > _FEW_EVENTS):
        return None
    quotes = tuple(book.cite(record, "date", "year") for record in records)
    text = say(question.language, "people_each_time", people="、".join(common), m=mark(*quotes))
    items = [Item(name, name, {}, quotes) for name in common] if len(common) > 1 else []
    everyone = len(set().union(*present))
    return Draft("answered", text, items, Receipt("person", len(common), everyone), records=tuple(records))


def _with(question: Question, record: Record, asked: Asked) -> str:
    """Who chaired an event of a list, or took part in it, where that is asked."""
    key, people = "joined_by", []
    if question.has("chair") and question.has("who"):
        key, people = "chaired_by", doers(record, "chair")
    elif question.has("attend") and _wants_people(question, asked):
        people = _people(question, record, asked)
    return say(question.language, key, people="、".join(people)) if people else ""


def alone(question: Question, record: Record, asked: Asked, book: QuoteBook, corpus: Corpus) -> Draft:
    """One event: its people or the things it enumerates where they are asked for, else what it says."""
    language = question.language
    quote = book.cite(record, "date", "year")
    if act := _undone(question, record, asked):
        return Draft("not_found", say_of(record, language, f"event_no_{act}", m=mark(quote)), records=(record,))
    bodies = question.has("who") and _IN_TURN.search(question.folded) and not doers(record, "discuss")
    kind = asked.kind or (speaking(question.folded) if bodies else None)
    if kind is not None and (draft := enumerated(question, record, asked, kind, quote, corpus)):
        return draft
    people = _people(question, record, asked) if _wants_people(question, asked) else []
    if asked.kind and (what := unsaid(question, record, asked.kind)):
        return silent_on(what, question, record, book)
    if asked.kind and lacks_figure(question, record, listed=False) and (untold := uncounted(question, record, book)):
        return untold
    if not people or question.has("when") or (question.has("content") and not question.has("who", "list")):
        extent, computed = measured(question, record, quote)
        return Draft("answered", _single(question, record, asked, quote) + extent, computed=computed, records=(record,))
    chairs = doers(record, "chair")
    key, told = "people_listed" if people[1:] else "person_told", _sentence_of(people, record)
    told += title_note(question, [record], language)
    text = say_of(record, language, key, count=len(people), people="、".join(people), m=mark(quote), told=told)
    if chairs and not question.has("chair") and not set(chairs) & set(people):
        text += say(language, "event_chaired", people="、".join(chairs), m=mark(quote))
    items = [Item(called(name, question, record.text), name, {}, (quote,)) for name in people] if people[1:] else []
    everyone = len(record.fields.get("people", []))
    return Draft("answered", text, items, Receipt("person", len(people), everyone), records=(record,))


def _undone(question: Question, record: Record, asked: Asked) -> str:
    """The act whose doer a question asks of an event that names none, or taking part."""
    acts = [act for act in ACTS if question.has(act)]
    if question.has("attend") and not question.has("when", "yesno", "content") and _wants_people(question, asked):
        return "" if _people(question, record, asked) else "attend"
    asks = len(acts) == 1 and (question.has("who") or (asked.kind is not None and not SPOKE.search(record.text)))
    return acts[0] if asks and not (asked.people or question.has("when", "attend") or doers(record, acts[0])) else ""


def _wants_people(question: Question, asked: Asked) -> bool:
    """Whether an event's people are asked for: by who, by a title, or by attending where nobody is named who did."""
    if asked.kind is not None and not asked.posts:
        return False
    if question.has("who") or asked.posts or _LEADERS.search(question.folded):
        return True
    return question.has("attend", *ACTS) and not asked.people


def _people(question: Question, record: Record, asked: Asked) -> list[str]:
    """Who did in an event what is asked: chaired, spoke, went along, attended; without those the question names."""
    persons = question.has("who") or _COUNTED_PEOPLE.search(question.folded)
    act = next((act for act in ACTS if question.has(act) and persons and not asked.people), "")
    for does, done, asked_so in (("speak", "discuss", _IN_TURN), ("attend", "observe", _OBSERVED)):
        if question.has(does) and asked_so.search(question.folded) and (found := doers(record, done)):
            return found
    if act or (question.has("chair") and not question.has("attend")):
        return doers(record, act or "chair")
    if subjects := by_whom(question, record, asked.terms):
        return subjects
    found = escorts(record) if _LEADERS.search(question.folded) else doers(record, "attend") or escorts(record)
    found = of_side(question, record, [name for name in found if name not in asked.people], asked.terms)
    found = found or [name for name in doers(record, "chair") if name not in asked.people]
    bearing = {name for term in asked.posts for name in bearers(term, titles(asked.pool))}
    everyone = [name for name in record.fields.get("people", ()) if name not in asked.people]
    named = [name for name in everyone if name in bearing]  # a meeting's members need not be said to attend
    return [name for name in found if name in bearing] or (found if not named or found else named)


def _single(question: Question, record: Record, asked: Asked, quote: int) -> str:
    if question.has("when") and not question.has("content", "who"):
        return say_of(record, question.language, "event_when", m=mark(quote))
    told, whole = headline(record), headline(record)
    if going_on := further(question, record):
        told = going_on
    elif words := reported(question, record, asked.people) or telling(question, record):
        told = words
    elif question.has("yesno") and asked.people and (named := _sentence_of(tuple(asked.people), record)):
        told = named.rstrip("。")
    elif asked.terms:
        told = _sentence_with(record, asked.terms)
    elif asked.people and not any(name in whole for name in asked.people):
        told = _sentence_of(tuple(asked.people), record) or whole  # what is told of somebody stands further down
    if question.has("content") and asked.people and not any(name in told + whole for name in asked.people):
        told = _sentence_of(tuple(asked.people), record) or told  # what is told of somebody stands further down
    if fold(whole) in fold(told):
        told = whole
    if fold(told) not in fold(whole):
        told = f"{short(whole)}……{told}"
    elif fold(told) not in fold(short(whole)):
        told = whole
    return say_of(record, question.language, "event_what", headline=told, m=mark(quote))


def asks_besides(question: Question) -> bool:
    """Whether a question asks what else somebody did."""
    return bool(_BESIDES.search(question.folded)) and question.has("content", "list")


def further(question: Question, record: Record) -> str:
    """The sentence that says what else somebody did on an occasion, where a question asks that."""
    if not asks_besides(question):
        return ""
    return next((s for s in sentences_of(record)[1:] if _GOES_ON.search(s[:_OPENING])), "")


def _sentence_with(record: Record, terms: Sequence[Term]) -> str:
    """The sentence of an event that holds most of the words, or the clauses of it that do."""
    first, sentences = said(headline(record)), sentences_of(record)
    apart = [t for t in terms if not any(w in first for w in words_of(t))]  # what the first sentence does not say
    best = max(sentences, key=lambda s: (held_in(s, apart), held_in(s, terms)))
    return best if len(best) <= _SENTENCE else excerpt(best, terms, limit=_SENTENCE)


def _sentence_of(people: Sequence[str], record: Record) -> str:
    """The sentence that names the first of some persons."""
    found = next((s for s in reversed(sentences_of(record)) if people[0] in s), "")
    return f"{found}。" if found and len(found) <= 120 else ""


def corrected(question: Question, records: Sequence[Record], book: QuoteBook) -> Draft:
    """What the chronicle tells of the events that a question speaks of, who was there where it names somebody else."""
    language, told = question.language, []
    for record in records:
        told.append(f"{day(record, language)}，{short(headline(record))}")
        if question.has(*ACTS, "attend", "visit", "who") or question.named("person"):
            there = _of_those_there(question, record)
            told[-1] += f"……{there}" if there else ""
        told[-1] += mark(book.cite(record, "date", "year"))
    parts = joined(language, ";", told)
    return Draft("answered", say(language, "event_corrected", parts=parts), records=tuple(records))


def _of_those_there(question: Question, record: Record) -> str:
    """The last sentence of an event that names those who led it or came along, where its first words do not."""
    acts = [act for act in ACTS if question.has(act)]
    people = [name for act in acts for name in doers(record, act)]
    people = people or [v for m in question.named("person") for v in m.values if acts and v in record.text]
    people = people or (doers(record, "speak") if acts else [])
    people = people or doers(record, "instruct") or escorts(record) or doers(record, "attend")
    naming = [s for s in sentences_of(record) if any(name in s for name in people)]
    return naming[-1] if naming and fold(naming[-1]) not in fold(short(headline(record))) else ""
