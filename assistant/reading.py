"""What the readers share: content terms, scopes, clauses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.corpus import Corpus
from assistant.evidence import Match, rank
from assistant.names import Mention
from assistant.question import Question
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_CLAUSE = re.compile(r"[^，,。；;！!？?：:]+[，,。；;！!？?：:]*")
_DIGIT = re.compile(r"\d")


def mention_term(mentions: Sequence[Mention]) -> Term:
    """Names at one place of a question as a content term: the surface or what it stands for."""
    first = mentions[0]
    alternatives: dict[str, float] = {}
    if any("\u4e00" <= c <= "\u9fff" for c in first.surface):
        alternatives[fold(first.surface)] = 1.0
    for mention in mentions:
        if mention.kind != "document":
            for value in mention.values:
                alternatives.setdefault(fold(value), 0.98)
    return Term(first.surface, first.start, first.end, tuple(alternatives.items()) or ((fold(first.surface), 1.0),))


def content(question: Question, used: Collection[Mention] = ()) -> list[Term]:
    """The content terms of a question with the names that no filter used."""
    places: dict[tuple[int, int], list[Mention]] = {}
    for mention in question.mentions:
        if mention not in used:
            places.setdefault((mention.start, mention.end), []).append(mention)
    taken = {(m.start, m.end) for m in used}
    terms = [mention_term(ms) for place, ms in places.items() if place not in taken]
    terms += question.terms
    terms += [Term(f.verbatim, f.start, f.end, ((fold(f.verbatim), 1.0),)) for f in question.figures]
    return sorted(terms, key=lambda term: term.start)


def in_scope(question: Question, corpus: Corpus) -> set[str]:
    """Document ids the question is restricted to, by the caller or by a document it names."""
    allowed = corpus.scope(question.documents)
    named = {value for m in question.named("document") for value in m.values}
    return allowed & named or allowed


def find(question: Question, corpus: Corpus, terms: Sequence[Term], kinds: Iterable[str] = ()) -> list[Match]:
    """Evidence of some kinds in the question's scope, best first."""
    scope = in_scope(question, corpus)
    wanted = set(kinds)
    items = corpus.evidence.items
    if len(scope) == len(corpus.document) and not wanted:
        return rank(corpus.evidence, terms)
    allowed = {e.index for e in items if e.document_id in scope and (not wanted or e.kind in wanted)}
    return rank(corpus.evidence, terms, allowed)


def newest(records: Iterable[Record], corpus: Corpus) -> list[Record]:
    """The records of the newest document among theirs, in order."""
    found = list(records)
    if not found:
        return []
    best = max((corpus.document[r.document_id].date or "", r.document_id) for r in found)
    return [r for r in found if (corpus.document[r.document_id].date or "", r.document_id) == best]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a reading text between commas or stops, with the weight of the terms it holds."""

    text: str
    weight: float
    has_figure: bool
    closes: bool  # ends a sentence


def clauses(text: str, terms: Sequence[Term]) -> list[Clause]:
    """The clauses of a text, weighed by the question's terms."""
    found = []
    for match in _CLAUSE.finditer(text):
        piece = match.group()
        folded = fold(piece)
        weight = 0.0
        for term in terms:
            share = max((w for word, w in term.alternatives if word in folded), default=0.0)
            if not share and len(word := term.alternatives[0][0]) >= 3:
                share = 0.6 * sum(word[i : i + 2] in folded for i in range(len(word) - 1)) / (len(word) - 1)
            weight += share * (0.3 if term.generic else 1.0 if term.naming else 0.6)
        found.append(Clause(piece, weight, bool(_DIGIT.search(folded)), piece.rstrip()[-1] in "。；;！!？?"))
    return found


def excerpt(text: str, terms: Sequence[Term], *, figure: bool = False, limit: int = 110) -> str:
    """The run of clauses that says most of what the terms ask, with a figure where one is asked."""
    parts = clauses(text, terms)
    if not parts:
        return text.strip()
    best = max(range(len(parts)), key=lambda i: (parts[i].weight + (0.5 if figure and parts[i].has_figure else 0), -i))
    first = last = best
    if figure and not parts[best].has_figure:
        after = next((i for i in range(best + 1, min(best + 4, len(parts))) if parts[i].has_figure), None)
        before = next((i for i in range(best - 1, max(best - 3, -1), -1) if parts[i].has_figure), None)
        if after is not None:
            last = after
        elif before is not None:
            first = before
    for i, part in enumerate(parts):
        if part.weight > 0.9 and i not in range(first, last + 1):
            low, high = min(first, i), max(last, i)
            if sum(len(p.text) for p in parts[low : high + 1]) <= limit:
                first, last = low, high
    return "".join(p.text for p in parts[first : last + 1]).strip().rstrip("，,；;：:。")


def unknown_terms(terms: Iterable[Term], corpus: Corpus) -> list[Term]:
    """Naming terms of which the index holds nothing, in no form."""
    return [
        term
        for term in terms
        if term.naming and not term.generic and not any(corpus.evidence.known(word) for word, _ in term.alternatives)
    ]
