"""python -m assistant: answers on stdout, refusals on stderr."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.web.schemas import AnswerOut
from tests.assistant.served import ROOT, environment


def run(arguments: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_an_answer_in_words_with_its_quotes(gazette_home: Path, gazette_text: str) -> None:
    ended = run(["95号任务谁牵头？"], GAZETTE_HOME=str(gazette_home))
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    first, *rest = ended.stdout.splitlines()
    assert "[1]" in first
    place = next(line.strip() for line in rest if ".txt:" in line)
    start, end = map(int, place.rpartition(":")[2].split("-"))
    quoted = gazette_text[start:end]
    assert quoted.split("\n")[0][:20] in ended.stdout


def test_json_is_the_object_of_the_api_and_a_history_resolves_a_follow_up(
    gazette_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GAZETTE_HOME", str(gazette_home))
    file = tmp_path / "history.json"
    file.write_text(json.dumps([{"role": "user", "content": "95号任务谁牵头？"}]), "utf-8")
    assert main(["--json", "--history", str(file), "那96号呢？"]) == 0
    answer = AnswerOut.model_validate_json(capsys.readouterr().out)
    assert "96" in {quote.label for quote in answer.quotes}


@pytest.mark.parametrize(
    ("arguments", "settings", "says"),
    [
        ([""], {}, "empty"),
        (["x" * 2001], {}, "2,001"),
        (["a\x07"], {}, "U+0007"),
        (["a", "--history", "/nowhere.json"], {}, "/nowhere.json"),
        (["a"], {"GAZETTE_TYPO": "1"}, "GAZETTE_TYPO"),
        (["a"], {"GAZETTE_HOME": "/proc/nowhere"}, "GAZETTE_HOME"),
    ],
)
def test_a_refusal_is_a_sentence_and_exit_code_2(arguments: list[str], settings: dict[str, str], says: str) -> None:
    ended = run(arguments, **settings)
    assert ended.returncode == 2
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_a_history_of_another_form_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for content in ("{}", "[1]", '["a"]', "not json", '[{"role": "user"}]', '{"role": "user", "content": "a"}'):
        file = tmp_path / "history.json"
        file.write_text(content, "utf-8")
        assert main(["a", "--history", str(file)]) == 2, content
        assert "JSON list" in capsys.readouterr().err


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_what_the_command_prints(
    readme: str, gazette_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GAZETTE_HOME", str(gazette_home))
    block = re.search(r'```console\n\$ make ask Q="([^"]*)"\n(.*?)\n```', (ROOT / readme).read_text("utf-8"), re.DOTALL)
    assert block
    assert main([block[1]]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[: len(block[2].splitlines())] == block[2].splitlines()
