"""A comparison of two runs as JSON, as Markdown and as a page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from eval import plots, reports
from eval.page import html_table, page
from eval.reports import percent, short, table
from eval.summary import LOWER_IS_BETTER

_HEAD = ("set", "metric", "n", "before", "after", "p")


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
