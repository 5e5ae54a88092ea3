"""The report page: both languages, nothing from outside, nothing that runs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import get_args

import pytest
from contract_server import Script, answer_of

from eval.__main__ import main
from eval.dataset import Outcome, Question, read_set, write_set
from eval.plots import bars
from eval.score import Stage
from eval.session import bundled_sets
from eval.summary import METRICS
from eval.wording import spoken

BROWSER = shutil.which("chromium")


def test_the_words_of_the_program_are_there_in_both_languages() -> None:
    kinds = {question.kind for path in bundled_sets() for question in read_set(path).questions}
    names = {*METRICS, *kinds, *get_args(Stage), *get_args(Outcome)} - {""}
    assert not [name for name in names if 'lang="zh"' not in spoken(name) or 'lang="en"' not in spoken(name)]
    assert spoken("a kind <of> one's own") == "a kind &lt;of&gt; one&#x27;s own"


def test_bars_are_as_long_as_their_values() -> None:
    drawn = bars("share", {"right": {"all": {"value": 0.5, "low": 0.25, "high": 0.75}, "list": {"value": 0.0}}})
    assert "--v:50.0%;--low:25.0%;--high:75.0%" in drawn
    times = bars("milliseconds", {"p50": {"all": {"value": 20.0}}, "p95": {"all": {"value": 80.0}}}, share=False)
    assert "--v:25.0%" in times and "--v:100.0%" in times and "<b>80.0</b>" in times


@pytest.mark.browser
def test_the_page_opens_without_network_in_the_language_of_its_address(script: Script, tmp_path: Path) -> None:
    if BROWSER is None:
        pytest.skip("no chromium: `make test` installs it as root on Debian; install it and run again")
    from playwright.sync_api import sync_playwright

    asked = Question("q1", ("谁修桥",), "zh", "lookup_task", "answered", accepted=(("甲局",),))
    write_set(tmp_path / "set.jsonl", [asked])
    script.answers = {"谁修桥": answer_of("answered", "乙局")}
    ask = ["run", "--url", script.url, "--questions", str(tmp_path / "set.jsonl"), "--out", str(tmp_path / "out")]
    assert main(ask) == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_context(offline=True, java_script_enabled=False).new_page()
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto((tmp_path / "out" / "report.html").as_uri())
        assert "未通过: 检索到但没读对 1" in page.locator("body").inner_text()
        page.get_by_role("link", name="English").click()
        shown = page.locator("body").inner_text()
        assert "Failed: not read 1" in shown and "未通过" not in shown
        page.locator("details", has_text="谁修桥").locator("summary").click()
        assert "must say" in page.locator("body").inner_text()
        browser.close()
    assert not [url for url in requests if not url.startswith("file:")]
