"""Whether the places that speak of one matter say the same of it, and what each says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.agreement import agreement, levels_differ
from assistant.answer import Conflict
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Evidence
from assistant.phrases import say, space
from assistant.question import Question
from assistant.reading import content, excerpt, find
from assistant.tasks import body
from assistant.words import Term

_OR = re.compile(r"[,，]?还是|\bor\b")
_OR_NOT = re.compile(r"([\u4e00-\u9fff])不\1[\u4e00-\u9fff]?")
_OTHER = ("when", "deadline", "who", "where", "count", "list", "difference", "trend")  # what asks for no choice
_DEGREE = pattern("choice_of_degree")
_KINDS = ("task", "passage", "article", "event")
_ALIKE = 0.85  # how much of what the best place says of the matter another must say
_MATTER = 0.6  # how much of the matter the best place must say
_PLACES = 20


def between(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What two places say of the matter that a question names, where it asks whether they agree or leaves a choice."""
    choice = _OR.search(question.folded) or (question.has("agree") and _OR_NOT.search(question.folded)) or None
    open_choice = choice and not question.has(*_OTHER) and not _DEGREE.search(question.folded)
    if not (question.has("agree") or open_choice) or question.named("row") or question.has("most", "least"):
        return None
    matter = _matter(question, choice.span() if choice else None)
    if not any(t.naming for t in matter):
        return None
    places = _places(question, corpus, matter)
    pairs = [(a, b) for n, a in enumerate(places) for b in places[n + 1 :] if a.years & b.years]
    told = {place.index: _told(place, matter) for place in places}
    for one, other in pairs:
        if _differ(told[one.index], told[other.index]):
            return _told_both(question, corpus, (one, other), matter, book, alike=False)
    for one, other in pairs if question.has("agree") else ():
        apart = one.document_id != other.document_id
        if apart and agreement(told[one.index], told[other.index]) == "same":
            return _told_both(question, corpus, (one, other), matter, book, alike=True)
    return None


def _matter(question: Question, choice: tuple[int, int] | None) -> list[Term]:
    """The terms for what is spoken of, without what a question offers to choose from."""
    figures = {(f.start, f.end) for f in question.figures}
    terms = [t for t in content(question) if not t.generic and (t.start, t.end) not in figures]
    if choice is None:
        return terms
    before = [t for t in terms if t.end <= choice[0]]
    ends = re.search("[?,;。]", question.folded[choice[1] :])
    end = choice[1] + ends.start() if ends else len(question.folded)
    after = [t for t in terms if choice[1] <= t.start < end][1:]
    beside = before and (question.language == "en" or choice[0] - before[-1].end <= 1)
    return [*(before[:-1] if beside and len(before) > 1 else before), *after]


def _places(question: Question, corpus: Corpus, matter: Sequence[Term]) -> list[Evidence]:
    """The places that say all that names the matter, best first, of the years asked about."""
    years = set(question.years)
    found = [m for m in find(question, corpus, matter, _KINDS)[:_PLACES] if not any(t.naming for t in m.missing)]
    if not found or found[0].score < _MATTER:
        return []
    good = [m.evidence for m in found if m.score >= _ALIKE * found[0].score]
    return [e for e in good if not years or e.years & years]


def _told(place: Evidence, matter: Sequence[Term]) -> str:
    """The clause of a place that speaks of the matter."""
    record = place.record
    return excerpt(body(record) if record and record.kind == "task" else place.reading, matter, limit=60)


def _differ(first: str, second: str) -> bool:
    """Whether two clauses say different things of one matter."""
    return agreement(first, second) == "differ" or levels_differ(first, second)


def _told_both(
    question: Question,
    corpus: Corpus,
    places: tuple[Evidence, Evidence],
    matter: Sequence[Term],
    book: QuoteBook,
    *,
    alike: bool,
) -> Draft:
    """Both places, and whether they say the same."""
    first, second = (_told(place, matter) for place in places)
    one, other = (book.cite(place) for place in places)
    text = say(question.language, "agreed") if alike else ""
    text += say(question.language, "fact", text=first, m=mark(one)) + space(question.language)
    if alike:
        title = f"《{corpus.document[places[1].document_id].title}》"
        text += say(question.language, "fact_also", where=title, m=mark(other))
    else:
        text += say(question.language, "fact_differs", text=second, m=mark(other))
    conflicts = [] if alike else [Conflict(first, (one, other))]
    return Draft("answered", text, conflicts=conflicts, records=tuple(p.record for p in places if p.record))
