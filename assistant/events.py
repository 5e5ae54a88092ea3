"""Questions about dated events: what happened when, who took part, complete lists."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from datetime import date

from assistant.answer import Item, Receipt
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.persons import is_title
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, excerpt, find, in_scope, lacking
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Filter, Query
from vectorstore.records import run

_FIRST_SENTENCE = re.compile(r"^[^。]*。?")


def day(record: Record, language: str) -> str:
    """The date or range of an event as an answer prints it."""
    first = date.fromisoformat(record.fields["date"])
    last = date.fromisoformat(record.fields.get("end") or record.fields["date"])
    if language == "zh":
        text = f"{first.year}年{first.month}月{first.day}日"
        if last != first:
            text += f"至{last.day}日" if last.month == first.month else f"至{last.month}月{last.day}日"
        return text
    if last == first:
        return f"{first.day} {month_name[first.month]} {first.year} ({first.isoformat()})"
    begin, end = (f"{d.day} {month_name[d.month]}" for d in (first, last))
    return f"{begin} to {end} {last.year} ({first.isoformat()})"


def headline(record: Record) -> str:
    """The first sentence of an event without its date."""
    text = _FIRST_SENTENCE.match(record.text.strip())
    sentence = text.group() if text else record.text
    return re.sub(r"^(?:同日|当日|[\d年月日至—-]+日)[，,]?", "", sentence).strip().rstrip("。")


def _filters(question: Question) -> tuple[list[Filter], list[Term]]:
    """Date and person filters and the terms that are left."""
    people = question.named("person")
    filters = [Filter("date", "between", (d.first.isoformat(), d.last.isoformat()), d.verbatim) for d in question.dates]
    filters += [Filter("text", "contains", mention.values, mention.surface) for mention in people]
    titles = {t for t in content(question) for m in people if 0 <= m.start - t.end <= 1 and is_title(t.surface)}
    return filters, [t for t in content(question, people) if t not in titles]


def _pool(question: Question, corpus: Corpus) -> list[Record]:
    scope = in_scope(question, corpus)
    return [r for r in corpus.of_kind["event"] if r.document_id in scope and r.fields.get("date")]


def on_date(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What the chronicle has for a date or range, filtered by persons and words."""
    pool = _pool(question, corpus)
    exact = [d for d in question.dates if d.precision in ("day", "range", "month", "part")]
    if not pool or not (exact or question.named("person")):
        return None
    if not (
        question.has("kind_event", "content", "list", "count", "attend", "chair", "who", "where", "when", "yesno")
        or exact
    ):
        return None
    filters, terms = _filters(question)
    candidates = run(pool, Query("event", tuple(filters))).matched
    terms = [t for t in terms if not t.generic]
    if not candidates:
        if not _about_events(question, pool):
            return None
        return _none(question, pool, filters, book)
    if question.has("visit"):
        visited = [m for m in question.named("region", "cell") if m.kind in ("region", "cell")]
        candidates = (
            tuple(r for r in candidates if not visited or any(_in_headline(m.values, r) for m in visited)) or candidates
        )
    narrowed, absent = _narrow(candidates, terms, corpus)
    if absent and not (
        len(absent) * 2 <= len(terms) and len(narrowed) <= 2 and any(d.precision in ("day", "range") for d in exact)
    ):
        return None
    return _told(question, narrowed, len(pool), filters, terms, book)


def _in_headline(names: Sequence[str], record: Record) -> bool:
    """Whether the first sentence of an event names a place, with or without 市, 县, 区."""
    told = fold(headline(record))
    return any(fold(name) in told or (len(name) > 2 and fold(name)[:-1] in told) for name in names)


def _about_events(question: Question, pool: Sequence[Record]) -> bool:
    """Whether the question's date falls in the span of the chronicle."""
    years = {r.fields["date"][:4] for r in pool}
    return question.has("kind_event", "content", "list", "count") and any(
        str(d.first.year) in years for d in question.dates
    )


def _narrow(records: Sequence[Record], terms: Sequence[Term], corpus: Corpus) -> tuple[list[Record], list[Term]]:
    """The records that hold all terms that any of them holds, and the naming terms that none holds."""
    absent = []
    left = list(records)
    for term in terms:
        if not term.naming and len(term.surface) < 2:
            continue
        words = [word for word, weight in term.alternatives if weight >= 0.6]
        holding = [r for r in left if any(w in fold(r.text) for w in words)]
        if holding:
            left = holding
        elif term.naming and not any(w in corpus.evidence.by_record[records[0].id].context for w in words):
            absent.append(term)
    return left, absent


