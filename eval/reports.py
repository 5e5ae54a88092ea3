"""Where reports live, and one report as JSON and as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.dataset import plain
from eval.results import Result
from eval.summary import METRICS

REPORT = "report.json"
SEARCHES = tuple(name for name in METRICS if "@" in name or name == "mrr")
_HEAD = ("strict", "right", "complete", "f1", "cited", "verbatim", "supported", "answered_wrongly", "silent_wrongly")
_SHOWN_QUOTES = 3
_SHOWN_CHARACTERS = 160


class ReportError(RuntimeError):
    """A report that cannot be read or written; the message says what to do."""


def new_folder(home: Path) -> Path:
    """A folder for a report of this moment that no other report has."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 1000)))
    return next(folder for name in names if not (folder := home / "reports" / name).exists())


def read_report(path: Path) -> dict[str, Any]:
    """The report.json of a folder, or the file itself; ReportError where there is none."""
    file = path / REPORT if path.is_dir() else path
    try:
        report: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReportError(f"{file} is no report ({error}): give the folder that `python -m eval run` wrote") from error
    return report


def write_json(folder: Path, report: Mapping[str, Any], name: str = REPORT) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")


def failure(result: Result) -> dict[str, Any]:
    """What a reader needs to see why a question failed."""
    quotes = [
        {name: quote[name] for name in ("document", "label", "file", "start", "end")} | {"text": short(quote["text"])}
        for quote in result.answer["quotes"][:_SHOWN_QUOTES]
    ]
    return {
        "id": result.question.id,
        "stage": result.stage,
        "turns": list(result.question.turns),
        "kind": result.question.kind,
        "expected": {
            name: value
            for name, value in plain(result.question).items()
            if name in ("outcome", "accepted", "forbidden", "items", "matched", "gold") and value not in (None, (), [])
        },
        "got": {
            "outcome": result.answer["outcome"],
            "answer": result.answer["answer"],
            "items": [item["label"] for item in result.answer["items"]],
            "understood": result.answer["understood"],
        },
        "missing": list(result.score.missing),
        "surplus": list(result.score.surplus),
        "quotes": quotes,
    }


def short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= _SHOWN_CHARACTERS else joined[:_SHOWN_CHARACTERS] + "…"


def percent(measured: Mapping[str, float] | None) -> str:
    """A share with its interval, as 95.1 (92–97)."""
    if measured is None:
        return "–"
    return f"{100 * measured['value']:.1f} ({100 * measured['low']:.0f}–{100 * measured['high']:.0f})"


def rows(summary: Mapping[str, Any], columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """One row for all questions, then one a language, corpus and kind."""
    groups = [("all", summary)]
    for by in ("language", "corpus", "kind"):
        groups += summary[f"by_{by}"].items() if len(summary[f"by_{by}"]) > 1 else ()
    for name, part in groups:
        latency = part["latency_ms"]
        times = f"{latency['p50']:.1f} / {latency['p95']:.1f}" if latency else "–"
        yield (name, str(part["n"]), *(percent(part["metrics"].get(column)) for column in columns), times)


def columns_of(summary: Mapping[str, Any], wanted: Sequence[str] = _HEAD) -> list[str]:
    return [name for name in wanted if name in summary["metrics"]]


def markdown(report: Mapping[str, Any]) -> str:
    """The report as Markdown; per cent with 95% intervals, milliseconds as p50 / p95."""
    lines = ["# Evaluation", "", f"{report['time']}, {report['target']}, index {report['index_version']}", ""]
    for name, summary in report["sets"].items():
        lines += [f"## {title(name, summary)}", ""]
        if summary["n"]:
            answers = columns_of(summary)
            searches = columns_of(summary, SEARCHES)
            lines += table(["", "n", *answers, "ms p50 / p95"], rows(summary, answers))
            if searches:
                lines += ["", "Search: share of the gold excerpts among the first passages", ""]
                lines += table(["", "n", *searches], search_rows(summary, searches))
        stages = "; ".join(f"{stage} {count}" for stage, count in summary.get("stages", {}).items())
        lines += ["", f"Failed: {stages or 'none'}", ""]
        lines += [_failure_line(entry) for entry in summary.get("failures", ())]
        lines += [""] if summary.get("failures") else []
    return "\n".join(lines)


def search_rows(summary: Mapping[str, Any], columns: Sequence[str]) -> list[tuple[str, ...]]:
    """How well the search does over all questions; it answers nobody, so it has no kinds and no times here."""
    return [row[:-1] for row in rows(summary, columns)][:1]


def title(name: str, summary: Mapping[str, Any]) -> str:
    """The name of a set with what a reader must know of it."""
    told = [word if count is None else f"{count} {word}" for count, word in marks(summary)]
    return f"{name} ({'; '.join(told)})"


def marks(summary: Mapping[str, Any]) -> list[tuple[int | None, str]]:
    """What a reader must know of a set: counts with what they count, or a word alone."""
    found: list[tuple[int | None, str]] = [(summary["n"], "questions")]
    found += [(None, "held out: totals only")] if summary["held_out"] else []
    found += [(None, "generated from the records")] if summary["generated"] else []
    return [*found, *((count, f"skipped: {reason}") for reason, count in summary["skipped"].items())]


def expectation(expected: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a right answer would have been, by name, as people read it."""
    groups = [" | ".join(group) for group in expected.get("accepted", ())]
    return [
        ("outcome", expected["outcome"]),
        ("must say", "; ".join(groups)),
        ("must not say", "; ".join(expected.get("forbidden", ()))),
        ("items", " · ".join(expected.get("items") or ())),
        ("matched", str(expected.get("matched", ""))),
        ("must quote", "; ".join(gold["text"] for gold in expected.get("gold", ()))),
    ]


def table(head: Sequence[str], body: Sequence[Sequence[str]] | Iterator[tuple[str, ...]]) -> list[str]:
    """A Markdown table."""
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *body)]


def _failure_line(entry: Mapping[str, Any]) -> str:
    question = " → ".join(entry["turns"])
    wanted = "; ".join(f"{name}: {short(text)}" for name, text in expectation(entry["expected"]) if text)
    return (
        f"- **{entry['id']}** {entry['stage']}: {question}\n"
        f"  - {wanted}\n"
        f"  - got {entry['got']['outcome']}: {short(entry['got']['answer'])} {' '.join(entry['got']['items'][:20])}\n"
        f"  - missing {list(entry['missing'])}, surplus {list(entry['surplus'])}"
    )
