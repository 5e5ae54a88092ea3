"""Rows that a sentence holds: the figures of one thing, place by place: 其中安徽2700吨，江西1580吨，湖北960吨."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.figures import find_figures
from ingest.measures import SCALE, UNIT
from ingest.model import Block, Document, Record, Span, Support
from ingest.numerals import ARABIC, CHINESE_NUMERAL
from ingest.records.build import make
from ingest.regions import PROVINCES

_FIGURE = rf"(?:(?:百分之)?(?:{ARABIC}|{CHINESE_NUMERAL}+(?:点{CHINESE_NUMERAL}+)?)(?:{SCALE})?(?:{UNIT})?)"
_ITEM = (
    rf"(?P<place>(?:{PROVINCES})省?|(?!其中)[一-鿿]{{2,6}}[市县区州])(?:[最仅只约][多少高低]?[，,]?)?(?:达到?|为|仅为|有)?"
    rf"(?P<one>{_FIGURE})(?:(?P<word>[一-鿿]{{1,4}})(?P<two>{_FIGURE}))?"
)
_PLAIN = re.sub(r"\?P<\w+>", "?:", _ITEM)
_SERIES = re.compile(rf"(?:(?<=[，,：:、；;。\s])|(?<=其中)|^){_PLAIN}(?:[，,、；;和及]+{_PLAIN}){{2,}}")
_CLAUSE = re.compile(r"[^，,：:。；;\n]+")
_LEADS = re.compile(
    r"^(?:这次|本次|全国|全省|[一-十]省|各[省地市]|共|总共|一共|检查组|督查组|其中|今年|\d+至?\d*月)+|(?:的(?:数字|情况))?(?:分别)?[为是达]?$"
)
_SAYS_NOTHING = re.compile(r".{0,4}[看讲]|.?|其中|.*如下|具体.*")


def series(document: Document, blocks: Sequence[Block], text: str) -> Iterator[Record]:
    """A row for each place of which a sentence tells a figure in a series."""
    for block in (block for block in blocks if block.kind == "paragraph"):
        raw = text[block.span.start : block.span.end]
        for run in _SERIES.finditer(raw):
            at, items = block.span.start + run.start(), list(re.finditer(_ITEM, run.group()))
            units = {find_figures(item["one"])[0].unit for item in items}
            thing = _thing(raw[: run.start()], *units) if len(units) == 1 else ""
            lead = Support("header_row", Span(block.span.start, at))
            for item in items if thing else ():
                told = {"地区": "place", thing: "one"} | ({item["word"]: "two"} if item["word"] else {})
                cells, place = {header: item[group] for header, group in told.items()}, item["place"]
                fields = {"table": thing, "category": "", "number": None, "name": place, "cells": cells}
                fields["cell_spans"] = {h: [at + end for end in item.span(group)] for h, group in told.items()}
                shown, span = "；".join(map("：".join, cells.items())), Span(at + item.start(), at + item.end())
                yield make(document, "row", place, shown, span, path=block.path, fields=fields, supports=(lead,))


def _thing(lead: str, unit: str) -> str:
    """What the figures are of: what leads to them, else what was told in the same unit last."""
    clauses = [_LEADS.sub("", found.group().strip()) for found in _CLAUSE.finditer(lead)]
    if clauses and not _SAYS_NOTHING.fullmatch(clauses[-1]) and not find_figures(clauses[-1]):
        return clauses[-1]
    told = ((clause, [f for f in find_figures(clause) if f.unit == unit]) for clause in reversed(clauses))
    return next((_LEADS.sub("", clause[: alike[0].start]) for clause, alike in told if alike), "")
