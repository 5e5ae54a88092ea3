"""Hybrid search, its parts, and the index as a LangChain retriever."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document

from ingest.fold import fold
from ingest.model import Parsed
from vectorstore.evidence import Evidence
from vectorstore.fusion import fuse
from vectorstore.hybrid import Tuning
from vectorstore.index import Index
from vectorstore.search import GazetteRetriever

LEXICAL = [("a", 8.0), ("b", 4.0), ("c", 2.0)]
DENSE = [("b", 0.9), ("d", 0.5), ("a", 0.1)]
EVEN = {"lexical": 0.5, "dense": 0.5}


def test_scores_are_normalised_before_they_are_added() -> None:
    fused = fuse({"lexical": LEXICAL, "dense": DENSE}, EVEN, {"lexical": 0.0})
    assert fused == pytest.approx({"a": 0.5, "b": 0.25 + 0.5, "c": 0.125, "d": 0.25})


def test_weights_decide() -> None:
    only = fuse({"lexical": LEXICAL, "dense": DENSE}, {"lexical": 1.0, "dense": 0.0}, {"lexical": 0.0})
    assert max(only, key=lambda id_: only[id_]) == "a"


def test_reciprocal_ranks_look_at_the_place_only() -> None:
    fused = fuse({"lexical": LEXICAL, "dense": DENSE}, {"lexical": 1.0, "dense": 1.0}, {}, "ranks")
    assert fused["b"] == pytest.approx(1 / 62 + 1 / 61)
    assert fused["a"] == pytest.approx(1 / 61 + 1 / 63)


def test_lists_of_nothing_and_of_one() -> None:
    assert fuse({"lexical": [], "dense": []}, EVEN, {}) == {}
    assert fuse({"lexical": [("a", 3.0)], "dense": []}, EVEN, {}) == {"a": 0.5}


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
    plain = index.search("grain", 3)
    expanded = index.search("grain", 3, expansions=[("粮食产量", 1.0)])
    assert "粮食" in expanded[0].chunk.reading
    assert expanded[0].ranks.keys() == {"lexical", "dense"}
    assert all("lexical" not in hit.ranks for hit in plain)


def test_one_side_alone(index: Index) -> None:
    tuning = index.tuning
    try:
        for side in ("lexical", "dense"):
            index.tuned(Tuning(sides={side: 1.0}))
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
