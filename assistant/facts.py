"""Facts in running text: the sentence that says what is asked, and every other source that says it too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.agreement import agreement, levels_differ
from assistant.answer import Conflict
from assistant.asked import Holds, asked_type, attribute
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Match
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, excerpt, find, lacking, said_in_title, scoped
from assistant.tasks import body
from assistant.words import Term
from ingest.figures import find_figures, qualifiers, same_figure
from ingest.fold import fold

FACT_FLOOR = 0.62
# Least score and likeness of a near answer by language, read off the development questions: with less, unanswerable
# ones are answered
NEAR = {"zh": (0.5, 0.38), "en": (0.5, 0.18)}
NEAR_TERMS = 2
SECOND_FLOOR = 0.7
_RERANKED = 40
_HEADING = 40  # folded characters up to which a sentence without a stop is taken for a heading
_STOPS = ("。", ";", "!", "?", ".", "”", ")")
_TYPE_MARGIN = 0.3  # how much worse a sentence may match that holds the kind of thing asked for
_SHORT = 130  # characters of a sentence that is told whole
_KINDS = ("passage", "task", "row", "header", "member", "appointment")
_BONUS = {"header": -0.15, "row": -0.05}


def read(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The best sentence, in the document the question speaks of where it speaks of one."""
    terms = content(question)
    if not terms or all(t.generic for t in terms):
        return None
    scope = scoped(question, corpus)
    if len(scope) == 1 and len(corpus.document) > 1:
        rest = [t for t in terms if not said_in_title(t, scope, corpus)]
        if any(not t.generic for t in rest):
            inside = replace(question, documents=tuple(scope))
            if (draft := _read(inside, corpus, book, rest)) is not None:
                return draft
    return _read(question, corpus, book, terms)


def _read(question: Question, corpus: Corpus, book: QuoteBook, terms: Sequence[Term]) -> Draft | None:
    usable = _usable(question, corpus, terms, years=True)
    corrected = False
    if not usable and question.has("yesno") and (question.years or question.figures):
        plain = [t for t in terms if t not in _figure_terms(question, terms)]
        usable, corrected = _usable(question, corpus, plain, years=False), True
    if not usable:
        return None
    holds = asked_type(question)
    ranked = usable
    if holds is not None:
        fitting = [m for m in usable[:25] if m.score > usable[0].score - _TYPE_MARGIN and holds(_told(m, terms, holds))]
        if not fitting:
            return _next_sentence(usable[0], corpus, book, question, terms, holds)
        ranked = [*fitting, *(m for m in usable if m not in fitting)]
    return _compose(question, corpus, book, ranked, terms, holds, corrected=corrected)


