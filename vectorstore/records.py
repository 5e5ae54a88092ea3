"""Runs a query over the records: complete, with a receipt."""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from ingest.figures import parse_cell
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Filter, Query, Result

UNIT_FIELDS = ("leads", "shared", "participants")
COMPARISONS = {
    "below": operator.lt,
    "above": operator.gt,
    "at_most": operator.le,
    "at_least": operator.ge,
    "equal": operator.eq,
}
_TO = re.compile(r"[至到]")
_STAYS = ("控制在", "保持在", "保持", "稳定在")
_MEMBERS = re.compile(r"[、,，;；\n]+")


def values(record: Record, field: str) -> tuple[str, ...]:
    """The values of a field as strings, folded later by whoever compares them."""
    if field == "units":
        return tuple(unit for role in UNIT_FIELDS for unit in record.fields.get(role, ()))
    if field == "path":
        return record.path
    if field == "document":
        return (record.document_id,)
    if field in ("label", "text"):
        return (getattr(record, field),)
    if field == "cells":
        return tuple(record.fields.get("cells", {}).values())
    if field.startswith("cells."):
        cell = record.fields.get("cells", {}).get(field.removeprefix("cells."))
        return () if cell is None else (cell,)
    value = record.fields.get(field)
    if value is None or value == "":
        return ()
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def _any_of(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _number(text: str) -> Decimal | None:
    return parse_cell(text).value


def _level(text: str) -> Decimal | None:
    """The figure of a cell that states how much something is, not by how much it changes: 提高1个百分点."""
    cell = parse_cell(text)
    changes = cell.direction and cell.direction not in _STAYS and not _TO.search(text)
    return None if changes else cell.value


def members(cell: str) -> tuple[str, ...]:
    """What a cell lists: one member where it lists nothing."""
    return tuple(part.strip() for part in _MEMBERS.split(cell) if part.strip())


def _compares(record: Record, condition: Filter, found: Iterable[str]) -> bool:
    """Whether a figure of the field stands to the number, or to that of the other field, as asked."""
    wanted = condition.value
    read = _number
    if isinstance(wanted, str):  # another field: only like is compared with like
        read = _level
        wanted = next((n for text in values(record, wanted) if (n := read(text)) is not None), None)
    numbers = [number for text in found if (number := read(text)) is not None]
    return wanted is not None and any(COMPARISONS[condition.op](number, wanted) for number in numbers)


def meets(record: Record, condition: Filter) -> bool:
    """Whether a record meets one condition."""
    if condition.op == "between":
        first, last = condition.value
        begin = record.fields.get("date") or ""
        end = record.fields.get("end") or begin
        return bool(begin) and begin <= last and end >= first
    found = values(record, condition.field)
    if condition.op == "absent":
        return not found
    if condition.op == "wordy":
        return bool(found) and all(_number(text) is None for text in found)
    if condition.op in COMPARISONS:
        return _compares(record, condition, found)
    wanted = [fold(str(value)) for value in _any_of(condition.value)]
    folded = [fold(text) for text in found]
    if condition.op == "has":
        folded += [fold(part) for text in found for part in members(text)]
    if condition.op in ("is", "has"):
        return any(text in wanted for text in folded)
    if condition.op == "within":
        return any(text and text in value for text in folded for value in wanted)
    return any(value in text for text in folded for value in wanted)


def select(records: Iterable[Record], query: Query) -> list[Record]:
    """The records of the query's kind that meet all its filters, in the order of the documents."""
    return [
        record
        for record in records
        if record.kind == query.kind and all(meets(record, condition) for condition in query.filters)
    ]


def run(records: Sequence[Record], query: Query) -> Result:
    """Run a query; nothing is cut off."""
    checked = sum(1 for record in records if record.kind == query.kind)
    matched = select(records, query)
    groups: dict[str, list[Record]] = defaultdict(list)
    if query.aggregate == "group":
        for record in matched:
            for value in values(record, query.group_by):
                groups[value].append(record)
    ranked = sorted(groups.items(), key=lambda group: -len(group[1]))
    return Result(query, tuple(matched), checked, tuple((name, tuple(members)) for name, members in ranked))