def _none(question: Question, pool: Sequence[Record], filters: Sequence[Filter], book: QuoteBook) -> Draft:
    language = question.language
    what = ("、" if language == "zh" else ", ").join(f.said for f in filters)
    dates = [f.value[0] for f in filters if f.op == "between"]
    near = (
        min(pool, key=lambda r: abs((date.fromisoformat(r.fields["date"]) - date.fromisoformat(dates[0])).days))
        if dates
        else pool[0]
    )
    text = say(language, "events_none", what=what, near=day(near, language), m=mark(book.cite(near, "date")))
    return Draft("not_found", text, missing=tuple(f.said for f in filters))


def _told(
    question: Question,
    records: Sequence[Record],
    checked: int,
    filters: Sequence[Filter],
    terms: Sequence[Term],
    book: QuoteBook,
) -> Draft | None:
    language = question.language
    items = [item_of(record, (book.cite(record, "date", "year"),)) for record in records]
    if len(records) == 1 and not question.has("count"):
        return _alone(question, records[0], terms, book)
    separator = "；" if language == "zh" else "; "
    parts = separator.join(
        f"{day(r, language)}：{_short(headline(r))}{mark(i.quotes[0])}"
        for r, i in zip(records[:3], items, strict=False)
    )
    more = "" if len(records) <= 3 else say(language, "and_more", count=len(records) - 3)
    what = ("、" if language == "zh" else ", ").join(f.said for f in filters)
    text = say(language, "events_listed", what=what, count=len(records), checked=checked, parts=parts + more)
    return Draft("answered", text, items, records=tuple(records))


def _short(text: str, limit: int = 60) -> str:
    """The leading clauses of a headline up to a length; what is cut stands whole in the item."""
    parts = re.findall(r"[^，,]+[，,]?", text)
    kept = ""
    for part in parts:
        if kept and len(kept) + len(part) > limit:
            break
        kept += part
    return kept.rstrip("，,")


def _alone(question: Question, record: Record, terms: Sequence[Term], book: QuoteBook) -> Draft:
    """One event: its people as a list where they are asked for, else what it says."""
    asked = attended(record, question) if question.has("attend") or question.has("who") else []
    if not asked or question.has("when") or (question.has("content") and not question.has("who", "list")):
        return Draft("answered", _single(question, record, terms, book), records=(record,))
    language = question.language
    quote = book.cite(record, "date", "year")
    text = say(
        language,
        "people_listed",
        day=day(record, language),
        headline=_short(headline(record)),
        count=len(asked),
        people="、".join(asked),
        m=mark(quote),
        told=_sentence_of(asked, record),
    )
    items = [Item(name, name, {}, (quote,)) for name in asked] if len(asked) > 1 else []
    everyone = len(record.fields.get("people", []))
    return Draft("answered", text, items, Receipt("person", len(asked), everyone), records=(record,))


def _single(question: Question, record: Record, terms: Sequence[Term], book: QuoteBook) -> str:
    language = question.language
    marks = mark(book.cite(record, "date", "year"))
    when = day(record, language)
    people = record.fields.get("people", [])
    if question.has("who", "attend") and people and not question.has("content"):
        asked = attended(record, question)
        return say(
            language,
            "event_people",
            day=when,
            people="、".join(asked or people),
            m=marks,
            headline=_short(headline(record)),
        )
    told = excerpt(record.text, terms, limit=140) if terms else headline(record)
    if question.has("when") and not question.has("content", "who"):
        return say(language, "event_when", day=when, headline=_short(headline(record)), m=marks)
    if fold(told) not in fold(headline(record)):
        told = f"{_short(headline(record))}……{told}"
    return say(language, "event_what", day=when, headline=told, m=marks)


def _sentence_of(people: Sequence[str], record: Record) -> str:
    """The sentence that names the first of some persons."""
    found = next((s for s in reversed(re.findall(r"[^。]+", record.text)) if people[0] in s), "")
    return found if len(found) <= 120 else ""


def attended(record: Record, question: Question) -> list[str]:
    """The persons of the sentence that says who attended, without those the question names."""
    named = {v for m in question.named("person") for v in m.values}
    for sentence in reversed(re.findall(r"[^。]+。", record.text)):
        if re.search(r"出席|参加|陪同|列席", sentence):
            found = [p for p in record.fields.get("people", []) if p in sentence and p not in named]
            if found:
                return found
    return []


def by_topic(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """When or with whom an event that the question describes took place."""
    if not corpus.of_kind["event"] or not question.has("when", "kind_event", "attend", "chair"):
        return None
    terms = content(question)
    matches = find(question, corpus, terms, ("event",))
    if not matches or matches[0].score < 0.6:
        return None
    if lacking(matches[0], question):
        return None
    best = find(question, corpus, terms)[0]
    if best.evidence.kind in ("task", "row") and best.score > matches[0].score:
        return None
    if question.has("list", "count"):
        records, absent = _narrow(_pool(question, corpus), [t for t in terms if not t.generic], corpus)
        if not absent and records:
            return _told(question, records, len(_pool(question, corpus)), [], terms, book)
    record = matches[0].evidence.record
    return _alone(question, record, terms, book) if record is not None else None
