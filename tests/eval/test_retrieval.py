"""The retrieval benchmark: what is measured, on what, and that our own search is what runs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.__main__ import main
from eval.dataset import Gold, Question, QuestionSet
from eval.retrieval.arms import ARMS, indexed, search
from eval.retrieval.collection import Collection, Place, Query, found_needs, whole
from eval.retrieval.gazette import questions
from eval.retrieval.measure import measure
from eval.retrieval.peers import PEERS, python_of
from eval.retrieval.peers import search as ask_peer
from eval.retrieval.public import reading_comprehension, tables, work_reports
from eval.retrieval.tune import Case, candidates, fit, goodness, report, unseen

TEXTS = {
    "桥": "县里今年要新建三座跨河大桥。",
    "树": "城区两侧道路栽种五百棵梧桐树。",
    "学校": "新建小学一所，扩建中学两所。",
}
QUERIES = tuple(
    Query(f"q{n}", text, language, "passage", whole(id_, TEXTS[id_]))
    for n, (id_, language, text) in enumerate(
        [("桥", "zh", "大桥建几座"), ("树", "zh", "梧桐树栽多少"), ("学校", "en", "中学")]
    )
)
COLLECTION = Collection("toy", TEXTS, QUERIES)


def _place(id_: str) -> Place:
    return Place(id_, 0, 3)


def test_measures_of_a_known_ranking() -> None:
    hits = {"q0": [_place("桥")], "q1": [_place("桥"), _place("树")], "q2": []}
    found = measure(QUERIES, hits)
    values = {name: metric["value"] for name, metric in found["metrics"].items()}
    assert values["R@1"] == pytest.approx(1 / 3)
    assert values["R@5"] == pytest.approx(2 / 3)
    assert values["RR@10"] == pytest.approx((1 + 1 / 2) / 3)
    assert found["by_language"]["en"]["metrics"]["R@10"]["value"] == 0.0
    assert found["by_language"]["zh"]["n"] == 2


def test_questions_for_a_set_are_told_from_those_for_one_place() -> None:
    places = tuple((Place("a", n, n + 1),) for n in range(4))
    asked = (Query("q0", "", "zh", "lookup_fact", places[:1]), Query("q1", "", "zh", "list", places))
    found = measure(asked, {"q0": [Place("a", 0, 1)], "q1": [Place("a", 1, 2)]})
    assert {reach: part["metrics"]["R@5"]["value"] for reach, part in found["by_reach"].items()} == {
        "zh, one place": 1.0,
        "zh, a set": 0.25,
    }
    assert found["metrics"]["Success@5"]["value"] == 1.0


def test_a_need_is_met_once_and_by_any_of_its_places() -> None:
    query = Query("q", "", "zh", "list", ((Place("a", 0, 5), Place("a", 50, 55)), (Place("a", 8, 9),)))
    hits = [Place("b", 0, 90), Place("a", 54, 90), Place("a", 0, 3), Place("a", 5, 9)]
    assert found_needs(query, hits) == [[], [0], [], [1]]


def test_our_own_search_finds_passages(tmp_path: Path) -> None:
    with indexed(COLLECTION, tmp_path / "home") as index:
        outcomes = {arm: search(index, tmp_path / "home", COLLECTION, arm) for arm in ARMS}
        assert index.tuning.sides["lexical"] > 0
        assert index.tuning.sides["dense"] > 0
    assert outcomes["ours"].chunks == 3
    assert outcomes["ours"].index_bytes > 10_000
    for arm in ("ours", "ours, lexical only"):
        assert measure(QUERIES, outcomes[arm].hits)["metrics"]["R@1"]["value"] == 1.0
    assert len(outcomes["ours, dense only"].hits["q0"]) == 3
    assert len(outcomes["ours, lexical only"].hits["q1"]) < 3  # nothing in common, no hit


def test_weights_are_found_on_one_half_and_judged_on_the_other() -> None:
    generator = np.random.default_rng(1)
    rows = generator.random((40, 12, 2))
    cases = [Case(QUERIES[0], row, np.eye(1, 12, int(row[:, 1].argmax()), dtype=bool).T) for row in rows]
    start = np.array([1.0, 0.1])
    fitted = fit(cases, start)
    assert fitted[1] / fitted[0] > 1, "only the second signal tells anything"
    assert goodness(cases, fitted) > goodness(cases, start)
    judged = unseen(cases, start, seed=1)
    assert len(judged) == len(cases)
    assert np.mean(judged, axis=0)[0] > 0.8
    assert "40 questions" in report(cases, ("noise", "signal"), {"noise": 1.0, "signal": 0.1})


def test_the_candidates_of_a_question_come_with_their_signals(tmp_path: Path) -> None:
    with indexed(COLLECTION, tmp_path / "home") as index:
        found = candidates(index, COLLECTION, ["lexical", "covered"])
    assert [case.query.id for case in found] == ["q0", "q1", "q2"]
    assert all(case.signals.shape == (3, 2) and case.meets.sum() == 1 for case in found)


def test_our_own_questions_need_their_gold() -> None:
    gold = (Gold("a.txt", "修桥"), Gold("a.txt", "种树"))
    asked = [
        Question("q1", ("谁修桥", "还有呢"), "zh", "task", "answered", gold=gold),
        Question("q2", ("谁",), "zh", "task", "answered", gold=(Gold("b.txt", "修桥"),)),
        Question("q3", ("谁",), "zh", "task", "not_found"),
    ]
    (found,) = questions([QuestionSet("dev", tuple(asked), True)], {"a.txt": "修桥，种树，修桥"})
    assert found.held_out
    assert [query.text for query in found.queries] == ["谁修桥 还有呢"]
    assert found.queries[0].needs[0] == (Place("a.txt", 0, 2), Place("a.txt", 6, 8))


def test_public_collections(tmp_path: Path) -> None:
    paragraph = {"id": "p", "context": "桥", "qas": [{"id": "q", "question": "什么"}]}
    (tmp_path / "cmrc2018_dev.json").write_text(json.dumps({"data": [{"paragraphs": [paragraph]}]}), "utf-8")
    (comprehension,) = reading_comprehension(tmp_path)
    assert (comprehension.documents, comprehension.queries[0].needs) == ({"p": "桥"}, ((Place("p", 0, 1),),))
    lines = ["2022\t老话\told words", "2024\t老话\told words", "2024\t新话\tnew words", '2025\t"引\t"quoted']
    (tmp_path / "parallel_gwr.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    first, second = work_reports(tmp_path)
    assert [query.text for query in first.queries] == ["new words"]
    assert list(second.documents.values()) == ['"引']
    table = {"table_id": "t", "cell_ID_matrix": [[0, 0], [1, 2]], "chinese_cell_value_list": ["表头", "桥", "三 "]}
    (tmp_path / "im_tqa_dev_tables.json").write_text(json.dumps([table]), "utf-8")
    asked = {"table_id": "t", "question_id": "1", "chinese_question": "几座", "english_question": "how many"}
    (tmp_path / "im_tqa_dev_questions.json").write_text(json.dumps([asked]), "utf-8")
    (found,) = tables(tmp_path)
    assert found.documents == {"t": "表头\n桥\t三"}
    assert {query.language for query in found.queries} == {"zh", "en"}


def test_the_command_names_what_it_skips(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GAZETTE_HOME", str(tmp_path / "home"))
    lines = ["2024\t新建三座大桥\tThree bridges will be built", "2024\t栽种梧桐树\tPlane trees will be planted"]
    (tmp_path / "parallel_gwr.tsv").write_text("\n".join(lines), "utf-8")
    asked = ["retrieval", "--data", str(tmp_path), "--only", "reports", "cmrc", "--peers", str(tmp_path / "none")]
    assert main([*asked, "--out", str(tmp_path / "out")]) == 0
    told = capsys.readouterr()
    assert "cmrc2018_dev.json is not in --data" in told.err
    assert "run `make peers`" in told.err
    report = json.loads((tmp_path / "out" / "retrieval.json").read_text("utf-8"))
    arms = report["collections"]["work report 2024"]["arms"]
    assert set(arms) == set(ARMS)
    assert arms["ours"]["latency_ms"]["p95"] > 0
    assert "<script src" not in (tmp_path / "out" / "retrieval.html").read_text("utf-8")
    assert "work report 2024: 2 documents" in (tmp_path / "out" / "retrieval.md").read_text("utf-8")


def test_peers_answer_the_same_questions() -> None:
    python = python_of(Path(".peers/venv"))
    if python is None:
        pytest.skip("there is no environment for the peers: run `make peers`")
    outcomes = {peer: ask_peer(python, COLLECTION, peer) for peer in PEERS}
    assert measure(QUERIES, outcomes["BM25Retriever with jieba"].hits)["metrics"]["R@1"]["value"] > 0.5
    assert all(outcome.chunks == 3 for outcome in outcomes.values())
