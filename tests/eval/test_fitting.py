"""The weights of the evidence come from question sets and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant import relevance, signals
from assistant.settings import Settings
from eval.__main__ import main
from eval.dataset import read_set
from eval.fitting import cases, fit
from eval.target import Library

QUESTIONS = Path(__file__).parents[2] / "eval" / "questions" / "development3.jsonl"


@pytest.fixture(scope="module")
def library(gazette_home: Path) -> Library:
    return Library(Settings.from_environment({"GAZETTE_HOME": str(gazette_home)}))


def test_the_right_sentence_comes_first_more_often_than_by_words_alone(library: Library) -> None:
    """On questions that the weights were not made from: the other half of a set."""
    questions = read_set(QUESTIONS).questions
    learnt = cases(questions[::2], library)
    table = tomllib.loads(fit(learnt))
    rank = [table["rank"][feature] for feature in signals.FEATURES]
    asked = [c for c in cases(questions[1::2], library) if not c.hidden and c.gold.any()]
    by_words = sum(c.gold[c.features[:, signals.FEATURES.index("own")].argmax()] for c in asked)
    fitted = sum(c.gold[(c.features @ rank).argmax()] for c in asked)
    assert len(asked) > 15
    assert fitted > by_words


def test_a_question_robbed_of_its_sentence_counts_as_one_without_an_answer(library: Library) -> None:
    found = cases(read_set(QUESTIONS).questions[:20], library)
    hidden = [case for case in found if case.hidden]
    assert hidden
    assert not any(case.gold.any() for case in hidden)


def test_the_command_writes_what_the_reader_reads(
    tmp_path: Path, gazette_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAZETTE_HOME", str(gazette_home))
    target = tmp_path / "weights.toml"
    assert main(["fit", "--questions", str(QUESTIONS), "--out", str(target)]) == 0
    table = tomllib.loads(target.read_text("utf-8"))
    assert set(table["rank"]) == set(signals.FEATURES)
    assert set(table["chance"]) == {*signals.FEATURES, *relevance.LEADS}
    assert isinstance(table["bias"], float)
