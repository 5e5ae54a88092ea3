"""Hybrid search, its parts, and the index as a LangChain retriever."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document

from ingest.fold import fold
from ingest.model import Chunk, Parsed, Span
from vectorstore.asking import content
from vectorstore.evidence import Evidence
from vectorstore.fusion import points
from vectorstore.hybrid import Tuning
from vectorstore.index import Index
from vectorstore.ranking import Looks
from vectorstore.search import GazetteRetriever

LEXICAL = [("a", 0.8), ("b", 0.4), ("c", 0.2)]
DENSE = [("b", 0.9), ("d", 0.5), ("a", -0.1)]


def test_scores_are_taken_as_they_are_but_not_below_nothing() -> None:
    found = points({"lexical": LEXICAL, "dense": DENSE})
    assert found["b"] == {"lexical": 0.4, "dense": 0.9}
    assert found["a"] == {"lexical": 0.8, "dense": 0.0}
    assert found["d"] == {"lexical": 0.0, "dense": 0.5}


def test_what_a_cut_list_lacks_stood_at_most_where_it_was_cut() -> None:
    found = points({"lexical": LEXICAL, "dense": DENSE[:2]}, cut=3)
    assert found["d"] == {"lexical": 0.2, "dense": 0.5}
    assert found["c"] == {"lexical": 0.2, "dense": 0.0}


def test_reciprocal_ranks_look_at_the_place_only() -> None:
    found = points({"lexical": LEXICAL, "dense": DENSE}, "ranks")
    assert found["b"] == pytest.approx({"lexical": 60 / 62, "dense": 60 / 61})


def test_lists_of_nothing_and_of_one() -> None:
    assert points({"lexical": [], "dense": []}) == {}
    assert points({"lexical": [("a", 0.5)], "dense": []}) == {"a": {"lexical": 0.5, "dense": 0.0}}


@pytest.mark.parametrize(
    ("question", "passage", "share"),
    [
        ("2026年占比18.7%吗", "到２０２６年占比提升至18.7%", 1.0),
        ("2026年占比18.7%吗", "到2025年占比提升至18.7%", 0.5),
        ("增长5%的是什么", "增长25%以上", 0.0),
        ("《重点任务分工》何时印发", "关于印发重点任务\n分工的通知", 1.0),
        ("谁负责", "县水利局负责", 0.0),
    ],
)
def test_evidence_is_exact(question: str, passage: str, share: float) -> None:
    assert Evidence.of(question).share(fold(passage)) == share


@pytest.mark.parametrize(
    ("question", "label", "meant"),
    [
        ("第95项任务谁牵头", "95", True),
        ("95号任务是什么", "95", True),
        ("what does task 95 say", "95", True),
        ("Article 12 of the regulation", "12", True),
        ("95号任务是什么", "9", False),
        ("增长95%的是什么", "95", False),
        ("编号95的任务", "95", True),
        ("某局牵头的8项任务", "8", False),
        ("某政〔2026〕6号", "6", True),
        ("When was notice No. 6 dated?", "6", False),
        ("4月3号有几件事", "2026-04-03", True),
        ("4月3号有几件事", "2026-04-13", False),
        ("4月3号有几件事", "3", False),
        ("四月三号那天记了几件事", "2026-04-03", True),
        ("3月25号到28号记了什么", "2026-03-27", True),
        ("3月25号到28号记了什么", "2026-03-29", False),
        ("What happened on 19 April?", "2026-04-19", True),
        ("2025年4月3日的会", "2026-04-03", False),
        ("3月有什么会", "2026-03-01", False),
    ],
)
def test_a_question_names_an_item_or_a_day(question: str, label: str, meant: bool) -> None:
    chunk = Chunk("c", "d", Span(0, 1), "文", "文", "", label=label)
    assert Evidence.of(question).labels(chunk) is meant


@pytest.mark.parametrize(
    ("question", "heading", "meant"),
    [
        ("第二部分包括哪些任务", "二、强化创新驱动", True),
        ("第二部分包括哪些任务", "十二、强化创新驱动", False),
        ("tasks under part nine", "## 九、加力绿色转型", True),
        ("section 4 of the notice", "第四章　法律责任", True),
        ("part of the plan", "一、总体要求", False),
    ],
)
def test_a_question_names_a_section(question: str, heading: str, meant: bool) -> None:
    chunk = Chunk("c", "d", Span(0, 1), "文", "文", "", path=("某通知", heading))
    assert Evidence.of(question).labels(chunk) is meant


@pytest.mark.parametrize(
    ("question", "passage", "answers"),
    [
        ("通知是哪天发的", "某市政府2026年3月20日", True),
        ("通知是哪天发的", "各县政府", False),
        ("How many schools will be built?", "新建学校12所", True),
        ("修路归谁管", "（县交通局牵头负责）", True),
        ("介绍一下情况", "新建学校12所", False),
    ],
)
def test_a_passage_has_the_kind_of_thing_that_is_asked_for(question: str, passage: str, answers: bool) -> None:
    chunk = Chunk("c", "d", Span(0, 1), passage, passage, "")
    assert (Looks.of(question, {}).at(chunk, passage, passage)["answer"] > 0) is answers


def test_words_that_only_ask_are_not_searched_for() -> None:
    assert content("请问小水库清淤是谁负责的").split() == ["小水库清淤", "负责"]
    assert content("有哪些").strip(), "nothing else was said"


def test_a_hit_says_what_its_score_is_made_of(index: Index) -> None:
    for question in ("第49项任务由谁牵头", "What is task 49 about?"):
        (hit,) = index.search(question, 1)
        weights = index.tuning.weights(question)
        assert hit.signals["label"] == 1.0
        assert hit.score == pytest.approx(sum(weights[name] * value for name, value in hit.signals.items()))


def test_the_number_of_a_task_brings_it_first(index: Index) -> None:
    for question in ("第49项任务由谁牵头", "What is task 49 about?"):
        assert index.search(question, 1)[0].chunk.label == "49"


def test_an_english_question_finds_chinese(index: Index) -> None:
    assert any("铁路" in hit.chunk.reading for hit in index.search("rail freight share", 3))
    assert all("lexical" not in hit.ranks for hit in index.search("rail freight share", 3, expansions=()))


def test_a_task_is_found_by_its_own_words(index: Index, gazette: Parsed) -> None:
    tasks = [record for record in gazette.records if record.kind == "task"]
    missed = []
    for task in tasks[::4]:
        hits = index.search(task.text[:40], 5)
        if not any(hit.chunk.span.start <= task.span.start < hit.chunk.span.end for hit in hits):
            missed.append(task.label)
    assert not missed


def test_ranks_say_which_side_found_it(index: Index) -> None:
    hits = index.search("加快建设高速公路出入口", 10)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(set(hit.ranks) <= {"lexical", "dense"} and hit.ranks for hit in hits)
    assert any(len(hit.ranks) == 2 for hit in hits)


def test_only_the_documents_asked_for(index: Index) -> None:
    first, last = index.documents[0].id, index.documents[-1].id
    assert {hit.chunk.document_id for hit in index.search("项目", 20, documents=[first])} == {first}
    assert {hit.chunk.document_id for hit in index.search("项目", 20, documents=[first, last])} <= {first, last}
    assert index.search("项目", 20, documents=[]) == []
    assert index.search("项目", 20, documents=["no such document"]) == []


def test_a_question_without_anything_to_look_for(index: Index) -> None:
    assert index.search("？？", 5) == []


def test_the_same_question_finds_the_same(index: Index) -> None:
    assert index.search("粮食产量", 10) == index.search("粮食产量", 10)


def test_expansions_reach_both_sides(index: Index) -> None:
    plain = index.search("grain", 3, expansions=())
    expanded = index.search("grain", 3, expansions=[("粮食产量", 1.0)])
    assert "粮食" in expanded[0].chunk.reading
    assert {side for hit in expanded for side in hit.ranks} == {"lexical", "dense"}
    assert all("lexical" not in hit.ranks for hit in plain)


def test_one_side_alone(index: Index) -> None:
    tuning = index.tuning
    try:
        for side in ("lexical", "dense"):
            index.tuned(Tuning(sides={side: 1.0}, foreign={}))
            assert all(set(hit.ranks) == {side} for hit in index.search("粮食产量", 5))
    finally:
        index.tuned(tuning)


def test_the_retriever_gives_documents_that_say_where_they_stand(index: Index) -> None:
    retriever = GazetteRetriever(index=lambda: index, k=4)
    found = retriever.invoke("全年粮食产量")
    assert len(found) == 4
    assert len(retriever.invoke("全年粮食产量", k=2)) == 2
    for document in found:
        assert isinstance(document, Document)
        source = index.file_of(document.metadata["document"])
        assert document.id
        assert source.text[document.metadata["start"] : document.metadata["end"]] == document.page_content
        assert document.metadata.keys() >= {"file", "start", "end", "label", "kind", "path", "score", "ranks"}
