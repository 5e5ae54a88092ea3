"""Spans, the partition into blocks and chunks, documents, titles and headings."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed_files import DOCUMENTS, ROOT, parsed_file, source_of

from ingest.fold import fold
from ingest.model import Parsed
from ingest.parse import parse
from ingest.repair import repair

FILES = sorted([*DOCUMENTS.glob("*.txt"), *DOCUMENTS.glob("*.md"), *(ROOT / "data" / "gazettes").glob("*.txt")])
SOURCES = list(csv.DictReader((DOCUMENTS / "SOURCES.tsv").open(encoding="utf-8"), delimiter="\t"))


def assert_partition(parsed: Parsed) -> None:
    """Every character that is not white space lies in one block, and in one chunk if it was not left out."""
    text = parsed.source.text
    in_block, in_chunk = [0] * len(text), [0] * len(text)
    for block in parsed.blocks:
        for index in range(block.span.start, block.span.end):
            in_block[index] += 1
            in_chunk[index] += block.kind == "left_out"
    for chunk in parsed.chunks:
        assert chunk.text == text[chunk.span.start : chunk.span.end]
        for index in range(chunk.span.start, chunk.span.end):
            in_chunk[index] += 1
    for index, character in enumerate(text):
        if not character.isspace() and character not in "\ufeff\u200b":
            assert in_block[index] == 1, (index, text[index : index + 20])
            assert in_chunk[index] == 1, (index, text[index : index + 20])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_blocks_and_chunks_are_partitions(path: Path) -> None:
    assert_partition(parsed_file(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_spans_hold_what_the_records_say(path: Path) -> None:
    parsed = parsed_file(path)
    text = parsed.source.text
    assert len({record.id for record in parsed.records}) == len(parsed.records)
    assert len({chunk.id for chunk in parsed.chunks}) == len(parsed.chunks)
    for record in parsed.records:
        assert 0 <= record.span.start < record.span.end <= len(text)
        for header, (start, end) in record.fields.get("cell_spans", {}).items():
            assert fold(text[start:end]) == fold(record.fields["cells"][header])
        for unit in [u for role in ("leads", "shared", "participants") for u in record.fields.get(role, ())]:
            assert fold(unit) in fold(text[record.span.start : record.span.end])
        for person in record.fields.get("people", ()):
            assert person in fold(text[record.span.start : record.span.end])


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source["file"])
def test_the_head_of_a_document(source: dict[str, str]) -> None:
    (found,) = parsed_file(DOCUMENTS / source["file"]).documents
    assert found.title == source["title"]
    assert found.doc_number == source["doc_number"]
    assert found.issuer in ("国务院", "国务院办公厅")
    assert found.date and found.year and abs(int(found.date[:4]) - found.year) <= 1


def test_the_gazette_has_its_documents_and_its_issue(gazette: Parsed) -> None:
    assert len(gazette.documents) == 4
    assert {document.issue for document in gazette.documents} == {"2026年第3期（总第147期）"}
    assert {document.year for document in gazette.documents} == {2026}


def test_headings_nest_by_their_numbers_whatever_their_marks(gazette: Parsed) -> None:
    headings = [block for block in gazette.blocks if block.kind == "heading"]
    assert len({block.level for block in headings if "、" in block.text[:3]}) == 1
    inner = [block for block in headings if block.text.startswith("（")]
    assert len(inner) == 9
    assert all(block.path[-1].startswith("三、") for block in inner)


def test_a_heading_cut_by_a_page_break_is_whole(read_text: Callable[[str], Parsed]) -> None:
    head = "# 某市人民政府关于某事的意见\n\n某政〔2020〕1号\n\n### 一、总体\n\n"
    parsed = read_text(head + "### （一）聚焦内需主导，夯实市场增\n\n长强支撑\n\n用好政策。\n")
    headings = [block.text for block in parsed.blocks if block.kind == "heading"]
    assert "（一）聚焦内需主导，夯实市场增长强支撑" in headings


def test_two_documents_of_one_file(read_text: Callable[[str], Parsed]) -> None:
    one = "甲市人民政府关于成立领导小组的通知\n甲政〔2021〕3号\n各县人民政府：\n现予成立。\n2021年1月2日\n"
    two = "甲市人民政府办公室关于印发工作方案的通知\n甲政办〔2021〕4号\n各县人民政府：\n现予印发。\n2021年2月3日\n"
    first, second = read_text(one + two).documents
    assert (first.doc_number, first.date) == ("甲政〔2021〕3号", "2021-01-02")
    assert (second.title, second.issuer) == ("甲市人民政府办公室关于印发工作方案的通知", "甲市人民政府办公室")


def test_repair_joins_chinese_and_keeps_latin_words() -> None:
    assert repair("细微颗粒物 (PM <sub>2.5</sub> ) 年均浓度") == "细微颗粒物(PM2.5)年均浓度"
    assert repair("社会发展  \n计划") == "社会发展计划"
    assert repair("## **第一章　总　　则**") == "第一章 总则"
    assert repair("王　伟　　副主席") == "王伟 副主席"
    assert repair("hello  world") == "hello world"


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="一二（）、。，：\n \t|#第条章关于的通知年月日同牵头负责1234567890甲乙市局政府〔〕2026号附件△*<b>",
        max_size=300,
    )
)
def test_any_text_parses_into_partitions(text: str) -> None:
    assert_partition(parse(source_of(text)))


@pytest.mark.parametrize("seed", range(12))
def test_shuffled_lines_of_real_papers_parse_into_partitions(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    pool = [line for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [
        line for start in chance.sample(range(len(pool)), 25) for line in pool[start : start + chance.randint(1, 5)]
    ]
    lines += chance.choices(["", "- 3 -", "\f", "|---|", "<!-- x -->", "（", "第一条", "任命："], k=8)
    chance.shuffle(lines)
    assert_partition(parse(source_of("\n".join(lines))))
