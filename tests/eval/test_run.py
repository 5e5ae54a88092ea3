"""A whole run against a server: report, resuming, the gate, held-out sets, errors."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from contract_server import FILE, Script, answer_of, quote_of

from eval.__main__ import main
from eval.dataset import Gold, Question, write_set

GOLD = (Gold(FILE, "修桥三座，投资25万元"),)
ASKED = [
    Question("q1", ("修桥谁牵头",), "zh", "task", "answered", accepted=(("甲局",),), gold=GOLD),
    Question("q2", ("修桥谁牵头", "花多少钱"), "zh", "followup", "answered", accepted=(("25万元",),), gold=GOLD),
    Question("q3", ("Who builds the port?",), "en", "unanswerable", "not_found"),
    Question("q4", ("elsewhere?",), "en", "task", "answered", corpus="other", gold=(Gold("other.txt", "somewhere"),)),
    Question("q5", ("unfinished?",), "en", "task", "answered", draft=True),
]


@pytest.fixture
def good(script: Script) -> Script:
    script.answers = {
        "修桥谁牵头": answer_of("answered", "甲局牵头[1]", quotes=[quote_of("修桥三座")]),
        "花多少钱": answer_of("answered", "25万元[1]", quotes=[quote_of("投资25万元")]),
        "Who builds the port?": answer_of("not_found", "The document does not say who builds a port."),
    }
    return script


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GAZETTE_HOME", str(tmp_path / "home"))
    write_set(tmp_path / "set.jsonl", ASKED)
    return tmp_path / "home"


def _run(script: Script, home: Path, *more: str) -> int:
    return main(["run", "--url", script.url, "--questions", str(home.parent / "set.jsonl"), *more])


def _report(home: Path) -> tuple[Path, dict[str, Any]]:
    folder = max((home / "reports").iterdir())
    return folder, json.loads((folder / "report.json").read_text("utf-8"))


def test_a_run_writes_its_reports(good: Script, home: Path) -> None:
    assert _run(good, home) == 0
    folder, report = _report(home)
    summary = report["sets"]["set"]
    assert summary["n"] == 3
    assert summary["skipped"] == {"its files are not in the index": 1, "still a draft": 1}
    assert summary["metrics"]["strict"]["value"] == 1.0
    assert summary["metrics"]["recall@1"]["value"] == 1.0
    assert summary["latency_ms"]["p50"] == 2.5
    assert set(summary["by_language"]) == {"zh", "en"}
    assert summary["failures"] == []
    page = (folder / "report.html").read_text("utf-8")
    assert '<span lang="zh">严格正确</span><span lang="en">strict</span>' in page
    assert "--v:100.0%" in page
    assert "<script" not in page and "<link" not in page and "http" not in page.replace(good.url, "")
    assert "| strict |" in (folder / "report.md").read_text("utf-8").replace("| n |", "|")
    history = next(asked["history"] for asked in good.asked if asked["question"] == "花多少钱")
    assert history == [{"role": "user", "content": "修桥谁牵头"}]


def test_a_generated_question_is_asked_of_its_own_file(good: Script, home: Path) -> None:
    write_set(home.parent / "set.jsonl", [ASKED[0], replace(ASKED[0], id="g1", corpus=FILE, generated=True)])
    assert _run(good, home) == 0
    assert sorted(asked["documents"] for asked in good.asked) == [[], ["d"]]


def test_a_failure_is_told_with_its_stage(good: Script, home: Path) -> None:
    good.answers["花多少钱"] = answer_of("not_found", "没有<b>")
    del good.answers["Who builds the port?"]  # the server answers 500
    assert _run(good, home, "--jobs", "3") == 0
    folder, report = _report(home)
    told = {entry["id"]: entry for entry in report["sets"]["set"]["failures"]}
    assert {id_: entry["stage"] for id_, entry in told.items()} == {"q2": "refused", "q3": "error"}
    assert told["q2"]["expected"]["accepted"] == [["25万元"]]
    assert "没有&lt;b&gt;" in (folder / "report.html").read_text("utf-8")


def test_an_interrupted_run_goes_on(good: Script, home: Path) -> None:
    out = home.parent / "out"
    assert _run(good, home, "--out", str(out)) == 0
    lines = (out / "results.jsonl").read_text("utf-8").splitlines()
    (out / "results.jsonl").write_text("\n".join([*lines[:2], lines[2][:40]]), "utf-8")
    (out / "report.json").unlink()
    good.asked.clear()
    assert _run(good, home, "--out", str(out)) == 0
    assert [asked["question"] for asked in good.asked] == ["Who builds the port?"]
    assert json.loads((out / "report.json").read_text("utf-8"))["sets"]["set"]["n"] == 3
    good.asked.clear()
    assert _run(good, home, "--out", str(out)) == 0
    assert len(good.asked) == 3  # a finished run is not resumed: the program may be another one by now


def test_nothing_of_a_held_out_set_is_written(good: Script, home: Path) -> None:
    good.answers["修桥谁牵头"] = answer_of("not_found", "没有")
    assert _run(good, home, "--quiet-questions") == 0
    folder, report = _report(home)
    assert report["sets"]["set"]["metrics"]["strict"]["value"] == pytest.approx(2 / 3)
    written = "".join(path.read_text("utf-8") for path in folder.iterdir() if path.suffix != ".html")
    page = (folder / "report.html").read_text("utf-8")
    assert not [text for question in ASKED for text in (*question.turns, question.id) if text in written]
    assert not [text for question in ASKED for text in question.turns if text in page]


def test_the_gate_fails_on_a_loss(good: Script, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = [Question(f"q{n}", (f"第{n}问",), "zh", "task", "answered", accepted=(("甲局",),)) for n in range(8)]
    write_set(home.parent / "set.jsonl", many)
    good.answers = {question.turns[0]: answer_of("answered", "甲局") for question in many}
    base = home.parent / "baseline.json"
    assert _run(good, home, "--write-baseline", str(base)) == 0
    assert _run(good, home, "--gate", str(base)) == 0
    for question in many[:2]:
        good.answers[question.turns[0]] = answer_of("answered", "乙局")
    assert _run(good, home, "--gate", str(base)) == 0  # two of eight may be noise
    for question in many[:6]:
        good.answers[question.turns[0]] = answer_of("answered", "乙局")
    assert _run(good, home, "--gate", str(base)) == 1
    assert "6 questions lost and 0 gained" in capsys.readouterr().err


def test_the_gate_fails_where_a_quote_is_not_verbatim(good: Script, home: Path) -> None:
    base = home.parent / "baseline.json"
    assert _run(good, home, "--write-baseline", str(base)) == 0
    wrong = {**quote_of("投资25万元"), "text": "投资26万元"}
    good.answers["花多少钱"] = answer_of("answered", "25万元[1]", quotes=[quote_of("修桥三座"), wrong])
    assert _run(good, home, "--gate", str(base)) == 1


def test_the_gate_over_a_held_out_set_knows_totals_alone(good: Script, home: Path) -> None:
    base = home.parent / "baseline.json"
    assert _run(good, home, "--quiet-questions", "--write-baseline", str(base)) == 0
    kept = json.loads(base.read_text("utf-8"))["sets"]["set"]
    assert (kept["n"], kept["passed"]) == (3, 3)
    assert "questions" not in kept
    assert _run(good, home, "--quiet-questions", "--gate", str(base)) == 0
    write_set(home.parent / "set.jsonl", ASKED[:2])
    assert _run(good, home, "--quiet-questions", "--gate", str(base)) == 1  # fewer questions cannot be compared


def test_errors_name_the_remedy(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions = ["--questions", str(home.parent / "set.jsonl")]
    assert main(["run", "--url", "http://127.0.0.1:9", *questions]) == 2
    assert "start it with `make run`" in capsys.readouterr().err
    assert main(["run", "--url", "127.0.0.1:9", *questions]) == 2
    assert main(["run", "--gate", str(home / "none.json"), *questions]) == 2
    assert "--write-baseline" in capsys.readouterr().err
    assert main(["run", "--questions", str(home / "none.jsonl")]) == 2
    assert "cannot be read" in capsys.readouterr().err
