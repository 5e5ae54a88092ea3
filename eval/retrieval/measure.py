"""Recall, reciprocal rank and nDCG of a search, through ir-measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval import stats
from eval.retrieval.collection import Place, Query, found_needs

DEPTH = 10
Scores = dict[str, dict[str, float]]
# Kinds that ask for a whole set, which records answer completely; gold names some members of it, as a rule three.
OF_SETS = frozenset({"list", "count", "compare"})
NAMES = ("R@1", "R@5", "R@10", "Success@5", "RR@10", "nDCG@10")


def measure(queries: Sequence[Query], hits: Mapping[str, Sequence[Place]]) -> dict[str, Any]:
    """Each measure with its interval, in all, by language and by kind; `hits`: by id of the question, best first."""
    scores = _scores(queries, hits)
    return {
        **_mean(scores, queries),
        "by_language": _split(scores, queries, lambda query: query.language),
        "by_reach": _split(scores, queries, reach),
        "by_kind": _split(scores, queries, lambda query: query.kind),
    }


def reach(query: Query) -> str:
    """The language of a question, and whether one place answers it or only all members of a set do."""
    return f"{query.language}, {'a set' if query.kind in OF_SETS else 'one place'}"


def _split(scores: Scores, queries: Sequence[Query], key: Callable[[Query], str]) -> dict[str, Any]:
    groups: dict[str, list[Query]] = {}
    for query in queries:
        groups.setdefault(key(query), []).append(query)
    return {name: _mean(scores, own) for name, own in sorted(groups.items())}


def _scores(queries: Sequence[Query], hits: Mapping[str, Sequence[Place]]) -> Scores:
    """Measure -> question -> value.

    Systems cut documents in their own ways, so what is judged is not a chunk but a need: a hit stands for the needs
    that it is the first to meet, else for nothing.
    """
    import ir_measures

    judged, run = [], []
    for query in queries:
        judged += [ir_measures.Qrel(query.id, f"need {n}", 1) for n in range(len(query.needs))]
        found = found_needs(query, hits[query.id][:DEPTH])
        ranked = [name for rank, new in enumerate(found) for name in [f"need {n}" for n in new] or [f"hit {rank}"]]
        run += [ir_measures.ScoredDoc(query.id, name, -place) for place, name in enumerate(ranked or ["nothing"])]
    scores: Scores = {name: {} for name in NAMES}
    measures = [ir_measures.parse_measure(name) for name in NAMES]
    for metric in ir_measures.iter_calc(measures, judged, run):
        scores[str(metric.measure)][metric.query_id] = float(metric.value)
    return scores


def _mean(scores: Scores, queries: Sequence[Query]) -> dict[str, Any]:
    metrics = {}
    for name, values in scores.items():
        own = [values[query.id] for query in queries]
        low, high = stats.interval(own)
        metrics[name] = {"value": sum(own) / len(own), "low": low, "high": high}
    return {"n": len(queries), "metrics": metrics}
