"""Lists under conditions: on a cell, on a role, on a place; ranks and sums; each complete, with its count."""

from __future__ import annotations

import pytest
from asking import ask, labels
from fastapi.testclient import TestClient

# A question and how many members its answer has.
COUNTED = [
    ("2026年计划按省下达计划执行的有几项指标", 7),
    ("Which indicators follow the plan issued by the province in 2026?", 7),
    ("哪些指标2026年没有具体数值", 8),
    ("2026年计划增速在7%以上的指标有哪些", 4),
    ("2026年计划带“左右”的指标有哪些", 9),
    ("计算单位是万吨的指标有哪些", 2),
    ("绿色发展类中按省下达计划执行的有几项指标", 5),
    ("How many indicators are in the green development category?", 5),
    ("How many items are on the extended list?", 39),
    ("80项那个名录里湛河区有哪些项目", 6),
    ("名字里有“传说”的项目有哪些", 11),
    ("既由市发改委牵头又有市财政局参与的任务有哪些", 2),
    ("市发展改革委和市财政局共同负责的任务有哪些", 9),
    ("Which tasks mention Ruzhou?", 5),
    ("叶县县政府参与的任务有哪些", 6),
    ("生态环境局要干哪些事", 12),
    ("What does the Ecology and Environment Bureau lead?", 2),
]


@pytest.mark.parametrize(("question", "count"), COUNTED)
def test_a_list_holds_all_that_meet_its_conditions(client: TestClient, question: str, count: int) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered"
    assert len(answer["items"]) == answer["receipt"]["matched"] == count


def test_places_are_counted_against_each_other_and_ranked(client: TestClient) -> None:
    assert "汝州市" in ask(client, "哪个县市申报的项目最多")["answer"]
    assert "更多" in ask(client, "宝丰县和郏县谁申报的项目多")["answer"]
    assert len(ask(client, "扩展名录按类别统计各有几项")["items"]) > 4


def test_the_largest_figure_is_told_with_its_row(client: TestClient) -> None:
    answer = ask(client, "2026年增速目标最高的指标是哪个")
    assert "全社会研发投入增速" in answer["answer"]
    assert "12%" in answer["answer"]


def test_a_sum_shows_its_computation(client: TestClient) -> None:
    answer = ask(client, "粮食产量和原煤产量2025年完成加起来是多少")
    assert answer["computed"][0]["expression"] in ("230 + 2684", "2684 + 230")
    assert labels(answer) == ["粮食产量", "原煤产量"]


def test_both_stages_are_told_where_both_are_asked(client: TestClient) -> None:
    answer = ask(client, "生产总值增速2025年计划多少，完成多少")["answer"]
    assert "6.5" in answer
    assert "5.4" in answer
