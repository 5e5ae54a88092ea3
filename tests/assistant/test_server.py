"""app.py as a process: start-up, refusals, and the page in a real browser."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.assistant.served import ROOT, call, environment, free_port, server, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = {"question": "95号任务谁牵头？"}
BROWSER = shutil.which("chromium")


def refused(arguments: list[str], **settings: str) -> str:
    """What a server that does not start says on stderr."""
    ended = subprocess.run(
        [sys.executable, "app.py", *arguments],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_a_first_start_ingests_the_bundled_gazette(tmp_path: Path) -> None:
    with server(tmp_path / "a new home") as (address, process):
        health = until(lambda: call(f"{address}/healthz"), process)
        assert health["documents"] == 4
        assert call(f"{address}/api/v1/ask", QUESTION)["outcome"] == "answered"


def test_from_start_to_the_first_answer_takes_seconds(gazette_home: Path) -> None:
    started = time.monotonic()
    with server(gazette_home) as (address, process):
        answer = until(lambda: call(f"{address}/api/v1/ask", QUESTION), process)
        # 6 s on two idle cores; test machines are busy.
        assert time.monotonic() - started < 20
        assert answer["quotes"]


def test_an_interrupt_ends_it_without_a_traceback(gazette_home: Path) -> None:
    with server(gazette_home) as (address, process):
        until(lambda: call(f"{address}/healthz")["page"], process)
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in process.communicate(timeout=30)[1]
        assert process.returncode == 0


def test_a_taken_port_gets_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused([], PORT=str(port))
    assert f"Port {port} of 127.0.0.1 is taken" in said
    assert f"PORT={port + 1}" in said


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.1", "::", "example.org", "127.0.0.1.example.org"])  # noqa: S104
def test_any_other_address_than_loopback_is_refused(host: str) -> None:
    assert "no access keys" in refused(["--host", host])


def test_an_unknown_setting_is_named() -> None:
    assert "GAZETTE_HOMES" in refused([], GAZETTE_HOMES="x")


def test_a_damaged_archive_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite3").write_bytes(b"no database" * 100)
    said = refused(["--port", str(free_port())], GAZETTE_HOME=str(tmp_path))
    assert "archive.sqlite3" in said


@pytest.fixture(scope="module")
def served_home(gazette_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GAZETTE_HOME of the server's own."""
    home = tmp_path_factory.mktemp("served") / "var"
    shutil.copytree(gazette_home, home)
    return home


@pytest.fixture(scope="module")
def address(served_home: Path) -> Iterator[str]:
    """A server with its pages open."""
    with server(served_home) as (opened, process):
        until(lambda: call(f"{opened}/healthz")["page"], process)
        yield opened


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, address: str) -> Iterator[Page]:
    """A browser page of two widths; every request to another host and every script error fails the test."""
    if BROWSER is None:
        pytest.skip("no chromium: `make test` installs it as root on Debian; install it and run again")
    from playwright.sync_api import sync_playwright

    strange: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": request.param, "height": 844}, locale="zh-CN")
        opened.set_default_timeout(45_000)
        opened.on("request", lambda r: r.url.startswith((address, "data:", "blob:")) or strange.append(r.url))
        opened.on("pageerror", lambda error: strange.append(str(error)))
        opened.goto(address)
        opened.locator(".gz-samples button").nth(1).wait_for()  # filled by the server: the page is alive
        yield opened
        browser.close()
    assert not strange


@pytest.mark.browser
def test_a_question_is_answered_with_its_quotes_in_a_browser(page: Page, address: str) -> None:
    page.locator(".gz-form textarea").fill(QUESTION["question"])
    page.locator(".gz-form textarea").press("Enter")
    answer = page.locator(".gz-answer")
    answer.wait_for()
    said = call(f"{address}/api/v1/ask", QUESTION)
    assert said["answer"].split("[")[0] in answer.inner_text()
    assert page.locator(".gz-quotes blockquote").count() == len(said["quotes"])
    mark = page.locator(".gz-said .gz-mark").first
    assert page.locator(mark.get_attribute("href") or "none").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


@pytest.mark.browser
def test_an_example_a_follow_up_feedback_and_a_new_conversation(page: Page, served_home: Path) -> None:
    page.locator(".gz-samples button.gallery-item").first.click()
    page.locator(".gz-turn").first.wait_for()
    page.locator(".gz-form textarea").fill("那96号呢？")
    page.locator(".gz-form .submit-button").click()
    page.locator(".gz-turn").nth(1).wait_for()
    page.get_by_label("没帮助").check()
    page.locator(".gz-feedback textarea").fill("缺一项")
    page.locator(".gz-feedback .submit-button").click()
    page.get_by_text("已记录").wait_for()
    kept = json.loads((served_home / "feedback.jsonl").read_text("utf-8").splitlines()[-1])
    assert (kept["question"], kept["comment"], len(kept["history"])) == ("那96号呢？", "缺一项", 1)
    page.get_by_role("button", name="新对话").click()
    page.locator(".gz-empty").wait_for()
    assert page.locator(".gz-turn").count() == 0


@pytest.mark.browser
def test_the_page_speaks_english(page: Page) -> None:
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name="Gazette Assistant").wait_for()
    page.get_by_role("button", name="New conversation").wait_for()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Evaluation").click()
    page.get_by_text("There is no report yet").wait_for()


REPORT = """<!doctype html><meta charset="utf-8"><h1>报告</h1><p id="said">no script ran</p><a id="en"></a>
<style>body:has(#en:target) h1 { color: rgb(1, 2, 3) }</style>
<script>document.getElementById("said").textContent = "a script ran";</script>"""


@pytest.mark.browser
def test_the_last_report_is_shown_in_its_language_and_runs_nothing(page: Page, address: str, served_home: Path) -> None:
    report = served_home / "reports" / "one" / "report.html"
    report.parent.mkdir(parents=True)
    report.write_text(REPORT, "utf-8")
    (report.parent / "comparison.html").write_text("no report of a run", "utf-8")
    try:
        for path, colour in (("/evaluation", "rgb(0, 0, 0)"), ("/en-evaluation", "rgb(1, 2, 3)")):
            page.goto(f"{address}{path}")
            frame = page.frame_locator(".gz-report")
            frame.locator("#said", has_text="no script ran").wait_for()
            assert frame.locator("h1").evaluate("title => getComputedStyle(title).color") == colour
    finally:
        shutil.rmtree(served_home / "reports")


@pytest.mark.browser
def test_the_description_of_the_api_is_drawn_without_a_network(page: Page, address: str) -> None:
    page.goto(f"{address}/docs")
    page.locator("summary", has_text="/api/v1/ask").click()
    page.locator("details[open] button").click()
    page.locator("details[open] [role=status]", has_text="200 OK").wait_for()
