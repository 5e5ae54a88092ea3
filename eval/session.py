"""The `run` command: sets, targets, results, reports and the gate put together."""

from __future__ import annotations

import json
import os
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.bundled import ensure_archive
from eval import console, gate, reports
from eval.dataset import QuestionSet, read_set
from eval.page import write_page
from eval.results import Result, Store
from eval.run import Plan, evaluate, plan
from eval.summary import summarise
from eval.target import Library, Server, Target, TargetError

if TYPE_CHECKING:
    from assistant.settings import Settings

QUESTIONS = Path(__file__).parent / "questions"


def run(arguments: Namespace, settings: Settings) -> int:
    """Ask, score, report; 1 where the gate finds a regression."""
    started = time.perf_counter()
    base = gate.read_baseline(arguments.gate) if arguments.gate else None
    sets = [*(read_set(path, arguments.quiet_questions) for path in arguments.questions or bundled_sets())]
    targets = open_targets(arguments, settings)
    planned = plan(sets, targets)
    folder: Path = arguments.out or reports.new_folder(settings.home)
    console.complain(f"report: {folder} (--out {folder} goes on where an interrupted run stopped)")
    store = Store(folder, finished=(folder / reports.REPORT).exists())
    with console.progress("asking", len(planned.jobs)) as step:
        results = list(evaluate(planned.jobs, store, arguments.jobs, step))
    summaries = {questions.name: _summary(questions, results, planned) for questions in sets}
    report = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "target": targets[0].name,
        "index_version": targets[0].version,
        "settings": {name: os.environ[name] for name in sorted(os.environ) if name in _SHOWN},
        "seconds": round(time.perf_counter() - started, 1),
        "sets": summaries,
    }
    _write(folder, report)
    _show(report, folder)
    today = gate.baseline(summaries, results)
    if arguments.write_baseline:
        arguments.write_baseline.write_text(json.dumps(today, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return _gate(base, today) if base else 0


_SHOWN = ("GAZETTE_EMBEDDING", "GAZETTE_RERANKER", "GAZETTE_LLM_MODEL")  # never a key or an address


def bundled_sets() -> list[Path]:
    """The question sets that come with the program."""
    return sorted(QUESTIONS.glob("*.jsonl"))


def open_targets(arguments: Namespace, settings: Settings) -> list[Target]:
    """The server or the library, then the second index for the questions on other documents."""
    if arguments.url:
        first: Target = Server(arguments.url, os.environ.get("EVAL_API_KEY"))
    else:
        ensure_archive(settings.store, console.complain)
        first = Library(settings)
    second = arguments.corpus_index
    if not second:
        return [first]
    if second.startswith(("http://", "https://")):
        return [first, Server(second)]
    if not Path(second).is_dir():
        raise TargetError(f"{second} is no folder: give the GAZETTE_HOME of the second index, or its server's address")
    return [first, Library(replace(settings, store=replace(settings.store, home=Path(second))))]


def _summary(questions: QuestionSet, results: Sequence[Result], planned: Plan) -> dict[str, Any]:
    own = [result for result in results if result.set == questions.name]
    summary: dict[str, Any] = {
        "held_out": questions.held_out,
        "generated": all(question.generated for question in questions.questions),
        "skipped": dict(Counter(reason for name, reason in planned.skipped if name == questions.name)),
        **summarise(own),
    }
    if not questions.held_out:
        summary["failures"] = [reports.failure(result) for result in own if result.stage]
    return summary


def _write(folder: Path, report: dict[str, Any]) -> None:
    try:
        reports.write_json(folder, report)
        (folder / "report.md").write_text(reports.markdown(report), "utf-8")
        write_page(folder / "report.html", report)
    except OSError as error:
        raise reports.ReportError(f"{folder} cannot be written ({error}): give another folder with --out") from error


def _show(report: dict[str, Any], folder: Path) -> None:
    for name, summary in report["sets"].items():
        if not summary["n"]:
            console.say(reports.title(name, summary))
            continue
        columns = reports.columns_of(summary)
        head = ["", "n", *(column.replace("_", " ") for column in columns), "ms p50 / p95"]
        console.show_table(reports.title(name, summary), head, list(reports.rows(summary, columns)))
    console.say(f"{report['seconds']} s; report: {folder / 'report.html'}")


def _gate(base: dict[str, Any], today: dict[str, Any]) -> int:
    found = gate.regressions(base, today)
    for sentence in found:
        console.complain(f"regression: {sentence}")
    if not found:
        console.say("gate: no regression beyond noise")
    return 1 if found else 0
