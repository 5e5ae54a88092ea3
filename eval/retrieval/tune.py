"""Finds the weights of hybrid search on development sets: python -m eval.retrieval.tune [--corpus-index HOME].

Each set of weights is judged on the half of the questions that it was not found on.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.corpus import Corpus
from assistant.searching import expansions
from assistant.settings import Settings
from eval.dataset import read_set
from eval.retrieval.arms import place_of
from eval.retrieval.collection import Collection, Query
from eval.retrieval.gazette import questions
from eval.session import bundled_sets
from vectorstore.hybrid import Tuning
from vectorstore.index import Index

CANDIDATES, DEPTH = 60, 5
STEPS = (0.5, 0.8, 1.25, 2.0)
ROUNDS = 4
SPLITS = 5
Weights = dict[str, float]


@dataclass(frozen=True)
class Case:
    """A question's candidates: a row of signals each, and which needs each meets."""

    query: Query
    signals: NDArray[np.float64]
    meets: NDArray[np.bool_]

    def score(self, weights: NDArray[np.float64]) -> tuple[float, float]:
        """The share of what could be met by so few hits, and the reciprocal rank of the first that meets any."""
        order = np.argsort(-(self.signals @ weights), kind="stable")
        met = self.meets[order]
        places = np.flatnonzero(met.any(axis=1))
        recall = met[:DEPTH].any(axis=0).sum() / min(DEPTH, met.shape[1])
        return float(recall), 1 / (1 + places[0]) if len(places) else 0.0


def candidates(index: Index, collection: Collection, names: Sequence[str]) -> list[Case]:
    """The candidates of each question as the product finds them."""
    corpus = Corpus(index)
    files = {document.id: index.file_of(document.id).name for document in index.documents}
    found = []
    for query in collection.queries:
        hits = index.search(query.text, CANDIDATES, expansions=expansions(corpus, query.text))
        places = [place_of(hit.chunk, files, collection.passages) for hit in hits]
        meets = [[any(place.overlaps(gold) for gold in need) for need in query.needs] for place in places]
        signals = [[hit.signals.get(name, 0.0) for name in names] for hit in hits]
        found.append(Case(query, np.array(signals), np.array(meets)))
    return found


def goodness(cases: Sequence[Case], weights: NDArray[np.float64]) -> float:
    """What is maximised: recall first, then how early."""
    scores = np.array([case.score(weights) for case in cases]).mean(axis=0)
    return float(scores[0] + 0.5 * scores[1])


def fit(cases: Sequence[Case], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights found by changing one at a time for as long as that helps."""
    weights, best = start.copy(), goodness(cases, start)
    for _ in range(ROUNDS):
        before = best
        for place in range(len(weights)):
            for step in STEPS:
                tried = weights.copy()
                tried[place] *= step
                found = goodness(cases, tried)
                if found > best + 1e-6:
                    weights, best = tried, found
        if best == before:
            break
    return weights


def unseen(cases: Sequence[Case], start: NDArray[np.float64], seed: int) -> list[tuple[float, float]]:
    """Each question's scores by weights found on the other half."""
    order = random.Random(seed).sample(range(len(cases)), len(cases))
    halves = [[cases[at] for at in order[side::2]] for side in (0, 1)]
    weights = [fit(half, start) for half in halves]
    return [case.score(weights[1 - side]) for side in (0, 1) for case in halves[side]]


def report(cases: Sequence[Case], names: Sequence[str], usual: Mapping[str, float]) -> str:
    """Figures of today's weights and of fitted ones on unseen halves, then the weights that all questions give."""
    start = np.array([usual[name] for name in names])
    today = np.mean([case.score(start) for case in cases], axis=0)
    other = np.mean([score for seed in range(SPLITS) for score in unseen(cases, start, seed)], axis=0)
    fitted = fit(cases, start)
    seen = np.mean([case.score(fitted) for case in cases], axis=0)
    lines = [
        f"{title:32} recall@{DEPTH} {recall:.3f}  reciprocal rank {rank:.3f}"
        for title, (recall, rank) in (("today", today), ("fitted, on unseen halves", other), ("fitted on all", seen))
    ]
    scale = sum(abs(fitted))
    weights = "  ".join(f"{name} {value / scale:.3f}" for name, value in zip(names, fitted, strict=True))
    return "\n".join([f"{len(cases)} questions", *lines, weights])


def main() -> None:
    """Print figures and weights for each language."""
    parser = argparse.ArgumentParser(description="Find the weights of hybrid search on development sets.")
    parser.add_argument("--questions", type=Path, nargs="*", help="question sets; the bundled development sets")
    parser.add_argument("--corpus-index", type=Path, nargs="*", default=[], help="further indexes to ask")
    arguments = parser.parse_args()
    settings = Settings.from_environment(os.environ)
    sets = [read_set(path) for path in arguments.questions or bundled_sets()]
    names = [*Tuning().sides, *Tuning().signals]
    found: list[Case] = []
    for home in [settings.home, *arguments.corpus_index]:
        index = Index.open(home, settings.embedding, settings.chroma_url, embedding_key=settings.store.embedding_key)
        index.warm()
        texts = {(file := index.file_of(document.id)).name: file.text for document in index.documents}
        for collection in questions([own for own in sets if not own.held_out], texts):
            found += candidates(index, collection, names)
        index.close()
    for language, example in (("zh", "问"), ("en", "ask")):
        own = [case for case in found if case.query.language == language]
        sys.stdout.write(f"\n{language}: {report(own, names, Tuning().weights(example))}\n")


if __name__ == "__main__":
    main()
