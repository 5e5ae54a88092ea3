"""A report as one HTML page that needs no network: plots, tables, and every failure to open."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from eval import plots, reports

_STYLE = Path(__file__).parent / "report.css"


def write_page(path: Path, report: Mapping[str, Any]) -> None:
    """The page of one run."""
    origin = f"{report['time']}, {report['target']}, index {report['index_version']}"
    parts = [f'<p class="quiet">{escape(origin)}</p>', _glossary()]
    for name, summary in report["sets"].items():
        parts.append(f"<h2>{escape(reports.title(name, summary))}</h2>")
        if summary["n"]:
            parts += [plots.by_kind(summary), plots.latency(summary), _table(summary)]
        parts += [_failure(entry) for entry in summary.get("failures", ())]
    path.write_text(page("评测报告 Evaluation", parts), "utf-8")


def page(title: str, parts: Sequence[str]) -> str:
    """A whole page around its parts; the drawing library stands in it once."""
    body = "\n".join(parts)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE.read_text('utf-8')}</style>{plots.library()}</head>"
        f"<body><h1>{escape(title)}</h1>{body}</body></html>\n"
    )


def html_table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    def line(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    lines = "".join(line(cells, "td") for cells in body)
    return f'<div class="scroll"><table>{line(head, "th")}{lines}</table></div>'


def _glossary() -> str:
    """What the columns mean, in both languages."""
    terms = tomllib.loads((Path(__file__).parent / "glossary.toml").read_text("utf-8"))
    told = "".join(
        f"<dt>{name}</dt><dd>{escape(term['zh'])}<br>{escape(term['en'])}</dd>" for name, term in terms.items()
    )
    return f"<details><summary>指标说明 · What the columns mean</summary><dl>{told}</dl></details>"


def _table(summary: Mapping[str, Any]) -> str:
    columns = reports.columns_of(summary)
    return html_table(["", "n", *columns, "ms p50 / p95"], list(reports.rows(summary, columns)))


def _failure(entry: Mapping[str, Any]) -> str:
    quotes = "".join(
        f"<blockquote>{escape(quote['text'])} <cite>{escape(quote['document'])}</cite></blockquote>"
        for quote in entry["quotes"]
    )
    facts = {
        "expected": json.dumps(entry["expected"], ensure_ascii=False),
        "got": f"{entry['got']['outcome']}: {entry['got']['answer']}",
        "items": " ".join(entry["got"]["items"]),
        "understood": entry["got"]["understood"],
        "missing": " ".join(entry["missing"]),
        "surplus": " ".join(entry["surplus"]),
    }
    listed = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts.items() if text)
    question = escape(" → ".join(entry["turns"]))
    head = f'<summary><span class="stage">{escape(entry["stage"])}</span> {escape(entry["id"])} {question}</summary>'
    return f"<details>{head}<dl>{listed}</dl>{quotes}</details>"
