"""Two runs side by side: what got better, what got worse, and whether the difference is more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.dataset import from_plain
from eval.reports import ReportError, read_report
from eval.results import RESULTS, Result, read_rows
from eval.stats import paired_p
from eval.summary import METRICS, Metric, group, measure


def compare(before: Path, after: Path) -> dict[str, Any]:
    """Every metric of the sets that both runs have; p where both kept their results question by question."""
    old, new = read_report(before), read_report(after)
    names = [name for name in old["sets"] if name in new["sets"] and old["sets"][name]["n"] and new["sets"][name]["n"]]
    if not names:
        raise ReportError(f"{before} and {after} have no question set in common: run both on the same sets")
    pairs = {name: _pairs(before, after, name) for name in names}
    return {
        "before": _origin(before, old),
        "after": _origin(after, new),
        "sets": {name: _set(old["sets"][name], new["sets"][name], pairs[name]) for name in names},
    }


def _origin(path: Path, report: Mapping[str, Any]) -> dict[str, Any]:
    return {"path": str(path), **{name: report[name] for name in ("time", "target", "index_version", "settings")}}


Pair = tuple[Result, Result]


def _pairs(before: Path, after: Path, name: str) -> list[Pair]:
    """The results of the questions that both runs asked in the same wording."""
    old, new = (_results(folder, name) for folder in (before, after))
    return [(result, new[digest]) for digest, result in old.items() if digest in new]


def _results(folder: Path, name: str) -> dict[str, Result]:
    rows = [row for row in read_rows(folder / RESULTS) if row["set"] == name]
    return {row["digest"]: Result.from_dict(row, from_plain(row["question"], str(folder / RESULTS))) for row in rows}


def _set(old: Mapping[str, Any], new: Mapping[str, Any], pairs: Sequence[Pair]) -> dict[str, Any]:
    """What is known of one set: over the questions of both runs, or the totals where only those were kept."""
    if not pairs:
        common = [name for name in METRICS if name in old["metrics"] and name in new["metrics"]]
        metrics = {name: {"before": old["metrics"][name], "after": new["metrics"][name], "p": None} for name in common}
        return {"metrics": metrics, "latency_ms": _times(old, new), "better": [], "worse": []}
    measured = {name: values for name, metric in METRICS.items() if (values := _paired(metric, pairs))}
    changed = [pair for pair in pairs if pair[0].score.strict != pair[1].score.strict]
    return {
        "metrics": measured,
        "latency_ms": _times(*(group(run) for run in zip(*pairs, strict=True))),
        "better": [_change(*pair) for pair in changed if pair[1].score.strict],
        "worse": [_change(*pair) for pair in changed if pair[0].score.strict],
    }


def _times(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return {"before": old["latency_ms"], "after": new["latency_ms"]}


def _paired(metric: Metric, pairs: Sequence[Pair]) -> dict[str, Any] | None:
    """Both means and p, over the questions where the metric says something of both answers."""
    values = [(metric(old), metric(new)) for old, new in pairs]
    known = [(old, new) for old, new in values if old is not None and new is not None]
    if not known:
        return None
    old, new = ([pair[side] for pair in known] for side in (0, 1))
    return {"before": measure(old), "after": measure(new), "p": paired_p(old, new)}


def _change(old: Result, new: Result) -> dict[str, Any]:
    return {
        "id": new.question.id,
        "turns": list(new.question.turns),
        "stage": new.stage or old.stage,
        "before": old.answer["answer"],
        "after": new.answer["answer"],
    }
