"""Tasks that stand in a table: a row with a column for the units that lead, are responsible or take part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.model import Document, Record
from ingest.records.build import make
from ingest.records.responsibility import ENDS_AS_UNIT, is_clause, read
from ingest.repair import squeeze

_ROLES = (
    ("leads", "牵头单位", re.compile(r"牵头|主办|总牵头")),
    ("participants", "配合单位", re.compile(r"配合|参与|参加|协办|协助")),
    ("shared", "责任单位", re.compile(r"(?:责任|负责|落实|实施|承办)(?:单位|部门|主体)")),
)


def assignments(document: Document, rows: Iterable[Record], text: str) -> Iterator[Record]:
    """A task for each row that names its units in columns of their own; `text` is the file's."""
    for row in rows:
        cells: dict[str, str] = row.fields["cells"]
        columns = {header: role for header in cells if (role := _role(header))}
        if not columns:
            continue
        fields: dict[str, Any] = {**_units(row, columns, text)}
        name = row.fields["name"]
        if not name or name in (cells[header] for header in columns) or not any(fields.values()):
            continue
        number = row.fields["number"]
        fields |= {
            "number": number,
            "section": row.fields["category"] or row.fields["table"],
            "responsibility": "；".join(f"{header}：{cells[header]}" for header in columns if cells[header]),
            "parts": [],
        }
        label = "" if number is None else str(number)
        yield make(document, "task", label, name, row.span, path=row.path, fields=fields, supports=row.supports)


def _role(header: str) -> str:
    """The role a column gives to the units in it, empty where it is no such column."""
    if not re.search(r"单位|部门|主体|牵头|配合", header) or re.search(r"人$|领导$|时|联系", header):
        return ""
    return next((role for role, _, pattern in _ROLES if pattern.search(header)), "")


def _units(row: Record, columns: dict[str, str], text: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {"leads": [], "shared": [], "participants": []}
    labels = {role: label for role, label, _ in _ROLES}
    for header, role in columns.items():
        start, end = row.fields["cell_spans"][header]
        if listed := _listed(text[start:end]):
            found = read(listed if role == "shared" and is_clause(listed) else f"{labels[role]}：{listed}")
            for name in fields:
                fields[name] += getattr(found, name)
    return fields


def _listed(cell: str) -> str:
    """A cell's units parted by 、: white space parts them only where each part ends like a unit."""
    parts = [squeeze(part) for part in cell.split()]
    return ("、" if all(ENDS_AS_UNIT.search(part) for part in parts) else "").join(parts)
