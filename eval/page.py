"""A report as one HTML page in Chinese and English that needs no network and runs no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from eval import plots, reports
from eval.wording import meanings, spoken

_STYLE = Path(__file__).parent / "report.css"
# The address says which language is shown: #en English, else Chinese.
_SWITCH = '<nav><a id="zh" href="#zh">中文</a> <a id="en" href="#en">English</a></nav>'


def write_page(path: Path, report: Mapping[str, Any]) -> None:
    """The page of one run."""
    parts = [_origin(report), _meanings()]
    for name, summary in report["sets"].items():
        parts.append(f"<h2>{escape(name)} <small>{'; '.join(map(_mark, reports.marks(summary)))}</small></h2>")
        if summary["n"]:
            parts += [plots.by_kind(summary), _tables(summary), plots.latency(summary)]
            parts.append(_stages(summary))
        parts += [_failure(entry) for entry in summary.get("failures", ())]
    path.write_text(page("evaluation", parts), "utf-8")


def page(title: str, parts: Sequence[str]) -> str:
    """A whole page around its parts."""
    body = "\n".join(parts)
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE.read_text('utf-8')}</style></head>"
        f"<body>{_SWITCH}<h1>{spoken(title)}</h1>{body}</body></html>\n"
    )


def html_table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """A table whose words are known or shown as they are."""

    def line(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{spoken(cell)}</{tag}>" for cell in cells) + "</tr>"

    lines = "".join(line(cells, "td") for cells in body)
    return f'<div class="scroll"><table>{line(head, "th")}{lines}</table></div>'


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """A list of names and what they stand for, without those that stand for nothing."""
    shown = "".join(f"<dt>{spoken(name)}</dt><dd>{spoken(text)}</dd>" for name, text in pairs if text)
    return f"<dl>{shown}</dl>"


def _origin(report: Mapping[str, Any]) -> str:
    settings = [f"{name}={value}" for name, value in report["settings"].items()]
    told = [report["time"], report["target"], "index", report["index_version"], *settings]
    return f'<p class="quiet">{" · ".join(map(spoken, told))}</p>'


def _mark(mark: tuple[int | None, str]) -> str:
    count, word = mark
    return spoken(word) if count is None else f"{count} {spoken(word)}"


def _meanings() -> str:
    told = "".join(f"<dt>{spoken(name)}</dt><dd>{text}</dd>" for name, text in meanings())
    return f"<details><summary>{spoken('meaning')}</summary><dl>{told}</dl></details>"


def _tables(summary: Mapping[str, Any]) -> str:
    columns = reports.columns_of(summary)
    tables = [html_table(["", "n", *columns, "ms p50 / p95"], list(reports.rows(summary, columns)))]
    if searches := reports.columns_of(summary, reports.SEARCHES):
        rows = reports.search_rows(summary, searches)
        tables += [f"<h3>{spoken('search')}</h3>", html_table(["", "n", *searches], rows)]
    return "".join(tables)


def _stages(summary: Mapping[str, Any]) -> str:
    stages = "; ".join(f"{spoken(stage)} {count}" for stage, count in summary["stages"].items())
    return f"<h3>{spoken('failed')}: {stages or spoken('none')}</h3>"


def _failure(entry: Mapping[str, Any]) -> str:
    got = entry["got"]
    pairs = [
        ("understood", got["understood"]),
        ("items", " ".join(got["items"])),
        ("missing", " · ".join(entry["missing"])),
        ("surplus", " · ".join(entry["surplus"])),
    ]
    quotes = "".join(
        f"<blockquote>{escape(quote['text'])} <cite>{escape(quote['document'])}</cite></blockquote>"
        for quote in entry["quotes"]
    )
    said = f"<p>{spoken(got['outcome'])}: {escape(got['answer'])}</p>"
    body = f"<h4>{spoken('expected')}</h4>{facts(reports.expectation(entry['expected']))}"
    body += f"<h4>{spoken('got')}</h4>{said}{facts(pairs)}{quotes}"
    question = f"{escape(entry['id'])} {escape(' → '.join(entry['turns']))}"
    return f'<details><summary><b class="stage">{spoken(entry["stage"])}</b> {question}</summary>{body}</details>'
