"""The days on which something holds, where a paper says so sentence by sentence: 10月7日、10月8日上班. 6月25日上班."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Item, Receipt
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Evidence
from assistant.phrases import say
from assistant.question import Question
from assistant.relevance import evidence_terms, ranked
from assistant.words import Term
from ingest.dates import FoundDate, find_dates
from ingest.fold import fold

_DAYS = re.compile(
    r"哪(?:几|些|两|三)?个?(?:天|日子|日期|周[六日末]|星期|双休日|周末)|[几多]少?个?(?:天|日子|周[六日末]|星期[六日天]|双休日|周末)"
    r"|[几多]少?个?[^,?]{0,6}(?:周[六日末]|星期[六日天]|双休日|周末)|日期都?有?哪|\bdates\b"
    r"|\b(?:which|what|how many) (?:\w+ ){0,3}?(?:days|dates|saturdays|sundays|weekends?)\b"
)
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_SET_APART = re.compile(r"[、和及与至到，,。；;\s]")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])")
_WEEKDAY = re.compile(r"星期|周[一二三四五六日末]|^[一二三四五六日]?周$|双休")
_OF_WEEK = {5: r"周六|星期六|\bsaturdays?\b", 6: r"周[日天]|星期[日天]|\bsundays?\b"}
_SAID = (1, 10)  # characters of what is said of the days
_TRIED = 3  # of the best sentences
_COVERED = 0.15  # how much of the question such a sentence says or stands under


def listed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """All days of the sentences of a paper that say the same of them, or how many there are."""
    if not question.has("list", "count", "when") or not _DAYS.search(question.folded) or question.has("kind_event"):
        return None
    terms = evidence_terms(question, corpus)
    years = set(question.years)
    passages = (s for s in ranked(question, corpus, terms) if s.evidence.kind == "passage")
    found = [s for s in passages if (not years or s.evidence.years & years) and _said_of_days(s.evidence)]
    for best in found[:_TRIED]:
        said = _said_of_days(best.evidence)
        if best.covered < _COVERED or not _asked(said, terms):
            continue
        alike = [e for e in _papers_sentences(best.evidence, corpus) if _said_of_days(e) == said]
        alike = _within(alike, terms, corpus)
        if len(alike) > 1:
            return _told(question, alike, book)
    return None


def _asked(said: str, terms: Sequence[Term]) -> bool:
    """Whether a question asks for what is said of the days."""
    return any(len(word) > 1 and word in said for term in terms for word, _ in term.alternatives)


def _said_of_days(item: Evidence) -> str:
    """What a sentence says of the days it names, where it says no more."""
    text = _ASIDE.sub("", item.reading)
    dates = _days(text, item)
    for date in reversed(dates):
        text = text[: date.start] + text[date.end :]
    said = _SET_APART.sub("", text)
    short = _SAID[0] <= len(said) <= _SAID[1] and not any(c.isdigit() for c in said)
    return said if dates and short and not _NUMBERED.match(item.reading) else ""


def _days(text: str, item: Evidence) -> list[FoundDate]:
    return [d for d in find_dates(text, min(item.years, default=None)) if d.precision == "day"]


def _papers_sentences(item: Evidence, corpus: Corpus) -> list[Evidence]:
    return [e for e in corpus.evidence.items if e.document_id == item.document_id and e.kind == "passage"]


def _within(alike: Sequence[Evidence], terms: Sequence[Term], corpus: Corpus) -> list[Evidence]:
    """Those of the holiday, month or place that the question names, where only some are of it."""
    kept = list(alike)
    for term in terms:
        if term.generic or any(_WEEKDAY.search(word) for word, _ in term.alternatives[:1]):
            continue
        holding = [e for e in kept if _passage_holds(e, term, corpus)]
        if 0 < len(holding) < len(kept):
            kept = holding
    return kept


def _passage_holds(item: Evidence, term: Term, corpus: Corpus) -> bool:
    """Whether the article or the passage that a sentence stands in says a word."""
    around = fold(item.parent.text) if item.parent else "".join(e.own for e in corpus.evidence.of_chunk(item.chunk))  # type: ignore[arg-type]
    return any(len(word) > 1 and word in around for word, weight in term.alternatives if weight >= 0.9)


def _told(question: Question, alike: Sequence[Evidence], book: QuoteBook) -> Draft:
    asked = {day for day, words in _OF_WEEK.items() if re.search(words, question.folded)}
    items = []
    for sentence in alike:
        quote = (book.cite(sentence),)
        for date in _days(_ASIDE.sub("", sentence.reading), sentence):
            if len(asked) == 1 and date.first.weekday() not in asked:
                continue
            items.append(Item(date.first.isoformat(), date.verbatim, {"date": date.first.isoformat()}, quote))
    names = ("、" if question.language == "zh" else ", ").join(item.text for item in items)
    marks = mark(*(item.quotes[0] for item in items))
    text = say(question.language, "days_listed", count=len(items), names=names, m=marks)
    return Draft("answered", text, items, Receipt("group", len(items), len(items)))
