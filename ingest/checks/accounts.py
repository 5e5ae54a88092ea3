"""What the raw text shows against what the parse took in: rows, responsibilities, articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.model import Block, Finding, Parsed, Span
from ingest.ranges import Ranges

_BARRED = re.compile(r"^[ \t]*\|.*\|", re.M)
_BAR_RULE = re.compile(r"^[ \t]*\|[\s|:\-]+\|?\s*$")
_RESPONSIBLE = re.compile(
    r"[（(〔](?:[^（）()〔〕。]|[（(〔][^（）()〔〕]*[）)〕])*(?:负责|牵头|配合|参加|参与)[\s。]*[）)〕]"
)
_ARTICLE = re.compile(r"^[ \t　#*]*第[〇零一二三四五六七八九十百千\d]+条(?![例款件约])", re.M)
_LABELS = {
    "table_rows": "table rows",
    "resp_parens": "parentheses that name who is responsible",
    "articles": "articles",
}


def accounted(parsed: Parsed) -> dict[str, tuple[int, int]]:
    """How many of each the records hold, out of how many the raw text shows."""
    return {name: (len(spans) - len(_missed(parsed, name, spans)), len(spans)) for name, spans in _seen(parsed).items()}


def unread(parsed: Parsed) -> Iterator[Finding]:
    """Every place that looks like a row, a responsibility or an article and is in no record."""
    for name, spans in _seen(parsed).items():
        missed = _missed(parsed, name, spans)
        if spans and not missed:
            yield Finding("ok", "unread", f"All {len(spans)} {_LABELS[name]} are in records.")
        for span in missed:
            line = parsed.source.text[span.start : span.end].strip()[:60]
            yield Finding("warning", "unread", f"Not understood ({_LABELS[name]}): {line}", span)


def _seen(parsed: Parsed) -> Mapping[str, list[Span]]:
    """Where the raw text shows rows, responsibilities and articles; nothing of what was left out."""
    text = parsed.source.text
    out = Ranges(block.span for block in parsed.blocks if block.kind == "left_out")
    barred = [m for m in _BARRED.finditer(text) if not _BAR_RULE.match(m.group())]
    rows = [Span(m.start(), m.end()) for m in barred] or [b.span for b in parsed.blocks if b.kind == "row"]
    return {
        "table_rows": [span for span in rows if not out.touch(span)],
        "resp_parens": [Span(m.start(), m.end()) for m in _RESPONSIBLE.finditer(text)],
        "articles": [Span(m.start(), m.end()) for m in _ARTICLE.finditer(text)],
    }


def _missed(parsed: Parsed, name: str, spans: list[Span]) -> list[Span]:
    """The places that no record holds; a row may be held as the header or the category of others."""
    kind = {"table_rows": "row", "resp_parens": "task", "articles": "article"}[name]
    records = [record for record in parsed.records if record.kind == kind]
    held = [record.span for record in records]
    if kind == "row":
        held += [s.span for record in records for s in record.supports if s.role in ("header_row", "category")]
        held += [block.span for block in parsed.blocks if block.kind == "row" and _empty_category(block)]
    ranges = Ranges(held)
    return [span for span in spans if not ranges.touch(span)]


def _empty_category(block: Block) -> bool:
    """A category that states its rows but has none printed under it (an abridged list) is understood all the same."""
    return bool(re.search(r"共计?\s*\d+\s*项[）)]?$", block.text))
