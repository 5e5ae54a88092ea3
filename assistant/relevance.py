"""Which sentence or record answers a question, weighed as fitted on the development questions, and whether it does."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.corpus import Corpus
from assistant.evidence import Evidence
from assistant.question import Question, cue_terms
from assistant.reading import content, find, in_scope
from assistant.searching import words_for
from assistant.signals import FEATURES, SAID, Array, Candidate, Weighed, features
from assistant.words import Term

KINDS = frozenset({"passage", "task", "row", "header", "member", "appointment"})
# Of the best candidate over the others, and whether the question is in English: these bear on its chance alone
LEADS = ("margin", "share", "english")
_CLEAR = 3.0  # a larger margin says no more
_LEXICAL, _DENSE = 50, 12  # candidates by words, chunks by the hybrid search
_WORDS = 0.45  # the share of a question's weight that makes evidence one about its matter, whatever its likeness
_COVERED = 0.7  # the same of what it says and stands under
_MEANING = {"plain": 0.2, "strange": 0.3, "yesno": 0.35}  # the least likeness of other evidence


@dataclass(frozen=True, slots=True)
class Scored:
    """One candidate: its rank score, the chance that it answers, whether it meets what the question demands.

    `features` stand in the order of FEATURES.
    """

    evidence: Evidence
    score: float
    chance: float
    meets: bool
    features: Array

    def _of(self, feature: str) -> float:
        return float(self.features[FEATURES.index(feature)])

    @property
    def own(self) -> float:
        """The share of the question's weight that it says itself."""
        return self._of("own")

    @property
    def covered(self) -> float:
        """The share of the question's weight that it says itself or stands under."""
        return self.own + self._of("above")

    @property
    def heading(self) -> bool:
        """Whether it only names a matter."""
        return bool(self._of("heading"))

    @property
    def follows(self) -> bool:
        """Whether the sentence after it holds the kind of thing asked for, and it does not."""
        return bool(self._of("next"))


@cache
def weights() -> Mapping[str, Array]:
    """The weights of "rank" and of "chance" in the order of FEATURES (and LEADS), and the "bias" of the chance."""
    table = tomllib.loads((Path(__file__).parent / "relevance.toml").read_text(encoding="utf-8"))
    rank = np.array([table["rank"][feature] for feature in FEATURES])
    chance = np.array([table["chance"][feature] for feature in (*FEATURES, *LEADS)])
    return {"rank": rank, "chance": chance, "bias": np.array(table["bias"])}


def candidates(question: Question, corpus: Corpus, terms: Sequence[Term]) -> list[Candidate]:
    """Evidence in scope that shares words with the question, or stands in a passage the search finds.

    Articles and events are left out, as their sentences stand for themselves.
    """
    found = {m.evidence.index: Candidate(m.evidence) for m in find(question, corpus, terms, KINDS)[:_LEXICAL]}
    scope = in_scope(question, corpus)
    hits = corpus.index.search(question.before + question.text, _DENSE, scope, words_for(question, corpus))
    for hit in hits:
        for item in corpus.evidence.of_chunk(hit.chunk):
            if item.kind in KINDS:
                found[item.index] = Candidate(item, hit.score / hits[0].score)
    return list(found.values())


def meeting(table: Array, alike: float) -> NDArray[np.bool_]:
    """Which lines of FEATURES are of the year, know the names, hold or lead up to the kind of thing asked for, and are
    about the matter in words or, at least so much `alike`, in meaning."""
    column = {feature: table[:, n] for n, feature in enumerate(FEATURES)}
    found: NDArray[np.bool_] = (
        (column["year"] == 0)
        & (column["proper"] == 0)
        & ((column["unfit"] == 0) | (column["next"] > 0))
        & (
            (column["own"] >= _WORDS)
            | (column["own"] + column["above"] >= _COVERED)
            | (np.maximum(column["likeness"], column["focus"]) >= alike)
        )
    )
    return found


def least_likeness(question: Question, terms: Sequence[Term], corpus: Corpus) -> float:
    """How alike evidence must be at least that says little of a question.

    More where a wrong yes or no would be told, or half of what the question names is unknown to all documents.
    """
    if question.has("yesno"):
        return _MEANING["yesno"]
    named = [Weighed.of(term, corpus) for term in terms if term.naming and not term.generic]
    known = sum(one.weight for one in named if max(one.held.both.values(), default=0.0) >= SAID)
    return _MEANING["strange" if 2 * known < sum(one.weight for one in named) else "plain"]


def evidence_terms(question: Question, corpus: Corpus) -> list[Term]:
    """All that a question names, in order: its content and what its question words name besides asking."""
    of_paper = question.named("document") if question.language == "zh" else ()
    said = content(question, [m for m in of_paper if m.surface.endswith("号")])  # its number is said of the whole paper
    said = said if any(t.naming and not t.generic for t in said) else content(question)
    return sorted([*said, *cue_terms(question, corpus)], key=lambda term: term.start)


def ranked(question: Question, corpus: Corpus, terms: Sequence[Term]) -> Sequence[Scored]:
    """Candidates, the best first."""
    return _ranked(question, corpus, tuple(terms))


@lru_cache(maxsize=16)  # several readers ask for the same of one question
def _ranked(question: Question, corpus: Corpus, terms: tuple[Term, ...]) -> tuple[Scored, ...]:
    pool = candidates(question, corpus, terms)
    if not pool:
        return ()
    table = features(question, corpus, terms, pool)
    fitted = weights()
    scores = table @ fitted["rank"]
    meets = meeting(table, least_likeness(question, terms, corpus))
    extra = leads(np.where(meets, scores, -np.inf) if meets.any() else scores, question)
    chances = 1 / (1 + np.exp(-(np.hstack([table, extra]) @ fitted["chance"] + fitted["bias"])))
    order = sorted(range(len(pool)), key=lambda i: (-round(float(scores[i]), 6), pool[i].evidence.index))
    return tuple(Scored(pool[i].evidence, float(scores[i]), float(chances[i]), bool(meets[i]), table[i]) for i in order)


def leads(scores: Array, question: Question) -> Array:
    """A line of LEADS for each candidate; those that are out of the question score -inf."""
    shares = np.exp(scores - scores.max())
    ranks = np.argsort(-scores, kind="stable")
    margins = np.full(len(scores), _CLEAR)
    for place, after in pairwise(ranks):
        margins[place] = min(scores[place] - scores[after], _CLEAR) if np.isfinite(scores[place]) else 0.0
    english = np.full(len(scores), float(question.language == "en"))
    return np.stack([margins, shares / shares.sum(), english], axis=1)
