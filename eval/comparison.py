"""A comparison of two runs as JSON, as Markdown and as a page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from eval import plots, reports
from eval.page import facts, html_table, page
from eval.reports import percent, short, table
from eval.summary import LOWER_IS_BETTER
from eval.wording import spoken

_HEAD = ("set", "metric", "n", "before", "after", "p")


def _origin(run: Mapping[str, Any]) -> str:
    """Which run it was, and with which settings."""
    settings = [f"{name}={value}" for name, value in run["settings"].items()]
    return ", ".join([run["path"], run["time"], run["target"], f"index {run['index_version']}", *settings])


def _rows(found: Mapping[str, Any]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name, part in found["sets"].items():
        for metric, values in part["metrics"].items():
            good = f"{metric} ↓" if metric in LOWER_IS_BETTER else metric
            count = str(round(values["after"]["n"]))
            rows.append((name, good, count, percent(values["before"]), percent(values["after"]), _p(values["p"])))
        before, after = (part["latency_ms"][when] for when in ("before", "after"))
        if before and after:
            spans = [f"{times['p50']:.1f} / {times['p95']:.1f}" for times in (before, after)]
            rows.append((name, "ms p50 / p95 ↓", "", *spans, "–"))
    return rows


def _p(p: float | None) -> str:
    if p is None:
        return "–"
    return f"{p:.3f}" if p >= 0.001 else "< 0.001"


def markdown(found: Mapping[str, Any]) -> str:
    """The comparison as Markdown; per cent with 95% intervals, p of a paired permutation test."""
    lines = ["# Comparison", "", *(f"- {when}: {_origin(found[when])}" for when in ("before", "after")), ""]
    lines += [*table(_HEAD, _rows(found)), ""]
    for name, part in found["sets"].items():
        for verdict in (verdict for verdict in ("worse", "better") if part[verdict]):
            lines += [f"## {name}: {len(part[verdict])} {verdict}", ""]
            lines += [
                f"- **{entry['id']}** {entry['stage']}: {' → '.join(entry['turns'])}\n"
                f"  - before: {short(entry['before'])}\n  - after: {short(entry['after'])}"
                for entry in part[verdict]
            ] + [""]
    return "\n".join(lines)


def html(found: Mapping[str, Any]) -> str:
    """The comparison as one page that needs no network."""
    parts = [facts([(when, _origin(found[when])) for when in ("before", "after")]), html_table(_HEAD, _rows(found))]
    for name, part in found["sets"].items():
        shown = {metric: values for metric, values in part["metrics"].items() if metric not in LOWER_IS_BETTER}
        series = {when: {metric: values[when] for metric, values in shown.items()} for when in ("before", "after")}
        parts += [f"<h2>{escape(name)}</h2>", plots.bars("share", series)]
        for verdict in ("worse", "better"):
            parts.append(f"<h3>{spoken(verdict)}: {len(part[verdict])}</h3>")
            parts += [_html_change(entry) for entry in part[verdict]]
    return page("comparison", parts)


def _html_change(entry: Mapping[str, Any]) -> str:
    question = f"{escape(entry['id'])} {escape(' → '.join(entry['turns']))}"
    head = f'<summary><b class="stage">{spoken(entry["stage"])}</b> {question}</summary>'
    return f"<details>{head}{facts([(when, entry[when]) for when in ('before', 'after')])}</details>"


def write(folder: Path, found: Mapping[str, Any]) -> None:
    """comparison.json, .md and .html."""
    reports.write_json(folder, found, "comparison.json")
    (folder / "comparison.md").write_text(markdown(found), "utf-8")
    (folder / "comparison.html").write_text(html(found), "utf-8")
