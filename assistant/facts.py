"""Facts in running text, and the honest silence where nothing says what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Conflict
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Match
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, excerpt, find, unknown_terms
from assistant.tasks import body
from assistant.words import Term
from ingest.dates import find_dates
from ingest.figures import Figure, find_figures, qualifiers, same_figure
from ingest.fold import fold

_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万两]")
_DURATION = re.compile(r"[\d一二三四五六七八九十两半]+(?:个)?(?:年|月|日|天|周|工作日|小时)")
_MEASURE = re.compile(
    r"(?:多少|几)(?:万|亿|千)?(钱|元|公里|千米|米|吨|亩|平方米|立方米|千瓦|百分点|个百分点|册)|how (?:much|many) (money|yuan|kilomet(?:er|re)s|tonn?e?s|mu|square met(?:er|re)s)\b"
    r"|\b(budget|cost)s?\b"
)
_MEASURES = {
    "钱": "元",
    "千米": "公里",
    "个百分点": "百分点",
    "money": "元",
    "yuan": "元",
    "budget": "元",
    "cost": "元",
    "mu": "亩",
    "kilometers": "公里",
    "kilometres": "公里",
    "tons": "吨",
    "tonnes": "吨",
    "square meters": "平方米",
    "square metres": "平方米",
}
_SHORT = 130  # characters of a sentence that is told whole
FACT_FLOOR = 0.62
SECOND_FLOOR = 0.7


def _year_fits(match: Match, question: Question) -> bool:
    """Whether evidence speaks of a year the question names."""
    return not question.years or bool(match.evidence.years & set(question.years))


def _lacking(match: Match) -> list[Term]:
    return [term for term in match.missing if term.naming and not term.generic]


def _kind_bonus(match: Match, question: Question) -> float:
    kind = match.evidence.kind
    if kind == "header":
        return -0.15
    if kind == "row":
        return -0.05
    if question.has("kind_event", "when") and kind == "event":
        return 0.05
    return 0.0


def read(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The sentence that says what is asked, with every other source that says it too."""
    terms = content(question)
    if not terms or all(t.generic for t in terms):
        return None
    usable = _usable(question, corpus, terms)
    if not usable:
        return None
    figure = question.has("figure", "count", "difference") or bool(question.figures)
    holds = _asked_type(question, figure=figure)
    ranked = usable
    if holds is not None:
        fitting = [m for m in usable[:12] if m.score > usable[0].score - 0.12 and holds(_told(m, terms, figure=True))]
        if not fitting:
            return _next_sentence(usable[0], corpus, book, question, terms, holds)
        ranked = [*fitting, *(m for m in usable if m not in fitting)]
    told = _told(ranked[0], terms, figure=holds is not None)
    return _compose(question, corpus, book, ranked, terms, told, figure=figure)


def _usable(question: Question, corpus: Corpus, terms: Sequence[Term]) -> list[Match]:
    """Evidence that meets the question's years and has all that it names, best first."""
    kinds = ("passage", "task", "row", "header", "member", "appointment")
    matches = find(question, corpus, terms, kinds)
    usable = [m for m in matches[:80] if _year_fits(m, question) and m.score >= FACT_FLOOR and not _lacking(m)]
    return sorted(usable, key=lambda m: -(m.score + _kind_bonus(m, question)))


def _asked_type(question: Question, *, figure: bool) -> Callable[[str], bool] | None:
    """What a sentence must hold to answer: a figure in a measure, a date, a number; None where anything will do."""
    measure = asked_measure(question)
    if measure:
        return lambda text: any(measure_fits(f, measure) for f in find_figures(text))
    if question.has("when", "deadline"):
        return lambda text: bool(find_dates(text, 2000)) or bool(_DURATION.search(text))
    if figure and not question.has("content"):
        return lambda text: bool(_NUMBER.search(text))
    return None


def _next_sentence(
    match: Match,
    corpus: Corpus,
    book: QuoteBook,
    question: Question,
    terms: Sequence[Term],
    holds: Callable[[str], bool],
) -> Draft | None:
    """Where the matching sentence lacks what is asked and the one after it has it, both."""
    following = corpus.evidence.following(match.evidence)
    answer = next((e for e in following if holds(e.reading)), None)
    if answer is None:
        return None
    marks = mark(book.cite(match.evidence), book.cite(answer))
    told = f"{_told(match, terms, figure=False)}。{answer.reading}".rstrip("。")
    return Draft("answered", say(question.language, "fact", text=told, m=marks), reader="passages")


