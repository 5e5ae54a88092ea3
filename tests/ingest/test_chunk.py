"""Chunks: what they hold and how they are cut."""

from __future__ import annotations

from collections.abc import Callable

from ingest.model import Parsed
from ingest.stretches import LONGEST


def test_a_record_is_a_chunk_of_its_own(gazette: Parsed) -> None:
    tasks = {chunk.label: chunk for chunk in gazette.chunks if chunk.kind == "task"}
    assert len(tasks) == 132
    assert tasks["95"].context.startswith(gazette.documents[0].title + " > 九、")
    rows = [chunk for chunk in gazette.chunks if chunk.kind == "row" and chunk.label]
    assert len(rows) == 148
    assert "：" in rows[0].reading


def test_merged_cells_are_searched_with_the_name_from_above(gazette: Parsed) -> None:
    merged = [record for record in gazette.records if any(s.role.startswith("merged") for s in record.supports)]
    readings = {chunk.span: chunk.reading for chunk in gazette.chunks}
    assert len(merged) > 10
    for record in merged:
        assert record.label in readings[record.span]


def test_long_paragraphs_are_cut_at_sentence_ends(read_text: Callable[[str], Parsed]) -> None:
    text = "某市概况\n" + "本市发展态势良好，各项指标稳中有进。" * 60 + "\n"
    parts = [chunk for chunk in read_text(text).chunks if len(chunk.reading) > 20]
    assert len(parts) > 2
    assert all(len(chunk.reading) <= LONGEST + 40 for chunk in parts)
    assert all(chunk.text.endswith("。") for chunk in parts)


def test_a_heading_goes_with_what_stands_under_it(gazette: Parsed) -> None:
    alone = [chunk for chunk in gazette.chunks if chunk.kind == "heading" and "\n" not in chunk.reading]
    assert len(alone) < 40
