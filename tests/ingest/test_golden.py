"""The whole parse of the bundled gazette, against an expectation that was checked by eye."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ingest.model import Parsed

EXPECTED = Path(__file__).parents[1] / "data" / "gazette-2026-03.json"


def compact(parsed: Parsed) -> dict[str, Any]:
    """What is worth reading of a parse: every field of every record, spans as offsets."""
    return {
        "documents": [
            [d.title, d.doc_number, d.date, d.issuer, d.year, d.issue, d.span.start, d.span.end]
            for d in parsed.documents
        ],
        "headers": [
            [r.label, r.fields["value"], r.span.start, r.span.end] for r in parsed.records if r.kind == "header"
        ],
        "tasks": [
            [r.label, r.fields["section"], r.fields["leads"], r.fields["shared"], r.text, r.span.start, r.span.end]
            for r in parsed.records
            if r.kind == "task"
        ],
        "rows": [
            [
                r.fields["table"],
                r.fields["category"],
                list(r.fields["cells"].values()),
                _merged(r),
                r.span.start,
                r.span.end,
            ]
            for r in parsed.records
            if r.kind == "row"
        ],
        "events": [
            [r.fields["date"], r.fields["end"], r.fields["people"], r.text[:24], r.span.start, r.span.end]
            for r in parsed.records
            if r.kind == "event"
        ],
        "left_out": [[b.reason, b.span.start, b.span.end] for b in parsed.blocks if b.kind == "left_out"],
    }


def _merged(record: Any) -> list[str]:
    return [support.role for support in record.supports if support.role.startswith("merged")]


def test_the_parse_is_the_expected_one(gazette: Parsed) -> None:
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    found = compact(gazette)
    for part, records in expected.items():
        assert found[part] == records, part


def test_what_the_text_says_of_itself_holds(gazette: Parsed) -> None:
    tasks = [record.fields["number"] for record in gazette.records if record.kind == "task"]
    assert tasks == list(range(1, 133))
    tables: dict[str, list[int]] = {}
    for record in gazette.records:
        if record.kind == "row":
            tables.setdefault(record.fields["table"], []).append(record.fields["number"])
    assert list(tables.values()) == [list(range(1, 30)), list(range(1, 81)), list(range(1, 40))]
    assert not [finding for finding in gazette.findings if finding.level != "ok"]


def test_every_record_of_a_merged_cell_points_to_the_cell(gazette: Parsed) -> None:
    for record in gazette.records:
        for support in record.supports:
            if support.role.startswith("merged:"):
                header = support.role.removeprefix("merged:")
                start, end = record.fields["cell_spans"][header]
                assert (start, end) == (support.span.start, support.span.end)
                assert end <= record.span.start
                assert gazette.source.text[start:end]
