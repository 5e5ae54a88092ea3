"""Questions about table rows: a cell, the rows that share a cell, how many they are, and a year that is not there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from eval.dataset import Question
from eval.generation.maker import LONG, Maker
from ingest.model import Record

_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"([\d.,]+)(.*)")
LONGEST_UNIT = 8
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
        if row.label and names[row.label] == 1
        for header, cell in row.fields["cells"].items()
        if _asked(row, header, cell)
    ]
    for row, header, cell in maker.draw(cells):
        values = {"table": table, "name": row.label, "header": header}
        yield from maker.both("row_cell", "lookup_cell", values, accepted=(_writings(row, cell),), gold=maker.gold(row))
    dated = [(row, header) for row, header, _ in cells if _YEAR.search(header)]
    for row, header in maker.draw(dated, 1):
        later = _YEAR.sub(lambda year: str(int(year[0]) + 20), header)
        values = {"table": table, "name": row.label, "header": later}
        yield from maker.both("row_absent", "unanswerable", values, outcome="not_found")


def _shared(maker: Maker, table: str, rows: list[Record]) -> Iterator[Question]:
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in rows:
        for header, cell in row.fields["cells"].items():
            if _asked(row, header, cell) and not cell[0].isdigit():
                groups[header, cell].append(row)
    several = [(key, own) for key, own in groups.items() if 2 <= len(own) <= LONG]
    for (header, value), own in maker.draw(several, max(1, maker.each // 2)):
        values = {"table": table, "header": header, "value": value}
        truth = {"matched": len(own), "gold": maker.gold(*own)}
        yield from maker.both("row_list", "list", values, items=tuple(row.label for row in own), **truth)
        yield from maker.both("row_count", "count", values, accepted=((str(len(own)),),), **truth)


def _asked(row: Record, header: str, cell: str) -> bool:
    """Whether a cell says something that neither names the row nor numbers it, and that fits in a sentence."""
    said = bool(header) and not _NO_VALUE.fullmatch(cell) and len(cell) <= 40 and "\n" not in cell
    return said and cell != row.label and cell != str(row.fields["number"])


def _writings(row: Record, cell: str) -> tuple[str, ...]:
    """A figure may be answered with its unit, which stands in a short cell of its own."""
    figure = _FIGURE.fullmatch(cell)
    others = {other.strip() for other in row.fields["cells"].values() if not any(map(str.isdigit, other))}
    units = sorted(
        other
        for other in others
        if other != row.label and len(other) <= LONGEST_UNIT and not _NO_VALUE.fullmatch(other)
    )
    return (cell, *(f"{figure[1]}{unit}{figure[2].strip()}" for unit in units)) if figure else (cell,)
