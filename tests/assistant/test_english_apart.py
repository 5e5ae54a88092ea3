"""English questions that set something apart, or ask for what two tasks share, a numbered paper or a kind of rows."""

from __future__ import annotations

import pytest
from asking import ask, labels
from fastapi.testclient import TestClient


def test_the_units_of_a_task_but_for_one(client: TestClient) -> None:
    answer = ask(client, "Other than the Education Bureau, who is responsible for task 113?")
    assert labels(answer) == ["市卫生健康委", "市财政局", "市人力资源社会保障局"]
    assert answer["answer"].startswith("Besides ")
    assert "Besides" not in ask(client, "who leads task 5")["answer"]


def test_the_units_that_two_tasks_have_in_common(client: TestClient) -> None:
    answer = ask(client, "Which units are responsible for both task 121 and task 16?")
    assert labels(answer) == ["市政府办公室", "国家金融监督管理总局平顶山监管分局", "人行平顶山市分行"]


def test_a_paper_by_its_number(client: TestClient) -> None:
    assert "平政(2026)7号" in ask(client, "Which document is number 7 of 2026?")["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "What is document number 12 of 2026 about?",
        "Who is not responsible for task 92?",
        "Which departments have nothing to do with task 30?",
        "When did the mayor visit Nanjing?",
        "How many rural 5G base stations are to be built in 2026?",
    ],
)
def test_what_is_not_there(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"


def test_the_rows_under_a_heading_and_those_of_growth(client: TestClient) -> None:
    assert len(labels(ask(client, "Which indicators are under the green development heading?"))) == 5
    assert len(labels(ask(client, "Which of the plan's growth indicators missed their 2025 targets?"))) == 9
