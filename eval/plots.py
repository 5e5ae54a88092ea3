"""Bar plots of plain HTML: they open with no network, run no script, and their words are in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.wording import spoken

Series = Mapping[str, Mapping[str, Mapping[str, float]]]


def by_kind(summary: Mapping[str, Any]) -> str:
    """Shares of right and of strictly right answers a kind, with their intervals."""
    groups = {"all": summary, **summary["by_language"], **summary["by_kind"]}
    series = {
        name: {label: part["metrics"][name] for label, part in groups.items() if name in part["metrics"]}
        for name in ("strict", "right", "cited")
    }
    return bars("share", series)


def latency(summary: Mapping[str, Any]) -> str:
    """Time per answer a kind."""
    groups = {"all": summary, **summary["by_kind"]}
    series = {
        name: {label: {"value": part["latency_ms"][name]} for label, part in groups.items() if part["latency_ms"]}
        for name in ("p50", "p95")
    }
    return bars("milliseconds", series, share=False)


def bars(title: str, series: Series, share: bool = True) -> str:
    """Grouped bars: name of the series -> label -> value, with low and high where they are known."""
    highest = max((point["value"] for points in series.values() for point in points.values()), default=0)
    scale = 100 if share else 100 / (highest or 1)
    labels = dict.fromkeys(label for points in series.values() for label in points)
    legend = "".join(f'<span class="c{n}">{spoken(name)}</span>' for n, name in enumerate(series))
    rows = ""
    for label in labels:
        found = [(n, points[label]) for n, points in enumerate(series.values()) if label in points]
        drawn = "".join(_bar(n, point, scale, share) for n, point in found)
        rows += f'<div class="label">{spoken(label)}</div><div class="group">{drawn}</div>'
    head = f'<figcaption>{spoken(title)} <span class="legend">{legend}</span></figcaption>'
    return f'<figure>{head}<div class="bars">{rows}</div></figure>'


def _bar(number: int, point: Mapping[str, float], scale: float, share: bool) -> str:
    value = point["value"]
    places = {"v": value, "low": point.get("low", value), "high": point.get("high", value)}
    style = ";".join(f"--{name}:{scale * place:.1f}%" for name, place in places.items())
    shown = f"{100 * value:.1f}" if share else f"{value:.1f}"
    return f'<div class="bar c{number}" style="{style}"><i></i><b>{shown}</b></div>'
