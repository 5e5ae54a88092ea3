"""The command line: what it prints, what it exits with, what it leaves alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import report
from ingest.__main__ import main
from ingest.model import Block, Document, Extract, Finding, Parsed, SourceFile, Span

ROOT = Path(__file__).parents[2]
TEXT = "关于开展检查的通知\n\n各单位：\n\n一、检查范围\n\n1.检查学校{count}所。（县教育局牵头，县财政局配合）\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process, with an empty home; gives exit code, output and errors."""
    for name in [name for name in os.environ if name.startswith("GAZETTE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GAZETTE_HOME", str(tmp_path / "home"))

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "in"
    (target / "2024").mkdir(parents=True)
    for number in (1, 2):
        (target / f"{number}.txt").write_text(TEXT.format(count=number), "utf-8")
    (target / "2024" / "1.txt").write_text(TEXT.format(count=9), "utf-8")
    (target / ".hidden.txt").write_text("不读", "utf-8")
    (target / "picture.png").write_bytes(b"\x89PNG")
    return target


def test_a_folder_is_taken_in_and_listed(run: Run, folder: Path) -> None:
    code, out, err = run(folder)
    assert (code, err) == (0, "")
    assert "1.txt: added" in out
    assert "1 task" in out
    assert out.endswith("3 added; the index is at version 1\n")
    assert [line.split("  ")[0] for line in run("list")[1].splitlines()] == ["1.txt", "2.txt", "2024/1.txt"]
    assert run(folder)[1].endswith("3 unchanged; the index is at version 1\n")


def test_a_pattern_and_a_file(run: Run, folder: Path) -> None:
    assert run(f"{folder}/*.txt")[1].endswith("2 added; the index is at version 1\n")
    (folder / "2.txt").write_text(TEXT.format(count=7), "utf-8")
    code, out, _ = run(folder / "2.txt")
    assert code == 0
    assert "2.txt: replaced" in out


def test_sync_and_remove(run: Run, folder: Path) -> None:
    run("--sync", folder)
    (folder / "2.txt").unlink()
    assert "2.txt: removed" in run("--sync", folder)[1]
    assert "1.txt: removed" in run("remove", "1.txt")[1]
    code, _, err = run("remove", "1.txt")
    assert code == 2
    assert "`python -m ingest list` shows what is" in err


def bad_file(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.txt"
    if kind == "empty":
        path.touch()
    if kind == "binary":
        path.write_bytes(bytes(range(256)) * 20)
    if kind == "undecodable":
        path.write_bytes(b"\xff\xfe\xfd\x81\x00\xd8" * 40 + b"\xff")
    return path


@pytest.mark.parametrize("kind", ["missing", "empty", "binary", "undecodable"])
def test_bad_input_is_named_and_changes_nothing(run: Run, folder: Path, tmp_path: Path, kind: str) -> None:
    run(folder)
    before = run("list")[1]
    code, out, err = run(folder / "1.txt", bad_file(tmp_path, kind))
    assert code == 2
    assert f"{kind}.txt" in err
    assert ":" in err.removeprefix("error: "), "a sentence with the remedy"
    assert out == ""
    assert run("list")[1] == before


def test_bad_files_of_a_folder_are_named_and_the_others_taken_in(run: Run, folder: Path) -> None:
    bad_file(folder, "empty")
    code, out, err = run("--jobs", "2", folder)
    assert code == 2
    assert err == "error: empty.txt is empty: check that it was copied whole.\n"
    assert out.endswith("3 added, 1 failed; the index is at version 1\n")


def test_nothing_there_yet(run: Run, tmp_path: Path) -> None:
    code, _, err = run("list")
    assert code == 2
    assert "run `python -m ingest PATH` first" in err
    assert not (tmp_path / "home").exists()
    (tmp_path / "hollow").mkdir()
    assert run(tmp_path / "hollow")[1] == "nothing to do; the index is at version 0\n"


def test_wrong_usage(run: Run, folder: Path) -> None:
    assert run()[0] == 2
    code, _, err = run("--jobs", "0", folder)
    assert code == 2
    assert "give 1 or more" in err


def test_an_unknown_setting_is_an_error(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAZETTE_HOEM", "x")
    code, _, err = run(folder)
    assert code == 2
    assert "unknown setting GAZETTE_HOEM: the known names are GAZETTE_HOME, GAZETTE_EMBEDDING" in err


def test_a_chroma_address_must_be_one(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAZETTE_CHROMA_URL", "localhost:8000")
    code, _, err = run(folder)
    assert code == 2
    assert "http://HOST:PORT" in err


def test_backup_and_restore(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    listed = run("list")[1]
    backup = tmp_path / "backup.sqlite3"
    assert run("backup", backup)[:2] == (0, "3 files backed up\n")
    assert sorted(p.name for p in tmp_path.glob("backup*")) == ["backup.sqlite3"]
    assert run("backup", backup)[0] == 2, "a backup is never written over"
    (folder / "1.txt").write_text(TEXT.format(count=99), "utf-8")
    (folder / "3.txt").write_text(TEXT.format(count=3), "utf-8")
    run(folder)
    code, out, _ = run("restore", backup)
    assert code == 0
    assert "3.txt: removed" in out
    assert run("list")[1] == listed
    monkeypatch.setenv("GAZETTE_HOME", str(tmp_path / "elsewhere"))
    assert run("restore", backup)[0] == 0
    assert run("list")[1] == listed
    for wrong in (folder / "1.txt", tmp_path / "nothing"):
        code, _, err = run("restore", wrong)
        assert code == 2
        assert str(wrong) in err
    assert run("list")[1] == listed


def test_rebuild(run: Run, folder: Path) -> None:
    run(folder)
    code, out, _ = run("rebuild", "--parse")
    assert code == 0
    assert out.endswith("3 replaced; the index is at version 2\n")


def test_reports(run: Run, tmp_path: Path) -> None:
    run(ROOT / "data" / "gazettes")
    name = run("list")[1].split("  ")[0]
    code, out, _ = run("report", name)
    assert code == 0
    assert "132 tasks" in out
    found = json.loads(run("report", name, "--json")[1])
    assert found["counts"]["records"]["task"] == 132
    assert found["left_out"]
    assert all({"text", "reason", "start", "end", "line"} <= set(block) for block in found["left_out"])
    page = tmp_path / "report.html"
    assert run("report", name, "--html", page)[0] == 0
    assert "http" not in page.read_text("utf-8"), "the page needs nothing else"
    assert run("report", "nothing")[0] == 2
    assert run("report", name, "--html", tmp_path / "no" / "folder.html")[0] == 2


def test_a_report_escapes_what_a_file_says() -> None:
    text = "<script>alert(1)</script>\n尾"
    parsed = Parsed(
        SourceFile("<b>.txt", "0" * 64, text.encode(), Extract(text, "text/plain")),
        (Document("d", "题", Span(0, 2)),),
        (Block("left_out", Span(26, 27), "<i>尾", reason="<u>"),),
        (),
        (),
        (Finding("warning", "characters", "<script>", Span(26, 27)),),
    )
    counts = {"documents": 1, "records": {}, "chunks": 0, "characters": 27, "findings": {"warning": 1}, "left_out": 1}
    page = report.as_html(parsed, counts)
    assert "<script>" not in page
    assert "<i>" not in page
    assert "&lt;script&gt;" in page
    assert "(line 2)" in report.as_text(parsed, counts)
    assert "1 warning" in report.summary(counts)


def test_as_a_program(folder: Path, tmp_path: Path) -> None:
    def start(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ingest", *map(str, arguments)]
        environment = {**os.environ, "GAZETTE_HOME": str(tmp_path / "a home with spaces")}
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert start(folder).stdout.endswith("3 added; the index is at version 1\n")
    failed = start(tmp_path / "nothing.txt")
    assert failed.returncode == 2
    assert failed.stderr.startswith("error: ")
    assert "Traceback" not in failed.stderr
