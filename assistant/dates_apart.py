"""Days from the date of a paper to another's or to a day that it sets; papers of one and the same day."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from assistant.answer import Computed
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.documents import told
from assistant.draft import Draft, QuoteBook, mark
from assistant.handing_in import wanted
from assistant.imprint import unspaced
from assistant.paper_years import of_its_year
from assistant.phrases import joined, say
from assistant.question import Question, parse
from assistant.reading import about, content, in_scope, said_in_title
from ingest.dates import FoundDate
from ingest.model import Record

_HOW_FAR, _ISSUED, _SAME = pattern("days_between"), pattern("paper_issued"), pattern("one_day")
_ORDER, _PAPERS, _WHICH = pattern("order_of_days"), pattern("papers"), pattern("which_papers")
_PAPER, _LATER = pattern("paper_type"), re.compile(r"[晚迟后]|\b(?:later|latest|last|newer|newest|recent)\b")
_AND = re.compile(r"[和跟与同,，、?？]|还是|\b(?:or|and|than)\b")
_MOST = 4  # days that are told from one paper


class End(NamedTuple):
    """A day from or to which is counted, with what it is the day of and the quote that gives it."""

    day: date
    name: str
    quote: int


def apart(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """How many days lie between the dates of two papers, or from that of a paper to what it wants by a day."""
    named = question.named("document")
    papers = list(dict.fromkeys(i for m in named for i in m.values))
    others = [t for t in content(question, named) if not t.generic]
    if not papers and _ORDER.search(question.folded):
        papers = _described(question, corpus)
        others = []
    both = len(papers) == 2 and _ORDER.search(question.folded) and all(_ISSUED.search(t.surface) for t in others)
    if not (both or _HOW_FAR.search(question.folded)) or question.has("kind_event", "attend", "chair", "kind_row"):
        return None
    duties = [] if len(papers) > 1 else wanted(question, corpus)
    if not papers and _ISSUED.search(question.folded):
        papers = list({duty.evidence.document_id for duty in duties})
    first, *ends = [_of_paper(p, question, corpus, book) for p in papers] if len(papers) in (1, 2) else [None]
    if first is None or None in ends:
        return None
    due = [(_after(d.date, first.day), d) for d in duties if d.evidence.document_id == papers[0]]
    told = {a: End(a, say(question.language, "due_day", what=d.what), book.cite(d.evidence)) for a, d in due[::-1]}
    ends += [told[day] for day in sorted(told)]
    return between(question, first, [end for end in ends if end]) if 0 < len(ends) <= _MOST else None


def _described(question: Question, corpus: Corpus) -> list[str]:
    """The two papers that a question sets beside each other by words of their titles."""
    text, papers = question.folded, list[str]()
    if not (_PAPER.search(text) and _ISSUED.search(text)):
        return []
    for piece in _AND.split(text):
        part = parse(piece, corpus, question.documents)
        found = [d for d in about(part, corpus) if of_its_year(d, part, corpus)]
        terms = [t for t in content(part) if not t.generic and not _ISSUED.search(t.surface)]
        said = sum(said_in_title(t, found[:1], corpus) for t in terms) if found else 0
        papers += found[:1] if said * 2 > len(terms) else []
    return list(dict.fromkeys(papers))


def _after(found: FoundDate, paper: date) -> date:
    """A day that a paper sets; without a year it is the next one after the paper was written."""
    if found.has_year:
        return found.first
    day = found.first.replace(year=paper.year)
    return day if day >= paper else day.replace(year=paper.year + 1)


def _of_paper(document_id: str, question: Question, corpus: Corpus, book: QuoteBook) -> End | None:
    heads = {r.fields.get("key"): r for r in reversed(corpus.of_kind["header"]) if r.document_id == document_id}
    document = corpus.document[document_id]
    if "date" not in heads or len(document.date or "") < len("2000-01-01"):
        return None
    name = say(question.language, "paper_day", paper=document.doc_number or f"《{document.title}》")
    quotes = [book.cite(heads[key]) for key in ("date", "doc_number", "title") if key in heads]
    return End(date.fromisoformat(document.date or ""), name, quotes[0])


def between(question: Question, first: End, ends: list[End]) -> Draft:
    """The days from one day to others."""
    language, parts, computed = question.language, list[str](), []
    for end in ends:
        a, b = sorted((first, end), key=lambda e: e.day)
        days = str((b.day - a.day).days)
        shown = [f"{d.year}年{d.month}月{d.day}日" + f", {d}" * (language == "en") for d in (a.day, b.day)]
        values = {"a": a.name, "b": b.name, "from_day": shown[0], "to_day": shown[1], "n": days}
        parts.append(say(language, "days_apart", **values, m=mark(a.quote, b.quote)))
        if len(ends) == 1 and not _HOW_FAR.search(question.folded) and a.day < b.day:
            later = bool(_LATER.search(question.folded))
            parts.insert(0, say(language, "day_later" if later else "day_earlier", what=(b if later else a).name))
        computed.append(Computed(days, "天", f"{b.day} - {a.day}", (a.quote, b.quote)))
    return Draft("answered", joined(language, " ", parts), computed=computed)


def same_day(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The papers that were issued on one day with another, and the day."""
    text = question.folded
    if not (_SAME.search(text) and _PAPERS.search(text) and _WHICH.search(text)):
        return None
    if question.named("document", "person", "unit") or question.has("kind_event", "attend", "chair", "kind_row"):
        return None
    scope, by_day = in_scope(question, corpus), defaultdict[str, dict[str, Record]](dict)
    for record in corpus.of_kind["header"]:
        if record.fields.get("key") == "date" and record.document_id in scope:
            by_day[corpus.document[record.document_id].date or ""].setdefault(record.document_id, record)
    groups = [found for day, found in sorted(by_day.items()) if day and len(found) > 1]
    drafts = [told(list(found), question, corpus, book) for found in groups]
    for draft, found in zip(drafts, groups, strict=True):
        day = unspaced(str(next(iter(found.values())).fields["value"]))
        draft.text += say(question.language, "papers_of_day", day=day, m=mark(*map(book.cite, found.values())))
    items = [item for draft in drafts for item in draft.items]
    records = tuple(record for draft in drafts for record in draft.records)
    return Draft("answered", " ".join(d.text for d in drafts), items, records=records) if drafts else None