def agreed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Whether the documents say the same of a matter: both places, and how they differ."""
    if not question.has("agree"):
        return None
    draft = read(question, corpus, book)
    if draft is not None and not draft.conflicts and len(book.quotes) > 1 and draft.outcome == "answered":
        draft.text = say(question.language, "agreed") + draft.text
    return draft


def asked_measure(question: Question) -> str:
    """The unit of measure a question asks a figure in; empty where it only asks how many."""
    found = _MEASURE.search(question.folded)
    if not found:
        return ""
    said = next(filter(None, found.groups()))
    return _MEASURES.get(said, said)


def measure_fits(figure: Figure, measure: str) -> bool:
    """Whether a figure is given in a measure, in whatever thousands."""
    return figure.base_unit == measure or figure.unit.endswith(measure)


def _told(match: Match, terms: Sequence[Term], *, figure: bool) -> str:
    record = match.evidence.record
    text = body(record) if record and record.kind == "task" else match.evidence.reading
    if not figure and record is None and len(text) <= _SHORT:
        return text.rstrip("。；;")
    return excerpt(text, terms, figure=figure)


def _compose(
    question: Question,
    corpus: Corpus,
    book: QuoteBook,
    matches: Sequence[Match],
    terms: Sequence[Term],
    told: str,
    *,
    figure: bool,
) -> Draft:
    language = question.language
    first = matches[0]
    number = book.cite(first.evidence, "date", "year")
    sentences = [say(language, "fact", text=told, m=mark(number), where=_where(first, corpus))]
    conflicts = []
    figures = find_figures(told)
    for other in matches[1:20]:
        if other.score < SECOND_FLOOR * first.score or other.evidence.document_id == first.evidence.document_id:
            continue
        if other.evidence.kind == "row" and first.evidence.kind != "row":
            continue
        text = _told(other, terms, figure=figure)
        verdict = agreement(figures, find_figures(text))
        if figure and verdict is None:
            continue
        second = book.cite(other.evidence)
        if verdict == "differ":
            sentences.append(say(language, "fact_differs", text=text, m=mark(second)))
            conflicts.append(Conflict(told, (number, second)))
        elif verdict == "same" or not figure:
            sentences.append(say(language, "fact_also", m=mark(second), where=_where(other, corpus)))
        break
    reader = "passages" if first.evidence.record is None else "records"
    records = (first.evidence.record,) if first.evidence.record else ()
    return Draft(
        "answered",
        ("" if language == "zh" else " ").join(sentences),
        conflicts=conflicts,
        reader=reader,
        records=records,
    )


def agreement(first: Sequence[Figure], second: Sequence[Figure]) -> str | None:
    """ "same" or "differ" for figures of one unit in two sentences; None where they share no unit."""
    for a in first:
        for b in second:
            if same_figure(a, b):
                return "same" if set(qualifiers(a.qualifier)) == set(qualifiers(b.qualifier)) else "differ"
    if any(a.base_unit == b.base_unit for a in first for b in second):
        return "differ"
    return None


def _where(match: Match, corpus: Corpus) -> str:
    title = corpus.document[match.evidence.document_id].title
    record = match.evidence.record
    return f"《{title}》" + (record.label if record and record.kind in ("task", "article") else "")


def silent(question: Question, corpus: Corpus, book: QuoteBook) -> Draft:
    """What is missing, with the nearest thing there is."""
    language = question.language
    terms = content(question)
    matches = find(question, corpus, terms)
    strangers = unknown_terms(terms, corpus)
    near = matches[0] if matches and matches[0].score > 0.25 else None
    missing = [t.surface for t in strangers]
    if not missing and near is not None:
        if question.years and not _year_fits(near, question):
            missing = [str(year) for year in question.years]
        else:
            missing = [t.surface for t in near.missing if t.naming and not t.generic]
    if near is None:
        text = say(language, "silent", what=_names(missing, language)) if missing else say(language, "silent_plain")
        return Draft("not_found", text, missing=tuple(missing))
    number = book.cite(near.evidence)
    nearest = excerpt(near.evidence.reading, terms, limit=60)
    key = "silent_near" if missing else "silent_near_plain"
    text = say(language, key, what=_names(missing, language), near=nearest, m=mark(number))
    return Draft("not_found", text, missing=tuple(missing))


def _names(words: Sequence[str], language: str) -> str:
    if language == "zh":
        return "、".join(f"“{fold(word)}”" for word in words)
    return ", ".join(f'"{word}"' for word in words)
