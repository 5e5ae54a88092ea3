"""What a run comes to: every metric with its confidence interval, in all, by kind and by language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from eval import stats
from eval.results import Result

Metric = Callable[[Result], float | None]


def _rank_share(k: int) -> Metric:
    """The share of the gold excerpts among the first k passages of the search."""

    def metric(result: Result) -> float | None:
        ranks = result.ranks
        return sum(rank is not None and rank <= k for rank in ranks) / len(ranks) if ranks else None

    return metric


def _first_rank(result: Result) -> float | None:
    if not result.ranks:
        return None
    found = [rank for rank in result.ranks if rank is not None]
    return 1 / min(found) if found else 0.0


def _flag(value: bool | None) -> float | None:
    return None if value is None else float(value)


def _answered_wrongly(result: Result) -> float | None:
    silent = result.question.outcome != "answered"
    return float(result.answer["outcome"] == "answered") if silent else None


def _silent_wrongly(result: Result) -> float | None:
    answerable = result.question.outcome == "answered"
    return float(result.answer["outcome"] != "answered") if answerable else None


METRICS: Mapping[str, Metric] = {
    "strict": lambda result: float(result.score.strict),
    "right": lambda result: float(result.score.right),
    "complete": lambda result: _flag(result.score.complete),
    "precision": lambda result: result.score.precision,
    "recall": lambda result: result.score.recall,
    "f1": lambda result: result.score.f1,
    "cited": lambda result: _flag(result.score.cited),
    "verbatim": lambda result: _flag(result.score.verbatim),
    "supported": lambda result: float(result.score.supported),
    "answered_wrongly": _answered_wrongly,
    "silent_wrongly": _silent_wrongly,
    "recall@1": _rank_share(1),
    "recall@5": _rank_share(5),
    "recall@10": _rank_share(10),
    "mrr": _first_rank,
}
LOWER_IS_BETTER = ("answered_wrongly", "silent_wrongly")


def summarise(results: Sequence[Result]) -> dict[str, Any]:
    """All metrics of some results, also by kind and by language."""
    return {
        **group(results),
        "by_kind": _split(results, lambda result: result.question.kind),
        "by_language": _split(results, lambda result: result.question.language),
        "by_corpus": _split(results, lambda result: result.question.corpus),
        "stages": dict(Counter(result.stage for result in results if result.stage).most_common()),
    }


def group(results: Sequence[Result]) -> dict[str, Any]:
    """Number of questions, metrics that some of them ask for, and the time per answer on the target's clock."""
    metrics = {name: measured for name, metric in METRICS.items() if (measured := measure(map(metric, results)))}
    times = [float(result.answer["elapsed_ms"]) for result in results if result.answer["outcome"] != "error"]
    latency = {"p50": float(stats.median(times)), "p95": float(stats.p95(times))} if times else {}
    return {"n": len(results), "metrics": metrics, "latency_ms": latency}


def measure(values: Iterable[float | None]) -> dict[str, float] | None:
    """The mean of what is known, with its interval; None where nothing is."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    low, high = stats.interval(known)
    return {"value": sum(known) / len(known), "low": low, "high": high, "n": len(known)}


def _split(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, Any]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return {name: group(members) for name, members in sorted(groups.items())}
