"""Tokens, and the lexical index over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.model import Chunk, Span
from vectorstore.entries import Entry
from vectorstore.errors import LexicalError
from vectorstore.lexical import LexicalIndex, Weights, update
from vectorstore.lexical_build import link
from vectorstore.tokens import tokens


def entry(id_: str, text: str, file: int = 1, document: int = 1, **more: str) -> Entry:
    names = more.pop("names", "")
    chunk = Chunk(id_, "d", Span(0, len(text)), text, text, more.pop("context", ""), label=more.pop("label", ""))
    return Entry(chunk, file, document, names)


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    update(
        tmp_path / "index",
        [],
        [
            entry("road", "新建农村公路30公里，投资18.7亿元"),
            entry("school", "改扩建学校12所", document=2),
            entry("flood", "加强防汛抗旱工作", file=2, document=3, context="应急管理", names="水利局"),
            entry("decree", "根据某政办〔2021〕15号文件办理", file=2, document=3, label="15"),
        ],
    )
    return LexicalIndex(tmp_path / "index")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公路", ["公", "路", "公路"]),
        ("農村", ["农", "村", "农村"]),
        ("郟县", ["郏", "县", "郏县"]),
        ("Rail Freight\nshare", ["rail", "freight", "share"]),
        ("18.7%", ["18.7%", "18.7"]),
        ("1,234.5", ["1234.5"]),
        ("ＧＤＰ", ["gdp"]),
        ("PM2.5", ["pm2.5", "pm", "2.5"]),
        ("39.5\t40", ["39.5", "40"]),
        ("公\n路", ["公", "路", "公路"]),
        ("，。！ ", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize("written", ["某政〔2026〕6号", "某政(2026)6号", "某政［2026］6号", "某政〔2026〕 6 号"])
def test_a_document_number_is_one_token_however_it_is_written(written: str) -> None:
    assert "某政(2026)6号" in tokens(written)
    assert "某政(2026)6号" in tokens(f"根据{written}文件")


def test_a_number_is_kept_with_what_it_counts() -> None:
    assert "95号" in tokens("第95号任务")
    assert "2026年" in tokens("２０２６年")
    assert "95号" not in tokens("195号")


def test_search_finds_by_characters_words_and_numbers(index: LexicalIndex) -> None:
    for query, best in [
        ("農村公路建多少", "road"),
        ("18.7亿元", "road"),
        ("学校", "school"),
        ("某政办(2021)15号", "decree"),
    ]:
        assert index.search(query, 4)[0][0] == best, query


def test_breadcrumb_and_names_are_searched_too(index: LexicalIndex) -> None:
    assert index.search("应急管理", 4)[0][0] == "flood"
    assert index.search("水利局", 4)[0][0] == "flood"
    assert index.search("水利局", 4, weights=Weights(label=0)) == []


def test_only_the_documents_asked_for(index: LexicalIndex) -> None:
    assert {id_ for id_, _ in index.search("公路学校", 4, documents=[2])} == {"school"}
    assert index.search("公路", 4, documents=[]) == []


def test_expansions_find_what_the_question_does_not_say(index: LexicalIndex) -> None:
    assert index.search("flood control", 4) == []
    assert index.search("flood control", 4, expansions=[("防汛", 0.8), ("学校", 0.1)])[0][0] == "flood"


def test_nothing_to_look_for(index: LexicalIndex) -> None:
    assert index.search("？！", 4) == []
    assert index.search('公路" OR *:* AND (', 4)[0][0] == "road"


def test_scores_fall(index: LexicalIndex) -> None:
    scores = [score for _, score in index.search("公路学校防汛", 4)]
    assert scores == sorted(scores, reverse=True)


def test_a_file_leaves_and_another_comes_in_one_step(tmp_path: Path, index: LexicalIndex) -> None:
    update(tmp_path / "index", [2], [entry("bridge", "新建桥梁2座", file=3)])
    after = LexicalIndex(tmp_path / "index")
    assert len(after) == 3
    assert after.holds("bridge")
    assert not after.holds("flood")
    assert index.holds("flood"), "an open searcher keeps what it opened"


def test_a_linked_copy_changes_without_its_origin(tmp_path: Path, index: LexicalIndex) -> None:
    before = len(index)
    link(tmp_path / "index", tmp_path / "copy")
    update(tmp_path / "copy", [1], [entry("bridge", "新建桥梁2座", file=3)])
    origin, copy = LexicalIndex(tmp_path / "index"), LexicalIndex(tmp_path / "copy")
    assert (before, len(origin), len(copy)) == (4, 4, 3)
    assert origin.search("公路", 4)[0][0] == "road"
    assert copy.search("公路", 4) == []


def test_a_damaged_index_is_an_error_of_ours(tmp_path: Path, index: LexicalIndex) -> None:
    (tmp_path / "index" / "meta.json").write_text("{")
    with pytest.raises(LexicalError):
        LexicalIndex(tmp_path / "index")
    with pytest.raises(LexicalError):
        LexicalIndex(tmp_path / "nothing")
    assert len(index) == 4
