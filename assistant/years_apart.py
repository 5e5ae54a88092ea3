"""One matter in the papers of several years: what each says of it, and which says more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Computed
from assistant.asked import figures_in
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Evidence
from assistant.measure import asked_measure, in_measure
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.relevance import evidence_terms, ranked
from ingest.figures import Figure

_COMPARED = pattern("years_compared")
_LONG = re.compile(r"多长|[更最得]长|[更最得]短|长(?=[?,。些]|$)|\b(?:long|longer|longest|shorter|shortest)\b")
_IN_ALL = re.compile(r"共\s*$")
_OWN = 0.25
_Stated = tuple[Evidence, Figure]  # a sentence and what it states


def compared(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What the papers of each of the years named say, and the difference of their figures."""
    years = sorted(set(question.years))
    if len(years) < 2 or len(years) > 3 or not _COMPARED.search(question.folded):
        return None
    papers = {year: {d.id for d in corpus.documents if str(year) in d.title} for year in years}
    if not all(papers.values()) or len(set().union(*papers.values())) < len(years):
        return None
    measure = asked_measure(question) or ("天" if _LONG.search(question.folded) else "")
    said = {year: _of_year(question, year, papers[year], measure, corpus) for year in years}
    if not measure or not all(said.values()):
        return None
    return _told(question, {year: found for year, found in said.items() if found}, corpus, book)


def _of_year(question: Question, year: int, papers: set[str], measure: str, corpus: Corpus) -> _Stated | None:
    """The sentence of a year's paper that says most of what is asked, and its figure."""
    dates = tuple(d for d in question.dates if d.first.year == year)
    single = replace(question, dates=dates, documents=tuple(sorted(papers)))
    terms = evidence_terms(single, corpus)
    found = [s for s in ranked(single, corpus, terms) if s.evidence.kind == "passage" and not s.heading]
    stated = [(s, f) for s in found if s.own >= _OWN and (f := _stated(s.evidence.reading, measure))]
    # the shorter of two that say as much says it of the matter alone
    best = max(stated, key=lambda pair: (round(pair[0].own, 2), -len(pair[0].evidence.own)), default=None)
    return (best[0].evidence, best[1]) if best else None


def _stated(text: str, measure: str) -> Figure | None:
    """The figure of a sentence in a measure, the one in all where it gives several."""
    figures = [f for f in figures_in(text) if in_measure(f, measure)]
    total = [f for f in figures if _IN_ALL.search(text[: f.start])]
    return (total or figures)[-1] if figures else None


def _told(question: Question, said: dict[int, _Stated], corpus: Corpus, book: QuoteBook) -> Draft:
    language = question.language
    marks = [book.cite(item) for item, _ in said.values()]
    papers = {item.document_id for item, _ in said.values()}
    titles = [r for r in corpus.of_kind["header"] if r.fields.get("key") == "title" and r.document_id in papers]
    marks += [book.cite(title) for title in titles]  # which say of what year each paper is
    parts = [say(language, "year_says", year=year, text=item.reading.rstrip("。")) for year, (item, _) in said.items()]
    verdict, computed = _verdict(language, said, marks)
    text = say(language, "years_compared", parts=joined(language, ";", parts), m=mark(*marks), verdict=verdict)
    return Draft("answered", text, computed=computed)


def _verdict(language: str, said: dict[int, _Stated], marks: Sequence[int]) -> tuple[str, list[Computed]]:
    """Which year has more, and by how much."""
    by_amount = sorted(said, key=lambda year: said[year][1].amount)
    least, most = said[by_amount[0]][1], said[by_amount[-1]][1]
    if most.amount == least.amount:
        return say(language, "year_equal"), []
    delta = f"{(most.amount - least.amount).normalize():f}"
    computed = Computed(delta, most.unit, f"{most.amount:f}-{least.amount:f}", tuple(marks))
    return say(language, "year_longer", year=by_amount[-1], delta=delta, unit=most.unit), [computed]
