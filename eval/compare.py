"""Two runs side by side: what got better, what got worse, and whether the difference is more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from eval import plots, reports
from eval.page import html_table, page
from eval.reports import ReportError, percent, read_report, short, table
from eval.results import RESULTS, read_rows
from eval.stats import paired_p
from eval.summary import LOWER_IS_BETTER, METRICS

_HEAD = ("set", "metric", "n", "before", "after", "p")


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


Pair = tuple[dict[str, Any], dict[str, Any]]


def _pairs(before: Path, after: Path, name: str) -> list[Pair]:
    """The rows of the questions that both runs asked in the same wording."""
    old, new = (
        {row["digest"]: row for row in read_rows(folder / RESULTS) if row["set"] == name} for folder in (before, after)
    )
    return [(row, new[digest]) for digest, row in old.items() if digest in new]


def _set(old: Mapping[str, Any], new: Mapping[str, Any], pairs: Sequence[Pair]) -> dict[str, Any]:
    metrics = {
        name: {"before": old["metrics"][name], "after": new["metrics"][name], "p": _p(name, pairs)}
        for name in METRICS
        if name in old["metrics"] and name in new["metrics"]
    }
    changed = [pair for pair in pairs if pair[0]["score"]["strict"] != pair[1]["score"]["strict"]]
    return {
        "pairs": len(pairs),
        "metrics": metrics,
        "latency_ms": {"before": old["latency_ms"], "after": new["latency_ms"]},
        "better": [_change(*pair) for pair in changed if pair[1]["score"]["strict"]],
        "worse": [_change(*pair) for pair in changed if pair[0]["score"]["strict"]],
    }


def _p(metric: str, pairs: Sequence[Pair]) -> float | None:
    """The paired test of what a result says of itself; None for what is only known in total."""
    values = [
        (float(old["score"][metric]), float(new["score"][metric]))
        for old, new in pairs
        if old["score"].get(metric) is not None and new["score"].get(metric) is not None
    ]
    return paired_p([old for old, _ in values], [new for _, new in values]) if values else None


def _change(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": new["id"],
        "turns": new["question"]["turns"],
        "stage": new["stage"] or old["stage"],
        "before": old["answer"]["answer"],
        "after": new["answer"]["answer"],
    }


def _rows(found: Mapping[str, Any]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name, part in found["sets"].items():
        for metric, values in part["metrics"].items():
            p = "–" if values["p"] is None else f"{values['p']:.3f}"
            good = f"{metric} ↓" if metric in LOWER_IS_BETTER else metric
            count = str(round(values["after"]["n"]))
            rows.append((name, good, count, percent(values["before"]), percent(values["after"]), p))
        before, after = (part["latency_ms"][when] for when in ("before", "after"))
        if before and after:
            spans = [f"{times['p50']:.1f} / {times['p95']:.1f}" for times in (before, after)]
            rows.append((name, "ms p50 / p95 ↓", "", *spans, "–"))
    return rows


def markdown(found: Mapping[str, Any]) -> str:
    """The comparison as Markdown; per cent with 95% intervals, p of a paired permutation test."""
    lines = ["# Comparison", "", f"Before: {found['before']['path']}", f"After: {found['after']['path']}", ""]
    lines += [*table(_HEAD, _rows(found)), ""]
    for name, part in found["sets"].items():
        for verdict in ("worse", "better"):
            lines += [f"## {name}: {len(part[verdict])} {verdict}", ""]
            lines += [
                f"- **{entry['id']}** {entry['stage']}: {' → '.join(entry['turns'])}\n"
                f"  - before: {short(entry['before'])}\n  - after: {short(entry['after'])}"
                for entry in part[verdict]
            ] + [""]
    return "\n".join(lines)


def html(found: Mapping[str, Any]) -> str:
    """The comparison as one page that needs no network."""
    parts = [f"<p>{escape(found['before']['path'])} → {escape(found['after']['path'])}</p>"]
    for name, part in found["sets"].items():
        shown = {metric: values for metric, values in part["metrics"].items() if metric not in LOWER_IS_BETTER}
        series = {when: {metric: values[when] for metric, values in shown.items()} for when in ("before", "after")}
        parts += [f"<h2>{escape(name)}</h2>", plots.bars("Share of questions, with 95% intervals", series)]
        for verdict in ("worse", "better"):
            parts.append(f"<h3>{len(part[verdict])} {verdict}</h3>")
            parts += [_html_change(entry) for entry in part[verdict]]
    return page("Comparison", [*parts, html_table(_HEAD, _rows(found))])


def _html_change(entry: Mapping[str, Any]) -> str:
    question = escape(f"{entry['id']} {' → '.join(entry['turns'])}")
    head = f'<span class="stage">{escape(entry["stage"])}</span> {question}'
    told = "".join(f"<dt>{when}</dt><dd>{escape(entry[when])}</dd>" for when in ("before", "after"))
    return f"<details><summary>{head}</summary><dl>{told}</dl></details>"


def write(folder: Path, found: Mapping[str, Any]) -> None:
    """comparison.json, .md and .html."""
    reports.write_json(folder, found, "comparison.json")
    (folder / "comparison.md").write_text(markdown(found), "utf-8")
    (folder / "comparison.html").write_text(html(found), "utf-8")
