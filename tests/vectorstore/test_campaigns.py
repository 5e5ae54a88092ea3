"""The long campaigns of `make bench`: a hundred kills, two hundred issues."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eval.crash import campaign
from eval.scale import scale
from eval.synthetic import synthetic_issues
from ingest.model import Parsed

pytestmark = pytest.mark.slow
GAZETTES = Path(__file__).parents[2] / "data" / "gazettes"
KILLS = 100
ISSUES = 200


def show(capsys: pytest.CaptureFixture[str], *lines: str) -> None:
    """What was measured is printed whether or not the test fails."""
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")


def test_killed_a_hundred_times(tmp_path: Path, gazette: Parsed, capsys: pytest.CaptureFixture[str]) -> None:
    issues = tmp_path / "issues"
    issues.mkdir()
    for name, text in synthetic_issues(gazette.source.text, (), 4):
        (issues / name).write_text(text, "utf-8")
    paths = sorted(issues.iterdir())
    result = campaign(tmp_path / "home", paths[:2], paths[2:], KILLS)
    said = f"killed {result.killed} of {KILLS} runs, {result.published} had published; {len(result.faults)} faults"
    show(capsys, said)
    assert not result.faults


def test_two_hundred_issues(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (gazette,) = GAZETTES.glob("*.txt")
    result = scale(tmp_path / "scale", gazette, ISSUES)
    added = sorted(run.seconds for run in result.added)
    runs = {name: getattr(result, name) for name in ("bundled", "half", "whole", "alone")}
    runs |= {f"added {number}": run for number, run in enumerate(result.added, 1)}
    show(capsys, *(f"{name}: {run}" for name, run in runs.items()))
    assert result.whole.seconds < 2.3 * result.half.seconds, "no worse than linear"
    assert added[len(added) // 2] < 2 * result.alone.seconds
    assert max(run.megabytes for run in (result.whole, *result.added)) < 1000
