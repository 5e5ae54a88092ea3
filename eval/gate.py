"""The gate: today's results against a baseline, failing on a loss that is more than noise."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.reports import ReportError
from eval.results import Result
from eval.stats import loss_p

LEVEL = 0.05
ALWAYS = ("verbatim", "supported")  # a share below the baseline's is a fault, however few the questions


def baseline(summaries: Mapping[str, Mapping[str, Any]], results: Sequence[Result]) -> dict[str, Any]:
    """What a later run is held against; of a set that is held out only how many passed."""
    kept: dict[str, Any] = {}
    for name, summary in summaries.items():
        if not summary["n"]:
            continue
        own = [result for result in results if result.set == name]
        passed = {result.question.digest: result.score.strict for result in own}
        kept[name] = {
            "n": len(own),
            "passed": sum(passed.values()),
            "metrics": {metric: round(value["value"], 4) for metric, value in summary["metrics"].items()},
        }
        if not summary["held_out"]:
            kept[name]["failed"] = sorted(digest for digest, good in passed.items() if not good)
            kept[name]["questions"] = sorted(passed)
    return {"sets": kept}


def read_baseline(path: Path) -> dict[str, Any]:
    """A baseline; ReportError where it cannot be read."""
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        found["sets"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReportError(
            f"{path} is no baseline ({error!r}): write one with `python -m eval run --write-baseline {path}`"
        ) from error
    return found


def regressions(base: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What got worse beyond noise, a sentence each; `now` is today's `baseline`."""
    found: list[str] = []
    for name, before in base["sets"].items():
        after = now["sets"].get(name)
        if after is None:
            found.append(f"{name}: this set was not run, so nothing is known of it")
            continue
        if "questions" not in before and before["n"] != after["n"]:
            found.append(f"{name}: {before['n']} questions then, {after['n']} now: make the baseline on the same index")
            continue
        lost, gained = _changes(before, after)
        p = loss_p(lost, gained)
        if p < LEVEL:
            found.append(f"{name}: {lost} questions lost and {gained} gained (p = {p:.2g})")
        for metric in ALWAYS:
            old, new = before["metrics"].get(metric), after["metrics"].get(metric)
            if old is not None and new is not None and new < old - 1e-4:
                found.append(f"{name}: {metric} fell from {old:.4f} to {new:.4f}")
    return found


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[int, int]:
    """Questions lost and gained among those of both runs; where only totals are known, the net change."""
    if "questions" not in before or "questions" not in after:
        change = after["passed"] - before["passed"]
        return max(0, -change), max(0, change)
    both = set(before["questions"]) & set(after["questions"])
    old, new = both - set(before["failed"]), both - set(after["failed"])
    return len(old - new), len(new - old)
