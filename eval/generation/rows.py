"""Questions about table rows: a cell, the rows that share a cell, how many they are, and a year that is not there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from eval.dataset import Question
from eval.generation.maker import LONG, Maker
from ingest.model import Record

_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"([\d.,]+)(.*)")
_UNIT = re.compile("(?:计[量算])?单位")  # heads a column of units of measure
_AROUND = re.compile(r"^\d+[.．、]\s*|[▲△★*※]+$")
_NO_VALUE = re.compile(r"[\s—–\-/―…]*")


def about_rows(maker: Maker) -> Iterator[Question]:
    """Truth: the cells of the records."""
    tables: dict[str, list[Record]] = defaultdict(list)
    for row in maker.records("row"):
        tables[row.fields["table"]].append(row)
    for table, rows in tables.items():
        if table:
            yield from _cells(maker, table, rows)
            yield from _shared(maker, table, rows)


def _cells(maker: Maker, table: str, rows: list[Record]) -> Iterator[Question]:
    names = Counter(row.label for row in rows)
    cells = [
        (row, header, cell)
        for row in rows
        if row.label and not row.label.isdecimal() and names[row.label] == 1
        for header, cell in row.fields["cells"].items()
        if _asked(row, header, cell)
    ]
    for row, header, cell in maker.draw(cells):
        values = {"table": table, "name": _name(row), "header": header}
        phrase = "row_figure" if cell[0].isdigit() else "row_cell"
        yield from maker.both(phrase, "lookup_cell", values, accepted=(_writings(row, cell),), gold=maker.gold(row))
    dated = [(row, header) for row, header, _ in cells if _YEAR.search(header)]
    for row, header in maker.draw(dated, 1):
        later = _YEAR.sub(lambda year: str(int(year[0]) + 20), header)
        values = {"table": table, "name": _name(row), "header": later}
        yield from maker.both("row_figure", "unanswerable", values, outcome="not_found")


def _shared(maker: Maker, table: str, rows: list[Record]) -> Iterator[Question]:
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in rows:
        for header, cell in row.fields["cells"].items():
            if _asked(row, header, cell) and not cell[0].isdigit():
                groups[header, cell].append(row)
    several = [(key, own) for key, own in groups.items() if _told_apart(*key, own, groups)]
    for (header, value), own in maker.draw(several, max(1, maker.each // 2)):
        values = {"table": table, "header": header, "value": value}
        truth: dict[str, Any] = {"matched": len(own), "gold": maker.gold(*own)}
        yield from maker.both("row_list", "list", values, items=tuple(row.label for row in own), **truth)
        yield from maker.both("row_count", "count", values, accepted=((str(len(own)),),), **truth)


def _name(row: Record) -> str:
    """What people call a row: its label without the number and the marks that are printed with it."""
    return _AROUND.sub("", row.label)


def _told_apart(header: str, value: str, own: list[Record], groups: Iterable[tuple[str, str]]) -> bool:
    """Whether rows with a value are a list: each has its own name, and no longer value reads as one more of them."""
    longer = any(other[0] == header and other[1] != value and value in other[1] for other in groups)
    return 2 <= len({row.label for row in own}) == len(own) <= LONG and not longer


def _asked(row: Record, header: str, cell: str) -> bool:
    """Whether a cell says something that neither names the row nor numbers it, and that fits in a sentence."""
    said = bool(header) and not _NO_VALUE.fullmatch(cell) and len(cell) <= 40 and "\n" not in cell
    return said and cell != row.label and cell != str(row.fields["number"])


def _writings(row: Record, cell: str) -> tuple[str, ...]:
    """A figure may be answered with its unit, which stands in a column of its own."""
    figure = _FIGURE.fullmatch(cell)
    units = [unit.strip() for header, unit in row.fields["cells"].items() if _UNIT.fullmatch(header)]
    return (cell, *(f"{figure[1]}{unit}{figure[2].strip()}" for unit in units)) if figure else (cell,)
