"""Two runs side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from contract_server import Script, answer_of

from eval.__main__ import main
from eval.dataset import Question, write_set

QUESTIONS = [Question(f"q{n}", (f"第{n}问",), "zh", "task", "answered", accepted=(("甲局",),)) for n in range(12)]


def _answers(right: set[int]) -> dict[str, dict[str, object]]:
    return {f"第{n}问": answer_of("answered", "甲局" if n in right else "乙局", elapsed_ms=n) for n in range(12)}


@pytest.fixture
def runs(script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A run with questions 0 and 1 right, and one with all but question 0."""
    monkeypatch.setenv("GAZETTE_HOME", str(tmp_path))
    write_set(tmp_path / "set.jsonl", QUESTIONS)
    folders = (tmp_path / "a", tmp_path / "b")
    for folder, right in zip(folders, ({0, 1}, set(range(1, 12))), strict=True):
        script.answers = _answers(right)
        ask = ["run", "--url", script.url, "--questions", str(tmp_path / "set.jsonl"), "--out", str(folder)]
        assert main(ask) == 0
    return folders


def test_what_changed_is_listed_and_tested(runs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *map(str, runs)]) == 0
    found = json.loads((runs[1] / "comparison.json").read_text("utf-8"))["sets"]["set"]
    assert [entry["id"] for entry in found["worse"]] == ["q0"]
    assert [entry["id"] for entry in found["better"]] == [f"q{n}" for n in range(2, 12)]
    assert found["metrics"]["strict"]["p"] < 0.05
    assert found["metrics"]["supported"]["p"] == 1.0
    assert found["latency_ms"]["after"]["p50"] == 5.5
    assert "1 worse" in capsys.readouterr().out
    page = (runs[1] / "comparison.html").read_text("utf-8")
    assert '<span lang="en">better</span>: 10' in page
    assert "<script" not in page


def test_only_the_questions_of_both_runs_count(runs: tuple[Path, Path]) -> None:
    kept = (runs[0] / "results.jsonl").read_text("utf-8").splitlines()[:4]
    (runs[0] / "results.jsonl").write_text("\n".join(kept), "utf-8")
    assert main(["compare", *map(str, runs)]) == 0
    found = json.loads((runs[1] / "comparison.json").read_text("utf-8"))["sets"]["set"]
    strict = found["metrics"]["strict"]
    assert (strict["before"]["value"], strict["after"]["value"], strict["after"]["n"]) == (0.5, 0.75, 4)
    assert found["latency_ms"]["after"]["p50"] == 1.5


def test_of_a_held_out_set_only_totals_are_compared(runs: tuple[Path, Path]) -> None:
    for folder in runs:
        (folder / "results.jsonl").unlink()
    assert main(["compare", *map(str, runs)]) == 0
    found = json.loads((runs[1] / "comparison.json").read_text("utf-8"))["sets"]["set"]
    assert found["metrics"]["strict"]["p"] is None
    assert found["metrics"]["strict"]["after"]["value"] == pytest.approx(11 / 12)
    assert found["better"] == []


def test_runs_of_other_sets_are_refused(runs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads((runs[0] / "report.json").read_text("utf-8"))
    report["sets"] = {"other": report["sets"]["set"]}
    (runs[0] / "report.json").write_text(json.dumps(report), "utf-8")
    assert main(["compare", *map(str, runs)]) == 2
    assert "no question set in common" in capsys.readouterr().err
    assert main(["compare", str(runs[0]), str(runs[0] / "nothing")]) == 2
