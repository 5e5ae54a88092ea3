"""Rows that a sentence holds: the figures of one thing, place by place: 其中安徽2700吨，江西1580吨，湖北960吨."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.figures import Figure, find_figures
from ingest.model import Block, Document, Record, Span, Support
from ingest.records.build import make
from ingest.regions import PROVINCES

_LEAST = 3  # places that make a series
_PLACE = re.compile(
    rf"(?:^|(?<=[，,：:、；;\s])|(?<=其中))(?P<place>(?:{PROVINCES})省?|(?!其中)[一-鿿]{{2,6}}[市县区州])"
    r"(?:[最仅只约][多少高低]?[，,]?)?(?:达到?|为|仅为|有)?$"
)
_PARTS = re.compile(r"[，,、；;和及\s]*(?:其中[，,：:]?)?")
_SENTENCE, _CLAUSE = re.compile(r"[^。；;\n]+"), re.compile(r"[^，,：:。；;]+")
_WORDLESS = re.compile(
    r"^(?:这次|本次|全国|全省|六省|各[省地市]|共|总共|一共|检查组|督查组|其中|今年|\d+至?\d*月)+|(?:的(?:数字|情况))?(?:分别)?(?:为|是|达)?$"
)
_SAYS_NOTHING = re.compile(r".{0,4}[看讲]|其中|如下|具体.*")


def series(document: Document, blocks: Sequence[Block], text: str) -> Iterator[Record]:
    """A row for each place of which a sentence tells a figure in a series."""
    for block in blocks:
        raw = text[block.span.start : block.span.end] if block.kind == "paragraph" else ""
        before = ""
        for sentence in _SENTENCE.finditer(raw):
            said = sentence.group()
            for items in _runs(said):
                yield from _records(document, block, block.span.start + sentence.start(), said, before, items)
            before = said


def _runs(said: str) -> list[list[tuple[int, str, list[tuple[str, Figure]]]]]:
    """The series of a sentence: place by place where it begins, and its figures under what stands before each."""
    runs: list[list[tuple[int, str, list[tuple[str, Figure]]]]] = [[]]
    end = 0
    for figure in find_figures(said):
        between = said[end : figure.start]
        parts = _PARTS.match(between).end() if runs[-1] else 0
        found = _PLACE.search(between, parts)
        if found and (not runs[-1] or found.start() == parts):
            runs[-1].append((end + found.start(), found["place"], [("", figure)]))
        elif runs[-1] and re.fullmatch(r"[一-鿿]{0,4}", between):
            runs[-1][-1][2].append((between, figure))
        else:
            runs.append([])
        end = figure.end
    return [run for run in runs if len(run) >= _LEAST and len({item[2][0][1].base_unit for item in run}) == 1]


def _records(document, block, begin, said, before, items) -> Iterator[Record]:
    first = items[0][2][0][1]
    thing = _thing(before + "。" + said[: items[0][0]], first)
    if not thing:
        return
    lead = Support("header_row", Span(begin, begin + items[0][0])) if items[0][0] else None
    for start, place, figures in items:
        headers = [(word or thing) + (f"（{f.unit}）" if f.unit else "") for word, f in figures]
        cells = {"地区": place} | {h: f.verbatim for h, (_, f) in zip(headers, figures, strict=True)}
        spans = {"地区": [begin + start, begin + start + len(place)]}
        spans |= {h: [begin + f.start, begin + f.end] for h, (_, f) in zip(headers, figures, strict=True)}
        fields = {"table": thing, "category": "", "number": None, "name": place, "cells": cells, "cell_spans": spans}
        shown = "；".join(f"{header}：{cell}" for header, cell in cells.items())
        span = Span(begin + start, begin + figures[-1][1].end)
        yield make(
            document, "row", place, shown, span, path=block.path, fields=fields, supports=(lead,) if lead else ()
        )


def _thing(lead: str, figure: Figure) -> str:
    """What the figures are of: what was told in the same unit right before, else what leads to them."""
    clauses = [_WORDLESS.sub("", found.group().strip()) for found in _CLAUSE.finditer(lead)]
    if clauses and len(clauses[-1]) > 1 and not _SAYS_NOTHING.fullmatch(clauses[-1]) and not find_figures(clauses[-1]):
        return clauses[-1]
    told = ((c, [f for f in find_figures(c) if f.unit == figure.unit]) for c in reversed(clauses))
    return next((_WORDLESS.sub("", c[: alike[0].start]) for c, alike in told if alike), "")
