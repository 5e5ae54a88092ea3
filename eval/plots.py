"""Plots for a page that opens with no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_COLOURS = ("#b42318", "#1d6fa5", "#5b8c5a", "#b7791f", "#6b4fa0", "#616e7c", "#0f766e")
_LAYOUT: Mapping[str, Any] = {
    "template": "plotly_white",
    "margin": {"l": 50, "r": 20, "t": 50, "b": 80},
    "height": 380,
    "colorway": list(_COLOURS),
    "legend": {"orientation": "h", "y": 1.12, "x": 1, "xanchor": "right"},
}


def _plotly() -> Any:
    """plotly, which takes most of a second to import and has no types."""
    import plotly.graph_objects
    import plotly.offline

    return plotly


def library() -> str:
    """The drawing library itself, to stand in the page once."""
    return f"<script>{_plotly().offline.get_plotlyjs()}</script>"


def by_kind(summary: Mapping[str, Any]) -> str:
    """Shares of right and of strictly right answers a kind, with their intervals."""
    groups = {"all": summary, **summary["by_language"], **summary["by_kind"]}
    series = {
        name: {label: part["metrics"][name] for label, part in groups.items() if name in part["metrics"]}
        for name in ("strict", "right", "cited")
    }
    return bars("Share of questions, with 95% intervals", series)


def latency(summary: Mapping[str, Any]) -> str:
    """Time per answer a kind."""
    groups = {"all": summary, **summary["by_kind"]}
    series = {
        name: {label: {"value": part["latency_ms"][name]} for label, part in groups.items() if part["latency_ms"]}
        for name in ("p50", "p95")
    }
    return bars("Milliseconds per answer", series, share=False)


def bars(title: str, series: Mapping[str, Mapping[str, Mapping[str, float]]], share: bool = True) -> str:
    """Grouped bars: name of the series -> label -> value, with low and high where they are known."""
    scale = 100 if share else 1
    figure = _plotly().graph_objects.Figure()
    for name, points in series.items():
        figure.add_bar(
            name=name,
            x=list(points),
            y=[scale * point["value"] for point in points.values()],
            error_y=_whiskers(list(points.values()), scale),
        )
    figure.update_layout(title=title, barmode="group", **_LAYOUT)
    figure.update_yaxes(range=[0, 103] if share else None, title="%" if share else "ms")
    drawn: str = figure.to_html(full_html=False, include_plotlyjs=False, config={"displaylogo": False})
    return drawn


def _whiskers(points: Sequence[Mapping[str, float]], scale: int) -> dict[str, Any] | None:
    if not all("low" in point for point in points):
        return None
    return {
        "type": "data",
        "symmetric": False,
        "array": [scale * (point["high"] - point["value"]) for point in points],
        "arrayminus": [scale * (point["value"] - point["low"]) for point in points],
        "thickness": 1,
    }
