"""Conflicts for people and for programs: what is stated twice, and both quotes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ingest.repair import repair
from vectorstore.conflicts.statement import Conflict, Statement


def as_text(found: Sequence[Conflict]) -> str:
    """One conflict after the other, each with both quotes and where they stand."""
    parts = [
        f"{number}. {conflict.kind}: {conflict.about}\n{_shown(conflict.first)}{_shown(conflict.second)}"
        for number, conflict in enumerate(found, 1)
    ]
    count = f"{len(found)} pair{'' if len(found) == 1 else 's'} of places state the same fact differently\n"
    return "\n".join([*parts, count if found else "no two places state the same fact differently\n"])


def _shown(statement: Statement) -> str:
    place = statement.place
    number = place.document.doc_number or place.document.date or ""
    where = " ".join(part for part in (f"《{place.document.title}》", number, *place.path, place.label) if part)
    said = f"[{statement.said}] " if statement.said not in place.text else ""
    text = " | ".join(place.text.split("\t")) if place.table else repair(place.text)
    return f"   - {said}{text}\n     {where}, {place.file}:{place.span.start}-{place.span.end}\n"


def as_json(found: Sequence[Conflict]) -> str:
    """A list of objects, their quotes in the form that answers have."""
    listed = [
        {"about": each.about, "kind": each.kind, "quotes": [_quote(each.first), _quote(each.second)]} for each in found
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1)


def _quote(statement: Statement) -> dict[str, Any]:
    place = statement.place
    return {
        "said": statement.said,
        "text": place.text,
        "document": place.document.title,
        "doc_number": place.document.doc_number,
        "date": place.document.date,
        "path": list(place.path),
        "label": place.label,
        "file": place.file,
        "start": place.span.start,
        "end": place.span.end,
    }
