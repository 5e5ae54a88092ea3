"""Example questions made from the records of the archive, so that they fit any gazette."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.plaintext import readable
from ingest.model import Record
from ingest.unit_english import english

_LONG = 24


def _first(records: Sequence[Record], kind: str) -> Iterator[Record]:
    return (record for record in records if record.kind == kind)


def _task(records: Sequence[Record]) -> Iterator[dict[str, Any]]:
    for record in _first(records, "task"):
        if record.fields.get("leads") and record.fields.get("shared"):
            yield {"number": record.fields["number"]}


def _lead(records: Sequence[Record]) -> Iterator[dict[str, Any]]:
    leads = Counter(unit for record in _first(records, "task") for unit in record.fields.get("leads", ()))
    for unit, _ in leads.most_common(1):
        yield {"unit": unit, "english": english(unit)}


def _row(records: Sequence[Record]) -> Iterator[dict[str, Any]]:
    for record in _first(records, "row"):
        name = readable(record.label)
        for header, cell in record.fields.get("cells", {}).items():
            if re.search(r"\d{4}", header) and re.search(r"\d", cell) and len(name) <= _LONG:
                yield {"name": name, "header": readable(header)}


def _event(records: Sequence[Record]) -> Iterator[dict[str, Any]]:
    for record in _first(records, "event"):
        year, month, day = str(record.fields.get("date", "")).split("-")
        yield {"year": int(year), "month": int(month), "day": int(day)}


def _article(records: Sequence[Record]) -> Iterator[dict[str, Any]]:
    for record in _first(records, "article"):
        yield {"number": record.fields.get("number", record.label)}


def _header(records: Sequence[Record]) -> Iterator[dict[str, Any]]:
    for record in _first(records, "header"):
        if len(name := readable(record.label)) <= _LONG and re.search(r"\d", str(record.fields.get("value", ""))):
            yield {"name": name}


_MAKERS = {"task": _task, "lead": _lead, "row": _row, "event": _event, "article": _article, "header": _header}


def examples(records: Sequence[Record], words: dict[str, Any]) -> list[str]:
    """Up to one question of each kind that the archive can answer and that the language has words for."""
    made = []
    for name, form in words["example"].items():
        if (slots := next(_MAKERS[name](records), None)) is not None:
            made.append(form.format(**slots))
    return made[:5]
