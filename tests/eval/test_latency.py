"""The latency command: an archive of about the size asked for, and a time for each question."""

from __future__ import annotations

from pathlib import Path

from eval.retrieval.latency import archive, measure

QUESTIONS = ["95号任务谁牵头", "Who leads task 95?", "粮食产量目标"]


def test_an_archive_grows_by_whole_issues_and_is_measured(tmp_path: Path) -> None:
    archive(tmp_path / "home", 800)
    found = measure(tmp_path / "home", QUESTIONS)
    assert 600 < found.chunks < 1000
    assert found.megabytes > 1
    assert len(found.index) == len(found.product) == len(QUESTIONS)
    assert 0 < min(found.index) < 1000
    assert "p95" in str(found)
