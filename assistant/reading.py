"""What the readers share: content terms, scopes, clauses."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.corpus import Corpus
from assistant.cues import mask
from assistant.evidence import Match, rank
from assistant.names import Mention
from assistant.question import Question
from assistant.words import Term
from ingest.figures import Figure, find_figures, qualifiers
from ingest.fold import fold
from ingest.measures import AT_LEAST, AT_MOST
from ingest.model import Record

Named = TypeVar("Named", bound=Hashable)
_STRETCH = 10  # years of which each may be asked
_HOLDS, _TELLS = 0.5, 8  # how well a clause holds a word; characters that tell of a thing
_COUNTER = re.compile(r"(?:个|项|条|份|种|类|件|位|名|次|张|$)")  # what only counts members names nothing
_YEAR = re.compile(r"(?:19|20)\d\d年")  # the same thing in another year
_CLAUSE = re.compile(r"[^，,。；;！!？?：:]+[，,。；;！!？?：:]*")


def mention_term(mentions: Sequence[Mention]) -> Term:
    """Names at one place of a question as a content term: the surface or what it stands for."""
    first = mentions[0]
    numbered = first.kind == "document" and bool(re.search(r"\d(?:号|$)", first.surface))  # all of it bears the number
    alternatives: dict[str, float] = {}
    if any("\u4e00" <= c <= "\u9fff" for c in first.surface):
        alternatives[fold(first.surface)] = 1.0
    for mention in mentions:
        if mention.kind != "document":
            for value in mention.values:
                alternatives.setdefault(fold(value), 0.98)
                if mention.kind == "region" and len(value) > 2:
                    alternatives.setdefault(fold(value[:-1]), 0.9)  # 鲁山 for 鲁山县
    return Term(
        first.surface,
        first.start,
        first.end,
        tuple(alternatives.items()) or ((fold(first.surface), 1.0),),
        proper=True,
        generic=numbered,
    )


def content(question: Question, used: Collection[Mention] = ()) -> list[Term]:
    """The content terms of a question with the names that no filter used."""
    places: dict[tuple[int, int], list[Mention]] = {}
    for mention in question.mentions:
        if mention not in used:
            places.setdefault((mention.start, mention.end), []).append(mention)
    taken = {(m.start, m.end) for m in used}
    terms = [mention_term(ms) for place, ms in places.items() if place not in taken]
    terms += question.terms
    terms += [
        Term(
            f.verbatim,
            f.start,
            f.end,
            ((fold(f.verbatim), 1.0), (fold(f.verbatim).strip(f.qualifier) or "-", 0.9)),
            not _COUNTER.match(f.unit) and question.language == "zh",
            not any(c.isdigit() for c in f.verbatim)
            or bool(_COUNTER.match(f.unit))
            or question.language == "en"
            or question.has("yesno", "agree", "compare"),
        )
        for f in question.figures
    ]
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
    if len(scope) == len(corpus.document) and not wanted:
        return rank(corpus.evidence, terms)
    return rank(corpus.evidence, terms, corpus.evidence.among(wanted, scope))


def newest(records: Iterable[Record], corpus: Corpus) -> list[Record]:
    """The records of the newest document among theirs, in order."""
    found = list(records)
    if not found:
        return []
    best = max((corpus.document[r.document_id].date or "", r.document_id) for r in found)
    return [r for r in found if (corpus.document[r.document_id].date or "", r.document_id) == best]


def newest_tasks(question: Question, corpus: Corpus) -> list[Record]:
    """The tasks of the newest document in the question's scope."""
    scope = in_scope(question, corpus)
    return newest((r for r in corpus.of_kind["task"] if r.document_id in scope), corpus)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a reading text between commas or stops, and which terms it holds how well."""

    text: str
    held: tuple[float, ...]
    fits: bool


def clauses(text: str, terms: Sequence[Term], holds: Callable[[str], bool] | None = None) -> list[Clause]:
    """The clauses of a text with what they hold of each term, and whether they hold the kind of thing asked for."""
    found = []
    for match in _CLAUSE.finditer(text):
        folded = fold(match.group())
        fits = holds is not None and holds(match.group())
        found.append(Clause(match.group(), tuple(_held(term, folded) for term in terms), fits))
    return found


def _held(term: Term, folded: str) -> float:
    share = max((weight for word, weight in term.alternatives if word in folded), default=0.0)
    word = term.alternatives[0][0]
    if not share and len(word) >= 3:
        share = 0.6 * sum(word[i : i + 2] in folded for i in range(len(word) - 1)) / (len(word) - 1)
    return share * (0.2 if term.generic else 1.0 if term.naming else 0.6)


def excerpt(
    text: str,
    terms: Sequence[Term],
    *,
    holds: Callable[[str], bool] | None = None,
    figures: Sequence[Figure] = (),
    limit: int = 110,
) -> str:
    """The fewest clauses, joined, that say what the terms ask, with the kind of thing asked for.

    `figures`: those of the question, which a clause should bound as the question does.
    """
    parts = clauses(text, terms, holds)
    if not parts:
        return text.strip()
    bounds = [bounded_alike(part.text, figures) for part in parts]
    best = max(range(len(parts)), key=lambda i: (sum(parts[i].held) + 0.4 * parts[i].fits + bounds[i], -i))
    first = last = best
    covered = list(parts[best].held)
    for i in sorted(range(len(parts)), key=lambda i: abs(i - best)):
        gain = sum(max(0.0, share - known) for share, known in zip(parts[i].held, covered, strict=True))
        low, high = min(first, i), max(last, i)
        if gain >= 0.5 and sum(len(p.text) for p in parts[low : high + 1]) <= limit:
            first, last = low, high
            covered = [max(a, b) for a, b in zip(covered, parts[i].held, strict=True)]
    if holds is not None and not any(p.fits for p in parts[first : last + 1]):
        within = last + 4 if len(text) > limit else len(parts)
        after = next((i for i in range(last + 1, min(within, len(parts))) if parts[i].fits), None)
        before = next((i for i in range(first - 1, max(first - 3, -1), -1) if parts[i].fits), None)
        last, first = (after, first) if after is not None else (last, before if before is not None else first)
    return "".join(p.text for p in parts[first : last + 1]).strip().rstrip("，,；;：:。")


def to_the_point(
    text: str, terms: Sequence[Term], holds: Callable[[str], bool] | None, figures: Sequence[Figure]
) -> str:
    """A text without the clauses that tell what is asked of a case the question does not put, or of another thing.

    500万元以上的不超过1.5% alone where the question bounds the amount so; 占比70%, without 强度30% that it names not.
    """
    parts = clauses(text, terms, holds)
    best = max((p for p in parts if p.fits), key=lambda p: sum(p.held) + bounded_alike(p.text, figures), default=None)
    if best is None or max(best.held, default=0.0) < _HOLDS:
        return text
    case, units = bounded_alike(best.text, figures) > 0, {f.base_unit for f in find_figures(best.text)}
    apart = [case and bounded_alike(p.text, figures) < 0 for p in parts]
    if units == {"%"}:
        other = (p.fits and not any(p.held) and len(p.text) >= _TELLS and not _YEAR.search(p.text) for p in parts)
        apart = [one or two for one, two in zip(apart, other, strict=True)]
    return "".join(p.text for p, cut in zip(parts, apart, strict=True) if p is best or not cut)


def bounded_alike(text: str, figures: Sequence[Figure]) -> float:
    """Positive where a text bounds figures as a question does: "over 5 million" is not "5 million and below"."""
    found = [(asked, said) for asked in figures for said in find_figures(text) if _same_amount(asked, said)]
    return sum(0.5 if _bound(asked) == _bound(said) else -0.5 for asked, said in found)


def _same_amount(asked: Figure, said: Figure) -> bool:
    """The same amount, of the same thing where the question says of what."""
    return asked.amount == said.amount and asked.base_unit in ("", said.base_unit)


def _bound(figure: Figure) -> int:
    """1 for a least, -1 for a most, 0 for the amount itself."""
    words = set(qualifiers(figure.qualifier))
    return bool(words & set(AT_LEAST)) - bool(words & set(AT_MOST))


def unknown_terms(terms: Iterable[Term], corpus: Corpus) -> list[Term]:
    """Naming terms of which the index holds nothing, in no form."""
    return [
        term
        for term in terms
        if term.naming
        and not term.generic
        and not any(
            corpus.evidence.known(word)
            for word, weight in term.alternatives
            if weight >= 0.6 and (len(word) > 1 or len(term.alternatives) == 1)
        )
    ]


def about(question: Question, corpus: Corpus) -> list[str]:
    """Document ids in scope whose title shares something rare with the question, those that share most first."""
    scope = in_scope(question, corpus)
    if question.named("document") or len(scope) == 1:
        return sorted(scope, reverse=True)
    scores = title_scores(question, corpus, {document_id: corpus.titles[document_id] for document_id in scope})
    floor = max(scores.values(), default=0.0) * 0.6
    return [
        d for d, score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])) if score > 0.3 and score >= floor
    ]


def title_scores(question: Question, corpus: Corpus, titles: Mapping[Named, str]) -> dict[Named, float]:
    """How much of what tells these folded titles apart the question shares with each."""
    if question.language == "zh":
        said = mask(question.folded, [(d.start, d.end) for d in question.dates])  # of a year any title may be
        meant = (
            w for t in question.terms if not t.generic for w, weight in t.alternatives if weight >= 0.9
        )  # 非遗 in full
        texts = [said, *(word for word in meant if word not in said)]
        words = {text[i : i + 2] for text in texts for i in range(len(text) - 1) if not text.isascii()}
        words |= {text for text in texts if text.isascii()}  # letters that two names share tell nothing
    else:
        words = {w for t in content(question) for w, weight in t.alternatives if weight >= 0.7 and len(w) > 1}
        words |= {fold(w) for _, _, chinese in corpus.terms.from_english(question.folded) for w in chinese}
    scores = dict.fromkeys(titles, 0.0)
    for word in sorted(words):  # sums of floats depend on their order, and that of a set on the process
        holding = [key for key, title in titles.items() if word in title]
        for key in holding:
            scores[key] += math.log((len(titles) + 1) / len(holding))
    return scores


def scoped(question: Question, corpus: Corpus) -> set[str]:
    """Document ids in scope, narrowed to the one whose title the question's words single out."""
    scope = in_scope(question, corpus)
    if len(scope) == 1:
        return scope
    found = about(question, corpus)
    if not found or len(found) > 2:
        return scope
    said = [t for t in content(question) if not t.generic and said_in_title(t, found[:1], corpus)]
    return set(found[:1]) if len(said) >= 2 or any(len(t.alternatives[0][0]) >= 4 for t in said) else scope


