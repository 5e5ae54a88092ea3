"""What readers said becomes drafts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from contract_server import FILE, answer_of, quote_of

from eval.__main__ import main
from eval.dataset import Gold, read_set


def _feedback(home: Path, *entries: dict[str, Any] | str) -> None:
    lines = [entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False) for entry in entries]
    (home / "feedback.jsonl").write_text("\n".join(lines), "utf-8")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GAZETTE_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_drafts(home: Path, ending: str) -> None:
    answer = answer_of("answered", "甲局[1]", quotes=[quote_of("修桥三座")])
    _feedback(
        home,
        {"question": "谁修桥", "rating": "down", "time": "2026"},
        {"question": "谁修桥 ", "rating": "up", "answer": answer, "time": "2027"},
        {"question": "Who?", "rating": "down", "answer": "nobody", "comment": "wrong | year"},
    )
    out = home / f"drafts.{ending}"
    assert main(["feedback", "--out", str(out)]) == 0
    liked, disliked = read_set(out).questions
    assert (liked.turns, liked.language, liked.gold) == (("谁修桥",), "zh", (Gold(FILE, "修桥三座"),))
    assert liked.draft and disliked.draft
    assert (disliked.language, disliked.gold) == ("en", ())
    assert "wrong | year; answer was: nobody" in disliked.note


def test_a_follow_up_keeps_the_turns_before_it(home: Path) -> None:
    history = [{"role": "user", "content": "谁修桥"}, {"role": "assistant", "content": "甲局"}]
    _feedback(
        home, {"question": "花多少钱", "history": history, "rating": "down"}, {"question": "花多少钱", "rating": "up"}
    )
    assert main(["feedback", "--out", str(home / "drafts.jsonl")]) == 0
    assert [question.turns for question in read_set(home / "drafts.jsonl").questions] == [
        ("谁修桥", "花多少钱"),
        ("花多少钱",),
    ]


def test_without_feedback_the_remedy_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback"]) == 2
    assert "nobody has rated an answer yet" in capsys.readouterr().err
    _feedback(home, {"question": "谁", "rating": "up"}, "{}")
    assert main(["feedback"]) == 2
    assert "line 2: this is no feedback" in capsys.readouterr().err
