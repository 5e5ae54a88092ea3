"""What was found in a file and what was not understood, as text, JSON and a self-contained page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ingest.model import Block, Finding, Parsed, Span

_EXCERPT = 60
_PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }}
table {{ border-collapse: collapse; width: 100% }}
td, th {{ border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top }}
.ok {{ color: #1b5e20 }} .warning {{ color: #8a5300 }} .error {{ color: #b00020 }}
</style>
<h1>{title}</h1>
<p>{summary}</p>
<h2>Checks</h2>
<table><tr><th>Level<th>Check<th>Finding<th>Place</tr>
{findings}</table>
<h2>Left out</h2>
<table><tr><th>Reason<th>Text<th>Place</tr>
{left_out}</table>
</html>
"""


def summary(counts: Mapping[str, Any]) -> str:
    """The counts of a file in one line."""
    kinds = [_number(count, kind) for kind, count in sorted(counts["records"].items())]
    parts = [_number(counts["documents"], "document"), ", ".join(kinds) or "no records"]
    parts += [_number(counts["chunks"], "passage"), f"{counts['characters']:,} characters"]
    levels = [
        _number(counts["findings"][level], level) for level in ("error", "warning") if counts["findings"].get(level)
    ]
    return "; ".join([*parts, *levels, f"{counts['left_out']} left out"])


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def as_lines(findings: Iterable[Finding], text: str | None = None) -> list[str]:
    """The findings, one a line, with their place where the text is given."""
    return [f"{f.level:7}  {f.check}: {f.message}{_at(f.span, text)}" for f in findings]


def as_text(parsed: Parsed, counts: Mapping[str, Any]) -> str:
    """The whole report as text."""
    text = parsed.source.text
    lines = [parsed.source.name, f"  {summary(counts)}", ""]
    lines += [f"  {line}" for line in as_lines(parsed.findings, text)] or ["  no findings"]
    left_out = left_out_blocks(parsed)
    if left_out:
        lines += ["", f"  left out ({len(left_out)}):"]
        lines += [f"    {block.reason}: {_excerpt(block.text)}{_at(block.span, text)}" for block in left_out]
    return "\n".join(lines) + "\n"


def as_json(parsed: Parsed, counts: Mapping[str, Any]) -> str:
    """The whole report as JSON."""
    source = parsed.source
    report = {
        "file": source.name,
        "sha256": source.sha256,
        "counts": dict(counts),
        "documents": [
            {"id": d.id, "title": d.title, "doc_number": d.doc_number, "date": d.date, "issuer": d.issuer}
            for d in parsed.documents
        ],
        "findings": [
            {"level": f.level, "check": f.check, "message": f.message, **_place(f.span, source.text)}
            for f in parsed.findings
        ],
        "left_out": [
            {"reason": block.reason, "text": block.text, **_place(block.span, source.text)}
            for block in left_out_blocks(parsed)
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def as_html(parsed: Parsed, counts: Mapping[str, Any]) -> str:
    """The whole report as a page that needs nothing else."""
    text = parsed.source.text
    rows = "".join(
        f'<tr><td class="{escape(f.level)}">{escape(f.level)}<td>{escape(f.check)}<td>{escape(f.message)}'
        f"<td>{escape(_at(f.span, text))}</tr>\n"
        for f in parsed.findings
    )
    left_out = "".join(
        f"<tr><td>{escape(b.reason)}<td>{escape(_excerpt(b.text))}<td>{escape(_at(b.span, text))}</tr>\n"
        for b in left_out_blocks(parsed)
    )
    return _PAGE.format(
        title=escape(parsed.source.name), summary=escape(summary(counts)), findings=rows, left_out=left_out
    )


def left_out_blocks(parsed: Parsed) -> list[Block]:
    """What no document holds."""
    return [block for block in parsed.blocks if block.kind == "left_out"]


def _excerpt(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _EXCERPT else f"{flat[:_EXCERPT]}…"


def _place(span: Span | None, text: str) -> dict[str, int]:
    return {} if span is None else {"start": span.start, "end": span.end, "line": _line(span, text)}


def _at(span: Span | None, text: str | None) -> str:
    return "" if span is None or text is None else f" (line {_line(span, text)})"


def _line(span: Span, text: str) -> int:
    return text.count("\n", 0, span.start) + 1