def near(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The sentence nearest in words and meaning, where a paraphrase leaves a word or two unmatched.

    What is asked for itself, names of places and persons, years and the kind of thing asked must still be met.
    """
    terms = content(question)
    named = [t for t in terms if t.naming and not t.generic]
    wants_list = question.has("list", "count") and question.has("kind_row", "kind_task", "kind_article")
    if len(named) < NEAR_TERMS or wants_list:
        return None
    matches = find(question, corpus, terms, _KINDS)[:_RERANKED]
    alike = corpus.likeness(question.text, [m.evidence for m in matches])
    floor, tolerated = NEAR[question.language], max(1, len(named) // 3)
    wanted, holds, years = attribute(question, terms), asked_type(question), set(question.years)
    fitting = [
        m
        for m in matches
        if m.score >= floor[0]
        and alike[m.evidence.index] >= floor[1]
        and len(missing := [t for t in m.missing if t in named]) <= tolerated
        and wanted not in missing
        and not any(t.proper or t.alternatives[0][0].isascii() for t in missing)
        and (not years or m.evidence.years & years)
        and (holds is None or holds(_told(m, terms, holds)))
    ]
    if not fitting:
        return None
    best = max(fitting, key=lambda m: _worth(m, alike, question, corpus))
    return _compose(question, corpus, book, [best], terms, holds, corrected=False)


def _figure_terms(question: Question, terms: Sequence[Term]) -> list[Term]:
    places = {(f.start, f.end) for f in question.figures}
    return [t for t in terms if (t.start, t.end) in places]


def _usable(question: Question, corpus: Corpus, terms: Sequence[Term], *, years: bool) -> list[Match]:
    """Evidence that meets the question's years and has all that it names, best first."""
    matches = find(question, corpus, terms, _KINDS)
    wanted = set(question.years)
    usable = [
        m
        for m in matches[:80]
        if m.score >= FACT_FLOOR and not lacking(m, question) and (not years or not wanted or m.evidence.years & wanted)
    ]

    alike = corpus.likeness(question.text, [m.evidence for m in usable[:_RERANKED]])
    return sorted(usable, key=lambda m: _worth(m, alike, question, corpus), reverse=True)


def _worth(match: Match, alike: Mapping[int, float], question: Question, corpus: Corpus) -> float:
    """Score and likeness; less for titles and headings, which name a matter and say nothing of it."""
    evidence = match.evidence
    head = 0.0
    if fold(corpus.document[evidence.document_id].title) in evidence.own:
        head = -0.3
    elif evidence.kind == "passage" and len(evidence.own) < _HEADING and not evidence.own.endswith(_STOPS):
        head = -0.25
    bonus = _BONUS.get(evidence.kind, 0.0) + _bounds_bonus(match, question)
    return match.score + 0.5 * alike.get(evidence.index, 0.0) + head + bonus


def _bounds_bonus(match: Match, question: Question) -> float:
    """Prefers evidence that bounds a figure as the question does: "over 5 million" is not "5 million and below"."""
    bonus = 0.0
    for asked in question.figures:
        for found in find_figures(match.evidence.reading):
            if same_figure(asked, found):
                bonus += 0.1 if set(qualifiers(asked.qualifier)) == set(qualifiers(found.qualifier)) else -0.1
    return max(-0.2, min(0.2, bonus))


def _next_sentence(
    match: Match, corpus: Corpus, book: QuoteBook, question: Question, terms: Sequence[Term], holds: Holds
) -> Draft | None:
    """Where the matching sentence lacks what is asked and one right after it has it, both."""
    answer = next((e for e in corpus.evidence.following(match.evidence) if holds(e.reading)), None)
    if answer is None:
        return None
    marks = mark(book.cite(match.evidence), book.cite(answer))
    told = f"{_told(match, terms, None)}。{answer.reading}".rstrip("。")
    return Draft("answered", say(question.language, "fact", text=told, m=marks), reader="passages")


def _told(match: Match, terms: Sequence[Term], holds: Holds | None) -> str:
    record = match.evidence.record
    text = body(record) if record and record.kind == "task" else match.evidence.reading
    if holds is None and record is None and len(text) <= _SHORT:
        return text.rstrip("。；;")
    return excerpt(text, terms, holds=holds)


def _compose(
    question: Question,
    corpus: Corpus,
    book: QuoteBook,
    matches: Sequence[Match],
    terms: Sequence[Term],
    holds: Holds | None,
    *,
    corrected: bool,
) -> Draft:
    language = question.language
    first = matches[0]
    told = _told(first, terms, holds)
    number = book.cite(first.evidence, "date", "year")
    article = first.evidence.parent
    key = "fact_corrected" if corrected else "fact"
    sentence = say(language, key, text=told, m=mark(number))
    if article is not None and article.kind == "article" and question.has("kind_article"):
        sentence = say(language, "in_article", n=article.label) + sentence
    draft = Draft("answered", sentence, reader="passages" if first.evidence.record is None else "records")
    draft.records = (first.evidence.record,) if first.evidence.record else ()
    _add_second(draft, question, corpus, book, matches, terms, holds)
    return draft


def _add_second(
    draft: Draft,
    question: Question,
    corpus: Corpus,
    book: QuoteBook,
    matches: Sequence[Match],
    terms: Sequence[Term],
    holds: Holds | None,
) -> None:
    """Adds the place in another document that says the same thing, or says it differently."""
    first = matches[0]
    told = _told(first, terms, holds)
    number = book.cite(first.evidence)
    for other in matches[1:25]:
        if other.score < SECOND_FLOOR * first.score or other.evidence.document_id == first.evidence.document_id:
            continue
        if other.evidence.kind == "row" and first.evidence.kind != "row":
            continue
        text = _told(other, terms, holds)
        verdict = agreement(told, text)
        unlike = other.score < 0.95 * first.score and not question.has("agree", "compare")
        if verdict is None and (holds is not None or unlike):
            continue
        second = book.cite(other.evidence)
        if verdict == "differ" or (verdict is None and levels_differ(told, text)):
            draft.text += _space(question) + say(question.language, "fact_differs", text=text, m=mark(second))
            draft.conflicts.append(Conflict(told, (number, second)))
        else:
            where = f"《{corpus.document[other.evidence.document_id].title}》"
            draft.text += _space(question) + say(question.language, "fact_also", m=mark(second), where=where)
        return


def _space(question: Question) -> str:
    return "" if question.language == "zh" else " "


def agreed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Whether the documents say the same of a matter: both places, and how they differ."""
    if not question.has("agree"):
        return None
    draft = read(question, corpus, book)
    if draft is not None and not draft.conflicts and len(book.quotes) > 1:
        draft.text = say(question.language, "agreed") + draft.text
    return draft


_OR_ZH = re.compile(r"还是")
_OR_EN = re.compile(r"\bor\b")


def chosen(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """ "A or B": what the documents say with A and what they say with B."""
    found = (_OR_ZH if question.language == "zh" else _OR_EN).search(question.folded)
    if found is None or question.named("row", "unit") or question.has("most", "least", "trend", "difference"):
        return None
    terms = content(question)
    before = [t for t in terms if t.end <= found.start()]
    after = [t for t in terms if t.start >= found.end()]
    if not before or not after:
        return None
    left = _read(question, corpus, book, [t for t in terms if t not in after])
    right = _read(question, corpus, book, [t for t in terms if t is not before[-1]])
    if left is None or right is None or left.text == right.text:
        return None
    draft = replace(left, text=left.text + _space(question) + right.text)
    if len(book.quotes) > 1:
        draft.conflicts = [Conflict(question.text, tuple(q.id for q in book.quotes))]
    return draft
