"""Figures: what is counted or measured in a clause or a table cell, how much, and with which qualifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.figures import find_figures, parse_cell, qualifiers
from ingest.measures import ABOUT, AT_LEAST, AT_MOST
from ingest.model import Document, Record
from ingest.quantity import Cell, Figure
from vectorstore.conflicts.sentences import header_period
from vectorstore.conflicts.statement import Period, Place, Statement
from vectorstore.conflicts.subjects import LEAST, subject_of

_NUMBER = re.compile(r"\d|[〇零一二三四五六七八九十百千两]")
_GROWTH = re.compile(r"增长|增速|增幅|涨幅|提高|提升|上升|下降|降低|减少|压减|(?:同)?比上年|同比")
_CHANGE = re.compile(r"(?:比|较).*[增减]|增减|净增")
_CONDITION = re.compile(r"\s*(?:的|且|时|者|之)")  # 单户500万元以上的: says when, not how much
_UNIT_COLUMN = re.compile(r"单位")
_NUMBER_COLUMN = re.compile(r"序号|编号|行次|代码")
_IN_HEADER = re.compile(r"[（(]([^（）()]+)[）)]\s*$")
_RATES = ("%", "百分点")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in its base unit, and whether it is a floor, a ceiling or about."""

    value: Decimal
    sense: frozenset[str]


def in_clause(clause: str, period: Period, place: Place) -> Iterator[Statement]:
    """The figures of a clause, each with what stands before it since the last one."""
    if not _NUMBER.search(clause):
        return
    start = 0
    found = [figure for figure in find_figures(clause) if figure.unit]
    for position, figure in enumerate(found):
        before = clause[start : figure.start]
        before = before.rsplit("、", 1)[-1] if start else before
        start = figure.end
        subject = subject_of(before)
        if len(subject) < LEAST:
            end = found[position + 1].start if position + 1 < len(found) else len(clause)
            subject = subject_of(re.split("[、和及]", clause[start:end])[0])
        if len(subject) >= LEAST and not _CONDITION.match(clause, figure.end):
            measure = _measure(figure, _GROWTH.search(before) is not None)
            yield Statement(subject, measure, _amount(figure), figure.verbatim, period, place)


def in_row(record: Record, document: Document, file: str, text: str) -> Iterator[Statement]:
    """The figures of a table row, by its name and the header of each."""
    cells: dict[str, str] = record.fields["cells"]
    name = str(record.fields.get("name") or "")
    subject = subject_of(name)
    if len(subject) < LEAST:
        return
    unit = next((value for header, value in cells.items() if _UNIT_COLUMN.search(header)), "")
    unit = unit or str(record.fields.get("unit") or "")
    span = record.span
    place = Place(
        file, document, span, text[span.start : span.end], record.path, record.label, record.fields["table"]
    )  # fmt: skip
    for header, value in cells.items():
        inner = _IN_HEADER.search(header)
        cell = parse_cell(value, inner[1] if inner else unit)
        if cell.value is None or value in (name, unit) or not cell.base_unit or _NUMBER_COLUMN.search(header):
            continue
        measure = _measure(cell, _GROWTH.search(name + header + cell.direction) is not None)
        measure += " of change" if _CHANGE.search(header) else ""
        period = header_period(header, document)
        yield Statement(subject, measure, _amount(cell), f"{header}：{value}", period, place)


def _measure(figure: Figure | Cell, growth: bool) -> str:
    """What a figure can be compared with: the same unit, and rates of growth with rates of growth."""
    return f"{figure.base_unit}{' of growth' if growth and figure.base_unit in _RATES else ''}"


def _amount(figure: Figure | Cell) -> Amount:
    words = qualifiers(figure.qualifier)
    senses = {"least": AT_LEAST, "most": AT_MOST, "about": ABOUT}
    held = frozenset(name for name, known in senses.items() if any(word in known for word in words))
    return Amount(figure.amount or Decimal(0), held)
