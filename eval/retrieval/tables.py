"""The report of the retrieval benchmark as Markdown and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from eval import plots
from eval.page import html_table, page
from eval.reports import percent, table
from eval.retrieval.measure import NAMES

HEAD = ("arm", "n", *NAMES, "ms p50 / p95", "MB")


def rows(collection: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """A row an arm, then one a language and one a reach where there are several."""
    for arm, found in collection["arms"].items():
        times = found["latency_ms"]
        rest = (f"{times['p50']:.1f} / {times['p95']:.1f}", f"{found['index_bytes'] / 1e6:.1f}")
        yield (arm, str(found["n"]), *(percent(found["metrics"][name]) for name in NAMES), *rest)
        languages, reaches = found["by_language"], found["by_reach"]
        parts = [*(languages.items() if len(languages) > 1 else ())]
        parts += reaches.items() if len(reaches) > len(languages) else ()
        for title, part in parts:
            yield (f"– {title}", str(part["n"]), *(percent(part["metrics"][name]) for name in NAMES), "", "")


def markdown(report: Mapping[str, Any]) -> str:
    """A table a collection; per cent with 95% intervals."""
    lines = ["# Retrieval", "", report["time"], ""]
    for name, collection in report["collections"].items():
        lines += [f"## {name}: {collection['documents']} documents", "", *table(HEAD, rows(collection)), ""]
        lines += _by_kind(collection)
    return "\n".join([*lines, *(f"Skipped {sentence}" for sentence in report["skipped"]), ""])


def _by_kind(collection: Mapping[str, Any]) -> list[str]:
    """What our own search does with each kind of question."""
    kinds = next(iter(collection["arms"].values())).get("by_kind", {})
    if len(kinds) < 2:
        return []
    body = [(kind, str(p["n"]), *(percent(p["metrics"][name]) for name in NAMES)) for kind, p in kinds.items()]
    return [*table(("ours, by kind", "n", *NAMES), body), ""]


def html(report: Mapping[str, Any]) -> str:
    """The same as one page that needs no network, with a plot a collection."""
    parts = [f'<p class="quiet">{escape(report["time"])}</p>']
    for name, collection in report["collections"].items():
        arms = collection["arms"].items()
        series = {measure: {arm: found["metrics"][measure] for arm, found in arms} for measure in NAMES[:3]}
        parts += [f"<h2>{escape(name)}: {collection['documents']} documents</h2>"]
        parts += [plots.bars("Share of what is needed, with 95% intervals", series)]
        parts += [html_table(HEAD, list(rows(collection)))]
    parts += [f'<p class="quiet">Skipped {escape(sentence)}</p>' for sentence in report["skipped"]]
    return page("Retrieval", parts)
