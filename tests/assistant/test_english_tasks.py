"""English questions on numbered tasks, their units and sections, and on lists: every constraint said in other words."""

from __future__ import annotations

import pytest
from asking import ask, labels
from fastapi.testclient import TestClient

LISTED = [
    ("Which assignments does 市商务局, the commerce authority, head (牵头), not merely share?", "4 22 44 65"),
    (
        "Go through the assignments and give me each one with 市残联 (the federation for people with disabilities).",
        "99 112 131",
    ),
    ("On which assignments is the city management (chengguan) bureau the lead unit?", "34 35 68 69 75 98"),
    ("Which priority assignments does the police authority lead?", "125 126"),
    ("Which items name the water authority among the bodies in charge, lead or not?", "7 19 48 56 74 89 115"),
    (
        "The assignments that landed on the statistics office, whether leading or sharing: list them.",
        "10 21 22 130 132",
    ),
    ("In Part VI, which items have the agriculture bureau as the one and only unit?", "47 51 53 58 60 61"),
    ("Which assignments in Part V does the commerce bureau lead?", "44"),
    ("Give me the items in the ninth section.", " ".join(map(str, range(87, 99)))),
    (
        "Which assignments does the farming bureau head? Don't count the ones it only takes part in.",
        "47 51 53 58 60 61 97",
    ),
]


@pytest.mark.parametrize(("question", "numbers"), LISTED)
def test_lists_keep_every_constraint(client: TestClient, question: str, numbers: str) -> None:
    assert labels(ask(client, question)) == numbers.split()


COUNTED = [
    ("The finance bureau shares the work on some assignments but doesn't head them. What's the count?", "16"),
    (
        "How many assignments is the development and reform commission expressly the lead of? Ignore those it shares.",
        "9",
    ),
    ("Parts II to IV: how many assignments altogether?", "26"),
    ("What number of assignments list the forestry bureau?", "1 of 132"),
    ("Annex 1 only, leaving the expanded projects aside: what's the tally for Xinhua District?", "10"),
    ("Annex 1: counting each code just once, how many distinct item codes are there?", "77"),
    ("Which of the classes in annex 1 is the most numerous?", "32"),
]


@pytest.mark.parametrize(("question", "number"), COUNTED)
def test_counts_keep_every_constraint(client: TestClient, question: str, number: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered"
    assert number in answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "Tell me the content of No. 127 in the list of key tasks.",
        "Item one hundred and twenty-seven of the priority assignments: what is it about?",
        "The one hundred and twenty-seventh task: what does it say?",
        "Number 127 - what's it about?",
    ],
)
def test_a_task_is_named_by_its_number_in_any_form(client: TestClient, question: str) -> None:
    answer = ask(client, question)
    assert "国防教育" in answer["answer"]
    assert len(answer["quotes"]) == 1


@pytest.mark.parametrize(
    "question",
    [
        "Which tasks have been completed?",
        "Which tasks will be dropped?",
        "How many tasks are led by the provincial government?",
        "Pick out every assignment in which the audit bureau is named.",
        "Tell me about key task one hundred and thirty-three.",
        "What is No. 1 High School's task?",
    ],
)
def test_all_tasks_are_no_answer(client: TestClient, question: str) -> None:
    assert len(labels(ask(client, question))) < 100


def test_a_follow_up_for_the_numbers_keeps_the_role(client: TestClient) -> None:
    first = "On how many of the key work items is the police (Public Security Bureau) the lead unit?"
    assert labels(ask(client, first, "And what are their numbers?")) == ["125", "126"]
    shared = labels(ask(client, "How many tasks does the police share?", "Which numbers?"))
    assert len(shared) == 5


def test_a_follow_up_by_a_bare_number_is_of_the_same_list(client: TestClient) -> None:
    answer = ask(client, "No. 84: what's it about and who has charge of it?", "and 85?")
    assert "市文明办" in answer["answer"]