def years_spanned(question: Question) -> tuple[int, ...]:
    """The years a question speaks of, with those between the ends of a stretch that it asks each of: 1996到1998年."""
    spans = [d for d in question.dates if d.has_year and 0 < d.last.year - d.first.year <= _STRETCH]
    spans = spans if question.has("each", "list") else []
    within = (year for d in spans for year in range(d.first.year, d.last.year + 1))
    return tuple(dict.fromkeys((*question.years, *within)))


def said_in_title(term: Term, documents: Iterable[str], corpus: Corpus) -> bool:
    """Whether one of these documents has a term, or most of a longer one, in its title."""
    titles = [corpus.titles[document_id] for document_id in documents]
    if any(word in title for title in titles for word, weight in term.alternatives if weight >= 0.5 and len(word) > 1):
        return True
    word = term.alternatives[0][0]
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return len(pairs) > 1 and any(sum(pair in title for pair in pairs) >= 0.5 * len(pairs) for title in titles)


def lacking(missed: Iterable[Term], question: Question) -> list[Term]:
    """Of the terms an evidence lacks those that name something and speak against it.

    A translated word may miss the word of the document, so in English one in three may be lacking; a name that
    no dictionary has may not.
    """
    missing = [term for term in missed if term.naming and not term.generic]
    named = [term for term in content(question) if term.naming and not term.generic]
    if question.language == "zh" or not missing:
        return [] if len(missing) * 4 <= len(named) else missing
    spelt = [term for term in missing if term.alternatives[0][0].isascii()]
    return [] if len(missing) * 3 <= len(named) and not spelt else missing
