"""Question sets: what is read, what is refused and with which sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.dataset import DatasetError, Gold, Question, read_set, write_set
from eval.session import bundled_sets
from eval.sheet import write_sheet

GOOD: dict[str, Any] = {"id": "q1", "turns": ["谁牵头？"], "language": "zh", "kind": "task", "outcome": "answered"}
FULL = Question(
    id="q2",
    turns=("谁牵头？", "还有呢？"),
    language="zh",
    kind="list",
    outcome="answered",
    accepted=(("甲局", "A局"), ("25%", "25％")),
    forbidden=("乙局",),
    items=("1", "2"),
    matched=2,
    gold=(Gold("notice.txt", "1\t修桥\t三座"), Gold("notice.txt", "种树")),
    note="两轮",
)


def _file(folder: Path, *rows: dict[str, Any] | str) -> Path:
    path = folder / "set.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx"])
def test_a_set_survives_every_format(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"set.{ending}"
    plain = Question(id="q3", turns=("Who leads?",), language="en", kind="task", outcome="not_found")
    (write_set if ending == "jsonl" else write_sheet)(path, [FULL, plain])
    assert read_set(path).questions == (FULL, plain)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"language": "fr"}, "line 2: `language` must be one of zh, en"),
        ({"outcome": "maybe"}, "line 2: `outcome` must be one of answered, not_found, declined"),
        ({"turns": []}, "line 2: `turns` must be a list of one or more questions"),
        ({"accepted": ["甲局"]}, "line 2: `accepted` must be a list of lists of texts"),
        ({"items": "1"}, "line 2: `items` must be a list of labels or null"),
        ({"matched": True}, "line 2: `matched` must be a whole number or null"),
        ({"gold": [{"file": "a.txt"}]}, "line 2: `gold` must be a list of"),
        ({"answer": "x"}, "line 2: unknown field answer"),
        ({"id": "q1"}, "line 2: the id 'q1' stands twice; .*line 1 has it too"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, Any], sentence: str) -> None:
    path = _file(tmp_path, GOOD, {**GOOD, "id": "q2", **change})
    with pytest.raises(DatasetError, match=sentence):
        read_set(path)


def test_broken_json_and_empty_sets_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="line 3: this is no JSON"):
        read_set(_file(tmp_path, GOOD, "", "{"))
    with pytest.raises(DatasetError, match="holds no question"):
        read_set(_file(tmp_path, ""))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id,question\nq1,谁\n", "line 1: the column kind, language, outcome is missing"),
        ("id,question,language,kind,outcome,acepted\n", "line 1: unknown column acepted"),
        ("id,question,language,kind,outcome\nq1,谁,zh,task,answered\n\nq2,谁,zh,task,maybe\n", "line 4: `outcome`"),
    ],
)
def test_a_wrong_sheet_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "set.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(DatasetError, match=sentence):
        read_set(path)


def test_a_wrong_row_of_a_workbook_is_named_by_its_id(tmp_path: Path) -> None:
    write_sheet(tmp_path / "set.xlsx", [FULL, replace(FULL, id="q3", kind=" ")])
    with pytest.raises(DatasetError, match="id 'q3': `kind` must be a text"):
        read_set(tmp_path / "set.xlsx")


def test_a_sheet_saved_by_a_chinese_spreadsheet_program_is_read(tmp_path: Path) -> None:
    path = tmp_path / "set.csv"
    write_sheet(path, [FULL])
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("gb18030"))
    assert read_set(path).questions == (FULL,)


def test_the_digest_follows_the_question() -> None:
    assert FULL.digest != replace(FULL, matched=3).digest


def test_the_bundled_sets_are_sound() -> None:
    sets = [read_set(path) for path in bundled_sets()]
    assert sum(len(questions.questions) for questions in sets) >= 400
    assert {q.name for q in sets if q.held_out} == {q.name for q in sets if q.name.startswith("test")} != set()
