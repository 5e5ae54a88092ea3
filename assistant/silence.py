"""Honest silence: what is missing, with the nearest thing there is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked import figures_in
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import MATCHED, Match
from assistant.phrases import say
from assistant.question import Question, cue_terms
from assistant.reading import content, excerpt, find, unknown_terms
from assistant.table_choice import no_such_measure
from ingest.fold import fold

_DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,4}[(\[〔]\d{4}[)\]〕]\d{1,4}号")
_NUMBERED_PAPER = re.compile(
    r"\b(?:document|notice|circular)s?(?: is| was| has)?(?: the)? n(?:o|umber)\b\.? ?(\d{1,4})\b"
)
_WATCHWORD = re.compile(r"[“\"]([两三四五六七八九十][^“”\"]{1,7})[”\"](?:到底|究竟|分别|具体|都|各|又)*[是指讲说]")
_BATCH = re.compile("第[一二三四五六七八九十百]+批")
_DENIED = pattern("denied_deed")  # what was not done or is not whose is listed nowhere
_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNIT_WORDS = frozenset(("bureau", "bureaus", "commission"))


def silent(question: Question, corpus: Corpus, book: QuoteBook, unsaid: str = "") -> Draft:
    """Names the words, years or constraints that nothing meets, and quotes the nearest evidence.

    `unsaid`: what the nearest evidence lacks to answer, where nothing else is missing.
    """
    language = question.language
    if day := impossible_day(question):
        return Draft("not_found", say(language, "no_such_day", day=day), missing=(day,))
    terms = content(question)
    matches = find(question, corpus, terms)
    near = matches[0] if matches and matches[0].score > 0.25 else None
    unknown = unknown_document(question)
    bodies = {(m.start, m.end) for m in question.named("unit")}  # that are there, though no text but a task names them
    terms = [t for t in terms if (t.start, t.end) not in bodies and not corpus.names.units.find(t.surface)]
    missing = [unknown] if unknown else [term.surface for term in unknown_terms(terms, corpus)]
    if not missing and near is not None:
        years = set(question.years)
        lacking = [term.surface for term in near.missing if term.naming and not term.generic]
        missing = (
            [d.verbatim for d in question.dates if d.has_year] if years and not near.evidence.years & years else lacking
        )
    missing = missing or ([unsaid] if unsaid else _asked_in_vain(question, corpus, near))
    what = _names(missing, language)
    if near is None:
        text = say(language, "silent", what=what) if missing else say(language, "silent_plain")
        return Draft("not_found", text, missing=tuple(missing))
    nearest = excerpt(near.evidence.reading, terms, limit=60)
    # A figure that is not the one asked for stands in the quote alone, lest it be read as the answer
    shown = "see" if question.has("figure", "count", "plan", "actual") and figures_in(nearest) else "near"
    key = f"silent_{shown}" if missing else f"silent_{shown}_plain"
    text = say(language, key, what=what, near=nearest, m=mark(book.cite(near.evidence)))
    return Draft("not_found", text, missing=tuple(missing))


def silent_near(what: str, question: Question, near: str, quote: int) -> Draft:
    """That nothing says what is asked for, with the nearest thing that is said."""
    text = say(question.language, "silent_near", what=f"“{what}”", near=near, m=mark(quote))
    return Draft("not_found", text, missing=(what,))


def _asked_in_vain(question: Question, corpus: Corpus, near: Match | None) -> list[str]:
    """What question words name besides asking and the nearest evidence has not: 面积 in 面积有多大."""
    if near is None:
        return []
    named = cue_terms(question, corpus)
    return [t.surface for t in named if corpus.evidence.matching(t).get(near.evidence.index, 0.0) < MATCHED]


def unknown_unit(question: Question) -> bool:
    """Whether an English question names a unit that no record knows: the word for a unit is left over."""
    return (
        question.language == "en"
        and not question.ordinals
        and question.has("lead", "share", "participate", "responsible")
        and not question.named("unit")
        and any(term.surface in _UNIT_WORDS for term in question.terms)
    )


def hopeless(question: Question, corpus: Corpus) -> bool:
    """Whether a question asks of a unit, document, day, batch or measure that there is not: nothing may answer it."""
    unsaid = unknown_document(question) or impossible_day(question) or _unknown_batch(question, corpus)
    denied = not question.has("yesno") and bool(_DENIED.search(question.folded))
    return unknown_unit(question) or bool(unsaid) or denied or no_such_measure(question, corpus)


def _unknown_batch(question: Question, corpus: Corpus) -> bool:
    """Whether all the batches, a watchword or a paper's number in a question are said nowhere: the fifth of six."""
    if any(not corpus.evidence.known(word) for word in _WATCHWORD.findall(question.folded)):
        return True
    papers = () if question.named("document") else _NUMBERED_PAPER.findall(question.folded)
    if any(not corpus.evidence.known(f"{number}号") for number in papers):
        return True
    batches = [t for t in content(question) if _BATCH.fullmatch(t.alternatives[0][0])]
    return (
        bool(batches) and not question.has("yesno", "hearsay") and len(unknown_terms(batches, corpus)) == len(batches)
    )


def unknown_document(question: Question) -> str:
    """A document number that a question gives and no document bears; not that of the turn before another one."""
    known = [(m.start, m.end) for m in question.named("document")]
    for found in _DOC_NUMBER.finditer(question.folded):
        before = known and found.group() not in fold(question.text)
        if not before and not any(start < found.end() and found.start() < end for start, end in known):
            return found.group()
    return ""


def impossible_day(question: Question) -> str:
    """A day that a question gives and no calendar has: 2月30日."""
    for found in _DAY.finditer(question.folded):
        month, day = (int(n) for n in found.groups())
        if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
            return found.group()
    return ""


def _names(words: Sequence[str], language: str) -> str:
    if language == "zh":
        return "、".join(f"“{fold(word)}”" for word in words)
    return ", ".join(f'"{word}"' for word in words)
