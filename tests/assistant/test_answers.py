"""Questions on the bundled gazette with what a right answer says, lists and quotes; every one of them must hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from asking import Places, ask
from fastapi.testclient import TestClient

from eval.dataset import Question, read_set
from eval.score import score

QUESTIONS = read_set(Path(__file__).parents[1] / "data" / "answers.jsonl").questions


@pytest.fixture(scope="module")
def places(client: TestClient) -> Places:
    """The source as the API gives it."""
    return Places(client)


def test_the_set_is_broad() -> None:
    assert len(QUESTIONS) == 75
    assert set(Counter(question.outcome for question in QUESTIONS)) == {"answered", "not_found", "declined"}
    assert min(Counter(question.language for question in QUESTIONS).values()) >= 30
    assert len({question.kind for question in QUESTIONS}) >= 15


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question.id}-{question.kind}")
def test_the_answer_is_right_complete_and_cited(client: TestClient, places: Places, question: Question) -> None:
    answer = ask(client, *question.turns)
    found = score(question, answer, places.window)
    told = (
        f"{question.turns} -> {answer['outcome']}: {answer['answer']}\nmissing {found.missing}, surplus {found.surplus}"
    )
    assert found.right, told
    assert found.complete is not False, told
    assert found.cited is not False, told
    assert found.verbatim is not False, told
    assert found.supported, told
