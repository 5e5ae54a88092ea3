"""English questions of two figures, of what became of a plan, and turns on the roles of a unit, in everyday words."""

from __future__ import annotations

import pytest
from asking import ask, labels
from fastapi.testclient import TestClient

PAIRS = [
    ("Give me a pair of numbers: new heating area and rural roads to be built or rebuilt.", "150万平方米", "220公里"),
    ("Two values: the 2025 estimate for grain output, and the 2025 estimate for raw coal.", "230万吨", "2684万吨"),
    ("For the sixth batch, tell me the size of the main list and the size of the expansion list.", "80", "39"),
    ("How come total imports and exports failed to reach the planned level in 2025?", "60.7亿元", "The plan was met"),
    ("What is behind the 2025 grain harvest missing its target?", "230万吨", "The plan was met"),
    ("How far short of plan, in percentage points, was fixed-asset investment in 2025?", "4.9", "8%"),
    ("Strategic emerging industries undershot the plan in 2025. Give the gap, in points.", "9.6", "5.4%"),
    ("Of the three sectors of the economy, which one expanded the least in 2025?", "第一产业", "3.9%"),
]
TURNS = [
    (("What was the 2025 plan for days with good air?", "Did the city make it?"), "270天"),
    (("What rate did the 2025 plan give for industrial value added?", "Did they deliver?"), "The plan was met"),
    (("How many complete communities are planned?", "Who leads on that last one?"), "市商务局"),
]
ROLES = [
    ("What does the Justice Bureau lead among the key tasks?", "OK, and where is it a joint or supporting unit?"),
    ("What does the Justice Bureau lead among the key tasks?", "And where is it a supporting unit?"),
]


@pytest.mark.parametrize(("question", "one", "other"), PAIRS)
def test_both_figures_are_told(client: TestClient, question: str, one: str, other: str) -> None:
    answer = ask(client, question)["answer"]
    assert one in answer
    assert other in answer


@pytest.mark.parametrize(("turns", "told"), TURNS)
def test_a_turn_of_no_words_of_its_own_is_of_the_matter_before(
    client: TestClient, turns: tuple[str, ...], told: str
) -> None:
    assert told in ask(client, *turns)["answer"]


@pytest.mark.parametrize("turns", ROLES)
def test_another_role_of_the_unit_is_not_read_of_the_one_task_before(
    client: TestClient, turns: tuple[str, ...]
) -> None:
    assert labels(ask(client, *turns)) == ["26", "38", "105", "122", "124"]


def test_other_tasks_of_the_unit_that_leads_one(client: TestClient) -> None:
    assert labels(ask(client, "Which unit leads task 95?", "Right, and what else does it lead?")) == ["30", "31", "54"]


def test_rows_that_are_named_are_put_in_order(client: TestClient) -> None:
    found = labels(ask(client, "Rank the three industries by their 2025 growth."))
    assert found == ["第三产业增速", "第二产业增速", "第一产业增速"]


def test_parks_of_a_task_are_listed(client: TestClient) -> None:
    answer = ask(client, "Which parks are named for the park economy?")
    assert labels(answer) == ["河滨公园", "白鹭洲湿地公园", "山顶公园"]


@pytest.mark.parametrize(
    "turns",
    [
        ("What was the plan for robots in 2025?", "Did the city make it?"),
        ("Which parks will charge an entrance fee?",),
        ("Why did tourism revenue fail to reach its planned level in 2025?",),
    ],
)
def test_what_is_not_said_stays_silent(client: TestClient, turns: tuple[str, ...]) -> None:
    assert ask(client, *turns)["outcome"] == "not_found"
